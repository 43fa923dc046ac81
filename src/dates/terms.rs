//! Terms of office, by holder and in order.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::context::Context;
use crate::error::Result;
use crate::model::{EdtfDate, EntityKind, Mention, Span};
use crate::tables::Tables;

/// A term: its holder, first and last year.
type Found = (Arc<str>, i32, i32);

#[derive(Clone, Debug)]
struct Term {
    person: Arc<str>,
    office: u32,
    from: EdtfDate,
    to: Option<EdtfDate>,
    /// Whether the office governs a place: a president's, a governor's.
    governs: bool,
    /// Whether it is the head of a country.
    country: bool,
    /// Whether the terms of the office have a word of their own (“sexenio”).
    worded: bool,
}

/// The terms of the roles table.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    by_person: FxHashMap<Arc<str>, Vec<u32>>,
}

impl Terms {
    pub fn new(tables: &Tables) -> Result<Terms> {
        let gazetteers = tables.gazetteers();
        let mut offices = FxHashMap::default();
        let heads = tables.table("dates", "heads")?;
        let heads: FxHashMap<&str, bool> =
            heads.iter().map(|row| (row.get("office"), !row.get("word").is_empty())).collect();
        for (i, office) in gazetteers.offices.iter().enumerate() {
            let head = heads.get(office.id);
            let governs = !office.place.is_empty() && office.agency.is_empty() && office.single;
            offices.insert(office.id, (i as u32, governs, head.is_some(), head == Some(&true)));
        }
        let mut terms = Terms::default();
        for row in &gazetteers.terms {
            let Some(Some(from)) = row.from.map(first) else { continue };
            let to = row.to.and_then(first);
            let (office, governs, country, worded) =
                offices.get(&*row.office).copied().unwrap_or((u32::MAX, false, false, false));
            let number = terms.terms.len() as u32;
            let person = row.person.clone();
            terms.by_person.entry(person.clone()).or_default().push(number);
            terms.terms.push(Term { person, office, from, to, governs, country, worded });
        }
        Ok(terms)
    }

    /// The term of the person named nearest to `span`, or some years of it.
    pub fn of_person(
        &self,
        mentions: &[Mention],
        span: Span,
        context: &Context,
        ordinal: Option<i32>,
        years: Option<(i32, i32)>,
        near: Option<EdtfDate>,
    ) -> Option<Found> {
        let sentence = context.sentences.get(context.sentence)?.span;
        let behind = mentions.partition_point(|mention| mention.span.start < span.end);
        let holder = |mention: &&Mention| {
            mention.referent.kind() == EntityKind::Person && self.terms_of(mention).is_some()
        };
        let inside = mentions[..behind].iter().rev().take(12).find(|m| span.contains(m.span));
        let before = mentions[..behind].iter().rev().take(12).find(holder);
        let after = mentions[behind..].iter().take(6).find(holder);
        let same = |m: &&Mention| sentence.contains(m.span);
        let nearby = before.filter(same).or(after.filter(same)).or(before);
        // “en el gobierno de Uribe”, of whom no term is known, is not that of another.
        let tokens = context.tokens.within(span);
        let named = tokens.skip(1).any(|at| context.tokens[at].shape.is_capitalized());
        let mention = inside.filter(holder).or(nearby.filter(|_| !named))?;
        let terms = self.terms_of(mention)?;
        let mut ranked: Vec<&Term> = terms.iter().map(|i| &self.terms[*i as usize]).collect();
        ranked.sort_by_key(|term| (!term.country, !term.governs, term.from.days().earliest));
        let best = ranked.first()?;
        let of_office: Vec<&&Term> = ranked.iter().filter(|t| t.office == best.office).collect();
        let held = |term: &&&&Term| {
            near.is_none_or(|near| term.from.days().earliest <= near.days().latest)
        };
        let term = match ordinal {
            Some(ordinal) => of_office.get(usize::try_from(ordinal - 1).ok()?)?,
            None => of_office.iter().rev().find(held)?,
        };
        let start = term.from.year_number();
        let end = term.to.or(near).map_or(start, |to| to.year_number());
        let (start, end) = match years {
            Some((-1, count)) => (end - count, end),
            Some((ordinal, count)) if ordinal > 0 && count < 20 && ordinal < 20 => {
                let first = start + (ordinal - 1) * count;
                (first, first + count)
            }
            _ => (start, end),
        };
        Some((term.person.clone(), start, end))
    }

    fn terms_of(&self, mention: &Mention) -> Option<&Vec<u32>> {
        self.by_person.get(mention.referent.id()?)
    }

    /// The `count` terms that lie `step` terms from the one at `base`, of the office whose terms
    /// have a word of their own.
    pub fn by_order(&self, base: EdtfDate, step: i32, count: i32) -> Option<Found> {
        let day = base.days().latest?;
        let mut all: Vec<&Term> = self.terms.iter().filter(|term| term.worded).collect();
        all.sort_by_key(|term| term.from.days().earliest);
        let at = all.iter().rposition(|t| t.from.days().earliest <= Some(day))? as i32;
        let first = if step < 0 { at + step * count } else { at + step };
        let start = all.get(usize::try_from(first).ok()?)?;
        let end = all.get(usize::try_from(first + count - 1).ok()?)?;
        let next = all.get(usize::try_from(first + count).ok()?).map(|term| term.from);
        let until = end.to.or(next)?.year_number();
        Some((start.person.clone(), start.from.year_number(), until))
    }
}

fn first(edtf: crate::model::Edtf) -> Option<EdtfDate> {
    match edtf {
        crate::model::Edtf::Date(date) => Some(date),
        crate::model::Edtf::Interval(start, _) => start.date(),
    }
}
