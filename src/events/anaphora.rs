//! Pronouns and definite nouns of a scene → those whom they mean, so that they act as the names
//! themselves: “he”, “its”, “the group”.
//!
//! The nearest subject counts most: of the sentence so far, else of the sentences before
//! ([`Context`]). What could mean two is left alone.

use super::context::Context;
use super::countries;
use super::cue;
use super::inflect::Tense;
use super::localities;
use super::scene::Scene;
use crate::model::{EntityKind, EventType, Language, Referent};

/// Gives the pronouns and definite nouns of `scene` those whom they mean.
pub(super) fn resolve(scene: &mut Scene<'_>, context: &Context) {
    countries::resolve(scene, &context.countries);
    localities::resolve(scene, &context.localities);
    if scene.language() != Language::English {
        return;
    }
    for item in 0..scene.items.len() {
        let found = Anaphor { scene, context, item }.referents();
        if !found.is_empty() {
            scene.name(item, found);
        }
    }
}

/// A word that may mean someone named before.
struct Anaphor<'s, 'a> {
    scene: &'s Scene<'a>,
    context: &'s Context,
    item: usize,
}

impl Anaphor<'_, '_> {
    fn referents(&self) -> Vec<Referent> {
        let it = &self.scene.items[self.item];
        if it.mention.is_some() || it.trigger.is_some() || it.has(cue::REFLEXIVE) {
            return Vec::new();
        }
        let noun = cue::PERSON_NOUN | cue::AGENCY_NOUN | cue::GROUP_NOUN;
        if it.has(noun) && self.is_named_behind() {
            return Vec::new();
        }
        if it.has(cue::PAIR | cue::PLURAL_PRONOUN) {
            return self.several();
        }
        let one = if it.has(cue::PERSON_PRONOUN | cue::PERSON_NOUN) {
            self.person()
        } else if it.has(cue::GROUP_NOUN) {
            self.context.group().cloned()
        } else if it.has(cue::AGENCY_NOUN) {
            self.context.agency().cloned()
        } else if it.has(cue::GROUP_PRONOUN) || self.is_its() {
            self.body()
        } else {
            None
        };
        one.into_iter().collect()
    }

    fn is_its(&self) -> bool {
        let it = &self.scene.items[self.item];
        it.has(cue::POSSESSIVE) && !it.has(cue::PLURAL_PRONOUN)
    }

    /// “the former president Alfonso Portillo”, “the court of appeals”: a name of its own.
    fn is_named_behind(&self) -> bool {
        let next = self.scene.items.get(self.item + 1);
        next.is_some_and(|next| next.mention.is_some() || next.has(cue::PREP_OF))
    }

    /// The person of “he”, “him”, “his”, “the capo”.
    fn person(&self) -> Option<Referent> {
        let scene = self.scene;
        let tells = scene.items[self.item].has(cue::POSSESSIVE) && scene.is_of_another(self.item);
        let own = if tells { self.teller() } else { self.own_subject() };
        let fits = |j: &usize| {
            scene.entity_kind(*j) == Some(EntityKind::Person)
                && Some(*j) != own
                && !self.is_lesser(*j)
        };
        let here = (0..self.item).filter(fits).map(|j| &scene.meant(j)[0]);
        let here = here.into_iter().find(|person| self.agrees(person)).cloned();
        let own = own.map(|j| &scene.meant(j)[0]);
        let here = here.or_else(|| self.only_person(own));
        let to_come = self.subject_to_come();
        // “After he was held in May, X …” can go on about another; “after his arrest, X …” does not.
        let (near, far) =
            if self.has_verb_before_comma() { (None, to_come) } else { (to_come, None) };
        let before = || {
            let other = |person: &Referent| own.is_none_or(|own| !own.same(person));
            // “the suspect” is not the one who was shot.
            let noun = scene.items[self.item].has(cue::PERSON_NOUN);
            let lives = |person: &Referent| !noun || !self.context.is_dead(person);
            let fits = |person: &Referent| self.agrees(person) && other(person) && lives(person);
            self.context.salience.person(fits).filter(|_| !self.context.is_of_stranger())
        };
        here.or(near).or_else(before).or(far)
    }

