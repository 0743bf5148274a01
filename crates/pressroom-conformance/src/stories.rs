//! The stories of the kit. All people and places are made up.

use pressroom_core::{
    Article, Asset, Block, Crosshead, Dateline, Direction, Embed, Figure, Inline, LinkText, List, Nested, Note,
    NoteReference, Paragraph, Person, PullQuote, Quote, Rule, Table, TableCell, TableRow, Text, UnknownBlock,
    UnknownInline,
};
use serde_json::{Map, Value, json};

/// A whole PNG, 8 by 8 grey pixels.
pub const PICTURE: &[u8] = include_bytes!("picture.png");

const SENTENCES: [&str; 4] = [
    "Chợ nổi Bến Mây họp từ bốn giờ sáng, khi sương còn phủ kín mặt sông.",
    "The ferry crossed twice before the rain, said Lan, who keeps its books.",
    "Năm nay bà con trồng thêm 12,5 héc-ta sen; giá bán 18.000 đồng một ký.",
    "“No one slept that night,” the keeper wrote – and left the lamp burning.",
];

pub fn updated() -> Option<pressroom_core::DateTime> {
    "2024-05-04T17:30:00+07:00".parse().ok()
}

/// What the host makes sure of, and nothing else.
pub fn empty() -> Article {
    Article {
        id: Some("urn:newsml:example.org:2024-05-04:story-1".into()),
        language: "vi".into(),
        provider: Some(Text::new("Ban Mai")),
        updated: updated(),
        ..Article::default()
    }
}

pub fn headline_only() -> Article {
    Article { headline: Some(Text::new("Chợ nổi Bến Mây")), ..empty() }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: words(text), span: None })
}

fn with(body: Vec<Block>) -> Article {
    Article {
        section: Some(Text::new("Đời sống")),
        deck: vec![Text::new("Sương chưa tan, ghe đã đầy bến")],
        byline: vec![Person { name: "Trần Thu Lan".into(), ..Person::default() }],
        dateline: Some(Dateline { text: "Ban Mai".into(), agency: Some("Ban Mai".into()), ..Dateline::default() }),
        body,
        ..headline_only()
    }
}

pub fn plain() -> Article {
    with(SENTENCES.iter().map(|sentence| paragraph(sentence)).collect())
}

pub fn numbered(number: usize) -> Article {
    let id = Some(format!("urn:newsml:example.org:2024-05-04:story-{}", number + 1));
    Article { id, headline: Some(Text::new(format!("Bản tin số {}", number + 1))), ..plain() }
}

fn of_length(paragraphs: usize) -> Article {
    let text = |number: usize| {
        let sentence = SENTENCES.get(number % SENTENCES.len()).copied().unwrap_or_default();
        paragraph(&format!("{}. {sentence}", number + 1))
    };
    with((0..paragraphs).map(text).collect())
}

pub fn long() -> Article {
    of_length(200)
}

pub fn huge() -> Article {
    of_length(10_000)
}

/// Each kind of inline, by name.
fn inlines() -> Vec<(&'static str, Inline)> {
    let nested = |text: &str| Nested { content: words(text) };
    vec![
        ("text", Inline::text("chữ & <dấu> \"ngoặc\" ]]>")),
        ("strong", Inline::Strong(nested("đậm"))),
        ("emphasis", Inline::Emphasis(nested("nghiêng"))),
        ("link", Inline::Link(LinkText { href: "https://example.org/?a=1&b=2".into(), content: words("đường dẫn") })),
        ("subscript", Inline::Subscript(nested("2"))),
        ("superscript", Inline::Superscript(nested("3"))),
        ("note_reference", Inline::NoteReference(NoteReference { note: "chú-thích 1".into(), content: words("1") })),
        ("line_break", Inline::LineBreak),
    ]
}

