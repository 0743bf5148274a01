//! Which format an input has, by its content, and the readers of the formats that say by themselves which part is which.

use std::sync::Arc;

use pressroom_core::{Article, Diagnostic, UNDETERMINED};

use crate::{Reading, Settings, Source, direction, language, nesting};

/// What an input is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Wire copy as plain text.
    #[default]
    Text,
    NewsmlG2,
    Nitf,
    Ninjs,
}

impl Format {
    /// By the input's first bytes. Whatever is nothing else is text.
    pub fn of(bytes: &[u8]) -> Self {
        if !may_be_marked_up(bytes) {
            Format::Text
        } else if pressroom_newsml::recognises(bytes) {
            Format::NewsmlG2
        } else if pressroom_nitf::recognises(bytes) {
            Format::Nitf
        } else if pressroom_ninjs::recognises(bytes) {
            Format::Ninjs
        } else {
            Format::Text
        }
    }

    /// For people.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::NewsmlG2 => "NewsML-G2",
            Format::Nitf => "NITF",
            Format::Ninjs => "ninjs",
        }
    }

    /// Of a file in this format (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Text => "text/plain",
            Format::NewsmlG2 => "application/vnd.iptc.g2.newsitem+xml",
            Format::Nitf => "application/xml",
            Format::Ninjs => "application/json",
        }
    }
}

/// Whether the bytes begin as XML or JSON do, perhaps after a byte order mark.
pub fn may_be_marked_up(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start().first(), Some(b'<' | b'{' | b'[' | 0xEF | 0xFE | 0xFF | 0))
}

/// The format that the user names, else the one that the content shows.
pub fn chosen(bytes: &[u8], settings: &Settings) -> Format {
    settings.format.unwrap_or_else(|| Format::of(bytes))
}

/// The stories of an input that is not plain text, in order; `None` when it is.
pub fn read(source: &Source<'_>, settings: &Settings) -> Option<Result<Vec<Reading>, Vec<Diagnostic>>> {
    let Source { name, bytes } = *source;
    let zone = settings.timezone.as_ref();
    let format = chosen(bytes, settings);
    Some(match format {
        Format::Text => return None,
        Format::NewsmlG2 => pressroom_newsml::read_in_zone(name, bytes, zone).map(|stories| {
            let reading = |story: pressroom_newsml::Story| of(format, story.article, story.text, story.diagnostics);
            stories.into_iter().map(reading).collect()
        }),
        Format::Nitf => pressroom_nitf::read_in_zone(name, bytes, zone).map(|stories| {
            let reading = |story: pressroom_nitf::Story| of(format, story.article, story.text, story.diagnostics);
            stories.into_iter().map(reading).collect()
        }),
        Format::Ninjs => pressroom_ninjs::read_in_zone(name, bytes, zone).map(|stories| {
            let reading = |story: pressroom_ninjs::Story| of(format, story.article, story.text, story.diagnostics);
            stories.into_iter().map(reading).collect()
        }),
    })
}

fn of(format: Format, mut article: Article, text: Arc<str>, mut diagnostics: Vec<Diagnostic>) -> Reading {
    diagnostics.extend(nesting::limit(&mut article));
    // Many files say everything but their language.
    if article.language == UNDETERMINED
        && let Some(language) = language::of(&article)
    {
        article.direction = direction::of(language);
        article.language = language.to_owned();
    }
    Reading {
        format,
        article,
        text,
        trace: Vec::new(),
        diagnostics,
        profile: String::new(),
        profile_confidence: 1.0,
        encoding: String::new(),
        offset: None,
    }
}
