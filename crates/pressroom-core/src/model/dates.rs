//! Dates as news has them: often partial, never completed by guessing.

use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, tz::Offset};
use serde::{Deserialize, Serialize};

/// A date that may lack its year, or its day and month.
///
/// Written as ISO 8601 (and XML Schema) writes each: `2024`, `2024-05`, `2024-05-04`, and `--05-04` without a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// The text is not a date, or names a day that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate(pub String);

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a date: write 2024-05-04, 2024-05, 2024, --05-04 or 2024-05-04T17:30:00+07:00", self.0)
    }
}

impl std::error::Error for BadDate {}

/// 29 February exists in some year, so a date without a year is checked against a leap year.
const LEAP_YEAR: i16 = 2000;

impl Date {
    /// A complete date.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, BadDate> {
        Self::checked(Some(year), Some(month), Some(day))
    }

    /// A day and month whose year the source does not tell.
    pub fn without_year(month: i8, day: i8) -> Result<Self, BadDate> {
        Self::checked(None, Some(month), Some(day))
    }

    fn checked(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Result<Self, BadDate> {
        let date = Date { year, month, day };
        let exists = jiff::civil::Date::new(year.unwrap_or(LEAP_YEAR), month.unwrap_or(1), day.unwrap_or(1)).is_ok();
        if exists && year.is_none_or(|y| (1..=9999).contains(&y)) { Ok(date) } else { Err(BadDate(date.to_string())) }
    }

    pub fn year(&self) -> Option<i16> {
        self.year
    }

    pub fn month(&self) -> Option<i8> {
        self.month
    }

    pub fn day(&self) -> Option<i8> {
        self.day
    }

    /// Year, month and day, when all three are known.
    pub fn complete(&self) -> Option<(i16, i8, i8)> {
        Some((self.year?, self.month?, self.day?))
    }

    /// The same date in a year that another source tells.
    pub fn with_year(&self, year: i16) -> Result<Self, BadDate> {
        Self::checked(Some(year), self.month, self.day)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Date {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let number = |part: &str, digits: usize| {
            let all_digits = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            if all_digits { part.parse::<i16>().map_err(|_| bad()) } else { Err(bad()) }
        };
        // Two digits always fit.
        let small = |part: &str| number(part, 2).map(|n| n as i8);
        if let Some(rest) = text.strip_prefix("--") {
            let (month, day) = rest.split_once('-').ok_or_else(bad)?;
            return Self::checked(None, Some(small(month)?), Some(small(day)?)).map_err(|_| bad());
        }
        match text.split('-').collect::<Vec<_>>().as_slice() {
            [year] => Self::checked(Some(number(year, 4)?), None, None),
            [year, month] => Self::checked(Some(number(year, 4)?), Some(small(month)?), None),
            [year, month, day] => Self::checked(Some(number(year, 4)?), Some(small(month)?), Some(small(day)?)),
            _ => Err(bad()),
        }
        .map_err(|_| bad())
    }
}

/// A moment with its offset from UTC, in whole seconds: `2024-05-04T17:30:00+07:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DateTime {
    utc: Timestamp,
    offset: Offset,
}

impl DateTime {
    pub fn new(utc: Timestamp, offset: Offset) -> Self {
        let whole = Timestamp::from_second(utc.as_second()).unwrap_or(utc);
        DateTime { utc: whole, offset }
    }

    pub fn utc(&self) -> Timestamp {
        self.utc
    }

    /// The calendar date and time of day where the offset holds.
    pub fn civil(&self) -> jiff::civil::DateTime {
        self.offset.to_datetime(self.utc)
    }

    pub fn date(&self) -> Date {
        let date = self.civil().date();
        Date { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()) }
    }

    pub fn offset(&self) -> Offset {
        self.offset
    }

    pub fn offset_seconds(&self) -> i32 {
        self.offset.seconds()
    }

    /// `2024-05-04T10:30:00Z`, the form of EPUB's `dcterms:modified`.
    pub fn to_utc_string(&self) -> String {
        self.utc.to_string()
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.offset == Offset::UTC {
            write!(f, "{}", self.utc)
        } else {
            write!(f, "{}", self.utc.display_with_offset(self.offset))
        }
    }
}

impl FromStr for DateTime {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        let bad = || BadDate(text.to_owned());
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| bad())?;
        let time = pieces.time().ok_or_else(bad)?;
        let offset = pieces.to_numeric_offset().ok_or_else(bad)?;
        let utc = offset.to_timestamp(pieces.date().to_datetime(time)).map_err(|_| bad())?;
        Ok(DateTime::new(utc, offset))
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.utc, self.offset.seconds()).cmp(&(other.utc, other.offset.seconds()))
    }
}

/// When something happened, as exactly as the source tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    Date(Date),
    DateTime(DateTime),
}

impl Moment {
    pub fn date(&self) -> Date {
        match self {
            Moment::Date(date) => *date,
            Moment::DateTime(at) => at.date(),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Date(date) => date.fmt(f),
            Moment::DateTime(at) => at.fmt(f),
        }
    }
}

impl FromStr for Moment {
    type Err = BadDate;

    fn from_str(text: &str) -> Result<Self, BadDate> {
        text.parse().map(Moment::Date).or_else(|_| text.parse().map(Moment::DateTime))
    }
}

macro_rules! as_string {
    ($($name:ident: $format:literal),*) => {$(
        impl TryFrom<String> for $name {
            type Error = BadDate;

            fn try_from(text: String) -> Result<Self, BadDate> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.to_string()
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $format })
            }
        }
    )*};
}

as_string!(
    Date: "A date, perhaps partial: 2024, 2024-05, 2024-05-04, or --05-04 without a year.",
    DateTime: "A moment with its offset: 2024-05-04T17:30:00+07:00 (RFC 3339).",
    Moment: "A Date or a DateTime."
);

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_keep_their_form() {
        for text in ["2024", "2024-05", "2024-05-04", "--05-04", "--02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["", "24", "2024-13", "2023-02-29", "--5-4", "2024-05-04-01", "-05-04", "+024", "0000"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_keep_their_offset() {
        for text in ["2024-05-04T17:30:00+07:00", "2024-05-04T10:30:00Z", "2024-05-04"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
        let at: DateTime = "2024-05-04T17:30:00+07:00".parse().unwrap();
        assert_eq!(at.to_utc_string(), "2024-05-04T10:30:00Z");
        assert_eq!(at.date().to_string(), "2024-05-04");
        assert!("2024-05-04T17:30:00".parse::<DateTime>().is_err(), "no offset, no moment");
    }
}
