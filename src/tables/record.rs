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

/// A row of a table of rules: cells by the names of their columns.
#[derive(Clone, Debug)]
pub struct Record {
    table: Arc<Table>,
    /// Its number among the rows of its table.
    row: usize,
}

/// A table that was cut into cells.
#[derive(Debug)]
struct Table {
    file: Arc<str>,
    columns: Vec<&'static str>,
    /// The cells of all rows, one row behind the other.
    cells: Vec<&'static str>,
    /// The line of each row, from 1.
    lines: Vec<u64>,
}

impl Record {
    /// Where it stands.
    pub fn origin(&self) -> Origin {
        Origin { file: self.table.file.clone(), line: self.table.lines[self.row] }
    }

    /// The cell of `column`; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &'static str {
        let Table { columns, cells, .. } = &*self.table;
        let index = columns.iter().position(|known| *known == column);
        index.map_or("", |index| cells[self.row * columns.len() + index])
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
        self.origin().error(message)
    }
}

/// Reads tab-separated lines under a header; lines that are empty or begin with `#` are passed
/// over. Cells are taken as they are: quotes have no meaning.
pub(super) fn read_tsv(file: &str, text: &'static str) -> Result<Vec<Record>> {
    let mut lines = rows(text);
    let Some((_, header)) = lines.next() else { return Ok(Vec::new()) };
    let columns: Vec<&str> = header.split('\t').collect();
    let mut table = Table { file: file.into(), columns, cells: Vec::new(), lines: Vec::new() };
    for (line, row) in lines {
        let before = table.cells.len();
        let mut from = 0;
        for tab in memchr::memchr_iter(b'\t', row.as_bytes()) {
            table.cells.push(&row[from..tab]);
            from = tab + 1;
        }
        table.cells.push(&row[from..]);
        let (has, wants) = (table.cells.len() - before, table.columns.len());
        if has != wants {
            return Err(Error::data(
                file,
                line,
                format!("{has} cells where the header has {wants}"),
            ));
        }
        table.lines.push(line);
    }
    let table = Arc::new(table);
    Ok((0..table.lines.len()).map(|row| Record { table: table.clone(), row }).collect())
}

/// The header of a table and its line, from 1; `None` where there is no row.
pub(super) fn header(text: &str) -> Option<(u64, &str)> {
    rows(text).next()
}

/// The lines that are rows, with their numbers from 1.
fn rows(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
}
