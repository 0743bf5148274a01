//! NewsML-G2 through the command, with the options that change what a file is, judged by IPTC's schemas and reader.

use std::process::Command;

use pressroom_tests::{Scratch, pressroom, schemas, system_tool, validator};

const EDITION: &str = "samples/ban-mai/issue.toml";

/// Every file of the edition that is XML.
fn written(options: &[&str]) -> (Scratch, Vec<String>) {
    let out = Scratch::new("newsml-options");
    let mut args = vec!["export".to_owned(), EDITION.to_owned(), "--to".to_owned(), "newsml".to_owned()];
    args.extend(["--out".to_owned(), out.join("")]);
    args.extend(options.iter().flat_map(|option| ["--option".to_owned(), format!("newsml.{option}")]));
    pressroom(args).expect_code(0);
    let files = out.files().into_iter().filter(|name| name.ends_with(".xml")).collect();
    (out, files)
}

#[track_caller]
fn judged(out: &Scratch, files: &[String]) {
    let paths = || files.iter().map(|name| out.join(name));
    let accepted = |command: &mut Command| {
        let output = command.output().unwrap();
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{command:?}\n{}\n{}", said(&output.stdout), said(&output.stderr));
    };
    if let (Some(xmllint), Some(schemas)) = (system_tool("xmllint"), schemas()) {
        for schema in ["NewsML-G2_2.35-spec-All-Power.xsd", "g2-plus-nitf.xsd"] {
            let schema = schemas.join("newsml-g2").join(schema);
            accepted(Command::new(&xmllint).args(["--nonet", "--noout", "--schema"]).arg(schema).args(paths()));
        }
    }
    if let Some(reader) = validator("newsml-reader") {
        accepted(Command::new(reader).args(paths()));
    }
}

#[test]
fn a_message_is_read_by_iptcs_own_reader() {
    let (out, files) = written(&[]);
    assert_eq!(files, ["ban-mai-47.newsml.xml"]);
    judged(&out, &files);
}

#[test]
fn items_with_nitf_bodies_are_files_of_their_own() {
    let (out, files) = written(&["wrapper=item", "body=nitf"]);
    assert!(files.len() > 12 && files.contains(&"ban-mai-47.newsml-files/0001.xml".to_owned()), "{files:?}");
    judged(&out, &files);
}

#[test]
fn copied_pictures_lie_where_the_items_say() {
    let (out, files) = written(&["media=copy"]);
    judged(&out, &files);
    let xml = String::from_utf8(out.read("ban-mai-47.newsml.xml")).unwrap();
    let all = out.files();
    let referred: Vec<&str> = xml.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let media: Vec<&&str> = referred.iter().filter(|href| href.contains("newsml-files/")).collect();
    // Seven photographs, of which one is the cover too, and a thumbnail each.
    assert!(media.len() >= 14, "{referred:?}");
    for href in media {
        assert!(all.contains(&(*href).to_string()), "{href} is not among {all:?}");
    }
    assert!(xml.contains("rendition=\"rnd:thumbnail\" contenttype=\"image/jpeg\" size=\""));
}
