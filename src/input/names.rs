use std::path::Path;

use super::decode::decode;
use crate::cells::{line_of, quote_fault, separator_fault};
use crate::error::{Error, Result};

/// The names of a list: the column `id` or `name` of a CSV file (`id` where a row has both), or
/// the first column where no header names one; in file order, empty cells passed over.
///
/// # Errors
///
/// Where the file cannot be read, a row is no CSV, or several columns have no such header.
pub fn read_names(path: &Path) -> Result<Vec<String>> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let decoded = decode(bytes, false).map_err(|message| Error::document(path, message))?;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(decoded.text.as_bytes());
    let fault = |line, message: String| Error::data(path.display().to_string(), line, message);
    let mut columns: Option<Vec<usize>> = None;
    let mut names = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(0, |position| position.line());
            fault(line, format!("no CSV row: {error}"))
        })?;
        if let Some((line, message)) = quote_fault(&decoded.text, &row, |_| false) {
            return Err(fault(line, message));
        }
        let Some(columns) = &columns else {
            let header = ["id", "name"].iter().filter_map(|wanted| {
                row.iter().position(|cell| cell.trim().eq_ignore_ascii_case(wanted))
            });
            let found: Vec<usize> = header.collect();
            if found.is_empty() && (row.len() > 1 || names_column(&row)) {
                let message = separator_fault(&row).unwrap_or_else(|| NO_COLUMN.into());
                return Err(fault(line_of(&decoded.text, &row), message));
            }
            if found.is_empty() {
                names.extend(first_filled(&row, &[0]));
                columns = Some(vec![0]);
            } else {
                columns = Some(found);
            }
            continue;
        };
        names.extend(first_filled(&row, columns));
    }
    Ok(names)
}

/// What is said of several columns of which none is the one to read.
const NO_COLUMN: &str = "no column `id` or `name`; name one so in the first line, or give one name \
                         a line, with double quotes around a name that has commas";

/// Whether a line without commas is a header all the same, with other marks between its cells.
fn names_column(row: &csv::StringRecord) -> bool {
    let mut cells = row.as_slice().split([';', '\t']).map(str::trim);
    let is_header = |cell: &str| ["id", "name"].iter().any(|name| cell.eq_ignore_ascii_case(name));
    row.as_slice().contains([';', '\t']) && cells.any(is_header)
}

fn first_filled(row: &csv::StringRecord, columns: &[usize]) -> Option<String> {
    let mut cells = columns.iter().filter_map(|column| row.get(*column)).map(str::trim);
    cells.find(|cell| !cell.is_empty()).map(str::to_owned)
}
