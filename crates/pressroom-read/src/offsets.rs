//! Where in the input's bytes the stories of a split file begin.

use crate::decode::Decoded;
use crate::stories::Start;

/// The byte offset of each start, in their order.
///
/// Stories begin after a line end or with SOH. In every encoding of one-byte units these stand in the input as the same
/// bytes and nowhere else, so that counting them leads to the place; units of two and four bytes are counted themselves.
pub fn of(bytes: &[u8], decoded: &Decoded, starts: &[Start]) -> Vec<u64> {
    if decoded.encoding == "UTF-8" && decoded.text.len() + decoded.mark_bytes == bytes.len() {
        return starts.iter().map(|start| (decoded.mark_bytes + start.at) as u64).collect();
    }
    let mut out = Vec::with_capacity(starts.len());
    let (mut passed, mut offset) = (0usize, decoded.mark_bytes);
    for start in starts {
        let text = decoded.text.get(passed..start.at).unwrap_or_default();
        offset += match decoded.unit_bytes {
            2 => 2 * text.chars().map(char::len_utf16).sum::<usize>(),
            4 => 4 * text.chars().count(),
            _ => after_line_ends(bytes.get(offset..).unwrap_or_default(), text.bytes().filter(is_line_end).count()),
        };
        passed = start.at;
        out.push(offset as u64);
    }
    out
}

fn is_line_end(byte: &u8) -> bool {
    matches!(byte, 0x0A..=0x0D)
}

/// How many bytes reach past so many line ends.
fn after_line_ends(bytes: &[u8], line_ends: usize) -> usize {
    if line_ends == 0 {
        return 0;
    }
    let mut places = bytes.iter().enumerate().filter(|(_, byte)| is_line_end(byte)).map(|(at, _)| at);
    places.nth(line_ends - 1).map_or(bytes.len(), |at| at + 1)
}
