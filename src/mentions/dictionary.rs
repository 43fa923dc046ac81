use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::builder::{self, Builder};
use super::forms::PersonName;
use super::marks::Marks;
use super::words::Words;
use crate::model::{Entity, EntityKind};
use crate::tables::{EntityRow, Gazetteers};
use crate::tokens::{Phrases, PhrasesBuilder, Vocabulary, Word};

/// What marks a form of a name.
pub(super) mod flag {
    /// Counts only with evidence that this bearer is meant.
    pub const WEAK: u8 = 1;
    /// Counts alone although forms of its sort do not.
    pub const STRONG: u8 = 1 << 1;
    /// A nickname.
    pub const NICKNAME: u8 = 1 << 2;
    /// An abbreviation, which keeps its capitals.
    pub const ACRONYM: u8 = 1 << 3;
    /// The canonical name.
    pub const CANONICAL: u8 = 1 << 4;
    /// Made from the full name.
    pub const GENERATED: u8 = 1 << 5;
    /// A nickname without its article or a short name of a fuller one.
    pub const BARE: u8 = 1 << 6;
    /// One given name and one surname of a longer full name.
    pub const SHORT: u8 = 1 << 7;
}

/// A way in which texts name an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The entity's place in [`Dictionary::entities`].
    pub entity: u32,
    /// Bits of [`flag`].
    pub flags: u8,
    /// The words that need a capital, one bit each from the first.
    pub capitals: u32,
}

impl Form {
    pub fn has(self, flags: u8) -> bool {
        self.flags & flags != 0
    }
}

/// What linking asks of an entity, besides its row.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Numbers of its countries.
    pub countries: Box<[u16]>,
    /// Places of its parents in [`Dictionary::entities`].
    pub parents: Box<[u32]>,
    /// How well known it is, from 0 to 1.
    pub salience: f32,
    /// Whether it is a country or a first-level division.
    pub is_large: bool,
    /// The words of a person's name, from which short forms are made.
    pub person: Option<PersonName>,
}

/// All entities with their forms.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    pub entities: Vec<Arc<Entity>>,
    pub facts: Vec<Facts>,
    pub forms: Phrases<Form>,
    /// The persons that have a word as one of their given names, by word.
    pub given: FxHashMap<Word, Vec<u32>>,
    /// The persons whose surnames begin with a word, by word.
    pub surnames: FxHashMap<Word, Vec<u32>>,
    /// How many persons there are.
    persons: usize,
    pub ids: FxHashMap<Arc<str>, u32>,
    pub countries: FxHashMap<Box<str>, u16>,
}

/// How many levels lie between a place and its first-level division at most.
const HIGHEST: usize = 4;

/// How many persons have a given name and a surname by chance where hardly anybody else has them.
const RARE: f32 = 0.02;
/// How many have them where many do.
const FREQUENT: f32 = 0.2;

impl Dictionary {
    pub fn new(
        tables: &Gazetteers,
        vocabulary: &mut Vocabulary,
        marks: &Marks,
        words: &Words,
    ) -> Dictionary {
        let mut rows: Vec<&EntityRow> = tables.entities.iter().collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        let ids: FxHashMap<Arc<str>, u32> =
            (0..).zip(&rows).map(|(i, row)| (row.id.clone(), i)).collect();
        let mut terms: FxHashMap<&str, u32> = FxHashMap::default();
        for term in &tables.terms {
            *terms.entry(&*term.person).or_default() += 1;
        }
        let mut countries: FxHashMap<Box<str>, u16> = FxHashMap::default();
        // The names of a row bring about two new words.
        vocabulary.reserve(2 * rows.len());
        let mut builder = Builder::new(vocabulary, marks, words);
        let mut dictionary = Dictionary {
            entities: Vec::with_capacity(rows.len()),
            facts: Vec::with_capacity(rows.len()),
            forms: PhrasesBuilder::default().build(),
            given: FxHashMap::default(),
            surnames: FxHashMap::default(),
            persons: 0,
            ids,
            countries: FxHashMap::default(),
        };
        let mut aliases = String::new();
        for (i, row) in (0..).zip(rows) {
            aliases.clear();
            builder::listed(row, &mut aliases);
            let person = builder.add(i, row, &mut aliases);
            dictionary.persons += usize::from(person.is_some());
            for word in person.iter().flat_map(|name| name.given()) {
                dictionary.given.entry(*word).or_default().push(i);
            }
            if let Some(word) = person.iter().flat_map(|name| name.surnames()).next() {
                dictionary.surnames.entry(*word).or_default().push(i);
            }
            let mut number = |code: &str| {
                let next = countries.len() as u16;
                *countries.entry(code.into()).or_insert(next)
            };
            let parents = row.parents.iter().filter_map(|id| dictionary.ids.get(id).copied());
            dictionary.facts.push(Facts {
                countries: row.countries.iter().map(|code| number(code)).collect(),
                parents: parents.collect(),
                salience: builder::salience(row, terms.get(&*row.id).copied().unwrap_or_default()),
                is_large: matches!(&*row.place_type, "country" | "state" | "continent"),
                person,
            });
            dictionary.entities.push(Arc::new(builder::entity(row, aliases.as_str())));
        }
        dictionary.forms = builder.build();
        dictionary.countries = countries;
        dictionary
    }

    /// The number of the entity with this identifier.
    pub fn id(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied()
    }

    /// The persons with these surnames: all of them, or the first.
    pub fn with_surnames(&self, words: &[Word]) -> Vec<u32> {
        let Some(first) = words.first() else { return Vec::new() };
        let bears = |entity: &u32| {
            let name = self.facts(*entity).person.as_ref();
            name.is_some_and(|name| name.surnames() == words || name.first_surname() == words)
        };
        let all = self.surnames.get(first).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(bears).collect()
    }

    /// The state or other first-level division in which a place or body lies.
    pub fn region(&self, entity: u32) -> Option<u32> {
        let mut at = entity;
        for _ in 0..HIGHEST {
            let above = *self.facts(at).parents.first()?;
            let facts = self.facts(above);
            if facts.is_large {
                return (!facts.parents.is_empty()).then_some(above);
            }
            at = above;
        }
        None
    }

    pub fn kind(&self, entity: u32) -> EntityKind {
        self.entities[entity as usize].kind
    }

    /// From 0 to 1: how likely others than the entity of `form` have it for a name, where it is one
    /// given name and one surname, by how frequent both are among the persons.
    pub fn chance(&self, form: &Form) -> f32 {
        let name = self.facts(form.entity).person.as_ref().filter(|_| form.has(flag::SHORT));
        let words = name.map(|name| (name.given(), name.first_surname()));
        let Some(([given], [surname])) = words else { return 0.0 };
        let count = |of: &FxHashMap<Word, Vec<u32>>, word| of.get(word).map_or(0, Vec::len) as f32;
        let persons = self.persons.max(1) as f32;
        let expected = count(&self.given, given) * count(&self.surnames, surname) / persons;
        ((expected / RARE).log10() / (FREQUENT / RARE).log10()).clamp(0.0, 1.0)
    }

    pub fn facts(&self, entity: u32) -> &Facts {
        &self.facts[entity as usize]
    }

    pub fn entity(&self, entity: u32) -> &Arc<Entity> {
        &self.entities[entity as usize]
    }
}
