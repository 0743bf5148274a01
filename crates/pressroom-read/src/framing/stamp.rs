//! The moment at the end of a transmission: `041730 MAY 24`, `212322 GMT Nov 18`, `AP-WF-08-29-16 1626GMT`, `04-MAG-24 17:30`.

use pressroom_core::Moment;

/// The first three letters of the months as agencies write them, January first.
const MONTHS: [&[&str]; 12] = [
    &["jan", "gen", "ene"],
    &["feb", "fev", "fév"],
    &["mar", "mär", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "giu", "jui"],
    &["jul", "lug"],
    &["aug", "ago", "aou", "aoû"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "dez", "dic", "déc"],
];

/// Whether the line is a stamp, and the moment when it is complete: with its time where the zone is Greenwich's, else the
/// day alone, because agencies write their own clock's time.
pub fn of(line: &str) -> Option<Option<Moment>> {
    let line = line.trim().trim_end_matches('<').trim_end();
    if line.len() > 60 || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        // IPTC 7901: day, hours and minutes, month, year.
        [time, month, year] => day_first(time, None, month, year),
        [time, zone, month, year] => day_first(time, Some(zone), month, year),
        // ANPA 1312: service, month-day-year, time and zone.
        [date, clock] => agency_stamp(date, clock).or_else(|| dashed(date, clock)),
        _ => None,
    }
}

fn day_first(time: &str, zone: Option<&str>, month: &str, year: &str) -> Option<Option<Moment>> {
    let digits = time.trim_end_matches(['Z', 'z']);
    let zulu = digits.len() < time.len() || zone.is_some_and(is_greenwich);
    let known_zone = zone.is_none_or(|zone| zone.len() <= 5 && zone.bytes().all(|b| b.is_ascii_uppercase()));
    if digits.len() != 6 || !all_digits(digits) || !known_zone {
        return None;
    }
    let (day, hour, minute) = (digits.get(..2)?, digits.get(2..4)?, digits.get(4..)?);
    Some(moment(full_year(year)?, month_of(month)?, day, zulu.then_some((hour, minute))))
}

fn agency_stamp(date: &str, clock: &str) -> Option<Option<Moment>> {
    let parts: Vec<&str> = date.split('-').collect();
    let [.., month, day, year] = parts.as_slice() else { return None };
    let service =
        parts.len() >= 4 && parts.iter().take(parts.len() - 3).all(|part| part.bytes().all(|b| b.is_ascii_uppercase()));
    let (time, zone) = (clock.get(..4)?, clock.get(4..)?);
    if !service || !all_digits(time) || ![month, day, year].into_iter().all(|part| all_digits(part)) {
        return None;
    }
    let clock = is_greenwich(zone).then_some((time.get(..2)?, time.get(2..)?));
    Some(moment(full_year(year)?, month.parse().ok()?, day, clock))
}

fn dashed(date: &str, clock: &str) -> Option<Option<Moment>> {
    let parts: Vec<&str> = date.split('-').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let (hour, minute) = clock.split_once([':', '.'])?;
    let clock = all_digits(hour) && all_digits(minute) && hour.len() <= 2 && minute.len() == 2;
    if !clock || !all_digits(day) {
        return None;
    }
    Some(moment(full_year(year)?, month_of(month)?, day, None))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_greenwich(zone: &str) -> bool {
    ["GMT", "UTC", "Z", "TU"].iter().any(|known| known.eq_ignore_ascii_case(zone))
}

/// Two digits are of this century: older transmissions are archives, and those write the century.
fn full_year(year: &str) -> Option<u16> {
    match (all_digits(year), year.len()) {
        (true, 2) => year.parse().ok().map(|year: u16| 2000 + year),
        (true, 4) => year.parse().ok(),
        (true, _) | (false, _) => None,
    }
}

fn month_of(name: &str) -> Option<u8> {
    let lower = name.to_lowercase();
    let start: String = lower.chars().take(3).collect();
    let month = MONTHS.iter().position(|names| names.contains(&start.as_str()))?;
    // `juin`, `juil`: French tells June from July by the fourth letter.
    let month = if lower.starts_with("juil") { 6 } else { month };
    u8::try_from(month + 1).ok()
}

fn moment(year: u16, month: u8, day: &str, clock: Option<(&str, &str)>) -> Option<Moment> {
    let day = format!("{year:04}-{month:02}-{day:0>2}");
    let with_time = clock.and_then(|(hour, minute)| format!("{day}T{hour}:{minute}:00Z").parse().ok());
    with_time.or_else(|| day.parse().ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_agencies() {
        let shown = |line: &str| of(line).map(|moment| moment.map_or("-".to_owned(), |m| m.to_string()));
        for (line, expected) in [
            ("041730 MAI 24", "2024-05-04"),
            ("041730 MAY 2024", "2024-05-04"),
            ("212322 GMT Nov 18", "2018-11-21T23:22:00Z"),
            ("AP-WF-08-29-16 1626GMT<", "2016-08-29T16:26:00Z"),
            ("AP-NY-08-29-16 1626EDT", "2016-08-29"),
            ("04-MAG-24 17:30", "2024-05-04"),
            ("312500 juil. 24", "2024-07-31"),
        ] {
            assert_eq!(shown(line).as_deref(), Some(expected), "{line}");
        }
        for line in ["The port", "12 men in 3", "4-4 draw", "2024-05-04 17:30", ""] {
            assert_eq!(shown(line), None, "{line}");
        }
    }
}
