//! The plugin through its own boundary: stories in, a folder of pages out, looked into as any program would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use pressroom_core::Text;
use pressroom_pages::testing::{FILE, PICTURE, edition, every_block, vietnamese};
use pressroom_plugin::serve::Ended;
use pressroom_plugin::testing::{TestJob, TestResult};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::Html;

fn run(job: &TestJob) -> TestResult {
    let result = job.run::<Html>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    result
}

fn issue() -> TestJob {
    let (issue, articles) = edition();
    (0..4).fold(TestJob::issue(issue, articles), |job, index| job.resource(index, FILE, PICTURE))
}

fn text<'r>(result: &'r TestResult, name: &str) -> &'r str {
    let bytes = result.outputs.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", result.outputs.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// Every page is well-formed, its ids differ, and every link to a file leads to one.
fn is_sound(result: &TestResult) {
    let names: BTreeSet<&str> =
        result.outputs.keys().map(|name| if name.is_empty() { "index.html" } else { name }).collect();
    for name in result.outputs.keys().filter(|name| name.is_empty() || name.ends_with(".html")) {
        for link in links(name, text(result, name)) {
            let file = link.split('#').next().unwrap();
            assert!(link.contains(':') || file.is_empty() || names.contains(file), "{name}: {link}");
        }
    }
}

