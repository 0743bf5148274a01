//! What the conformance kit was doing, in the user's language. The kit says it in English, as its JSON does.

use pressroom_core::catalogue::Language;

pub fn in_language(doing: &str, language: Language) -> String {
    match (language, doing.strip_prefix("option ")) {
        (Language::English, _) => doing.to_owned(),
        // What follows is the plugin's own.
        (Language::Vietnamese, Some(option)) => match option.split_once(" given as ") {
            Some((key, value)) => format!("tùy chọn {key} được đặt là {value}"),
            None => format!("tùy chọn {option}"),
        },
        (Language::Vietnamese, None) => {
            VIETNAMESE.iter().fold(doing.to_owned(), |text, (english, vietnamese)| text.replace(english, vietnamese))
        }
    }
}

/// Longer phrases before those that they contain.
const VIETNAMESE: [(&str, &str); 61] = [
    ("edition of a plain story", "số báo có một tin thường"),
    ("edition of 40 stories", "số báo có 40 tin"),
    ("edition without stories", "số báo không có tin"),
    (" after refused writes", " sau khi bị từ chối ghi"),
    (" after a refused name", " sau khi bị từ chối tên tệp"),
    (" after a stop", " sau khi bị dừng"),
    ("plain story", "tin thường"),
    ("empty story", "tin rỗng"),
    ("long story", "tin dài"),
    ("story with a headline only", "tin chỉ có tít"),
    ("story of 10,000 paragraphs", "tin dài 10.000 đoạn"),
    ("story with every kind of block and inline", "tin có mọi loại khối và loại chữ"),
    ("story in Arabic", "tin tiếng Ả Rập"),
    ("story in Hebrew", "tin tiếng Do Thái"),
    ("story whose picture is not there", "tin có ảnh không tồn tại"),
    ("story that has a caption without a picture", "tin có chú thích mà không có ảnh"),
    ("story whose picture cannot be read", "tin có ảnh không đọc được"),
    ("story whose picture is empty", "tin có tệp ảnh rỗng"),
    ("story whose picture is no picture", "tin có tệp ảnh không phải là ảnh"),
    ("story whose picture is cut short", "tin có tệp ảnh bị cụt"),
    ("story with its original", "tin kèm bản gốc"),
    ("story with an original of another format", "tin kèm bản gốc ở định dạng khác"),
    ("story with an empty original", "tin kèm bản gốc rỗng"),
    ("story whose original has an odd name", "tin kèm bản gốc có tên lạ"),
    ("story whose original cannot be read", "tin kèm bản gốc không đọc được"),
    ("story whose original is withheld for an unknown reason", "tin có bản gốc bị giữ lại vì lý do lạ"),
    ("story whose original is withheld", "tin có bản gốc bị giữ lại"),
    ("story with ", "tin có "),
    ("a picture", "ảnh"),
    ("an unknown block that has text", "khối lạ có chữ"),
    ("an unknown block that has inlines", "khối lạ có chữ định dạng"),
    ("an unknown block without text", "khối lạ không có chữ"),
    ("an unknown inline without text", "loại chữ lạ không có nội dung"),
    ("an unknown inline", "loại chữ lạ"),
    ("an inline ", "loại chữ "),
    ("an empty paragraph", "đoạn văn rỗng"),
    ("a paragraph", "đoạn văn"),
    ("a crosshead of level 5", "tít phụ cấp 5"),
    ("a crosshead", "tít phụ"),
    ("a list in a list", "danh sách trong danh sách"),
    ("a list", "danh sách"),
    ("a pull quote", "trích dẫn nổi bật"),
    ("a quote", "trích dẫn"),
    ("a figure", "hình"),
    ("an empty table", "bảng rỗng"),
    ("a table", "bảng"),
    ("a note", "ghi chú"),
    ("a rule", "đường kẻ"),
    ("an embed without a title", "nội dung nhúng không tên"),
    ("an embed", "nội dung nhúng"),
    (", in an edition", ", trong một số báo"),
    (", asked to stop at call ", ", được yêu cầu dừng ở lần gọi progress thứ "),
    (" of progress", ""),
    (", write ", ", từ chối ghi từ lần thứ "),
    (" and all after it refused", ""),
    (", once more", ", lần nữa"),
    (", by another instance", ", bằng một bản khác"),
    ("one of 1,000 jobs", "một trong 1.000 lượt"),
    ("threads on one instance", "luồng dùng chung một bản"),
    ("end of the process", "lúc kết thúc tiến trình"),
    ("destroy", "gọi destroy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_is_left() {
        for (english, vietnamese) in [
            ("story with an empty table, in an edition", "tin có bảng rỗng, trong một số báo"),
            ("story with a picture, write 2 and all after it refused", "tin có ảnh, từ chối ghi từ lần thứ 2"),
            ("story with a picture `images/a story.png`", "tin có ảnh `images/a story.png`"),
            ("option paper given as \"a list\"", "tùy chọn paper được đặt là \"a list\""),
        ] {
            assert_eq!(in_language(english, Language::Vietnamese), vietnamese);
            assert_eq!(in_language(english, Language::English), english);
        }
    }
}
