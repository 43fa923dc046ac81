//! The happening of a sentence without a date that goes on telling of the one before.

use super::clauses::Clauses;
use super::context::Context;
use super::cue;
use super::govern::{self, Draft, Extent};
use super::inflect::Tense;
use super::kinds::is_legal;
use super::lexicon::Strength;
use super::scene::Scene;
use crate::model::{Doubt, EventType, Language, Precision};

/// Where the verb of a sentence that tells the next deed of those spoken of stands at the latest.
const LATEST_VERB: usize = 3;

/// Whether a sentence without a date may tell of a happening, as far as its items show without its
/// clauses.
pub(super) fn may(scene: &Scene<'_>, context: &Context) -> bool {
    let Some((kind, _)) = context.last else { return false };
    let mut items = 0..scene.items.len();
    let tells = |i: usize| scene.is_verb(i) && scene.is_finite(i);
    points_back(scene)
        || context.is_entry
        || items.clone().take(LATEST_VERB + 1).any(tells)
        || is_legal(kind) && items.clone().any(|i| scene.items[i].has(cue::LIKEWISE))
        || is_deadly(kind) && items.any(|i| scene.kind(i) == Some(EventType::Killing))
}

/// The happening of a sentence without a date.
pub(super) fn draft(scene: &Scene<'_>, clauses: &Clauses, context: &Context) -> Option<Draft> {
    let (kind, date) = context.last?;
    let tells = |i: usize| {
        scene.is_verb(i) && scene.trigger(i).is_some_and(|t| t.strength >= Strength::Light)
    };
    let passive = |i: usize| i > 0 && scene.items[i - 1].has(cue::BE);
    let likewise = scene.items.iter().any(|item| item.has(cue::LIKEWISE));
    let finite = clauses.items(0).find(|i| tells(*i) && scene.is_finite(*i));
    // “También fue condenado Y.”
    let done = || clauses.items(0).find(|i| likewise && tells(*i) && passive(*i));
    let trigger = finite.or_else(done)?;
    let found = scene.kind(trigger)?;
    let day = scene.dates[date].edtf.is_some_and(|edtf| edtf.precision() == Precision::Day);
    // “Y, 52, was also sentenced to ten years.”
    let likewise = (0..trigger).any(|i| scene.items[i].has(cue::LIKEWISE));
    let timed = scene.items.iter().any(|item| item.date.is_some());
    let same = day && likewise && found == kind && is_legal(kind) && goes_on(scene, trigger);
    let deadly = found == EventType::Killing && is_deadly(kind);
    let goes_on = context.is_entry && goes_on(scene, trigger);
    let next = day && govern::is_grave(found) && is_next_deed(scene, trigger);
    // “to ten years” dates nothing.
    let told = points_back(scene) || deadly || goes_on || next;
    if !(same || told && !timed) {
        return None;
    }
    Some(Draft {
        trigger,
        noun: None,
        kind: found,
        clause: clauses.of[trigger],
        date,
        extent: Extent::Whole,
        doubts: Doubt::InheritedDate.into(),
    })
}

/// Whether a sentence opens with a word for what was told before: “meanwhile”, “the raid”.
fn points_back(scene: &Scene<'_>) -> bool {
    scene.items.iter().take(2).any(|item| item.has(cue::SIMULTANEOUS))
        || scene.items.first().is_some_and(|item| item.has(cue::ANAPHOR))
}

/// Whether those killed in the next sentence are likely to be those of a happening of the type.
fn is_deadly(kind: EventType) -> bool {
    use EventType::{Arrest, Attack, Killing, Raid};
    matches!(kind, Killing | Attack | Raid | Arrest)
}

/// Whether a verb tells the next happening of an entry: not what someone says, nor what had been.
fn goes_on(scene: &Scene<'_>, verb: usize) -> bool {
    let back = cue::HAVE | cue::NEGATION | cue::MODAL | cue::FUTURE;
    let helped = (verb.saturating_sub(4)..verb).any(|j| scene.items[j].has(back));
    let strong = scene.strength(verb) == Some(Strength::Strong);
    strong && !helped && scene.kind(verb) != Some(EventType::Statement)
}

/// Whether a sentence tells the next deed of those spoken of: “They arrested X” behind “A plane landed
/// on 25 July. Agents were waiting.”
fn is_next_deed(scene: &Scene<'_>, verb: usize) -> bool {
    let pronoun = cue::PERSON_PRONOUN | cue::PLURAL_PRONOUN;
    let first = &scene.items[0];
    let spoken_of = match scene.language() {
        Language::English => first.has(pronoun) && verb <= LATEST_VERB,
        _ => verb <= 1,
    };
    let past = matches!(
        scene.tense(verb),
        Some(Tense::Past | Tense::PastOrParticiple | Tense::Participle)
    );
    spoken_of && past && goes_on(scene, verb)
}
