//! What a page for newsrooms has to be, item by item, read from the file as another program reads it: single stories and
//! editions, for archives and for the press. The pages stay in `target/tmp/pdf-checklist` to be looked at.

use std::collections::BTreeMap;
use std::process::Command;

use lopdf::content::Content;
use lopdf::{Dictionary, ObjectId};
use pressroom_core::{Issue, Publication, Section};

use super::languages::{root, set_up};
use super::*;

/// The sample with all that is checked: a link, a foreign word, `&` in its title.
pub fn story() -> Article {
    let linked =
        Inline::Link(LinkText { href: "https://example.org/ä?b=1".into(), content: vec![Inline::text("đây")] });
    let mut story = sample();
    let headline = story.headline.take().unwrap().text;
    story.headline = Some(Text::new(format!("{headline} & <hơn>")));
    story.summary = Some(Text::new("Tóm tắt & chi tiết"));
    story.keywords = vec![Text::new("mây"), Text::new("núi & sông")];
    story.id = Some("urn:example:story-1".into());
    story.provider = Some(Text::new("Ban Mai"));
    story.body.insert(3, Block::Crosshead(Crosshead { level: 5, content: vec![Inline::text("Mục nhỏ")], span: None }));
    let words = vec![Inline::text("Xem "), linked, Inline::text(" và 漢.")];
    story.body.push(Block::Paragraph(Paragraph { content: words, span: None }));
    story
}

pub fn edition() -> (Issue, Vec<Article>) {
    let other = Article {
        language: "en".into(),
        headline: Some(Text::new("Elsewhere & far")),
        id: Some("urn:example:story-2".into()),
        body: (0..60).map(|_| paragraph("A sentence that fills a line or two of the column, and then some.")).collect(),
        updated: sample().updated,
        ..Article::default()
    };
    let section = |title: &str, story: u32| Section { title: title.into(), articles: vec![story] };
    let issue = Issue {
        id: Some("urn:example:issue".into()),
        publication: Publication { title: "Ban & Mai".into(), language: Some("vi".into()), ..Publication::default() },
        updated: sample().updated,
        sections: vec![section("Thời sự", 0), section("World", 1)],
        ..Issue::default()
    };
    (issue, vec![story(), other])
}

/// A file as read.
struct Read {
    name: &'static str,
    document: Document,
    pages: Vec<ObjectId>,
    /// Structure elements from the root down, in their order, with their depth.
    elements: Vec<(usize, Dictionary)>,
}

impl Read {
    fn new(name: &'static str, pdf: &[u8]) -> Read {
        let document = Document::load_mem(pdf).unwrap();
        let pages = document.get_pages().into_values().collect();
        let mut read = Read { name, document, pages, elements: Vec::new() };
        let root = read.dict(read.catalog().get(b"StructTreeRoot").unwrap()).clone();
        let mut open = vec![(0, Object::Dictionary(root))];
        while let Some((depth, object)) = open.pop() {
            let element = read.dict(&object).clone();
            let kids = element.get(b"K").and_then(Object::as_array).cloned().unwrap_or_default();
            open.extend(kids.into_iter().rev().map(|kid| (depth + 1, kid)));
            if element.has(b"S") || element.has(b"MCID") || element.has(b"Obj") {
                read.elements.push((depth, element));
            }
        }
        read
    }

    fn dict<'d>(&'d self, object: &'d Object) -> &'d Dictionary {
        match object {
            Object::Reference(id) => self.document.get_dictionary(*id).unwrap(),
            Object::Dictionary(dict) => dict,
            other => panic!("{}: {other:?}", self.name),
        }
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().unwrap()
    }

    fn info(&self) -> BTreeMap<String, String> {
        let info = self.dict(self.document.trailer.get(b"Info").unwrap());
        info.iter().map(|(key, value)| (String::from_utf8(key.clone()).unwrap(), string(value))).collect()
    }

    fn page_text(&self, page: usize) -> String {
        squeezed(&self.document.extract_text(&[page as u32 + 1]).unwrap())
    }

    fn operators(&self, page: ObjectId) -> Vec<lopdf::content::Operation> {
        Content::decode(&self.document.get_page_content(page)).unwrap().operations
    }

    fn tags(&self) -> Vec<String> {
        self.elements.iter().filter_map(|(_, element)| tag(element)).collect()
    }
}

