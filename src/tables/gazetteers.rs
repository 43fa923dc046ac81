use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::EMBEDDED;
use super::record::Origin;
use super::rows::{Column, Row, Rows};
use super::written::Written;
use crate::error::{Error, Result};
use crate::model::{Edtf, EntityKind, GeoPoint, Language};

/// The text of a cell, which is where the table has it, and not copied. A user's table is kept until
/// the program ends.
pub type Text = &'static str;

/// A cell that lists things, with `|` between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct List(pub(super) Text);

impl List {
    /// The things, in order, without the space around them.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        parts(self.0)
    }
}

/// A cell that lists names with their marks, with `|` between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names(pub(super) Text);

impl Names {
    /// The names, in order.
    pub fn iter(&self) -> impl Iterator<Item = NameRow<'_>> + Clone {
        parts(self.0).map(NameRow::new)
    }
}

/// A name in a gazetteer with its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameRow<'a> {
    /// The name without its mark.
    pub text: &'a str,
    /// Marked `~`: counts only with evidence that this bearer is meant.
    pub weak: bool,
    /// Marked `!`: counts alone although names of its sort do not.
    pub strong: bool,
    /// Marked with a code (`es:`): counts only in texts of that language.
    pub language: Option<Language>,
}

impl<'a> NameRow<'a> {
    fn new(part: &'a str) -> NameRow<'a> {
        let marked = |mark| part.strip_prefix(mark).map(str::trim_start);
        let (weak, strong) = (marked('~'), marked('!'));
        let plain = weak.or(strong).unwrap_or(part);
        let (language, text) = in_language(plain);
        NameRow { text, weak: weak.is_some(), strong: strong.is_some(), language }
    }
}

/// The language whose code stands before a name (`es:EU`), and the name.
fn in_language(name: &str) -> (Option<Language>, &str) {
    // Nearly no name has a colon there.
    if name.as_bytes().get(2) != Some(&b':') {
        return (None, name);
    }
    match name[..2].parse() {
        Ok(language) => (Some(language), name[3..].trim_start()),
        Err(_) => (None, name),
    }
}

/// The parts of a cell between `|`, without the space around them and without empty ones.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = cell;
    let next = move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memchr(b'|', rest.as_bytes()).unwrap_or(rest.len());
        let part = &rest[..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(trimmed(part))
    };
    std::iter::from_fn(next).filter(|part| !part.is_empty())
}

/// `cell` without the space around it. Nearly no cell has any, which its first and last byte tell.
pub(super) fn trimmed(cell: &str) -> &str {
    let bytes = cell.as_bytes();
    let is_edge = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if is_edge(bytes.first()) && is_edge(bytes.last()) { cell } else { cell.trim() }
}

/// A row of `KIND.csv`: what every run asks of it, and the row as it is written, where the rest is
/// read when it is asked for.
#[derive(Clone, Debug)]
pub struct EntityRow {
    pub(super) written: Written,
    /// From the file's name, or from the column `kind`.
    pub kind: EntityKind,
    /// Unique in all gazetteers.
    pub id: Text,
    /// The canonical name.
    pub name: Text,
    /// The tail of a person's name that is the family name.
    pub surname: Text,
    /// A person's nicknames.
    pub nicknames: Names,
    /// Other names.
    pub aliases: Names,
    /// ISO 3166 alpha-2 codes.
    pub countries: List,
    /// Identifiers of containing or commanding entities.
    pub parents: List,
    /// The type of a place (`municipality`, `prison`); empty for other kinds.
    pub place_type: Text,
    /// Inhabitants of a place.
    pub population: Option<u64>,
}

impl EntityRow {
    /// Where it stands.
    pub fn origin(&self) -> Origin {
        self.written.origin()
    }

    /// Birth, foundation or beginning.
    pub fn from(&self) -> Option<Edtf> {
        self.written.cell(Column::From).parse().ok()
    }

