//! Names that a list joins.

use std::ops::Range;

use super::cue;
use super::scene::Scene;
use crate::model::{EntityKind, Referent};

impl Scene<'_> {
    /// The namings of persons, or of groups, that a list joins within `range`: “A, B and C”; none
    /// where there is no list.
    pub(super) fn joined(&self, range: Range<usize>) -> Vec<usize> {
        let listed = |i: &usize| {
            matches!(self.entity_kind(*i), Some(EntityKind::Person | EntityKind::Cartel))
        };
        if range.clone().filter(listed).nth(1).is_none() {
            return Vec::new();
        }
        let mut run: Vec<usize> = Vec::new();
        let (mut comma, mut and, mut closed) = (false, false, false);
        for i in range {
            let item = &self.items[i];
            let kind = self.entity_kind(i);
            if listed(&i) {
                let goes_on = (comma || and) && !closed;
                let last = run.last().and_then(|last| self.entity_kind(*last));
                // “X, a leader of the Sinaloa Cartel, and Y, a son of Z”
                let other = kind == Some(EntityKind::Cartel) || self.is_behind_preposition(i);
                if comma && !and && other && last == Some(EntityKind::Person) {
                    continue;
                }
                if goes_on && last == kind {
                    run.push(i);
                    closed = and;
                } else if !closed {
                    run = vec![i];
                }
                (comma, and) = (false, false);
            } else if self.mark(i, ",") {
                comma = true;
            } else if item.has(cue::COORDINATOR) && item.mention.is_none() {
                and = true;
            } else if self.is_finite(i) || self.mark(i, ";") || self.mark(i, ":") {
                if closed {
                    break;
                }
                run.clear();
            }
        }
        if closed { run } else { Vec::new() }
    }

    /// Whom the namings at `items` mean, each once.
    pub(super) fn referents(&self, items: &[usize]) -> Vec<Referent> {
        let mut found: Vec<Referent> = Vec::new();
        for referent in items.iter().flat_map(|i| self.meant(*i)) {
            if !found.iter().any(|known| known.same(referent)) {
                found.push(referent.clone());
            }
        }
        found
    }
}
