use std::cmp::Reverse;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::dictionary::Dictionary;
use super::persons;
use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::EntityKind;
use crate::tokens::{Shape, Word, fold};

/// A word of a document: its number in the vocabulary, or one given here to a word without.
pub(super) type Key = u32;

/// The first number for words that the vocabulary lacks.
const LOCAL: Key = 1 << 31;

/// Whom a name means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bearer {
    /// An entity of the dictionary.
    Known(u32),
    /// A name that the dictionary lacks: its longest form in the document.
    Unlisted(Arc<str>),
}

/// How many persons named last are looked at for relatives.
const RECENT: usize = 6;
/// How many bearers of one short form are told apart in a document.
const MOST_BEARERS: usize = 64;

/// The persons of a document with the short forms that their full ones allow.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    local: FxHashMap<String, Key>,
    persons: Vec<Person>,
    places: FxHashMap<Bearer, usize>,
    /// The persons named last, latest last.
    recent: Vec<Bearer>,
    shorts: FxHashMap<Key, Vec<Short>>,
    /// The longest form of each full form of an unlisted person.
    forms: FxHashMap<Vec<Key>, Arc<str>>,
}

#[derive(Clone, Debug)]
struct Person {
    bearer: Bearer,
    /// The sentence in which the person was named last, and the first token that did there.
    last: Option<(usize, Reverse<usize>)>,
    count: u32,
    /// Whether the surnames alone may mean this one.
    full: bool,
    /// The token from which on short forms may mean this one.
    since: usize,
}

#[derive(Clone, Debug)]
struct Short {
    keys: Box<[Key]>,
    person: usize,
    /// A given name, or the second surname, which texts use more rarely.
    rare: bool,
}

/// Which of two bearers the words before a short form mean.
#[derive(Clone, Copy, Debug)]
enum Age {
    Elder,
    Younger,
}

/// A short form found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The last token.
    pub last: usize,
    pub bearer: Bearer,
    /// Another bearer with as much evidence.
    pub rival: Option<Bearer>,
    pub rare: bool,
}

impl People {
    /// The key of token `i`.
    pub fn key(&mut self, scan: &Scan, text: &str, i: usize) -> Key {
        let token = scan.tokens[i];
        if token.word != Word::UNKNOWN {
            return token.word.0;
        }
        let next = LOCAL + self.local.len() as Key;
        *self.local.entry(fold(token.span().of(text))).or_insert(next)
    }

    /// The key of token `i`, where its word was given one.
    pub fn key_of_known(&self, scan: &Scan, text: &str, i: usize) -> Option<Key> {
        let token = scan.tokens[i];
        match token.word {
            Word::UNKNOWN if self.local.is_empty() => None,
            Word::UNKNOWN => self.local.get(&fold(token.span().of(text))).copied(),
            word => Some(word.0),
        }
    }

    /// Adds an entity of the dictionary with its short forms, once.
    pub fn add_known(&mut self, dictionary: &Dictionary, entity: u32) {
        let Some(name) = &dictionary.facts(entity).person else { return };
        let known = self.find(&Bearer::Known(entity));
        if known.is_some_and(|person| self.persons[person].full) {
            return;
        }
        let person = known.unwrap_or_else(|| self.add(Bearer::Known(entity)));
        self.persons[person].full = true;
        self.persons[person].since = 0;
        self.add_short(person, keys(name.surnames()), false);
        self.add_short(person, keys(name.first_surname()), false);
        self.add_short(person, keys(name.shortest_surname()), false);
        self.add_short(person, keys(name.all_given()), true);
        self.add_short(person, keys(name.given()), true);
        if name.second_surname().len() == 1 {
            self.add_short(person, keys(name.second_surname()), true);
        }
    }