    /// The first person of the sentence, who tells what befell another.
    fn teller(&self) -> Option<usize> {
        let person = |j: &usize| self.scene.entity_kind(*j) == Some(EntityKind::Person);
        (0..self.item).find(|j| person(j) && !self.is_lesser(*j))
    }

    /// The one person named in the sentence so far, be it behind a preposition: “met X before his trip”,
    /// “doubled the reward for X and called him …”.
    fn only_person(&self, own: Option<&Referent>) -> Option<Referent> {
        if self.is_object() && !self.is_of_body() {
            return None;
        }
        let named = (0..self.item).filter(|j| !self.scene.is_of_kin(*j));
        let named = named.flat_map(|j| self.scene.meant(j));
        let mut people = named.filter(|referent| referent.kind() == EntityKind::Person);
        let first = people.next()?;
        let alone =
            people.all(|other| other.same(first)) && !own.is_some_and(|own| own.same(first));
        (alone && self.agrees(first)).then(|| first.clone())
    }

    /// Whether a body or group is the subject so far, so that “him” is no person who acts.
    fn is_of_body(&self) -> bool {
        let scene = self.scene;
        let verb = (0..self.item).find(|j| scene.is_finite(*j));
        let acts = |j: &usize| scene.items[*j].mention.is_some() && !self.is_lesser(*j);
        let subject = verb.and_then(|verb| (scene.head..verb).find(acts));
        subject.and_then(|j| scene.entity_kind(j)).is_some_and(is_body)
    }

    /// Whether the pronoun is neither subject nor possessor.
    fn is_object(&self) -> bool {
        let scene = self.scene;
        let possessive =
            scene.items[self.item].has(cue::POSSESSIVE) && scene.is_noun_ahead(self.item + 1);
        !possessive && !scene.is_finite(scene.skip(self.item + 1))
    }

    /// The subject of the pronoun's own verb where the pronoun is no subject itself: “X hired him” is
    /// about another.
    fn own_subject(&self) -> Option<usize> {
        let scene = self.scene;
        if !self.is_object() {
            return None;
        }
        let ends = |j: &usize| {
            let it = &scene.items[*j];
            scene.mark(*j, ",")
                || scene.mark(*j, ";")
                || it.has(cue::COMPLEMENT | cue::RELATIVE | cue::SUBORDINATOR | cue::TEMPORAL)
        };
        let verb = (0..self.item).rev().take_while(|j| !ends(j)).find(|j| scene.is_finite(*j))?;
        let subject =
            |j: &usize| scene.entity_kind(*j) == Some(EntityKind::Person) && !self.is_lesser(*j);
        let between = cue::HELPER | cue::ADVERB | cue::MODAL | cue::FUTURE | cue::NEGATION;
        let before = (0..verb).rev().find(|j| !scene.items[*j].has(between))?;
        if scene.items[before].has(cue::COORDINATOR) {
            return (0..before).find(subject);
        }
        (0..verb)
            .rev()
            .take_while(|j| !scene.is_verb(*j) && !scene.items[*j].has(cue::INFINITIVE))
            .find(subject)
    }

    /// Whether the naming at `item` is behind a preposition or a possessor.
    fn is_lesser(&self, item: usize) -> bool {
        self.scene.is_possessive(item) || self.scene.is_behind_preposition(item)
    }

    /// The person with whom the main clause begins behind a phrase with the pronoun: “After his arrest in
    /// May, X was moved”.
    fn subject_to_come(&self) -> Option<Referent> {
        let scene = self.scene;
        let opens =
            |j: usize| scene.items[j].has(cue::PREPOSITION | cue::SUBORDINATOR | cue::TEMPORAL);
        if !opens(0) || (0..self.item).any(|j| scene.items[j].mention.is_some()) {
            return None;
        }
        let next = scene.person_behind_comma(self.item)?;
        Some(scene.meant(next)[0].clone()).filter(|person| self.agrees(person))
    }

