//! Numbers in figures and number words → edges.

use super::class::Class;
use super::lexicon::{Lexicon, TokenAt};
use crate::tokens::{Shape, Token};

/// What figures can be read as.
pub(super) const FIGURES: [Class; 15] = [
    Class::HourMinuteFigures,
    Class::DayNumber,
    Class::MonthNumber,
    Class::YearNumber,
    Class::ShortYear,
    Class::LateYear,
    Class::Number,
    Class::Hour,
    Class::Minute,
    Class::HourMinute,
    Class::EarlyYear,
    Class::Decimal,
    Class::DecadeYear,
    Class::YearExact,
    Class::PointedYear,
];

/// A whole number in words and the token behind it.
pub(super) fn number_words(
    lexicon: &Lexicon,
    tokens: &impl TokenAt,
    at: usize,
) -> Option<(i32, usize)> {
    let cardinal = |at: usize| {
        let token = tokens.token(at)?;
        lexicon.value(token, Class::Cardinal.symbol())
    };
    let (mut total, mut part) = (0, cardinal(at)?);
    let mut end = at + 1;
    let mut last = part;
    loop {
        let mut next = end;
        let joins = |at: usize| {
            let token = tokens.token(at)?;
            lexicon.value(token, Class::Joint.symbol())
        };
        if joins(next).is_some() {
            next += 1;
        }
        let Some(value) = cardinal(next).filter(|_| next < at + 8) else { break };
        match value {
            1000 if part > 0 && next == end => {
                total += part * 1000;
                part = 0;
            }
            100 if next == end && part < 10 => part *= 100,
            1..=9 if last >= 20 => part += value,
            10..=99 if last >= 100 => part += value,
            100..=900 if last >= 1000 => part += value,
            _ => break,
        }
        last = value;
        end = next + 1;
    }
    Some((total + part, end))
}

/// The value and width of one to four digits.
fn figures(digits: &str) -> Option<(i32, usize)> {
    if digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value = digits.bytes().fold(0, |value, b| value * 10 + i32::from(b - b'0'));
    Some((value, digits.len()))
}

/// Calls `found` with each class of which a token is by its figures or as a Roman numeral, and the
/// value that is written.
pub(super) fn numerals(token: &Token, text: &str, mut found: impl FnMut(Class, i32)) {
    let written = token.span().of(text);
    match token.shape {
        Shape::Number => {
            parts(written, &mut found);
            let few = figures(written).map(|(value, _)| value);
            if let Some(value) = few.or_else(|| whole(written)) {
                found(Class::Number, value);
            }
        }
        Shape::Upper | Shape::Capital => {
            if let Some(value) = roman(written) {
                found(Class::Roman, value);
            }
        }
        _ => {}
    }
}

/// Calls `found` with each class of which figures can be in a date, and its value.
fn parts(digits: &str, mut found: impl FnMut(Class, i32)) {
    let Some((value, width)) = figures(digits) else {
        if let Some((whole, tenth)) = digits.split_once(['.', ','])
            && let (Ok(whole), 1, Ok(tenth)) =
                (whole.parse::<u16>(), tenth.len(), tenth.parse::<u8>())
        {
            found(Class::Decimal, i32::from(whole) * 10 + i32::from(tenth));
        }
        if let Some((hour, minute)) = hour_minute(digits) {
            found(Class::HourMinute, hour * 60 + minute);
        }
        if let Some(year) = pointed_year(digits) {
            found(Class::PointedYear, year);
        }
        return;
    };
    if width == 4 {
        let (hour, minute) = (value / 100, value % 100);
        if hour < 24 && minute < 60 {
            found(Class::HourMinuteFigures, hour * 60 + minute);
        }
        if (1000..2200).contains(&value) {
            found(Class::YearNumber, value);
            if value % 10 == 0 {
                found(Class::DecadeYear, value);
            }
            if (1900..2050).contains(&value) && value % 50 != 0 {
                found(Class::YearExact, value);
            }
        }
    } else if width <= 2 {
        if (1..=31).contains(&value) {
            found(Class::DayNumber, value);
        }
        if (1..=12).contains(&value) {
            found(Class::MonthNumber, value);
        }
        if value <= 24 {
            found(Class::Hour, value);
        }
        if width == 2 {
            found(Class::ShortYear, value);
            if value > 31 {
                found(Class::LateYear, value);
            }
            if value < 60 {
                found(Class::Minute, value);
            }
        }
    }
    if value > 0 {
        found(Class::EarlyYear, value);
    }
}

/// A year that is written with a mark of thousands, as in papers of courts: “1.940”.
fn pointed_year(digits: &str) -> Option<i32> {
    let (thousands, rest) = digits.split_once('.')?;
    let year = match (thousands, rest.len()) {
        ("1" | "2", 3) => thousands.parse::<i32>().ok()? * 1000 + rest.parse::<i32>().ok()?,
        _ => return None,
    };
    (1500..2200).contains(&year).then_some(year)
}

fn hour_minute(digits: &str) -> Option<(i32, i32)> {
    let (hour, minute) = digits.split_once(['.', ','])?;
    let (hour, minute): (i32, i32) = match (hour.len(), minute.len()) {
        (1 | 2, 2) => (hour.parse().ok()?, minute.parse().ok()?),
        _ => return None,
    };
    (hour <= 24 && minute < 60).then_some((hour, minute))
}

/// The value of a whole number with separators of thousands, up to 99 999 999.
fn whole(digits: &str) -> Option<i32> {
    let mut value: i32 = 0;
    if digits.len() > 10 {
        return None;
    }
    let groups = digits.split([',', '.']);
    for (i, group) in groups.enumerate() {
        if i > 0 && group.len() != 3 {
            return None;
        }
        let number: i32 = group.parse().ok()?;
        value = if i == 0 { number } else { value.checked_mul(1000)?.checked_add(number)? };
    }
    Some(value)
}

/// The value of a Roman numeral up to 39, as centuries and months have them.
fn roman(text: &str) -> Option<i32> {
    if text.len() > 6 {
        return None;
    }
    let (mut total, mut last) = (0, 0);
    for b in text.bytes().rev() {
        let value = match b {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            _ => return None,
        };
        total += if value < last { -value } else { value };
        last = value;
    }
    (total > 0).then_some(total)
}
