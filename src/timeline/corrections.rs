//! What a user knows better than the documents, or than the rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{sort, stable};
use crate::model::{
    Argument, Attribution, Corrected, Edtf, EntityKind, Entry, Event, EventType, Factuality,
    Figure, Referent, Source, Span, Timeline,
};

/// One correction of a row, or of a cell of it.
#[derive(Clone, Debug)]
pub struct Correction {
    row: String,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    /// The row is none.
    Drop,
    /// What was joined is not one happening.
    Separate,
    Date(Edtf),
    Kind(EventType),
    Headline(Box<str>),
    Cast(Role, Vec<Referent>),
    Factuality(Factuality),
    Attribution(Option<Referent>),
    Fatalities(Option<u32>),
}

/// A list of participants or places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Actors,
    Targets,
    Places,
}

/// The value that drops a row.
const DROP: &str = "drop";

/// The value that gives a source a row of its own.
const SEPARATE: &str = "separate";

/// The columns that can be corrected.
const COLUMNS: [&str; 9] = [
    "date",
    "type",
    "headline",
    "actors",
    "targets",
    "places",
    "factuality",
    "attribution",
    "fatalities",
];

impl Correction {
    /// The correction that puts `value` into `column` of the row with the id or the quote hash
    /// `row`; lists are written with `;` between names. With no column, the value `drop` leaves the
    /// row out, and `separate` gives the source with this quote hash, or each source of the row with
    /// this id, a row of its own. `referent` says whom a name means, which is a person or a place
    /// unless something is known of it.
    ///
    /// # Errors
    ///
    /// Where the column cannot be corrected, or the value does not fit it, with what to write.
    pub fn new(
        row: &str,
        column: &str,
        value: &str,
        referent: &dyn Fn(&str, EntityKind) -> Result<Referent, String>,
    ) -> Result<Correction, String> {
        if row.is_empty() {
            return Err("the column `row` is empty; give a row's id or quote hash".into());
        }
        let names = |kind| {
            let names = value.split(';').map(str::trim).filter(|name| !name.is_empty());
            names.map(|name| referent(name, kind)).collect::<Result<Vec<_>, _>>()
        };
        let cast = |role, kind| Ok(Change::Cast(role, names(kind)?));
        let change = match column {
            "" if value == DROP => Ok(Change::Drop),
            "" if value == SEPARATE => Ok(Change::Separate),
            "" => Err(format!(
                "the column `column` is empty; name one, or write `{DROP}` or `{SEPARATE}` as the \
                 value"
            )),
            _ if value == DROP || value == SEPARATE => Err(format!(
                "`{value}` is for a whole row; empty the column `column` for that, or the column \
                 `value` to empty the cell `{column}`"
            )),
            "date" | "type" | "factuality" | "headline" if value.is_empty() => {
                Err(format!("the cell `{column}` cannot be empty; write a value"))
            }
            "date" => value.parse().map(Change::Date),
            "type" => value.parse().map(Change::Kind),
            "factuality" => value.parse().map(Change::Factuality),
            "headline" => Ok(Change::Headline(value.into())),
            "actors" => cast(Role::Actors, EntityKind::Person),
            "targets" => cast(Role::Targets, EntityKind::Person),
            "places" => cast(Role::Places, EntityKind::Place),
            "attribution" => match &names(EntityKind::Person)?[..] {
                [] => Ok(Change::Attribution(None)),
                [only] => Ok(Change::Attribution(Some(only.clone()))),
                _ => Err("an attribution is one name".into()),
            },
            "fatalities" if value.is_empty() => Ok(Change::Fatalities(None)),
            "fatalities" => value
                .parse()
                .map(|dead| Change::Fatalities(Some(dead)))
                .map_err(|_| format!("`{value}` is no number of dead; write digits alone")),
            _ => Err(format!(
                "the column `{column}` cannot be corrected; use one of {}",
                COLUMNS.join(", ")
            )),
        }?;
        Ok(Correction { row: row.to_owned(), change })
    }

    /// The id or quote hash of the row that it is meant for.
    pub fn row(&self) -> &str {
        &self.row
    }

    /// The quote hash that it names, if it is one.
    fn hash(&self) -> Option<u64> {
        u64::from_str_radix(&self.row, 16).ok().filter(|_| self.row.len() == 16)
    }

    /// Whether it is meant for `entry`.
    fn is_for(&self, entry: &Entry) -> bool {
        let hash = self.hash();
        entry.id == self.row
            || hash.is_some_and(|hash| entry.sources.iter().any(|source| source.hash == hash))
    }
}

