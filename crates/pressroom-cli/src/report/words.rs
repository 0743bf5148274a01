//! The few words of the frame around diagnostics.

use pressroom_core::Severity;
use pressroom_core::catalogue::Language;

/// One language's words. `{n}` stands for a number.
pub struct Words {
    pub error: &'static str,
    pub warning: &'static str,
    pub loss: &'static str,
    pub note: &'static str,
    pub help: &'static str,
    /// How many of what: one, and more.
    pub written: [&'static str; 2],
    /// Files beside the one that was named.
    pub further: [&'static str; 2],
    pub checked: [&'static str; 2],
    pub failed: [&'static str; 2],
    pub warnings: [&'static str; 2],
    pub hushed: [&'static str; 2],
    /// `{time}`.
    pub took: &'static str,
    pub interrupted: &'static str,
}

const ENGLISH: Words = Words {
    error: "error",
    warning: "warning",
    loss: "loss",
    note: "note",
    help: "help",
    written: ["1 written", "{n} written"],
    further: ["and 1 more file beside it", "and {n} more files beside it"],
    checked: ["1 story checked", "{n} stories checked"],
    failed: [", 1 failed", ", {n} failed"],
    warnings: [", 1 warning", ", {n} warnings"],
    hushed: [", 1 note (`pressroom check` shows it)", ", {n} notes (`pressroom check` shows them)"],
    took: " in {time}",
    interrupted: "interrupted: ",
};

const VIETNAMESE: Words = Words {
    error: "lỗi",
    warning: "cảnh báo",
    loss: "không giữ được",
    note: "lưu ý",
    help: "cách xử lý",
    written: ["đã xuất 1 tệp", "đã xuất {n} tệp"],
    further: ["và 1 tệp đi kèm", "và {n} tệp đi kèm"],
    checked: ["đã kiểm tra 1 tin", "đã kiểm tra {n} tin"],
    failed: [", 1 lỗi", ", {n} lỗi"],
    warnings: [", 1 cảnh báo", ", {n} cảnh báo"],
    hushed: [", 1 lưu ý (xem bằng `pressroom check`)", ", {n} lưu ý (xem bằng `pressroom check`)"],
    took: ", mất {time}",
    interrupted: "bị dừng giữa chừng: ",
};

impl Words {
    pub fn of(language: Language) -> &'static Words {
        match language {
            Language::English => &ENGLISH,
            Language::Vietnamese => &VIETNAMESE,
        }
    }

    pub fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Loss => self.loss,
            Severity::Note => self.note,
        }
    }
}

/// A count in words.
pub fn count(forms: [&str; 2], n: usize) -> String {
    let [one, more] = forms;
    if n == 1 { one.to_owned() } else { more.replace("{n}", &n.to_string()) }
}

/// A count in words, and nothing of nothing.
pub fn count_some(forms: [&str; 2], n: usize) -> String {
    if n == 0 { String::new() } else { count(forms, n) }
}
