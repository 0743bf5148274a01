//! What the command writes, judged by others.

use std::process::Command;

use pressroom_tests::{Run, Scratch, pressroom_in, root, schemas, system_tool, validator};

use crate::cases::STORY_TIME;

/// The sample with its picture, and the bare copy.
const STORIES: [&str; 2] = ["samples/tay-ninh/story.txt", "tests/cases/tay-ninh-bare/story.txt"];

/// Converts the stories one after another and hands each output to a judge.
fn each(plugin: &str, output: &str, judge: impl Fn(&str)) {
    for story in STORIES {
        let out = Scratch::new(plugin);
        let mut convert = pressroom_in(&root());
        convert.args(["convert", story, "--to", plugin, "--meta", STORY_TIME, "--out", &out.join("")]);
        Run::from(&mut convert).expect_code(0);
        judge(&out.join(output));
    }
}

#[track_caller]
fn accepted(command: &mut Command) {
    let output = command.output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}\n{}\n{}", said(&output.stdout), said(&output.stderr));
}

#[test]
fn newsml_by_the_power_schema() {
    let (Some(xmllint), Some(schemas)) = (system_tool("xmllint"), schemas()) else { return };
    let schema = schemas.join("newsml-g2/NewsML-G2_2.35-spec-All-Power.xsd");
    each("newsml", "story.newsml.xml", |file| {
        accepted(Command::new(&xmllint).args(["--nonet", "--noout", "--schema"]).arg(&schema).arg(file));
    });
}

#[test]
fn epub_by_epubcheck() {
    let Some(epubcheck) = validator("epubcheck") else { return };
    each("epub", "story.epub", |file| accepted(Command::new(&epubcheck).arg(file)));
}

#[test]
fn epub_by_ace() {
    let Some(ace) = validator("ace") else { return };
    each("epub", "story.epub", |file| {
        let report = Scratch::new("ace");
        accepted(Command::new(&ace).arg(report.path()).arg(file));
    });
}

#[test]
fn epub_by_a_reader() {
    let Some(reader) = validator("epub-reader") else { return };
    each("epub", "story.epub", |file| {
        let pictures = Scratch::new("reader");
        for how in [&[][..], &["--viewport", "360x640", "--font", "160", "--dark"]] {
            accepted(Command::new(&reader).arg(file).arg(pictures.path()).args(how));
        }
        let report = String::from_utf8(pictures.read("report.json")).unwrap();
        for text in ["Chủ động phối hợp, giải quyết các vấn đề nổi cộm", "trên địa bàn năm 2023."]
        {
            assert!(report.contains(text), "the reader does not show: {text}");
        }
    });
}

#[test]
fn web_pages_by_a_browser() {
    let Some(check) = validator("web-check") else { return };
    each("html", "story.site", |folder| {
        accepted(Command::new(&check).arg(folder).arg(Scratch::new("web").path()));
    });
}

#[test]
fn pdf_by_verapdf_and_qpdf() {
    let (veracheck, qpdf) = (validator("veracheck"), system_tool("qpdf"));
    each("pdf", "story.pdf", |file| {
        if let Some(veracheck) = &veracheck {
            accepted(Command::new(veracheck).args(["2a,ua1", file]));
        }
        if let Some(qpdf) = &qpdf {
            accepted(Command::new(qpdf).args(["--check", file]));
        }
    });
}

/// Under 40 KB for a page of text; a photograph adds its own bytes and nothing more.
#[test]
fn pdf_stays_small() {
    const MOST_BYTES: u64 = 40_000;
    let photo = std::fs::metadata(root().join("samples/tay-ninh/images/placeholder.jpg")).unwrap().len();
    for (story, photos) in STORIES.into_iter().zip([photo, 0]) {
        let out = Scratch::new("pdf-size");
        let mut convert = pressroom_in(&root());
        convert.args(["convert", story, "--to", "pdf", "--meta", STORY_TIME, "--out", &out.join("")]);
        Run::from(&mut convert).expect_code(0);
        let bytes = out.read("story.pdf").len() as u64;
        assert!(bytes < photos + MOST_BYTES, "{story}: {bytes} bytes, {photos} of them the photograph's");
    }
}

/// Validators do not read: the page has to say what the story says, in its order.
#[test]
fn pdf_says_what_the_story_says() {
    let Some(pdftotext) = system_tool("pdftotext") else { return };
    each("pdf", "story.pdf", |file| {
        let output = Command::new(&pdftotext).args(["-raw", file, "-"]).output().unwrap();
        let page = one_line(&String::from_utf8(output.stdout).unwrap());
        let copy = std::fs::read_to_string(root().join(STORIES[0])).unwrap();
        let paragraphs = copy.lines().filter(|line| line.chars().count() > 60);
        let mut from = 0;
        for paragraph in paragraphs {
            let text = one_line(paragraph.trim_start_matches("TTXVN - ").trim_end_matches("/."));
            let found = page[from..].find(&text);
            from += found.unwrap_or_else(|| panic!("not on the page, or not in order: {text}"));
        }
        assert!(from > 0);
    });
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
