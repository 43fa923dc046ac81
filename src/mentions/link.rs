use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Gazetteer;
use super::definitions::Defined;
use super::dictionary::{Dictionary, Form, flag};
use super::evidence::{Cues, Evidence};
use super::people::{Bearer, Found, Key, People};
use super::readings::{self, Reading};
use super::relatives::BY_SURNAMES;
use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::{Document, Entity, EntityKind, Mention, Referent, Via};
use crate::tokens::Gap;

/// Chooses the bearers of a document's names.
pub(super) struct Linker<'a> {
    pub gazetteer: &'a Gazetteer,
    pub document: &'a Document,
    pub scan: Scan<'a>,
    pub evidence: Evidence,
    pub people: People,
    /// The nicknames and abbreviations that the document gives, by their first word.
    pub defined: FxHashMap<Key, Vec<Definition>>,
    /// The countries and their divisions that the document names as where something is.
    pub located: FxHashSet<u32>,
    pub mentions: Vec<Mention>,
    /// Why the mention that is taken next names whom it names.
    pub reason: Option<Box<str>>,
    /// Memory for the readings of a candidate.
    pub readings: Vec<Reading<'a>>,
}

/// Why words mean what the document itself has said they do.
const DEFINED: &str = "a nickname, abbreviation or short form that the document gives before";
/// Why given names alone mean somebody.
pub(super) const RELATIVE: &str = "given names of a relative of the person named beside or before";

/// Why given names with an initial for the surname mean somebody.
const INITIALLED: &str = "given names of the only one in the document who has them";

/// What is chosen for the words of a mention.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub referent: Referent,
    pub via: Via,
    pub confidence: f32,
    /// Others whom the words may name as well.
    pub rivals: Vec<Arc<Entity>>,
}

impl Choice {
    /// A choice without rivals.
    pub fn only(referent: Referent, via: Via, confidence: f32) -> Choice {
        Choice { referent, via, confidence, rivals: Vec::new() }
    }
}

/// Words to which the document gives a meaning.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub keys: Box<[Key]>,
    pub referent: Referent,
    pub via: Via,
}

