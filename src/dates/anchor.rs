//! What a distance is reckoned from: the publication, a date before, or a happening that the text
//! has dated.

use super::class::Class;
use super::context::{Context, Past, Tense};
use super::expression::{Expression, From, Unit, What, Year};
use super::moment::step_of;
use super::resolve::Resolver;
use super::resolved::span;
use super::year::{near_published, of_year};
use crate::model::{Anchor, EdtfDate, Period, Precision, Span};

impl Resolver<'_, '_> {
    /// Whether the happening belongs to someone: “after his arrest”.
    pub(super) fn is_owned(&self, from: From) -> bool {
        let (From::Event(first, _) | From::EventUnit(first, _)) = from else { return false };
        self.context.is(Class::Owner, first)
    }

    /// The date from which a distance in `unit`s is reckoned.
    pub(super) fn base(
        &self,
        from: From,
        unit: Unit,
        expression: &Expression,
        index: usize,
    ) -> Option<(EdtfDate, Anchor)> {
        let context = &self.context;
        let coarsest = match step_of(unit, 1) {
            Period::Days(_) => Precision::Day,
            Period::Months(_) => Precision::Month,
            Period::Years(_) => Precision::Century,
        };
        let published = context.published.map(|date| (date, Anchor::Published));
        let moved = matches!(expression.what, What::Shift { sign: -1 | 1, .. });
        let same = matches!(expression.what, What::Shift { sign: 0, unit: Unit::Year, .. });
        let here = context.told_here(coarsest).filter(|_| moved && from == From::Reference);
        let here = here.or_else(|| context.year_told().filter(|_| same && from == From::Reference));
        let last = here.or_else(|| context.last(coarsest));
        let reference = last.map(|past| (past.date, Anchor::Date(past.span)));
        match from {
            From::Published | From::Now if context.follows_text() => reference.or(published),
            From::Published | From::Now | From::Day => published,
            From::Before if context.in_sentence().is_some() => {
                context.in_sentence().map(|past| (past.date, Anchor::Date(past.span)))
            }
            From::Reference => reference.or(published.filter(|_| !context.follows_text())),
            From::Before => {
                let told = context.just_told(coarsest, expression.first);
                let told = told.map(|past| (past.date, Anchor::Date(past.span)));
                told.or(reference).or(published.filter(|_| !context.follows_text()))
            }
            From::Event(first, end) | From::EventUnit(first, end) => {
                if let Some(found) = self.dated_clause(expression, index, coarsest) {
                    return Some(found);
                }
                let found = context.happening(first, end, coarsest);
                // “the day before he was seized”: whoever is meant was spoken of just before.
                let close = |past: &Past| {
                    !context.is(Class::Pronoun, first) || context.sentence - past.sentence <= 3
                };
                if let Some((span, past)) = found.filter(|(_, past)| close(past)) {
                    return Some((past.date, Anchor::Event(span, past.span)));
                }
                let may_come = !self.is_owned(from) && coarsest < Precision::Year;
                let later = || self.told_later(first, end, index, coarsest);
                if let Some(found) = Some(()).filter(|_| may_come).and_then(|_| later()) {
                    return Some(found);
                }
                // “years after his death”: of a life that the text need not have dated.
                let short = matches!(step_of(unit, 1), Period::Days(_));
                let near = !self.is_owned(from) || (short && !context.narrative);
                // Months and years are reckoned from what the text speaks of here.
                let here =
                    context.last(coarsest).is_some_and(|p| context.sentence - p.sentence <= 2);
                reference.filter(|_| near && (short || here || context.narrative))
            }
        }
    }

    /// The day with its year that a later sentence gives to a happening, where no earlier one has:
    /// the head of a report tells of “two days after the raid”, its body when the raid was.
    fn told_later(
        &self,
        first: usize,
        end: usize,
        index: usize,
        coarsest: Precision,
    ) -> Option<(EdtfDate, Anchor)> {
        const AHEAD: usize = 24;
        let context = &self.context;
        let wanted = context.senses(first, end);
        let later = self.expressions.iter().skip(index + 1).take(AHEAD);
        for expression in later.filter(|later| later.first >= end) {
            let What::Date(fields) = &expression.what else { continue };
            let date = match (fields.year, context.published) {
                (Year::Number(year), _) => of_year(fields, year),
                (Year::Missing, Some(published))
                    if fields.month.is_some() && !context.narrative =>
                {
                    near_published(fields, published, Tense::Past)
                }
                _ => None,
            };
            let Some(date) = date.filter(|d| d.precision() <= coarsest) else { continue };
            let span = span(context.tokens, expression);
            // One word of the same kind is not enough.
            let clause = context.clause_of(expression);
            let clause = clause.start.max(end)..clause.end;
            let like = context.likeness(&wanted, clause);
            if let Some((_, at)) = like.filter(|(score, _)| *score > 1) {
                return Some((date, Anchor::Event(context.tokens[at].span(), span)));
            }
        }
        None
    }

