use std::path::Path;

use pressroom_core::{Article, Text};
use pressroom_read::files::IssueToml;

use crate::{edition, folder, one_section, said};

/// `section:named` for each story, and what is said.
fn found(issue: &IssueToml, folder: &Path) -> (Vec<String>, Vec<String>) {
    let (stories, diagnostics) = issue.stories(folder);
    for story in &stories {
        assert!(story.file.is_file(), "{}", story.file.display());
    }
    (stories.iter().map(|story| format!("{}:{}", story.section, story.named)).collect(), said(&diagnostics))
}

fn check(folder: &Path, stories: &str, expected: &[&str], said: &[&str]) {
    let (stories_found, diagnostics) = found(&one_section(stories), folder);
    assert_eq!(stories_found, expected, "{stories}");
    assert_eq!(diagnostics, said, "{stories}");
}

#[test]
fn stories_come_in_the_order_of_the_entries_and_patterns_by_name() {
    let files = ["b.txt", "a.txt", "10.txt", "a.toml", "a.jpg", ".hidden.txt", "p/c.md", "p/q/d.md", ".git/e.txt"];
    let folder = folder("order", &files);
    check(&folder, "'b.txt', './a.txt', 'p/c.md'", &["0:b.txt", "0:a.txt", "0:p/c.md"], &[]);
    check(&folder, "'*'", &["0:10.txt", "0:a.txt", "0:b.txt"], &[]);
    check(&folder, "'./p/*.md'", &["0:p/c.md"], &[]);
    check(&folder, "'**/*.md'", &["0:p/c.md", "0:p/q/d.md"], &[]);
    check(&folder, "'[ab].txt'", &["0:a.txt", "0:b.txt"], &[]);
    check(&folder, "'*.txt', 'b.txt'", &["0:10.txt", "0:a.txt", "0:b.txt"], &[]);
    check(&folder, "'b.txt', '*.txt'", &["0:b.txt", "0:10.txt", "0:a.txt"], &[]);
}

#[test]
fn what_is_not_there_or_not_a_story_is_said_at_its_entry() {
    let folder = folder("missing", &["a.txt", "a.toml", "a.JPG", ".b.txt", "p/c.txt"]);
    check(&folder, "'a.txt', 'none.txt'", &["0:a.txt"], &["M105 5:22"]);
    check(&folder, "'a.toml', 'a.JPG', '.b.txt', 'p'", &[], &["M107 5:13", "M107 5:23", "M107 5:32", "M107 5:42"]);
    check(&folder, "'*.md'", &[], &["M108 5:13"]);
    check(&folder, "'*.toml'", &[], &["M108 5:13"]);
    check(&folder.join("none"), "'a.txt'", &[], &["M105 5:13"]);
    check(&folder.join("none"), "'*.txt'", &[], &["M112 5:13"]);
    check(&folder, "", &[], &["M110 4:10", "M111 3:1"]);
}

