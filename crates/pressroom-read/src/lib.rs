//! Input formats to the article model, and the files that desks write beside their copy.
//!
//! The straight line is [`read`]: bytes, characters, lines, parts, story. Every step is a function of its inputs; only
//! [`assets`] opens files.
#![forbid(unsafe_code)]

pub mod accounting;
pub mod assets;
mod calendar;
mod characters;
mod coded;
pub mod codes;
mod decode;
mod direction;
mod disguise;
#[doc(hidden)]
pub mod drill;
pub mod files;
mod formats;
mod framing;
mod language;
mod lines;
mod machine_text;
mod nesting;
mod offsets;
mod pattern;
mod picture_words;
mod profile;
mod recognise;
mod rows;
mod sheet;
mod stories;
mod trace;

use std::borrow::Cow;
use std::sync::Arc;

use pressroom_core::time::TimeZone;
use pressroom_core::{Article, Diagnostic, identity};

pub use decode::MAX_INPUT_BYTES;
pub use formats::Format;
pub use lines::MAX_LINES;
pub use profile::names as profile_names;
pub use stories::MAX_STORIES;
pub use trace::{Part, Trace};

use framing::Framing;
use profile::{Profile, Scripts};
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
    /// A label of the WHATWG Encoding Standard, such as `windows-1258`, or `viscii`, `tcvn3`, `vni`, `utf-32le`, `utf-32be`.
    pub encoding: Option<String>,
    /// Without it the copy itself tells.
    pub profile: Option<ProfileChoice>,
    /// BCP 47; wins over the profile's. Without either the text tells, when it is certain.
    pub language: Option<String>,
    /// Whether [`read_all`] makes a reading of each story in a file of plain text. Other formats say where a story ends.
    pub split: bool,
    /// Without it the content tells.
    pub format: Option<Format>,
    /// The zone of times that give none, in formats whose times are moments.
    pub timezone: Option<TimeZone>,
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
    pub format: Format,
    pub article: Article,
    /// The copy as decoded, NFC, its lines ended by LF: what spans count in.
    pub text: Arc<str>,
    /// Of plain text: which line became what, in source order. Holds every character of the input but white space.
    pub trace: Vec<Trace>,
    /// Warnings and notes only.
    pub diagnostics: Vec<Diagnostic>,
    /// The layout profile; empty for other formats than text.
    pub profile: String,
    /// How sure the choice of the profile is, from 0 to 1; 1 when the user chose.
    pub profile_confidence: f32,
    /// Of plain text: the WHATWG name, such as `UTF-8`, or `VISCII`, `TCVN3`, `VNI`, `UTF-32LE`, `UTF-32BE`.
    pub encoding: String,
    /// Where in the input's bytes the story begins, when the input was split.
    pub offset: Option<u64>,
}

/// Below this confidence a recognition is shown to the user as a warning.
const UNSURE_BELOW: f32 = 0.6;
/// A diagnostic quotes at most this much of a line.
const QUOTED_CHARS: usize = 60;

/// Reads wire copy as one story. Errors: the input is no text, not in the encoding, empty or too large, or the profile is
/// unknown.
pub fn read(source: &Source<'_>, settings: &Settings) -> Result<Reading, Vec<Diagnostic>> {
    if let Some(readings) = formats::read(source, settings) {
        let first = readings?.into_iter().next();
        return first.ok_or_else(|| vec![Diagnostic::new(codes::EMPTY).at(&decode::start_of(source))]);
    }
    let named = named_profile(settings)?;
    let decoded = decoded(source, settings, named.as_deref())?;
    let input = Input::of(source, &decoded, settings, named.as_deref());
    let several = stories::diagnostic(&stories::starts(&decoded.text, &input.framing()), &input.file);
    let mut reading = read_part(&decoded.text, 1, &input)?;
    reading.diagnostics.splice(0..0, decoded.diagnostics.into_iter().chain(several));
    Ok(reading)
}

/// Reads wire copy that may hold several stories. With [`Settings::split`] each becomes a reading of its own, in the order
/// of the file; the first carries what was noticed about the whole file. Errors are [`read`]'s.
pub fn read_all(source: &Source<'_>, settings: &Settings) -> Result<Vec<Reading>, Vec<Diagnostic>> {
    if let Some(readings) = formats::read(source, settings) {
        return readings;
    }
    if !settings.split {
        return read(source, settings).map(|reading| vec![reading]);
    }
    let named = named_profile(settings)?;
    let decoded = decoded(source, settings, named.as_deref())?;
    let input = Input::of(source, &decoded, settings, named.as_deref());
    let starts = stories::starts(&decoded.text, &input.framing());
    if starts.len() < 2 {
        return read(source, settings).map(|reading| vec![reading]);
    }
    if starts.len() > stories::MAX_STORIES {
        let limit = Diagnostic::new(codes::TOO_MANY_STORIES).arg("limit", stories::MAX_STORIES);
        return Err(vec![limit.at(&decode::start_of(source))]);
    }
    let offsets = offsets::of(source.bytes, &decoded, &starts);
    let ends = starts.iter().skip(1).map(|start| start.at).chain([decoded.text.len()]);
    let mut readings: Vec<Reading> = Vec::new();
    let mut about_file = decoded.diagnostics.clone();
    for ((start, end), offset) in starts.iter().zip(ends).zip(offsets) {
        let part = decoded.text.get(start.at..end).unwrap_or_default();
        match read_part(part, start.line, &input) {
            Ok(mut reading) => {
                reading.offset = Some(offset);
                let name = source.name.rsplit(['/', '\\']).next().unwrap_or(source.name);
                let origin = format!("{name}#{offset}");
                reading.article.extra.insert(identity::ORIGIN.to_owned(), origin.into());
                reading.diagnostics.splice(0..0, about_file.drain(..));
                readings.push(reading);
            }
            // A part without text is not a story; any other fault is the whole file's.
            Err(faults) if faults.iter().all(|fault| fault.code == codes::EMPTY.id) => {
                let empty = faults.iter().fold(Diagnostic::new(codes::EMPTY_PART), |found, fault| {
                    found.at(fault.labels.first().map(|label| &label.span))
                });
                match readings.last_mut() {
                    Some(before) => before.diagnostics.push(empty),
                    None => about_file.push(empty),
                }
            }
            Err(faults) => return Err(faults),
        }
    }
    if readings.is_empty() {
        return Err(vec![Diagnostic::new(codes::EMPTY).at(&decode::start_of(source))]);
    }
    Ok(readings)
}

