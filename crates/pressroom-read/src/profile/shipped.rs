//! The profiles that come with Pressroom, and the words of each language that go into all of them.

use std::sync::{LazyLock, OnceLock};

use super::Profile;
use super::phrases::Phrases;

macro_rules! texts {
    ($folder:literal: $($name:literal)*) => { &[$(($name, include_str!(concat!("../../", $folder, "/", $name, ".toml")))),*] };
}

/// In the order in which evidence is weighed; the last one takes what no other does.
const SHIPPED: &[(&str, &str)] = texts!("profiles":
    "vietnamplus" "vnexpress" "vna" "vna-en" "reuters" "ap" "afp" "dpa" "ats" "efe" "ansa" "kyodo" "xinhua" "yonhap"
    "tass" "arabic" "generic");

/// Profiles in part: what a language's news writes, whoever sends it.
const LANGUAGES: &[(&str, &str)] = texts!("lexicons/languages":
    "en" "vi" "fr" "de" "es" "it" "pt" "ru" "ja" "zh" "ko" "ar" "fa" "he" "hi" "id" "th" "km");

pub const GENERIC: &str = "generic";

pub fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// A shipped profile as its file has it, and with what any agency may write.
pub struct Shipped {
    pub own: Profile,
    complete: OnceLock<Profile>,
}

impl Shipped {
    /// Completed when it is asked for: most runs need one.
    pub fn complete(&self) -> &Profile {
        self.complete.get_or_init(|| complete(self.own.clone()))
    }
}

/// All shipped profiles, parsed once; constant data. That all of them parse a test says.
static PARSED: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
    let parsed = SHIPPED.iter().filter_map(|(_, text)| toml::from_str::<Profile>(text).ok());
    parsed.map(|own| Shipped { own, complete: OnceLock::new() }).collect()
});

/// What any agency may write: the generic profile with all languages.
static COMMON: LazyLock<Profile> = LazyLock::new(|| {
    let generic = PARSED.iter().filter(|shipped| shipped.own.name == GENERIC).map(|shipped| shipped.own.clone());
    let mut common = generic.last().unwrap_or_default();
    let languages = LANGUAGES.iter().filter_map(|(_, text)| toml::from_str::<Profile>(text).ok());
    languages.for_each(|language| common.add_common(&language));
    common
});

/// What tells any profile's layout.
static SIGNS: LazyLock<Phrases> = LazyLock::new(|| {
    let mut signs = Phrases::default();
    PARSED.iter().for_each(|shipped| signs.add(&shipped.own.signs));
    signs
});

pub fn signs() -> &'static Phrases {
    &SIGNS
}

/// A profile with what any agency may write.
pub fn complete(mut profile: Profile) -> Profile {
    if profile.name == GENERIC {
        return COMMON.clone();
    }
    profile.add_common(&COMMON);
    profile
}

pub fn all() -> &'static [Shipped] {
    &PARSED
}

pub fn named(name: &str) -> Option<&'static Profile> {
    all().iter().find(|shipped| shipped.own.name == name).map(Shipped::complete)
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_profile_parses_and_is_named_as_its_file() {
        for (name, text) in SHIPPED.iter().chain(LANGUAGES) {
            match toml::from_str::<Profile>(text) {
                Ok(profile) => assert_eq!(&profile.name, name),
                Err(error) => panic!("{name}: {error}"),
            }
        }
        let parsed: Vec<&str> = all().iter().map(|shipped| shipped.own.name.as_str()).collect();
        assert_eq!(parsed, names());
    }
}
