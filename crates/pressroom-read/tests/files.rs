//! The files that users write: what they may say, and what a slip is answered with.
#![allow(clippy::unwrap_used)]

mod support;

use pressroom_core::{Article, Block, Diagnostic, Status};
use pressroom_read::files::{House, Meta, StoryToml};
use support::{TAY_NINH, code_and_place, read_text, shown};

fn slip(result: Result<impl Sized, Diagnostic>) -> String {
    let error = result.err().unwrap();
    format!("{} {}", code_and_place(&error), error.args.get("nearest").map_or("", String::as_str)).trim_end().to_owned()
}

#[test]
fn a_slip_is_shown_where_it_stands_with_the_nearest_key() {
    let story = |text: &str| slip(StoryToml::parse("story.toml", text));
    assert_eq!(story("date = \"2024-05-04\"\nheadlin = \"x\""), "M002 2:1 headline");
    assert_eq!(story("[[figures]]\nfile = \"a.jpg\"\ncredits = \"x\""), "M002 3:1 credit");
    assert_eq!(story("headline = \"x"), "M001 1:14");
    assert_eq!(story("headline = 7"), "M003 1:12");
    assert_eq!(story("date = \"4 May\""), "M003 1:8");
    assert_eq!(story("urgency = 12"), "M003 1:11");
    assert_eq!(story("status = \"killed\""), "M003 1:10");
    assert_eq!(story("headline = \"a\\u0000\""), "M003 1:12");
    assert_eq!(story("figures = 3"), "M003 1:11");
    assert_eq!(story("colour = \"red\""), "M015 1:1");
    let house = |text: &str| slip(House::parse("pressroom.toml", text));
    assert_eq!(house("[rights]\ncopyrigth = \"x\""), "M002 2:1 copyright");
    assert_eq!(house("timezone = \"Asia/Tay_Ninh\""), "M003 1:13");
    assert_eq!(house("[checks]\noff = [\"C001\", \"c005\"]"), "M006 2:17 C005");
    assert_eq!(slip(Meta::parse(&["headlin=x"])), "M002 headline");
    assert_eq!(slip(Meta::parse(&["foo=1"])), "M015");
    assert_eq!(slip(Meta::parse(&["headline"])), "M004");
    assert_eq!(slip(Meta::parse(&["urgency=high"])), "M003");
}

#[test]
fn every_field_of_the_head_matter_can_be_given() {
    let text = r#"
        id = "urn:newsml:example.org:2024-05-04:a1"
        version = 2
        language = "ar"
        section = "S"
        slugline = "SL"
        headline = "H"
        deck = ["D1", "D2"]
        summary = "SU"
        byline = ["An Nhiên", { name = "Lê Bình", role = "editor" }]
        contributors = "Trần Chi"
        dateline = { text = "HÀ NỘI", place = "Hà Nội" }
        located = [{ name = "Hà Nội", code = "iso3166-2:VN-HN" }]
        provider = "P"
        source = "SO"
        credit_line = "CL"
        copyright_holder = "CH"
        copyright = "C"
        usage_terms = "U"
        date = 2024-05-04
        updated = 2024-05-04T17:30:00+07:00
        embargo = "2024-05-05T06:00:00+07:00"
        urgency = 3
        status = "withheld"
        signal = "correction"
        genre = "genre:Current"
        subjects = ["medtop:11000000", { name = "lễ hội" }]
        keywords = ["k1", "k2"]
        ed_note = "E"
    "#;
    let mut article = Article::default();
    assert_eq!(shown(&StoryToml::parse("story.toml", text).unwrap().apply(&mut article)), [""; 0]);
    let json = serde_json::to_value(&article).unwrap();
    for (field, value) in json.as_object().unwrap() {
        let expected = match field.as_str() {
            "body" => serde_json::json!([]),
            "direction" => serde_json::json!("rtl"),
            "created" => serde_json::json!("2024-05-04"),
            "status" => serde_json::json!("withheld"),
            _ => continue,
        };
        assert_eq!(value, &expected, "{field}");
    }
    let given = [
        "id",
        "version",
        "language",
        "section",
        "slugline",
        "headline",
        "deck",
        "summary",
        "byline",
        "contributors",
        "dateline",
        "located",
        "provider",
        "source",
        "credit_line",
        "copyright_holder",
        "copyright",
        "usage_terms",
        "created",
        "updated",
        "embargo",
        "urgency",
        "status",
        "signals",
        "genre",
        "subjects",
        "keywords",
        "ed_note",
    ];
    for field in given {
        assert!(json.get(field).is_some(), "{field}");
    }
    assert_eq!(article.status, Status::Withheld);
    assert_eq!(article.headline.unwrap().span.unwrap().column, 21);
}

