//! Words that the writer and the reader share, where NITF leaves the choice to its users.

/// `class` of an `em` that stands for strong text: NITF has one kind of emphasis.
pub const STRONG: &str = "strong";
/// `class` of an `a` that leads to a footnote.
pub const NOTE_MARK: &str = "noteref";
/// `class` of a `bq` that repeats the story.
pub const PULL_QUOTE: &str = "pull-quote";
/// `class` of a `media` that shows something of another site.
pub const EMBED: &str = "embed";
/// `class` of an `hl2` in the text, followed by the crosshead's level when that is not 1.
pub const LEVEL: &str = "level-";
/// `type` of the `classifier` of a subject, of the genre, and of what stands before a credit.
pub const SUBJECT: &str = "subject";
pub const GENRE: &str = "genre";
pub const LABEL: &str = "label";
/// `msg-type` of an `ed-msg`.
pub const NOTE_TO_EDITORS: &str = "editorsnote";
pub const UPDATE: &str = "update";
pub const SIGNAL: &str = "signal";
/// `comment` of the `revision-history` that dates the story's making.
pub const CREATED: &str = "created";
/// `management-status` of a story that may be published from `date.release` on.
pub const EMBARGOED: &str = "embargoed";
/// Names of `meta`.
pub const META_GENERATOR: &str = "generator";
pub const META_SOURCE: &str = "infosource";
pub const META_AGENCY: &str = "dateline-agency";
pub const META_PLACE: &str = "dateline-place";
pub const META_NAMES: [&str; 4] = [META_GENERATOR, META_SOURCE, META_AGENCY, META_PLACE];
/// `name` of a `media-metadata` that gives the bytes of the first reference; `size-2` is of the second.
pub const SIZE: &str = "size";
/// W3C Internationalization Tag Set 2.0.
pub const ITS_NAMESPACE: &str = "http://www.w3.org/2005/11/its";
