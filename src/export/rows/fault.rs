use serde::Serialize;

use crate::error::Error;
use crate::export::Cells;

/// A row of `cronica gazetteer lint`: a fault in a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaultRow {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 for the whole file.
    pub line: u64,
    /// What is wrong, and what to do.
    pub message: String,
}

impl FaultRow {
    /// The row of a fault.
    pub fn new(error: &Error) -> FaultRow {
        let (file, line, message) = match error.fault() {
            Some((file, line, message)) => (file, line, message.to_owned()),
            None => ("", 0, error.to_string()),
        };
        FaultRow { file: file.to_owned(), line, message }
    }
}

impl Cells for FaultRow {
    const COLUMNS: &'static [&'static str] = &["file", "line", "message"];

    fn cells(&self) -> Vec<String> {
        vec![self.file.clone(), self.line.to_string(), self.message.clone()]
    }
}
