//! Results → rows → bytes.
//!
//! Enters: the model's types. Leaves: rows, whose fields are the wire format, apart from the model
//! and with positions in code points, and their bytes in any of the [`EXPORTERS`]; also the way
//! back, for timelines that are compared. Reads no tables.

mod changes;
mod compact;
mod csv;
mod json;
mod jsonl;
mod rows;
mod table;
mod timeml;
mod written;

use std::io::{self, Write};

use serde::Serialize;

pub use changes::{ChangeRow, changes};
pub use rows::{
    Apart, ArgumentRow, CheckRow, CodedEventRow, ConflictRow, CorrectedRow, CoverageRow, DateRow,
    EntityRow, EventRow, ExplainRow, Explained, ExplainedDateRow, ExplainedMentionRow, FaultRow,
    FigureRow, MentionRow, NamedRow, SentenceRow, SourceRow, SuggestionRow, WhoRow, WordsRow,
    headline,
};
pub use timeml::timeml;
pub use written::{Written, read_timeline};

/// A row of an export: what the tabular formats need to know of it.
pub trait Cells {
    /// The columns, in order.
    const COLUMNS: &'static [&'static str];

    /// The columns that a table on a terminal shows; the others are left to the other formats.
    const BRIEF: &'static [&'static str] = Self::COLUMNS;

    /// The cells, as many as there are columns; lists are joined by `; `, and no cell holds a line
    /// break.
    fn cells(&self) -> Vec<String>;
}

/// Any row that can be written in every format.
pub trait Record {
    /// The cells of the tabular formats.
    fn cells(&self) -> Vec<String>;

    /// Appends the row as one line of JSON, without the line's end.
    ///
    /// # Errors
    ///
    /// Where the row cannot be written as JSON.
    fn write_json(&self, out: &mut Vec<u8>) -> io::Result<()>;
}

impl<T: Cells + Serialize> Record for T {
    fn cells(&self) -> Vec<String> {
        Cells::cells(self)
    }

    fn write_json(&self, out: &mut Vec<u8>) -> io::Result<()> {
        compact::write(self, out).map_err(io::Error::from)
    }
}

/// A row of which an [`Exporter`] has made what it writes.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// Where the format is tabular.
    cells: Vec<String>,
    /// Where it is not.
    json: Vec<u8>,
}

impl Record for Prepared {
    fn cells(&self) -> Vec<String> {
        self.cells.clone()
    }

    fn write_json(&self, out: &mut Vec<u8>) -> io::Result<()> {
        out.extend_from_slice(&self.json);
        Ok(())
    }
}

/// An output format.
#[derive(Debug)]
pub struct Exporter {
    /// The name, as `--format` takes it.
    pub name: &'static str,
    /// The file extensions that stand for it, in lower case.
    pub extensions: &'static [&'static str],
    /// Whether it writes the cells of rows, and not their JSON.
    is_tabular: bool,
    /// Begins an output with these columns.
    open: Open,
}

/// Begins an output.
type Open = fn(Box<dyn Write>, Columns, Style) -> io::Result<Box<dyn Sink>>;

/// The output formats.
pub const EXPORTERS: &[Exporter] = &[
    Exporter { name: "table", extensions: &[], is_tabular: true, open: table::open },
    Exporter { name: "csv", extensions: &["csv"], is_tabular: true, open: csv::open },
    Exporter { name: "json", extensions: &["json"], is_tabular: false, open: json::open },
    Exporter {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        is_tabular: false,
        open: jsonl::open,
    },
];

/// The columns of a row type.
#[derive(Clone, Debug)]
struct Columns {
    all: Vec<&'static str>,
    /// Those that a table on a terminal shows.
    brief: Vec<&'static str>,
    /// How many of the last of them were asked for by name.
    further: usize,
}

/// How an output is to look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Columns of the terminal, for `table`.
    pub width: Option<u16>,
    /// For `csv`: a byte order mark first, and an apostrophe before cells that a spreadsheet would
    /// take for a formula.
    pub excel: bool,
}

impl Exporter {
    /// The row as far as it can be made before it is its turn, on any thread; only an output of this
    /// format writes it.
    ///
    /// # Errors
    ///
    /// Where the row cannot be written as JSON.
    pub fn prepare(&self, record: &dyn Record) -> io::Result<Prepared> {
        let mut prepared = Prepared::default();
        match self.is_tabular {
            true => prepared.cells = record.cells(),
            false => record.write_json(&mut prepared.json)?,
        }
        Ok(prepared)
    }

    /// Begins an output of rows of type `R`.
    ///
    /// # Errors
    ///
    /// Where writing fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use cronica::export::{CheckRow, EXPORTERS, Style};
    ///
    /// let jsonl = EXPORTERS.iter().find(|exporter| exporter.name == "jsonl").unwrap();
    /// let mut sink = jsonl.begin::<CheckRow>(Box::new(std::io::sink()), Style::default())?;
    /// sink.record(&CheckRow::default())?;
    /// sink.finish()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn begin<R: Cells>(&self, out: Box<dyn Write>, style: Style) -> io::Result<Box<dyn Sink>> {
        self.begin_with::<R>(&[], out, style)
    }

    /// Begins an output of rows of type `R` that have `further` columns behind their own.
    ///
    /// # Errors
    ///
    /// Where writing fails.
    pub fn begin_with<R: Cells>(
        &self,
        further: &[&'static str],
        out: Box<dyn Write>,
        style: Style,
    ) -> io::Result<Box<dyn Sink>> {
        let with = |columns: &[&'static str]| columns.iter().chain(further).copied().collect();
        let columns =
            Columns { all: with(R::COLUMNS), brief: with(R::BRIEF), further: further.len() };
        (self.open)(out, columns, style)
    }
}

/// An output that was begun.
pub trait Sink {
    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Where writing fails.
    fn record(&mut self, record: &dyn Record) -> io::Result<()>;

    /// Ends the output and flushes it; to be called once, after the last row.
    ///
    /// # Errors
    ///
    /// Where writing fails.
    fn finish(&mut self) -> io::Result<()>;
}
