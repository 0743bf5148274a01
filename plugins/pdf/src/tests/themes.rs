//! Pages in every theme, judged by veraPDF. They stay in `target/tmp/pdf-themes` to be looked at.

use std::process::Command;

use super::checklist::{edition, story};
use super::languages::{root, set_up};
use super::*;
use crate::theme::SHIPPED;

fn page(options: serde_json::Value) -> TestResult {
    TestJob::article(story()).resource(0, "images/photo.jpg", PHOTO).options(options).run::<Pdf>()
}

#[test]
fn every_theme_makes_valid_pages_of_its_own() {
    let folder = root().join("target/tmp/pdf-themes");
    std::fs::create_dir_all(&folder).unwrap();
    let mut files = Vec::new();
    let mut pages: Vec<Vec<u8>> = Vec::new();
    for (theme, _) in SHIPPED {
        for (kind, bleed, paper) in [("story", "", "a4"), ("edition", "", "a4"), ("press", "3mm", "berliner")] {
            let options = json!({ "theme": theme, "bleed": bleed, "paper": paper, "font_dir": folder });
            let result = if kind == "story" {
                page(options)
            } else {
                let (issue, stories) = edition();
                TestJob::issue(issue, stories).resource(0, "images/photo.jpg", PHOTO).options(options).run::<Pdf>()
            };
            assert_eq!(result.ended, Some(Ended::Done), "{theme}: {:?}", result.diagnostics);
            assert!(!pages.iter().any(|page| page == result.main()), "{theme} {kind} looks like another");
            pages.push(result.main().to_vec());
            files.push(folder.join(format!("{theme}-{kind}.pdf")));
            std::fs::write(files.last().unwrap(), result.main()).unwrap();
        }
    }
    if let Some(veracheck) = set_up("bin/veracheck") {
        let output = Command::new(veracheck).arg("2a,ua1").args(&files).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_house_has_its_own_theme() {
    let folder = root().join("target/tmp/pdf-house-theme");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("house.toml");
    let with = |text: &str| {
        std::fs::write(&file, text).unwrap();
        page(json!({ "theme": file, "font_dir": folder }))
    };
    let result = with("[colours]\naccent = \"#00ff00\"\n[columns]\na4 = 2\n");
    assert_eq!(result.ended, Some(Ended::Done), "{:?}", result.diagnostics);
    let document = Document::load_mem(result.main()).unwrap();
    let first = document.get_pages()[&1];
    let operators = lopdf::content::Content::decode(&document.get_page_content(first)).unwrap().operations;
    let green = |operation: &lopdf::content::Operation| {
        let parts: Vec<f32> = operation.operands.iter().filter_map(|part| part.as_float().ok()).collect();
        operation.operator == "rg" && parts == [0.0, 1.0, 0.0]
    };
    assert!(operators.iter().any(green));
    let beads = document.objects.values().filter_map(|object| object.as_dict().ok());
    let beads = beads.filter(|dict| dict.get(b"Type").and_then(Object::as_name).ok() == Some(b"Bead")).count();
    assert_eq!(beads % 2, 0, "two columns");

    for (text, code) in [
        ("[colors]\n", "PDF16"),
        ("[sizes]\nbody = true\n", "PDF17"),
        ("[sizes\n", "PDF15"),
        ("[fonts]\nbody = \"No Such Family\"\n", "PDF18"),
    ] {
        let result = with(text);
        assert_eq!(result.ended, None, "{text}");
        assert_eq!(result.codes(), [code], "{text}");
    }
}

#[test]
fn columns_and_papers_are_as_asked() {
    for (columns, paper) in [(1, "148x210mm"), (2, "a4"), (5, "a4"), (12, "100x100mm"), (7, "broadsheet")] {
        let result = page(json!({ "columns": columns, "paper": paper, "font_dir": root().join("plugins/pdf/src") }));
        assert_eq!(result.ended, Some(Ended::Done), "{paper}: {:?}", result.diagnostics);
        let text = squeezed(&text_of(result.main()));
        assert!(text.contains(&squeezed("Tóm tắt")) || text.contains("Xemđây"), "{paper}");
    }
    // However few columns the stories have, the contents stand beside the lead.
    for (columns, paper) in [(1, "a4"), (2, "letter"), (1, "120x180mm")] {
        let (issue, stories) = edition();
        let job = TestJob::issue(issue, stories).resource(0, "images/photo.jpg", PHOTO);
        let options = json!({ "columns": columns, "paper": paper, "font_dir": root().join("plugins/pdf/src") });
        let result = job.options(options).run::<Pdf>();
        assert_eq!(result.ended, Some(Ended::Done), "{paper}: {:?}", result.diagnostics);
        let document = Document::load_mem(result.main()).unwrap();
        let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
        let links = page.get(b"Annots").and_then(Object::as_array).unwrap().iter().map(|link| {
            let link = document.get_dictionary(link.as_reference().unwrap()).unwrap();
            let corners = link.get(b"Rect").and_then(Object::as_array).unwrap();
            [0, 1, 2, 3].map(|corner| corners[corner].as_float().unwrap())
        });
        let links: Vec<[f32; 4]> = links.collect();
        for (index, one) in links.iter().enumerate() {
            let apart = |other: &[f32; 4]| {
                let beside = one[2] <= other[0] + 0.5 || other[2] <= one[0] + 0.5;
                // Lines of one headline stand closely.
                beside || one[3] <= other[1] + 6.0 || other[3] <= one[1] + 6.0
            };
            assert!(links[index + 1..].iter().all(apart), "{columns} columns on {paper}: {links:?}");
        }
    }
}
