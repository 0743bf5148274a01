//! A web page's furniture: lines that the profile lists, tags, and headlines of other stories below a heading that
//! says so.

use super::shape;
use crate::profile::Profile;
use crate::profile::phrases::{Case, Lexicon};
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "leftover";
/// A list of other stories is hardly longer.
const MAX_RELATED: usize = 12;
const MAX_RELATED_WORDS: usize = 34;
const MAX_BEGUN_WORDS: usize = 60;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let mut row = 0;
    while row < sheet.rows.len() {
        let text = sheet.rest(row);
        let form = Lexicon::form_of(text);
        let is_in = |list: &Lexicon| form.as_ref().is_some_and(|form| list.has_form(form));
        if is_in(&profile.leftovers.related) {
            sheet.take_rest(row, claim(0.98));
            row = take_related(sheet, row + 1);
            continue;
        }
        if is_in(&profile.leftovers.tags) {
            sheet.take_rest(row, claim(0.98));
            row = take_tags(sheet, row + 1);
            continue;
        }
        if is_in(&profile.leftovers.lines) {
            sheet.take_rest(row, claim(0.98));
        } else if begins(text, profile)
            || are_tags(text)
            || is_copyright(text)
            || is_follow(text)
            || (row + 1 == sheet.rows.len() && is_agencys(text, profile))
        {
            sheet.take_rest(row, claim(0.9));
        } else if row > 0 && is_link(text) {
            sheet.take_rest(row, Claim { part: Part::Leftover, rule: "related headline", confidence: 0.7 });
        }
        row += 1;
    }
}

fn claim(confidence: f32) -> Claim {
    Claim { part: Part::Leftover, rule: RULE, confidence }
}

fn begins(text: &str, profile: &Profile) -> bool {
    // `▶`, `※` and other ornaments; what has a meaning of its own is compared.
    let bare = text.trim_start_matches(|c: char| {
        matches!(c, '>' | '|' | '*' | '-' | '(' | '[' | '【' | '<' | '=' | ' ' | '»' | '•')
            || (c as u32 >= 0x2000 && !c.is_alphanumeric() && !matches!(c, '「' | '『' | '“' | '‘' | '…'))
    });
    profile.leftovers.begins.prefix(bare, Case::Any).is_some() && shape::words(text) <= MAX_BEGUN_WORDS
}

/// `(c) ТАСС`, last of all: a picture's credit stands beside one.
fn is_agencys(text: &str, profile: &Profile) -> bool {
    let owner = ["©", "(c) ", "(C) ", "Copyright "].iter().find_map(|mark| text.strip_prefix(mark));
    owner.is_some_and(|owner| profile.dateline.is_agency(owner.trim()))
}

/// `(c) Elm News 1996`: whose the copy is, and since when. A credit has no year.
fn is_copyright(text: &str) -> bool {
    const MAX_WORDS: usize = 16;
    let marked = ["©", "(c) ", "(C) ", "Copyright "].iter().any(|mark| text.starts_with(mark));
    let year = |word: &str| {
        word.len() == 4
            && (word.starts_with("19") || word.starts_with("20"))
            && word.bytes().all(|b| b.is_ascii_digit())
    };
    marked && text.split_whitespace().count() <= MAX_WORDS && text.split(|c: char| !c.is_ascii_alphanumeric()).any(year)
}

/// `>> Another story's headline`, `[Another story's headline: in brackets]`.
fn is_link(text: &str) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 5..=MAX_RELATED_WORDS;
    let arrow = [">>", "»", "››", "➤", "►", "▶", "→", "☞"].iter().any(|arrow| text.starts_with(arrow));
    let bracket = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let alone = bracket
        .is_some_and(|inner| !inner.contains(['[', ']', '/']) && !inner.starts_with(|c: char| c.is_ascii_digit()));
    (arrow || alone) && WORDS.contains(&shape::words(text)) && !text.ends_with(['.', '。'])
}

/// Words that a page files the story under, below a heading such as `Tags:`.
fn take_tags(sheet: &mut Sheet, start: usize) -> usize {
    const MAX_WORDS: usize = 4;
    let mut row = start;
    while row < sheet.rows.len() && row < start + MAX_RELATED {
        let text = sheet.rest(row);
        let tag = !text.is_empty() && shape::words(text) <= MAX_WORDS && !shape::ends_sentence(text);
        // Before a list of stories the page goes on with something else.
        if !tag || !sheet.rows.get(row).is_some_and(crate::sheet::Row::is_whole) {
            break;
        }
        sheet.take_rest(row, claim(0.7));
        row += 1;
    }
    row
}

/// `Follow Ada Elm at http://example.com/ada`, `Follow her on Twitter: @ada`
fn is_follow(text: &str) -> bool {
    const MAX_WORDS: usize = 24;
    text.starts_with("Follow ")
        && text.split_whitespace().count() <= MAX_WORDS
        && text
            .split_whitespace()
            .any(|word| word.starts_with("http") || word.starts_with('@') || word.starts_with("www."))
}

/// `#Elm #harbour`
fn are_tags(text: &str) -> bool {
    let mut tokens = text.split_whitespace().peekable();
    let tag =
        |token: &str| token.strip_prefix('#').is_some_and(|tag| tag.chars().next().is_some_and(char::is_alphanumeric));
    tokens.peek().is_some_and(|first| tag(first)) && text.len() < 400 && {
        let starts = text.split_whitespace().filter(|token| tag(token)).count();
        starts >= 2 || text.split_whitespace().count() <= 4
    }
}

/// The headlines below a heading such as `Tin liên quan`, up to the next running text.
fn take_related(sheet: &mut Sheet, start: usize) -> usize {
    let mut row = start;
    while row < sheet.rows.len() && row < start + MAX_RELATED {
        let text = sheet.rest(row);
        let headline = !text.is_empty()
            && shape::words(text) <= MAX_RELATED_WORDS
            && !text.ends_with(['.', '。'])
            && !shape::is_name(text, 5)
            && shape::words(text) >= 4;
        if !headline {
            break;
        }
        sheet.take_rest(row, claim(0.7));
        row += 1;
    }
    row
}
