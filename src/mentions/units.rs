//! Parts of armed groups, buildings and the like named with a person's name or a number, and families.

use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::EntityKind;
use crate::tokens::{Gap, Shape};

/// The most words of a name.
const LONGEST: usize = 4;
/// The most digits of a unit's number.
const MOST_DIGITS: u32 = 3;

impl<'a> Scan<'a> {
    /// What is named with a word such as “frente” in small letters at token `i` and somebody's name:
    /// “el frente Aurelio Rodríguez”, “la columna móvil Alirio Torres”, “el estadio Hernando Siles”; or
    /// a group's unit with a number: “del frente 59”.
    pub fn unit_at(&self, i: usize) -> Option<Candidate<'a>> {
        let kind = self.kind(i).unit?;
        let before = i.checked_sub(1)?;
        // “el frente”, “del frente”, but “de frente”
        let of = self.is(before, class::OF) && !self.is(before, class::LOCATIVE);
        let called = self.kind(before).criminal.is_some();
        if !of && !called && !self.is(before, class::ARTICLE) {
            return None;
        }
        let number = self.tokens.get(i + 1)?;
        let short = number.shape == Shape::Number && number.end - number.start <= MOST_DIGITS;
        if short && number.gap == Gap::Space && kind == EntityKind::Cartel {
            return Some(self.candidate(i, i + 1, kind));
        }
        let adjective =
            self.tokens.get(i + 1)?.shape == Shape::Lower && self.is(i + 1, class::ADJECTIVE);
        let first = i + 1 + usize::from(adjective);
        let named = |j: &usize| {
            self.is_capital(*j)
                && self.tokens[*j].gap == Gap::Space
                && !self.is(*j, class::COMMON | class::TITLE)
        };
        let words = (first..self.tokens.len()).take(LONGEST).take_while(named).count();
        let person = self.is(first, class::GIVEN | class::GIVEN_WEAK) && words > 1;
        person.then(|| self.candidate(i, first + words - 1, kind))
    }

    /// A family named with the article of several: “los Arizabaleta”.
    pub fn family_at(&self, i: usize) -> Option<Candidate<'a>> {
        let before = i.checked_sub(1)?;
        let article = self.tokens[before];
        if article.word != self.marks.los || article.shape.is_capitalized() {
            return None;
        }
        let run = self.person_run(i)?;
        let surname =
            |j: &usize| self.is(*j, class::SURNAME) && self.tokens[*j].shape == Shape::Capital;
        let surnames = run.len() < 3 && run.iter().all(surname);
        let last = *run.last().filter(|_| surnames)?;
        Some(self.candidate(i, last, EntityKind::Organization))
    }
}
