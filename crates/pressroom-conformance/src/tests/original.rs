//! The file that a story was read from, for a plugin that asks for it.

use pressroom_core::{Article, Original, Withheld};
use pressroom_host::options::{Given, resolve};
use pressroom_plugin::abi::ORIGINAL_RESOURCE;
use serde_json::Value;

use crate::bench::{Bench, Job};
use crate::codes;
use crate::record::{Tried, Verdict};
use crate::sink::Pictures;
use crate::stories;

/// A story with its original: what the plugin is told of it, and the file.
struct Case {
    doing: &'static str,
    name: &'static str,
    media_type: &'static str,
    withheld: Option<Withheld>,
    /// `None` cannot be read.
    file: Option<&'static [u8]>,
}

const COPY: &[u8] = b"Ch\xe1\xbb\xa3 n\xe1\xbb\x95i\r\n\xff\0 as it came";

fn cases() -> Vec<Case> {
    let readable = |doing, name, media_type, file| Case { doing, name, media_type, withheld: None, file: Some(file) };
    let withheld =
        |doing, why| Case { withheld: Some(why), file: None, ..readable(doing, "tin.txt", "text/plain", b"") };
    vec![
        readable("story with its original", "tin.txt", "text/plain", COPY),
        readable("story with an original of another format", "tin.xml", "application/xml; charset=utf-8", b"<a/>"),
        readable("story with an empty original", "tin.txt", "text/plain", b""),
        readable("story whose original has an odd name", "-a\n../b/\u{202e}c\"<>|:*?\\.", "no type", COPY),
        Case { file: None, ..readable("story whose original cannot be read", "tin.txt", "text/plain", b"") },
        withheld("story whose original is withheld", Withheld::Internal),
        withheld("story whose original is withheld for an unknown reason", Withheld::Unknown("kit_reason".into())),
    ]
}

/// With the defaults, and with each value that an option names: one may be what makes the plugin read the file.
pub fn every_way(bench: &mut Bench) -> Tried {
    if !bench.opened.manifest.original {
        return Ok(Verdict::skipped(codes::ASKS_FOR_NO_ORIGINAL));
    }
    let jobs: Vec<Job> = cases().iter().flat_map(|case| case.jobs(bench)).collect();
    for options in ways(bench) {
        let mut instance = bench.instance(&options)?;
        for job in &jobs {
            bench.write(&mut instance, &options, job)?;
        }
    }
    Ok(Verdict::PASSED)
}

impl Case {
    fn jobs(&self, bench: &Bench) -> Vec<Job> {
        let original = Original {
            name: self.name.to_owned(),
            media_type: self.media_type.to_owned(),
            withheld: self.withheld.clone(),
        };
        let article = Article { original: Some(original), ..stories::plain() };
        let files = match &self.withheld {
            None => Pictures::from([((0, ORIGINAL_RESOURCE.to_owned()), self.file.map(<[u8]>::to_vec))]),
            Some(_) => Pictures::new(),
        };
        bench.jobs_with(self.doing, &article, files)
    }
}

fn ways(bench: &Bench) -> Vec<Value> {
    let manifest = &bench.opened.manifest;
    let mut ways = vec![bench.defaults()];
    for (key, property) in manifest.options.iter().flat_map(|schema| &schema.properties) {
        for value in property.get("enum").and_then(Value::as_array).into_iter().flatten() {
            let given = Given::Value { key: key.clone(), value: value.clone(), folder: Default::default() };
            ways.extend(resolve(manifest, &[given]).ok().filter(|way| *way != bench.defaults()));
        }
    }
    ways
}
