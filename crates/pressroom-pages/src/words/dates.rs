//! How a language writes a date.

use pressroom_core::Date;

#[derive(Clone, Copy, Debug)]
pub enum Dates {
    /// 4/5/2024: day, month, year.
    Slashes,
    /// 4 May 2024, with the language's own particles.
    Named(Named),
    /// 2024年5月4日
    Ideographs,
    /// 2024년 5월 4일
    Hangul,
    /// 2024-05-04
    Iso,
}

#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The first day of a month: `1er`.
    pub first: &'static str,
    /// Between day and month, with its spaces.
    pub after_day: &'static str,
    /// Between month and year, with its spaces.
    pub after_month: &'static str,
    /// After a year that follows a month.
    pub after_year: &'static str,
    /// Twelve names, a space between, as they stand after a day.
    pub months: &'static str,
    /// The same without a day, where that differs.
    pub alone: Option<&'static str>,
}

impl Named {
    /// `4 May 2024`
    pub const fn plain(months: &'static str) -> Self {
        Named { first: "1", after_day: " ", after_month: " ", after_year: "", months, alone: None }
    }

    fn write(&self, day: Option<i8>, month: i8, year: Option<i16>) -> String {
        let names = if day.is_some() { self.months } else { self.alone.unwrap_or(self.months) };
        let index = usize::try_from(month).unwrap_or_default().saturating_sub(1);
        let name = names.split(' ').nth(index).unwrap_or_default();
        let day = match day {
            Some(1) => format!("{}{}", self.first, self.after_day),
            Some(day) => format!("{day}{}", self.after_day),
            None => String::new(),
        };
        let year = year.map(|year| format!("{}{year}{}", self.after_month, self.after_year)).unwrap_or_default();
        format!("{day}{name}{year}")
    }
}

impl Dates {
    /// The date as far as it is known; nothing is added to it.
    pub fn write(&self, date: &Date) -> String {
        let number = |part: Option<i8>| part.map(|part| part.to_string());
        let year = date.year().map(|year| year.to_string());
        let units = |units: [&str; 3], between: &str| {
            let parts = [year.clone(), number(date.month()), number(date.day())].into_iter().zip(units);
            parts.filter_map(|(part, unit)| Some(part? + unit)).collect::<Vec<_>>().join(between)
        };
        match self {
            Dates::Slashes => {
                let parts = [number(date.day()), number(date.month()), year];
                parts.into_iter().flatten().collect::<Vec<_>>().join("/")
            }
            Dates::Named(named) => match date.month() {
                Some(month) => named.write(date.day(), month, date.year()),
                None => year.unwrap_or_default(),
            },
            Dates::Ideographs => units(["年", "月", "日"], ""),
            Dates::Hangul => units(["년", "월", "일"], " "),
            Dates::Iso => date.to_string(),
        }
    }
}
