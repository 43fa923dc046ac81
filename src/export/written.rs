use std::path::Path;

use super::Cells;
use super::rows::EventRow;
use crate::error::{Error, Result};

/// A timeline read back from a file: the cells of its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The columns that the file has, by their places among those of today; older versions wrote
    /// fewer.
    columns: Vec<usize>,
    /// For each row a cell for each column of today; empty where the file lacks it.
    rows: Vec<Vec<String>>,
}

/// Reads a timeline that was written as CSV, JSON or JSON Lines; what the file begins with tells
/// which.
///
/// # Errors
///
/// Where the file cannot be read or holds no timeline.
pub fn read_timeline(path: &Path) -> Result<Written> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Error::document(path, "no UTF-8; give a file as `cronica timeline` writes it")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    let file = path.display().to_string();
    match text.trim_start().bytes().next() {
        Some(b'[') => json(&file, text),
        Some(b'{') => json_lines(&file, text),
        Some(_) => csv(&file, text),
        None if is_json_lines(path) => Ok(Written { columns: all(), rows: Vec::new() }),
        None => Err(Error::document(path, "empty; give a file of `cronica timeline`")),
    }
}

/// Whether the file has an extension of JSON Lines, of which a timeline without a row is empty.
fn is_json_lines(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let jsonl = super::EXPORTERS.iter().find(|exporter| exporter.name == "jsonl");
    extension.zip(jsonl).is_some_and(|(extension, jsonl)| jsonl.extensions.contains(&extension))
}

impl Written {
    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The places of the columns that both files have, in order.
    pub(super) fn shared(&self, other: &Written) -> Vec<usize> {
        self.columns.iter().copied().filter(|column| other.columns.contains(column)).collect()
    }

    /// The cell of a column; empty for a column that there is not.
    pub(super) fn cell(&self, row: usize, column: &str) -> &str {
        place(column).map_or("", |column| self.at(row, column))
    }

    /// The cell of the column with this place.
    pub(super) fn at(&self, row: usize, column: usize) -> &str {
        &self.rows[row][column]
    }
}

fn place(column: &str) -> Option<usize> {
    EventRow::COLUMNS.iter().position(|known| *known == column)
}

fn all() -> Vec<usize> {
    (0..EventRow::COLUMNS.len()).collect()
}

fn json(file: &str, text: &str) -> Result<Written> {
    let rows: Vec<EventRow<'_>> =
        serde_json::from_str(text).map_err(|error| no_row(file, error.line() as u64, &error))?;
    Ok(Written { columns: all(), rows: rows.iter().map(Cells::cells).collect() })
}

fn json_lines(file: &str, text: &str) -> Result<Written> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let row = |(number, line): (u64, &str)| {
        let row: EventRow<'_> =
            serde_json::from_str(line).map_err(|error| no_row(file, number, &error))?;
        Ok(row.cells())
    };
    Ok(Written { columns: all(), rows: lines.map(row).collect::<Result<_>>()? })
}

fn no_row(file: &str, line: u64, error: &serde_json::Error) -> Error {
    let message = format!("no row of a timeline: {error}; give a file of `cronica timeline`");
    Error::data(file, line, message)
}

fn csv(file: &str, text: &str) -> Result<Written> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let fault = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        Error::data(file, line, format!("no CSV row: {error}; give a file of `cronica timeline`"))
    };
    let places: Vec<Option<usize>> = reader.headers().map_err(fault)?.iter().map(place).collect();
    for needed in ["id", "docs", "offsets"] {
        if !places.contains(&place(needed)) {
            let message = format!("no column `{needed}`; give a file of `cronica timeline`");
            return Err(Error::data(file, 1, message));
        }
    }
    let mut columns: Vec<usize> = places.iter().flatten().copied().collect();
    columns.sort_unstable();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(fault)?;
        let mut cells = vec![String::new(); EventRow::COLUMNS.len()];
        for (place, cell) in places.iter().zip(&record) {
            if let Some(place) = place {
                cells[*place] = plain(cell).to_owned();
            }
        }
        rows.push(cells);
    }
    Ok(Written { columns, rows })
}

/// The cell without the apostrophe that `--excel` puts before formulas.
fn plain(cell: &str) -> &str {
    let defused = |rest: &&str| rest.starts_with(['=', '+', '-', '@']);
    cell.strip_prefix('\'').filter(defused).unwrap_or(cell)
}
