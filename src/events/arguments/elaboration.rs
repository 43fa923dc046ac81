//! What a clause with “in which” says of the happening that its noun names: “un operativo en el que fue
//! detenido X”.

use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::govern::Draft;
use crate::model::{Argument, EventType, Language};

impl Caster<'_, '_> {
    /// Takes those who do or undergo something within a violent happening or a raid from the clause
    /// that tells what came to pass in it, where its own clause does not name them.
    pub(super) fn told_within(&self, draft: &Draft, cast: &mut Cast) {
        use EventType::{Abduction, Attack, Killing, Raid};
        let stage = matches!(draft.kind, Abduction | Attack | Killing | Raid);
        let named = !cast.targets.is_empty() && !cast.actors.is_empty();
        if !stage || named || self.scene.language() != Language::Spanish {
            return;
        }
        if let Some(noun) = self.noun_within(draft) {
            self.noun(noun, draft, cast);
            return;
        }
        let Some(verb) = self.verb_within(draft) else { return };
        let inner =
            Draft { trigger: verb, noun: None, clause: self.clauses.of[verb], ..draft.clone() };
        let mut found = Cast::default();
        self.verb(&inner, &mut found);
        let known =
            |a: &Argument, list: &[Argument]| list.iter().any(|b| b.referent.same(&a.referent));
        found.targets.retain(|a| !known(a, &cast.actors));
        found.actors.retain(|a| !known(a, &cast.targets));
        if cast.targets.is_empty() {
            cast.targets = found.targets;
        }
        if cast.actors.is_empty() {
            cast.actors = found.actors;
        }
        if cast.places.is_empty() {
            cast.places = found.places;
        }
    }

    /// The arrest with which a raid ended: “el operativo que concluyó con la captura de X”.
    fn noun_within(&self, draft: &Draft) -> Option<usize> {
        let scene = self.scene;
        let trigger = draft.noun.unwrap_or(draft.trigger);
        let ends = |c: &usize| {
            let clause = &self.clauses.list[*c];
            let first = draft.trigger.min(trigger);
            clause.link == Link::Relative
                && clause.host == Some(draft.clause)
                && clause.start > first
                && clause.start <= first + 3
        };
        let inner = (0..self.clauses.list.len()).find(ends)?;
        let arrest =
            |j: &usize| scene.is_strong_noun(*j) && scene.kind(*j) == Some(EventType::Arrest);
        let free = !self.drafts.iter().any(|other| other.clause == inner);
        self.clauses.items(inner).find(arrest).filter(|_| free && draft.kind == EventType::Raid)
    }

    /// The predicate of the clause with “in which” behind the trigger that tells of violence or police
    /// and is no row of its own.
    fn verb_within(&self, draft: &Draft) -> Option<usize> {
        use EventType::{Abduction, Arrest, Attack, Killing, Raid};
        let scene = self.scene;
        let trigger = draft.noun.unwrap_or(draft.trigger).max(draft.trigger);
        let clauses = &self.clauses.list;
        let inner = (0..clauses.len()).find(|c| {
            let clause = &clauses[*c];
            let opener = &scene.items[clause.start];
            clause.link == Link::Relative
                && clause.host == Some(draft.clause)
                && clause.start > trigger
                && opener.has(cue::RELATIVE_PLACE)
                && !self.drafts.iter().any(|other| other.clause == *c)
        })?;
        let tells = |j: &usize| {
            let kind = scene.kind(*j);
            scene.is_verb(*j) && matches!(kind, Some(Abduction | Arrest | Attack | Killing | Raid))
        };
        self.clauses.items(inner).find(tells)
    }
}
