//! Who made the story: `by`, `creator`, `contributor`.

use pressroom_core::{Article, Person};

use super::context::Context;
use super::tree::Element;
use super::values::{alias_of, code_of, decoded, name_of, party};

/// `by` is what readers are to see; `creator` tells more of the same persons. A creator whom no `by` names worked on the
/// story without signing it.
pub fn read(content_meta: &Element, article: &mut Article, context: &mut Context<'_>) {
    let by: Vec<Person> = content_meta.all("by").filter_map(|by| signed(by, context)).collect();
    let creators: Vec<Person> = content_meta.all("creator").filter_map(|creator| person(creator, context)).collect();
    let mut contributors: Vec<Person> =
        content_meta.all("contributor").filter_map(|person_of| person(person_of, context)).collect();
    if by.is_empty() {
        article.byline = creators;
    } else {
        let (mut used, mut byline) = (vec![false; creators.len()], Vec::new());
        for signed in by {
            let mut same =
                creators.iter().enumerate().filter(|(index, creator)| !used[*index] && creator.name == signed.name);
            let found = same.next().map(|(index, creator)| (index, creator.clone()));
            match found {
                Some((index, creator)) => {
                    used[index] = true;
                    byline.push(creator);
                }
                None => {
                    for (index, creator) in creators.iter().enumerate() {
                        used[index] |= signed.name.to_lowercase().contains(&creator.name.to_lowercase());
                    }
                    byline.push(signed);
                }
            }
        }
        article.byline = byline;
        let unsigned = creators.into_iter().zip(used).filter(|(_, used)| !used).map(|(creator, _)| creator);
        contributors = unsigned.chain(contributors).collect();
    }
    article.contributors = contributors;
}

fn signed(by: &Element, context: &Context<'_>) -> Option<Person> {
    let text = context.line(by)?;
    Some(Person { name: text.text, role: None, affiliation: None, span: text.span })
}

fn person(element: &Element, context: &Context<'_>) -> Option<Person> {
    let role = element.value("role").map(|role| {
        let code = decoded(code_of(role));
        if alias_of(role) == Some("prperson") { code } else { code.to_lowercase() }
    });
    let affiliation = element.child("personDetails").and_then(|details| details.child("affiliation"));
    Some(Person {
        name: party(element, &context.language)?,
        role,
        affiliation: affiliation.and_then(|affiliation| name_of(affiliation, &context.language)),
        span: Some(context.places.span(&element.at)),
    })
}
