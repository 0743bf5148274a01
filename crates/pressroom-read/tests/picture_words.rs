//! Words that a picture's own file carries, and pictures that belong to a story by their name.
#![allow(clippy::unwrap_used)]

mod support;

use std::path::{Path, PathBuf};

use pressroom_core::{Article, Figure, figures};
use pressroom_read::assets::{attach, beside};
use support::{code_and_place, read_text};

/// The frame of a JPEG, 3 by 2 pixels, with segments after its start.
fn jpeg(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut file = b"\xFF\xD8".to_vec();
    for (marker, body) in segments {
        file.extend([0xFF, *marker]);
        file.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        file.extend(body);
    }
    file.extend(b"\xFF\xC0\0\x0B\x08\0\x02\0\x03\x01\x01\x11\0\xFF\xD9");
    file
}

fn iim(sets: &[(u8, u8, &[u8])]) -> (u8, Vec<u8>) {
    let mut data = Vec::new();
    for (record, number, value) in sets {
        data.extend([0x1C, *record, *number]);
        data.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        data.extend(*value);
    }
    let mut body = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    body.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    body.extend(&data);
    (0xED, body)
}

fn xmp(properties: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='r'><rdf:Description {properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

fn app1(xml: &str) -> (u8, Vec<u8>) {
    (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", xml.as_bytes()].concat())
}

const XMP: &str = "photoshop:Credit='An Elm/VNA &amp; co'><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>The port &lt;of&gt; Elm,\n at dawn</rdf:li><rdf:li xml:lang='fr'>Le port</rdf:li></rdf:Alt></dc:description><Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>A quay with two ships</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>";

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words").join(name);
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("images")).unwrap();
        Folder(path)
    }

    fn with(self, file: &str, bytes: &[u8]) -> Self {
        std::fs::write(self.0.join(file), bytes).unwrap();
        self
    }

    /// `file|caption|credit|alt` of every figure, and what was said.
    fn read(&self, mut article: Article) -> (Vec<String>, Vec<String>) {
        let mut said = beside(&mut article, &self.0, "story");
        said.extend(attach(&mut article, &self.0, None));
        let shown = |figure: &&Figure| {
            let text = |text: &Option<pressroom_core::Text>| text.as_deref().unwrap_or("-").to_owned();
            let file = figure.asset.as_ref().map_or("-", |asset| asset.file.as_str());
            format!("{file}|{}|{}|{}", text(&figure.caption), text(&figure.credit), text(&figure.alt))
        };
        (figures(&article.body).iter().map(shown).collect(), said.iter().map(code_and_place).collect())
    }
}

#[test]
fn a_picture_brings_its_own_words() {
    let caption = "The port <of> Elm, at dawn|An Elm/VNA & co|A quay with two ships";
    let folder = Folder::new("own").with("story.jpg", &jpeg(&[app1(&xmp(XMP))]));
    assert_eq!(
        folder.read(Article::default()),
        (vec![format!("story.jpg|{caption}")], vec!["R031".into(), "R030".into()])
    );
    let sets: &[(u8, u8, &[u8])] = &[(1, 90, b"\x1B%G"), (2, 120, "Cảng Bãi Xanh".as_bytes()), (2, 80, b"An Nhien")];
    let folder = Folder::new("iim").with("story.jpg", &jpeg(&[iim(sets)]));
    assert_eq!(folder.read(Article::default()).0, ["story.jpg|Cảng Bãi Xanh|An Nhien|-"]);
    let mut png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0\0\0\0\0".to_vec();
    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", xmp(XMP).as_bytes()].concat();
    png.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
    png.extend(b"iTXt");
    png.extend(&text);
    png.extend(b"\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82");
    let folder = Folder::new("png").with("images/story.png", &png);
    assert_eq!(folder.read(Article::default()).0, [format!("images/story.png|{caption}")]);
}

#[test]
fn the_copy_wins_over_the_picture() {
    let story = "Port opens\n\nPORT ELM, May 7 (Reuters) - The port opened again on Monday after three weeks of work.\n\nThe quay on Monday.\nPhoto: Bo Oak/Reuters\n";
    let folder = Folder::new("copy").with("story.jpg", &jpeg(&[app1(&xmp(XMP))]));
    let (figures, said) = folder.read(read_text(story).article);
    assert_eq!(figures, ["story.jpg|The quay on Monday.|Bo Oak/Reuters|A quay with two ships"]);
    assert_eq!(said, ["R031", "R030 5:1"]);
}

#[test]
fn pictures_are_attached_by_number() {
    let plain = jpeg(&[]);
    let folder =
        Folder::new("numbers").with("story-1.jpg", &plain).with("images/story-2.jpg", &plain).with("other.jpg", &plain);
    let article = read_text("Port opens\n\nThe port opened again on Monday after three weeks of work.\n\nThe quay.\nPhoto: Bo Oak/Reuters\n").article;
    assert_eq!(folder.read(article).0, ["story-1.jpg|The quay.|Bo Oak/Reuters|-", "images/story-2.jpg|-|-|-"]);
    let named: Article = serde_json::from_value(serde_json::json!({ "body": [{ "type": "quote", "content": [{ "type": "figure", "asset": { "file": "other.jpg", "media_type": "" } }] }] })).unwrap();
    let (figures, said) = folder.read(named);
    assert_eq!((figures, said), (vec!["other.jpg|-|-|-".to_owned()], vec![]));
}

#[test]
fn broken_metadata_says_nothing_and_harms_nothing() {
    let whole = jpeg(&[iim(&[(2, 120, b"Port")]), app1(&xmp(XMP))]);
    for cut in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[cut] = damaged[cut].wrapping_add(0x55);
        for bytes in [&whole[..cut], &damaged[..]] {
            pressroom_read::drill::picture(bytes);
        }
    }
    let bomb = jpeg(&[app1(&xmp(&"x='&a;'><rdf:li>".repeat(3000)))]);
    pressroom_read::drill::picture(&bomb);
}
