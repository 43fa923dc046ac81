use serde::Serialize;

use crate::model::{Argument, Day, Document, Entity, Entry, Mention, Source, Span, Timex};

/// A line of `cronica mentions`.
#[derive(Clone, Debug, Serialize)]
pub struct MentionRow {
    /// The document.
    pub doc: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The gazetteer's identifier; `null` for a name that no gazetteer has.
    pub entity: Option<String>,
    /// The canonical name, or the longest form in the document.
    pub name: String,
    /// The kind.
    pub kind: &'static str,
    /// How it was recognised.
    pub via: &'static str,
    /// From 0 to 1.
    pub confidence: f32,
    /// Identifiers of other bearers with as much evidence.
    pub rivals: Vec<String>,
}

impl MentionRow {
    /// The row of a mention.
    pub fn new(document: &Document, mention: &Mention) -> MentionRow {
        let (start, end) = offsets(document, mention.span);
        MentionRow {
            doc: document.id().to_string(),
            start,
            end,
            text: document.slice(mention.span).to_owned(),
            entity: mention.referent.id().map(|id| id.to_string()),
            name: mention.referent.name().to_string(),
            kind: mention.referent.kind().name(),
            via: mention.via.name(),
            confidence: rounded(mention.confidence),
            rivals: mention.rivals.iter().map(|rival| rival.id.to_string()).collect(),
        }
    }
}

/// A line of `cronica dates`.
#[derive(Clone, Debug, Serialize)]
pub struct DateRow {
    /// The document.
    pub doc: String,
    /// First code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// The words.
    pub text: String,
    /// TIMEX3 type.
    pub r#type: &'static str,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 modifier.
    pub r#mod: Option<&'static str>,
    /// EDTF, where it lies on the calendar.
    pub edtf: Option<String>,
    /// First day it can mean.
    pub earliest: Option<String>,
    /// Last day it can mean.
    pub latest: Option<String>,
    /// How finely it is known.
    pub precision: Option<&'static str>,
    /// What the interval rests on.
    pub basis: &'static str,
    /// The rule that recognised it.
    pub rule: String,
}

impl DateRow {
    /// The row of a date expression.
    pub fn new(document: &Document, timex: &Timex) -> DateRow {
        let (start, end) = offsets(document, timex.span);
        DateRow {
            doc: document.id().to_string(),
            start,
            end,
            text: document.slice(timex.span).to_owned(),
            r#type: timex.kind.name(),
            value: timex.value.to_string(),
            r#mod: timex.modifier.map(|modifier| modifier.name()),
            edtf: timex.edtf.map(|edtf| edtf.to_string()),
            earliest: timex.days.earliest.map(iso),
            latest: timex.days.latest.map(iso),
            precision: timex.edtf.map(|edtf| edtf.precision().name()),
            basis: timex.basis.name(),
            rule: timex.rule.to_string(),
        }
    }
}

/// A line of `cronica gazetteer list`.
#[derive(Clone, Debug, Serialize)]
pub struct EntityListRow {
    /// The identifier.
    pub id: String,
    /// The canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The kind.
    pub kind: &'static str,
}

impl EntityListRow {
    /// The row of an entity.
    pub fn new(entity: &Entity) -> EntityListRow {
        EntityListRow {
            id: entity.id.to_string(),
            name: entity.name.to_string(),
            aliases: entity.aliases.iter().map(|alias| alias.to_string()).collect(),
            kind: entity.kind.name(),
        }
    }
}

/// A participant or place of an event.
#[derive(Clone, Debug, Serialize)]
pub struct ArgumentRow {
    /// The gazetteer's identifier, if any.
    pub entity: Option<String>,
    /// The name.
    pub name: String,
}

impl ArgumentRow {
    fn new(argument: &Argument) -> ArgumentRow {
        ArgumentRow {
            entity: argument.referent.id().map(|id| id.to_string()),
            name: argument.referent.name().to_string(),
        }
    }
}

/// A line of `cronica timeline`.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow {
    /// Content-derived identifier.
    pub id: String,
    /// When, as EDTF.
    pub edtf: String,
    /// First day.
    pub earliest: Option<String>,
    /// Last day.
    pub latest: Option<String>,
    /// Event type.
    pub r#type: &'static str,
    /// Factuality.
    pub factuality: &'static str,
    /// Dead.
    pub fatalities: Option<u64>,
    /// Who does it.
    pub actors: Vec<ArgumentRow>,
    /// Who undergoes it.
    pub targets: Vec<ArgumentRow>,
    /// Where.
    pub places: Vec<ArgumentRow>,
    /// Where each is told.
    pub sources: Vec<ReasonedSource>,
}

/// One source of a timeline row.
#[derive(Clone, Debug, Serialize)]
pub struct ReasonedSource {
    /// The document.
    pub doc: String,
    /// First code point of the quote.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
    /// The sentence.
    pub quote: String,
    /// When, by this source.
    pub edtf: String,
    /// First day, by this source.
    pub earliest: Option<String>,
    /// Last day, by this source.
    pub latest: Option<String>,
}

impl EventRow {
    /// The row of an entry.
    pub fn new(entry: &Entry) -> EventRow {
        let event = &entry.event;
        let arguments = |list: &[Argument]| list.iter().map(ArgumentRow::new).collect();
        EventRow {
            id: entry.id.clone(),
            edtf: event.when.to_string(),
            earliest: event.days.earliest.map(iso),
            latest: event.days.latest.map(iso),
            r#type: event.kind.name(),
            factuality: event.factuality.name(),
            fatalities: event.fatalities().map(|figure| figure.best as u64),
            actors: arguments(&event.actors),
            targets: arguments(&event.targets),
            places: arguments(&event.places),
            sources: entry.sources.iter().map(ReasonedSource::new).collect(),
        }
    }
}

impl ReasonedSource {
    fn new(source: &Source) -> ReasonedSource {
        let (start, end) = offsets(&source.document, source.event.sentence);
        ReasonedSource {
            doc: source.document.id().to_string(),
            start,
            end,
            quote: source.document.slice(source.event.sentence).to_owned(),
            edtf: source.event.when.to_string(),
            earliest: source.event.days.earliest.map(iso),
            latest: source.event.days.latest.map(iso),
        }
    }
}

/// The span in code points.
fn offsets(document: &Document, span: Span) -> (usize, usize) {
    (document.code_point(span.start), document.code_point(span.end))
}

/// `2024-07-25`; years beyond four digits as chrono writes them.
fn iso(day: Day) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn rounded(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}
