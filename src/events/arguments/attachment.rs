//! How a naming hangs in its clause.

use super::Caster;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::model::{ArgumentLink, EntityKind};

/// How a naming hangs in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attachment {
    /// The cues of the preposition before its noun phrase; 0 for none.
    pub(super) preposition: u64,
    /// The item of that preposition.
    pub(super) at: usize,
    /// Its noun phrase has a noun for its members (“members of the”, “the X cartel's”).
    pub(super) of_member: bool,
    /// It only qualifies what follows: “Mexico's former minister”, “the U.S. attorney”.
    pub(super) modifies: bool,
}

impl Caster<'_, '_> {
    /// How the naming `item` hangs in its clause.
    pub(super) fn attachment(&self, item: usize) -> Attachment {
        let scene = self.scene;
        let clause = self.clauses.of[item];
        let mut found = Attachment {
            preposition: 0,
            at: item,
            of_member: false,
            modifies: self.modifies(item),
        };
        let mut j = item;
        while j > 0 {
            j -= 1;
            let it = &scene.items[j];
            if self.clauses.of[j] != clause
                && !scene.mark(j, ",")
                && !it.has(cue::COORDINATOR | cue::RELATIVE | cue::COMPLEMENT)
            {
                // An aside between brackets: look across it.
                if self.clauses.list[self.clauses.of[j]].link == Link::Aside {
                    continue;
                }
                return found;
            }
            if it.has(cue::PREPOSITION) && it.mention.is_none() {
                if self.opens_clause(j) {
                    return found;
                }
                return self.governed_by(j, found);
            }
            if it.has(cue::COORDINATOR) || scene.mark(j, ",") {
                // A list goes on where a naming stands before the comma or “and”.
                let mut before = j;
                while before > 0 && (scene.mark(before - 1, ",") || scene.mark(before - 1, ")")) {
                    before -= 1;
                }
                let Some(previous) = before.checked_sub(1) else { return found };
                if scene.items[previous].mention.is_some() && self.clauses.of[previous] == clause {
                    let of = self.attachment_shallow(previous);
                    let fronted = of.at == self.clauses.list[clause].start;
                    // “desde Carepa, el presidente Iván Duque”: a list is of one kind.
                    let unlike = self.kind(item) != self.kind(previous);
                    let place = self.kind(item) == Some(EntityKind::Place);
                    if scene.mark(j, ",") && (unlike || fronted && !place) {
                        return found;
                    }
                    found.preposition = of.preposition;
                    found.at = of.at;
                    found.of_member = of.of_member;
                }
                return found;
            }
            if !scene.is_plain(j) && it.mention.is_none() {
                return found;
            }
            if it.mention.is_some() && !self.is_possessive(j) && !self.modifies(j) {
                return found;
            }
        }
        found
    }

    /// How the naming `item` hangs together with the trigger, for those who ask.
    pub(in crate::events) fn link(&self, item: usize, trigger: usize) -> ArgumentLink {
        let found = self.attachment(item);
        if found.preposition != 0 && found.at != trigger {
            return ArgumentLink::Preposition(self.scene.items[found.at].span);
        }
        match self.is_possessive(item) {
            true => ArgumentLink::Possessive,
            false if item < trigger => ArgumentLink::Before,
            false => ArgumentLink::Behind,
        }
    }

    /// Whether “after”, “as” begins a clause with a verb instead of a phrase.
    pub(super) fn opens_clause(&self, j: usize) -> bool {
        let clause = &self.clauses.list[self.clauses.of[j]];
        clause.start == j
            && clause.has_verb
            && matches!(clause.link, Link::Temporal | Link::Subordinate)
    }

    /// `found` with the preposition at item `j`, and whether that makes members of a group of it
    /// (“gunmen of”, “loyal to”).
    fn governed_by(&self, j: usize, found: Attachment) -> Attachment {
        let scene = self.scene;
        let preposition = &scene.items[j];
        let mut before = (j.saturating_sub(3)..j).rev().take_while(|k| scene.is_plain(*k));
        let of_member = preposition.has(cue::LOYAL)
            || preposition.has(cue::PREP_OF) && before.any(|k| scene.items[k].has(cue::MEMBER));
        Attachment { preposition: preposition.cues, at: j, of_member, ..found }
    }

    /// As [`attachment`](Self::attachment), one list step at most, so that long lists cost little.
    pub(super) fn attachment_shallow(&self, item: usize) -> Attachment {
        let scene = self.scene;
        let found = Attachment { preposition: 0, at: item, of_member: false, modifies: false };
        let mut commas = 0;
        for j in (item.saturating_sub(40)..item).rev() {
            let it = &scene.items[j];
            if it.has(cue::PREPOSITION) && it.mention.is_none() {
                if self.opens_clause(j) {
                    return found;
                }
                return self.governed_by(j, found);
            }
            commas += usize::from(scene.mark(j, ",") || it.has(cue::COORDINATOR));
            let list = scene.mark(j, ",") || it.has(cue::COORDINATOR) || it.mention.is_some();
            if commas > 8 || !(list || scene.is_plain(j)) {
                return found;
            }
        }
        found
    }

    /// Whether a naming only qualifies the noun behind it: “Mexico's former minister”, “a U.S. judge”.
    pub(super) fn modifies(&self, item: usize) -> bool {
        let scene = self.scene;
        let kind = self.kind(item);
        if self.is_possessive(item) {
            let head =
                (item + 2..(item + 5).min(scene.items.len())).take_while(|j| scene.is_plain(*j));
            let mut last = None;
            for j in head {
                last = Some(j);
            }
            let governs = last.is_some_and(|j| {
                scene.items[j].has(cue::TERM | cue::MEMBER) || self.has_member_from(item + 2, j)
            }) && !self.followed_by_name(item);
            return !governs;
        }
        let next_name = scene.items.get(item + 1).is_some_and(|next| {
            next.mention.is_some() && next.span.start <= scene.items[item].span.end + 1
        });
        if next_name {
            return matches!(
                kind,
                Some(EntityKind::Place | EntityKind::Agency | EntityKind::Organization)
            );
        }
        // “the U.S. attorney in Phoenix” in an apposition, “an ATF agent”.
        let apposed =
            item >= 2 && scene.items[item - 1].has(cue::DETERMINER) && scene.mark(item - 2, ",")
                || item >= 1
                    && scene.mark(item - 1, ",")
                    && scene
                        .items
                        .get(item + 1)
                        .is_some_and(|n| n.shape.is_capitalized() && n.mention.is_none());
        apposed
            && scene.items.get(item + 1).is_some_and(|_| scene.is_plain(item + 1))
            && self.kind(item) != Some(EntityKind::Person)
    }

    pub(super) fn has_member_from(&self, start: usize, end: usize) -> bool {
        (start..=end).any(|j| {
            self.scene.items[j].has(cue::MEMBER | cue::TERM)
                && !self.scene.items[j].has(cue::OFFICE)
        })
    }

    /// Whether a name follows within the noun phrase: “Mexico's former minister, Genaro García Luna”.
    pub(super) fn followed_by_name(&self, item: usize) -> bool {
        (item + 2..(item + 8).min(self.scene.items.len()))
            .take_while(|j| {
                self.scene.is_plain(*j)
                    || self.scene.mark(*j, ",")
                    || self.scene.items[*j].mention.is_some()
            })
            .any(|j| self.scene.items[j].mention.is_some())
    }

    pub(super) fn is_possessive(&self, item: usize) -> bool {
        self.scene
            .items
            .get(item + 1)
            .is_some_and(|next| matches!(next.span.of(self.scene.text()), "’s" | "'s" | "’" | "'"))
    }
}
