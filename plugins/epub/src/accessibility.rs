//! What the book may say of its accessibility (EPUB Accessibility 1.1, section 2), derived from what is in it.

use pressroom_pages::Edition;

/// Values for the `schema:` properties of the package.
pub struct Claims {
    pub access_modes: Vec<&'static str>,
    /// Each a set of modes that is enough to read the whole book.
    pub sufficient: Vec<&'static str>,
    pub features: Vec<&'static str>,
    pub hazard: &'static str,
    pub summary: String,
}

pub fn claims(book: &Edition) -> Claims {
    let (tally, words) = (&book.tally, book.words());
    let has_pictures = tally.pictures > 0;
    let all_described = tally.described + tally.decorative == tally.pictures;
    let mut features = vec!["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"];
    // Decoration alone is nothing to describe.
    if all_described && tally.described > 0 {
        features.push("alternativeText");
    }
    if book.stories().any(|story| story.print_page.is_some()) {
        features.extend(["pageBreakMarkers", "pageNavigation"]);
    }
    let mut sufficient = Vec::new();
    if all_described {
        sufficient.push("textual");
    }
    if has_pictures {
        sufficient.push("textual,visual");
    }
    let pictures = match (has_pictures, all_described) {
        (false, _) => words.summary.no_pictures,
        (true, true) => words.summary.all_described,
        (true, false) => words.summary.some_not_described,
    };
    Claims {
        access_modes: if has_pictures { vec!["textual", "visual"] } else { vec!["textual"] },
        sufficient,
        features,
        // Text and pictures that stand still do not flash, move or sound.
        hazard: if tally.may_move { "unknown" } else { "none" },
        summary: format!("{} {pictures}", words.summary.navigation),
    }
}
