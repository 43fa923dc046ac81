//! Who held an office when.

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dictionary::Dictionary;
use super::evidence::Evidence;
use super::words::Words;
use crate::model::{Day, DayRange, Document, Mention, Sentence};
use crate::tables::Gazetteers;
use crate::tokens::{Tokens, WordTable};

/// What the search for holders reads.
pub(super) struct Context<'a> {
    pub dictionary: &'a Dictionary,
    pub words: &'a Words,
    pub document: &'a Document,
    pub tokens: &'a Tokens,
    pub sentences: &'a [Sentence],
    /// The days of the first date of a sentence.
    pub dates: &'a dyn Fn(Sentence) -> Option<DayRange>,
    /// The countries of the adjectives.
    pub nations: &'a WordTable<Option<u16>>,
    /// The tokens with which the wording of an office or a title may begin, in order.
    pub heads: &'a [usize],
    /// Whether mentions say why they name whom they name.
    pub explains: bool,
}

impl Context<'_> {
    /// The first token from `start` on with which the wording of an office or a title may begin.
    pub fn office_from(&self, start: usize) -> Option<usize> {
        self.heads.get(self.heads.partition_point(|head| *head < start)).copied()
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Office {
    pub countries: Vec<u16>,
    /// The place that it governs, where that is no country.
    pub region: Option<u32>,
    pub terms: Vec<Term>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    person: u32,
    from: Day,
    to: Day,
}

impl Office {
    /// Who held the office on `days`.
    pub fn holders(&self, days: DayRange) -> impl Iterator<Item = u32> + '_ {
        let from = days.earliest.or(days.latest);
        let ends = from.map(|from| (from, days.latest.unwrap_or(from)));
        let held =
            move |term: &&Term| ends.is_some_and(|(from, to)| term.from <= to && from <= term.to);
        self.terms.iter().filter(held).map(|term| term.person)
    }

    /// The only one whom the document names and who held the office before `days`.
    pub fn past_holder(&self, days: &[DayRange], known: &Known) -> Option<u32> {
        let latest = days.last()?.latest?;
        let held = self.terms.iter().filter(|term| term.to < latest);
        let mut named = held.map(|term| term.person).filter(|person| known.names(*person));
        let only = named.next()?;
        named.all(|other| other == only).then_some(only)
    }
}

/// The persons of a document so far, by the order in which they were named last.
#[derive(Debug, Default)]
pub(super) struct Named {
    last: FxHashMap<u32, u32>,
    count: u32,
}

/// What a document tells of who may be meant by an office, up to one place.
pub(super) struct Known<'a> {
    pub evidence: Evidence,
    pub named: Named,
    mentions: &'a [Mention],
    /// How many of the mentions are noted.
    noted: usize,
    /// Everybody whom the document names somewhere, once it was asked for.
    all: OnceCell<FxHashSet<u32>>,
}

impl<'a> Known<'a> {
    /// What the whole document tells.
    pub fn new(context: &Context, mentions: &'a [Mention]) -> Known<'a> {
        let evidence = Evidence::of_mentions(context.document, mentions, context.dictionary);
        Known { evidence, named: Named::default(), mentions, noted: 0, all: OnceCell::new() }
    }

    /// Notes the first mentions, so many in all.
    pub fn note_until(&mut self, context: &Context, count: usize) {
        let mentions = self.mentions;
        mentions[self.noted..count].iter().for_each(|mention| self.note(context, mention));
        self.noted = count;
    }

    /// Notes that somebody is named.
    pub fn note(&mut self, context: &Context, mention: &Mention) {
        let Some(entity) = mention.referent.entity() else { return };
        self.named.count += 1;
        self.named.last.insert(entity.number, self.named.count);
        self.evidence.note(context.dictionary, entity.number);
    }

    /// Whether the document names `entity` somewhere.
    fn names(&self, entity: u32) -> bool {
        let number = |mention: &Mention| Some(mention.referent.entity()?.number);
        let all = || self.mentions.iter().filter_map(number).collect();
        self.all.get_or_init(all).contains(&entity)
    }
}

impl Named {
    pub fn rank(&self, holder: u32) -> (u32, u32) {
        (self.last.get(&holder).copied().unwrap_or_default(), holder)
    }

    /// From 0 to 1: how recently `holder` was named.
    pub fn weight(&self, holder: u32) -> f32 {
        match self.last.get(&holder) {
            Some(last) => 0.4 + 0.6 / (1.0 + (self.count - last) as f32 / 6.0),
            None => 0.0,
        }
    }
}

/// Adds the terms of `rows` to the offices, whose places `numbers` gives.
pub(super) fn add_terms(
    rows: &Gazetteers,
    dictionary: &Dictionary,
    numbers: &FxHashMap<&str, usize>,
    offices: &mut [Office],
) {
    for row in &rows.terms {
        let (Some(office), Some(person)) = (numbers.get(&*row.office), dictionary.id(&row.person))
        else {
            continue;
        };
        let Some(from) = row.from.and_then(|from| from.days().earliest) else { continue };
        let to = row.to.and_then(|to| to.days().latest).unwrap_or(Day::MAX);
        offices[*office].terms.push(Term { person, from, to });
    }
}

/// The days that decide who is meant, surest first: those of the sentence's own date, then the
/// publication date, for a wording at `token`. Of a `former` holder the last of them decides.
pub(super) fn governing(context: &Context, token: usize, former: bool) -> Vec<DayRange> {
    let published = context.document.metadata().published.map(|edtf| edtf.days());
    if former && published.is_some() && !context.explains {
        return Vec::from_iter(published);
    }
    let at = context.tokens[token].start as usize;
    let sentence = context.sentences.partition_point(|s| s.span.end <= at);
    let mut days = Vec::new();
    days.extend(context.sentences.get(sentence).and_then(|sentence| (context.dates)(*sentence)));
    days.extend(published);
    days
}
