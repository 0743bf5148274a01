//! Who an output is for, and what of a story may reach them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, RemovedKind, Status, Withheld};

/// The embargo has not passed.
pub const EMBARGOED: Code = Code::error("C090");
/// The story is killed or held.
pub const NOT_USABLE: Code = Code::error("C091");

/// Whom a plugin writes for, as its manifest says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Other newsrooms: embargoes, kills and editors' notes travel with the story.
    Exchange,
    /// The public.
    Reader,
}

/// What of the story this audience may see.
pub fn visible(article: &Article, audience: Audience) -> Article {
    let mut seen = article.clone();
    match audience {
        Audience::Exchange => {}
        Audience::Reader => {
            seen.ed_note = None;
            seen.removed.clear();
            seen.extra.clear();
        }
    }
    seen
}

/// Why this audience may not have the file that the story was read from; `None` when it may. Of a file that is `plain` copy
/// every letter is in the story or in `removed`, which tells whether all of it is for readers; of no other can that be told.
pub fn original_withheld(article: &Article, plain: bool, audience: Audience) -> Option<Withheld> {
    match audience {
        Audience::Exchange => return None,
        Audience::Reader => {}
    }
    if !plain {
        return Some(Withheld::Format);
    }
    if article.ed_note.is_some() || !article.extra.is_empty() {
        return Some(Withheld::Internal);
    }
    article.removed.iter().find_map(|piece| match piece.kind {
        RemovedKind::Internal | RemovedKind::Framing | RemovedKind::Unknown(_) => Some(Withheld::Internal),
        RemovedKind::Overridden => Some(Withheld::Overridden),
        RemovedKind::Leftover
        | RemovedKind::EndMark
        | RemovedKind::Label
        | RemovedKind::Separator
        | RemovedKind::Control => None,
    })
}

/// Why the story may not be written for this audience now.
pub fn blocked(article: &Article, audience: Audience, now: Timestamp) -> Option<Diagnostic> {
    match audience {
        Audience::Exchange => return None,
        Audience::Reader => {}
    }
    if article.status != Status::Usable {
        return Some(Diagnostic::new(NOT_USABLE).arg("status", article.status.as_str()));
    }
    let embargo = article.embargo.as_ref()?;
    match embargo.until {
        Some(until) if until.utc() <= now => None,
        Some(until) => Some(Diagnostic::new(EMBARGOED).arg("until", until).at(&embargo.span)),
        None => Some(Diagnostic::new(EMBARGOED).arg("until", "-").at(&embargo.span)),
    }
}
