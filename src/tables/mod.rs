//! The rows of `gazetteers/` and `rules/`, embedded or from a user's folder.
//!
//! Enters: CSV and TSV text. Leaves: [`Record`]s with the file and line they come from, and typed
//! [`EntityRow`]s, [`OfficeRow`]s and [`TermRow`]s. What a rule's cells mean is left to the stage
//! that reads it; which rows of a user's tables stand in the place of others is known to `overlay`.

mod gazetteers;
mod lines;
mod overlay;
mod record;
mod rows;
mod written;

use std::path::Path;
use std::sync::OnceLock;

pub use gazetteers::{
    Entities, EntityRow, Gazetteers, List, NameRow, Names, OfficeRow, TermRow, Text,
};
pub use record::{Origin, Record};

use self::overlay::Overlay;
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
    /// The embedded gazetteers are read where they are first asked for.
    gazetteers: OnceLock<Gazetteers>,
    overlay: Overlay,
}

impl Tables {
    /// The tables that the program carries, whose faults are not looked for.
    pub fn embedded() -> Tables {
        Tables { gazetteers: OnceLock::new(), overlay: Overlay::default() }
    }

    /// The same, with each gazetteer's row looked at for faults as a user's are.
    pub fn checked() -> Tables {
        let gazetteers = OnceLock::from(Gazetteers::embedded(true));
        Tables { gazetteers, ..Tables::embedded() }
    }

    /// The embedded rules with an empty dictionary, to which [`extend`](Tables::extend) adds.
    pub fn without_gazetteers() -> Tables {
        Tables { gazetteers: OnceLock::from(Gazetteers::default()), overlay: Overlay::default() }
    }

    /// Adds the gazetteers of a folder: a row with a known id replaces the row there was.
    ///
    /// Rows with faults are left out and listed in [`Gazetteers::faults`]. The texts are kept until
    /// the program ends.
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
        self.gazetteers();
        let gazetteers = self.gazetteers.get_mut().expect("they were read just now");
        gazetteers.begin_layer();
        for file in files {
            let name = file.display().to_string();
            match text(&name, std::fs::read(&file).map_err(|e| Error::io(&file, e))?) {
                Ok(text) => gazetteers.add_file(name, text),
                Err(fault) => gazetteers.faults.push(fault),
            }
        }
        Ok(())
    }

    /// Adds the rules of a folder that is laid out as `rules/`, such as `events/en.tsv` in it. Its
    /// rows stand before the embedded ones, and in the place of those about the same word; the rows
    /// of a folder added later stand before those of an earlier one. The texts are kept until the
    /// program ends.
    ///
    /// # Errors
    ///
    /// Where the folder or a file in it cannot be read, no table is called so, a header has not the
    /// columns of the embedded table, or there is no table in the folder.
    pub fn extend_rules(&mut self, folder: &Path) -> Result<()> {
        self.overlay.add(folder, EMBEDDED)
    }

    /// The bytes of all embedded tables: how much there is to load, about.
    pub fn size(&self) -> usize {
        EMBEDDED.iter().map(|(_, text)| text.len()).sum()
    }

    /// Entities, offices and terms.
    pub fn gazetteers(&self) -> &Gazetteers {
        self.gazetteers.get_or_init(|| Gazetteers::embedded(false))
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
    pub fn names(&self, topic: &str) -> Vec<&'static str> {
        let folder = format!("rules/{topic}/");
        let embedded = EMBEDDED.iter().map(|(path, _)| *path);
        let name = |path: &'static str| path.strip_prefix(&*folder)?.strip_suffix(".tsv");
        let mut names: Vec<_> = embedded.chain(self.overlay.paths()).filter_map(name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The rows of `rules/TOPIC/NAME.tsv`, in file order; none where there is no such file.
    ///
    /// # Errors
    ///
    /// Where a line has more or fewer cells than the header.
    pub fn table(&self, topic: &str, name: &str) -> Result<Vec<Record>> {
        let path = format!("rules/{topic}/{name}.tsv");
        let embedded = match embedded(EMBEDDED, &path) {
            Some(text) => record::read_tsv(&path, text)?,
            None => Vec::new(),
        };
        self.overlay.over(&path, embedded)
    }
}

/// The text of the embedded file with this path.
fn embedded(files: &[(&str, &'static str)], path: &str) -> Option<&'static str> {
    let found = files.binary_search_by_key(&path, |(path, _)| path).ok()?;
    Some(files[found].1)
}

/// The text of a user's file, without a byte order mark.
fn text(file: &str, bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|b| **b == b'\n').count() as u64;
        Error::data(file, line, "not UTF-8; save the file as UTF-8")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}
