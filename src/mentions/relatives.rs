//! Given names alone that mean a relative of somebody named: “his brother Joaquín”.

use super::definitions::Defined;
use super::link::{Choice, Linker, RELATIVE};
use super::scan::Candidate;
use super::words::class;
use crate::model::{EntityKind, Referent, Via};
use crate::tokens::{Gap, Word};

/// Why two surnames mean somebody.
pub(super) const BY_SURNAMES: &str = "both surnames of only one whom the dictionary has";
/// The most given names before the full one of a list.
const MOST_SIBLINGS: usize = 4;
/// How many persons of the dictionary may have two surnames by chance for them to tell one.
const RARE_SURNAMES: f32 = 0.05;
/// From which salience on somebody is known by the surnames alone.
const WELL_KNOWN: f32 = 0.35;

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
                    // Of “José de Jesús” the last is used as well.
                    let ends = own.ends_with(given);
                    (starts || ends) && name.first_surname() == other.first_surname()
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

    /// Takes a given name alone at token `i`, where a relative's word stands before it or it shares
    /// the surname of the full name behind: “su hijo Omar”, “Pedro and Margarito Flores”.
    pub fn given_at(&mut self, i: usize) -> Option<usize> {
        let scan = self.scan;
        let alone = scan.is(i, class::GIVEN) && !scan.is_capital(i + 1) && !scan.is_initial(i);
        if !alone {
            return None;
        }
        let comma = i > 0 && scan.tokens[i - 1].word == scan.marks.comma;
        let before = i.checked_sub(1 + usize::from(comma));
        let kin = || before.is_some_and(|word| scan.is(word, class::KIN) && !scan.is_capital(word));
        let full = self.full_behind(i);
        if full.is_none() && !kin() {
            return None;
        }
        let referent = self.named_with(i, full.as_ref());
        self.remember(Defined { first: i, last: i }, &referent, Via::Short);
        self.because(|_| "a given name beside a relative's".into());
        Some(self.take(i, i, Choice::only(referent, Via::Pattern, 0.5)))
    }

    /// Takes two surnames at token `i`, where a sentence may begin, for the one who is known by them.
    pub fn surnames_at(&mut self, i: usize) -> Option<usize> {
        let last = self.scan.marks.next(self.scan.tokens, i).filter(|last| *last == i + 1)?;
        let named = |i: usize| self.scan.is_capital(i) && !self.scan.is(i, class::COMMON);
        if !named(i) || !named(last) || self.scan.is_capital(last + 1) {
            return None;
        }
        let known = self.by_surnames(&self.scan.candidate(i, last, EntityKind::Person))?;
        self.because(|_| BY_SURNAMES.into());
        let referent = Referent::Known(self.dictionary().entity(known).clone());
        Some(self.take(i, last, Choice::only(referent, Via::Short, 0.7)))
    }

    /// Whom the given name at token `i` means beside the full name of a relative.
    fn named_with(&self, i: usize, full: Option<&Candidate>) -> Referent {
        let (scan, text) = (self.scan, self.document.text());
        let entities = full.into_iter().flat_map(|full| full.fitting()).map(|form| form.entity);
        let relative = |entity| self.relative(&[scan.tokens[i].word], entity);
        if let Some(known) = entities.filter_map(relative).next() {
            return Referent::Known(self.dictionary().entity(known).clone());
        }
        let mut name = scan.tokens.span(i, i).of(text).to_owned();
        if let Some(full) = full {
            let surname = (full.first + 1..full.last).find(|j| !scan.is(*j, class::GIVEN));
            name.push(' ');
            name.push_str(scan.tokens.span(surname.unwrap_or(full.last), full.last).of(text));
        }
        Referent::Unlisted { name: name.into(), kind: EntityKind::Person }
    }

    /// The full name with which a list of given names from token `i` on ends.
    fn full_behind(&self, i: usize) -> Option<Candidate<'_>> {
        let (scan, marks) = (&self.scan, self.scan.marks);
        let is_person = |full: &Candidate| {
            let known = |entity| self.dictionary().kind(entity) == EntityKind::Person;
            full.last > full.first
                && (full.pattern == Some(EntityKind::Person)
                    || full.fitting().any(|form| known(form.entity)))
        };
        let mut at = i;
        for _ in 0..MOST_SIBLINGS {
            let joint = scan.tokens.get(at + 1)?;
            let and = [marks.and_en, marks.and_es].contains(&joint.word);
            if (!and && joint.word != marks.comma) || !scan.is(at + 2, class::GIVEN) {
                return None;
            }
            if and {
                return scan.candidate_at(at + 2).filter(is_person);
            }
            at += 2;
        }
        None
    }

    /// The person of the dictionary whose two surnames are the candidate, where hardly anybody else
    /// has both or this one is far better known: “Zambada García”.
    pub fn by_surnames(&self, candidate: &Candidate) -> Option<u32> {
        let words = self.words_of(candidate);
        let dictionary = self.dictionary();
        let full = |entity: &u32| {
            let name = dictionary.facts(*entity).person.as_ref();
            name.is_some_and(|name| name.surnames() == words && name.second_surname().len() == 1)
        };
        if words.len() != 2 {
            return None;
        }
        let mut bearers: Vec<u32> =
            dictionary.with_surnames(&words).into_iter().filter(full).collect();
        let salience = |entity: u32| dictionary.facts(entity).salience;
        bearers.sort_by(|a, b| salience(*b).total_cmp(&salience(*a)));
        let best = *bearers.first()?;
        let rare = bearers.len() == 1 && dictionary.expected(&words) < RARE_SURNAMES;
        let others = bearers.get(1).map_or(0.0, |other| salience(*other));
        let known = salience(best) > WELL_KNOWN.max(2.0 * others);
        ((rare || known) && !self.evidence.is_foreign(dictionary, best)).then_some(best)
    }

    /// Whether a word such as “brother” or “hijos” stands shortly before token `i`.
    pub fn has_kin_before(&self, i: usize) -> bool {
        let scan = &self.scan;
        (1..=2).filter_map(|n| i.checked_sub(n)).any(|j| scan.is(j, class::KIN))
    }
}
