//! What Pressroom may have to say about files and values that users write. The wording is in core's catalogues.

use pressroom_core::Code;

/// `{reason}`: not TOML.
pub const BAD_TOML: Code = Code::error("M001");
/// `{key}` `{nearest}` `{known}` `{table}`
pub const UNKNOWN_KEY: Code = Code::error("M002");
/// `{key}` `{value}` `{reason}`: a value of the wrong kind.
pub const BAD_VALUE: Code = Code::error("M003");
/// `{pair}`
pub const NO_EQUALS_SIGN: Code = Code::error("M004");
/// `{date}` `{dateline}`
pub const DATE_DISAGREES: Code = Code::warning("M005");
/// `{code}` `{nearest}`
pub const UNKNOWN_CODE: Code = Code::error("M006");
/// `{file}` `{reason}`
pub const PICTURE_MISSING: Code = Code::warning("M007");
/// `{file}`
pub const PICTURE_OUTSIDE: Code = Code::warning("M008");
/// `{file}`
pub const NOT_A_PICTURE: Code = Code::warning("M009");
/// `{file}` `{limit}`: MiB.
pub const PICTURE_TOO_LARGE: Code = Code::warning("M010");
/// `{field}` `{text}`: other words than the copy's.
pub const OVERRIDDEN: Code = Code::note("M011");
/// `{file}` `{pixels}` `{limit}`: megapixels.
pub const TOO_MANY_PIXELS: Code = Code::warning("M012");
/// `{file}`
pub const PICTURE_CUT_OFF: Code = Code::warning("M013");
/// `{file}`
pub const PICTURE_BACKSLASH: Code = Code::warning("M014");
/// `{key}` `{known}` `{table}`: like none that is known.
pub const UNLIKE_ANY_KEY: Code = Code::error("M015");
/// `{key}` `{value}`: a date, or a time without its offset.
pub const NOT_A_MOMENT: Code = Code::error("M016");
/// `{file}`: a picture that stands at an address elsewhere.
pub const PICTURE_ELSEWHERE: Code = Code::warning("M017");
