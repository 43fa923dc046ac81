use std::borrow::Cow;
use std::io;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize, Serializer};

#[cfg(feature = "schema")]
use super::all;
use super::headline::headline;
use super::{FigureRow, NamedRow, SourceRow, iso, joined, one_line, optional, rounded};
use crate::export::{Cells, Record};
use crate::model::{Argument, Conflict, EntityKind, Entry, Referent};
#[cfg(feature = "schema")]
use crate::model::{EventType, Factuality};

/// A row of `cronica timeline`: one happening.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("patternProperties" = codes())))]
pub struct EventRow<'a> {
    /// Derived from the content: stays the same when unrelated documents come or go.
    pub id: Cow<'a, str>,
    /// When, as EDTF.
    pub edtf: Cow<'a, str>,
    /// First day.
    pub earliest: Option<Cow<'a, str>>,
    /// Last day.
    pub latest: Option<Cow<'a, str>>,
    /// How finely the date is known.
    pub precision: Cow<'a, str>,
    /// The words that gave the date.
    pub date_text: Cow<'a, str>,
    /// What the date rests on.
    pub basis: Cow<'a, str>,
    /// The event's type.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(EventType::ALL, EventType::name))))]
    pub r#type: Cow<'a, str>,
    /// The words that name the happening.
    pub trigger: Cow<'a, str>,
    /// A line for a spreadsheet cell, in the source's own words.
    pub headline: Cow<'a, str>,
    /// Who does it.
    pub actors: Vec<NamedRow<'a>>,
    /// Who undergoes it.
    pub targets: Vec<NamedRow<'a>>,
    /// Where, most specific first.
    pub places: Vec<NamedRow<'a>>,
    /// Degrees north of the most specific place that has a position.
    pub latitude: Option<f64>,
    /// Degrees east of it.
    pub longitude: Option<f64>,
    /// All persons named in the quotes.
    pub persons: Vec<NamedRow<'a>>,
    /// All criminal and armed groups named in the quotes.
    pub cartels: Vec<NamedRow<'a>>,
    /// All bodies of states named in the quotes.
    pub agencies: Vec<NamedRow<'a>>,
    /// All other bodies, outlets included, named in the quotes.
    pub organizations: Vec<NamedRow<'a>>,
    /// Whether it happened.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(Factuality::ALL, Factuality::name))))]
    pub factuality: Cow<'a, str>,
    /// Who says so.
    pub attribution: Option<NamedRow<'a>>,
    /// Dead.
    pub fatalities: Option<u64>,
    /// The lowest number of dead that the sources give.
    #[serde(default)]
    pub fatalities_low: Option<u64>,
    /// The highest number of dead that the sources give; `null` where it is open.
    #[serde(default)]
    pub fatalities_high: Option<u64>,
    /// Counted quantities.
    pub figures: Vec<FigureRow<'a>>,
    /// From 0 to 1.
    pub confidence: f64,
    /// What lowered the confidence.
    pub lowered_by: Vec<Cow<'a, str>>,
    /// What the sources tell differently.
    #[serde(default)]
    pub conflicts: Vec<ConflictRow<'a>>,
    /// What a user corrected.
    #[serde(default)]
    pub corrected: Vec<CorrectedRow<'a>>,
    /// How many sources tell of it: those of one document count once, copies of another source's
    /// sentence not at all.
    pub source_count: usize,
    /// Where each is told.
    pub sources: Vec<SourceRow<'a>>,
}

/// A row of `cronica timeline --columns`: one happening with the codes that other schemes have for it.
#[derive(Debug, Serialize)]
pub struct CodedEventRow<'a> {
    /// The row.
    #[serde(flatten)]
    pub event: EventRow<'a>,
    /// The codes by their columns, in order; `None` where a scheme has none for it.
    #[serde(flatten, serialize_with = "as_map")]
    pub codes: Vec<(&'a str, Option<&'a str>)>,
}

fn as_map<S: Serializer>(
    codes: &[(&str, Option<&str>)],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_map(codes.iter().copied())
}

impl Record for CodedEventRow<'_> {
    fn cells(&self) -> Vec<String> {
        let codes = self.codes.iter().map(|(_, code)| code.unwrap_or_default().to_owned());
        Cells::cells(&self.event).into_iter().chain(codes).collect()
    }

    fn write_json(&self, out: &mut Vec<u8>) -> io::Result<()> {
        serde_json::to_writer(out, self).map_err(io::Error::from)
    }
}

