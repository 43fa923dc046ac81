//! The type of a happening once the sentence is read.

use super::clauses::Clauses;
use super::context::Context;
use super::cue;
use super::govern::Draft;
use super::scene::Scene;
use crate::model::{Argument, EntityKind, EventType};

/// The type of a draft with those who did and underwent it: a person who is seized is arrested, what a
/// newspaper tells is a report, “the incident”, “el hecho”, is what was told of last, and who tries to kill
/// attacks.
pub(super) fn of(
    scene: &Scene<'_>,
    clauses: &Clauses,
    draft: &Draft,
    context: &Context,
    actors: &[Argument],
    targets: &[Argument],
) -> EventType {
    let is = |kind: EntityKind| move |a: &Argument| a.referent.kind() == kind;
    match draft.kind {
        EventType::Seizure if targets.iter().any(|a| is_held(scene, draft, a)) => EventType::Arrest,
        EventType::Statement if actors.first().is_some_and(is(EntityKind::Media)) => {
            EventType::Report
        }
        EventType::Other if draft.noun.is_none() && tells_of_incident(scene, clauses, draft) => {
            context.last_deed().unwrap_or(EventType::Other)
        }
        EventType::Killing | EventType::Abduction if scene.is_attempted(draft.trigger) => {
            EventType::Attack
        }
        EventType::Arrest if scene.is_attempted(draft.trigger) => EventType::Raid,
        kind => kind,
    }
}

/// Whether the person `found` is what a seizure takes, and not whose house or money that is: “aseguraron a X”,
/// but “aseguraron la casa de X”, “le incautaron un arma a X”.
fn is_held(scene: &Scene<'_>, draft: &Draft, found: &Argument) -> bool {
    let person = found.referent.kind() == EntityKind::Person;
    let Some(item) = scene.items.iter().position(|item| item.span.overlaps(found.span)) else {
        return person;
    };
    let owns = scene.is_possessive(item) || scene.items[item].has(cue::POSSESSIVE);
    let takes_thing = scene.trigger(draft.trigger).is_some_and(|t| {
        let lemma = t.record.get("lemma");
        t.is_complete && lemma.contains(' ')
    });
    if !person || owns || takes_thing || draft.noun.is_some() {
        return false;
    }
    let governor = (0..item).rev().find(|j| !scene.is_plain(*j));
    let Some(governor) = governor.filter(|j| scene.items[*j].has(cue::PREPOSITION)) else {
        return true;
    };
    let thing = |j: usize| scene.is_plain(j) && !scene.items[j].has(cue::DETERMINER | cue::ADVERB);
    scene.items[governor].has(cue::PREP_TO) && !(draft.trigger + 1..governor).any(thing)
}

fn tells_of_incident(scene: &Scene<'_>, clauses: &Clauses, draft: &Draft) -> bool {
    let incident = scene.lexicon.senses.marked.incident;
    clauses.items(draft.clause).any(|i| scene.items[i].companions & incident != 0)
}

/// Whether happenings of the type are steps of justice, which look back at what someone did.
pub(super) fn is_legal(kind: EventType) -> bool {
    use EventType::{Arrest, Charge, Conviction, Extradition, Trial};
    matches!(kind, Arrest | Charge | Conviction | Extradition | Trial)
}

/// Whether people die or are hurt in happenings of the type, or the type counts them.
pub(super) fn is_violent(kind: EventType) -> bool {
    use EventType::{Arrest, Attack, Killing, Protest, Raid, Trend};
    matches!(kind, Killing | Attack | Raid | Arrest | Trend | Protest)
}

/// Whether happenings of the type are done to persons themselves, so that one who is merely named
/// beside them does not undergo them.
pub(super) fn touches_persons(kind: EventType) -> bool {
    use EventType::{
        Abduction, Arrest, Attack, Charge, Conviction, Designation, Extradition, Killing, Release,
    };
    matches!(
        kind,
        Abduction
            | Arrest
            | Attack
            | Charge
            | Conviction
            | Designation
            | Extradition
            | Killing
            | Release
    )
}

impl Scene<'_> {
    /// Whether the verb at `trigger` tells only what someone tried.
    pub(super) fn is_attempted(&self, trigger: usize) -> bool {
        let helps = cue::HELPER | cue::ADVERB | cue::CLITIC | cue::INFINITIVE | cue::BE;
        let mut before = (0..trigger).rev().take_while(|j| self.items[*j].has(helps));
        before.any(|j| self.items[j].has(cue::ATTEMPT))
    }

    /// Whether “his” at `possessive` means another than the one who tells of it: “X announced his
    /// capture”.
    pub(super) fn is_of_another(&self, possessive: usize) -> bool {
        let noun = (possessive + 1..self.items.len()).find(|j| self.is_noun(*j));
        let befalls = noun.and_then(|j| self.kind(j)).is_some_and(touches_persons);
        let verb = (0..possessive).rev().find(|j| self.is_finite(*j));
        befalls
            && verb.is_some_and(|j| self.is_verb(j) && self.kind(j) == Some(EventType::Statement))
    }
}

/// Whether happenings of the type are acts of speech and paper, which happen nowhere that the sentence
/// would tell of in another clause.
pub(super) fn is_placeless(kind: EventType) -> bool {
    use EventType::{Designation, Law, Leak, Report, Reward, Statement};
    matches!(kind, Designation | Law | Leak | Report | Reward | Statement)
}

/// Whether happenings of the type are reported from where they are.
pub(super) fn is_local(kind: EventType) -> bool {
    use EventType::{Abduction, Arrest, Attack, Killing, Protest, Raid, Seizure};
    matches!(kind, Abduction | Arrest | Attack | Killing | Protest | Raid | Seizure)
}

/// Whether happenings of the type are steps that a court takes.
pub(super) fn is_of_court(kind: EventType) -> bool {
    use EventType::{Charge, Conviction, Trial};
    matches!(kind, Charge | Conviction | Trial)
}
