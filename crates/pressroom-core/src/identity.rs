//! A story's identifier when the desk gives none.

use uuid::Uuid;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

/// The id was derived.
pub const DERIVED_ID: Code = Code::note("M021");
/// A later version or a signal without an id: nothing says what it corrects.
pub const VERSION_WITHOUT_ID: Code = Code::error("M022");

/// Drawn once at random; every id that Pressroom derives is a version 5 UUID (RFC 9562, 5.5) within it.
const NAMESPACE: Uuid = Uuid::from_u128(0x8f1b_6c0e_52d4_4f0a_9a37_c1e0_7d2b_64a5);

/// Gives the story an id made from its agency, date and headline, unless it has one.
///
/// The same story gets the same id on every machine, but a changed headline gives another one: a desk that corrects its
/// stories has to give ids itself.
pub fn settle(article: &mut Article) -> Option<Diagnostic> {
    if article.id.is_some() {
        return None;
    }
    if article.version > 1 || !article.signals.is_empty() {
        return Some(Diagnostic::new(VERSION_WITHOUT_ID).arg("version", article.version));
    }
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let agency = agency.or(article.provider.as_deref()).unwrap_or_default();
    let date = article.story_date().map(|date| date.to_string()).unwrap_or_default();
    let headline = article.headline.as_deref().unwrap_or_default();
    let name = format!("{agency}\n{date}\n{headline}");
    let id = Uuid::new_v5(&NAMESPACE, name.as_bytes()).urn().to_string();
    let note = Diagnostic::new(DERIVED_ID).arg("id", &id);
    article.id = Some(id);
    Some(note)
}
