//! How a name hangs together with the title before it: “al líder de Guerreros Unidos, X”.

use super::attachment::{Attacher, Attachment, LIST};
use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::govern::Draft;
use crate::events::kinds::touches_persons;
use crate::model::{EntityKind, EventType, Language};
use crate::tokens::Shape;

/// How far a title and its name stand from what tells whose it is.
const REACH: usize = 8;

impl Attacher<'_, '_> {
    /// The attachment of a person who is named behind the comma at item `comma` as the one whom a title
    /// before it means: “al líder de Guerreros Unidos, Sidronio Casarrubias”.
    pub(super) fn behind_title(
        &self,
        item: usize,
        comma: usize,
        found: Attachment,
    ) -> Option<Attachment> {
        let scene = self.scene;
        if scene.entity_kind(item) != Some(EntityKind::Person) {
            return None;
        }
        let within = |k: &usize| {
            scene.is_plain(*k)
                || self.is_told_of(*k, item)
                || scene.items[*k].has(cue::PREP_OF | cue::PREP_IN)
                || scene.items[*k].mention.is_some()
                || scene.items[*k].is_closing() && !scene.mark(*k, ",")
        };
        let mut phrase = (comma.saturating_sub(LIST)..comma).rev().take_while(within);
        let head = phrase.find(|k| {
            let titled = scene.items[*k].has(cue::TITLE | cue::OFFICE | cue::KIN);
            titled && scene.is_plain(*k) && !self.is_told_of(*k, item)
        })?;
        let other = |k: usize| {
            let named = scene.entity_kind(k) == Some(EntityKind::Person);
            named && !self.before.of(k).modifies && !self.is_told_of(k, item)
        };
        if (head..comma).any(other) {
            return None;
        }
        // “of former Gulf Cartel leader, X”
        let group =
            |k: &usize| scene.items[*k].mention.is_some() && scene.language() == Language::English;
        let before = (0..head).rev().find(|k| !scene.is_plain(*k) && !group(k));
        let preposition = before.filter(|k| {
            scene.items[*k].has(cue::PREPOSITION)
                && scene.items[*k].mention.is_none()
                && self.clauses.of[*k] == self.clauses.of[item]
                && !self.clauses.opened_by(*k)
        });
        let Some(preposition) = preposition else { return Some(found) };
        // “Según el fiscal, Juan Pérez fue detenido”: the comma ends a phrase of its own.
        let ends = (item + 1..scene.items.len()).find(|k| !scene.is_plain(*k)).is_none_or(|k| {
            let next = &scene.items[k];
            next.shape == Shape::Mark || next.has(cue::COORDINATOR | cue::RELATIVE)
        });
        ends.then(|| self.governed_by(preposition, found))
    }

    fn is_relative(&self, k: usize) -> bool {
        self.clauses.list[self.clauses.of[k]].link == Link::Relative
    }

    /// Whether item `k` stands in a relative clause that the one of item `of` goes around: “la abogada que
    /// llevaba el caso, Yolanda Peña”.
    fn is_told_of(&self, k: usize, of: usize) -> bool {
        let clause = self.clauses.of[k];
        let told = &self.clauses.list[clause];
        self.scene.language() == Language::Spanish
            && clause != self.clauses.of[of]
            && told.link == Link::Relative
            && told.start < of
    }

    /// Whether the “of” at item `of` only tells what the person named at `item` is head or defender of: “el
    /// defensor de los bosques Camilo Ortega”.
    pub(super) fn belongs_to_head(&self, of: usize, item: usize) -> bool {
        let scene = self.scene;
        let inner = of + 1..item;
        let noun = inner.clone().find(|k| !scene.items[*k].has(cue::DETERMINER));
        let person = cue::TITLE | cue::OFFICE | cue::KIN | cue::PERSON_NOUN;
        // “el abogado del empresario Camilo Ortega”
        let thing = noun.is_some_and(|k| {
            scene.is_plain(k) && (!scene.items[k].has(person) || self.is_several(k))
        });
        let body = |k: usize| self.before.of(k).modifies;
        let mut inner = inner;
        let within =
            inner.all(|k| scene.is_plain(k) || scene.items[k].has(cue::PREP_OF) || body(k));
        let mut before = (of.saturating_sub(REACH)..of)
            .rev()
            .take_while(|k| scene.is_plain(*k) || scene.items[*k].has(cue::PREP_OF));
        scene.language() == Language::Spanish
            && scene.items[of].has(cue::PREP_OF)
            && scene.entity_kind(item) == Some(EntityKind::Person)
            && thing
            && within
            && before.any(|k| self.is_title(k))
    }

