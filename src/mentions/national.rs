//! Bodies whose country the words beside them tell.

use super::dictionary::{Form, flag};
use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::EntityKind;
use crate::tokens::{Gap, Shape};

impl<'a> Scan<'a> {
    /// The countries that adjectives tell, once for each.
    pub fn adjectives(&self) -> Vec<u16> {
        self.all(class::DEMONYM).filter_map(|i| self.nations.get(self.tokens[i].word)).collect()
    }

    /// A body of the country that token `i` or an adjective there names: “US Coast Guard”,
    /// “Mexican federal police”, “United States Treasury Department”. `known` is what the dictionary
    /// has there.
    pub fn national_at(&self, i: usize, known: Option<&Candidate<'a>>) -> Option<Candidate<'a>> {
        let token = self.tokens[i];
        if !token.shape.is_capitalized() {
            return None;
        }
        let (country, last) = match self.nations.get(token.word) {
            Some(country) => (country, i),
            None => self.country_of(known?)?,
        };
        let next = self.marks.next(self.tokens, last)?;
        let inner = self.known_at(next).filter(|_| self.tokens[next].gap == Gap::Space)?;
        inner.fitting().find(|form| self.is_body_of(form, country))?;
        Some(Candidate { first: i, country: Some(country), ..inner })
    }

    /// The longest form of the dictionary that begins at token `i`, with an adjective of a country
    /// behind its first word: “el cartel mexicano de Sinaloa”.
    pub fn around_adjective(&self, i: usize) -> Option<Candidate<'a>> {
        let small = |i: usize, classes: u32| self.is(i, classes) && !self.is_capital(i);
        if !small(i + 1, class::DEMONYM) || !small(i + 2, class::OF) {
            return None;
        }
        let next = |at| if at == i { Some(i + 2) } else { self.marks.next(self.tokens, at) };
        self.known_along(i, next).filter(|known| known.last > i + 2)
    }

    /// `known`, with what stands behind or before it and tells its country: “Ejército colombiano”,
    /// “Policía del Ecuador”, “Peru's Congress”. The words behind become part of it.
    pub fn with_country(&self, known: Candidate<'a>) -> Candidate<'a> {
        let is_body = |form: &Form| form.kind == EntityKind::Agency;
        if known.country.is_some() || !known.fitting().any(is_body) {
            return known;
        }
        let of = |(country, _): &(u16, usize)| {
            known.fitting().any(|form| self.is_body_of(form, *country) && !form.has(flag::ACRONYM))
        };
        if let Some((country, last)) = self.country_behind(known.last).filter(of) {
            return Candidate { last, country: Some(country), ..known };
        }
        let owner = self.owner_before(known.first).filter(|country| of(&(*country, 0)));
        Candidate { country: owner, ..known }
    }

    /// The country that the words behind token `i` tell, with the last of them.
    fn country_behind(&self, i: usize) -> Option<(u16, usize)> {
        let token = self.tokens.get(i + 1).filter(|token| token.gap == Gap::Space)?;
        if token.shape == Shape::Lower {
            if let Some(country) = self.nations.get(token.word) {
                return Some((country, i + 1));
            }
            let article = self.is(i + 2, class::ARTICLE) && !self.is_capital(i + 2);
            let name = i + 2 + usize::from(article);
            let of = self.is(i + 1, class::OF) && name < self.tokens.len();
            return if of { self.country_at(name) } else { None };
        }
        None
    }

    /// The country whose own name stands at token `i`, with its last token.
    pub fn country_at(&self, i: usize) -> Option<(u16, usize)> {
        if self.is_capital(i) { self.country_of(&self.known_at(i)?) } else { None }
    }

    /// The country that `known` names, with its last token.
    fn country_of(&self, known: &Candidate<'a>) -> Option<(u16, usize)> {
        let is_country = |form: &&Form| {
            let facts = self.dictionary.facts(form.entity);
            form.kind == EntityKind::Place
                && facts.is_large
                && facts.parents.is_empty()
                && !form.has(flag::WEAK)
        };
        let country = known.fitting().find(is_country)?;
        let number = self.dictionary.facts(country.entity).countries.first()?;
        Some((*number, known.last))
    }

    /// The country whose possessive stands right before token `i`.
    fn owner_before(&self, i: usize) -> Option<u16> {
        let owner = i.checked_sub(2)?;
        let mark = self.tokens[i - 1];
        let possessive = mark.gap == Gap::None && mark.shape == Shape::Lower;
        let (country, last) = self.country_at(owner).filter(|_| possessive)?;
        (last == owner).then_some(country)
    }

    /// Whether `form` names a body or program of this country.
    fn is_body_of(&self, form: &Form, country: u16) -> bool {
        matches!(form.kind, EntityKind::Agency | EntityKind::Program)
            && self.dictionary.facts(form.entity).countries.contains(&country)
    }
}
