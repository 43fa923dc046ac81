//! Officials who announce something together, each with a title behind a comma.

use super::Caster;
use crate::events::cue;
use crate::model::{EntityKind, Language};

impl Caster<'_, '_> {
    /// The persons who are subject of an English verb right behind a comma, where bodies stand among them
    /// that only tell whose officials they are: “X, the United States Attorney, and Y, Special
    /// Agent in Charge, New York Division, DEA, announced”.
    pub(super) fn announcers(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let english = scene.language() == Language::English;
        let closed = verb > 0 && scene.mark(verb - 1, ",");
        if !english || !closed {
            return Vec::new();
        }
        let before = scene.head..verb;
        let told = |j: usize| scene.is_finite(j) || scene.mark(j, "”") || scene.mark(j, ";");
        let body = |j: usize| self.kind(j) == Some(EntityKind::Agency);
        if before.clone().any(told) || !before.clone().any(body) {
            return Vec::new();
        }
        let titled = |j: &usize| {
            let apposed = scene
                .items
                .get(j + 2)
                .is_some_and(|next| next.shape.is_word() && !next.has(cue::COORDINATOR));
            let comma = scene.mark(j + 1, ",") && apposed;
            let joined = scene.items.get(j + 1).is_some_and(|next| next.has(cue::COORDINATOR));
            self.kind(*j) == Some(EntityKind::Person) && (comma || joined)
        };
        let named = before.filter(|j| titled(j) && !scene.is_possessive(*j));
        named.filter(|j| self.attachment(*j).preposition == 0).collect()
    }
}
