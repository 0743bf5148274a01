use pressroom_core::{Article, Asset, Block, Diagnostic, Embargo, Figure, Text};
use pressroom_read::files::{CheckedStory, check_issue};

use crate::{edition, folder, said};

/// Nothing is missing here.
const GOOD: &str = "issue = { id = 'urn:x:1', date = '2024-05-04' }
[publication]
title = 'P'
language = 'vi'
timezone = 'Asia/Ho_Chi_Minh'
publisher = 'Tòa soạn'
imprint = { 'Giấy phép số' = '1', 'TỔNG BIÊN TẬP' = 'A', 'Tòa soạn:' = 'B', 'Printed by' = 'C' }
[[sections]]
title = 'S'
stories = ['a.txt', 'b.md', 'p/c.md']
";

fn diagnostics(name: &str, text: &str, stem: &str, articles: &[Article]) -> Vec<Diagnostic> {
    let issue = edition(text);
    let (stories, problems) = issue.stories(&folder(name, &["a.txt", "a.md", "b.md", "p/c.md"]));
    assert_eq!(problems, []);
    let none = Article::default();
    let articles = articles.iter().chain(std::iter::repeat(&none));
    let checked: Vec<_> =
        stories.iter().zip(articles).map(|(story, article)| CheckedStory { story, article }).collect();
    check_issue(&issue, stem, &checked)
}

fn check(name: &str, text: &str, articles: &[Article]) -> Vec<String> {
    said(&diagnostics(name, text, "edition", articles))
}

fn with(change: impl Fn(&mut Article)) -> Article {
    let mut article = Article::default();
    change(&mut article);
    article
}

#[test]
fn an_edition_that_has_everything_is_not_scolded() {
    assert_eq!(check("good", GOOD, &[]), [""; 0]);
}

#[test]
fn what_the_imprint_does_not_name_is_told_in_the_publications_language() {
    let missing = |text: &str| {
        let found = diagnostics("imprint", text, "edition", &[]);
        let (place, args) = (said(&found), found.first().map(|found| found.args.clone()).unwrap_or_default());
        format!("{} {}", place.join(" "), args.get("missing").map_or("", String::as_str))
    };
    // A deputy is no editor-in-chief.
    let deputy = GOOD.replace("'TỔNG BIÊN TẬP'", "'Phó Tổng biên tập'");
    assert_eq!(missing(&deputy), "M121 7:11 Tổng biên tập");
    let none = GOOD.replace("'vi'", "'en'").replace("publisher", "nameplate").replace("imprint = {", "# ");
    assert_eq!(missing(&none), "M121 2:1 Publisher, Licence, Editor-in-chief, Address, Printer");
}

#[test]
fn an_edition_without_id_or_date_is_told() {
    let found = diagnostics("bare", &GOOD.replace("id = 'urn:x:1', date = '2024-05-04'", ""), "edition", &[]);
    assert_eq!((said(&found), found[0].args["missing"].as_str()), (vec!["M120 1:9".to_owned()], "id, date"));
}

#[test]
fn ids_are_the_editions_own_or_one_storys() {
    let id = |id: &str| with(|article| article.id = Some(id.to_owned()));
    assert_eq!(check("ids", GOOD, &[id("urn:x:2"), id("urn:x:3"), id("urn:x:4")]), [""; 0]);
    assert_eq!(check("ids", GOOD, &[id("urn:x:2"), id("urn:x:1"), id("urn:x:2")]), ["M122 10:22", "M122 10:30"]);
}

#[test]
fn names_of_outputs_that_are_the_same_are_told() {
    let two = GOOD.replace("'b.md'", "'a.md'");
    assert_eq!(check("stems", &two, &[]), ["M123 10:22"]);
    assert_eq!(said(&diagnostics("stems", GOOD, "A", &[])), ["M123 10:13"], "the edition's own, by case folding");
}

#[test]
fn a_photo_without_credit_is_told_but_a_caption_without_photo_is_not() {
    let photo = |file: Option<&str>, credit: Option<&str>| {
        let asset = file.map(|file| Asset { file: file.to_owned(), ..Asset::default() });
        let figure = Figure { asset, credit: credit.map(Text::new), ..Figure::default() };
        with(|article| article.body.push(Block::Figure(figure.clone())))
    };
    let articles = [photo(Some("a.jpg"), Some("A")), photo(Some("b.jpg"), None), photo(None, None)];
    assert_eq!(check("photos", GOOD, &articles), ["M124 10:22"]);
}

#[test]
fn an_embargo_beyond_the_editions_date_is_told() {
    let embargo = |until: &str| {
        let until = until.parse().ok();
        with(|article| article.embargo = Some(Embargo { until, span: None }))
    };
    let until = |until: &str| check("embargo", GOOD, &[embargo(until)]);
    assert_eq!(until("2024-05-04T23:00:00+07:00"), [""; 0]);
    assert_eq!(until("2024-05-05T00:00:00+07:00"), ["M125 10:13"]);
    assert_eq!(until("2024-05-04T18:00:00Z"), ["M125 10:13"], "already the next day where the edition appears");
    assert_eq!(until(""), ["M126 10:13"]);
    let monthly = GOOD.replace("2024-05-04", "2024-05");
    assert_eq!(check("embargo", &monthly, &[embargo("2024-05-31T12:00:00+07:00")]), [""; 0]);
    assert_eq!(check("embargo", &monthly, &[embargo("2024-06-01T12:00:00+07:00")]), ["M125 10:13"]);
}
