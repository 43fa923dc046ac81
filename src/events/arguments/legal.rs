//! Whom steps of justice name besides those whom they are against: the victims of the crime.

use super::Caster;
use crate::events::cue;
use crate::events::govern::Draft;
use crate::events::kinds::is_legal;
use crate::model::{EventType, Language, Span};

impl Caster<'_, '_> {
    /// Whether the naming tells whom the crime struck for which someone is tried: “sentenciado por el
    /// asesinato de X”, “arrested for the murder of X”.
    pub(super) fn is_victim_of_past(&self, item: usize, draft: &Draft) -> bool {
        use EventType::{Abduction, Attack, Killing};
        let scene = self.scene;
        if !is_legal(draft.kind) {
            return false;
        }
        let a = self.attachment(item);
        let crime = (0..a.at).rev().find(|j| !scene.is_plain(*j) || scene.is_noun(*j));
        crime.is_some_and(|j| {
            let violent = matches!(scene.kind(j), Some(Abduction | Attack | Killing));
            let for_what = match scene.language() {
                Language::English => cue::PREP_FOR | cue::PREP_IN | cue::PREP_WITH | cue::PREP_OF,
                _ => cue::PREP_BY | cue::PREP_OF,
            };
            let governed = (j.saturating_sub(2)..j).any(|k| scene.items[k].has(for_what));
            a.preposition != 0 && scene.is_noun(j) && violent && governed && j > draft.trigger
        })
    }

    /// Whether the dead at `toll` are those of the crime for which someone is held or tried: “convicted of
    /// killing 72 migrants”, but not “was caught in a raid that left 29 dead”.
    pub(in crate::events) fn is_of_crime(&self, toll: Span, draft: &Draft) -> bool {
        use EventType::{Attack, Killing};
        let scene = self.scene;
        if !is_legal(draft.kind) || draft.kind != EventType::Arrest {
            return is_legal(draft.kind);
        }
        let at = scene.items.partition_point(|item| item.span.end <= toll.start);
        let accused = (0..at.min(scene.items.len())).any(|j| scene.items[j].tells(cue::ACCUSES));
        let for_what = cue::PREP_FOR | cue::PREP_BY;
        let crime = (1..at.min(scene.items.len())).any(|j| {
            let violent = matches!(scene.kind(j), Some(Attack | Killing)) && scene.is_noun(j);
            violent && (j.saturating_sub(3)..j).any(|k| scene.items[k].has(for_what))
        });
        accused || crime
    }

    /// Whether a noun for a step against someone stands before the preposition at item `at`: “announced the
    /// designation of X”, “issued warrants for X”.
    pub(super) fn names_step(&self, at: usize) -> bool {
        let steps = self.scene.lexicon.senses.marked.steps;
        let noun = at.checked_sub(1).map_or(0, |noun| self.scene.items[noun].companions);
        noun & steps != 0
    }
}
