//! Further forms of the names of bodies: with an ordinal before, a company's abbreviation behind,
//! or an office in the possessive.

use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::EntityKind;
use crate::tokens::{Gap, Shape};

/// The most words of an office behind its county: “District Attorney's Office”.
const LONGEST_OFFICE: usize = 4;
/// The most words before the sort of a group: “Kraze Barye gang”.
const LONGEST_CLAN: usize = 3;
/// The most letters of the abbreviation of a company's sort.
const LONGEST_SORT: usize = 4;
/// The most words of a company's name.
const LONGEST_COMPANY: usize = 6;

impl<'a> Scan<'a> {
    /// A body whose name begins with an ordinal: “Segundo Tribunal Colegiado”.
    pub fn numbered_body(&self, i: usize) -> Option<Candidate<'a>> {
        let next = self.marks.next(self.tokens, i).filter(|_| self.is(i, class::ORDINAL))?;
        let head = self.kind(next).head?;
        let fits = head.kind == EntityKind::Agency && self.is_capital(next);
        let body = if fits { self.headed(next, head) } else { None };
        Some(Candidate { first: i, ..body? })
    }

    /// The last token of a body of the county or the like that ends with token `last`: “Maverick
    /// County” “Sheriff's Office”, “Superior Court”.
    pub fn office_end(&self, last: usize) -> Option<usize> {
        let mut at = last;
        for _ in 0..LONGEST_OFFICE {
            let token = self.tokens.get(at + 1)?;
            let possessive = token.gap == Gap::None && token.shape == Shape::Lower;
            let next = at + 1 + usize::from(possessive && at > last);
            let token = self.tokens.get(next)?;
            if token.shape != Shape::Capital || token.gap != Gap::Space || self.breaks(next) {
                return None;
            }
            if self.kind(next).tail == Some(EntityKind::Agency) {
                return Some(next);
            }
            at = next;
        }
        None
    }

    /// A group of strange name with its sort in small letters behind: “the Rotela clan”.
    pub fn clan_at(&self, i: usize) -> Option<Candidate<'a>> {
        let named = |j: usize| {
            let other = class::COMMON | class::ADJECTIVE | class::DEMONYM | class::TITLE;
            self.is_capital(j) && !self.is(j, other)
        };
        let words = (i..self.tokens.len()).take(LONGEST_CLAN).take_while(|j| named(*j)).count();
        let sort = i + words;
        let kind = self.kinds.of(self.tokens.get(sort)?.word).small_tail?;
        let small = self.tokens[sort].shape == Shape::Lower && self.tokens[sort].gap == Gap::Space;
        let fits = words > 0 && small && !self.is_initial(i) && self.known_at(i).is_none();
        fits.then(|| self.candidate(i, sort, kind))
    }

    /// A company named from token `i` with the abbreviation of its sort behind: “Transportes
    /// Lozano, S.A. de C.V.”.
    pub fn company_at(&self, i: usize) -> Option<Candidate<'a>> {
        if self.is(i, class::COMMON | class::ARTICLE) {
            return None;
        }
        let mut last = i;
        for _ in 0..LONGEST_COMPANY {
            if let Some(end) = self.company_end(last) {
                let named = !self.is_known(i, last);
                return named.then(|| self.candidate(i, end, EntityKind::Organization));
            }
            let next = self.marks.next(self.tokens, last)?;
            let and = [self.marks.and_en, self.marks.and_es].contains(&self.tokens[next].word);
            let joined = self.is(next, class::OF) || and;
            let named = if joined { self.marks.next(self.tokens, next)? } else { next };
            if !self.is_capital(named) || self.breaks(named) {
                return None;
            }
            last = named;
        }
        None
    }

    /// The last token of the abbreviation that tells a company's sort behind token `last`.
    fn company_end(&self, last: usize) -> Option<usize> {
        let comma = self.tokens.get(last + 1).is_some_and(|t| t.word == self.marks.comma);
        let mut at = last + 1 + usize::from(comma);
        let begun = self.sort_at(at)?;
        at = begun;
        // “S.A. de C.V.”, “S. de R.L. de C.V.”
        while self.is(at + 1, class::OF)
            && let Some(end) = self.sort_at(at + 2)
        {
            at = end;
        }
        Some(at)
    }

    /// The last token of one abbreviation of a company's sort at token `i`.
    fn sort_at(&self, i: usize) -> Option<usize> {
        let token = self.tokens.get(i).filter(|token| token.shape.is_capitalized())?;
        if let Some(last) = self.spelled_sort_at(i) {
            return Some(last);
        }
        // “San Diego, CA” is no company.
        let is_state = token.shape == Shape::Upper && token.end - token.start == 2;
        if !self.kind(i).sort || is_state {
            return None;
        }
        let stop = self.tokens.get(i + 1).is_some_and(|stop| {
            stop.word == self.marks.stop && stop.gap == Gap::None && self.is(i + 2, class::OF)
        });
        // “U S” is no company either.
        let letter = token.end - token.start == 1;
        (stop || !letter).then_some(i + usize::from(stop))
    }

    /// The last letter of an abbreviation of a company's sort with spaces between: “S. A.”, “S. R. L.”.
    fn spelled_sort_at(&self, i: usize) -> Option<usize> {
        let letter = |j: usize| {
            let (token, stop) = (self.tokens.get(j)?, self.tokens.get(j + 1)?);
            let single = token.shape.is_capitalized() && token.end - token.start == 1;
            let stopped = stop.word == self.marks.stop && stop.gap == Gap::None;
            (single && stopped && token.gap == Gap::Space).then_some(token.word)
        };
        // “Juan S. A. Pérez” is no company.
        let starts = letter(i) == Some(self.marks.letter_s);
        let letters = (i..).step_by(2).take(LONGEST_SORT).take_while(|j| letter(*j).is_some());
        let last = letters.last().filter(|last| starts && *last > i)?;
        (!self.is_capital(last + 2)).then_some(last)
    }
}
