//! An opened plugin on the bench: jobs made of stories, and how each is judged.

use std::collections::BTreeMap;

use pressroom_core::audience::visible;
use pressroom_core::{Article, Code, Diagnostic, Issue, Publication, Section};
use pressroom_host::conformance::Opened;
use pressroom_host::options;
use pressroom_plugin::abi::{STATUS_FAILED, STATUS_OK};
use pressroom_plugin::manifest::Scope;
use pressroom_plugin::serve::{Instance, JobData, Returned, SharedInstance};
use serde_json::Value;

use crate::codes;
use crate::record::Record;
use crate::sink::{MAX_OUTPUT_BYTES, Pictures, Rules, Sink};
use crate::stories;

pub struct Bench {
    pub opened: Opened,
    pub record: Record,
}

/// A job as JSON.
#[derive(Clone, Debug)]
pub struct Job {
    /// For the author: what is tried.
    pub doing: String,
    issue: Vec<u8>,
    articles: Vec<Vec<u8>>,
    pub pictures: Pictures,
}

/// What came of a job.
pub struct Run<'j> {
    pub doing: &'j str,
    pub returned: Returned,
    pub sink: Sink<'j>,
}

pub type Outputs = BTreeMap<String, Vec<u8>>;

impl Bench {
    /// The options with nothing but their defaults.
    pub fn defaults(&self) -> Value {
        // Discovery has compared each default with its schema.
        options::resolve(&self.opened.manifest, &[]).unwrap_or_default()
    }

    pub fn takes_stories(&self) -> bool {
        self.opened.manifest.scope.contains(&Scope::Article)
    }

    pub fn takes_issues(&self) -> bool {
        self.opened.manifest.scope.contains(&Scope::Issue)
    }

    /// A story as each job that the plugin takes: alone, or as an edition of one.
    pub fn jobs(&self, doing: &str, article: &Article) -> Vec<Job> {
        self.jobs_with(doing, article, Pictures::new())
    }

    pub fn jobs_with(&self, doing: &str, article: &Article, pictures: Pictures) -> Vec<Job> {
        self.opened
            .manifest
            .scope
            .iter()
            .map(|scope| {
                let mut job = match scope {
                    Scope::Article => self.single(doing, article),
                    Scope::Issue => self.edition(&format!("{doing}, in an edition"), std::slice::from_ref(article)),
                };
                job.pictures.clone_from(&pictures);
                job
            })
            .collect()
    }

    /// The smallest job that every plugin has to do.
    pub fn plain_job(&self) -> Job {
        let article = stories::plain();
        match self.opened.manifest.scope.first() {
            Some(Scope::Article) | None => self.single("plain story", &article),
            Some(Scope::Issue) => self.edition("edition of a plain story", &[article]),
        }
    }

    pub fn single(&self, doing: &str, article: &Article) -> Job {
        let articles = vec![self.json(article)];
        Job { doing: doing.to_owned(), issue: Vec::new(), articles, pictures: Pictures::new() }
    }

    pub fn edition(&self, doing: &str, articles: &[Article]) -> Job {
        let positions = (0..articles.len()).filter_map(|position| u32::try_from(position).ok()).collect();
        let issue = Issue {
            id: Some("urn:newsml:example.org:2024-05-04:edition-1".into()),
            publication: Publication { title: "Ban Mai".into(), language: Some("vi".into()), ..Publication::default() },
            number: Some("1".into()),
            updated: stories::updated(),
            sections: vec![Section { title: "Thời sự".into(), articles: positions }],
            ..Issue::default()
        };
        Job {
            doing: doing.to_owned(),
            issue: serde_json::to_vec(&issue).unwrap_or_default(),
            articles: articles.iter().map(|article| self.json(article)).collect(),
            pictures: Pictures::new(),
        }
    }

    /// As the host gives it: what this plugin's audience may see.
    fn json(&self, article: &Article) -> Vec<u8> {
        serde_json::to_vec(&visible(article, self.opened.manifest.audience)).unwrap_or_default()
    }

