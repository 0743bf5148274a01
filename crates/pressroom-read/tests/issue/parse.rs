use std::path::Path;

use pressroom_core::{Diagnostic, ImprintLine};
use pressroom_read::files::{IssueToml, MAX_ISSUE_TOML_BYTES, MAX_SECTIONS, MAX_STORIES};

use crate::{edition, folder, said};

const WHOLE: &str = r#"
[publication]
title = "Ban Mai"
publisher = "Tòa soạn Ban Mai"
language = "vi"
issn = "0378-5955"
nameplate = "BAN MAI"
timezone = "Asia/Ho_Chi_Minh"
[publication.imprint]
"Tổng biên tập" = "Hà Minh Châu"
"Giấy phép" = "00/GP-BM"
Address = "8 Ferry Road"
[issue]
id = "urn:newsml:example.org:2026-11-21:47"
slug = "ban-mai-47"
number = 47
date = 2026-11-21
title = "Số 47"
cover = "images/cover.gif"
updated = 2026-11-20T22:00:00+07:00
[[sections]]
title = "Thời sự"
stories = ["a.txt", { file = "b.txt", weight = 3, headline = "Tít khác" }]
[[sections]]
title = "Culture"
stories = []
[outputs.pdf]
paper = "tabloid"
columns = 4
[outputs.epub]
"#;

fn slip(text: &str) -> String {
    let error: Diagnostic = IssueToml::parse("issue.toml", text).err().unwrap();
    format!("{} {}", said(std::slice::from_ref(&error)).concat(), error.args.get("nearest").map_or("", String::as_str))
        .trim_end()
        .to_owned()
}

#[test]
fn an_edition_becomes_the_model() {
    let folder = folder("model", &[]);
    std::fs::create_dir_all(folder.join("images")).unwrap();
    std::fs::write(folder.join("images/cover.gif"), b"GIF89a\x02\0\x01\0\x80\0\0").unwrap();
    let toml = edition(WHOLE);
    let (issue, diagnostics) = toml.issue(&folder);
    assert_eq!(diagnostics, []);
    let model = serde_json::to_value(&issue).unwrap();
    assert_eq!(model["publication"]["title"], "Ban Mai");
    assert_eq!(model["publication"]["issn"], "0378-5955");
    let line = |label: &str, text: &str| ImprintLine { label: label.to_owned(), text: text.to_owned() };
    let imprint =
        [line("Tổng biên tập", "Hà Minh Châu"), line("Giấy phép", "00/GP-BM"), line("Address", "8 Ferry Road")];
    assert_eq!(issue.publication.imprint, imprint, "the author's order");
    assert_eq!(model["number"], "47");
    assert_eq!(model["date"], "2026-11-21");
    assert_eq!(model["updated"], "2026-11-20T22:00:00+07:00");
    assert_eq!(model["title"]["text"], "Số 47");
    assert_eq!(model["cover"]["width"], 2);
    assert_eq!(
        model["sections"],
        serde_json::json!([
            { "title": "Thời sự", "articles": [] }, { "title": "Culture", "articles": [] }
        ])
    );
    assert_eq!(toml.stem(&folder), "ban-mai-47");
    let outputs: Vec<_> = toml.outputs.iter().map(|output| (&*output.plugin.text, output.options.len())).collect();
    assert_eq!(outputs, [("pdf", 2), ("epub", 0)], "the author's order");
}

#[test]
fn a_slip_is_shown_where_it_stands_with_the_nearest_key() {
    let within = |old: &str, new: &str| {
        assert!(WHOLE.contains(old), "{old}");
        slip(&WHOLE.replacen(old, new, 1))
    };
    assert_eq!(within("[issue]", "[isue]"), "M002 13:2 issue");
    assert_eq!(within("publisher", "publishr"), "M002 4:1 publisher");
    assert_eq!(within("imprint", "imprnt"), "M002 9:14 imprint");
    assert_eq!(within("slug", "slugg"), "M002 15:1 slug");
    assert_eq!(within("stories = []", "story = []"), "M002 26:1 stories");
    assert_eq!(within("weight", "wieght"), "M002 23:39 weight");
    assert_eq!(within("headline", "headlin"), "M002 23:51 headline");
}

