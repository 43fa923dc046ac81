use std::sync::Arc;

use super::{DayRange, Edtf, Span};

/// The TIMEX3 type of an expression (ISO-TimeML).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexType {
    /// A calendar date, coarser or finer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimexType {
    /// The name in rules and exports.
    pub fn name(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

/// TIMEX3's `mod` attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimexModifier {
    /// Earlier than the value.
    Before,
    /// Later than the value.
    After,
    /// At the value or before it.
    OnOrBefore,
    /// At the value or after it.
    OnOrAfter,
    /// Shorter than the value.
    LessThan,
    /// Longer than the value.
    MoreThan,
    /// As long as the value or shorter.
    EqualOrLess,
    /// As long as the value or longer.
    EqualOrMore,
    /// The first part of it.
    Start,
    /// The middle of it.
    Mid,
    /// The last part of it.
    End,
    /// About.
    Approx,
}

impl TimexModifier {
    /// The name in rules and exports.
    pub fn name(self) -> &'static str {
        match self {
            TimexModifier::Before => "BEFORE",
            TimexModifier::After => "AFTER",
            TimexModifier::OnOrBefore => "ON_OR_BEFORE",
            TimexModifier::OnOrAfter => "ON_OR_AFTER",
            TimexModifier::LessThan => "LESS_THAN",
            TimexModifier::MoreThan => "MORE_THAN",
            TimexModifier::EqualOrLess => "EQUAL_OR_LESS",
            TimexModifier::EqualOrMore => "EQUAL_OR_MORE",
            TimexModifier::Start => "START",
            TimexModifier::Mid => "MID",
            TimexModifier::End => "END",
            TimexModifier::Approx => "APPROX",
        }
    }
}

/// What a date or an event's date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The words stand for themselves.
    Explicit,
    /// Reckoned from the publication date, another date or an event.
    Relative,
    /// The date stands in another sentence.
    Inherited,
    /// The words need a date to start from, and there is none.
    Unresolved,
}

impl Basis {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Explicit => "explicit",
            Basis::Relative => "relative",
            Basis::Inherited => "inherited",
            Basis::Unresolved => "unresolved",
        }
    }
}

/// A date or time expression with what it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: TimexType,
    /// Its TIMEX3 value (`2025-08`, `P15Y`, `2025-09-04TMO`, `XXXX-XX`); a range has both ends
    /// with a slash between them.
    pub value: Box<str>,
    /// Its TIMEX3 modifier.
    pub modifier: Option<TimexModifier>,
    /// The interval, where it lies on the calendar and could be resolved.
    pub edtf: Option<Edtf>,
    /// The first and last day it can mean; narrower than the interval for “mid-August”.
    pub days: DayRange,
    /// What the interval rests on.
    pub basis: Basis,
    /// For a relative expression: the words or metadata it was reckoned from.
    pub anchor: Option<Anchor>,
    /// How what the words leave out was chosen, where they leave out something.
    pub choice: Option<Choice>,
    /// The name of the rule that recognised it.
    pub rule: Arc<str>,
    /// Whether TimeML marks the expression and a chronology has no use for it: “now”, “former”,
    /// “annual”.
    pub timeml_only: bool,
    /// The two ends of a range that name a time each: their expressions.
    pub ends: Vec<Timex>,
}

/// What a relative expression was reckoned from.
#[derive(Clone, Debug, PartialEq)]
pub enum Anchor {
    /// The document's publication date.
    Published,
    /// Another date of the text.
    Date(Span),
    /// A happening of the text, by the words that name it, and the date found for it.
    Event(Span, Span),
    /// A term of office in the roles table, by its holder's identifier.
    Term(Arc<str>),
}

/// How the part of a date that its words leave out was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The last such date up to the anchor, for the clause is in the past tense.
    LastBefore,
    /// The next such date from the anchor on, for the clause looks ahead.
    NextAfter,
    /// Of the dates that fit the one nearest to the anchor, for the clause shows no tense.
    Nearest,
    /// The anchor's day, month or year, which governs the dates that follow it.
    Governed,
    /// The year beside the anchor's, for the story goes on over the turn of the year.
    OverNewYear,
    /// The same day, which the text has named before.
    SameDay,
    /// The next such date after the entry before, in a chronology.
    NextEntry,
    /// The year in which the date falls on the weekday written with it.
    OnWeekday,
    /// The anchor is a date of the text, for the text tells of times long before its publication.
    Narrative,
}
