//! `pressroom plugins`: what is installed, read without running it.

pub mod check;
mod check_doing;
mod check_words;
pub mod doctor;
mod doctor_words;
mod info;
pub mod new;
pub mod trust;

use std::process::ExitCode;

use pressroom_core::audience::Audience;
use pressroom_host::{Discovery, Plugin};
use serde_json::{Value, json};

use crate::WRONG_USAGE;
use crate::args::{MessageArgs, MessageFormat, PluginArgs};
use crate::plugins::Here;
use crate::report::{About, Reporter, Sources, Stdout, language};

pub fn list(plugins: &PluginArgs, messages: &MessageArgs) -> ExitCode {
    let (found, mut reporter) = discover(plugins, messages);
    let mut out = Stdout::default();
    for plugin in &found.plugins {
        match messages.message_format {
            MessageFormat::Json => out.json(&as_json(plugin).to_string()),
            MessageFormat::Human => {
                let manifest = &plugin.manifest;
                let from = plugin.origin.as_str();
                out.line(&format!(
                    "{:<10} {:<8} {:<22} *{:<14} {:<9} {from}: {}",
                    manifest.id,
                    manifest.version,
                    manifest.name,
                    manifest.suffix,
                    match manifest.audience {
                        Audience::Exchange => "exchange",
                        Audience::Reader => "reader",
                    },
                    plugin.path.display()
                ));
                for shadowed in &plugin.shadows {
                    out.line(&format!("           shadows {}", shadowed.display()));
                }
            }
        }
    }
    if let Some(none) = found.none_found() {
        reporter.diagnostics(About::default(), [&none], &Sources::default());
    }
    ExitCode::SUCCESS
}

pub fn info(id: &str, plugins: &PluginArgs, messages: &MessageArgs) -> ExitCode {
    let (found, mut reporter) = discover(plugins, messages);
    let plugin = match found.find(id) {
        Ok(plugin) => plugin,
        Err(unknown) => {
            reporter.diagnostics(About::default(), [&unknown], &Sources::default());
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let mut out = Stdout::default();
    match messages.message_format {
        MessageFormat::Json => out.json(&as_json(&plugin).to_string()),
        MessageFormat::Human => info::describe(&plugin, language(messages.lang), &mut out),
    }
    ExitCode::SUCCESS
}

fn discover(plugins: &PluginArgs, messages: &MessageArgs) -> (Discovery, Reporter) {
    let here = Here::look(&plugins.plugin_dirs);
    let mut reporter = Reporter::new(messages);
    let wrong =
        here.found.refused.iter().chain(&here.found.warnings).chain(&here.fault).chain(here.lock.as_ref().err());
    reporter.diagnostics(About::default(), wrong, &Sources::default());
    if let Ok(Some(lock)) = &here.lock {
        let refused: Vec<_> = here.found.plugins.iter().filter_map(|plugin| lock.check(plugin).err()).collect();
        reporter.diagnostics(About::default(), &refused, &Sources::default());
    }
    (here.found, reporter)
}

fn as_json(plugin: &Plugin) -> Value {
    json!({
        "type": "plugin",
        "manifest": plugin.manifest,
        "path": plugin.path,
        "origin": plugin.origin.as_str(),
        "shadows": plugin.shadows,
    })
}
