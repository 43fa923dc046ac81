//! Lists of entities in other formats → rows of gazetteers.
//!
//! Enters: a file of OpenSanctions, Wikidata or OFAC, or a plain list of names. Leaves:
//! [`ImportedRow`]s, which the exporter writes as `KIND.csv`, and what could not be used.

mod list;
mod ofac;
mod opensanctions;
mod wikidata;

use std::collections::BTreeMap;
use std::path::Path;

use super::decode::decode;
use crate::error::{Error, Result};
use crate::model::EntityKind;
use crate::tokens::fold;

/// An entity of another list, as a gazetteer would have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedRow {
    /// The identifier: that of the list, in the letters that identifiers have here.
    pub id: String,
    /// What it is; `None` is left to the caller's choice.
    pub kind: Option<EntityKind>,
    /// The name.
    pub name: String,
    /// The tail of a person's name that is the family name, where the list says so.
    pub surname: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// ISO 3166 alpha-2 codes.
    pub countries: Vec<String>,
    /// Birth or foundation, as EDTF.
    pub from: String,
    /// Death or dissolution, as EDTF.
    pub to: String,
    /// One line about it.
    pub note: String,
    /// Where it comes from.
    pub source: String,
}

/// What an import yields.
#[derive(Debug, Default)]
pub struct Import {
    /// The rows, in file order.
    pub rows: Vec<ImportedRow>,
    /// Lines that could not be used.
    pub faults: Vec<Error>,
    /// How many entries are of a sort that gazetteers do not hold (ships, wallets).
    pub passed_over: usize,
}

impl Import {
    /// The rows of `kind` as the text of a gazetteer file, sorted by identifier; rows whose list
    /// does not tell the kind are taken for `default`. Empty where there are none.
    pub fn gazetteer(&self, kind: EntityKind, default: EntityKind) -> String {
        let mut rows: Vec<&ImportedRow> =
            self.rows.iter().filter(|row| row.kind.unwrap_or(default) == kind).collect();
        if rows.is_empty() {
            return String::new();
        }
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let mut writer = csv::Writer::from_writer(Vec::new());
        let written = writer.write_record(COLUMNS).and_then(|()| {
            rows.iter().try_for_each(|row| {
                let (aliases, countries) = (row.aliases.join("|"), row.countries.join("|"));
                let cells = [&row.id, &row.name, &row.surname, &aliases, &countries, &row.from];
                let rest = [&row.to, &row.note, &row.source];
                writer.write_record(cells.into_iter().chain(rest))
            })
        });
        written.expect("a buffer takes rows of one width");
        let bytes = writer.into_inner().expect("a buffer can be flushed");
        String::from_utf8(bytes).expect("the cells are UTF-8")
    }
}

/// The columns of a written gazetteer.
const COLUMNS: [&str; 9] =
    ["id", "name", "surname", "aliases", "country", "from", "to", "note", "source"];

/// A format that can be imported.
#[derive(Debug)]
pub struct ImportFormat {
    /// The name, as `--from` takes it.
    pub name: &'static str,
    /// Whether a file with this name and these first bytes is one.
    detect: fn(&str, &str) -> bool,
    read: fn(&str, &str) -> Import,
}

/// The formats, in the order in which they are tried on a file.
pub const IMPORT_FORMATS: &[ImportFormat] = &[
    ImportFormat {
        name: "opensanctions",
        detect: opensanctions::is_ftm,
        read: opensanctions::read_ftm,
    },
    ImportFormat {
        name: "opensanctions-csv",
        detect: opensanctions::is_simple,
        read: opensanctions::read_simple,
    },
    ImportFormat { name: "wikidata", detect: wikidata::is_wikidata, read: wikidata::read },
    ImportFormat { name: "ofac", detect: ofac::is_sdn, read: ofac::read },
    ImportFormat { name: "list", detect: |_, _| true, read: list::read },
];

/// Reads `path` in the format `name`, or in the first that fits where it is `None`.
///
/// # Errors
///
/// Where the file cannot be read, is no text, or `name` is no format.
pub fn import(path: &Path, name: Option<&str>) -> Result<(&'static str, Import)> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let text = decode(bytes, false).map_err(|message| Error::document(path, message))?.text;
    let file = path.display().to_string();
    let head = &text[..text.floor_char_boundary(4_096)];
    let found = IMPORT_FORMATS.iter().find(|format| match name {
        Some(name) => format.name == name,
        None => (format.detect)(&file, head),
    });
    let Some(format) = found else {
        let known: Vec<_> = IMPORT_FORMATS.iter().map(|format| format.name).collect();
        let message = format!(
            "the format `{}` is not known; use one of {}",
            name.unwrap_or_default(),
            known.join(", ")
        );
        return Err(Error::argument(message));
    };
    let mut import = (format.read)(&file, &text);
    unite(&mut import.rows);
    Ok((format.name, import))
}

/// Joins rows with the same identifier and removes names that a row repeats.
fn unite(rows: &mut Vec<ImportedRow>) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut united: Vec<ImportedRow> = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        match places.get(&row.id) {
            Some(place) => {
                let known = &mut united[*place];
                known.aliases.push(row.name);
                known.aliases.extend(row.aliases);
            }
            None => {
                places.insert(row.id.clone(), united.len());
                united.push(row);
            }
        }
    }
    for row in &mut united {
        let mut seen = vec![row.name.clone()];
        row.aliases.retain(|alias| {
            let is_new = alias.contains(char::is_alphanumeric) && !seen.contains(alias);
            if is_new {
                seen.push(alias.clone());
            }
            is_new
        });
    }
    *rows = united;
}

/// An identifier made of the letters and digits of `text`, with hyphens between its words.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// One line without the marks that gazetteers give a meaning (`|` between names, `~` and `!`
/// before them).
fn clean(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").replace('|', "/").trim_start_matches(['~', '!']).to_owned()
}

/// The date of a cell, if it is one: an EDTF date up to the day.
fn date(cell: &str) -> String {
    let day = super::metadata::date(cell.trim().trim_start_matches('+'));
    match day.parse::<crate::model::Edtf>() {
        Ok(edtf) => edtf.to_string(),
        Err(_) => String::new(),
    }
}