impl<'a> Linker<'a> {
    /// Links `candidates` and, between them, short forms at the capitalised tokens of `loose`.
    pub fn link(&mut self, candidates: &[Candidate<'a>], loose: &[usize]) {
        let listed = self.listed(candidates);
        let mut loose = loose.iter().copied().peekable();
        let mut done = 0;
        for (n, candidate) in candidates.iter().enumerate() {
            while let Some(i) = loose.next_if(|i| *i < candidate.first) {
                if i >= done {
                    done = self.loose(i).unwrap_or(done);
                }
            }
            if candidate.first >= done {
                let before = n.checked_sub(1).filter(|n| listed[*n]).map(|n| candidates[n].forms);
                let behind = if listed[n] { candidates.get(n + 1).map(|c| c.forms) } else { None };
                let next = candidates.get(n + 1);
                let end = self.candidate(candidate, next, [before, behind]);
                done = end.or_else(|| self.inner(candidate, next)).unwrap_or(done);
            }
        }
        for i in loose {
            if i >= done {
                done = self.loose(i).unwrap_or(done);
            }
        }
    }

    /// For each candidate whether a comma or “and” alone stands between it and the next.
    fn listed(&self, candidates: &[Candidate]) -> Vec<bool> {
        let marks = self.scan.marks;
        let joints = [marks.comma, marks.and_en, marks.and_es, marks.or_es];
        let joins = |(a, b): (&Candidate, &Candidate)| {
            let word = |i: usize| self.scan.tokens[i].word;
            b.first == a.last + 2 && joints.contains(&word(a.last + 1))
        };
        let pairs = candidates.iter().zip(candidates.iter().skip(1));
        pairs.map(joins).chain([false]).collect()
    }

    /// Takes what the document itself makes a name at token `i`; gives the token behind.
    fn loose(&mut self, i: usize) -> Option<usize> {
        if let Some((last, referent, via)) = self.defined_at(i) {
            self.because(|_| DEFINED.into());
            return Some(self.take(i, last, Choice::only(referent, via, 0.9)));
        }
        self.short_at(i)
            .or_else(|| self.alias_at(i))
            .or_else(|| self.given_at(i))
            .or_else(|| self.surnames_at(i))
    }

    /// Takes the words at token `i`, behind `alias`, for the nickname of somebody whom no table
    /// has.
    fn alias_at(&mut self, i: usize) -> Option<usize> {
        let found = self.alias_behind(i)?;
        let mut end = self.take_alias(found);
        let mut last = found.last;
        // “los alias de ‘X’, ‘Y’ y ‘Z’”, “alias ‘X’ o ‘Y’”
        while let Some(next) = self.further_nickname(last) {
            let or = self.scan.tokens[last + 1..next.first]
                .iter()
                .any(|t| self.scan.marks.is_or(t.word));
            match self.mentions.last().map(|mention| mention.referent.clone()).filter(|_| or) {
                Some(same) => self.define(next, &same, Via::Nickname),
                None => _ = self.take_alias(next),
            }
            (last, end) = (next.last, next.last + 1);
        }
        Some(end)
    }

    /// Takes words for the nickname of somebody whom no table has; gives the token behind.
    fn take_alias(&mut self, found: Defined) -> usize {
        let text = self.document.text();
        let name: Arc<str> = self.scan.tokens.span(found.first, found.last).of(text).into();
        let referent = Referent::Unlisted { name, kind: EntityKind::Person };
        self.remember(found, &referent, Via::Nickname);
        self.because(|_| "words behind `alias` or the like, in no table".into());
        self.take(found.first, found.last, Choice::only(referent, Via::Pattern, 0.6))
    }

    /// Links what stands behind the article of a candidate that as a whole names nobody: “el
    /// Ejército”.
    fn inner(&mut self, candidate: &Candidate<'a>, next: Option<&Candidate>) -> Option<usize> {
        let article = candidate.first < candidate.last
            && self.scan.is(candidate.first, class::ARTICLE)
            && candidate.pattern.is_none();
        let inner = self.scan.candidate_at(candidate.first + 1).filter(|_| article)?;
        self.candidate(&inner, next, [None, None])
    }

    /// Links a candidate; gives the token behind what was taken.
    fn candidate(
        &mut self,
        candidate: &Candidate<'a>,
        next: Option<&Candidate>,
        siblings: [Option<&'a [Form]>; 2],
    ) -> Option<usize> {
        if let Some((last, referent, via)) = self.defined_at(candidate.first)
            && last >= candidate.last
        {
            self.because(|_| DEFINED.into());
            return Some(self.take(candidate.first, last, Choice::only(referent, via, 0.9)));
        }
        // “apodado «Flaco Rubén»”
        let alias = self.alias_behind(candidate.first).filter(|alias| alias.last > candidate.last);
        if alias.is_some_and(|alias| self.scan.forms_of(alias.first, alias.last).is_empty())
            && let Some(end) = self.alias_at(candidate.first)
        {
            return Some(end);
        }
        let mut cues = Cues { siblings, ..Cues::of(&self.scan, candidate) };
        if cues.nicknames.is_empty() && candidate.forms.len() > 1 {
            cues.nicknames = self.nickname_forms(candidate);
        }
        let (best, rivals) = self.readings(candidate, next, cues);
        let short = self.people.short_at(&self.scan, self.document.text(), candidate.first);
        if let Some(short) = short
            && self.prefers_short(&short, candidate, best, cues)
            && let Some(end) = self.short_at(candidate.first)
        {
            return Some(end);
        }
        let Some(best) = best else { return self.pattern(candidate, next) };
        self.because(|linker| linker.weighed(candidate, next, cues));
        let entity = best.form.entity;
        let choice = Choice {
            referent: Referent::Known(self.dictionary().entity(entity).clone()),
            via: readings::via(best.form),
            confidence: readings::confidence(best.score),
            rivals: rivals.iter().map(|e| self.dictionary().entity(*e).clone()).collect(),
        };
        Some(self.take(candidate.first, candidate.last, choice))
    }

    /// Adds a mention, notes its bearer and takes what the text defines behind it; gives the token
    /// behind.
    pub fn take(&mut self, first: usize, last: usize, choice: Choice) -> usize {
        let Choice { referent, via, .. } = &choice;
        let bearer = match referent {
            Referent::Known(entity) => Bearer::Known(entity.number),
            Referent::Unlisted { name, .. } => Bearer::Unlisted(name.clone()),
        };
        if let Bearer::Known(entity) = bearer {
            self.evidence.note(self.dictionary(), entity);
            self.people.add_known(self.dictionary(), entity);
        }
        let is_person = referent.kind() == EntityKind::Person;
        if let Bearer::Known(entity) = bearer
            && is_person
            && matches!(via, Via::Alias | Via::Nickname)
        {
            self.people.add_other_name(&self.scan, self.document.text(), entity, first, last);
        }
        if is_person {
            self.note(&bearer, first);
        }
        if is_person && *via == Via::Nickname {
            self.remember(Defined { first, last }, referent, *via);
        }
        let defined = self.definition_behind(referent, first, last);
        let defined = defined.map(|found| (found, referent.clone()));
        self.add(first, last, choice);
        match defined {
            Some((found, referent)) => self.take_definitions(found, &referent),
            None => last + 1,
        }
    }

    /// Whether a short form of a person says more than the dictionary about the words at a
    /// candidate's place.
    fn prefers_short(
        &self,
        short: &Found,
        candidate: &Candidate,
        best: Option<Reading>,
        cues: Cues,
    ) -> bool {
        if short.last != candidate.last {
            return short.last > candidate.last;
        }
        let Some(Reading { form, .. }) = best else { return true };
        let small = match form.kind {
            EntityKind::Person => false,
            EntityKind::Place if self.dictionary().facts(form.entity).is_large => {
                let listed = cues.siblings.iter().any(Option::is_some);
                !cues.locative && !listed && !self.located.contains(&form.entity)
            }
            EntityKind::Place => !cues.locative || cues.kin,
            _ => !cues.plural,
        };
        let same = short.bearer == Bearer::Known(form.entity);
        !short.rare && !same && (small || form.has(flag::WEAK))
    }

    /// Takes a candidate for an unlisted name where its form says so.
    fn pattern(&mut self, candidate: &Candidate, next: Option<&Candidate>) -> Option<usize> {
        let (first, last) = (candidate.first, candidate.last);
        if let Some(entity) = self.relative_at(candidate, next) {
            self.because(|_| RELATIVE.into());
            let known = Referent::Known(self.dictionary().entity(entity).clone());
            return Some(self.take(first, last, Choice::only(known, Via::Short, 0.75)));
        }
        let Some(kind) = candidate.pattern else { return self.alias_at(candidate.first) };
        let text = self.document.text();
        let mut name: Arc<str> = self.scan.tokens.span(first, last).of(text).into();
        if kind == EntityKind::Person {
            if let Some(entity) = self.by_nickname(candidate) {
                self.because(|_| "a name and the nickname behind it, which fit this one".into());
                let known = Referent::Known(self.dictionary().entity(entity).clone());
                return Some(self.take(first, last, Choice::only(known, Via::Alias, 0.85)));
            }
            if let Some(bearer) = self.initialled(candidate) {
                self.because(|_| INITIALLED.into());
                let choice = Choice::only(self.referent(bearer), Via::Short, 0.75);
                return Some(self.take(first, last, choice));
            }
            if let Some(entity) = self.by_surnames(candidate) {
                self.because(|_| BY_SURNAMES.into());
                let known = Referent::Known(self.dictionary().entity(entity).clone());
                return Some(self.take(first, last, Choice::only(known, Via::Short, 0.7)));
            }
            if let Some(entity) = self.in_office(candidate) {
                self.because(|_| "a title and the surname of one who held an office then".into());
                let known = Referent::Known(self.dictionary().entity(entity).clone());
                return Some(self.take(first, last, Choice::only(known, Via::Short, 0.7)));
            }
            if let Some(longest) = self.people.unlisted(&self.scan, text, candidate) {
                name = longest;
            }
        }
        if let Some(entity) = self.by_abbreviation(candidate, kind) {
            self.because(|_| {
                "much of a name and the abbreviation behind it, which fit this one".into()
            });
            let known = Referent::Known(self.dictionary().entity(entity).clone());
            self.remember(Defined { first, last }, &known, Via::Alias);
            return Some(self.take(first, last, Choice::only(known, Via::Alias, 0.8)));
        }
        let referent = Referent::Unlisted { name, kind };
        self.because(|linker| linker.by_form(candidate, kind));
        Some(self.take(first, last, Choice::only(referent, Via::Pattern, 0.6)))
    }

    /// The only holder of an office at the time of the document who has the surname that stands
    /// alone behind a title: “President Calderon”.
    fn in_office(&self, candidate: &Candidate) -> Option<u32> {
        let before = candidate.first.checked_sub(1)?;
        let published = self.evidence.published;
        if candidate.first != candidate.last
            || !self.scan.is(before, class::TITLE)
            || published.latest.is_none()
        {
            return None;
        }
        let words = self.words_of(candidate);
        let offices = &self.gazetteer.offices;
        let holds = |person: &u32| {
            !self.evidence.is_foreign(self.dictionary(), *person)
                && offices.is_held_by(*person, published)
        };
        let mut holders = self.dictionary().with_surnames(&words).into_iter().filter(holds);
        let only = holders.next()?;
        holders.next().is_none().then_some(only)
    }

    pub fn dictionary(&self) -> &'a Dictionary {
        &self.gazetteer.dictionary
    }

    /// Takes a short form of a person at token `i`, if there is one.
    fn short_at(&mut self, i: usize) -> Option<usize> {
        let text = self.document.text();
        if self.has_kin_before(i)
            && let Some(end) = self.kin_at(i)
        {
            return Some(end);
        }
        let found = self.people.short_at(&self.scan, text, i)?;
        let follows = self.scan.is_capital(found.last + 1)
            && self.scan.tokens[found.last + 1].gap < Gap::Line;
        // “García Ábrego” is not the García named before.
        if follows && (found.rare || self.scan.is(found.last + 1, class::SURNAME)) {
            return None;
        }
        let rivals = match found.rival {
            Some(Bearer::Known(entity)) => vec![self.dictionary().entity(entity).clone()],
            _ => Vec::new(),
        };
        let confidence = if rivals.is_empty() { 0.85 } else { 0.5 };
        self.because(|linker| linker.short_form(&found, &rivals));
        let referent = self.referent(found.bearer);
        let choice = Choice { referent, via: Via::Short, confidence, rivals };
        Some(self.take(i, found.last, choice))
    }

    /// Notes that `bearer` is named at token `at`.
    fn note(&mut self, bearer: &Bearer, at: usize) {
        let start = self.scan.tokens[at].start as usize;
        let sentence = self.scan.sentences.partition_point(|s| s.span.end <= start);
        self.people.note(bearer, sentence, at);
    }

    /// Adds a mention from token `first` to `last`.
    pub fn add(&mut self, first: usize, last: usize, choice: Choice) {
        let Choice { referent, via, confidence, rivals } = choice;
        let kind = referent.kind();
        let article = first < last
            && kind != EntityKind::Person
            && self.scan.is(first, class::ARTICLE)
            && (kind == EntityKind::Agency || !self.scan.is_capital(first));
        let first = self.opening(first + usize::from(article), last);
        let span = self.scan.tokens.span(first, last);
        let explanation = self.reason.take();
        self.mentions.push(Mention { span, referent, via, confidence, rivals, explanation });
    }

    /// `first`, or the quotation mark before it where its fellow stands within the name.
    fn opening(&self, first: usize, last: usize) -> usize {
        let (marks, tokens) = (&self.gazetteer.marks, self.scan.tokens);
        let is_quote = |i: &usize| tokens[*i].word == marks.quote;
        let within = (first..=last).filter(is_quote).count();
        match first.checked_sub(1) {
            Some(before) if within % 2 == 1 && is_quote(&before) => before,
            _ => first,
        }
    }
}
