//! The options that change where items and pictures go.

use pressroom_plugin::serve::Ended;
use pressroom_plugin::testing::{TestJob, TestResult};
use serde_json::{Value, json};

use super::{codes, rules, schema, stories};
use crate::Newsml;

fn convert(story: Value, options: Value, pictures: &[(&str, Vec<u8>)]) -> TestResult {
    let mut job = TestJob::article(stories::bare_with(story)).options(options);
    for (file, bytes) in pictures {
        job = job.resource(0, file, bytes);
    }
    let result = job.run::<Newsml>();
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    result
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A story that shows these files, in order.
fn showing(files: &[&str]) -> Value {
    let figures: Vec<Value> = files
        .iter()
        .map(|file| json!({ "type": "figure", "asset": { "file": file, "media_type": "image/jpeg", "width": 600, "height": 400 } }))
        .collect();
    json!({ "provider": { "text": "VDN" }, "body": figures })
}

/// A landscape, 600 by 400, red on its left and blue on its right.
fn photo(orientation: u8) -> Vec<u8> {
    let pixels = image::RgbImage::from_fn(600, 400, |x, _| image::Rgb(if x < 300 { [255, 0, 0] } else { [0, 0, 255] }));
    let mut jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90);
    let mut exif = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    image::ImageEncoder::set_exif_metadata(&mut encoder, exif).unwrap();
    encoder.encode_image(&pixels).unwrap();
    jpeg
}

#[test]
fn a_picture_keeps_its_guid_whatever_is_put_before_it() {
    let guids = |files: &[&str]| {
        let xml = text(convert(showing(files), json!({}), &[]).main());
        rules::items(&xml).into_iter().skip(1).map(|item| item.guid).collect::<Vec<_>>()
    };
    let (one, two) = (guids(&["b.jpg"]), guids(&["a.jpg", "b.jpg"]));
    assert_eq!(one[0], two[1]);
    let twice = guids(&["b.jpg", "a.jpg", "b.jpg"]);
    assert_eq!((&twice[0], &twice[2]), (&one[0], &format!("{}-2", one[0])), "one guid, one item");
}

#[test]
fn items_in_files_of_their_own() {
    let result = convert(showing(&["a.jpg", "b.jpg"]), json!({ "wrapper": "item" }), &[]);
    assert_eq!(result.outputs.len(), 3);
    for (name, bytes) in &result.outputs {
        let xml = text(bytes);
        assert!(xml.contains("\n<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\""), "{xml}");
        assert!(!xml.contains("newsMessage"));
        schema::validate(&xml);
        assert!(name.is_empty() || name.starts_with("picture-") && name.ends_with(".xml"), "{name}");
    }
}

#[test]
fn nitf_stands_alone_in_its_namespace() {
    let xml = text(TestJob::article(stories::full()).options(json!({ "body": "nitf" })).run::<Newsml>().main());
    assert!(xml.contains("contenttype=\"application/nitf+xml\""), "{xml}");
    assert!(xml.contains("<nitf xmlns=\"http://iptc.org/std/NITF/2006-10-18/\""), "{xml}");
    assert!(!xml.contains("http://www.w3.org/1999/xhtml"));
    schema::validate(&xml);
}

#[test]
fn pictures_travel_along_with_an_upright_thumbnail() {
    let file = "ảnh/1.jpg";
    let options = json!({ "media": "copy", "files_folder": "story.newsml-files" });
    let upright = convert(showing(&[file]), options.clone(), &[(file, photo(1))]);
    assert_eq!(codes(&upright), Vec::<&str>::new());
    let names: Vec<&str> = upright.outputs.keys().map(String::as_str).collect();
    let short = pressroom_newsml::short_name(file);
    let (copy, thumbnail) = (format!("media/0001-{short}-1.jpg"), format!("media/0001-{short}-thumbnail.jpg"));
    assert_eq!(names, ["", &copy, &thumbnail]);
    assert!(upright.outputs[&copy] == photo(1), "the copy differs");
    let xml = text(upright.main());
    schema::validate(&xml);
    assert_eq!(xml.matches(&format!("\"story.newsml-files/{copy}\"")).count(), 2, "in the text and in its item: {xml}");
    let size = upright.outputs[&thumbnail].len();
    let thumb = format!(
        "<remoteContent href=\"story.newsml-files/{thumbnail}\" rendition=\"rnd:thumbnail\" contenttype=\"image/jpeg\" \
         size=\"{size}\" width=\"300\" height=\"200\"/>"
    );
    assert!(xml.contains(&thumb), "{thumb} in {xml}");

    // Orientation 6: the camera was turned; a quarter turn to the right shows the picture as it was seen.
    let turned = convert(showing(&[file]), options.clone(), &[(file, photo(6))]);
    assert!(text(turned.main()).contains("orientation=\"6\""));
    let small = image::load_from_memory(&turned.outputs[&thumbnail]).unwrap().to_rgb8();
    assert_eq!(small.dimensions(), (200, 300));
    let (top, bottom) = (small.get_pixel(100, 20).0, small.get_pixel(100, 280).0);
    assert!(top[0] > 200 && bottom[2] > 200, "left is not up: {top:?} {bottom:?}");
    assert!(turned.outputs == convert(showing(&[file]), options, &[(file, photo(6))]).outputs, "not the same bytes");
}

#[test]
fn what_cannot_be_shrunk_is_copied_and_said() {
    let options = json!({ "media": "copy", "files_folder": "s" });
    let broken = convert(showing(&["a.jpg"]), options.clone(), &[("a.jpg", b"no picture".to_vec())]);
    assert_eq!((codes(&broken), broken.outputs.len()), (vec!["NEWSML15"], 2));
    schema::validate(&text(broken.main()));
    // A file that is not there any more stays a reference.
    let missing = convert(showing(&["a.jpg"]), options, &[]);
    assert!(missing.outputs.len() == 1 && text(missing.main()).contains("href=\"a.jpg\""));
}

#[test]
fn version_catalog_and_group_roles_can_be_pinned() {
    let options = json!({ "version": "2.34", "catalog": "http://example.org/catalog.xml" });
    let xml = text(convert(json!({}), options, &[]).main());
    assert!(xml.contains("standardversion=\"2.34\"") && !xml.contains("catalog.IPTC"), "{xml}");
    let wrong = TestJob::article(stories::bare()).options(json!({ "catalog": "41" })).run::<Newsml>();
    assert_eq!((wrong.ended, codes(&wrong)), (Some(Ended::Failed), vec!["NEWSML12"]));
}
