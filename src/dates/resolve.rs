//! Expressions in reading order → resolved [`Timex`]es.

use super::context::{Context, ends};
use super::expression::{Count, Expression, Fields, From, Unit, What, Year};
use super::holiday;
use super::moment::{Moment, enclosing, length_value, step_of};
use super::reckon::{Side, half_shifted, part_of, shifted, some, stretch};
use super::resolved::{
    Resolved, digits, since, some_part, span, unknown, with_modifier, with_time,
};
use super::terms::Terms;
use super::year::Dated;
use crate::model::{
    Anchor, Basis, Bound, Choice, DayRange, Edtf, EdtfDate, Mention, Period, Precision,
};
use crate::tokens::{Gap, Shape};

/// Resolves the expressions of one document.
pub(super) struct Resolver<'a, 'm> {
    pub context: Context<'a>,
    pub terms: &'a Terms,
    /// The mentions of the document, found when they are asked for.
    pub mentions: &'a dyn Fn() -> &'m [Mention],
    /// The expressions of the document, in text order.
    pub expressions: &'a [Expression],
}

impl Resolver<'_, '_> {
    /// What the `index`th expression stands for.
    pub fn resolve(&self, index: usize) -> Resolved {
        let expression = &self.expressions[index];
        let resolved = self.what(expression, index);
        let narrates = matches!(resolved.anchor, Some(Anchor::Date(_)));
        let told = narrates && resolved.choice.is_none() && expression.what.speaks_from_now();
        let choice = resolved.choice.or(told.then_some(Choice::Narrative));
        let resolved = with_modifier(Resolved { choice, ..resolved }, expression);
        with_time(resolved, expression)
    }

    /// Whether the expression is a word of a longer name: “USA Today”, “The Sunday Ledger”.
    pub fn is_in_name(&self, expression: &Expression) -> bool {
        let tokens = self.context.tokens;
        let capital = |at: usize| {
            let shape = tokens.get(at).map(|token| token.shape);
            matches!(shape, Some(Shape::Capital | Shape::Upper))
        };
        let (first, end) = (expression.first, expression.end);
        let joined = |at: usize| tokens.get(at).is_some_and(|token| token.gap == Gap::Space);
        let before = first > 0 && joined(first) && capital(first - 1);
        let may_be = end == first + 1
            && capital(first)
            && (before || joined(end) && capital(end))
            && expression.what.is_named_day();
        may_be && {
            let (mentions, span) = ((self.mentions)(), span(tokens, expression));
            let behind = mentions.partition_point(|mention| mention.span.start <= span.start);
            let around = behind.checked_sub(1).map(|at| mentions[at].span);
            around.is_some_and(|around| around.contains(span) && around != span)
        }
    }

