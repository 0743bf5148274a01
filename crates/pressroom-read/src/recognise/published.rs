//! A page's line of date and time: `Thứ Bảy, 4/5/2024, 17:30 (GMT+7)`, `Updated 5:30 PM EDT, May 7, 2024`.

use pressroom_core::{Date, Located, Moment};

use super::{byline, people, shape};
use crate::pattern::digit;
use crate::profile::Profile;
use crate::profile::phrases::{Case, word_starts};
use crate::sheet::{Claim, Sheet};
use crate::trace::Part;

const RULE: &str = "published";
const HEAD_ROWS: usize = 12;
const TAIL_ROWS: usize = 4;
const MAX_BYTES: usize = 160;

pub fn take(sheet: &mut Sheet, profile: &Profile) {
    let rows = sheet.rows.len();
    for row in 0..rows {
        if row >= HEAD_ROWS && row + TAIL_ROWS < rows {
            continue;
        }
        let whole = sheet.rows.get(row).is_some_and(|row| row.is_whole() && row.is_open());
        let text = sheet.rest(row);
        // Every date has a digit.
        if !whole || text.chars().count() > MAX_BYTES || !text.chars().any(|c| digit(c).is_some()) {
            continue;
        }
        let claim = Claim { part: Part::Date, rule: RULE, confidence: 0.9 };
        let dated = dated_ends(text, profile);
        let date = if let Some(date) = only_date(sheet.rest(row), profile) {
            sheet.take_rest(row, claim);
            date
        } else if let Some((at, date)) = after_place(sheet, row, &dated, profile) {
            let range = sheet.rows.get(row).map(|row| row.rest_range()).unwrap_or_default();
            sheet.take(row, range.start + at..range.end, claim);
            // The first one says where the story is from.
            let part = if sheet.article.located.is_empty() { Part::Located } else { Part::Label };
            let place = sheet.take_rest(row, Claim { part, rule: RULE, confidence: 0.85 });
            if part == Part::Located {
                sheet.article.located.push(Located { name: place.text, code: None, span: place.span });
            }
            date
        } else if let Some((at, line, date)) = after_names(sheet.rest(row), &dated, profile) {
            let range = sheet.rows.get(row).map(|row| row.rest_range()).unwrap_or_default();
            sheet.take(row, range.start + at..range.end, claim);
            // A name in capitals may be a place's.
            let sure = sheet.rest(row).chars().any(char::is_lowercase) || !people::is_cased(sheet.rest(row));
            line.take(sheet, row, if sure { 0.9 } else { 0.5 });
            date
        } else if let Some((at, date)) = after_sections(sheet.rest(row), profile) {
            let range = sheet.rows.get(row).map(|row| row.rest_range()).unwrap_or_default();
            sheet.take(row, range.start + at..range.end, claim);
            take_sections(sheet, row, profile);
            date
        } else if let Some(date) = take_list(sheet, row, profile) {
            date
        } else if let Some((at, line, date)) = before_source(sheet.rest(row), profile) {
            let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
            sheet.take(row, start..start + at, claim);
            line.take(sheet, row, 0.9);
            date
        } else if let Some(date) = stamp(sheet, row, profile) {
            sheet.take_rest(row, Claim { confidence: 0.75, ..claim });
            date
        } else {
            continue;
        };
        if row < HEAD_ROWS {
            sheet.head_marks.push(row);
        }
        if sheet.article.created.is_none() && is_recent(&date) {
            sheet.article.created = Some(Moment::Date(date));
        }
    }
}

/// Words from which on the text is nothing but a date and what stands beside one, up to its first digit; not the first word.
fn dated_ends(text: &str, profile: &Profile) -> Vec<(usize, Date)> {
    let day = text.find(|c| digit(c).is_some()).unwrap_or(0);
    let starts = word_starts(text).take_while(|at| *at <= day).filter(|at| *at > 0);
    starts.filter_map(|at| Some((at, only_date(text.get(at..)?, profile)?))).collect()
}

/// `N 12/03/2024 09:15`, `By N | May 7, 2024`: names before the date. Where the date begins, the names, the date.
fn after_names(text: &str, dated: &[(usize, Date)], profile: &Profile) -> Option<(usize, byline::Line, Date)> {
    dated.iter().find_map(|&(at, date)| {
        let names = text.get(..at)?.trim_end_matches([' ', '|', '-', '–', '—', ',', '•', '·', '/']);
        if profile.dateline.agency_in(names).is_some_and(|(at, _)| at == 0) {
            return None;
        }
        let line = byline::labelled(names, profile).or_else(|| byline::Line::bare(names, profile))?;
        Some((names.len(), line, date))
    })
}

