//! The dead whom a sentence counts by no number.

use super::clauses::Clauses;
use super::cue;
use super::frames::Role;
use super::govern::Draft;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{EventType, Language, Span};
use crate::tokens::Shape;

/// The words for the one who died, where a killing has a single one without a name: “a policeman was
/// shot dead”, “murió un soldado”, “the body of a singer”.
pub(super) fn one_alone(scene: &Scene<'_>, clauses: &Clauses, draft: &Draft) -> Option<Span> {
    let verb = draft.trigger;
    if draft.kind != EventType::Killing || draft.noun.is_some() || !scene.is_verb(verb) {
        return None;
    }
    let singular = |i: &usize| {
        let word = scene.items[*i].span.of(scene.text());
        !word.ends_with('s') && !scene.items[*i].has(cue::PLURAL)
    };
    let mut near = clauses.items(draft.clause).filter(|i| i.abs_diff(verb) <= 8);
    if let Some(body) = near.find(|i| scene.items[*i].has(cue::BODY_NOUN)).filter(singular) {
        return Some(scene.items[body].span);
    }
    let spanish = scene.language() == Language::Spanish;
    let undergoes = undergoes(scene, verb);
    let is_victim = |i: usize| {
        let behind = i > verb;
        let beside = i == verb + 1 || i == verb + 2 && scene.items[verb + 1].has(cue::PREP_TO);
        let placed = if behind { beside && (!undergoes || spanish) } else { undergoes };
        let phrase = i > 0 && scene.items[i - 1].has(cue::PREPOSITION) && !(behind && beside);
        let article = scene.items[i].has(cue::DETERMINER)
            && !scene.items[i].has(cue::DEFINITE | cue::POSSESSIVE | cue::NEGATION);
        placed && !phrase && article && i.abs_diff(verb) <= 8
    };
    let noun = |i: &usize| {
        let item = &scene.items[*i];
        scene.is_plain(*i) && item.trigger.is_none() && item.shape == Shape::Lower
    };
    let article = clauses.items(draft.clause).find(|i| is_victim(*i))?;
    let noun = Some(article + 1).filter(|i| *i < scene.items.len()).filter(noun)?;
    singular(&noun).then(|| Span::new(scene.items[article].span.start, scene.items[noun].span.end))
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
