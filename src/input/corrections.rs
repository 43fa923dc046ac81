use std::path::Path;

use super::decode::decode;
use crate::cells::{line_of, quote_fault};
use crate::error::{Error, Result};

/// A row of a file of corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// The line, from 1.
    pub line: u64,
    /// The id of a timeline's row, or the hash of one of its quotes.
    pub row: String,
    /// The column to correct; empty for the whole row.
    pub column: String,
    /// What shall stand there.
    pub value: String,
}

/// The columns of a file of corrections.
const COLUMNS: [&str; 3] = ["row", "column", "value"];

/// The rows of the CSV file `path` with the columns `row`, `column` and `value`, in their order, each
/// with why it cannot be used where that is so; other columns and empty rows are passed over.
///
/// # Errors
///
/// Where the file cannot be read or lacks a column.
pub fn read_corrections(path: &Path) -> Result<Vec<Result<CorrectionRow>>> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
    let decoded = decode(bytes, false).map_err(|message| Error::document(path, message))?;
    let file = path.display().to_string();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(decoded.text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| Error::data(&*file, 1, format!("no CSV header: {error}")))?
        .clone();
    let position = |wanted: &str| header.iter().position(|cell| named(cell, wanted));
    let [Some(row), Some(column), Some(value)] = COLUMNS.map(position) else {
        let message = "a column is missing; the header is row,column,value";
        return Err(Error::data(file, 1, message));
    };
    let mut rows = Vec::new();
    let fault = |line, message: String| {
        Err(Error::data(&*file, line, format!("{message}; the row is left out")))
    };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                rows.push(fault(line, format!("no CSV row: {error}")));
                continue;
            }
        };
        let line = line_of(&decoded.text, &record);
        let cell = |i: usize| record.get(i).unwrap_or_default().trim().to_owned();
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != header.len() {
            let (has, wants) = (record.len(), header.len());
            let message = format!(
                "{has} cells where the header has {wants}; put cells with commas in double quotes"
            );
            rows.push(fault(line, message));
            continue;
        }
        if let Some((line, message)) = quote_fault(&decoded.text, &record, |_| false) {
            rows.push(fault(line, message));
            continue;
        }
        let (row, column, value) = (cell(row), cell(column), cell(value));
        rows.push(Ok(CorrectionRow { line, row, column, value }));
    }
    Ok(rows)
}

fn named(cell: &str, wanted: &str) -> bool {
    cell.trim().eq_ignore_ascii_case(wanted)
}
