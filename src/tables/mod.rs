//! The rows of `gazetteers/` and `rules/`, embedded or from a user's folder.
//!
//! Enters: CSV and TSV text. Leaves: [`Record`]s with the file and line they come from, and typed
//! [`EntityRow`]s, [`OfficeRow`]s and [`TermRow`]s. What a rule's cells mean is left to the stage
//! that reads it.

mod gazetteers;
mod lines;
mod record;
mod rows;

use std::path::Path;

pub use gazetteers::{EntityRow, Gazetteers, NameRow, OfficeRow, TermRow};
pub use record::{Origin, Record};

use crate::error::{Error, Result};
use crate::model::Language;

/// The embedded data files, sorted by path: path below the project's root, and text.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// All tables of one run.
///
/// # Examples
///
/// ```
/// let tables = cronica::Tables::embedded();
/// assert!(tables.gazetteers().entities.iter().any(|row| &*row.id == "mx"));
/// ```
#[derive(Debug)]
pub struct Tables {
    gazetteers: Gazetteers,
}

impl Tables {
    /// The tables that the program carries.
    pub fn embedded() -> Tables {
        let mut tables = Tables::without_gazetteers();
        for (path, text) in EMBEDDED.iter().filter(|(path, _)| !path.starts_with("rules/")) {
            tables.gazetteers.add_file(path, text);
        }
        tables
    }

    /// The embedded rules with an empty dictionary, to which [`extend`](Tables::extend) adds.
    pub fn without_gazetteers() -> Tables {
        Tables { gazetteers: Gazetteers::default() }
    }

    /// Adds the gazetteers of a folder: a row with a known id replaces the row there was.
    ///
    /// Rows with faults are left out and listed in [`Gazetteers::faults`].
    ///
    /// # Errors
    ///
    /// Where the folder or a file in it cannot be read, or holds no gazetteer.
    pub fn extend(&mut self, folder: &Path) -> Result<()> {
        let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, e))?;
        let mut files: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
        files.retain(|path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv")));
        files.sort();
        if files.is_empty() {
            let message = "no .csv file in it; name the files person.csv, cartel.csv and so on";
            return Err(Error::data(folder.display().to_string(), 0, message));
        }
        self.gazetteers.begin_layer();
        for file in files {
            let bytes = std::fs::read(&file).map_err(|e| Error::io(&file, e))?;
            let name = file.display().to_string();
            match std::str::from_utf8(&bytes) {
                Ok(text) => self.gazetteers.add_file(&name, text.trim_start_matches('\u{feff}')),
                Err(error) => {
                    let before = &bytes[..error.valid_up_to()];
                    let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
                    let message = "not UTF-8; save the file as UTF-8";
                    self.gazetteers.faults.push(Error::data(name, line, message));
                }
            }
        }
        Ok(())
    }

    /// Entities, offices and terms.
    pub fn gazetteers(&self) -> &Gazetteers {
        &self.gazetteers
    }

    /// The rows of `rules/TOPIC/LANGUAGE.tsv`, in file order; none where there is no such file.
    ///
    /// # Errors
    ///
    /// Where a line has more or fewer cells than the header.
    pub fn rules(&self, topic: &str, language: Language) -> Result<Vec<Record>> {
        self.table(topic, language.code())
    }

    /// The names of the tables in `rules/TOPIC`, in their order.
    pub fn names(&self, topic: &str) -> impl Iterator<Item = &'static str> {
        let folder = format!("rules/{topic}/");
        let name = move |(path, _): &(&'static str, &str)| {
            path.strip_prefix(&*folder)?.strip_suffix(".tsv")
        };
        EMBEDDED.iter().filter_map(name)
    }

    /// The rows of `rules/TOPIC/NAME.tsv`, in file order; none where there is no such file.
    ///
    /// # Errors
    ///
    /// Where a line has more or fewer cells than the header.
    pub fn table(&self, topic: &str, name: &str) -> Result<Vec<Record>> {
        let path = format!("rules/{topic}/{name}.tsv");
        match EMBEDDED.binary_search_by_key(&path.as_str(), |(path, _)| path) {
            Ok(found) => record::read_tsv(&path, EMBEDDED[found].1),
            Err(_) => Ok(Vec::new()),
        }
    }
}
