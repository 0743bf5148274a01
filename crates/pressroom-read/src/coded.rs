//! Text that is coded: base64, quoted-printable, escapes; and lists that programs write: tables, subtitles, patches.

const LOOKED_AT_BYTES: usize = 16 * 1024;
const LOOKED_AT_LINES: usize = 60;

/// Names the form of a text that no reader of news could read.
pub fn name(text: &str) -> Option<&'static str> {
    let start = text.get(..text.floor_char_boundary(LOOKED_AT_BYTES)).unwrap_or(text);
    let lines: Vec<&str> = start.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOKED_AT_LINES).collect();
    subtitles(&lines)
        .or_else(|| program(&lines))
        .or_else(|| one_word_lines(&lines))
        .or_else(|| quoted_printable(start, &lines))
        .or_else(|| escapes(start))
        .or_else(|| table(&lines))
}

fn subtitles(lines: &[&str]) -> Option<&'static str> {
    let times = lines.iter().take(12).any(|line| line.contains(" --> ") && line.contains(':'));
    match lines.first() {
        Some(first) if first.starts_with("WEBVTT") => Some("WebVTT (subtitles)"),
        Some(_) if times => Some("SubRip (subtitles)"),
        Some(_) | None => None,
    }
}

fn program(lines: &[&str]) -> Option<&'static str> {
    let has = |start: &str| lines.iter().any(|line| line.starts_with(start));
    let first = lines.first()?;
    if first.starts_with("begin 6") && lines.last().is_some_and(|_| has("end")) {
        Some("uuencode")
    } else if (first.starts_with("diff ") || first.starts_with("--- ")) && has("+++ ") && has("@@ ") {
        Some("patch")
    } else if first.starts_with("\\documentclass") || (first.starts_with('\\') && has("\\begin{")) {
        Some("LaTeX")
    } else {
        None
    }
}

/// Long lines without a space, of the letters of base64 or of hexadecimal digits.
fn one_word_lines(lines: &[&str]) -> Option<&'static str> {
    const MIN_BYTES: usize = 120;
    let all: usize = lines.iter().map(|line| line.len()).sum();
    let coded = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if all < MIN_BYTES || !lines.iter().all(|line| line.bytes().all(coded)) {
        return None;
    }
    // A word of few letters, however long, is no code.
    const MIN_DISTINCT: usize = 8;
    let distinct: std::collections::BTreeSet<u8> = lines.iter().flat_map(|line| line.bytes()).collect();
    if distinct.len() < MIN_DISTINCT {
        return None;
    }
    let letters = distinct.iter().any(u8::is_ascii_alphabetic) && distinct.iter().any(u8::is_ascii_digit);
    if letters && distinct.iter().all(u8::is_ascii_hexdigit) {
        return Some("hexadecimal digits");
    }
    let has = |of: fn(&u8) -> bool| lines.iter().any(|line| line.as_bytes().iter().any(of));
    (has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit)).then_some("base64")
}

/// `=E1=BB=9D`, and lines that end with `=`.
fn quoted_printable(text: &str, lines: &[&str]) -> Option<&'static str> {
    const ENOUGH: usize = 3;
    if !text.contains('=') {
        return None;
    }
    let pairs = text.as_bytes().windows(3).filter(|window| {
        let upper = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'A'..=b'F');
        matches!(window, [b'=', high, low] if upper(high) && upper(low) && *high >= b'8')
    });
    let soft = lines.iter().filter(|line| line.len() > 40 && line.ends_with('=')).count();
    let pairs = pairs.count();
    (pairs >= ENOUGH && (soft > 0 || pairs >= 2 * ENOUGH)).then_some("quoted-printable (e-mail)")
}

/// `\u1eddi`, `%E1%BB%9D`, `+AOQ-`.
fn escapes(text: &str) -> Option<&'static str> {
    const ENOUGH: usize = 4;
    let after = |mark: char, fits: fn(&str) -> bool| {
        text.match_indices(mark).filter(|(at, _)| text.get(at + mark.len_utf8()..).is_some_and(fits)).count()
    };
    if after('\\', |rest| {
        rest.strip_prefix('u')
            .and_then(|rest| rest.get(..4))
            .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    }) >= ENOUGH
    {
        return Some("\\u escapes (a program's text)");
    }
    let percent = after('%', |rest| rest.get(..2).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit())));
    if percent >= 2 * ENOUGH && !text.trim().contains(' ') {
        return Some("percent escapes (an address)");
    }
    if !text.is_ascii() {
        return None;
    }
    let utf7 = after('+', |rest| {
        let letters = rest.split('-').next().unwrap_or_default();
        (3..=24).contains(&letters.len())
            && letters.len() < rest.len()
            && letters.starts_with('A')
            && letters.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
    });
    (utf7 >= ENOUGH - 1).then_some("UTF-7")
}

/// Lines that all have the same number of columns, below a line of their names.
fn table(lines: &[&str]) -> Option<&'static str> {
    const MIN_LINES: usize = 3;
    const MIN_COLUMNS: usize = 3;
    let first = lines.first().filter(|_| lines.len() >= MIN_LINES)?;
    for (mark, name) in [('\t', "TSV (a table)"), (';', "CSV (a table)"), (',', "CSV (a table)")] {
        let columns: Vec<&str> = first.split(mark).map(|column| column.trim_matches(['"', ' '])).collect();
        // Names of columns are short, and in small letters more often than not; words of a sentence have spaces around.
        let named = columns.len() >= MIN_COLUMNS
            && columns.iter().all(|name| !name.is_empty() && name.len() <= 24 && name.split(' ').count() <= 3)
            && !first.contains(&format!("{mark} "));
        let count = |line: &&str| {
            let mut quoted = false;
            line.chars()
                .filter(|c| {
                    quoted ^= *c == '"';
                    *c == mark && !quoted
                })
                .count()
        };
        let same = || lines.iter().skip(1).all(|line| count(line) + 1 == columns.len());
        if named && same() {
            return Some(name);
        }
    }
    None
}
