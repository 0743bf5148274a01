//! Serves the calls of a plugin during one conversion.

use std::borrow::Cow;
#[cfg(unix)]
use std::fs::File;
use std::sync::atomic::{AtomicBool, Ordering};

use pressroom_core::{Code, Diagnostic, Severity};
use pressroom_plugin::manifest::FILES_FOLDER;
use pressroom_plugin::manifest::Scope;
use pressroom_plugin::serve::{Ended, Server};
use serde_json::Value;

use crate::codes;
use crate::conversion::Conversion;
use crate::landing::{Landing, Ready, further_folder, main_path};
use crate::resources::Resources;
use crate::settings::Settings;

/// Of errors, and of all others.
const MAX_DIAGNOSTICS: usize = 1_000;
const MAX_DIAGNOSTIC_BYTES: usize = 64 * 1024;
/// A plugin that goes on after so many refusals is not listening.
const MAX_REFUSALS: usize = 1_000;

pub(crate) struct Job<'c> {
    conversion: &'c Conversion,
    interrupted: &'c AtomicBool,
    watch: &'c dyn Fn(u64, u64),
    landing: Landing,
    /// The story that the plugin looks at.
    article: Cow<'c, [u8]>,
    resources: Resources,
    diagnostics: Vec<Diagnostic>,
    /// How many of the plugin's own errors, and of its other diagnostics, are kept.
    errors: usize,
    others: usize,
    dropped: usize,
    refusals: usize,
    /// A write was refused, or what may have been an error was not understood: whatever the plugin says, nothing lands.
    spoilt: bool,
}

/// The data of a job, as the plugin gets it.
pub(crate) struct Encoded {
    pub options: Vec<u8>,
    pub issue: Vec<u8>,
}

impl<'c> Job<'c> {
    pub fn new(conversion: &'c Conversion, settings: &'c Settings, watch: &'c dyn Fn(u64, u64)) -> Self {
        let Conversion { plugin, folder, stem, .. } = conversion;
        Job {
            conversion,
            interrupted: &settings.interrupted,
            watch,
            landing: Landing::new(
                plugin.id(),
                main_path(folder, stem, &plugin.manifest),
                further_folder(folder, stem, &plugin.manifest),
                settings.output_bytes,
            ),
            article: Cow::Borrowed(&[]),
            resources: Resources::default(),
            diagnostics: Vec::new(),
            errors: 0,
            others: 0,
            dropped: 0,
            refusals: 0,
            spoilt: false,
        }
    }

    /// Options and issue as JSON; `None` when the plugin does not take this kind of conversion.
    pub fn encode(&mut self) -> Option<Encoded> {
        let (scope, word) = match self.conversion.issue {
            Some(_) => (Scope::Issue, "issue"),
            None => (Scope::Article, "article"),
        };
        if !self.conversion.plugin.manifest.scope.contains(&scope) {
            let fault = self.fault(codes::WRONG_SCOPE).arg("scope", word);
            self.diagnostics.push(fault);
            return None;
        }
        let issue = self.conversion.issue.as_ref().map(|edition| serde_json::to_vec(&edition.issue));
        // Values of the model always encode; empty bytes are what a plugin cannot read.
        let issue = issue.map(Result::unwrap_or_default).unwrap_or_default();
        Some(Encoded { options: self.options().to_string().into_bytes(), issue })
    }

