//! What comparisons need of an event, small.

use rustc_hash::FxHashMap;

use super::stable::key;
use crate::model::{Argument, DayRange, EntityKind, Event, EventType, Precision, Referent, Source};

/// What comparisons need of an event, small: whoever and wherever is named by a number.
#[derive(Clone, Debug)]
pub(super) struct Profile<'a> {
    pub(super) source: &'a Source,
    /// The numbers of targets, actors, places, regions and countries, in this order.
    ids: Box<[u32]>,
    /// Where each of these lists but the last ends in `ids`.
    ends: [u16; 4],
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
        Profile {
            source,
            ids: ids.into(),
            ends,
            has_person: event.targets.iter().any(|t| t.referent.kind() == EntityKind::Person),
            toll: event.fatalities().map(|figure| figure.best as u32),
        }
    }

    pub(super) fn event(&self) -> &'a Event {
        &self.source.event
    }

    pub(super) fn days(&self) -> DayRange {
        self.event().days
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

    /// Whether it is a state that lasts for more than a year, and no happening.
    pub(super) fn lasts(&self) -> bool {
        self.event().when.precision() == Precision::Interval && self.length() > LASTING
    }

    /// The days from the first to the last; many where an end is open.
    pub(super) fn length(&self) -> i64 {
        match (self.days().earliest, self.days().latest) {
            (Some(first), Some(last)) => (last - first).num_days(),
            _ => i64::MAX,
        }
    }
}

/// Marks the numbers of programs: laws, treaties and plans are signed and begun once.
pub(super) const PROGRAM: u32 = 1 << 31;

/// Days after which an interval is a state.
const LASTING: i64 = 400;
