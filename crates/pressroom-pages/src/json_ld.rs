//! schema.org's NewsArticle for a story, so that programs find headline, authors and date without guessing.

use pressroom_core::{Article, Moment};
use serde_json::{Map, Value, json};

use crate::edition::Story;

/// The `script` element with the story's facts; only what the story says, and what the output `adds`.
pub fn facts(article: &Article, story: &Story, adds: Map<String, Value>) -> String {
    let mut facts = Map::new();
    let mut add = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            facts.insert(name.to_owned(), value);
        }
    };
    let string = |text: &str| Some(Value::from(text));
    let person = |name: &String| json!({ "@type": "Person", "name": name });
    let organization = |name: &str| json!({ "@type": "Organization", "name": name });
    let names = |names: Vec<&str>| (!names.is_empty()).then(|| Value::from(names));
    add("@context", string("https://schema.org"));
    add("@type", string("NewsArticle"));
    add("identifier", article.id.as_deref().and_then(string));
    add("headline", string(&story.headline));
    add("description", story.summary.as_deref().and_then(string));
    add("inLanguage", string(&story.language));
    add("articleSection", article.section.as_deref().and_then(string));
    add("author", (!story.byline.is_empty()).then(|| story.byline.iter().map(person).collect()));
    add("publisher", article.provider.as_deref().map(organization));
    add("datePublished", article.created.as_ref().filter(|moment| is_complete(moment)).map(|m| m.to_string().into()));
    add("dateModified", article.updated.map(|at| at.to_string().into()));
    add("contentLocation", names(article.located.iter().map(|place| place.name.as_str()).collect()));
    add("keywords", names(article.keywords.iter().map(|word| word.text.as_str()).collect()));
    add("copyrightNotice", article.copyright.as_deref().and_then(string));
    add("copyrightHolder", article.copyright_holder.as_deref().and_then(string));
    add("creditText", article.credit_line.as_deref().and_then(string));
    facts.extend(adds);
    // An XML parser would take these for mark-up, an HTML parser a `</script>` for the end.
    let json = Value::from(facts).to_string();
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    let legal: String =
        json.chars().map(|c| if pressroom_xhtml::is_xml_character(c) { c } else { '\u{FFFD}' }).collect();
    format!("<script type=\"application/ld+json\">{legal}</script>\n")
}

/// Whether year, month and day are known.
fn is_complete(moment: &Moment) -> bool {
    moment.date().complete().is_some()
}
