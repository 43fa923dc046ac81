//! Dates in a row (“3, 4 and 5 March”) → one stretch where each follows the one before at once,
//! else each for itself.

use super::builder::expression;
use super::class::Class;
use super::expression::{Expression, Fields, What, Year};
use super::frame::{Frame, checked, fields, share};
use super::grammar::Grammar;
use super::matcher::{Candidate, Capture};
use super::operations::Operation;
use crate::model::TimexType;

/// Several days of one month; the first and the last have the words that stand beside them.
pub(super) fn days(frame: &Frame, candidate: &Candidate) -> Option<Expression> {
    let numbers: Vec<&Capture> = frame.all(Class::DayNumber).collect();
    let shared = fields(frame)?;
    let last = numbers.len() - 1;
    let mut items = Vec::with_capacity(numbers.len());
    for (i, number) in numbers.iter().enumerate() {
        let day = checked(Fields { day: u8::try_from(number.value).ok(), ..shared })?;
        let first = if i == 0 { candidate.first } else { number.first };
        let end = if i == last { candidate.end } else { number.end };
        let pattern = candidate.pattern;
        let item = expression(TimexType::Date, What::Date(day));
        items.push(Expression { pattern, first, end, ..item });
    }
    Some(expression(TimexType::Date, What::List(items)))
}

/// Several dates; all have the month and year that are written with the last alone.
pub(super) fn dates(mut items: Vec<Expression>) -> Option<Expression> {
    let mut last = items.pop()?;
    items.iter_mut().for_each(|item| share(item, &mut last));
    items.push(last);
    Some(expression(TimexType::Date, What::List(items)))
}

/// The expressions with lists and pairs that are no stretch taken apart.
pub(super) fn split(grammar: &Grammar, expressions: Vec<Expression>) -> Vec<Expression> {
    let mut all = Vec::with_capacity(expressions.len());
    for expression in expressions {
        let pattern = &grammar.patterns[expression.pattern as usize];
        match expression.what {
            What::List(items) => all.extend(joined(items, expression.pattern)),
            What::Range(a, b) if is_parted(pattern.operation, &a.what, &b.what) => {
                let either = pattern.operation == Some(Operation::Either);
                let read = |part: Expression| match either {
                    true => Expression { pattern: expression.pattern, ..part },
                    false => part,
                };
                all.extend([read(*a), read(*b)]);
            }
            _ => all.push(expression),
        }
    }
    all
}

/// Whether two dates that a row of this operation reads are no stretch.
fn is_parted(operation: Option<Operation>, first: &What, second: &What) -> bool {
    match operation {
        Some(Operation::Either | Operation::EitherDays) => true,
        Some(Operation::Pair | Operation::Days) => !follows(first, second),
        _ => false,
    }
}

/// One stretch of all items; or of the last two, which “and” joins; or of none.
fn joined(mut items: Vec<Expression>, pattern: u32) -> Vec<Expression> {
    let follows_before = |pair: &[Expression]| follows(&pair[0].what, &pair[1].what);
    let whole = items.windows(2).all(follows_before);
    let tail = items.windows(2).last().is_some_and(follows_before);
    let kept = match (whole, tail) {
        (true, _) => 0,
        (false, true) => items.len() - 2,
        (false, false) => return items,
    };
    let rest = items.split_off(kept);
    let (first, end) = (rest[0].first, rest[rest.len() - 1].end);
    let mut ends = rest.into_iter();
    if let (Some(a), Some(b)) = (ends.next(), ends.next_back()) {
        let range = expression(TimexType::Date, What::Range(Box::new(a), Box::new(b)));
        items.push(Expression { pattern, first, end, ..range });
    }
    items
}

/// Whether the second date begins where the first ends.
fn follows(first: &What, second: &What) -> bool {
    let (What::Date(a), What::Date(b)) = (first, second) else { return false };
    let next = |a: Option<u8>, b: Option<u8>| a.zip(b).is_some_and(|(a, b)| b == a + 1);
    let same = (a.month, a.day, a.weekday) == (b.month, b.day, b.weekday);
    match (a.year, b.year) {
        (Year::Number(x), Year::Number(y)) if x != y => same && a.month.is_none() && y == x + 1,
        _ if a.unspecified > 0 || b.unspecified > 0 => false,
        _ => match (a.day, b.day) {
            (Some(_), Some(_)) => a.month == b.month && next(a.day, b.day),
            (None, None) if a.weekday.is_some() => next(a.weekday, b.weekday),
            (None, None) => next(a.month, b.month),
            _ => false,
        },
    }
}
