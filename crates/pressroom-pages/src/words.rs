//! The words that an output itself says, in the languages it speaks.

use pressroom_core::{Date, Moment};

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
    /// Before the number of a page, with its space.
    pub page_label: &'static str,
    /// What the list of sections is called.
    pub sections: &'static str,
    /// The link past all that comes before the text.
    pub skip: &'static str,
    /// What a table without a caption is called.
    pub table: &'static str,
    /// Before a credit, with its space.
    pub credit_label: &'static str,
    /// Between the dateline and the lead, with its spaces.
    pub after_dateline: &'static str,
    /// Before the number of an issue, with its space.
    pub number_label: &'static str,
    pub no_headline: &'static str,
    pub no_description: &'static str,
    pub summary: Summary,
    /// Twelve names, or none where dates are written in numbers.
    months: Option<[&'static str; 12]>,
}

/// What the accessibility summary is put together from: one sentence each.
pub struct Summary {
    pub navigation: &'static str,
    pub no_pictures: &'static str,
    pub all_described: &'static str,
    pub some_not_described: &'static str,
}

const ENGLISH: Words = Words {
    tag: "en",
    contents: "Contents",
    landmarks: "Landmarks",
    cover: "Cover",
    start: "Start of the text",
    imprint: "Imprint",
    stories: "Other stories",
    previous: "Previous",
    next: "Next",
    related: "Related",
    print_pages: "Pages of the printed edition",
    page_label: "Page ",
    sections: "Sections",
    skip: "Skip to the text",
    table: "Table",
    credit_label: "Photo: ",
    after_dateline: " — ",
    number_label: "No. ",
    no_headline: "Story without a headline",
    no_description: "Picture without a description",
    summary: Summary {
        navigation: "The text can be navigated by a table of contents and headings, and shown in any size, typeface and colour.",
        no_pictures: "There are no pictures.",
        all_described: "All pictures have descriptions.",
        some_not_described: "Some pictures have no description.",
    },
    months: Some([
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
    ]),
};

const VIETNAMESE: Words = Words {
    tag: "vi",
    contents: "Mục lục",
    landmarks: "Các mốc trong sách",
    cover: "Bìa",
    start: "Bắt đầu nội dung",
    imprint: "Thông tin xuất bản",
    stories: "Các bài khác",
    previous: "Bài trước",
    next: "Bài tiếp theo",
    related: "Tin liên quan",
    print_pages: "Các trang báo in",
    page_label: "Trang ",
    sections: "Chuyên mục",
    skip: "Tới nội dung chính",
    table: "Bảng",
    credit_label: "Ảnh: ",
    after_dateline: " – ",
    number_label: "Số ",
    no_headline: "Bài chưa có tít",
    no_description: "Ảnh chưa có lời mô tả",
    summary: Summary {
        navigation: "Có thể đi lại trong sách bằng mục lục và các đề mục; cỡ chữ, kiểu chữ và màu sắc đều thay đổi được.",
        no_pictures: "Sách không có ảnh.",
        all_described: "Mọi ảnh đều có lời mô tả.",
        some_not_described: "Một số ảnh chưa có lời mô tả.",
    },
    months: None,
};

/// The words for a story or an edition in this language (BCP 47); English where it does not speak it.
pub fn of(language: &str) -> &'static Words {
    match primary(language).as_str() {
        "vi" => &VIETNAMESE,
        _ => &ENGLISH,
    }
}

/// The first subtag of a language tag, in lower case.
fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

impl Words {
    /// The `lang` that these words need inside a text of this language, if any.
    pub fn lang_inside(&self, language: &str) -> Option<&'static str> {
        (primary(language) != self.tag).then_some(self.tag)
    }

    /// A date as a newspaper prints it, as far as it is known: `4 May 2024`, `4 May`; `4/5/2024`, `4/5`.
    pub fn date(&self, date: &Date) -> String {
        let month = date.month().map(|month| match self.months {
            Some(names) => {
                let index = usize::try_from(month).unwrap_or_default().saturating_sub(1);
                names.get(index).copied().unwrap_or_default().to_owned()
            }
            None => month.to_string(),
        });
        let parts = [date.day().map(|day| day.to_string()), month, date.year().map(|year| year.to_string())];
        let between = if self.months.is_some() { " " } else { "/" };
        parts.into_iter().flatten().collect::<Vec<_>>().join(between)
    }

    /// A date with its time of day, when that is known.
    pub fn moment(&self, moment: &Moment) -> String {
        match moment {
            Moment::Date(date) => self.date(date),
            Moment::DateTime(at) => {
                let time = at.civil().time();
                format!("{}, {:02}:{:02}", self.date(&at.date()), time.hour(), time.minute())
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
}
