use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

/// How well-behaved what is drawn is; the crate's documentation says it in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// As a reader makes it of good copy.
    Clean,
    /// Anything that the types can hold.
    Hostile,
}

/// Words of several scripts, with the characters that mark-up and file names stumble over.
const WORDS: &[&str] = &[
    "Ngày",
    "hội",
    "đường",
    "phố",
    "Quế",
    "Lâm",
    "river",
    "Ardenholm",
    "café",
    "Straße",
    "naïve",
    "صحيفة",
    "خبر",
    "新聞",
    "記事",
    "Новость",
    "4/5",
    "24.550",
    "50%",
    "a&b",
    "<b>",
    "\"quoted\"",
    "it's",
    "«»",
    "…",
    "#1",
    "x:y",
    "]]>",
    "--",
    "&amp;",
    "📰",
    "C++",
    "%41",
    "–",
    "ẩn",
    "\u{201C}nói\u{201D}",
    "{}",
    "\\n",
    "O'Neill",
    "a;b",
    "1,5",
];

/// What no mark-up survives unescaped, and what XML cannot hold at all.
const NASTY: &[&str] = &[
    "",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "]]>",
    "<!--",
    "-->",
    "<?x?>",
    "&#0;",
    "&x;",
    "<![CDATA[",
    "\"",
    "'",
    "\u{0}",
    "\u{1}",
    "\u{8}",
    "\u{B}",
    "\u{1F}",
    "\u{7F}",
    "\u{85}",
    "\u{9F}",
    "\u{AD}",
    "\u{2028}",
    "\u{202E}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{FFFD}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{1FFFE}",
    "\u{10FFFF}",
    "Tie\u{302}\u{301}ng",
    "%zz",
    "a:b:c",
    "</html>",
    "javascript:alert(1)",
    "../../x",
];

/// One text, as it may stand in any field that takes text.
pub fn text(words: Words) -> BoxedStrategy<String> {
    let clean = vec(select(WORDS), 1..6).prop_map(|words| words.join(" ").nfc().collect::<String>());
    match words {
        Words::Clean => clean.boxed(),
        Words::Hostile => {
            let nasty =
                vec(prop_oneof![select(NASTY).prop_map(str::to_owned), any::<char>().prop_map(String::from)], 0..5);
            let mixed = (clean.clone(), nasty.clone())
                .prop_map(|(clean, nasty)| format!("{}{clean}{}", nasty.concat(), nasty.concat()));
            prop_oneof![clean, nasty.prop_map(|nasty| nasty.concat()), mixed].boxed()
        }
    }
}

/// A field that is often absent.
pub(crate) fn maybe<T: std::fmt::Debug + Clone + 'static>(
    value: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<Option<T>> {
    proptest::option::weighted(0.4, value).boxed()
}

/// An address that may be a link's target.
pub(crate) fn address(words: Words) -> BoxedStrategy<String> {
    let pages: &'static [&'static str] =
        &["https://example.org/", "http://example.org/a?b=1&c=2#d", "https://example.vn/tin-tức/2"];
    let page = select(pages).prop_map(str::to_owned).boxed();
    match words {
        Words::Clean => page,
        Words::Hostile => prop_oneof![page, text(words)].boxed(),
    }
}