/// Something that the sources tell differently.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictRow<'a> {
    /// `date`, or the quantity that they count differently.
    pub about: Cow<'a, str>,
    /// What they say, each once: dates as EDTF in their order, numbers from the lowest.
    pub values: Vec<Cow<'a, str>>,
}

/// A cell that a user corrected.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CorrectedRow<'a> {
    /// The column.
    pub column: Cow<'a, str>,
    /// What was found in the documents; empty where nothing was.
    pub was: Cow<'a, str>,
}

/// The columns of other schemes, which are there when `--columns` asks for them.
#[cfg(feature = "schema")]
fn codes() -> serde_json::Value {
    serde_json::json!({"^(acled|plover)_": {
        "description": "A code of another scheme, with `--columns`; `null` where it has none.",
        "type": ["string", "null"],
    }})
}

impl<'a> EventRow<'a> {
    /// The row of an entry.
    pub fn new(entry: &'a Entry) -> EventRow<'a> {
        let event = &entry.event;
        let document = &entry.sources[0].document;
        let rows = |list: &'a [Argument]| list.iter().map(|a| NamedRow::new(&a.referent)).collect();
        let point = event.places.iter().find_map(|place| place.referent.entity()?.point);
        let toll = event.fatalities();
        let named = Named::of(entry);
        let joins = std::iter::once(None).chain(entry.joins.iter().map(Some));
        EventRow {
            id: Cow::Borrowed(&entry.id),
            edtf: event.when.to_string().into(),
            earliest: event.days.earliest.map(|day| iso(day).into()),
            latest: event.days.latest.map(|day| iso(day).into()),
            precision: event.when.precision().name().into(),
            date_text: one_line(document.slice(event.date)),
            basis: event.basis.name().into(),
            r#type: event.kind.name().into(),
            trigger: one_line(document.slice(event.trigger)),
            headline: match &entry.headline {
                Some(given) => Cow::Borrowed(&**given),
                None => headline(document, event),
            },
            actors: rows(&event.actors),
            targets: rows(&event.targets),
            places: rows(&event.places),
            latitude: point.map(|point| point.latitude),
            longitude: point.map(|point| point.longitude),
            persons: named.rows(&[EntityKind::Person]),
            cartels: named.rows(&[EntityKind::Cartel]),
            agencies: named.rows(&[EntityKind::Agency]),
            organizations: named.rows(&[EntityKind::Organization, EntityKind::Media]),
            factuality: event.factuality.name().into(),
            attribution: event.attribution.as_ref().map(|a| NamedRow::says(document, a)),
            fatalities: toll.map(|figure| figure.best as u64),
            fatalities_low: toll.map(|figure| figure.low as u64),
            fatalities_high: toll.and_then(|figure| figure.high).map(|high| high as u64),
            figures: event.figures.iter().map(|f| FigureRow::new(document, f)).collect(),
            confidence: rounded(event.confidence),
            lowered_by: event.doubts.iter().map(|doubt| Cow::Borrowed(doubt.name())).collect(),
            conflicts: entry.conflicts.iter().map(ConflictRow::new).collect(),
            corrected: corrected(entry),
            source_count: entry.independent,
            sources: entry.sources.iter().zip(joins).map(|(s, j)| SourceRow::new(s, j)).collect(),
        }
    }
}

impl<'a> ConflictRow<'a> {
    /// The row of a conflict.
    pub(super) fn new(conflict: &'a Conflict) -> ConflictRow<'a> {
        match conflict {
            Conflict::Dates(dates) => ConflictRow {
                about: "date".into(),
                values: dates.iter().map(|date| date.to_string().into()).collect(),
            },
            Conflict::Figures(figures) => ConflictRow {
                about: figures.first().map_or("", |figure| &figure.quantity).into(),
                values: figures.iter().map(|figure| figure.best.to_string().into()).collect(),
            },
        }
    }
}

fn corrected(entry: &Entry) -> Vec<CorrectedRow<'_>> {
    let row = |corrected: &crate::model::Corrected| CorrectedRow {
        column: corrected.column.into(),
        was: one_line(&corrected.was).into_owned().into(),
    };
    entry.corrected.iter().map(row).collect()
}

/// Whom the quotes of an entry name, each once: the sources of one happening name the same again and
/// again.
struct Named<'a>(Vec<&'a Referent>);

