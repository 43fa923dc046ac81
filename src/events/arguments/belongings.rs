//! Whose house, office or car violence and searches strike.

use super::{Cast, Caster};
use crate::events::cue;
use crate::events::frames::{Frame, Role};
use crate::events::govern::Draft;
use crate::model::{EntityKind, EventType, Language};

/// How many items the words for a belonging stand before its “of”.
const REACH: usize = 3;

impl Caster<'_, '_> {
    /// Whose case, house or money undergoes it: “authorized his extradition”, “X's accounts were frozen”.
    pub(super) fn possessor(&self, verb: usize, passive: bool, draft: &Draft, cast: &mut Cast) {
        use EventType::{
            Attack, Charge, Conviction, Designation, Extradition, Leak, Order, Raid, Seizure, Trial,
        };
        let scene = self.scene;
        let kinds = [
            Attack,
            Charge,
            Conviction,
            Designation,
            Extradition,
            Leak,
            Order,
            Raid,
            Seizure,
            Trial,
        ];
        if scene.language() != Language::English || !kinds.contains(&draft.kind) {
            return;
        }
        let clause = self.clauses.of[verb];
        let mut items = self.clauses.items(clause);
        // “the indictment against X was unsealed”
        let against = |j: &usize| self.attachment(*j).preposition & cue::PREP_AGAINST != 0;
        let accused: Vec<usize> = match passive {
            true => self.clauses.items(clause).take_while(|j| *j < verb).filter(against).collect(),
            false => Vec::new(),
        };
        if !accused.is_empty() {
            for item in accused {
                self.give_once(Some(Role::Target), item, draft, cast);
            }
            return;
        }
        // “leaked emails from X's servers”
        let source = match draft.kind {
            Leak => cue::PREP_FROM,
            _ => 0,
        };
        let owner = match passive {
            true => items.take_while(|j| *j < verb).find(|j| scene.is_possessive(*j)),
            false if source != 0 => items.find(|j| *j > verb && scene.is_possessive(*j)),
            false => items.find(|j| *j > verb && !scene.is_plain(*j)),
        };
        let others = cue::KIN | cue::MEMBER | cue::OFFICE | cue::PERSON_NOUN | cue::GROUP_NOUN;
        let owns = |j: &usize| {
            let noun = (j + 1..scene.items.len().min(j + 5)).filter(|k| scene.is_plain(*k));
            scene.is_possessive(*j)
                && self.attachment(*j).preposition & !source == 0
                && !noun.into_iter().any(|k| scene.items[k].has(others))
        };
        if let Some(owner) = owner.filter(owns) {
            self.give_once(Some(Role::Target), owner, draft, cast);
        }
    }

    /// Gives the owner of what a Spanish verb strikes as its target: “ametrallaron la fachada de X”, “fueron
    /// incendiadas las oficinas de X”.
    pub(super) fn owner_of_struck(
        &self,
        verb: usize,
        passive: bool,
        draft: &Draft,
        cast: &mut Cast,
    ) {
        let scene = self.scene;
        let strikes =
            matches!(draft.kind, EventType::Attack | EventType::Raid | EventType::Seizure);
        if scene.language() != Language::Spanish || !strikes {
            return;
        }
        let owner = self.clauses.items(draft.clause).find(|j| {
            let a = self.attachment(*j);
            let side = passive || a.at > verb;
            side && a.preposition & cue::PREP_OF != 0
                && !a.modifies
                && self.kind(*j).is_some_and(|kind| kind != EntityKind::Place)
                && self.is_belonging(a.at)
                && self.is_struck(a)
        });
        if let Some(owner) = owner {
            self.give_once(Some(Role::Target), owner, draft, cast);
        }
    }

    /// Whether the place at `item` is only where it happens, whatever role its words have: “the police of
    /// Iguala” and “Iguala police” are not the town, “la toma de Mitú” is no deed of it, and a country whose
    /// homicides rise does nothing.
    pub(super) fn is_only_scene(&self, role: Option<Role>, item: usize, draft: &Draft) -> bool {
        let a = self.attachment(item);
        let taken = role == Some(Role::Actor)
            && draft.kind == EventType::Attack
            && a.preposition & cue::PREP_OF != 0;
        self.kind(item) == Some(EntityKind::Place)
            && (self.is_local(item) && (a.of_member || taken || self.scene.is_before_people(item))
                || draft.kind == EventType::Trend && !self.is_between_countries(item))
    }

    /// Those between whom the subject of `verb` is: “fighting between X and Y spread”.
    pub(super) fn parties(&self, verb: usize, frame: &Frame, draft: &Draft, cast: &mut Cast) {
        let role = frame.preposition(cue::PREP_BETWEEN);
        if role.is_none() {
            return;
        }
        let is_party = |item: &usize| {
            let is_place = self.kind(*item) == Some(EntityKind::Place);
            self.attachment(*item).preposition & cue::PREP_BETWEEN != 0
                && (!is_place || self.is_between_countries(*item))
        };
        let subject = self.clauses.items(draft.clause).take_while(|item| *item < verb);
        for item in subject.filter(is_party) {
            self.give(role, item, draft, cast);
        }
    }

    /// Whether the country at `item` is one of those that have to do with each other: “US-Mexico trade
    /// fell”, “la cooperación entre México y Colombia creció”.
    pub(super) fn is_between_countries(&self, item: usize) -> bool {
        let scene = self.scene;
        let is_country = |item: usize| {
            let entity = scene.mention(item).and_then(|mention| mention.referent.entity());
            entity.is_some_and(|entity| entity.is_country())
        };
        let joined = |mark: usize, other: usize| {
            ["-", "–"].iter().any(|hyphen| scene.mark(mark, hyphen)) && is_country(other)
        };
        let before = item.checked_sub(2).is_some_and(|other| joined(item - 1, other));
        let behind = item + 2 < scene.items.len() && joined(item + 1, item + 2);
        let between = self.attachment(item).preposition & cue::PREP_BETWEEN != 0;
        is_country(item) && (before || behind || between)
    }

    /// Whether a word for what somebody has stands before the “of” at item `of`.
    fn is_belonging(&self, of: usize) -> bool {
        let scene = self.scene;
        let mut before = (of.saturating_sub(REACH)..of).rev().take_while(|j| scene.is_plain(*j));
        before.any(|j| scene.items[j].companions & scene.lexicon.senses.marked.belongings != 0)
    }

    /// Whether the whole phrase is object or subject, and tells neither where nor with what.
    fn is_struck(&self, a: super::Attachment) -> bool {
        let outer = self.outer_preposition(a);
        outer & cue::PREPOSITION == 0 || outer & (cue::PREP_TO | cue::PREP_AGAINST) != 0
    }
}
