//! Whatever the bytes are: no panic, no endless work, and no word of a body lost.
#![allow(clippy::unwrap_used)]

use pressroom_core::{Article, Diagnostic};
use pressroom_newsml::{diff, lint, read, recognises};
use proptest::prelude::*;

/// Valid and faulty files to start from.
fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![include_bytes!("lint/valid.xml").to_vec()];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/feeds");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    seeds.extend(files.into_iter().map(|file| std::fs::read(file).unwrap()));
    seeds
}

fn all(bytes: &[u8]) {
    recognises(bytes);
    let _ = read("a.xml", bytes);
    lint("a.xml", bytes);
    let _ = diff(("a.xml", bytes), ("b.xml", bytes));
}

/// What every fuzzer's find becomes a file of.
#[test]
fn the_corpus_does_no_harm() {
    seeds().iter().for_each(|seed| all(seed));
    for bytes in [
        &b""[..],
        b"<",
        b"<a",
        b"<newsItem",
        b"<newsItem a=",
        b"<newsItem a=\"",
        b"&",
        b"<!DOCTYPE",
        b"<!DOCTYPE a [",
        b"<?xml",
        b"<![CDATA[",
        b"</",
        b"\xFF\xFE<\0",
        b"\0<",
    ] {
        all(bytes);
    }
}

fn message(body: &str) -> String {
    format!(
        "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:1\" version=\"1\"><itemMeta><itemClass qcode=\"ninat:text\"/>\
         <generator>x</generator></itemMeta><contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>\
         </inlineXML></contentSet></newsItem>"
    )
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|found| found.code.as_ref()).collect()
}

#[test]
fn what_comes_from_outside_has_a_limit() {
    let deep = message(&format!("{}text{}", "<div>".repeat(100_000), "</div>".repeat(100_000)));
    let stories = read("a.xml", deep.as_bytes()).unwrap();
    assert!(codes(&stories[0].diagnostics).contains(&"N207"));
    assert!(serde_json::to_string(&stories[0].article).unwrap().contains("text"), "text in the depth is kept");

    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\
        <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let stories =
        read("a.xml", format!("{bomb}{}", message(&format!("<p>&x; {}</p>", "&d;&e;".repeat(3000)))).as_bytes())
            .unwrap();
    let text = serde_json::to_string(&stories[0].article).unwrap();
    assert!(text.len() < 3_000_000 && text.contains("&x;") && !text.contains("root:"));
    assert!(codes(&stories[0].diagnostics).contains(&"N222"));

    let attributes: String = (0..5000).map(|n| format!(" a{n}=\"\"")).collect();
    let stories = read("a.xml", message(&format!("<p{attributes}>text</p>")).as_bytes()).unwrap();
    assert!(codes(&stories[0].diagnostics).contains(&"N208"));

    let faults = message(&"<p>a & b</p>".repeat(5000));
    let stories = read("a.xml", faults.as_bytes()).unwrap();
    assert!(codes(&stories[0].diagnostics).contains(&"N209"));

    let large = vec![b' '; pressroom_newsml::MAX_INPUT_BYTES + 1];
    assert_eq!(codes(&read("a.xml", &large).unwrap_err()), ["N201"]);
}

/// Groups that hold each other, and every group the next one twice.
#[test]
fn a_package_that_turns_in_circles_ends() {
    let groups: String = (0..200)
        .map(|n| {
            format!(
                "<group id=\"g{n}\"><groupRef idref=\"g{}\"/><groupRef idref=\"g{}\"/></group>",
                n + 1,
                (n + 2) % 200
            )
        })
        .collect();
    let package = format!(
        "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><packageItem guid=\"urn:x:p\"><groupSet root=\"g0\">{groups}</groupSet></packageItem>{}</itemSet></newsMessage>",
        message("<p>text</p>")
    );
    all(package.as_bytes());
}

fn strings(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => out.push_str(text),
        serde_json::Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        serde_json::Value::Object(object) => object.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

fn in_model(article: &Article) -> String {
    let mut out = String::new();
    strings(&serde_json::to_value(article).unwrap(), &mut out);
    out
}

/// A body with the elements that bodies have, in any order and nesting, and words of letters that no mark-up has.
fn body() -> impl Strategy<Value = String> {
    let names = "p div section h1 h2 h3 ul ol li blockquote aside figure figcaption table tr td th caption span b i a sub br hr header \
                 footer cite script svg iframe custom nitf body.head hedline hl1 hl2 byline dateline abstract media media-caption \
                 media-producer pre q small body.content block note form title head dl dt";
    let names: Vec<&str> = names.split_whitespace().collect();
    // Long enough to stand nowhere by chance.
    let leaf = "[α-ω]{5,8}".prop_map(|word| format!("{word} "));
    let class = prop::sample::select(vec![
        "",
        " class=\"deck\"",
        " class=\"credit\"",
        " class=\"pull-quote\"",
        " class=\"byline\"",
        " class=\"embed\"",
    ]);
    leaf.prop_recursive(5, 40, 5, move |inner| {
        (prop::sample::select(names.clone()), class.clone(), prop::collection::vec(inner, 0..5))
            .prop_map(|(name, class, children)| format!("<{name}{class}>{}</{name}>", children.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_body_is_lost(parts in prop::collection::vec(body(), 1..5)) {
        let body = parts.concat();
        let stories = read("a.xml", message(&body).as_bytes()).unwrap();
        let story = &stories[0];
        let said: String = story.diagnostics.iter().flat_map(|found| found.args.values().cloned()).collect();
        let kept = format!("{}{said}", in_model(&story.article));
        for word in body.split(|c| !('α'..='ω').contains(&c)).filter(|word| !word.is_empty()) {
            prop_assert!(kept.contains(word), "{word} is lost\n{body}\n{}", serde_json::to_string(&story.article).unwrap());
        }
    }

    #[test]
    fn mutated_files_do_no_harm(seed in any::<prop::sample::Index>(), changes in prop::collection::vec((any::<prop::sample::Index>(), change()), 1..8)) {
        let seeds = seeds();
        let mut bytes = seed.get(&seeds).clone();
        for (at, change) in changes {
            let at = at.index(bytes.len().max(1));
            match change {
                Change::Cut(length) => drop(bytes.drain(at.min(bytes.len())..(at + length).min(bytes.len()))),
                Change::Insert(text) => drop(bytes.splice(at.min(bytes.len())..at.min(bytes.len()), text)),
                Change::Repeat(length) => {
                    let piece = bytes[at.min(bytes.len())..(at + length).min(bytes.len())].to_vec();
                    drop(bytes.splice(at.min(bytes.len())..at.min(bytes.len()), piece));
                }
            }
        }
        all(&bytes);
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        all(&bytes);
    }
}

#[derive(Clone, Debug)]
enum Change {
    Cut(usize),
    Insert(Vec<u8>),
    Repeat(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces = [
        "<",
        ">",
        "&",
        "\"",
        "</p>",
        "<p",
        "]]>",
        "<![CDATA[",
        "<!--",
        "&#0;",
        "&a;",
        "\u{FEFF}",
        "\u{338}",
        "xmlns:",
        "\0",
        "<inlineXML>",
        "<newsItem guid='a'>",
    ];
    prop_oneof![
        (1usize..200).prop_map(Change::Cut),
        prop::sample::select(pieces.to_vec()).prop_map(|text| Change::Insert(text.as_bytes().to_vec())),
        prop::collection::vec(any::<u8>(), 1..6).prop_map(Change::Insert),
        (1usize..400).prop_map(Change::Repeat),
    ]
}
