//! The command line as typed. A promise to users: extend it, do not break it.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  pressroom convert story.txt --to newsml,pdf,epub --out out    three files from one story
  pressroom inspect story.txt                                   which line became what
  pressroom check stories/                                      preflight only, nothing is written
  pressroom explain C001                                        what a code means and what to do

Exit codes: 0 done (warnings allowed), 1 an input or an output failed or was denied,
2 arguments, plugin ids, options or pressroom.toml are wrong, 130 interrupted.";

/// Converts news stories with loadable output plugins
#[derive(Debug, Parser)]
#[command(name = "pressroom", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write stories in other formats, one file per input and plugin
    Convert(ConvertArgs),
    /// Write a whole edition: one file per plugin, with all its stories
    Export(ExportArgs),
    /// Start or check an edition's issue.toml
    Issue {
        #[command(subcommand)]
        command: IssueCommand,
    },
    /// Show how a story was read: which line became what
    Inspect(InspectArgs),
    /// Run preflight only: what a careful editor would flag
    Check(CheckArgs),
    /// List output plugins and what they offer
    Plugins {
        #[command(subcommand)]
        command: PluginsCommand,
    },
    /// Explain a diagnostic's code
    Explain(ExplainArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell to complete in
        shell: clap_complete::Shell,
    },
}

const CONVERT_EXAMPLES: &str = "\
Examples:
  pressroom convert story.txt --to pdf --out out
  pressroom convert stories/ --to newsml,epub --out out --jobs 4
  cat story.txt | pressroom convert - --to newsml --out out        writes out/stdin.newsml.xml
  pressroom convert story.txt --to pdf --option pdf.paper=letter --out out
  pressroom convert story.txt --to newsml --meta id=urn:newsml:example.org:20240504:a1 --out out

A file story.toml beside story.txt says what plain copy cannot: id, date, pictures. A pressroom.toml in the story's
folder, or above it, is the house: provider, rights, time zone, options. What is nearer wins: command line, story, house.
Each conversion lands whole or not at all; an older good file stays when a new one fails.";

#[derive(Debug, Args)]
#[command(after_help = CONVERT_EXAMPLES)]
pub struct ConvertArgs {
    /// Story files, folders (searched for stories), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub run: RunArgs,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  pressroom export samples/ban-mai/issue.toml --to newsml,pdf,epub --out dist
  pressroom export issue.toml --to newsml --out dist --each     also every story by itself
  pressroom export issue.toml --to pdf --out dist --keep-going  publish without the stories that failed

The outputs are named by the issue's slug, or else by its folder. Either all of the edition's files are replaced or none;
dist/report.json is written last and names them by hash.";

#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub struct ExportArgs {
    /// The edition's issue.toml, or the folder that holds it
    #[arg(value_name = "ISSUE")]
    pub issue: PathBuf,
    /// Also write every story by itself
    #[arg(long)]
    pub each: bool,
    #[command(flatten)]
    pub run: RunArgs,
}

#[derive(Debug, Subcommand)]
pub enum IssueCommand {
    /// Write an issue.toml for a folder of stories: sections and order from what the stories say
    Init {
        /// The folder with the stories
        folder: PathBuf,
        #[command(flatten)]
        reading: ReadingArgs,
        #[command(flatten)]
        messages: MessageArgs,
    },
    /// Run preflight on a whole edition, in one table
    Check {
        /// The edition's issue.toml, or the folder that holds it
        #[arg(value_name = "ISSUE")]
        issue: PathBuf,
        #[command(flatten)]
        reading: ReadingArgs,
        #[command(flatten)]
        messages: MessageArgs,
    },
}

/// Below it no plugin could be loaded.
const MIN_MEMORY_MB: i64 = 16;

/// What is written, where and how.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// The plugins to run, by id
    #[arg(long, value_delimiter = ',', value_name = "ID,...")]
    pub to: Vec<String>,
    /// The folder to write to; made if need be
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Set an option of a plugin (see `pressroom plugins info ID`)
    #[arg(long = "option", value_name = "PLUGIN.KEY=VALUE")]
    pub options: Vec<String>,
    /// How many workers run at once [default: one a processor]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Publish an edition without the stories that failed (single conversions always go on)
    #[arg(long)]
    pub keep_going: bool,
    /// Show progress: on a terminal, always (as lines or JSON events where there is none), or never
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = "Messages")]
    pub progress: ProgressWhen,
    /// Write reader outputs in spite of an embargo or a kill
    #[arg(long)]
    pub force: bool,
    /// Run plugins in this process, for debugging one: without sandbox, deadline or memory limit, and a crash takes
    /// everything down
    #[arg(long)]
    pub in_process: bool,
    /// How long a plugin may take for one story, or for one edition [default: 60]
    #[arg(long, value_name = "SECONDS", help_heading = "Limits")]
    pub timeout: Option<NonZeroUsize>,
    /// How much memory a plugin may take (Linux), in megabytes [default: 2048]
    #[arg(long, value_name = "MB", help_heading = "Limits", value_parser = clap::value_parser!(u32).range(MIN_MEMORY_MB..))]
    pub max_memory: Option<u32>,
    /// How much a plugin may write for one story, or for one edition, in megabytes [default: 2048]
    #[arg(long, value_name = "MB", help_heading = "Limits", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_output: Option<u32>,
    #[command(flatten)]
    pub plugins: PluginArgs,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  pressroom inspect story.txt
  pressroom inspect story.txt --json | jq .headline.text")]
