//! A plugin's options: what the user gave, typed by the manifest's schema, with its defaults filled in.
//!
//! The schema is a JSON Schema of type `object`. Each property is an object with these keywords and no others:
//!
//! ```text
//! type         "string", "integer", "number" or "boolean"; always given
//! enum         the allowed values, each of the type
//! format       of a string: "path", or "name-or-path"; see below
//! minimum      least value of an integer or number
//! maximum      greatest value of an integer or number
//! default      of the type, and allowed; an option without it is absent unless given
//! title        a name for people
//! description  what the option does
//! ```
//!
//! A path counts from the current directory when it stands on the command line, and from the folder of the file that has it
//! otherwise. The plugin gets it absolute, and may read what is there. A `name-or-path` is a path when it has a separator or
//! a dot. No default is a path: which files a plugin reads without being told to stands in its manifest's `reads`.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use pressroom_core::Diagnostic;
use pressroom_plugin::Manifest;
use serde_json::{Map, Number, Value};

use crate::{codes, nearest};

/// An option as a user gave it.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// From the command line: the text becomes a value of the option's type.
    Text { key: String, text: String },
    /// From a file in this folder: the value already has a type.
    Value { key: String, value: Value, folder: PathBuf },
}

/// Splits `PLUGIN.KEY=VALUE` into the plugin's id and what is given.
pub fn parse_flag(flag: &str) -> Result<(String, Given), Diagnostic> {
    let parts = flag.split_once('=').and_then(|(name, text)| Some((name.split_once('.')?, text)));
    match parts {
        Some(((plugin, key), text)) if !plugin.is_empty() && !key.is_empty() => {
            Ok((plugin.to_owned(), Given::Text { key: key.to_owned(), text: text.to_owned() }))
        }
        _ => Err(Diagnostic::new(codes::OPTION_FORM).arg("flag", flag)),
    }
}

/// The options as the plugin gets them: a JSON object in the schema's order. Of two values for one option the later wins.
pub fn resolve(plugin: &Manifest, given: &[Given]) -> Result<Value, Vec<Diagnostic>> {
    let none = Map::new();
    let properties = plugin.options.as_ref().map_or(&none, |schema| &schema.properties);
    let mut values: Map<String, Value> = Map::new();
    let mut wrong = Vec::new();
    for one in given {
        let (Given::Text { key, .. } | Given::Value { key, .. }) = one;
        match take(properties, key, one) {
            Ok(value) => {
                values.insert(key.clone(), value);
            }
            Err(diagnostic) => wrong.push(diagnostic.arg("plugin", &plugin.id).arg("option", key)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let filled = properties.iter().filter_map(|(key, property)| {
        let value = values.remove(key).or_else(|| property.get("default").cloned())?;
        Some((key.clone(), value))
    });
    Ok(Value::Object(filled.collect()))
}

/// One option's value, or a diagnostic that still lacks the names of plugin and option.
fn take(properties: &Map<String, Value>, key: &str, given: &Given) -> Result<Value, Diagnostic> {
    let Some(property) = properties.get(key) else {
        if properties.is_empty() {
            return Err(Diagnostic::new(codes::NO_OPTIONS));
        }
        let known = nearest::by_likeness(key, properties.keys().map(String::as_str)).join(", ");
        return Err(Diagnostic::new(codes::UNKNOWN_OPTION).arg("known", known));
    };
    let wanted = property.get("type").and_then(Value::as_str).and_then(Type::named);
    // Discovery refuses a schema without a type.
    let Some(wanted) = wanted else { return Err(Diagnostic::new(codes::NO_OPTIONS)) };
    let (typed, shown) = match given {
        Given::Text { text, .. } => (wanted.read(text), text.clone()),
        Given::Value { value, .. } => (wanted.accept(value), plain(value)),
    };
    let mistyped = || Diagnostic::new(codes::OPTION_TYPE).arg("value", &shown).arg("wanted", wanted.as_str());
    let value = typed.ok_or_else(mistyped)?;
    if let Some(path) = path_in(property, &value) {
        let folder = match given {
            Given::Text { .. } => Path::new(""),
            Given::Value { folder, .. } => folder,
        };
        // JSON has no other paths than those that are text.
        let absolute =
            std::path::absolute(folder.join(path)).ok().and_then(|path| path.into_os_string().into_string().ok());
        return absolute.map(Value::from).ok_or_else(mistyped);
    }
    if let Some(allowed) = property.get("enum").and_then(Value::as_array)
        && !allowed.contains(&value)
    {
        let allowed: Vec<String> = allowed.iter().map(plain).collect();
        let other = Diagnostic::new(codes::OPTION_VALUE).arg("value", &shown);
        return Err(other.arg("allowed", allowed.join(", ")));
    }
    let bound = |keyword: &str| property.get(keyword).and_then(Value::as_f64);
    let (minimum, maximum) = (bound("minimum"), bound("maximum"));
    if let Some(number) = value.as_f64()
        && (minimum.is_some_and(|least| number < least) || maximum.is_some_and(|most| number > most))
    {
        let show = |bound: Option<f64>| bound.map(|number| number.to_string()).unwrap_or_default();
        let range = format!("{}..{}", show(minimum), show(maximum));
        return Err(Diagnostic::new(codes::OPTION_RANGE).arg("value", &shown).arg("range", range));
    }
    Ok(value)
}

/// The path that an option's value is, if it is one.
fn path_in<'v>(property: &Value, value: &'v Value) -> Option<&'v Path> {
    let text = value.as_str()?;
    let is_path = match property.get("format").and_then(Value::as_str)? {
        "path" => !text.is_empty(),
        "name-or-path" => text.contains(['/', '.', MAIN_SEPARATOR]),
        _ => false,
    };
    is_path.then(|| Path::new(text))
}

/// The files and folders that the user names in options: what the plugin may read besides its own.
pub(crate) fn paths<'o>(plugin: &Manifest, options: &'o Value) -> Vec<&'o Path> {
    let properties = plugin.options.iter().flat_map(|schema| &schema.properties);
    let named = properties.filter_map(|(key, property)| path_in(property, options.get(key)?));
    // Whoever did not come by `resolve` may have others.
    named.filter(|path| path.is_absolute()).collect()
}

