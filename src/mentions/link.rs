use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Gazetteer;
use super::definitions::Defined;
use super::dictionary::{Dictionary, Form, flag};
use super::evidence::{Cues, Evidence};
use super::people::{Bearer, Found, Key, People};
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
    pub mentions: Vec<Mention>,
    /// Why the mention that is taken next names whom it names.
    pub reason: Option<Box<str>>,
}

/// How many readings may be as good as the best one of a weak name.
const MOST_ALIKE: usize = 2;

/// Why words mean what the document itself has said they do.
const DEFINED: &str = "a nickname, abbreviation or short form that the document gives before";
/// Why given names alone mean somebody.
const RELATIVE: &str = "given names of a relative of the person named beside or before";

/// How many rivals a mention lists.
const MOST_RIVALS: usize = 5;

/// Words to which the document gives a meaning.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub keys: Box<[Key]>,
    pub referent: Referent,
    pub via: Via,
}

/// A reading of a candidate.
#[derive(Clone, Copy, Debug)]
struct Reading<'a> {
    form: &'a Form,
    score: f32,
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
                done = self.candidate(candidate, next, [before, behind]).unwrap_or(done);
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
            return Some(self.take(i, last, referent, via, 0.9));
        }
        self.short_at(i).or_else(|| self.alias_at(i))
    }

    /// Takes the words at token `i`, behind `alias`, for the nickname of somebody whom no table
    /// has.
    fn alias_at(&mut self, i: usize) -> Option<usize> {
        let found = self.alias_behind(i)?;
        let text = self.document.text();
        let name: Arc<str> = self.scan.tokens.span(found.first, found.last).of(text).into();
        let referent = Referent::Unlisted { name, kind: EntityKind::Person };
        self.remember(found, &referent, Via::Nickname);
        self.because(|_| "words behind `alias` or the like, in no table".into());
        Some(self.take(found.first, found.last, referent, Via::Pattern, 0.6))
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
            return Some(self.take(candidate.first, last, referent, via, 0.9));
        }
        let cues = Cues { siblings, ..Cues::of(&self.scan, candidate) };
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
        let known = Referent::Known(self.dictionary().entity(entity).clone());
        let rivals = rivals.iter().map(|e| self.dictionary().entity(*e).clone()).collect();
        let confidence = confidence(best.score);
        let (first, last) = (candidate.first, candidate.last);
        Some(self.take_with(first, last, known, via(best.form), confidence, rivals))
    }

    fn take(
        &mut self,
        first: usize,
        last: usize,
        referent: Referent,
        via: Via,
        confidence: f32,
    ) -> usize {
        self.take_with(first, last, referent, via, confidence, Vec::new())
    }

    /// Adds a mention, notes its bearer and takes what the text defines behind it; gives the token
    /// behind.
    fn take_with(
        &mut self,
        first: usize,
        last: usize,
        referent: Referent,
        via: Via,
        confidence: f32,
        rivals: Vec<Arc<Entity>>,
    ) -> usize {
        let bearer = match &referent {
            Referent::Known(entity) => self.dictionary().id(&entity.id).map(Bearer::Known),
            Referent::Unlisted { name, .. } => Some(Bearer::Unlisted(name.clone())),
        };
        if let Some(Bearer::Known(entity)) = bearer {
            self.evidence.note(self.dictionary(), entity);
            self.people.add_known(self.dictionary(), entity);
        }
        if let Some(bearer) = bearer.filter(|_| referent.kind() == EntityKind::Person) {
            self.note(&bearer, first);
        }
        if via == Via::Nickname && referent.kind() == EntityKind::Person {
            self.remember(Defined { first, last }, &referent, via);
        }
        self.push(first, last, referent.clone(), via, confidence, rivals);
        self.take_definitions(&referent, first, last)
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
        let small = match self.dictionary().kind(form.entity) {
            EntityKind::Person => false,
            EntityKind::Place => {
                !self.dictionary().facts(form.entity).is_large && (!cues.locative || cues.kin)
            }
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
            return Some(self.take(first, last, known, Via::Short, 0.75));
        }
        let Some(kind) = candidate.pattern else { return self.alias_at(candidate.first) };
        let text = self.document.text();
        let mut name: Arc<str> = self.scan.tokens.span(first, last).of(text).into();
        if kind == EntityKind::Person {
            if let Some(entity) = self.by_nickname(candidate) {
                self.because(|_| "a name and the nickname behind it, which fit this one".into());
                let known = Referent::Known(self.dictionary().entity(entity).clone());
                return Some(self.take(first, last, known, Via::Alias, 0.85));
            }
            if let Some(longest) = self.people.unlisted(&self.scan, text, candidate) {
                name = longest;
            }
        }
        let referent = Referent::Unlisted { name, kind };
        self.because(|linker| linker.by_form(candidate, kind));
        Some(self.take(first, last, referent, Via::Pattern, 0.6))
    }

    /// The person whom given names alone mean beside a relative's full name.
    fn relative_at(&self, candidate: &Candidate, next: Option<&Candidate>) -> Option<u32> {
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

    fn dictionary(&self) -> &'a Dictionary {
        &self.gazetteer.dictionary
    }

    /// The best believable reading, and others as good.
    fn readings(
        &self,
        candidate: &Candidate<'a>,
        next: Option<&Candidate>,
        cues: Cues<'a>,
    ) -> (Option<Reading<'a>>, Vec<u32>) {
        let weights = &self.gazetteer.weights;
        let mut readings: Vec<Reading> = Vec::new();
        for form in candidate.fitting() {
            let score = self.score(candidate, form, next, cues);
            match readings.iter_mut().find(|reading| reading.form.entity == form.entity) {
                Some(reading) if reading.score < score => *reading = Reading { form, score },
                Some(_) => {}
                None => readings.push(Reading { form, score }),
            }
        }
        readings.retain(|reading| reading.score >= weights.accept);
        readings
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.form.entity.cmp(&b.form.entity)));
        let Some(best) = readings.first().copied() else { return (None, Vec::new()) };
        // A name that fits many alike says nothing about which of them is meant.
        let alike = |r: &&Reading| best.score - r.score < weights.margin;
        let is_place = self.dictionary().kind(best.form.entity) == EntityKind::Place;
        if best.form.has(flag::WEAK)
            && !is_place
            && readings.iter().filter(alike).count() > MOST_ALIKE
        {
            return (None, Vec::new());
        }
        let rivals = readings[1..]
            .iter()
            .take_while(|reading| best.score - reading.score < weights.margin)
            .map(|reading| reading.form.entity)
            .take(MOST_RIVALS)
            .collect();
        (Some(best), rivals)
    }

    /// How much speaks for `form` as the reading of `candidate`.
    fn score(
        &self,
        candidate: &Candidate,
        form: &Form,
        next: Option<&Candidate>,
        cues: Cues<'a>,
    ) -> f32 {
        let mut score = 0.0;
        self.weigh(candidate, form, next, cues, &mut |_, weight| score += weight);
        score
    }

    /// Calls `add` with the name and the weight of each piece of evidence for `form` as the
    /// reading of `candidate`.
    pub fn weigh(
        &self,
        candidate: &Candidate,
        form: &Form,
        next: Option<&Candidate>,
        cues: Cues<'a>,
        add: &mut impl FnMut(&'static str, f32),
    ) {
        let (weights, dictionary) = (&self.gazetteer.weights, self.dictionary());
        let facts = dictionary.facts(form.entity);
        let kind = dictionary.kind(form.entity);
        let is_weak = form.has(flag::WEAK);
        let (name, weight) =
            if is_weak { ("weak", weights.weak) } else { ("plain", weights.plain) };
        add(name, weight);
        let mut add = |holds: bool, name: &'static str, weight: f32| {
            if holds {
                add(name, weight);
            }
        };
        add(form.has(flag::NICKNAME) && !form.has(flag::STRONG), "nickname", weights.nickname);
        add(form.has(flag::BARE), "bare", weights.bare);
        add(form.has(flag::GENERATED), "generated", weights.generated);
        add(form.has(flag::CANONICAL), "canonical", weights.canonical);
        add(true, "salience", weights.salience * facts.salience);
        add(self.evidence.is_established(form.entity), "established", weights.established);
        let parent = facts.parents.iter().any(|p| self.evidence.is_established(*p));
        let is_place = kind == EntityKind::Place;
        add(parent && (!is_place || !facts.is_large), "parent", weights.parent);
        let local = is_place || kind == EntityKind::Agency;
        let region =
            local && !facts.is_large && self.evidence.names_region(dictionary, form.entity);
        add(region, "region", weights.region);
        let adjacent =
            is_place && next.is_some_and(|next| self.names_parent(candidate, form, next));
        add(adjacent, "adjacent", weights.adjacent);
        add(is_place && self.has_sibling(form, cues.siblings), "sibling", weights.sibling);
        add(cues.office && kind == EntityKind::Agency && is_weak, "office", weights.office);
        let share = self.evidence.share(dictionary, form.entity);
        let small = is_place && is_weak;
        let by_share = if small { weights.country_of_weak_place } else { weights.country };
        add(share > 0.0, "country", share * by_share);
        let obscure = !(facts.is_large || is_place && facts.salience >= weights.famous);
        let foreign = obscure && self.evidence.is_foreign(dictionary, form.entity);
        let shared = is_weak || candidate.forms.iter().any(|other| other.entity != form.entity);
        let by_country = is_place || (kind == EntityKind::Agency && shared);
        add(foreign, "foreign", if by_country { weights.foreign_body } else { weights.foreign });
        let obscured = foreign && form.has(flag::GENERATED);
        let unknown = weights.foreign_generated * (1.0 - facts.salience);
        add(obscured, "foreign_generated", unknown);
        let national = candidate.country.map(|country| facts.countries.contains(&country));
        add(national == Some(true), "national", weights.national);
        add(national == Some(false), "national", -weights.national);
        add((cues.locative || cues.locative_article) && is_place, "locative", weights.locative);
        add(cues.locative && !is_place, "not_locative", weights.not_locative);
        add(cues.title && kind == EntityKind::Person, "title", weights.title);
        add(cues.title && kind != EntityKind::Person, "not_title", weights.not_title);
        add(cues.alias && form.has(flag::NICKNAME), "alias", weights.alias);
        add(self.is_unborn(form.entity), "unborn", weights.unborn);
    }

    /// Whether `next` stands behind a comma or parenthesis and names the parent of the form's
    /// entity.
    fn names_parent(&self, candidate: &Candidate, form: &Form, next: &Candidate) -> bool {
        let marks = &self.gazetteer.marks;
        let between = candidate.last + 1..next.first;
        let apposed = between.len() == 1
            && self.scan.tokens[between.start].word != marks.stop
            && [marks.comma, marks.open].contains(&self.scan.tokens[between.start].word);
        let dictionary = self.dictionary();
        apposed
            && next.forms.iter().any(|parent| {
                let mut at = form.entity;
                (0..3).any(|_| {
                    let parents = &dictionary.facts(at).parents;
                    let Some(above) = parents.first() else { return false };
                    at = *above;
                    *above == parent.entity
                })
            })
    }

    /// Whether a candidate listed beside (“Córdoba, Sucre y Bolívar”) may be a place with the same
    /// parent.
    fn has_sibling(&self, form: &Form, siblings: [Option<&'a [Form]>; 2]) -> bool {
        let dictionary = self.dictionary();
        let parents = &dictionary.facts(form.entity).parents;
        let shares = |other: &Form| {
            other.entity != form.entity
                && dictionary.kind(other.entity) == EntityKind::Place
                && dictionary.facts(other.entity).parents.iter().any(|p| parents.contains(p))
        };
        siblings.iter().flatten().any(|forms| forms.iter().any(shares))
    }

    /// Whether the entity began only after the document was published.
    fn is_unborn(&self, entity: u32) -> bool {
        let from = self.dictionary().entity(entity).from.and_then(|from| from.days().earliest);
        match (from, self.evidence.published.latest) {
            (Some(from), Some(published)) => from > published,
            _ => false,
        }
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
        if found.rare && follows {
            return None;
        }
        let rivals = match found.rival {
            Some(Bearer::Known(entity)) => vec![self.dictionary().entity(entity).clone()],
            _ => Vec::new(),
        };
        let confidence = if rivals.is_empty() { 0.85 } else { 0.5 };
        self.because(|linker| linker.short_form(&found, &rivals));
        let referent = self.referent(found.bearer);
        Some(self.take_with(i, found.last, referent, Via::Short, confidence, rivals))
    }

    /// Takes given names at token `i`, behind a word such as “brother”, for a relative of the
    /// person named last.
    fn kin_at(&mut self, i: usize) -> Option<usize> {
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
        Some(self.take(i, last, referent, Via::Short, 0.75))
    }

    /// Notes that `bearer` is named at token `at`.
    fn note(&mut self, bearer: &Bearer, at: usize) {
        let start = self.scan.tokens[at].start as usize;
        let sentence = self.scan.sentences.partition_point(|s| s.span.end <= start);
        self.people.note(bearer, sentence, at);
    }

    pub fn push(
        &mut self,
        first: usize,
        last: usize,
        referent: Referent,
        via: Via,
        confidence: f32,
        rivals: Vec<Arc<Entity>>,
    ) {
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

fn via(form: &Form) -> Via {
    if form.has(flag::NICKNAME) {
        Via::Nickname
    } else if form.has(flag::ACRONYM) {
        Via::Acronym
    } else if form.has(flag::CANONICAL) && !form.has(flag::BARE) {
        Via::Name
    } else {
        Via::Alias
    }
}

/// The confidence that a score stands for.
fn confidence(score: f32) -> f32 {
    (0.45 + score / 4.0).clamp(0.3, 0.99)
}
