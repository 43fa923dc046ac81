use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::{Columns, Record, Sink, Style};

/// Comma-separated values after RFC 4180: lines end in CR LF, quotes only where they are needed.
struct Csv {
    writer: Writer<Box<dyn Write>>,
    excel: bool,
}

pub(super) fn open(
    mut out: Box<dyn Write>,
    columns: Columns,
    style: Style,
) -> io::Result<Box<dyn Sink>> {
    if style.excel {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(&columns.all).map_err(plain)?;
    Ok(Box::new(Csv { writer, excel: style.excel }))
}

impl Sink for Csv {
    fn record(&mut self, record: &dyn Record) -> io::Result<()> {
        let mut cells = record.cells();
        if self.excel {
            cells.iter_mut().for_each(defuse);
        }
        self.writer.write_record(&cells).map_err(plain)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The system's error, whose kind tells a broken pipe.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// Puts an apostrophe before a cell that a spreadsheet would run as a formula (OWASP, “CSV
/// injection”); negative numbers, such as western longitudes, stay numbers.
fn defuse(cell: &mut String) {
    let first = cell.chars().next();
    let is_number = cell.bytes().all(|b| b.is_ascii_digit() || b"-.".contains(&b))
        && cell.parse::<f64>().is_ok();
    if first.is_some_and(|c| "=+-@".contains(c) || c.is_control()) && !is_number {
        cell.insert(0, '\'');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defuses_formulas() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("-99.13", "-99.13"),
            ("-5+cmd", "'-5+cmd"),
            ("--5", "'--5"),
            ("@a", "'@a"),
            ("\tx", "'\tx"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            let mut cell = cell.to_owned();
            defuse(&mut cell);
            assert_eq!(cell, expected);
        }
    }
}
