//! What the day of writing makes of an expression: lengths that are ahead of it, weekends beside it,
//! distances told for it.

use super::class::Class;
use super::context::Tense;
use super::expression::{Count, Expression, From, Unit, What};
use super::moment::{Moment, enclosing, step_of};
use super::reckon::shifted;
use super::resolve::Resolver;
use super::resolved::Resolved;
use crate::model::{Anchor, Basis, EdtfDate, Period, Precision, TimexType};

impl Resolver<'_, '_> {
    /// The day of what the text tells of here, where that is told by its distance from a happening that
    /// the text has not dated: “The move comes four days before the minister lands”. It is the day just
    /// named, or that of the publication.
    pub(super) fn told_now(
        &self,
        unit: Unit,
        expression: &Expression,
        index: usize,
    ) -> Option<Resolved> {
        let context = &self.context;
        let published = context.published.filter(|_| !context.narrative)?;
        let verb = expression.first.checked_sub(1)?;
        let counted = unit >= Unit::Day && context.is(Class::Comes, verb);
        if !counted || self.dated_clause(expression, index, Precision::Day).is_some() {
            return None;
        }
        let named = context
            .last(Precision::Day)
            .filter(|past| context.sentence - past.sentence <= 1 && past.flags.foreground);
        let (date, anchor) = match named.or_else(|| context.day_told()) {
            Some(past) => (past.date, Anchor::Date(past.span)),
            None => (published, Anchor::Published),
        };
        Some(Resolved::at(Moment::Date(date), Basis::Relative, Some(anchor)))
    }

    /// Whether a date that is told in the past tense, or by a happening that the text has not dated,
    /// lies behind the publication: what it was reckoned from cannot have been meant.
    pub(super) fn has_yet_to_come(&self, moment: Moment, from: From, anchor: &Anchor) -> bool {
        let context = &self.context;
        let today = context.published.and_then(|date| date.days().latest);
        if today.is_none() || moment.days().earliest <= today {
            return false;
        }
        let tense = context.tense_here();
        let guessed = matches!(from, From::Event(..)) && !matches!(anchor, Anchor::Event(..));
        let told = matches!(from, From::Event(..) | From::Before | From::Reference);
        told && tense == Tense::Past || guessed && tense != Tense::Future
    }

    /// The day of which a length of time is the anniversary: “Hoy se cumplen diez años de la caída”.
    pub(super) fn anniversary(&self, expression: &Expression) -> Option<EdtfDate> {
        const NEAR: usize = 3;
        let What::Length { count: Count::Number(count), unit, side: None } = expression.what else {
            return None;
        };
        let context = &self.context;
        let before = expression.first.saturating_sub(NEAR)..expression.first;
        let told = unit >= Unit::Month
            && !context.narrative
            && before.clone().any(|at| context.is(Class::Anniversary, at));
        let named = context.history.last().filter(|past| past.sentence == context.sentence);
        let base = match named {
            Some(past) if past.date.precision() <= Precision::Month => past.date,
            _ => context.published?,
        };
        let day = step_of(unit, count.checked_neg()?).after(base.days().earliest?)?;
        let whole = if base.precision() == Precision::Day { Unit::Day } else { Unit::Month };
        enclosing(day, whole)?.date().filter(|_| told)
    }

    /// A distance of days from what the story told before, where what was told last cannot be meant:
    /// “the hearing is set for 3 July; he had been seized four days earlier”.
    pub(super) fn reckoned_earlier(&self, number: i32, unit: Unit, from: From) -> Option<Resolved> {
        let past = self.context.story_before(Precision::Day).filter(|_| from == From::Before)?;
        let anchor = Anchor::Date(past.span);
        let moment = shifted(past.date, number, unit, from)?;
        let ahead = self.has_yet_to_come(moment, from, &anchor);
        (!ahead).then(|| Resolved::at(moment, Basis::Relative, Some(anchor)))
    }

    /// A length that a clause of the future puts before what it tells of: “they will meet in two
    /// weeks”.
    pub(super) fn ahead(
        &self,
        count: Count,
        unit: Unit,
        expression: &Expression,
    ) -> Option<Resolved> {
        const NEAR: usize = 8;
        let context = &self.context;
        let before = expression.first.checked_sub(1)?;
        let record = (before.saturating_sub(NEAR)..before).any(|at| context.is(Class::Record, at));
        let meant =
            context.is(Class::Ahead, before) && context.tense_here() == Tense::Future && !record;
        let published = context.published.filter(|_| meant && !context.narrative)?;
        let number = count.number().filter(|_| unit >= Unit::Day && unit <= Unit::Year)?;
        let from = if number == 1 { From::Now } else { From::Published };
        let moment = shifted(published, number, unit, from)?;
        let at = Resolved::at(moment, Basis::Relative, Some(Anchor::Published));
        Some(Resolved { kind: Some(TimexType::Date), ..at })
    }

    /// A length within which something is to happen begins now: “he arrives within ten days”.
    pub(super) fn within_now(&self, unit: Unit, expression: &Expression) -> Option<(i32, From)> {
        let context = &self.context;
        let before = expression.first.checked_sub(1)?;
        let counted = unit >= Unit::Day && context.is(Class::Within, before);
        (counted && !context.narrative && context.tense_here() == Tense::Future)
            .then_some((1, From::Published))
    }

    /// The weekend of the publication date, the one before it or, in the future tense, after it.
    pub(super) fn weekend(&self, expression: &Expression) -> Resolved {
        let context = &self.context;
        let tense = context.tense(expression.first, expression.end);
        let found = || {
            let day = context.published.filter(|_| !context.follows_text())?.days().earliest?;
            let near = enclosing(day, Unit::Weekend)?;
            let begun = near.days().earliest? <= day;
            let week = if begun || tense == Tense::Future { 0 } else { -1 };
            enclosing(Period::Days(7 * week).after(day)?, Unit::Weekend)
        };
        match found() {
            Some(moment) => Resolved::at(moment, Basis::Relative, Some(Anchor::Published)),
            None => Resolved::plain("XXXX-WXX-WE", Basis::Unresolved),
        }
    }
}
