//! Members of a row of clauses that leave their verb to the first: “X fue detenido el lunes; Y, el martes”.

use std::ops::Range;

use super::{Cast, Caster};
use crate::events::cue;
use crate::events::govern::Draft;
use crate::model::{Argument, EntityKind, EventType, Language};

impl Caster<'_, '_> {
    /// Puts those whom the stretch with the date names in the place of those of the verb's own clause.
    pub(super) fn fill_gap(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let Some(gap) = self.gap(draft) else {
            self.leave_gaps(draft, cast);
            return;
        };
        let named: Vec<usize> = gap
            .clone()
            .filter(|j| {
                let a = self.attachment(*j);
                let kind = self.kind(*j);
                matches!(kind, Some(EntityKind::Person | EntityKind::Cartel | EntityKind::Agency))
                    && a.preposition & cue::PREPOSITION & !cue::PREP_TO == 0
                    && !a.modifies
            })
            .collect();
        let governed = |j: &usize| self.attachment(*j).preposition & cue::PREP_TO != 0;
        // “detuvo a X en mayo; el FBI, a Y en junio”
        let both = named.first().is_some_and(|j| !governed(j)) && named.iter().any(governed);
        let object = named.first().is_some_and(|j| self.attachment(*j).preposition != 0);
        let frame = scene.trigger(draft.trigger).map(|trigger| &trigger.frame);
        let role = frame.and_then(|frame| match self.is_passive(draft.trigger) || object {
            true => frame.object.or(frame.subject),
            false => frame.subject,
        });
        // “visitó Quito en mayo y Bogotá en junio”: another place, the same people.
        let bare = scene.language() == Language::Spanish && draft.kind == EventType::Meeting;
        if !(object || named.is_empty() && bare) {
            cast.actors.clear();
        }
        cast.targets.clear();
        for item in named {
            let object = frame.and_then(|frame| frame.object).filter(|_| both && governed(&item));
            self.give_once(object.or(role), item, draft, cast);
        }
        cast.places.clear();
        let places = gap.filter(|j| self.kind(*j) == Some(EntityKind::Place));
        let located = |j: &usize| {
            let preposition = self.attachment(*j).preposition;
            preposition & (cue::PREP_IN | cue::PREP_ON) != 0 || bare
        };
        cast.places.extend(places.filter(located).filter_map(|j| self.argument(j)));
    }

    /// Takes from the first member of a row of clauses whom and what the others name: “detuvo a X en mayo y a Y
    /// en junio”.
    fn leave_gaps(&self, draft: &Draft, cast: &mut Cast) {
        let others = self
            .drafts
            .iter()
            .filter(|other| other.trigger == draft.trigger && other.date != draft.date);
        for gap in others.filter_map(|other| self.gap(other)) {
            let apart =
                |a: &Argument| !gap.clone().any(|j| self.scene.items[j].span.overlaps(a.span));
            for list in [&mut cast.targets, &mut cast.places] {
                if list.iter().any(apart) {
                    list.retain(apart);
                }
            }
        }
    }

    /// The stretch between semicolons, or behind a colon, that has the date and no verb, where the verb
    /// stands before it.
    fn gap(&self, draft: &Draft) -> Option<Range<usize>> {
        let scene = self.scene;
        let date = (0..scene.items.len()).find(|j| scene.items[*j].date == Some(draft.date))?;
        let ends = |j: &usize| scene.mark(*j, ";") || scene.mark(*j, ":");
        let dated = |j: &usize| scene.items[*j].date.is_some();
        let member = |j: &usize| self.kind(*j) == Some(EntityKind::Person);
        let Some(mark) = (draft.trigger + 1..date).rev().find(ends) else {
            return self.joined_gap(draft.trigger, date);
        };
        // “charged X; Y, his partner; and Z in May”: a list of names with one date.
        let timed = |j: usize| scene.items[j].date.is_some_and(|d| scene.dates[d].edtf.is_some());
        if scene.mark(mark, ";") && !(scene.head..mark).any(timed) {
            return None;
        }
        let end = (date..scene.items.len()).find(ends).unwrap_or(scene.items.len());
        // “X, el 3 de mayo, y Y, en abril”: each date has the name before it.
        let start = (mark + 1..date).rev().find(dated).unwrap_or(mark) + 1;
        let last = !(date + 1..end).any(|j| dated(&j));
        let end = if last { end } else { (date..end).find(member).unwrap_or(end) };
        let gap = start..end;
        let verbless =
            !gap.clone().any(|j| scene.is_finite(j) || scene.is_verb(j) || scene.is_strong_noun(j));
        // Behind a colon anything can follow; a list begins with its first member.
        let first = gap.clone().find(|j| !scene.is_plain(*j));
        let list = first.is_some_and(|j| self.kind(j) == Some(EntityKind::Person));
        (verbless && (scene.mark(mark, ";") || list)).then_some(gap)
    }

    /// The same behind “and”: “X was held in May and Y the following year”.
    fn joined_gap(&self, trigger: usize, date: usize) -> Option<Range<usize>> {
        let scene = self.scene;
        let first = (trigger + 1..date).rev().find(|j| scene.items[*j].date.is_some())?;
        let and = (first + 1..date).find(|j| scene.items[*j].has(cue::COORDINATOR))?;
        let gap = and + 1..date + 1;
        let spanish = scene.language() == Language::Spanish;
        let person = |j: usize| {
            let kind = self.kind(j);
            // “visitó Quito el lunes y Bogotá el martes”
            let place = spanish && kind == Some(EntityKind::Place) && scene.mention(j).is_some();
            kind == Some(EntityKind::Person) || place
        };
        let article = |j: &usize| {
            scene.is_plain(*j)
                || spanish && scene.items[*j].has(cue::PREP_TO) && scene.items[*j].mention.is_none()
        };
        let named = (and + 1..date).find(|j| !article(j)).is_some_and(person);
        let only_marks = (first + 1..and).all(|j| scene.mark(j, ","));
        let verbless = !gap.clone().any(|j| scene.is_finite(j) || scene.is_verb(j));
        (named && only_marks && verbless).then_some(gap)
    }

    /// Keeps of those whom a verb with several dates names only the one whose the date is: “X and Y pleaded
    /// guilty in May and June, respectively”, “fueron detenidos; el primero en mayo y el segundo en junio”.
    pub(super) fn keep_own(&self, draft: &Draft, cast: &mut Cast) {
        let behind = &self.scene.items[draft.trigger..];
        let marked = &self.scene.lexicon.senses.marked;
        let place = |class| behind.iter().position(|item| item.companions & class != 0);
        let ordered = place(marked.first).zip(place(marked.second));
        let in_order = ordered.is_some_and(|(first, second)| first < second);
        if !in_order && !behind.iter().any(|item| item.has(cue::RESPECTIVE)) {
            return;
        }
        let rows = self.drafts.iter().filter(|other| other.trigger == draft.trigger);
        let mut dates: Vec<usize> = rows.map(|other| other.date).collect();
        dates.sort_unstable();
        let own = dates.iter().position(|date| *date == draft.date);
        for list in [&mut cast.actors, &mut cast.targets] {
            if let Some(own) = own.filter(|_| list.len() > 1 && list.len() == dates.len()) {
                *list = vec![list.swap_remove(own)];
            }
        }
    }
}
