//! How the members of a list hang in their clause: as the first does.

use std::ops::Range;

use super::attachment::{Attacher, Attachment, LIST};
use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::model::{Argument, EntityKind, Language};

impl Caster<'_, '_> {
    /// The names with which a Spanish sentence opens as others beside those of its clause: “Además de X y Y,
    /// …”, “Junto a X fue detenida Y”.
    pub(super) fn besides(&self) -> Range<usize> {
        let scene = self.scene;
        let opens = scene
            .items
            .get(scene.head)
            .is_some_and(|first| first.has(cue::AMONG) && first.mention.is_none());
        let first = scene.head + 1;
        let ends = |j: &usize| scene.mark(*j, ",") || scene.is_finite(*j);
        let spanish = scene.language() == Language::Spanish;
        let end = (first..scene.items.len()).find(ends).filter(|_| opens && spanish);
        first..end.unwrap_or(first)
    }

    /// Gives those others the role of whoever is of their kind: “Además de la DEA, el FBI detuvo a X”.
    pub(super) fn give_besides(&self, draft: &Draft, cast: &mut Cast) {
        let of_kind = |list: &[Argument], item: usize| {
            list.iter().any(|a| Some(a.referent.kind()) == self.kind(item))
        };
        for item in self.besides().filter(|j| self.clauses.of[*j] == draft.clause) {
            if of_kind(&cast.targets, item) {
                self.give_once(Some(Role::Target), item, draft, cast);
            } else if of_kind(&cast.actors, item) {
                self.give_once(Some(Role::Actor), item, draft, cast);
            }
        }
    }

    /// The subjects of `verb` with those who did the same, “resigned on May 3, as did X”; those alone where the
    /// happening has the date before them, “and on May 9 so did X”.
    pub(super) fn with_sharers(
        &self,
        verb: usize,
        draft: &Draft,
        mut subjects: Vec<usize>,
    ) -> Vec<usize> {
        let scene = self.scene;
        let Some(opener) = (verb + 1..scene.items.len()).find(|j| scene.items[*j].has(cue::SHARES))
        else {
            return subjects;
        };
        let other = |j: usize| scene.is_verb(j) && scene.is_finite(j) || scene.mark(j, ";");
        if (verb + 1..opener).any(other) {
            return subjects;
        }
        let behind = (opener + 1..scene.items.len()).take_while(|j| !other(*j));
        let sharers: Vec<usize> = behind.filter(|j| self.acts_freely(*j)).collect();
        let and = (verb + 1..opener).rev().find(|j| scene.items[*j].has(cue::COORDINATOR));
        let later = and.and_then(|and| (and..opener).find_map(|j| scene.items[j].date));
        match later {
            Some(date) if date == draft.date && !sharers.is_empty() => sharers,
            Some(_) => subjects,
            None => {
                if !subjects.is_empty() {
                    subjects.extend(sharers);
                }
                subjects
            }
        }
    }

    /// Drops places and bodies that only explain a name before them: “Anne Milgram, Administrator of
    /// the DEA”.
    pub(super) fn without_appositions(&self, direct: Vec<usize>) -> Vec<usize> {
        let people = direct.iter().any(|j| self.kind(*j) == Some(EntityKind::Person));
        let explains = |j: &usize| people && self.kind(*j) == Some(EntityKind::Place);
        direct.into_iter().filter(|j| !explains(j)).collect()
    }

    /// Whether “and” stands before the noun phrase that goes on with the “of” at item `of`.
    pub(super) fn is_joined_phrase(&self, of: usize) -> bool {
        let scene = self.scene;
        let first = (0..of).rev().find(|j| !scene.is_plain(*j));
        first.is_some_and(|j| {
            let after_name = j > 0 && scene.items[j - 1].mention.is_some();
            scene.items[j].has(cue::COORDINATOR) && after_name
        })
    }
}

impl Attacher<'_, '_> {
    /// A list goes on where a naming stands before the comma or “and” at item `j`.
    pub(super) fn in_list(&self, item: usize, j: usize, found: Attachment) -> Attachment {
        let scene = self.scene;
        let explained = || self.explained_member(item, j);
        let nearest = self.naming_before(j);
        let of_other = nearest.filter(|k| self.is_of_apposition(*k)).and_then(|_| explained());
        let Some(nearest) = of_other.or(nearest).or_else(explained) else {
            return self.joined_to_noun(j, found);
        };
        let clause = self.clauses.of[item];
        let previous = self.member_of_kind(item, nearest).unwrap_or(nearest);
        if self.clauses.of[previous] != clause {
            return found;
        }
        let of = self.before.of(previous);
        let fronted = of.at == self.clauses.list[clause].start || self.ends_fronted_phrase(j, item);
        // “desde Carepa, el presidente Iván Duque”: a list is of one kind.
        let unlike = scene.entity_kind(item) != scene.entity_kind(previous);
        let place = scene.entity_kind(item) == Some(EntityKind::Place);
        if scene.mark(j, ",") && (unlike || fronted && !place) {
            return found;
        }
        let modifies = found.modifies || of.modifies && self.names_again(item, j);
        Attachment { modifies, ..of }
    }

