//! `norm` attributes: ISO 8601 in its basic format, as the specification's examples write it.

use pressroom_core::{Date, DateTime, Moment};

/// `20240504T173000+0700`, `20240504T103000Z`.
pub fn of_date_time(at: &DateTime) -> String {
    let civil = at.civil();
    let (date, time) = (civil.date(), civil.time());
    let day = format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    let clock = format!("{:02}{:02}{:02}", time.hour(), time.minute(), time.second());
    let offset = at.offset_seconds();
    if offset == 0 {
        return format!("{day}T{clock}Z");
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    format!("{day}T{clock}{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// `20240504`; a date that lacks its day or its year stays as ISO 8601 writes it, `2024-05` and `--05-04`.
pub fn of_date(date: &Date) -> String {
    match date.complete() {
        Some((year, month, day)) => format!("{year:04}{month:02}{day:02}"),
        None => date.to_string(),
    }
}

pub fn of_moment(moment: &Moment) -> String {
    match moment {
        Moment::Date(date) => of_date(date),
        Moment::DateTime(at) => of_date_time(at),
    }
}
