//! What comparisons need of an event, small.

use rustc_hash::FxHashMap;

use super::stable::key;
use crate::model::{
    Argument, Day, DayRange, Document, EntityKind, Event, EventType, Factuality, Precision,
    Referent, Source,
};

/// What comparisons need of an event, small: whoever and wherever is named by a number.
#[derive(Clone, Debug)]
pub(super) struct Profile<'a> {
    pub(super) source: &'a Source,
    /// Where it is told.
    pub(super) document: &'a Document,
    /// The hash of its sentence's words.
    pub(super) hash: u64,
    /// The hashes of its longer words.
    pub(super) words: &'a [u32],
    /// The numbers of targets, actors, places, regions and countries, in this order.
    ids: Box<[u32]>,
    /// Where each of these lists but the last ends in `ids`.
    ends: [u16; 4],
    /// The fields of the event that rule most pairs out, at hand.
    pub(super) kind: EventType,
    pub(super) factuality: Factuality,
    pub(super) days: DayRange,
    /// The days from the first to the last; many where an end is open.
    pub(super) length: i32,
    /// The number of the day, where it is one.
    day: Option<i32>,
    /// Whether it is a state that lasts for more than a year, and no happening.
    pub(super) lasts: bool,
    /// Whether a target is a person: one is arrested or killed once a day at most.
    pub(super) has_person: bool,
    /// The number of dead.
    pub(super) toll: Option<u32>,
}

/// Numbers for entities and names.
#[derive(Debug, Default)]
pub(super) struct Numbers<'a>(FxHashMap<&'a str, u32>);

impl<'a> Numbers<'a> {
    fn of(&mut self, name: &'a str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(name).or_insert(next)
    }

    fn of_referent(&mut self, referent: &'a Referent) -> u32 {
        let program = if referent.kind() == EntityKind::Program { PROGRAM } else { 0 };
        self.of(key(referent)) | program
    }
}

impl<'a> Profile<'a> {
    pub(super) fn new(source: &'a Source, numbers: &mut Numbers<'a>) -> Profile<'a> {
        let event = &source.event;
        let mut ids: Vec<u32> = Vec::with_capacity(8);
        let mut ends = [0; 4];
        let end = |ids: &Vec<u32>| u16::try_from(ids.len()).unwrap_or(u16::MAX);
        let mut add = |ids: &mut Vec<u32>, list: &'a [Argument]| {
            ids.extend(list.iter().map(|argument| numbers.of_referent(&argument.referent)));
        };
        add(&mut ids, &event.targets);
        // Who met whom is told either way round.
        let mutual = matches!(event.kind, EventType::Meeting | EventType::Agreement);
        if mutual {
            add(&mut ids, &event.actors);
        }
        ends[0] = end(&ids);
        if !mutual {
            add(&mut ids, &event.actors);
        }
        ends[1] = end(&ids);
        add(&mut ids, &event.places);
        ends[2] = end(&ids);
        let entities = || event.places.iter().filter_map(|place| place.referent.entity());
        ids.extend(entities().flat_map(|place| &place.parents).map(|parent| numbers.of(parent)));
        ends[3] = end(&ids);
        ids.extend(entities().flat_map(|place| &place.countries).map(|code| numbers.of(code)));
        let length = match (event.days.earliest, event.days.latest) {
            (Some(first), Some(last)) => number(last) - number(first),
            _ => i32::MAX,
        };
        Profile {
            source,
            document: &source.document,
            hash: source.quote.hash,
            words: &source.quote.words,
            ids: ids.into(),
            ends,
            kind: event.kind,
            factuality: event.factuality,
            days: event.days,
            length,
            day: event.days.earliest.filter(|_| length == 0).map(number),
            lasts: event.when.precision() == Precision::Interval && length > LASTING,
            has_person: event.targets.iter().any(|t| t.referent.kind() == EntityKind::Person),
            toll: event.fatalities().map(|figure| figure.best as u32),
        }
    }

    pub(super) fn event(&self) -> &'a Event {
        &self.source.event
    }

    /// The days between two days; many where one of them is no day.
    pub(super) fn distance(&self, other: &Profile<'_>) -> u32 {
        let apart = |(day, other): (i32, i32)| day.abs_diff(other);
        self.day.zip(other.day).map_or(u32::MAX, apart)
    }

    fn list(&self, start: usize, end: usize) -> &[u32] {
        self.ids.get(start..end).unwrap_or_default()
    }

    pub(super) fn targets(&self) -> &[u32] {
        self.list(0, self.ends[0].into())
    }

    pub(super) fn actors(&self) -> &[u32] {
        self.list(self.ends[0].into(), self.ends[1].into())
    }

    pub(super) fn places(&self) -> &[u32] {
        self.list(self.ends[1].into(), self.ends[2].into())
    }

    /// The places that contain the places.
    pub(super) fn regions(&self) -> &[u32] {
        self.list(self.ends[2].into(), self.ends[3].into())
    }

    /// The codes of the places' countries.
    pub(super) fn countries(&self) -> &[u32] {
        self.list(self.ends[3].into(), self.ids.len())
    }

    /// Targets, actors and places.
    pub(super) fn all(&self) -> &[u32] {
        self.list(0, self.ends[2].into())
    }

    /// Whether a place is a whole country.
    pub(super) fn is_in_whole_country(&self) -> bool {
        !self.places().is_empty() && self.regions().is_empty() && !self.countries().is_empty()
    }
}

/// The number of a day.
fn number(day: Day) -> i32 {
    (day - Day::MIN).num_days() as i32
}

/// Marks the numbers of programs: laws, treaties and plans are signed and begun once.
pub(super) const PROGRAM: u32 = 1 << 31;

/// Days after which an interval is a state.
const LASTING: i32 = 400;