#[test]
fn nothing_outside_the_folder_is_a_story() {
    let folder = folder("outside", &["a.txt", "p/c.txt"]);
    std::fs::write(folder.join("../secret.txt"), "secret").unwrap();
    for name in ["../secret.txt", "p/../../secret.txt", "/etc/hostname", "..\\secret.txt", ""] {
        check(&folder, &format!("'{name}'"), &[], &["M106 5:13"]);
    }
    check(&folder, "'../*.txt'", &[], &["M106 5:13"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.txt", folder.join("link.txt")).unwrap();
        std::os::unix::fs::symlink("..", folder.join("up")).unwrap();
        std::os::unix::fs::symlink("p/c.txt", folder.join("inside.txt")).unwrap();
        check(&folder, "'link.txt', 'up/secret.txt'", &[], &["M106 5:13", "M106 5:25"]);
        check(&folder, "'*.txt'", &["0:a.txt", "0:inside.txt"], &["M106 5:13"]);
        check(&folder, "'**/secret.txt'", &[], &["M108 5:13"]);
    }
}

#[test]
fn a_story_stands_once() {
    let folder = folder("twice", &["a.txt", "b.txt"]);
    check(&folder, "'a.txt', './a.txt'", &["0:a.txt"], &["M109 5:22"]);
    check(&folder, "'*.txt', 'a*'", &["0:a.txt", "0:b.txt"], &["M109 5:22"]);
}

#[test]
fn a_story_in_two_sections_is_said_with_both_places() {
    let folder = folder("sections", &["a.txt", "b.txt"]);
    let two = "publication.title = 'P'\n[[sections]]\ntitle = 'S'\nstories = ['a.txt']\n[[sections]]\ntitle = 'T'\nstories = ['b.txt', 'a.txt']";
    let (stories, diagnostics) = edition(two).stories(&folder);
    assert_eq!(stories.len(), 2);
    assert_eq!(said(&diagnostics), ["M109 7:22"]);
    let twice = &diagnostics[0];
    assert_eq!((twice.args["story"].as_str(), twice.args["section"].as_str()), ("a.txt", "S"));
    assert_eq!((twice.labels[1].span.line, twice.labels[1].span.column), (4, 13));
}

#[cfg(unix)]
#[test]
fn names_that_no_pattern_can_find_are_said() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("names", &["a.txt"]);
    std::fs::write(folder.join(std::ffi::OsStr::from_bytes(b"\xFF.txt")), "x").unwrap();
    check(&folder, "'*.txt'", &["0:a.txt"], &["M114 5:13"]);
}

#[test]
fn folders_are_searched_to_a_limit() {
    let deep = format!("{}a.txt", "d/".repeat(40));
    let folder = folder("deep", &["a.txt", &deep]);
    check(&folder, "'**/*.txt'", &["0:a.txt"], &["M113 5:13"]);
    check(&folder, "'a.txt'", &["0:a.txt"], &[]);
}

#[test]
fn an_entry_overrides_the_story_and_the_edition_fills_what_is_left() {
    let folder = folder("override", &["a[1].txt", "b.txt"]);
    let issue = edition(
        r#"
        [publication]
        title = "P"
        language = "ar"
        [issue]
        updated = "2024-05-04T17:30:00+07:00"
        [[sections]]
        title = "S"
        stories = [{ file = "a[1].txt", weight = 3, headline = "Khác", section = "Riêng" }, "b.txt"]
        "#,
    );
    let (stories, diagnostics) = issue.stories(&folder);
    assert_eq!(diagnostics, []);
    assert_eq!(stories.iter().map(|story| story.weight).collect::<Vec<_>>(), [Some(3), None]);
    assert_eq!(stories.iter().map(|story| story.stem()).collect::<Vec<_>>(), ["a[1]", "b"]);
    let settled = |position: usize, mut article: Article| {
        assert_eq!(stories[position].apply(&mut article), []);
        issue.fill(&stories[position], &mut article);
        article
    };
    let first = settled(0, Article { headline: Some(Text::new("Tít")), ..Article::default() });
    let headline = first.headline.unwrap();
    assert_eq!((headline.text.as_str(), headline.span.map(|span| (span.line, span.column))), ("Khác", Some((9, 65))));
    assert_eq!(first.section.unwrap().text, "Riêng");
    assert_eq!((first.language.as_str(), first.direction), ("ar", pressroom_core::Direction::Rtl));
    assert_eq!(first.updated.unwrap().to_string(), "2024-05-04T17:30:00+07:00");
    let second = settled(1, Article { language: "en".to_owned(), ..Article::default() });
    assert_eq!((second.section.unwrap().text.as_str(), second.language.as_str()), ("S", "en"));
}

#[test]
fn the_sample_edition_has_its_stories() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/ban-mai"));
    let issue = edition(&std::fs::read_to_string(folder.join("issue.toml")).unwrap());
    let (stories, diagnostics) = found(&issue, folder);
    assert_eq!(diagnostics, [""; 0]);
    assert!(stories.len() >= 12, "{stories:?}");
    assert_eq!(issue.issue(folder).1, []);
}
