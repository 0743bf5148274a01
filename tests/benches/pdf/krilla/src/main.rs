//! The sample's page drawn with krilla: krilla-page PAGE.json PHOTO.jpg FONT_FOLDER OUT.pdf
//!
//! The page comes made up, each run of glyphs where it stands. So this is what drawing and finishing cost, and nothing
//! of shaping or line breaking. It claims PDF/A-2a, with a paragraph of the structure for each part of the story.
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{Path as Shape, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Node, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use serde::Deserialize;

const RUNS: usize = 200;

#[derive(Deserialize)]
struct Page {
    width: f32,
    height: f32,
    title: String,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    owner: Option<u32>,
    #[serde(flatten)]
    mark: Mark,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Mark {
    Glyphs { x: f32, y: f32, font: String, size: f32, colour: [f32; 3], text: String, glyphs: Vec<[f32; 6]> },
    Fill { colour: [f32; 3], area: [f32; 4] },
    Picture { area: [f32; 4] },
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, page, photo, fonts, out] = &arguments[..] else { panic!("krilla-page PAGE PHOTO FONTS OUT") };
    let page: Page = serde_json::from_slice(&std::fs::read(page).unwrap()).unwrap();
    let photo = std::fs::read(photo).unwrap();
    let mut loaded = BTreeMap::new();
    for item in &page.items {
        if let Mark::Glyphs { font, .. } = &item.mark {
            loaded.entry(font.clone()).or_insert_with(|| {
                let file = Path::new(fonts).join(format!("{font}.ttf"));
                Font::new(std::fs::read(file).unwrap().into(), 0).unwrap()
            });
        }
    }
    let mut times: Vec<Duration> = Vec::new();
    let mut bytes = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        bytes = draw(&page, &photo, &loaded);
        times.push(started.elapsed());
    }
    std::fs::write(out, &bytes).unwrap();
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("krilla, the same page, {RUNS} runs, milliseconds      best  median");
    println!("{:<46} {:>8.2} {:>7.2}", "drawing and finishing", ms(times[0]), ms(times[RUNS / 2]));
    println!("{} bytes", bytes.len());
}

fn draw(page: &Page, photo: &[u8], fonts: &BTreeMap<String, Font>) -> Vec<u8> {
    let configuration = ConfigurationBuilder::new().with_archival_validator(Archival::A2_A).finish().unwrap();
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut parts: BTreeMap<u32, Vec<Node>> = BTreeMap::new();
    let mut picture_of = None;
    {
        let mut sheet = document.start_page_with(PageSettings::from_wh(page.width, page.height).unwrap());
        let mut surface = sheet.surface();
        for group in page.items.chunk_by(|one, next| one.owner == next.owner) {
            let owner = group[0].owner;
            let tag = match owner {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
            };
            let identifier = surface.start_tagged(tag);
            for item in group {
                match &item.mark {
                    Mark::Glyphs { x, y, font, size, colour, text, glyphs } => {
                        surface.set_fill(Some(ink(*colour)));
                        let run = run(glyphs, *size);
                        surface.draw_glyphs(Point::from_xy(*x, *y), &run, fonts[font].clone(), text, *size, false);
                    }
                    Mark::Fill { colour, area } => {
                        surface.set_fill(Some(ink(*colour)));
                        surface.draw_path(&rectangle(*area));
                    }
                    Mark::Picture { area: [x, y, width, height] } => {
                        picture_of = owner;
                        surface.push_transform(&Transform::from_translate(*x, *y));
                        let image = Image::from_jpeg(photo.to_vec().into(), false).unwrap();
                        surface.draw_image(image, Size::from_wh(*width, *height).unwrap());
                        surface.pop();
                    }
                }
            }
            surface.end_tagged();
            if let Some(owner) = owner {
                parts.entry(owner).or_default().push(identifier.into());
            }
        }
        surface.finish();
        sheet.finish();
    }
    let mut tree = TagTree::new().with_lang(Some("vi".to_owned()));
    for (owner, nodes) in parts {
        let group = if picture_of == Some(owner) {
            TagGroup::with_children(Tag::Figure(Some("Một ngọn núi".to_owned())), nodes)
        } else {
            TagGroup::with_children(Tag::P, nodes)
        };
        tree.push(group);
    }
    document.set_tag_tree(tree);
    let date = DateTime::new(2024).month(5).day(4).hour(17).minute(30).second(0).utc_offset_hour(7);
    document.set_metadata(Metadata::new().title(page.title.clone()).language("vi".to_owned()).creation_date(date));
    document.finish().unwrap()
}

fn ink([red, green, blue]: [f32; 3]) -> Fill {
    let byte = |part: f32| (part * 255.0).round() as u8;
    let colour = rgb::Color::new(byte(red), byte(green), byte(blue));
    Fill { paint: colour.into(), opacity: NormalizedF32::ONE, rule: Default::default() }
}

fn rectangle([x, y, width, height]: [f32; 4]) -> Shape {
    let mut path = PathBuilder::new();
    path.push_rect(Rect::from_xywh(x, y, width, height).unwrap());
    path.finish().unwrap()
}

/// Advances and offsets are parts of the size; every glyph of a cluster names the cluster's text.
fn run(glyphs: &[[f32; 6]], size: f32) -> Vec<KrillaGlyph> {
    let mut cluster = 0..0;
    let glyph = |&[id, advance, dx, dy, from, to]: &[f32; 6]| {
        if to > from {
            cluster = from as usize..to as usize;
        }
        KrillaGlyph::new(GlyphId::new(id as u32), advance / size, dx / size, dy / size, 0.0, cluster.clone(), None)
    };
    glyphs.iter().map(glyph).collect()
}