/// What the stories of one input share.
struct Input<'i> {
    file: Arc<str>,
    /// As an editor shows it.
    text: Arc<str>,
    encoding: &'static str,
    settings: &'i Settings,
    /// The profile that the user named.
    named: Option<&'i Profile>,
}

impl<'i> Input<'i> {
    fn of(source: &Source<'_>, decoded: &decode::Decoded, settings: &'i Settings, named: Option<&'i Profile>) -> Self {
        let (file, text) = (source.name.into(), lines::shown(&decoded.text).into());
        Input { file, text, encoding: decoded.encoding, settings, named }
    }

    /// What frames are taken off before copy is known well enough to choose a profile: any, unless the user named one.
    fn framing(&self) -> Framing {
        self.named.map(|profile| profile.framing.clone()).unwrap_or_default()
    }

    /// As [`framing`](Self::framing).
    fn scripts(&self) -> Scripts {
        self.named.map(|profile| profile.scripts.clone()).unwrap_or_default()
    }
}

/// Reads one story: the part of a text that begins on line `first`.
fn read_part(part: &str, first: u32, input: &Input<'_>) -> Result<Reading, Vec<Diagnostic>> {
    let Input { file, settings, .. } = input;
    let frame = framing::find(part, &input.framing());
    let lines = lines::split(part, first, &frame.cuts, &input.scripts(), file).map_err(|error| vec![error])?;
    let (profile, profile_confidence) = match input.named {
        Some(profile) => (profile, 1.0),
        None => profile::choose(&lines.lines).ok_or_else(|| vec![files::unknown_profile(profile::GENERIC)])?,
    };

    let mut sheet = Sheet::new(lines.lines, file, profile);
    recognise::run(&mut sheet, profile);
    let after_end = text_after_end(&sheet);
    let noticed = std::mem::take(&mut sheet.diagnostics);
    let (mut article, mut trace) = sheet.into_article();

    let mut diagnostics = frame.diagnostics(file, first);
    diagnostics.extend(lines.diagnostics);
    diagnostics.extend(trace.iter().filter(|trace| trace.confidence < UNSURE_BELOW).map(unsure));
    diagnostics.extend(after_end);
    diagnostics.extend(noticed);
    let header_language = frame.facts.language.clone();
    frame.facts.apply(&mut article, lines.taken);
    let named = settings.language.clone().or(header_language).or_else(|| profile.language.clone());
    if let Some(language) = named.or_else(|| language::of(&article).map(str::to_owned)) {
        article.direction = direction::of(&language);
        article.language = language;
    }
    let mut removed = lines.removed;
    removed.append(&mut article.removed);
    article.removed = removed;
    article.removed.sort_by_key(|piece| piece.span.as_ref().map(|span| (span.line, span.column)));
    trace.extend(lines.trace);
    trace.sort_by_key(|trace| (trace.span.line, trace.span.column));
    Ok(Reading {
        format: Format::Text,
        article,
        text: input.text.clone(),
        trace,
        diagnostics,
        profile: profile.name.clone(),
        profile_confidence,
        encoding: input.encoding.to_owned(),
        offset: None,
    })
}

/// Whether an input that starts so may hold several stories, so that counting them is worth reading it.
pub fn may_hold_several(start: &[u8], settings: &Settings) -> bool {
    let marked_up =
        || settings.format.map_or_else(|| formats::may_be_marked_up(start), |format| format != Format::Text);
    settings.split || marked_up()
}

fn decoded(
    source: &Source<'_>,
    settings: &Settings,
    named: Option<&Profile>,
) -> Result<decode::Decoded, Vec<Diagnostic>> {
    // The charset of copy whose profile nobody named cannot be known before it is decoded.
    let encoding = settings.encoding.as_deref().or_else(|| named?.charset.as_deref());
    decode::decode(source, encoding).map_err(|error| vec![error])
}

fn named_profile(settings: &Settings) -> Result<Option<Cow<'static, Profile>>, Vec<Diagnostic>> {
    let Some(choice) = &settings.profile else { return Ok(None) };
    let found = match choice {
        ProfileChoice::Named(name) => {
            profile::named(name).map(Cow::Borrowed).ok_or_else(|| files::unknown_profile(name))
        }
        ProfileChoice::File { name, text } => files::parse_profile(name, text).map(Cow::Owned),
    };
    found.map(Some).map_err(|fault| vec![fault])
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