    fn what(&self, expression: &Expression, index: usize) -> Resolved {
        match &expression.what {
            What::Date(fields) => self.fields(fields, expression),
            What::Fiscal(fields) => self.fiscal(fields, expression),
            What::Shift { count, unit, sign, from } => {
                self.shift(*count, *unit, *sign, *from, expression, index)
            }
            What::Seek { fields, step, from } => self.seek(fields, *step, *from, expression),
            What::Length { count, unit, side } => {
                match self.ahead(*count, *unit, expression).filter(|_| side.is_none()) {
                    Some(ahead) => ahead,
                    None => {
                        let side = side.or_else(|| self.within_now(*unit, expression));
                        self.length(*count, *unit, side)
                    }
                }
            }
            What::Recurrent(fields) => Resolved::plain(unknown(fields), Basis::Explicit),
            What::Weekend => self.weekend(expression),
            What::Lengths { low, high, unit } => {
                let value = |n: &i32| length_value(&n.to_string(), *unit);
                Resolved::plain(format!("{}/{}", value(low), value(high)), Basis::Explicit)
            }
            What::Sum(parts) => {
                let [first, second] = parts.map(|(n, unit)| length_value(&n.to_string(), unit));
                // P18Y and P6M are P18Y6M, PT2H and PT30M are PT2H30M.
                let mark = if first.starts_with("PT") { "PT" } else { "P" };
                let second = second.strip_prefix(mark).unwrap_or(&second);
                Resolved::plain(format!("{first}{second}"), Basis::Explicit)
            }
            What::Beyond { count, unit, sign, of } => {
                let from = self.inner(of, index);
                let moved = || {
                    let (base, number) = (from.moment?.date()?, count.number()?);
                    shifted(base, number.checked_mul(*sign)?, *unit, From::Before)
                };
                let anchor = Some(Anchor::Date(span(self.context.tokens, of)));
                match moved() {
                    Some(moment) => Resolved::at(moment, Basis::Relative, anchor),
                    None => Resolved::plain("XXXX-XX-XX", Basis::Unresolved),
                }
            }
            What::Around { unit, of } => {
                let whole = self.inner(of, index);
                let around = whole.days.earliest.and_then(|day| enclosing(day, *unit));
                match around {
                    Some(moment) => Resolved::at(moment, whole.basis, whole.anchor),
                    None => whole,
                }
            }
            What::Set { count, unit } => {
                Resolved::plain(length_value(&digits(*count), *unit), Basis::Explicit)
            }
            What::Within { ordinal, count, unit, of } => {
                self.within(*ordinal, *count, *unit, of, index)
            }
            What::Nth { ordinal, weekday, of } => self.nth(*ordinal, *weekday, of, index),
            What::Range(first, second) => self.range(first, second, index),
            What::Since(child) => since(self.inner(child, index)),
            What::SinceThen => match self.context.last(Precision::Year) {
                Some(past) => {
                    let anchor = Some(Anchor::Date(past.span));
                    since(Resolved::at(Moment::Date(past.date), Basis::Relative, anchor))
                }
                None => Resolved::plain("XXXX-XX-XX", Basis::Unresolved),
            },
            // Lists are taken apart before.
            What::List(_) => Resolved::plain("XXXX-XX-XX", Basis::Unresolved),
            What::Term { years, ordinal, offset } => {
                self.term(*years, *ordinal, *offset, expression)
            }
            What::Again => self.again(expression),
            What::AgainIn(year, unit) => self.again_in(year, *unit, index),
            What::Vague(vague) => Resolved::plain(vague.value(), Basis::Unresolved),
        }
    }

    pub(super) fn inner(&self, expression: &Expression, index: usize) -> Resolved {
        let resolved = self.what(expression, index);
        with_time(with_modifier(resolved, expression), expression)
    }

    pub(super) fn fields(&self, fields: &Fields, expression: &Expression) -> Resolved {
        match self.context.date(fields, expression) {
            Some(Dated { date, basis, anchor, choice }) => {
                Resolved { choice, ..Resolved::at(Moment::Date(date), basis, anchor) }
            }
            None => Resolved::plain(unknown(fields), Basis::Unresolved),
        }
    }

