use std::io::{self, Write};

use comfy_table::ColumnConstraint;
use comfy_table::Width::Fixed;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

use super::{Columns, Record, Sink, Style};

/// Aligned columns for reading. The rows are kept until the end, because the widest cell tells a
/// column's width.
struct Text {
    out: Box<dyn Write>,
    table: Table,
    width: u16,
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
    let width = style.width.unwrap_or(WIDTH);
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    Ok(Box::new(Text { out, table, width, columns, rows: Vec::new() }))
}

impl Sink for Text {
    fn record(&mut self, record: &dyn Record) -> io::Result<()> {
        self.rows.push(record.cells());
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        // Columns without a single value take room from the others.
        let columns = &self.columns.all;
        let mut used: Vec<usize> = (0..columns.len())
            .filter(|i| self.columns.brief.contains(&columns[*i]))
            .filter(|i| self.rows.iter().any(|row| !row[*i].is_empty()))
            .collect();
        // A narrow terminal shows the first columns, which say most, and those asked for by name.
        let asked = columns.len() - self.columns.further;
        let further = used.split_off(used.partition_point(|i| *i < asked));
        let fit = usize::from(self.width) / (NARROW + PADDING);
        used.truncate(fit.saturating_sub(further.len()).max(2));
        used.extend(further);
        if used.is_empty() {
            return self.out.flush();
        }
        self.table.set_header(used.iter().map(|i| columns[*i]));
        let shares = self.widths(&used);
        let constraints = shares.iter().map(|width| ColumnConstraint::Absolute(Fixed(*width)));
        self.table.set_constraints(constraints);
        for row in &self.rows {
            self.table.add_row(used.iter().map(|i| visible(&row[*i])));
        }
        writeln!(self.out, "{}", self.table)?;
        self.out.flush()
    }
}

impl Text {
    /// The width of each of the columns `used`, the space beside its text included: what its cells
    /// need where there is room for all, else each short column what it needs and the long ones the
    /// rest, by the length of their texts.
    fn widths(&self, used: &[usize]) -> Vec<u16> {
        let columns: Vec<Lengths> = used.iter().map(|i| self.lengths(*i)).collect();
        let room = usize::from(self.width).saturating_sub(PADDING * used.len());
        let mut widths: Vec<Option<usize>> = vec![None; used.len()];
        loop {
            let taken: usize = widths.iter().flatten().sum();
            let open = || (0..used.len()).filter(|i| widths[*i].is_none());
            let total: usize = open().map(|i| columns[i].weight).sum();
            let share = |i: usize| room.saturating_sub(taken) * columns[i].weight / total.max(1);
            let least = |i: usize| columns[i].word.min(NARROW);
            if let Some(fits) = open().find(|i| columns[*i].cell <= share(*i)) {
                widths[fits] = Some(columns[fits].cell);
            } else if let Some(squeezed) = open().find(|i| share(*i) < least(*i)) {
                widths[squeezed] = Some(least(squeezed));
            } else {
                let widths = (0..used.len()).map(|i| widths[i].unwrap_or(share(i)));
                return widths.map(|width| (width.max(1) + PADDING - 1) as u16).collect();
            }
        }
    }

    /// What column `i` needs.
    fn lengths(&self, i: usize) -> Lengths {
        let header = self.columns.all[i].width();
        let cells = || self.rows.iter().map(|row| row[i].as_str());
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(|text| text.width()).max();
        let mean = cells().map(|cell| cell.width()).sum::<usize>() / self.rows.len().max(1);
        Lengths {
            cell: widest(&mut cells()).unwrap_or_default().max(header),
            word: widest(&mut cells().flat_map(str::split_whitespace))
                .unwrap_or_default()
                .max(header),
            weight: mean.max(header),
        }
    }
}

/// What a column needs, in columns of the terminal.
struct Lengths {
    /// For its widest cell.
    cell: usize,
    /// For its widest word.
    word: usize,
    /// What grows with all its text.
    weight: usize,
}

/// Blanks beside a column's text, and the gap to the next column.
const PADDING: usize = 3;

/// A column that has words as wide keeps at least this width.
const NARROW: usize = 14;

/// The cell without control characters, which a terminal would obey.
fn visible(cell: &str) -> String {
    cell.replace(|c: char| c.is_control(), "\u{fffd}")
}
