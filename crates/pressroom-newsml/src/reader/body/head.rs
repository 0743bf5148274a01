//! What a body repeats of the story's head, or alone has of it: `h1`, NITF's `body.head`, a page's `head` and `header`.

use std::collections::BTreeSet;

use pressroom_core::{Block, Dateline, Person, RemovedKind, Span, Text, plain_text};

use super::Body;
use super::role::has_class;
use crate::reader::tree::Element;

/// For comparing: spaces and case aside.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

impl Body<'_, '_> {
    fn span(&self, element: &Element) -> Span {
        self.context.places.span(&(element.at.start..element.end))
    }

    /// A heading that is the headline or a deck again. The first `h1` of a story without a headline is its headline.
    pub fn is_story_headline(&mut self, element: &Element, text: &str) -> bool {
        let first = matches!(element.name.to_ascii_lowercase().as_str(), "h1" | "hl1");
        match &self.article.headline {
            Some(headline) if same(headline, text) => first || !(self.started || self.context.own),
            None if first => {
                self.article.headline = Some(Text::at(text, self.span(element)));
                true
            }
            Some(_) | None => !(self.started || self.context.own) && self.has_deck(text),
        }
    }

    fn has_deck(&self, text: &str) -> bool {
        self.article.deck.iter().any(|deck| same(deck, text))
    }

    /// A paragraph that its class says to be deck or byline, and that the head has already, or lacks.
    pub fn is_head_matter(&mut self, element: &Element) -> bool {
        let text = element.line();
        if text.is_empty() {
            return false;
        }
        if ["deck", "standfirst", "subheadline", "subhead"].iter().any(|class| has_class(element, class)) {
            if self.article.deck.is_empty() {
                self.article.deck.push(Text::at(text, self.span(element)));
                return true;
            }
            return self.has_deck(&text);
        }
        if element.name.eq_ignore_ascii_case("dat") {
            self.swedish_dateline(element);
            return true;
        }
        if element.name == "tagline" {
            return self.article.credit_line.as_ref().is_some_and(|credit| same(credit, &text));
        }
        if has_class(element, "byline") || element.name.eq_ignore_ascii_case("byline") {
            if self.article.byline.is_empty() {
                self.article.byline.push(Person { name: text, span: Some(self.span(element)), ..Person::default() });
                return true;
            }
            return self.article.byline.iter().any(|person| same(&person.name, &text));
        }
        false
    }

