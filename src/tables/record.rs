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

/// A row of a table: cells by the names of their columns.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it stands.
    pub origin: Origin,
    columns: Arc<[Box<str>]>,
    cells: csv::StringRecord,
}

impl Record {
    /// The cell of `column`; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &str {
        let index = self.columns.iter().position(|c| &**c == column);
        index.and_then(|i| self.cells.get(i)).unwrap_or_default()
    }

    /// The parts of a cell between `|`, without the space around them; none where it is empty.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &str> {
        self.get(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }

    /// An error that points to this row.
    pub fn error(&self, message: impl Into<String>) -> Error {
        self.origin.error(message)
    }
}

/// Reads tab-separated lines under a header; lines that are empty or begin with `#` are passed
/// over. Cells are taken as they are: quotes have no meaning.
pub(super) fn read_tsv(file: &Arc<str>, text: &str) -> Result<Vec<Record>> {
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((_, header)) = lines.next() else { return Ok(Vec::new()) };
    let columns: Arc<[Box<str>]> = header.split('\t').map(Box::from).collect();
    let mut records = Vec::new();
    for (line, text) in lines {
        let mut cells = csv::StringRecord::with_capacity(text.len(), columns.len());
        text.split('\t').for_each(|cell| cells.push_field(cell));
        let origin = Origin { file: file.clone(), line };
        if cells.len() != columns.len() {
            let (has, wants) = (cells.len(), columns.len());
            return Err(origin.error(format!("{has} cells where the header has {wants}")));
        }
        records.push(Record { origin, columns: columns.clone(), cells });
    }
    Ok(records)
}
