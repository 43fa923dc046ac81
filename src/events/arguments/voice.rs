//! Whether a verb is active or passive.

use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::events::inflect::Tense;
use crate::model::{EntityKind, Language};
use crate::tokens::Shape;

/// How many items the object of “had X killed” takes up at most.
const LONGEST_OBJECT: usize = 8;

impl Caster<'_, '_> {
    /// Whether the verb is passive: a form of “be” before a participle, or a participle alone.
    pub(in crate::events) fn is_passive(&self, verb: usize) -> bool {
        let scene = self.scene;
        let tense = scene.tense(verb);
        if !matches!(tense, Some(Tense::Participle | Tense::PastOrParticiple)) {
            return scene.language() == Language::Spanish && self.is_reflexive_passive(verb);
        }
        let clause = self.clauses.of[verb];
        let helper = (verb.saturating_sub(5)..verb).rev().take_while(|j| {
            let it = &scene.items[*j];
            it.has(cue::HELPER | cue::ADVERB | cue::NEGATION | cue::MODAL)
                || it.date.is_some()
                || it.has(cue::PREP_ON | cue::PREP_IN)
        });
        let mut helped = false;
        for j in helper {
            if scene.items[j].has(cue::BE) {
                return true;
            }
            helped |= scene.items[j].has(cue::HAVE);
        }
        if helped {
            return false;
        }
        if tense == Some(Tense::Participle) {
            return true;
        }
        // “the act that X signed in 1878”: a relative clause with a subject of its own.
        let relative = self.clauses.list[clause].link == Link::Relative;
        if relative && !self.subjects_within(clause, verb).is_empty() {
            return false;
        }
        let next = verb + 1;
        let by = scene.items.get(next).is_some_and(|it| it.has(cue::PREP_BY));
        let link = self.clauses.list[clause].link;
        let joined = self.clauses.list[clause].host.is_some_and(|host| {
            matches!(link, Link::Coordinate | Link::Participle)
                && self.has_passive(host)
                && !self.object_follows(verb)
        });
        // “Sentenced to death in 1990, X was freed”: no past tense opens an English sentence.
        let takes = scene.trigger(verb).is_some_and(|t| t.frame.object == Some(Role::Target));
        let opens = verb == scene.head && takes && scene.language() == Language::English;
        by || joined
            || opens && !self.object_follows(verb)
            || (!self.object_follows(verb) && self.scene.can_be_passive(verb))
    }

    /// The “had” of “X had Y killed”, or “ordered”, which tells that X brought about what befell Y.
    pub(super) fn causative(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let form = matches!(scene.tense(verb), Some(Tense::Participle | Tense::PastOrParticiple));
        if scene.language() != Language::English || !form {
            return None;
        }
        let clause = self.clauses.of[verb];
        let host = self.clauses.list[clause].host.unwrap_or(clause);
        let inside = |j: &usize| [clause, host].contains(&self.clauses.of[*j]);
        let near = (verb.saturating_sub(LONGEST_OBJECT)..verb).rev();
        // “had the mayor, X, killed”
        let apposed = verb > 0 && scene.mark(verb - 1, ",");
        let mut commas = if apposed { 2 } else { 0 };
        let mut within = |j: usize| {
            let comma = scene.mark(j, ",");
            let open = !comma || commas > 0;
            commas -= usize::from(comma && open);
            open
        };
        let have = near
            .take_while(|j| inside(j) && within(*j))
            .find(|j| scene.is_finite(*j))
            .filter(|j| scene.items[*j].tells(cue::HAVE | cue::CAUSES))?;
        let pronoun = cue::PERSON_PRONOUN | cue::PLURAL_PRONOUN;
        let person = cue::OFFICE | cue::PERSON_NOUN | cue::TITLE | pronoun;
        // “had Lorenzo killed”: a first name alone is no naming.
        let first_name = |j: usize| j == have + 1 && scene.items[j].shape == Shape::Capital;
        let someone = |j: usize| {
            matches!(scene.entity_kind(j), Some(EntityKind::Person | EntityKind::Cartel))
                || scene.items[j].has(person)
                || first_name(j)
        };
        let opens = &scene.items[have + 1];
        let phrase =
            opens.mention.is_some() || opens.has(cue::DETERMINER | person) || first_name(have + 1);
        (phrase && (have + 1..verb).any(someone)).then_some(have)
    }

