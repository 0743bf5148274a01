//! Editions in five scripts, each with a story that runs the other way: opened on the right side, in their own words.

use std::process::Command;

use pressroom_tests::{Scratch, pressroom, root, validator};

/// A publication: its language, what its contents page and its landmark to the text are called, and a story.
struct Paper {
    language: &'static str,
    right_to_left: bool,
    contents: &'static str,
    start: &'static str,
    headline: &'static str,
    deck: &'static str,
    text: &'static str,
}

const PAPERS: [Paper; 5] = [
    Paper {
        language: "ar",
        right_to_left: true,
        contents: "المحتويات",
        start: "بداية النص",
        headline: "قارب المكتبة يعود إلى القرى الثلاث",
        deck: "ثلاثة آلاف كتاب على متن قارب خشبي واحد.",
        text: "عاد قارب المكتبة صباح السبت إلى القرى الثلاث بعد انقطاع دام شهرين بسبب ارتفاع منسوب النهر.",
    },
    Paper {
        language: "he",
        right_to_left: true,
        contents: "תוכן העניינים",
        start: "תחילת הטקסט",
        headline: "סירת הספרייה חזרה לשלושת הכפרים",
        deck: "שלושת אלפים ספרים על סירת עץ אחת.",
        text: "סירת הספרייה חזרה בשבת בבוקר לשלושת הכפרים אחרי הפסקה של חודשיים בשל גאות הנהר.",
    },
    Paper {
        language: "ja",
        right_to_left: false,
        contents: "目次",
        start: "本文の始まり",
        headline: "図書船、三つの村に戻る",
        deck: "木の船一隻に三千冊の本。",
        text: "川の増水で二か月休んでいた図書船が土曜日の朝、三つの村を再び回り始めた。子どもたちは岸で待っていた。",
    },
    Paper {
        language: "th",
        right_to_left: false,
        contents: "สารบัญ",
        start: "เริ่มเนื้อหา",
        headline: "เรือห้องสมุดกลับมาเยือนสามหมู่บ้าน",
        deck: "หนังสือสามพันเล่มบนเรือไม้ลำเดียว",
        text: "เรือห้องสมุดกลับมาเยือนสามหมู่บ้านเมื่อเช้าวันเสาร์ หลังหยุดไปสองเดือนเพราะน้ำในแม่น้ำสูงขึ้น",
    },
    Paper {
        language: "en",
        right_to_left: false,
        contents: "Contents",
        start: "Start of the text",
        headline: "Library boat returns to three villages",
        deck: "Three thousand books on one wooden boat.",
        text: "The library boat returned to three villages on Saturday morning after two months of high water.",
    },
];

/// The paper's story first, then one that runs against it.
fn edition(desk: &Scratch, paper: &Paper) {
    let other = if paper.right_to_left { &PAPERS[4] } else { &PAPERS[0] };
    let picture = std::fs::read(root().join("samples/tay-ninh/images/placeholder.jpg")).unwrap();
    desk.write("images/p.jpg", picture);
    desk.write(
        "issue.toml",
        format!(
            "[publication]\ntitle = \"{0}\"\nlanguage = \"{1}\"\n[issue]\nid = \"urn:newsml:example.org:2026:{1}\"\nslug = \"{1}\"\n\
             number = \"7\"\ndate = \"2026-11-21\"\nupdated = \"2026-11-21T05:00:00Z\"\n[[sections]]\ntitle = \"{0}\"\n\
             stories = [\"2.txt\", \"1.txt\"]\n",
            paper.headline, paper.language
        ),
    );
    for (number, story) in [(1, paper), (2, other)] {
        desk.write(&format!("{number}.txt"), format!("{}\n\n{}\n\n{}\n", story.headline, story.deck, story.text));
        desk.write(
            &format!("{number}.toml"),
            format!(
                "id = \"urn:newsml:example.org:2026:{0}-{number}\"\nlanguage = \"{0}\"\nheadline = \"{1}\"\ndate = \"2026-11-20\"\n\
                 [[figures]]\nfile = \"images/p.jpg\"\nalt = \"{2}\"\ncaption = \"{2}\"\ncredit = \"N. N.\"\n",
                story.language, story.headline, story.deck
            ),
        );
    }
}

fn entry(book: &mut zip::ZipArchive<std::fs::File>, name: &str) -> String {
    std::io::read_to_string(book.by_name(name).unwrap()).unwrap()
}

#[track_caller]
fn accepted(command: &mut Command) {
    let output = command.output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}\n{}\n{}", said(&output.stdout), said(&output.stderr));
}

#[test]
fn editions_speak_their_language_and_open_on_its_side() {
    let (epubcheck, ace) = (validator("epubcheck"), validator("ace"));
    for paper in &PAPERS {
        let (desk, out) = (Scratch::new(paper.language), Scratch::new("languages-out"));
        edition(&desk, paper);
        pressroom(["export", &desk.join("issue.toml"), "--to", "epub", "--out", &out.join("")]).expect_code(0);
        let file = out.join(&format!("{}.epub", paper.language));
        let mut book = zip::ZipArchive::new(std::fs::File::open(&file).unwrap()).unwrap();
        let opf = entry(&mut book, "OEBPS/content.opf");
        let side = if paper.right_to_left { "rtl" } else { "ltr" };
        assert!(opf.contains(&format!("page-progression-direction=\"{side}\"")), "{}: {opf}", paper.language);
        let (nav, contents) = (entry(&mut book, "OEBPS/nav.xhtml"), entry(&mut book, "OEBPS/contents.xhtml"));
        assert!(nav.contains(&format!(">{}</a>", paper.start)) && nav.contains(paper.contents), "{nav}");
        assert!(contents.contains(&format!(">{}</h1>", paper.contents)), "{contents}");
        let html = format!("lang=\"{0}\" xml:lang=\"{0}\"", paper.language);
        for page in [&nav, &contents] {
            let root = page.split_once("<html").unwrap().1.split('>').next().unwrap();
            assert!(root.contains(&html) && root.contains("dir=\"rtl\"") == paper.right_to_left, "{root}");
        }
        // The first story runs against the paper and says so wherever it is listed.
        let other = if paper.right_to_left {
            "lang=\"en\" xml:lang=\"en\" dir=\"ltr\""
        } else {
            "lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\""
        };
        assert!(nav.contains(other) && contents.contains(other), "{nav}\n{contents}");
        assert!(entry(&mut book, "OEBPS/toc.ncx").contains(paper.headline));
        if let Some(epubcheck) = &epubcheck {
            accepted(Command::new(epubcheck).arg(&file));
        }
        // A browser's start each: one book of either direction tells.
        if let (Some(ace), "ar" | "ja") = (&ace, paper.language) {
            accepted(Command::new(ace).arg(Scratch::new("ace").path()).arg(&file));
        }
    }
}

#[test]
fn a_site_runs_from_right_to_left() {
    let Some(check) = validator("web-check") else { return };
    let (desk, out) = (Scratch::new("site-ar"), Scratch::new("site-ar-out"));
    edition(&desk, &PAPERS[0]);
    pressroom(["export", &desk.join("issue.toml"), "--to", "html", "--out", &out.join("")]).expect_code(0);
    let front = String::from_utf8(out.read("ar.site/index.html")).unwrap();
    assert!(
        front.contains("<html lang=\"ar\" dir=\"rtl\">") && front.contains("lang=\"en\" xml:lang=\"en\" dir=\"ltr\""),
        "{front}"
    );
    accepted(Command::new(check).arg(out.join("ar.site")).arg(Scratch::new("web").path()));
}
