//! The options of manifest.json.

use pressroom_newsml::{Body, CATALOG, GROUP_ROLES, NewsmlOptions, STANDARD_VERSION, Wrapper};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(default)]
pub struct ManifestOptions {
    provider: Option<String>,
    guid_prefix: Option<String>,
    body: BodyWord,
    wrapper: WrapperWord,
    media: MediaWord,
    version: String,
    catalog: String,
    group_roles: String,
    /// The host fills it.
    files_folder: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum BodyWord {
    Xhtml,
    Nitf,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WrapperWord {
    Message,
    Item,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum MediaWord {
    Reference,
    Copy,
}

impl Default for ManifestOptions {
    fn default() -> Self {
        ManifestOptions {
            provider: None,
            guid_prefix: None,
            body: BodyWord::Xhtml,
            wrapper: WrapperWord::Message,
            media: MediaWord::Reference,
            version: STANDARD_VERSION.to_owned(),
            catalog: CATALOG.to_owned(),
            group_roles: GROUP_ROLES.to_owned(),
            files_folder: String::new(),
        }
    }
}

impl ManifestOptions {
    pub fn copies_media(&self) -> bool {
        match self.media {
            MediaWord::Reference => false,
            MediaWord::Copy => true,
        }
    }

    pub fn settings(self) -> NewsmlOptions {
        NewsmlOptions {
            provider: self.provider,
            guid_prefix: self.guid_prefix,
            body: match self.body {
                BodyWord::Xhtml => Body::Xhtml,
                BodyWord::Nitf => Body::Nitf,
            },
            wrapper: match self.wrapper {
                WrapperWord::Message => Wrapper::Message,
                WrapperWord::Item => Wrapper::Item,
            },
            version: self.version,
            catalog: self.catalog,
            group_roles: self.group_roles,
            files_folder: self.files_folder,
        }
    }
}
