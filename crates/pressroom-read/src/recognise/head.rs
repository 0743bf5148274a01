//! Head matter that a list knows, wherever it stands before the lead: sections, places, slugs, an agency's name.

use pressroom_core::Located;

use super::shape;
use crate::profile::Profile;
use crate::sheet::{Claim, Row, Sheet};
use crate::trace::Part;

const ROWS_LOOKED_AT: usize = 10;
/// A section's or a place's name in the middle of the story is a crosshead.
const TEXTS_BEFORE: usize = 2;
const LISTED: f32 = 0.98;
/// A page's path stands above its headline.
const PATH_ROWS: usize = 4;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let end = sheet.lead.unwrap_or(sheet.rows.len()).min(ROWS_LOOKED_AT);
    let mut texts = 0;
    for row in 0..end {
        if !sheet.rows.get(row).is_some_and(|row| row.is_whole() && row.is_open()) {
            continue;
        }
        if row < PATH_ROWS && sheet.article.section.is_none() && take_path(sheet, row, profile) {
            sheet.head_marks.push(row);
            continue;
        }
        let text = sheet.rest(row);
        if shape::is_running_text(text) {
            texts += 1;
            if texts > TEXTS_BEFORE {
                break;
            }
            continue;
        }
        if sheet.article.section.is_none() && profile.head.sections.has(text) {
            let section = sheet.take_rest(row, Claim { part: Part::Section, rule: "section", confidence: LISTED });
            sheet.article.section = Some(section);
        } else if sheet.article.located.is_empty() && profile.head.places.has(text) {
            let place = sheet.take_rest(row, Claim { part: Part::Located, rule: "located", confidence: LISTED });
            sheet.article.located.push(Located { name: place.text, code: None, span: place.span });
        } else if sheet.article.slugline.is_none() && is_slug(text) {
            let slug = sheet.take_rest(row, Claim { part: Part::Slugline, rule: "slugline", confidence: 0.8 });
            sheet.article.slugline = Some(slug);
        } else if profile.dateline.is_agency(text.trim_matches(['(', ')', '[', ']', ' '])) {
            sheet.take_rest(row, Claim { part: Part::Label, rule: "agency", confidence: 0.8 });
        } else {
            continue;
        }
        sheet.head_marks.push(row);
    }
}

/// `Provinces > Elm`: a page's path. The name of a section, if the profile knows one, else the last name.
fn take_path(sheet: &mut Sheet, row: usize, profile: &Profile) -> bool {
    const MAX_WORDS: usize = 4;
    let text = sheet.rest(row);
    let Some(mark) = [" > ", " › ", " » ", " / "].iter().find(|mark| text.contains(**mark)) else { return false };
    let names: Vec<&str> = text.split(*mark).map(str::trim).collect();
    let listed = names.iter().rposition(|name| profile.head.sections.has(name));
    // A slash also parts a section from a headline.
    let path =
        names.iter().all(|name| !name.is_empty() && shape::words(name) <= MAX_WORDS) && !shape::ends_sentence(text);
    let Some(chosen) = listed.or(Some(names.len() - 1).filter(|_| *mark != " / ")).filter(|_| path) else {
        return false;
    };
    let Some(name) = names.get(chosen) else { return false };
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    let pieces = [(start..start + name.len(), Part::Section)];
    let confidence = if listed.is_some() { 0.85 } else { 0.6 };
    let claim = Claim { part: Part::Leftover, rule: "path", confidence };
    sheet.article.section = sheet.carve(row, &pieces, claim).into_iter().next();
    true
}

/// `AP-US--Elm Port`, `ELM-PORT/REOPENS`, `port-elm-reopens`: words tied by hyphens or slashes.
fn is_slug(text: &str) -> bool {
    const MAX_TOKENS: usize = 4;
    let Some(first) = text.split_whitespace().next() else { return false };
    let ties = first.matches(['-', '/', '_']).count();
    let plain = first.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | ',' | '.' | '&'));
    let letters = first.chars().any(|c| c.is_ascii_alphabetic());
    let shouted = first.chars().all(|c| !c.is_lowercase());
    let single = text.split_whitespace().count() == 1;
    let tied = (shouted && ties >= 1 && !first.chars().any(|c| c.is_ascii_digit()))
        || (single && ties >= 2)
        || first.contains("--");
    let many = first.len() >= 6 && text.split_whitespace().count() <= MAX_TOKENS;
    plain && letters && tied && many && !text.ends_with(['.', '?', '!', '-'])
}