    /// Adds the surname of a name that is not the person's own, from token `first` to `last`:
    /// “Manuel Marulanda” for Pedro Antonio Marín, “Marulanda”.
    pub fn add_other_name(
        &mut self,
        scan: &Scan,
        text: &str,
        entity: u32,
        first: usize,
        last: usize,
    ) {
        let named = first < last && scan.is(first, class::GIVEN);
        let own = scan.dictionary.facts(entity).person.as_ref();
        let word = scan.tokens[last].word;
        let known = own.is_some_and(|name| name.surnames().contains(&word));
        let surname = !scan.is(last, class::COMMON | class::TITLE | class::SUFFIX);
        if named && surname && !known && scan.is_capital(last) {
            let key = self.key(scan, text, last);
            if let Some(person) = self.find(&Bearer::Known(entity)) {
                self.add_short(person, std::iter::once(key), false);
            }
        }
    }

    /// Adds an entity of the dictionary that the document names with its family alone: “the
    /// brothers Arellano Félix”, at token `at`, so that given names behind may mean it.
    pub fn add_relative(&mut self, dictionary: &Dictionary, entity: u32, at: usize) {
        let Some(name) = &dictionary.facts(entity).person else { return };
        if self.find(&Bearer::Known(entity)).is_none() {
            let person = self.add(Bearer::Known(entity));
            self.persons[person].since = at;
            self.add_short(person, keys(name.all_given()), true);
            self.add_short(person, keys(name.given()), true);
        }
    }

    /// Adds the persons of `candidates` whom the dictionary lacks, shorter forms of a name with
    /// the longest.
    pub fn add_unlisted(&mut self, scan: Scan, text: &str, candidates: &[Candidate]) {
        let is_person =
            |c: &&Candidate| c.pattern == Some(EntityKind::Person) && c.fitting().next().is_none();
        let mut names: Vec<(Vec<Key>, &Candidate)> = Vec::new();
        for candidate in candidates.iter().filter(is_person) {
            let tokens = persons::keys(&scan, candidate);
            let keys: Vec<Key> = tokens.iter().map(|i| self.key(&scan, text, *i)).collect();
            names.push((keys, candidate));
        }
        names.sort_by_key(|(keys, candidate)| (Reverse(keys.len()), candidate.first));
        let mut known: FxHashMap<Vec<Key>, Arc<str>> = FxHashMap::default();
        for (keys, candidate) in names {
            if keys.len() < 2 || known.contains_key(&keys) || self.is_of_known(&keys) {
                continue;
            }
            let longer = self.forms.get(&keys).cloned();
            let name = longer.unwrap_or_else(|| {
                let name: Arc<str> =
                    scan.tokens.span(candidate.first, candidate.last).of(text).into();
                self.add_person(&scan, &keys, candidate, name.clone());
                name
            });
            known.insert(keys, name);
        }
        self.forms.extend(known);
    }

    /// Whether the words are a short form of somebody whom the dictionary has: “García Ábrego”.
    fn is_of_known(&self, keys: &[Key]) -> bool {
        let of_known = |short: &Short| {
            *short.keys == *keys && matches!(self.persons[short.person].bearer, Bearer::Known(_))
        };
        self.shorts.get(&keys[0]).is_some_and(|shorts| shorts.iter().any(of_known))
    }

