//! NITF and ninjs through the command: by IPTC's schemas, of stories and of editions, the same bytes twice.

use std::process::Command;

use pressroom_tests::{Run, Scratch, pressroom_in, root, schemas, system_tool};
use serde_json::Value;

use crate::cases::STORY_TIME;

fn run(args: &[&str], out: &Scratch) {
    let mut command = pressroom_in(&root());
    Run::from(command.args(args).args(["--out", &out.join("")])).expect_code(0);
}

fn convert(story: &str, out: &Scratch) {
    run(&["convert", story, "--to", "nitf,ninjs", "--meta", STORY_TIME], out);
}

/// Every `.nitf.xml` and `.ninjs.json` of a folder.
fn validate(out: &Scratch) {
    let files = out.files();
    if let (Some(xmllint), Some(schemas)) = (system_tool("xmllint"), schemas()) {
        for file in files.iter().filter(|file| file.ends_with(".nitf.xml")) {
            let mut command = Command::new(&xmllint);
            command.args(["--nonet", "--noout", "--schema"]).arg(schemas.join("nitf/nitf-3-6.xsd")).arg(out.join(file));
            let done = command.output().unwrap();
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    }
    let Some(schemas) = schemas() else { return };
    let json = |name: &str| -> Value {
        serde_json::from_slice(&std::fs::read(schemas.join("ninjs").join(name)).unwrap()).unwrap()
    };
    let registry = jsonschema::Registry::new()
        .add("https://geojson.org/schema/GeoJSON.json", json("GeoJSON-schema.json"))
        .unwrap()
        .prepare()
        .unwrap();
    let schema = json("ninjs-schema_3.1.json");
    let validator =
        jsonschema::options().with_registry(&registry).should_validate_formats(true).build(&schema).unwrap();
    for file in files.iter().filter(|file| file.ends_with(".ninjs.json")) {
        let item: Value = serde_json::from_slice(&out.read(file)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&item).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{file}");
    }
}

#[test]
fn stories_are_valid_and_the_same_twice() {
    for story in ["samples/tay-ninh/story.txt", "tests/cases/tay-ninh-bare/story.txt"] {
        let (first, second) = (Scratch::new("siblings"), Scratch::new("siblings"));
        convert(story, &first);
        convert(story, &second);
        assert_eq!(first.files(), ["story.ninjs.json", "story.nitf.xml"]);
        for file in first.files() {
            assert!(first.read(&file) == second.read(&file), "{file} differs");
        }
        validate(&first);
    }
}

#[test]
fn an_edition_is_one_item_in_ninjs_and_a_folder_in_nitf() {
    let out = Scratch::new("siblings-edition");
    run(&["export", "samples/ban-mai/issue.toml", "--to", "nitf,ninjs"], &out);
    validate(&out);
    let documents = out.files().iter().filter(|file| file.starts_with("ban-mai-47.nitf-files/")).count();
    assert_eq!(documents, 12);
    let item: Value = serde_json::from_slice(&out.read("ban-mai-47.ninjs.json")).unwrap();
    let sections = item["associations"].as_array().unwrap();
    let stories: usize = sections.iter().map(|section| section["associations"].as_array().unwrap().len()).sum();
    assert_eq!((sections.len(), stories), (3, 12));
}