fn tag(element: &Dictionary) -> Option<String> {
    Some(String::from_utf8_lossy(element.get(b"S").ok()?.as_name().ok()?).into_owned())
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

fn name<'d>(dict: &'d Dictionary, key: &[u8]) -> &'d [u8] {
    dict.get(key).and_then(Object::as_name).unwrap_or_default()
}

fn all() -> Vec<Read> {
    let folder = root().join("target/tmp/pdf-checklist");
    std::fs::create_dir_all(&folder).unwrap();
    let options = |standard: &str, bleed: &str, paper: &str| json!({ "standard": standard, "bleed": bleed, "paper": paper, "font_dir": folder });
    let files = [
        ("story", false, options("a-2a", "", "a4")),
        ("story-3a", false, options("a-3a", "", "tabloid")),
        ("story-press", false, options("a-2a", "3mm", "berliner")),
        ("edition", true, options("a-2a", "", "a4")),
        ("edition-3a-press", true, options("a-3a", "5mm", "210x297mm")),
    ];
    let files = files.map(|(name, is_edition, options)| {
        let job = if is_edition {
            let (issue, stories) = edition();
            TestJob::issue(issue, stories)
        } else {
            TestJob::article(story())
        };
        let result = job.resource(0, "images/photo.jpg", PHOTO).options(options).run::<Pdf>();
        assert_eq!(result.ended, Some(Ended::Done), "{name}: {:?}", result.diagnostics);
        // Another test may be having the same file read by veraPDF.
        let (file, new) = (folder.join(format!("{name}.pdf")), format!("{name}.{:?}", std::thread::current().id()));
        std::fs::write(folder.join(&new), result.main()).unwrap();
        std::fs::rename(folder.join(&new), file).unwrap();
        Read::new(name, result.main())
    });
    files.into()
}

