//! A story as the `article` element of its page.

use pressroom_core::losses::FIELD_DROPPED;
use pressroom_core::{Article, Block, Diagnostic, Direction, Figure, Moment, Person};
use pressroom_xhtml::{Back, Notes, Style, Tables, blocks, safe_href};

use crate::edition::{Edition, Story};
use crate::markup::{Markup, differing};
use crate::pictures;
use crate::words::{self, Words};
use crate::{NoteOpening, Output, WideTables};

/// The stories before and after.
#[derive(Clone, Copy, Default)]
pub struct Neighbours<'b> {
    pub previous: Option<&'b Story>,
    pub next: Option<&'b Story>,
}

/// Appends the story, and gathers what could not be written as it was.
pub fn article(
    page: &mut Markup,
    edition: &Edition,
    story: &Story,
    mut article: Article,
    output: &Output,
    losses: &mut Vec<Diagnostic>,
) {
    let words = words::of(&story.language);
    pictures::describe(&mut article.body, words);
    page.raw("<article class=\"story\" aria-labelledby=\"headline\">\n");
    head(page, story, &article, words);
    body(page, story, &article, words, output, losses);
    foot(page, edition, &article, words, output, losses);
    page.raw("</article>\n");
}

fn head(page: &mut Markup, story: &Story, article: &Article, words: &Words) {
    page.raw("<header>\n");
    let places = article.located.iter().map(|place| place.name.as_str());
    let kicker: Vec<&str> = article.section.as_deref().into_iter().chain(places).collect();
    if !kicker.is_empty() {
        page.name_element("p", "kicker", &kicker.join(" · "), story.direction);
    }
    page.raw("<h1 id=\"headline\">").text(&story.headline).raw("</h1>\n");
    for part in &article.deck {
        page.element("p", "deck", part);
    }
    byline(page, story, article, words);
    page.raw("</header>\n");
}

/// Who and when, on one line as far as there is room.
fn byline(page: &mut Markup, story: &Story, article: &Article, words: &Words) {
    let dateline = article.dateline.as_ref().and_then(|dateline| dateline.date);
    let shown = article.created.or(dateline.map(Moment::Date));
    if article.byline.is_empty() && shown.is_none() {
        return;
    }
    page.raw("<p class=\"byline\">");
    for (at, person) in article.byline.iter().enumerate() {
        page.raw(if at == 0 { "" } else { words.between_names });
        author(page, person, story.direction);
    }
    if let Some(moment) = shown {
        page.raw(if article.byline.is_empty() { "" } else { " <span class=\"dot\">·</span> " });
        // HTML's `time` also holds a day without its year, as `--05-04` (HTML, 4.5.14).
        page.raw("<time").attribute("datetime", &moment.to_string()).language(words.lang_inside(&story.language));
        page.raw(">").text(&words.moment(&moment)).raw("</time>");
    }
    page.raw("</p>\n");
}

fn author(page: &mut Markup, person: &Person, around: Direction) {
    page.raw("<span class=\"author\">").name(&person.name, around).raw("</span>");
    if let Some(affiliation) = &person.affiliation {
        page.raw(" <span class=\"affiliation\">(").name(affiliation, around).raw(")</span>");
    }
}

/// The body, the dateline run into the first paragraph.
fn body(
    page: &mut Markup,
    story: &Story,
    article: &Article,
    words: &Words,
    output: &Output,
    losses: &mut Vec<Diagnostic>,
) {
    let picture = |figure: &Figure| {
        let file = &figure.asset.as_ref()?.file;
        let picture = story.pictures.iter().find(|picture| picture.file == *file)?;
        Some(pressroom_xhtml::Picture { src: picture.path.clone(), width: picture.width, height: picture.height })
    };
    let tables = match output.tables {
        WideTables::Scroll => Tables::Scrolling(words.table),
        WideTables::Stack => Tables::Stacking,
    };
    let back = Back { words: words.back_to_text, language: words.lang_inside(&story.language) };
    let style = Style {
        format: output.format,
        crosshead_level: 2,
        picture: &picture,
        credit_label: words.credit_label,
        tables,
        direction: Some(story.direction),
        notes: match output.notes {
            NoteOpening::InPlace => Notes::LeadingBack(back),
            NoteOpening::OverPage => Notes::OpeningOver(back),
        },
    };
    let Some(dateline) = &article.dateline else {
        return blocks(&mut page.out, &article.body, &style, losses);
    };
    let has_lead = article.body.iter().any(|block| matches!(block, Block::Paragraph(_)));
    let mut opening = Markup::default();
    opening.raw("<span class=\"dateline\">").text(&dateline.text).raw("</span>");
    opening.raw(if has_lead { words.after_dateline } else { "" });
    pressroom_xhtml::body(&mut page.out, &article.body, &opening.finish(), &style, losses);
}

