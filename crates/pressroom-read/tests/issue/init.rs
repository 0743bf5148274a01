use proptest::prelude::*;

use pressroom_core::{Article, Text};
use pressroom_read::files::{IssueToml, init_issue};

use crate::{edition, folder};

fn story(file: &str, section: Option<&str>, language: &str, headline: &str) -> (String, Article) {
    let article = Article {
        section: section.map(Text::new),
        language: language.to_owned(),
        headline: Some(Text::new(headline)),
        created: "2024-05-04".parse().ok(),
        ..Article::default()
    };
    (file.to_owned(), article)
}

#[test]
fn sections_and_stories_come_as_the_stories_name_them() {
    let stories = [
        story("4.txt", Some("Kinh tế"), "vi", "D"),
        story("2.txt", None, "en", "B # not a comment \"here\"\nsecond line"),
        story("1.txt", Some("Thời \"sự\" \\ S\n"), "vi", "A"),
        story("p/a[3].txt", Some("Kinh tế"), "vi", &"dài ".repeat(40)),
        story("it's.txt", Some("Thời \"sự\" \\ S\n"), "und", ""),
    ];
    let files: Vec<&str> = stories.iter().map(|(file, _)| file.as_str()).collect();
    let folder = folder("init", &files);
    let text = init_issue("Báo \"Ban Mai\"", &stories);
    let issue = edition(&text);
    assert_eq!(issue.publication.title, "Báo \"Ban Mai\"");
    assert_eq!(issue.publication.language.as_deref(), Some("vi"));
    let sections: Vec<&str> = issue.sections.iter().map(|section| section.title.text.as_str()).collect();
    assert_eq!(sections, ["Thời \"sự\" \\ S", "Kinh tế", "Tin khác"]);
    let (found, diagnostics) = issue.stories(&folder);
    assert_eq!(diagnostics, []);
    let order: Vec<&str> = found.iter().map(|story| story.named.as_str()).collect();
    assert_eq!(order, ["1.txt", "it's.txt", "4.txt", "p/a[3].txt", "2.txt"]);
}

#[test]
fn every_comment_is_a_key_that_can_be_filled_in() {
    let text = init_issue("P", &[story("1.txt", Some("S"), "vi", "A")]);
    let filled: Vec<String> = text
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = \"")).unwrap_or(line))
        .map(|line| {
            let line = line.replacen("issn = \"\"", "issn = \"0378-5955\"", 1);
            line.replacen("= \"\"", "= \"x\"", 1)
        })
        .collect();
    let issue = edition(&filled.join("\n"));
    assert_eq!(issue.date.map(|date| date.to_string()).as_deref(), Some("2024-05-04"));
    assert_eq!(
        (issue.publication.imprint.len(), issue.publication.timezone.is_some(), issue.cover.is_some()),
        (5, true, true)
    );
}

#[test]
fn a_folder_without_stories_gives_a_file_to_fill_in() {
    assert!(IssueToml::parse("issue.toml", &init_issue("P", &[])).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]
    #[test]
    fn whatever_the_stories_say_the_file_can_be_read(
        title in any::<String>(), files in proptest::collection::vec((any::<String>(), any::<Option<String>>(), any::<String>()), 0..4),
    ) {
        let stories: Vec<_> = files.iter().map(|(file, section, headline)| story(file, section.as_deref(), "vi", headline)).collect();
        let text = init_issue(&title, &stories);
        let issue = IssueToml::parse("issue.toml", &text);
        prop_assert!(issue.is_ok(), "{text}");
        let named: usize = issue.iter().flat_map(|issue| &issue.sections).map(|section| section.stories.len()).sum();
        prop_assert_eq!(named, stories.len());
    }
}
