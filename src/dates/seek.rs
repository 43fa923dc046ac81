//! The nearest weekday, month, season or named day before, within or after another date.

use chrono::Datelike;

use super::context::{Past, Tense};
use super::expression::{Expression, Fields, From};
use super::holiday;
use super::moment::Moment;
use super::resolve::Resolver;
use super::resolved::{Resolved, unknown};
use super::weekday::near_day;
use super::year::of_year;
use crate::model::{Anchor, Basis, EdtfDate, Period, Precision};

impl Resolver<'_, '_> {
    pub(super) fn seek(
        &self,
        fields: &Fields,
        step: i32,
        from: From,
        expression: &Expression,
    ) -> Resolved {
        let found = self.sought(fields, step, from, expression);
        match found {
            Some((moment, anchor)) => Resolved::at(moment, Basis::Relative, Some(anchor)),
            None => Resolved::plain(unknown(fields), Basis::Unresolved),
        }
    }

    fn sought(
        &self,
        fields: &Fields,
        step: i32,
        from: From,
        expression: &Expression,
    ) -> Option<(Moment, Anchor)> {
        let context = &self.context;
        let published = context.published.map(|date| (date, Anchor::Published));
        let precision = if fields.month.is_some() { Precision::Year } else { Precision::Day };
        let reference = context.last(precision).map(|past| (past.date, Anchor::Date(past.span)));
        if let (None, Some((year, span))) = (&published, context.written)
            && from == From::Published
        {
            // “last May”, in a text that names its own year
            let date = of_year(fields, year).filter(|_| fields.month.is_some())?;
            return Some((Moment::Date(date), Anchor::Date(span)));
        }
        let (base, anchor) = match from {
            From::Published if !context.follows_text() => published?,
            From::Published if step != 0 && fields.weekday.is_some() => published?,
            _ => reference.or(published.filter(|_| !context.follows_text()))?,
        };
        if step == 0
            && from == From::Reference
            && let Some(past) = self.same_again(fields, expression)
        {
            return Some((Moment::Date(past.date), Anchor::Date(past.span)));
        }
        // “Six days earlier he had been seen there. The following Tuesday …”: of the story.
        let told = || context.story_before(Precision::Day).filter(|_| context.published.is_some());
        let goes_on = step > 0 && from == From::Reference && fields.weekday.is_some();
        let (base, anchor) = match Some(()).filter(|_| goes_on).and_then(|_| told()) {
            Some(past) => (past.date, Anchor::Date(past.span)),
            None => (base, anchor),
        };
        let first = base.days().earliest?;
        let moment = match (fields.month, fields.weekday) {
            (None, Some(_)) if fields.day.is_some() => return None,
            (None, None) if fields.holiday.is_none() => {
                let tense = if step > 0 { Tense::Future } else { Tense::Past };
                EdtfDate::day(near_day(first, fields.day?, None, tense, true)?)
            }
            (None, Some(weekday)) => {
                let near = holiday::weekday_near(first, weekday, step.signum())?;
                let more = (step.abs() - 1).max(0) * step.signum();
                let day = Period::Days(more.checked_mul(7)?).after(near)?;
                EdtfDate::day(day)
            }
            _ => {
                let year = base.year_number();
                // “in 2013, and the following April”
                if base.precision() == Precision::Year && step != 0 {
                    return Some((Moment::Date(of_year(fields, year + step)?), anchor));
                }
                let candidate = of_year(fields, year)?;
                let days = candidate.days();
                let inside = days.earliest <= Some(first) && Some(first) <= days.latest;
                let behind = days.latest < Some(first);
                let offset = match step {
                    0 => 0,
                    step if step > 0 => step - 1 + i32::from(behind || inside),
                    step => step + 1 - i32::from(!behind || inside),
                };
                of_year(fields, year + offset)?
            }
        };
        Some((Moment::Date(moment), anchor))
    }

    /// The last date of that weekday, month or season.
    fn same_again(&self, fields: &Fields, expression: &Expression) -> Option<Past> {
        let matches = |past: &&Past| match (fields.month, fields.weekday) {
            (Some(month), _) => {
                past.date.month_code() == Some(month) && past.date.day_of_month().is_none()
            }
            (None, Some(weekday)) => {
                let day = past.date.days().earliest;
                past.date.precision() == Precision::Day
                    && day.is_some_and(|d| d.weekday().number_from_monday() == u32::from(weekday))
            }
            _ => false,
        };
        let today = self.context.published.and_then(|date| date.days().latest);
        let tense = self.context.tense(expression.first, expression.end);
        let last = self.context.last(Precision::Month).map(|past| past.date.year_number());
        let near = |past: &&Past| {
            self.context.sentence - past.sentence <= 2
                || last.is_none_or(|year| past.date.year_number() == year)
        };
        let possible = |past: &&Past| {
            tense != Tense::Past || today.is_none() || past.date.days().earliest <= today
        };
        let mut recent = self
            .context
            .history
            .iter()
            .rev()
            .take(32)
            .filter(matches)
            .filter(near)
            .filter(possible);
        let named = recent.clone().find(|past| past.flags.weekday || fields.month.is_some());
        // Another day that only happens to be such a weekday was not named by it.
        let last = self.context.last(Precision::Day).map(|past| past.span);
        let is_last = |past: &&Past| fields.month.is_some() || Some(past.span) == last;
        named.or_else(|| recent.find(is_last)).copied()
    }
}
