//! The few words that a page says by itself, in the story's language.

use pressroom_core::Date;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Before a page number, with its space.
    pub page: &'static str,
    /// Before a picture's credit, with its space.
    pub photo: &'static str,
    dates: DateForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateForm {
    /// 4/5/2024: day, month, year.
    Slashes,
    /// 4.5.2024
    Dots,
    /// 4 May 2024
    English,
    /// 2024-05-04
    Iso,
}

const LANGUAGES: &[(&str, Words)] = &[
    ("vi", Words { page: "Trang ", photo: "Ảnh: ", dates: DateForm::Slashes }),
    ("en", Words { page: "Page ", photo: "Photo: ", dates: DateForm::English }),
    ("fr", Words { page: "Page ", photo: "Photo\u{a0}: ", dates: DateForm::Slashes }),
    ("de", Words { page: "Seite ", photo: "Foto: ", dates: DateForm::Dots }),
    ("es", Words { page: "Página ", photo: "Foto: ", dates: DateForm::Slashes }),
    ("pt", Words { page: "Página ", photo: "Foto: ", dates: DateForm::Slashes }),
    ("it", Words { page: "Pagina ", photo: "Foto: ", dates: DateForm::Slashes }),
];
/// A bare number and no label say nothing wrong in any language.
const ANY: Words = Words { page: "", photo: "", dates: DateForm::Iso };

impl Words {
    /// Of a BCP 47 tag.
    pub fn of(language: &str) -> Words {
        let primary = language.split('-').next().unwrap_or_default();
        let known = LANGUAGES.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(primary));
        known.map_or(ANY, |(_, words)| *words)
    }

    /// A date as far as it is known; nothing is added to it.
    pub fn date(&self, date: &Date) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let number = |part: Option<i8>| part.map(|part| part.to_string());
        let year = date.year().map(|year| year.to_string());
        let month_name = || date.month().and_then(|month| MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?));
        let (parts, separator) = match self.dates {
            DateForm::Slashes => ([number(date.day()), number(date.month()), year], "/"),
            DateForm::Dots => ([number(date.day()), number(date.month()), year], "."),
            DateForm::English => ([number(date.day()), month_name().map(|&name| name.to_owned()), year], " "),
            DateForm::Iso => return date.to_string(),
        };
        parts.into_iter().flatten().collect::<Vec<String>>().join(separator)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_far_as_they_are_known() {
        let date = |language: &str, date: &str| Words::of(language).date(&date.parse().unwrap());
        assert_eq!(date("vi-VN", "--05-04"), "4/5");
        assert_eq!(date("vi", "2024-05"), "5/2024");
        assert_eq!(date("en", "2024-05-04"), "4 May 2024");
        assert_eq!(date("de", "2024-05-04"), "4.5.2024");
        assert_eq!(date("und", "2024-05-04"), "2024-05-04");
    }
}