/// Each kind of block, by name.
fn blocks() -> Vec<(&'static str, Block)> {
    let cell = |text: &str, header: bool| TableCell { header, column_span: 1, row_span: 1, content: words(text) };
    let wide = TableCell { header: false, column_span: 2, row_span: 1, content: words("cả hai cột") };
    let rows = vec![
        TableRow { cells: vec![cell("Bến", true), cell("Ghe", true)] },
        TableRow { cells: vec![cell("Mây", false), cell("120", false)] },
        TableRow { cells: vec![wide] },
        TableRow { cells: Vec::new() },
    ];
    let list = List {
        ordered: true,
        items: vec![vec![paragraph("Sen")], vec![paragraph("Cá"), paragraph("Tôm")], Vec::new()],
        span: None,
    };
    let inner = List { ordered: false, items: vec![vec![Block::List(list.clone())]], span: None };
    let attribution = Some("Ông Minh".to_owned());
    vec![
        (
            "a paragraph",
            Block::Paragraph(Paragraph { content: inlines().into_iter().map(|(_, i)| i).collect(), span: None }),
        ),
        ("an empty paragraph", paragraph("")),
        ("a crosshead", Block::Crosshead(Crosshead { level: 1, content: words("Trước bình minh"), span: None })),
        ("a crosshead of level 5", Block::Crosshead(Crosshead { level: 5, content: words("Chi tiết"), span: None })),
        ("a list", Block::List(list)),
        ("a list in a list", Block::List(inner)),
        (
            "a quote",
            Block::Quote(Quote {
                content: vec![paragraph("Sông nuôi cả làng.")],
                attribution: attribution.clone(),
                span: None,
            }),
        ),
        ("a pull quote", Block::PullQuote(PullQuote { content: words("Sông nuôi cả làng."), attribution, span: None })),
        ("a figure", figure(None)),
        ("a table", Block::Table(Table { caption: Some("Số ghe mỗi bến".into()), rows, span: None })),
        ("an empty table", Block::Table(Table::default())),
        ("a note", Block::Note(Note { content: vec![paragraph("Tên nhân vật đã được đổi.")], ..Note::default() })),
        (
            "a note that marks lead to",
            Block::Note(Note {
                id: Some("chú-thích 1".into()),
                content: vec![paragraph("Số liệu của ban quản lý bến.")],
                span: None,
            }),
        ),
        ("a rule", Block::Rule(Rule::default())),
        (
            "an embed",
            Block::Embed(Embed {
                href: "https://example.org/v/7".into(), title: Some("Phim ngắn".into()), span: None
            }),
        ),
        (
            "an embed without a title",
            Block::Embed(Embed { href: "https://example.org/v/8".into(), ..Embed::default() }),
        ),
    ]
}

/// A story for each kind of block and inline, by what is in it.
pub fn kinds() -> Vec<(String, Article)> {
    let inline = |(name, inline): (&str, Inline)| {
        let content = vec![Inline::text("Trước "), inline, Inline::text(" sau.")];
        (format!("an inline `{name}`"), with(vec![Block::Paragraph(Paragraph { content, span: None })]))
    };
    let block = |(name, block): (&str, Block)| (name.to_owned(), with(vec![paragraph(SENTENCES[0]), block]));
    blocks().into_iter().map(block).chain(inlines().into_iter().map(inline)).collect()
}

pub fn every_kind() -> Article {
    with(blocks().into_iter().map(|(_, block)| block).collect())
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// What a later version of the model may bring.
pub fn unknown_kinds() -> Vec<(&'static str, Article)> {
    let block = |fields| Block::Unknown(UnknownBlock { fields: object(fields) });
    let inline = |fields| {
        let unknown = Inline::Unknown(UnknownInline { fields: object(fields) });
        Block::Paragraph(Paragraph {
            content: vec![Inline::text("Trước "), unknown, Inline::text(" sau.")],
            span: None,
        })
    };
    vec![
        ("an unknown block that has text", with(vec![block(json!({"type": "kit_poll", "text": "Bạn chọn gì?"}))])),
        (
            "an unknown block that has inlines",
            with(vec![block(json!({"type": "kit_aside", "content": [{"type": "text", "text": "Bên lề"}]}))]),
        ),
        (
            "an unknown block without text",
            with(vec![paragraph(SENTENCES[1]), block(json!({"type": "kit_map", "zoom": 7}))]),
        ),
        (
            "an unknown inline",
            with(vec![inline(json!({"type": "kit_ruby", "text": "Bến Mây", "n": [null, {"a": -1.5e3}]}))]),
        ),
        ("an unknown inline without text", with(vec![inline(json!({"type": "kit_anchor"}))])),
    ]
}

pub fn arabic() -> Article {
    Article {
        language: "ar".into(),
        direction: Direction::Rtl,
        headline: Some(Text::new("سوق الفجر العائم يفتح أبوابه")),
        ..with(vec![
            paragraph("قالت ليلى إن السوق يبدأ عند الساعة 4:30 صباحا، ويضم 120 قاربا (Ban Mai)."),
            paragraph("\u{2067}اسم المرفأ\u{2069} هو Bến Mây."),
        ])
    }
}

pub fn hebrew() -> Article {
    Article {
        language: "he".into(),
        direction: Direction::Rtl,
        headline: Some(Text::new("השוק הצף נפתח עם שחר")),
        ..with(vec![paragraph("״איש לא ישן באותו לילה״, כתבה השומרת ב־4 במאי.")])
    }
}

fn figure(file: Option<&str>) -> Block {
    let asset = file.map(|file| Asset {
        file: file.to_owned(),
        media_type: "image/png".into(),
        width: Some(8),
        height: Some(8),
        size: Some(PICTURE.len() as u64),
    });
    Block::Figure(Figure {
        asset,
        caption: Some(Text::new("Ghe chở sen về bến")),
        credit: Some(Text::new("Minh Hà/Ban Mai")),
        alt: Some(Text::new("Một chiếc ghe đầy sen trong sương")),
        ..Figure::default()
    })
}

pub fn with_picture(file: &str) -> Article {
    with(vec![paragraph(SENTENCES[0]), figure(Some(file)), paragraph(SENTENCES[1])])
}

pub fn without_picture() -> Article {
    with(vec![paragraph(SENTENCES[0]), figure(None)])
}
