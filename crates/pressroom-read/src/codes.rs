//! What the reader may have to say about an input. The wording is in core's catalogues.

use pressroom_core::Code;

pub const EMPTY: Code = Code::error("R001");
/// `{what}`: a known format under a text file's name.
pub const NOT_TEXT: Code = Code::error("R002");
/// `{encoding}` `{offset}` `{bytes}`: bytes that the encoding does not have.
pub const BAD_BYTES: Code = Code::error("R003");
/// `{limit}`: MiB.
pub const TOO_LARGE: Code = Code::error("R004");
/// `{label}`
pub const UNKNOWN_ENCODING: Code = Code::error("R005");
/// `{limit}`: lines.
pub const TOO_MANY_LINES: Code = Code::error("R006");
/// `{label}` `{encoding}`: a byte order mark says otherwise than the user.
pub const MARK_CONTRADICTS: Code = Code::warning("R007");
/// `{count}` `{character}`
pub const CHARACTERS_TAKEN_OUT: Code = Code::warning("R008");
pub const NO_LAST_LINE_END: Code = Code::note("R009");
/// `{name}` `{known}` `{nearest}`
pub const UNKNOWN_PROFILE: Code = Code::error("R010");
/// `{part}` `{text}` `{confidence}`: percent.
pub const UNSURE: Code = Code::warning("R012");
/// `{text}`
pub const TEXT_AFTER_END: Code = Code::warning("R013");
/// Zero bytes: no text in any encoding that was named.
pub const BINARY: Code = Code::error("R014");
pub const UNMARKED_UTF16: Code = Code::error("R015");
/// `{encoding}` `{label}` `{confidence}`: bytes that no mark and no user names, by how often each stands where.
pub const GUESSED: Code = Code::warning("R016");
/// `{encoding}` `{label}` `{why}` `{confidence}`: so many of the words are Vietnamese syllables.
pub const GUESSED_VIETNAMESE: Code = Code::warning("R017");
/// `{count}` `{lines}`
pub const SEVERAL_STORIES: Code = Code::warning("R018");
/// `{offset}` `{bytes}`: no UTF-8, and nothing tells what else.
pub const UNTOLD_ENCODING: Code = Code::error("R019");
/// `{count}` `{times}`
pub const DOUBLE_ENCODED: Code = Code::warning("R020");
/// `{count}`: letters that were encoded twice and have lost a byte.
pub const NOT_RESTORED: Code = Code::warning("R021");
/// `{encoding}` `{why}` `{confidence}`: an old font's letters, pasted as Unicode.
pub const OLD_FONT: Code = Code::warning("R022");
/// `{label}` `{count}`: a one-byte encoding was named for what reads as UTF-8.
pub const NAMED_BUT_UTF8: Code = Code::warning("R023");
/// `{form}`: transmission headers were taken for metadata.
pub const FRAMED: Code = Code::note("R024");
/// `{form}` `{missing}`: a transmission's frame is not whole.
pub const FRAME_DAMAGED: Code = Code::warning("R025");
/// `{limit}`: stories in one file.
pub const TOO_MANY_STORIES: Code = Code::error("R026");
/// `{count}`: a part between two stories that holds no text.
pub const EMPTY_PART: Code = Code::note("R027");
/// `{count}`: U+FFFD, the trace of a letter that was lost before.
pub const LOST_LETTERS: Code = Code::warning("R028");
/// `{count}`: combining marks on one letter.
pub const PILED_MARKS: Code = Code::warning("R029");
/// `{file}` `{fields}`: words that the picture's own metadata has and the copy has not.
pub const PICTURE_WORDS: Code = Code::note("R030");
/// `{file}`: a picture beside the story, by its name.
pub const PICTURE_BESIDE: Code = Code::note("R031");
/// `{encoding}` `{label}` `{confidence}`: two or four bytes a letter and no mark.
pub const GUESSED_UNITS: Code = Code::warning("R032");
/// `{encoding}` `{confidence}`: letters that stood each for a byte of another encoding.
pub const LETTERS_RESTORED: Code = Code::warning("R033");
/// `{count}`: such letters, where nothing tells of which encoding.
pub const GARBLED: Code = Code::warning("R034");
/// `{count}`: control characters that are quotation marks and dashes of Windows-1252.
pub const QUOTES_RESTORED: Code = Code::warning("R035");
/// `{count}` `{text}`: HTML's character references and tags in the text.
pub const MARKUP: Code = Code::warning("R036");
/// `{count}` `{text}`: words with question marks where letters were.
pub const QUESTION_MARKS: Code = Code::warning("R037");
/// `{count}` `{text}`: words with letters of two scripts.
pub const MIXED_SCRIPTS: Code = Code::warning("R038");
/// `{encoding}`: a byte order mark that is not true.
pub const WRONG_MARK: Code = Code::warning("R039");
/// `{count}` `{text}`: lines for editors, taken out.
pub const NOT_FOR_PUBLICATION: Code = Code::note("R050");
/// `{word}` `{means}`: what the copy says of its own life.
pub const LIFECYCLE: Code = Code::note("R051");
/// `{word}` `{means}`: the same, where the profile wants to be warned.
pub const LIFECYCLE_WARNING: Code = Code::warning("R060");
/// `{count}` `{bytes}`: single bytes of Windows-1252 in what is else UTF-8.
pub const PASTED_BYTES: Code = Code::warning("R061");
/// `{what}` `{text}`: marks of a markup language that is not read.
pub const MARKED_UP: Code = Code::warning("R062");
/// `{count}` `{limit}`: parts that lay in each other too deep.
pub const TOO_DEEP: Code = Code::warning("R063");
/// `{word}`: an embargo whose time the copy does not tell in full.
pub const EMBARGO_UNREAD: Code = Code::warning("R052");
