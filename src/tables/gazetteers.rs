use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::record::{Origin, Record};
use crate::error::Error;
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

type Fault<T> = std::result::Result<T, Error>;

impl Gazetteers {
    /// Lets the rows that follow replace those that are there.
    pub(super) fn begin_layer(&mut self) {
        self.layer += 1;
    }

    /// Adds the rows of a CSV text.
    pub(super) fn add_file(&mut self, file: &str, text: &str) {
        let stem = Path::new(file).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        let file: Arc<str> = file.into();
        let records = match read_csv(&file, text, &mut self.faults) {
            Ok(records) => records,
            Err(error) => return self.faults.push(error),
        };
        for record in records {
            let added = match stem {
                "offices" => self.add_office(&record),
                "roles" => self.add_term(&record),
                _ => self.add_entity(&record, stem),
            };
            if let Err(error) = added {
                self.faults.push(error);
            }
        }
    }

    /// The row with this identifier.
    pub fn entity(&self, id: &str) -> Option<&EntityRow> {
        let place = self.places.get(id).filter(|place| !place.is_office)?;
        self.entities.get(place.index)
    }

    fn add_entity(&mut self, record: &Record, stem: &str) -> Fault<()> {
        let row = entity(record, stem)?;
        let place = Place { index: self.entities.len(), layer: self.layer, is_office: false };
        match self.claim(&row.id.clone(), &row.origin, place)? {
            Some(index) => self.entities[index] = row,
            None => self.entities.push(row),
        }
        Ok(())
    }

    fn add_office(&mut self, record: &Record) -> Fault<()> {
        let row = OfficeRow {
            origin: record.origin.clone(),
            id: required(record, "id")?.into(),
            name: required(record, "name")?.into(),
            wordings: names(record, "wordings")?,
            countries: record.list("country").map(Box::from).collect(),
            place: record.get("place").into(),
            agency: record.get("agency").into(),
            single: record.get("single") == "yes",
        };
        let place = Place { index: self.offices.len(), layer: self.layer, is_office: true };
        match self.claim(&row.id.clone(), &row.origin, place)? {
            Some(index) => self.offices[index] = row,
            None => self.offices.push(row),
        }
        Ok(())
    }

    fn add_term(&mut self, record: &Record) -> Fault<()> {
        self.terms.push(TermRow {
            origin: record.origin.clone(),
            person: required(record, "person")?.into(),
            office: required(record, "office")?.into(),
            from: date(record, "from")?,
            to: date(record, "to")?,
        });
        Ok(())
    }

    /// Takes `place` for an identifier, or gives the index of the row that it replaces.
    fn claim(&mut self, id: &Arc<str>, origin: &Origin, place: Place) -> Fault<Option<usize>> {
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

fn entity(record: &Record, stem: &str) -> Fault<EntityRow> {
    let kind = match record.get("kind") {
        "" => stem,
        kind => kind,
    };
    let kind = kind.parse().map_err(|message: String| record.error(message))?;
    let row = EntityRow {
        origin: record.origin.clone(),
        kind,
        id: required(record, "id")?.into(),
        name: required(record, "name")?.into(),
        surname: record.get("surname").into(),
        nicknames: names(record, "nicknames")?,
        aliases: names(record, "aliases")?,
        countries: record.list("country").map(Box::from).collect(),
        parents: record.list("parent").map(Arc::from).collect(),
        from: date(record, "from")?,
        to: date(record, "to")?,
        point: point(record)?,
        place_type: record.get("type").into(),
        population: number(record, "population")?,
        designated: record.get("designated").into(),
        successor: record.get("successor").into(),
        note: record.get("note").into(),
        source: record.get("source").into(),
    };
    let names = row.nicknames.iter().chain(&row.aliases).map(|name| &*name.text);
    let mut seen = HashSet::from([&*row.name]);
    for name in names {
        // A weak name may repeat the canonical one, which it then weakens.
        let weakens = name == &*row.name && row.aliases.iter().any(|a| &*a.text == name && a.weak);
        if !seen.insert(name) && !weakens {
            let message = format!("the alias `{name}` stands twice in this row; remove one");
            return Err(record.error(message));
        }
    }
    Ok(row)
}

fn required<'a>(record: &'a Record, column: &str) -> Fault<&'a str> {
    match record.get(column).trim() {
        "" => Err(record.error(format!("the column `{column}` is empty or missing; fill it in"))),
        cell => Ok(cell),
    }
}

fn names(record: &Record, column: &str) -> Fault<Vec<NameRow>> {
    record.list(column).map(|cell| name(record, cell)).collect()
}

fn name(record: &Record, cell: &str) -> Fault<NameRow> {
    let (text, weak, strong) = match cell.as_bytes()[0] {
        b'~' => (&cell[1..], true, false),
        b'!' => (&cell[1..], false, true),
        _ => (cell, false, false),
    };
    if !text.contains(char::is_alphanumeric) {
        return Err(record.error(format!("`{cell}` is no name; remove it")));
    }
    Ok(NameRow { text: text.trim().into(), weak, strong })
}

fn date(record: &Record, column: &str) -> Fault<Option<Edtf>> {
    match record.get(column).trim() {
        "" => Ok(None),
        cell => match cell.parse() {
            Ok(edtf) => Ok(Some(edtf)),
            Err(message) => Err(record.error(format!("column `{column}`: {message}"))),
        },
    }
}

fn number<T: std::str::FromStr>(record: &Record, column: &str) -> Fault<Option<T>> {
    match record.get(column).trim() {
        "" => Ok(None),
        cell => match cell.parse() {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(record.error(format!("column `{column}`: `{cell}` is no number"))),
        },
    }
}

fn point(record: &Record) -> Fault<Option<GeoPoint>> {
    match (number(record, "lat")?, number(record, "lon")?) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude))
            if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) =>
        {
            Ok(Some(GeoPoint { latitude, longitude }))
        }
        _ => Err(record.error(
            "`lat` and `lon` go together, in decimal degrees from -90 to 90 and -180 to 180",
        )),
    }
}

/// Reads comma-separated rows under a header; rows of another width go to `faults`.
fn read_csv(file: &Arc<str>, text: &str, faults: &mut Vec<Error>) -> Fault<Vec<Record>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(Error::data(&**file, 1, format!("no CSV header: {error}"))),
    };
    let columns: Arc<[Box<str>]> = header.iter().map(|cell| cell.trim().into()).collect();
    let mut records = Vec::new();
    for row in reader.into_records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line());
                faults.push(Error::data(&**file, line, format!("no CSV row: {error}")));
                continue;
            }
        };
        let line = row.position().map_or(0, |position| position.line());
        let origin = Origin { file: file.clone(), line };
        if row.len() != columns.len() {
            let (has, wants) = (row.len(), columns.len());
            let message = format!(
                "{has} cells where the header has {wants}; put cells with commas in double quotes"
            );
            faults.push(origin.error(message));
            continue;
        }
        let cells = row.iter().map(Box::from).collect();
        records.push(Record::new(origin, columns.clone(), cells));
    }
    Ok(records)
}
