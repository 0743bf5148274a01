//! Words that the writer and the reader share, where ninjs leaves the choice to its users.

/// `role` of a headline.
pub const MAIN: &str = "main";
pub const SUBHEAD: &str = "subhead";
/// `role` of a description.
pub const SUMMARY: &str = "summary";
pub const CAPTION: &str = "caption";
pub const ALT: &str = "alt";
pub const DATELINE: &str = "dateline";
/// Dates that ninjs has no form for: without a time, or without a year.
pub const DATELINE_DATE: &str = "datelineDate";
pub const CREATED: &str = "contentCreated";
/// `role` of an infoSource.
pub const PROVIDER: &str = "provider";
pub const SOURCE: &str = "source";
pub const CREDIT_LINE: &str = "creditline";
pub const AGENCY: &str = "datelineAgency";
/// `rel` of a person.
pub const AUTHOR: &str = "author";
pub const CONTRIBUTOR: &str = "contributor";
/// `type` of a contactInfo.
pub const ROLE: &str = "role";
pub const AFFILIATION: &str = "affiliation";
/// `rel` of a subject.
pub const ABOUT: &str = "about";
pub const SECTION: &str = "section";
pub const KEYWORD: &str = "keyword";
pub const SIGNAL: &str = "signal";
/// `rel` of an association.
pub const PICTURE: &str = "picture";
pub const STORY: &str = "story";
/// `role` of an altId: the story's id, where its `uri` had to be encoded.
pub const ID: &str = "id";
/// `name` of a picture's own rendition.
pub const MAIN_RENDITION: &str = "highRes";