/// `PORTO OLMO, 07 maggio 2024, 15:30`: a place in capitals, or one that is listed or that the story names.
fn after_place(sheet: &Sheet, row: usize, dated: &[(usize, Date)], profile: &Profile) -> Option<(usize, Date)> {
    const MAX_WORDS: usize = 4;
    let text = sheet.rest(row);
    // What a dash ends is a dateline.
    if shape::breaks_off(text) {
        return None;
    }
    dated.iter().find_map(|&(at, date)| {
        let place = text.get(..at)?.trim_end_matches([' ', '|', '-', '–', '—', ',', '•', '·', '/']);
        let capitals = place.chars().filter(|c| c.is_uppercase()).count() > 2 && !place.chars().any(char::is_lowercase);
        let named = || shape::is_name(place, MAX_WORDS) && super::head::is_told_again(sheet, row, place);
        let told = profile.head.places.has(place)
            || (capitals
                && place.split_whitespace().count() <= MAX_WORDS
                && super::head::is_told_again(sheet, row, place))
            || (!capitals && named());
        (told && !profile.dateline.is_agency(place)).then_some((place.len(), date))
    })
}

/// `Giáo dụcTuyển sinhThứ hai, 6/5/2024, 05:00 (GMT+7)`: a page's path, run together with its date. Where that begins.
fn after_sections(text: &str, profile: &Profile) -> Option<(usize, Date)> {
    const MAX_PATH_BYTES: usize = 80;
    if !has_section(text, profile) {
        return None;
    }
    let mut before = ' ';
    let starts = text.char_indices().filter(|(_, c)| {
        let glued = before.is_lowercase() && (c.is_uppercase() || digit(*c).is_some());
        let starts = glued || (!before.is_alphanumeric() && c.is_alphanumeric());
        before = *c;
        starts
    });
    let starts: Vec<usize> = starts.map(|(at, _)| at).filter(|at| (1..=MAX_PATH_BYTES).contains(at)).collect();
    starts.into_iter().find_map(|at| {
        let date = only_date(text.get(at..)?, profile).filter(|date| date.complete().is_some())?;
        let path = text.get(..at)?.trim_end_matches([' ', '|', '-', '–', '—', ',', '•', '·', '/', '>', '›', '»']);
        (shape::words(path) <= 10 && !path.is_empty()).then_some((path.len(), date))
    })
}

/// The bytes of the section that the text begins with, glued to what follows or parted by a mark.
fn section_length(text: &str, profile: &Profile) -> Option<usize> {
    let ends = text.char_indices().skip(1).filter(|(at, c)| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        (before.is_lowercase() && (c.is_uppercase() || digit(*c).is_some()))
            || matches!(c, '/' | '>' | '›' | '»' | '|' | '-' | '–' | '•' | '·')
    });
    let ends: Vec<usize> = ends.take(16).map(|(at, _)| at).chain([text.len()]).collect();
    ends.into_iter().find_map(|at| {
        let name = text.get(..at)?.trim_end();
        profile.head.sections.has(name).then_some(name.len())
    })
}

fn has_section(text: &str, profile: &Profile) -> bool {
    section_length(text, profile).is_some()
}

/// What is left of the row is a page's path: its first name is the section, the rest furniture.
fn take_sections(sheet: &mut Sheet, row: usize, profile: &Profile) {
    let claim = Claim { part: Part::Section, rule: RULE, confidence: 0.85 };
    if sheet.article.section.is_none()
        && let Some(length) = section_length(sheet.rest(row), profile)
    {
        let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
        sheet.article.section = Some(sheet.take(row, start..start + length, claim));
    }
    if sheet.rows.get(row).is_some_and(|row| row.is_open()) {
        sheet.take_rest(row, Claim { part: Part::Leftover, ..claim });
    }
}

