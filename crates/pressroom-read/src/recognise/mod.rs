//! The recognisers: each takes one kind of part from the sheet. What none takes stays a paragraph.
//!
//! One recogniser a file, one line in [`RECOGNISERS`]. All read the profile, none writes text.

mod byline;
mod contributors;
mod crosshead;
mod dateline;
mod deck;
mod end_mark;
mod figure;
mod head;
mod headline;
mod internal;
mod lead;
mod leftover;
mod lifecycle;
mod people;
mod published;
mod section;
pub mod shape;

use crate::profile::Profile;
use crate::sheet::Sheet;

type Recogniser = fn(&mut Sheet, &Profile);

/// In this order: first what marks itself, then what only its place tells.
const RECOGNISERS: &[Recogniser] = &[
    lifecycle::take,
    internal::take,
    leftover::take,
    contributors::take,
    end_mark::take,
    published::take,
    dateline::take,
    figure::take,
    byline::take,
    head::take,
    lead::find,
    dateline::doubt,
    head::take_glued_place,
    section::take,
    head::take_names,
    headline::take,
    deck::take,
    crosshead::take,
];

pub fn run(sheet: &mut Sheet, profile: &Profile) {
    for recogniser in RECOGNISERS {
        recogniser(sheet, profile);
    }
}
