//! The cells of a gazetteer's CSV file → typed rows.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::Arc;

use csv::StringRecord;

use super::gazetteers::{
    EntityRow, List, NameRow, Names, OfficeRow, TermRow, Text, parts, trimmed,
};
use super::lines::{Cells, Lines};
use super::written::{Layout, Written};
use crate::cells::separator_fault;
use crate::error::{Error, Result};
use crate::model::{Edtf, GeoPoint};

macro_rules! columns {
    ($($variant:ident = $name:literal,)*) => {
        /// A column that rows are read from; others are passed over.
        #[derive(Clone, Copy)]
        pub(super) enum Column { $($variant,)* }

        /// The names of the columns, in the order of [`Column`].
        pub(super) const COLUMNS: &[&str] = &[$($name,)*];
    };
}

columns! {
    Agency = "agency",
    Aliases = "aliases",
    Country = "country",
    Designated = "designated",
    From = "from",
    Id = "id",
    Kind = "kind",
    Latitude = "lat",
    Longitude = "lon",
    Name = "name",
    Nicknames = "nicknames",
    Note = "note",
    Office = "office",
    Parent = "parent",
    Person = "person",
    Place = "place",
    Population = "population",
    Single = "single",
    Source = "source",
    Successor = "successor",
    Surname = "surname",
    To = "to",
    Type = "type",
    Wordings = "wordings",
}

/// What an [`EntityRow`] keeps.
const KEPT: [Column; 10] = [
    Column::Id,
    Column::Name,
    Column::Kind,
    Column::Surname,
    Column::Nicknames,
    Column::Aliases,
    Column::Country,
    Column::Parent,
    Column::Type,
    Column::Population,
];

/// The columns of a gazetteer of entities; the first two must be there.
const OF_ENTITIES: &[&str] = &[
    "id",
    "name",
    "kind",
    "surname",
    "nicknames",
    "aliases",
    "country",
    "parent",
    "from",
    "to",
    "type",
    "lat",
    "lon",
    "population",
    "designated",
    "successor",
    "note",
    "source",
];

/// The columns of `offices.csv`; the first two must be there.
const OF_OFFICES: &[&str] =
    &["id", "name", "wordings", "country", "place", "agency", "single", "note", "source"];

/// The columns of `roles.csv`; the first two must be there.
const OF_TERMS: &[&str] = &["person", "office", "from", "to", "note", "source"];

/// Columns that are there for the reader: `gazetteer suggest` writes them.
const FOR_READERS: &[&str] = &["count", "documents", "contexts"];

/// The rows of one file, read one by one into the same memory.
pub(super) struct Rows {
    layout: Arc<Layout>,
    lines: Lines<'static>,
    row: Cells<'static>,
    /// How many cells of a row are read.
    most: usize,
    /// Columns that are not known, which are passed over.
    pub unknown: Option<Error>,
}

/// A row that was just read.
pub(super) struct Row<'r> {
    written: Written,
    cells: &'r [Cow<'static, str>],
}

impl Rows {
    /// The rows of `text`, which comes from `file`, whose stem is `stem`.
    ///
    /// # Errors
    ///
    /// Where the header lacks a column that must be there.
    pub(super) fn new(file: &str, stem: &str, text: &'static str) -> Result<Rows> {
        let file: Arc<str> = file.into();
        let mut lines = Lines::new(text);
        let mut row = Cells::default();
        lines
            .read(&mut row, usize::MAX, |_| true)
            .map_err(|(line, message)| Error::data(&*file, line, message))?;
        let header = StringRecord::from_iter(row.cells.iter().map(|cell| &**cell));
        let unknown = check_header(&file, stem, &header)?;
        let position = |name: &str| header.iter().position(|cell| cell.trim() == name);
        let positions = std::array::from_fn(|column| position(COLUMNS[column]));
        let layout = Arc::new(Layout { file, width: header.len(), positions });
        Ok(Rows { layout, lines, row, most: usize::MAX, unknown })
    }

