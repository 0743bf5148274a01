//! What a user has to know, each letter only once.

use std::collections::BTreeSet;

use pressroom_core::{Code, Diagnostic};
use pressroom_plugin::Job;

use crate::text::scripts;
use crate::text::shape::MissingGlyph;

/// `{count}` `{letters}` `{script}` `{fonts}`: no font has these letters of a script.
const MISSING_GLYPHS: Code = Code::warning("PDF01");
/// So many letters are named; the others are counted.
const LETTERS_NAMED: usize = 12;
/// So many places are shown.
const PLACES_SHOWN: usize = 4;

pub struct Reports<'j> {
    job: &'j Job<'j>,
    letters: BTreeSet<char>,
}

/// What is missing of one script.
struct Gap<'m> {
    script: scripts::Named,
    missing: Vec<&'m MissingGlyph>,
}

impl<'j> Reports<'j> {
    pub fn new(job: &'j Job<'j>) -> Self {
        Reports { job, letters: BTreeSet::new() }
    }

    /// Letters that no font has are told script by script, at the places that have them first.
    pub fn story(&mut self, diagnostics: &[Diagnostic], missing: &[MissingGlyph]) {
        diagnostics.iter().for_each(|diagnostic| self.job.report(diagnostic));
        let mut gaps: Vec<Gap<'_>> = Vec::new();
        for glyph in missing {
            if !self.letters.insert(glyph.letter) {
                continue;
            }
            let script = scripts::named(glyph.letter);
            match gaps.iter_mut().find(|gap| gap.script == script) {
                Some(gap) => gap.missing.push(glyph),
                None => gaps.push(Gap { script, missing: vec![glyph] }),
            }
        }
        gaps.iter().for_each(|gap| self.job.report(&gap.diagnostic()));
    }
}

impl Gap<'_> {
    fn diagnostic(&self) -> Diagnostic {
        let named = self.missing.iter().take(LETTERS_NAMED);
        let mut letters: Vec<String> =
            named.map(|missing| format!("{} U+{:04X}", missing.letter, u32::from(missing.letter))).collect();
        if self.missing.len() > LETTERS_NAMED {
            letters.push("…".to_owned());
        }
        let diagnostic = Diagnostic::new(MISSING_GLYPHS)
            .arg("count", self.missing.len())
            .arg("letters", letters.join(", "))
            .arg("script", self.script.name)
            .arg("fonts", self.script.fonts);
        let mut places: Vec<_> = self.missing.iter().map(|missing| &missing.source).collect();
        places.dedup();
        places.into_iter().take(PLACES_SHOWN).fold(diagnostic, |diagnostic, source| diagnostic.at(source))
    }
}
