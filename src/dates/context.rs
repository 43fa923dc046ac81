//! What surrounds an expression: the publication date, the dates before it, the tense.

use std::cell::OnceCell;
use std::ops::Range;

use super::class::Class;
use super::endings::Endings;
use super::lexicon::Lexicon;
use super::moment::Moment;
use crate::model::{EdtfDate, Precision, Sentence, Span};
use crate::tokens::{Gap, Shape, Tokens};

/// A date that was resolved earlier in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past {
    pub date: EdtfDate,
    /// The last date, where it is a range.
    pub until: EdtfDate,
    pub span: Span,
    pub sentence: usize,
    /// Whether it lies ahead of the publication.
    pub ahead: bool,
    pub flags: Flags,
}

/// The tense of the clause around an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// What is known at one place of the text.
pub(super) struct Context<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub sentences: &'a [Sentence],
    pub lexicon: &'a Lexicon,
    pub endings: &'a Endings,
    /// What participles end in.
    pub participles: &'a [Box<str>],
    /// What infinitives end in.
    pub infinitives: &'a [Box<str>],
    /// What verbs of the future end in.
    pub prospects: &'a [Box<str>],
    pub published: Option<EdtfDate>,
    /// The year in which a text without a publication date seems to be written, and where it says so.
    pub written: Option<(i32, Span)>,
    /// Whether the text tells of times long before its publication, or has none.
    pub narrative: bool,
    /// Whether the text speaks as the news of its day: it has a dateline, or says “yesterday”.
    pub news: bool,
    pub history: Vec<Past>,
    /// The number of the sentence that the current expression is in.
    pub sentence: usize,
    /// The tokens of that sentence.
    pub within: Range<usize>,
    /// The number of the first sentence of its paragraph.
    pub paragraph: usize,
    /// Whether the current expression stands in words that only tell more of another thing.
    pub background: bool,
    /// The tokens of the current expression.
    pub here: Range<usize>,
    /// The tense of the clause that the current expression is in, once it was asked for: dates that
    /// are stated whole need none.
    pub tense: OnceCell<Tense>,
    /// Whether the sentence tells of what lies ahead of its writing (“he will decide”), once it was
    /// asked for.
    pub ahead: OnceCell<bool>,
    /// Whether the current expression is the beginning of what has lasted.
    pub since: bool,
}

