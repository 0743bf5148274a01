//! Stories as ninjs 3.1.

mod body;
pub mod edition;
mod fields;
mod item;
mod pictures;

use pressroom_core::{Article, Diagnostic};
use serde_json::{Map, Value};

use crate::{Failure, codes, uri};

/// What the house decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Stands before an id that is not an IRI, such as `urn:newsml:example.org:`.
    pub uri_prefix: Option<String>,
    /// Where receivers fetch pictures: the address of the folder that the story's files lie in, such as
    /// `https://pictures.example.org/2024/`.
    pub picture_base: Option<String>,
}

impl Options {
    fn check(&self) -> Result<(), Failure> {
        match &self.picture_base {
            Some(base) if uri::of_iri(base).as_ref() != Some(base) || !base.contains("://") => {
                Err(Diagnostic::new(codes::BASE_NOT_ADDRESS).arg("base", base).into())
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// A story as one ninjs item. The same story gives the same bytes. Fails when it has no id, or none that can be a URI, or a
/// status that receivers would take for leave to publish.
pub fn document(article: &Article, options: &Options) -> Result<(String, Vec<Diagnostic>), Failure> {
    options.check()?;
    let mut losses = Vec::new();
    let mut item = standard();
    item.extend(item::write(article, options, &mut losses)?);
    let mut text = serde_json::to_string_pretty(&item).map_err(|error| Failure::Output(error.into()))?;
    text.push('\n');
    Ok((text, losses))
}

/// Which schema the item is valid against.
fn standard() -> Map<String, Value> {
    let mut item = Map::new();
    let standard = serde_json::json!({
        "name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
    });
    item.insert("standard".to_owned(), standard);
    item
}

/// The URI of an id, which most often is one.
fn uri(id: &str, options: &Options) -> Result<String, Failure> {
    let prefixed = || options.uri_prefix.as_deref().and_then(|prefix| uri::of_iri(&format!("{prefix}{id}")));
    let not_iri = || Diagnostic::new(codes::ID_NOT_IRI).arg("id", id).into();
    uri::of_iri(id).or_else(prefixed).ok_or_else(not_iri)
}
