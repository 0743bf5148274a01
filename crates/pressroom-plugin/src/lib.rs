//! Write an output plugin for Pressroom.
//!
//! A plugin is a shared library with one exported symbol. It gets stories as data and gives back named bytes; it never
//! touches the disk. `pressroom plugins new NAME --lang rust` makes a folder with one that builds and works; this page goes
//! through what can be in it.
//!
//! # A whole plugin
//!
//! A library crate of type `cdylib` that depends on this one, a type that implements [`OutputPlugin`], and one line that
//! exports it:
//!
//! ```toml
//! [lib]
//! crate-type = ["cdylib"]
//!
//! [dependencies]
//! pressroom-plugin = { path = "../pressroom/crates/pressroom-plugin" }
//! serde = { version = "1", features = ["derive"] }
//! ```
//!
//! ```no_run
//! use std::io::Write;
//!
//! use pressroom_plugin::model::{Block, plain_text};
//! use pressroom_plugin::{Error, Job, Options, OutputPlugin, export_plugin};
//!
//! struct Text;
//!
//! impl OutputPlugin for Text {
//!     fn new(_config: &Options) -> Result<Self, Error> {
//!         Ok(Text)
//!     }
//!
//!     fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
//!         let article = job.article()?;
//!         let mut out = job.output("")?;
//!         for block in &article.body {
//!             if let Block::Paragraph(paragraph) = block {
//!                 writeln!(out, "{}\n", plain_text(&paragraph.content))?;
//!             }
//!         }
//!         out.finish()
//!     }
//! }
//!
//! export_plugin!(
//!     Text,
//!     r#"{ "id": "text", "name": "Plain text", "version": "0.1.0", "kind": "output", "abi": "1.0",
//!          "suffix": ".txt", "media_type": "text/plain", "scope": ["article"], "audience": "reader" }"#
//! );
//! # fn main() {}
//! ```
//!
//! `cargo build --release` makes the library; `pressroom plugins check target/release/libtext.so` tries it against all that every
//! plugin has to do; `pressroom convert story.txt --to text --plugin-dir target/release --out out` uses it.
//!
//! The [manifest](manifest::Manifest) is JSON, most often a file: `export_plugin!(Text, include_str!("../manifest.json"))`.
//! Pressroom reads it from the library without running it. A crate may `deny(unsafe_code)` but not `forbid` it, for the one
//! symbol that the macro exports. With `panic = "abort"` it does not build: a panic in your code is caught, and becomes a
//! diagnostic with its message and place.
//!
//! # Options
//!
//! What users set with `--option text.width=72`, or in their pressroom.toml, is described by a JSON Schema in the manifest, and read
//! into a type of your own. The host has compared it with the schema and filled in the defaults, so an option with a
//! default is always there, and one without is an `Option`:
//!
//! ```
//! use pressroom_plugin::{Error, Job};
//! use serde::Deserialize;
//!
//! // "options": { "type": "object", "additionalProperties": false, "properties": {
//! //     "width": { "type": "integer", "minimum": 20, "maximum": 200, "default": 72 },
//! //     "signature": { "type": "string" } } }
//! #[derive(Deserialize)]
//! struct Settings {
//!     width: u16,
//!     signature: Option<String>,
//! }
//!
//! fn settings(job: &Job<'_>) -> Result<Settings, Error> {
//!     job.options()
//! }
//! ```
//!
//! A file or folder that the user names is a string with `"format": "path"`: the plugin gets it absolute, and its sandbox lets it
//! read what is there. `"format": "name-or-path"` leaves words without a `/` or `.` as they are.
//!
//! [`OutputPlugin::new`] gets the same options. One instance serves all jobs with the same ones, so what is costly to make, such as
//! fonts, is made there.
//!
//! # Every kind of block, and those to come
//!
//! [`model::Block`] is a closed enum: match it without `_`, and the compiler shows what you have forgotten. What a newer Pressroom
//! knows and this crate does not arrives as [`model::Block::Unknown`]: keep its text. Nothing may vanish silently: whatever the
//! format has no form for is reported, with the place where it stands in the copy.
//!
//! ```
//! use std::io::Write;
//!
//! use pressroom_plugin::model::{Block, plain_text};
//! use pressroom_plugin::{Code, Diagnostic, Error, Job, Output};
//!
//! // The manifest has its words: "messages": { "en": { "TEXT01": {
//! //     "message": "a {kind} became plain text", "help": "look at it in the output" } } }
//! const FLATTENED: Code = Code::loss("TEXT01");
//!
//! fn block(job: &Job<'_>, out: &mut Output<'_>, block: &Block) -> Result<(), Error> {
//!     match block {
//!         Block::Paragraph(paragraph) => writeln!(out, "{}", plain_text(&paragraph.content))?,
//!         Block::Unknown(unknown) => {
//!             writeln!(out, "{}", unknown.text())?;
//!             job.report(&Diagnostic::new(FLATTENED).arg("kind", unknown.kind()).at(block.span()));
//!         }
//!         // ...
//! #       _ => {}
//!     }
//!     Ok(())
//! }
//! ```
//!
//! Codes that several outputs need, with their words, are in [`core::losses`].
//!
//! # Failing
//!
//! Return an [`Error`] when nothing useful can be written; nothing of the job lands then, and an older file stays. `?` makes one of
//! I/O and JSON errors, [`Error::new`] of a sentence, and `Error::from` of a [`Diagnostic`] with a code that users can look
//! up:
//!
//! ```
//! use pressroom_plugin::model::Article;
//! use pressroom_plugin::{Code, Diagnostic, Error};
//!
//! const NO_HEADLINE: Code = Code::error("TEXT02");
//!
//! fn headline(article: &Article) -> Result<&str, Error> {
//!     article.headline.as_deref().ok_or_else(|| Error::from(Diagnostic::new(NO_HEADLINE)))
//! }
//! ```
//!
//! A write that the host refuses, because the disk is full or a name is not allowed, comes back as an error too: pass it on. The host
//! has told the user why. Call [`Output::finish`] on every output, so that its last bytes are seen to.
//!
//! # Pictures, and further outputs
//!
//! The model names a story's pictures; the job opens them by that name. Any output but the main one lies in a folder of the story's
//! own. Number them: a picture's name comes from whoever sent the story, and the host refuses what would not work on every
//! system.
//!
//! ```
//! use std::io::Write;
//!
//! use pressroom_plugin::core::losses::PICTURE_UNUSABLE;
//! use pressroom_plugin::model::Figure;
//! use pressroom_plugin::{Diagnostic, Error, Job};
//!
//! const MAX_PICTURE_BYTES: u64 = 64 * 1024 * 1024;
//!
//! /// The name of the copy in the output, if there is one.
//! fn picture(job: &Job<'_>, figure: &Figure, number: usize) -> Result<Option<String>, Error> {
//!     // Copy often names a picture that it does not carry.
//!     let Some(asset) = &figure.asset else { return Ok(None) };
//!     let Ok(bytes) = job.resource(0, &asset.file).and_then(|file| file.read_all(MAX_PICTURE_BYTES)) else {
//!         let lost = Diagnostic::new(PICTURE_UNUSABLE).arg("file", &asset.file).arg("reason", "it cannot be read");
//!         job.report(&lost.at(&figure.span));
//!         return Ok(None);
//!     };
//!     let name = format!("images/{number}");
//!     let mut copy = job.output(&name)?;
//!     copy.write_all(&bytes)?;
//!     copy.finish()?;
//!     Ok(Some(name))
//! }
//! ```
//!
//! # The copy as it came in
//!
//! A format that carries its source asks for it with `"original": true` in the manifest. The story then says whether there is one, and
//! whether this plugin may have it: a file with notes for editors is withheld from readers' formats.
//!
//! ```
//! use pressroom_plugin::{Code, Diagnostic, Error, Job};
//!
//! const NO_SOURCE: Code = Code::loss("TEXT03");
//! const MAX_COPY_BYTES: u64 = 64 * 1024 * 1024;
//!
//! fn source(job: &Job<'_>) -> Result<Option<Vec<u8>>, Error> {
//!     let Some(original) = job.article()?.original else { return Ok(None) };
//!     if let Some(why) = original.withheld {
//!         job.report(&Diagnostic::new(NO_SOURCE).arg("file", &original.name).arg("why", why.as_str()));
//!         return Ok(None);
//!     }
//!     job.original(0)?.read_all(MAX_COPY_BYTES).map(Some)
//! }
//! # use pressroom_plugin::{Options, OutputPlugin, model::{Article, Original, Withheld}, testing::TestJob};
//! # struct Source;
//! # impl OutputPlugin for Source {
//! #     fn new(_: &Options) -> Result<Self, Error> { Ok(Source) }
//! #     fn convert(&self, job: &Job<'_>) -> Result<(), Error> {
//! #         let mut out = job.output("")?;
//! #         std::io::Write::write_all(&mut out, &source(job)?.unwrap_or_default())?;
//! #         out.finish()
//! #     }
//! # }
//! # let original = |withheld| Original { name: "a.txt".into(), media_type: "text/plain".into(), withheld };
//! # let given = TestJob::article(Article::default()).original(0, original(None), b"copy").run::<Source>();
//! # assert_eq!(given.main(), b"copy");
//! # let kept = TestJob::article(Article::default()).original(0, original(Some(Withheld::Internal)), b"copy").run::<Source>();
//! # assert_eq!((kept.main(), kept.codes()), (&b""[..], vec!["TEXT03"]));
//! ```
//!
//! # Editions, and being asked to stop
//!
//! A plugin whose manifest has `"scope": ["article", "issue"]` gets whole editions as well. Its stories come one at a time, so that an
//! edition need not be in memory; `sections[].articles` are their positions. [`Job::progress`] says how far the job is, and
//! fails when the user wants it to stop: let `?` carry that out.
//!
//! ```
//! use std::io::Write;
//!
//! use pressroom_plugin::{Error, Job};
//!
//! fn headlines(job: &Job<'_>) -> Result<(), Error> {
//!     let mut out = job.output("")?;
//!     if let Some(issue) = job.issue()? {
//!         writeln!(out, "{}", issue.publication.title)?;
//!     }
//!     for (done, article) in job.articles().enumerate() {
//!         job.progress(done, job.article_count())?;
//!         writeln!(out, "- {}", article?.headline.as_deref().unwrap_or_default())?;
//!     }
//!     out.finish()
//! }
//! ```
//!
//! # Same story, same bytes
//!
//! Newsrooms compare their archives by hash. Take dates from the story's `updated`, identifiers from its `id`, and nothing from the
//! clock, the environment, a random number or the order of a `HashMap`. The host makes sure that both are there.
//!
//! ```
//! use pressroom_plugin::model::Article;
//!
//! /// As RSS writes a date: `Sat, 04 May 2024 10:30:00 +0000`.
//! fn published(article: &Article) -> Option<String> {
//!     let updated = article.updated.as_ref()?;
//!     Some(updated.utc().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string())
//! }
//! # let article = Article { updated: "2024-05-04T17:30:00+07:00".parse().ok(), ..Article::default() };
//! # assert_eq!(published(&article).as_deref(), Some("Sat, 04 May 2024 10:30:00 +0000"));
//! ```
//!
//! # Tests
//!
//! [`testing::TestJob`] runs your type in the test's own process, through the same calls as the host; give it all options, for
//! it does not read the manifest's defaults. What only a built library
//! shows (that it loads, survives a full disk, does not leak) is what `pressroom plugins check` tries.
//!
//! From other languages, the same boundary is `include/pressroom.h`; docs/abi.md is the whole contract.

pub mod abi;
mod error;
mod export;
mod job;
pub mod manifest;
pub mod serve;
pub mod testing;

pub use error::Error;
#[doc(hidden)]
pub use export::__private;
pub use job::{Job, Options, Output, Resource};
pub use manifest::Manifest;
pub use pressroom_core as core;
pub use pressroom_core::model;
pub use pressroom_core::{Code, Diagnostic, Severity};

/// An output plugin. One instance serves many jobs, one after another or at once.
pub trait OutputPlugin: Sized + Send + Sync + 'static {
    /// Makes an instance. Options are validated against the manifest and filled with its defaults.
    fn new(config: &Options) -> Result<Self, Error>;

    /// Writes the outputs of one job. On an error nothing of the job lands on disk.
    fn convert(&self, job: &Job<'_>) -> Result<(), Error>;
}
