//! The one moment that everything dated in an output derives from.

pub use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Article, Date, DateTime, Moment};

/// The time came from the clock, so two runs differ.
pub const FROM_CLOCK: Code = Code::note("M020");

/// Where the time comes from when neither the command line, the story's file nor the issue gives `updated`.
pub struct Fallbacks {
    /// `SOURCE_DATE_EPOCH`.
    pub source_date_epoch: Option<Timestamp>,
    /// The house's time zone, for a story that gives only its date.
    pub timezone: TimeZone,
    /// The clock, read once by the caller.
    pub now: Timestamp,
}

/// The story's `updated`, settled: as given, else `SOURCE_DATE_EPOCH`, else the story's complete date at 00:00, else the
/// clock, with a note.
pub fn settle(
    given: Option<DateTime>,
    story_date: Option<Date>,
    fallbacks: &Fallbacks,
) -> (DateTime, Option<Diagnostic>) {
    let zoned = |utc: Timestamp| DateTime::new(utc, fallbacks.timezone.to_offset(utc));
    let midnight = || {
        let (year, month, day) = story_date?.complete()?;
        let date = civil::Date::new(year, month, day).ok()?;
        fallbacks.timezone.to_timestamp(date.to_datetime(civil::Time::midnight())).ok()
    };
    if let Some(given) = given {
        (given, None)
    } else if let Some(utc) = fallbacks.source_date_epoch.or_else(midnight) {
        (zoned(utc), None)
    } else {
        let now = zoned(fallbacks.now);
        (now, Some(Diagnostic::new(FROM_CLOCK).arg("time", now)))
    }
}

impl Article {
    /// The story's own date: when it was created, else what the dateline says. May be partial.
    pub fn story_date(&self) -> Option<Date> {
        let created = self.created.as_ref().map(Moment::date);
        created.or_else(|| self.dateline.as_ref().and_then(|dateline| dateline.date))
    }
}

/// What a time of another system tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Moment(Moment),
    /// A time of day without a zone, which alone is no moment: what it would be in UTC. [`in_zone`] gives it one.
    WithoutZone(DateTime),
}

/// Reads ISO 8601 as feeds write it: with and without hyphens and colons, partial, with fractions, `+07` for `+07:00`.
pub fn told(text: &str) -> Option<Told> {
    const DAY_DIGITS: usize = 8;
    let text = text.trim();
    if let Ok(at) = text.parse::<DateTime>() {
        return Some(Told::Moment(Moment::DateTime(at)));
    }
    let day = |text: &str| -> Option<Date> {
        let all_digits = text.len() == DAY_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
        let (year, month_day) = text.split_at_checked(4).filter(|_| all_digits)?;
        let (month, day) = month_day.split_at_checked(2)?;
        format!("{year}-{month}-{day}").parse().ok()
    };
    let date = |text: &str| text.parse::<Date>().ok().or_else(|| day(text));
    match text.split_once(['T', 't', ' ']) {
        None => date(text).map(|date| Told::Moment(Moment::Date(date))),
        Some((before, after)) => {
            // Perhaps a zone that stands apart from its time: `2024-05-04 17:30:00 +0700`.
            let joined: String = format!("{before}T{after}").split_ascii_whitespace().collect();
            match joined.parse::<DateTime>() {
                Ok(at) => Some(Told::Moment(Moment::DateTime(at))),
                Err(_) => format!("{joined}Z").parse().ok().map(Told::WithoutZone),
            }
        }
    }
}

/// A time of day that was read as if it were UTC's, as the same hour in a zone.
pub fn in_zone(as_utc: DateTime, zone: &TimeZone) -> DateTime {
    match zone.to_timestamp(as_utc.civil()) {
        Ok(utc) => DateTime::new(utc, zone.to_offset(utc)),
        Err(_) => as_utc,
    }
}

/// The zone that a full time gives: its offset.
pub fn zone_told(text: &str) -> Option<TimeZone> {
    match told(text)? {
        Told::Moment(Moment::DateTime(at)) => Some(TimeZone::fixed(at.offset())),
        Told::Moment(Moment::Date(_)) | Told::WithoutZone(_) => None,
    }
}

/// Whether a text is nothing but a machine's time: `20170102T222800+0000`, `2018-01-03 20:13:08 GMT+00:00`.
pub fn is_only_a_time(text: &str) -> bool {
    const DAY_DIGITS: usize = 8;
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let of_clock = |c: char| c.is_ascii_alphanumeric() || c.is_whitespace() || "+-:./,".contains(c);
    words.all(|word| matches!(word, "T" | "t" | "Z" | "z" | "GMT" | "UTC"))
        && text.chars().all(of_clock)
        && text.chars().filter(char::is_ascii_digit).count() >= DAY_DIGITS
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn times_as_feeds_write_them() {
        let moments = [
            ("20240504T173000+0700", "2024-05-04T17:30:00+07:00"),
            ("20240504T103000Z", "2024-05-04T10:30:00Z"),
            ("2024-05-04T17:30:00.000+07", "2024-05-04T17:30:00+07:00"),
            ("2024-05-04T10:30:00+0000", "2024-05-04T10:30:00Z"),
            ("2024-05-04 17:30:00 +0700", "2024-05-04T17:30:00+07:00"),
            ("20240504", "2024-05-04"),
            ("2024-05", "2024-05"),
            ("--05-04", "--05-04"),
        ];
        for (text, expected) in moments {
            assert_eq!(told(text), Some(Told::Moment(expected.parse().unwrap())), "{text}");
        }
        for text in ["20240504T173000", "2024-05-04T17:30:00", "2024-05-04 17:30"] {
            let Some(Told::WithoutZone(at)) = told(text) else { panic!("{text}") };
            let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
            assert_eq!(in_zone(at, &zone), "2024-05-04T17:30:00+07:00".parse().unwrap(), "{text}");
        }
        for text in ["", "May 4", "20241304", "2024-05-04Txx", "T", "4/5/2024", "\u{1F4F0}T1"] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    fn fallbacks(source_date_epoch: Option<i64>) -> Fallbacks {
        Fallbacks {
            source_date_epoch: source_date_epoch.map(|s| Timestamp::from_second(s).unwrap()),
            timezone: TimeZone::get("Asia/Ho_Chi_Minh").unwrap(),
            now: Timestamp::from_second(2_000_000_000).unwrap(),
        }
    }

    #[test]
    fn nearest_source_wins_and_the_clock_is_noted() {
        let given = "2024-05-04T17:30:00+07:00".parse().ok();
        let date = "2024-05-04".parse().ok();
        let partial = "--05-04".parse().ok();
        let text = |(at, note): (DateTime, Option<Diagnostic>)| (at.to_string(), note.is_some());
        assert_eq!(text(settle(given, date, &fallbacks(Some(0)))), ("2024-05-04T17:30:00+07:00".into(), false));
        // Viet Nam kept UTC+8 in 1970.
        assert_eq!(text(settle(None, date, &fallbacks(Some(0)))), ("1970-01-01T08:00:00+08:00".into(), false));
        assert_eq!(text(settle(None, date, &fallbacks(None))), ("2024-05-04T00:00:00+07:00".into(), false));
        assert_eq!(text(settle(None, partial, &fallbacks(None))), ("2033-05-18T10:33:20+07:00".into(), true));
    }
}
