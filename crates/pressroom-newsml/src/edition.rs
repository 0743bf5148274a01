//! An issue as one message.

use std::collections::BTreeSet;
use std::io;

use pressroom_core::{Article, Diagnostic, Issue, Label, Span};

use crate::message::{header, items};
use crate::package_item::{Package, StoryReference};
use crate::story::Story;
use crate::vocabulary::NAMESPACE;
use crate::xml::Xml;
use crate::{Failure, MessageOptions, codes, package_item};

/// Writes an issue as a `newsMessage`: the items of each story as it comes, then the package that puts them in order.
///
/// `stories` come in the order that `Issue::sections[].articles` counts them. One story is held at a time.
/// Gives back what was noticed. The issue and each story need an `id` and `updated`.
pub fn edition<W: io::Write, E: From<Failure>>(
    out: W,
    issue: &Issue,
    stories: impl IntoIterator<Item = Result<Article, E>>,
    options: &MessageOptions,
) -> Result<Vec<Diagnostic>, E> {
    let mut diagnostics = Vec::new();
    let package = Package::check(issue, options, &mut diagnostics)?;
    let mut xml = Xml::new(out, diagnostics).map_err(Failure::from)?;
    let written = xml.element("newsMessage", &[("xmlns", NAMESPACE)], |xml| {
        let transmit_id = format!("{}:{}", package.guid, package.updated);
        header(xml, &package.updated, package.provider, &transmit_id)?;
        xml.element("itemSet", &[], |xml| {
            let mut references = Vec::new();
            let mut guids = BTreeSet::from([package.guid.clone()]);
            for story in stories {
                let story = story.map_err(Stopped::Source)?;
                references.push(write_story(xml, &story, options, &mut guids)?);
            }
            Ok(package_item::write(xml, &package, &references)?)
        })
    });
    match written {
        Ok(()) => Ok(xml.finish().map_err(Failure::from)?),
        Err(Stopped::Source(error)) => Err(error),
        Err(Stopped::Failed(failure)) => Err(failure.into()),
    }
}

/// Why the writing ended early.
enum Stopped<E> {
    /// The next story could not be had.
    Source(E),
    Failed(Failure),
}

impl<E> From<io::Error> for Stopped<E> {
    fn from(error: io::Error) -> Self {
        Stopped::Failed(error.into())
    }
}

impl<E> From<Failure> for Stopped<E> {
    fn from(failure: Failure) -> Self {
        Stopped::Failed(failure)
    }
}

fn write_story<W: io::Write>(
    xml: &mut Xml<W>,
    article: &Article,
    options: &MessageOptions,
    guids: &mut BTreeSet<String>,
) -> Result<StoryReference, Failure> {
    let earlier = xml.diagnostics.len();
    let checked = Story::check(article, options, &mut xml.diagnostics);
    let story = checked.and_then(|story| claim_guids(&story, guids).map(|()| story));
    let story = story.map_err(|failure| match failure {
        Failure::Story(mut diagnostic) => {
            point_at(&mut diagnostic, place(article));
            Failure::Story(diagnostic)
        }
        Failure::Output(error) => Failure::Output(error),
    })?;
    items(xml, &story)?;
    xml.diagnostics.iter_mut().skip(earlier).for_each(|diagnostic| point_at(diagnostic, place(article)));
    Ok(StoryReference::of(&story))
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
