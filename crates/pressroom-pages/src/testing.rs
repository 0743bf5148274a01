//! Stories for the tests of outputs that are made of pages.

use pressroom_core::{
    Article, Asset, Block, Coded, Crosshead, Dateline, Embed, Figure, Inline, Issue, Link, LinkText, List, Located,
    Nested, Note, NoteReference, Paragraph, Person, Publication, PullQuote, Quote, Rule, Section, Table, TableCell,
    TableRow, Text,
};

pub const PICTURE: &[u8] = include_bytes!("placeholder.png");
pub const FILE: &str = "images/placeholder.png";

pub fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![Inline::text(text)], span: None })
}

pub fn figure(file: Option<&str>, alt: Option<&str>) -> Block {
    let asset = file.map(|file| Asset {
        file: file.to_owned(),
        media_type: "image/png".to_owned(),
        width: Some(640),
        height: Some(420),
        size: None,
    });
    Block::Figure(Figure {
        asset,
        caption: Some(Text::new("Các đơn vị ký kết chương trình phối hợp năm 2024")),
        credit: Some(Text::new("Thanh Tân/TTXVN")),
        alt: alt.map(Text::new),
        ..Figure::default()
    })
}

/// A Vietnamese story as agencies send it.
pub fn vietnamese() -> Article {
    Article {
        id: Some("urn:newsml:example.org:2024-05-04:article-0001".to_owned()),
        language: "vi".to_owned(),
        section: Some(Text::new("Thời sự")),
        headline: Some(Text::new("Chủ động phối hợp, giải quyết các vấn đề nổi cộm, nhân dân quan tâm")),
        deck: vec![Text::new(
            "UBND tỉnh đã trao Bằng khen cho nhiều tập thể, cá nhân có thành tích xuất sắc trong tuyên truyền biển, đảo.",
        )],
        byline: vec![Person { name: "Thanh Tân".to_owned(), ..Person::default() }],
        dateline: Some(Dateline {
            text: "TTXVN".to_owned(),
            agency: Some("TTXVN".to_owned()),
            date: "--05-04".parse().ok(),
            ..Dateline::default()
        }),
        located: vec![Located { name: "Tây Ninh".to_owned(), ..Located::default() }],
        provider: Some(Text::new("TTXVN")),
        updated: "2024-05-04T17:30:00+07:00".parse().ok(),
        body: vec![
            paragraph(
                "Ngày 4/5, Hội nghị tổng kết công tác phối hợp giữa các cơ quan nhà nước cùng cấp của tỉnh về kết quả trong việc \
                 thực thi pháp luật, tổ chức tuyên truyền, định hướng thông tin, kế hoạch phát triển kinh tế - xã hội… năm 2023; \
                 ký kết chương trình phối hợp năm 2024 được tổ chức.",
            ),
            figure(Some(FILE), Some("Hình vẽ giữ chỗ, không phải ảnh chụp: nền xám có vạch chéo.")),
            paragraph(
                "Tại Hội nghị, các đại biểu mong muốn, năm 2024, các cơ quan, đơn vị tiếp tục quán triệt, tuyên truyền và thực \
                 hiện nghiêm túc, hiệu quả \"Quy chế phối hợp\"; tham mưu định hướng giải quyết những vấn đề dư luận quan tâm. \
                 Các cơ quan, đơn vị nâng cao nhận thức của cán bộ về vai trò, tầm quan trọng trong việc thực thi pháp luật.",
            ),
            Block::Crosshead(Crosshead { level: 1, content: vec![Inline::text("Kết quả năm 2023")], span: None }),
            paragraph(
                "Cụ thể: ban hành 12 văn bản chỉ đạo, định hướng; các cơ quan báo chí, cổng thông tin điện tử của tỉnh đăng tải \
                 hơn 24.550 tin, bài, phóng sự, video; xuất bản nhiều thông báo nội bộ, tài liệu tuyên truyền.",
            ),
            paragraph(
                "Tại Hội nghị, UBND tỉnh đã trao Bằng khen cho nhiều tập thể, cá nhân có thành tích xuất sắc trong tuyên truyền \
                 biển, đảo trên địa bàn năm 2023.",
            ),
        ],
        ..Article::default()
    }
}

fn mark(note: &str, shown: &str) -> Inline {
    Inline::NoteReference(NoteReference { note: note.to_owned(), content: vec![Inline::text(shown)] })
}

