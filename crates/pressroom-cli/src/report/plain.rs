//! Text from outside on a terminal: plugins, stories and the names of files may hold what a terminal would obey.

use std::borrow::Cow;

/// The text with a sign in the place of each control character: escape sequences begin with one.
pub fn plain(text: &str) -> Cow<'_, str> {
    with_controls(text, |_| char::REPLACEMENT_CHARACTER.to_string())
}

/// The text with each control character but ends of lines and tabs shown in another way. Those beyond ASCII count too: to
/// some terminals U+009B is as good as Escape and `[`.
pub fn with_controls(text: &str, shown: impl Fn(char) -> String) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let each = text.chars().map(|c| if obeyed(c) { shown(c) } else { c.to_string() });
    Cow::Owned(each.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_the_terminal() {
        assert_eq!(plain("Tây Ninh\n\tđỏ"), "Tây Ninh\n\tđỏ");
        assert_eq!(plain("\u{1b}]0;title\u{7}\u{9b}2J\r\u{7f}"), "\u{fffd}]0;title\u{fffd}\u{fffd}2J\u{fffd}\u{fffd}");
    }
}
