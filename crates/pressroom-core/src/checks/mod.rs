//! Preflight: what a careful editor would flag. Rules only look; nothing here changes a story.
//!
//! One rule a file, one line in [`RULES`].

mod date_without_year;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Article;

/// A preflight rule.
pub struct Rule {
    pub code: Code,
    /// Gives a diagnostic for each place where the rule is broken, in story order.
    pub check: fn(&Article) -> Vec<Diagnostic>,
}

/// Every rule, in the order in which their findings are shown.
pub const RULES: &[Rule] = &[date_without_year::RULE];

/// Runs every rule but those whose codes are switched off.
pub fn run(article: &Article, off: &[String]) -> Vec<Diagnostic> {
    let on = RULES.iter().filter(|rule| !off.iter().any(|code| code == rule.code.id));
    on.flat_map(|rule| (rule.check)(article)).collect()
}
