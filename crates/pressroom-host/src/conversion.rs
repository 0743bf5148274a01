//! What the host is asked to do, and what came of it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pressroom_core::audience::{Audience, visible};
use pressroom_core::{Article, Diagnostic, Issue, Original, figures};
use pressroom_plugin::Manifest;
use serde_json::Value;

use crate::Plugin;
use crate::landing::Ready;
use crate::original::{KeptOriginal, OriginalFile};
use crate::spill::{Place, Spill};

/// One input by one plugin. Its outputs land whole or not at all.
pub struct Conversion {
    /// The input's name as the user gave it, for diagnostics.
    pub input: String,
    pub plugin: Arc<Plugin>,
    /// From [`crate::options::resolve`].
    pub options: Arc<Value>,
    /// The main output is `folder/STEM` and the manifest's suffix.
    pub stem: String,
    /// Where the outputs land. Made when it is not there.
    pub folder: PathBuf,
    /// Present when the conversion is an edition.
    pub issue: Option<Edition>,
    /// One for a single story; an edition's, at the positions that its sections name.
    pub stories: Vec<Arc<Story>>,
}

/// A story as plugins get it, with the folder that its files are opened below.
pub struct Story {
    pub folder: PathBuf,
    /// The files that its model names.
    assets: BTreeSet<String>,
    /// Those of them that plugins have opened and nobody has asked about.
    opened: Mutex<BTreeSet<String>>,
    for_exchange: Kept,
    for_readers: Kept,
    original: Option<KeptOriginal>,
}

/// Bytes, in memory or outside.
pub(crate) enum Kept {
    Here(Vec<u8>),
    Spilled(Arc<Spill>, Place),
}

/// An edition with the folder that its cover is opened below.
pub struct Edition {
    pub issue: Issue,
    pub folder: PathBuf,
}

impl Story {
    /// Keeps the story in memory.
    pub fn new(article: &Article, folder: PathBuf) -> Self {
        Story::kept(article, folder, Kept::Here)
    }

    /// Keeps the story outside memory, as one of many. In memory after all when it cannot be written there.
    pub fn spilled(article: &Article, folder: PathBuf, spill: &Arc<Spill>) -> Self {
        Story::kept(article, folder, |json| Kept::outside(json, spill))
    }

    /// Adds the file that the story was read from, for plugins whose manifest asks for it; outside memory if there is a spill.
    pub fn with_original(mut self, article: &Article, file: OriginalFile, spill: Option<&Arc<Spill>>) -> Self {
        self.original = Some(KeptOriginal::new(article, file, |bytes| match spill {
            Some(spill) => Kept::outside(bytes, spill),
            None => Kept::Here(bytes),
        }));
        self
    }

    fn kept(article: &Article, folder: PathBuf, keep: impl Fn(Vec<u8>) -> Kept) -> Self {
        // Values of the model always encode; empty bytes are what a plugin cannot read.
        let json = |audience| keep(serde_json::to_vec(&visible(article, audience)).unwrap_or_default());
        let mut assets = BTreeSet::new();
        for figure in figures(&article.body) {
            assets.extend(figure.asset.iter().map(|asset| asset.file.clone()));
            assets.extend(figure.renditions.iter().map(|rendition| rendition.asset.file.clone()));
        }
        let opened = Mutex::default();
        let (for_exchange, for_readers) = (json(Audience::Exchange), json(Audience::Reader));
        Story { folder, assets, opened, for_exchange, for_readers, original: None }
    }

    /// The JSON that a plugin with this manifest gets.
    pub(crate) fn json(&self, manifest: &Manifest) -> io::Result<Cow<'_, [u8]>> {
        let kept = match manifest.audience {
            Audience::Exchange => &self.for_exchange,
            Audience::Reader => &self.for_readers,
        };
        let json = kept.get()?;
        match self.original.as_ref().filter(|_| manifest.original) {
            Some(original) => Ok(Cow::Owned(with_original(&json, original.offered(manifest.audience)))),
            None => Ok(json),
        }
    }

    /// The file that the story was read from, if a plugin with this manifest may have it.
    pub(crate) fn open_original(&self, manifest: &Manifest) -> Option<io::Result<(File, u64)>> {
        self.original.as_ref().filter(|_| manifest.original)?.open(manifest.audience)
    }

    /// The original's own name, for messages.
    pub(crate) fn original_name(&self, manifest: &Manifest) -> Option<&str> {
        self.original.as_ref().map(|original| original.offered(manifest.audience).name.as_str())
    }

    /// The files that the story's model names, in order.
    pub fn assets(&self) -> impl Iterator<Item = &str> {
        self.assets.iter().map(String::as_str)
    }

    /// The files that plugins have opened since this was last asked.
    pub fn take_opened(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.opened.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn note_opened(&self, file: &str) {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner).insert(file.to_owned());
    }

    /// Whether a plugin may open this file for the story.
    pub(crate) fn names_asset(&self, file: &str) -> bool {
        self.assets.contains(file)
    }
}

impl Kept {
    /// In memory after all when it cannot be written outside.
    fn outside(bytes: Vec<u8>, spill: &Arc<Spill>) -> Kept {
        match spill.put(&bytes) {
            Ok(place) => Kept::Spilled(spill.clone(), place),
            Err(_) => Kept::Here(bytes),
        }
    }

    pub(crate) fn get(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Kept::Here(bytes) => Ok(Cow::Borrowed(bytes)),
            Kept::Spilled(spill, place) => spill.get(*place).map(Cow::Owned),
        }
    }
}

/// The story's JSON with one more member at its end. A story always has members: its version, its language.
fn with_original(story: &[u8], original: &Original) -> Vec<u8> {
    let mut json = story.strip_suffix(b"}").unwrap_or(story).to_vec();
    json.extend_from_slice(b",\"original\":");
    json.extend(serde_json::to_vec(original).unwrap_or_default());
    json.push(b'}');
    json
}

/// What came of a conversion.
pub struct Outcome {
    /// Its position among the conversions of the run.
    pub index: usize,
    pub input: String,
    pub plugin: Arc<Plugin>,
    /// What can be landed. `None` when the conversion failed; the diagnostics say why.
    pub ready: Option<Ready>,
    pub diagnostics: Vec<Diagnostic>,
    pub elapsed: Duration,
}