    /// Reads of each row no more than an [`EntityRow`] keeps. The rows must have been seen to be in
    /// order, each on one line.
    pub(super) fn cut_short(&mut self) {
        let position = |column: &Column| self.layout.positions[*column as usize];
        let last = KEPT.iter().filter_map(position).max();
        self.most = last.map_or(usize::MAX, |last| last + 1);
    }

    /// Gives `take` what `make` makes of each row, in order.
    pub(super) fn read<T>(
        mut self,
        make: impl Fn(Row<'_>) -> Result<T>,
        mut take: impl FnMut(Result<T>),
    ) {
        while let Some(row) = self.next_row() {
            take(row.and_then(&make));
        }
    }

    /// The next row, or why it cannot be used; `None` at the end.
    fn next_row(&mut self) -> Option<Result<Row<'_>>> {
        let Layout { file, width, positions } = &*self.layout;
        let may_break = |cell| {
            let columns = [Column::Note, Column::Source];
            columns.iter().any(|column| positions[*column as usize] == Some(cell))
        };
        match self.lines.read(&mut self.row, self.most, may_break) {
            Ok(false) => return None,
            Ok(true) => {}
            Err((line, message)) => return Some(Err(Error::data(&**file, line, message))),
        }
        let Cells { line, text, cells } = &self.row;
        let line = u32::try_from(*line).unwrap_or(u32::MAX);
        let written = Written { layout: self.layout.clone(), text, line };
        if cells.len() != self.most.min(*width) {
            let has = cells.len();
            return Some(Err(written.origin().error(format!(
                "{has} cells where the header has {width}; put cells with commas in double quotes"
            ))));
        }
        Some(Ok(Row { written, cells }))
    }
}

/// The columns of a header that are not known, if there are any; an error where it lacks those
/// that must be there.
fn check_header(file: &str, stem: &str, header: &StringRecord) -> Result<Option<Error>> {
    let fault = |message: String| Error::data(file, 1, message);
    if let Some(message) = separator_fault(header) {
        return Err(fault(message));
    }
    let columns = match stem {
        "offices" => OF_OFFICES,
        "roles" => OF_TERMS,
        _ => OF_ENTITIES,
    };
    let has = |name: &&&str| header.iter().any(|cell| cell.trim() == **name);
    if let Some(missing) = columns[..2].iter().find(|name| !has(name)) {
        let required = columns[..2].join(",");
        return Err(fault(format!("no column `{missing}`; the header begins with {required}")));
    }
    let is_known =
        |cell: &&str| cell.is_empty() || columns.contains(cell) || FOR_READERS.contains(cell);
    let unknown: Vec<&str> = header.iter().map(str::trim).filter(|cell| !is_known(cell)).collect();
    if unknown.is_empty() {
        return Ok(None);
    }
    let (unknown, known) = (unknown.join("`, `"), columns.join(", "));
    Ok(Some(fault(format!("passed over `{unknown}`: the columns of this file are {known}"))))
}