    fn shift(
        &self,
        count: Count,
        unit: Unit,
        sign: i32,
        from: From,
        expression: &Expression,
        index: usize,
    ) -> Resolved {
        let unresolved = || {
            let value = match step_of(unit, 1) {
                Period::Days(_) if unit == Unit::Week => "XXXX-WXX",
                Period::Days(_) => "XXXX-XX-XX",
                Period::Months(_) => "XXXX-XX",
                Period::Years(_) => "XXXX",
            };
            Resolved::plain(value, Basis::Unresolved)
        };
        if let Some(same) = self.apposed(from, unit, index) {
            return same;
        }
        let base = match (self.base(from, unit, expression, index), from) {
            // “the day of the raid” is known where the raid is dated, and not by a date nearby.
            (Some((_, anchor)), From::EventUnit(..))
                if sign == 0 && !matches!(anchor, Anchor::Event(..)) =>
            {
                None
            }
            (base, From::Event(..)) if !matches!(base, Some((_, Anchor::Event(..)))) => {
                match self.told_now(unit, expression, index) {
                    Some(now) => return now,
                    None => base,
                }
            }
            (base, _) => base,
        };
        let told = matches!(from, From::Event(..) | From::EventUnit(..) | From::Before);
        if !matches!(base, Some((_, Anchor::Event(..)))) && told && unit >= Unit::Day {
            let reckoned = base.as_ref().and_then(|(base, _)| match count {
                Count::Tenths(tenths) => half_shifted(*base, tenths.checked_mul(sign)?, unit),
                _ => shifted(*base, count.number()?.checked_mul(sign)?, unit, from),
            });
            if let Some(date) = self.day_behind(expression, unit, reckoned) {
                return Resolved::at(Moment::Date(date), Basis::Relative, base.map(|(_, a)| a));
            }
        }
        let Some((base, anchor)) = base else {
            let told = self.day_of_sentence(expression, from).filter(|_| unit >= Unit::Day);
            return told.unwrap_or_else(unresolved);
        };
        let Some(number) = count.number() else {
            return some(base, unit, sign)
                .map(|moment| Resolved::at(moment, Basis::Relative, Some(anchor.clone())))
                .unwrap_or(Resolved { anchor: Some(anchor), ..unresolved() });
        };
        if let Count::Tenths(tenths) = count {
            return half_shifted(base, tenths.saturating_mul(sign), unit)
                .map(|moment| Resolved::at(moment, Basis::Relative, Some(anchor)))
                .unwrap_or_else(unresolved);
        }
        let step = step_of(unit, number.saturating_mul(sign));
        let day = (base.precision() == Precision::Day).then(|| base.days().earliest).flatten();
        if let Some(date) = self.apposition(expression, index, from, day, step) {
            return Resolved::at(Moment::Date(date), Basis::Relative, Some(anchor));
        }
        let Some(moment) = shifted(base, number.saturating_mul(sign), unit, from) else {
            return unresolved();
        };
        if self.has_yet_to_come(moment, from, &anchor) {
            let earlier = || self.reckoned_earlier(number.saturating_mul(sign), unit, from);
            let found = self.named_behind(expression, index).or_else(earlier);
            return found.unwrap_or_else(unresolved);
        }
        Resolved::at(moment, Basis::Relative, Some(anchor))
    }

    fn length(&self, count: Count, unit: Unit, side: Option<(i32, From)>) -> Resolved {
        let value = length_value(&digits(count), unit);
        let mut resolved = Resolved::plain(value, Basis::Explicit);
        let Some((sign, from)) = side else { return resolved };
        let context = &self.context;
        let published = context.published.map(|date| (date, Anchor::Published));
        let last = context.last(Precision::Year).map(|past| (past.date, Anchor::Date(past.span)));
        let base = match (from, context.follows_text()) {
            (From::Published, false) => published,
            _ => last.or(published),
        };
        resolved.basis = Basis::Unresolved;
        let Some((base, anchor)) = base else { return resolved };
        let outside = from == From::Reference && sign < 0 && base.precision() > Precision::Day;
        let Some(edtf) = stretch(base, count, unit, Side { sign, outside }) else {
            return resolved;
        };
        (resolved.edtf, resolved.days) = (Some(edtf), edtf.days());
        resolved.moment = match edtf {
            Edtf::Interval(Bound::Date(start), Bound::Date(end)) => Some(Moment::Span(start, end)),
            _ => None,
        };
        (resolved.basis, resolved.anchor) = (Basis::Relative, Some(anchor));
        resolved
    }

    fn within(
        &self,
        ordinal: i32,
        count: Count,
        unit: Unit,
        of: &Expression,
        index: usize,
    ) -> Resolved {
        let whole = self.inner(of, index);
        let value = length_value(&digits(count), unit);
        let part = count.number().and_then(|count| part_of(whole.moment?, ordinal, count, unit));
        let Some(part) = part else {
            return Resolved { value, ..some_part(whole, ordinal, count, unit) };
        };
        let Resolved { basis, anchor, .. } = whole;
        let mut resolved = Resolved::at(part, basis, anchor);
        let named = matches!(unit, Unit::Quarter | Unit::Half | Unit::Day | Unit::Night);
        if !(named && count == Count::Number(1)) {
            resolved.value = value;
        }
        resolved
    }

