use std::path::Path;

use super::decode::decode;
use crate::error::{Error, Result};

/// The names of a list: the column `id` or `name` of a CSV file (`id` where a row has both), or
/// the first column where no header names one; in file order, empty cells passed over.
///
/// # Errors
///
/// Where the file cannot be read or a row is no CSV.
pub fn read_names(path: &Path) -> Result<Vec<String>> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let decoded = decode(bytes, false).map_err(|message| Error::document(path, message))?;
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(decoded.text.as_bytes());
    let mut columns: Option<Vec<usize>> = None;
    let mut names = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let line = error.position().map_or(0, |position| position.line());
            Error::data(path.display().to_string(), line, format!("no CSV row: {error}"))
        })?;
        let Some(columns) = &columns else {
            let header = ["id", "name"].iter().filter_map(|wanted| {
                row.iter().position(|cell| cell.trim().eq_ignore_ascii_case(wanted))
            });
            let found: Vec<usize> = header.collect();
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

fn first_filled(row: &csv::StringRecord, columns: &[usize]) -> Option<String> {
    let mut cells = columns.iter().filter_map(|column| row.get(*column)).map(str::trim);
    cells.find(|cell| !cell.is_empty()).map(str::to_owned)
}
