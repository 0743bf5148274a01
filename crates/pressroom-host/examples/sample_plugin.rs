//! A plain-text writer: the plugin that the host's tests load.
#![deny(unsafe_code)]

use std::io::Write;

use pressroom_plugin::model::{Block, plain_text};
use pressroom_plugin::{Code, Diagnostic, Error, Job, Options, OutputPlugin, export_plugin};
use serde::Deserialize;

struct Text;

#[derive(Deserialize)]
struct Settings {
    capitals: bool,
}

const LOSS: Code = Code::loss("X1");
const MANY_LOSSES: usize = 2_000;
/// Pictures of the tests are a few bytes.
const MAX_PICTURE_BYTES: u64 = 4 * 1024 * 1024;

impl OutputPlugin for Text {
    fn new(_: &Options) -> Result<Self, Error> {
        Ok(Text)
    }

    fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
        let Settings { capitals } = job.options()?;
        let article = job.article()?;
        let mut out = job.output("")?;
        let headline = article.headline.map(|headline| headline.text).unwrap_or_default();
        assert!(headline != "panic", "asked to panic");
        if headline == "many losses, then an error" {
            (0..MANY_LOSSES).for_each(|_| job.report(&Diagnostic::new(LOSS)));
            return Err(Error::new("asked to fail"));
        }
        if headline == "original" && (article.original.is_some() || job.original(0).is_ok()) {
            return Err(Error::new("an original that nobody asked for"));
        }
        writeln!(out, "{}", if capitals { headline.to_uppercase() } else { headline })?;
        if let Some(note) = article.ed_note {
            writeln!(out, "NOTE {}", note.text)?;
        }
        for block in &article.body {
            match block {
                Block::Paragraph(paragraph) => writeln!(out, "{}", plain_text(&paragraph.content))?,
                Block::Figure(figure) => {
                    if let Some(asset) = &figure.asset {
                        let Ok(picture) = job.resource(0, &asset.file) else { continue };
                        let mut copy = job.output(&asset.file)?;
                        copy.write_all(&picture.read_all(MAX_PICTURE_BYTES)?)?;
                        copy.finish()?;
                    }
                }
                _ => {}
            }
        }
        out.finish()
    }
}

export_plugin!(
    Text,
    r#"{ "id": "text", "name": "Plain text", "version": "0.1.0", "kind": "output", "abi": "1.0", "suffix": ".txt",
         "media_type": "text/plain", "scope": ["article"], "audience": "reader",
         "options": { "type": "object", "additionalProperties": false,
                      "properties": { "capitals": { "type": "boolean", "default": false } } } }"#
);
