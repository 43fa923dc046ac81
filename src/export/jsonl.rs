use std::io::{self, Write};

use super::{Columns, Record, Sink, Style};

/// JSON Lines: a row a line.
struct Jsonl {
    out: Box<dyn Write>,
    /// The row at hand: the serializer writes many small pieces.
    line: Vec<u8>,
}

pub(super) fn open(
    out: Box<dyn Write>,
    _columns: Columns,
    _style: Style,
) -> io::Result<Box<dyn Sink>> {
    Ok(Box::new(Jsonl { out, line: Vec::new() }))
}

impl Sink for Jsonl {
    fn record(&mut self, record: &dyn Record) -> io::Result<()> {
        self.line.clear();
        record.write_json(&mut self.line)?;
        self.line.push(b'\n');
        self.out.write_all(&self.line)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