fn links(name: &str, page: &str) -> Vec<String> {
    // The void elements of the head are written so that XML can read them too.
    let mut reader = Reader::from_str(page);
    let (mut ids, mut links) = (BTreeSet::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{page}")) {
            Event::Eof => return links,
            Event::Start(start) | Event::Empty(start) => {
                for attribute in start.attributes() {
                    let attribute = attribute.unwrap();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned();
                    match attribute.key.as_ref() {
                        "id" => assert!(ids.insert(value.clone()), "{name}: id {value} twice"),
                        "href" | "src" => links.push(value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// What the page's JSON-LD says.
fn facts(page: &str) -> Value {
    let (_, after) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(after.split_once("</script>").unwrap().0).unwrap()
}

/// The `content` of the page's `meta` elements, by their name or property.
fn metas(page: &str) -> BTreeMap<&str, &str> {
    let pairs = page.split("<meta ").skip(1).filter_map(|meta| {
        let mut quoted = meta.split('"').skip(1).step_by(2);
        Some((quoted.next()?, quoted.next()?))
    });
    pairs.collect()
}

#[test]
fn a_story_is_one_page_with_every_block() {
    let result = run(&TestJob::article(every_block()).resource(0, FILE, PICTURE));
    is_sound(&result);
    let page = text(&result, "");
    for part in
        ["<h1 id=\"headline\">Ferry keeps", "<table>", "<blockquote>", "doc-pullquote", "<ul>", "<figure>", "<hr/>"]
    {
        assert!(page.contains(part), "no {part} in {page}");
    }
    // Whoever cannot use a mouse scrolls a wide table with the keys.
    assert!(page.contains("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Fares in euros\">"));
    assert!(!page.contains("class=\"masthead\""), "a single story has no paper around it");
    let names: Vec<&str> = result.outputs.keys().map(String::as_str).collect();
    assert_eq!(names, ["", "images/0001-01.png", "style.css"]);
}

#[test]
fn an_issue_is_a_front_page_sections_and_stories() {
    let result = run(&issue());
    is_sound(&result);
    let front = text(&result, "");
    let (_, articles) = edition();
    for article in &articles {
        let headline = article.headline.as_deref().unwrap();
        assert!(front.contains(headline), "no {headline} in {front}");
    }
    let pages = result.outputs.keys().filter(|name| name.ends_with(".html")).count();
    // Two sections, four stories, the imprint.
    assert_eq!(pages, 7, "{:?}", result.outputs.keys());
}

#[test]
fn search_engines_and_networks_find_whole_addresses_only() {
    let (mut article, at) = (vietnamese(), "https://example.org/so-88");
    article.keywords = vec![Text::new("biển & \"đảo\"")];
    let job = TestJob::article(article).resource(0, FILE, PICTURE);
    let bare = run(&job);
    let page = text(&bare, "");
    assert!(!page.contains("canonical") && !page.contains("og:image"));
    assert_eq!(facts(page)["@type"], "NewsArticle");
    assert_eq!(metas(page)["og:type"], "article");
    assert_eq!(metas(page)["article:tag"], "biển &amp; &quot;đảo&quot;");

    let addressed = run(&job.options(json!({ "site_url": at })));
    let page = text(&addressed, "");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/so-88/\"/>"), "{page}");
    assert_eq!(metas(page)["og:image"], format!("{at}/images/0001-01.png"));
    assert_eq!(facts(page)["image"], json!([format!("{at}/images/0001-01.png")]));

    let wrong = run(&TestJob::article(vietnamese()).resource(0, FILE, PICTURE).options(json!({ "site_url": "so-88" })));
    assert_eq!(wrong.codes(), ["HTML05"]);
    assert!(!text(&wrong, "").contains("canonical"));
}

#[test]
fn hostile_words_stay_words() {
    let mut article = vietnamese();
    article.headline = Some(Text::new("</script><script>alert(1)</script> & \u{1}"));
    article.section = Some(Text::new("\"><img src=x onerror=alert(1)>"));
    let result = run(&TestJob::article(article).resource(0, FILE, PICTURE));
    is_sound(&result);
    let page = text(&result, "");
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(!page.contains("<img src=x") && !page.contains('\u{1}'));
}

#[test]
fn two_runs_are_one() {
    assert_eq!(run(&issue()).outputs, run(&issue()).outputs);
}

#[test]
fn the_manifest_words_every_code_in_both_languages() {
    let manifest: pressroom_plugin::manifest::Manifest =
        serde_json::from_str(include_str!("../manifest.json")).unwrap();
    let codes = |language: &str| manifest.messages[language].keys().cloned().collect::<Vec<_>>();
    assert_eq!(codes("en"), ["HTML01", "HTML02", "HTML03", "HTML04", "HTML05", "HTML06"]);
    assert_eq!(codes("en"), codes("vi"));
}

/// The variables of the style sheet, by day, by night and on paper.
fn schemes() -> Vec<BTreeMap<String, [f64; 3]>> {
    let style = include_str!("style.css");
    let mut schemes = Vec::new();
    for rule in style.split(":root {").skip(1) {
        let mut scheme: BTreeMap<String, [f64; 3]> = schemes.first().cloned().unwrap_or_default();
        for declaration in rule.split('}').next().unwrap().split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let Some(hex) = value.trim().strip_prefix('#') else { continue };
            let wide = hex.len() == 6;
            let channel = |at: usize| match wide {
                true => u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).unwrap(),
                false => u8::from_str_radix(&hex[at..at + 1], 16).unwrap() * 17,
            };
            scheme.insert(name.trim().to_owned(), [0, 1, 2].map(|at| f64::from(channel(at)) / 255.0));
        }
        schemes.push(scheme);
    }
    schemes
}

/// WCAG 2.2, relative luminance and contrast ratio.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [red, green, blue] = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, 1.4.3: text; 1.4.11: what shows where the keyboard is.
#[test]
fn every_text_differs_enough_from_what_is_behind_it() {
    let schemes = schemes();
    assert_eq!(schemes.len(), 3, "day, night, paper");
    for scheme in &schemes {
        for text in ["--ink", "--soft", "--mark"] {
            for behind in ["--paper", "--panel"] {
                let found = contrast(scheme[text], scheme[behind]);
                assert!(found >= 4.5, "{text} on {behind}: {found:.2} in {scheme:?}");
            }
        }
    }
    // No other colour than these, but the white behind pictures, which holds no text.
    let rest = include_str!("style.css").replace("background: #fff", "");
    for line in rest.lines().filter(|line| !line.contains("--")) {
        assert!(!line.contains('#') && !line.contains("rgb(") && !line.contains("opacity"), "{line}");
    }
}
