//! The words that an output itself says, in the languages it speaks.

mod asia;
mod dates;
mod europe;
mod right_to_left;

use pressroom_core::{Date, Moment};

use dates::Dates;

/// One language's words.
pub struct Words {
    /// BCP 47.
    pub tag: &'static str,
    pub contents: &'static str,
    pub landmarks: &'static str,
    pub cover: &'static str,
    pub start: &'static str,
    pub imprint: &'static str,
    pub stories: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub related: &'static str,
    /// What the list of the printed edition's pages is called.
    pub print_pages: &'static str,
    /// What the list of sections is called.
    pub sections: &'static str,
    /// The link past all that comes before the text.
    pub skip: &'static str,
    /// What a table without a caption is called.
    pub table: &'static str,
    /// Before a credit, with its space.
    pub credit_label: &'static str,
    /// Before whose information a story is, with its space.
    pub source_label: &'static str,
    /// Before the names of those who worked on a story beside its authors, with its space.
    pub contributors_label: &'static str,
    /// Between the names of a byline, with its spaces.
    pub between_names: &'static str,
    /// Between the dateline and the lead, with its spaces.
    pub after_dateline: &'static str,
    /// The link from a note to its mark.
    pub back_to_text: &'static str,
    pub no_headline: &'static str,
    pub no_description: &'static str,
    pub summary: Summary,
    /// Before and after the number of a page, with their spaces.
    page: [&'static str; 2],
    /// Before and after the number of an issue, with their spaces.
    number: [&'static str; 2],
    dates: Dates,
    /// Between a date and its time of day, with its space.
    before_time: &'static str,
}

/// What the accessibility summary is put together from: one sentence each.
pub struct Summary {
    pub navigation: &'static str,
    pub no_pictures: &'static str,
    pub all_described: &'static str,
    pub some_not_described: &'static str,
}

/// The first whose tag fits; so the more particular ones come before.
const LANGUAGES: [&Words; 19] = [
    &asia::VIETNAMESE,
    &europe::ENGLISH,
    &europe::FRENCH,
    &europe::GERMAN,
    &europe::SPANISH,
    &europe::ITALIAN,
    &europe::PORTUGUESE,
    &europe::RUSSIAN,
    &right_to_left::ARABIC,
    &right_to_left::HEBREW,
    &right_to_left::PERSIAN,
    &asia::JAPANESE,
    &asia::TRADITIONAL_CHINESE,
    &asia::CHINESE,
    &asia::KOREAN,
    &asia::THAI,
    &asia::KHMER,
    &asia::LAO,
    &asia::INDONESIAN,
];

/// For languages that are not spoken here: what has to be said is said in English and marked as such; labels that stand in the
/// middle of a story's own words are left out, and dates are written as numbers.
const UNSPOKEN: Words = Words {
    credit_label: "",
    source_label: "",
    contributors_label: "",
    after_dateline: " – ",
    number: ["", ""],
    dates: Dates::Iso,
    before_time: " ",
    ..europe::ENGLISH
};

/// The words for a story or an edition in this language (BCP 47).
pub fn of(language: &str) -> &'static Words {
    let mut subtags = language.split('-');
    let mut primary = subtags.next().unwrap_or_default();
    let traditional = |subtag: &str| ["hant", "tw", "hk", "mo"].iter().any(|tag| subtag.eq_ignore_ascii_case(tag));
    if primary.eq_ignore_ascii_case("zh") && subtags.any(traditional) {
        primary = asia::TRADITIONAL_CHINESE.tag;
    }
    // ISO 639's older code, which Java programs still write.
    if primary.eq_ignore_ascii_case("iw") {
        primary = "he";
    }
    let spoken = LANGUAGES.into_iter().find(|words| words.tag.eq_ignore_ascii_case(primary));
    spoken.unwrap_or(&UNSPOKEN)
}

/// The first subtag of a language tag.
fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}

