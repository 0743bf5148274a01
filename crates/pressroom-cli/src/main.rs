//! The `pressroom` command.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod desk;
mod edition;
mod inputs;
mod plan;
mod plugins;
mod report;
mod report_file;
mod session;
mod story;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command, IssueCommand, PluginsCommand};

/// An input or an output failed or was denied.
const FAILED: u8 = 1;
/// Arguments, plugin ids, options or pressroom.toml are wrong.
const WRONG_USAGE: u8 = 2;
/// As shells say it of a program that SIGINT ended.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == pressroom_host::WORKER_ARGUMENT) {
        return pressroom_host::worker_main();
    }
    if std::env::args_os().nth(1).is_some_and(|argument| argument == pressroom_conformance::CHILD_ARGUMENT) {
        return pressroom_conformance::child_main(std::env::args_os().skip(2));
    }
    let code = match Cli::parse().command {
        Command::Convert(args) => commands::convert::run(&args),
        Command::Export(args) => commands::export::run(&args),
        Command::Issue { command: IssueCommand::Init { folder, reading, messages } } => {
            commands::issue::init(&folder, &reading, &messages)
        }
        Command::Issue { command: IssueCommand::Check { issue, reading, messages } } => {
            commands::issue::check(&issue, &reading, &messages)
        }
        Command::Inspect(args) => commands::inspect::run(&args),
        Command::Check(args) => commands::check::run(&args),
        Command::Plugins { command: PluginsCommand::List { plugins, messages } } => {
            commands::plugins::list(&plugins, &messages)
        }
        Command::Plugins { command: PluginsCommand::Info { id, plugins, messages } } => {
            commands::plugins::info(&id, &plugins, &messages)
        }
        Command::Plugins { command: PluginsCommand::Doctor(args) } => commands::plugins::doctor::run(&args),
        Command::Plugins { command: PluginsCommand::Trust(args) } => commands::plugins::trust::run(&args),
        Command::Plugins { command: PluginsCommand::New(args) } => commands::plugins::new::run(&args),
        Command::Plugins { command: PluginsCommand::Check(args) } => commands::plugins::check::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "pressroom", &mut script);
            report::Stdout::default().line(&String::from_utf8_lossy(&script));
            ExitCode::SUCCESS
        }
    };
    if report::stdout_failed() { ExitCode::from(FAILED) } else { code }
}
