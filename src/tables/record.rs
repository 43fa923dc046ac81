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
    text: &'static str,
    /// For each row where its cells begin in the text; of the last also where another would begin.
    cells: Vec<u32>,
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
        let Table { columns, cells, text, .. } = &*self.table;
        let Some(index) = columns.iter().position(|known| *known == column) else { return "" };
        let cell = &cells[self.row * (columns.len() + 1) + index..];
        &text[cell[0] as usize..cell[1] as usize - 1]
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
    let mut rows = rows(text);
    let Some(header) = rows.next() else { return Ok(Vec::new()) };
    if text.len() > u32::MAX as usize {
        return Err(Error::data(file, 0, "larger than 4 GiB; split the table"));
    }
    let columns: Vec<&str> = header.text.split('\t').collect();
    let count = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
    let (cells, lines) =
        (Vec::with_capacity(count * (columns.len() + 1)), Vec::with_capacity(count));
    let mut table = Table { file: file.into(), columns, text, cells, lines };
    for Row { line, start, text } in rows {
        let before = table.cells.len();
        let end = |byte: usize| (start + byte + 1) as u32;
        table.cells.push(start as u32);
        table.cells.extend(memchr::memchr_iter(b'\t', text.as_bytes()).map(end));
        table.cells.push(end(text.len()));
        let (has, wants) = (table.cells.len() - before - 1, table.columns.len());
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
    rows(text).next().map(|row| (row.line, row.text))
}

/// A line that is a row.
struct Row<'a> {
    /// Its number, from 1.
    line: u64,
    /// Its first byte in the text.
    start: usize,
    text: &'a str,
}

/// The lines that are rows.
fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let mut behind = 0;
    (1..).zip(text.split_inclusive('\n')).filter_map(move |(line, whole)| {
        let start = behind;
        behind += whole.len();
        let text = whole.strip_suffix('\n').unwrap_or(whole);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let is_row = !text.starts_with('#') && !text.trim().is_empty();
        is_row.then_some(Row { line, start, text })
    })
}
