//! A story's texts as the rules read them, with a place for every word.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Article, Block, Inline, Span, Text, plain_text};

/// Which part of a story a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Headline,
    Deck,
    Body,
    Crosshead,
    Caption,
    Credit,
    /// Section, dateline, place, byline.
    Matter,
}

pub struct Passage<'a> {
    pub place: Place,
    pub text: Cow<'a, str>,
    pub span: Option<&'a Span>,
}

impl<'a> Passage<'a> {
    pub fn new(place: Place, text: &'a str, span: &'a Option<Span>) -> Self {
        Passage { place, text: Cow::Borrowed(text), span: span.as_ref() }
    }

    fn of(place: Place, text: &'a Text) -> Self {
        Passage::new(place, &text.text, &text.span)
    }

    /// Where a byte range of the text stands.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        self.span.map(|span| span.of_range(&self.text, range))
    }
}

/// Every text that a reader sees, in story order.
pub fn passages(article: &Article) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    out.extend(article.section.iter().map(|text| Passage::of(Place::Matter, text)));
    out.extend(article.headline.iter().map(|text| Passage::of(Place::Headline, text)));
    out.extend(article.located.iter().map(|place| Passage::new(Place::Matter, &place.name, &place.span)));
    out.extend(article.deck.iter().map(|text| Passage::of(Place::Deck, text)));
    out.extend(article.dateline.iter().map(|dateline| Passage::new(Place::Matter, &dateline.text, &dateline.span)));
    blocks(&article.body, &mut out);
    out.extend(article.byline.iter().map(|person| Passage::new(Place::Matter, &person.name, &person.span)));
    out
}

fn blocks<'a>(body: &'a [Block], out: &mut Vec<Passage<'a>>) {
    let inlines = |place, content: &'a [Inline], span: &'a Option<Span>| Passage {
        place,
        // Most paragraphs are nothing else, and each rule asks anew.
        text: if let [Inline::Text { text }] = content { Cow::Borrowed(text) } else { Cow::Owned(plain_text(content)) },
        span: span.as_ref(),
    };
    for block in body {
        match block {
            Block::Paragraph(b) => out.push(inlines(Place::Body, &b.content, &b.span)),
            Block::Crosshead(b) => out.push(inlines(Place::Crosshead, &b.content, &b.span)),
            // It repeats the story.
            Block::PullQuote(_) => {}
            Block::List(b) => b.items.iter().for_each(|item| blocks(item, out)),
            Block::Quote(b) => blocks(&b.content, out),
            Block::Note(b) => blocks(&b.content, out),
            Block::Figure(b) => {
                out.extend(b.caption.iter().map(|text| Passage::of(Place::Caption, text)));
                out.extend(b.credit.iter().map(|text| Passage::of(Place::Credit, text)));
            }
            Block::Table(b) => {
                let cells = b.rows.iter().flat_map(|row| &row.cells);
                out.extend(cells.map(|cell| inlines(Place::Body, &cell.content, &b.span)));
            }
            Block::Rule(_) | Block::Embed(_) | Block::Unknown(_) => {}
        }
    }
}

/// A word and how it stands in its sentence.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    pub range: Range<usize>,
    /// A capital here may be the sentence's and not the word's.
    pub starts_sentence: bool,
    /// Nothing but one space stands between it and the word before.
    pub follows_on: bool,
}

impl Word<'_> {
    pub fn is_capitalized(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// All capitals: an abbreviation, or a line set in capitals.
    pub fn is_all_capitals(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        letters.all(|c| !c.is_lowercase()) && self.text.chars().count() > 1
    }
}

/// Latin letters, which Vietnamese writes most, are known without a look-up in Unicode's tables.
fn is_word_character(c: char) -> bool {
    match c as u32 {
        0x00..=0x7F => c.is_ascii_alphanumeric(),
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x24F | 0x0300..=0x036F | 0x1E00..=0x1EFF => true,
        _ => c.is_alphanumeric(),
    }
}

/// The words of a text: letters, digits, marks, and apostrophes between them.
pub fn words(text: &str) -> Vec<Word<'_>> {
    const BYTES_OF_A_WORD: usize = 5;
    let mut words: Vec<Word<'_>> = Vec::with_capacity(text.len() / BYTES_OF_A_WORD);
    let mut start: Option<usize> = None;
    let mut gap_start = 0;
    let mut push = |range: Range<usize>, gap_start: usize| {
        let gap = text.get(gap_start..range.start).unwrap_or_default();
        let opens =
            |c: char| matches!(c, '.' | '!' | '?' | '…' | ':' | '"' | '“' | '‘' | '«' | '(' | '–' | '—' | '\n' | '•');
        let follows_on = matches!(gap, " " | "\u{A0}");
        let starts_sentence = gap_start == 0 || (!follows_on && gap.contains(opens));
        let word = text.get(range.clone()).unwrap_or_default();
        words.push(Word { text: word, range, starts_sentence, follows_on });
    };
    for (at, c) in text.char_indices() {
        let in_word = is_word_character(c);
        let inside = matches!(c, '\'' | '’') && start.is_some();
        match (in_word || inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                push(from..at, gap_start);
                gap_start = at;
                start = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    if let Some(from) = start {
        push(from..text.len(), gap_start);
    }
    words
}
