//! What stands below a story: who else worked on it, whose it is, what it refers to.

use pressroom_core::{Article, Person, Text};

use super::body::{Body, Frame};
use super::desk::Desk;
use super::head::push_person;
use crate::page::Role;
use crate::text::set_lines::Alignment;
use crate::text::style::RichText;

/// Who has the copyright, where the notice does not say so.
fn copyright_holder(article: &Article) -> Option<Text> {
    let holder = article.copyright_holder.as_ref().filter(|holder| !holder.trim().is_empty())?;
    let said = article.copyright.as_ref().is_some_and(|notice| notice.contains(holder.trim()));
    (!said).then(|| Text { text: format!("© {}", holder.trim()), span: holder.span.clone() })
}

pub fn add(desk: &mut Desk<'_, '_>, body: &mut Body, article: &Article, frame: &Frame) {
    body.space(1);
    body.contributors(desk, &article.contributors, frame);
    let holder = copyright_holder(article);
    for text in [&article.credit_line, &article.copyright, &holder, &article.usage_terms].into_iter().flatten() {
        body.end_matter(desk, text, None, frame);
    }
    for link in &article.links {
        let title = link.title.clone().unwrap_or_else(|| link.href.clone());
        body.end_matter(desk, &Text { text: title, span: link.span.clone() }, Some(&link.href), frame);
    }
}

impl Body {
    /// Who else worked on the story.
    fn contributors(&mut self, desk: &mut Desk<'_, '_>, people: &[Person], frame: &Frame) {
        let scale = &desk.sheet.scale;
        let named: Vec<&Person> = people.iter().filter(|person| !person.name.trim().is_empty()).collect();
        let Some(first) = named.first() else { return };
        let mut text = RichText::default().at(&first.span);
        for (index, person) in named.iter().enumerate() {
            if index > 0 {
                text.push(", ", scale.end_matter);
            }
            push_person(&mut text, person, scale.contributor, scale.end_matter);
        }
        let node = desk.layout.structure.add(Some(frame.node), Role::Paragraph);
        let frame = Frame { alignment: Alignment::Start, ..*frame };
        self.paragraph_rows(desk, text, &frame, node, 0.0);
    }

    /// A small paragraph after the story: rights, related stories.
    fn end_matter(&mut self, desk: &mut Desk<'_, '_>, text: &Text, href: Option<&str>, frame: &Frame) {
        let scale = &desk.sheet.scale;
        if text.trim().is_empty() {
            return;
        }
        let node = desk.layout.structure.add(Some(frame.node), Role::Paragraph);
        let mut rich = RichText::default().at(&text.span);
        match href {
            Some(href) => {
                let link = desk.address(href);
                let link_node = desk.layout.structure.add(Some(node), Role::Link(link));
                rich.push_linked(text, scale.end_matter, Some(link_node), Some(link));
            }
            None => rich.push(text, scale.end_matter),
        }
        let frame = Frame { alignment: Alignment::Start, ..*frame };
        self.paragraph_rows(desk, rich, &frame, node, 0.0);
    }
}
