//! The dateline that agencies put into the first paragraph as well. The model has it once.

use pressroom_core::{Article, Block, Inline, Paragraph, Removed, RemovedKind};

/// A teaser or a correction may stand before the paragraph that has it.
const LOOKED_AT_BLOCKS: usize = 5;
/// What a lead adds to the dateline of the metadata: a date, the agency.
const LONGEST_ADDITION_CHARS: usize = 48;
/// AP has long sent an underscore for its dash.
const DASHES: [char; 4] = ['-', '–', '—', '_'];

/// Takes a dateline that the lead repeats out of the lead. Where the lead says more (`NEW YORK, May 4 (AP)` of `NEW YORK`),
/// the model's dateline becomes what the lead says.
pub fn without_dateline(article: &mut Article) {
    let Some(dateline) = &mut article.dateline else { return };
    let known = dateline.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if known.is_empty() {
        return;
    }
    for block in article.body.iter_mut().take(LOOKED_AT_BLOCKS) {
        let Block::Paragraph(lead) = block else { continue };
        let is_all = lead.content.len() == 1;
        let Some(Inline::Text { text }) = lead.content.first() else { continue };
        let Some((shown, separator, rest)) = parts(text, &known) else { continue };
        if rest.is_empty() && is_all {
            continue;
        }
        let (shown, separator, rest) = (shown.to_owned(), separator.to_owned(), rest.to_owned());
        set_text(lead, rest);
        if dateline.agency.is_none() {
            dateline.agency = agency(&shown).map(str::to_owned);
        }
        if dateline.place.is_none() && shown != known {
            dateline.place = Some(known);
        }
        dateline.text = shown;
        article.removed.push(Removed { text: separator, kind: RemovedKind::Separator, span: lead.span.clone() });
        return;
    }
}

fn set_text(lead: &mut Paragraph, rest: String) {
    if rest.is_empty() {
        lead.content.remove(0);
    } else if let Some(Inline::Text { text }) = lead.content.first_mut() {
        *text = rest;
    }
}

/// The dateline as the lead has it, what parts it from the text, and the text.
fn parts<'t>(text: &'t str, known: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let start = text.len() - text.trim_start().len();
    let head = text.get(start..)?.get(..known.len())?;
    if head.to_lowercase() != known.to_lowercase() {
        return None;
    }
    let from = start + known.len();
    let rest = text.get(from..)?;
    let window = rest.char_indices().nth(LONGEST_ADDITION_CHARS).map_or(rest.len(), |(at, _)| at);
    let dash = rest.get(..window)?.char_indices().find(|(at, c)| is_separator(rest, *at, *c))?.0;
    let addition = rest.get(..dash)?.trim_end_matches([' ', '.', ':', '\u{A0}']);
    if !is_addition(addition) {
        return None;
    }
    let end = from + addition.len();
    let after = rest.get(dash..)?.trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(&c) || c == ':');
    let text_at = text.len() - after.len();
    Some((text.get(start..end)?, text.get(end..text_at)?, after))
}

/// A dash that is no hyphen, or a colon that ends the dateline.
fn is_separator(rest: &str, at: usize, c: char) -> bool {
    let before = rest.get(..at).and_then(|before| before.chars().next_back());
    let after = rest.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
    let apart = |edge: Option<char>| edge.is_some_and(|edge| edge.is_whitespace() || matches!(edge, '.' | ')'));
    match c {
        '-' => apart(before) || after.is_none_or(char::is_whitespace),
        '–' | '—' => true,
        '_' => apart(before) && after.is_none_or(char::is_whitespace),
        ':' => after.is_none_or(char::is_whitespace),
        _ => false,
    }
}

/// Nothing, or a date after a comma, an agency in brackets, or both.
fn is_addition(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\u{A0}']);
    text.is_empty() || text.starts_with([',', '/']) || (text.starts_with('(') && text.ends_with(')'))
}

/// `(AP)` at the dateline's end.
fn agency(shown: &str) -> Option<&str> {
    let (_, last) = shown.strip_suffix(')')?.rsplit_once('(')?;
    Some(last.trim()).filter(|agency| !agency.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn leads_as_agencies_write_them() {
        for (text, dateline, shown, rest) in [
            ("NEW YORK (AP) — The marbles roll.", "New York", "NEW YORK (AP)", "The marbles roll."),
            ("BEIJING, April 17 (Reuters) - China's ships", "BEIJING", "BEIJING, April 17 (Reuters)", "China's ships"),
            ("Nueva Delhi, 21 ene (EFE).- Una pareja", "Nueva Delhi", "Nueva Delhi, 21 ene (EFE)", "Una pareja"),
            ("Seehafen (dpa) - Ungeachtet", "Seehafen (dpa)", "Seehafen (dpa)", "Ungeachtet"),
            ("Paris/Cannes (APA/dpa) - Das Fest", "Paris", "Paris/Cannes (APA/dpa)", "Das Fest"),
            ("BETHESDA, Md. (AP) _ Rocks Co.", "BETHESDA, Md.", "BETHESDA, Md. (AP)", "Rocks Co."),
            ("HÀ NỘI: Sáng nay", "Hà Nội", "HÀ NỘI", "Sáng nay"),
        ] {
            let (found, _, after) = parts(text, dateline).unwrap();
            assert_eq!((found, after), (shown, rest), "{text}");
        }
        for (text, dateline) in [
            ("New York-based makers of marbles say", "New York"),
            ("New York is large. It is old - very old.", "New York"),
            ("New York makers (of marbles) – and others", "New York"),
            ("Oslo", "Oslo"),
        ] {
            assert_eq!(parts(text, dateline), None, "{text}");
        }
    }
}
