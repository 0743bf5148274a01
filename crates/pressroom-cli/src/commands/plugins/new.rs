//! `pressroom plugins new`: a plugin that builds, passes the kit and converts a story at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pressroom_core::{Code, Diagnostic};
use serde_json::json;

use crate::args::{MessageArgs, MessageFormat, NewPluginArgs, PluginLanguage};
use crate::report::{About, Reporter, Sources, Stdout};
use crate::{FAILED, WRONG_USAGE};

const BAD_NAME: Code = Code::error("A035");
const ALREADY_THERE: Code = Code::error("A036");
const NO_SDK: Code = Code::error("A037");
const CANNOT_WRITE: Code = Code::error("A038");

const MAX_NAME_BYTES: usize = 64;

pub fn run(args: &NewPluginArgs) -> ExitCode {
    match scaffold(&args.name, args.lang) {
        Ok(folder) => {
            say(args, &folder);
            ExitCode::SUCCESS
        }
        Err(fault) => {
            let wrong_usage = [BAD_NAME.id, ALREADY_THERE.id].contains(&fault.code.as_ref());
            let messages = MessageArgs { deny: Vec::new(), message_format: args.message_format, lang: None };
            Reporter::new(&messages).diagnostics(About::default(), [&fault], &Sources::default());
            ExitCode::from(if wrong_usage { WRONG_USAGE } else { FAILED })
        }
    }
}

fn say(args: &NewPluginArgs, folder: &Path) {
    let mut out = Stdout::default();
    match args.message_format {
        MessageFormat::Json => out.json(&json!({"type": "output", "path": folder}).to_string()),
        MessageFormat::Human => {
            out.line(&format!("{}/", args.name));
            let files = match args.lang {
                PluginLanguage::Rust => RUST,
                PluginLanguage::C => C,
            };
            files.iter().for_each(|file| out.line(&format!("  {}", file.name.replace("{{id}}", &args.name))));
            out.line("");
            out.line(&format!("cd {}", args.name));
            commands(&args.name, args.lang).iter().for_each(|command| out.line(command));
        }
    }
}

/// Build, check, convert.
fn commands(name: &str, lang: PluginLanguage) -> [String; 3] {
    let (build, library, folder) = match lang {
        PluginLanguage::Rust => {
            let file = crate_name(name);
            let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
            ("cargo build --release".to_owned(), format!("target/release/{prefix}{file}{suffix}"), "target/release")
        }
        PluginLanguage::C => {
            let library = format!("{name}{}", std::env::consts::DLL_SUFFIX);
            (format!("cc -std=c11 -O2 -Wall -shared -fPIC -I include -o {library} {name}.c"), library, ".")
        }
    };
    [
        build,
        format!("pressroom plugins check {library}"),
        format!("pressroom convert story.txt --to {name} --plugin-dir {folder} --out out"),
    ]
}

fn crate_name(name: &str) -> String {
    format!("pressroom_plugin_{}", name.replace('-', "_"))
}

/// A file of a scaffold; `{{...}}` stands for what differs.
struct Template {
    name: &'static str,
    text: &'static str,
}

macro_rules! template {
    ($name:literal, $from:literal) => {
        Template { name: $name, text: include_str!(concat!("../../../templates/plugin/", $from)) }
    };
}

const RUST: &[Template] = &[
    template!("Cargo.toml", "rust/Cargo.toml.in"),
    template!("manifest.json", "rust/manifest.json"),
    template!("src/lib.rs", "rust/lib.rs.in"),
    template!("story.txt", "story.txt"),
    template!("README.md", "README.md"),
    template!(".gitignore", "rust/gitignore"),
];

const C: &[Template] = &[
    template!("{{id}}.c", "c/plugin.c.in"),
    template!("include/pressroom.h", "../../../pressroom-plugin/include/pressroom.h"),
    template!("include/pressroom_json.h", "../../../pressroom-plugin/include/pressroom_json.h"),
    template!("story.txt", "story.txt"),
    template!("README.md", "README.md"),
    template!(".gitignore", "c/gitignore"),
];

/// Writes the folder, whole or not at all.
fn scaffold(name: &str, lang: PluginLanguage) -> Result<PathBuf, Diagnostic> {
    check_name(name)?;
    let unwritable =
        |path: &Path, error: io::Error| Diagnostic::new(CANNOT_WRITE).arg("path", path.display()).arg("reason", error);
    let (files, sdk) = match lang {
        PluginLanguage::Rust => (RUST, Some(sdk()?)),
        PluginLanguage::C => (C, None),
    };
    let folder = std::path::absolute(name).map_err(|error| unwritable(Path::new(name), error))?;
    let fill = |text: &str| fill(text, name, lang, sdk.as_deref());
    // Making it is the test whether it is there: nothing can come between.
    match fs::create_dir(&folder) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Diagnostic::new(ALREADY_THERE).arg("path", folder.display()));
        }
        Err(error) => return Err(unwritable(&folder, error)),
    }
    for file in files {
        let path = folder.join(fill(file.name));
        let parent = path.parent().unwrap_or(&folder);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, fill(file.text)));
        if let Err(error) = written {
            // The folder is our own, made above; half a plugin is of no use.
            let _ = fs::remove_dir_all(&folder);
            return Err(unwritable(&path, error));
        }
    }
    Ok(folder)
}

fn fill(text: &str, name: &str, lang: PluginLanguage, sdk: Option<&Path>) -> String {
    let [build, check, convert] = commands(name, lang);
    let sdk = sdk.map(|root| root.join("crates").join("pressroom-plugin").display().to_string()).unwrap_or_default();
    text.replace("{{id}}", name)
        .replace("{{crate}}", &crate_name(name))
        // A basic string of TOML is written as one of JSON.
        .replace("{{sdk}}", &serde_json::Value::String(sdk).to_string())
        .replace("{{build}}", &build)
        .replace("{{check}}", &check)
        .replace("{{convert}}", &convert)
}

/// As a manifest's id has to be; the folder has to work on every system too.
fn check_name(name: &str) -> Result<(), Diagnostic> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let right = name.len() <= MAX_NAME_BYTES
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(plain)
        && !name.ends_with('-')
        && pressroom_host::conformance::allows_output_name(name);
    if right { Ok(()) } else { Err(Diagnostic::new(BAD_NAME).arg("given", name)) }
}

/// The folder with the SDK's sources: of the installation that this executable belongs to, else of the checkout that it was
/// built from.
fn sdk() -> Result<PathBuf, Diagnostic> {
    let exe = std::env::current_exe().and_then(|exe| exe.canonicalize()).unwrap_or_default();
    let installed =
        exe.parent().and_then(Path::parent).map(|prefix| prefix.join("share").join("pressroom").join("sdk"));
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf);
    let places: Vec<PathBuf> = installed.into_iter().chain(checkout).collect();
    let has_sdk = |root: &&PathBuf| root.join("crates").join("pressroom-plugin").join("Cargo.toml").is_file();
    places.iter().find(has_sdk).cloned().ok_or_else(|| {
        let looked: Vec<String> = places.iter().map(|place| place.display().to_string()).collect();
        Diagnostic::new(NO_SDK).arg("searched", looked.join(", "))
    })
}
