//! Which names a plugin may give its outputs.
//!
//! The empty name is the main output. Any other is a path with `/` below the story's own folder. It has to work on every
//! system that the outputs may be copied to, so the rules are those of the strictest.

use unicode_normalization::is_nfc;

/// Longest name of a file or folder, in bytes (ext4, and most others).
pub(crate) const MAX_COMPONENT_BYTES: usize = 255;
const MAX_NAME_BYTES: usize = 1024;
const MAX_DEPTH: usize = 16;

/// Names that Windows keeps for devices, whatever suffix follows ("Naming Files, Paths, and Namespaces").
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether a name other than the empty one is allowed.
pub(crate) fn is_allowed(name: &str) -> bool {
    name.len() <= MAX_NAME_BYTES
        && is_nfc(name)
        && name.split('/').count() <= MAX_DEPTH
        && name.split('/').all(component_is_allowed)
}

fn component_is_allowed(component: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let stem = component.split('.').next().unwrap_or_default().trim_end();
    !component.is_empty()
        && component.len() <= MAX_COMPONENT_BYTES
        // This also refuses `.`, `..`, and the host's own temporary files.
        && !component.starts_with('.')
        && !component.ends_with(['.', ' '])
        && !component.contains(forbidden)
        && !RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(stem))
}

/// Two names with the same key are one file on systems that do not tell cases apart.
pub(crate) fn collision_key(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a.png", "images/p46.jpg", "Ảnh 1.jpg", "a..b", "console.txt", "x-1_2.xml"] {
            assert!(is_allowed(good), "{good}");
        }
        let long = "x".repeat(256);
        for bad in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            ".hidden",
            "a\0b",
            "a\nb",
            "C:\\x",
            "c:x",
            "a\\b",
            "con",
            "Con.txt",
            "NUL .txt",
            "x/lpt1.pdf",
            "end.",
            "end ",
            "a\u{301}.png",
            &long,
        ] {
            assert!(!is_allowed(bad), "{bad:?}");
        }
    }
}
