//! What an expression stands for, and the timex that is made of it.

use super::context::{Context, Flags, ends};
use super::expression::{Count, Expression, Fields, From, Unit, What};
use super::grammar::Pattern;
use super::moment::{Moment, narrowed, time_value};
use crate::model::{
    Anchor, Basis, Bound, Choice, DayRange, Edtf, EdtfDate, Precision, Span, Timex, TimexModifier,
    TimexType,
};

/// What an expression stands for.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub value: String,
    pub edtf: Option<Edtf>,
    pub days: DayRange,
    pub basis: Basis,
    pub anchor: Option<Anchor>,
    /// How what is not written was chosen.
    pub choice: Option<Choice>,
    /// The place on the calendar, for the expressions that follow.
    pub moment: Option<Moment>,
    /// Both ends of a range.
    pub ends: Vec<(Expression, Resolved)>,
    /// The kind, where what stands around makes it another than the words alone.
    pub kind: Option<TimexType>,
}

impl Resolved {
    pub fn plain(value: impl Into<String>, basis: Basis) -> Resolved {
        let (value, days) = (value.into(), DayRange::default());
        Resolved {
            value,
            edtf: None,
            days,
            basis,
            anchor: None,
            choice: None,
            moment: None,
            ends: Vec::new(),
            kind: None,
        }
    }

    pub fn at(moment: Moment, basis: Basis, anchor: Option<Anchor>) -> Resolved {
        Resolved {
            value: moment.value(),
            edtf: moment.edtf(),
            days: moment.days(),
            basis,
            anchor,
            choice: None,
            moment: Some(moment),
            ends: Vec::new(),
            kind: None,
        }
    }
}

impl Resolved {
    /// Whether it is a range whose second date lies before its first: two dates with a dash
    /// between them.
    pub fn is_reversed(&self) -> bool {
        self.edtf.is_none()
            && !self.ends.is_empty()
            && self.ends.iter().all(|(_, end)| end.edtf.is_some())
    }
}

impl Context<'_> {
    /// Remembers what an expression stands for, where it has a place on the calendar.
    pub fn keep(&mut self, expression: &Expression, resolved: &Resolved, flags: Flags) {
        let span = span(self.tokens, expression);
        if let Some((start, end, flags)) = remembered(expression, resolved, flags) {
            self.remember(start, end, span, flags);
        }
    }
}

pub(super) fn digits(count: Count) -> String {
    match count {
        Count::Number(n) => n.to_string(),
        Count::Tenths(n) => format!("{}.{}", n / 10, n % 10),
        Count::Some => "X".to_owned(),
    }
}

/// The value of a date that could not be completed.
pub(super) fn unknown(fields: &Fields) -> String {
    match (fields.month, fields.day) {
        (Some(season @ 21..=24), _) => {
            format!("XXXX-{}", ["SP", "SU", "FA", "WI"][usize::from(season - 21)])
        }
        (Some(quarter @ 33..=36), _) => format!("XXXX-Q{}", quarter - 32),
        (Some(month @ 1..=12), None) => format!("XXXX-{month:02}"),
        (Some(month @ 1..=12), Some(day)) => format!("XXXX-{month:02}-{day:02}"),
        (_, _) => match (fields.weekday, fields.day) {
            (Some(weekday), None) => format!("XXXX-WXX-{weekday}"),
            (_, Some(day)) => format!("XXXX-XX-{day:02}"),
            _ => "XXXX-XX-XX".to_owned(),
        },
    }
}

pub(super) fn with_modifier(resolved: Resolved, expression: &Expression) -> Resolved {
    let Some(modifier) = expression.modifier else { return resolved };
    let Some(moment @ Moment::Date(date)) = resolved.moment else { return resolved };
    let is_part =
        matches!(modifier, TimexModifier::Start | TimexModifier::Mid | TimexModifier::End);
    let days = narrowed(moment, modifier);
    match modifier {
        _ if is_part && date.precision() == Precision::Day => resolved,
        TimexModifier::Approx | TimexModifier::Start | TimexModifier::Mid | TimexModifier::End => {
            Resolved { edtf: Some(date.approximately().into()), days, ..resolved }
        }
        TimexModifier::MoreThan | TimexModifier::LessThan
            if matches!(expression.what, What::Shift { .. }) =>
        {
            Resolved { edtf: Some(date.approximately().into()), days, ..resolved }
        }
        _ => resolved,
    }
}

pub(super) fn with_time(resolved: Resolved, expression: &Expression) -> Resolved {
    let Some(time) = expression.time else { return resolved };
    let value = format!("{}{}", resolved.value, time_value(time));
    Resolved { value, ..resolved }
}

