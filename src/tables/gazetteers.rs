use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::record::Origin;
use super::rows::Rows;
use crate::error::{Error, Result};
use crate::model::{Edtf, EntityKind, GeoPoint};

/// A name in a gazetteer with its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The name without its mark.
    pub text: Box<str>,
    /// Marked `~`: counts only with evidence that this bearer is meant.
    pub weak: bool,
    /// Marked `!`: counts alone although names of its sort do not.
    pub strong: bool,
}

/// A row of `KIND.csv`.
#[derive(Clone, Debug)]
pub struct EntityRow {
    /// Where it stands.
    pub origin: Origin,
    /// From the file's name, or from the column `kind`.
    pub kind: EntityKind,
    /// Unique in all gazetteers.
    pub id: Arc<str>,
    /// The canonical name.
    pub name: Arc<str>,
    /// The tail of a person's name that is the family name.
    pub surname: Box<str>,
    /// A person's nicknames.
    pub nicknames: Vec<NameRow>,
    /// Other names.
    pub aliases: Vec<NameRow>,
    /// ISO 3166 alpha-2 codes.
    pub countries: Vec<Box<str>>,
    /// Identifiers of containing or commanding entities.
    pub parents: Vec<Arc<str>>,
    /// Birth, foundation or beginning.
    pub from: Option<Edtf>,
    /// Death, dissolution or end.
    pub to: Option<Edtf>,
    /// Where a place lies.
    pub point: Option<GeoPoint>,
    /// The type of a place (`municipality`, `prison`); empty for other kinds.
    pub place_type: Box<str>,
    /// Inhabitants of a place.
    pub population: Option<u64>,
    /// Dates and authorities of a group's designations.
    pub designated: Box<str>,
    /// The agency that took over.
    pub successor: Box<str>,
    /// One line about it.
    pub note: Box<str>,
    /// Where it was looked up.
    pub source: Box<str>,
}

/// A row of `offices.csv`.
#[derive(Clone, Debug)]
pub struct OfficeRow {
    /// Where it stands.
    pub origin: Origin,
    /// Unique in all gazetteers.
    pub id: Arc<str>,
    /// What it is called.
    pub name: Box<str>,
    /// How texts name it without a name; weak ones need evidence of the country.
    pub wordings: Vec<NameRow>,
    /// ISO 3166 alpha-2 codes.
    pub countries: Vec<Box<str>>,
    /// The place it governs.
    pub place: Box<str>,
    /// The agency it heads.
    pub agency: Box<str>,
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
    pub entities: Vec<EntityRow>,
    /// Offices.
    pub offices: Vec<OfficeRow>,
    /// Terms of office.
    pub terms: Vec<TermRow>,
    /// Rows that could not be used, and why.
    pub faults: Vec<Error>,
    /// Remarks on files that are read all the same, such as columns that are not known.
    pub remarks: Vec<Error>,
    /// The place of each identifier in its list.
    places: FxHashMap<Arc<str>, Place>,
    layer: u32,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    index: usize,
    layer: u32,
    is_office: bool,
}

impl Gazetteers {
    /// Lets the rows that follow replace those that are there.
    pub(super) fn begin_layer(&mut self) {
        self.layer += 1;
    }

    /// Adds the rows of a CSV text.
    pub(super) fn add_file(&mut self, file: &str, text: &str) {
        let stem = Path::new(file).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let mut rows = match Rows::new(&file.into(), stem, text) {
            Ok(rows) => rows,
            Err(error) => return self.faults.push(error),
        };
        self.remarks.extend(rows.unknown.take());
        match stem {
            "offices" => rows.read(|row| row.office(), |row| self.take(row, Self::add_office)),
            "roles" => rows.read(|row| row.term(), |row| self.take(row, Self::add_term)),
            _ => {
                let count = memchr::memchr_iter(b'\n', text.as_bytes()).count();
                self.entities.reserve(count);
                self.places.reserve(count);
                rows.read(|row| row.entity(stem), |row| self.take(row, Self::add_entity));
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
        let place = self.places.get(id).filter(|place| !place.is_office)?;
        self.entities.get(place.index)
    }

    fn add_entity(&mut self, row: EntityRow) -> Result<()> {
        let place = Place { index: self.entities.len(), layer: self.layer, is_office: false };
        match self.claim(&row.id, &row.origin, place)? {
            Some(index) => self.entities[index] = row,
            None => self.entities.push(row),
        }
        Ok(())
    }

    fn add_term(&mut self, row: TermRow) -> Result<()> {
        self.terms.push(row);
        Ok(())
    }

    fn add_office(&mut self, row: OfficeRow) -> Result<()> {
        let place = Place { index: self.offices.len(), layer: self.layer, is_office: true };
        match self.claim(&row.id, &row.origin, place)? {
            Some(index) => self.offices[index] = row,
            None => self.offices.push(row),
        }
        Ok(())
    }

    /// Takes `place` for an identifier, or gives the index of the row that it replaces.
    fn claim(&mut self, id: &Arc<str>, origin: &Origin, place: Place) -> Result<Option<usize>> {
        let Some(old) = self.places.get_mut(id) else {
            self.places.insert(id.clone(), place);
            return Ok(None);
        };
        if old.layer == place.layer || old.is_office != place.is_office {
            let message = format!("the id `{id}` is taken already; give this row another id");
            return Err(origin.error(message));
        }
        old.layer = place.layer;
        Ok(Some(old.index))
    }
}
