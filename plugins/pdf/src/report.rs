//! What a user has to know, each letter only once.

use std::collections::BTreeSet;

use pressroom_core::{Code, Diagnostic};
use pressroom_plugin::Job;

use crate::text::shape::MissingGlyph;

/// `{letter}` `{code}`: no font has this letter.
const MISSING_GLYPH: Code = Code::warning("PDF01");

pub struct Reports<'j> {
    job: &'j Job<'j>,
    letters: BTreeSet<char>,
}

impl<'j> Reports<'j> {
    pub fn new(job: &'j Job<'j>) -> Self {
        Reports { job, letters: BTreeSet::new() }
    }

    /// A letter that no font has is told at the first place that has it.
    pub fn story(&mut self, diagnostics: &[Diagnostic], missing: &[MissingGlyph]) {
        diagnostics.iter().for_each(|diagnostic| self.job.report(diagnostic));
        for MissingGlyph { letter, source } in missing {
            if self.letters.insert(*letter) {
                let code = format!("U+{:04X}", u32::from(*letter));
                let diagnostic = Diagnostic::new(MISSING_GLYPH).arg("letter", letter).arg("code", code);
                self.job.report(&diagnostic.at(source));
            }
        }
    }
}
