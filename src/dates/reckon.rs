//! Reckoning with dates: moved, stretched, and cut into parts.

use chrono::{Datelike, Days};

use super::expression::{Count, From, Unit};
use super::holiday::weekday_near;
use super::moment::{Moment, enclosing, step_of};
use crate::model::{Day, Edtf, EdtfDate, Period, Precision};

/// `base` moved by `number` units, as coarse as the unit; after one year a month stays a month, and a quarter a
/// quarter.
pub(super) fn shifted(base: EdtfDate, number: i32, unit: Unit, from: From) -> Option<Moment> {
    let first = base.days().earliest?;
    let step = step_of(unit, number);
    if let (Period::Years(years), From::Before) = (step, from)
        && number.abs() == 1
        && unit == Unit::Year
        && (Precision::Month..Precision::Year).contains(&base.precision())
    {
        return EdtfDate::month(base.year_number() + years, base.month_code()?).map(Moment::Date);
    }
    if unit == Unit::Day && base.precision() > Precision::Day {
        // A day cannot be reckoned from a month; its month can, as if from its middle.
        let last = base.days().latest?;
        let half = match from {
            From::Published | From::Now => 0,
            _ => (last - first).num_days().unsigned_abs() / 2,
        };
        let day = step.after(last.checked_sub_days(Days::new(half))?)?;
        return match base.precision() {
            Precision::Month => enclosing(day, Unit::Month),
            _ => enclosing(day, Unit::Year),
        };
    }
    let day = step.after(first)?;
    match unit {
        _ if from == From::Day => enclosing(day, Unit::Day),
        Unit::Week | Unit::Fortnight
            if number != 0 && matches!(from, From::Before | From::Event(..) | From::Now) =>
        {
            enclosing(day, Unit::Day)
        }
        unit => enclosing(day, unit),
    }
}

/// `base` moved by tenths of a year or month: the month or day that is reached.
pub(super) fn half_shifted(base: EdtfDate, tenths: i32, unit: Unit) -> Option<Moment> {
    let first = base.days().earliest?;
    match step_of(unit, 1) {
        Period::Years(years) => {
            let months = years.checked_mul(tenths)?.checked_mul(12)? / 10;
            let whole = if base.precision() > Precision::Month { Unit::Year } else { Unit::Month };
            enclosing(Period::Months(months).after(first)?, whole)
        }
        Period::Months(months) => {
            let days = months.checked_mul(tenths)?.checked_mul(3)?;
            enclosing(Period::Days(days).after(first)?, Unit::Month)
        }
        Period::Days(days) => {
            enclosing(Period::Days(days.checked_mul(tenths)? / 10).after(first)?, Unit::Day)
        }
    }
}

/// The month some weeks before or after `base`.
pub(super) fn some(base: EdtfDate, unit: Unit, sign: i32) -> Option<Moment> {
    const SOME: i32 = 3;
    let day = base.days().earliest.filter(|_| unit == Unit::Week)?;
    enclosing(step_of(unit, SOME * sign).after(day)?, Unit::Month)
}

/// On which side of a date a stretch lies: before (-1) or after (1), and whether the date itself is
/// no part of it.
pub(super) struct Side {
    pub sign: i32,
    pub outside: bool,
}

/// The stretch of `count` units before or after `base`, in dates of the unit.
pub(super) fn stretch(base: EdtfDate, count: Count, unit: Unit, side: Side) -> Option<Edtf> {
    let Side { sign, outside } = side;
    let Some(number) = count.number() else {
        // “the coming days”: the month that they begin in.
        return match step_of(unit, 1) {
            Period::Days(_) => enclosing(base.days().latest?, Unit::Month)?.edtf(),
            _ => None,
        };
    };
    let scale = match step_of(unit, 1) {
        Period::Days(1) => Unit::Day,
        Period::Days(_) => Unit::Day,
        Period::Months(_) => Unit::Month,
        Period::Years(_) => Unit::Year,
    };
    let now = if sign < 0 { base.days().latest? } else { base.days().earliest? };
    let there = step_of(unit, number.checked_mul(sign)?).after(now)?;
    let (now, there) = match outside {
        // “the first quarter of 2024 … the previous three months”
        true => {
            let first = base.days().earliest?;
            (first.pred_opt()?, step_of(unit, number.checked_mul(sign)?).after(first)?)
        }
        false => (now, there),
    };
    let ends = [now.min(there), now.max(there)];
    let date = |day| match enclosing(day, scale)? {
        Moment::Date(date) => Some(date),
        _ => None,
    };
    Some(Edtf::between(date(ends[0])?, date(ends[1])?))
}

/// The `ordinal`th stretch of `count` units within `whole`, counted from its end if negative; up to its
/// beginning if zero.
pub(super) fn part_of(whole: Moment, ordinal: i32, count: i32, unit: Unit) -> Option<Moment> {
    let days = whole.days();
    let (first, last) = (days.earliest?, days.latest?);
    if let (Unit::Half | Unit::Quarter, Moment::Date(date)) = (unit, whole) {
        let (lowest, of) = if unit == Unit::Half { (40, 2) } else { (33, 4) };
        let which = if ordinal < 0 { of } else { ordinal };
        if date.precision() == Precision::Year && (1..=of).contains(&which) && count == 1 {
            let code = lowest + which as u8 - 1;
            return EdtfDate::month(date.year_number(), code).map(Moment::Date);
        }
    }
    if let (Unit::Weekend, 1) = (unit, count) {
        return weekend_of(first, last, ordinal);
    }
    if let (Unit::Fortnight, 1, Moment::Date(date)) = (unit, count, whole)
        && date.precision() == Precision::Month
    {
        // The halves of a month, as wages are paid.
        let (start, end) = match ordinal {
            1 => (first, first.with_day(15)?),
            2 | -1 => (first.with_day(16)?, last),
            _ => return None,
        };
        return Some(Moment::Span(EdtfDate::day(start), EdtfDate::day(end)));
    }
    let (start, end) = if ordinal == 0 {
        (step_of(unit, -count).after(first)?, first.pred_opt()?)
    } else if ordinal < 0 {
        let end = last.checked_add_days(Days::new(1))?;
        (step_of(unit, -count).after(end)?, last)
    } else {
        let start = step_of(unit, (ordinal - 1).checked_mul(count)?).after(first)?;
        let end = step_of(unit, count).after(start)?;
        (start, end.pred_opt()?)
    };
    if start > last || end < first && ordinal != 0 {
        return None;
    }
    let scale = match step_of(unit, 1) {
        // “the year ended in September 2023”
        Period::Years(_) if start.month() != 1 || end.month() != 12 => Unit::Month,
        Period::Days(_) => Unit::Day,
        Period::Months(_) => Unit::Month,
        Period::Years(_) => Unit::Year,
    };
    let date = |day| enclosing(day, scale)?.date();
    let (a, b) = (date(start)?, date(end)?);
    Some(if a == b { Moment::Date(a) } else { Moment::Span(a, b) })
}

/// The `ordinal`th weekend whose Saturday lies between two days, counted from the end if negative.
fn weekend_of(first: Day, last: Day, ordinal: i32) -> Option<Moment> {
    const SATURDAY: u8 = 6;
    let week = |n: i32| Period::Days(7 * n);
    let saturday = if ordinal < 0 {
        week(ordinal + 1).after(weekday_near(last.succ_opt()?, SATURDAY, -1)?)?
    } else {
        week(ordinal - 1).after(weekday_near(first.pred_opt()?, SATURDAY, 1)?)?
    };
    (first..=last).contains(&saturday).then_some(Moment::Weekend(saturday))
}
