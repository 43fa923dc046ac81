//! What the CSV reader passes over in silence, for the rooms that read users' files: lines, quotes
//! that nobody closes, and separators that are no commas.
//!
//! Enters: a text and a record read from it. Leaves: lines and messages.

use csv::StringRecord;

/// The line of `text`, from 1, on which a record begins; the reader's own count leaves the empty
/// lines before it out.
pub(crate) fn line_of(text: &str, record: &StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let empty = rest(text, record).bytes().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    position.line() + empty.filter(|byte| *byte == b'\n').count() as u64
}

/// What is wrong with the quotes of a record, and the line where the quote opens: a cell runs to the
/// end of the text, or over the end of its line in a column where `may_break` does not allow that.
pub(crate) fn quote_fault(
    text: &str,
    record: &StringRecord,
    may_break: impl Fn(usize) -> bool,
) -> Option<(u64, String)> {
    let rest = rest(text, record);
    let breaks = record.as_slice().contains('\n');
    if !breaks && memchr::memchr(b'\n', rest.as_bytes()).is_some() {
        return None;
    }
    let line = line_of(text, record);
    let rest = rest.trim_start_matches(['\r', '\n']);
    if let Some(at) = unclosed(rest) {
        let before = rest.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
        let message = "a quote opens here that nothing closes; close it, or remove it";
        return Some((line + before as u64, message.into()));
    }
    let column =
        record.iter().enumerate().position(|(i, cell)| cell.contains('\n') && !may_break(i))?;
    let before = record.iter().take(column).map(|cell| cell.matches('\n').count()).sum::<usize>();
    let message = format!(
        "cell {} runs over the end of the line; close the quote that opens it, or remove the line break",
        column + 1
    );
    Some((line + before as u64, message))
}

/// What is wrong with a header whose cells another mark than the comma separates.
pub(crate) fn separator_fault(header: &StringRecord) -> Option<String> {
    let [mark, name] = match header.as_slice() {
        _ if header.len() != 1 => return None,
        cell if cell.contains(';') => [";", "semicolons"],
        cell if cell.contains('\t') => ["\t", "tabs"],
        _ => return None,
    };
    let comma = header.as_slice().replace(mark, ",");
    Some(format!("the columns are separated by {name}; save the file as CSV with commas: {comma}"))
}

/// The text from a record on.
fn rest<'a>(text: &'a str, record: &StringRecord) -> &'a str {
    let start = record.position().map_or(0, |position| position.byte() as usize);
    text.get(start..).unwrap_or_default()
}

/// The byte of the quote that the first record of `text` opens and that nothing closes.
fn unclosed(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate().peekable();
    let mut cell_begins = true;
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\n' => return None,
            b'"' if cell_begins => loop {
                match bytes.next() {
                    None => return Some(at),
                    Some((_, b'"')) if bytes.next_if(|(_, next)| *next == b'"').is_none() => break,
                    Some(_) => {}
                }
            },
            _ => {}
        }
        cell_begins = byte == b',';
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_left_open_are_told_where_they_open() {
        let cases = [
            ("a,b\n", None),
            ("a,\"b \"\"c\"\"\"\n", None),
            ("a,b \"c\n", None),
            ("a,\"b", Some(1)),
            ("a,\"b\nc,d\n", Some(1)),
            ("\n\na,\"b\nc\",\"d\ne\n", Some(4)),
            ("a,\"b\nc,\"d\"\ne,f\n", Some(1)),
            ("\"a\nb\",c\nd,e\n", Some(1)),
        ];
        for (text, line) in cases {
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.flexible(true).has_headers(false).from_reader(text.as_bytes());
            let record = reader.records().next().expect("a record").expect("UTF-8");
            let found = quote_fault(text, &record, |_| false).map(|(line, _)| line);
            assert_eq!(found, line, "{text:?}");
        }
    }
}
