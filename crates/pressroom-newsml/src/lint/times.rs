//! Times as XML Schema writes them.

use crate::reader::tree::Element;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Year,
    Month,
    Date,
    DateTime { zone: bool },
    Bad,
}

/// `xs:dateTime`, `xs:date`, `xs:gYearMonth` or `xs:gYear`.
pub fn form(text: &str) -> Form {
    let zoned = |rest: &str| match rest {
        "" => Some(false),
        "Z" => Some(true),
        _ => matches_digits(rest, &["+dd:dd", "-dd:dd"]).then_some(true),
    };
    let Some(day) = text.get(..10).filter(|day| matches_digits(day, &["dddd-dd-dd"])) else {
        return match text {
            _ if matches_digits(text, &["dddd"]) => Form::Year,
            _ if matches_digits(text, &["dddd-dd"]) => Form::Month,
            _ => Form::Bad,
        };
    };
    if day.parse::<pressroom_core::Date>().is_err() {
        return Form::Bad;
    }
    let rest = text.get(10..).unwrap_or_default();
    let Some(time) = rest.strip_prefix('T') else {
        return if zoned(rest).is_some() { Form::Date } else { Form::Bad };
    };
    let Some(clock) = time.get(..8).filter(|clock| matches_digits(clock, &["dd:dd:dd"])) else { return Form::Bad };
    let in_range = |range: std::ops::Range<usize>, most: u8| {
        clock.get(range).and_then(|number| number.parse::<u8>().ok()).is_some_and(|number| number <= most)
    };
    if !(in_range(0..2, 24) && in_range(3..5, 59) && in_range(6..8, 59)) {
        return Form::Bad;
    }
    let rest = time.get(8..).unwrap_or_default();
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    zoned(rest).map_or(Form::Bad, |zone| Form::DateTime { zone })
}

fn matches_digits(text: &str, patterns: &[&str]) -> bool {
    let fits = |pattern: &&str| {
        pattern.len() == text.len()
            && pattern
                .bytes()
                .zip(text.bytes())
                .all(|(wanted, byte)| if wanted == b'd' { byte.is_ascii_digit() } else { wanted == byte })
    };
    patterns.iter().any(fits)
}

/// Elements that hold a moment, and those that may hold less.
pub fn is_moment(element: &Element) -> bool {
    matches!(element.name.as_str(), "versionCreated" | "firstCreated" | "sent" | "timestamp")
        || (element.name == "embargoed" && !element.children.is_empty())
}

pub fn may_be_partial(element: &Element) -> bool {
    matches!(element.name.as_str(), "contentCreated" | "contentModified")
}