    /// Adds an unlisted person with the forms that its longest one allows.
    fn add_person(&mut self, scan: &Scan, keys: &[Key], candidate: &Candidate, name: Arc<str>) {
        let tokens = persons::keys(scan, candidate);
        let (given, double) = persons::given_names(scan, &tokens);
        let person = self.add(Bearer::Unlisted(name.clone()));
        let last = keys.len() - 1;
        self.add_short(person, keys[given..].iter().copied(), false);
        let first = tokens[given..].iter().take_while(|i| scan.is(**i, class::PARTICLE)).count();
        self.add_short(
            person,
            keys[given..(given + first + 1).min(keys.len())].iter().copied(),
            false,
        );
        self.add_short(person, keys[..given].iter().copied(), true);
        let small = class::PARTICLE | class::SUFFIX;
        let plain = tokens[last - 1..].iter().all(|i| !scan.is(*i, small));
        if keys.len() > 3 && given + 1 < last && !double && plain {
            // Of four words and more the last two are surnames, however rare the given names.
            self.add_short(person, keys[last - 1..last].iter().copied(), false);
            self.add_short(person, keys[last - 1..].iter().copied(), false);
            self.forms.insert(keys[last - 1..].to_vec(), name.clone());
        }
        if keys.len() > given + 1 {
            self.forms.insert(keys[given..].to_vec(), name.clone());
        }
        if last > given {
            self.add_short(person, std::iter::once(keys[last]), true);
            // The second surname dropped, and the first given name alone with the surnames.
            self.forms.insert(keys[..last].to_vec(), name.clone());
        }
        if given > 1 {
            let short = [&keys[..1], &keys[given..]].concat();
            self.forms.insert(short, name);
        }
    }

    /// The longest form of the unlisted person whom `candidate` names.
    pub fn unlisted(&self, scan: &Scan, text: &str, candidate: &Candidate) -> Option<Arc<str>> {
        let tokens = persons::keys(scan, candidate);
        let keys: Option<Vec<Key>> =
            tokens.iter().map(|i| self.key_of_known(scan, text, *i)).collect();
        self.forms.get(&keys?).cloned()
    }

    fn add(&mut self, bearer: Bearer) -> usize {
        self.places.insert(bearer.clone(), self.persons.len());
        let full = matches!(bearer, Bearer::Unlisted(_));
        self.persons.push(Person { bearer, last: None, count: 0, full, since: 0 });
        self.persons.len() - 1
    }

    fn add_short(&mut self, person: usize, keys: impl Iterator<Item = Key> + Clone, rare: bool) {
        let Some(first) = keys.clone().next() else { return };
        let shorts = self.shorts.entry(first).or_default();
        let is_known =
            |short: &Short| short.person == person && short.keys.iter().copied().eq(keys.clone());
        if shorts.len() < MOST_BEARERS && !shorts.iter().any(is_known) {
            shorts.push(Short { keys: keys.collect(), person, rare });
        }
    }

    fn find(&self, bearer: &Bearer) -> Option<usize> {
        self.places.get(bearer).copied()
    }

    /// Notes that `bearer` is named at token `at` of sentence `sentence`.
    pub fn note(&mut self, bearer: &Bearer, sentence: usize, at: usize) {
        if let Some(person) = self.find(bearer) {
            let person = &mut self.persons[person];
            person.count += 1;
            if person.last.is_none_or(|(last, _)| last != sentence) {
                person.last = Some((sentence, Reverse(at)));
            }
            self.recent.retain(|other| other != bearer);
            self.recent.push(bearer.clone());
            if self.recent.len() > RECENT {
                self.recent.remove(0);
            }
        }
    }

