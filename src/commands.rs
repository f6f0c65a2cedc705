//! The subcommands: each reads what it needs from the edge, calls the pipeline, and says what happened.

#[cfg(feature = "web")]
mod ask;
mod build;
mod check;
mod explain;
mod import;
mod init;
mod kinds;
mod new;
mod progress;
mod say;
mod serve;
mod summary;
mod theme;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use clap::{Args, Subcommand};

use crate::config::BaseUrl;
use crate::diag::Wrong;
use crate::diag::show::Format;
use crate::disk::{self, Fatal};
use crate::editors::cms::SYSTEMS;
use crate::init::HOSTS;
use crate::time::{Now, Zone};

/// Exit status: problems in the content.
const PROBLEMS: u8 = 1;
/// Exit status: wrong usage, or a file that cannot be read or written.
const FAILED: u8 = 2;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the website: a folder of files for any host
    #[command(after_help = "Example:\n  lyceum build --out ../website")]
    Build(WriteArgs),
    /// Find everything that is wrong, and write nothing
    #[command(after_help = "Example:\n  lyceum check --links")]
    Check(CheckArgs),
    /// Show the website in the browser, and bring it up to date whenever a file is saved
    #[command(after_help = "Example:\n  lyceum serve --drafts")]
    Serve(ServeArgs),
    /// Take over items from the files of other programs
    #[command(subcommand, after_help = "Example:\n  lyceum import ics calendar.ics --dry-run")]
    Import(import::From),
    /// Begin a new hub in a folder, with a small sample to write over
    #[command(after_help = "Example:\n  lyceum init lantern --title \"Lantern Street Learners\" --host github")]
    Init(InitArgs),
    /// Write a new file with the right fields: an event, a person, any kind
    #[command(disable_help_flag = true, override_usage = new::USAGE, after_help = new::EXAMPLES)]
    New(NewArgs),
    /// Print the reference of all kinds and their fields, or make files for editors and forms from them
    #[command(after_help = kinds::EXAMPLES)]
    Kinds(KindsArgs),
    /// The files of the default theme, and copies of them to change
    #[command(subcommand, after_help = "Example:\n  lyceum theme eject templates/404.html")]
    Theme(ThemeCommand),
    /// Explain a problem by its code, such as E020, or a page by its address: from which file and template it is made
    #[command(
        after_help = "Examples:\n  lyceum explain E020\n  lyceum explain /events/rust-night/\n  lyceum explain /events/rust-night/ --data"
    )]
    Explain(ExplainArgs),
    /// Print a script with which a shell completes commands and options
    #[command(after_help = "Example:\n  lyceum completions bash > ~/.local/share/bash-completion/completions/lyceum")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// What to do with the default theme.
#[derive(Debug, Subcommand)]
pub enum ThemeCommand {
    /// List its files
    #[command(after_help = "Example:\n  lyceum theme list")]
    List,
    /// Copy a file into themes/default/ of the site, where it takes the place of the built-in one
    #[command(after_help = "Example:\n  lyceum theme eject templates/404.html")]
    Eject {
        /// Where
        #[command(flatten)]
        root: RootArgs,
        /// The file, such as templates/404.html
        file: String,
    },
}

/// Where the site is.
#[derive(Debug, Args)]
pub struct RootArgs {
    /// The folder of the site, where site.yaml is
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// Which moment is the present.
#[derive(Clone, Debug, Args)]
pub struct NowArgs {
    /// What to take for the present: 2026-11-22, 2026-11-22T18:00 [default: now, or SOURCE_DATE_EPOCH]
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

impl NowArgs {
    /// The moment of the build.
    fn at(&self) -> Result<Now, Fatal> {
        self.said()?.map_or_else(|| disk::clock().map(|at| Now { at }), Ok)
    }

    /// What is said. A wall time is one of UTC: the site's zone is not known before its files are read.
    fn said(&self) -> Result<Option<Now>, Fatal> {
        let Some(text) = &self.now else { return Ok(None) };
        let wrong = |wrong: Wrong| Wrong { message: format!("--now {text}: {}", wrong.message), ..wrong };
        Ok(Some(Now::parse(text, &Zone::utc()).map_err(wrong)?))
    }
}

/// What to make of the kinds.
#[derive(Debug, Args)]
pub struct KindsArgs {
    #[command(flatten)]
    root: RootArgs,
    /// JSON Schema for editors: of one file, such as event, event.list, site; or of all, with --out
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", group = "what")]
    json_schema: Option<String>,
    /// The configuration of a content management system
    #[arg(long, value_name = "SYSTEM", group = "what", value_parser = PossibleValuesParser::new(SYSTEMS.map(|(name, _)| name)))]
    cms: Option<String>,
    /// Forms for issues on GitHub: for these kinds, or for all, with --out
    #[arg(long, value_name = "KIND", num_args = 0.., group = "what")]
    issue_forms: Option<Vec<String>>,
    /// The folder for the files; one that somebody has written or changed is never overwritten
    #[arg(long, value_name = "DIR", requires = "what")]
    out: Option<PathBuf>,
}

/// How to write the website.
#[derive(Debug, Args)]
pub struct WriteArgs {
    #[command(flatten)]
    build: BuildArgs,
    /// Where the website goes [default: public/ in the folder of the site]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write calendar.lock and urls.lock anew first: what subscribers have of each event, and which addresses are public
    #[arg(long, conflicts_with = "drafts")]
    lock: bool,
    /// Put compressed files (.gz, .br, .zst) beside pages and other texts, for web servers that hand them out
    #[arg(long)]
    precompress: bool,
}

/// How to build.
#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    root: RootArgs,
    /// The address of the website, in place of `url` in site.yaml: https://x.org/hub/
    #[arg(long, value_name = "URL", value_parser = parse_base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    now: NowArgs,
    /// Show drafts, and items that are not published yet or no longer
    #[arg(long)]
    drafts: bool,
    /// Make all links relative, so that the website opens from a folder without a server
    #[arg(long)]
    relative: bool,
    /// How problems are printed: human, json, github, sarif
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = parse_format)]
    format: Format,
    /// Print how long each stage took, and the slowest templates
    #[arg(long)]
    profile: bool,
}

