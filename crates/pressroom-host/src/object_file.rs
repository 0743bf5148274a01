//! Reads a plugin's manifest from its file, without running or even loading it.
//!
//! A library that is cut short crashes whoever loads it, so the file's own tables are compared with its length first.

use std::fs::File;
use std::path::Path;

use object::read::{Object, ObjectSection, ObjectSegment, ReadCache};
use object::{Architecture, FileKind, ObjectKind};
use pressroom_core::Diagnostic;
use pressroom_plugin::Manifest;
use pressroom_plugin::abi::{ABI_MAJOR, MANIFEST_SECTION, SYMBOL};
use serde_json::Value;

use crate::{codes, options, output_name};

const MAX_MANIFEST_BYTES: u64 = 1024 * 1024;
/// Longest `id` and `suffix`, so that file names keep room for a stem.
const MAX_ID_BYTES: usize = 64;

/// What a plugin's file says of it.
pub(crate) struct Described {
    pub manifest: Manifest,
    /// The manifest as it stands in the file.
    pub raw: Vec<u8>,
}

/// Why a file gives no plugin.
pub(crate) enum Refusal {
    /// A whole library that has nothing to do with Pressroom.
    Unrelated,
    Faulty(Diagnostic),
}

impl From<Diagnostic> for Refusal {
    fn from(diagnostic: Diagnostic) -> Self {
        Refusal::Faulty(diagnostic)
    }
}

pub(crate) fn read(path: &Path) -> Result<Described, Refusal> {
    let fault = |code| Diagnostic::new(code).arg("path", path.display());
    let unreadable = |error: std::io::Error| fault(codes::UNREADABLE).arg("reason", error);
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(fault(codes::NOT_A_LIBRARY).into());
    }
    if metadata.len() == 0 {
        return Err(fault(codes::TRUNCATED).into());
    }

    let cache = ReadCache::new(file);
    let kind = FileKind::parse(&cache).map_err(|_| fault(codes::NOT_A_LIBRARY))?;
    if kind != NATIVE_KIND {
        let other = fault(codes::OTHER_PLATFORM).arg("found", format!("{kind:?}"));
        return Err(other.arg("wanted", format!("{NATIVE_KIND:?}")).into());
    }
    let truncated = |_: object::Error| fault(codes::TRUNCATED);
    let object = object::File::parse(&cache).map_err(truncated)?;
    let native = native_architecture();
    if native.is_some_and(|native| native != object.architecture()) {
        let other = fault(codes::OTHER_PLATFORM).arg("found", format!("{:?}", object.architecture()));
        return Err(other.arg("wanted", std::env::consts::ARCH).into());
    }
    if object.kind() != ObjectKind::Dynamic {
        return Err(fault(codes::NOT_A_LIBRARY).into());
    }
    let segments = object.segments().map(|segment| segment.file_range());
    let sections = object.sections().filter_map(|section| section.file_range());
    let beyond = |(start, size): (u64, u64)| start.checked_add(size).is_none_or(|end| end > metadata.len());
    if segments.chain(sections).any(beyond) {
        return Err(fault(codes::TRUNCATED).into());
    }

    let section = object.section_by_name(MANIFEST_SECTION);
    let exported = exported_major(&object).map_err(truncated)?;
    let section = match (section, exported) {
        (None, None) => return Err(Refusal::Unrelated),
        (_, Some(major)) if major != u64::from(ABI_MAJOR) => return Err(wrong_abi(path, &major.to_string()).into()),
        (None, Some(_)) => return Err(fault(codes::NO_MANIFEST).arg("section", MANIFEST_SECTION).into()),
        (Some(_), None) => return Err(fault(codes::NO_SYMBOL).arg("symbol", SYMBOL).into()),
        (Some(section), Some(_)) => section,
    };
    if section.size() > MAX_MANIFEST_BYTES {
        let reason = format!("larger than {MAX_MANIFEST_BYTES} bytes");
        return Err(fault(codes::BAD_MANIFEST).arg("reason", reason).into());
    }
    let raw = without_padding(section.data().map_err(truncated)?).to_vec();
    Ok(Described { manifest: parse(path, &raw)?, raw })
}

/// C compilers end a string with a NUL, and some linkers pad sections with them.
pub(crate) fn without_padding(manifest: &[u8]) -> &[u8] {
    let end = manifest.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    manifest.get(..end).unwrap_or_default()
}