    /// The date that stands within the words of the happening itself: “517 days after the
    /// operation began on 4 March 2019”.
    pub(super) fn dated_clause(
        &self,
        expression: &Expression,
        index: usize,
        coarsest: Precision,
    ) -> Option<(EdtfDate, Anchor)> {
        let next = self.expressions.get(index + 1)?;
        let sentence = self.context.sentences.get(self.context.sentence)?;
        let start = self.context.tokens[next.first].start as usize;
        let marks = (expression.end..next.first).filter(|at| self.context.ends_clause(*at));
        // “after the armies, on 4 March 2019, began the operation”
        let parted = marks.clone().count() > 1 || marks.clone().any(|at| at + 2 < next.first);
        if start >= sentence.span.end || next.first > expression.end + 16 || parted {
            return None;
        }
        let What::Date(fields) = &next.what else { return None };
        let Year::Number(year) = fields.year else { return None };
        let date = of_year(fields, year)?;
        let tokens = self.context.tokens;
        let span = tokens.span(next.first, next.end - 1);
        (date.precision() <= coarsest).then_some((date, Anchor::Date(span)))
    }
}

impl Context<'_> {
    /// Whether a mark at `at` ends a clause.
    pub fn ends_clause(&self, at: usize) -> bool {
        matches!(self.mark(at), "," | ";" | ":" | "." | "—" | "–" | "(" | ")")
    }

    /// The last date of the sentence, even one that only tells more of another thing: “he had been
    /// seized on 3 May and fled the next day”.
    fn told_here(&self, coarsest: Precision) -> Option<&Past> {
        let last = self.history.last().filter(|past| past.sentence == self.sentence)?;
        let fits = last.date.precision() <= coarsest && !last.flags.term && !last.flags.now;
        fits.then_some(last)
    }

    /// The last date of this sentence, else of the one before, whose year “that year” can mean, even one
    /// that only ends what was told (“until the summer of 2008”) or tells more of another thing.
    pub fn year_told(&self) -> Option<&Past> {
        let can = |past: &&Past| {
            let set = past.flags.length || past.flags.term || past.flags.now || past.flags.since;
            !set && past.date == past.until && past.date.precision() <= Precision::Year
        };
        let told = |number: usize| {
            let recent = self.history.iter().rev().take(16).filter(can);
            let all = recent.filter(move |past| past.sentence == number);
            let main = all.clone().find(|past| !past.flags.background);
            main.or_else(|| all.clone().find(|past| !past.ahead))
        };
        told(self.sentence).or_else(|| told(self.sentence.checked_sub(1)?))
    }

    /// The last date that the sentence, or at its beginning the one before it, has told, even one
    /// that only tells more of another thing: “Seized on 3 May, he died two days later”.
    fn just_told(&self, coarsest: Precision, first: usize) -> Option<&Past> {
        let fits = |past: &&Past| past.date.precision() <= coarsest && !past.flags.term;
        let in_sentence = |number: usize| {
            let recent = self.history.iter().rev().take(32);
            recent.take_while(move |past| past.sentence >= number).filter(fits)
        };
        let forward = |past: &&Past| !past.flags.back && !past.flags.now;
        let here = in_sentence(self.sentence);
        // “the mayor, son of the one who fell in 1974, left office two years later”
        let main = |past: &&Past| forward(past) && (self.background || !past.flags.background);
        let moving = here.clone().find(main).or_else(|| here.clone().find(forward));
        let here = moving.or_else(|| here.clone().next());
        let before = self.sentence.checked_sub(1).filter(|_| self.opens_sentence(first));
        let told = || {
            let mut all = in_sentence(before?);
            let known = |past: &&Past| !past.ahead;
            let moves = |past: &&Past| past.flags.foreground && known(past);
            // “he was still at large yesterday. Two days later his brother fell”
            let story = all.clone().find(|past| moves(past) && !past.flags.now);
            let moving = story.or_else(|| all.clone().find(moves));
            moving.or_else(|| all.clone().find(known)).or_else(|| all.next())
        };
        here.or_else(told)
    }

    /// The date of the earlier sentence that names what the tokens `first..end` name.
    pub fn happening(&self, first: usize, end: usize, coarsest: Precision) -> Option<(Span, Past)> {
        const SENTENCES: usize = 24;
        let wanted = self.senses(first, end);
        if wanted.is_empty() {
            return None;
        }
        let mut seen = usize::MAX;
        let mut looked = 0;
        // “five days after that ambush”, of which only the month was told
        let widest = coarsest.max(Precision::Month);
        let mut best: Option<(usize, Span, Past)> = None;
        for past in self.history.iter().rev().take(64) {
            let put_off = past.ahead && self.tense_here() == Tense::Past;
            if past.date.precision() > widest || past.sentence == seen || put_off {
                continue;
            }
            (seen, looked) = (past.sentence, looked + 1);
            if looked > SENTENCES {
                break;
            }
            let span = self.sentences.get(past.sentence)?.span;
            let tokens = self.tokens.within(span).take(120).take_while(|at| *at < first);
            let Some((score, at)) = self.likeness(&wanted, tokens) else { continue };
            let word = self.tokens[at].span();
            let Some(date) = self.nearest_in(past.sentence, word, widest) else { continue };
            if date.date.precision() > coarsest && score < 2 {
                continue;
            }
            // “the first strike since a paper reported, on 8 August, …” does not date the strike.
            let score = if self.dates_speech(at, date.span) { 0 } else { score };
            if best.as_ref().is_none_or(|(most, ..)| score > *most) {
                best = Some((score, word, date));
            }
        }
        best.map(|(_, span, past)| (span, past))
    }

    /// Whether a verb of speech stands between the word at `word` and a date right behind the verb.
    fn dates_speech(&self, word: usize, date: Span) -> bool {
        const BESIDE: usize = 3;
        let date = self.tokens.at(date.start);
        (word + 1..date).rev().take(BESIDE).any(|at| self.is(Class::Speech, at))
    }

    /// What the words of a happening say of it.
    fn senses(&self, first: usize, end: usize) -> Vec<Sense> {
        (first..end).filter_map(|at| self.sense(at)).take(6).collect()
    }

    /// How like the `wanted` some words are, and the last that is like one of them.
    fn likeness(
        &self,
        wanted: &[Sense],
        words: impl Iterator<Item = usize>,
    ) -> Option<(usize, usize)> {
        let mut found: Option<(usize, usize)> = None;
        for at in words {
            let Some(sense) = self.sense(at) else { continue };
            let likeness = wanted.iter().map(|wanted| wanted.likeness(&sense)).max();
            if let Some(likeness @ 1..) = likeness {
                found = Some((found.map_or(0, |(score, _)| score) + likeness, at));
            }
        }
        found
    }

    /// The words around an expression up to the full stops beside it.
    fn clause_of(&self, expression: &Expression) -> std::ops::Range<usize> {
        const REACH: usize = 24;
        let stops = |at: &usize| matches!(self.mark(*at), "." | ";");
        let start = expression.first.saturating_sub(REACH);
        let first = (start..expression.first).rev().find(stops).map_or(start, |at| at + 1);
        let end = self.tokens.len().min(expression.end + REACH);
        first..(expression.end..end).find(stops).unwrap_or(end)
    }

    /// What a word says of a happening; words too short or too common to tell say nothing.
    fn sense(&self, at: usize) -> Option<Sense> {
        const STEM: usize = 5;
        let token = self.tokens.get(at).filter(|token| token.shape.is_word())?;
        let kin = self.lexicon.value(token, Class::Kin.symbol());
        let word = token.span().of(self.text);
        let common = self.lexicon.value(token, Class::Empty.symbol()).is_some();
        let told = kin.is_some() || word.chars().count() >= 4 && !common;
        let stem = || crate::tokens::fold(word).chars().take(STEM).collect();
        told.then(|| Sense { stem: stem(), kin })
    }

    /// The date of a sentence that stands nearest to a word of it, with no semicolon between.
    fn nearest_in(&self, sentence: usize, word: Span, coarsest: Precision) -> Option<Past> {
        /// No word is told to be dated from farther away, in bytes.
        const REACH: usize = 2000;
        let joined = |past: &Past| {
            let (a, b) = (past.span.start.min(word.start), past.span.end.max(word.end));
            let between = self.text.get(a..b).filter(|between| between.len() <= REACH);
            between.is_some_and(|between| !between.contains(';'))
        };
        let of = |past: &&Past| {
            past.sentence == sentence && past.date.precision() <= coarsest && joined(past)
        };
        let all = self.history.iter().rev().take(96).filter(of);
        all.min_by_key(|past| past.span.start.abs_diff(word.end)).copied()
    }
}

/// How a word names a happening.
struct Sense {
    /// The beginning of the word, folded.
    stem: String,
    /// The number of its group among words for one kind of happening (“shooting”, “gunned”).
    kin: Option<i32>,
}

impl Sense {
    /// 2 for the same word, 1 for one of the same group, else 0.
    fn likeness(&self, other: &Sense) -> usize {
        match (self.stem == other.stem, self.kin.is_some() && self.kin == other.kin) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }
}
