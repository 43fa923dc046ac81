//! The same time told twice, side by side: “one month later, on 20 February”, “on 9 March, a day after
//! his birthday”.

use chrono::Datelike;

use super::expression::{Count, Expression, From, Unit, What, Year};
use super::moment::{Moment, enclosing, step_of};
use super::resolve::Resolver;
use super::resolved::{Resolved, span};
use super::year::of_year;
use crate::model::{Anchor, Basis, Day, EdtfDate, Period, Precision, Span};
use crate::tokens::{Gap, Shape};

impl Resolver<'_, '_> {
    /// The day that is written right behind a relative expression and agrees with it: “one month
    /// later, on February 20”, “Today: Sep 08, 2025”.
    pub(super) fn apposition(
        &self,
        expression: &Expression,
        index: usize,
        from: From,
        base: Option<Day>,
        step: Period,
    ) -> Option<EdtfDate> {
        let next = self.expressions.get(index + 1).filter(|n| n.first <= expression.end + 3)?;
        let mark = |at: usize| self.context.tokens[at].span().of(self.context.text);
        let marks = (expression.end..next.first).any(|at| matches!(mark(at), "," | ":" | "("))
            && !(expression.end..next.first).any(|at| matches!(mark(at), "." | ";"));
        let What::Date(fields) = &next.what else { return None };
        let apart = |at: usize| self.context.tokens[at].gap >= Gap::Line;
        if (expression.end..=next.first).any(apart) {
            return None;
        }
        let expected = step.after(base?)?;
        let year = match fields.year {
            Year::Number(year) => year,
            _ => expected.year(),
        };
        let date = of_year(fields, year).filter(|date| date.precision() == Precision::Day)?;
        let off = (date.days().earliest? - expected).num_days().abs();
        let slack = i64::from(from == From::Published);
        (marks && off <= slack).then_some(date)
    }

    /// The day that is written right behind a distance, in units of the distance: “Two and a half years
    /// earlier, on 28 June 1995, they fell”; where it is far from `reckoned`, that was not meant.
    pub(super) fn day_behind(
        &self,
        expression: &Expression,
        unit: Unit,
        reckoned: Option<Moment>,
    ) -> Option<EdtfDate> {
        const MONTH: i64 = 45;
        const YEAR: i64 = 400;
        let at = self.expressions.partition_point(|other| other.first < expression.end);
        let next = self.expressions.get(at).filter(|next| next.first <= expression.end + 2)?;
        let What::Date(fields) = &next.what else { return None };
        let beside = self.context.mark(expression.end) == ","
            && (expression.end..=next.first).all(|at| self.context.tokens[at].gap < Gap::Line);
        let whole = fields.month.is_some() && fields.day.is_some() && beside;
        let moment = Some(self.fields(fields, next)).filter(|_| whole)?.moment?;
        let day = moment.date()?.days().earliest?;
        let away = |moment: Moment| Some((moment.days().earliest? - day).num_days().abs());
        let away = reckoned.and_then(away).unwrap_or(i64::MAX);
        match step_of(unit, 1) {
            Period::Days(_) if away > 0 => Some(EdtfDate::day(day)),
            Period::Months(_) if away > MONTH => enclosing(day, Unit::Month)?.date(),
            Period::Years(_) if away > YEAR => enclosing(day, Unit::Month)?.date(),
            _ => None,
        }
    }

    /// The day that the sentence itself gives what it tells of, behind a distance from a happening that
    /// no sentence dates: “Two days after the arrest, they attacked the jail on 27 June 2025”.
    pub(super) fn day_of_sentence(&self, expression: &Expression, from: From) -> Option<Resolved> {
        let (From::Event(first, end) | From::EventUnit(first, end)) = from else { return None };
        let opens = self.context.opens_sentence(expression.first);
        let at = self.expressions.partition_point(|other| other.first < expression.end);
        let next = self.expressions.get(at).filter(|next| {
            opens && next.first < self.context.within.end && next.what.is_stated_whole()
        })?;
        let clauses = (expression.end..next.first).filter(|at| self.context.mark(*at) == ",");
        let resolved = self.inner(next, at);
        let day = resolved.moment?.date()?.precision() == Precision::Day;
        let words = self.context.tokens.span(first, end.max(first + 1) - 1);
        let anchor = Some(Anchor::Event(words, span(self.context.tokens, next)));
        (day && clauses.count() == 1).then_some(Resolved {
            anchor,
            basis: Basis::Relative,
            ..resolved
        })
    }

