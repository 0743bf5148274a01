//! Set-up and checks that contributors run: `cargo xtask`.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["schema"] => write_schema(),
        _ => Err("usage: cargo xtask schema".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the model's JSON Schema anew.
fn write_schema() -> Result<(), String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../pressroom-core/schema");
    for (name, text) in pressroom_core::schema::generate().map_err(|e| e.to_string())? {
        std::fs::write(format!("{folder}/{name}"), text).map_err(|e| format!("{folder}/{name}: {e}"))?;
    }
    Ok(())
}
