//! `ZCZC` number, routing lines, text, a stamp, `NNNN`.

use super::{Frame, Head, bare};

const FORM: &str = "ZCZC";
const MOST_ROUTING_LINES: usize = 4;

pub fn begins(line: &str) -> bool {
    bare(line).strip_prefix("ZCZC").is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_lowercase()))
}

pub fn head(head: &mut Head<'_>, frame: &mut Frame) -> bool {
    let Some(first) = head.next_filled() else { return false };
    let Some(line) = head.line(first).filter(|line| begins(line)) else { return false };
    frame.forms.push(FORM);
    let number = bare(line).trim_start_matches("ZCZC").trim();
    if !number.is_empty() {
        frame.facts.extra("message", number);
    }
    head.cut_line(first, frame);
    head.next = first + 1;
    let mut routing = 0;
    while routing < MOST_ROUTING_LINES {
        let Some(index) = head.next_filled() else { break };
        let Some(line) = head.line(index) else { break };
        let again = begins(line);
        if again {
            frame.missing.push("one ZCZC (there are two)");
        } else if !is_routing(bare(line)) {
            break;
        } else {
            frame.facts.extra("header", bare(line));
        }
        head.cut_line(index, frame);
        head.next = index + 1;
        routing += 1;
    }
    true
}

/// `XCI20240504_SXB`, `R CRO S0A QBXB`: codes and no words. A headline in capitals has words.
fn is_routing(line: &str) -> bool {
    const LONGEST_BYTES: usize = 60;
    const LONGEST_CODE: usize = 4;
    let code = |word: &str| {
        let plain =
            word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'_' | b'/' | b'-'));
        let marked = word.bytes().any(|b| b.is_ascii_digit() || b == b'_');
        plain && (marked || word.len() <= LONGEST_CODE)
    };
    let marked = line.bytes().any(|b| b.is_ascii_digit() || b == b'_');
    let short = line.split_whitespace().next().is_some_and(|word| word.len() == 1);
    !line.is_empty() && line.len() <= LONGEST_BYTES && (marked || short) && line.split_whitespace().all(code)
}
