//! Which item of one file is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::lint::sheet::{Scope, Sheet};
use crate::reader::tree::Element;

/// An item of both files, or of one.
pub struct Pair<'s, 'f> {
    pub old: Option<&'s Scope<'f>>,
    pub new: Option<&'s Scope<'f>>,
}

/// What two items have in common when they are the same one.
type Key = fn(&Scope<'_>) -> Option<(String, String)>;

/// By guid; then by kind and headline, since systems name items differently; then by kind and order, when both files have
/// as many.
pub fn pairs<'s, 'f>(old: &'s Sheet<'f>, new: &'s Sheet<'f>) -> Vec<Pair<'s, 'f>> {
    let mut olds: Vec<&Scope<'f>> = old.scopes.iter().collect();
    let mut pairs: Vec<Pair<'s, 'f>> = new.scopes.iter().map(|scope| Pair { old: None, new: Some(scope) }).collect();
    let keys: [Key; 2] = [by_guid, by_headline];
    for key in keys {
        let mut known: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (index, scope) in olds.iter().enumerate().rev() {
            if let Some(key) = key(scope) {
                known.entry(key).or_default().push(index);
            }
        }
        let mut used = BTreeSet::new();
        for pair in pairs.iter_mut().filter(|pair| pair.old.is_none()) {
            let found = pair.new.and_then(key).and_then(|key| known.get_mut(&key)?.pop());
            if let Some(index) = found {
                pair.old = olds.get(index).copied();
                used.insert(index);
            }
        }
        olds =
            olds.into_iter().enumerate().filter(|(index, _)| !used.contains(index)).map(|(_, scope)| scope).collect();
    }
    by_order(&mut olds, &mut pairs);
    pairs.extend(olds.into_iter().map(|scope| Pair { old: Some(scope), new: None }));
    pairs
}

fn by_order<'s, 'f>(olds: &mut Vec<&'s Scope<'f>>, pairs: &mut [Pair<'s, 'f>]) {
    let kinds: BTreeSet<String> = olds.iter().map(|scope| kind(scope)).collect();
    for wanted in kinds {
        let of_old: Vec<usize> =
            (0..olds.len()).filter(|index| olds.get(*index).is_some_and(|s| kind(s) == wanted)).collect();
        let is_free =
            |pair: &&mut Pair<'_, '_>| pair.old.is_none() && pair.new.is_some_and(|scope| kind(scope) == wanted);
        let free: Vec<&mut Pair<'s, 'f>> = pairs.iter_mut().filter(is_free).collect();
        if free.len() == of_old.len() {
            for (pair, index) in free.into_iter().zip(&of_old) {
                pair.old = olds.get(*index).copied();
            }
            *olds = olds.iter().copied().filter(|scope| kind(scope) != wanted).collect();
        }
    }
}

fn by_guid(scope: &Scope<'_>) -> Option<(String, String)> {
    Some((scope.element.value("guid")?.to_owned(), scope.element.value("version").unwrap_or("1").to_owned()))
}

fn by_headline(scope: &Scope<'_>) -> Option<(String, String)> {
    let headline = scope.element.child("contentMeta").and_then(|meta| meta.child("headline")).map(Element::line)?;
    (!headline.is_empty()).then(|| (kind(scope), headline))
}

/// The element's name and its class.
fn kind(scope: &Scope<'_>) -> String {
    let class = scope.element.child("itemMeta").and_then(|meta| meta.child("itemClass"));
    let class = class.and_then(|class| class.value("qcode").or(class.value("uri"))).map(crate::reader::values::code_of);
    format!("{} {}", scope.element.name, class.unwrap_or_default())
}

/// The old guids of items that have another in the new file.
pub fn renamed(pairs: &[Pair<'_, '_>]) -> BTreeMap<String, String> {
    let guid = |scope: Option<&Scope<'_>>| scope.and_then(|scope| scope.element.value("guid").map(str::to_owned));
    pairs.iter().filter_map(|pair| Some((guid(pair.old)?, guid(pair.new)?))).filter(|(old, new)| old != new).collect()
}

pub fn name(pair: &Pair<'_, '_>) -> String {
    let scope = pair.new.or(pair.old);
    let guid = scope.and_then(|scope| scope.element.value("guid").map(str::to_owned));
    guid.or_else(|| scope.map(|scope| scope.element.name.clone())).unwrap_or_default()
}
