//! Who held an office when.

use rustc_hash::{FxHashMap, FxHashSet};

use super::dictionary::Dictionary;
use super::evidence::Evidence;
use super::offices::{Context, Found};
use crate::model::{Day, DayRange, Mention};
use crate::tables::Gazetteers;

#[derive(Clone, Debug, Default)]
pub(super) struct Office {
    pub countries: Vec<u16>,
    /// The place that it governs, where that is no country.
    pub region: Option<u32>,
    pub terms: Vec<Term>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    person: u32,
    from: Day,
    to: Day,
}

impl Office {
    /// Who held the office on `days`.
    pub fn holders(&self, days: DayRange) -> Vec<u32> {
        let Some(from) = days.earliest.or(days.latest) else { return Vec::new() };
        let to = days.latest.unwrap_or(from);
        let held = self.terms.iter().filter(|term| term.from <= to && from <= term.to);
        held.map(|term| term.person).collect()
    }

    /// Those whom the document names and who held the office before `days`.
    pub fn past_holders(&self, days: &[DayRange], named: &Named) -> Option<Vec<u32>> {
        let latest = days.last()?.latest?;
        let held = self.terms.iter().filter(|term| term.to < latest);
        let named = held.map(|term| term.person).filter(|person| named.all.contains(person));
        let mut persons: Vec<u32> = named.collect();
        persons.sort_unstable();
        persons.dedup();
        (persons.len() == 1).then_some(persons)
    }
}

/// The persons of a document so far, by the order in which they were named last.
#[derive(Debug, Default)]
pub(super) struct Named {
    last: FxHashMap<u32, u32>,
    count: u32,
    /// Everybody whom the document names somewhere.
    pub all: FxHashSet<u32>,
}

impl Named {
    pub fn note(&mut self, evidence: &mut Evidence, context: &Context, mention: &Mention) {
        let Some(entity) = mention.referent.entity() else { return };
        self.count += 1;
        self.last.insert(entity.number, self.count);
        evidence.note(context.dictionary, entity.number);
    }

    pub fn rank(&self, holder: u32) -> (u32, u32) {
        (self.last.get(&holder).copied().unwrap_or_default(), holder)
    }

    /// From 0 to 1: how recently `holder` was named.
    pub fn weight(&self, holder: u32) -> f32 {
        match self.last.get(&holder) {
            Some(last) => 0.4 + 0.6 / (1.0 + (self.count - last) as f32 / 6.0),
            None => 0.0,
        }
    }
}

/// Adds the terms of `rows` to the offices, whose places `numbers` gives.
pub(super) fn add_terms(
    rows: &Gazetteers,
    dictionary: &Dictionary,
    numbers: &FxHashMap<&str, usize>,
    offices: &mut [Office],
) {
    for row in &rows.terms {
        let (Some(office), Some(person)) = (numbers.get(&*row.office), dictionary.id(&row.person))
        else {
            continue;
        };
        let Some(from) = row.from.and_then(|from| from.days().earliest) else { continue };
        let to = row.to.and_then(|to| to.days().latest).unwrap_or(Day::MAX);
        offices[*office].terms.push(Term { person, from, to });
    }
}

/// The days that decide who is meant, surest first: those of the sentence's own date, then the
/// publication date. Of a `former` holder the last of them decides.
pub(super) fn governing(context: &Context, found: &Found, former: bool) -> Vec<DayRange> {
    let published = context.document.metadata().published.map(|edtf| edtf.days());
    if former && published.is_some() && !context.explains {
        return Vec::from_iter(published);
    }
    let at = context.tokens[found.first].start as usize;
    let sentence = context.sentences.partition_point(|s| s.span.end <= at);
    let mut days = Vec::new();
    days.extend(context.sentences.get(sentence).and_then(|sentence| (context.dates)(*sentence)));
    days.extend(published);
    days
}