impl Row<'_> {
    /// The row of `KIND.csv`; `stem` is the kind where no column tells it.
    pub(super) fn entity(&self, stem: &str) -> Result<EntityRow> {
        let kind = match self.cell(Column::Kind) {
            "" => stem,
            kind => kind,
        };
        Ok(EntityRow {
            written: self.written.clone(),
            kind: kind.parse().map_err(|message: String| self.error(message))?,
            id: self.required_text(Column::Id)?,
            name: self.required_text(Column::Name)?,
            surname: self.text(Column::Surname),
            nicknames: Names(self.text(Column::Nicknames)),
            aliases: Names(self.text(Column::Aliases)),
            countries: self.list(Column::Country),
            parents: self.list(Column::Parent),
            place_type: self.text(Column::Type),
            population: self.number(Column::Population)?,
        })
    }

    /// Fails where a cell of the row, which is `entity`, has not the form that it must have.
    pub(super) fn check(&self, entity: &EntityRow) -> Result<()> {
        self.names(Column::Nicknames)?;
        self.names(Column::Aliases)?;
        self.date(Column::From)?;
        self.date(Column::To)?;
        self.point()?;
        self.check_names(entity)
    }

    /// The row of `offices.csv`.
    pub(super) fn office(&self) -> Result<OfficeRow> {
        Ok(OfficeRow {
            origin: self.written.origin(),
            id: self.required_text(Column::Id)?,
            name: self.required_text(Column::Name)?,
            wordings: self.names(Column::Wordings)?,
            countries: self.list(Column::Country),
            place: self.text(Column::Place),
            agency: self.text(Column::Agency),
            single: self.cell(Column::Single) == "yes",
        })
    }

    /// The row of `roles.csv`.
    pub(super) fn term(&self) -> Result<TermRow> {
        Ok(TermRow {
            origin: self.written.origin(),
            person: self.required(Column::Person)?.into(),
            office: self.required(Column::Office)?.into(),
            from: self.date(Column::From)?,
            to: self.date(Column::To)?,
        })
    }

    /// Fails where a name stands twice, but for a marked one that repeats the canonical name, which
    /// its mark is for.
    fn check_names(&self, row: &EntityRow) -> Result<()> {
        let names: Vec<NameRow> = row.nicknames.iter().chain(row.aliases.iter()).collect();
        for (i, name) in names.iter().enumerate() {
            let repeats_name = *name.text == *row.name && !name.weak && !name.strong;
            if repeats_name || names[..i].iter().any(|other| other.text == name.text) {
                let name = name.text;
                let message = format!("the alias `{name}` stands twice in this row; remove one");
                return Err(self.error(message));
            }
        }
        Ok(())
    }

    fn error(&self, message: impl Into<String>) -> Error {
        self.written.origin().error(message)
    }

    fn at(&self, column: Column) -> Option<&Cow<'static, str>> {
        self.cells.get(self.written.layout.positions[column as usize]?)
    }

    /// The cell without the space around it; empty where the file has no such column.
    fn cell(&self, column: Column) -> &str {
        self.at(column).map_or("", |cell| trimmed(cell))
    }

    /// The cell without the space around it, to be kept.
    fn text(&self, column: Column) -> Text {
        match self.at(column) {
            None => "",
            Some(Cow::Borrowed(cell)) => trimmed(cell),
            Some(Cow::Owned(cell)) => trimmed(cell).to_owned().leak(),
        }
    }

    fn required_text(&self, column: Column) -> Result<Text> {
        self.required(column)?;
        Ok(self.text(column))
    }

    fn list(&self, column: Column) -> List {
        List(self.text(column))
    }

    fn required(&self, column: Column) -> Result<&str> {
        match self.cell(column) {
            "" => {
                let name = COLUMNS[column as usize];
                let message = format!("the column `{name}` is empty or missing; fill it in");
                Err(self.error(message))
            }
            cell => Ok(cell),
        }
    }

    fn names(&self, column: Column) -> Result<Names> {
        let is_name = |part: &&str| part.contains(char::is_alphanumeric);
        match parts(self.cell(column)).find(|part| !is_name(part)) {
            None => Ok(Names(self.text(column))),
            Some(part) => Err(self.error(format!("`{part}` is no name; remove it"))),
        }
    }

    fn date(&self, column: Column) -> Result<Option<Edtf>> {
        match self.cell(column) {
            "" => Ok(None),
            cell => cell.parse().map(Some).map_err(|message: String| {
                self.error(format!("column `{}`: {message}", COLUMNS[column as usize]))
            }),
        }
    }

    fn number<T: FromStr>(&self, column: Column) -> Result<Option<T>> {
        match self.cell(column) {
            "" => Ok(None),
            cell => cell.parse().map(Some).map_err(|_| {
                let name = COLUMNS[column as usize];
                self.error(format!("column `{name}`: `{cell}` is no number"))
            }),
        }
    }

    fn point(&self) -> Result<Option<GeoPoint>> {
        match (self.number(Column::Latitude)?, self.number(Column::Longitude)?) {
            (None, None) => Ok(None),
            (Some(latitude), Some(longitude))
                if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) =>
            {
                Ok(Some(GeoPoint { latitude, longitude }))
            }
            _ => Err(self.error(
                "`lat` and `lon` go together, in decimal degrees from -90 to 90 and -180 to 180",
            )),
        }
    }
}