/// A name alone between headline and lead: of a place or of a person.
pub fn take_names(sheet: &mut Sheet, profile: &Profile) {
    const MAX_PLACE_WORDS: usize = 4;
    const TOP_PLACE_WORDS: usize = 3;
    let lead = sheet.lead.unwrap_or(0);
    let rows: Vec<usize> = sheet.whole_before(lead).into_iter().take(ROWS_LOOKED_AT * 2).collect();
    let top = rows.first().copied();
    for row in rows {
        let text = sheet.rest(row);
        let Some(first) = text.split_whitespace().next() else { continue };
        // A page may name the reporter twice.
        if sheet.article.byline.iter().any(|person| person.name == text) {
            sheet.take_rest(row, Claim { part: Part::Label, rule: "byline", confidence: 0.85 });
            continue;
        }
        let surname = profile.byline.surnames.is(first, crate::profile::phrases::Case::Exact);
        let beside_date = sheet
            .head_marks
            .iter()
            .any(|mark| mark.abs_diff(row) == 1 && sheet.rows.get(*mark).is_some_and(|row| row.has_part(Part::Date)));
        // `Puerto Olmo (Olmedia)`
        let outer = text
            .split_once(" (")
            .filter(|(_, region)| region.strip_suffix(')').is_some_and(|region| shape::is_name(region, 3)));
        let place_like = shape::is_name(outer.map_or(text, |(place, _)| place), MAX_PLACE_WORDS);
        let told_again = place_like && is_told_again(sheet, row, text);
        // The first line is the headline, unless the story itself names it as a place, or the layout has place lines.
        let bare_place = profile.head.by_form && place_like && shape::words(text) <= TOP_PLACE_WORDS;
        if top == Some(row) && !told_again && !bare_place {
            continue;
        }
        let may_write = sheet.article.byline.is_empty();
        if may_write
            && (surname || beside_date)
            && !told_again
            && let Some(line) = super::byline::Line::bare(text, profile)
        {
            line.take(sheet, row, 0.85);
            continue;
        }
        if !place_like || !sheet.article.located.is_empty() {
            continue;
        }
        // Places come up again in the story; a reporter's name does not.
        let confidence = if told_again {
            0.85
        } else if profile.head.by_form {
            0.7
        } else {
            0.5
        };
        if !told_again
            && !profile.head.by_form
            && may_write
            && let Some(line) = super::byline::Line::bare(text, profile)
        {
            line.take(sheet, row, 0.65);
            continue;
        }
        let place = sheet.take_rest(row, Claim { part: Part::Located, rule: "located", confidence });
        sheet.article.located.push(Located { name: place.text, code: None, span: place.span });
    }
}

/// `An GiangTừ đầu tháng 5, ...`: a page's place, run together with the deck or lead that it stands before.
pub fn take_glued_place(sheet: &mut Sheet, profile: &Profile) {
    const MAX_PLACE_BYTES: usize = 48;
    if !sheet.article.located.is_empty() {
        return;
    }
    let last = sheet.lead.unwrap_or(0);
    for row in 0..=last.min(ROWS_LOOKED_AT) {
        let text = sheet.rest(row);
        if !shape::is_running_text(text) {
            continue;
        }
        let mut before = ' ';
        let end = text.char_indices().take_while(|(at, _)| *at <= MAX_PLACE_BYTES).find(|(at, c)| {
            let glued = before.is_lowercase() && c.is_uppercase();
            before = *c;
            glued && text.get(..*at).is_some_and(|place| profile.head.places.has(place))
        });
        if let Some((end, _)) = end {
            let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
            let claim = Claim { part: Part::Located, rule: "located", confidence: 0.9 };
            let place = sheet.take(row, start..start + end, claim);
            sheet.article.located.push(Located { name: place.text, code: None, span: place.span });
            return;
        }
    }
}

/// Whether the name stands in the dateline or the story's text.
pub fn is_told_again(sheet: &Sheet, row: usize, name: &str) -> bool {
    const ROWS: usize = 40;
    let dateline = sheet.article.dateline.as_ref().is_some_and(|dateline| {
        // Datelines set places in capitals.
        dateline.text.contains(name) || dateline.text.to_uppercase().contains(&name.to_uppercase())
    });
    let texts = sheet.rows.iter().enumerate().skip(row + 1).take(ROWS).filter(|(_, row)| row.is_open());
    dateline
        || texts
            .map(|(_, row): (usize, &Row)| row.rest())
            .any(|text| shape::is_running_text(text) && text.contains(name))
}