/// `KYODO NEWS - May 7, 2024 - 15:30 | All, Japan`: a complete date and a time of day among few other words, below the
/// first line, which may be a headline. An agency's name does for the time.
fn stamp(sheet: &Sheet, row: usize, profile: &Profile) -> Option<Date> {
    const MAX_WORDS: usize = 18;
    let text = sheet.rest(row);
    let first = sheet.rows.iter().position(|row| row.is_open());
    // An agency's name tells that the first line is no headline.
    let signs = profile.dateline.agency_in(text).is_some_and(|(at, _)| at == 0)
        || profile.head.date_words.prefix(&unglued(text), Case::Any).is_some()
        || profile
            .head
            .date_words
            .prefix(text.get(..text.find(|c| digit(c).is_some()).unwrap_or(0)).unwrap_or_default(), Case::Any)
            .is_some();
    // `النهرين 25 شوال 1445 هـ الموافق 04 مايو 2024 م واس` is a dateline.
    let dateline = || {
        let found = profile.dateline.find(text).filter(|found| found.end == text.len());
        found.is_some_and(|found| found.place.is_some() && found.agency.is_some())
    };
    let inner_stop = text.match_indices(". ").any(|(at, _)| {
        let word = text.get(..at).unwrap_or_default().split(' ').next_back().unwrap_or_default();
        word.chars().count() > 4 && word.chars().all(char::is_alphabetic)
    });
    if (first == Some(row) && !signs)
        || inner_stop
        || text.contains('@')
        || dateline()
        || shape::ends_sentence(text)
        || text.contains('©')
        || text.split_whitespace().count() > MAX_WORDS
    {
        return None;
    }
    let clock = text.match_indices([':', '.', 'h']).any(|(at, _)| {
        let digits = |text: Option<&str>, back: bool| {
            let mut letters: Box<dyn Iterator<Item = char>> = match (text, back) {
                (Some(text), true) => Box::new(text.chars().rev()),
                (Some(text), false) => Box::new(text.chars()),
                (None, _) => return 0,
            };
            letters.by_ref().take_while(|c| digit(*c).is_some()).count()
        };
        (1..=6).contains(&digits(text.get(..at), true)) && digits(text.get(at + 1..), false) == 2
    });
    let signed = || {
        let mut words = text.split([' ', '|']).filter(|word| !word.is_empty());
        words.any(|word| profile.dateline.is_agency(word))
    };
    if !clock && !signed() {
        return None;
    }
    let mut before = ' ';
    let starts = text.char_indices().filter(|(_, c)| {
        let starts = !before.is_alphanumeric() || (digit(*c).is_some() != digit(before).is_some());
        before = *c;
        starts
    });
    let date = starts.filter_map(|(at, _)| profile.dateline.date_at(text.get(at..)?)?.date());
    date.into_iter().find(is_recent)
}

/// A whole date of our calendar: an Islamic year is some six hundred less.
fn is_recent(date: &Date) -> bool {
    const FIRST_YEAR: i16 = 1900;
    date.complete().is_some_and(|(year, ..)| year >= FIRST_YEAR)
}

/// `2024-05-07 09:15 来源：X 作者：N 编辑：N`: a date, and two or more labels with what belongs to each.
fn take_list(sheet: &mut Sheet, row: usize, profile: &Profile) -> Option<Date> {
    let text = sheet.rest(row).to_owned();
    let label = |at: usize| {
        let rest = text.get(at..)?;
        let lists = [
            (&profile.byline.sources, Part::Source),
            (&profile.byline.labels, Part::Byline),
            (&profile.contributors.editor, Part::Contributor),
        ];
        let found = lists.into_iter().filter_map(|(list, part)| Some((list.prefix(rest, Case::Any)?, part)));
        let (length, part) = found.max_by_key(|(length, _)| *length)?;
        let marked = rest.get(..length)?.ends_with([':', '：']);
        marked.then_some((at, at + length, part))
    };
    let labels: Vec<(usize, usize, Part)> = word_starts(&text).filter_map(label).collect();
    let first = labels.first().filter(|(at, ..)| *at > 0 && labels.len() >= 2)?.0;
    let date = only_date(text.get(..first)?, profile)?;
    let ends = labels.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let values: Vec<(std::ops::Range<usize>, Part)> = labels
        .iter()
        .zip(ends)
        .map(|((_, start, part), end)| {
            (people::trimmed_of(&text, *start..end, &[' ', '\u{A0}', '|', '【', '】']), *part)
        })
        .filter(|(range, _)| !range.is_empty())
        .collect();
    let fits = |(range, part): &(std::ops::Range<usize>, Part)| {
        let value = text.get(range.clone()).unwrap_or_default();
        if *part == Part::Source { shape::words(value) <= 8 } else { people::is_person(value, profile) }
    };
    if !values.iter().all(fits) {
        return None;
    }
    let start = sheet.rows.get(row).map(|row| row.rest_range().start).unwrap_or_default();
    sheet.take(row, start..start + first, Claim { part: Part::Date, rule: RULE, confidence: 0.9 });
    let pieces: Vec<_> =
        values.into_iter().map(|(range, part)| (range.start - first..range.end - first, part)).collect();
    // Whom another line names as well is not named twice.
    let known = |range: &std::ops::Range<usize>| {
        let name = text.get(first + range.start..first + range.end).unwrap_or_default();
        sheet.article.contributors.iter().any(|person| person.name == name)
    };
    let told: Vec<bool> = pieces.iter().map(|(range, part)| *part == Part::Contributor && known(range)).collect();
    let pieces: Vec<_> = pieces
        .into_iter()
        .zip(told)
        .map(|((range, part), told)| (range, if told { Part::Label } else { part }))
        .collect();
    let texts = sheet.carve(row, &pieces, Claim { part: Part::Label, rule: RULE, confidence: 0.9 });
    for (text, (_, part)) in texts.into_iter().zip(&pieces) {
        let person = |role: Option<&str>| pressroom_core::Person {
            name: text.text.clone(),
            role: role.map(str::to_owned),
            span: text.span.clone(),
            ..Default::default()
        };
        match part {
            Part::Source => sheet.article.source = Some(text),
            Part::Label => {}
            Part::Contributor => sheet.article.contributors.push(person(Some("editor"))),
            _ => sheet.article.byline.push(person(None)),
        }
    }
    Some(date)
}