    /// The persons of the dictionary named last, latest first.
    pub fn recent(&self) -> impl Iterator<Item = u32> + '_ {
        self.recent.iter().rev().filter_map(|bearer| match bearer {
            Bearer::Known(entity) => Some(*entity),
            Bearer::Unlisted(_) => None,
        })
    }

    /// The person whom a short form at token `i` names: of those with the longest form, the one
    /// named most recently.
    pub fn short_at(&self, scan: &Scan, text: &str, i: usize) -> Option<Found> {
        let dictionary = scan.dictionary;
        let before = i.checked_sub(1);
        let is = |classes: u32| before.is_some_and(|i| scan.is(i, classes));
        let age = match (is(class::ELDER), is(class::YOUNGER)) {
            (true, false) => Some(Age::Elder),
            (false, true) => Some(Age::Younger),
            _ => None,
        };
        let shorts = self.shorts.get(&self.key_of_known(scan, text, i)?)?;
        let rank = |short: &Short| (short.keys.len(), !short.rare);
        let mut rivals: Vec<&Short> = Vec::new();
        let mut end = i;
        for short in shorts {
            let greatest = rivals.first().map(|other| rank(other));
            let person = &self.persons[short.person];
            // Given names alone mean one who was named before.
            let unnamed = short.rare && person.full && person.last.is_none();
            if unnamed
                || i < person.since
                || greatest.is_some_and(|greatest| greatest > rank(short))
            {
                continue;
            }
            let Some(last) = self.match_at(scan, text, i, &short.keys) else { continue };
            if greatest != Some(rank(short)) {
                rivals.clear();
            }
            rivals.push(short);
            end = last;
        }
        rivals.sort_by_key(|short| {
            let person = &self.persons[short.person];
            // Named before: in the latest sentence, and there first; else the most often.
            (Reverse(person.last), Reverse(person.count), short.person)
        });
        if let Some(chosen) = age.and_then(|age| self.by_age(dictionary, &rivals, age)) {
            rivals = vec![chosen];
        }
        let chosen = *rivals.first()?;
        let rival = rivals.get(1).filter(|other| {
            let (a, b) = (&self.persons[chosen.person], &self.persons[other.person]);
            a.last.is_none() && b.last.is_none()
        });
        Some(Found {
            last: end,
            bearer: self.persons[chosen.person].bearer.clone(),
            rival: rival.map(|short| self.persons[short.person].bearer.clone()),
            rare: chosen.rare,
        })
    }

    /// The only person whose given names are the tokens `first` to `last`, beside `own`.
    pub fn only_given(
        &self,
        scan: &Scan,
        text: &str,
        (first, last): (usize, usize),
        own: Option<&Bearer>,
    ) -> Option<&Bearer> {
        let shorts = self.shorts.get(&self.key_of_known(scan, text, first)?)?;
        let fits = |short: &&Short| self.match_at(scan, text, first, &short.keys) == Some(last);
        let bearers = shorts.iter().filter(fits).map(|short| &self.persons[short.person].bearer);
        let mut others = bearers.filter(|bearer| Some(*bearer) != own);
        let only = others.next()?;
        others.all(|other| other == only).then_some(only)
    }

    /// The oldest or youngest of the bearers, by the dictionary's years of birth.
    fn by_age<'a>(
        &self,
        dictionary: &Dictionary,
        shorts: &[&'a Short],
        age: Age,
    ) -> Option<&'a Short> {
        let born = |short: &&&Short| match self.persons[short.person].bearer {
            Bearer::Known(entity) => dictionary.begin(entity),
            Bearer::Unlisted(_) => None,
        };
        let dated = shorts.iter().filter(|short| born(short).is_some());
        match age {
            Age::Elder => dated.min_by_key(born).copied(),
            Age::Younger => dated.max_by_key(born).copied(),
        }
    }

    fn match_at(&self, scan: &Scan, text: &str, first: usize, keys: &[Key]) -> Option<usize> {
        let mut at = first;
        for (n, key) in keys.iter().enumerate() {
            if n > 0 {
                at = scan.marks.next(scan.tokens, at)?;
            }
            let token = scan.tokens[at];
            let cased = token.shape.is_capitalized() || scan.is(at, class::PARTICLE);
            if token.shape == Shape::Mark || !cased {
                return None;
            }
            if self.key_of_known(scan, text, at)? != *key {
                return None;
            }
        }
        // “Medina” is not the name of “Medina-Escobar”.
        let half = scan.marks.next(scan.tokens, at).is_some_and(|next| {
            next == at + 2 && scan.tokens[at + 1].word == scan.marks.hyphen && scan.is_capital(next)
        });
        (!half).then_some(at)
    }
}

/// The keys of words that the vocabulary has.
fn keys(words: &[Word]) -> impl Iterator<Item = Key> + Clone + '_ {
    words.iter().map(|word| word.0)
}
