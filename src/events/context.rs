//! What the sentences before leave for a pronoun, a dropped subject or “the raid” to mean.

use std::collections::VecDeque;

use super::cue;
use super::scene::Scene;
use crate::model::{
    Argument, DayRange, EntityKind, Event, EventType, Mention, Referent, Sentence, Span,
};
use crate::tokens::{Gap, Shape};

/// How many happenings “the attack” can go back.
const MEMORY: usize = 6;

/// A happening with those who took part.
#[derive(Clone, Debug)]
pub(super) struct Told {
    kind: EventType,
    days: DayRange,
    pub(super) actors: Vec<Referent>,
    pub(super) targets: Vec<Referent>,
    pub(super) places: Vec<Referent>,
}

/// What can be spoken of without a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    person: Option<Referent>,
    group: Option<Referent>,
    agency: Option<Referent>,
    /// The two whom “both” means.
    pair: Option<[Referent; 2]>,
    /// The last happenings, the latest last.
    told: VecDeque<Told>,
    /// The last dated happening of the paragraph: its type and the number of its date.
    pub(super) last: Option<(EventType, usize)>,
    /// Whether the paragraph is an entry of a chronology, which a date heads.
    pub(super) is_entry: bool,
}

impl Context {
    /// The person that `span` means.
    pub(super) fn person(&self, span: Span) -> Option<Argument> {
        inferred(&self.person, span)
    }

    /// The cartel or other group that `span` means.
    pub(super) fn group(&self, span: Span) -> Option<Argument> {
        inferred(&self.group, span)
    }

    /// The body that `span` means.
    pub(super) fn agency(&self, span: Span) -> Option<Argument> {
        inferred(&self.agency, span)
    }

    /// The two persons that `span` means.
    pub(super) fn pair(&self, span: Span) -> Vec<Argument> {
        let both = self.pair.iter().flatten();
        both.map(|referent| Argument { referent: referent.clone(), span, inferred: true }).collect()
    }

    /// The last happening of the type that falls on `days`.
    pub(super) fn told(&self, kind: EventType, days: DayRange) -> Option<&Told> {
        use EventType::{Attack, Killing};
        let alike = |told: EventType| {
            told == kind || matches!((told, kind), (Attack, Killing) | (Killing, Attack))
        };
        self.told.iter().rev().find(|told| alike(told.kind) && told.days == days)
    }

    /// Keeps a happening for what goes on telling of it.
    pub(super) fn keep(&mut self, event: &Event) {
        let referents =
            |list: &[Argument]| list.iter().map(|argument| argument.referent.clone()).collect();
        if self.told.len() == MEMORY {
            self.told.pop_front();
        }
        self.told.push_back(Told {
            kind: event.kind,
            days: event.days,
            actors: referents(&event.actors),
            targets: referents(&event.targets),
            places: referents(&event.places),
        });
    }

    /// Takes in a sentence that was read. Its subject is what the next one most likely speaks of: the
    /// first person that no preposition and no possessive makes a lesser part.
    pub(super) fn read(&mut self, scene: &Scene<'_>) {
        self.is_entry |= is_headed_by_date(scene);
        let mut subject: Option<Referent> = None;
        let mut any: Option<Referent> = None;
        for (i, item) in scene.items.iter().enumerate() {
            let Some(number) = item.mention else { continue };
            let referent = &scene.mentions[number].referent;
            match referent.kind() {
                EntityKind::Person => {
                    let lesser = i > 0 && scene.items[i - 1].has(cue::PREPOSITION)
                        || scene
                            .items
                            .get(i + 1)
                            .is_some_and(|n| matches!(n.span.of(scene.text()), "’s" | "'s"));
                    if !lesser && subject.is_none() {
                        subject = Some(referent.clone());
                    }
                    any = Some(referent.clone());
                }
                _ => self.take_body(referent),
            }
        }
        if let Some(person) = subject.or(any) {
            self.person = Some(person);
        }
        self.pair = pair(scene).or(self.pair.take());
    }

    /// Takes in a sentence that names no person.
    pub(super) fn read_bodies(&mut self, sentence: Sentence, mentions: &[Mention]) {
        within(sentence, mentions).for_each(|mention| self.take_body(&mention.referent));
    }

    fn take_body(&mut self, referent: &Referent) {
        match referent.kind() {
            EntityKind::Cartel => self.group = Some(referent.clone()),
            EntityKind::Agency => self.agency = Some(referent.clone()),
            _ => {}
        }
    }

    /// Begins a paragraph: what was dated there no longer holds.
    pub(super) fn enter(&mut self, gap: Gap) {
        if gap == Gap::Paragraph {
            self.last = None;
            self.is_entry = false;
        }
    }
}

/// Whether `sentence` names a person.
pub(super) fn tells_of_person(sentence: Sentence, mentions: &[Mention]) -> bool {
    within(sentence, mentions).any(|mention| mention.referent.kind() == EntityKind::Person)
}

/// Those of a document's mentions that begin in `sentence`.
fn within(sentence: Sentence, mentions: &[Mention]) -> impl Iterator<Item = &Mention> {
    let first = mentions.partition_point(|mention| mention.span.start < sentence.span.start);
    mentions[first..].iter().take_while(move |mention| mention.span.start < sentence.span.end)
}

/// Whether the sentence is the first of an entry of a chronology: “• March 5: …”, “1994 – …”.
fn is_headed_by_date(scene: &Scene<'_>) -> bool {
    let marked = |i: &usize| scene.items[*i].shape == Shape::Mark;
    let Some(first) = (0..scene.items.len().min(4)).find(|i| !marked(i)) else { return false };
    let mut next = first + 1;
    if scene.mark(next, ".") {
        next += 1;
    }
    scene.items[first].date.is_some() && (scene.mark(next, ":") || scene.is_dash(next))
}

/// The two persons of a sentence that names no others, joined by “and”.
fn pair(scene: &Scene<'_>) -> Option<[Referent; 2]> {
    let person = |i: &usize| scene.entity_kind(*i) == Some(EntityKind::Person);
    let mut named = (0..scene.items.len()).filter(person);
    let (first, second) = (named.next()?, named.next()?);
    let joined = (first + 1..second).any(|i| scene.items[i].has(cue::COORDINATOR))
        && !(first + 1..second).any(|i| scene.is_finite(i));
    let referent =
        |i: usize| scene.items[i].mention.map(|number| scene.mentions[number].referent.clone());
    let (a, b) = (referent(first)?, referent(second)?);
    let others = named.filter_map(referent).any(|other| !other.same(&a) && !other.same(&b));
    (joined && !others && !a.same(&b)).then_some([a, b])
}

fn inferred(referent: &Option<Referent>, span: Span) -> Option<Argument> {
    let referent = referent.clone()?;
    Some(Argument { referent, span, inferred: true })
}
