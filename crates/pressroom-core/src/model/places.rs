//! From an offset in a part's text to its line and column.

use std::ops::Range;

use super::Span;

impl Span {
    /// The span of a byte range of the text that this is the span of.
    ///
    /// A text of one line that stands in the source as it is gives the exact columns. A text that was joined from several
    /// lines, or had invisible characters taken out, no longer tells where its words stood: then it is the whole span.
    pub fn of_range(&self, text: &str, range: Range<usize>) -> Span {
        let chars = |end: usize| text.get(..end).map(|before| before.chars().count() as u32);
        let exact = self.line == self.end_line && chars(text.len()) == self.end_column.checked_sub(self.column);
        match (exact, chars(range.start), chars(range.end)) {
            (true, Some(start), Some(end)) => {
                Span { column: self.column + start, end_column: self.column + end, ..self.clone() }
            }
            (true, _, _) | (false, _, _) => self.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_one_line_is_exact_and_of_several_is_the_whole() {
        let span = Span { file: "a.txt".into(), line: 7, column: 3, end_line: 7, end_column: 19 };
        let text = "UBND tỉnh B Ninh";
        let at = text.rfind("B Ninh").unwrap_or_default();
        let found = span.of_range(text, at..text.len());
        assert_eq!((found.line, found.column, found.end_column), (7, 13, 19));
        let joined = Span { end_line: 8, ..span };
        assert_eq!(joined.of_range(text, at..text.len()), joined);
    }
}