pub struct InspectArgs {
    /// A story file, or - for standard input
    #[arg(value_name = "INPUT")]
    pub input: PathBuf,
    /// Print the article model
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  pressroom check story.txt
  pressroom check stories/ --deny warnings      exit 1 when anything is flagged
  pressroom check story.txt --lang vi           in Vietnamese")]
pub struct CheckArgs {
    /// Story files, folders (searched for stories), or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Subcommand)]
pub enum PluginsCommand {
    /// List the plugins that are found, and where
    List {
        #[command(flatten)]
        plugins: PluginArgs,
        #[command(flatten)]
        messages: MessageArgs,
    },
    /// Show what a plugin writes and its options
    Info {
        /// The plugin's id
        id: String,
        #[command(flatten)]
        plugins: PluginArgs,
        #[command(flatten)]
        messages: MessageArgs,
    },
    /// Start a plugin of your own
    New(NewPluginArgs),
    /// Try a built plugin against everything that every plugin has to do
    Check(CheckPluginArgs),
    /// Say why a plugin is not found, or not loaded
    Doctor(DoctorArgs),
    /// Write pressroom.lock: from then on only these plugins are loaded, as they are now
    Trust(TrustArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  pressroom plugins doctor                        every folder that is searched, and what lies in it
  pressroom plugins doctor rss                    why is there no plugin rss?
  pressroom plugins doctor ~/Downloads/rss.so     what is wrong with this file?

With an ID or a FILE of a folder that is searched, the plugin is also loaded for a trial, in a worker.
Exit codes: 0 the plugin can be used, 1 it cannot, 2 wrong arguments.")]
pub struct DoctorArgs {
    /// A plugin's id, or a file that should be a plugin [default: everything]
    #[arg(value_name = "ID|FILE")]
    pub subject: Option<String>,
    #[command(flatten)]
    pub plugins: PluginArgs,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  pressroom plugins trust                         all plugins that are found
  pressroom plugins trust newsml pdf              these; others stay as they are in the file
  pressroom plugins trust --in /srv/news          for the stories below /srv/news

Stories below the folder of a pressroom.lock are converted only by the plugins that it names, and only while their
files have the SHA-256 sums in it. Keep the file with pressroom.toml; remove it to allow any plugin again.")]
pub struct TrustArgs {
    /// The ids of plugins [default: all that are found]
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// The folder to write to [default: the nearest with a pressroom.lock, else with a pressroom.toml, else this one]
    #[arg(long = "in", value_name = "DIR")]
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    pub plugins: PluginArgs,
    #[command(flatten)]
    pub messages: MessageArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  pressroom plugins new rss --lang rust      a folder rss/ with a plugin that builds and works at once
  pressroom plugins new rss --lang c

The folder's README.md names the three commands: build, check, convert.")]
pub struct NewPluginArgs {
    /// The plugin's id, as --to will name it, and the folder that is made here: a-z, 0-9 and -
    pub name: String,
    /// The language to write it in
    #[arg(long, value_enum)]
    pub lang: PluginLanguage,
    /// For people, or one JSON object a line on standard output
    #[arg(long, value_enum, default_value = "human", help_heading = "Messages")]
    pub message_format: MessageFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PluginLanguage {
    Rust,
    C,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  pressroom plugins check target/release/libpressroom_plugin_rss.so
  pressroom plugins check rss.so --message-format json

Each test runs in a process of its own, so that a crash or a hang is a result. Exit codes: 0 all passed, 1 a test
failed, 2 wrong arguments.")]
pub struct CheckPluginArgs {
    /// The built plugin: a shared library
    pub file: PathBuf,
    /// How long the plugin may take for one job; a debug build may need more
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    pub timeout: NonZeroUsize,
    /// For people, or one JSON object a line on standard output
    #[arg(long, value_enum, default_value = "human", help_heading = "Messages")]
    pub message_format: MessageFormat,
    /// The language of messages [default: the locale's, else en]
    #[arg(long, value_enum, help_heading = "Messages")]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A code such as C001; without one, all codes are listed
    pub code: Option<String>,
    #[command(flatten)]
    pub plugins: PluginArgs,
    #[command(flatten)]
    pub messages: MessageArgs,
}

/// Where plugins are looked for.
#[derive(Debug, Args)]
pub struct PluginArgs {
    /// Look for plugins here first
    #[arg(long = "plugin-dir", value_name = "DIR", help_heading = "Plugins")]
    pub plugin_dirs: Vec<PathBuf>,
}

/// How stories are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadingArgs {
    /// The format of the inputs [default: recognised from the content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: Option<InputFormat>,
    /// The layout profile of the copy, or a .toml file with one [default: recognised]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,
    /// The character encoding of the copy [default: recognised]
    #[arg(long, value_name = "LABEL")]
    pub encoding: Option<String>,
    /// Set head matter, such as id, date, updated, byline; wins over the story's .toml
    #[arg(long = "meta", value_name = "KEY=VALUE")]
    pub meta: Vec<String>,
    /// The time that embargoes are checked against [default: the clock]
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// How findings are shown and judged.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub struct MessageArgs {
    /// Fail on a code, on all warnings, or on every loss
    #[arg(long, value_delimiter = ',', value_name = "CODE|warnings|loss")]
    pub deny: Vec<String>,
    /// For people, or one JSON object a line on standard output
    #[arg(long, value_enum, default_value = "human")]
    pub message_format: MessageFormat,
    /// The language of messages [default: the locale's, else en]
    #[arg(long, value_enum)]
    pub lang: Option<Lang>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// Wire copy as plain text
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProgressWhen {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    En,
    Vi,
}
