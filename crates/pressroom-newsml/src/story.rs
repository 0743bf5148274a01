//! What every item of a story needs to know, checked before the first byte goes out.

use std::collections::BTreeMap;

use pressroom_core::{
    Article, Asset, Block, DateTime, Diagnostic, Direction, Figure, Signal, Status, UNDETERMINED, figures,
};

use crate::media::Media;
use crate::options::NewsmlOptions;
use crate::{Failure, codes, ids};

pub struct Story<'a> {
    pub article: &'a Article,
    pub media: &'a Media,
    pub options: &'a NewsmlOptions,
    pub guid: String,
    /// From 1.
    pub version: String,
    /// A BCP 47 tag.
    pub language: &'a str,
    pub provider: Option<&'a str>,
    pub updated: DateTime,
    /// A QCode.
    pub status: &'static str,
    pub pictures: Vec<PictureOfStory<'a>>,
}

/// A figure that has a file.
pub struct PictureOfStory<'a> {
    pub guid: String,
    pub figure: &'a Figure,
    pub asset: &'a Asset,
}

impl<'a> Story<'a> {
    pub fn check(
        article: &'a Article,
        media: &'a Media,
        options: &'a NewsmlOptions,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Self, Failure> {
        let missing = |field| Diagnostic::new(codes::FIELD_MISSING).arg("field", field);
        let guid = guid(article.id.as_deref().ok_or_else(|| missing("id"))?, options)?;
        let updated = article.updated.ok_or_else(|| missing("updated"))?;
        let status = status(&article.status)?;
        let provider = provider(article, options);
        if provider.is_none() {
            diagnostics.push(Diagnostic::new(codes::PROVIDER_UNKNOWN));
        }
        notice_lifecycle(article, diagnostics);
        Ok(Story {
            article,
            media,
            options,
            version: article.version.max(1).to_string(),
            language: language(&article.language, diagnostics),
            provider,
            updated,
            status,
            pictures: pictures(&article.body, &guid),
            guid,
        })
    }

    /// Receivers must not publish it, and must take back what they have published.
    pub fn is_canceled(&self) -> bool {
        self.article.status == Status::Canceled
    }

    /// `@dir`, which only stories in right-to-left scripts need.
    pub fn direction(&self) -> Option<&'static str> {
        match self.article.direction {
            Direction::Ltr => None,
            Direction::Rtl => Some("rtl"),
        }
    }
}

/// An IRI made of the id, which most often is one.
pub fn guid(id: &str, options: &NewsmlOptions) -> Result<String, Failure> {
    if ids::is_iri(id) {
        return Ok(id.to_owned());
    }
    let prefixed = options.guid_prefix.as_deref().map(|prefix| format!("{prefix}{}", ids::in_iri(id)));
    let not_iri = || Diagnostic::new(codes::ID_NOT_IRI).arg("id", id).into();
    prefixed.filter(|guid| ids::is_iri(guid)).ok_or_else(not_iri)
}

/// A status that receivers do not know would let them publish: items without one count as usable.
fn status(status: &Status) -> Result<&'static str, Failure> {
    match status {
        Status::Usable => Ok("stat:usable"),
        Status::Withheld => Ok("stat:withheld"),
        Status::Canceled => Ok("stat:canceled"),
        Status::Unknown(word) => Err(Diagnostic::new(codes::STATUS_UNKNOWN).arg("status", word).into()),
    }
}

/// What is nearest to the story wins; an agency in the dateline or a source has at least sent it.
fn provider<'a>(article: &'a Article, options: &'a NewsmlOptions) -> Option<&'a str> {
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let candidates = [article.provider.as_deref(), options.provider.as_deref(), agency, article.source.as_deref()];
    candidates.into_iter().flatten().find(|provider| !provider.is_empty())
}

/// The tag, or `und` when it is none.
pub fn language<'a>(tag: &'a str, diagnostics: &mut Vec<Diagnostic>) -> &'a str {
    if ids::is_language_tag(tag) {
        return tag;
    }
    diagnostics.push(Diagnostic::new(codes::LANGUAGE_INVALID).arg("language", tag));
    UNDETERMINED
}

/// Whoever took the earlier version has to be told why it no longer holds.
fn notice_lifecycle(article: &Article, diagnostics: &mut Vec<Diagnostic>) {
    let canceled = article.status == Status::Canceled;
    if canceled && !article.body.is_empty() {
        diagnostics.push(Diagnostic::new(codes::CANCELED_TEXT));
    }
    let what = if canceled {
        "status = \"canceled\""
    } else if article.signals.contains(&Signal::Correction) {
        "signal = \"correction\""
    } else {
        return;
    };
    if article.ed_note.as_ref().is_none_or(|note| note.trim().is_empty()) {
        diagnostics.push(Diagnostic::new(codes::NO_REASON).arg("what", what));
    }
}

/// A guid follows from the story's id and the picture's file name alone, so that a picture keeps it whatever is put
/// before it. Of a file that the story shows twice, the second gets a number.
fn pictures<'a>(body: &'a [Block], guid: &str) -> Vec<PictureOfStory<'a>> {
    let mut shown: BTreeMap<String, u32> = BTreeMap::new();
    let with_file = figures(body).into_iter().filter_map(|figure| Some((figure, file_of(figure)?)));
    let picture = |(figure, asset): (&'a Figure, &'a Asset)| {
        let first = ids::picture_guid(guid, &asset.file);
        let times = shown.entry(first.clone()).or_default();
        *times += 1;
        let guid = if *times == 1 { first } else { format!("{first}-{times}") };
        PictureOfStory { guid, figure, asset }
    };
    with_file.map(picture).collect()
}

/// The figure's picture, if it has one.
pub fn file_of(figure: &Figure) -> Option<&Asset> {
    figure.asset.as_ref().filter(|asset| !asset.file.is_empty())
}
