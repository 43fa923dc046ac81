use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{
    Argument, Day, DayRange, Entity, EntityKind, Entry, EventType, Factuality, Referent,
};
use crate::tokens::fold;

/// Which entries of a timeline are wanted; an empty list or `None` asks for nothing in particular.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The first day: what ended before is left out.
    pub from: Option<Day>,
    /// The last day: what began after is left out.
    pub to: Option<Day>,
    /// Names of which one must take part.
    pub actors: Vec<Name>,
    /// Kinds of which one must take part.
    pub kinds: Vec<EntityKind>,
    /// Types of event.
    pub types: Vec<EventType>,
    /// Places of which one must be the scene.
    pub places: Vec<Name>,
    /// Factualities.
    pub factualities: Vec<Factuality>,
    /// The least confidence.
    pub min_confidence: Option<f32>,
}

/// A name that a user asks for: the entities it can mean, and the words for those unlisted.
#[derive(Clone, Debug)]
pub struct Name {
    ids: HashSet<Arc<str>>,
    folded: String,
}

impl Name {
    /// The name `words`, which `entities` go by.
    pub fn new(words: &str, entities: &[Arc<Entity>]) -> Name {
        Name { ids: entities.iter().map(|entity| entity.id.clone()).collect(), folded: fold(words) }
    }

    /// Whether it names `referent`; a part of a person's name will do (“Guzmán”).
    pub fn names(&self, referent: &Referent) -> bool {
        let is_known = referent.id().is_some_and(|id| self.ids.contains(id));
        is_known || self.is_name_or_part(referent)
    }

    fn is_name_or_part(&self, referent: &Referent) -> bool {
        let name = fold(referent.name());
        match referent.kind() {
            EntityKind::Person => format!(" {name} ").contains(&format!(" {} ", self.folded)),
            _ => referent.id().is_none() && name == self.folded,
        }
    }
}

impl Filter {
    /// Whether `entry` is wanted.
    pub fn keeps(&self, entry: &Entry) -> bool {
        let event = &entry.event;
        let asked = DayRange { earliest: self.from, latest: self.to };
        let participants = || event.actors.iter().chain(&event.targets);
        event.days.overlaps(asked)
            && one_of(&self.types, event.kind)
            && one_of(&self.factualities, event.factuality)
            && self.min_confidence.is_none_or(|least| event.confidence >= least)
            && (self.kinds.is_empty()
                || participants().any(|p| self.kinds.contains(&p.referent.kind())))
            && named(&self.actors, participants())
            && named(&self.places, event.places.iter())
    }
}

fn one_of<T: PartialEq>(wanted: &[T], value: T) -> bool {
    wanted.is_empty() || wanted.contains(&value)
}

fn named<'a>(names: &[Name], mut arguments: impl Iterator<Item = &'a Argument>) -> bool {
    names.is_empty()
        || arguments.any(|argument| names.iter().any(|name| name.names(&argument.referent)))
}
