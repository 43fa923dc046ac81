//! Those without a name who come up in a sentence, so that a pronoun may be theirs: “a policeman was shot”.

use super::cue;
use super::kinds::touches_persons;
use super::scene::Scene;
use crate::model::{Argument, EntityKind, Event, EventType, Language, Referent};

/// Whether a sentence that `told` this leaves one without a name in mind, as the one before did if
/// `already`.
pub(super) fn is_one_left(scene: &Scene<'_>, told: &[Event], already: bool) -> bool {
    befalls_nobody(told) && (already || introduces_one(scene)) || opens_with_kin(scene)
}

/// Whether something befell someone in these happenings, and nobody who has a name.
fn befalls_nobody(told: &[Event]) -> bool {
    let person = |a: &Argument| a.referent.kind() == EntityKind::Person;
    let nobody = |event: &Event| !event.actors.iter().chain(&event.targets).any(person);
    told.iter().any(|event| touches_persons(event.kind)) && told.iter().all(nobody)
}

/// Whether a sentence tells of a single person without a name: “a policeman was shot”, “the mayor of X was held”.
fn introduces_one(scene: &Scene<'_>) -> bool {
    let item = |j: usize| scene.items.get(j);
    let single = |j: usize| {
        let it = &scene.items[j];
        let article = it.has(cue::DETERMINER) && it.mention.is_none();
        let known = cue::DEFINITE | cue::POSSESSIVE | cue::NEGATION;
        let someone = |k: usize| item(k).is_some_and(|noun| noun.has(cue::SOMEONE | cue::TITLE));
        let one = article && !it.has(known) && (j + 1..j + 4).any(someone);
        let office = item(j + 1).is_some_and(|next| next.has(cue::OFFICE | cue::TITLE))
            && item(j + 2).is_some_and(|next| next.has(cue::PREP_OF));
        let kin = it.has(cue::POSSESSIVE) && item(j + 1).is_some_and(|next| next.has(cue::KIN));
        // “the mayor of X”
        let called = it.has(cue::PERSON_NOUN)
            && it.mention.is_none()
            && item(j + 1).is_some_and(|next| next.has(cue::PREP_OF));
        one || article && office || kin || called
    };
    (scene.head..scene.items.len()).any(single)
}

/// Whether a relative or helper of someone is the subject with which a Spanish sentence opens, and does not
/// speak for them: “El hijo de X estudió en Quito”.
fn opens_with_kin(scene: &Scene<'_>) -> bool {
    let verb = (scene.head..scene.items.len()).find(|j| scene.is_finite(*j));
    let Some(verb) = verb.filter(|_| scene.language() == Language::Spanish) else { return false };
    let says = scene.kind(verb) == Some(EventType::Statement);
    let opener = &scene.items[scene.head];
    let article = opener.has(cue::DETERMINER) && opener.mention.is_none();
    let mut phrase = (scene.head + 1..verb).take_while(|j| scene.is_plain(*j));
    let person = (scene.head..verb).find_map(|j| scene.entity_kind(j));
    let called = opener.has(cue::PERSON_NOUN)
        && scene.items[scene.head + 1].has(cue::PREP_OF)
        && person == Some(EntityKind::Person);
    let kin = phrase.any(|j| {
        scene.items[j].has(cue::KIN)
            && scene.items.get(j + 1).is_some_and(|of| of.has(cue::PREP_OF))
    });
    (article && kin || called) && !says && !(scene.head..verb).any(|j| scene.mark(j, ","))
}

/// Whether someone comes up in a sentence behind the last naming of the one whom `is_hero` knows.
pub(super) fn comes_last(scene: &Scene<'_>, is_hero: impl Fn(&Referent) -> bool) -> bool {
    let hero = (0..scene.items.len()).rfind(|j| scene.meant(*j).iter().any(&is_hero));
    let someone = cue::SOMEONE | cue::KIN | cue::TITLE;
    let comes = |j: usize| {
        let before = &scene.items[j - 1];
        let noun = scene.items[j].has(someone) && scene.is_plain(j);
        let article = before.has(cue::DETERMINER | cue::POSSESSIVE) && before.mention.is_none();
        scene.entity_kind(j) == Some(EntityKind::Person) || noun && article
    };
    hero.is_some_and(|hero| (hero + 1..scene.items.len()).any(comes))
}