#[test]
fn a_date_completes_the_copy_only_when_both_agree() {
    let apply = |toml: &str| {
        let mut article = read_text(TAY_NINH).article;
        let found = StoryToml::parse("story.toml", toml).unwrap().apply(&mut article);
        (shown(&found), article.dateline.unwrap().date.unwrap().to_string(), article.created.unwrap().to_string())
    };
    let texts = |a: &[&str], b: &str, c: &str| (a.iter().map(|s| s.to_string()).collect(), b.to_owned(), c.to_owned());
    assert_eq!(apply("date = \"2024-05-04\""), texts(&[], "2024-05-04", "2024-05-04"));
    assert_eq!(apply("date = \"2024-05-06\""), texts(&["M005 1:9"], "--05-04", "2024-05-06"));
    assert_eq!(apply("date = \"2024\""), texts(&[], "2024-05-04", "2024"));
}

#[test]
fn figures_attach_in_order_and_further_ones_are_appended() {
    let mut article = read_text(TAY_NINH).article;
    let toml = "[[figures]]\nfile = \"a.jpg\"\nalt = \"\"\n[[figures]]\nfile = \"b.jpg\"\ncaption = \"Cổng\"\n";
    StoryToml::parse("story.toml", toml).unwrap().apply(&mut article);
    let figures: Vec<(String, String, bool)> = article
        .body
        .iter()
        .filter_map(|block| if let Block::Figure(f) = block { Some(f) } else { None })
        .map(|f| (f.asset.clone().unwrap().file, f.caption.clone().unwrap().text, f.alt.is_some()))
        .collect();
    let caption = "Các đơn vị ký kết chương trình phối hợp năm 2024";
    let expected = [("a.jpg".to_owned(), caption.to_owned(), true), ("b.jpg".to_owned(), "Cổng".to_owned(), false)];
    assert_eq!(figures, expected);
}

#[test]
fn what_is_nearer_wins() {
    let mut article = read_text(TAY_NINH).article;
    StoryToml::parse("story.toml", "headline = \"B\"\nsection = \"B\"\n").unwrap().apply(&mut article);
    Meta::parse(&["headline=C", "keywords=k1", "keywords=k2", "urgency=3"]).unwrap().apply(&mut article);
    let house = "provider = \"P\"\n[rights]\ncopyright_holder = \"Hội\"\ncopyright = \"©\"\n[sections]\nB = \"11000000\"\n[options.pdf]\ncolumns = 3\n";
    House::parse("pressroom.toml", house).unwrap().apply(&mut article);
    let text = |text: &Option<pressroom_core::Text>| text.as_ref().map(|text| text.text.clone()).unwrap_or_default();
    assert_eq!((text(&article.headline), text(&article.section)), ("C".to_owned(), "B".to_owned()));
    assert_eq!((text(&article.provider), text(&article.copyright)), ("P".to_owned(), "©".to_owned()));
    assert_eq!(article.keywords.len(), 2);
    assert_eq!(text(&article.copyright_holder), "Hội");
    let subject = &article.subjects[0];
    assert_eq!((subject.code.as_deref(), subject.name.as_deref()), (Some("11000000"), Some("B")));
}

