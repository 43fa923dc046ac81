//! The closed set of operations that pattern rows choose among.

use std::str::FromStr;

macro_rules! operations {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)+) => {
        /// What a pattern does with what it has read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Operation { $($(#[doc = $doc])* $name,)+ }

        impl FromStr for Operation {
            type Err = String;

            fn from_str(text: &str) -> Result<Operation, String> {
                match text {
                    $($text => Ok(Operation::$name),)+
                    other => Err(format!("the operation `{other}` is not known")),
                }
            }
        }
    };
}

operations! {
    /// A date by its parts.
    Date = "date",
    /// Day, month and year in figures, in the order of the language.
    Numeric = "numeric",
    /// Year, month and day in figures.
    Iso = "iso",
    /// Year, month, day and time of day in figures.
    Stamp = "stamp",
    /// Ten years.
    Decade = "decade",
    /// A hundred years.
    Century = "century",
    /// Days from the publication date.
    DayShift = "dayshift",
    /// “last week”, “the following Monday”, “the past 15 years”.
    Relative = "relative",
    /// A day of the week or season that comes again and again.
    Every = "every",
    /// The weekend nearest to the publication date.
    Weekend = "weekend",
    /// The unit that holds the publication date.
    Now = "now",
    /// The stretch of time spoken of last.
    Again = "again",
    /// The same stretch of time in another year.
    AgainIn = "again-in",
    /// A length of time between two.
    Lengths = "lengths",
    /// So many units later than the date before.
    After = "after",
    /// A length of time and half a unit.
    Halves = "halves",
    /// A length of time that ends or begins at the publication date.
    Stretch = "stretch",
    /// So many units before the publication date.
    Ago = "ago",
    /// So many units after the publication date.
    Hence = "hence",
    /// So many units before the publication date, to the day or to a second unit: “ten years ago
    /// today”, “ten years ago this month”.
    Exact = "exact",
    /// The weekday so many weeks before the last one: “a week ago Tuesday”.
    WeeksBack = "weeks-back",
    /// The weekday so many weeks after the next one: “a week from Tuesday”.
    WeeksOn = "weeks-on",
    /// So many units later or earlier than the date before.
    Later = "later",
    /// The whole unit after or before the date before: “the year after”.
    Beside = "beside",
    /// So many units after or before a happening.
    Event = "event",
    /// So many units after or before a date: “a week before the May 29 vote”.
    Beyond = "beyond",
    /// The day or other unit of a happening: “the night of the attack”.
    EventOn = "event-on",
    /// The whole unit after or before a happening.
    EventUnit = "event-unit",
    /// A counted day or night of a happening: “the third day of the trial”.
    EventDay = "event-day",
    /// So many units and a half before the publication date.
    HalfAgo = "half-ago",
    /// So many years and months before the publication date.
    SumAgo = "sum-ago",
    /// A length of time in two units: “18 years and six months”.
    LengthSum = "length-sum",
    /// The week or weekend that holds a date.
    WeekOf = "week-of",
    /// So many units and a half later or earlier.
    HalfLater = "half-later",
    /// So many years and months later or earlier.
    SumLater = "sum-later",
    /// So many days, weeks or months later: “a los quince días”.
    Elapsed = "elapsed",
    /// So many weekdays or seasons ago.
    Back = "back",
    /// So many units from a day near the publication date: “a week from tomorrow”.
    From = "from",
    /// A weekday of a month or week.
    Nth = "nth",
    /// A day of a month that is named by its distance.
    DayOf = "day-of",
    /// The term of office at the publication date.
    CurrentTerm = "current-term",
    /// A length of time.
    Length = "length",
    /// Someone's age: a length of time in words around it.
    Age = "age",
    /// A recurring time.
    Set = "set",
    /// From the first date to the second.
    Range = "range",
    /// Two dates, or the stretch between them where the second follows the first at once.
    Pair = "pair",
    /// Two dates of which one is meant: “in May or June 2019”.
    Either = "either",
    /// Two days of one month of which one is meant.
    EitherDays = "either-days",
    /// An hour and a second one that tells its day and half of the day: “between 2 and 4 p.m.”.
    Hours = "hours",
    /// A year or part of one as the government's accounts have it, from October on.
    Fiscal = "fiscal",
    /// Two days of one month, or two years of which the second is short.
    Ends = "ends",
    /// Two days of one month, or the stretch between them where the second follows at once.
    Days = "days",
    /// From a date on.
    Since = "since",
    /// From the date spoken of last on: “since then”.
    SinceThen = "since-then",
    /// A date with a modifier.
    Modified = "modified",
    /// A time of day, with or without its date.
    Time = "time",
    /// A counted part of a date: “the first week of May”.
    Within = "within",
    /// A term of office.
    Term = "term",
    /// The present, past or future.
    Vague = "vague",
    /// A date in other words around it.
    Same = "same",
    /// No date, though parts of it look like one: “5 de Mayo” in the name of a street.
    Nothing = "nothing",
}
