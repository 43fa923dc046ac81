//! How a date expression came to its value, in words.

use super::{iso, one_line};
use crate::model::{Anchor, Basis, Choice, Document, Precision, Timex, TimexModifier, TimexType};

/// The rule that read the expression, what it was reckoned from and why, how what is not written
/// was chosen, and what came of it.
pub(super) fn derivation(document: &Document, timex: &Timex) -> String {
    let mut steps = vec![format!(
        "the rule {} of rules/dates/{}.tsv reads “{}”",
        timex.rule,
        document.language().code(),
        one_line(document.slice(timex.span))
    )];
    steps.extend(timex.ends.iter().zip(["from", "to"]).map(|(end, side)| {
        let reckoned = reckoning(document, end).map_or(String::new(), |why| format!(": {why}"));
        format!("{side} {}{reckoned}", end.value)
    }));
    steps.extend(reckoning(document, timex).filter(|_| timex.ends.is_empty()));
    steps.extend(narrowing(timex).map(String::from));
    steps.push(outcome(timex));
    steps.join("; ")
}

/// From what the expression was reckoned, and why so.
fn reckoning(document: &Document, timex: &Timex) -> Option<String> {
    if timex.basis == Basis::Unresolved {
        return Some(unresolved(document, timex));
    }
    let Some(anchor) = timex.anchor.as_ref() else { return written(document, timex) };
    let anchor = self::anchor(document, anchor);
    Some(match timex.choice {
        None => format!("reckoned from {anchor}"),
        Some(Choice::LastBefore) => {
            format!("the last such date up to {anchor}, for nothing beside it looks ahead")
        }
        Some(Choice::NextAfter) => format!("the next such date from {anchor} on"),
        Some(Choice::Nearest) => {
            format!(
                "of the dates that fit the one nearest to {anchor}, for its clause shows no tense"
            )
        }
        Some(Choice::Governed) => format!("what is not written is that of {anchor}"),
        Some(Choice::OverNewYear) => {
            format!("its year is the one beside that of {anchor}, for the story goes on to it")
        }
        Some(Choice::SameDay) => format!("the same day as {anchor}"),
        Some(Choice::NextEntry) => format!("the next such date after the entry of {anchor}"),
        Some(Choice::OnWeekday) => {
            format!("the year near {anchor} in which it falls on that weekday")
        }
        Some(Choice::Narrative) => format!(
            "reckoned from {anchor}, for the text tells of times long before its publication"
        ),
    })
}

/// What the words of a date say that need no other: in figures, which of them is the month.
fn written(document: &Document, timex: &Timex) -> Option<String> {
    timex.edtf.filter(|_| timex.ends.is_empty())?;
    let words = document.slice(timex.span);
    let figures: Vec<&str> = words.split(['/', '-', '.']).collect();
    let number = |figure: &&str| figure.parse::<u32>().ok();
    let [Some(first), Some(second), Some(_)] = [0, 1, 2].map(|at| figures.get(at).and_then(number))
    else {
        return Some("its words say it all".into());
    };
    let month = timex.edtf.and_then(|edtf| Some(u32::from(edtf.date()?.month_code()?)));
    let order = if month == Some(first) { "month first" } else { "day first" };
    Some(match (first, second) {
        (32.., _) => "its figures say it all".into(),
        (1..=12, 1..=12) => format!("read {order}, as the language or --date-order has it"),
        _ => format!("read {order}, the only order that is possible"),
    })
}

fn unresolved(document: &Document, timex: &Timex) -> String {
    let published = document.metadata().published;
    match (timex.kind, published) {
        (TimexType::Duration, Some(_)) => "where it begins is not said".into(),
        (_, None) => "nothing to reckon from: the publication date is not known (give it with \
                      --as-of), and no date before is meant"
            .into(),
        (_, Some(_)) => "nothing to reckon from: no date before is meant".into(),
    }
}

/// An anchor as the subject of a reckoning.
fn anchor(document: &Document, anchor: &Anchor) -> String {
    let metadata = document.metadata();
    match (anchor, metadata.published) {
        (Anchor::Published, Some(date)) => {
            let from = metadata.published_from.map(|from| format!(" ({})", from.name()));
            format!("the publication date {date}{}", from.unwrap_or_default())
        }
        (Anchor::Date(span), _) => format!("“{}”", one_line(document.slice(*span))),
        _ => super::date::described(document, anchor),
    }
}

/// Which part of a date its modifier leaves.
fn narrowing(timex: &Timex) -> Option<&'static str> {
    Some(match timex.modifier? {
        TimexModifier::Start => "its words leave the first third of it",
        TimexModifier::Mid => "its words leave the middle third of it",
        TimexModifier::End => "its words leave the last third of it",
        TimexModifier::Approx => "its words say about",
        TimexModifier::MoreThan | TimexModifier::EqualOrMore => "its words say at least",
        TimexModifier::LessThan | TimexModifier::EqualOrLess => "its words say at most",
        TimexModifier::Before
        | TimexModifier::After
        | TimexModifier::OnOrBefore
        | TimexModifier::OnOrAfter => return None,
    })
}

fn outcome(timex: &Timex) -> String {
    let value = &timex.value;
    match (timex.kind, timex.edtf) {
        (TimexType::Set, _) => {
            format!("so {value}, a recurring time, with no place on the calendar")
        }
        (TimexType::Duration, None) => {
            format!("so {value}, a length of time, with no place on the calendar")
        }
        (_, None) => format!("so {value}, with no place on the calendar"),
        (_, Some(edtf)) => {
            let day = |day: Option<_>| day.map_or("open".to_owned(), iso);
            let days = timex.days;
            match (edtf.precision(), days.earliest == days.latest) {
                (Precision::Day, true) => format!("so {edtf}"),
                _ => format!("so {edtf}, {} to {}", day(days.earliest), day(days.latest)),
            }
        }
    }
}
