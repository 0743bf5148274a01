//! The doctor's words beside those of diagnostics.

use pressroom_core::catalogue::Language;

/// One language's words. `{...}` stands for a value.
pub struct Words {
    pub folders: &'static str,
    pub taken: &'static str,
    pub no_files: &'static str,
    pub other_name: &'static str,
    pub unrelated: &'static str,
    pub missing: &'static str,
    pub relative: &'static str,
    pub again: &'static str,
    pub closed: &'static str,
    pub sandbox: &'static str,
    pub whole: &'static str,
    pub partly: &'static str,
    pub absent: &'static str,
    pub lock: &'static str,
    pub no_lock: &'static str,
    pub lock_holds: &'static str,
    pub loads: &'static str,
}

const ENGLISH: Words = Words {
    folders: "Folders, in the order in which they are searched; the first plugin of an id is taken:",
    taken: "plugin `{id}` {version}, taken",
    no_files: "no plugins",
    other_name: "not looked at: a plugin's name ends in .{ending} here",
    unrelated: "a library of something else",
    missing: "does not exist",
    relative: "not searched: it is not absolute",
    again: "searched already, see above",
    closed: "no plugin is loaded from here",
    sandbox: "Sandbox:",
    whole: "plugins are kept from your files, from other programs and from the network ({by})",
    partly: "plugins are kept from your files; this kernel cannot do all of the rest ({by})",
    absent: "none, this system has no {by}: run only plugins whose author you trust",
    lock: "Lock:",
    no_lock: "no pressroom.lock in {folder} or above: any plugin of these folders may be loaded",
    lock_holds: "{path} says which plugins are loaded",
    loads: "plugin `{id}` loads: {path}",
};

const VIETNAMESE: Words = Words {
    folders: "Các thư mục, theo thứ tự tìm; plugin đầu tiên của mỗi id được dùng:",
    taken: "plugin `{id}` {version}, được dùng",
    no_files: "không có plugin",
    other_name: "không xét: ở đây tên plugin có đuôi .{ending}",
    unrelated: "thư viện của phần mềm khác",
    missing: "không tồn tại",
    relative: "không tìm ở đây: không phải đường dẫn tuyệt đối",
    again: "đã tìm rồi, xem phía trên",
    closed: "không plugin nào được nạp từ đây",
    sandbox: "Hộp cát:",
    whole: "plugin không chạm được tới tệp của bạn, chương trình khác và mạng ({by})",
    partly: "plugin không chạm được tới tệp của bạn; nhân này chưa làm được hết phần còn lại ({by})",
    absent: "không có, hệ thống này thiếu {by}: chỉ chạy plugin của tác giả mà bạn tin tưởng",
    lock: "Khóa:",
    no_lock: "không có pressroom.lock trong {folder} hay phía trên: plugin nào trong các thư mục này cũng được nạp",
    lock_holds: "{path} cho biết những plugin nào được nạp",
    loads: "nạp được plugin `{id}`: {path}",
};

impl Words {
    pub fn of(language: Language) -> &'static Words {
        match language {
            Language::English => &ENGLISH,
            Language::Vietnamese => &VIETNAMESE,
        }
    }
}
