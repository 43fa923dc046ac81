//! Changes that two counts with their dates tell: “fell from 900 in 2008 to 30 in 2012”.

use super::cue;
use super::govern::{Draft, Extent, Governor};
use crate::model::EventType;
use crate::tokens::Shape;

/// The most items between a count and its date, or between a date and the next count.
const REACH: usize = 9;

/// Two dates between which something counted changed, by their items in order of time.
pub(super) struct Change {
    pub(super) from: usize,
    pub(super) until: usize,
}

impl Governor<'_, '_> {
    /// The changes that the sentence tells by two dates each.
    pub(super) fn changes(&self) -> Vec<Change> {
        let dates: Vec<usize> =
            (0..self.scene.items.len()).filter(|i| self.is_date(*i) && self.is_exact(*i)).collect();
        dates.windows(2).filter_map(|pair| self.change(pair[0], pair[1])).collect()
    }

    /// Makes one row of what changed between two dates.
    pub(super) fn join_changes(&self, drafts: &mut [Draft], changes: &[Change]) {
        for draft in drafts.iter_mut() {
            let of = |i: usize| self.scene.items[i].date;
            let change = changes.iter().find(|change| of(change.until) == Some(draft.date));
            if let Some(from) = change.and_then(|change| of(change.from)) {
                (draft.kind, draft.noun) = (EventType::Trend, None);
                draft.extent = Extent::Since(from);
            }
        }
    }

    /// The change from the count dated at item `a` to the one dated at `b`, or the other way round.
    fn change(&self, a: usize, b: usize) -> Option<Change> {
        let scene = self.scene;
        let between = a + 1 + usize::from(scene.mark(a + 1, ","))..b;
        let joins = &scene.items[between.start];
        let onward = joins.has(cue::PREP_TO);
        let back = joins.has(cue::PREP_FROM);
        let counts = |i: usize| {
            let item = &scene.items[i];
            item.shape == Shape::Number || scene.is_plain(i) || item.has(cue::PREPOSITION)
        };
        let same = self.clauses.of[a] == self.clauses.of[b];
        if !same || !(onward || back) || between.len() > REACH || !between.clone().all(counts) {
            return None;
        }
        let before = (a.saturating_sub(REACH)..a).rev().take_while(|i| counts(*i));
        let number = |i: usize| scene.items[i].shape == Shape::Number;
        let counted = before.clone().any(number) && between.into_iter().any(number);
        let verb = (a.saturating_sub(REACH)..a).rfind(|i| scene.is_finite(*i))?;
        let trend = scene.kind(verb) == Some(EventType::Trend);
        let in_order = self.is_before(a, b) == onward;
        (in_order && (counted || trend)).then_some(if onward {
            Change { from: a, until: b }
        } else {
            Change { from: b, until: a }
        })
    }

    /// Whether the time of date item `a` ends before that of `b` begins.
    fn is_before(&self, a: usize, b: usize) -> bool {
        let days = |i: usize| self.scene.items[i].date.map(|d| self.scene.dates[d].days);
        days(a).zip(days(b)).is_some_and(|(a, b)| a.latest < b.earliest)
    }
}
