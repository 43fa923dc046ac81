//! The lines of a CSV text → cells.

use std::borrow::Cow;

use csv::StringRecord;

use crate::cells::{line_of, quote_fault};

/// Reads a CSV text row by row.
///
/// A row on one line, whose quotes are in order, is cut here without copying it, and that is nearly
/// every row of a gazetteer; any other is left to the `csv` crate, which knows all the rest.
pub(super) struct Lines<'a> {
    text: &'a str,
    /// The byte at which the next row begins.
    at: usize,
    /// The line of that byte, from 1.
    line: u64,
}

/// A row: its line, from 1, how it is written, and its cells.
#[derive(Default)]
pub(super) struct Cells<'a> {
    pub line: u64,
    pub text: &'a str,
    pub cells: Vec<Cow<'a, str>>,
}

/// Why a row cannot be read: the line, from 1, and a message.
pub(super) type Fault = (u64, String);

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Lines<'a> {
        Lines { text, at: 0, line: 1 }
    }

    /// Replaces `row` by the next one; `false` at the end. Empty lines are passed over. In cells for
    /// which `may_break` is false, no line may end. More cells than `most` are not read, nor seen to
    /// go on behind the line.
    ///
    /// # Errors
    ///
    /// Where quotes are not in order; the next call goes on behind the row.
    pub fn read(
        &mut self,
        row: &mut Cells<'a>,
        most: usize,
        may_break: impl Fn(usize) -> bool,
    ) -> Result<bool, Fault> {
        self.skip_empty();
        row.cells.clear();
        row.line = self.line;
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return Ok(false);
        }
        let (length, behind) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(end) => (end, end + 1),
            None => (rest.len(), rest.len()),
        };
        let line = &rest[..length];
        if cut(line.strip_suffix('\r').unwrap_or(line), most, &mut row.cells) {
            row.text = line;
            self.at += behind;
            self.line += 1;
            return Ok(true);
        }
        self.read_any(row, may_break)
    }

    fn skip_empty(&mut self) {
        while let Some(byte @ (b'\r' | b'\n')) = self.text.as_bytes().get(self.at) {
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
    }

    /// Reads any row.
    fn read_any(
        &mut self,
        row: &mut Cells<'a>,
        may_break: impl Fn(usize) -> bool,
    ) -> Result<bool, Fault> {
        let rest = &self.text[self.at..];
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.flexible(true).has_headers(false).from_reader(rest.as_bytes());
        let mut record = StringRecord::new();
        let found = reader.read_record(&mut record);
        let length = reader.position().byte() as usize;
        let before = self.line - 1;
        row.text = &rest[..length];
        self.at += length;
        self.line += rest[..length].matches('\n').count() as u64;
        let is_row = found.map_err(|error| {
            let line = error.position().map_or(0, |position| position.line());
            (before + line, format!("no CSV row: {error}"))
        })?;
        if let Some((line, message)) = quote_fault(rest, &record, may_break) {
            return Err((before + line, message));
        }
        row.line = before + line_of(rest, &record);
        row.cells.clear();
        row.cells.extend(record.iter().map(|cell| Cow::Owned(cell.to_owned())));
        Ok(is_row)
    }
}

/// Appends the first cells of a line to `cells`, of which there are to be `most`; `false` where its
/// quotes are such that it may go on, or is not cut at its commas.
fn cut<'a>(line: &'a str, most: usize, cells: &mut Vec<Cow<'a, str>>) -> bool {
    let mut rest = line;
    loop {
        let end = match rest.strip_prefix('"') {
            Some(quoted) => {
                let Some((cell, length)) = quoted_cell(quoted) else { return false };
                cells.push(cell);
                length + 1
            }
            None => {
                let end = memchr::memchr3(b',', b'"', b'\r', rest.as_bytes()).unwrap_or(rest.len());
                cells.push(Cow::Borrowed(&rest[..end]));
                end
            }
        };
        match rest.as_bytes().get(end) {
            None => return true,
            Some(_) if cells.len() == most => return true,
            Some(b',') => rest = &rest[end + 1..],
            Some(_) => return false,
        }
    }
}

/// The cell of which `text` is what follows its opening quote, and the bytes that it takes with the
/// closing one; `None` where nothing closes it.
fn quoted_cell(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let mut from = 0;
    let mut has_quotes = false;
    loop {
        let end = from + memchr::memchr(b'"', &text.as_bytes()[from..])?;
        if text.as_bytes().get(end + 1) != Some(&b'"') {
            let cell = &text[..end];
            let cell = if has_quotes { cell.replace("\"\"", "\"").into() } else { cell.into() };
            return Some((cell, end + 1));
        }
        has_quotes = true;
        from = end + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of `text` with their lines, by this reader.
    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut lines = Lines::new(text);
        let mut row = Cells::default();
        let mut rows = Vec::new();
        while lines.read(&mut row, usize::MAX, |_| true).expect("the quotes are in order") {
            rows.push((row.line, row.cells.iter().map(|cell| cell.to_string()).collect()));
        }
        rows
    }

    #[test]
    fn reads_what_the_csv_crate_reads() {
        let texts = [
            "",
            "a",
            "a,b\nc,d",
            "a,b\r\nc,d\r\n",
            "\n\na,\n\n,b\n",
            "\"a, b\",\"c \"\"d\"\"\",\"\"\ne,f\n",
            "a \"b\" c,d\ne,f\n",
            "\"a\nb\",c\nd,e\n",
            "\"a\" b,c\nd,e\n",
            "a,b\rc,d\n",
            "ñ,\"é\"\n“,”\n",
        ];
        for text in texts {
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.flexible(true).has_headers(false).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("UTF-8").iter().map(str::to_owned).collect())
                .collect();
            let found: Vec<_> = rows(text).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn counts_every_line() {
        let text = "a\n\r\n\nb\n\"c\nd\"\ne\n";
        let lines: Vec<u64> = rows(text).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [1, 4, 5, 7]);
    }

    #[test]
    fn tells_where_a_quote_opens_that_nothing_closes() {
        let mut lines = Lines::new("a,b\nc,d\ne,\"f\ng,h\n");
        let mut row = Cells::default();
        assert_eq!(lines.read(&mut row, usize::MAX, |_| false), Ok(true));
        assert_eq!(lines.read(&mut row, usize::MAX, |_| false), Ok(true));
        assert_eq!(lines.read(&mut row, usize::MAX, |_| false).map_err(|(line, _)| line), Err(3));
        assert_eq!(lines.read(&mut row, usize::MAX, |_| false), Ok(false));
    }
}
