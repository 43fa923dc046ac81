//! What the user may write on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cronica::{Edtf, EntityKind, EventType, Factuality};

/// Find who is named and when in a folder of reports, and write a chronology that can be checked
/// row by row.
#[derive(Debug, Parser)]
#[command(name = "cronica", version, after_help = EXIT_CODES, propagate_version = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

const EXIT_CODES: &str = "Exit codes: 0 done, also where nothing was found; 1 failed, the name \
                          or id is unknown, lint found faults, or diff found differences; 2 wrong \
                          usage; 3 done, but some document or row could not be read.";

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write the chronology: one row per event, sorted by date.
    Timeline(TimelineArgs),
    /// Say why each cell of a row of the chronology is what it is.
    Explain(ExplainArgs),
    /// Show what differs between two timelines, row by row and cell by cell.
    Diff(DiffArgs),
    /// List every naming of an entity.
    Mentions(MentionsArgs),
    /// Show which documents name an actor, and where.
    Who(WhoArgs),
    /// Count the names of a list in each document.
    Check(CheckArgs),
    /// List every date expression.
    Dates(DatesArgs),
    /// Show or check the dictionary.
    Gazetteer(GazetteerArgs),
}

/// Which documents to read, and how.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders (walked recursively) or `-` for standard input.
    #[arg(value_name = "PATH", required_unless_present = "text")]
    pub paths: Vec<PathBuf>,
    /// Read this text instead of files.
    #[arg(long, conflicts_with = "paths")]
    pub text: Option<String>,
    /// Publication date (EDTF) of documents that give none.
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub as_of: Option<Edtf>,
    /// How to read 03/04/2025 [default: by the document's language, and by what is possible].
    #[arg(long, value_name = "ORDER", value_enum)]
    pub date_order: Option<Order>,
    #[command(flatten)]
    pub common: CommonArgs,
}

/// The order of day and month in dates of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// Where the rows go, and how.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Output format [default: table on a terminal, csv elsewhere, or by the extension of -o].
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<String>,
    /// Write to this file instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Make CSV for Excel: a byte order mark, and cells that look like formulas made harmless.
    #[arg(long)]
    pub excel: bool,
    /// Print no remarks, progress or summary to standard error, only errors.
    #[arg(long, short)]
    pub quiet: bool,
}

/// What every verb takes that reads documents or the dictionary.
#[derive(Debug, Args)]
pub struct CommonArgs {
    #[command(flatten)]
    pub output: OutputArgs,
    /// Add the gazetteers of this folder; rows with a known id replace the built-in ones.
    #[arg(long, value_name = "DIR")]
    pub gazetteer: Vec<PathBuf>,
    /// Leave the built-in gazetteers out.
    #[arg(long, requires = "gazetteer")]
    pub no_builtin: bool,
    /// Add the rules of this folder, laid out as the project's `rules`; a row about the same word
    /// replaces the built-in one.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Number of threads [default: one per core]; the output is the same for any number.
    #[arg(long, short = 'j', value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
}

/// `cronica timeline`
#[derive(Debug, Args)]
pub struct TimelineArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Leave out events that ended before this date (EDTF).
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub from: Option<Edtf>,
    /// Leave out events that began after this date (EDTF).
    #[arg(long, value_name = "DATE", value_parser = edtf)]
    pub to: Option<Edtf>,
    /// Keep events with this participant (name, alias or id); may be repeated.
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub actor: Vec<String>,
    /// Keep events with a participant of this kind; may be repeated.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<EntityKind>,
    /// Keep events of this type; may be repeated.
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    pub types: Vec<EventType>,
    /// Keep events at this place or within it (name, alias or id); may be repeated.
    #[arg(long, value_name = "PLACE", value_parser = name)]
    pub place: Vec<String>,
    /// Keep events of this factuality; may be repeated.
    #[arg(long, value_name = "FACTUALITY", value_parser = factuality)]
    pub factuality: Vec<Factuality>,
    /// Leave out events with less confidence (0 to 1).
    #[arg(long, value_name = "NUMBER", value_parser = share)]
    pub min_confidence: Option<f32>,
    /// Correct rows by this CSV file (columns row, column, value).
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
    /// Add columns with the codes of other event data: plover, acled, or both with a comma between.
    #[arg(long, value_name = "SCHEME", value_delimiter = ',')]
    pub columns: Vec<String>,
}

/// `cronica explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The row's id or one of its quote hashes, or so much of its beginning that no other begins so.
    #[arg(value_name = "ROW-ID")]
    pub id: String,
    #[command(flatten)]
    pub input: InputArgs,
    /// Correct rows by this CSV file (columns row, column, value).
    #[arg(long, value_name = "FILE")]
    pub corrections: Option<PathBuf>,
}

