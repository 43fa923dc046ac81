use std::io::{self, Write};

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};

use super::{Columns, Record, Sink, Style};

/// Aligned columns for reading. The rows are kept until the end, because the widest cell tells a
/// column's width.
struct Text {
    out: Box<dyn Write>,
    table: Table,
    columns: Columns,
    rows: Vec<Vec<String>>,
}

/// Columns of a table where the terminal does not say.
const WIDTH: u16 = 120;

pub(super) fn open(
    out: Box<dyn Write>,
    columns: Columns,
    style: Style,
) -> io::Result<Box<dyn Sink>> {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(style.width.unwrap_or(WIDTH));
    Ok(Box::new(Text { out, table, columns, rows: Vec::new() }))
}

impl Sink for Text {
    fn record(&mut self, record: &dyn Record) -> io::Result<()> {
        self.rows.push(record.cells());
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        // Columns without a single value take room from the others.
        let columns = self.columns.all;
        let used: Vec<usize> = (0..columns.len())
            .filter(|i| self.columns.brief.contains(&columns[*i]))
            .filter(|i| self.rows.iter().any(|row| !row[*i].is_empty()))
            .collect();
        if used.is_empty() {
            return self.out.flush();
        }
        self.table.set_header(used.iter().map(|i| columns[*i]));
        for row in &self.rows {
            self.table.add_row(used.iter().map(|i| visible(&row[*i])));
        }
        writeln!(self.out, "{}", self.table)?;
        self.out.flush()
    }
}

/// The cell without control characters, which a terminal would obey.
fn visible(cell: &str) -> String {
    cell.replace(|c: char| c.is_control(), "\u{fffd}")
}
