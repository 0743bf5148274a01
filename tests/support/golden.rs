use std::path::Path;

/// Compares text with a golden file; `UPDATE=1` writes the file instead, to be reviewed as a diff.
#[track_caller]
pub fn golden(path: &Path, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("in a folder")).expect("a folder");
        std::fs::write(path, text).expect("a golden file is written");
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == text {
        return;
    }
    let differs = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| expected.lines().count().min(text.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(end)").to_owned();
    panic!(
        "{} differs from line {}:\n  expected: {}\n  now:      {}\nUPDATE=1 cargo test writes it anew",
        path.display(),
        line + 1,
        at(&expected),
        at(text)
    );
}