    /// Makes an instance, which has to succeed.
    pub fn instance(&mut self, options: &Value) -> Result<Instance<'static>, Diagnostic> {
        self.try_instance("create", options).map_err(|said| fault(codes::FAILED, "create").arg("said", said))
    }

    /// Makes an instance, or gives what the plugin said.
    pub fn try_instance(&mut self, doing: &str, options: &Value) -> Result<Instance<'static>, String> {
        self.record.doing(doing);
        let none = Pictures::new();
        let mut sink = Sink::new(&[], &none, Rules::default());
        let json = options.to_string();
        let made = self.opened.create(json.as_bytes(), &mut sink);
        made.ok_or_else(|| sink.error().unwrap_or_default())
    }

    /// Runs a job under these rules.
    pub fn run<'j>(&mut self, instance: &mut Instance<'_>, options: &Value, job: &'j Job, rules: Rules) -> Run<'j> {
        self.record.doing(&job.doing);
        let mut sink = Sink::new(&job.articles, &job.pictures, rules);
        let options = options.to_string();
        let returned = instance.convert_judged(&job.data(options.as_bytes()), &mut sink);
        Run { doing: &job.doing, returned, sink }
    }

    /// Runs a job that has to succeed, and gives its outputs.
    pub fn write(&mut self, instance: &mut Instance<'_>, options: &Value, job: &Job) -> Result<Outputs, Diagnostic> {
        self.run(instance, options, job, Rules::default()).written()
    }
}

impl Job {
    /// The same job, tried in another way.
    pub fn named(&self, doing: &str) -> Job {
        Job { doing: doing.to_owned(), ..self.clone() }
    }

    fn data<'j>(&'j self, options: &'j [u8]) -> JobData<'j> {
        let article_count = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        JobData { options, issue: &self.issue, article_count }
    }

    /// Runs on an instance that other threads use too.
    pub fn run_shared(&self, instance: &SharedInstance<'_>, options: &Value) -> Run<'_> {
        let mut sink = Sink::new(&self.articles, &self.pictures, Rules::default());
        let options = options.to_string();
        let returned = instance.convert_judged(&self.data(options.as_bytes()), &mut sink);
        Run { doing: &self.doing, returned, sink }
    }
}

impl Run<'_> {
    /// The outputs of a job that has to succeed.
    pub fn written(self) -> Result<Outputs, Diagnostic> {
        self.kept_the_contract()?;
        if self.returned.status != STATUS_OK {
            return Err(self.fault(codes::FAILED).arg("said", self.sink.error().unwrap_or_default()));
        }
        Ok(self.sink.outputs)
    }

    /// What holds of every job, whether it succeeds or fails.
    pub fn kept_the_contract(&self) -> Result<(), Diagnostic> {
        let Run { returned, sink, .. } = self;
        if let Some(text) = &sink.not_a_diagnostic {
            return Err(self.fault(codes::BAD_DIAGNOSTIC).arg("text", text));
        }
        if sink.endless {
            return Err(self.fault(codes::ENDLESS).arg("limit", MAX_OUTPUT_BYTES / 1024 / 1024));
        }
        if let Some(name) = &sink.refused_name {
            return Err(self.fault(codes::OUTPUT_NAME).arg("name", name));
        }
        if sink.left_open() > 0 {
            return Err(self.fault(codes::LEFT_OPEN).arg("count", sink.left_open()));
        }
        match (returned.status, sink.error()) {
            (STATUS_OK, _) if returned.refused_write => {
                Err(self.fault(codes::IGNORED_REFUSAL).arg("number", sink.writes))
            }
            (STATUS_OK, Some(said)) => Err(self.fault(codes::FAILED).arg("said", said)),
            (STATUS_OK, None) if !sink.outputs.contains_key("") => Err(self.fault(codes::NO_OUTPUT)),
            (STATUS_OK, None) | (STATUS_FAILED, Some(_)) => Ok(()),
            // The host has said why a write was refused.
            (STATUS_FAILED, None) if returned.refused_write => Ok(()),
            (STATUS_FAILED, None) => Err(self.fault(codes::NO_REASON)),
            (status, _) => Err(self.fault(codes::ODD_STATUS).arg("status", status)),
        }
    }

    pub fn fault(&self, code: Code) -> Diagnostic {
        fault(code, self.doing)
    }
}

pub fn fault(code: Code, doing: &str) -> Diagnostic {
    Diagnostic::new(code).arg("doing", doing)
}