/// A value as a person would write it.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[derive(Clone, Copy, PartialEq)]
enum Type {
    String,
    Integer,
    Number,
    Boolean,
}

impl Type {
    const ALL: [Type; 4] = [Type::String, Type::Integer, Type::Number, Type::Boolean];

    fn as_str(self) -> &'static str {
        match self {
            Type::String => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Type::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// A text of the command line as this type.
    fn read(self, text: &str) -> Option<Value> {
        match self {
            Type::String => Some(Value::from(text)),
            Type::Integer => text.parse::<i64>().ok().map(Value::from),
            Type::Number => text.parse::<f64>().ok().and_then(Number::from_f64).map(Value::Number),
            Type::Boolean => text.parse::<bool>().ok().map(Value::from),
        }
    }

    /// A typed value, if it is of this type. A whole number is a number too.
    fn accept(self, value: &Value) -> Option<Value> {
        let fits = match self {
            Type::String => value.is_string(),
            Type::Integer => value.is_i64(),
            Type::Number => value.is_number(),
            Type::Boolean => value.is_boolean(),
        };
        fits.then(|| value.clone())
    }
}

/// Whether the manifest's schema keeps to what this module reads.
pub(crate) fn check_schema(manifest: &Manifest) -> Result<(), String> {
    let Some(schema) = &manifest.options else { return Ok(()) };
    if schema.kind != "object" || schema.additional_properties {
        return Err("`options` has to be of type `object` without additional properties".into());
    }
    schema.properties.iter().try_for_each(|(key, property)| {
        check_property(property)
            .and_then(|()| check_default(&schema.properties, key, property))
            .map_err(|reason| format!("option `{key}`: {reason}"))
    })
}

fn check_property(property: &Value) -> Result<(), String> {
    let keywords = property.as_object().ok_or("not an object")?;
    let kind = keywords.get("type").and_then(Value::as_str).and_then(Type::named);
    let kind = kind.ok_or("`type` has to be string, integer, number or boolean")?;
    for (keyword, value) in keywords {
        let right = match keyword.as_str() {
            "type" | "default" => true,
            "title" | "description" => value.is_string(),
            "format" => kind == Type::String && matches!(value.as_str(), Some("path" | "name-or-path")),
            "minimum" | "maximum" => value.is_number() && matches!(kind, Type::Integer | Type::Number),
            "enum" => {
                value.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| kind.accept(one).is_some()))
            }
            _ => return Err(format!("the keyword `{keyword}` is not among those that options may use")),
        };
        if !right {
            return Err(format!("`{keyword}` does not fit the option's type"));
        }
    }
    Ok(())
}

