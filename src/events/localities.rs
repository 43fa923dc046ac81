//! The places that a text goes on to call “that city”, “the state”, “el penal”.

use std::collections::VecDeque;

use super::cue;
use super::scene::{Item, Scene};
use crate::model::{Entity, EntityKind, Language, PlaceType, Referent};
use crate::tokens::Shape;

/// How many places are kept in mind.
const MEMORY: usize = 8;

/// For how many sentences “that city” can mean one named before, and for how many “the city” can.
const FAR: usize = 3;
const NEAR: usize = 2;

/// How many words may stand before such a noun.
const PHRASE: usize = 3;

/// The nouns for places that were named.
const NOUNS: cue::Cues = cue::TOWN_NOUN | cue::CAPITAL_NOUN | cue::PROVINCE_NOUN | cue::PRISON_NOUN;

/// The places named so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Localities {
    /// The latest first, with how many sentences ago that was.
    known: VecDeque<(Referent, usize)>,
    /// The town that was named first, where a report most often comes from: “in this city”.
    first: Option<Referent>,
}

impl Localities {
    /// Begins another sentence.
    pub(super) fn grow_older(&mut self) {
        self.known.iter_mut().for_each(|(_, age)| *age += 1);
    }

    /// Takes in what a sentence names, where that is a place within a country.
    pub(super) fn take(&mut self, referent: &Referent) {
        if referent.kind() != EntityKind::Place
            || referent.entity().is_some_and(|entity| entity.is_country())
        {
            return;
        }
        if self.first.is_none() && fits(cue::TOWN_NOUN, referent) {
            self.first = Some(referent.clone());
        }
        self.known.retain(|(known, _)| !known.same(referent));
        self.known.truncate(MEMORY - 1);
        self.known.push_front((referent.clone(), 0));
    }

    /// What the noun at `item` of `scene` means.
    fn meant(&self, scene: &Scene<'_>, item: usize) -> Option<Referent> {
        let noun = &scene.items[item];
        let determined = |cues| determiners(scene, item).any(|j| scene.items[j].has(cues));
        if noun.has(cue::TOWN_NOUN) && determined(cue::HERE) {
            return self.first.clone();
        }
        let here = (0..item).rev().flat_map(|j| scene.meant(j)).map(|referent| (referent, 0));
        let before = self.known.iter().map(|(known, age)| (known, age + 1));
        let definite = !determined(cue::DEMONSTRATIVE);
        let reach = if definite { NEAR } else { FAR };
        let near: Vec<&Referent> =
            here.chain(before).filter(|(_, age)| *age <= reach).map(|(place, _)| place).collect();
        let town = near.iter().find(|place| fits(cue::TOWN_NOUN, place));
        let mut fitting = near.iter().filter(|place| fits(noun.cues, place));
        let Some(last) = fitting.next() else {
            let town = town.filter(|_| noun.has(cue::PROVINCE_NOUN))?;
            return self.around(town.entity()?);
        };
        // “from Colima to Toluca, the third time in the state”
        let elsewhere = noun.has(cue::PROVINCE_NOUN)
            && town.and_then(|town| town.entity()).is_some_and(|town| !lies_in(town, last));
        let clear = !definite || !elsewhere && fitting.all(|other| other.same(last));
        clear.then(|| Referent::clone(last))
    }

    /// The state, named at some time, in which `town` lies.
    fn around(&self, town: &Entity) -> Option<Referent> {
        let mut states = self.known.iter().map(|(place, _)| place);
        states.find(|place| fits(cue::PROVINCE_NOUN, place) && lies_in(town, place)).cloned()
    }
}

/// Whether the row of `place` names `state` as what it lies in.
fn lies_in(place: &Entity, state: &Referent) -> bool {
    state.entity().is_some_and(|state| place.parents.contains(&state.id))
}

/// Gives “in that city” of `scene` the place that it is.
pub(super) fn resolve(scene: &mut Scene<'_>, localities: &Localities) {
    for item in 1..scene.items.len() {
        let noun = &scene.items[item];
        let free = noun.has(NOUNS) && noun.mention.is_none() && is_locative(scene, item);
        if let Some(place) = free.then(|| localities.meant(scene, item)).flatten() {
            scene.name(item, vec![place]);
        }
    }
}

/// What stands before the noun at `item` and belongs to it, from behind: “that same border” city.
fn determiners(scene: &Scene<'_>, item: usize) -> impl Iterator<Item = usize> {
    let determines = cue::DETERMINER | cue::DEFINITE | cue::DEMONSTRATIVE | cue::HERE;
    let within = move |j: &usize| scene.items[*j].has(determines) || scene.is_plain(*j);
    (item.saturating_sub(PHRASE)..item).rev().take_while(within)
}

/// Whether the noun stands with “the” or “that” behind a preposition of place, and nothing behind it tells
/// which one it is: “in the city of Toluca”, “in the state prison”.
fn is_locative(scene: &Scene<'_>, item: usize) -> bool {
    let determined = |cues| determiners(scene, item).any(|j| scene.items[j].has(cues));
    // “escapó de esa prisión”, but not “el norte de la ciudad”
    let pointed = determined(cue::DEMONSTRATIVE | cue::HERE);
    let of = if pointed && scene.language() == Language::Spanish { cue::PREP_OF } else { 0 };
    let places = cue::PREP_IN | cue::PREP_TO | cue::PREP_FROM | of;
    let first = determiners(scene, item).last().unwrap_or(item);
    // “al municipio”
    let joined = scene.items[first].has(places);
    let located = joined || first > 0 && scene.items[first - 1].has(places);
    let next = item + 1;
    let told = scene.items.get(next).is_some_and(|it: &Item| {
        let described = it.shape == Shape::Lower && !it.looks_like_verb && scene.is_plain(next);
        described || it.has(cue::PREP_OF) || it.mention.is_some() || it.shape == Shape::Capital
    });
    located && (joined || pointed || determined(cue::DEFINITE)) && !told
}

/// Whether a noun with these cues can mean the place.
fn fits(noun: cue::Cues, place: &Referent) -> bool {
    if place.kind() != EntityKind::Place {
        return false;
    }
    let Some(entity) = place.entity() else { return noun & cue::TOWN_NOUN != 0 };
    match entity.place_type {
        Some(PlaceType::Capital) => noun & (cue::TOWN_NOUN | cue::CAPITAL_NOUN) != 0,
        Some(PlaceType::Town) => noun & cue::TOWN_NOUN != 0,
        Some(PlaceType::State) => noun & cue::PROVINCE_NOUN != 0,
        Some(PlaceType::Prison) => noun & cue::PRISON_NOUN != 0,
        None => false,
    }
}
