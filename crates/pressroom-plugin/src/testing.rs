//! Runs a plugin type in the test's own process, through the same C calls as the host.
//!
//! ```
//! # use pressroom_plugin::{Error, Job, Options, OutputPlugin, testing::TestJob};
//! # use std::io::Write;
//! struct Headline;
//!
//! impl OutputPlugin for Headline {
//!     fn new(_: &Options) -> Result<Self, Error> {
//!         Ok(Headline)
//!     }
//!     fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
//!         let mut out = job.output("")?;
//!         write!(out, "{}", job.article()?.headline.as_deref().unwrap_or(""))?;
//!         out.finish()
//!     }
//! }
//!
//! let mut story = pressroom_plugin::model::Article::default();
//! story.headline = Some(pressroom_plugin::model::Text::new("Ngày mới"));
//! let result = TestJob::article(story).run::<Headline>();
//! assert_eq!(result.main(), "Ngày mới".as_bytes());
//! ```

use std::collections::BTreeMap;

use pressroom_core::{Article, Diagnostic, Issue, Original};
use serde_json::Value;

use crate::__private::plugin;
use crate::OutputPlugin;
use crate::abi::{ISSUE_RESOURCE, ORIGINAL_RESOURCE};
use crate::serve::{Ended, Instance, JobData, Server};

/// A job put together by a test.
#[derive(Clone, Debug)]
pub struct TestJob {
    pub articles: Vec<Article>,
    pub issue: Option<Issue>,
    pub options: Value,
    /// By story (position, or `ISSUE_RESOURCE`) and file name.
    pub resources: BTreeMap<(u32, String), Vec<u8>>,
}

impl TestJob {
    pub fn article(article: Article) -> Self {
        TestJob {
            articles: vec![article],
            issue: None,
            options: Value::Object(Default::default()),
            resources: BTreeMap::new(),
        }
    }

    pub fn issue(issue: Issue, articles: Vec<Article>) -> Self {
        TestJob { articles, issue: Some(issue), options: Value::Object(Default::default()), resources: BTreeMap::new() }
    }

    /// The options, all of them: defaults are the host's work.
    pub fn options(mut self, options: Value) -> Self {
        self.options = options;
        self
    }

    pub fn resource(mut self, article: u32, file: &str, bytes: &[u8]) -> Self {
        self.resources.insert((article, file.to_owned()), bytes.to_vec());
        self
    }

    /// Gives a story the file that it was read from.
    pub fn original(mut self, article: u32, original: Original, bytes: &[u8]) -> Self {
        if let Some(story) = usize::try_from(article).ok().and_then(|index| self.articles.get_mut(index)) {
            story.original = Some(original);
        }
        self.resource(article, ORIGINAL_RESOURCE, bytes)
    }

    pub fn cover(self, file: &str, bytes: &[u8]) -> Self {
        self.resource(ISSUE_RESOURCE, file, bytes)
    }

    /// Makes an instance and runs the job.
    pub fn run<P: OutputPlugin>(&self) -> TestResult {
        let json = |value: &dyn erased::Json| value.json();
        let options = json(&self.options);
        let issue = self.issue.as_ref().map(|issue| json(issue)).unwrap_or_default();
        let articles: Vec<Vec<u8>> = self.articles.iter().map(|article| json(article)).collect();
        let data = JobData { options: &options, issue: &issue, article_count: articles.len() as u32 };

        let mut server = TestServer { job: self, articles, open: BTreeMap::new(), result: TestResult::default() };
        let table = plugin::<P>(b"");
        // SAFETY: the table is made by the SDK itself.
        let instance = unsafe { Instance::create(&table, &options, &mut server) };
        server.result.ended = instance.map(|mut instance| instance.convert(&data, &mut server));
        server.result
    }
}

mod erased {
    /// Serializing the model's own types cannot fail; a test that finds otherwise sees an empty story.
    pub trait Json {
        fn json(&self) -> Vec<u8>;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> Vec<u8> {
            serde_json::to_vec(self).unwrap_or_default()
        }
    }
}

/// What a job left behind.
#[derive(Clone, Debug, Default)]
pub struct TestResult {
    /// `None` when no instance could be made.
    pub ended: Option<Ended>,
    pub outputs: BTreeMap<String, Vec<u8>>,
    pub diagnostics: Vec<Diagnostic>,
}

impl TestResult {
    /// The main output; empty when there is none.
    pub fn main(&self) -> &[u8] {
        self.outputs.get("").map(Vec::as_slice).unwrap_or_default()
    }

    pub fn codes(&self) -> Vec<&str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
    }
}

struct TestServer<'t> {
    job: &'t TestJob,
    /// JSON.
    articles: Vec<Vec<u8>>,
    /// Handle -> what is left to read.
    open: BTreeMap<u64, &'t [u8]>,
    result: TestResult,
}

impl Server for TestServer<'_> {
    fn article(&mut self, index: u32) -> Result<&[u8], ()> {
        self.articles.get(index as usize).map(Vec::as_slice).ok_or(())
    }

    fn write(&mut self, output: &str, data: &[u8]) -> Result<(), ()> {
        self.result.outputs.entry(output.to_owned()).or_default().extend_from_slice(data);
        Ok(())
    }

    fn resource_open(&mut self, article: u32, name: &str) -> Result<(u64, u64), ()> {
        let bytes = self.job.resources.get(&(article, name.to_owned())).ok_or(())?;
        let handle = self.open.last_key_value().map_or(1, |(last, _)| last + 1);
        self.open.insert(handle, bytes);
        Ok((handle, bytes.len() as u64))
    }

    fn resource_read(&mut self, handle: u64, buffer: &mut [u8]) -> Result<usize, ()> {
        let left = self.open.get_mut(&handle).ok_or(())?;
        let (now, later) = left.split_at(left.len().min(buffer.len()));
        buffer[..now.len()].copy_from_slice(now);
        *left = later;
        Ok(now.len())
    }

    fn resource_close(&mut self, handle: u64) {
        self.open.remove(&handle);
    }

    fn diagnostic(&mut self, json: &[u8]) {
        if let Ok(diagnostic) = serde_json::from_slice(json) {
            self.result.diagnostics.push(diagnostic);
        }
    }

    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        false
    }
}
