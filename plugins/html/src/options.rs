use pressroom_core::{Code, Diagnostic};
use pressroom_plugin::Job;
use pressroom_xhtml::safe_href;
use serde::Deserialize;

/// `{given}`: not a web address.
const NO_ADDRESS: Code = Code::warning("HTML05");

/// The options of the manifest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Where the folder will be on the web; empty when nobody knows.
    pub site_url: String,
}

impl Options {
    /// The address that the pages' names are appended to.
    pub fn base(&self, job: &Job<'_>) -> Option<String> {
        let given = self.site_url.trim();
        if given.is_empty() {
            return None;
        }
        match safe_href(given).filter(|href| href.to_ascii_lowercase().starts_with("http")) {
            Some(href) => Some(format!("{}/", href.trim_end_matches('/'))),
            None => {
                job.report(&Diagnostic::new(NO_ADDRESS).arg("given", given));
                None
            }
        }
    }
}