fn check_default(properties: &Map<String, Value>, key: &str, property: &Value) -> Result<(), String> {
    let Some(default) = property.get("default") else { return Ok(()) };
    if path_in(property, default).is_some() {
        return Err("`default` is a path; what the plugin always reads belongs into `reads`".into());
    }
    let given = Given::Value { key: key.to_owned(), value: default.clone(), folder: PathBuf::new() };
    take(properties, key, &given).map(|_| ()).map_err(|_| "`default` is not allowed by the option's own rules".into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    fn manifest(properties: Value) -> Manifest {
        serde_json::from_value(json!({
            "id": "pdf", "name": "PDF", "version": "1", "kind": "output", "abi": "1.0", "suffix": ".pdf",
            "media_type": "application/pdf", "scope": ["article"], "audience": "reader",
            "options": {"type": "object", "properties": properties, "additionalProperties": false}
        }))
        .unwrap()
    }

    fn sample() -> Manifest {
        manifest(json!({
            "paper": {"type": "string", "enum": ["A4", "A3"], "default": "A4"},
            "columns": {"type": "integer", "minimum": 1, "maximum": 6, "default": 3},
            "gap_mm": {"type": "number", "minimum": 0},
            "hyphenate": {"type": "boolean", "default": true}
        }))
    }

    fn code_of(flag: &str) -> String {
        let (_, given) = parse_flag(flag).unwrap();
        resolve(&sample(), &[given]).unwrap_err().first().unwrap().code.to_string()
    }

    #[test]
    fn typed_with_defaults_in_the_schemas_order() {
        let given = [
            Given::Value { key: "columns".into(), value: json!(2), folder: PathBuf::new() },
            parse_flag("pdf.gap_mm=4.5").unwrap().1,
            parse_flag("pdf.columns=4").unwrap().1,
        ];
        let options = resolve(&sample(), &given).unwrap();
        assert_eq!(options.to_string(), r#"{"paper":"A4","columns":4,"gap_mm":4.5,"hyphenate":true}"#);
        assert_eq!(check_schema(&sample()), Ok(()));
    }

    #[test]
    fn wrong_options_are_named() {
        assert_eq!(code_of("pdf.colums=3"), "H062");
        assert_eq!(code_of("pdf.columns=three"), "H063");
        assert_eq!(code_of("pdf.hyphenate=yes"), "H063");
        assert_eq!(code_of("pdf.gap_mm=NaN"), "H063");
        assert_eq!(code_of("pdf.paper=A5"), "H064");
        assert_eq!(code_of("pdf.columns=7"), "H065");
        assert_eq!(parse_flag("columns=3").unwrap_err().code, "H060");
        let unknown = resolve(&sample(), &[parse_flag("pdf.papper=A4").unwrap().1]).unwrap_err();
        assert_eq!(unknown.first().unwrap().args.get("known").unwrap(), "paper, gap_mm, columns, hyphenate");
    }

    #[test]
    fn a_path_counts_from_where_it_was_written() {
        let manifest = manifest(json!({
            "font_dir": {"type": "string", "format": "path", "default": ""},
            "theme": {"type": "string", "format": "name-or-path", "default": "classic"}
        }));
        let here = std::env::current_dir().unwrap();
        let house =
            |key: &str, value: &str| Given::Value { key: key.into(), value: json!(value), folder: "/house".into() };
        let flag = |flag: &str| parse_flag(flag).unwrap().1;
        let resolved = |given: &[Given]| {
            let options = resolve(&manifest, given).unwrap();
            let text = |key: &str| options[key].as_str().unwrap().to_owned();
            let paths: Vec<PathBuf> = paths(&manifest, &options).into_iter().map(Path::to_path_buf).collect();
            (text("font_dir"), text("theme"), paths)
        };
        let nothing = (String::new(), "classic".to_owned(), vec![]);
        assert_eq!(resolved(&[]), nothing);
        assert_eq!(resolved(&[flag("pdf.font_dir=")]), nothing);
        let (fonts, theme, paths) = resolved(&[house("font_dir", "fonts"), house("theme", "modern")]);
        assert_eq!((fonts.as_str(), theme.as_str(), paths), ("/house/fonts", "modern", vec!["/house/fonts".into()]));
        let (fonts, theme, paths) = resolved(&[flag("pdf.font_dir=fonts"), flag("pdf.theme=own.toml")]);
        assert_eq!((Path::new(&fonts), Path::new(&theme)), (&*here.join("fonts"), &*here.join("own.toml")));
        assert_eq!(paths, [here.join("fonts"), here.join("own.toml")]);
        let (fonts, theme, _) = resolved(&[house("font_dir", "/usr/fonts"), house("theme", "./modern")]);
        assert_eq!((fonts.as_str(), theme.as_str()), ("/usr/fonts", "/house/modern"));
    }

    #[test]
    fn schemas_outside_the_subset_are_refused() {
        for property in [
            json!({"type": "array"}),
            json!({"type": "string", "pattern": "a"}),
            json!({"type": "string", "minimum": 1}),
            json!({"type": "integer", "default": 1.5}),
            json!({"type": "integer", "maximum": 3, "default": 4}),
            json!({"type": "string", "enum": []}),
            json!({"type": "string", "format": "date"}),
            json!({"type": "integer", "format": "path"}),
            json!({"type": "string", "format": "path", "default": "/home"}),
        ] {
            assert!(check_schema(&manifest(json!({"x": property}))).is_err(), "{property}");
        }
    }
}