    /// TT's: the place, and who is there.
    fn swedish_dateline(&mut self, element: &Element) {
        let part = |name: &str| element.elements().find(|inner| inner.name.eq_ignore_ascii_case(name));
        let said = |name: &str| part(name).map(Element::line).filter(|text| !text.is_empty());
        let place = said("ort");
        let text = [place.clone(), said("source")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let text = if text.is_empty() { element.line() } else { text };
        if self.article.dateline.is_none() {
            self.article.dateline =
                Some(Dateline { text, place, span: Some(self.span(element)), ..Dateline::default() });
        } else {
            self.remove(&text, RemovedKind::Framing, &(element.at.start..element.end));
        }
    }

    /// `head`: its title is the headline again, or stands in for it.
    pub fn page_head(&mut self, head: &Element) {
        for element in head.elements() {
            if element.name.eq_ignore_ascii_case("title") {
                self.page_title(element);
            } else {
                self.leave_out_quietly(element);
            }
        }
        let own: String = head.children.iter().filter(|node| node.element().is_none()).map(text_of).collect();
        self.remove(&own, RemovedKind::Framing, &head.at);
    }

    fn page_title(&mut self, element: &Element) {
        let text = element.line();
        let known = [self.article.slugline.as_deref(), self.article.id.as_deref(), self.article.headline.as_deref()];
        if text.is_empty() || known.iter().flatten().any(|known| same(known, &text)) {
            return;
        }
        if self.article.headline.is_none() {
            self.article.headline = Some(Text::at(text, self.span(element)));
        } else {
            self.remove(&text, RemovedKind::Framing, &(element.at.start..element.end));
        }
    }

    fn leave_out_quietly(&mut self, element: &Element) {
        self.remove(&element.line(), RemovedKind::Framing, &(element.at.start..element.end));
    }

    /// `header` of a page: what it repeats of the metadata, and the time, are no part of the text.
    pub fn page_header(&mut self, header: &Element, out: &mut Vec<Block>) {
        let known = self.known();
        let at = header.at.start..header.end;
        for block in self.blocks(&header.children) {
            match block {
                Block::Paragraph(paragraph) if known.contains(&folded(&plain_text(&paragraph.content))) => {}
                Block::Paragraph(paragraph) if !plain_text(&paragraph.content).contains(char::is_alphabetic) => {
                    self.remove(&plain_text(&paragraph.content), RemovedKind::Framing, &at);
                }
                Block::List(mut list) => {
                    list.items.retain(|item| {
                        !matches!(item.as_slice(), [Block::Paragraph(p)] if known.contains(&folded(&plain_text(&p.content))))
                    });
                    if !list.items.is_empty() {
                        out.push(Block::List(list));
                    }
                }
                other => out.push(other),
            }
        }
    }

    fn known(&self) -> BTreeSet<String> {
        let article = &*self.article;
        let texts = [&article.headline, &article.slugline, &article.provider, &article.credit_line, &article.section];
        let texts =
            texts.into_iter().flatten().chain(&article.deck).chain(&article.keywords).map(|text| text.text.as_str());
        let codes = article.subjects.iter().chain(&article.genre).filter_map(|coded| coded.name.as_deref());
        let names = article.located.iter().map(|located| located.name.as_str());
        let people = article.byline.iter().map(|person| person.name.as_str());
        texts.chain(codes).chain(names).chain(people).map(folded).collect()
    }

    /// NITF's `body.head`.
    pub fn story_head(&mut self, head: &Element, out: &mut Vec<Block>) {
        for element in head.elements() {
            match element.name.as_str() {
                "hedline" => {
                    element.elements().for_each(|line| self.head_line(line));
                    let own: String =
                        element.children.iter().filter(|node| node.element().is_none()).map(text_of).collect();
                    self.remove(&own, RemovedKind::Framing, &element.at);
                }
                "byline" => self.byline(element),
                "dateline" => self.dateline(element),
                "distributor" => {
                    if self.article.provider.is_none() {
                        self.article.provider = self.context.line(element);
                    } else {
                        self.repeated(element, &|body, text| {
                            body.article.provider.as_ref().is_some_and(|p| same(p, text))
                        });
                    }
                }
                "abstract" if self.article.summary.is_none() => self.article.summary = self.context.text(element),
                "abstract" => {
                    self.repeated(element, &|body, text| body.article.summary.as_ref().is_some_and(|s| same(s, text)));
                }
                _ => {
                    let blocks = self.blocks(&element.children);
                    out.extend(blocks);
                }
            }
        }
        let own: String = head.children.iter().filter(|node| node.element().is_none()).map(text_of).collect();
        self.remove(&own, RemovedKind::Framing, &head.at);
    }

    fn head_line(&mut self, line: &Element) {
        let text = line.line();
        let known =
            self.article.headline.as_ref().is_some_and(|headline| same(headline, &text)) || self.has_deck(&text);
        if text.is_empty() || known {
            return;
        }
        if line.name == "hl1" && self.article.headline.is_none() {
            self.article.headline = Some(Text::at(text, self.span(line)));
        } else if line.name == "hl1" {
            self.remove(&text, RemovedKind::Framing, &(line.at.start..line.end));
        } else {
            self.article.deck.push(Text::at(text, self.span(line)));
        }
    }

    fn byline(&mut self, element: &Element) {
        let text = element.line();
        if text.is_empty() {
            return;
        }
        if self.article.byline.is_empty() {
            let person = element.child("person").map(Element::line).filter(|name| !name.is_empty());
            let title = element.child("byttl").map(Element::line).filter(|title| !title.is_empty());
            let (name, affiliation) = match (person, title) {
                (Some(person), title) => (person, title),
                (None, _) => (text.clone(), None),
            };
            let label = text.split(name.as_str()).next().unwrap_or_default();
            if affiliation.is_none() || !affiliation.as_ref().is_some_and(|title| label.contains(title.as_str())) {
                self.remove(label, RemovedKind::Label, &(element.at.start..element.end));
            }
            self.article.byline.push(Person { name, role: None, affiliation, span: Some(self.span(element)) });
        } else {
            self.repeated(element, &|body, text| body.article.byline.iter().all(|person| text.contains(&person.name)));
        }
    }

    fn dateline(&mut self, element: &Element) {
        let text = element.line();
        if text.is_empty() {
            return;
        }
        if self.article.dateline.is_none() {
            let place = element.descendants().find(|inner| matches!(inner.name.as_str(), "city" | "location"));
            let place = place.map(Element::line).filter(|place| !place.is_empty());
            self.article.dateline =
                Some(Dateline { text, place, span: Some(self.span(element)), ..Dateline::default() });
        } else {
            self.repeated(element, &|body, text| {
                body.article.dateline.as_ref().is_some_and(|known| same(&known.text, text))
            });
        }
    }

    /// Head matter that the item's metadata has too: gone when it says the same, kept aside when not.
    fn repeated(&mut self, element: &Element, is_known: &dyn Fn(&Self, &str) -> bool) {
        let text = element.line();
        if !is_known(self, &text) {
            self.remove(&text, RemovedKind::Framing, &(element.at.start..element.end));
        }
    }
}

fn text_of(node: &crate::reader::tree::Node) -> &str {
    match node {
        crate::reader::tree::Node::Text(text) => &text.text,
        crate::reader::tree::Node::Element(_) => "",
    }
}