    /// Casts what someone had done to another: “Zambada had the mayor killed”.
    pub(super) fn had_done(&self, have: usize, verb: usize, draft: &Draft, cast: &mut Cast) {
        let mut subjects = self.subjects_within(self.clauses.of[have], have);
        subjects.retain(|item| self.attachment(*item).preposition == 0);
        for item in subjects {
            self.give_once(Some(Role::Actor), item, draft, cast);
        }
        for item in (have + 1..verb).filter(|j| self.attachment(*j).preposition == 0) {
            if self.kind(item).is_some_and(|kind| kind != EntityKind::Place) {
                self.give_once(Some(Role::Target), item, draft, cast);
            }
        }
    }

    pub(super) fn is_reflexive_passive(&self, verb: usize) -> bool {
        verb > 0
            && self.scene.items[verb - 1].has(cue::REFLEXIVE)
            && self.scene.can_be_passive(verb)
    }

    /// Those to whom a Spanish infinitive happens whose subject has an “a” before it: “vio morir a X”, “dejó morir
    /// a su hijo”.
    pub(super) fn seen_to_undergo(&self, verb: usize) -> Option<Vec<usize>> {
        let scene = self.scene;
        let helps = cue::PREPOSITION | cue::HELPER | cue::MODAL | cue::FUTURE | cue::COORDINATOR;
        let undergoes = scene
            .trigger(verb)
            .is_some_and(|t| t.frame.subject == Some(Role::Target) && t.frame.object.is_none());
        let seen = undergoes
            && scene.tense(verb) == Some(Tense::Infinitive)
            && scene.language() == Language::Spanish
            && verb.checked_sub(1).is_some_and(|j| !scene.items[j].has(helps));
        let to = scene.items.get(verb + 1).is_some_and(|it| it.has(cue::PREP_TO));
        let next = scene.items.get(verb + 2).filter(|_| seen && to)?;
        let of_verb = |j: &usize| *j > verb && self.attachment(*j).at == verb + 1;
        let named = self.clauses.items(self.clauses.of[verb]).filter(of_verb);
        let people: Vec<usize> =
            named.filter(|j| self.kind(*j) == Some(EntityKind::Person)).collect();
        let someone = next.has(cue::DETERMINER | cue::POSSESSIVE);
        (!people.is_empty() || someone).then_some(people)
    }

    pub(super) fn has_passive(&self, clause: usize) -> bool {
        self.clauses.items(clause).any(|j| {
            // “fue a buscar” is none
            self.scene.is_verb(j)
                && j > 0
                && !self.scene.is_infinitive(j)
                && (j.saturating_sub(3)..j).any(|k| self.scene.items[k].has(cue::BE))
        })
    }

    /// Whether the clause names behind a passive verb by whom it is done.
    pub(super) fn has_agent(&self, verb: usize) -> bool {
        let items = self.clauses.items(self.clauses.of[verb]).filter(|j| *j > verb);
        items.into_iter().any(|j| {
            self.scene.items[j].mention.is_some()
                && self.attachment(j).preposition & cue::PREP_BY != 0
        })
    }

    /// Whether a noun phrase stands behind the verb before a preposition or mark.
    pub(super) fn object_follows(&self, verb: usize) -> bool {
        let scene = self.scene;
        let mut j = verb + 1;
        let time = |j: usize| {
            let dated = |j: usize| scene.items.get(j).is_some_and(|it| it.date.is_some());
            let it = &scene.items[j];
            it.has(cue::ADVERB) || dated(j) || it.has(cue::PREP_ON | cue::PREP_IN) && dated(j + 1)
        };
        while j < scene.items.len() && time(j) {
            j += 1;
        }
        // “captured on Monday in Culiacán X”
        let kind = |j: usize| scene.items.get(j).and_then(|_| scene.entity_kind(j));
        let located = scene.items.get(j).is_some_and(|it| it.has(cue::PREP_IN));
        if located && kind(j + 1) == Some(EntityKind::Place) {
            let title = scene.items.get(j + 2).filter(|it| it.mention.is_none());
            return kind(j + 2) == Some(EntityKind::Person)
                || title.is_some_and(|it| it.has(cue::PERSON_NOUN));
        }
        scene.is_currency(j)
            || scene.items.get(j).is_some_and(|it| {
                (it.mention.is_some() || it.has(cue::DETERMINER) || scene.is_plain(j))
                    && it.date.is_none()
                    && !it.has(cue::PREPOSITION | cue::ATTRIBUTION)
            })
    }
}