/// `2024-05-07 09:15 来源：X`: where the source's label begins, the source, the date.
fn before_source(text: &str, profile: &Profile) -> Option<(usize, byline::Line, Date)> {
    let (at, length) = profile.byline.sources.find(text, Case::Any).filter(|(at, _)| *at > 0)?;
    let date = only_date(text.get(..at)?, profile)?;
    let source = byline::Line::source(text.get(at..)?, length, profile, false)?;
    Some((at, source, date))
}

/// The first date of a line that has nothing else but a time, a zone and words such as `Updated`.
fn only_date(text: &str, profile: &Profile) -> Option<Date> {
    if text.len() > MAX_BYTES || !text.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let text = &unglued(text);
    let mut date: Option<Date> = None;
    let mut at = 0;
    for start in word_starts(text) {
        if start < at {
            continue;
        }
        let rest = text.get(start..)?;
        if let Some(found) = profile.dateline.date_at(rest) {
            date = date.or(found.date());
            at = start + found.end;
            continue;
        }
        let word = [
            profile.dateline.weekdays.prefix(rest, Case::Any),
            profile.head.date_words.prefix(rest, Case::Any),
            zone(rest, profile),
            time(rest),
        ];
        match word.into_iter().flatten().max() {
            Some(length) => at = start + length,
            None if rest.starts_with(|c: char| !c.is_alphanumeric()) => {}
            None => return None,
        }
    }
    date
}

/// The bytes of the longest zone that the text begins with.
fn zone(text: &str, profile: &Profile) -> Option<usize> {
    let first = text.bytes().next()?;
    let may_begin = profile.lifecycle.zones.keys().filter(|zone| zone.as_bytes().first() == Some(&first));
    may_begin.filter(|zone| text.starts_with(zone.as_str())).map(String::len).max()
}

/// `May 7, 20249:41 AM GMT+7Updated 3 hours ago`: pages run their pieces together.
fn unglued(text: &str) -> String {
    const YEAR_DIGITS: usize = 4;
    let mut out = String::with_capacity(text.len() + 4);
    let (mut before, mut digits) = (' ', 0);
    for (at, c) in text.char_indices() {
        let year_ends = digits == YEAR_DIGITS
            && text
                .get(at..)
                .is_some_and(|rest| rest.trim_start_matches(|c: char| digit(c).is_some()).starts_with(':'));
        let word_begins = c.is_uppercase() && (before.is_lowercase() || digit(before).is_some());
        if (digit(c).is_some() && year_ends) || word_begins {
            out.push(' ');
            digits = 0;
        }
        digits = if digit(c).is_some() { digits + 1 } else { 0 };
        out.push(c);
        before = c;
    }
    out
}

/// `17:30:05`, `5:30`, `17h30`, `17.30`, `+7`.
fn time(text: &str) -> Option<usize> {
    let mut numbers = 0;
    let mut length = 0;
    for (at, c) in text.char_indices() {
        if digit(c).is_some() {
            numbers += 1;
        } else if !matches!(c, ':' | 'h' | '.' | '+') || numbers == 0 {
            length = at;
            break;
        }
        length = at + c.len_utf8();
    }
    (numbers > 0 && numbers <= 6).then_some(length)
}
