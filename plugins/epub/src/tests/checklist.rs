//! What a good book has to fulfil, and which test would fail if it did not. A name is a test of `plugins/epub/src/tests`, or of
//! the file before `::`.
//!
//! | no. | what | tests |
//! |---|---|---|
//! | 1 | epubcheck without a warning | tests/end_to_end/validated.rs::epub_by_epubcheck, tests/end_to_end/languages.rs::editions_speak_their_language_and_open_on_its_side, tests/end_to_end/book.rs::two_hundred_stories_are_a_book_that_everybody_can_read |
//! | 2 | Ace without a violation | tests/end_to_end/validated.rs::epub_by_ace, tests/end_to_end/book.rs::two_hundred_stories_are_a_book_that_everybody_can_read |
//! | 3 | two builds identical | story.rs::the_same_story_is_the_same_book, issue.rs::the_same_issue_is_the_same_book |
//! | 4 | container in order | story.rs::a_book_begins_with_its_type_and_stores_its_pictures |
//! | 5 | pictures stored, text deflated | issue.rs::pictures_are_stored_and_text_is_deflated |
//! | 6 | memory does not grow with the photos | tests/end_to_end/book.rs::photographs_are_not_kept_in_memory |
//! | 7 | ASCII paths, ids once | issue.rs::an_issue_reads_from_cover_to_imprint |
//! | 8 | language of every document and part | issue.rs::every_page_names_its_language |
//! | 9 | identifier that stays | issue.rs::an_issue_keeps_its_identifier |
//! | 10 | publisher, date, rights, creators with roles | issue.rs::the_package_names_who_when_and_whose |
//! | 11 | series | issue.rs::the_package_names_who_when_and_whose |
//! | 12 | type and number | issue.rs::the_package_names_who_when_and_whose |
//! | 13 | accessibility from the content | story.rs::accessibility_follows_from_what_is_in_the_book |
//! | 14 | conformance only by configuration | story.rs::conformance_is_claimed_only_with_a_name |
//! | 15 | contents: section, then story, in order | issue.rs::the_navigation_nests_in_reading_order |
//! | 16 | landmarks in the book's language | issue.rs::the_navigation_nests_in_reading_order |
//! | 17 | pages of the printed edition | issue.rs::pages_of_the_printed_edition_are_listed_where_they_are_given |
//! | 18 | NCX | story.rs::the_package_says_what_the_story_says, issue.rs::an_issue_reads_from_cover_to_imprint |
//! | 19 | contents page with headline, byline, summary | issue.rs::lists_say_what_makes_one_want_to_read |
//! | 20 | a file a story, titles, heading levels | issue.rs::headings_never_skip_a_level |
//! | 21 | the parts of a story's head | story.rs::the_parts_of_a_head_are_told_apart |
//! | 22 | previous, next, contents | issue.rs::stories_link_to_their_neighbours_and_the_contents |
//! | 23 | pictures described, captioned, credited | story.rs::every_kind_of_block_has_its_place, story.rs::a_label_says_what_a_picture_is |
//! | 24 | cover | issue.rs::a_given_cover_is_the_cover |
//! | 25 | subset fonts, licence inside | story.rs::fonts_hold_the_storys_letters_and_little_more |
//! | 26 | style sheet leaves the reader in charge | checklist.rs::the_style_sheet_leaves_the_reader_in_charge |
//! | 27 | small screen, large type, dark | tests/end_to_end/validated.rs::epub_by_a_reader |
//! | 28 | any text in any field | story.rs::any_text_survives_in_every_field |
//! | 29 | nothing from elsewhere | checklist.rs::nothing_is_fetched_from_elsewhere |
//! | 30 | missing photo or byline | story.rs::a_picture_that_cannot_be_used_is_a_loss_and_the_book_stands, story.rs::a_bare_story_makes_a_book |
//! | 31 | JSON-LD, NewsML-G2 | story.rs::any_text_survives_in_every_field, issue.rs::each_story_brings_its_record_on_request |

use pressroom_plugin::testing::TestJob;

use super::{links, open};
use pressroom_pages::testing::{FILE, PICTURE, every_block};

#[test]
fn every_item_has_a_test() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let rows: Vec<&str> =
        include_str!("checklist.rs").lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1).collect();
    assert_eq!(rows.len(), 31);
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert_eq!(cells[0], (number + 1).to_string());
        for test in cells[2].split(", ") {
            let (file, name) = test.split_once("::").unwrap();
            let folder = if file.contains('/') { root.clone() } else { root.join("plugins/epub/src/tests") };
            let source = std::fs::read_to_string(folder.join(file)).unwrap_or_else(|_| panic!("no {file}"));
            assert!(source.contains(&format!("#[test]\nfn {name}()")), "item {}: no test {name} in {file}", number + 1);
        }
    }
}

/// Kindle knows no variables and takes a base size for the reader's. Without a colour, a background or anything faint, the
/// text differs from the page as much as the reader's theme wants, by day, in sepia and by night; only behind pictures that
/// one can see through there is white.
#[test]
fn the_style_sheet_leaves_the_reader_in_charge() {
    let style = include_str!("../style.css");
    assert!(!style.contains("var(") && !style.contains("@import") && !style.contains("http"));
    let rules: Vec<(&str, &str)> = style.split('}').filter_map(|rule| rule.rsplit_once('{')).collect();
    for (selector, declarations) in rules {
        for declaration in declarations.split(';').map(str::trim) {
            let (name, value) = declaration.split_once(':').unwrap_or((declaration, ""));
            let may_stand = match name.trim() {
                "color" => value.trim() == "inherit",
                "background-color" => selector.trim_end().ends_with("figure img") && value.trim() == "#fff",
                "opacity" | "filter" | "backdrop-filter" | "mix-blend-mode" | "text-shadow" | "color-scheme" => false,
                name => !name.starts_with("background"),
            };
            assert!(may_stand, "{selector} sets {name}");
            let named = ["#", "rgb", "hsl", "gray", "grey", "black", "white"];
            let coloured = name.starts_with("border") && named.iter().any(|word| value.contains(word));
            assert!(!coloured, "{selector} sets {name}:{value}");
            assert!(!(name == "font-size" && value.contains(['%', 'p'])), "{selector} sets {name}:{value}");
            assert!(!value.contains("justify"), "{selector} sets {name}:{value}");
        }
    }
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let book = open(&TestJob::article(every_block()).resource(0, FILE, PICTURE));
    let page = book.text("OEBPS/story-0001.xhtml");
    assert!(links("page", page).iter().any(|link| link.starts_with("https://")), "the story links to the web");
    for (name, ..) in &book.entries {
        if name.ends_with(".xhtml") {
            assert!(!book.text(name).contains("src=\"http"), "{name}");
        }
    }
    assert!(!book.text("OEBPS/content.opf").contains("href=\"http"));
}