/// `cronica diff`
#[derive(Debug, Args)]
#[command(after_help = DIFF_EXIT_CODES)]
pub struct DiffArgs {
    /// The timeline as it was, in CSV, JSON or JSON Lines.
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The timeline as it is.
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Leave out changes of this column; may be repeated.
    #[arg(long, value_name = "COLUMN")]
    pub ignore: Vec<String>,
    #[command(flatten)]
    pub output: OutputArgs,
}

const DIFF_EXIT_CODES: &str =
    "Exit codes: 0 no difference; 1 some difference; 2 wrong usage, or a file could not be read.";

/// `cronica mentions`
#[derive(Debug, Args)]
pub struct MentionsArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// Keep mentions of this kind; may be repeated.
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub kind: Vec<EntityKind>,
    /// Leave out names that no gazetteer has.
    #[arg(long)]
    pub known_only: bool,
    /// Say for each mention why it names whom it names.
    #[arg(long)]
    pub explain: bool,
}

/// `cronica who`
#[derive(Debug, Args)]
pub struct WhoArgs {
    /// The actor: a name, an alias or an id, with or without accents.
    #[arg(value_parser = name)]
    pub name: String,
    #[command(flatten)]
    pub input: InputArgs,
}

/// `cronica check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// A CSV file with a column `name` or `id`, or one name a line.
    pub names: PathBuf,
    #[command(flatten)]
    pub input: InputArgs,
    /// Give rows for documents that do not name it too.
    #[arg(long)]
    pub zeros: bool,
}

/// `cronica dates`
#[derive(Debug, Args)]
pub struct DatesArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// What to do with ranges: one row, or a row for each end.
    #[arg(long, value_enum, default_value = "whole")]
    pub ranges: Ranges,
    /// Say for each date how it came to its value.
    #[arg(long)]
    pub explain: bool,
}

/// How a range is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Ranges {
    /// One row.
    Whole,
    /// A row for each end (TimeML's convention).
    Split,
}

/// `cronica gazetteer`
#[derive(Debug, Args)]
pub struct GazetteerArgs {
    /// What to do with the dictionary.
    #[command(subcommand)]
    pub verb: GazetteerVerb,
}

/// The verbs of `cronica gazetteer`.
#[derive(Debug, Subcommand)]
pub enum GazetteerVerb {
    /// List every entity.
    List {
        /// Keep entities of this kind; may be repeated.
        #[arg(long, value_name = "KIND", value_parser = kind)]
        kind: Vec<EntityKind>,
        #[command(flatten)]
        common: CommonArgs,
    },
    /// Show the entities that go by a name.
    Show {
        /// A name, an alias or an id.
        #[arg(value_parser = name)]
        name: String,
        #[command(flatten)]
        common: CommonArgs,
    },
    /// List the names that documents use and the dictionary lacks, most used first.
    Suggest(InputArgs),
    /// Count the dictionary's entries, and what share of the documents' names it covers.
    Stats(InputArgs),
    /// Turn a list of another kind into gazetteer files: OpenSanctions, Wikidata, OFAC, or names.
    Import {
        /// The list.
        file: PathBuf,
        /// Its format [default: told by its contents].
        #[arg(long, value_name = "FORMAT")]
        from: Option<String>,
        /// What the entries are where the list does not say.
        #[arg(long, value_name = "KIND", value_parser = kind, default_value = "person")]
        kind: EntityKind,
        /// The folder for the files; it is made where it is missing.
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
        /// Replace gazetteer files that the folder has already.
        #[arg(long)]
        force: bool,
    },
    /// Check the files of a folder, or the built-in ones; without a format a line for each fault.
    Lint {
        /// The folder.
        dir: Option<PathBuf>,
        #[command(flatten)]
        output: OutputArgs,
    },
}

fn name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("it is empty; give a name, an alias or an id".into()),
        name => Ok(name.to_owned()),
    }
}

fn edtf(text: &str) -> Result<Edtf, String> {
    text.parse()
}

fn kind(text: &str) -> Result<EntityKind, String> {
    text.parse()
}

fn event_type(text: &str) -> Result<EventType, String> {
    text.parse()
}

fn factuality(text: &str) -> Result<Factuality, String> {
    text.parse()
}

fn threads(text: &str) -> Result<usize, String> {
    const MOST: usize = 256;
    match text.parse() {
        Ok(threads) if (1..=MOST).contains(&threads) => Ok(threads),
        _ => Err(format!("`{text}` is no number from 1 to {MOST}")),
    }
}

fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err(format!("`{text}` is no number from 0 to 1")),
    }
}
