//! What an item says, one thing at a time.

use std::collections::BTreeMap;
use std::ops::Range;

use super::canon::{Canon, shown};
use super::sequence;
use crate::lint::sheet::Scope;
use crate::reader::tree::{Element, Node, one_line};

/// One thing that an item says.
#[derive(Clone, Debug)]
pub struct Fact {
    /// In the standard's words.
    pub part: String,
    /// What it means: equal facts are equal here.
    pub canon: String,
    /// What a user sees of it.
    pub shown: String,
    pub at: Range<usize>,
}

/// What an item says: in any order, and in an order that matters.
pub struct Facts {
    loose: Vec<Fact>,
    ordered: Vec<Fact>,
}

/// Two facts, or one that the other file has not.
pub type Unequal = (String, Option<Fact>, Option<Fact>);

pub fn facts(scope: &Scope<'_>, canon: &Canon<'_, '_>) -> Facts {
    let mut facts = Facts { loose: Vec::new(), ordered: Vec::new() };
    let item = scope.element;
    for attribute in &item.attributes {
        if matches!(attribute.name.as_str(), "standardversion" | "conformance" | "standard") {
            continue;
        }
        if let Some(meaning) = canon.attribute(item, attribute) {
            let part = format!("@{}", attribute.name);
            let shown = attribute.value.clone();
            facts.loose.push(Fact { part, canon: meaning, shown, at: attribute.at.clone() });
        }
    }
    for part in item.elements() {
        match part.name.as_str() {
            // How codes are written, not what is said.
            "catalogRef" | "catalog" => {}
            "itemMeta" | "contentMeta" | "rightsInfo" | "partMeta" => {
                for property in part.elements() {
                    facts.loose.push(fact(format!("{}/{}", part.name, property.name), property, canon));
                }
            }
            "contentSet" => part.elements().for_each(|content| facts.content(content, canon)),
            "groupSet" => facts.groups(part, canon),
            name => facts.loose.push(fact(name.to_owned(), part, canon)),
        }
    }
    // Usable is what an item is that says nothing (NewsML-G2 specification, pubStatus).
    if scope.kind.is_some() && !facts.loose.iter().any(|fact| fact.part == "itemMeta/pubStatus") {
        let canon = format!("<pubStatus uri={}></>", canon.qcode("stat:usable"));
        let part = "itemMeta/pubStatus".to_owned();
        facts.loose.push(Fact { part, canon, shown: "stat:usable".to_owned(), at: item.at.clone() });
    }
    facts
}

fn fact(part: String, element: &Element, canon: &Canon<'_, '_>) -> Fact {
    Fact { part, canon: canon.element(element), shown: shown(element), at: element.at.start..element.end }
}

impl Facts {
    fn content(&mut self, content: &Element, canon: &Canon<'_, '_>) {
        if content.name != "inlineXML" {
            return self.loose.push(fact(format!("contentSet/{}", content.name), content, canon));
        }
        for attribute in content.attributes.iter().filter(|attribute| !attribute.name.ends_with("count")) {
            if let Some(meaning) = canon.attribute(content, attribute) {
                let part = format!("inlineXML/@{}", attribute.name);
                let shown = attribute.value.clone();
                self.loose.push(Fact { part, canon: meaning, shown, at: attribute.at.clone() });
            }
        }
        self.blocks(&content.children, "inlineXML");
    }

    /// The text of a body, block by block, with the elements that it stands in.
    fn blocks(&mut self, nodes: &[Node], path: &str) {
        for node in nodes {
            match node {
                Node::Element(element) if element.name.eq_ignore_ascii_case("head") => {}
                Node::Element(element) => {
                    let name = element.name.to_ascii_lowercase();
                    // Around the whole, and without a meaning of its own.
                    let around = matches!(name.as_str(), "html" | "body" | "div" | "article" | "section" | "main");
                    let inner = if around { path.to_owned() } else { format!("{path}/{name}") };
                    if element.elements().any(is_block) || around {
                        self.blocks(&element.children, &inner);
                    } else {
                        let canon = format!("{inner} {}", marked_up(element));
                        let text = element.line();
                        let shown = if text.is_empty() { attributes(element) } else { text };
                        self.ordered.push(Fact { part: inner, canon, shown, at: element.at.start..element.end });
                    }
                }
                Node::Text(text) => {
                    let shown = one_line(&text.text);
                    if !shown.is_empty() {
                        let canon = format!("{path} {shown}");
                        self.ordered.push(Fact { part: path.to_owned(), canon, shown, at: text.at.clone() });
                    }
                }
            }
        }
    }

