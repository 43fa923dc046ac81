//! Sources of one happening → [`Entry`].

use std::sync::Arc;

use super::stable;
use crate::model::{
    Argument, Conflict, Document, Doubt, Entry, Event, EventType, Factuality, Figure, Join, Source,
    Span,
};

/// The entry of `sources`, the best first, and why each of the others was joined.
pub(super) fn entry(sources: Vec<Source>, joins: Vec<Join>) -> Entry {
    let first = &sources[0];
    let mut entry = Entry {
        id: stable::id(first),
        event: first.event.clone(),
        independent: independent(&sources, &joins),
        conflicts: Vec::new(),
        corrected: Vec::new(),
        headline: None,
        sources,
        joins,
    };
    if let [_, others @ ..] = &entry.sources[..]
        && !others.is_empty()
    {
        let mut event = Event::clone(&entry.event);
        for source in others {
            take_cast(&mut event, &source.event);
            take_figures(&mut event, &source.event);
            if source.event.factuality == Factuality::Asserted {
                event.factuality = Factuality::Asserted;
            }
            // “was shot on Monday”, and elsewhere “was killed”: that is what came of it.
            if source.event.kind == EventType::Killing {
                event.kind = EventType::Killing;
            }
        }
        entry.conflicts = conflicts(&entry.sources);
        widen_figures(&mut event, &entry.sources);
        strengthen(&mut event, entry.independent, &entry.conflicts);
        entry.event = Arc::new(event);
    }
    entry
}

/// How many sources there are when a document counts once, and a copy not at all.
fn independent(sources: &[Source], joins: &[Join]) -> usize {
    let others = sources[1..].iter().zip(joins).filter(|(_, join)| !join.copy);
    let mut documents: Vec<*const Document> = vec![Arc::as_ptr(&sources[0].document)];
    documents.extend(others.map(|(source, _)| Arc::as_ptr(&source.document)));
    documents.sort_unstable();
    documents.dedup();
    documents.len()
}

/// Fills the roles that the sources before left empty; who has another role keeps it. The words of
/// `other` stand in another document, so that none are kept.
fn take_cast(event: &mut Event, other: &Event) {
    let span = nowhere(event);
    let others = |list: &[Argument], taken: &[Argument]| -> Vec<Argument> {
        let is_new = |a: &&Argument| !taken.iter().any(|b| b.referent.same(&a.referent));
        list.iter().filter(is_new).map(|a| Argument { span, ..a.clone() }).collect()
    };
    if event.actors.is_empty() {
        event.actors = others(&other.actors, &event.targets);
    }
    if event.targets.is_empty() {
        event.targets = others(&other.targets, &event.actors);
    }
    if event.places.is_empty() {
        event.places = others(&other.places, &[]);
    }
}

/// An empty span, for what the event's document has no words for.
fn nowhere(event: &Event) -> Span {
    Span::new(event.sentence.start, event.sentence.start)
}

/// Adds what only `other` counts; its words stand in another document, so that none are kept.
fn take_figures(event: &mut Event, other: &Event) {
    let span = nowhere(event);
    for figure in &other.figures {
        if !event.figures.iter().any(|known| known.quantity == figure.quantity) {
            event.figures.push(Figure { span, ..figure.clone() });
        }
    }
}

/// The figures of the first source, from the lowest to the highest that any gives.
fn widen_figures(event: &mut Event, sources: &[Source]) {
    for figure in &mut event.figures {
        for other in sources.iter().flat_map(|source| &source.event.figures) {
            if other.quantity == figure.quantity && other.unit == figure.unit {
                figure.low = figure.low.min(other.low);
                figure.high = figure.high.zip(other.high).map(|(a, b)| a.max(b));
            }
        }
    }
}

/// What several tell is surer, what they tell differently less sure.
fn strengthen(event: &mut Event, independent: usize, conflicts: &[Conflict]) {
    for _ in 1..independent.min(4) {
        event.confidence += (1.0 - event.confidence) * 0.3;
    }
    for conflict in conflicts {
        event.doubts.add(match conflict {
            Conflict::Dates(_) => Doubt::ConflictingDates,
            Conflict::Figures(_) => Doubt::ConflictingFigures,
        });
        event.confidence *= 0.9;
    }
}

fn conflicts(sources: &[Source]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    let apart = sources
        .iter()
        .any(|a| sources.iter().take(8).any(|b| !a.event.days.overlaps(b.event.days)));
    if apart {
        let mut dates: Vec<_> = sources.iter().map(|source| source.event.when).collect();
        dates.sort_by_key(|date| (date.days().earliest, date.days().latest));
        dates.dedup();
        conflicts.push(Conflict::Dates(dates));
    }
    let mut tolls: Vec<Figure> =
        sources.iter().filter_map(|source| source.event.fatalities().cloned()).collect();
    tolls.sort_by(|a, b| a.best.total_cmp(&b.best));
    tolls.dedup_by(|a, b| a.best == b.best);
    if tolls.len() > 1 {
        conflicts.push(Conflict::Figures(tolls));
    }
    conflicts
}
