//! The rows: the wire format of every verb.

mod check;
mod coverage;
mod date;
mod entity;
mod mention;
mod suggestion;
mod timeline;
mod who;

use serde::Serialize;

pub use check::CheckRow;
pub use coverage::CoverageRow;
pub use date::DateRow;
pub use entity::EntityRow;
pub use mention::MentionRow;
pub use suggestion::SuggestionRow;
pub use timeline::{ArgumentRow, EventRow, FigureRow, SourceRow, WordsRow, headline};
pub use who::{SentenceRow, WhoRow};

use crate::model::{Day, Document, Referent, Span};

/// Whom a row names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedRow {
    /// The gazetteer's identifier; `null` for a name that no gazetteer has.
    pub entity: Option<String>,
    /// The canonical name, or the longest form in the document.
    pub name: String,
}

impl NamedRow {
    /// The row of a referent.
    pub fn new(referent: &Referent) -> NamedRow {
        NamedRow { entity: referent.id().map(|id| id.to_string()), name: one_line(referent.name()) }
    }
}

/// The span in code points: first, and the one after the last.
fn offsets(document: &Document, span: Span) -> (usize, usize) {
    (document.code_point(span.start), document.code_point(span.end))
}

/// `2024-07-25`; years beyond four digits with a sign.
fn iso(day: Day) -> String {
    day.to_string()
}

/// Two decimals.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// `text` with every run of white space as one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The items in one cell.
fn joined<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    for item in items {
        if !cell.is_empty() {
            cell.push_str("; ");
        }
        cell.push_str(item.as_ref());
    }
    cell
}

/// The value, or an empty cell.
fn optional<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The names of a closed vocabulary, for the schema.
#[cfg(feature = "schema")]
fn all<T: Copy>(values: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    values.iter().copied().map(name).collect()
}