#[test]
fn a_wrong_value_is_told_with_its_key() {
    let told = |text: &str| {
        let error = StoryToml::parse("story.toml", text).err().unwrap();
        let arg = |name: &str| error.args.get(name).cloned().unwrap_or_default();
        (error.code.to_string(), arg("key"), arg("value"))
    };
    let expected = |code: &str, key: &str, value: &str| (code.to_owned(), key.to_owned(), value.to_owned());
    assert_eq!(told("section = \"S\"\nurgency = 12"), expected("M003", "urgency", "12"));
    assert_eq!(told("date = \"4 May\""), expected("M003", "date", "4 May"));
    assert_eq!(told("dateline = { text = 3 }"), expected("M003", "text", "3"));
    assert_eq!(told("[[figures]]\nfile = \"a.jpg\"\ncredit = 7"), expected("M003", "credit", "7"));
    assert_eq!(told("updated = \"2024-05-04\""), expected("M016", "updated", "2024-05-04"));
    assert_eq!(told("updated = 2024-05-04"), expected("M016", "updated", "2024-05-04"));
    assert_eq!(told("embargo = \"2024-05-04T17:30:00\""), expected("M016", "embargo", "2024-05-04T17:30:00"));
    let meta = Meta::parse(&["updated=2024-05-04"]).err().unwrap();
    assert_eq!(meta.code, "M016");
}

#[test]
fn what_asks_for_an_id_is_found() {
    let place = |text: &str| {
        let span = StoryToml::parse("story.toml", text).unwrap().asks_for_id();
        span.map(|span| (span.line, span.column))
    };
    assert_eq!(place("urgency = 3\nversion = 2"), Some((2, 11)));
    assert_eq!(place("signal = \"update\""), Some((1, 11)));
    assert_eq!(place("version = 1"), None);
}

/// The copy's words never go without a trace.
#[test]
fn what_is_replaced_is_kept_and_told() {
    let mut article = read_text(TAY_NINH).article;
    let before = article.clone();
    let toml = r#"
        section = "Thời sự"
        headline = "Một tít khác"
        deck = ["Sapo mới", "Sapo hai"]
        byline = ["Hoài An", "Thanh Tân"]
        located = "Bắc Ninh"
        dateline = { text = "BÃI XANH" }
        [[figures]]
        caption = "Chú thích mới"
        credit = "Thanh Tân/TTXVN"
    "#;
    let found = StoryToml::parse("story.toml", toml).unwrap().apply(&mut article);
    let told: Vec<String> =
        found.iter().map(|note| format!("{} {}", code_and_place(note), note.args["field"])).collect();
    assert_eq!(
        told,
        ["M011 9:20 caption", "M011 3:21 headline", "M011 4:18 deck", "M011 6:20 located", "M011 7:20 dateline"]
    );
    let second: Vec<u32> = found.iter().map(|note| note.labels[1].span.line).collect();
    assert_eq!(second, [11, 3, 7, 5, 9], "the copy's own places");
    let kept: Vec<&str> =
        article.removed.iter().filter(|r| r.kind.as_str() == "overridden").map(|r| &*r.text).collect();
    assert_eq!(kept.len(), 5);
    assert!(kept.contains(&before.headline.as_deref().unwrap()) && kept.contains(&"TTXVN"));
    let difference = pressroom_read::accounting::difference(TAY_NINH, &article, support::FILE);
    assert!(difference.is_empty(), "{difference:?}");

    // From the command line too, which stands nowhere.
    let mut article = read_text(TAY_NINH).article;
    let found = Meta::parse(&["headline=Tít", "located=Tây Ninh"]).unwrap().apply(&mut article);
    assert_eq!(shown(&found), ["M011 3:1"]);
    let difference = pressroom_read::accounting::difference(TAY_NINH, &article, support::FILE);
    assert!(difference.is_empty(), "{difference:?}");
}
