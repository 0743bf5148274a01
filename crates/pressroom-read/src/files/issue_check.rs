//! Preflight of a whole edition: what no single story can tell.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use pressroom_core::{Article, Block, Date, DateTime, Diagnostic, Figure, Span};

use super::imprint;
use super::issue_codes::{
    EMBARGO_AFTER_ISSUE, EMBARGO_OPEN, IMPRINT_WITHOUT, ISSUE_WITHOUT, PHOTO_WITHOUT_CREDIT, SAME_ID, SAME_STEM,
};
use super::issue_stories::IssueStory;
use super::issue_toml::IssueToml;

/// A story of the edition as it will be written: overrides put in, pictures attached, identifier settled.
#[derive(Clone, Copy)]
pub struct CheckedStory<'a> {
    pub story: &'a IssueStory,
    pub article: &'a Article,
}

/// `stem` names the edition's own outputs, see [`IssueToml::stem`].
pub fn check_issue(issue: &IssueToml, stem: &str, stories: &[CheckedStory<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    found.extend(issue_without(issue));
    found.extend(imprint_without(issue));
    found.extend(same_ids(issue, stories));
    found.extend(same_stems(stem, stories));
    for story in stories {
        found.extend(photos_without_credit(story));
        found.extend(embargo_after_issue(issue, story));
    }
    found
}

/// An edition without an identifier or a date can be printed, but not be cited, updated or filed.
fn issue_without(issue: &IssueToml) -> Option<Diagnostic> {
    let given = [("id", issue.id.is_some()), ("date", issue.date.is_some())];
    let missing: Vec<&str> = given.into_iter().filter(|(_, given)| !given).map(|(key, _)| key).collect();
    let warning = Diagnostic::new(ISSUE_WITHOUT).arg("missing", missing.join(", ")).at(&issue.places.issue);
    (!missing.is_empty()).then_some(warning)
}

fn imprint_without(issue: &IssueToml) -> Option<Diagnostic> {
    let missing = imprint::missing(&issue.publication);
    let first = missing.first()?;
    let warning = Diagnostic::new(IMPRINT_WITHOUT).arg("missing", missing.join(", ")).arg("first", first);
    Some(warning.at(&issue.places.imprint))
}

/// Receivers replace an item by another with the same identifier, so one of the two would be lost.
fn same_ids(issue: &IssueToml, stories: &[CheckedStory<'_>]) -> Vec<Diagnostic> {
    let of_issue = issue.id.as_deref().map(|id| (id, "[issue]", issue.places.id.as_ref()));
    let of_stories = stories.iter().filter_map(|CheckedStory { story, article }| {
        article.id.as_deref().map(|id| (id, story.named.as_str(), Some(&story.span)))
    });
    let mut seen: BTreeMap<&str, (&str, Option<&Span>)> = BTreeMap::new();
    let mut found = Vec::new();
    for (id, name, span) in of_issue.into_iter().chain(of_stories) {
        if let Some((first, first_span)) = seen.get(id) {
            let same = Diagnostic::new(SAME_ID).arg("id", id).arg("first", first).arg("second", name);
            found.push(same.at(span).at(*first_span));
        } else {
            seen.insert(id, (name, span));
        }
    }
    found
}

/// `a.txt` and `a.md` would be written to the same files. Names that differ only in case are the same on some systems.
fn same_stems(stem: &str, stories: &[CheckedStory<'_>]) -> Vec<Diagnostic> {
    let mut seen = BTreeMap::from([(stem.to_lowercase(), ("[issue]", None))]);
    let mut found = Vec::new();
    for CheckedStory { story, .. } in stories {
        let stem = story.stem();
        if let Some((first, first_span)) = seen.get(&stem.to_lowercase()) {
            let same = Diagnostic::new(SAME_STEM).arg("stem", &stem).arg("first", first).arg("second", &story.named);
            found.push(same.at(&story.span).at(*first_span));
        } else {
            seen.insert(stem.to_lowercase(), (&story.named, Some(&story.span)));
        }
    }
    found
}

fn photos_without_credit(CheckedStory { story, article }: &CheckedStory<'_>) -> Vec<Diagnostic> {
    let figures =
        article.body.iter().filter_map(|block| if let Block::Figure(figure) = block { Some(figure) } else { None });
    figures
        .filter_map(|Figure { asset, credit, span, .. }| {
            let asset = asset.as_ref().filter(|_| credit.is_none())?;
            let bare = Diagnostic::new(PHOTO_WITHOUT_CREDIT).arg("story", &story.named).arg("picture", &asset.file);
            Some(bare.at(span.as_ref().unwrap_or(&story.span)))
        })
        .collect()
}

fn embargo_after_issue(issue: &IssueToml, CheckedStory { story, article }: &CheckedStory<'_>) -> Option<Diagnostic> {
    let embargo = article.embargo.as_ref()?;
    let span = embargo.span.as_ref().unwrap_or(&story.span);
    let Some(until) = embargo.until else {
        return Some(Diagnostic::new(EMBARGO_OPEN).arg("story", &story.named).at(span));
    };
    let date = issue.date?;
    let zone = issue.publication.timezone.as_deref().and_then(|name| TimeZone::get(name).ok());
    // Where the edition appears, the day may be another one than where the embargo was set.
    let local = zone.map_or(until, |zone| DateTime::new(until.utc(), zone.to_offset(until.utc())));
    let late = Diagnostic::new(EMBARGO_AFTER_ISSUE).arg("story", &story.named).arg("until", local).arg("date", date);
    is_later(local.date(), date).then(|| late.at(span).at(&issue.places.date))
}

/// Compares as far as the edition's date goes: a monthly has no day.
fn is_later(day: Date, edition: Date) -> bool {
    let known = |date: Date| (date.year(), edition.month().and(date.month()), edition.day().and(date.day()));
    known(day) > known(edition)
}
