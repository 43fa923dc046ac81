use serde::Serialize;

#[cfg(feature = "schema")]
use super::all;
use super::{NamedRow, iso, joined, offsets, one_line, optional, rounded};
use crate::export::Cells;
use crate::model::{Argument, Document, EntityKind, Entry, Event, Figure, Referent, Source};
#[cfg(feature = "schema")]
use crate::model::{EventType, Factuality};

/// A row of `cronica timeline`: one happening.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventRow {
    /// Derived from the content: stays the same when unrelated documents come or go.
    pub id: String,
    /// When, as EDTF.
    pub edtf: String,
    /// First day.
    pub earliest: Option<String>,
    /// Last day.
    pub latest: Option<String>,
    /// How finely the date is known.
    pub precision: &'static str,
    /// The words that gave the date.
    pub date_text: String,
    /// What the date rests on.
    pub basis: &'static str,
    /// The event's type.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(EventType::ALL, EventType::name))))]
    pub r#type: &'static str,
    /// The words that name the happening.
    pub trigger: String,
    /// A line for a spreadsheet cell, in the source's own words.
    pub headline: String,
    /// Who does it.
    pub actors: Vec<NamedRow>,
    /// Who undergoes it.
    pub targets: Vec<NamedRow>,
    /// Where, most specific first.
    pub places: Vec<NamedRow>,
    /// Degrees north of the most specific place that has a position.
    pub latitude: Option<f64>,
    /// Degrees east of it.
    pub longitude: Option<f64>,
    /// All persons named in the quotes.
    pub persons: Vec<NamedRow>,
    /// All criminal and armed groups named in the quotes.
    pub cartels: Vec<NamedRow>,
    /// All bodies of states named in the quotes.
    pub agencies: Vec<NamedRow>,
    /// All other bodies, outlets included, named in the quotes.
    pub organizations: Vec<NamedRow>,
    /// Whether it happened.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(Factuality::ALL, Factuality::name))))]
    pub factuality: &'static str,
    /// Who says so.
    pub attribution: Option<NamedRow>,
    /// Dead.
    pub fatalities: Option<u64>,
    /// Counted quantities.
    pub figures: Vec<FigureRow>,
    /// From 0 to 1.
    pub confidence: f64,
    /// What lowered the confidence.
    pub lowered_by: Vec<String>,
    /// How many sources tell of it.
    pub source_count: usize,
    /// Where each is told.
    pub sources: Vec<SourceRow>,
}

/// One source of a timeline row.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceRow {
    /// The document.
    pub doc: String,
    /// Its title.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its publication date.
    pub published: Option<String>,
    /// Where that date was found.
    pub published_from: Option<&'static str>,
    /// Its address.
    pub url: Option<String>,
    /// First code point of the quote.
    pub start: usize,
    /// The code point after its last one.
    pub end: usize,
    /// The sentence.
    pub quote: String,
    /// When, by this source, as EDTF.
    pub edtf: String,
    /// First day, by this source.
    pub earliest: Option<String>,
    /// Last day, by this source.
    pub latest: Option<String>,
    /// What the date rests on here.
    pub basis: &'static str,
    /// The words that gave the date; they may stand outside the quote.
    pub date: WordsRow,
    /// The words that name the happening.
    pub trigger: WordsRow,
    /// The words that name those who do it.
    pub actors: Vec<ArgumentRow>,
    /// The words that name those who undergo it.
    pub targets: Vec<ArgumentRow>,
    /// The words that name where.
    pub places: Vec<ArgumentRow>,
    /// Whether it happened, by this source.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = all(Factuality::ALL, Factuality::name))))]
    pub factuality: &'static str,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Some words of a document.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordsRow {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
}

/// A participant or place, with the words that name it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArgumentRow {
    /// Whom or what.
    #[serde(flatten)]
    pub referent: NamedRow,
    /// The words.
    #[serde(flatten)]
    pub words: WordsRow,
    /// Whether the words are no naming and the referent was inferred.
    pub inferred: bool,
}

/// A counted quantity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FigureRow {
    /// What is counted.
    pub quantity: String,
    /// The lowest number the words allow.
    pub low: f64,
    /// The number itself, or the best single one.
    pub best: f64,
    /// The highest number; `null` where it is open.
    pub high: Option<f64>,
    /// The unit or currency.
    pub unit: String,
    /// The words.
    pub text: String,
}

/// The longest headline, in code points.
const HEADLINE: usize = 160;

