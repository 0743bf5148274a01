//! What every rule looks at: the items, their metadata, their catalogs.

use std::collections::BTreeMap;
use std::ops::Range;

use pressroom_core::{Code, Diagnostic};

use crate::reader::File;
use crate::reader::items::{Items, Kind};
use crate::reader::places::Places;
use crate::reader::tree::{Attribute, Element};
use crate::vocabulary::{NAMESPACE, is_iptc_alias, uri_of_alias};

/// The newest of IPTC's catalogs that is known here. Later ones may have more aliases.
const NEWEST_CATALOG: u32 = 41;

pub struct Sheet<'f> {
    pub places: &'f Places,
    /// Items, and the message's header.
    pub scopes: Vec<Scope<'f>>,
    pub messages: Vec<&'f Element>,
}

/// An item or a header, with the schemes that its QCodes may use.
pub struct Scope<'f> {
    pub element: &'f Element,
    /// `None` for a header.
    pub kind: Option<Kind>,
    /// Its metadata in document order, without what stands in `inlineXML` or belongs to other namespaces.
    pub elements: Vec<&'f Element>,
    schemes: BTreeMap<&'f str, Vec<&'f Element>>,
    iptc: bool,
    /// A catalog that is not at hand may declare anything.
    open: bool,
}

impl<'f> Sheet<'f> {
    pub fn new(file: &'f File, items: &Items<'f>) -> Self {
        let header = items.header().map(|header| Scope::new(header, None));
        let mut scopes: Vec<Scope<'f>> =
            items.items.iter().map(|item| Scope::new(item.element, Some(item.kind))).collect();
        if let Some(header) = header {
            for scope in &mut scopes {
                scope.inherit(&header);
            }
            scopes.insert(0, header);
        }
        Sheet { places: &file.places, scopes, messages: items.messages.clone() }
    }

    pub fn items(&self) -> impl Iterator<Item = (&Scope<'f>, Kind)> {
        self.scopes.iter().filter_map(|scope| Some((scope, scope.kind?)))
    }

    /// Every element of NewsML-G2's own.
    pub fn elements(&self) -> impl Iterator<Item = &'f Element> {
        self.scopes.iter().flat_map(|scope| scope.elements.iter().copied())
    }

    pub fn found(&self, code: Code, at: &Range<usize>, args: &[(&'static str, &str)]) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code);
        for (name, value) in args {
            diagnostic = diagnostic.arg(name, crate::reader::tree::shown(value));
        }
        diagnostic.at(&self.places.span(at))
    }

    /// A diagnostic for each element that is at fault.
    pub fn each(&self, check: impl Fn(&'f Element) -> Option<Diagnostic>) -> Vec<Diagnostic> {
        self.elements().filter_map(check).take(super::MAX_OF_A_RULE).collect()
    }
}

impl<'f> Scope<'f> {
    fn new(element: &'f Element, kind: Option<Kind>) -> Self {
        let mut scope =
            Scope { element, kind, elements: Vec::new(), schemes: BTreeMap::new(), iptc: false, open: false };
        collect(element, element, &mut scope.elements);
        for part in element.elements() {
            match part.name.as_str() {
                "catalogRef" => match part.value("href").and_then(catalog_number) {
                    Some(number) if number <= NEWEST_CATALOG => scope.iptc = true,
                    Some(_) => (scope.iptc, scope.open) = (true, true),
                    None => scope.open = true,
                },
                "catalog" => {
                    for scheme in part.all("scheme") {
                        if let Some(alias) = scheme.value("alias") {
                            scope.schemes.entry(alias).or_default().push(scheme);
                        }
                    }
                }
                _ => {}
            }
        }
        scope
    }

    fn inherit(&mut self, header: &Scope<'f>) {
        self.iptc |= header.iptc;
        self.open |= header.open;
        for (alias, schemes) in &header.schemes {
            self.schemes.entry(alias).or_insert_with(|| schemes.clone());
        }
    }

    /// The URI that an alias stands for here, where it is known.
    pub fn uri(&self, alias: &str) -> Option<&'f str> {
        let own = self.schemes.get(alias).and_then(|schemes| schemes.first()).and_then(|scheme| scheme.value("uri"));
        own.or_else(|| uri_of_alias(alias))
    }

    pub fn declares(&self, alias: &str) -> bool {
        self.open || self.schemes.contains_key(alias) || (self.iptc && is_iptc_alias(alias))
    }

    pub fn has_catalog(&self) -> bool {
        self.open || self.iptc || !self.schemes.is_empty()
    }

    pub fn uses_iptc(&self) -> bool {
        self.iptc
    }

    pub fn schemes(&self) -> impl Iterator<Item = (&'f str, &Vec<&'f Element>)> {
        self.schemes.iter().map(|(alias, schemes)| (*alias, schemes))
    }

    /// Attributes that hold QCodes, each code by itself.
    pub fn qcodes(&self) -> impl Iterator<Item = (&'f Attribute, &'f str)> {
        let attributes = self.elements.iter().flat_map(|element| element.attributes.iter());
        let coded =
            attributes.filter(|attribute| attribute.prefix.is_empty() && CODED.contains(&attribute.name.as_str()));
        coded.flat_map(|attribute| attribute.value.split_whitespace().map(move |qcode| (attribute, qcode)))
    }
}

fn collect<'f>(element: &'f Element, item: &Element, out: &mut Vec<&'f Element>) {
    out.push(element);
    if matches!(element.name.as_str(), "inlineXML" | "rightsExpressionXML" | "rightsExpressionData" | "inlineData") {
        return;
    }
    for inner in element.elements().filter(|inner| inner.namespace == item.namespace) {
        collect(inner, item, out);
    }
}

/// The number of IPTC's catalog, from its address.
fn catalog_number(href: &str) -> Option<u32> {
    let name = href.rsplit('/').next()?.strip_prefix("catalog.IPTC-G2-Standards_")?;
    name.strip_suffix(".xml")?.parse().ok()
}

pub fn is_g2(element: &Element) -> bool {
    element.namespace.as_deref() == Some(NAMESPACE)
}

/// The attributes of type QCodeType and QCodeListType.
pub const CODED: [&str; 53] = [
    "accesstype",
    "aspect",
    "audiochannels",
    "audiocodec",
    "authoritystatus",
    "colourindicator",
    "colourspace",
    "concepttype",
    "confirmationstatus",
    "creator",
    "derivedfrom",
    "durationunit",
    "encoding",
    "environment",
    "format",
    "hashtype",
    "heightunit",
    "how",
    "idformat",
    "interactiontype",
    "jobtitle",
    "layoutorientation",
    "market",
    "marketlabelsrc",
    "mode",
    "part",
    "pubconstraint",
    "qcode",
    "radunit",
    "ratertype",
    "ratingtype",
    "rel",
    "rendition",
    "renditionref",
    "reposrole",
    "representation",
    "residrefformat",
    "role",
    "scaleunit",
    "scope",
    "severity",
    "symbolsrc",
    "target",
    "tech",
    "timeunit",
    "type",
    "valcalctype",
    "valueunit",
    "videocodec",
    "videodefinition",
    "videoscaling",
    "why",
    "widthunit",
];