impl<'a> Named<'a> {
    fn of(entry: &'a Entry) -> Named<'a> {
        let named = entry.sources.iter().flat_map(|source| source.quote.named.iter());
        let mut known = FxHashSet::default();
        let is_new = |it: &&'a Referent| known.insert((it.kind(), it.id(), it.name()));
        Named(named.filter(is_new).collect())
    }

    /// Those of these kinds, in the order of their names.
    fn rows(&self, kinds: &[EntityKind]) -> Vec<NamedRow<'a>> {
        let of_kinds = self.0.iter().filter(|referent| kinds.contains(&referent.kind()));
        let mut rows: Vec<NamedRow> = of_kinds.map(|referent| NamedRow::new(referent)).collect();
        rows.sort_by(|a, b| (&a.name, &a.entity).cmp(&(&b.name, &b.entity)));
        rows.dedup();
        rows
    }
}

impl Cells for EventRow<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "start",
        "end",
        "date",
        "precision",
        "date_text",
        "basis",
        "type",
        "trigger",
        "headline",
        "actors",
        "actor_ids",
        "targets",
        "target_ids",
        "places",
        "place_ids",
        "latitude",
        "longitude",
        "persons",
        "cartels",
        "agencies",
        "organizations",
        "factuality",
        "attribution",
        "fatalities",
        "fatalities_low",
        "fatalities_high",
        "figures",
        "confidence",
        "lowered_by",
        "conflicts",
        "corrected",
        "source_count",
        "docs",
        "titles",
        "publishers",
        "published",
        "urls",
        "quotes",
        "offsets",
        "quote_hashes",
    ];
    const BRIEF: &'static [&'static str] =
        &["date", "type", "headline", "actors", "targets", "places", "factuality"];

    fn cells(&self) -> Vec<String> {
        let each = |cell: for<'s> fn(&'s SourceRow<'s>) -> Option<&'s str>| {
            aligned(self.sources.iter().map(cell))
        };
        vec![
            text(&self.id),
            optional(self.earliest.as_ref()),
            optional(self.latest.as_ref()),
            text(&self.edtf),
            text(&self.precision),
            text(&self.date_text),
            text(&self.basis),
            text(&self.r#type),
            text(&self.trigger),
            text(&self.headline),
            names(&self.actors),
            ids(&self.actors),
            names(&self.targets),
            ids(&self.targets),
            names(&self.places),
            ids(&self.places),
            optional(self.latitude),
            optional(self.longitude),
            names(&self.persons),
            names(&self.cartels),
            names(&self.agencies),
            names(&self.organizations),
            text(&self.factuality),
            self.attribution.as_ref().map(|row| row.name.to_string()).unwrap_or_default(),
            optional(self.fatalities),
            optional(self.fatalities_low),
            optional(self.fatalities_high),
            joined(self.figures.iter().map(|f| format!("{}: {}", f.quantity, f.text))),
            self.confidence.to_string(),
            joined(&self.lowered_by),
            joined(self.conflicts.iter().map(|c| format!("{}: {}", c.about, c.values.join(", ")))),
            joined(self.corrected.iter().map(CorrectedRow::cell)),
            self.source_count.to_string(),
            each(|source| Some(&source.doc)),
            each(|source| source.title.as_deref()),
            each(|source| source.publisher.as_deref()),
            each(|source| source.published.as_deref()),
            each(|source| source.url.as_deref()),
            joined(self.sources.iter().map(|source| one_line(&source.quote))),
            joined(self.sources.iter().map(|source| format!("{}-{}", source.start, source.end))),
            each(|source| Some(&source.quote_hash)),
        ]
    }
}

impl CorrectedRow<'_> {
    /// `date (was 2019)`.
    fn cell(&self) -> String {
        match &*self.was {
            "" => format!("{} (was empty)", self.column),
            was => format!("{} (was {was})", self.column),
        }
    }
}

fn text(cell: &str) -> String {
    cell.to_owned()
}

fn names(rows: &[NamedRow]) -> String {
    joined(rows.iter().map(|row| &row.name))
}

/// The identifiers, in the order of the names.
fn ids(rows: &[NamedRow]) -> String {
    aligned(rows.iter().map(|row| row.entity.as_deref()))
}

/// The items in one cell with `-` for each that is missing, so that the cell's items stand in the
/// order of the row's other lists; empty where all are missing.
fn aligned<'a>(items: impl Iterator<Item = Option<&'a str>> + Clone) -> String {
    if items.clone().all(|item| item.is_none()) {
        return String::new();
    }
    joined(items.map(|item| item.unwrap_or("-")))
}