/// The event's clause on one line, cut behind a word where it is long.
pub fn headline(document: &Document, event: &Event) -> String {
    let line = one_line(document.slice(event.clause));
    let line = line.trim_matches(|c: char| c.is_whitespace() || ",;:–—-•*·".contains(c));
    if line.chars().count() <= HEADLINE {
        return line.to_owned();
    }
    let cut = line.char_indices().nth(HEADLINE - 1).map_or(line.len(), |(at, _)| at);
    let cut = line[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", line[..cut].trim_end_matches([',', ';', ':', ' ']))
}

impl EventRow {
    /// The row of an entry.
    pub fn new(entry: &Entry) -> EventRow {
        let event = &entry.event;
        let document = &entry.sources[0].document;
        let named = |list: &[Argument]| list.iter().map(|a| NamedRow::new(&a.referent)).collect();
        let point = event.places.iter().find_map(|place| place.referent.entity()?.point);
        EventRow {
            id: entry.id.clone(),
            edtf: event.when.to_string(),
            earliest: event.days.earliest.map(iso),
            latest: event.days.latest.map(iso),
            precision: event.when.precision().name(),
            date_text: one_line(document.slice(event.date)),
            basis: event.basis.name(),
            r#type: event.kind.name(),
            trigger: one_line(document.slice(event.trigger)),
            headline: headline(document, event),
            actors: named(&event.actors),
            targets: named(&event.targets),
            places: named(&event.places),
            latitude: point.map(|point| point.latitude),
            longitude: point.map(|point| point.longitude),
            persons: of_kinds(entry, &[EntityKind::Person]),
            cartels: of_kinds(entry, &[EntityKind::Cartel]),
            agencies: of_kinds(entry, &[EntityKind::Agency]),
            organizations: of_kinds(entry, &[EntityKind::Organization, EntityKind::Media]),
            factuality: event.factuality.name(),
            attribution: event.attribution.as_ref().map(|a| NamedRow::new(&a.referent)),
            fatalities: event.fatalities().map(|figure| figure.best as u64),
            figures: event.figures.iter().map(|f| FigureRow::new(document, f)).collect(),
            confidence: rounded(event.confidence),
            lowered_by: event.reasons.iter().map(|reason| reason.to_string()).collect(),
            source_count: entry.sources.len(),
            sources: entry.sources.iter().map(SourceRow::new).collect(),
        }
    }
}

/// All entities of these kinds that the quotes name, in the order of their names.
fn of_kinds(entry: &Entry, kinds: &[EntityKind]) -> Vec<NamedRow> {
    let named = entry.sources.iter().flat_map(|source| source.named.iter());
    let is_wanted = |referent: &&Referent| kinds.contains(&referent.kind());
    let mut rows: Vec<NamedRow> = named.filter(is_wanted).map(NamedRow::new).collect();
    rows.sort_by(|a, b| (&a.name, &a.entity).cmp(&(&b.name, &b.entity)));
    rows.dedup();
    rows
}

impl SourceRow {
    fn new(source: &Source) -> SourceRow {
        let (document, event) = (&*source.document, &source.event);
        let metadata = document.metadata();
        let (start, end) = offsets(document, event.sentence);
        let rows = |list: &[Argument]| list.iter().map(|a| ArgumentRow::new(document, a)).collect();
        SourceRow {
            doc: document.id().to_string(),
            title: metadata.title.clone(),
            publisher: metadata.publisher.clone(),
            published: metadata.published.map(|published| published.to_string()),
            published_from: metadata.published_from.map(|from| from.name()),
            url: metadata.url.clone(),
            start,
            end,
            quote: document.slice(event.sentence).to_owned(),
            edtf: event.when.to_string(),
            earliest: event.days.earliest.map(iso),
            latest: event.days.latest.map(iso),
            basis: event.basis.name(),
            date: WordsRow::new(document, event.date),
            trigger: WordsRow::new(document, event.trigger),
            actors: rows(&event.actors),
            targets: rows(&event.targets),
            places: rows(&event.places),
            factuality: event.factuality.name(),
            confidence: rounded(event.confidence),
        }
    }
}

impl WordsRow {
    fn new(document: &Document, span: crate::model::Span) -> WordsRow {
        let (start, end) = offsets(document, span);
        WordsRow { text: document.slice(span).to_owned(), start, end }
    }
}

impl ArgumentRow {
    fn new(document: &Document, argument: &Argument) -> ArgumentRow {
        ArgumentRow {
            referent: NamedRow::new(&argument.referent),
            words: WordsRow::new(document, argument.span),
            inferred: argument.inferred,
        }
    }
}

impl FigureRow {
    fn new(document: &Document, figure: &Figure) -> FigureRow {
        FigureRow {
            quantity: figure.quantity.to_string(),
            low: figure.low,
            best: figure.best,
            high: figure.high,
            unit: figure.unit.to_string(),
            text: one_line(document.slice(figure.span)),
        }
    }
}

impl Cells for EventRow {
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
        "figures",
        "confidence",
        "lowered_by",
        "source_count",
        "docs",
        "titles",
        "publishers",
        "published",
        "urls",
        "quotes",
        "offsets",
    ];
    const BRIEF: &'static [&'static str] =
        &["date", "type", "headline", "actors", "targets", "places", "factuality"];

    fn cells(&self) -> Vec<String> {
        let each = |cell: fn(&SourceRow) -> Option<&str>| aligned(self.sources.iter().map(cell));
        vec![
            self.id.clone(),
            optional(self.earliest.as_ref()),
            optional(self.latest.as_ref()),
            self.edtf.clone(),
            self.precision.into(),
            self.date_text.clone(),
            self.basis.into(),
            self.r#type.into(),
            self.trigger.clone(),
            self.headline.clone(),
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
            self.factuality.into(),
            self.attribution.as_ref().map(|row| row.name.clone()).unwrap_or_default(),
            optional(self.fatalities),
            joined(self.figures.iter().map(|f| format!("{}: {}", f.quantity, f.text))),
            self.confidence.to_string(),
            joined(&self.lowered_by),
            self.source_count.to_string(),
            each(|source| Some(&source.doc)),
            each(|source| source.title.as_deref()),
            each(|source| source.publisher.as_deref()),
            each(|source| source.published.as_deref()),
            each(|source| source.url.as_deref()),
            joined(self.sources.iter().map(|source| one_line(&source.quote))),
            joined(self.sources.iter().map(|source| format!("{}-{}", source.start, source.end))),
        ]
    }
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
