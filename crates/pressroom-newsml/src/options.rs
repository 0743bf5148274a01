use pressroom_core::Diagnostic;

use crate::ids::is_iri;
use crate::{Failure, codes};

/// What the house decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsmlOptions {
    /// Who distributes the stories that do not say so themselves.
    pub provider: Option<String>,
    /// Stands before the id of a story whose id is not an IRI, such as `urn:newsml:example.org:`.
    pub guid_prefix: Option<String>,
    pub body: Body,
    pub wrapper: Wrapper,
    /// `standardversion` of every item.
    pub version: String,
    /// The address of the IPTC catalog that items refer to.
    pub catalog: String,
    /// The URI of the scheme of the codes `issue` and `section`, which the groups of a package are called by.
    pub group_roles: String,
    /// The folder of the further outputs, beside the main one. Empty: they lie beside it themselves.
    pub files_folder: String,
}

/// What a story's text is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Body {
    #[default]
    Xhtml,
    /// NITF 3.6.
    Nitf,
}

/// What the items travel in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wrapper {
    /// All in one `newsMessage`.
    #[default]
    Message,
    /// Each in a file of its own.
    Item,
}

pub const STANDARD_VERSION: &str = "2.35";
/// IPTC's catalog: aliases and the schemes that they stand for.
pub const CATALOG: &str = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml";
/// The writer's own scheme; see [`crate::vocabulary`].
pub const GROUP_ROLES: &str = "urn:uuid:b654eaf4-325d-4102-8373-91723b500386#group-role/";

impl Default for NewsmlOptions {
    fn default() -> Self {
        NewsmlOptions {
            provider: None,
            guid_prefix: None,
            body: Body::default(),
            wrapper: Wrapper::default(),
            version: STANDARD_VERSION.to_owned(),
            catalog: CATALOG.to_owned(),
            group_roles: GROUP_ROLES.to_owned(),
            files_folder: String::new(),
        }
    }
}

impl NewsmlOptions {
    /// Fails when an address is none.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        for (option, value) in [("catalog", &self.catalog), ("group_roles", &self.group_roles)] {
            if !is_iri(value) {
                return Err(Diagnostic::new(codes::OPTION_NOT_IRI).arg("option", option).arg("value", value).into());
            }
        }
        Ok(())
    }
}
