//! Offices that a form of “be” tells of: “X era alcalde en 2007”, “el presidente del Senado fue X”.

use super::cue;
use super::govern::{Draft, Governor};
use crate::model::{Doubts, EntityKind, EventType, Language};

/// How far the office and the name stand from the form of “be”.
const REACH: usize = 8;

impl Governor<'_, '_> {
    /// The office that someone has, where the clause of the date at item `i` has no other predicate than
    /// a Spanish form of “be”.
    pub(super) fn office_held(&self, clause: usize, i: usize) -> Option<Draft> {
        let scene = self.scene;
        if scene.language() != Language::Spanish {
            return None;
        }
        let be = self.clauses.items(clause).find(|j| scene.items[*j].has(cue::BE))?;
        let office = |j: &usize| scene.items[*j].has(cue::OFFICE) && scene.is_plain(*j);
        // “era alcalde de X”, “era el jefe de X”
        let article = scene.items.get(be + 1)?.has(cue::DEFINITE);
        let held = Some(be + 1 + usize::from(article)).filter(|j| *j < scene.items.len());
        let named = |j: &usize| scene.entity_kind(*j) == Some(EntityKind::Person);
        let inside = |j: &usize| self.clauses.of[*j] == clause;
        let subject = || (0..be).filter(inside).any(|j| named(&j));
        // “el presidente del Senado era X”
        let behind =
            || (be + 1..scene.items.len().min(be + REACH)).filter(inside).any(|j| named(&j));
        let before = || (be.saturating_sub(REACH)..be).filter(inside).find(office);
        let told = held.filter(office).is_some() && subject()
            || before().is_some() && behind() && !subject();
        told.then(|| Draft {
            kind: EventType::Office,
            ..self.draft(be, None, i, Doubts::default())
        })
    }
}