/// Applies `corrections` in their order and keeps the timeline sorted; the numbers of those that
/// match no row, ascending.
///
/// Corrected cells are listed in [`Entry::corrected`] with what stood there. Identifiers and sources
/// stay as they were found, so that a correction matches on the next run, too.
pub fn correct(timeline: &mut Timeline, corrections: &[Correction]) -> Vec<usize> {
    let mut dropped: BTreeSet<usize> = BTreeSet::new();
    let mut unmatched = Vec::new();
    let is_apart = |c: &&Correction| matches!(c.change, Change::Separate);
    let apart = corrections.iter().filter(is_apart).flat_map(|c| separate(timeline, c));
    let apart: Vec<Entry> = apart.collect();
    if !apart.is_empty() {
        timeline.entries.extend(apart);
        sort(&mut timeline.entries);
        stable::tell_apart(&mut timeline.entries);
    }
    for (number, correction) in corrections.iter().enumerate() {
        let meant = |entry: &&mut Entry| correction.is_for(entry);
        let mut matched = false;
        let entries = timeline.entries.iter_mut().enumerate();
        for (place, entry) in entries.filter_map(|(i, e)| meant(&e).then_some((i, e))) {
            matched = true;
            match correction.change {
                Change::Drop => drop(dropped.insert(place)),
                Change::Separate => {}
                _ => apply(entry, &correction.change),
            }
        }
        if !matched {
            unmatched.push(number);
        }
    }
    let mut place = 0..;
    timeline.entries.retain(|_| !dropped.contains(&place.next().unwrap_or_default()));
    sort(&mut timeline.entries);
    unmatched
}

/// Takes the sources that `correction` means out of their entries, into entries of their own, which
/// are returned; who is alone stays.
fn separate(timeline: &mut Timeline, correction: &Correction) -> Vec<Entry> {
    let mut found = Vec::new();
    for entry in timeline.entries.iter_mut().filter(|entry| correction.is_for(entry)) {
        let is_meant =
            |source: &Source| entry.id == correction.row || correction.hash() == Some(source.hash);
        let keeps = |number: usize| !is_meant(&entry.sources[number]);
        let all = 0..entry.sources.len();
        let (mut kept, mut apart): (Vec<usize>, Vec<usize>) = all.partition(|n| keeps(*n));
        if kept.is_empty() {
            kept.push(apart.remove(0));
        }
        let was = entry.id.clone();
        let of = |numbers: &[usize]| {
            let sources = numbers.iter().map(|n| entry.sources[*n].clone()).collect();
            let joins = numbers[1..].iter().map(|n| entry.joins[n.saturating_sub(1)]).collect();
            let corrected = vec![Corrected { column: "sources", was: format!("joined as {was}") }];
            Entry { corrected, ..super::entry::entry(sources, joins) }
        };
        if !apart.is_empty() {
            let rows =
                if correction.row == was { apart.chunks(1) } else { apart.chunks(apart.len()) };
            found.extend(rows.map(of));
            *entry = of(&kept);
        }
    }
    found
}

fn apply(entry: &mut Entry, change: &Change) {
    let mut event = Event::clone(&entry.event);
    let mut mark = |column, was: String| entry.corrected.push(Corrected { column, was });
    match change {
        Change::Drop | Change::Separate => {}
        Change::Date(date) => {
            mark("date", event.when.to_string());
            (event.when, event.days) = (*date, date.days());
        }
        Change::Kind(kind) => {
            mark("type", event.kind.to_string());
            event.kind = *kind;
        }
        Change::Headline(text) => {
            let first = &entry.sources[0];
            let was = entry.headline.as_deref().unwrap_or(first.document.slice(event.clause));
            mark("headline", was.to_owned());
            entry.headline = Some(text.clone());
        }
        Change::Cast(role, referents) => {
            let (column, list) = role.of(&mut event);
            mark(column, names(list));
            let span = entry.event.sentence;
            let argument = |referent: &Referent| Argument {
                referent: referent.clone(),
                span,
                inferred: false,
            };
            *list = referents.iter().map(argument).collect();
        }
        Change::Factuality(factuality) => {
            mark("factuality", event.factuality.to_string());
            event.factuality = *factuality;
        }
        Change::Attribution(referent) => {
            let document = &entry.sources[0].document;
            let was = event.attribution.as_ref().map(|says| says.name(document).to_owned());
            mark("attribution", was.unwrap_or_default());
            let span = event.sentence;
            event.attribution = referent.clone().map(|referent| {
                Box::new(Attribution { referent: Some(referent), span, inferred: false })
            });
        }
        Change::Fatalities(dead) => {
            let was = event.fatalities().map(|toll| toll.best.to_string());
            mark("fatalities", was.unwrap_or_default());
            event.figures.retain(|figure| &*figure.quantity != "fatalities");
            event.figures.extend(dead.map(|dead| toll(dead, &entry.event)));
        }
    }
    entry.event = Arc::new(event);
}

impl Role {
    fn of(self, event: &mut Event) -> (&'static str, &mut Vec<Argument>) {
        match self {
            Role::Actors => ("actors", &mut event.actors),
            Role::Targets => ("targets", &mut event.targets),
            Role::Places => ("places", &mut event.places),
        }
    }
}

fn name(argument: &Argument) -> String {
    argument.referent.name().to_string()
}

fn names(list: &[Argument]) -> String {
    list.iter().map(name).collect::<Vec<_>>().join("; ")
}

fn toll(dead: u32, event: &Event) -> Figure {
    let dead = f64::from(dead);
    Figure {
        quantity: "fatalities".into(),
        low: dead,
        best: dead,
        high: Some(dead),
        unit: "persons".into(),
        // No words of the document give it.
        span: Span::new(event.sentence.start, event.sentence.start),
    }
}
