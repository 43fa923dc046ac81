use std::sync::Arc;

use crate::error::{Error, Result};

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u64,
}

impl Origin {
    /// An error that points here.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::data(&*self.file, self.line, message)
    }
}

/// A row of an embedded table: cells by the names of their columns.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands.
    pub origin: Origin,
    table: Arc<Table>,
    /// The number of its first cell.
    first: usize,
}

/// A table that was cut into cells.
#[derive(Debug)]
struct Table {
    columns: Vec<&'static str>,
    /// The cells of all rows, one row behind the other.
    cells: Vec<&'static str>,
}

impl Record {
    /// The cell of `column`; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &'static str {
        let index = self.table.columns.iter().position(|known| *known == column);
        index.map_or("", |index| self.table.cells[self.first + index])
    }

    /// The names of the table's columns, in order.
    pub fn columns(&self) -> &[&'static str] {
        &self.table.columns
    }

    /// The parts of a cell between `|`, without the space around them; none where it is empty.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'static str> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// An error that points to this row.
    pub fn error(&self, message: impl Into<String>) -> Error {
        self.origin.error(message)
    }
}

/// Reads tab-separated lines under a header; lines that are empty or begin with `#` are passed
/// over. Cells are taken as they are: quotes have no meaning.
pub(super) fn read_tsv(file: &str, text: &'static str) -> Result<Vec<Record>> {
    let mut lines = rows(text);
    let Some((_, header)) = lines.next() else { return Ok(Vec::new()) };
    let columns: Vec<&str> = header.split('\t').collect();
    let (file, mut cells, mut origins): (Arc<str>, _, _) = (file.into(), Vec::new(), Vec::new());
    for (number, line) in lines {
        let (origin, before) = (Origin { file: file.clone(), line: number }, cells.len());
        cells.extend(line.split('\t'));
        let (has, wants) = (cells.len() - before, columns.len());
        if has != wants {
            return Err(origin.error(format!("{has} cells where the header has {wants}")));
        }
        origins.push(origin);
    }
    let table = Arc::new(Table { columns, cells });
    let width = table.columns.len();
    let rows = origins.into_iter().enumerate();
    Ok(rows
        .map(|(row, origin)| Record { origin, table: table.clone(), first: row * width })
        .collect())
}

/// The header of a table and its line, from 1; `None` where there is no row.
pub(super) fn header(text: &str) -> Option<(u64, &str)> {
    rows(text).next()
}

/// The lines that are rows, with their numbers from 1.
fn rows(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
}