impl Context<'_> {
    /// Moves on to the sentence that holds the byte `at`.
    pub fn advance(&mut self, at: usize) {
        let behind = self.sentences.get(self.sentence + 1..).unwrap_or_default();
        let passed = behind.iter().take_while(|sentence| sentence.span.start <= at).count();
        if passed == 0 {
            return;
        }
        let before = self.sentence;
        self.sentence += passed;
        let opens = |number: &usize| {
            let first = self.tokens.at(self.sentences[*number].span.start);
            self.tokens.get(first).is_some_and(|token| token.gap >= Gap::Line)
        };
        if let Some(paragraph) = (before + 1..=self.sentence).rev().find(opens) {
            self.paragraph = paragraph;
        }
        self.within = self.tokens.within(self.sentences[self.sentence].span);
    }

    /// Remembers a date for the expressions that follow.
    pub fn remember(&mut self, date: EdtfDate, until: EdtfDate, span: Span, flags: Flags) {
        let today = self.published.and_then(|published| published.days().latest);
        let ahead = today.is_some_and(|today| date.days().earliest > Some(today));
        let sentence = self.sentence;
        self.history.push(Past { date, until, span, sentence, ahead, flags });
    }

    /// The tense of the clause that the current expression is in.
    pub fn tense_here(&self) -> Tense {
        // What has lasted since a month began in the past.
        let found =
            || if self.since { Tense::Past } else { self.tense(self.here.start, self.here.end) };
        *self.tense.get_or_init(found)
    }

    /// Whether the sentence tells of what lies ahead of its writing: “he will decide”.
    pub fn is_ahead(&self) -> bool {
        *self.ahead.get_or_init(|| self.looks_forward(self.here.start, self.here.end))
    }

    /// Whether the story has come to an earlier date, or its sentence is still the same.
    fn carries(&self, past: &Past) -> bool {
        let here = self.is_here(past);
        let past_tense = past.ahead && self.tense_here() == Tense::Past;
        (past.flags.foreground || here) && !past_tense
    }

    /// Whether a date stands in the same sentence and may have the same year.
    pub fn is_here(&self, past: &Past) -> bool {
        let told = !past.flags.background || self.background && !self.is_ahead();
        past.sentence == self.sentence && told
    }

    /// The last date of this sentence, if it is no finer than a month: a distance that follows is
    /// reckoned from it and not from a finer date before, unless it only looks back from that one.
    pub fn in_sentence(&self) -> Option<&Past> {
        let last = self.history.last().filter(|past| past.sentence == self.sentence)?;
        let coarse = (Precision::Month..=Precision::Year).contains(&last.date.precision());
        let mut here = self.history.iter().rev().take_while(|past| past.sentence == self.sentence);
        let looks_back = |past: &Past| {
            past.date.precision() == Precision::Day
                && past.date.days().earliest > last.date.days().latest
        };
        (coarse && last.flags.foreground && !here.any(looks_back)).then_some(last)
    }

    /// Whether a token is among the first of its sentence.
    pub fn opens_sentence(&self, token: usize) -> bool {
        token <= self.within.start + 2
    }

    /// The last date that is as fine as `coarsest` or finer.
    pub fn last(&self, coarsest: Precision) -> Option<&Past> {
        let fits = |past: &&Past| past.date.precision() <= coarsest && !self.is_mere_length(past);
        let mut recent = self.history.iter().rev().take(64).filter(fits);
        let known = |past: &&Past| !past.ahead || self.tense_here() != Tense::Past;
        let moving = recent.clone().find(|past| self.carries(past));
        moving.or_else(|| recent.clone().find(known)).or_else(|| recent.next())
    }

    /// The last date as fine as `coarsest` that has carried the story on in this sentence or the two
    /// before, and was not reckoned back from another.
    pub fn story_before(&self, coarsest: Precision) -> Option<&Past> {
        const NEAR: usize = 2;
        let near = |past: &&Past| past.sentence + NEAR >= self.sentence;
        let moves = |past: &&Past| {
            let told = past.flags.foreground && !past.flags.back && !past.flags.now && !past.ahead;
            told && past.date.precision() <= coarsest
        };
        self.history.iter().rev().take(32).take_while(near).find(moves)
    }

    /// Whether it is a length of time up to the publication, which gives what follows no year: “in the
    /// last twelve months”.
    fn is_mere_length(&self, past: &Past) -> bool {
        past.flags.length && !self.narrative
    }

    /// The stretch spoken of last: a range, or several in one sentence.
    pub fn stretch(&self) -> Option<(EdtfDate, EdtfDate, Span)> {
        let is_range = |past: &&Past| past.date != past.until;
        let mut recent = self.history.iter().rev().take(64).filter(is_range);
        let last = recent.next()?;
        let same = recent.take_while(|past| past.sentence == last.sentence);
        let first = same.last().unwrap_or(last);
        // Years and months together make a stretch of years.
        let coarse = first.date.precision().max(last.until.precision()) == Precision::Year;
        let round = |date: EdtfDate| if coarse { EdtfDate::year(date.year_number()) } else { date };
        // “in 2009 and 2010; … in 1004 and 1005; those years”: the later of the two alone.
        let in_order = first.date.days().earliest <= last.until.days().latest;
        let first = if in_order { first } else { last };
        Some((round(first.date), round(last.until), last.span))
    }

    /// Whether “this”, “last” and “ago” are meant from the date spoken of: in a narrative that
    /// has named one, long before its publication. Where the publication is not known, they stay
    /// open: the text may be news.
    pub fn follows_text(&self) -> bool {
        self.narrative && self.published.is_some() && !self.history.is_empty()
    }

    /// The date whose year governs here: the last one, unless it is a year alone that only looks
    /// back from a date of a later year.
    pub fn governing(&self) -> Option<&Past> {
        let known =
            |past: &&Past| past.date.unspecified_digits() == 0 && !self.is_mere_length(past);
        let mut recent = self.history.iter().rev().take(64).filter(known);
        let told = |past: &&Past| self.carries(past) && !past.flags.since;
        let mut moving = recent.clone().filter(told);
        let Some(last) = moving.next() else {
            let told = |past: &&Past| self.narrative || self.background || !past.flags.background;
            return recent.find(told);
        };
        let same = last.sentence == self.sentence || last.flags.heading || last.flags.opening;
        if last.date.precision() < Precision::Year || same {
            return Some(last);
        }
        let finer =
            moving.take(12).find(|p| p.date.precision() < Precision::Year || p.flags.heading);
        let later = finer.filter(|p| p.date.year_number() > last.date.year_number());
        later.or(Some(last))
    }

    /// The heading whose year governs the lines under it.
    pub fn heading(&self) -> Option<&Past> {
        self.history.iter().rev().take(256).find(|past| past.flags.heading)
    }

    /// Whether a word for a limit in time stands right before a token (“by March”).
    pub fn is_limit(&self, first: usize) -> bool {
        (first.saturating_sub(2)..first).any(|at| self.is(Class::By, at))
    }

    /// The tense of the clause around the tokens `first..end`, by the nearest word that shows one.
    pub fn tense(&self, first: usize, end: usize) -> Tense {
        const REACH: usize = 30;
        let start = self.within.start.max(first.saturating_sub(REACH));
        let stop = self.within.end.min(end + REACH);
        let before = self.nearest_tense((start..first).rev(), usize::MAX);
        let nearer = before.map_or(usize::MAX, |(distance, _)| distance);
        let behind = self.nearest_tense(end..stop, nearer);
        match behind.or(before) {
            Some((_, Tense::Past)) if behind.is_none() && self.is_asked_for(start, first) => {
                Tense::Future
            }
            found => found.map_or(Tense::Unknown, |(_, tense)| tense),
        }
    }

    /// Whether what happens at `first` is asked for: “called on voters to march on Saturday”.
    fn is_asked_for(&self, start: usize, first: usize) -> bool {
        const NEAR: usize = 12;
        let ends = |at: &usize| matches!(self.mark(*at), "," | ";" | ":" | "." | "”" | "(" | ")");
        let start = start.max(first.saturating_sub(NEAR));
        let start = (start..first).rev().find(ends).map_or(start, |at| at + 1);
        let verb = (start..first).find(|at| self.own_tense(*at) == Some(Tense::Past));
        let call = verb.filter(|at| self.is(Class::Calls, *at));
        let told =
            |at: usize| at + 1 < first && self.is(Class::Asked, at) && self.is_infinitive(at + 1);
        call.is_some_and(|call| (call + 1..first).any(told))
    }

    /// Whether a token behind “to” is a verb, by its ending where the language's infinitives have one.
    fn is_infinitive(&self, at: usize) -> bool {
        let word = self.tokens[at].span().of(self.text);
        let ends = self.infinitives.iter().any(|ending| word.ends_with(&**ending));
        self.tokens[at].shape == Shape::Lower
            && !self.is(Class::Article, at)
            && !self.is(Class::Owner, at)
            && (ends || self.infinitives.is_empty())
    }

    /// The first of `tokens` that shows a tense, with how far it seems; none as far as `limit`.
    fn nearest_tense(
        &self,
        tokens: impl Iterator<Item = usize>,
        limit: usize,
    ) -> Option<(usize, Tense)> {
        let mut distance = 0;
        for at in tokens {
            distance += 1 + self.barrier(at);
            if distance >= limit {
                return None;
            }
            if let Some(tense) = self.tense_of(at) {
                return Some((distance, tense));
            }
        }
        None
    }

    /// How much farther a word seems behind this token.
    fn barrier(&self, at: usize) -> usize {
        let token = &self.tokens[at];
        if token.shape != Shape::Mark {
            return 0;
        }
        match token.span().of(self.text) {
            ";" | ":" | "." => 20,
            "," | "(" | ")" | "—" | "–" => 2,
            _ => 0,
        }
    }

    fn tense_of(&self, at: usize) -> Option<Tense> {
        let token = &self.tokens[at];
        if !token.shape.is_word() {
            return None;
        }
        if self.is(Class::Future, at) {
            // “may have left”, “podría haber salido”
            let owing = self.is(Class::Will, at + 1);
            let done = self.is(Class::Perfect, at + 1) && !owing;
            return Some(if done { Tense::Past } else { Tense::Future });
        }
        let tense = self.own_tense(at)?;
        // “as planned since he fell”
        if self.is(Class::Since, at) {
            return Some(tense);
        }
        // “will be sentenced”, “serán detenidos”
        let planned = (at.saturating_sub(3)..at).any(|before| self.is(Class::Future, before));
        Some(if planned { Tense::Future } else { tense })
    }

    pub fn own_tense(&self, at: usize) -> Option<Tense> {
        if self.is(Class::Past, at) {
            return Some(Tense::Past);
        }
        if !self.may_be_verb(at) || self.is(Class::Tenseless, at) {
            return None;
        }
        self.endings.tense(self.tokens[at].span().of(self.text))
    }

    /// Whether token `at` is or begins words of the class.
    pub fn is(&self, class: Class, at: usize) -> bool {
        self.lexicon.begins(self.tokens, at, class.symbol())
    }

    /// Whether token `at` is in small letters, or begins its sentence.
    fn may_be_verb(&self, at: usize) -> bool {
        match self.tokens[at].shape {
            Shape::Lower => true,
            Shape::Capital => at == self.within.start,
            _ => false,
        }
    }
}

