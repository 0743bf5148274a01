//! What Pressroom may have to say about an edition's file. The wording is in core's catalogues.

use pressroom_core::Code;

/// `{file}` `{limit}`: MiB.
pub const ISSUE_TOO_LARGE: Code = Code::error("M100");
/// `{key}` `{table}`
pub const MISSING_KEY: Code = Code::error("M101");
/// `{key}` `{form}`: what to write instead.
pub const WRONG_FORM: Code = Code::error("M102");
/// `{key}` `{limit}`
pub const TOO_MANY: Code = Code::error("M103");
/// `{pattern}` `{reason}`
pub const BAD_PATTERN: Code = Code::error("M104");
/// `{story}` `{reason}`
pub const STORY_MISSING: Code = Code::error("M105");
/// `{story}`
pub const STORY_OUTSIDE: Code = Code::error("M106");
/// `{story}`
pub const NOT_A_STORY: Code = Code::error("M107");
/// `{pattern}`
pub const PATTERN_FINDS_NOTHING: Code = Code::error("M108");
/// `{story}` `{section}`: where it stands first.
pub const STORY_TWICE: Code = Code::error("M109");
/// `{section}`
pub const EMPTY_SECTION: Code = Code::warning("M110");
/// `{file}`
pub const NO_STORIES: Code = Code::error("M111");
/// `{folder}` `{reason}`
pub const FOLDER_UNREADABLE: Code = Code::error("M112");
/// `{limit}`
pub const FOLDER_TOO_LARGE: Code = Code::error("M113");
/// `{file}`
pub const NAME_NOT_UNICODE: Code = Code::warning("M114");
/// `{file}`
pub const COVER_UNUSABLE: Code = Code::warning("M115");
/// `{missing}`: keys.
pub const ISSUE_WITHOUT: Code = Code::warning("M120");
/// `{missing}`: labels in the publication's language. `{first}`: one of them.
pub const IMPRINT_WITHOUT: Code = Code::warning("M121");
/// `{id}` `{first}` `{second}`
pub const SAME_ID: Code = Code::error("M122");
/// `{stem}` `{first}` `{second}`
pub const SAME_STEM: Code = Code::warning("M123");
/// `{story}` `{picture}`
pub const PHOTO_WITHOUT_CREDIT: Code = Code::warning("M124");
/// `{story}` `{until}` `{date}`
pub const EMBARGO_AFTER_ISSUE: Code = Code::warning("M125");
/// `{story}`
pub const EMBARGO_OPEN: Code = Code::warning("M126");
