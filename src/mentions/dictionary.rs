use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::builder::{self, Builder};
use super::forms::PersonName;
use super::marks::Marks;
use super::words::{Words, class};
use crate::model::{Day, Entity, EntityKind};
use crate::tables::{Entities, Gazetteers, List};
use crate::tokens::{Phrases, PhrasesBuilder, Vocabulary, Word};

/// What marks a form of a name.
pub(super) mod flag {
    use crate::model::Language;

    /// Counts only with evidence that this bearer is meant.
    pub const WEAK: u16 = 1;
    /// Counts alone although forms of its sort do not.
    pub const STRONG: u16 = 1 << 1;
    /// A nickname.
    pub const NICKNAME: u16 = 1 << 2;
    /// An abbreviation, which keeps its capitals.
    pub const ACRONYM: u16 = 1 << 3;
    /// The canonical name.
    pub const CANONICAL: u16 = 1 << 4;
    /// Made from the full name.
    pub const GENERATED: u16 = 1 << 5;
    /// A nickname without its article or a short name of a fuller one.
    pub const BARE: u16 = 1 << 6;
    /// One given name and one surname of a longer full name.
    pub const SHORT: u16 = 1 << 7;
    /// A word with a full stop (“Son.”), which without it is another.
    pub const STOPPED: u16 = 1 << 8;
    /// A name in texts of one language alone.
    pub const ENGLISH: u16 = 1 << 9;
    /// The same.
    pub const SPANISH: u16 = 1 << 10;
    /// The same.
    pub const PORTUGUESE: u16 = 1 << 11;

    /// The flag of the names that only texts of `language` have.
    pub fn of_language(language: Language) -> u16 {
        match language {
            Language::English => ENGLISH,
            Language::Spanish => SPANISH,
            Language::Portuguese => PORTUGUESE,
        }
    }

    /// The flags of the names that texts of `language` do not have.
    pub fn of_others(language: Language) -> u16 {
        (ENGLISH | SPANISH | PORTUGUESE) & !of_language(language)
    }
}

/// A way in which texts name an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The entity's place in [`Dictionary::entities`].
    pub entity: u32,
    /// What the entity is.
    pub kind: EntityKind,
    /// Bits of [`flag`].
    pub flags: u16,
    /// The words that need a capital, one bit each from the first.
    pub capitals: u32,
}

impl Form {
    pub fn has(self, flags: u16) -> bool {
        self.flags & flags != 0
    }

    /// Whether its first word needs no capital.
    pub fn may_begin_small(self) -> bool {
        !self.has(flag::ACRONYM) && self.capitals & 1 == 0
    }
}

/// What linking asks of an entity, besides its row.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Where it stands in the table.
    row: u32,
    pub kind: EntityKind,
    /// Numbers of its countries.
    pub countries: Arc<[u16]>,
    /// Places of its parents in [`Dictionary::entities`].
    pub parents: Arc<[u32]>,
    /// How well known it is, from 0 to 1.
    pub salience: f32,
    /// Whether it is a country or a first-level division.
    pub is_large: bool,
    /// Whether it is the capital of a country.
    pub is_capital: bool,
    /// The words of a person's name, from which short forms are made.
    pub person: Option<Box<PersonName>>,
    /// The first day of its birth or beginning, once it was asked for.
    begin: OnceLock<Option<Day>>,
}

/// All entities with their forms, numbered in the order of their identifiers.
#[derive(Clone, Debug)]
pub(super) struct Dictionary {
    rows: Arc<Entities>,
    /// The number of the entity of each row.
    numbers: Vec<u32>,
    /// The entities asked for so far: a text names few of them.
    entities: Vec<OnceLock<Arc<Entity>>>,
    facts: Vec<Facts>,
    /// The full forms made for persons.
    generated: Generated,
    pub forms: Phrases<Form>,
    /// The persons that have a word as one of their given names, by word.
    pub given: FxHashMap<Word, Vec<u32>>,
    /// The persons whose surnames begin with a word, by word.
    pub surnames: FxHashMap<Word, Vec<u32>>,
    /// How many persons there are.
    persons: usize,
    pub countries: FxHashMap<Box<str>, u16>,
}

/// Texts of entities, which are added in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Generated {
    /// The texts, each with `|` behind it.
    text: String,
    /// Where the texts of each entity end.
    ends: Vec<usize>,
}

impl Generated {
    /// With room for the texts of so many entities.
    fn with_room(entities: usize) -> Generated {
        let text = String::with_capacity(entities * LONG);
        Generated { text, ends: Vec::with_capacity(entities) }
    }

    /// Adds a text to those of the next entity.
    pub fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('|');
    }

    /// Ends the texts of an entity.
    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    fn of(&self, entity: usize) -> impl Iterator<Item = &str> {
        let start = entity.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text[start..self.ends[entity]].split_terminator('|')
    }
}

/// How many bytes the texts made for an entity have, rather more than less.
const LONG: usize = 64;

/// How many levels lie between a place and its first-level division at most.
const HIGHEST: usize = 4;

/// How many persons have a given name and a surname by chance where hardly anybody else has them.
const RARE: f32 = 0.02;
/// How many have them where many do.
const FREQUENT: f32 = 0.2;

