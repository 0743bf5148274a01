//! What a plugin calls during a job of the kit.

use std::collections::BTreeMap;
use std::time::Instant;

use pressroom_core::{Diagnostic, Severity};
use pressroom_host::conformance::allows_output_name;
use pressroom_plugin::serve::Server;

/// Far above what a story of the kit can need.
pub const MAX_OUTPUT_BYTES: usize = 256 * 1024 * 1024;

/// What the test wants refused.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// Writes from this one on, counted from 0.
    pub refuse_writes_from: Option<usize>,
    /// Asks the plugin to stop from this call of `progress` on, counted from 0.
    pub stop_from: Option<usize>,
}

/// The files of a job: story (position from 0) and name -> bytes. `None` cannot be read.
pub type Pictures = BTreeMap<(u32, String), Option<Vec<u8>>>;

pub struct Sink<'j> {
    rules: Rules,
    /// JSON.
    articles: &'j [Vec<u8>],
    pictures: &'j Pictures,
    pub outputs: BTreeMap<String, Vec<u8>>,
    pub diagnostics: Vec<Diagnostic>,
    /// The first report that is no diagnostic.
    pub not_a_diagnostic: Option<String>,
    /// The first output name that the host would refuse.
    pub refused_name: Option<String>,
    pub endless: bool,
    pub writes: usize,
    /// Calls of `progress`.
    pub asked: usize,
    /// When the plugin was first told to stop.
    pub told_to_stop: Option<Instant>,
    bytes: usize,
    /// Handle -> what is left to read; `None` cannot be read.
    open: BTreeMap<u64, Option<&'j [u8]>>,
    handles: u64,
}

impl<'j> Sink<'j> {
    pub fn new(articles: &'j [Vec<u8>], pictures: &'j Pictures, rules: Rules) -> Self {
        Sink {
            rules,
            articles,
            pictures,
            outputs: BTreeMap::new(),
            diagnostics: Vec::new(),
            not_a_diagnostic: None,
            refused_name: None,
            endless: false,
            writes: 0,
            asked: 0,
            told_to_stop: None,
            bytes: 0,
            open: BTreeMap::new(),
            handles: 0,
        }
    }

    pub fn left_open(&self) -> usize {
        self.open.len()
    }

    /// The first error that the plugin reported, in words for the author.
    pub fn error(&self) -> Option<String> {
        let error = self.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error)?;
        let args = error.args.iter().map(|(name, value)| format!(" {name}: {value}"));
        Some(format!(
            "{}{}{}",
            error.code,
            error.message.iter().map(|m| format!(" {m}")).collect::<String>(),
            args.collect::<Vec<_>>().join(",")
        ))
    }
}

impl Server for Sink<'_> {
    fn article(&mut self, index: u32) -> Result<&[u8], ()> {
        let index = usize::try_from(index).map_err(|_| ())?;
        self.articles.get(index).map(Vec::as_slice).ok_or(())
    }

    fn write(&mut self, output: &str, data: &[u8]) -> Result<(), ()> {
        let number = self.writes;
        self.writes += 1;
        if self.rules.refuse_writes_from.is_some_and(|from| number >= from) {
            return Err(());
        }
        if !allows_output_name(output) {
            self.refused_name.get_or_insert_with(|| output.escape_debug().to_string());
            return Err(());
        }
        self.bytes = self.bytes.saturating_add(data.len());
        if self.bytes > MAX_OUTPUT_BYTES {
            self.endless = true;
            return Err(());
        }
        self.outputs.entry(output.to_owned()).or_default().extend_from_slice(data);
        Ok(())
    }

    fn resource_open(&mut self, article: u32, name: &str) -> Result<(u64, u64), ()> {
        let picture = self.pictures.get(&(article, name.to_owned())).ok_or(())?;
        self.handles += 1;
        self.open.insert(self.handles, picture.as_deref());
        Ok((self.handles, picture.as_ref().map_or(1_000, Vec::len) as u64))
    }

    fn resource_read(&mut self, handle: u64, buffer: &mut [u8]) -> Result<usize, ()> {
        let left = self.open.get_mut(&handle).ok_or(())?.as_mut().ok_or(())?;
        let (now, later) = left.split_at(left.len().min(buffer.len()));
        buffer.get_mut(..now.len()).ok_or(())?.copy_from_slice(now);
        *left = later;
        Ok(now.len())
    }

    fn resource_close(&mut self, handle: u64) {
        self.open.remove(&handle);
    }

    fn diagnostic(&mut self, json: &[u8]) {
        match serde_json::from_slice(json) {
            Ok(diagnostic) => self.diagnostics.push(diagnostic),
            Err(error) => {
                let text = format!("{} ({error})", String::from_utf8_lossy(json));
                self.not_a_diagnostic.get_or_insert(text);
            }
        }
    }

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        let number = self.asked;
        self.asked += 1;
        let stop = self.rules.stop_from.is_some_and(|from| number >= from);
        if stop {
            self.told_to_stop.get_or_insert_with(Instant::now);
        }
        stop
    }
}
