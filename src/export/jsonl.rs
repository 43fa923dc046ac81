use std::io::{self, Write};

use super::{Columns, Record, Sink, Style};

/// JSON Lines: a row a line.
struct Jsonl(Box<dyn Write>);

pub(super) fn open(
    out: Box<dyn Write>,
    _columns: Columns,
    _style: Style,
) -> io::Result<Box<dyn Sink>> {
    Ok(Box::new(Jsonl(out)))
}

impl Sink for Jsonl {
    fn record(&mut self, record: &dyn Record) -> io::Result<()> {
        record.write_json(&mut self.0)?;
        self.0.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