#[test]
fn what_is_missing_or_of_another_form_is_said() {
    assert_eq!(slip("[[sections]]\ntitle = 'S'\nstories = []"), "M101 1:1");
    assert_eq!(slip("[publication]\ntitle = 'P'"), "M101 1:1");
    assert_eq!(slip("sections = []\n[publication]\npublisher = 'P'"), "M101 2:1");
    assert_eq!(slip("[publication]\ntitle = 'P'\n[[sections]]\nstories = []"), "M101 3:1");
    assert_eq!(slip("[publication]\ntitle = 'P'\n[[sections]]\ntitle = 'S'"), "M101 3:1");
    assert_eq!(slip("publication = 'P'"), "M102 1:15");
    let section =
        |stories: &str| slip(&format!("[publication]\ntitle = 'P'\n[[sections]]\ntitle = 'S'\nstories = {stories}"));
    assert_eq!(section("'a.txt'"), "M102 5:11");
    assert_eq!(section("[7]"), "M102 5:12");
    assert_eq!(section("[{ weight = 3 }]"), "M101 5:12");
    assert_eq!(section("['a.txt', '***']"), "M104 5:22");
    assert_eq!(section("[{ file = 'a.txt', weight = -1 }]"), "M003 5:39");
    assert_eq!(section("[{ file = 'a.txt', status = 'killed' }]"), "M003 5:39");
    assert_eq!(slip("sections = 3\n[publication]\ntitle = 'P'"), "M102 1:12");
    assert_eq!(slip("sections = []\noutputs.pdf = true\n[publication]\ntitle = 'P'"), "M102 2:15");
    assert_eq!(slip("[publication]\ntitle = 'P'\n[publication.imprint]\nAddress = 8"), "M102 4:11");
    assert_eq!(slip("[publication]\ntitle = 'P'\n[publication.imprint]\nAddress = ' '"), "M003 4:12");
}

#[test]
fn values_are_checked() {
    let publication = |line: &str| slip(&format!("sections = []\n[publication]\ntitle = 'P'\n{line}"));
    assert_eq!(publication("issn = '0378-5954'"), "M003 4:8", "a wrong check digit");
    assert_eq!(publication("issn = '03785955'"), "M003 4:8");
    assert_eq!(publication("timezone = 'Asia/Tay_Ninh'"), "M003 4:12");
    assert_eq!(publication("language = 'tiếng Việt'"), "M003 4:12");
    let issue = |line: &str| slip(&format!("sections = []\npublication.title = 'P'\n[issue]\n{line}"));
    assert_eq!(issue("slug = 'a/b'"), "M003 4:8");
    assert_eq!(issue("slug = '..'"), "M003 4:8");
    assert_eq!(issue("date = '--05-04'"), "M003 4:8", "an edition's date has a year");
    assert_eq!(issue("number = ''"), "M003 4:10");
    let good =
        "sections = []\n[publication]\ntitle = 'P'\nissn = '2434-561X'\n[issue]\nnumber = '12-13'\ndate = '2024-05'";
    assert_eq!(edition(good).number.as_deref(), Some("12-13"));
    assert_eq!(edition(&format!("{good}\nversion = 2")).version, Some(2));
    assert_eq!(issue("version = 0"), "M003 4:11");
}

#[test]
fn what_comes_from_outside_has_limits() {
    let many = |count: usize, what: &str| what.repeat(count);
    let sections =
        |count| format!("[publication]\ntitle = 'P'\n{}", many(count, "[[sections]]\ntitle = 'S'\nstories = []\n"));
    assert_eq!(edition(&sections(MAX_SECTIONS)).sections.len(), MAX_SECTIONS);
    assert!(slip(&sections(MAX_SECTIONS + 1)).starts_with("M103"));
    let stories = |count| {
        format!("publication.title = 'P'\n[[sections]]\ntitle = 'S'\nstories = [\n{}]", many(count, "'a.txt',\n"))
    };
    assert_eq!(edition(&stories(MAX_STORIES)).sections[0].stories.len(), MAX_STORIES);
    assert!(slip(&stories(MAX_STORIES + 1)).starts_with("M103"));
    assert_eq!(slip(&many(MAX_ISSUE_TOML_BYTES + 1, "#")), "M100");
}

#[test]
fn a_cover_that_cannot_be_used_is_said_and_left_out() {
    let folder = folder("cover", &["text.jpg"]);
    for cover in ["none.jpg", "text.jpg", "../cover.jpg"] {
        let toml = edition(&format!("sections = []\npublication.title = 'P'\n[issue]\ncover = '{cover}'"));
        let (issue, found) = toml.issue(&folder);
        assert_eq!((issue.cover, said(&found)), (None, vec!["M115 4:10".to_owned()]));
    }
}

#[test]
fn without_a_slug_the_folder_names_the_outputs() {
    let folder = folder("named", &[]);
    assert_eq!(edition("sections = []\npublication.title = 'P'").stem(&folder), "edition");
    assert_eq!(edition("sections = []\npublication.title = 'P'").stem(Path::new("/")), "issue");
}
