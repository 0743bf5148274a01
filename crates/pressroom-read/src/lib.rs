//! Input formats to the article model, and the files that desks write beside their copy.
//!
//! The straight line is [`read`]: bytes, characters, lines, parts, story. Every step is a function of its inputs; only
//! [`assets`] opens files.
#![forbid(unsafe_code)]

pub mod accounting;
pub mod assets;
mod characters;
pub mod codes;
mod decode;
mod direction;
mod disguise;
pub mod files;
mod language;
mod lines;
mod pattern;
mod profile;
mod recognise;
mod rows;
mod sheet;
mod trace;

use std::borrow::Cow;
use std::sync::Arc;

use pressroom_core::{Article, Diagnostic};

pub use decode::MAX_INPUT_BYTES;
pub use lines::MAX_LINES;
pub use profile::names as profile_names;
pub use trace::{Part, Trace};

use profile::Profile;
use sheet::Sheet;

/// An input and the name that spans and messages show it by.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// What the user says about an input.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// A label of the WHATWG Encoding Standard, such as `windows-1258`.
    pub encoding: Option<String>,
    /// Without it the copy itself tells.
    pub profile: Option<ProfileChoice>,
    /// BCP 47; wins over the profile's. Without either the text tells, when it is certain.
    pub language: Option<String>,
}

#[derive(Clone, Debug)]
pub enum ProfileChoice {
    /// One of [`profile_names`].
    Named(String),
    /// The text of a profile that the user wrote.
    File { name: String, text: String },
}

/// A story as read, and how.
#[derive(Clone, Debug)]
pub struct Reading {
    pub article: Article,
    /// The copy as decoded, NFC, its lines ended by LF: what spans count in.
    pub text: String,
    /// Which line became what, in source order. Holds every character of the input but white space.
    pub trace: Vec<Trace>,
    /// Warnings and notes only.
    pub diagnostics: Vec<Diagnostic>,
    pub profile: String,
    /// How sure the choice of the profile is, from 0 to 1; 1 when the user chose.
    pub profile_confidence: f32,
    /// The WHATWG name, such as `UTF-8`.
    pub encoding: String,
}

/// Below this confidence a recognition is shown to the user as a warning.
const UNSURE_BELOW: f32 = 0.6;
/// A diagnostic quotes at most this much of a line.
const QUOTED_CHARS: usize = 60;

/// Reads wire copy. Errors: the input is no text, not in the encoding, empty or too large, or the profile is unknown.
pub fn read(source: &Source<'_>, settings: &Settings) -> Result<Reading, Vec<Diagnostic>> {
    let charset = || named_charset(settings);
    let encoding = settings.encoding.clone().or_else(charset);
    let decoded = decode::decode(source, encoding.as_deref()).map_err(|error| vec![error])?;
    let file: Arc<str> = source.name.into();
    let lines = lines::split(&decoded.text, &file).map_err(|error| vec![error])?;
    let (profile, profile_confidence) = choose_profile(settings, &lines.lines).map_err(|error| vec![error])?;

    let mut sheet = Sheet::new(lines.lines, &file, &profile);
    recognise::run(&mut sheet, &profile);
    let after_end = text_after_end(&sheet);
    let noticed = std::mem::take(&mut sheet.diagnostics);
    let (mut article, trace) = sheet.into_article();

    let named = settings.language.clone().or_else(|| profile.language.clone());
    if let Some(language) = named.or_else(|| language::of(&article).map(str::to_owned)) {
        article.direction = direction::of(&language);
        article.language = language;
    }
    let mut removed = lines.removed;
    removed.append(&mut article.removed);
    article.removed = removed;
    article.removed.sort_by_key(|piece| piece.span.as_ref().map(|span| (span.line, span.column)));

    let mut diagnostics = decoded.diagnostics;
    diagnostics.extend(lines.diagnostics);
    diagnostics.extend(trace.iter().filter(|trace| trace.confidence < UNSURE_BELOW).map(unsure));
    diagnostics.extend(after_end);
    diagnostics.extend(noticed);
    let mut trace = trace;
    trace.extend(lines.trace);
    trace.sort_by_key(|trace| (trace.span.line, trace.span.column));
    Ok(Reading {
        article,
        text: lines::shown(&decoded.text),
        trace,
        diagnostics,
        profile: profile.name.clone(),
        profile_confidence,
        encoding: decoded.encoding.to_owned(),
    })
}

/// The charset of the profile that the user named: the copy's own cannot be known before it is decoded.
fn named_charset(settings: &Settings) -> Option<String> {
    match settings.profile.as_ref()? {
        ProfileChoice::Named(name) => profile::named(name)?.charset.clone(),
        ProfileChoice::File { name, text } => files::parse_profile(name, text).ok()?.charset,
    }
}

fn choose_profile(settings: &Settings, lines: &[lines::Line]) -> Result<(Cow<'static, Profile>, f32), Diagnostic> {
    const SURE: f32 = 1.0;
    match &settings.profile {
        Some(ProfileChoice::Named(name)) => match profile::named(name) {
            Some(profile) => Ok((Cow::Borrowed(profile), SURE)),
            None => Err(files::unknown_profile(name)),
        },
        Some(ProfileChoice::File { name, text }) => {
            files::parse_profile(name, text).map(|profile| (Cow::Owned(profile), SURE))
        }
        None => profile::choose(lines)
            .map(|(profile, sure)| (Cow::Borrowed(profile), sure))
            .ok_or_else(|| files::unknown_profile(profile::GENERIC)),
    }
}

fn unsure(trace: &Trace) -> Diagnostic {
    Diagnostic::new(codes::UNSURE)
        .arg("part", trace.part.as_str())
        .arg("text", quoted(&trace.text))
        .arg("confidence", (trace.confidence * 100.0).round())
        .at(&trace.span)
}

/// Rows after the end mark that nothing recognised: a second story, or text that was not meant to be printed.
fn text_after_end(sheet: &Sheet) -> Option<Diagnostic> {
    let end = *sheet.ends.first()?;
    let rows = sheet.rows.iter().enumerate().skip(end + 1);
    let (row, text) = rows.filter(|(_, row)| row.is_open()).map(|(index, row)| (index, row.rest())).next()?;
    Some(Diagnostic::new(codes::TEXT_AFTER_END).arg("text", quoted(text)).at(&sheet.row_span(row)))
}

fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(QUOTED_CHARS).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
