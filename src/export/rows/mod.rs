//! The rows: the wire format of every verb.

mod check;
mod coverage;
mod date;
mod derivation;
mod entity;
mod explain;
mod fault;
mod headline;
mod mention;
mod source;
mod suggestion;
mod timeline;
mod who;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

pub use check::CheckRow;
pub use coverage::CoverageRow;
pub use date::{DateRow, ExplainedDateRow};
pub use entity::EntityRow;
pub use explain::{Apart, ExplainRow, Explained};
pub use fault::FaultRow;
pub use headline::headline;
pub use mention::{ExplainedMentionRow, MentionRow};
pub use source::{ArgumentRow, FigureRow, SourceRow, WordsRow};
pub use suggestion::SuggestionRow;
pub use timeline::{CodedEventRow, ConflictRow, CorrectedRow, EventRow};
pub use who::{SentenceRow, WhoRow};

use date::described;

use crate::model::{Attribution, Day, Document, EdtfDate, Referent, Span};

/// Whom a row names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NamedRow<'a> {
    /// The gazetteer's identifier; `null` for a name that no gazetteer has.
    pub entity: Option<Cow<'a, str>>,
    /// The canonical name, or the longest form in the document.
    pub name: Cow<'a, str>,
}

impl<'a> NamedRow<'a> {
    /// The row of a referent.
    pub fn new(referent: &'a Referent) -> NamedRow<'a> {
        NamedRow {
            entity: referent.id().map(|id| Cow::Borrowed(&**id)),
            name: one_line(referent.name()),
        }
    }

    /// The row of one who says something in `document`, named or not.
    pub(in crate::export) fn says(document: &'a Document, says: &'a Attribution) -> NamedRow<'a> {
        let entity = says.referent.as_ref().and_then(Referent::id);
        NamedRow {
            entity: entity.map(|id| Cow::Borrowed(&**id)),
            name: one_line(says.name(document)),
        }
    }
}

/// The span in code points: first, and the one after the last.
fn offsets(document: &Document, span: Span) -> (usize, usize) {
    let start = document.code_point(span.start);
    (start, start + document.slice(span).chars().count())
}

/// `2024-07-25`; years beyond four digits with a sign.
fn iso(day: Day) -> String {
    Iso(day).to_string()
}

/// A day as [`iso`] writes it.
struct Iso(Day);

impl fmt::Display for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = EdtfDate::day(self.0);
        // Every row has some, and EDTF writes them faster; the two differ beyond four digits.
        if (0..10_000).contains(&date.year_number()) { date.fmt(f) } else { self.0.fmt(f) }
    }
}

/// Writes a value, where there is one, as it shows.
fn shown<T: fmt::Display, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => to.collect_str(value),
        None => to.serialize_none(),
    }
}

/// Writes a day, where there is one, as [`iso`] does.
fn shown_day<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
    shown(&day.map(Iso), to)
}

/// Two decimals.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// `text` with every run of white space as one space, and none at its ends.
fn one_line(text: &str) -> Cow<'_, str> {
    if is_one_line(text) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}

/// Whether the only white space is single blanks between words. Reads bytes, because every cell
/// comes this way: white space beyond ASCII begins with one of four.
fn is_one_line(text: &str) -> bool {
    let mut follows_blank = true;
    for (at, byte) in text.bytes().enumerate() {
        // Most are letters.
        if matches!(byte, b'!'..=b'~') {
            follows_blank = false;
            continue;
        }
        let is_break = match byte {
            b' ' => follows_blank,
            b'\t'..=b'\r' => true,
            0xc2 | 0xe1 | 0xe2 | 0xe3 => text[at..].starts_with(char::is_whitespace),
            _ => false,
        };
        if is_break {
            return false;
        }
        follows_blank = byte == b' ';
    }
    text.is_empty() || !follows_blank
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

/// `columns` with one more behind them: of rows that also explain themselves. `N` is one more than
/// there are columns.
const fn columns_and<const N: usize>(
    columns: &[&'static str],
    last: &'static str,
) -> [&'static str; N] {
    let mut all = [last; N];
    let mut i = 0;
    while i < columns.len() {
        all[i] = columns[i];
        i += 1;
    }
    all
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_every_kind_becomes_single_blanks() {
        let blanks: String = ('\0'..=char::MAX).filter(|c| c.is_whitespace()).collect();
        assert_eq!(one_line(&format!("a{blanks}b")), "a b");
        for c in blanks.chars() {
            assert_eq!(one_line(&format!("é{c}“b”{c}")), "é “b”");
        }
        for (text, line) in [("", ""), (" ", ""), ("a b", "a b"), ("a  b", "a b"), (" ñ…", "ñ…")]
        {
            assert_eq!(one_line(text), line);
        }
    }
}