    /// The weekday that is written right behind a relative expression: “the next day, Thursday”.
    pub(super) fn named_behind(&self, expression: &Expression, index: usize) -> Option<Resolved> {
        let next = self.expressions.get(index + 1)?;
        let What::Date(fields) = &next.what else { return None };
        let beside = next.first == expression.end + 1 && self.context.mark(expression.end) == ",";
        let alone = fields.month.is_none() && fields.day.is_none() && fields.weekday.is_some();
        let named = Some(self.fields(fields, next)).filter(|_| beside && alone);
        named.filter(|named| named.moment.is_some())
    }

    /// The date that stands before in the sentence and is told once more by its distance from
    /// another happening: “On 9 March, a day after his birthday, they fell”, “They were freed on
    /// Tuesday in Leon, two days after the raid”.
    pub(super) fn apposed(&self, from: From, unit: Unit, index: usize) -> Option<Resolved> {
        let expression = &self.expressions[index];
        let before = self.expressions.get(index.checked_sub(1)?)?;
        let tokens = self.context.tokens;
        // “On 3 May, two days later, they fell”
        let between = || {
            let apart = |at: usize| self.context.mark(at) == ",";
            before.end + 1 == expression.first && apart(before.end) && apart(expression.end)
        };
        match from {
            From::Event(..) | From::EventUnit(..) => {}
            From::Before if between() => {}
            _ => return None,
        }
        let is_mark = |at: &usize| tokens[*at].shape == Shape::Mark;
        let marks = (before.end..expression.first).filter(is_mark).count();
        let is_days = matches!(step_of(unit, 1), Period::Days(_));
        let stops = (before.end..expression.first).any(|at| self.context.mark(at) == ";");
        let comma = expression.first.checked_sub(1).is_some_and(|at| self.context.ends_clause(at));
        let added = is_days && comma && !stops;
        let owned = self.is_owned(from) && unit == Unit::Day;
        let close = expression.first <= before.end + 2 && marks == 1 || owned || added;
        let past = self.context.history.last().filter(|past| {
            past.span == span(tokens, before) && past.sentence == self.context.sentence
        })?;
        let fine = past.date.precision() == Precision::Day || step_of(unit, 1) != Period::Days(1);
        // “he fell in 2015, three years after taking office”
        let years = matches!(step_of(unit, 1), Period::Years(_));
        let coarsest = if years { Precision::Year } else { Precision::Month };
        if !close || !fine || past.date.precision() > coarsest {
            return None;
        }
        let moment = match step_of(unit, 1) {
            Period::Months(_) => enclosing(past.date.days().earliest?, Unit::Month)?,
            _ => Moment::Date(past.date),
        };
        Some(Resolved::at(moment, Basis::Relative, Some(Anchor::Date(past.span))))
    }

    /// The day of the happening from which an apposed distance is reckoned, with the words that
    /// name it: “He died on 11 August, 65 days after the shooting” dates the shooting too.
    pub(super) fn apposed_event(
        &self,
        resolved: &Resolved,
        index: usize,
    ) -> Option<(EdtfDate, Span)> {
        let What::Shift { count: Count::Number(count), unit, sign, from } =
            self.expressions[index].what
        else {
            return None;
        };
        let (From::Event(first, end), Period::Days(_)) = (from, step_of(unit, 1)) else {
            return None;
        };
        self.apposed(from, unit, index)?;
        let days = resolved.moment?.days();
        let day = days.earliest.filter(|day| days.latest == Some(*day))?;
        let back = step_of(unit, count.saturating_mul(-sign)).after(day)?;
        let last = end.min(self.context.tokens.len()).checked_sub(1)?;
        (first <= last).then(|| (EdtfDate::day(back), self.context.tokens.span(first, last)))
    }
}
