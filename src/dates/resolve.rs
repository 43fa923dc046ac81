//! Expressions in reading order → resolved [`Timex`]es.

use chrono::{Datelike, Days};

use super::context::{Context, Past, Tense, ends};
use super::expression::{Count, Expression, Fields, From, Unit, What, Year};
use super::holiday;
use super::moment::{Moment, Step, enclosing, length_value, shift_day, step_of};
use super::reckon::{part_of, shifted, stretch};
use super::resolved::{Resolved, digits, unknown, with_modifier, with_time};
use super::terms::Terms;
use super::year::of_year;
use crate::model::{Anchor, Basis, Bound, Day, DayRange, Edtf, EdtfDate, Mention, Precision};

/// Resolves the expressions of one document.
pub(super) struct Resolver<'a> {
    pub context: Context<'a>,
    pub terms: &'a Terms,
    pub mentions: &'a [Mention],
    /// The expressions of the document, in text order.
    pub expressions: &'a [Expression],
}

impl Resolver<'_> {
    /// What the `index`th expression stands for.
    pub fn resolve(&self, index: usize) -> Resolved {
        let expression = &self.expressions[index];
        let resolved = self.what(expression, index);
        let resolved = with_modifier(resolved, expression);
        with_time(resolved, expression)
    }

    fn what(&self, expression: &Expression, index: usize) -> Resolved {
        match &expression.what {
            What::Date(fields) => self.fields(fields, expression),
            What::Shift { count, unit, sign, from } => {
                self.shift(*count, *unit, *sign, *from, expression, index)
            }
            What::Seek { fields, step, from } => self.seek(fields, *step, *from, expression),
            What::Length { count, unit, side } => self.length(*count, *unit, *side),
            What::Recurrent(fields) => Resolved::plain(unknown(fields), Basis::Explicit),
            What::Weekend => self.weekend(expression),
            What::Lengths { low, high, unit } => {
                let value = |n: &i32| length_value(&n.to_string(), *unit);
                Resolved::plain(format!("{}/{}", value(low), value(high)), Basis::Explicit)
            }
            What::Set { count, unit } => {
                Resolved::plain(length_value(&digits(*count), *unit), Basis::Explicit)
            }
            What::Within { ordinal, count, unit, of } => {
                self.within(*ordinal, *count, *unit, of, index)
            }
            What::Range(first, second) => self.range(first, second, index),
            What::Since(child) => {
                let child = self.inner(child, index);
                let start = child.moment.and_then(ends).map(|(start, _)| start);
                let edtf = start.map(|date| Edtf::Interval(Bound::Date(date), Bound::Open));
                let days = DayRange { earliest: child.days.earliest, latest: None };
                Resolved { edtf: edtf.or(child.edtf), days, ..child }
            }
            What::Term { years, ordinal, offset } => {
                self.term(*years, *ordinal, *offset, expression)
            }
            What::Again => match self.context.stretch() {
                Some((start, end, span)) => {
                    let anchor = Some(Anchor::Date(span));
                    Resolved::at(Moment::Span(start, end), Basis::Relative, anchor)
                }
                None => Resolved::plain("XXXX-XX-XX", Basis::Unresolved),
            },
            What::Vague(vague) => Resolved::plain(vague.value(), Basis::Unresolved),
        }
    }

    fn inner(&self, expression: &Expression, index: usize) -> Resolved {
        let resolved = self.what(expression, index);
        with_time(with_modifier(resolved, expression), expression)
    }

    fn fields(&self, fields: &Fields, expression: &Expression) -> Resolved {
        match self.context.date(fields, expression) {
            Some(dated) => Resolved::at(Moment::Date(dated.date), dated.basis, dated.anchor),
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
                Step::Days(_) if unit == Unit::Week => "XXXX-WXX",
                Step::Days(_) => "XXXX-XX-XX",
                Step::Months(_) => "XXXX-XX",
                Step::Years(_) => "XXXX",
            };
            Resolved::plain(value, Basis::Unresolved)
        };
        let Some((base, anchor)) = self.base(from, unit, expression, index) else {
            return self.apposed().unwrap_or_else(unresolved);
        };
        let Some(number) = count.number() else {
            return Resolved { anchor: Some(anchor), ..unresolved() };
        };
        let step = step_of(unit, number.saturating_mul(sign));
        let day = (base.precision() == Precision::Day).then(|| base.days().earliest).flatten();
        if let Some(date) = self.apposition(expression, index, from, day, step) {
            return Resolved::at(Moment::Date(date), Basis::Relative, Some(anchor));
        }
        let Some(moment) = shifted(base, number.saturating_mul(sign), unit, from) else {
            return unresolved();
        };
        Resolved::at(moment, Basis::Relative, Some(anchor))
    }

    /// The day that is written right behind a relative expression and agrees with it: “one month
    /// later, on February 20”, “Today: Sep 08, 2025”.
    fn apposition(
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

    /// The date that the sentence gives already: “On 9 March they fell, a day after his birthday”.
    fn apposed(&self) -> Option<Resolved> {
        let past = self.context.last(Precision::Day)?;
        let same = past.sentence == self.context.sentence;
        let (date, anchor) = (Moment::Date(past.date), Anchor::Date(past.span));
        same.then(|| Resolved::at(date, Basis::Relative, Some(anchor)))
    }

    /// The date from which a distance in `unit`s is reckoned.
    fn base(
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
            From::Published if context.follows_text() => reference.or(published),
            From::Published => published.or(reference),
            From::Before if context.in_sentence().is_some() => {
                context.in_sentence().map(|past| (past.date, Anchor::Date(past.span)))
            }
            From::Reference | From::Before => {
                reference.or(published.filter(|_| !context.follows_text()))
            }
            From::Event(first, end) => {
                if let Some(found) = self.dated_clause(expression, index, coarsest) {
                    return Some(found);
                }
                if let Some((span, past)) = context.happening(first, end, coarsest) {
                    return Some((past.date, Anchor::Event(span, past.span)));
                }
                let owned = context.lexicon.named("owner").is_some_and(|owner| {
                    context.lexicon.value(&context.tokens[first], owner).is_some()
                });
                // “The attack came two days after they met” tells the date of neither.
                let told = context.narrative || context.opens_sentence(expression.first);
                reference.filter(|_| told && !owned)
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

    fn seek(&self, fields: &Fields, step: i32, from: From, expression: &Expression) -> Resolved {
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
        let (base, anchor) = match from {
            From::Published if !context.follows_text() => published.or(reference)?,
            _ => reference.or(published.filter(|_| !context.follows_text()))?,
        };
        if step == 0
            && from == From::Reference
            && let Some(past) = self.same_again(fields, expression)
        {
            return Some((Moment::Date(past.date), Anchor::Date(past.span)));
        }
        let first = base.days().earliest?;
        let moment = match (fields.month, fields.weekday) {
            (None, Some(weekday)) => {
                let week_ago = first.checked_sub_days(Days::new(1))?;
                // “this Friday” is the next one or today, “el viernes pasado” the last one.
                let day = match (step, fields.day) {
                    (_, Some(_)) => return None,
                    (0, _) if from == From::Published => {
                        let near = holiday::weekday_near(first, weekday, 0)?;
                        if near < week_ago {
                            holiday::weekday_near(first, weekday, 0)?
                        } else {
                            near
                        }
                    }
                    _ => holiday::weekday_near(first, weekday, step)?,
                };
                EdtfDate::day(day)
            }
            _ => {
                let year = base.year_number();
                let candidate = of_year(fields, year)?;
                let days = candidate.days();
                let inside = days.earliest <= Some(first) && Some(first) <= days.latest;
                let behind = days.latest < Some(first);
                let offset = match step {
                    0 => 0,
                    step if step > 0 => i32::from(behind || inside),
                    _ => -i32::from(!behind || inside),
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
        let possible = |past: &&Past| {
            tense != Tense::Past || today.is_none() || past.date.days().earliest <= today
        };
        let mut recent =
            self.context.history.iter().rev().take(32).filter(matches).filter(possible);
        let named = recent.clone().find(|past| past.weekday || fields.month.is_some());
        named.or_else(|| recent.next()).copied()
    }

    fn length(&self, count: Count, unit: Unit, side: Option<(i32, From)>) -> Resolved {
        let value = length_value(&digits(count), unit);
        let mut resolved = Resolved::plain(value, Basis::Explicit);
        let Some((sign, from)) = side else { return resolved };
        let context = &self.context;
        let published = context.published.map(|date| (date, Anchor::Published));
        let last = context.last(Precision::Year).map(|past| (past.date, Anchor::Date(past.span)));
        let base = match (from, context.follows_text()) {
            (From::Published, false) => published.or(last),
            _ => last.or(published),
        };
        resolved.basis = Basis::Unresolved;
        let Some((base, anchor)) = base else { return resolved };
        let Some(edtf) = stretch(base, count, unit, sign) else { return resolved };
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
            return Resolved { value, edtf: None, moment: None, ..whole };
        };
        let Resolved { basis, anchor, .. } = whole;
        let mut resolved = Resolved::at(part, basis, anchor);
        let named = matches!(unit, Unit::Quarter | Unit::Half | Unit::Day);
        if !(named && count == Count::Number(1)) {
            resolved.value = value;
        }
        resolved
    }

    fn range(&self, first: &Expression, second: &Expression, index: usize) -> Resolved {
        let (a, b) = (self.inner(first, index), self.inner(second, index));
        let (start, end) = (a.moment.and_then(ends), b.moment.and_then(ends));
        let edtf = start.zip(end).map(|((start, _), (_, end))| Edtf::between(start, end));
        let value = format!("{}/{}", a.value, b.value);
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
            moment: moment.filter(|_| in_order),
            ends: vec![(first.clone(), a), (second.clone(), b)],
        }
    }

    /// The weekend of the publication date, the one before it or, in the future tense, after it.
    fn weekend(&self, expression: &Expression) -> Resolved {
        let context = &self.context;
        let tense = context.tense(expression.first, expression.end);
        let found = || {
            let day = context.published.filter(|_| !context.follows_text())?.days().earliest?;
            let near = enclosing(day, Unit::Weekend)?;
            let begun = near.days().earliest? <= day;
            let week = if begun || tense == Tense::Future { 0 } else { -1 };
            enclosing(shift_day(day, Step::Days(7 * week))?, Unit::Weekend)
        };
        match found() {
            Some(moment) => Resolved::at(moment, Basis::Relative, Some(Anchor::Published)),
            None => Resolved::plain("XXXX-WXX-WE", Basis::Unresolved),
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
                let last = context.history.iter().rev().take(8).find(|past| past.term);
                let base = last.map(|past| past.date).filter(|_| count > 1).or(near);
                base.and_then(|base| self.terms.by_order(base, step, count))
            }
            None => self.terms.of_person(self.mentions, span, context, ordinal, years, near),
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
