//! JSON with the place of every value (RFC 8259). What most writers get wrong in strings is read with a warning.

use std::ops::Range;
use std::sync::Arc;

use pressroom_core::{Code, Diagnostic, Span};
use serde_json::{Map, Number, Value};

use super::lines::Lines;
use crate::codes;

/// Values inside each other. A package of packages has some ten.
const MAX_DEPTH: usize = 64;

#[derive(Debug)]
pub struct Json {
    pub value: JsonValue,
    /// Bytes of the file, for a text with its quotes.
    pub at: Range<usize>,
}

#[derive(Debug)]
pub enum JsonValue {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<Member>),
}

#[derive(Debug)]
pub struct Member {
    pub key: Key,
    pub value: Json,
}

#[derive(Debug)]
pub struct Key {
    pub text: String,
}

impl Json {
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            JsonValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Without places, for what is kept as it came.
    pub fn plain(&self) -> Value {
        match &self.value {
            JsonValue::Null => Value::Null,
            JsonValue::Bool(value) => Value::Bool(*value),
            JsonValue::Number(number) => Value::Number(number.clone()),
            JsonValue::Text(text) => Value::String(text.clone()),
            JsonValue::Array(values) => Value::Array(values.iter().map(Json::plain).collect()),
            JsonValue::Object(members) => {
                let members = members.iter().map(|member| (member.key.text.clone(), member.value.plain()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

pub struct Parsed {
    /// Most often one; lines of JSON are several.
    pub values: Vec<Json>,
    pub diagnostics: Vec<Diagnostic>,
}

pub fn parse(file: &Arc<str>, text: &str) -> Result<Parsed, Diagnostic> {
    let mut parser = Parser { file, text, at: 0, lines: Lines::of(text), diagnostics: Vec::new() };
    let mut values = Vec::new();
    loop {
        parser.skip_white();
        if parser.peek().is_none() {
            break;
        }
        values.push(parser.value(0)?);
    }
    Ok(Parsed { values, diagnostics: parser.diagnostics })
}

struct Parser<'t> {
    file: &'t Arc<str>,
    text: &'t str,
    at: usize,
    lines: Lines<'t>,
    diagnostics: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_white(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn diagnostic(&self, code: Code, at: usize) -> Diagnostic {
        let (line, column) = self.lines.at(at);
        let span = Span { file: self.file.clone(), line, column, end_line: line, end_column: column + 1 };
        Diagnostic::new(code).at(&span)
    }

    fn fault(&self, what: &str) -> Diagnostic {
        self.diagnostic(codes::NOT_JSON, self.at).arg("what", what)
    }

    fn value(&mut self, depth: usize) -> Result<Json, Diagnostic> {
        if depth > MAX_DEPTH {
            return Err(self.diagnostic(codes::TOO_DEEP, self.at).arg("limit", MAX_DEPTH));
        }
        self.skip_white();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => JsonValue::Text(self.string()?),
            Some(b't') => self.word("true", JsonValue::Bool(true))?,
            Some(b'f') => self.word("false", JsonValue::Bool(false))?,
            Some(b'n') => self.word("null", JsonValue::Null)?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(_) => return Err(self.fault("a value")),
            None => return Err(self.fault("the rest: the file ends here")),
        };
        Ok(Json { value, at: start..self.at })
    }

    fn word(&mut self, word: &str, value: JsonValue) -> Result<JsonValue, Diagnostic> {
        if !self.rest().starts_with(word) {
            return Err(self.fault(word));
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<JsonValue, Diagnostic> {
        let in_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let length = self.rest().find(|c| !in_number(c)).unwrap_or(self.rest().len());
        let number = self.rest().get(..length).and_then(|text| text.parse::<Number>().ok());
        let number = number.ok_or_else(|| self.fault("a number"))?;
        self.at += length;
        Ok(JsonValue::Number(number))
    }

    fn array(&mut self, depth: usize) -> Result<JsonValue, Diagnostic> {
        self.at += 1;
        let mut values = Vec::new();
        self.skip_white();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(JsonValue::Array(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            self.skip_white();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(JsonValue::Array(values));
                }
                Some(_) | None => return Err(self.fault("`,` or `]`")),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<JsonValue, Diagnostic> {
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        self.skip_white();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(JsonValue::Object(members));
        }
        loop {
            self.skip_white();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.fault("a name in quotes"));
            }
            let text = self.string()?;
            self.skip_white();
            if self.peek() != Some(b':') {
                return Err(self.fault("`:`"));
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            if !seen.insert(text.clone()) {
                let warning = self.diagnostic(codes::KEY_TWICE, start).arg("key", &text);
                self.diagnostics.push(warning);
                members.retain(|member| member.key.text != text);
            }
            members.push(Member { key: Key { text }, value });
            self.skip_white();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(JsonValue::Object(members));
                }
                Some(_) | None => return Err(self.fault("`,` or `}`")),
            }
        }
    }

    fn string(&mut self) -> Result<String, Diagnostic> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let plain = self.rest().find(|c: char| c == '"' || c == '\\' || c < ' ').unwrap_or(self.rest().len());
            out.push_str(self.rest().get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    let (c, length, whole) = escape(self.rest()).ok_or_else(|| self.fault("an escape"))?;
                    if !whole {
                        let escaped = self.rest().get(..length).unwrap_or_default().to_owned();
                        let warning = self.diagnostic(codes::CHARACTER_INVALID, self.at).arg("character", escaped);
                        self.diagnostics.push(warning);
                    }
                    out.push(c);
                    self.at += length;
                }
                // A line end or tab that nobody escaped: told once for a string.
                Some(control) => {
                    let line_end = self.rest().chars().next().unwrap_or('\n');
                    if !self.diagnostics.last().is_some_and(|last| self.is_of_string(last, start)) {
                        let code_point = format!("U+{control:04X}");
                        let warning = self.diagnostic(codes::CHARACTER_INVALID, self.at).arg("character", code_point);
                        self.diagnostics.push(warning);
                    }
                    out.push(line_end);
                    self.at += line_end.len_utf8();
                }
                None => {
                    self.at = start;
                    return Err(self.fault("the closing quote of this text"));
                }
            }
        }
    }

    fn is_of_string(&self, diagnostic: &Diagnostic, start: usize) -> bool {
        let place = diagnostic.labels.first().map(|label| (label.span.line, label.span.column));
        diagnostic.code == codes::CHARACTER_INVALID.id && place >= Some(self.lines.at(start))
    }
}

/// The character of an escape, its bytes in the file, and whether it is whole: half a surrogate pair is U+FFFD.
pub fn escape(text: &str) -> Option<(char, usize, bool)> {
    let simple = |c| Some((c, 2, true));
    match text.as_bytes().get(1)? {
        b'"' => simple('"'),
        b'\\' => simple('\\'),
        b'/' => simple('/'),
        b'b' => simple('\u{8}'),
        b'f' => simple('\u{C}'),
        b'n' => simple('\n'),
        b'r' => simple('\r'),
        b't' => simple('\t'),
        b'u' => {
            let unit = |from: usize| {
                let digits = text.get(from..from + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
                u32::from_str_radix(digits, 16).ok()
            };
            let first = unit(2)?;
            let second = || text.get(6..8).filter(|start| *start == "\\u").and_then(|_| unit(8));
            match (first, second()) {
                (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
                    let code = 0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00);
                    Some((char::from_u32(code)?, 12, true))
                }
                _ => Some(char::from_u32(first).map_or(('\u{FFFD}', 6, false), |c| (c, 6, true))),
            }
        }
        _ => None,
    }
}
