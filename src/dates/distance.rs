//! The captures of a candidate → distances in time: so many units before, after or from something.

use super::builder::expression;
use super::class::Class;
use super::clock::with_time;
use super::expression::{Count, Expression, Fields, From, Unit, What};
use super::frame::{Frame, fields};
use super::moment::step_of;
use crate::model::{Period, TimexType};

pub(super) fn unit(frame: &Frame) -> Option<Unit> {
    frame.get(Class::Unit).and_then(Unit::from_code)
}

pub(super) fn count(frame: &Frame) -> Option<Count> {
    if frame.get(Class::Several).is_some() {
        return Some(Count::Some);
    }
    if let Some(tenths) = frame.get(Class::Decimal) {
        return Some(Count::Tenths(tenths));
    }
    frame.get(Class::Number).map(Count::Number)
}

/// What a unit without a number counts: “years” several, “a year” one.
pub(super) fn default_count(frame: &Frame) -> Count {
    let plurals = [Class::Units.symbol(), Class::LongWords.symbol()];
    let plural = frame.0.iter().any(|capture| plurals.contains(&capture.symbol));
    if plural { Count::Some } else { Count::Number(1) }
}

pub(super) fn shift(frame: &Frame, sign: i32, from: From) -> Option<Expression> {
    let unit = unit(frame).or_else(|| eve(frame))?;
    let count = count(frame).unwrap_or(default_count(frame));
    if unit < Unit::Day {
        // Minutes and hours do not move a date: they stay a length.
        let what = What::Length { count, unit, side: None };
        return Some(expression(TimexType::Duration, what));
    }
    let kind = TimexType::Date;
    Some(expression(kind, What::Shift { count, unit, sign, from }))
}

/// The unit of the eve, which is a day.
fn eve(frame: &Frame) -> Option<Unit> {
    let is_eve = frame.0.iter().any(|capture| capture.symbol == Class::Eve.symbol());
    is_eve.then_some(Unit::Day)
}

/// So many units before the publication date, to the day, or to the second unit: “20 years ago this
/// month”.
pub(super) fn exact(frame: &Frame) -> Option<Expression> {
    let day = shift(frame, -1, From::Day)?;
    let Some(capture) = frame.all(Class::Unit).nth(1) else { return Some(day) };
    let what = What::Around { unit: Unit::from_code(capture.value)?, of: Box::new(day) };
    Some(expression(TimexType::Date, what))
}

/// The unit, by default the day, of the happening that the last tokens name.
pub(super) fn event_on(frame: &Frame, end: usize) -> Option<Expression> {
    let happening = frame.all(Class::Kin).next()?;
    let unit = unit(frame).unwrap_or(Unit::Day);
    // “the same week as the find”: of the date spoken of, where the text has not dated the find.
    let count = Count::Number(0);
    let from = match frame.get(Class::Anaphoric) {
        Some(_) => From::Event(happening.first, end),
        None => From::EventUnit(happening.first, end),
    };
    let what = What::Shift { count, unit, sign: 0, from };
    Some(with_time(expression(TimexType::Date, what), frame))
}

/// So many units later or earlier; hours leave the day as it is.
pub(super) fn later(frame: &Frame) -> Option<Expression> {
    let sign = frame.get(Class::Later).or(frame.get(Class::AfterEvent))?;
    let unit = unit(frame)?;
    // “ten minutes later” is rather a length than a day.
    if unit > Unit::Hour || unit < Unit::Hour && count(frame).is_some() {
        return shift(frame, sign, From::Before);
    }
    let hours = count(frame).and_then(Count::number).unwrap_or(0);
    let days = match step_of(unit, hours) {
        _ if unit < Unit::Hour => 0,
        Period::Days(days) if hours % 24 == 0 => days,
        _ if hours < 12 => 0,
        _ => return shift(frame, sign, From::Before),
    };
    let (count, unit, from) = (Count::Number(days), Unit::Day, From::Before);
    Some(expression(TimexType::Date, What::Shift { count, unit, sign, from }))
}