/// The finished timex of an expression.
pub(super) fn timex(
    tokens: &crate::tokens::Tokens,
    patterns: &[Pattern],
    expression: &Expression,
    resolved: Resolved,
) -> Timex {
    let Resolved { value, edtf, days, basis, anchor, choice, ends, kind, moment: _ } = resolved;
    let end = |(expression, resolved): (Expression, Resolved)| {
        timex(tokens, patterns, &expression, resolved)
    };
    Timex {
        span: tokens.span(expression.first, expression.end - 1),
        kind: kind.unwrap_or(expression.kind),
        value: value.into(),
        modifier: expression.modifier,
        edtf: edtf.filter(|_| expression.kind != TimexType::Set),
        days,
        basis,
        anchor,
        choice,
        rule: patterns[expression.pattern as usize].name.clone(),
        timeml_only: patterns[expression.pattern as usize].timeml_only,
        ends: ends.into_iter().map(end).collect(),
    }
}

/// How the date of an expression takes part in the narrative, and its first and last date.
fn remembered(
    expression: &Expression,
    resolved: &Resolved,
    flags: Flags,
) -> Option<(EdtfDate, EdtfDate, Flags)> {
    let (start, end) = match &expression.what {
        // What follows is of the year that it is named for.
        What::Fiscal(_) => {
            let year = EdtfDate::year(ends(resolved.moment?)?.1.year_number());
            (year, year)
        }
        _ => ends(resolved.moment?)?,
    };
    let is_part = matches!(expression.what, What::Within { .. });
    let is_length = matches!(expression.what, What::Length { .. })
        || is_part && start.precision() != Precision::Day;
    let is_range = matches!(expression.what, What::Range(..));
    let term = matches!(expression.what, What::Term { .. });
    // The days of one event carry the story on, years from one to another do not.
    let days = end.days().latest.zip(start.days().earliest).map(|(b, a)| (b - a).num_days());
    let is_stretch = is_range && !(start.precision() == Precision::Day && days <= Some(31));
    let is_since = matches!(expression.what, What::Since(_) | What::SinceThen);
    let foreground = flags.foreground && !is_length && !is_stretch && !term && !is_since;
    let is_year = start.year_number() == end.year_number()
        && (start.precision() == Precision::Year || is_range);
    let weekday = match &expression.what {
        What::Date(fields) | What::Seek { fields, .. } => fields.weekday.is_some(),
        _ => false,
    };
    let heading = flags.heading && is_year;
    let foreground = foreground || heading;
    let stretch = is_range && !is_stretch;
    let back = matches!(expression.what, What::Shift { sign: -1, from: From::Before, .. });
    let now = matches!(expression.what, What::Shift { unit: Unit::Day, from: From::Published, .. });
    let since = is_since;
    let length = matches!(expression.what, What::Length { .. });
    let flags =
        Flags { foreground, heading, term, weekday, stretch, back, now, since, length, ..flags };
    Some((start, end, flags))
}

/// The span of an expression.
pub(super) fn span(tokens: &crate::tokens::Tokens, expression: &Expression) -> Span {
    tokens.span(expression.first, expression.end - 1)
}

/// The first or last few units of a date: of a day that day, of more its first or last part.
pub(super) fn some_part(whole: Resolved, ordinal: i32, count: Count, unit: Unit) -> Resolved {
    let side = match (count, ordinal) {
        (Count::Some, 1) => Some(TimexModifier::Start),
        (Count::Some, -1) => Some(TimexModifier::End),
        _ => None,
    };
    match (whole.moment, side) {
        (Some(Moment::Date(date)), Some(_)) if date.precision() == Precision::Day => whole,
        (Some(moment @ Moment::Date(date)), Some(side)) if unit >= Unit::Day => {
            let edtf = Some(date.approximately().into());
            Resolved { edtf, days: narrowed(moment, side), ..whole }
        }
        _ => Resolved { edtf: None, moment: None, ..whole },
    }
}

/// From the beginning of a date on.
pub(super) fn since(child: Resolved) -> Resolved {
    let part = child.edtf.and_then(|edtf| match edtf {
        Edtf::Date(date) => Some(date),
        Edtf::Interval(..) => None,
    });
    let start = part.or_else(|| Some(ends(child.moment?)?.0));
    let edtf = start.map(|date| Edtf::Interval(Bound::Date(date), Bound::Open));
    let days = DayRange { earliest: child.days.earliest, latest: None };
    Resolved { edtf: edtf.or(child.edtf), days, ..child }
}
