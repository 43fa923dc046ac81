use std::io::{self, Write};

use super::{Columns, Record, Sink, Style};

/// One JSON array, a row a line.
struct Json {
    out: Box<dyn Write>,
    /// The row at hand: the serializer writes many small pieces.
    row: Vec<u8>,
    is_first: bool,
}

pub(super) fn open(
    mut out: Box<dyn Write>,
    _columns: Columns,
    _style: Style,
) -> io::Result<Box<dyn Sink>> {
    out.write_all(b"[")?;
    Ok(Box::new(Json { out, row: Vec::new(), is_first: true }))
}

impl Sink for Json {
    fn record(&mut self, record: &dyn Record) -> io::Result<()> {
        self.row.clear();
        self.row.extend_from_slice(if self.is_first { b"\n" } else { b",\n" });
        self.is_first = false;
        record.write_json(&mut self.row)?;
        self.out.write_all(&self.row)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.is_first { b"]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}
