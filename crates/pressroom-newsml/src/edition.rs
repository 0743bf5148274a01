//! An issue: as one message, or as files of its own items.

use std::collections::BTreeSet;

use pressroom_core::{Article, Diagnostic, Issue, Label, Span};

use crate::media::{Document, Media};
use crate::message::{further_prefix, header, items, single_items};
use crate::options::{NewsmlOptions, Wrapper};
use crate::outputs::Outputs;
use crate::package_item::{self, Package, StoryReference};
use crate::story::Story;
use crate::vocabulary::NAMESPACE;
use crate::xml::Xml;
use crate::{Failure, codes};

/// Writes an issue as the options say. As a message: the items of each story as it comes, then the package that puts them
/// in order. As items: the package as the main output, and each story's as further ones.
///
/// `media` holds the copy of the cover, if there is one. `stories` come in the order that `Issue::sections[].articles` counts them. One story is held at a time.
/// Gives back what was noticed. The issue and each story need an `id` and `updated`.
pub fn edition<E: From<Failure>>(
    outputs: &mut dyn Outputs,
    issue: &Issue,
    media: &Media,
    stories: impl IntoIterator<Item = Result<(Article, Media), E>>,
    options: &NewsmlOptions,
) -> Result<Vec<Diagnostic>, E> {
    options.check()?;
    let mut diagnostics = Vec::new();
    let package = Package::check(issue, media, options, &mut diagnostics)?;
    let in_message = options.wrapper == Wrapper::Message;
    let further = further_prefix(options);
    let document = Document { item_alone: !in_message, further: &further };
    let mut xml = Xml::new(diagnostics);
    if in_message {
        xml.open("newsMessage", &[("xmlns", NAMESPACE)]);
        let transmit_id = format!("{}:{}:{}", package.guid, package.version, package.updated);
        header(&mut xml, &package.updated, package.provider, &transmit_id, options);
        xml.open("itemSet", &[]);
    }
    let mut references = Vec::new();
    let mut guids = BTreeSet::from([package.guid.clone()]);
    for given in stories {
        let (article, media) = given?;
        let earlier = xml.diagnostics.len();
        let story = check(&article, &media, options, &mut guids, &mut xml.diagnostics)?;
        match options.wrapper {
            Wrapper::Message => {
                items(&mut xml, &story, document);
                outputs.write("", xml.take().as_bytes()).map_err(Failure::from)?;
            }
            Wrapper::Item => {
                let name = format!("{:04}", references.len() + 1);
                let noticed = std::mem::take(&mut xml.diagnostics);
                xml.diagnostics =
                    single_items(outputs, &story, &format!("{name}.xml"), &format!("{name}-picture-"), noticed)?;
            }
        }
        references.push(StoryReference::of(&story));
        xml.diagnostics.iter_mut().skip(earlier).for_each(|diagnostic| point_at(diagnostic, place(&article)));
    }
    package_item::check(issue, &references)?;
    package_item::write(&mut xml, &package, &references, document);
    if in_message {
        xml.close("itemSet");
        xml.close("newsMessage");
    }
    let (text, diagnostics) = xml.finish();
    outputs.write("", text.as_bytes()).map_err(Failure::from)?;
    Ok(diagnostics)
}

fn check<'a>(
    article: &'a Article,
    media: &'a Media,
    options: &'a NewsmlOptions,
    guids: &mut BTreeSet<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Story<'a>, Failure> {
    let checked = Story::check(article, media, options, diagnostics);
    let story = checked.and_then(|story| claim_guids(&story, guids).map(|()| story));
    story.map_err(|failure| match failure {
        Failure::Story(mut diagnostic) => {
            point_at(&mut diagnostic, place(article));
            Failure::Story(diagnostic)
        }
        Failure::Output(error) => Failure::Output(error),
    })
}

/// One guid, one item.
fn claim_guids(story: &Story<'_>, guids: &mut BTreeSet<String>) -> Result<(), Failure> {
    let pictures = story.pictures.iter().map(|picture| &picture.guid);
    for guid in std::iter::once(&story.guid).chain(pictures) {
        if !guids.insert(guid.clone()) {
            return Err(Diagnostic::new(codes::ID_TWICE).arg("id", guid).into());
        }
    }
    Ok(())
}

/// Among many stories, what is noticed has to say of which.
fn point_at(diagnostic: &mut Diagnostic, place: Option<&Span>) {
    if let (true, Some(span)) = (diagnostic.labels.is_empty(), place) {
        diagnostic.labels.push(Label { span: span.clone(), note: None });
    }
}

fn place(article: &Article) -> Option<&Span> {
    let headline = article.headline.as_ref().and_then(|headline| headline.span.as_ref());
    headline.or_else(|| article.body.iter().find_map(|block| block.span()))
}
