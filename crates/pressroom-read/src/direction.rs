//! Which way a language is written.

use pressroom_core::Direction;

/// By a BCP 47 tag.
pub fn of(language: &str) -> Direction {
    Direction::of_language(language)
}