/// Two counted units together: “a year and eight months later”.
pub(super) fn sum(frame: &Frame) -> Option<Expression> {
    let mut units = frame.all(Class::Unit).filter_map(|capture| Unit::from_code(capture.value));
    let (large, small) = (units.next()?, units.next()?);
    let mut numbers = frame.all(Class::Number).map(|capture| capture.value);
    let (second, first) = match (numbers.next()?, numbers.next()) {
        (a, Some(b)) => (b, a),
        (b, None) => (b, 1),
    };
    let (unit, count) = match (step_of(large, first), step_of(small, second)) {
        (Period::Years(years), Period::Months(months)) => {
            (Unit::Month, years.checked_mul(12)?.checked_add(months)?)
        }
        (Period::Days(a), Period::Days(b)) => (Unit::Day, a.checked_add(b)?),
        _ => return None,
    };
    let (sign, from) = direction(frame);
    let count = Count::Number(count);
    Some(expression(TimexType::Date, What::Shift { count, unit, sign, from }))
}

/// Later or earlier than the date before, else before the publication date.
fn direction(frame: &Frame) -> (i32, From) {
    frame.get(Class::Later).map_or((-1, From::Published), |sign| (sign, From::Before))
}

/// So many units and a half: “two and a half years ago”.
pub(super) fn half(frame: &Frame) -> Option<Expression> {
    let whole = frame.get(Class::Number).unwrap_or(1);
    let count = Count::Tenths(whole.saturating_mul(10).saturating_add(5));
    let (unit, (sign, from)) = (unit(frame)?, direction(frame));
    Some(expression(TimexType::Date, What::Shift { count, unit, sign, from }))
}

/// A length in two units, the greater one first.
pub(super) fn length_sum(frame: &Frame) -> Option<Expression> {
    let mut units = frame.all(Class::Unit).filter_map(|capture| Unit::from_code(capture.value));
    let (large, small) = (units.next()?, units.next()?);
    let (first, second) = (frame.get(Class::Number)?, frame.second(Class::Number)?);
    let parts = [(first, large), (second, small)];
    (large > small).then(|| expression(TimexType::Duration, What::Sum(parts)))
}

/// The whole unit or season after or before the date before: “the summer before”.
pub(super) fn beside(frame: &Frame) -> Option<Expression> {
    let (step, from) = (frame.get(Class::Later)?, From::Reference);
    if unit(frame).is_some() {
        return shift(frame, step, from);
    }
    let fields = fields(frame)?;
    Some(expression(TimexType::Date, What::Seek { fields, step, from }))
}

/// A date by its distance in whole units, or the nearest such day, month or season.
pub(super) fn relative(frame: &Frame) -> Option<Expression> {
    let (step, from) = match (frame.get(Class::Deictic), frame.get(Class::Anaphoric)) {
        (Some(step), _) => (step, From::Published),
        (None, step) => (step.unwrap_or(0), From::Reference),
    };
    let sign = step.signum();
    if let Some(unit) = unit(frame).or_else(|| eve(frame)) {
        let default = Some(default_count(frame)).filter(|count| *count == Count::Some);
        let what = match count(frame).or(default) {
            Some(count) => What::Length { count, unit, side: Some((sign, from)) },
            None => What::Shift { count: Count::Number(step.abs()), unit, sign, from },
        };
        let is_length = matches!(what, What::Length { .. });
        let kind = if is_length { TimexType::Duration } else { TimexType::Date };
        return Some(expression(kind, what));
    }
    let has_time = frame.get(Class::Part).is_some();
    let fields = fields(frame)?;
    if fields == Fields::default() && has_time {
        let what = What::Shift { count: Count::Number(step.abs()), unit: Unit::Day, sign, from };
        return Some(expression(TimexType::Date, what));
    }
    Some(expression(TimexType::Date, What::Seek { fields, step, from }))
}

pub(super) fn term(frame: &Frame) -> Option<Expression> {
    let ordinal = frame.get(Class::Ordinal);
    let offset = frame.get(Class::Deictic).map(|step| (step, 1)).or_else(|| {
        frame.get(Class::Anaphoric).map(|step| (step, frame.get(Class::Number).unwrap_or(1)))
    });
    let (kind, years, ordinal, offset) = match (unit(frame), ordinal) {
        (Some(Unit::Year), Some(ordinal)) => {
            let years = frame.get(Class::Number).unwrap_or(1);
            (TimexType::Duration, Some((ordinal, years)), None, None)
        }
        _ => (TimexType::Date, None, ordinal, offset),
    };
    Some(expression(kind, What::Term { years, ordinal, offset }))
}
