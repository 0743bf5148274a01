//! NITF (News Industry Text Format) as a library: a writer of 3.6 and a reader of 3.0 to 3.6.
//!
//! | model | NITF |
//! |---|---|
//! | language, direction | `nitf/@baselang`, `body/@xml:lang`; `body/@its:dir` (W3C ITS 2.0), since NITF has no word for it |
//! | id, version, slugline | `docdata`: `doc-id/@id-string`; `du-key/@version` `@key` |
//! | status, embargo, updated, urgency | `docdata`: `@management-status`, `date.release`, `date.issue`, `urgency` |
//! | signals, ed_note | `docdata`: `correction`, `ed-msg` |
//! | copyright_holder, copyright, usage_terms | `docdata`: `doc.rights/@owner`, `doc.copyright/@holder`, `doc.rights/@limitations` |
//! | keywords, subjects, genre, located, links | `docdata`: `key-list`; `identified-content`: `classifier`, `location`, `virtloc` |
//! | section | `pubdata/@position.section` |
//! | created, contributors | `revision-history` |
//! | headline, deck | `hl1`, `hl2` (and `title`) |
//! | byline, provider, dateline, summary | `byline` with `person` and `byttl`, `distributor`, `dateline`, `abstract` |
//! | credit_line | `tagline` |
//! | source, the dateline's agency | `meta` |
//! | body | `body.content`: `p`, `hl2`, `ul`, `ol`, `bq`, `media`, `table`, `note`, `hr` |
#![forbid(unsafe_code)]

pub mod codes;
mod dates;
mod read;
mod words;
mod write;

pub use read::{MAX_INPUT_BYTES, Story, read, read_in_zone, recognises};
pub use write::contents::{Entry, contents};
pub use write::{Style, document, inline, note_prefix};

/// The namespace of NITF 3.6.
pub const NAMESPACE: &str = "http://iptc.org/std/NITF/2006-10-18/";
/// As registered for NITF.
pub const MEDIA_TYPE: &str = "application/nitf+xml";