    /// The options, with the folder of the further outputs for a plugin whose manifest asks for it: what its main output
    /// says of them begins with that name.
    fn options(&self) -> Cow<'_, Value> {
        let Conversion { plugin, options, folder, stem, .. } = self.conversion;
        let asks = plugin.manifest.options.as_ref().is_some_and(|schema| schema.properties.contains_key(FILES_FOLDER));
        let further = further_folder(folder, stem, &plugin.manifest);
        let name = further.file_name().and_then(|name| name.to_str());
        match (name, options.as_object()) {
            (Some(name), Some(given)) if asks && !given.contains_key(FILES_FOLDER) => {
                let mut filled = given.clone();
                filled.insert(FILES_FOLDER.to_owned(), name.into());
                Cow::Owned(Value::Object(filled))
            }
            _ => Cow::Borrowed(options),
        }
    }

    pub fn fault(&self, code: Code) -> Diagnostic {
        Diagnostic::new(code).arg("plugin", self.conversion.plugin.id()).arg("document", &self.conversion.input)
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A file that the plugin has open.
    #[cfg(unix)]
    pub fn resource(&self, handle: u64) -> Option<&File> {
        self.resources.get(handle)
    }

    /// The plugin goes on although nothing is taken from it any more.
    pub fn is_unheard(&self) -> bool {
        self.refusals > MAX_REFUSALS
    }

    /// The outputs, if they may land. `ended` is `None` when the plugin never came to an end.
    pub fn finish(mut self, ended: Option<Ended>) -> (Option<Ready>, Vec<Diagnostic>) {
        if self.dropped > 0 {
            let dropped = self.fault(codes::DIAGNOSTICS_DROPPED).arg("count", self.dropped);
            self.diagnostics.push(dropped);
        }
        let complained = self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        let stopped = self.interrupted.load(Ordering::Relaxed);
        let code = match ended {
            // What has been reported as an error already needs no second reason.
            _ if complained => None,
            _ if stopped => Some(codes::CANCELLED),
            Some(Ended::Done) if self.spoilt => Some(codes::NO_REASON),
            Some(Ended::Done) if !self.landing.has_main() => Some(codes::NO_OUTPUT),
            Some(Ended::Done) => return (Some(self.landing.ready()), self.diagnostics),
            Some(Ended::Cancelled | Ended::Failed) | None => Some(codes::NO_REASON),
        };
        if let Some(code) = code {
            let fault = self.fault(code);
            self.diagnostics.push(fault);
        }
        (None, self.diagnostics)
    }

    fn refuse(&mut self, diagnostic: Diagnostic) {
        self.refusals += 1;
        // One reason is enough; the same fault usually repeats with every write.
        if !self.spoilt {
            self.diagnostics.push(diagnostic);
        }
        self.spoilt = true;
    }
}

impl Server for Job<'_> {
    fn article(&mut self, index: u32) -> Result<&[u8], ()> {
        let story = usize::try_from(index).ok().and_then(|index| self.conversion.stories.get(index)).ok_or(())?;
        match story.json(&self.conversion.plugin.manifest) {
            Ok(json) => {
                self.article = json;
                Ok(&self.article)
            }
            Err(error) => {
                let lost = self.fault(codes::STORY_LOST).arg("reason", error);
                self.refuse(lost);
                Err(())
            }
        }
    }

    fn write(&mut self, output: &str, data: &[u8]) -> Result<(), ()> {
        self.landing.write(output, data).map_err(|diagnostic| self.refuse(diagnostic))
    }

    fn resource_open(&mut self, article: u32, name: &str) -> Result<(u64, u64), ()> {
        self.resources.open(self.conversion, article, name).map_err(|diagnostic| {
            self.refusals += 1;
            self.diagnostics.extend(diagnostic);
        })
    }

    fn resource_read(&mut self, handle: u64, buffer: &mut [u8]) -> Result<usize, ()> {
        self.resources.read(handle, buffer).map_err(|_| self.refusals += 1)
    }

    fn resource_close(&mut self, handle: u64) {
        self.resources.close(handle);
    }

    fn diagnostic(&mut self, json: &[u8]) {
        let parsed =
            Some(json).filter(|json| json.len() <= MAX_DIAGNOSTIC_BYTES).map(serde_json::from_slice::<Diagnostic>);
        let Some(Ok(diagnostic)) = parsed else {
            let fault = self.fault(codes::BAD_DIAGNOSTIC);
            return self.refuse(fault);
        };
        // Counted apart: however much came before, an error is heard.
        let kept = if diagnostic.severity == Severity::Error { &mut self.errors } else { &mut self.others };
        if *kept < MAX_DIAGNOSTICS {
            *kept += 1;
            self.diagnostics.push(diagnostic);
        } else {
            self.dropped += 1;
        }
    }

    fn progress(&mut self, done: u64, total: u64) -> bool {
        (self.watch)(done, total);
        self.interrupted.load(Ordering::Relaxed)
    }
}
