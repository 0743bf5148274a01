//! `packageItem`: order, sections, and which pictures go with which text.

use std::collections::{BTreeMap, BTreeSet};

use super::items::{Items, Kind};
use super::tree::Element;

/// Groups inside groups are followed this deep.
const MAX_GROUPS_DEEP: usize = 32;
/// A group that several others refer to is walked as often; no edition comes near this.
const MAX_REFERENCES: usize = 100_000;

/// What a package says of one text.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The title of the group that it stands in.
    pub section: Option<String>,
    /// Guids or addresses of what is grouped with it.
    pub with: Vec<String>,
}

/// The texts of a file's packages by guid, in their order.
#[derive(Default)]
pub struct Order {
    pub places: BTreeMap<String, Place>,
    pub guids: Vec<String>,
}

struct Walk<'t> {
    groups: BTreeMap<&'t str, &'t Element>,
    texts: BTreeSet<&'t str>,
    order: Order,
    /// The text that what follows belongs to.
    last: Option<String>,
    /// What came before the first text.
    early: Vec<String>,
    references: usize,
}

pub fn order(items: &Items<'_>) -> Order {
    let texts: BTreeSet<&str> =
        items.items.iter().filter(|item| item.is_text()).filter_map(|item| item.guid()).collect();
    let mut walk =
        Walk { groups: BTreeMap::new(), texts, order: Order::default(), last: None, early: Vec::new(), references: 0 };
    for package in items.items.iter().filter(|item| item.kind == Kind::Package) {
        for set in package.element.all("groupSet") {
            walk.groups = set.all("group").filter_map(|group| Some((group.value("id")?, group))).collect();
            let root = set.value("root").and_then(|root| walk.groups.get(root).copied()).or_else(|| set.child("group"));
            walk.last = None;
            if let Some(root) = root {
                walk.group(root, 0);
            }
            // Groups that nothing refers to still say what belongs together.
            if walk.order.guids.is_empty() {
                set.all("group").for_each(|group| walk.group(group, MAX_GROUPS_DEEP));
            }
        }
    }
    walk.order
}

impl<'t> Walk<'t> {
    fn group(&mut self, group: &'t Element, depth: usize) {
        // The root's title is the edition's own.
        let title = group.child("title").filter(|_| depth > 0).map(Element::line).filter(|title| !title.is_empty());
        for element in group.elements() {
            self.references += 1;
            if self.references > MAX_REFERENCES {
                return;
            }
            match element.name.as_str() {
                "itemRef" => self.item(element, title.as_deref()),
                "groupRef" if depth < MAX_GROUPS_DEEP => {
                    let target = element.value("idref").and_then(|id| self.groups.get(id).copied());
                    if let Some(inner) = target {
                        self.group(inner, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, reference: &Element, section: Option<&str>) {
        let Some(target) = reference.value("residref").or(reference.value("href")) else { return };
        if !self.texts.contains(target) {
            let place = self.last.as_ref().and_then(|text| self.order.places.get_mut(text));
            match place {
                Some(place) => place.with.push(target.to_owned()),
                None => self.early.push(target.to_owned()),
            }
            return;
        }
        let early = std::mem::take(&mut self.early);
        let place = self.order.places.entry(target.to_owned()).or_insert_with(|| {
            self.order.guids.push(target.to_owned());
            Place { section: section.map(str::to_owned), with: early }
        });
        if place.section.is_none() {
            place.section = section.map(str::to_owned);
        }
        self.last = Some(target.to_owned());
    }
}
