//! What a conversion run has settled before any work: plugins, options, names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use pressroom_core::{Code, Diagnostic};
use pressroom_host::codes;
use pressroom_host::landing;
use pressroom_host::options::{self, Given};
use pressroom_host::{Lock, Plugin};
use pressroom_plugin::manifest::Scope;
use pressroom_read::files::{IssueToml, Limits, OutputEntry};
use serde_json::Value;

use crate::args::RunArgs;
use crate::desk::{Desk, HouseFile};
use crate::inputs::{self, Input, Target};
use crate::plugins;
use crate::report::{Deny, Reporter, Sources};
use crate::story::Findings;

const NOTHING_TO_WRITE: Code = Code::error("A013");

pub struct Plan {
    pub desk: Desk,
    pub deny: Deny,
    pub out: PathBuf,
    pub force: bool,
    /// The house's.
    pub limits: Limits,
    plugins: Vec<Arc<Plugin>>,
    /// The edition's own options, and the folder of its file.
    of_edition: Vec<OutputEntry>,
    edition_folder: PathBuf,
    /// `--option`, by plugin.
    given: BTreeMap<String, Vec<Given>>,
    /// A house's options, by the folder of its file.
    settled: Mutex<BTreeMap<PathBuf, Vec<Output>>>,
}

/// A plugin and its options.
#[derive(Clone)]
pub struct Output {
    pub plugin: Arc<Plugin>,
    pub options: Arc<Value>,
}

impl Plan {
    /// Settles everything; what is wrong is the user's to mend before any work is done. `folders` are where the stories
    /// lie, or the edition; the first one's house names plugin folders.
    pub fn make(
        args: &RunArgs,
        folders: &[PathBuf],
        edition: Option<&IssueToml>,
        reporter: &mut Reporter,
    ) -> Result<Self, Findings> {
        let desk = Desk::new(&args.reading).map_err(Findings::only)?;
        desk.check_houses(folders)?;
        let start = folders.first().cloned().unwrap_or_default();
        let house = desk.house(&start);

        let of_house = house.house.plugin_dirs.iter().map(|named| house.folder.join(named));
        let searched: Vec<PathBuf> = args.plugins.plugin_dirs.iter().cloned().chain(of_house).collect();
        let found = plugins::discover(&searched);
        reporter.learn(&found.plugins, args.messages.lang);
        reporter.diagnostics(Default::default(), found.refused.iter().chain(&found.warnings), &Sources::default());
        let of_edition = edition.map(|edition| edition.outputs.clone()).unwrap_or_default();
        let mut ids: Vec<&str> = args.to.iter().map(|id| id.trim()).collect();
        if ids.is_empty() {
            ids = of_edition.iter().map(|output| output.plugin.text.as_str()).collect();
        }
        if ids.is_empty() {
            let all: Vec<&str> = found.plugins.iter().map(|plugin| plugin.id()).collect();
            return Err(Findings::only(Diagnostic::new(NOTHING_TO_WRITE).arg("plugins", all.join(", "))));
        }
        let chosen: Result<Vec<_>, _> = ids.iter().map(|id| found.find(id)).collect();
        let mut plugins = chosen.map_err(Findings::only)?;
        for lock in locks(folders).map_err(Findings::only)? {
            let locked: Result<Vec<_>, _> = plugins.iter().map(|plugin| lock.check(plugin)).collect();
            plugins = locked.map_err(Findings::only)?;
        }
        // `--to pdf,pdf` means pdf.
        let mut seen = std::collections::BTreeSet::new();
        plugins.retain(|plugin| seen.insert(plugin.id().to_owned()));

        let (scope, kind) = if edition.is_some() { (Scope::Issue, "issue") } else { (Scope::Article, "article") };
        if let Some(other) = plugins.iter().find(|plugin| !plugin.manifest.scope.contains(&scope)) {
            let wrong = Diagnostic::new(codes::WRONG_SCOPE).arg("plugin", other.id()).arg("scope", kind);
            return Err(Findings::only(wrong.arg("document", house.folder.display())));
        }

        let mut given: BTreeMap<String, Vec<Given>> = BTreeMap::new();
        for flag in &args.options {
            let (plugin, option) = options::parse_flag(flag).map_err(Findings::only)?;
            found.find(&plugin).map_err(Findings::only)?;
            given.entry(plugin).or_default().push(option);
        }

        for id in house.house.options.keys() {
            found.find(id).map_err(Findings::only)?;
        }

        let deny = Deny::of(&args.messages.deny, reporter.catalogue()).map_err(Findings::only)?;
        let plan = Plan {
            desk,
            deny,
            out: args.out.clone(),
            force: args.force,
            limits: house.house.limits.clone(),
            plugins,
            of_edition,
            edition_folder: start,
            given,
            settled: Mutex::default(),
        };
        plan.outputs(&house).map_err(|diagnostics| Findings { diagnostics, sources: Sources::default() })?;
        Ok(plan)
    }