/// An English story with every kind of block.
pub fn every_block() -> Article {
    let text = |text: &str| vec![Inline::text(text)];
    let cell = |header: bool, words: &str| TableCell { header, column_span: 1, row_span: 1, content: text(words) };
    let row =
        |header: bool, words: [&str; 4]| TableRow { cells: words.iter().map(|word| cell(header, word)).collect() };
    Article {
        id: Some("urn:newsml:example.org:2024-05-05:article-0002".to_owned()),
        language: "en-GB".to_owned(),
        section: Some(Text::new("Harbour")),
        headline: Some(Text::new("Ferry keeps its winter timetable")),
        deck: vec![Text::new("The council found the money after all.")],
        summary: Some(Text::new("The winter ferry runs on.")),
        byline: vec![
            Person { name: "Ada Marsh".to_owned(), role: Some("reporter".to_owned()), ..Person::default() },
            Person { name: "Ben Quay".to_owned(), affiliation: Some("Coast Desk".to_owned()), ..Person::default() },
        ],
        created: "2024-05-05T09:10:00+01:00".parse().ok(),
        updated: "2024-05-05T10:00:00+01:00".parse().ok(),
        dateline: Some(Dateline { text: "WESTHAVEN, 5 May (Coast News)".to_owned(), ..Dateline::default() }),
        copyright: Some(Text::new("© 2024 Coast News")),
        subjects: vec![Coded {
            scheme: Some("medtop".to_owned()),
            code: Some("20001279".to_owned()),
            name: Some("water transport".to_owned()),
        }],
        keywords: vec![Text::new("ferry")],
        links: vec![Link {
            rel: "seeAlso".to_owned(),
            href: "https://example.org/ferry?a=1&b=2".to_owned(),
            title: Some("The timetable".to_owned()),
            span: None,
        }],
        body: vec![
            Block::Paragraph(Paragraph {
                content: vec![
                    Inline::text("The ferry "),
                    Inline::Strong(Nested { content: text("will run") }),
                    Inline::text(" all winter, "),
                    Inline::Emphasis(Nested { content: text("weather permitting") }),
                    Inline::text(", and "),
                    Inline::Link(LinkText { href: "https://example.org/".to_owned(), content: text("tickets") }),
                    Inline::text(" go on sale on Monday."),
                    mark("fares", "1"),
                ],
                span: None,
            }),
            Block::Crosshead(Crosshead { level: 1, content: text("What it costs"), span: None }),
            Block::Table(Table {
                caption: Some("Fares in euros".to_owned()),
                rows: vec![
                    row(true, ["Passenger", "Single", "Return", "Season ticket"]),
                    row(false, ["Adult", "4.20", "7.80", "212.00"]),
                    row(false, ["Child under 14", "2.10", "3.90", "106.00"]),
                ],
                span: None,
            }),
            Block::Crosshead(Crosshead { level: 2, content: text("And for whom"), span: None }),
            Block::List(List {
                ordered: false,
                items: vec![vec![paragraph("Islanders")], vec![paragraph("Schoolchildren, free of charge")]],
                span: None,
            }),
            Block::Quote(Quote {
                content: vec![paragraph("We were told in spring that it was over.")],
                attribution: Some("Cora Reed, harbour master".to_owned()),
                span: None,
            }),
            Block::PullQuote(PullQuote {
                content: text("An island without a boat is a rock."),
                attribution: Some("Cora Reed".to_owned()),
                span: None,
            }),
            Block::Rule(Rule { span: None }),
            Block::Note(Note {
                content: vec![paragraph("An earlier version gave the wrong fare.")],
                ..Note::default()
            }),
            Block::Note(Note {
                id: Some("fares".to_owned()),
                content: vec![paragraph("Fares as agreed by the council in March.")],
                span: None,
            }),
            Block::Embed(Embed {
                href: "https://example.org/video".to_owned(),
                title: Some("Video of the crossing".to_owned()),
                span: None,
            }),
            figure(Some(FILE), None),
            paragraph("The last boat leaves at nine."),
        ],
        ..Article::default()
    }
}

/// An edition of three sections, one story without one.
pub fn edition() -> (Issue, Vec<Article>) {
    let mut third = vietnamese();
    third.id = Some("urn:newsml:example.org:2024-05-04:article-0003".to_owned());
    third.headline = Some(Text::new("Mưa lớn ở vùng núi, nhiều trường học cho học sinh nghỉ"));
    third.byline.clear();
    third.links =
        vec![Link { rel: "seeAlso".to_owned(), href: vietnamese().id.unwrap_or_default(), ..Link::default() }];
    let mut fourth = vietnamese();
    fourth.id = None;
    fourth.headline = Some(Text::new("Tin ngắn cuối ngày"));
    fourth.deck.clear();
    let sections = [("Thời sự", vec![0, 2]), ("English", vec![1])]
        .map(|(title, articles)| Section { title: title.to_owned(), articles });
    let issue = Issue {
        id: Some("urn:newsml:example.org:2024-05-05:issue-88".to_owned()),
        publication: Publication {
            title: "Báo Bờ Biển".to_owned(),
            publisher: Some("Nhà xuất bản Bờ Biển".to_owned()),
            language: Some("vi".to_owned()),
            issn: Some("1234-5679".to_owned()),
            imprint: vec![pressroom_core::ImprintLine {
                label: "Tổng Biên tập".to_owned(),
                text: "Lê Thị Hải Âu".to_owned(),
            }],
            ..Publication::default()
        },
        number: Some("88".to_owned()),
        date: "2024-05-05".parse().ok(),
        updated: "2024-05-05T04:00:00+07:00".parse().ok(),
        sections: sections.into(),
        ..Issue::default()
    };
    (issue, vec![vietnamese(), every_block(), third, fourth])
}