/// How to check.
#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    build: BuildArgs,
    /// Also ask the web whether what links lead to is still there; answers are kept for some days in .lyceum/
    #[arg(long)]
    links: bool,
}

/// What to explain.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    #[command(flatten)]
    root: RootArgs,
    /// The code of a problem, or the address of a page
    #[arg(value_name = "CODE|ADDRESS")]
    what: String,
    /// Print what the templates of the page receive, as JSON
    #[arg(long)]
    data: bool,
    #[command(flatten)]
    now: NowArgs,
    /// Show drafts, and items that are not published yet or no longer
    #[arg(long)]
    drafts: bool,
}

/// How a hub begins.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the hub: one that is not there yet, or empty
    dir: PathBuf,
    /// The name of the community
    #[arg(long, default_value = "Our hub", value_parser = NonEmptyStringValueParser::new())]
    title: String,
    /// Where it will be published: adds the file that builds it there once a day
    #[arg(long, value_parser = PossibleValuesParser::new(HOSTS.map(|(name, _)| name)))]
    host: Option<String>,
    /// A content management system: adds the page at /admin/ with which people edit in the browser
    #[arg(long, value_parser = PossibleValuesParser::new(SYSTEMS.map(|(name, _)| name)))]
    cms: Option<String>,
    #[command(flatten)]
    now: NowArgs,
}

/// Writes a new file with the right fields: an event, a person, any kind.
#[derive(Debug, Args)]
pub struct NewArgs {
    #[command(flatten)]
    root: RootArgs,
    #[command(flatten)]
    now: NowArgs,
    /// A field and its value, such as level=beginner or place.name=Library
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// The text of an issue that was written with a form of `lyceum kinds --issue-forms`: a file, or - for standard input
    #[arg(long, value_name = "FILE")]
    from_issue: Option<PathBuf>,
    /// Print this; behind a kind, its fields
    #[arg(short, long)]
    help: bool,
    /// What it is: event, resource, person, or a kind of your own
    kind: Option<String>,
    /// The title, and fields with their values: "Rust night" --start "next thu 18:30"
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "TITLE")]
    rest: Vec<String>,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    root: RootArgs,
    /// The number behind the colon of the address [default: the first free one from 4000 on]
    #[arg(long, value_name = "PORT", value_parser = parse_port)]
    port: Option<u16>,
    /// Who may look: 127.0.0.1 is this computer alone, 0.0.0.0 everybody in the network
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = parse_host)]
    host: IpAddr,
    #[command(flatten)]
    now: NowArgs,
    /// Show drafts, and items that are not published yet or no longer
    #[arg(long)]
    drafts: bool,
    /// Look for changes twice a second, for disks that do not tell of them: network drives, some virtual machines
    #[arg(long)]
    poll: bool,
}

/// Looked at here, since a problem of `site.yaml` would name a line in which nothing is wrong.
fn parse_base_url(text: &str) -> Result<String, String> {
    BaseUrl::parse(text).map(|_| text.to_owned()).map_err(|wrong| format!("{wrong}; write https://your-hub.org"))
}

fn parse_port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "write a number from 1024 to 65535, such as 5000".to_string())
}

fn parse_host(text: &str) -> Result<IpAddr, String> {
    let number = if text == "localhost" { Ok(Ipv4Addr::LOCALHOST.into()) } else { text.parse() };
    number.map_err(|_| "write 127.0.0.1 for this computer alone, 0.0.0.0 for everybody in the network".to_string())
}

fn parse_format(text: &str) -> Result<Format, String> {
    text.parse().map_err(|_| "write human, json, github or sarif".to_string())
}

/// Runs a command; the exit status comes back. `line` is all that can be said.
pub fn run(command: Command, line: fn() -> clap::Command) -> u8 {
    match command {
        Command::Build(args) => build::build(&args),
        Command::Check(args) => check::check(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Import(from) => import::run(&from),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Theme(command) => theme::run(&command),
        Command::Kinds(args) => kinds::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions { shell } => completions(shell, &mut line()),
    }
}

/// Says what is wrong with a command line.
pub fn refuse(text: &str) -> u8 {
    say::note(text);
    FAILED
}

/// Prints the script of a shell.
fn completions(shell: clap_complete::Shell, line: &mut clap::Command) -> u8 {
    let mut script = Vec::new();
    clap_complete::generate(shell, line, "lyceum", &mut script);
    say::result(&String::from_utf8_lossy(&script));
    0
}

/// A path in the folder of a site as people write it: without a `./` in front.
fn path_in(root: &Path, path: impl AsRef<Path>) -> PathBuf {
    let whole = root.join(path);
    whole.strip_prefix(".").map_or_else(|_| whole.clone(), Path::to_owned)
}

/// The exit status of something that may fail, which is said.
fn exit(result: Result<u8, Fatal>) -> u8 {
    result.unwrap_or_else(|error| {
        say::fatal(&error);
        FAILED
    })
}