impl Words {
    /// The `lang` that these words need inside a text of this language, if any.
    pub fn lang_inside(&self, language: &str) -> Option<&'static str> {
        (!primary(language).eq_ignore_ascii_case(primary(self.tag))).then_some(self.tag)
    }

    /// The name of a page of the printed edition.
    pub fn page(&self, number: &str) -> String {
        let [before, after] = self.page;
        format!("{before}{number}{after}")
    }

    /// An issue's number. One that says more than digits speaks for itself.
    pub fn number(&self, number: &str) -> String {
        let bare = number.bytes().all(|byte| byte.is_ascii_digit());
        let [before, after] = self.number;
        if bare { format!("{before}{number}{after}") } else { number.to_owned() }
    }

    /// A date as a newspaper prints it, as far as it is known: `4 May 2024`, `4 May`; `4/5/2024`, `4/5`.
    pub fn date(&self, date: &Date) -> String {
        self.dates.write(date)
    }

    /// A date with its time of day, when that is known.
    pub fn moment(&self, moment: &Moment) -> String {
        match moment {
            Moment::Date(date) => self.date(date),
            Moment::DateTime(at) => {
                let time = at.civil().time();
                format!("{}{}{:02}:{:02}", self.date(&at.date()), self.before_time, time.hour(), time.minute())
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_say_no_more_than_is_known() {
        let cases = [
            ("2024-05-04", "4 May 2024", "4/5/2024"),
            ("2024-05", "May 2024", "5/2024"),
            ("2024", "2024", "2024"),
            ("--05-04", "4 May", "4/5"),
            ("2024-05-04T17:03:00+07:00", "4 May 2024, 17:03", "4/5/2024, 17:03"),
        ];
        for (date, english, vietnamese) in cases {
            let moment = date.parse::<Moment>().unwrap();
            assert_eq!((of("en-GB").moment(&moment), of("vi").moment(&moment)), (english.into(), vietnamese.into()));
        }
    }

    #[test]
    fn every_language_writes_dates_its_own_way() {
        let cases = [
            ("fr", "1er mai 2024", "mai 2024"),
            ("de-AT", "1. Mai 2024", "Mai 2024"),
            ("es", "1 de mayo de 2024", "mayo de 2024"),
            ("it", "1º maggio 2024", "maggio 2024"),
            ("pt-BR", "1º de maio de 2024", "maio de 2024"),
            ("ru", "1 мая 2024 г.", "май 2024 г."),
            ("ar", "1 مايو 2024", "مايو 2024"),
            ("iw", "1 במאי 2024", "מאי 2024"),
            ("fa", "1 مه 2024", "مه 2024"),
            ("ja", "2024年5月1日", "2024年5月"),
            ("zh-TW", "2024年5月1日", "2024年5月"),
            ("ko", "2024년 5월 1일", "2024년 5월"),
            ("th", "1 พฤษภาคม ค.ศ. 2024", "พฤษภาคม ค.ศ. 2024"),
            ("km", "1/5/2024", "5/2024"),
            ("lo", "1/5/2024", "5/2024"),
            ("id", "1 Mei 2024", "Mei 2024"),
            ("pl", "2024-05-01", "2024-05"),
        ];
        for (language, day, month) in cases {
            let date = |date: &str| of(language).date(&date.parse().unwrap());
            assert_eq!((date("2024-05-01"), date("2024-05")), (day.to_owned(), month.to_owned()), "{language}");
        }
    }

    #[test]
    fn labels_fit_the_language_or_are_left_out() {
        assert_eq!((of("ja").number("88"), of("ja").page("5")), ("第88号".to_owned(), "5ページ".to_owned()));
        assert_eq!(of("vi").number("Xuân Giáp Thìn"), "Xuân Giáp Thìn");
        assert_eq!(of("zh-Hant-HK").contents, "目錄");
        assert_eq!(
            (of("pl").credit_label, of("pl").contents, of("pl").lang_inside("pl")),
            ("", "Contents", Some("en"))
        );
        assert_eq!((of("EN-us").lang_inside("EN-us"), of("zh-TW").lang_inside("zh-TW")), (None, None));
    }

    /// A word left out, copied from another language or without its space is a mistake of the table.
    #[test]
    fn every_language_says_everything() {
        for words in LANGUAGES.iter().filter(|words| words.tag != "en") {
            let said = [
                (words.contents, europe::ENGLISH.contents),
                (words.landmarks, europe::ENGLISH.landmarks),
                (words.start, europe::ENGLISH.start),
                (words.previous, europe::ENGLISH.previous),
                (words.print_pages, europe::ENGLISH.print_pages),
                (words.skip, europe::ENGLISH.skip),
                (words.no_headline, europe::ENGLISH.no_headline),
                (words.back_to_text, europe::ENGLISH.back_to_text),
                (words.no_description, europe::ENGLISH.no_description),
                (words.summary.navigation, europe::ENGLISH.summary.navigation),
                (words.summary.some_not_described, europe::ENGLISH.summary.some_not_described),
            ];
            assert!(said.iter().all(|(own, english)| !own.is_empty() && own != english), "{}", words.tag);
            for label in [words.credit_label, words.source_label, words.contributors_label] {
                assert!(label.ends_with([' ', '：']), "{}: {label:?}", words.tag);
            }
            for line in
                [words.table, words.cover, words.imprint, words.stories, words.next, words.related, words.sections]
            {
                assert!(!line.is_empty() && line == line.trim(), "{}: {line:?}", words.tag);
            }
        }
    }
}