/// What stands below a story: related matter, source and rights.
fn foot(
    page: &mut Markup,
    edition: &Edition,
    article: &Article,
    words: &Words,
    output: &Output,
    losses: &mut Vec<Diagnostic>,
) {
    related(page, edition, article, words, output, losses);
    let lines = imprint(article, words);
    if !lines.is_empty() {
        page.raw("<footer class=\"rights\">\n");
        lines.iter().for_each(|line| {
            page.name_element("p", "", line, article.direction);
        });
        page.raw("</footer>\n");
    }
}

/// Who else worked on it, whose it is and what may be done with it. Nothing that stands on the page already.
fn imprint(article: &Article, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if !article.contributors.is_empty() {
        let names: Vec<&str> = article.contributors.iter().map(|person| person.name.as_str()).collect();
        lines.push(format!("{}{}", words.contributors_label, names.join(words.between_names)));
    }
    lines.extend(article.credit_line.as_ref().map(|line| line.text.clone()));
    let dateline = article.dateline.as_ref().map(|dateline| dateline.text.as_str());
    let shown = [dateline, article.credit_line.as_deref()];
    let source = article.source.as_deref().filter(|source| !shown.iter().flatten().any(|line| says(line, source)));
    lines.extend(source.map(|source| format!("{}{source}", words.source_label)));
    lines.extend(rights(article));
    lines
}

/// The notice as it is given, or one made of the holder's name where it names nobody; then the terms.
pub fn rights(article: &Article) -> Vec<String> {
    let notice = article.copyright.as_deref();
    let holder = article.copyright_holder.as_deref().map(str::trim).filter(|holder| !holder.is_empty());
    let holder = holder.filter(|holder| !notice.is_some_and(|notice| says(notice, holder)));
    let holder = holder.map(|holder| if holder.contains('©') { holder.to_owned() } else { format!("© {holder}") });
    let terms = article.usage_terms.as_deref();
    [holder, notice.map(str::to_owned), terms.map(str::to_owned)].into_iter().flatten().collect()
}

/// Whether the line says the words, as words of their own.
fn says(line: &str, words: &str) -> bool {
    let (line, words) = (line.to_lowercase(), words.trim().to_lowercase());
    let stands_alone = |(at, _): (usize, &str)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + words.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    !words.is_empty() && line.match_indices(&words).any(stands_alone)
}

fn related(
    page: &mut Markup,
    edition: &Edition,
    article: &Article,
    words: &Words,
    output: &Output,
    losses: &mut Vec<Diagnostic>,
) {
    let mut entries = Vec::new();
    for link in &article.links {
        let inside = edition.stories().find(|story| story.id.as_deref() == Some(&link.href));
        let title = link.title.as_deref();
        match (inside, safe_href(&link.href)) {
            (Some(story), _) => entries.push((story.path.clone(), title.unwrap_or(&story.headline))),
            (None, Some(href)) => entries.push((href, title.unwrap_or(&link.href))),
            (None, None) => {
                let loss = Diagnostic::new(FIELD_DROPPED).arg("format", output.format).arg("field", "links");
                losses.push(loss.at(&link.span));
            }
        }
    }
    if entries.is_empty() {
        return;
    }
    page.raw("<aside class=\"related\"").language(words.lang_inside(&article.language)).raw(">\n");
    page.element("h2", "", words.related).raw("<ul>\n");
    for (href, title) in entries {
        page.raw("<li>").link(&href, title, None).raw("</li>\n");
    }
    page.raw("</ul>\n</aside>\n");
}

/// Links to the stories around and to the page of `contents`. Whole files only: some readers mistake a fragment for a
/// note.
pub fn turn(page: &mut Markup, edition: &Edition, story: &Story, neighbours: Neighbours<'_>, contents: &str) {
    let words = edition.words();
    let around = story.language.as_str();
    let own = words.lang_inside(around).or(differing(&edition.language, around));
    page.raw("<nav class=\"turn\"").attribute("aria-label", words.stories).language(own);
    page.direction(edition.direction, story.direction).raw(">\n<ul>\n");
    for (class, label, target) in
        [("previous", words.previous, neighbours.previous), ("next", words.next, neighbours.next)]
    {
        if let Some(target) = target {
            page.raw("<li").attribute("class", class).raw(">").element("span", "label", label);
            page.link(&target.path, &target.headline, differing(&target.language, &edition.language)).raw("</li>\n");
        }
    }
    page.raw("<li class=\"up\">").link(contents, words.contents, None).raw("</li>\n</ul>\n</nav>\n");
}
