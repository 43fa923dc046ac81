//! The stretch of time spoken of last, once more: “in those years”, “the same period of 2023”.

use super::context::Past;
use super::expression::{Expression, Unit, What};
use super::moment::Moment;
use super::resolve::Resolver;
use super::resolved::Resolved;
use crate::model::{Anchor, Basis, EdtfDate, Period, Precision};

impl Resolver<'_, '_> {
    /// The stretch spoken of last; behind a year, that year's: “in 2022, the same period”.
    pub(super) fn again(&self, expression: &Expression) -> Resolved {
        let context = &self.context;
        let beside = |past: &&Past| {
            past.sentence == context.sentence
                && past.date == past.until
                && past.date.precision() == Precision::Year
                && context.tokens.at(past.span.end) + 1 >= expression.first
        };
        let year = context.history.last().filter(beside);
        if let Some(moved) = year.and_then(|year| self.moved_to(year.date.year_number(), None)) {
            return moved;
        }
        match context.stretch() {
            Some((start, end, span)) => {
                let anchor = Some(Anchor::Date(span));
                Resolved::at(Moment::Span(start, end), Basis::Relative, anchor)
            }
            None => Resolved::plain("XXXX-XX-XX", Basis::Unresolved),
        }
    }

    /// The months spoken of last, or the month or quarter, in another year.
    pub(super) fn again_in(&self, year: &Expression, unit: Option<Unit>, index: usize) -> Resolved {
        let whole = self.inner(year, index);
        if matches!(year.what, What::Fiscal(_)) {
            return whole;
        }
        let to = whole.moment.and_then(|moment| Some(moment.date()?.year_number()));
        to.and_then(|to| self.moved_to(to, unit)).unwrap_or(whole)
    }

    fn moved_to(&self, year: i32, unit: Option<Unit>) -> Option<Resolved> {
        let last = |coarsest| {
            let last = self.context.last(coarsest)?;
            Some((last.date, last.date, last.span))
        };
        let (start, end, span) = match unit {
            Some(Unit::Month) => last(Precision::Month),
            _ => self.context.stretch().or_else(|| {
                last(Precision::Quarter).filter(|(date, ..)| date.precision() > Precision::Day)
            }),
        }?;
        let years = year - end.year_number();
        let moved = |date: EdtfDate| date.shift(Period::Years(years));
        let (start, end) = (moved(start)?, moved(end)?);
        let moment = if start == end { Moment::Date(start) } else { Moment::Span(start, end) };
        Some(Resolved::at(moment, Basis::Relative, Some(Anchor::Date(span))))
    }
}
