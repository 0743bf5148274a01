//! Shared by the tests: stories without what a reader adds, and IPTC's schema.
#![allow(dead_code)]

use std::path::PathBuf;

use pressroom_core::Article;
use serde_json::Value;

/// The story as JSON, without its places and without what was taken out of the source.
pub fn without_spans(article: &Article) -> Value {
    let mut json = serde_json::to_value(article).unwrap();
    json.as_object_mut().unwrap().shift_remove("removed");
    strip(&mut json);
    json
}

fn strip(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.shift_remove("span");
            fields.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        _ => {}
    }
}

/// Fails when one of the documents is not what IPTC's schema allows, formats included; says aloud when there is no schema.
pub fn validate(documents: &[String]) {
    let folder = std::env::var_os("PRESSROOM_SCHEMAS").map(PathBuf::from);
    let folder =
        folder.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/schemas")));
    let read = |name: &str| -> Option<Value> {
        serde_json::from_slice(&std::fs::read(folder.join("ninjs").join(name)).ok()?).ok()
    };
    let (Some(schema), Some(geo_json)) = (read("ninjs-schema_3.1.json"), read("GeoJSON-schema.json")) else {
        eprintln!("SKIPPED: no ninjs/ninjs-schema_3.1.json in PRESSROOM_SCHEMAS; nothing is validated");
        return;
    };
    let registry = jsonschema::Registry::new()
        .add("https://geojson.org/schema/GeoJSON.json", geo_json)
        .unwrap()
        .prepare()
        .unwrap();
    let validator =
        jsonschema::options().with_registry(&registry).should_validate_formats(true).build(&schema).unwrap();
    for document in documents {
        let value: Value = serde_json::from_str(document).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, [""; 0], "{document}");
    }
}
