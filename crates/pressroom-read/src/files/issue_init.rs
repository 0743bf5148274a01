//! A new `issue.toml` from a folder of stories: everything that the stories tell, and comments for the rest.

use std::collections::BTreeMap;
use std::fmt::Write;

use pressroom_core::{Article, Publication, UNDETERMINED};
use toml_writer::{ToTomlValue, TomlStringBuilder};

use super::imprint;
use super::issue_stories::PATTERN_CHARACTERS;
use super::values::PlainText;

/// A file's name relative to the folder, and the story in it.
type Story = (String, Article);

/// A comment shows at most this much of a headline.
const HEADLINE_CHARS: usize = 60;

/// The file's text. `stories` are names relative to the folder, with `/`, and the stories as read. Sections come in the
/// order in which the stories, by file name, name them; stories of none come last.
pub fn init_issue(title: &str, stories: &[Story]) -> String {
    let mut stories: Vec<&Story> = stories.iter().collect();
    stories.sort_by(|(a, _), (b, _)| a.cmp(b));
    let language = commonest_language(&stories);
    let mut out = String::new();
    // Writing into a String does not fail.
    let _ = write_publication(&mut out, title, language);
    let _ = write_issue(&mut out, &stories);
    let _ = write_sections(&mut out, &stories, language);
    out
}

fn write_publication(out: &mut String, title: &str, language: Option<&str>) -> std::fmt::Result {
    writeln!(out, "[publication]")?;
    let title = printable(title);
    writeln!(out, "title = {}", quoted(if title.is_empty() { "1" } else { &title }))?;
    writeln!(out, "# publisher = \"\"")?;
    match language {
        Some(language) => writeln!(out, "language = {}", quoted(language))?,
        None => writeln!(out, "# language = \"vi\"")?,
    }
    writeln!(out, "# issn = \"\"  # such as 1234-5679")?;
    writeln!(out, "# nameplate = \"\"  # the title as the front page sets it, when it differs")?;
    writeln!(out, "# timezone = \"Asia/Ho_Chi_Minh\"")?;
    writeln!(out)?;
    writeln!(out, "[publication.imprint]")?;
    writeln!(
        out,
        "# What press law wants printed: your own labels, in the order to print them. Fill in and take the # away."
    )?;
    let nothing_yet = Publication { language: language.map(str::to_owned), ..Publication::default() };
    for label in imprint::missing(&nothing_yet) {
        writeln!(out, "# {} = \"\"", quoted(label))?;
    }
    writeln!(out)
}

fn write_issue(out: &mut String, stories: &[&Story]) -> std::fmt::Result {
    // The edition's date is the editor's to say; the latest story's is a likely one.
    let dates = stories.iter().filter_map(|(_, article)| article.story_date()).filter(|date| date.complete().is_some());
    let latest = dates.map(|date| date.to_string()).max();
    writeln!(out, "[issue]")?;
    writeln!(
        out,
        "# id = \"\"                         # an IRI that stays the same for this edition, such as urn:uuid:..."
    )?;
    writeln!(out, "# number = \"\"")?;
    writeln!(out, "# date = {}  # the day that the edition is for", quoted(&latest.unwrap_or_default()))?;
    writeln!(out, "# title = \"\"")?;
    writeln!(out, "# slug = \"\"  # names the outputs; without it, the folder's name does")?;
    writeln!(out, "# cover = \"images/cover.jpg\"")
}

fn write_sections(out: &mut String, stories: &[&Story], language: Option<&str>) -> std::fmt::Result {
    let mut sections: Vec<(Option<String>, Vec<&Story>)> = Vec::new();
    for &story in stories {
        let title = story.1.section.as_ref().map(|section| printable(section)).filter(|title| !title.is_empty());
        match sections.iter_mut().find(|(known, _)| *known == title) {
            Some((_, stories)) => stories.push(story),
            None => sections.push((title, vec![story])),
        }
    }
    // Stable: the named ones keep their order.
    sections.sort_by_key(|(title, _)| title.is_none());
    if sections.is_empty() {
        writeln!(out, "\n# No stories were found in this folder.\n[[sections]]\ntitle = \"1\"\nstories = []")?;
    }
    for (title, stories) in sections {
        writeln!(out, "\n[[sections]]")?;
        match title {
            Some(title) => writeln!(out, "title = {}", quoted(&title))?,
            None => {
                writeln!(out, "# These stories name no section.")?;
                let other = if imprint::is_vietnamese(language) { "Tin khác" } else { "Other stories" };
                writeln!(out, "title = {}", quoted(other))?;
            }
        }
        writeln!(out, "stories = [")?;
        for (file, article) in stories {
            // As a plain text such a name would be a pattern.
            let name = quoted(file);
            let entry = if file.contains(PATTERN_CHARACTERS) { format!("{{ file = {name} }}") } else { name };
            writeln!(out, "    {entry},{}", comment(article))?;
        }
        writeln!(out, "]")?;
    }
    Ok(())
}

/// The headline, for those who put the stories in order.
fn comment(article: &Article) -> String {
    let Some(headline) = &article.headline else { return String::new() };
    let words: String = headline.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start: String = words.chars().filter(|c| !c.is_control()).take(HEADLINE_CHARS).collect();
    format!("  # {start}{}", if start.len() < words.len() { "…" } else { "" })
}

/// Of two equally common ones, the one that comes first.
fn commonest_language<'a>(stories: &[&'a Story]) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, article) in stories {
        if article.language != UNDETERMINED && !article.language.is_empty() {
            *counts.entry(&article.language).or_default() += 1;
        }
    }
    let most = counts.values().max().copied();
    let found = stories.iter().map(|(_, article)| article.language.as_str());
    found.into_iter().find(|language| most.is_some() && counts.get(language).copied() == most)
}

/// What [`IssueToml::parse`](super::IssueToml::parse) takes for a title.
fn printable(text: &str) -> String {
    let allowed = |c: &char| PlainText::try_from(c.to_string()).is_ok();
    text.chars().filter(allowed).collect::<String>().trim().to_owned()
}

fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}
