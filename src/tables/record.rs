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
    columns: Arc<[&'static str]>,
    /// The cells, with tabs between.
    line: &'static str,
}

impl Record {
    /// The cell of `column`; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &'static str {
        let index = self.columns.iter().position(|c| *c == column);
        index.and_then(|index| cells(self.line).nth(index)).unwrap_or_default()
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
    let file: Arc<str> = file.into();
    let mut lines = (1..)
        .zip(lines(text))
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((_, header)) = lines.next() else { return Ok(Vec::new()) };
    let columns: Arc<[&str]> = cells(header).collect();
    let mut records = Vec::new();
    for (number, line) in lines {
        let origin = Origin { file: file.clone(), line: number };
        let (has, wants) = (1 + memchr::memchr_iter(b'\t', line.as_bytes()).count(), columns.len());
        if has != wants {
            return Err(origin.error(format!("{has} cells where the header has {wants}")));
        }
        records.push(Record { origin, columns: columns.clone(), line });
    }
    Ok(records)
}

/// The lines of `text` without their ends.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    parts(text, b'\n').map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// The cells of a line.
fn cells(line: &'static str) -> impl Iterator<Item = &'static str> {
    parts(line, b'\t')
}

/// What stands between the ASCII marks `mark`; the tables are large enough for it to count that
/// this searches for them many bytes at a time.
fn parts(text: &'static str, mark: u8) -> impl Iterator<Item = &'static str> {
    let ends = memchr::memchr_iter(mark, text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let part = &text[start..end];
        start = end + 1;
        part
    })
}
