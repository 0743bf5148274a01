//! The frame of the conformance kit's report, in the user's language.

use pressroom_conformance::{Group, Test};
use pressroom_core::Diagnostic;
use pressroom_core::catalogue::Language;

use super::check_doing::in_language;

pub struct Words {
    language: Language,
    /// Where to read more about a failure.
    pub explain: &'static str,
    /// Before what the plugin reported.
    pub said: &'static str,
    /// Before what the plugin printed.
    pub printed: &'static str,
    passed: &'static str,
    failed: &'static str,
    skipped: &'static str,
    not_run: &'static str,
}

const ENGLISH: Words = Words {
    language: Language::English,
    explain: "`pressroom explain CODE` says more about each code in brackets",
    said: "it said:",
    printed: "it printed:",
    passed: "passed",
    failed: "failed",
    skipped: "skipped",
    not_run: "not run: they need a plugin that loads",
};

const VIETNAMESE: Words = Words {
    language: Language::Vietnamese,
    explain: "`pressroom explain MÃ` giải thích thêm từng mã trong ngoặc vuông",
    said: "plugin nói:",
    printed: "plugin đã in ra:",
    passed: "đạt",
    failed: "không đạt",
    skipped: "bỏ qua",
    not_run: "chưa chạy: phải nạp được plugin trước đã",
};

impl Words {
    pub fn of(language: Language) -> &'static Words {
        match language {
            Language::English => &ENGLISH,
            Language::Vietnamese => &VIETNAMESE,
        }
    }

    pub fn summary(&self, passed: usize, failed: usize, skipped: usize, not_run: usize) -> String {
        let mut text = format!("{passed} {}, {failed} {}", self.passed, self.failed);
        for (count, word) in [(skipped, self.skipped), (not_run, self.not_run)] {
            if count > 0 {
                text += &format!(", {count} {word}");
            }
        }
        text
    }

    /// A finding whose arguments are in the user's language too.
    pub fn localized(&self, finding: &Diagnostic) -> Diagnostic {
        let mut finding = finding.clone();
        if let Some(doing) = finding.args.get_mut("doing") {
            *doing = in_language(doing, self.language);
        }
        finding
    }

    pub fn group(&self, group: Group) -> &'static str {
        let [english, vietnamese] = match group {
            Group::Loading => ["Loading", "Nạp plugin"],
            Group::Stories => ["Stories", "Các loại tin bài"],
            Group::Refusals => ["When the host says no", "Khi Pressroom từ chối"],
            Group::ManyJobs => ["Many jobs", "Nhiều lượt chuyển đổi"],
        };
        self.choose(english, vietnamese)
    }

    /// What a test asks of the plugin.
    pub fn test(&self, test: Test) -> &'static str {
        let [english, vietnamese] = match test {
            Test::Handshake => ["loads, and its table is right", "nạp được và khai báo đúng"],
            Test::Manifest => {
                ["the same manifest in the file and in the table", "manifest trong tệp và trong bảng như nhau"]
            }
            Test::Options => [
                "takes what its options allow, survives the rest",
                "nhận đúng các tùy chọn đã khai, không sập vì giá trị lạ",
            ],
            Test::EmptyStory => ["a story with nothing in it", "tin không có nội dung"],
            Test::HugeStory => ["a story of 10,000 paragraphs", "tin dài 10.000 đoạn"],
            Test::EveryKind => ["every kind of block and inline", "mọi loại khối và loại chữ"],
            Test::UnknownKind => ["a kind that it cannot know", "loại khối mà plugin chưa biết"],
            Test::RightToLeft => ["Arabic and Hebrew", "chữ viết từ phải sang trái"],
            Test::MissingPicture => ["pictures that are missing or broken", "ảnh bị thiếu hoặc hỏng"],
            Test::Original => {
                ["the copy as it came in, when it asks for it", "bản gốc như khi nhận được, nếu plugin cần"]
            }
            Test::FailingSink => ["stops when a write is refused", "dừng khi bị từ chối ghi"],
            Test::OutputNames => [
                "names its outputs safely, survives a refused name",
                "đặt tên tệp an toàn, chịu được khi tên bị từ chối",
            ],
            Test::Cancellation => ["stops in time when asked to", "dừng kịp lúc khi được yêu cầu"],
            Test::TwoInstances => ["two instances beside each other", "hai bản chạy cạnh nhau"],
            Test::Concurrent => ["several threads on one instance", "nhiều luồng dùng chung một bản"],
            Test::SameBytes => ["the same story, the same bytes", "cùng một tin cho cùng một kết quả"],
            Test::Memory => ["1,000 jobs do not fill the memory", "1.000 lượt không làm đầy bộ nhớ"],
            Test::Worker => ["runs as `pressroom convert` runs it", "chạy được như khi dùng `pressroom convert`"],
        };
        self.choose(english, vietnamese)
    }

    fn choose(&self, english: &'static str, vietnamese: &'static str) -> &'static str {
        match self.language {
            Language::English => english,
            Language::Vietnamese => vietnamese,
        }
    }
}
