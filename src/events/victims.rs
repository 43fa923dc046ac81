//! The dead whom a sentence counts by no number.

use super::clauses::Clauses;
use super::cue;
use super::figures::Side;
use super::frames::Role;
use super::govern::Draft;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{Language, Span};

/// The body that was found: “the body of a singer”.
pub(super) fn body(scene: &Scene<'_>, clauses: &Clauses, draft: &Draft) -> Option<Span> {
    let verb = draft.trigger;
    if draft.noun.is_some() || !scene.is_verb(verb) {
        return None;
    }
    let singular = |i: &usize| {
        let word = scene.items[*i].span.of(scene.text());
        !word.ends_with('s') && !scene.items[*i].has(cue::PLURAL)
    };
    let mut near = clauses.items(draft.clause).filter(|i| i.abs_diff(verb) <= 8);
    let body = near.find(|i| scene.items[*i].has(cue::BODY_NOUN)).filter(singular)?;
    Some(scene.items[body].span)
}

/// Where those whom a killing struck stand.
pub(super) fn side(scene: &Scene<'_>, draft: &Draft) -> Side {
    let trigger = draft.trigger;
    match scene.is_verb(trigger) && draft.noun.is_none() {
        false => Side::OfNoun,
        true if !undergoes(scene, trigger) => Side::Behind,
        true if scene.language() == Language::Spanish => Side::Around,
        true => Side::Before,
    }
}

/// Whether the subject of a verb undergoes it: “died”, “was shot dead”.
fn undergoes(scene: &Scene<'_>, verb: usize) -> bool {
    let frame = scene.trigger(verb).map(|trigger| &trigger.frame);
    if frame.is_some_and(|frame| frame.subject == Some(Role::Target)) {
        return true;
    }
    let helped = (verb.saturating_sub(4)..verb).any(|i| scene.items[i].has(cue::BE));
    match scene.tense(verb) {
        Some(Tense::Participle) => true,
        Some(Tense::PastOrParticiple) => helped || !scene.takes_object(verb),
        _ => false,
    }
}