    /// Whether the Spanish “in” at item `preposition` only tells in what the person named at `item` was found:
    /// “fue detenido en un operativo Pedro Ruiz”.
    pub(super) fn is_past_circumstance(&self, preposition: usize, item: usize) -> bool {
        let scene = self.scene;
        let person = cue::TITLE | cue::OFFICE | cue::KIN | cue::PERSON_NOUN | cue::MEMBER;
        let within = preposition + 1..item;
        let noun = within.clone().any(|k| !scene.items[k].has(cue::DETERMINER));
        scene.language() == Language::Spanish
            && scene.items[preposition].has(cue::PREP_IN)
            && scene.entity_kind(item) == Some(EntityKind::Person)
            && noun
            && within.into_iter().all(|k| scene.is_plain(k) && !scene.items[k].has(person))
    }

    /// Whether a title or a word for one member of a body stands at item `k`.
    fn is_title(&self, k: usize) -> bool {
        let word = &self.scene.items[k];
        let one = word.has(cue::MEMBER) && !self.is_several(k);
        self.scene.is_plain(k) && (word.has(cue::TITLE | cue::OFFICE | cue::PERSON_NOUN) || one)
    }

    /// Whether the naming only tells whose officer or head one is who is named behind it: “el líder de
    /// Guerreros Unidos, Sidronio Casarrubias”.
    pub(super) fn belongs_to_title(&self, item: usize) -> bool {
        let scene = self.scene;
        let kind = scene.entity_kind(item);
        if scene.language() != Language::Spanish || kind == Some(EntityKind::Person) {
            return false;
        }
        let mut before = (item.saturating_sub(REACH)..item).rev().take_while(|k| {
            scene.is_plain(*k)
                || scene.items[*k].has(cue::PREP_OF)
                || scene.items[*k].mention.is_some()
        });
        let of = before.find(|k| scene.items[*k].has(cue::PREP_OF));
        let titled = of.is_some() && before.any(|k| self.is_title(k));
        let behind = |k: &usize| {
            let it = &scene.items[*k];
            let plain = scene.is_plain(*k) || it.is_closing() || it.has(cue::PREP_OF);
            plain || self.clauses.of[*k] != self.clauses.of[item] && self.is_relative(*k)
        };
        // The name stands next, or behind a comma and no more than words and marks.
        let name = (item + 1..scene.items.len().min(item + REACH)).find(|k| !behind(k));
        let person = |k: usize| scene.entity_kind(k) == Some(EntityKind::Person);
        titled
            && name.is_some_and(|k| {
                person(k) && (k == item + 1 || (item..k).any(|m| scene.mark(m, ",")))
            })
    }

    /// Whether the town at `item` tells which office of the body before it is meant: “HSI Houston”.
    pub(super) fn is_branch(&self, item: usize) -> bool {
        let scene = self.scene;
        let local = || {
            let entity = scene.meant(item).first().and_then(|referent| referent.entity());
            entity.is_some_and(|entity| !entity.parents.is_empty())
        };
        scene.language() == Language::English
            && item > 0
            && scene.entity_kind(item) == Some(EntityKind::Place)
            && matches!(
                scene.entity_kind(item - 1),
                Some(EntityKind::Agency | EntityKind::Organization)
            )
            && scene.items[item].span.start <= scene.items[item - 1].span.end + 1
            && !scene.is_possessive(item - 1)
            && local()
    }

    /// Whether a body or place opens the noun phrase of a person: “U.S. District Judge X”, “the Zetas
    /// founder and hit man X”.
    pub(super) fn precedes_person(&self, item: usize) -> bool {
        let scene = self.scene;
        let person = Some(EntityKind::Person);
        if scene.language() != Language::English || scene.entity_kind(item) == person {
            return false;
        }
        let title = |j: &usize| {
            let word = &scene.items[*j];
            let joined = word.has(cue::COORDINATOR) && scene.is_plain(j - 1);
            // “Special Agent in Charge X”
            let inner = word.has(cue::PREP_IN)
                && scene.items[j - 1].shape.is_capitalized()
                && scene.items.get(j + 1).is_some_and(|next| next.shape.is_capitalized());
            let article = word.has(cue::DETERMINER | cue::PERSON_NOUN);
            scene.is_plain(*j) && !article || joined || inner
        };
        let name = (item + 1..scene.items.len().min(item + 9)).find(|j| !title(j));
        name.is_some_and(|j| {
            j > item + 1 && scene.entity_kind(j) == person && scene.is_plain(j - 1)
        })
    }