    /// Death, dissolution or end.
    pub fn to(&self) -> Option<Edtf> {
        self.written.cell(Column::To).parse().ok()
    }

    /// Where a place lies.
    pub fn point(&self) -> Option<GeoPoint> {
        let latitude = self.written.cell(Column::Latitude).parse().ok()?;
        let longitude = self.written.cell(Column::Longitude).parse().ok()?;
        Some(GeoPoint { latitude, longitude })
    }

    /// Dates and authorities of a group's designations.
    pub fn designated(&self) -> Cow<'static, str> {
        self.written.cell(Column::Designated)
    }

    /// The agency that took over.
    pub fn successor(&self) -> Cow<'static, str> {
        self.written.cell(Column::Successor)
    }

    /// One line about it.
    pub fn note(&self) -> Cow<'static, str> {
        self.written.cell(Column::Note)
    }

    /// Where it was looked up.
    pub fn source(&self) -> Cow<'static, str> {
        self.written.cell(Column::Source)
    }
}

/// A row of `offices.csv`.
#[derive(Clone, Debug)]
pub struct OfficeRow {
    /// Where it stands.
    pub origin: Origin,
    /// Unique in all gazetteers.
    pub id: Text,
    /// What it is called.
    pub name: Text,
    /// How texts name it without a name; weak ones need evidence of the country.
    pub wordings: Names,
    /// ISO 3166 alpha-2 codes.
    pub countries: List,
    /// The place it governs.
    pub place: Text,
    /// The agency it heads.
    pub agency: Text,
    /// Whether one person holds it at a time.
    pub single: bool,
}

/// A row of `roles.csv`: a term of office.
#[derive(Clone, Debug)]
pub struct TermRow {
    /// Where it stands.
    pub origin: Origin,
    /// The holder's identifier.
    pub person: Arc<str>,
    /// The office's identifier.
    pub office: Arc<str>,
    /// The first day, month or year.
    pub from: Option<Edtf>,
    /// The last day, month or year; `None` while it lasts.
    pub to: Option<Edtf>,
}

/// All rows of the dictionary, later folders over earlier ones.
#[derive(Debug, Default)]
pub struct Gazetteers {
    /// Entities in the order of their files; a replaced row keeps its place.
    pub entities: Arc<Entities>,
    /// Offices.
    pub offices: Vec<OfficeRow>,
    /// Terms of office.
    pub terms: Vec<TermRow>,
    /// Rows that could not be used, and why.
    pub faults: Vec<Error>,
    /// Remarks on files that are read all the same, such as columns that are not known.
    pub remarks: Vec<Error>,
    layer: u16,
}

/// The rows of entities, which a dictionary made of them shares.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    rows: Vec<EntityRow>,
    /// The place of each identifier, those of offices included, in its list.
    places: FxHashMap<Text, Place>,
}

impl Entities {
    /// The number of the row with this identifier.
    pub fn position(&self, id: &str) -> Option<usize> {
        let place = self.places.get(id).filter(|place| !place.is_office)?;
        Some(place.index as usize)
    }
}

impl Deref for Entities {
    type Target = [EntityRow];

    fn deref(&self) -> &[EntityRow] {
        &self.rows
    }
}

#[derive(Clone, Copy, Debug)]
struct Place {
    index: u32,
    layer: u16,
    is_office: bool,
}

impl Gazetteers {
    /// The rows that the program carries, with or without a look for faults.
    pub(super) fn embedded(checks: bool) -> Gazetteers {
        let mut gazetteers = Gazetteers::default();
        let files = || EMBEDDED.iter().filter(|(path, _)| !path.starts_with("rules/"));
        gazetteers.reserve(files().map(|(_, text)| lines(text)).sum());
        for (path, text) in files() {
            gazetteers.add(path, text, checks);
        }
        gazetteers
    }

    /// Lets the rows that follow replace those that are there.
    pub(super) fn begin_layer(&mut self) {
        self.layer = self.layer.saturating_add(1);
    }

