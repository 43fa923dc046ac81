//! The captures of a candidate by class, and the calendar dates that they make.

use super::DateOrder;
use super::builder::expression;
use super::class::Class;
use super::expression::{Expression, Fields, From, Unit, What, Year};
use super::matcher::{Candidate, Capture};
use crate::model::TimexType;

/// The captures of one candidate by class.
pub(super) struct Frame<'a>(pub &'a [Capture]);

impl<'a> Frame<'a> {
    pub fn all(&self, class: Class) -> impl Iterator<Item = &'a Capture> {
        self.0.iter().filter(move |capture| capture.class == class.symbol())
    }

    pub fn get(&self, class: Class) -> Option<i32> {
        self.all(class).next().map(|capture| capture.value)
    }

    pub fn second(&self, class: Class) -> Option<i32> {
        self.all(class).nth(1).map(|capture| capture.value)
    }

    pub fn children(&self) -> impl Iterator<Item = &'a Candidate> {
        self.0.iter().filter_map(|capture| capture.child.as_deref())
    }
}

pub(super) fn fields(frame: &Frame) -> Option<Fields> {
    let mut year = match frame.get(Class::YearNumber).or(frame.get(Class::EarlyYear)) {
        Some(year) => Year::Number(year),
        None => frame.get(Class::ShortYear).map_or(Year::Missing, Year::Short),
    };
    if let (Some(-1), Year::Number(number)) = (frame.get(Class::Era), year) {
        year = Year::Number(1 - number);
    }
    if let (Year::Missing, Some(Unit::Year)) =
        (year, frame.get(Class::Unit).and_then(Unit::from_code))
    {
        year = match (frame.get(Class::Deictic), frame.get(Class::Anaphoric)) {
            (Some(offset), _) => Year::Relative(offset, From::Published),
            (None, offset) => Year::Relative(offset.unwrap_or(0), From::Reference),
        };
    }
    if let (Year::Missing, Some(offset)) = (year, frame.get(Class::OtherYear)) {
        year = Year::Relative(offset, From::Reference);
    }
    let month = frame.get(Class::Month).or(frame.get(Class::Season)).map(|m| m as u8);
    let division = frame.get(Class::Division);
    let which = frame.get(Class::Ordinal).or(frame.get(Class::DayNumber));
    let month = match (division, which) {
        (Some(3), Some(which @ 1..=4)) => Some(32 + which as u8),
        (Some(6), Some(which @ 1..=2)) => Some(39 + which as u8),
        (Some(3), Some(-1)) => Some(36),
        (Some(6), Some(-1)) => Some(41),
        (Some(_), _) => return None,
        (None, _) => month,
    };
    // “veintiséis de mayo”
    let counted = || frame.get(Class::Number).filter(|_| month.is_some_and(|m| m <= 12));
    let day = frame.get(Class::DayNumber).or(frame.get(Class::Ordinal)).or_else(counted);
    checked(Fields {
        year,
        unspecified: 0,
        month,
        day: day.filter(|_| division.is_none()).map(|day| day as u8),
        weekday: frame.get(Class::Weekday).map(|day| day as u8),
        holiday: frame.get(Class::Holiday),
    })
}