    /// The attachment of a naming behind the “and” at item `j` that joins it to a noun without a name: “in
    /// an operation of the police and the DEA, X was arrested”.
    fn joined_to_noun(&self, j: usize, found: Attachment) -> Attachment {
        const LONGEST: usize = 4;
        let scene = self.scene;
        let start = self.clauses.list[self.clauses.of[j]].start;
        let noun = (start..j).rev().take(LONGEST).take_while(|k| scene.is_plain(*k)).last();
        let governs = |k: &usize| {
            let item = &scene.items[*k];
            *k >= start && item.has(cue::PREPOSITION) && item.mention.is_none()
        };
        let verbless = !(start..j).any(|k| scene.is_finite(k));
        let joined = scene.items[j].has(cue::COORDINATOR) && verbless;
        let preposition = noun.and_then(|noun| noun.checked_sub(1)).filter(governs);
        match preposition.filter(|_| joined) {
            Some(at) => self.governed_by(at, found),
            None => found,
        }
    }

    /// Whether the naming at `item` is another name of whoever is named right before the comma at item `j`.
    pub(super) fn names_again(&self, item: usize, j: usize) -> bool {
        let before = self.naming_before(j).and_then(|named| self.scene.meant(named).first());
        let here = self.scene.meant(item).first();
        before.zip(here).is_some_and(|(before, here)| before.same(here))
    }

    /// Whether the comma at item `j` ends a phrase with which the clause of `item` opens, and `item` begins no
    /// list: “In a raid by the DEA, the FBI arrested X”.
    fn ends_fronted_phrase(&self, j: usize, item: usize) -> bool {
        let scene = self.scene;
        let start = self.clauses.list[self.clauses.of[item]].start.max(scene.head);
        let opens =
            scene.items[start].has(cue::PREPOSITION) && scene.items[start].mention.is_none();
        let within = |k: usize| !scene.mark(k, ",") && !scene.is_finite(k);
        let behind = (item + 1..scene.items.len()).take_while(|k| !scene.is_finite(*k));
        let lists = |k: usize| scene.items[k].has(cue::COORDINATOR) || scene.mark(k, ",");
        opens && scene.mark(j, ",") && (start..j).all(within) && !behind.into_iter().any(lists)
    }

    /// The member of the list that `item` goes on with, where what stands before it only explains that
    /// member: “Juan Pérez, a boss of the Cartel X, and Luis Mora”.
    fn member_of_kind(&self, item: usize, nearest: usize) -> Option<usize> {
        let scene = self.scene;
        let kind = scene.entity_kind(item);
        if scene.entity_kind(nearest) == kind || kind == Some(EntityKind::Place) {
            return None;
        }
        let explains = |k: &usize| {
            scene.is_plain(*k)
                || scene.items[*k].mention.is_some()
                || scene.items[*k].is_closing()
                || scene.items[*k].has(cue::PREPOSITION)
        };
        let before = (nearest.saturating_sub(LIST)..nearest).rev().take_while(explains);
        let member = before.into_iter().find(|k| scene.entity_kind(*k) == kind)?;
        // “fueron capturados X en Brasil y Y en Colombia”
        let located = scene.entity_kind(nearest) == Some(EntityKind::Place)
            && self.before.of(nearest).preposition & cue::PREP_IN != 0;
        // “X of the Southern Command and Y”
        let of = self.before.of(nearest);
        let belongs = of.preposition & cue::PREP_OF != 0 && of.at == member + 1;
        (located || belongs || scene.mark(member + 1, ",")).then_some(member)
    }

