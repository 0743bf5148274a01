//! The files and values that users write beside their copy. Their key names are promises.
//!
//! What is nearer wins: the command line ([`Meta`]), the story's own file ([`StoryToml`]), the house ([`House`]).

pub mod codes;
mod figures;
mod head_matter;
mod house;
mod imprint;
mod issue_check;
mod issue_codes;
mod issue_init;
mod issue_stories;
mod issue_toml;
mod issue_values;
mod keys;
mod meta;
mod overridden;
mod story_files;
mod story_toml;
mod toml_text;
mod values;

use pressroom_core::Diagnostic;

pub use figures::FigureEntry;
pub use head_matter::HeadMatter;
pub use house::{Checks, House, Limits, Rights};
pub use issue_check::{CheckedStory, check_issue};
pub use issue_init::init_issue;
pub use issue_stories::{IssueStory, StoryEntry};
pub use issue_toml::{IssueToml, MAX_ISSUE_TOML_BYTES, MAX_SECTIONS, MAX_STORIES, OutputEntry, SectionEntry};
pub use keys::nearest;
pub use meta::Meta;
pub use story_files::NOT_STORIES;
pub use story_toml::StoryToml;

use crate::profile::{self, Profile};

pub(crate) fn unknown_profile(name: &str) -> Diagnostic {
    let known = profile::names();
    let nearest = nearest(name, known.iter().copied()).unwrap_or(profile::GENERIC);
    Diagnostic::new(crate::codes::UNKNOWN_PROFILE)
        .arg("name", name)
        .arg("nearest", nearest)
        .arg("known", known.join(", "))
}

pub(crate) fn parse_profile(name: &str, text: &str) -> Result<Profile, Diagnostic> {
    let toml = toml_text::TomlText::new(name, text);
    let table = toml.table()?;
    toml.check_keys::<Profile>(name, table.get_ref())?;
    for (key, value) in table.get_ref() {
        let Some(fields) = value.get_ref().as_table() else { continue };
        match key.get_ref().as_ref() {
            "scripts" => toml.check_keys::<profile::Scripts>("[scripts]", fields)?,
            "head" => toml.check_keys::<profile::Head>("[head]", fields)?,
            "dateline" => toml.check_keys::<profile::Dateline>("[dateline]", fields)?,
            "figure" => toml.check_keys::<profile::Figure>("[figure]", fields)?,
            "byline" => toml.check_keys::<profile::Byline>("[byline]", fields)?,
            "end" => toml.check_keys::<profile::End>("[end]", fields)?,
            "leftovers" => toml.check_keys::<profile::Leftovers>("[leftovers]", fields)?,
            "contributors" => toml.check_keys::<profile::Contributors>("[contributors]", fields)?,
            "crosshead" => toml.check_keys::<profile::Crosshead>("[crosshead]", fields)?,
            "lifecycle" => toml.check_keys::<profile::Lifecycle>("[lifecycle]", fields)?,
            "internal" => toml.check_keys::<profile::Internal>("[internal]", fields)?,
            _ => {}
        }
    }
    toml.value(table).map(profile::complete)
}