    /// The `ordinal`th such weekday within a date, from its end if negative.
    fn nth(&self, ordinal: i32, weekday: u8, of: &Expression, index: usize) -> Resolved {
        let whole = self.inner(of, index);
        let found = || {
            let (first, last) = (whole.days.earliest?, whole.days.latest?);
            let day = if ordinal < 0 {
                let next = Period::Days(1).after(last)?;
                Period::Days(7 * (ordinal + 1)).after(holiday::weekday_near(next, weekday, -1)?)?
            } else {
                let before = Period::Days(-1).after(first)?;
                Period::Days(7 * (ordinal - 1)).after(holiday::weekday_near(before, weekday, 1)?)?
            };
            (first..=last).contains(&day).then_some(day)
        };
        let Some(day) = found() else { return whole };
        Resolved::at(Moment::Date(EdtfDate::day(day)), whole.basis, whole.anchor)
    }

    fn range(&self, first: &Expression, second: &Expression, index: usize) -> Resolved {
        let (a, b) = (self.inner(first, index), self.inner(second, index));
        let (first, a) = match before(first, second, &a, &b) {
            Some(first) => {
                (&first.clone(), Resolved { basis: b.basis, ..self.inner(&first, index) })
            }
            None => (first, a),
        };
        let (start, end) = (a.moment.and_then(ends), b.moment.and_then(ends));
        let edtf = start.zip(end).map(|((start, _), (_, end))| match start == end {
            true => start.into(),
            false => Edtf::between(start, end),
        });
        let value = match a.value == b.value {
            true => a.value.clone(),
            false => format!("{}/{}", a.value, b.value),
        };
        let days = DayRange { earliest: a.days.earliest, latest: b.days.latest };
        let in_order = days.earliest.zip(days.latest).is_none_or(|(a, b)| a <= b);
        let basis = if a.basis == b.basis { a.basis } else { a.basis.max(b.basis) };
        let moment = start.zip(end).map(|((start, _), (_, end))| Moment::Span(start, end));
        Resolved {
            value,
            edtf: edtf.filter(|_| in_order),
            days: if in_order { days } else { DayRange::default() },
            basis,
            anchor: a.anchor.clone().or(b.anchor.clone()),
            choice: a.choice.or(b.choice),
            kind: None,
            moment: moment.filter(|_| in_order),
            ends: vec![(first.clone(), a), (second.clone(), b)],
        }
    }

    fn term(
        &self,
        years: Option<(i32, i32)>,
        ordinal: Option<i32>,
        offset: Option<(i32, i32)>,
        expression: &Expression,
    ) -> Resolved {
        let value = years.map_or("XXXX/XXXX".to_owned(), |(_, n)| format!("P{n}Y"));
        let span = self.context.tokens.span(expression.first, expression.end - 1);
        let context = &self.context;
        let near = context.published.or_else(|| Some(context.governing()?.date));
        let found = match offset {
            Some((step, count)) => {
                let last = context.history.iter().rev().take(8).find(|past| past.flags.term);
                let base = last.map(|past| past.date).filter(|_| count > 1).or(near);
                base.and_then(|base| self.terms.by_order(base, step, count))
            }
            None => self.terms.of_person((self.mentions)(), span, context, ordinal, years, near),
        };
        let Some((holder, start, end)) = found else {
            return Resolved::plain(value, Basis::Unresolved);
        };
        let (start, end) = (EdtfDate::year(start), EdtfDate::year(end));
        let anchor = Some(Anchor::Term(holder));
        let resolved = Resolved::at(Moment::Span(start, end), Basis::Relative, anchor);
        match years {
            Some(_) => Resolved { value, ..resolved },
            None => resolved,
        }
    }
}

/// The first end of a range without years, where it was taken for one of another year than the
/// last time before the second.
fn before(
    first: &Expression,
    second: &Expression,
    from: &Resolved,
    to: &Resolved,
) -> Option<Expression> {
    let (What::Date(a), What::Date(b)) = (&first.what, &second.what) else { return None };
    if a.year != Year::Missing || b.year != Year::Missing {
        return None;
    }
    let wraps = a.month? > b.month?;
    let year = to.moment?.date()?.year_number() - i32::from(wraps);
    let off = from.moment?.date()?.year_number() != year;
    let fields = Fields { year: Year::Number(year), ..*a };
    off.then(|| Expression { what: What::Date(fields), ..first.clone() })
}
