//! Whom what is said or written is about, by the clause that tells it: “said that X had ordered …”, “a
//! superseding indictment charging X”, “una denuncia que acusa a X”.

use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::events::inflect::Tense;
use crate::model::{Argument, EntityKind, EventType, Language};

/// How many words behind the noun of the paper what it says may begin.
const NEAR: usize = 4;

impl Caster<'_, '_> {
    /// Whom a statement, a report or a leak is about: who acts or undergoes in the clause that tells
    /// what is said, “said that X had ordered …”.
    pub(super) fn spoken_of(&self, draft: &Draft, cast: &mut Cast) {
        use EventType::{Leak, Order, Report, Statement};
        let tells = matches!(draft.kind, Leak | Order | Report | Statement);
        if !tells || !cast.targets.is_empty() {
            return;
        }
        let clauses = &self.clauses.list;
        let said = (0..clauses.len()).find(|c| {
            clauses[*c].link == Link::Complement
                && clauses[*c].host == Some(draft.clause)
                && clauses[*c].start > draft.trigger
        });
        let Some(said) = said else { return };
        let spanish = self.scene.language() == Language::Spanish;
        let named: Vec<usize> = self
            .clauses
            .items(said)
            .filter(|item| {
                let a = self.attachment(*item);
                matches!(
                    self.kind(*item),
                    Some(EntityKind::Person | EntityKind::Cartel | EntityKind::Agency)
                ) && (a.preposition == 0 || a.of_member && spanish)
                    && !a.modifies
            })
            .collect();
        for item in named {
            self.give_once(Some(Role::Target), item, draft, cast);
        }
    }

    /// Takes those whom the paper is about where the happening has no target yet.
    pub(super) fn about_paper(&self, draft: &Draft, cast: &mut Cast) {
        use EventType::{Charge, Conviction, Order, Release, Trial};
        let issued = matches!(draft.kind, Charge | Conviction | Order | Release | Trial);
        if !issued || !cast.targets.is_empty() {
            return;
        }
        let Some(paper) = self.paper(draft) else { return };
        for deed in self.deeds_of(paper, draft) {
            let mut found = Cast::default();
            if self.scene.is_noun(deed) {
                self.noun(deed, draft, &mut found);
            } else {
                self.undergo(deed, draft, &mut found);
            }
            let person = |a: &Argument| a.referent.kind() != EntityKind::Place;
            let acts = |a: &Argument| cast.actors.iter().any(|b| b.referent.same(&a.referent));
            found.targets.retain(|a| person(a) && !acts(a));
            if !found.targets.is_empty() {
                cast.targets = found.targets;
                cast.doubts.add_all(found.doubts);
                return;
            }
        }
    }

    /// The noun of the paper: the happening's own, or the last of the verb's phrase.
    fn paper(&self, draft: &Draft) -> Option<usize> {
        let scene = self.scene;
        let noun = draft.noun.or_else(|| scene.is_noun(draft.trigger).then_some(draft.trigger));
        let behind = || {
            let near = draft.trigger + 1..scene.items.len().min(draft.trigger + 1 + NEAR);
            near.into_iter().find(|j| scene.is_strong_noun(*j))
        };
        Some(noun.or_else(behind).unwrap_or(draft.trigger))
    }

    /// What the paper at item `paper` says is done to someone: the verbs and nouns of a gerund, an infinitive
    /// or a relative clause right behind it.
    fn deeds_of(&self, paper: usize, draft: &Draft) -> Vec<usize> {
        let scene = self.scene;
        let near = paper + 1..scene.items.len().min(paper + 1 + NEAR);
        let says = |j: &usize| {
            let clause = &self.clauses.list[self.clauses.of[*j]];
            let own = self.clauses.of[*j] == draft.clause;
            let relative = clause.link == Link::Relative
                && clause.host == Some(draft.clause)
                && clause.start > paper;
            let unfinished = scene.tense(*j) == Some(Tense::Gerund) || scene.is_infinitive(*j);
            scene.is_verb(*j) && (own && unfinished || relative)
        };
        let Some(verb) = near.into_iter().find(says) else { return Vec::new() };
        let clause = self.clauses.of[verb];
        let nouns = self.clauses.items(clause).filter(|j| *j > verb && scene.is_strong_noun(*j));
        std::iter::once(verb).chain(nouns.take(2)).collect()
    }

    /// Gives those to whom the verb does something.
    fn undergo(&self, verb: usize, draft: &Draft, cast: &mut Cast) {
        let Some(trigger) = self.scene.trigger(verb) else { return };
        let object = trigger.frame.object.filter(|role| *role == Role::Target);
        if self.is_passive(verb) || object.is_none() {
            return;
        }
        for (item, role) in self.objects(verb, false, &[], &trigger.frame) {
            self.give_once(role.or(object), item, draft, cast);
        }
    }
}