    /// Groups as a reader goes through them, from the root; their ids mean nothing outside the file.
    fn groups(&mut self, set: &Element, canon: &Canon<'_, '_>) {
        const MOST: usize = 100_000;
        let by_id: BTreeMap<&str, &Element> =
            set.all("group").filter_map(|group| Some((group.value("id")?, group))).collect();
        let root = set.value("root").and_then(|root| by_id.get(root).copied());
        let mut open: Vec<(&Element, usize)> = root.map(|root| (root, 0)).into_iter().collect();
        let mut walked = 0;
        while let Some((element, depth)) = open.pop() {
            walked += 1;
            if walked > MOST || depth > 32 {
                continue;
            }
            let place = element.at.start..element.end;
            match element.name.as_str() {
                "groupRef" => {
                    open.extend(element.value("idref").and_then(|id| by_id.get(id)).map(|group| (*group, depth + 1)))
                }
                "group" => {
                    let title = element.child("title").map(Element::line).unwrap_or_default();
                    let codes: Vec<String> =
                        element.attributes.iter().filter_map(|a| canon.attribute(element, a)).collect();
                    let meaning = format!("group {depth} {title} {}", codes.join(" "));
                    self.ordered.push(Fact {
                        part: "groupSet/group".to_owned(),
                        canon: meaning,
                        shown: title,
                        at: element.at.clone(),
                    });
                    let inner: Vec<&Element> = element.elements().filter(|inner| inner.name != "title").collect();
                    open.extend(inner.into_iter().rev().map(|inner| (inner, depth)));
                }
                name => self.ordered.push(Fact {
                    part: format!("groupSet/group/{name}"),
                    canon: format!("{depth} {}", canon.element(element)),
                    shown: shown(element),
                    at: place,
                }),
            }
        }
    }
}

fn is_block(element: &Element) -> bool {
    const INLINE: [&str; 14] =
        ["a", "b", "i", "strong", "em", "span", "br", "sub", "sup", "u", "q", "cite", "abbr", "time"];
    !INLINE.contains(&element.name.to_ascii_lowercase().as_str())
}

fn attributes(element: &Element) -> String {
    let named = element.attributes.iter().filter(|a| matches!(a.name.as_str(), "src" | "href" | "source" | "alt"));
    let values: Vec<&str> = named.map(|attribute| attribute.value.as_str()).collect();
    if values.is_empty() { element.name.clone() } else { values.join(" ") }
}

/// Text with its formatting, links and pictures; classes and styles are how it looks.
fn marked_up(element: &Element) -> String {
    let mut out = String::new();
    push(element, &mut out);
    one_line(&out)
}

fn push(element: &Element, out: &mut String) {
    for attribute in &element.attributes {
        if matches!(attribute.name.as_str(), "href" | "src" | "alt" | "source" | "colspan" | "rowspan") {
            out.push_str(&format!("[{}={}]", attribute.name, attribute.value.trim()));
        }
    }
    for node in &element.children {
        match node {
            Node::Text(text) => out.push_str(&text.text),
            Node::Element(inner) => {
                let name = match inner.name.to_ascii_lowercase().as_str() {
                    "b" => "strong".to_owned(),
                    "i" => "em".to_owned(),
                    "span" => String::new(),
                    name => name.to_owned(),
                };
                out.push_str(&format!("<{name}>"));
                push(inner, out);
                out.push_str("</>");
            }
        }
    }
}

/// What is not in both. Facts of one part that are left over on both sides are taken for each other.
pub fn compare(old: Facts, new: Facts) -> Vec<Unequal> {
    let mut unequal = loose(old.loose, new.loose);
    unequal.extend(sequence::compare(old.ordered, new.ordered));
    unequal
}

fn loose(old: Vec<Fact>, new: Vec<Fact>) -> Vec<Unequal> {
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for fact in &new {
        *counts.entry((fact.part.clone(), fact.canon.clone())).or_default() += 1;
    }
    let mut left_old = Vec::new();
    for fact in old {
        match counts.get_mut(&(fact.part.clone(), fact.canon.clone())) {
            Some(count) if *count > 0 => *count -= 1,
            Some(_) | None => left_old.push(fact),
        }
    }
    // Of equal ones, the last are left.
    let mut left_new: BTreeMap<String, Vec<Fact>> = BTreeMap::new();
    for fact in new.into_iter().rev() {
        if let Some(count) = counts.get_mut(&(fact.part.clone(), fact.canon.clone()))
            && *count > 0
        {
            *count -= 1;
            left_new.entry(fact.part.clone()).or_default().push(fact);
        }
    }
    let mut unequal: Vec<Unequal> = Vec::new();
    for fact in left_old {
        let other = left_new.get_mut(&fact.part).and_then(Vec::pop);
        unequal.push((fact.part.clone(), Some(fact), other));
    }
    let mut rest: Vec<Fact> = left_new.into_values().flatten().collect();
    rest.sort_by_key(|fact| fact.at.start);
    unequal.extend(rest.into_iter().map(|fact| (fact.part.clone(), None, Some(fact))));
    unequal
}
