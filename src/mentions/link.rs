use std::sync::Arc;

use super::Gazetteer;
use super::dictionary::{Dictionary, Form, flag};
use super::evidence::{Cues, Evidence};
use super::people::{Bearer, Found, People};
use super::scan::{Candidate, Scan};
use crate::model::{Document, EntityKind, Mention, Referent, Via};

/// Chooses the bearers of a document's names.
pub(super) struct Linker<'a> {
    pub gazetteer: &'a Gazetteer,
    pub document: &'a Document,
    pub scan: Scan<'a>,
    pub evidence: Evidence,
    pub people: People,
    pub mentions: Vec<Mention>,
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
        let mut loose = loose.iter().copied().peekable();
        let mut done = 0;
        for (n, candidate) in candidates.iter().enumerate() {
            while let Some(i) = loose.next_if(|i| *i < candidate.first) {
                if i >= done {
                    done = self.short_at(i).unwrap_or(done);
                }
            }
            if candidate.first >= done {
                done = self.candidate(candidate, candidates.get(n + 1)).unwrap_or(done);
            }
        }
        for i in loose {
            if i >= done {
                done = self.short_at(i).unwrap_or(done);
            }
        }
    }

    /// Links a candidate; gives the token behind what was taken.
    fn candidate(&mut self, candidate: &Candidate<'a>, next: Option<&Candidate>) -> Option<usize> {
        let cues = Cues::of(&self.scan, candidate);
        let (best, rivals) = self.readings(candidate, next, cues);
        let short = self.people.short_at(&self.scan, self.document.text(), candidate.first);
        if let Some(short) = short
            && self.prefers_short(&short, candidate, best, cues)
        {
            return self.short_at(candidate.first);
        }
        let Some(best) = best else { return self.pattern(candidate) };
        let entity = best.form.entity;
        self.evidence.note(self.dictionary(), entity);
        if self.dictionary().kind(entity) == EntityKind::Person {
            self.people.add_known(&self.gazetteer.dictionary, entity);
            self.people.note(&Bearer::Known(entity), candidate.first);
        }
        let known = self.dictionary().entity(entity).clone();
        let via = via(best.form, &self.gazetteer.dictionary);
        let confidence = confidence(best.score);
        let rivals = rivals.iter().map(|e| self.dictionary().entity(*e).clone()).collect();
        self.push(candidate.first, candidate.last, Referent::Known(known), via, confidence, rivals);
        Some(candidate.last + 1)
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
        let small = self.dictionary().kind(form.entity) == EntityKind::Place
            && !self.dictionary().facts(form.entity).is_large
            && !cues.locative;
        let same = short.bearer == Bearer::Known(form.entity);
        !short.rare && !same && (small || form.has(flag::WEAK))
    }

    /// Takes a candidate for an unlisted name where its form says so.
    fn pattern(&mut self, candidate: &Candidate) -> Option<usize> {
        let kind = candidate.pattern?;
        let (first, last) = (candidate.first, candidate.last);
        let text = self.document.text();
        let mut name: Arc<str> = self.scan.tokens.span(first, last).of(text).into();
        if kind == EntityKind::Person {
            if let Some(longest) = self.people.unlisted(&self.scan, text, candidate) {
                name = longest;
            }
            self.people.note(&Bearer::Unlisted(name.clone()), first);
        }
        self.push(first, last, Referent::Unlisted { name, kind }, Via::Pattern, 0.6, Vec::new());
        Some(last + 1)
    }

    fn dictionary(&self) -> &'a Dictionary {
        &self.gazetteer.dictionary
    }

    /// The best believable reading, and others as good.
    fn readings(
        &self,
        candidate: &Candidate<'a>,
        next: Option<&Candidate>,
        cues: Cues,
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
        let rivals = readings[1..]
            .iter()
            .take_while(|reading| best.score - reading.score < weights.margin)
            .map(|reading| reading.form.entity)
            .collect();
        (Some(best), rivals)
    }

    /// How much speaks for `form` as the reading of `candidate`.
    fn score(
        &self,
        candidate: &Candidate,
        form: &Form,
        next: Option<&Candidate>,
        cues: Cues,
    ) -> f32 {
        let (weights, dictionary) = (&self.gazetteer.weights, self.dictionary());
        let facts = dictionary.facts(form.entity);
        let kind = dictionary.kind(form.entity);
        let is_weak = form.has(flag::WEAK);
        let mut score = if is_weak { weights.weak } else { weights.plain };
        let mut add = |holds: bool, weight: f32| score += if holds { weight } else { 0.0 };
        add(form.has(flag::NICKNAME) && !form.has(flag::STRONG), weights.nickname);
        add(form.has(flag::BARE), weights.bare);
        add(form.has(flag::GENERATED), weights.generated);
        add(form.has(flag::CANONICAL), weights.canonical);
        add(true, weights.salience * facts.salience);
        add(self.evidence.is_established(form.entity), weights.established);
        let parent = facts.parents.iter().any(|p| self.evidence.is_established(*p));
        let is_place = kind == EntityKind::Place;
        add(parent && (!is_place || !facts.is_large), weights.parent);
        let adjacent =
            is_place && next.is_some_and(|next| self.names_parent(candidate, form, next));
        add(adjacent, weights.adjacent);
        let share = self.evidence.share(dictionary, form.entity);
        let small = is_place && is_weak;
        add(true, share * if small { weights.country_of_weak_place } else { weights.country });
        add(share == 0.0 && !facts.countries.is_empty() && !facts.is_large, weights.foreign);
        add(cues.locative && is_place, weights.locative);
        add(cues.locative && !is_place, weights.not_locative);
        add(cues.title && kind == EntityKind::Person, weights.title);
        add(cues.title && kind != EntityKind::Person, weights.not_title);
        add(cues.alias && form.has(flag::NICKNAME), weights.alias);
        add(self.is_unborn(form.entity), weights.unborn);
        score
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
        let found = self.people.short_at(&self.scan, text, i)?;
        let alone = !self.scan.is_capital(found.last + 1)
            || self.scan.tokens[found.last + 1].gap >= crate::tokens::Gap::Line;
        if found.rare && !alone {
            return None;
        }
        self.people.note(&found.bearer, i);
        let rivals = match found.rival {
            Some(Bearer::Known(entity)) => vec![self.dictionary().entity(entity).clone()],
            _ => Vec::new(),
        };
        let referent = match found.bearer {
            Bearer::Known(entity) => Referent::Known(self.dictionary().entity(entity).clone()),
            Bearer::Unlisted(name) => Referent::Unlisted { name, kind: EntityKind::Person },
        };
        let confidence = if rivals.is_empty() { 0.85 } else { 0.5 };
        self.push(i, found.last, referent, Via::Short, confidence, rivals);
        Some(found.last + 1)
    }

    fn push(
        &mut self,
        first: usize,
        last: usize,
        referent: Referent,
        via: Via,
        confidence: f32,
        rivals: Vec<Arc<crate::model::Entity>>,
    ) {
        let first = self.opening(first, last);
        let span = self.scan.tokens.span(first, last);
        self.mentions.push(Mention { span, referent, via, confidence, rivals });
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

fn via(form: &Form, dictionary: &Dictionary) -> Via {
    let _ = dictionary;
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