    /// Whether the pronoun is subject of a clause of its own before the first comma.
    fn has_verb_before_comma(&self) -> bool {
        let scene = self.scene;
        let mut behind = (self.item + 1..scene.items.len()).take_while(|j| !scene.mark(*j, ","));
        behind.any(|j| scene.is_finite(j))
    }

    /// Whether the pronoun and the person can be of one gender, as far as endings tell it.
    fn agrees(&self, person: &Referent) -> bool {
        let it = &self.scene.items[self.item];
        let name = person.name().split(' ').next().unwrap_or_default();
        match it.has(cue::PERSON_PRONOUN) {
            true if it.has(cue::FEMININE) => name.ends_with('a'),
            true => !name.ends_with('a'),
            false => true,
        }
    }

    /// The group or body of “it”, “its”: the subject of the sentence so far or of the one before.
    fn body(&self) -> Option<Referent> {
        let scene = self.scene;
        if !self.is_its() && !self.does() {
            return None;
        }
        let subject =
            (0..self.item).find(|j| scene.items[*j].mention.is_some() && !self.is_lesser(*j));
        match subject {
            Some(j) => is_body(scene.entity_kind(j)?).then(|| scene.meant(j)[0].clone()),
            None => self.context.salience.subject_body(),
        }
    }

    /// Whether “it” is the subject of a deed, and not of “it is clear that”.
    fn does(&self) -> bool {
        let scene = self.scene;
        let between = cue::ADVERB | cue::HAVE | cue::NEGATION | cue::MODAL | cue::FUTURE;
        let verb = (self.item + 1..scene.items.len()).find(|j| !scene.items[*j].has(between));
        verb.is_some_and(|verb| {
            scene.is_verb(verb)
                && scene.is_finite(verb)
                && !matches!(scene.tense(verb), Some(Tense::Participle))
                && scene.kind(verb) != Some(EventType::Other)
        })
    }

    /// The two of “both”, “they”: of the sentence before, where it names no others.
    fn several(&self) -> Vec<Referent> {
        let scene = self.scene;
        let it = &scene.items[self.item];
        let before = (0..self.item).any(|j| scene.items[j].mention.is_some());
        let subject =
            (0..self.item).find(|j| scene.items[*j].mention.is_some() && !self.is_lesser(*j));
        let body = subject.filter(|j| scene.entity_kind(*j).is_some_and(is_body));
        if let Some(body) = body.filter(|_| !it.has(cue::PAIR)) {
            // “The gang grew when they …”
            return scene.meant(body).to_vec();
        }
        let far = !it.has(cue::PLURAL_PRONOUN) || it.has(cue::PAIR);
        if self.is_named_behind() {
            return Vec::new();
        }
        if before && !far {
            // “X and Y fled, but they were caught”, “they were caught with their guns”
            let joined = scene.referents(&scene.joined(scene.head..self.item));
            let mut pronouns = (0..self.item).filter(|j| scene.meant(*j).len() > 1);
            return match pronouns.next() {
                Some(they) if joined.is_empty() => scene.meant(they).to_vec(),
                _ => joined,
            };
        }
        let those = if far { &[] } else { self.context.those() };
        if those.is_empty() { self.context.two(far).to_vec() } else { those.to_vec() }
    }
}

/// Whether “it” can act as a body of people.
pub(super) fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Agency | EntityKind::Cartel | EntityKind::Organization)
}

impl Scene<'_> {
    /// Whether the noun phrase of the naming at `item` stands behind a preposition.
    pub(super) fn is_behind_preposition(&self, item: usize) -> bool {
        let before = (item.saturating_sub(5)..item).rev().find(|j| !self.is_plain(*j));
        before.is_some_and(|j| {
            let opener = &self.items[j];
            // “after X left office”
            let clause = opener.has(cue::TEMPORAL) && self.is_finite(self.skip(item + 1));
            opener.has(cue::PREPOSITION) && opener.mention.is_none() && !clause
        })
    }
}
