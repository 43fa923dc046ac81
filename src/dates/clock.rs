//! The captures of a candidate → the time of day.

use super::class::Class;
use super::expression::{Expression, Part, Time};
use super::frame::Frame;
use crate::model::TimexType;

pub(super) fn with_time(expression: Expression, frame: &Frame) -> Expression {
    match time_of_day(frame) {
        Some(time) => Expression { time: Some(time), kind: TimexType::Time, ..expression },
        None => expression,
    }
}

pub(super) fn time_of_day(frame: &Frame) -> Option<Time> {
    let minutes = match (frame.get(Class::HourMinute), frame.get(Class::Hour)) {
        (Some(minutes), _) => minutes,
        (None, Some(hour)) => hour * 60 + frame.get(Class::Minute).unwrap_or(0),
        (None, None) => {
            let number = frame
                .get(Class::Number)
                .filter(|_| frame.get(Class::Noon).is_some() || frame.get(Class::Part).is_some());
            match number {
                None if frame.get(Class::OClock).is_some() => {
                    let hour = frame.get(Class::Number).filter(|hour| *hour <= 24)?;
                    let minute = frame.second(Class::Number).filter(|minute| *minute < 60);
                    hour * 60 + minute.unwrap_or(0)
                }
                Some(number @ 1..=12) => number * 60,
                _ => return Some(Time::Part(Part::from_code(frame.get(Class::Part)?)?)),
            }
        }
    };
    let (hour, minute) = (minutes / 60, minutes % 60);
    let afternoon = match (frame.get(Class::Noon), frame.get(Class::Part)) {
        (Some(noon), _) => Some(noon == 12),
        (None, Some(part)) => match Part::from_code(part)? {
            Part::Afternoon | Part::Evening => Some(true),
            Part::Night => Some(hour >= 6),
            Part::Noon => Some(true),
            _ => Some(false),
        },
        (None, None) => None,
    };
    let night = frame.get(Class::Part).and_then(Part::from_code) == Some(Part::Night);
    let hour = match afternoon {
        // “las 12 de la noche” ends the day.
        Some(true) if hour == 12 && night => 24,
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    Some(Time::Clock((hour * 60 + minute) as u16))
}

/// The time of day of an hour that is said without its half of the day, before a second one: “between
/// 2 and 4 p.m.”. `halved` is whether the second one tells its half of the day; both in minutes.
pub(super) fn before(start: u16, end: u16, halved: bool) -> u16 {
    const HALF: u16 = 12 * 60;
    let later = start + HALF;
    let fits = start < HALF && (later < end || start >= end);
    if halved && fits { later } else { start }
}
