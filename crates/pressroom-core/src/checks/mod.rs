//! Preflight: what a careful editor would flag. Rules only look; nothing here changes a story.
//!
//! One rule a file, one line in [`RULES`].

mod byline_is_credit;
mod caption_without_picture;
mod credit_without_picture;
mod date_without_year;
mod internal_note;
mod leftover_removed;
mod mixed_ellipses;
mod name_in_two_cases;
mod name_only_in_head;
mod no_body;
mod no_headline;
mod straight_quotes;
pub(crate) mod texts;

pub const CAPTION_WITHOUT_PICTURE: Code = caption_without_picture::RULE.code;
pub use internal_note::is_note as is_internal_note;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

/// A preflight rule.
pub struct Rule {
    pub code: Code,
    /// Gives a diagnostic for each place where the rule is broken, in story order.
    pub check: fn(&Article) -> Vec<Diagnostic>,
}

/// Every rule, in the order in which their findings are shown.
pub const RULES: &[Rule] = &[
    no_headline::RULE,
    no_body::RULE,
    internal_note::RULE,
    name_only_in_head::RULE,
    date_without_year::RULE,
    caption_without_picture::RULE,
    credit_without_picture::RULE,
    byline_is_credit::RULE,
    name_in_two_cases::RULE,
    mixed_ellipses::RULE,
    straight_quotes::RULE,
    leftover_removed::RULE,
];

/// Runs every rule but those whose codes are switched off.
pub fn run(article: &Article, off: &[String]) -> Vec<Diagnostic> {
    let on = RULES.iter().filter(|rule| !off.iter().any(|code| code == rule.code.id));
    on.flat_map(|rule| (rule.check)(article)).collect()
}