/// How a date takes part in the narrative.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    /// Whether it moves the narrative: no year in brackets or before a noun, no range.
    pub foreground: bool,
    /// Whether it is a line of its own, whose year governs the lines below.
    pub heading: bool,
    /// Whether it came from a term of office.
    pub term: bool,
    /// Whether a weekday was written.
    pub weekday: bool,
    /// Whether it stands at the beginning of its sentence.
    pub opening: bool,
    /// Whether it stands in words that only tell more of another thing.
    pub background: bool,
    /// Whether it begins a line.
    pub item: bool,
    /// Whether it was written by its first and last day.
    pub stretch: bool,
    /// Whether it is the beginning of what has lasted since.
    pub since: bool,
    /// Whether it is a day by its distance from the publication: “yesterday”.
    pub now: bool,
    /// Whether it was reckoned back from another: “three days earlier”.
    pub back: bool,
    /// Whether it is a length of time beside the publication.
    pub length: bool,
    /// Whether a verb of speech stands beside it: “said on Friday”.
    pub said: bool,
}

impl Flags {
    /// Of a date that only tells more of another thing.
    pub fn aside() -> Flags {
        Flags { background: true, back: true, ..Flags::default() }
    }
}

/// The first and last date of a resolved moment.
pub(super) fn ends(moment: Moment) -> Option<(EdtfDate, EdtfDate)> {
    match moment {
        Moment::Date(date) if matches!(date.month_code(), Some(40 | 41)) => {
            let first = if date.month_code() == Some(40) { 1 } else { 7 };
            let month = |month| EdtfDate::month(date.year_number(), month);
            Some((month(first)?, month(first + 5)?))
        }
        Moment::Date(date) => Some((date, date)),
        Moment::Span(a, b) => Some((a, b)),
        Moment::Week(_) | Moment::Weekend(_) => {
            let days = moment.days();
            Some((EdtfDate::day(days.earliest?), EdtfDate::day(days.latest?)))
        }
    }
}
