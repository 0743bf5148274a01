//! The small words of languages that share a script. News of any subject is full of them, and each list is another's rare
//! words.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Frequent words that carry the grammar. Of two languages that share one, both have it.
const SMALL_WORDS: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in a is that for on was with as by at from it be are were has have had his an which will said after not but they their this been its who would",
    ),
    (
        "fr",
        "le la les de des du et à un une en est que qui dans pour sur au aux par ce il elle pas a été avec son sa ses plus ont sont l d c après cette mais leur dit se",
    ),
    (
        "de",
        "der die das und in den von zu mit dem des ist im für auf ein eine am nicht nach sich bei wurde sind hat aus wie einen als auch wird werden sei es an er sie einer eines um",
    ),
    (
        "es",
        "el la los las de del y en que a un una por con para es se su al como más tras fue ha lo no sus este esta son entre dijo sobre pero han también sin",
    ),
    (
        "it",
        "il la lo i gli le di del della dei delle e in che a un una per con è si non da dal alla al ha sono nel nella dopo anche come più su suo stato hanno detto questo ma",
    ),
    (
        "pt",
        "o a os as de do da dos das e em que um uma por com para é se não na no nas nos ao à mais como foi após ser sua seu são tem disse pelo pela foram entre",
    ),
    (
        "nl",
        "de het een van en in is dat op te zijn met voor die niet aan door er bij na ook wordt werd om uit naar heeft hij zei tot over weer als maar hebben worden",
    ),
    (
        "id",
        "yang dan di dari untuk dengan pada ini itu dalam tidak akan telah oleh kepada sebagai adalah juga ke kata para setelah tersebut bisa karena ada mereka sudah lebih",
    ),
    (
        "pl",
        "w i z na do się nie że jest po o od za przez dla jak ale to są był była było został ich oraz który która tym tego ma",
    ),
    (
        "cs",
        "v a na se je že s z do po o pro za by ale jako jsou byl byla bylo jeho který která podle uvedl také od k ve",
    ),
    ("tr", "ve bir bu için ile da de olarak olan çok daha sonra kadar gibi ise en oldu göre dedi her ancak ne var"),
    ("sv", "och i att det som en på är av för med till den har de inte om ett han var från vid efter men sig kan"),
    ("da", "og i at det som en på er af for med til den har de ikke om et han var fra ved efter men sig kan blev"),
    (
        "ru",
        "и в не на что с по как из за от к для о его это был была были после также при до же которые который он она сообщил но",
    ),
    (
        "uk",
        "і в не на що з по як із за від до для про його це був була були після також при та які який він вона повідомив але й у",
    ),
    ("bg", "и в не на че с по как от за до се са е да при като след но който която беше бяха ще той тя"),
    ("hi", "के में की है को से का और ने पर यह कि हैं एक था थी गया कहा लिए भी बाद नहीं इस तक"),
];

/// The languages that have a word: one bit each, in the order of the list.
static LANGUAGES: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut languages = HashMap::new();
    for (bit, (_, words)) in SMALL_WORDS.iter().enumerate() {
        words.split(' ').for_each(|word| *languages.entry(word).or_insert(0) |= 1 << bit);
    }
    languages
});

/// A text of so few small words tells nothing.
const MIN_HITS: usize = 3;
/// A text has so many in a hundred words at least.
const MIN_PERCENT: usize = 15;
/// Looked at, in words.
const MOST_WORDS: usize = 600;

pub fn by_small_words(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let is_inner = |c: char| super::is_alphabetic(c) || matches!(c as u32, 0x0900..=0x097F);
    let words = lower.split(|c| !is_inner(c)).filter(|word| !word.is_empty()).take(MOST_WORDS);
    let mut counts: Vec<(usize, &'static str)> = SMALL_WORDS.iter().map(|(language, _)| (0, *language)).collect();
    let mut all = 0;
    for word in words {
        all += 1;
        let mut bits = LANGUAGES.get(word).copied().unwrap_or(0);
        while bits != 0 {
            if let Some((count, _)) = counts.get_mut(bits.trailing_zeros() as usize) {
                *count += 1;
            }
            bits &= bits - 1;
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (&(most, language), &(second, _)) = (counts.first()?, counts.get(1)?);
    // By a third more than any other language.
    (most >= MIN_HITS && most * 100 >= all * MIN_PERCENT && most * 3 >= second * 4).then_some(language)
}

/// Arabic, Persian and Urdu by the letters and small words that they do not share.
pub fn arabic_script(text: &str) -> Option<&'static str> {
    let count = |letters: &[char]| text.chars().filter(|c| letters.contains(c)).count();
    let urdu = count(&['ٹ', 'ڈ', 'ڑ', 'ے', 'ں', 'ہ', 'ھ', 'ۓ']);
    let persian = count(&['پ', 'چ', 'ژ', 'گ', 'ی', 'ک']);
    let arabic = count(&['ة', 'ى', 'ي', 'ك', 'أ', 'إ', 'ؤ']);
    let kurdish = count(&['ێ', 'ۆ', 'ڕ', 'ڵ', 'ە', 'ڤ']);
    let pashto = count(&['ښ', 'ږ', 'ړ', 'ټ', 'ډ', 'ۍ', 'ې', 'ګ', 'ڼ', 'ځ', 'څ']);
    let letters = [(arabic, "ar"), (persian, "fa"), (3 * urdu, "ur"), (3 * kurdish, "ckb"), (3 * pashto, "ps")];
    let (most, language) = letters.into_iter().max_by_key(|(count, _)| *count)?;
    (most >= 3).then_some(language)
}