    /// Refuses outputs that would overwrite each other or an input.
    pub fn refuse_collisions(&self, inputs: &[Input], targets: &[Target<'_>]) -> Result<(), Findings> {
        let diagnostics = inputs::refuse_collisions(inputs, targets);
        if diagnostics.is_empty() { Ok(()) } else { Err(Findings { diagnostics, sources: Sources::default() }) }
    }

    /// The plugins to run and their options. The command line's win over the edition's, and those over the house's.
    pub fn outputs(&self, house: &HouseFile) -> Result<Vec<Output>, Vec<Diagnostic>> {
        let mut settled = self.settled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = settled.get(&house.folder) {
            return Ok(known.clone());
        }
        let (mut outputs, mut wrong) = (Vec::new(), Vec::new());
        for plugin in &self.plugins {
            let of_house = house.house.options.get(plugin.id()).into_iter().flatten();
            let edition = self.of_edition.iter().filter(|output| output.plugin.text == plugin.id());
            let of_edition = edition.flat_map(|output| &output.options);
            let of_file = |folder: &Path, (key, value): (&String, &Value)| Given::Value {
                key: key.clone(),
                value: value.clone(),
                folder: folder.to_path_buf(),
            };
            let of_house = of_house.map(|option| of_file(&house.folder, option));
            let of_edition = of_edition.map(|option| of_file(&self.edition_folder, option));
            let given = of_house.chain(of_edition).chain(self.given.get(plugin.id()).cloned().unwrap_or_default());
            match options::resolve(&plugin.manifest, &given.collect::<Vec<_>>()) {
                Ok(options) => outputs.push(Output { plugin: plugin.clone(), options: Arc::new(options) }),
                Err(diagnostics) => wrong.extend(diagnostics),
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        settled.insert(house.folder.clone(), outputs.clone());
        Ok(outputs)
    }

    /// Each conversion's plugin and how many stories it has, when every story goes to every plugin.
    pub fn conversions(&self, stories: usize) -> Vec<(String, u64)> {
        let each = self.plugins.iter().map(|plugin| (plugin.id().to_owned(), 1));
        std::iter::repeat_n(each, stories).flatten().collect()
    }

    pub fn plugin_count(&self) -> usize {
        self.plugins.len()
    }

    /// What every story by itself is written to.
    pub fn targets<'i>(&'i self, inputs: &'i [Input]) -> Vec<Target<'i>> {
        let of = |input: &'i Input| self.targets_of(&input.name, &self.out.join(&input.subfolder), &input.stem);
        inputs.iter().flat_map(of).collect()
    }

    /// What one story or edition is written to.
    pub fn targets_of<'i>(&'i self, input: &'i str, folder: &Path, stem: &str) -> Vec<Target<'i>> {
        let path = |plugin: &Arc<Plugin>| landing::main_path(folder, stem, &plugin.manifest);
        self.plugins.iter().map(|plugin| Target { input, by: plugin.id(), path: path(plugin) }).collect()
    }
}

/// The lock files that hold for the stories in these folders.
fn locks(folders: &[PathBuf]) -> Result<Vec<Lock>, Diagnostic> {
    let mut locks: Vec<Lock> = Vec::new();
    for folder in folders {
        let lock = Lock::find(folder)?;
        locks.extend(lock.filter(|lock| locks.iter().all(|known| known.path != lock.path)));
    }
    Ok(locks)
}