/// The fields, unless the month has no such day.
pub(super) fn checked(fields: Fields) -> Option<Fields> {
    let longest = match fields.month {
        Some(2) => 29,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    if let Year::Number(year) = fields.year
        && fields.month == Some(2)
        && fields.day == Some(29)
    {
        chrono::NaiveDate::from_ymd_opt(year, 2, 29)?;
    }
    fields.day.is_none_or(|day| (1..=longest).contains(&day)).then_some(fields)
}

pub(super) fn iso(frame: &Frame) -> Option<Fields> {
    checked(Fields {
        year: Year::Number(frame.get(Class::YearNumber)?),
        month: frame.get(Class::MonthNumber).map(|m| m as u8),
        day: frame.get(Class::DayNumber).map(|d| d as u8),
        ..Fields::default()
    })
}

/// “2007-08” is a stretch of two years rather than August.
pub(super) fn short_range(frame: &Frame) -> Option<Expression> {
    let year = frame.all(Class::YearNumber).next()?;
    let next = frame.all(Class::MonthNumber).next()?;
    if frame.get(Class::DayNumber).is_some() || (year.value + 1) % 100 != next.value {
        return None;
    }
    let side = |capture: &Capture, year| {
        let fields = Fields { year: Year::Number(year), ..Fields::default() };
        let date = expression(TimexType::Date, What::Date(fields));
        Box::new(Expression { first: capture.first, end: capture.end, ..date })
    };
    let range = What::Range(side(year, year.value), side(next, year.value + 1));
    Some(expression(TimexType::Date, range))
}

pub(super) fn decade(frame: &Frame) -> Option<Fields> {
    let era = frame.get(Class::Era).unwrap_or(1);
    let year = match frame.get(Class::YearNumber).or(frame.get(Class::EarlyYear)) {
        Some(year) if era < 0 => Year::Number(-year),
        Some(year) => Year::Number(year),
        None => Year::Short(
            frame.get(Class::ShortYear).or(frame.get(Class::DecadeWord)).unwrap_or_default(),
        ),
    };
    if let Some(year) = frame.get(Class::Thousands) {
        return Some(Fields { year: Year::Number(year), unspecified: 1, ..Fields::default() });
    }
    let tens = match year {
        Year::Number(year) | Year::Short(year) => year % 10 == 0,
        _ => false,
    };
    tens.then_some(Fields { year, unspecified: 1, ..Fields::default() })
}

pub(super) fn century(frame: &Frame) -> Option<Fields> {
    let number = frame
        .get(Class::Ordinal)
        .or(frame.get(Class::Roman))
        .or(frame.get(Class::DayNumber))
        .or(frame.get(Class::Number))
        .filter(|number| (1..=30).contains(number))?;
    let first = match frame.get(Class::Era) {
        Some(-1) => -100 * (number - 1),
        _ => 100 * (number - 1),
    };
    Some(Fields { year: Year::Number(first), unspecified: 2, ..Fields::default() })
}

/// Two days of one month (“March 3–5”), or two years of which the second is short (“2006–12”).
pub(super) fn ends(frame: &Frame, candidate: &Candidate) -> Option<Expression> {
    let days: Vec<&Capture> = frame.all(Class::DayNumber).collect();
    let (first, second) = match days[..] {
        [a, b] => {
            let fields = fields(frame)?;
            let end = checked(Fields { day: u8::try_from(b.value).ok(), ..fields })?;
            let weekdays = (fields.weekday, frame.second(Class::Weekday).map(|day| day as u8));
            let first = Fields { weekday: weekdays.0, ..fields };
            ((first, a), (Fields { weekday: weekdays.1, ..end }, b))
        }
        _ if frame.get(Class::Era).is_some() => {
            let year = |c: &Capture| {
                [Class::YearNumber, Class::EarlyYear].iter().any(|k| c.symbol == k.symbol())
            };
            let mut years = frame.0.iter().filter(|c| year(c));
            let (start, end) = (years.next()?, years.next()?);
            let era = frame.get(Class::Era)?;
            let of = |capture: &Capture| {
                let year = if era < 0 { 1 - capture.value } else { capture.value };
                Fields { year: Year::Number(year), ..Fields::default() }
            };
            let (first, second) = (of(start), of(end));
            let date = |fields, first, end| {
                let date = expression(TimexType::Date, What::Date(fields));
                Box::new(Expression { first, end, pattern: candidate.pattern, ..date })
            };
            let left = date(first, start.first, start.end);
            let right = date(second, end.first, candidate.end);
            return Some(expression(TimexType::Date, What::Range(left, right)));
        }
        _ => {
            let start = frame.all(Class::YearNumber).next()?;
            let end = frame.all(Class::ShortYear).next()?;
            let year = start.value - start.value.rem_euclid(100) + end.value;
            let year = if year < start.value { year + 100 } else { year };
            let of = |year| Fields { year: Year::Number(year), ..Fields::default() };
            ((of(start.value), start), (of(year), end))
        }
    };
    let side = |(fields, capture): (Fields, &Capture), first: usize, end: usize| {
        let date = expression(TimexType::Date, What::Date(fields));
        let (first, end) = (first.min(capture.first), end.max(capture.end));
        Box::new(Expression { first, end, pattern: candidate.pattern, ..date })
    };
    // The end that stands beside the month is written with it.
    let month_first = frame.all(Class::Month).next().is_none_or(|m| m.first < first.1.first);
    let is_days = days.len() == 2;
    let (a, b) = (first.1, second.1);
    let (left, right) = match (is_days, month_first) {
        (true, true) => {
            let start = frame.all(Class::Month).next().map_or(a.first, |m| m.first);
            (side(first, start, a.end), side(second, b.first, candidate.end))
        }
        (true, false) => (side(first, a.first, a.end), side(second, b.first, candidate.end)),
        _ => (side(first, a.first, a.end), side(second, b.first, b.end)),
    };
    Some(expression(TimexType::Date, What::Range(left, right)))
}

/// Day, month and year in figures, in the order of the language or in the one that is possible.
pub(super) fn numeric(frame: &Frame, order: DateOrder) -> Option<Fields> {
    let mut figures = frame.0.iter().filter(|c| {
        c.symbol == Class::DayNumber.symbol() || c.symbol == Class::MonthNumber.symbol()
    });
    let (a, b) = (figures.next()?.value, figures.next()?.value);
    let (day, month) = match order {
        DateOrder::DayMonth if b <= 12 => (a, b),
        DateOrder::MonthDay if a <= 12 => (b, a),
        _ if a > 12 => (a, b),
        _ => (b, a),
    };
    let year = match frame.get(Class::YearNumber) {
        Some(year) => Year::Number(year),
        None => frame.get(Class::ShortYear).map_or(Year::Missing, Year::Short),
    };
    checked(Fields {
        year,
        month: u8::try_from(month).ok().filter(|m| *m <= 12),
        day: u8::try_from(day).ok(),
        ..Fields::default()
    })
}

/// Lets a year of the government's accounts be one like any other beside one that is: “between fiscal
/// 2019 and 2022”.
pub(super) fn share_kind(first: &mut Expression, second: &mut Expression) {
    let plain = |expression: &mut Expression| {
        if let What::Fiscal(fields) = expression.what {
            expression.what = What::Date(fields);
        }
    };
    match (&first.what, &second.what) {
        (What::Fiscal(_), What::Date(_)) => plain(first),
        (What::Date(_), What::Fiscal(_)) => plain(second),
        _ => {}
    }
}

/// Lets both ends of a range have what is written at one of them alone.
pub(super) fn share(first: &mut Expression, second: &mut Expression) {
    let (What::Date(a), What::Date(b)) = (&mut first.what, &mut second.what) else { return };
    if a.year == Year::Missing && a.month.is_none() && a.day.is_some() && b.day.is_some() {
        (a.month, a.year) = (b.month, b.year);
    }
    if a.year == Year::Missing && a.month.is_some() {
        let wraps = a.month > b.month && a.month.is_some_and(|m| m <= 12);
        a.year = match b.year {
            Year::Number(year) if wraps => Year::Number(year - 1),
            year => year,
        };
    }
    if b.year == Year::Missing && b.month.is_some() && a.month.is_some() && a.month <= b.month {
        b.year = a.year;
    }
    if let (1, Year::Number(year)) = (a.unspecified, b.year)
        && (b.unspecified, b.month, year % 10) == (0, None, 0)
    {
        // “entre las décadas de 1870 y 1880”
        b.unspecified = 1;
    }
    if let (Year::Number(x), Year::Number(y)) = (a.year, b.year) {
        // “from 264 to 241 BC”
        if y <= 0 && x > 0 {
            a.year = Year::Number(1 - x);
        }
    }
}
