//! Whom the sentences before leave in mind: the last subjects first, then those whom a text is about.

use super::anaphora;
use super::scene::Scene;
use crate::model::{EntityKind, Referent, Via};

/// How many persons are kept in mind.
const PEOPLE: usize = 16;

/// What a naming adds to the weight of a person: as the subject, beside it, behind a preposition.
const SUBJECT: u32 = 1 << 12;
const BESIDE: u32 = SUBJECT / 2;
const LESSER: u32 = SUBJECT / 4;

/// What the next sentence with persons, and the next paragraph, leave of a weight: one of so many parts.
const FADING: u32 = 4;

/// What each naming so far adds, of which as many count as `MOST`: whom a text is about.
const TOPIC: u32 = SUBJECT / 64;
const MOST: u32 = 16;

/// A person who was named.
#[derive(Clone, Debug)]
struct Known {
    person: Referent,
    /// How near to mind they are; fades.
    weight: u32,
    /// How often they were named.
    count: u32,
}

impl Known {
    fn rank(&self) -> u32 {
        self.weight + self.count.min(MOST) * TOPIC
    }
}

/// Those who come to mind for a pronoun.
#[derive(Clone, Debug, Default)]
pub(super) struct Salience {
    people: Vec<Known>,
    /// The group or body that is subject of the sentence before.
    subject_body: Option<Referent>,
}

impl Salience {
    /// The person of most weight that `fits`.
    pub(super) fn person(&self, fits: impl Fn(&Referent) -> bool) -> Option<Referent> {
        let fitting = self.people.iter().filter(|known| fits(&known.person));
        // Of equals the one named first.
        fitting.rev().max_by_key(|known| known.rank()).map(|known| known.person.clone())
    }

    /// The group or body that is subject of the sentence before.
    pub(super) fn subject_body(&self) -> Option<Referent> {
        self.subject_body.clone()
    }

    /// Takes in a sentence that was read.
    pub(super) fn read(&mut self, scene: &Scene<'_>) {
        self.subject_body = None;
        let mut has_subject = false;
        let mut people: Vec<(&Referent, u32)> = Vec::new();
        let predicate = (0..scene.items.len()).find(|i| scene.is_finite(*i));
        for i in (0..scene.items.len()).filter(|i| scene.items[*i].mention.is_some()) {
            let by_office = scene.mention(i).is_some_and(|mention| mention.via == Via::Role);
            let lesser = scene.is_possessive(i) || scene.is_behind_preposition(i) || by_office;
            // “The brother of X was held. He …” is not about X.
            let of_kin = scene.is_of_kin(i);
            for referent in scene.meant(i) {
                if referent.kind() == EntityKind::Person && !of_kin {
                    let weight = match (lesser, has_subject) {
                        (true, _) => LESSER,
                        (_, true) => BESIDE,
                        _ => SUBJECT,
                    };
                    people.push((referent, weight));
                }
            }
            let of_head = i < scene.head;
            if !lesser && !has_subject && !of_head {
                let referent = &scene.meant(i)[0];
                if anaphora::is_body(referent.kind()) && predicate.is_none_or(|verb| i < verb) {
                    self.subject_body = Some(referent.clone());
                }
                has_subject = referent.kind() == EntityKind::Person;
            }
        }
        self.weigh(&people);
    }

    /// Adds the persons of a sentence with the weights of their namings.
    fn weigh(&mut self, people: &[(&Referent, u32)]) {
        if people.is_empty() {
            return;
        }
        self.fade();
        for (person, weight) in people {
            match self.people.iter_mut().find(|known| known.person.same(person)) {
                Some(known) => {
                    known.weight += weight;
                    known.count += 1;
                }
                None => {
                    let person = (*person).clone();
                    self.people.push(Known { person, weight: *weight, count: 1 });
                }
            }
        }
        self.people.sort_by_key(|known| std::cmp::Reverse(known.rank()));
        self.people.truncate(PEOPLE);
    }

    /// Puts one person before all others.
    pub(super) fn turn_to(&mut self, person: &Referent) {
        self.people.iter_mut().for_each(|known| known.weight = 0);
        self.weigh(&[(person, SUBJECT)]);
    }

    /// Takes in a sentence that names no person.
    pub(super) fn pass(&mut self) {
        self.subject_body = None;
    }

    /// Begins a paragraph, or takes in a sentence about persons: the others are further away.
    pub(super) fn fade(&mut self) {
        self.people.iter_mut().for_each(|known| known.weight /= FADING);
    }
}
