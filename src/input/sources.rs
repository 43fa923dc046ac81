use std::collections::BTreeMap;
use std::path::Path;

use super::metadata::from_fields;
use crate::cells::{line_of, quote_fault, separator_fault};
use crate::error::Error;
use crate::model::{Metadata, PublishedFrom};

/// The name of the file that lists the documents of a folder.
pub(super) const FILE: &str = "sources.csv";

/// What a folder's `sources.csv` says.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Metadata by file name.
    pub rows: BTreeMap<String, Metadata>,
    /// Rows and cells that cannot be used.
    pub faults: Vec<Error>,
    /// Remarks, such as the encoding that was detected.
    pub notices: Vec<String>,
}

/// Reads the `sources.csv` of `folder`; nothing where there is none.
pub(super) fn read(folder: &Path) -> Sources {
    let path = folder.join(FILE);
    let mut sources = Sources::default();
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return sources,
        Err(error) => {
            sources.faults.push(Error::io(&path, error));
            return sources;
        }
    };
    let name = path.display().to_string();
    let text = match super::decode::decode(bytes, false) {
        Ok(decoded) => {
            sources.notices.extend(decoded.notice.map(|notice| format!("{name}: {notice}")));
            decoded.text
        }
        Err(message) => {
            sources.faults.push(Error::data(name, 0, message));
            return sources;
        }
    };
    sources.read_rows(&name, folder, &text);
    sources
}

impl Sources {
    fn read_rows(&mut self, name: &str, folder: &Path, text: &str) {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let columns: Vec<String> = match reader.headers() {
            Ok(header) => {
                if let Some(message) = separator_fault(header) {
                    return self.fault(name, 1, message);
                }
                header.iter().map(|cell| cell.trim().to_lowercase()).collect()
            }
            Err(error) => return self.fault(name, 1, format!("no CSV header: {error}")),
        };
        let Some(file) = columns.iter().position(|column| column == "file") else {
            let message = "no column `file`; the header is \
                           file,title,publisher,author,published,language,url";
            return self.fault(name, 1, message.into());
        };
        for row in reader.into_records() {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let line = error.position().map_or(0, |position| position.line());
                    self.fault(name, line, format!("no CSV row: {error}; it is left out"));
                    continue;
                }
            };
            let line = line_of(text, &row);
            if let Some((line, message)) = quote_fault(text, &row, |_| false) {
                self.fault(name, line, format!("{message}; the row is left out"));
                continue;
            }
            if row.len() != columns.len() {
                let wants = columns.len();
                let message = match row.len() {
                    has if has > wants => format!(
                        "{has} cells where the header has {wants}; put cells with commas in \
                         double quotes; the row is left out"
                    ),
                    has => format!(
                        "{has} of the header's {wants} cells; add a comma for each empty cell, \
                         and close quotes; the row is left out"
                    ),
                };
                self.fault(name, line, message);
                continue;
            }
            let take = |field: &str| {
                let i = columns.iter().position(|column| column == field)?;
                let cell = row.get(i)?.trim();
                (!cell.is_empty()).then(|| cell.to_owned())
            };
            let (metadata, faults) = from_fields(take, PublishedFrom::Sources);
            for (field, message) in faults {
                self.fault(name, line, format!("column `{field}`: {message}"));
            }
            self.add(name, line, folder, row.get(file).unwrap_or_default().trim(), metadata);
        }
    }

    fn add(&mut self, name: &str, line: u64, folder: &Path, file: &str, metadata: Metadata) {
        let file = file.strip_prefix("./").unwrap_or(file);
        if file.is_empty() {
            return self.fault(name, line, "the column `file` is empty; name the file".into());
        }
        if file.contains('/') {
            let message = format!("`{file}` lies in another folder; list it in a {FILE} there");
            return self.fault(name, line, message);
        }
        if !folder.join(file).exists() {
            let message = format!("there is no file `{file}` in the folder; correct the name");
            return self.fault(name, line, message);
        }
        if self.rows.insert(file.to_owned(), metadata).is_some() {
            let message = format!("the file `{file}` is listed twice; the later row counts");
            self.fault(name, line, message);
        }
    }

    fn fault(&mut self, name: &str, line: u64, message: String) {
        self.faults.push(Error::data(name, line, message));
    }
}
