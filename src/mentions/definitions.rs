use std::sync::Arc;

use super::dictionary::{Form, flag};
use super::link::{Choice, Definition, Linker};
use super::people::{Bearer, Key};
use super::scan::Candidate;
use super::words::class;
use crate::model::{EntityKind, Referent, Via};
use crate::tokens::{Gap, Shape, Word};

/// The most tokens between a name and the nickname that it introduces.
const INTRODUCTION: usize = 10;
/// The most words of a nickname.
const NICKNAME: usize = 5;

/// A nickname or abbreviation that a text gives to the name before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defined {
    pub first: usize,
    pub last: usize,
}

impl<'a> Linker<'a> {
    /// What stands behind a person's name that ends with token `last` as a nickname: “X, alias
    /// “El Y””, “X, “El Y””, “X, known as El Y”.
    pub fn nickname_behind(&self, last: usize) -> Option<Defined> {
        let scan = &self.scan;
        let mut at = last + 1;
        let mut said = false;
        let mut comma = false;
        while at < scan.tokens.len() && at - last <= INTRODUCTION {
            let token = scan.tokens[at];
            if token.gap >= Gap::Line && scan.breaks(at) {
                return None;
            }
            if let Some(behind) = self.past_aka(at) {
                (at, said) = (behind, true);
                continue;
            }
            if let Some(behind) = self.past_age(at) {
                at = behind;
                continue;
            }
            let opened = scan.tokens[at - 1].word == scan.marks.open;
            if scan.marks.is_quote(scan.tokens, at) && (opened || token.gap != Gap::None) {
                let article = scan.is(at + 1, class::ARTICLE);
                return if said || (comma && article) {
                    self.quoted(at)
                } else {
                    self.quoted(at).filter(|found| comma && self.is_apposed(*found))
                };
            }
            let initial = at == last + 1 && token.word == scan.marks.stop && token.gap == Gap::None;
            let letter = scan.tokens[last].end - scan.tokens[last].start == 1;
            if initial && letter {
                at += 1;
                continue;
            }
            if token.word == scan.marks.comma || token.word == scan.marks.open {
                comma = true;
            } else if scan.is(at, class::ALIAS) {
                said = true;
            } else if said && token.shape.is_capitalized() {
                return self.unquoted(at);
            } else if !scan.is(at, class::INTRODUCING) || token.shape == Shape::Mark {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The token behind “a/k/a” at token `at`.
    fn past_aka(&self, at: usize) -> Option<usize> {
        let (tokens, marks) = (self.scan.tokens, self.scan.marks);
        let word = |n: usize| tokens.get(at + n).map(|token| token.word);
        let slash = Some(marks.slash);
        let letters = word(0) == word(4) && word(0) == Some(marks.letter_a);
        let aka =
            letters && word(1) == slash && word(2) == Some(marks.letter_k) && word(3) == slash;
        aka.then_some(at + 5)
    }

    /// The token behind an age at token `at`: “, 42,”, “, de 48 años,”.
    fn past_age(&self, at: usize) -> Option<usize> {
        let (tokens, marks) = (self.scan.tokens, self.scan.marks);
        let is_comma = |i: usize| tokens.get(i).is_some_and(|token| token.word == marks.comma);
        if !is_comma(at) {
            return None;
        }
        let of = usize::from(self.scan.is(at + 1, class::OF));
        let age = tokens.get(at + 1 + of)?;
        let is_age = age.shape == Shape::Number && age.end - age.start <= 2;
        let years = usize::from(tokens.get(at + 2 + of)?.shape == Shape::Lower);
        let behind = at + 2 + of + years;
        (is_age && of == years && is_comma(behind)).then_some(behind)
    }

    /// The forms that the dictionary has for the nickname behind a candidate: “Ismael Zambada
    /// “Mayito Flaco””.
    pub fn nickname_forms(&self, candidate: &Candidate) -> &'a [Form] {
        let direct = self.quoted_behind(candidate.last);
        let nickname = direct.or_else(|| self.nickname_behind(candidate.last));
        nickname.map_or(&[], |nickname| self.scan.forms_of(nickname.first, nickname.last))
    }

    /// The words between quotation marks right behind token `last`.
    fn quoted_behind(&self, last: usize) -> Option<Defined> {
        let token = self.scan.tokens.get(last + 1)?;
        let opens = token.gap != Gap::None && self.scan.marks.is_quote(self.scan.tokens, last + 1);
        if opens { self.quoted(last + 1) } else { None }
    }

    /// The nickname right behind token `last` that the dictionary has for `referent`.
    fn own_nickname(&self, referent: &Referent, last: usize) -> Option<Defined> {
        let entity = referent.entity()?.number;
        let found = self.quoted_behind(last)?;
        let forms = self.scan.forms_of(found.first, found.last);
        let own = |form: &Form| form.entity == entity && form.has(flag::NICKNAME);
        forms.iter().any(own).then_some(found)
    }

    /// Whether the quoted words are names alone, with a comma or the end of a clause behind them.
    fn is_apposed(&self, found: Defined) -> bool {
        let scan = &self.scan;
        let named = (found.first..=found.last).all(|i| {
            (scan.is_capital(i) && !scan.is(i, class::COMMON)) || scan.is(i, class::PARTICLE)
        });
        let mark = |i: usize| scan.tokens.get(i).map(|token| token.word);
        let marks = [Some(scan.marks.comma), Some(scan.marks.close)];
        let closes = |i: usize| marks.contains(&mark(i));
        // The comma stands within the quotation marks in English.
        named && (closes(found.last + 1) || closes(found.last + 2))
    }

    /// A further nickname behind one that ends with token `last`: “and “Metralleta””.
    pub fn further_nickname(&self, last: usize) -> Option<Defined> {
        let scan = &self.scan;
        let mut at = last + 1;
        while at < scan.tokens.len() && at - last <= INTRODUCTION {
            if let Some(behind) = self.past_aka(at) {
                at = behind;
                continue;
            }
            let token = scan.tokens[at];
            let quote = scan.marks.is_quote(scan.tokens, at);
            if quote && token.gap != Gap::None {
                return self.quoted(at);
            }
            let joint = token.word == scan.marks.comma
                || token.word == scan.marks.and_en
                || token.word == scan.marks.and_es
                || scan.marks.is_or(token.word)
                || quote;
            if !joint {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The words between the quotation mark `open` and its fellow.
    fn quoted(&self, open: usize) -> Option<Defined> {
        let scan = &self.scan;
        let close = (open + 2..scan.tokens.len().min(open + NICKNAME + 3))
            .find(|i| scan.tokens[*i].word == scan.tokens[open].word)?;
        let mut last = close - 1;
        while last > open + 1 && scan.tokens[last].shape == Shape::Mark {
            last -= 1;
        }
        // “(“Defendant”)” is what a court paper calls somebody, and no nickname.
        let role = last == open + 1 && scan.is(last, class::TITLE | class::COMMON);
        let named = !role && (scan.is_capital(open + 1) || scan.is_capital(last));
        named.then_some(Defined { first: open + 1, last })
    }

    /// The capitalised words from token `first`.
    fn unquoted(&self, first: usize) -> Option<Defined> {
        let scan = &self.scan;
        if scan.is(first, class::COMMON) && !scan.is(first, class::ARTICLE) {
            return None;
        }
        let mut last = first;
        while last + 1 < scan.tokens.len()
            && last - first + 1 < NICKNAME
            && scan.is_capital(last + 1)
            && scan.tokens[last + 1].gap == Gap::Space
        {
            last += 1;
        }
        let alone = last == first && scan.is(first, class::ARTICLE | class::COMMON);
        (!alone).then_some(Defined { first, last })
    }

    /// The nickname or abbreviation that follows the name from token `first` to `last`, which means
    /// `referent`.
    pub fn definition_behind(
        &self,
        referent: &Referent,
        first: usize,
        last: usize,
    ) -> Option<Defined> {
        match referent.kind() {
            EntityKind::Person => {
                self.nickname_behind(last).or_else(|| self.own_nickname(referent, last))
            }
            _ => self.abbreviation_behind(first, last),
        }
    }

    /// Takes the nickname or abbreviation `found` behind a name that means `referent`, and further
    /// nicknames; gives the token behind.
    pub fn take_definitions(&mut self, found: Defined, referent: &Referent) -> usize {
        if referent.kind() != EntityKind::Person {
            self.define(found, referent, Via::Defined);
            return found.last + 1;
        }
        let mut nickname = found;
        loop {
            self.define(nickname, referent, Via::Nickname);
            match self.further_nickname(nickname.last) {
                Some(further) => nickname = further,
                None => return nickname.last + 1,
            }
        }
    }

    pub fn define(&mut self, found: Defined, referent: &Referent, via: Via) {
        self.remember(found, referent, via);
        if let Referent::Known(entity) = referent {
            self.evidence.note(&self.gazetteer.dictionary, entity.number);
        }
        self.because(|_| "given by the document behind the name".into());
        self.add(found.first, found.last, Choice::only(referent.clone(), via, 0.9));
    }

    /// Gives the words found a meaning for the rest of the document; a nickname also without its
    /// article.
    pub fn remember(&mut self, found: Defined, referent: &Referent, via: Via) {
        let keys = self.keys(found);
        let article = self.scan.is(found.first, class::ARTICLE);
        if article && keys.len() > 1 && via == Via::Nickname {
            self.remember_keys(keys[1..].into(), referent, via);
        }
        self.remember_keys(keys, referent, via);
    }

    fn remember_keys(&mut self, keys: Box<[Key]>, referent: &Referent, via: Via) {
        let Some(first) = keys.first() else { return };
        let list = self.defined.entry(*first).or_default();
        if let Some(known) = list.iter_mut().find(|known| known.keys == keys) {
            known.referent = referent.clone();
        } else if list.len() < MOST_DEFINED {
            list.push(Definition { keys, referent: referent.clone(), via });
        }
    }

    /// The nickname that `alias` right before token `i` announces.
    pub fn alias_behind(&self, i: usize) -> Option<Defined> {
        let scan = &self.scan;
        let before = i.checked_sub(1)?;
        if scan.is(before, class::ALIAS_WORD) {
            return self.unquoted(i);
        }
        if !scan.marks.is_quote(scan.tokens, before) {
            return None;
        }
        // “alias “El Y””, “con los alias de “El Y””
        let word = before.checked_sub(1)?;
        let word = word.checked_sub(usize::from(scan.is(word, class::OF)))?;
        if scan.is(word, class::ALIAS_WORD) { self.quoted(before) } else { None }
    }

    fn keys(&mut self, found: Defined) -> Box<[Key]> {
        let text = self.document.text();
        let words = found.first..=found.last;
        words.map(|i| self.people.key(&self.scan, text, i)).collect()
    }

    /// What the document has defined for the words at token `i`, with the last token.
    pub fn defined_at(&self, i: usize) -> Option<(usize, Referent, Via)> {
        if self.defined.is_empty() || !self.scan.is_capital(i) {
            return None;
        }
        let text = self.document.text();
        let key = |i: usize| self.people.key_of_known(&self.scan, text, i);
        let list = self.defined.get(&key(i)?)?;
        let fits = |keys: &[Key]| {
            (i..).zip(keys).all(|(i, k)| i < self.scan.tokens.len() && key(i) == Some(*k))
        };
        let found = list.iter().filter(|known| fits(&known.keys)).max_by_key(|d| d.keys.len());
        found.map(|known| (i + known.keys.len() - 1, known.referent.clone(), known.via))
    }

    /// The entity that an unlisted person's name and the nickname behind it mean together: one
    /// with the nickname and the first given name or the surname.
    pub fn by_nickname(&self, candidate: &Candidate) -> Option<u32> {
        let nickname = self.nickname_behind(candidate.last)?;
        let dictionary = &self.gazetteer.dictionary;
        let known = self.scan.known_at(nickname.first).filter(|c| c.last == nickname.last)?;
        let words = self.words_of(candidate);
        let fits = |entity: u32| {
            let person = dictionary.facts(entity).person.as_ref();
            person.is_some_and(|name| {
                let given = name.given().first().is_some_and(|given| words[0] == *given);
                let surname = name.first_surname().iter().any(|word| words[1..].contains(word));
                given || surname
            })
        };
        let mut entities: Vec<u32> =
            known.forms.iter().map(|form| form.entity).filter(|entity| fits(*entity)).collect();
        entities.sort_unstable();
        entities.dedup();
        if let [entity] = entities[..] { Some(entity) } else { None }
    }

    /// The vocabulary's words of a candidate.
    pub fn words_of(&self, candidate: &Candidate) -> Vec<Word> {
        let tokens = super::persons::keys(&self.scan, candidate);
        tokens.iter().map(|i| self.scan.tokens[*i].word).collect()
    }

    /// The bearer as the dictionary or the document has it.
    pub fn referent(&self, bearer: Bearer) -> Referent {
        match bearer {
            Bearer::Known(entity) => {
                Referent::Known(self.gazetteer.dictionary.entity(entity).clone())
            }
            Bearer::Unlisted(name) => {
                Referent::Unlisted { name: Arc::clone(&name), kind: EntityKind::Person }
            }
        }
    }
}

/// How many definitions with one first word are kept.
const MOST_DEFINED: usize = 32;
