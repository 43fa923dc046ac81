//! The countries that a text speaks of: the two of “both governments”, and the one that it is about.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::cue;
use super::lexicon::Lexicon;
use super::scene::Scene;
use crate::model::{Mention, Referent};
use crate::tokens::Token;

/// How many countries are kept in mind.
const MEMORY: usize = 3;

/// How many namings make a country the one that a text is about, and what share of all that belong to
/// one country alone: so many of a hundred.
const NAMINGS: usize = 5;
const SHARE: usize = 60;

/// The countries named so far, the latest first, with how many sentences ago that was.
#[derive(Clone, Debug, Default)]
pub(super) struct Countries(VecDeque<(Referent, usize)>);

impl Countries {
    /// Begins another sentence.
    pub(super) fn grow_older(&mut self) {
        self.0.iter_mut().for_each(|(_, age)| *age += 1);
    }

    /// Takes in what a sentence names, where that is a country.
    pub(super) fn take(&mut self, referent: &Referent) {
        if !is_country(referent) {
            return;
        }
        self.0.retain(|(known, _)| !known.same(referent));
        self.0.truncate(MEMORY - 1);
        self.0.push_front((referent.clone(), 0));
    }

    /// The two countries that “both countries” at `item` of `scene` means: those named last, unless a
    /// third was as near.
    pub(super) fn two(&self, scene: &Scene<'_>, item: usize) -> Vec<Referent> {
        let here = (0..item).rev().flat_map(|j| scene.meant(j)).filter(|r| is_country(r));
        let mut found: Vec<(&Referent, usize)> = Vec::new();
        let before = self.0.iter().map(|(known, age)| (known, age + 1));
        for (referent, age) in here.map(|referent| (referent, 0)).chain(before) {
            if !found.iter().any(|(known, _)| known.same(referent)) {
                found.push((referent, age));
            }
        }
        match found[..] {
            [first, second] => vec![first.0.clone(), second.0.clone()],
            [first, second, third, ..] if second.1 < third.1 => {
                vec![first.0.clone(), second.0.clone()]
            }
            _ => Vec::new(),
        }
    }
}

/// Gives “both governments” the two that they are.
pub(super) fn resolve(scene: &mut Scene<'_>, countries: &Countries) {
    for item in 0..scene.items.len() {
        if scene.items[item].has(cue::COUNTRY_PAIR) {
            let two = countries.two(scene, item);
            if !two.is_empty() {
                scene.name(item, two);
            }
        }
    }
}

/// The country that a document with `mentions` is about: most of those that belong to one country belong
/// to it, and it is named.
pub(super) fn home(mentions: &[Mention]) -> Option<&Referent> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for code in mentions.iter().filter_map(|mention| country_of(&mention.referent)) {
        *counts.entry(code).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let is_home = |code: &str| {
        let count = counts.get(code).copied().unwrap_or_default();
        count >= NAMINGS && 100 * count >= SHARE * all
    };
    let mut countries = mentions.iter().map(|mention| &mention.referent).filter(|r| is_country(r));
    countries.find(|country| country_of(country).is_some_and(is_home))
}

/// Whether a sentence of `tokens` that names those of `mentions` tells of no country but `home`, and counts
/// by itself: “They fell by half” is about what was told before.
pub(super) fn is_at(
    home: &Referent,
    tokens: &[Token],
    mentions: &[Mention],
    lexicon: &Lexicon,
) -> bool {
    let code = country_of(home).unwrap_or_default();
    let elsewhere = |other: &str| !other.eq_ignore_ascii_case(code);
    let pronoun = cue::PLURAL_PRONOUN | cue::GROUP_PRONOUN;
    let goes_on = tokens.first().is_some_and(|first| {
        let cues = lexicon.cues(first.word);
        cues & pronoun != 0 && cues & cue::DETERMINER == 0
    });
    let nations = tokens.iter().filter_map(|token| lexicon.nation(token.word));
    let named = mentions.iter().filter_map(|mention| country_of(&mention.referent));
    !goes_on && !nations.chain(named).any(elsewhere)
}

/// The code of the only country that an entity belongs to.
fn country_of(referent: &Referent) -> Option<&str> {
    match &referent.entity()?.countries[..] {
        [only] => Some(only),
        _ => None,
    }
}

fn is_country(referent: &Referent) -> bool {
    referent.entity().is_some_and(|entity| entity.is_country())
}