    /// Whether the place at `item` only tells whose officer someone without a name is: “a Texas sheriff”.
    pub(super) fn is_of_officer(&self, item: usize) -> bool {
        let scene = self.scene;
        let office = |j: usize| {
            let noun = scene.items.get(j).filter(|noun| noun.shape == Shape::Lower);
            noun.is_some_and(|noun| noun.has(cue::OFFICE | cue::TITLE) && scene.is_plain(j))
        };
        scene.language() == Language::English
            && scene.entity_kind(item) == Some(EntityKind::Place)
            && office(item + 1)
    }
}

impl Caster<'_, '_> {
    /// Who has the office that a term or a form of “be” tells of: “Enrique Peña Nieto (2012–2018)”, “X,
    /// presidente del Senado de 2000 a 2001”, “el alcalde era X”.
    pub(super) fn holder(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let trigger = draft.trigger;
        if draft.kind != EventType::Office || scene.trigger(trigger).is_some() {
            return;
        }
        let person = |j: usize| self.kind(j) == Some(EntityKind::Person);
        let found = if person(trigger) {
            cast.actors.is_empty().then_some(trigger)
        } else if scene.items[trigger].has(cue::BE) {
            self.holder_beside(trigger)
        } else {
            self.holder_before(trigger)
        };
        if let Some(found) = found {
            cast.actors = self.arguments(found).collect();
            cast.targets.clear();
        }
    }

    /// The person whom a form of “be” at item `be` says to have an office: its subject, else the name behind
    /// it.
    fn holder_beside(&self, be: usize) -> Option<usize> {
        let named = |j: &usize| {
            let a = self.attachment(*j);
            self.kind(*j) == Some(EntityKind::Person) && a.preposition == 0 && !a.modifies
        };
        let mut items = self.clauses.items(self.clauses.of[be]);
        let before = items.by_ref().take_while(|j| *j < be).find(named);
        before.or_else(|| items.take_while(|j| *j <= be + 6).find(named))
    }

    /// The person before the comma with which an explanation that has the office at item `office` begins.
    fn holder_before(&self, office: usize) -> Option<usize> {
        let scene = self.scene;
        let comma = (0..office).rev().find(|j| !scene.is_plain(*j))?;
        let name = (0..comma).rev().find(|j| !scene.items[*j].is_closing())?;
        let person = self.kind(name) == Some(EntityKind::Person);
        (scene.mark(comma, ",") && person).then_some(name)
    }

    /// Whether the body only tells whose officer is charged, tried or sentenced: it is not.
    pub(super) fn is_of_accused(&self, item: usize, draft: &Draft) -> bool {
        use EventType::{Charge, Conviction, Trial};
        let step = matches!(draft.kind, Charge | Conviction | Trial);
        let officer = self.scene.items.get(item + 1).is_some_and(|next| {
            self.scene.is_plain(item + 1) && next.has(cue::MEMBER | cue::OFFICE | cue::TITLE)
        });
        step && self.scene.language() == Language::English
            && self.kind(item) == Some(EntityKind::Agency)
            && (officer || self.attachment(item).of_member)
    }

    /// Whether the naming only tells whose leader someone without a name is, or of what person the man.
    pub(super) fn is_of_leader(&self, item: usize, draft: &Draft) -> bool {
        if !(touches_persons(draft.kind) || draft.kind == EventType::Seizure) {
            return false;
        }
        let a = self.attachment(item);
        // “un lugarteniente de X fue detenido”, but “la policía de X, detenido en mayo”
        let person =
            self.kind(item) == Some(EntityKind::Person) && self.clauses.of[item] == draft.clause;
        let leads = |j: usize| {
            let word = &self.scene.items[j];
            let man = word.has(cue::MEMBER) && !word.has(cue::BODY_NOUN);
            word.has(cue::OFFICE) || person && man
        };
        // “a man linked to X was killed”
        if person && self.scene.items[a.at].has(cue::LOYAL) && a.at != item {
            return true;
        }
        let within = |j: &usize| {
            self.scene.is_plain(*j)
                || self.scene.items[*j].has(cue::PREP_OF)
                || self.scene.is_possessive(*j)
        };
        let mut chain = (a.at.saturating_sub(8)..a.at).rev().take_while(within);
        let of = a.of_member && chain.any(|j| leads(j) && self.scene.is_plain(j));
        let next = item + 1;
        let before =
            self.scene.items.get(next).is_some_and(|_| self.scene.is_plain(next) && leads(next));
        of || before && self.scene.language() == Language::English
    }
}