    /// The person with whom a list begins that “, and” at item `and` goes on, behind what explains them:
    /// “against X, the former head of the guard and the agency, and Y”, “held X, who ran the port, and Y”.
    fn explained_member(&self, item: usize, and: usize) -> Option<usize> {
        let scene = self.scene;
        let person = |k: usize| scene.entity_kind(k) == Some(EntityKind::Person);
        let joined = and > 0 && scene.items[and].has(cue::COORDINATOR) && scene.mark(and - 1, ",");
        if !joined || !person(item) {
            return None;
        }
        let explains = |k: &usize| {
            let word = &scene.items[*k];
            let told = self.clauses.list[self.clauses.of[*k]].link == Link::Relative;
            scene.is_plain(*k)
                || told
                || word.date.is_some()
                || word.is_closing()
                || word.mention.is_some()
                || word.has(cue::PREPOSITION | cue::COORDINATOR)
        };
        let first = |k: &usize| {
            let here = self.clauses.of[*k] == self.clauses.of[item];
            // “Juan Pérez, “El Tío”, …”
            let nickname =
                |j: usize| scene.items[j].is_closing() || scene.items[j].mention.is_some();
            let comma = (k + 1..and).find(|j| scene.mark(*j, ","));
            let comma = comma.is_some_and(|comma| (k + 1..comma).all(nickname));
            here && person(*k) && comma && !self.is_of_apposition(*k)
        };
        (and.saturating_sub(LIST + 4)..and).rev().take_while(explains).find(first)
    }

    /// Whether the naming tells whose man somebody is who is named before it: “Juan Pérez, operador de X”.
    fn is_of_apposition(&self, item: usize) -> bool {
        let scene = self.scene;
        let of = self.before.of(item);
        let plain = |k: &usize| scene.is_plain(*k);
        let comma = (0..of.at).rev().find(|k| !plain(k)).filter(|k| scene.mark(*k, ","));
        let near = comma.map_or(0..0, |comma| comma.saturating_sub(6)..comma);
        scene.language() == Language::Spanish
            && of.preposition & cue::PREP_OF != 0
            && near.into_iter().any(|k| scene.entity_kind(k) == Some(EntityKind::Person))
    }

    /// Whether a word right before the naming leaves it out: “freed X but not Y”.
    pub(super) fn is_excepted(&self, item: usize) -> bool {
        let items = &self.scene.items;
        let to = item > 0 && items[item - 1].has(cue::PREP_TO);
        let before = item.checked_sub(1 + usize::from(to));
        before.is_some_and(|j| items[j].has(cue::EXCEPTS) && items[j].mention.is_none())
    }

    /// The naming right before the comma or “and” at item `j`, brackets and quotation marks aside.
    pub(super) fn naming_before(&self, j: usize) -> Option<usize> {
        let scene = self.scene;
        let mark = |k: &usize| scene.items[*k].is_closing();
        let previous = (0..j).rev().find(|k| !mark(k) && !scene.is_bracketed(*k))?;
        scene.items[previous].mention.map(|_| previous)
    }

    /// The attachment of a group whose members go on with a list: “between A and remnants of B” has B as A.
    pub(super) fn members_joined(&self, of: usize, found: Attachment) -> Option<Attachment> {
        let scene = self.scene;
        if !scene.items[of].has(cue::PREP_OF) || !self.joins_members(of) {
            return None;
        }
        let and = (of.saturating_sub(4)..of).rev().find(|k| !scene.is_plain(*k))?;
        let joint = Some(and).filter(|k| scene.items[*k].has(cue::COORDINATOR))?;
        let first = self.before.of(self.naming_before(joint)?);
        let between = first.preposition & cue::PREP_BETWEEN != 0;
        between.then_some(Attachment { modifies: found.modifies, ..first })
    }

    /// Whether the preposition at item `j` tells whose members a noun names: “agents of”, “officials
    /// from”, “magistrados del pleno de”.
    pub(super) fn joins_members(&self, j: usize) -> bool {
        let scene = self.scene;
        let members = |k: usize| {
            let group = cue::MEMBER | cue::AGENCY_NOUN | cue::GROUP_NOUN;
            scene.items[k].has(group)
        };
        let of = scene.items[j].has(cue::PREP_OF);
        // “officers with the customs service”
        let from = cue::PREP_FROM | cue::PREP_WITH;
        if scene.items[j].has(from) && scene.language() == Language::English {
            return j > 0 && members(j - 1) && scene.is_plain(j - 1);
        }
        let chain = (j.saturating_sub(6)..j)
            .rev()
            .take_while(|k| scene.is_plain(*k) || scene.items[*k].has(cue::PREP_OF));
        let mut near = (j.saturating_sub(3)..j).rev().take_while(|k| scene.is_plain(*k));
        of && (near.any(members) || chain.into_iter().any(members))
    }
}
