//! The file as it is written.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};

use super::*;
use crate::finish::write::{FileWriter, objects};

#[test]
fn every_kind_of_object_is_read_back_as_it_was() {
    let mut document = Document::new();
    let mut dict = Dictionary::new();
    dict.set(b"A name#(/".to_vec(), Object::Name(b"of \xe1 kind".to_vec()));
    dict.set("Literal", Object::String(b"(a)\\ b)\r\n\0\xff".to_vec(), StringFormat::Literal));
    dict.set("Hex", Object::String(vec![0, 0xfe, 0x10], StringFormat::Hexadecimal));
    dict.set(
        "Numbers",
        Object::Array(vec![(-7).into(), Object::Real(0.25), Object::Real(-1000.5), Object::Null, true.into()]),
    );
    let first = document.add_object(dict);
    // More than one object stream holds.
    let others: Vec<_> = (0..500)
        .map(|number| document.add_object(Object::Array(vec![number.into(), Object::Reference(first)])))
        .collect();
    let long = b"to be deflated ".repeat(100);
    let stream = document.add_object(Stream::new(Dictionary::new(), long.clone()));
    let plain = document.add_object(Stream::new(Dictionary::new(), long.clone()).with_compression(false));
    document.trailer.set("Root", Object::Reference(first));

    let expected = document.clone();
    let mut file = FileWriter::new(Vec::new(), document.max_id).unwrap();
    objects(&mut file, &mut document).unwrap();
    let bytes = file.finish(&document.trailer).unwrap();
    let read = Document::load_mem(&bytes).unwrap();
    for id in others.into_iter().chain([first]) {
        assert_eq!(read.get_object(id).unwrap(), expected.get_object(id).unwrap());
    }
    for id in [stream, plain] {
        let stream = read.get_object(id).unwrap().as_stream().unwrap();
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        assert!(content == long);
    }
    assert!(bytes.windows(long.len()).any(|window| window == long), "what must stay in plain sight does");
}

#[test]
fn opacity_becomes_a_mask() {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 2, 2);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[9, 8, 7, 255, 6, 5, 4, 128, 3, 2, 1, 0, 9, 9, 9, 255]).unwrap();
    writer.finish().unwrap();
    let result = TestJob::article(sample()).resource(0, "images/photo.jpg", &png).run::<Pdf>();
    let document = Document::load_mem(result.main()).unwrap();
    let streams: Vec<&Stream> = document.objects.values().filter_map(|object| object.as_stream().ok()).collect();
    let picture = streams.iter().find(|stream| stream.dict.has(b"SMask")).unwrap();
    assert_eq!(picture.content, [9, 8, 7, 6, 5, 4, 3, 2, 1, 9, 9, 9]);
    let mask = picture.dict.get(b"SMask").and_then(Object::as_reference).unwrap();
    assert_eq!(document.get_object(mask).unwrap().as_stream().unwrap().content, [255, 128, 0, 255]);
}
