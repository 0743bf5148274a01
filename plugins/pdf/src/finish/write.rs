//! The file itself (ISO 32000-1, 7.5): objects one after the other, small ones packed into object streams, and a
//! cross-reference stream. lopdf's own writer would need every picture in memory.

use std::collections::BTreeMap;
use std::io::{Result, Write};

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use crate::deflate::Deflate;

/// Objects in one object stream: more compress better, fewer are found faster.
const OBJECTS_PER_STREAM: usize = 200;
/// Shorter streams gain nothing from being deflated.
const SHORTEST_DEFLATED_BYTES: usize = 64;

pub struct FileWriter<W: Write> {
    out: W,
    /// Bytes written.
    at: u64,
    places: BTreeMap<u32, Place>,
    deflate: Deflate,
    packed: Vec<(u32, Vec<u8>)>,
    /// The next object number that no object has.
    next: u32,
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    Offset(u64),
    /// Number of the object stream, and position in it.
    Packed(u32, u32),
}

impl<W: Write> FileWriter<W> {
    /// Begins a file. `max_id` is the last object number in use.
    pub fn new(out: W, max_id: u32) -> Result<Self> {
        let next = max_id.saturating_add(1);
        let mut file =
            FileWriter { out, at: 0, places: BTreeMap::new(), deflate: Deflate::new(), packed: Vec::new(), next };
        // The second line tells programs that the file is binary.
        file.bytes(b"%PDF-1.7\n%\xbb\xad\xc0\xde\n")?;
        Ok(file)
    }

    fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    pub fn object(&mut self, id: ObjectId, object: Object) -> Result<()> {
        match object {
            Object::Stream(stream) => {
                let plain = !stream.allows_compression || stream.dict.has(b"Filter");
                if plain {
                    self.stream(id, stream.dict, &stream.content)
                } else {
                    self.deflated_stream(id, stream.dict, &stream.content)
                }
            }
            object => {
                let mut bytes = Vec::new();
                emit(&object, &mut bytes);
                self.packed.push((id.0, bytes));
                if self.packed.len() == OBJECTS_PER_STREAM { self.pack() } else { Ok(()) }
            }
        }
    }

    /// A stream whose bytes are as its dictionary says.
    pub fn stream(&mut self, id: ObjectId, mut dict: Dictionary, content: &[u8]) -> Result<()> {
        dict.set("Length", content.len() as i64);
        self.places.insert(id.0, Place::Offset(self.at));
        let mut head = format!("{} 0 obj\n", id.0).into_bytes();
        emit_dictionary(&dict, &mut head);
        head.extend_from_slice(b"\nstream\n");
        self.bytes(&head)?;
        self.bytes(content)?;
        self.bytes(b"\nendstream\nendobj\n")
    }

    pub fn deflated_stream(&mut self, id: ObjectId, mut dict: Dictionary, content: &[u8]) -> Result<()> {
        let deflated = if content.len() < SHORTEST_DEFLATED_BYTES { None } else { self.deflate.deflated(content) };
        match deflated.filter(|deflated| deflated.len() < content.len()) {
            Some(deflated) => {
                dict.set("Filter", "FlateDecode");
                self.stream(id, dict, &deflated)
            }
            None => self.stream(id, dict, content),
        }
    }

    /// Writes the gathered objects as an object stream (7.5.7).
    fn pack(&mut self) -> Result<()> {
        let packed = std::mem::take(&mut self.packed);
        if packed.is_empty() {
            return Ok(());
        }
        let id = self.new_id();
        let (mut index, mut body) = (Vec::new(), Vec::new());
        for (position, (number, bytes)) in packed.iter().enumerate() {
            self.places.insert(*number, Place::Packed(id.0, position as u32));
            index.extend_from_slice(format!("{number} {} ", body.len()).as_bytes());
            body.extend_from_slice(bytes);
            body.push(b'\n');
        }
        let mut dict = Dictionary::new();
        dict.set("Type", "ObjStm");
        dict.set("N", packed.len() as i64);
        dict.set("First", index.len() as i64);
        index.append(&mut body);
        self.deflated_stream(id, dict, &index)
    }

    fn new_id(&mut self) -> ObjectId {
        let id = (self.next, 0);
        self.next = self.next.saturating_add(1);
        id
    }

    /// Writes what is left and the cross-reference stream (7.5.8) with the trailer's entries.
    pub fn finish(mut self, trailer: &Dictionary) -> Result<W> {
        self.pack()?;
        let id = self.new_id();
        let start = self.at;
        self.places.insert(id.0, Place::Offset(start));
        let mut dict = Dictionary::new();
        for key in ["Root", "Info", "ID"] {
            if let Ok(value) = trailer.get(key.as_bytes()) {
                dict.set(key, value.clone());
            }
        }
        // A byte says which kind of place, five the offset or the stream, two the position.
        const OFFSET_BYTES: usize = 5;
        const ENTRY: [i64; 3] = [1, OFFSET_BYTES as i64, 2];
        dict.set("Type", "XRef");
        dict.set("Size", i64::from(self.next));
        dict.set("W", Object::Array(ENTRY.map(Object::from).to_vec()));
        let mut entries = Vec::new();
        for number in 0..self.next {
            let (kind, at, position) = match self.places.get(&number) {
                Some(&Place::Offset(at)) => (1, at, 0),
                Some(&Place::Packed(stream, position)) => (2, u64::from(stream), position as u16),
                // Free, and never to be used.
                None => (0, 0, u16::MAX),
            };
            entries.push(kind);
            let [.., a, b, c, d, e] = at.to_be_bytes();
            entries.extend_from_slice(&[a, b, c, d, e]);
            entries.extend_from_slice(&position.to_be_bytes());
        }
        self.deflated_stream(id, dict, &entries)?;
        self.bytes(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        Ok(self.out)
    }
}

/// Writes all objects of a document.
pub fn objects<W: Write>(file: &mut FileWriter<W>, document: &mut Document) -> Result<()> {
    while let Some((id, object)) = document.objects.pop_first() {
        file.object(id, object)?;
    }
    Ok(())
}

/// An object as the file has it (7.3).
fn emit(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => out.extend_from_slice(format!("{}", (value * 1e4).round() / 1e4).as_bytes()),
        Object::Name(name) => emit_name(name, out),
        Object::String(bytes, StringFormat::Literal) => emit_literal(bytes, out),
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            bytes.iter().for_each(|byte| out.extend_from_slice(&hex(*byte)));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                emit(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => emit_dictionary(dict, out),
        // A stream is always an object of its own.
        Object::Stream(stream) => emit_dictionary(&stream.dict, out),
        Object::Reference((number, generation)) => {
            out.extend_from_slice(format!("{number} {generation} R").as_bytes());
        }
    }
}

fn emit_dictionary(dict: &Dictionary, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict.iter() {
        emit_name(key, out);
        out.push(b' ');
        emit(value, out);
    }
    out.extend_from_slice(b">>");
}

fn emit_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            out.push(b'#');
            out.extend_from_slice(&hex(byte));
        }
    }
}

fn emit_literal(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // A bare one would be read as a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hex(byte: u8) -> [u8; 2] {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or(b'0');
    [digit(byte >> 4), digit(byte & 0xf)]
}