/// The major version in the name of the exported symbol: this host's, when the plugin has it among others.
fn exported_major<'a>(object: &impl Object<'a>) -> object::Result<Option<u64>> {
    let prefix = SYMBOL.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut other = None;
    for export in object.exports()? {
        let export = export?;
        let name = export.name();
        let name = name.name().unwrap_or_default();
        // Mach-O puts an underscore before every C name.
        let name = if cfg!(target_os = "macos") { name.strip_prefix(b"_").unwrap_or(name) } else { name };
        let major: Option<u64> =
            name.strip_prefix(prefix.as_bytes()).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        if major == Some(u64::from(ABI_MAJOR)) {
            return Ok(major);
        }
        other = other.or(major);
    }
    Ok(other)
}

fn wrong_abi(path: &Path, wants: &str) -> Diagnostic {
    Diagnostic::new(codes::WRONG_ABI).arg("path", path.display()).arg("wants", wants).arg("has", ABI_MAJOR)
}

/// A manifest of another version may have fields that this one cannot read, so version and kind are looked at first.
fn parse(path: &Path, raw: &[u8]) -> Result<Manifest, Diagnostic> {
    let bad = |reason: String| Diagnostic::new(codes::BAD_MANIFEST).arg("path", path.display()).arg("reason", reason);
    let value: Value = serde_json::from_slice(raw).map_err(|error| bad(error.to_string()))?;
    let text = |field: &str| value.get(field).and_then(Value::as_str);
    let abi = text("abi").ok_or_else(|| bad("`abi` is missing".into()))?;
    let major = abi.split('.').next().and_then(|digits| digits.parse::<u16>().ok());
    match major {
        Some(major) if major == ABI_MAJOR => {}
        Some(_) => return Err(wrong_abi(path, abi)),
        None => return Err(bad(format!("`abi` is `{abi}`, which is no version"))),
    }
    let kind = text("kind").ok_or_else(|| bad("`kind` is missing".into()))?;
    if kind != "output" {
        return Err(Diagnostic::new(codes::UNKNOWN_KIND).arg("path", path.display()).arg("kind", kind));
    }
    let manifest: Manifest = serde_json::from_value(value).map_err(|error| bad(error.to_string()))?;
    validate(&manifest).map_err(bad)?;
    Ok(manifest)
}

fn validate(manifest: &Manifest) -> Result<(), String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let id = &manifest.id;
    if id.len() > MAX_ID_BYTES || !id.starts_with(|c: char| c.is_ascii_lowercase()) || !id.chars().all(plain) {
        return Err(format!("`id` is `{id}`, and may have only a-z, 0-9 and -, after a letter"));
    }
    let suffix = &manifest.suffix;
    let in_suffix = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let dotted = suffix.starts_with('.') && suffix.len() > 1 && !suffix.contains("..") && !suffix.ends_with('.');
    if suffix.len() > MAX_ID_BYTES || !dotted || !suffix.chars().all(in_suffix) {
        return Err(format!("`suffix` is `{suffix}`, and has to be like `.pdf`"));
    }
    if let Some(index) = manifest.index.as_deref().filter(|name| name.contains('/') || !output_name::is_allowed(name)) {
        return Err(format!("`index` is `{index}`, and has to be a file name like `index.html`"));
    }
    if manifest.scope.is_empty() {
        return Err("`scope` is empty".into());
    }
    if let Some(relative) = manifest.reads.iter().find(|path| !Path::new(path).is_absolute()) {
        return Err(format!("`reads` has `{relative}`, which is not absolute"));
    }
    options::check_schema(manifest)
}

const NATIVE_KIND: FileKind = if cfg!(windows) {
    FileKind::Pe64
} else if cfg!(target_os = "macos") {
    FileKind::MachO64
} else if cfg!(target_pointer_width = "32") {
    FileKind::Elf32
} else {
    FileKind::Elf64
};

/// `None` where this list knows no better; the loader then says it.
fn native_architecture() -> Option<Architecture> {
    match std::env::consts::ARCH {
        "x86_64" => Some(Architecture::X86_64),
        "aarch64" => Some(Architecture::Aarch64),
        "x86" => Some(Architecture::I386),
        "arm" => Some(Architecture::Arm),
        "riscv64" => Some(Architecture::Riscv64),
        _ => None,
    }
}
