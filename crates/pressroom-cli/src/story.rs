//! The straight line, up to the plugins: an input's bytes become an article that has been checked.

use std::path::PathBuf;

use pressroom_core::{Article, Code, Diagnostic, Severity, Signal, Span, checks, figures, identity, time};
use pressroom_host::OriginalFile;
use pressroom_read::files::{IssueStory, IssueToml, StoryToml};
use pressroom_read::{Format, Reading, Source, Trace, assets, codes};

use crate::desk::{Desk, HouseFile};
use crate::inputs::{Input, InputSource, read_bytes, read_settings};
use crate::report::Sources;

/// `{path}` `{number}`: one of several stories of a file has been converted already.
const PART_TAKEN: Code = Code::error("A060");

/// A story that is ready for plugins.
pub struct Prepared {
    pub article: Article,
    /// The folder that its pictures are found in.
    pub folder: PathBuf,
    /// The rest of what was learnt on the way, for `inspect`.
    pub reading: ReadingFacts,
    /// The file that the story was read from.
    pub original: OriginalFile,
    pub findings: Findings,
}

/// How the copy was read.
pub struct ReadingFacts {
    pub format: Format,
    pub trace: Vec<Trace>,
    pub profile: String,
    pub profile_confidence: f32,
    pub encoding: String,
}

/// What was noticed, and the texts it points into.
#[derive(Default)]
pub struct Findings {
    pub diagnostics: Vec<Diagnostic>,
    pub sources: Sources,
}

impl Findings {
    /// One finding without a place.
    pub fn only(diagnostic: Diagnostic) -> Self {
        Findings { diagnostics: vec![diagnostic], sources: Sources::default() }
    }

    fn fail(mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) -> Box<Self> {
        self.diagnostics.extend(diagnostics);
        Box::new(self)
    }
}

/// What an edition says of one of its stories.
#[derive(Clone, Copy)]
pub struct InEdition<'e> {
    pub edition: &'e IssueToml,
    pub entry: &'e IssueStory,
}

/// Reads one story and settles everything that outputs depend on. What is nearer wins: command line, the story's own
/// file and its entry in an edition, the copy, the edition, the house.
pub fn prepare(input: &Input, desk: &Desk, within: Option<InEdition<'_>>) -> Result<Prepared, Box<Findings>> {
    let mut findings = Findings::default();
    let folder = input.folder();
    let house = desk.house(&folder);
    if let Some((fault, text)) = &house.fault {
        findings.sources = Sources::of(fault, text);
        return Err(findings.fail([fault.clone()]));
    }

    let (reading, bytes) = match read(input, desk, &house) {
        Ok(read) => read,
        Err(faults) => return Err(findings.fail(faults)),
    };
    let Reading { format, mut article, trace, diagnostics, profile, profile_confidence, encoding, text, .. } = reading;
    findings.sources.add(input.name.as_str(), text);
    let original = original(input, format, bytes, &diagnostics);
    let told_signals = article.signals.clone();
    findings.diagnostics.extend(diagnostics);

    let own = match read_story_toml(input, &mut findings.sources) {
        Ok(own) => own,
        Err(fault) => return Err(findings.fail([fault])),
    };
    if let Some(own) = &own {
        findings.diagnostics.extend(own.apply(&mut article));
    }
    let mut asks_for_id = own.as_ref().and_then(StoryToml::asks_for_id);
    if let Some(InEdition { edition, entry }) = within {
        findings.diagnostics.extend(entry.apply(&mut article));
        edition.fill(entry, &mut article);
        asks_for_id = entry.asks_for_id().or(asks_for_id);
    }
    findings.diagnostics.extend(desk.meta.apply(&mut article));
    if let InputSource::File(path) = &input.source
        && input.part.is_none()
        && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
    {
        findings.diagnostics.extend(assets::beside(&mut article, &folder, stem));
    }
    let captioned = captions_with_pictures(&article);
    findings.diagnostics.extend(assets::attach(&mut article, &folder, own.as_ref()));
    findings.diagnostics.extend(house.house.apply(&mut article));
    settle(&mut article, (asks_for_id.as_ref(), &told_signals), desk, &house, &mut findings.diagnostics);
    // That a picture could not be attached is said already.
    let is_told = |found: &Diagnostic| {
        found.code == checks::CAPTION_WITHOUT_PICTURE.id
            && found.labels.first().is_some_and(|label| captioned.contains(&label.span))
    };
    let checked = checks::run(&article, &house.house.checks.off);
    findings.diagnostics.extend(checked.into_iter().filter(|found| !is_told(found)));

    // In the order of the copy, as an editor goes through it; what has no place comes last.
    findings.diagnostics.sort_by_key(|found| {
        found.labels.first().map_or((true, 0, 0), |label| (false, label.span.line, label.span.column))
    });
    let reading = ReadingFacts { format, trace, profile, profile_confidence, encoding };
    Ok(Prepared { article, folder, reading, original, findings })
}

/// The captions of figures that name a picture.
fn captions_with_pictures(article: &Article) -> Vec<Span> {
    let named = figures(&article.body).into_iter().filter(|figure| figure.asset.is_some());
    named.filter_map(|figure| figure.caption.as_ref()?.span.clone()).collect()
}

/// The identifier and the moment that every output derives from. An id is asked for by what stands at the place given;
/// the signals that the copy told ask for none.
fn settle(
    article: &mut Article,
    (asks_for_id, told_signals): (Option<&Span>, &[Signal]),
    desk: &Desk,
    house: &HouseFile,
    diagnostics: &mut Vec<Diagnostic>,
) {
    diagnostics.extend(identity::settle_told(article, told_signals).map(|found| match found.severity {
        Severity::Error => found.at(asks_for_id),
        Severity::Note | Severity::Loss | Severity::Warning => found,
    }));
    let (updated, note) = time::settle(article.updated, article.story_date(), &desk.time(house));
    article.updated = Some(updated);
    diagnostics.extend(note);
}

/// The story as read, and the file's bytes; none for one of several stories of a file.
fn read(input: &Input, desk: &Desk, house: &HouseFile) -> Result<(Reading, Vec<u8>), Vec<Diagnostic>> {
    if let Some(part) = &input.part {
        let taken = || vec![Diagnostic::new(PART_TAKEN).arg("path", &input.name).arg("number", part.number)];
        return part.take().map(|reading| (reading, Vec::new())).ok_or_else(taken);
    }
    let bytes = read_bytes(input).map_err(|unreadable| vec![unreadable])?;
    let reading = pressroom_read::read(&Source { name: &input.name, bytes: &bytes }, &desk.reading(house))?;
    Ok((reading, bytes.into_owned()))
}

/// The file that the story was read from, for the plugins that ask for it.
fn original(input: &Input, format: Format, bytes: Vec<u8>, noticed: &[Diagnostic]) -> OriginalFile {
    let name = match &input.source {
        InputSource::Stdin(_) => format!("{}.txt", input.name),
        InputSource::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let several = input.part.is_some() || noticed.iter().any(|found| found.code == codes::SEVERAL_STORIES.id);
    OriginalFile { name, media_type: format.media_type().to_owned(), bytes, plain: format == Format::Text, several }
}

/// The story's own file, when there is one.
fn read_story_toml(input: &Input, sources: &mut Sources) -> Result<Option<StoryToml>, Diagnostic> {
    let Some(beside) = input.own_toml().filter(|file| file.is_file()) else { return Ok(None) };
    let text = read_settings(&beside)?;
    let name = beside.display().to_string();
    sources.add(name.as_str(), text.as_str());
    StoryToml::parse(&name, &text).map(Some)
}
