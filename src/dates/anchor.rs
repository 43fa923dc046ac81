//! What a distance is reckoned from: the publication, a date before, or a happening that the text
//! has dated.

use chrono::Datelike;

use super::context::{Context, Past};
use super::expression::{Expression, From, Unit, What, Year};
use super::moment::{Moment, Step, shift_day, step_of};
use super::resolve::Resolver;
use super::resolved::{Resolved, span};
use super::year::of_year;
use crate::model::{Anchor, Basis, Day, EdtfDate, Precision, Span};
use crate::tokens::Shape;

impl Resolver<'_> {
    /// The day that is written right behind a relative expression and agrees with it: “one month
    /// later, on February 20”, “Today: Sep 08, 2025”.
    pub(super) fn apposition(
        &self,
        expression: &Expression,
        index: usize,
        from: From,
        base: Option<Day>,
        step: Step,
    ) -> Option<EdtfDate> {
        let next = self.expressions.get(index + 1).filter(|n| n.first <= expression.end + 3)?;
        let mark = |at: usize| self.context.tokens[at].span().of(self.context.text);
        let marks = (expression.end..next.first).any(|at| matches!(mark(at), "," | ":" | "("))
            && !(expression.end..next.first).any(|at| matches!(mark(at), "." | ";"));
        let What::Date(fields) = &next.what else { return None };
        let expected = shift_day(base?, step)?;
        let year = match fields.year {
            Year::Number(year) => year,
            _ => expected.year(),
        };
        let date = of_year(fields, year).filter(|date| date.precision() == Precision::Day)?;
        let off = (date.days().earliest? - expected).num_days().abs();
        let slack = i64::from(from == From::Published);
        (marks && off <= slack).then_some(date)
    }

    /// The date that stands right before and is told once more by its distance from another
    /// happening: “On 9 March, a day after his birthday, they fell”.
    pub(super) fn apposed(&self, from: From, unit: Unit, index: usize) -> Option<Resolved> {
        let (From::Event(..) | From::EventUnit(..)) = from else { return None };
        let expression = &self.expressions[index];
        let before = self.expressions.get(index.checked_sub(1)?)?;
        let between = &self.context.tokens;
        let marks = (before.end..expression.first).filter(|at| between[*at].shape == Shape::Mark);
        // “On 9 March they fell in the hills, a day after his birthday”
        let owned = self.is_owned(from) && unit == Unit::Day;
        let close = expression.first <= before.end + 2 && marks.count() == 1 || owned;
        let past = self.context.history.last().filter(|past| {
            let span = span(self.context.tokens, before);
            past.span == span && past.sentence == self.context.sentence
        })?;
        let fine = past.date.precision() == Precision::Day || step_of(unit, 1) != Step::Days(1);
        let (date, anchor) = (Moment::Date(past.date), Anchor::Date(past.span));
        (close && fine && past.date.precision() <= Precision::Month)
            .then(|| Resolved::at(date, Basis::Relative, Some(anchor)))
    }

    /// Whether the happening belongs to someone: “after his arrest”.
    fn is_owned(&self, from: From) -> bool {
        let (From::Event(first, _) | From::EventUnit(first, _)) = from else { return false };
        self.context.is("owner", first)
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
            Step::Days(_) => Precision::Day,
            Step::Months(_) => Precision::Month,
            Step::Years(_) => Precision::Century,
        };
        let published = context.published.map(|date| (date, Anchor::Published));
        let reference = context.last(coarsest).map(|past| (past.date, Anchor::Date(past.span)));
        match from {
            From::Published | From::Now if context.follows_text() => reference.or(published),
            From::Published | From::Now => published.or(reference),
            From::Before if context.in_sentence().is_some() => {
                context.in_sentence().map(|past| (past.date, Anchor::Date(past.span)))
            }
            From::Reference | From::Before => {
                reference.or(published.filter(|_| !context.follows_text()))
            }
            From::Event(first, end) | From::EventUnit(first, end) => {
                if let Some(found) = self.dated_clause(expression, index, coarsest) {
                    return Some(found);
                }
                if let Some((span, past)) = context.happening(first, end, coarsest) {
                    return Some((past.date, Anchor::Event(span, past.span)));
                }
                // “years after his death”: of a life that the text need not have dated.
                let short = matches!(step_of(unit, 1), Step::Days(_));
                reference.filter(|_| !self.is_owned(from) || (short && !context.narrative))
            }
        }
    }

    /// The date that stands within the words of the happening itself: “517 days after the
    /// operation began on 4 March 2019”.
    fn dated_clause(
        &self,
        expression: &Expression,
        index: usize,
        coarsest: Precision,
    ) -> Option<(EdtfDate, Anchor)> {
        let next = self.expressions.get(index + 1)?;
        let sentence = self.context.sentences.get(self.context.sentence)?;
        let start = self.context.tokens[next.first].start as usize;
        if start >= sentence.span.end || next.first > expression.end + 16 {
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
    /// The date of the earlier sentence that names what the tokens `first..end` name.
    pub fn happening(&self, first: usize, end: usize, coarsest: Precision) -> Option<(Span, Past)> {
        const STEM: usize = 5;
        const SENTENCES: usize = 24;
        let stem = |at: usize| {
            let token = self.tokens.get(at).filter(|token| token.shape.is_word())?;
            let class = self.lexicon.named("empty")?;
            let word = token.span().of(self.text);
            let long = word.chars().count() >= 4 && self.lexicon.value(token, class).is_none();
            long.then(|| crate::tokens::fold(word).chars().take(STEM).collect::<String>())
        };
        let wanted: Vec<String> = (first..end).filter_map(stem).take(6).collect();
        if wanted.is_empty() {
            return None;
        }
        let mut seen = usize::MAX;
        let mut looked = 0;
        let mut best: Option<(usize, Span, Past)> = None;
        for past in self.history.iter().rev().take(64) {
            if past.date.precision() > coarsest || past.sentence == seen {
                continue;
            }
            (seen, looked) = (past.sentence, looked + 1);
            if looked > SENTENCES {
                break;
            }
            let span = self.sentences.get(past.sentence)?.span;
            let tokens = self.tokens.within(span).take(120).take_while(|at| *at < first);
            let hits: Vec<usize> =
                tokens.filter(|at| stem(*at).is_some_and(|stem| wanted.contains(&stem))).collect();
            let Some(&at) = hits.last() else { continue };
            if best.as_ref().is_none_or(|(most, ..)| hits.len() > *most) {
                let date = self.nearest_in(past.sentence, self.tokens[at].span(), coarsest);
                best = Some((hits.len(), self.tokens[at].span(), date.unwrap_or(*past)));
            }
        }
        best.map(|(_, span, past)| (span, past))
    }

    /// The date of a sentence that stands nearest to a word of it.
    fn nearest_in(&self, sentence: usize, word: Span, coarsest: Precision) -> Option<Past> {
        let of = |p: &&Past| p.sentence == sentence && p.date.precision() <= coarsest;
        let all = self.history.iter().rev().take(96).filter(of);
        all.min_by_key(|past| past.span.start.abs_diff(word.end)).copied()
    }
}
