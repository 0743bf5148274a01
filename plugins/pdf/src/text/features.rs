//! What fonts are asked for beyond what they do by themselves.

use std::sync::LazyLock;

use harfrust::{Feature, Tag};

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Features {
    pub small_caps: bool,
    pub squared: bool,
}

impl Features {
    pub fn list(self) -> &'static [Feature] {
        const ON: u32 = 1;
        static SMALL_CAPS: LazyLock<[Feature; 2]> =
            LazyLock::new(|| [Tag::new(b"c2sc"), Tag::new(b"smcp")].map(|tag| Feature::new(tag, ON, ..)));
        // Marks that follow each other share the room between them, in fonts that know how.
        static SQUARED: LazyLock<[Feature; 1]> = LazyLock::new(|| [Feature::new(Tag::new(b"chws"), ON, ..)]);
        match self {
            Features { squared: true, .. } => &*SQUARED,
            Features { small_caps: true, .. } => &*SMALL_CAPS,
            Features { .. } => &[],
        }
    }
}