impl Dictionary {
    /// The entities of `tables`, and the forms, which are still to be sorted.
    pub fn new(
        tables: &Gazetteers,
        vocabulary: &mut Vocabulary,
        marks: &Marks,
        words: &Words,
    ) -> (Dictionary, PhrasesBuilder<Form>) {
        let rows = tables.entities.clone();
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        order.sort_by(|a, b| rows[*a as usize].id.cmp(rows[*b as usize].id));
        let mut numbers = vec![0; rows.len()];
        (0..).zip(&order).for_each(|(number, row)| numbers[*row as usize] = number);
        let mut terms: FxHashMap<&str, u32> = FxHashMap::default();
        for term in &tables.terms {
            *terms.entry(&*term.person).or_default() += 1;
        }
        // The names of a row bring about one new word.
        vocabulary.reserve(rows.len());
        let mut builder = Builder::new(rows.len(), vocabulary, marks, words);
        let mut dictionary = Dictionary {
            rows: rows.clone(),
            numbers,
            entities: vec![OnceLock::new(); rows.len()],
            facts: Vec::with_capacity(rows.len()),
            generated: Generated::with_room(rows.len()),
            forms: PhrasesBuilder::default().build(),
            given: FxHashMap::default(),
            surnames: FxHashMap::default(),
            persons: 0,
            countries: FxHashMap::default(),
        };
        // Most rows have the countries and parents of others.
        let mut countries: FxHashMap<List, Arc<[u16]>> = FxHashMap::default();
        let mut parents: FxHashMap<List, Arc<[u32]>> = FxHashMap::default();
        for (i, number) in (0..).zip(order) {
            let row = &rows[number as usize];
            let person = builder.add(i, row, &mut dictionary.generated);
            dictionary.generated.end();
            dictionary.persons += usize::from(person.is_some());
            for word in person.iter().flat_map(|name| name.given()) {
                dictionary.given.entry(*word).or_default().push(i);
            }
            if let Some(word) = person.iter().flat_map(|name| name.surnames()).next() {
                dictionary.surnames.entry(*word).or_default().push(i);
            }
            let facts = Facts {
                row: number,
                kind: row.kind,
                countries: countries
                    .entry(row.countries)
                    .or_insert_with(|| dictionary.numbered(row.countries))
                    .clone(),
                parents: parents
                    .entry(row.parents)
                    .or_insert_with(|| {
                        row.parents.iter().filter_map(|id| dictionary.id(id)).collect()
                    })
                    .clone(),
                salience: builder::salience(row, terms.get(row.id).copied().unwrap_or_default()),
                is_large: matches!(row.place_type, "country" | "state" | "continent"),
                is_capital: row.place_type == "capital",
                person: person.map(Box::new),
                begin: OnceLock::new(),
            };
            dictionary.facts.push(facts);
        }
        (dictionary, builder.forms)
    }

    /// Calls `mark` with the given names of each person, and the class of words that may begin a
    /// name.
    pub fn name_words(&self, mut mark: impl FnMut(Word, u32)) {
        let persons = self.facts.iter().filter_map(|facts| facts.person.as_ref());
        let given = persons.flat_map(|name| name.all_given());
        given.for_each(|word| mark(*word, class::GIVEN_WEAK));
    }

    /// The numbers of countries, which are added where they are new.
    fn numbered(&mut self, countries: List) -> Arc<[u16]> {
        countries.iter().map(|code| self.country(code)).collect()
    }

    /// The number of a country, which is added where it is new.
    fn country(&mut self, code: &str) -> u16 {
        if let Some(number) = self.countries.get(code) {
            return *number;
        }
        let next = self.countries.len() as u16;
        self.countries.insert(code.into(), next);
        next
    }

    /// The number of the entity with this identifier.
    pub fn id(&self, id: &str) -> Option<u32> {
        self.rows.position(id).map(|row| self.numbers[row])
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

    /// The first-level division that a place is or lies in.
    pub fn division(&self, entity: u32) -> Option<u32> {
        let facts = self.facts(entity);
        let within =
            || facts.parents.first().is_some_and(|above| self.facts(*above).parents.is_empty());
        self.region(entity).or_else(|| (facts.is_large && within()).then_some(entity))
    }

    pub fn kind(&self, entity: u32) -> EntityKind {
        self.facts(entity).kind
    }

    /// From 0 to 1: how likely others than the entity of `form` have it for a name, where it is one
    /// given name and one surname, by how frequent both are among the persons.
    pub fn chance(&self, form: &Form) -> f32 {
        if !form.has(flag::SHORT) {
            return 0.0;
        }
        let name = self.facts(form.entity).person.as_ref();
        let words = name.map(|name| (name.given(), name.first_surname()));
        let Some(([given], [surname])) = words else { return 0.0 };
        let count = |of: &FxHashMap<Word, Vec<u32>>, word| of.get(word).map_or(0, Vec::len) as f32;
        let persons = self.persons.max(1) as f32;
        let expected = count(&self.given, given) * count(&self.surnames, surname) / persons;
        ((expected / RARE).log10() / (FREQUENT / RARE).log10()).clamp(0.0, 1.0)
    }

    /// How many persons have these surnames together by chance.
    pub fn expected(&self, surnames: &[Word]) -> f32 {
        let share = |word: &Word| {
            self.surnames.get(word).map_or(0, Vec::len) as f32 / self.persons.max(1) as f32
        };
        surnames.iter().map(share).product::<f32>() * self.persons as f32
    }

    pub fn facts(&self, entity: u32) -> &Facts {
        &self.facts[entity as usize]
    }

    pub fn entity(&self, entity: u32) -> &Arc<Entity> {
        let number = entity as usize;
        self.entities[number].get_or_init(|| {
            let row = &self.rows[self.facts[number].row as usize];
            Arc::new(builder::entity(entity, row, self.generated.of(number)))
        })
    }

    /// The first day of the birth or beginning of an entity, where its row has one.
    pub fn begin(&self, entity: u32) -> Option<Day> {
        let facts = self.facts(entity);
        *facts.begin.get_or_init(|| self.rows[facts.row as usize].from()?.days().earliest)
    }

    /// Every entity, by identifier.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        (0..self.entities.len() as u32).map(|number| self.entity(number))
    }
}
