//! What the host is asked to do, and what came of it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use pressroom_core::audience::{Audience, visible};
use pressroom_core::{Article, Block, Diagnostic, Issue};
use serde_json::Value;

use crate::Plugin;
use crate::landing::Ready;

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

/// A story with the folder that its files are opened below.
pub struct Story {
    pub article: Article,
    pub folder: PathBuf,
    for_exchange: OnceLock<Vec<u8>>,
    for_readers: OnceLock<Vec<u8>>,
    assets: OnceLock<BTreeSet<String>>,
}

/// An edition with the folder that its cover is opened below.
pub struct Edition {
    pub issue: Issue,
    pub folder: PathBuf,
}

impl Story {
    pub fn new(article: Article, folder: PathBuf) -> Self {
        let (for_exchange, for_readers, assets) = Default::default();
        Story { article, folder, for_exchange, for_readers, assets }
    }

    /// The JSON that a plugin for this audience gets. Made once.
    pub(crate) fn json(&self, audience: Audience) -> &[u8] {
        let slot = match audience {
            Audience::Exchange => &self.for_exchange,
            Audience::Reader => &self.for_readers,
        };
        // A model that could not be encoded reaches the plugin as empty bytes, which no plugin can read as a story.
        slot.get_or_init(|| serde_json::to_vec(&visible(&self.article, audience)).unwrap_or_default())
    }

    /// The files that the story's model names.
    pub(crate) fn names_asset(&self, file: &str) -> bool {
        self.assets.get_or_init(|| {
            let mut files = BTreeSet::new();
            collect_assets(&self.article.body, &mut files);
            files
        });
        self.assets.get().is_some_and(|files| files.contains(file))
    }
}

fn collect_assets(blocks: &[Block], files: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Figure(figure) => {
                files.extend(figure.asset.iter().map(|asset| asset.file.clone()));
                files.extend(figure.renditions.iter().map(|rendition| rendition.asset.file.clone()));
            }
            Block::List(list) => list.items.iter().for_each(|item| collect_assets(item, files)),
            Block::Quote(quote) => collect_assets(&quote.content, files),
            Block::Note(note) => collect_assets(&note.content, files),
            Block::Paragraph(_)
            | Block::Crosshead(_)
            | Block::PullQuote(_)
            | Block::Table(_)
            | Block::Rule(_)
            | Block::Embed(_)
            | Block::Unknown(_) => {}
        }
    }
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