    /// Adds the rows of a user's CSV text, which is kept until the program ends.
    pub(super) fn add_file(&mut self, file: String, text: String) {
        self.reserve(lines(&text));
        self.add(file.leak(), text.leak(), true);
    }

    /// Makes room for as many more rows of entities.
    fn reserve(&mut self, rows: usize) {
        let entities = Arc::make_mut(&mut self.entities);
        entities.rows.reserve(rows);
        entities.places.reserve(rows);
    }

    /// Adds the rows of a CSV text; `checks` tells whether cells that are read only when they are
    /// needed are looked at now.
    fn add(&mut self, file: &'static str, text: &'static str, checks: bool) {
        let stem = Path::new(file).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let mut rows = match Rows::new(file, stem, text) {
            Ok(rows) => rows,
            Err(error) => return self.faults.push(error),
        };
        self.remarks.extend(rows.unknown.take());
        match stem {
            "offices" => rows.read(|row| row.office(), |row| self.take(row, Self::add_office)),
            "roles" => rows.read(|row| row.term(), |row| self.take(row, Self::add_term)),
            _ => {
                if !checks {
                    rows.cut_short();
                }
                let entity = |row: Row<'_>| {
                    let entity = row.entity(stem)?;
                    if checks {
                        row.check(&entity)?;
                    }
                    Ok(entity)
                };
                rows.read(entity, |row| self.take(row, Self::add_entity));
            }
        }
    }

    /// Adds a row, or the fault that it has.
    fn take<T>(&mut self, row: Result<T>, add: impl Fn(&mut Self, T) -> Result<()>) {
        if let Err(error) = row.and_then(|row| add(self, row)) {
            self.faults.push(error);
        }
    }

    /// The row with this identifier.
    pub fn entity(&self, id: &str) -> Option<&EntityRow> {
        self.entities.get(self.entities.position(id)?)
    }

    fn add_entity(&mut self, row: EntityRow) -> Result<()> {
        let index = self.entities.len() as u32;
        let place = Place { index, layer: self.layer, is_office: false };
        let entities = Arc::make_mut(&mut self.entities);
        match entities.claim(row.id, || row.origin(), place)? {
            Some(index) => entities.rows[index] = row,
            None => entities.rows.push(row),
        }
        Ok(())
    }

    fn add_term(&mut self, row: TermRow) -> Result<()> {
        self.terms.push(row);
        Ok(())
    }

    fn add_office(&mut self, row: OfficeRow) -> Result<()> {
        let index = self.offices.len() as u32;
        let place = Place { index, layer: self.layer, is_office: true };
        let entities = Arc::make_mut(&mut self.entities);
        match entities.claim(row.id, || row.origin.clone(), place)? {
            Some(index) => self.offices[index] = row,
            None => self.offices.push(row),
        }
        Ok(())
    }
}

impl Entities {
    /// Takes `place` for an identifier, or gives the index of the row that it replaces.
    fn claim(
        &mut self,
        id: Text,
        origin: impl Fn() -> Origin,
        place: Place,
    ) -> Result<Option<usize>> {
        let old = match self.places.entry(id) {
            Entry::Occupied(old) => old.into_mut(),
            Entry::Vacant(free) => {
                free.insert(place);
                return Ok(None);
            }
        };
        if old.layer == place.layer || old.is_office != place.is_office {
            let message = format!("the id `{id}` is taken already; give this row another id");
            return Err(origin().error(message));
        }
        old.layer = place.layer;
        Ok(Some(old.index as usize))
    }
}

/// How many lines a text has.
fn lines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_rows_cut_short_are_those_read_whole() {
        let (whole, short) = (Gazetteers::embedded(true), Gazetteers::embedded(false));
        assert_eq!(whole.entities.len(), short.entities.len());
        for (whole, short) in whole.entities.iter().zip(short.entities.iter()) {
            assert_eq!((whole.origin(), whole.id), (short.origin(), short.id));
            assert_eq!(whole.note(), short.note(), "{}", whole.id);
        }
    }
}
