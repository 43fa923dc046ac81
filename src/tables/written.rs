//! A row of a gazetteer as it is written, of which most cells are read only when they are asked for.

use std::borrow::Cow;
use std::sync::Arc;

use super::gazetteers::trimmed;
use super::lines::{Cells, Lines};
use super::record::Origin;
use super::rows::{COLUMNS, Column};

/// A file and where its columns stand.
#[derive(Debug)]
pub(super) struct Layout {
    pub file: Arc<str>,
    /// How many cells the header has.
    pub width: usize,
    /// Where each [`Column`] stands in a row.
    pub positions: [Option<usize>; COLUMNS.len()],
}

/// A row as it is written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub layout: Arc<Layout>,
    pub text: &'static str,
    pub line: u32,
}

impl Written {
    /// Where it stands.
    pub(super) fn origin(&self) -> Origin {
        Origin { file: self.layout.file.clone(), line: self.line.into() }
    }

    /// A cell without the space around it; empty where the file has no such column.
    pub(super) fn cell(&self, column: Column) -> Cow<'static, str> {
        let mut row = Cells::default();
        // The row was read before.
        let is_row = Lines::new(self.text).read(&mut row, usize::MAX, |_| true);
        let cell = self.layout.positions[column as usize]
            .filter(|_| is_row == Ok(true))
            .and_then(|position| row.cells.into_iter().nth(position));
        match cell {
            None => Cow::default(),
            Some(Cow::Borrowed(cell)) => trimmed(cell).into(),
            Some(Cow::Owned(cell)) => trimmed(&cell).to_owned().into(),
        }
    }
}