#[test]
fn archives_take_the_files() {
    let folder = root().join("target/tmp/pdf-checklist");
    let files = all();
    let Some(veracheck) = set_up("bin/veracheck") else { return };
    for (profile, with_source) in [("2a,ua1", false), ("3a,ua1", true)] {
        let paths = files.iter().filter(|file| file.name.contains("3a") == with_source);
        let paths = paths.map(|file| folder.join(format!("{}.pdf", file.name)));
        let output = Command::new(&veracheck).arg(profile).args(paths).output().unwrap();
        assert!(output.status.success(), "{profile}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

/// 9 to 12: what the document says of itself.
#[test]
fn languages_title_and_metadata() {
    for file in all() {
        let at = file.name;
        assert_eq!(string(file.catalog().get(b"Lang").unwrap()), "vi", "9 Lang: {at}");
        let foreign = file.elements.iter().filter_map(|(_, element)| element.get(b"Lang").ok().map(string));
        let foreign: Vec<String> = foreign.collect();
        let spans = file.pages.iter().flat_map(|&page| file.operators(page));
        let spans = spans.filter(|op| op.operator == "BDC" && format!("{:?}", op.operands).contains("Lang"));
        if at.starts_with("edition") {
            assert!(foreign.contains(&"en".to_owned()), "9 Lang of a foreign story: {at}: {foreign:?}");
        }
        assert!(spans.count() > 0, "9 Lang of a foreign word: {at}");
        let preferences = file.dict(file.catalog().get(b"ViewerPreferences").unwrap());
        assert!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap(), "10: {at}");

        let info = file.info();
        let xmp = file.document.get_object(file.catalog().get(b"Metadata").unwrap().as_reference().unwrap()).unwrap();
        let xmp = String::from_utf8(xmp.as_stream().unwrap().content.clone()).unwrap();
        let said = |property: &str| {
            let (_, rest) = xmp.split_once(&format!("<{property}>")).unwrap_or_default();
            let (inside, _) = rest.split_once(&format!("</{property}>")).unwrap_or_default();
            let words = inside.rsplit_once("<rdf:li").map_or(inside, |(_, item)| item);
            let words = words.split_once('>').map_or(words, |(_, words)| words);
            let words = words.split_once("</").map_or(words, |(words, _)| words);
            words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        };
        let pairs = [("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description")];
        let others = [("Keywords", "pdf:Keywords"), ("Producer", "pdf:Producer"), ("Creator", "xmp:CreatorTool")];
        for (key, property) in pairs.into_iter().chain(others) {
            assert_eq!(info.get(key).cloned().unwrap_or_default(), said(property), "11 {key}: {at}");
        }
        assert!(info["Title"].contains('&'), "11: {at}");
        assert_eq!(info["CreationDate"], "D:20240504173000+07'00'", "11: {at}");
        assert_eq!(said("xmp:CreateDate"), "2024-05-04T17:30:00+07:00", "11: {at}");
        assert_eq!(said("pdfaid:part"), if at.contains("3a") { "3" } else { "2" }, "11: {at}");

        let levels: Vec<u32> = file.tags().iter().filter_map(|tag| tag.strip_prefix('H')?.parse().ok()).collect();
        assert_eq!(levels.first(), Some(&1), "12 H1 first: {at}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "12 no level skipped: {at}: {levels:?}");
        assert!(levels.len() > 1, "12: {at}");
    }
}

/// 13 to 16: the structure.
#[test]
fn figures_artifacts_order_and_links() {
    for file in all() {
        let at = file.name;
        let figures: Vec<usize> = (0..file.elements.len())
            .filter(|&index| tag(&file.elements[index].1).as_deref() == Some("Figure"))
            .collect();
        assert!(!figures.is_empty(), "13: {at}");
        for index in figures {
            let (depth, figure) = &file.elements[index];
            assert!(!string(figure.get(b"Alt").unwrap()).is_empty(), "13 Alt: {at}");
            let layout = figure.get(b"A").and_then(Object::as_dict).unwrap();
            assert_eq!(layout.get(b"BBox").and_then(Object::as_array).unwrap().len(), 4, "13 BBox: {at}");
            let mut after = file.elements[index + 1..].iter().filter(|(other, _)| other <= depth);
            let caption = after.next().map(|(other, element)| (*other, tag(element)));
            assert_eq!(caption, Some((*depth, Some("Caption".into()))), "13 caption beside it: {at}");
        }

        let mut next = vec![Vec::new(); file.pages.len()];
        for (_, element) in file.elements.iter().filter(|(_, element)| element.has(b"MCID")) {
            let page = element.get(b"Pg").unwrap().as_reference().unwrap();
            let page = file.pages.iter().position(|&id| id == page).unwrap();
            next[page].push(element.get(b"MCID").and_then(Object::as_i64).unwrap());
        }
        for (index, &page) in file.pages.iter().enumerate() {
            let (mut open, mut artifacts, mut drawn) = (Vec::new(), 0, 0);
            let mut identifiers = Vec::new();
            for operation in file.operators(page) {
                match operation.operator.as_str() {
                    "BMC" | "BDC" => {
                        let artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                        artifacts += usize::from(artifact);
                        let properties = operation.operands.get(1).and_then(|properties| properties.as_dict().ok());
                        identifiers.extend(properties.and_then(|dict| dict.get(b"MCID").ok()?.as_i64().ok()));
                        open.push(artifact);
                    }
                    "EMC" => assert!(open.pop().is_some(), "14: {at}"),
                    "Tj" | "TJ" | "f" | "S" | "Do" | "f*" | "B" => {
                        drawn += 1;
                        assert!(!open.is_empty(), "14 neither story nor artifact: {at}, page {index}");
                    }
                    "k" | "K" | "cs" | "CS" => panic!("20 other colours than grey and sRGB: {at}"),
                    _ => {}
                }
            }
            assert!(open.is_empty() && artifacts > 0 && drawn > 0, "14 rules and folio: {at}, page {index}");
            assert_eq!(next[index], identifiers, "15 the tree goes as the text goes: {at}, page {index}");
        }

        let mut links = 0;
        for &page in &file.pages {
            let dict = file.document.get_dictionary(page).unwrap();
            for annotation in dict.get(b"Annots").and_then(Object::as_array).into_iter().flatten() {
                links += 1;
                let id = annotation.as_reference().unwrap();
                let link = file.dict(annotation);
                assert!(!string(link.get(b"Contents").unwrap()).is_empty(), "16 Contents: {at}");
                let holds = |(_, element): &&(usize, Dictionary)| {
                    element.get(b"Obj").and_then(Object::as_reference).ok() == Some(id)
                };
                let place = file.elements.iter().position(|element| holds(&element));
                let Some(place) = place.filter(|_| link.has(b"StructParent")) else {
                    panic!("16 a link outside of the structure: {at}: {link:?}");
                };
                let (depth, _) = file.elements[place];
                let parent = file.elements[..place].iter().rfind(|(other, _)| *other == depth - 1);
                assert_eq!(parent.and_then(|(_, parent)| tag(parent)).as_deref(), Some("Link"), "16: {at}");
            }
        }
        assert!(links > 0, "16: {at}");
    }
}

/// 17, 18 and 29: ways through the document.
#[test]
fn outline_labels_and_threads() {
    for file in all() {
        let at = file.name;
        let outline = file.dict(file.catalog().get(b"Outlines").unwrap());
        let top = file.dict(outline.get(b"First").unwrap());
        let title = string(top.get(b"Title").unwrap());
        if at.starts_with("edition") {
            assert_eq!(title, "Thời sự", "17: {at}");
            let below = file.dict(top.get(b"First").unwrap());
            assert!(string(below.get(b"Title").unwrap()).contains("& <hơn>"), "17: {at}");
        } else {
            assert!(title.contains("& <hơn>"), "17: {at}");
        }

        let labels = file.dict(file.catalog().get(b"PageLabels").unwrap());
        let ranges = labels.get(b"Nums").and_then(Object::as_array).unwrap();
        for page in 0..file.pages.len() {
            let range = ranges.chunks(2).rfind(|range| range[0].as_i64().unwrap() <= page as i64).unwrap();
            let first = file.dict(&range[1]).get(b"St").and_then(Object::as_i64).unwrap();
            let label = first + page as i64 - range[0].as_i64().unwrap();
            let front_page = at.starts_with("edition") && page == 0;
            assert!(front_page || file.page_text(page).contains(&format!("Trang{label}")), "18: {at}, page {page}");
        }

        let threads = file.catalog().get(b"Threads").and_then(Object::as_array).unwrap();
        assert_eq!(threads.len(), if at.starts_with("edition") { 2 } else { 1 }, "29: {at}");
        for thread in threads {
            let first = file.dict(thread).get(b"F").and_then(Object::as_reference).unwrap();
            let (mut bead, mut count, mut pages) = (first, 0, Vec::new());
            loop {
                let dict = file.document.get_dictionary(bead).unwrap();
                let page = dict.get(b"P").and_then(Object::as_reference).unwrap();
                let on_page = file.document.get_dictionary(page).unwrap().get(b"B").and_then(Object::as_array).unwrap();
                assert!(on_page.contains(&Object::Reference(bead)), "29 a page knows its beads: {at}");
                pages.push(file.pages.iter().position(|&id| id == page).unwrap());
                let next = dict.get(b"N").and_then(Object::as_reference).unwrap();
                let back =
                    file.document.get_dictionary(next).unwrap().get(b"V").and_then(Object::as_reference).unwrap();
                assert_eq!(back, bead, "29: {at}");
                count += 1;
                bead = next;
                if bead == first || count > 1000 {
                    break;
                }
            }
            assert!((3..1000).contains(&count), "29 a bead for each column: {at}: {count}");
            assert!(pages.is_sorted(), "29: {at}");
        }
    }
}

/// 19 to 21: colours, and what the press needs.
#[test]
fn pictures_colours_and_boxes() {
    for file in all() {
        let at = file.name;
        let streams = file.document.objects.values().filter_map(|object| object.as_stream().ok());
        let images: Vec<_> = streams.filter(|stream| name(&stream.dict, b"Subtype") == b"Image").collect();
        assert_eq!(images.len(), 1, "19: {at}");
        assert!(images[0].content == PHOTO, "19 the JPEG's own bytes: {at}");
        let intents = file.catalog().get(b"OutputIntents").and_then(Object::as_array).unwrap();
        let profile = file.dict(&intents[0]).get(b"DestOutputProfile").and_then(Object::as_reference).unwrap();
        let profile = file.document.get_object(profile).unwrap().as_stream().unwrap();
        assert_eq!(profile.dict.get(b"N").and_then(Object::as_i64).unwrap(), 3, "20: {at}");

        // Body text is the size that most letters have.
        let mut letters: BTreeMap<(String, String), usize> = BTreeMap::new();
        for &page in &file.pages {
            let (mut size, mut colour) = (String::new(), String::new());
            for operation in file.operators(page) {
                match operation.operator.as_str() {
                    "Tf" => size = format!("{:?}", operation.operands[1]),
                    "g" | "rg" => colour = format!("{} {:?}", operation.operator, operation.operands),
                    "TJ" => *letters.entry((size.clone(), colour.clone())).or_default() += 1,
                    _ => {}
                }
            }
        }
        let (_, (size, _)) = letters.iter().map(|(key, count)| (count, key)).max().unwrap();
        let of_body: Vec<_> = letters.keys().filter(|(other, _)| other == size).collect();
        let black = ["g [0]", "g [0.0]"];
        assert!(of_body.iter().all(|(_, colour)| black.contains(&colour.as_str())), "21 pure black: {at}: {of_body:?}");

        let bleed = if at == "story-press" { 3.0 } else { 5.0 } * 72.0 / 25.4;
        for &page in &file.pages {
            let dict = file.document.get_dictionary(page).unwrap();
            let corners = |key: &[u8]| -> Vec<f32> {
                let corners = dict.get(key).and_then(Object::as_array).unwrap();
                corners.iter().map(|corner| corner.as_float().unwrap()).collect()
            };
            let (trim, media) = (corners(b"TrimBox"), corners(b"MediaBox"));
            assert_eq!(trim[..2], [0.0, 0.0], "{at}");
            if !at.contains("press") {
                assert_eq!(trim, media, "{at}");
                continue;
            }
            let printed = corners(b"BleedBox");
            for (corner, sign) in [-1.0, -1.0, 1.0, 1.0].into_iter().enumerate() {
                assert!((printed[corner] - trim[corner] - sign * bleed).abs() < 0.01, "{at}: {printed:?}");
                assert!((media[corner] - printed[corner]) * sign > 10.0, "{at}: room for the marks");
            }
            let rectangles = file.operators(page).into_iter().filter(|operation| operation.operator == "re");
            let marks = rectangles.filter(|rectangle| {
                let [x, y, width, height] = [0, 1, 2, 3].map(|index| rectangle.operands[index].as_float().unwrap());
                let apart = |from: f32, to: f32, least: f32, most: f32| to <= least + 0.01 || from >= most - 0.01;
                apart(x, x + width, printed[0], printed[2]) || apart(y, y + height, printed[1], printed[3])
            });
            assert_eq!(marks.count(), 8, "{at}: marks at four corners, none of them where the press prints");
        }
    }
}

#[test]
fn the_source_travels_in_the_file() {
    for file in all() {
        let with_source = file.name.contains("3a");
        assert_eq!(file.catalog().has(b"AF"), with_source, "{}", file.name);
        if !with_source {
            continue;
        }
        let source = file.dict(&file.catalog().get(b"AF").and_then(Object::as_array).unwrap()[0]);
        assert_eq!(name(source, b"AFRelationship"), b"Source");
        let embedded = file.dict(source.get(b"EF").unwrap()).get(b"F").and_then(Object::as_reference).unwrap();
        let embedded = file.document.get_object(embedded).unwrap().as_stream().unwrap();
        let xml = String::from_utf8(embedded.decompressed_content().unwrap()).unwrap();
        assert!(xml.contains("<newsMessage") && xml.contains("&amp; &lt;hơn&gt;"), "{}: {xml}", file.name);
        assert_eq!(xml.contains("<packageItem"), file.name.starts_with("edition"), "{}", file.name);
        let size = embedded.dict.get(b"Params").and_then(Object::as_dict).unwrap().get(b"Size").unwrap();
        assert_eq!(size.as_i64().unwrap() as usize, xml.len());
    }
    // A story that NewsML-G2 has no place for is still a page.
    let anonymous = TestJob::article(sample()).resource(0, "images/photo.jpg", PHOTO);
    let result = anonymous.options(json!({ "standard": "a-3a" })).run::<Pdf>();
    assert_eq!(result.ended, Some(Ended::Done));
    assert_eq!(result.codes(), ["PDF12"]);
}

#[test]
fn options_that_make_no_page_are_refused_by_name() {
    for (options, option) in [(json!({ "paper": "a9" }), "paper"), (json!({ "bleed": "3" }), "bleed")] {
        let result = TestJob::article(sample()).options(options).run::<Pdf>();
        assert_eq!(result.ended, Some(Ended::Failed));
        assert_eq!(result.codes(), ["PDF11"]);
        assert_eq!(result.diagnostics[0].args["option"], option);
    }
}
