//! How a story is written: its language, its direction, the script that most of it is in.

use pressroom_core::{Article, Block, Direction, Inline, Issue, Text};

use crate::text::scripts::{Script, main_script};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writing {
    /// BCP 47.
    pub language: String,
    pub right_to_left: bool,
    pub script: Script,
}

impl Writing {
    pub fn of(article: &Article) -> Writing {
        let head = [&article.headline, &article.summary]
            .into_iter()
            .flatten()
            .chain(&article.deck)
            .map(|text: &Text| text.text.as_str());
        let body = article.body.iter().flat_map(inlines).filter_map(|inline| match inline {
            Inline::Text { text } => Some(text.as_str()),
            Inline::Strong(nested) | Inline::Emphasis(nested) => match nested.content.first() {
                Some(Inline::Text { text }) => Some(text.as_str()),
                Some(_) | None => None,
            },
            Inline::Link(_)
            | Inline::Subscript(_)
            | Inline::Superscript(_)
            | Inline::NoteReference(_)
            | Inline::LineBreak
            | Inline::Unknown(_) => None,
        });
        Writing::new(&article.language, article.direction, main_script(head.chain(body)))
    }

    /// Of what an edition says by itself.
    pub fn of_issue(issue: &Issue, language: &str, direction: Direction) -> Writing {
        let title = issue.publication.title.as_str();
        let sections = issue.sections.iter().map(|section| section.title.as_str());
        Writing::new(language, direction, main_script([title].into_iter().chain(sections)))
    }

    fn new(language: &str, direction: Direction, script: Script) -> Writing {
        // Where nobody says the language, the letters tell the direction.
        let unknown = language.is_empty() || language.eq_ignore_ascii_case("und");
        let by_script = unknown && matches!(script, Script::Arabic | Script::Hebrew);
        let right_to_left = direction == Direction::Rtl || by_script;
        Writing { language: language.to_owned(), right_to_left, script }
    }
}

/// Of the blocks that tell how a story is written: its paragraphs.
fn inlines(block: &Block) -> &[Inline] {
    match block {
        Block::Paragraph(paragraph) => &paragraph.content,
        Block::Crosshead(crosshead) => &crosshead.content,
        Block::List(_)
        | Block::Quote(_)
        | Block::PullQuote(_)
        | Block::Figure(_)
        | Block::Table(_)
        | Block::Note(_)
        | Block::Rule(_)
        | Block::Embed(_)
        | Block::Unknown(_) => &[],
    }
}
