//! The recognisers: each takes one kind of part from the sheet. What none takes stays a paragraph.
//!
//! One recogniser a file, one line in [`RECOGNISERS`]. All read the profile, none writes text.

mod byline;
mod crosshead;
mod dateline;
mod deck;
mod end_mark;
mod figure;
mod headline;
mod lead;
mod leftover;
mod located;
mod section;
mod shape;

use crate::profile::Profile;
use crate::sheet::Sheet;

type Recogniser = fn(&mut Sheet, &Profile);

/// In this order: first what marks itself, then what only its place tells.
const RECOGNISERS: &[Recogniser] = &[
    leftover::take,
    end_mark::take,
    dateline::take,
    figure::take,
    byline::take,
    lead::find,
    dateline::doubt,
    section::take,
    located::take,
    headline::take,
    deck::take,
    crosshead::take,
];

pub fn run(sheet: &mut Sheet, profile: &Profile) {
    for recogniser in RECOGNISERS {
        recogniser(sheet, profile);
    }
}
