//! The type of a happening once the sentence is read.

use super::clauses::Clauses;
use super::context::Context;
use super::govern::Draft;
use super::scene::Scene;
use crate::model::{Argument, EntityKind, EventType};

/// The type of a draft with those who did and underwent it: a person who is seized is arrested, what a
/// newspaper tells is a report, and “the incident”, “el hecho”, is what was told of last.
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
        EventType::Seizure if targets.iter().any(is(EntityKind::Person)) => EventType::Arrest,
        EventType::Statement if actors.first().is_some_and(is(EntityKind::Media)) => {
            EventType::Report
        }
        EventType::Other if draft.noun.is_none() && tells_of_incident(scene, clauses, draft) => {
            context.last_deed().unwrap_or(EventType::Other)
        }
        kind => kind,
    }
}

fn tells_of_incident(scene: &Scene<'_>, clauses: &Clauses, draft: &Draft) -> bool {
    let incident = scene.lexicon.senses.class("incident");
    clauses.items(draft.clause).any(|i| scene.items[i].companions & incident != 0)
}

/// Whether people die or are hurt in happenings of the type, or the type counts them.
pub(super) fn is_violent(kind: EventType) -> bool {
    use EventType::{Arrest, Attack, Killing, Protest, Raid, Trend};
    matches!(kind, Killing | Attack | Raid | Arrest | Trend | Protest)
}
