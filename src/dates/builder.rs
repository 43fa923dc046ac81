//! Candidates → [`Expression`]s, by the operation that their row names.

use super::DateOrder;
use super::class::Class;
use super::clock::{self, time_of_day, with_time};
use super::distance::{
    beside, count, default_count, event_on, exact, half, later, length_sum, relative, shift, sum,
    term, unit,
};
use super::expression::{Count, Expression, Fields, From, Part, Time, Unit, Vague, What, modifier};
use super::frame::{
    Frame, century, decade, ends, fields, iso, numeric, share, share_kind, short_range,
};
use super::grammar::Grammar;
use super::lexicon::Lexicon;
use super::list;
use super::matcher::Candidate;
use super::moment::step_of;
use super::operations::Operation;
use crate::model::{Period, TimexType};
use crate::tokens::{Gap, Shape, Tokens};

/// Makes expressions of candidates.
pub(super) struct Builder<'a> {
    pub grammar: &'a Grammar,
    pub order: DateOrder,
    pub lexicon: &'a Lexicon,
    pub tokens: &'a Tokens,
}

impl Builder<'_> {
    /// What a candidate says; `None` where its parts make no date (31 June).
    pub fn build(&self, candidate: &Candidate) -> Option<Expression> {
        let frame = Frame(&candidate.captures);
        let operation = self.grammar.patterns[candidate.pattern as usize].operation?;
        if self.holds_bullet(candidate) {
            return None;
        }
        let mut expression = self.meaning(operation, &frame, candidate)?;
        if !matches!(operation, Operation::Since | Operation::Age) {
            (expression.first, expression.end) = (candidate.first, candidate.end);
        }
        expression.pattern = candidate.pattern;
        if expression.modifier.is_none() {
            let code = frame.get(Class::Modifier).or(frame.get(Class::Measure));
            expression.modifier = code.and_then(modifier);
        }
        Some(expression)
    }

    /// Whether a dash within the candidate begins a line, as those of lists do.
    fn holds_bullet(&self, candidate: &Candidate) -> bool {
        let tokens = &self.tokens[candidate.first + 1..candidate.end];
        tokens.iter().any(|token| token.shape == Shape::Mark && token.gap >= Gap::Line)
    }

    fn meaning(
        &self,
        operation: Operation,
        frame: &Frame,
        candidate: &Candidate,
    ) -> Option<Expression> {
        let of = |kind, what| Some(expression(kind, what));
        let date = |fields| of(TimexType::Date, What::Date(fields));
        match operation {
            Operation::Date => date(fields(frame)?),
            Operation::Numeric => date(numeric(frame, self.order)?),
            Operation::Iso => match short_range(frame) {
                Some(range) => Some(range),
                None => date(iso(frame)?),
            },
            Operation::Stamp => date(iso(frame)?).map(|date| with_time(date, frame)),
            Operation::Decade => date(decade(frame)?),
            Operation::Century => date(century(frame)?),
            Operation::DayShift => {
                let days = frame.get(Class::DayShift)?;
                let count = Count::Number(days.abs());
                let (unit, sign, from) = (Unit::Day, days.signum(), From::Published);
                of(TimexType::Date, What::Shift { count, unit, sign, from }).map(|expression| {
                    match frame.all(Class::DayShift).next() {
                        Some(c) if c.symbol == Class::LastNight.symbol() => Expression {
                            kind: TimexType::Time,
                            time: Some(Time::Part(Part::Night)),
                            ..expression
                        },
                        _ => with_time(expression, frame),
                    }
                })
            }
            Operation::Stretch => {
                let (count, unit) = (count(frame).unwrap_or(default_count(frame)), unit(frame)?);
                let sign = frame.get(Class::Deictic).unwrap_or(-1);
                let side = Some((sign, From::Published));
                of(TimexType::Duration, What::Length { count, unit, side })
            }
            Operation::Relative => relative(frame).map(|e| with_time(e, frame)),
            Operation::Lengths => {
                let (low, high) = (frame.get(Class::Number)?, frame.second(Class::Number)?);
                // “in 2019 to nine years”
                if low > high {
                    return None;
                }
                let unit = unit(frame)?;
                of(TimexType::Duration, What::Lengths { low, high, unit })
            }
            Operation::After => shift(frame, 1, From::Before),
            Operation::Every => of(TimexType::Set, What::Recurrent(fields(frame)?)),
            Operation::Weekend => of(TimexType::Date, What::Weekend),
            Operation::Now => {
                let (count, unit, from) = (Count::Number(0), unit(frame)?, From::Published);
                of(TimexType::Date, What::Shift { count, unit, sign: 0, from })
            }
            Operation::Again => of(TimexType::Date, What::Again),
            Operation::AgainIn => {
                let year = self.build(frame.children().next()?)?;
                of(TimexType::Date, What::AgainIn(Box::new(year), unit(frame)))
            }
            Operation::Halves => {
                let count = Count::Tenths(
                    frame.get(Class::Number).unwrap_or(1).saturating_mul(10).saturating_add(5),
                );
                of(TimexType::Duration, What::Length { count, unit: unit(frame)?, side: None })
            }
            Operation::Ago | Operation::Hence => {
                let sign = if operation == Operation::Ago { -1 } else { 1 };
                // “a week ago” is that day, “three weeks ago” a week.
                let one = count(frame).is_none_or(|count| count == Count::Number(1));
                let week = one && matches!(unit(frame)?, Unit::Week | Unit::Fortnight);
                shift(frame, sign, if week { From::Now } else { From::Published })
            }
            Operation::Exact => exact(frame),
            Operation::WeeksBack | Operation::WeeksOn => {
                let weeks = frame.get(Class::Number).unwrap_or(1).checked_add(1)?;
                let step = if operation == Operation::WeeksOn { weeks } else { -weeks };
                let fields = Fields {
                    weekday: frame.get(Class::Weekday).map(|day| day as u8),
                    ..Fields::default()
                };
                of(TimexType::Date, What::Seek { fields, step, from: From::Published })
            }
            Operation::Later => later(frame),
            Operation::Beside => beside(frame),
            Operation::Event => {
                let after = frame.all(Class::AfterEvent).next()?;
                self.tells(after.end, candidate.end)?;
                shift(frame, after.value, From::Event(after.end, candidate.end))
            }
            Operation::Beyond => {
                let of = Box::new(self.build(frame.children().next()?)?);
                let (sign, unit) = (frame.get(Class::AfterEvent)?, unit(frame)?);
                let count = count(frame).unwrap_or(default_count(frame));
                let whole = unit >= Unit::Day && matches!(of.what, What::Date(_));
                let beyond = What::Beyond { count, unit, sign, of };
                whole.then(|| expression(TimexType::Date, beyond))
            }
            Operation::EventUnit => {
                let beside = || frame.all(Class::Anaphoric).next();
                let after = frame.all(Class::AfterEvent).next().or_else(beside)?;
                self.tells(after.end, candidate.end)?;
                shift(frame, after.value, From::EventUnit(after.end, candidate.end))
            }
            Operation::EventOn => event_on(frame, candidate.end),
            Operation::EventDay => {
                let ordinal = frame.all(Class::Ordinal).next()?;
                let (count, unit) = (Count::Number(ordinal.value.checked_sub(1)?), Unit::Day);
                let from = From::Event(ordinal.end + 2, candidate.end);
                of(TimexType::Date, What::Shift { count, unit, sign: 1, from })
            }
            Operation::HalfLater | Operation::HalfAgo => half(frame),
            Operation::SumLater | Operation::SumAgo => sum(frame),
            Operation::LengthSum => length_sum(frame),
            Operation::WeekOf => {
                let (unit, of) = (unit(frame)?, self.build(frame.children().next()?)?);
                Some(expression(TimexType::Date, What::Around { unit, of: Box::new(of) }))
            }
            Operation::Elapsed => {
                let unit = unit(frame)?;
                let short = matches!(step_of(unit, 1), Period::Days(1..) | Period::Months(_));
                if short { shift(frame, 1, From::Before) } else { None }
            }
            Operation::Back => {
                let step = -frame.get(Class::Number)?;
                let fields = fields(frame)?;
                of(TimexType::Date, What::Seek { fields, step, from: From::Published })
            }
            Operation::From => {
                let Period::Days(days) =
                    step_of(unit(frame)?, frame.get(Class::Number).unwrap_or(1))
                else {
                    return None;
                };
                let count = Count::Number(days.checked_add(frame.get(Class::DayShift)?)?);
                let (unit, from) = (Unit::Day, From::Published);
                of(TimexType::Date, What::Shift { count, unit, sign: 1, from })
            }
            Operation::Nth => {
                let of = self.build(frame.children().next()?)?;
                let weekday = frame.get(Class::Weekday)? as u8;
                let ordinal = frame.get(Class::Ordinal).unwrap_or(1);
                let what = What::Nth { ordinal, weekday, of: Box::new(of) };
                Some(expression(TimexType::Date, what))
            }
            Operation::DayOf => {
                let of = self.build(frame.children().next()?)?;
                let What::Shift { unit: Unit::Month, .. } = of.what else { return None };
                let (ordinal, count) = (frame.get(Class::DayNumber)?, Count::Number(1));
                let what = What::Within { ordinal, count, unit: Unit::Day, of: Box::new(of) };
                Some(expression(TimexType::Date, what))
            }
            Operation::CurrentTerm => {
                let what = What::Term { years: None, ordinal: None, offset: Some((0, 1)) };
                of(TimexType::Date, what)
            }
            Operation::Length => {
                let (count, unit) = (count(frame).unwrap_or(default_count(frame)), unit(frame)?);
                of(TimexType::Duration, What::Length { count, unit, side: None })
            }
            Operation::Set => {
                let count = count(frame).unwrap_or(Count::Number(1));
                let unit = frame.get(Class::Frequency).and_then(Unit::from_code).or(unit(frame))?;
                of(TimexType::Set, What::Set { count, unit })
            }
            Operation::Range | Operation::Either => self.pair(frame),
            Operation::Pair if frame.children().nth(2).is_some() => {
                let items: Option<Vec<_>> = frame.children().map(|c| self.build(c)).collect();
                list::dates(items?)
            }
            Operation::Pair => self.pair(frame),
            Operation::Days if frame.all(Class::DayNumber).nth(2).is_some() => {
                list::days(frame, candidate)
            }
            Operation::Ends | Operation::Days | Operation::EitherDays => ends(frame, candidate),
            Operation::Fiscal => of(TimexType::Date, What::Fiscal(fields(frame)?)),
            Operation::Hours => self.hours(frame),
            Operation::SinceThen => of(TimexType::Date, What::SinceThen),
            Operation::Since => {
                let child = self.build(frame.children().next()?)?;
                let (first, end, kind) = (child.first, child.end, child.kind);
                if kind != TimexType::Date || matches!(child.what, What::Range(..)) {
                    return Some(child);
                }
                let since = expression(kind, What::Since(Box::new(child)));
                Some(Expression { first, end, ..since })
            }
            Operation::Age => match frame.children().next() {
                Some(length) => self.build(length),
                None => self.meaning(Operation::Length, frame, candidate).map(|length| {
                    Expression { first: candidate.first, end: candidate.end, ..length }
                }),
            },
            Operation::Modified | Operation::Same => {
                let child = self.build(frame.children().next()?)?;
                let modifier = frame.get(Class::Modifier).and_then(modifier).or(child.modifier);
                Some(Expression { modifier, ..child })
            }
            Operation::Time => self.time(frame, candidate.first),
            Operation::Within => self.within(frame),
            Operation::Term => term(frame),
            Operation::Nothing => None,
            Operation::Vague => {
                let vague = Vague::from_code(frame.get(Class::Vague)?)?;
                of(TimexType::Date, What::Vague(vague))
            }
        }
    }

    /// Whether the tokens can name a happening: one of them is more than what begins
    /// another part of the sentence.
    fn tells(&self, first: usize, end: usize) -> Option<()> {
        let halt = Class::Halt.symbol();
        let is_content = |at: usize| self.lexicon.value(&self.tokens[at], halt).is_none();
        (first..end).any(is_content).then_some(())
    }

    fn pair(&self, frame: &Frame) -> Option<Expression> {
        let mut children = frame.children();
        let (mut first, mut second) =
            (self.build(children.next()?)?, self.build(children.next()?)?);
        share_kind(&mut first, &mut second);
        share(&mut first, &mut second);
        if first.time.is_some() && first.what == What::Date(Fields::default()) {
            // “between 8:00 and 9:00 on Tuesday”
            first.what = second.what.clone();
        }
        let kind = first.kind.max(second.kind);
        Some(expression(kind, What::Range(Box::new(first), Box::new(second))))
    }

    /// From an hour to a second one, which tells the day, and the half of the day where it has one.
    fn hours(&self, frame: &Frame) -> Option<Expression> {
        let until = frame.children().next()?;
        let second = self.build(until)?;
        let Some(Time::Clock(end)) = second.time else { return None };
        let mut hours = frame.all(Class::Hour).chain(frame.all(Class::Number));
        let hour = hours.next().filter(|hour| hour.value <= 24)?;
        let minutes = frame.get(Class::Minute).unwrap_or(0);
        let start = u16::try_from(hour.value * 60 + minutes).ok()?;
        let halved = Frame(&until.captures);
        let halved = halved.get(Class::Noon).or(halved.get(Class::Part)).is_some();
        let time = Some(Time::Clock(clock::before(start, end, halved)));
        let (kind, what) = (TimexType::Time, second.what.clone());
        let (first, end) = (hour.first, hour.end);
        let first = Expression { time, first, end, ..expression(kind, what) };
        Some(expression(kind, What::Range(Box::new(first), Box::new(second))))
    }

    fn time(&self, frame: &Frame, first: usize) -> Option<Expression> {
        let mut expression = match frame.children().next() {
            // “… at 2 p.m.” and on the next line “an hour later” are two.
            Some(child) => {
                let parted = child.first > first && self.tokens[child.first].gap >= Gap::Line;
                let child = self.build(child).filter(|child| !parted || !child.what.is_distance());
                child?
            }
            // “the night of the 7th”
            None => expression(TimexType::Date, What::Date(fields(frame)?)),
        };
        expression.time = Some(time_of_day(frame)?);
        expression.kind = TimexType::Time;
        Some(expression)
    }

    fn within(&self, frame: &Frame) -> Option<Expression> {
        let of = self.build(frame.children().next()?)?;
        let ordinal = frame.get(Class::Ordinal)?;
        let count = count(frame).unwrap_or(default_count(frame));
        let division = frame.get(Class::Division);
        let unit = match division {
            Some(6) => Unit::Half,
            Some(_) => Unit::Quarter,
            None => unit(frame)?,
        };
        // “the week ending 8 May” is that week.
        let counted = frame.get(Class::Number).is_some();
        if frame.all(Class::Ordinal).any(|c| c.symbol == Class::EndingAt.symbol())
            && !(counted || unit >= Unit::Month)
        {
            return None;
        }
        if unit == Unit::Night {
            let what = What::Within { ordinal, count, unit, of: Box::new(of) };
            let night = Some(Time::Part(Part::Night));
            return Some(Expression { time: night, ..expression(TimexType::Time, what) });
        }
        let kind = match (unit, count) {
            (Unit::Quarter | Unit::Half | Unit::Day, Count::Number(1)) => TimexType::Date,
            _ => TimexType::Duration,
        };
        let what = What::Within { ordinal, count, unit, of: Box::new(of) };
        Some(expression(kind, what))
    }
}

pub(super) fn expression(kind: TimexType, what: What) -> Expression {
    Expression { kind, what, time: None, modifier: None, pattern: 0, first: 0, end: 0 }
}
