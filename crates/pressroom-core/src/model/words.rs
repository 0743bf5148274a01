//! Words of a fixed vocabulary. A word of a newer version is kept as `Unknown` and written back as it came.

use serde::{Deserialize, Serialize};

/// The direction of a story's script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    #[default]
    Ltr,
    Rtl,
}

impl Direction {
    /// The direction that a language is written in, by the primary subtag of its BCP 47 tag, and by a script subtag when
    /// there is one.
    pub fn of_language(tag: &str) -> Self {
        let lower = tag.to_ascii_lowercase();
        let mut subtags = lower.split('-');
        let primary = subtags.next().unwrap_or_default();
        let script = subtags.next().filter(|subtag| subtag.len() == 4);
        let right_to_left = match script {
            Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo"),
            None => matches!(primary, "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi"),
        };
        if right_to_left { Direction::Rtl } else { Direction::Ltr }
    }
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A word that this version does not know.
            Unknown(String),
        }

        impl $name {
            /// The words that this version knows.
            pub const WORDS: &[&str] = &[$($word),*];

            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$variant => $word,)*
                    $name::Unknown(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $($word => $name::$variant,)*
                    _ => $name::Unknown(word),
                }
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> String {
                word.as_str().to_owned()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "examples": $name::WORDS })
            }
        }
    };
}

words! {
    /// Whether a story may be published (NewsML-G2 `pubStatus`).
    Status {
        Usable = "usable",
        Withheld = "withheld",
        Canceled = "canceled",
    }
}

// The macro's enums have no default; this one does.
#[allow(clippy::derivable_impls)]
impl Default for Status {
    fn default() -> Self {
        Status::Usable
    }
}

words! {
    /// What a new version of a story is to its receivers (NewsML-G2 `signal`).
    Signal {
        Update = "update",
        Correction = "correction",
    }
}

words! {
    /// Why a piece of the source is not in the model's text.
    RemovedKind {
        /// A web page's furniture, such as `Xem thêm`.
        Leftover = "leftover",
        /// `./.`, `-30-`, `ENDS`: the story ends here.
        EndMark = "end_mark",
        /// `Ảnh: `, `Photo: `: says what follows.
        Label = "label",
        /// What stood between two parts, such as ` - ` after a dateline.
        Separator = "separator",
        /// Transmission headers and trailers.
        Framing = "framing",
        /// Not for publication.
        Internal = "internal",
        /// A control or otherwise invisible character.
        Control = "control",
        /// The desk gave other words for this part, in the story's file, the edition's or on the command line.
        Overridden = "overridden",
    }
}

words! {
    /// Why the file that a story was read from is kept from a plugin.
    Withheld {
        /// It holds what is not for readers: editors' notes, a transmission's header, another system's metadata.
        Internal = "internal",
        /// It holds words that the desk replaced.
        Overridden = "overridden",
        /// It is in a format with more fields than the story shows, so that nobody can tell whether all are for readers.
        Format = "format",
        /// It holds other stories as well.
        SeveralStories = "several_stories",
    }
}
