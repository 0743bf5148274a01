//! The profiles that come with Pressroom.

use std::sync::LazyLock;

use super::Profile;

/// In the order in which evidence is weighed; the last one takes what no other does.
const SHIPPED: &[(&str, &str)] = &[
    ("vna", include_str!("../../profiles/vna.toml")),
    ("vna-en", include_str!("../../profiles/vna-en.toml")),
    ("generic", include_str!("../../profiles/generic.toml")),
];

pub const GENERIC: &str = "generic";

pub fn names() -> Vec<&'static str> {
    SHIPPED.iter().map(|(name, _)| *name).collect()
}

/// All shipped profiles, parsed once; constant data. That all of them parse a test says.
static PARSED: LazyLock<Vec<Profile>> =
    LazyLock::new(|| SHIPPED.iter().filter_map(|(_, text)| toml::from_str(text).ok()).collect());

pub fn all() -> &'static [Profile] {
    &PARSED
}

pub fn named(name: &str) -> Option<&'static Profile> {
    all().iter().find(|profile| profile.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_profile_parses_and_is_named_as_its_file() {
        let parsed: Vec<&str> = all().iter().map(|profile| profile.name.as_str()).collect();
        assert_eq!(parsed, names());
    }
}
