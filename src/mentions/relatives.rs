//! Given names alone that mean a relative of somebody named: “his brother Joaquín”.

use super::link::{Choice, Linker, RELATIVE};
use super::scan::Candidate;
use super::words::class;
use crate::model::{EntityKind, Referent, Via};
use crate::tokens::{Gap, Word};

impl Linker<'_> {
    /// The person whom given names alone mean beside a relative's full name.
    pub fn relative_at(&self, candidate: &Candidate, next: Option<&Candidate>) -> Option<u32> {
        let words = self.words_of(candidate);
        if let Some(next) = next {
            let between = candidate.last + 1..next.first;
            let joined = between.len() == 1 && {
                let word = self.scan.tokens[between.start].word;
                let marks = self.scan.marks;
                [marks.and_en, marks.and_es, marks.comma].contains(&word)
            };
            let person = next
                .fitting()
                .map(|form| form.entity)
                .find(|entity| self.dictionary().kind(*entity) == EntityKind::Person);
            if let Some(person) = person.filter(|_| joined)
                && let Some(relative) = self.relative(&words, person)
            {
                return Some(relative);
            }
        }
        if !self.has_kin_before(candidate.first) {
            return None;
        }
        self.people.recent().find_map(|entity| self.relative(&words, entity))
    }

    /// Takes given names at token `i`, behind a word such as “brother”, for a relative of the
    /// person named last.
    pub fn kin_at(&mut self, i: usize) -> Option<usize> {
        let mut last = i;
        let mut words = Vec::new();
        let mut found = None;
        while self.scan.is_capital(last) && words.len() < 3 {
            words.push(self.scan.tokens[last].word);
            let relative = self.people.recent().find_map(|of| self.relative(&words, of));
            if let Some(relative) = relative {
                found = Some((last, relative));
            }
            let Some(next) = self.scan.marks.next(self.scan.tokens, last) else { break };
            last = next;
        }
        let (last, relative) = found?;
        if self.scan.is_capital(last + 1) && self.scan.tokens[last + 1].gap < Gap::Line {
            return None;
        }
        self.because(|_| RELATIVE.into());
        let referent = Referent::Known(self.dictionary().entity(relative).clone());
        Some(self.take(i, last, Choice::only(referent, Via::Short, 0.75)))
    }

    /// The person of the dictionary whose given names are `given` and who has the same surname as
    /// a person named beside: “his brother Joaquín”, “Miguel Ángel and Omar Treviño Morales”.
    pub fn relative(&self, given: &[Word], of: u32) -> Option<u32> {
        let dictionary = &self.gazetteer.dictionary;
        let other = dictionary.facts(of).person.as_ref()?;
        let fits = |entity: &u32| {
            let name = dictionary.facts(*entity).person.as_ref();
            *entity != of
                && name.is_some_and(|name| {
                    let own = name.all_given();
                    let starts = own.len() >= given.len() && own[..given.len()] == *given;
                    starts && name.first_surname() == other.first_surname()
                })
        };
        let all = dictionary.given.get(given.first()?)?;
        let relatives: Vec<u32> = all.iter().copied().filter(fits).collect();
        let full = |entity: &&u32| {
            let name = dictionary.facts(**entity).person.as_ref();
            name.is_some_and(|name| name.second_surname() == other.second_surname())
        };
        match relatives[..] {
            [] => None,
            [one] => Some(one),
            _ => {
                let same: Vec<&u32> = relatives.iter().filter(full).collect();
                let known = |entity: &&&u32| self.evidence.is_established(***entity);
                let named: Vec<&&u32> = same.iter().filter(known).collect();
                match (&same[..], &named[..]) {
                    (_, [one]) => Some(***one),
                    ([one], _) => Some(**one),
                    _ => None,
                }
            }
        }
    }

    /// Whether a word such as “brother” or “hijos” stands shortly before token `i`.
    pub fn has_kin_before(&self, i: usize) -> bool {
        let scan = &self.scan;
        (1..=2).filter_map(|n| i.checked_sub(n)).any(|j| scan.is(j, class::KIN))
    }
}
