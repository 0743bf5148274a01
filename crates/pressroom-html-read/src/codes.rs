//! What was noticed in mark-up. The wording is in core's `messages/*/html.toml`.

use pressroom_core::Code;

/// `{limit}`: elements lie deeper inside each other than that; the text is kept in order.
pub const TOO_DEEP: Code = Code::warning("G001");
/// `{element}`: the model has no form for it there; its words are kept as ordinary text.
pub const FLATTENED: Code = Code::loss("G002");
/// `{element}`: something that is no text (a script, a form, a counting pixel) is left out.
pub const LEFT_OUT: Code = Code::note("G003");
/// `{alt}` (with a colon before it, or nothing): a picture without an address that can be used.
pub const PICTURE_WITHOUT_ADDRESS: Code = Code::warning("G004");
/// `{href}`: a link that is relative to a page nobody knows, or would run a program. Its words are kept.
pub const LINK_UNUSABLE: Code = Code::loss("G005");
/// `{text}` `{name}`: a mark leads to a name that no note of the text has. It is kept as text.
pub const MARK_WITHOUT_NOTE: Code = Code::loss("L097");
/// `{character}`: a control character is left out.
pub const CONTROL_CHARACTER: Code = Code::note("G006");
/// `{language}` `{story}`: a passage in another language than the story's; its words are kept.
pub const OTHER_LANGUAGE: Code = Code::loss("G010");
