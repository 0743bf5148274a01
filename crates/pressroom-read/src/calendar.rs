//! Calendars that copy is dated by besides ours. A solar Hijri date of Iran names one day; a lunar one depends on when the
//! moon is seen, so that it is recognised and left alone.

use jiff::{ToSpan, civil};
use pressroom_core::Date;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Calendar {
    #[default]
    Gregorian,
    /// Of Iran and Afghanistan, from 622 on.
    Solar,
    /// Of Islam.
    Lunar,
}

impl Calendar {
    /// Numbers alone tell the calendar by the year: 1370 to 1420 are 1991 to 2042 of the solar one, later ones 2000 and on
    /// of the lunar one.
    pub fn of_year(self, year: Option<i16>) -> Calendar {
        match (self, year) {
            (Calendar::Gregorian, Some(1370..=1420)) => Calendar::Solar,
            (Calendar::Gregorian, Some(1421..=1500)) => Calendar::Lunar,
            (Calendar::Gregorian | Calendar::Solar | Calendar::Lunar, _) => self,
        }
    }
}

/// The day of our calendar that a solar Hijri date names, by the cycle of 33 years that holds from 1244 to 1472.
pub fn from_solar(year: i16, month: i8, day: i8) -> Option<Date> {
    const YEARS: std::ops::RangeInclusive<i16> = 1300..=1472;
    // 1 Farvardin 1300.
    const FIRST: civil::Date = civil::date(1921, 3, 21);
    let is_leap = |year: i16| matches!(year % 33, 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
    let days = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + i8::from(is_leap(year)),
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=days).contains(&day) {
        return None;
    }
    let years: i32 = (*YEARS.start()..year).map(|year| 365 + i32::from(is_leap(year))).sum();
    let months = i32::from(month - 1) * 31 - i32::from((month - 7).max(0));
    let date = FIRST.checked_add((years + months + i32::from(day) - 1).days()).ok()?;
    Date::new(date.year(), date.month(), date.day()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_dates_are_the_days_that_calendars_print() {
        let shown = |year, month, day| from_solar(year, month, day).map(|date| date.to_string());
        for (date, expected) in [
            ((1403, 2, 15), "2024-05-04"),
            ((1403, 1, 1), "2024-03-20"),
            ((1404, 1, 1), "2025-03-21"),
            ((1403, 12, 30), "2025-03-20"),
            ((1399, 12, 30), "2021-03-20"),
            ((1357, 11, 22), "1979-02-11"),
            ((1300, 1, 1), "1921-03-21"),
            ((1402, 7, 1), "2023-09-23"),
        ] {
            assert_eq!(shown(date.0, date.1, date.2).as_deref(), Some(expected), "{date:?}");
        }
        assert_eq!((shown(1402, 12, 30), shown(1403, 13, 1), shown(1403, 7, 31)), (None, None, None));
    }
}
