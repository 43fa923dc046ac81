//! A user's rules, laid over the embedded ones.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::record::{self, Record};
use crate::error::{Error, Result};

/// Tables whose rows say something of one word, and the columns that tell which; of other tables,
/// all rows count, the first that fits before the others.
const KEYS: &[(&str, &[&str])] = &[
    ("rules/dates/heads", &["office"]),
    ("rules/events/", &["lemma", "class"]),
    ("rules/events/frames", &["frame"]),
    ("rules/mentions/countries", &["country"]),
    ("rules/mentions/kinds", &["word", "place"]),
    ("rules/mentions/titles", &["wording"]),
    ("rules/mentions/weights", &["name"]),
    ("rules/words/demonyms", &["word"]),
];

/// A topic to which a user may add tables of other names.
const OPEN: &str = "rules/mappings/";

/// The user's tables, those that count first before the others.
#[derive(Debug, Default)]
pub(super) struct Overlay(Vec<Table>);

#[derive(Debug)]
struct Table {
    /// The path of the embedded table that it is laid over.
    path: &'static str,
    /// The user's file, for messages.
    file: String,
    text: &'static str,
}

impl Overlay {
    /// Adds the tables of `folder` before those there are. `embedded` are the paths and texts of the
    /// tables that they can be laid over.
    pub(super) fn add(
        &mut self,
        folder: &Path,
        embedded: &[(&'static str, &'static str)],
    ) -> Result<()> {
        let mut tables = Vec::new();
        for topic in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
            let is_table = |path: &PathBuf| path.extension().is_some_and(|e| e == "tsv");
            for file in entries(&topic)?.into_iter().filter(is_table) {
                tables.push(table(folder, &file, embedded)?);
            }
        }
        if tables.is_empty() {
            let message =
                "no table in it; lay it out as events/en.tsv, mappings/plover.tsv and so on";
            return Err(Error::data(folder.display().to_string(), 0, message));
        }
        self.0.splice(0..0, tables);
        Ok(())
    }

    /// The paths of all tables.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|table| table.path)
    }

    /// The user's rows of the table at `path` before the embedded ones, without those whose place
    /// they take.
    pub(super) fn over(&self, path: &str, embedded: Vec<Record>) -> Result<Vec<Record>> {
        let mut layers = Vec::new();
        for table in self.0.iter().filter(|table| table.path == path) {
            layers.push(record::read_tsv(&table.file, table.text)?);
        }
        if layers.is_empty() {
            return Ok(embedded);
        }
        layers.push(embedded);
        let key = KEYS.iter().rev().find(|(start, _)| path.starts_with(start));
        let Some((_, columns)) = key else { return Ok(layers.into_iter().flatten().collect()) };
        let key = |row: &Record| columns.iter().map(|column| row.get(column)).collect::<Vec<_>>();
        let (mut rows, mut said) = (Vec::new(), FxHashSet::default());
        for mut layer in layers {
            layer.retain(|row| !said.contains(&key(row)));
            said.extend(layer.iter().map(key));
            rows.extend(layer);
        }
        Ok(rows)
    }
}

/// What a folder holds, in the order of the names.
fn entries(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let failed = |error| Error::io(folder, error);
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

/// Reads the table in `file` below `folder`.
fn table(folder: &Path, file: &Path, embedded: &[(&'static str, &'static str)]) -> Result<Table> {
    let name = file.display().to_string();
    let below = file.strip_prefix(folder).unwrap_or(file).to_string_lossy();
    let path = format!("rules/{}", below.replace('\\', "/"));
    let known = super::embedded(embedded, &path);
    if known.is_none() && !path.starts_with(OPEN) {
        let tables = embedded.iter().filter_map(|(path, _)| path.strip_prefix("rules/"));
        let tables = tables.collect::<Vec<_>>().join(", ");
        return Err(Error::data(name, 0, format!("no table has this name; use one of {tables}")));
    }
    let bytes = std::fs::read(file).map_err(|e| Error::io(file, e))?;
    // Rows borrow from the texts of their tables, as they do from the embedded ones.
    let text: &'static str = super::text(&name, bytes)?.leak();
    if let Some(known) = known {
        let (line, own) = record::header(text).unwrap_or_default();
        let wanted = record::header(known).map_or("", |(_, header)| header);
        let sorted = |header: &str| header.split('\t').map(str::to_owned).collect::<BTreeSet<_>>();
        if sorted(own) != sorted(wanted) {
            let wanted = wanted.replace('\t', ", ");
            let message = format!("the columns must be {wanted}, with tabs between them");
            return Err(Error::data(name, line, message));
        }
    }
    Ok(Table { path: path.leak(), file: name, text })
}
