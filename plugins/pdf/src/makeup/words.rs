//! The few words that a page says by itself, in the story's language.

use pressroom_core::Date;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// Before and after a page number, with their spaces.
    page: [&'static str; 2],
    /// Before a picture's credit, with its space.
    pub photo: &'static str,
    /// Over a table of contents.
    pub contents: &'static str,
    /// Before and after an edition's number, with their spaces.
    number: [&'static str; 2],
    /// Between the day of the week and the date, whichever comes first.
    before_date: &'static str,
    /// From Monday on.
    weekdays: [&'static str; 7],
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
    /// 2024年5月4日
    Ideographs,
    /// 2024년 5월 4일
    Hangul,
    /// 2024-05-04
    Iso,
}

const LANGUAGES: &[(&str, Words)] = &[
    (
        "vi",
        Words {
            page: ["Trang ", ""],
            photo: "Ảnh: ",
            contents: "Trong số này",
            number: ["Số ", ""],
            before_date: ", ngày ",
            weekdays: ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "en",
        Words {
            page: ["Page ", ""],
            photo: "Photo: ",
            contents: "In this issue",
            number: ["No. ", ""],
            before_date: ", ",
            weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            dates: DateForm::English,
        },
    ),
    (
        "fr",
        Words {
            page: ["Page ", ""],
            photo: "Photo\u{a0}: ",
            contents: "Dans ce numéro",
            number: ["N° ", ""],
            before_date: " ",
            weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "de",
        Words {
            page: ["Seite ", ""],
            photo: "Foto: ",
            contents: "In dieser Ausgabe",
            number: ["Nr. ", ""],
            before_date: ", ",
            weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
            dates: DateForm::Dots,
        },
    ),
    (
        "es",
        Words {
            page: ["Página ", ""],
            photo: "Foto: ",
            contents: "En este número",
            number: ["N.º ", ""],
            before_date: ", ",
            weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "pt",
        Words {
            page: ["Página ", ""],
            photo: "Foto: ",
            contents: "Nesta edição",
            number: ["N.º ", ""],
            before_date: ", ",
            weekdays: [
                "segunda-feira",
                "terça-feira",
                "quarta-feira",
                "quinta-feira",
                "sexta-feira",
                "sábado",
                "domingo",
            ],
            dates: DateForm::Slashes,
        },
    ),
    (
        "it",
        Words {
            page: ["Pagina ", ""],
            photo: "Foto: ",
            contents: "In questo numero",
            number: ["N. ", ""],
            before_date: " ",
            weekdays: ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "ru",
        Words {
            page: ["Стр. ", ""],
            photo: "Фото: ",
            contents: "В этом номере",
            number: ["№ ", ""],
            before_date: ", ",
            weekdays: ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
            dates: DateForm::Dots,
        },
    ),
    (
        "el",
        Words {
            page: ["Σελίδα ", ""],
            photo: "Φωτογραφία: ",
            contents: "Σε αυτό το τεύχος",
            number: ["Αρ. ", ""],
            before_date: ", ",
            weekdays: ["Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "ar",
        Words {
            page: ["صفحة ", ""],
            photo: "تصوير: ",
            contents: "في هذا العدد",
            number: ["العدد ", ""],
            before_date: "، ",
            weekdays: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "he",
        Words {
            page: ["עמוד ", ""],
            photo: "צילום: ",
            contents: "בגיליון הזה",
            number: ["גיליון ", ""],
            before_date: ", ",
            weekdays: ["יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "יום שבת", "יום ראשון"],
            dates: DateForm::Dots,
        },
    ),
    (
        "fa",
        Words {
            page: ["صفحهٔ ", ""],
            photo: "عکس: ",
            contents: "در این شماره",
            number: ["شمارهٔ ", ""],
            before_date: "، ",
            weekdays: ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "ur",
        Words {
            page: ["صفحہ ", ""],
            photo: "تصویر: ",
            contents: "اس شمارے میں",
            number: ["شمارہ ", ""],
            before_date: "، ",
            weekdays: ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "th",
        Words {
            page: ["หน้า ", ""],
            photo: "ภาพ: ",
            contents: "ในฉบับนี้",
            number: ["ฉบับที่ ", ""],
            before_date: " ",
            weekdays: ["วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัสบดี", "วันศุกร์", "วันเสาร์", "วันอาทิตย์"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "km",
        Words {
            page: ["ទំព័រ ", ""],
            photo: "រូបភាព៖ ",
            contents: "ក្នុងលេខនេះ",
            number: ["លេខ ", ""],
            before_date: " ",
            weekdays: ["ថ្ងៃច័ន្ទ", "ថ្ងៃអង្គារ", "ថ្ងៃពុធ", "ថ្ងៃព្រហស្បតិ៍", "ថ្ងៃសុក្រ", "ថ្ងៃសៅរ៍", "ថ្ងៃអាទិត្យ"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "lo",
        Words {
            page: ["ໜ້າ ", ""],
            photo: "ພາບ: ",
            contents: "ໃນສະບັບນີ້",
            number: ["ສະບັບທີ ", ""],
            before_date: " ",
            weekdays: ["ວັນຈັນ", "ວັນອັງຄານ", "ວັນພຸດ", "ວັນພະຫັດ", "ວັນສຸກ", "ວັນເສົາ", "ວັນອາທິດ"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "hi",
        Words {
            page: ["पृष्ठ ", ""],
            photo: "फ़ोटो: ",
            contents: "इस अंक में",
            number: ["अंक ", ""],
            before_date: ", ",
            weekdays: ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"],
            dates: DateForm::Slashes,
        },
    ),
    (
        "ja",
        Words {
            page: ["", "ページ"],
            photo: "写真：",
            contents: "目次",
            number: ["第", "号"],
            before_date: " ",
            weekdays: ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"],
            dates: DateForm::Ideographs,
        },
    ),
    (
        "ko",
        Words {
            page: ["", "쪽"],
            photo: "사진: ",
            contents: "차례",
            number: ["제", "호"],
            before_date: " ",
            weekdays: ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
            dates: DateForm::Hangul,
        },
    ),
    (
        "zh-Hant",
        Words {
            page: ["第", "頁"],
            photo: "圖：",
            contents: "本期目錄",
            number: ["第", "期"],
            before_date: " ",
            weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
            dates: DateForm::Ideographs,
        },
    ),
    (
        "zh",
        Words {
            page: ["第", "页"],
            photo: "图：",
            contents: "本期目录",
            number: ["第", "期"],
            before_date: " ",
            weekdays: ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
            dates: DateForm::Ideographs,
        },
    ),
];
/// A bare number and no label say nothing wrong in any language.
const ANY: Words = Words {
    page: ["", ""],
    photo: "",
    contents: "",
    number: ["", ""],
    before_date: "",
    weekdays: [""; 7],
    dates: DateForm::Iso,
};

impl Default for Words {
    fn default() -> Self {
        ANY
    }
}

impl Words {
    /// Of a BCP 47 tag.
    pub fn of(language: &str) -> Words {
        let mut subtags = language.split('-');
        let mut primary = subtags.next().unwrap_or_default();
        let traditional = |subtag: &str| ["hant", "tw", "hk", "mo"].iter().any(|tag| subtag.eq_ignore_ascii_case(tag));
        if primary.eq_ignore_ascii_case("zh") && subtags.any(traditional) {
            primary = "zh-Hant";
        }
        let known = LANGUAGES.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(primary));
        known.map_or(ANY, |(_, words)| *words)
    }

    /// A page number.
    pub fn folio(&self, number: u32) -> String {
        let [before, after] = self.page;
        format!("{before}{number}{after}")
    }

    /// An edition's number. One that says more than digits speaks for itself.
    pub fn number(&self, number: &str) -> String {
        let bare = number.bytes().all(|byte| byte.is_ascii_digit());
        let [before, after] = self.number;
        if bare { format!("{before}{number}{after}") } else { number.to_owned() }
    }

    /// A date with its day of the week, which follows from a complete one.
    pub fn full_date(&self, date: &Date) -> String {
        let weekday = weekday(date).and_then(|day| self.weekdays.get(day)).copied().unwrap_or_default();
        let written = self.date(date);
        if weekday.is_empty() {
            return written;
        }
        let before = self.before_date;
        match self.dates {
            // From the large to the small: the day of the week comes last.
            DateForm::Ideographs | DateForm::Hangul => format!("{written}{before}{weekday}"),
            DateForm::Slashes | DateForm::Dots | DateForm::English | DateForm::Iso => {
                format!("{weekday}{before}{written}")
            }
        }
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
        let units = |units: [&str; 3], separator: &str| {
            let parts = [year.clone(), number(date.month()), number(date.day())].into_iter().zip(units);
            let parts = parts.filter_map(|(part, unit)| Some(part? + unit));
            parts.collect::<Vec<String>>().join(separator)
        };
        let (parts, separator) = match self.dates {
            DateForm::Slashes => ([number(date.day()), number(date.month()), year], "/"),
            DateForm::Dots => ([number(date.day()), number(date.month()), year], "."),
            DateForm::English => ([number(date.day()), month_name().map(|&name| name.to_owned()), year], " "),
            DateForm::Ideographs => return units(["年", "月", "日"], ""),
            DateForm::Hangul => return units(["년", "월", "일"], " "),
            DateForm::Iso => return date.to_string(),
        };
        parts.into_iter().flatten().collect::<Vec<String>>().join(separator)
    }
}

/// Days since Monday, by Zeller's congruence for the Gregorian calendar.
fn weekday(date: &Date) -> Option<usize> {
    let (year, month, day) = date.complete()?;
    let (year, month) =
        if month < 3 { (i32::from(year) - 1, i32::from(month) + 12) } else { (i32::from(year), i32::from(month)) };
    let since_saturday =
        i32::from(day) + 13 * (month + 1) / 5 + year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    usize::try_from((since_saturday + 5).rem_euclid(7)).ok()
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
        assert_eq!(date("ja", "2024-05-04"), "2024年5月4日");
        assert_eq!(date("zh-TW", "--05-04"), "5月4日");
        assert_eq!(date("ko", "2024-05"), "2024년 5월");
        assert_eq!(date("und", "2024-05-04"), "2024-05-04");
        assert_eq!(Words::of("zh-Hant-HK").folio(3), "第3頁");
    }

    #[test]
    fn the_day_of_the_week_follows_from_a_complete_date() {
        let full = |language: &str, date: &str| Words::of(language).full_date(&date.parse().unwrap());
        assert_eq!(full("vi", "2026-11-21"), "Thứ Bảy, ngày 21/11/2026");
        assert_eq!(full("en", "2024-02-29"), "Thursday, 29 February 2024");
        assert_eq!(full("de", "2000-01-01"), "Samstag, 1.1.2000");
        assert_eq!(full("ja", "2026-11-21"), "2026年11月21日 土曜日");
        assert_eq!(full("ko", "2026-11-21"), "2026년 11월 21일 토요일");
        assert_eq!(full("zh-TW", "2026-11-22"), "2026年11月22日 星期日");
        assert_eq!(full("en", "2024-02"), "February 2024");
        assert_eq!(full("und", "2024-02-29"), "2024-02-29");
    }
}
