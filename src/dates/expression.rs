//! What the words of an expression say, before anything is known of their surroundings.

use crate::model::{TimexModifier, TimexType};

macro_rules! codes {
    ($(#[doc = $doc:literal])* $type:ident { $($(#[doc = $each:literal])* $name:ident = $code:literal,)+ }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum $type { $($(#[doc = $each])* $name,)+ }

        impl $type {
            const ALL: &'static [(&'static str, $type)] = &[$(($code, $type::$name),)+];

            /// The one with the number that a word's value has.
            pub fn from_code(code: i32) -> Option<$type> {
                $type::ALL.get(usize::try_from(code).ok()?).map(|(_, value)| *value)
            }
        }
    };
}

codes! {
    /// A unit of time.
    Unit {
        Second = "S",
        Minute = "TM",
        Hour = "H",
        Day = "D",
        Week = "W",
        /// Saturday and Sunday.
        Weekend = "WE",
        Month = "M",
        /// Three months.
        Quarter = "Q",
        /// Six months.
        Half = "HY",
        Year = "Y",
        Decade = "DE",
        Century = "CE",
        Millennium = "ML",
        /// A night, counted.
        Night = "N",
        /// Two weeks.
        Fortnight = "2W",
        /// Five years.
        Lustrum = "5Y",
        /// Six years, a term of office.
        Sexennium = "6Y",
        /// Fifty years.
        HalfCentury = "50Y",
        /// Two months.
        Bimester = "2M",
        /// Two days, of what happens every other day.
        TwoDays = "2D",
        /// Two years, of what happens every other year.
        Biennium = "2Y",
    }
}

codes! {
    /// A part of the day.
    Part {
        Morning = "MO",
        Noon = "12:00",
        Afternoon = "AF",
        Evening = "EV",
        Night = "NI",
        Daytime = "DT",
        Midnight = "24:00",
    }
}

impl Part {
    /// Its sign behind the T of a TIMEX3 value.
    pub fn sign(self) -> &'static str {
        Part::ALL[self as usize].0
    }
}

codes! {
    /// A reference to the present, the past or the future as such.
    Vague {
        Present = "PRESENT_REF",
        Past = "PAST_REF",
        Future = "FUTURE_REF",
    }
}

impl Vague {
    /// Its TIMEX3 value.
    pub fn value(self) -> &'static str {
        Vague::ALL[self as usize].0
    }
}

const MODIFIERS: [TimexModifier; 12] = [
    TimexModifier::Before,
    TimexModifier::After,
    TimexModifier::OnOrBefore,
    TimexModifier::OnOrAfter,
    TimexModifier::LessThan,
    TimexModifier::MoreThan,
    TimexModifier::EqualOrLess,
    TimexModifier::EqualOrMore,
    TimexModifier::Start,
    TimexModifier::Mid,
    TimexModifier::End,
    TimexModifier::Approx,
];

/// The modifier with the number that a word's value has.
pub(super) fn modifier(code: i32) -> Option<TimexModifier> {
    MODIFIERS.get(usize::try_from(code).ok()?).copied()
}

/// The number for the value of a word row: a number, or the code of a unit, part, modifier, vague
/// reference or holiday.
pub(super) fn code(cell: &str) -> Option<i32> {
    if cell.is_empty() {
        return Some(0);
    }
    let named = |names: Vec<&str>| names.iter().position(|name| *name == cell);
    let position = named(Unit::ALL.iter().map(|(name, _)| *name).collect())
        .or_else(|| named(Part::ALL.iter().map(|(name, _)| *name).collect()))
        .or_else(|| named(Vague::ALL.iter().map(|(name, _)| *name).collect()))
        .or_else(|| named(MODIFIERS.iter().map(|modifier| modifier.name()).collect()));
    match position {
        Some(position) => Some(position as i32),
        None => cell.parse().ok().or_else(|| super::holiday::code(cell)),
    }
}

/// What a relative expression is reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The publication date.
    Published,
    /// The date before in the text.
    Reference,
    /// The same, for a counted distance, which is finer: a year after a month is a month.
    Before,
    /// The publication date, for a counted distance, which is to the day.
    Now,
    /// The publication date, and any distance to the day.
    Day,
    /// The happening that these tokens name, the second exclusive.
    Event(usize, usize),
    /// The same, for the whole unit before or after it: “the week before the raid”.
    EventUnit(usize, usize),
}

/// A year as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Year {
    /// Not at all.
    #[default]
    Missing,
    /// In full, astronomical.
    Number(i32),
    /// By its last two figures.
    Short(i32),
    /// By its distance (“of last year”).
    Relative(i32, From),
}

/// The parts of a calendar date that are written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fields {
    pub year: Year,
    /// 1 for a decade, 2 for a century.
    pub unspecified: u8,
    /// 1–12, a season 21–24, a quarter 33–36, a half 40–41.
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub weekday: Option<u8>,
    pub holiday: Option<i32>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    Part(Part),
    /// Minutes since midnight.
    Clock(u16),
}

/// How many; tenths are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Number(i32),
    /// A number of tenths.
    Tenths(i32),
    /// Several.
    Some,
}

impl Count {
    /// The whole number, where it is known.
    pub fn number(self) -> Option<i32> {
        match self {
            Count::Number(n) => Some(n),
            Count::Tenths(n) => Some(n / 10),
            Count::Some => None,
        }
    }
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A date by its parts.
    Date(Fields),
    /// The same of a year of the government's accounts.
    Fiscal(Fields),
    /// So many units before or after something; rounded to the unit.
    Shift { count: Count, unit: Unit, sign: i32, from: From },
    /// The nearest such date before (-1), within (0) or after (1).
    Seek { fields: Fields, step: i32, from: From },
    /// A length of time, and if it ends or begins at a date: before (-1) or after (1) which.
    Length { count: Count, unit: Unit, side: Option<(i32, From)> },
    /// A day of the week or season that comes again and again.
    Recurrent(Fields),
    /// The weekend nearest to the publication date.
    Weekend,
    /// A length of time between two.
    Lengths { low: i32, high: i32, unit: Unit },
    /// A length of time in two units, the greater one first.
    Sum([(i32, Unit); 2]),
    /// So many units after or before a date; rounded to the unit.
    Beyond { count: Count, unit: Unit, sign: i32, of: Box<Expression> },
    /// The unit that holds a date: “the week of 3 March”.
    Around { unit: Unit, of: Box<Expression> },
    /// A recurring time.
    Set { count: Count, unit: Unit },
    /// The `ordinal`th stretch of `count` units within a date; from its end if negative.
    Within { ordinal: i32, count: Count, unit: Unit, of: Box<Expression> },
    /// The `ordinal`th such weekday within a date.
    Nth { ordinal: i32, weekday: u8, of: Box<Expression> },
    /// From one to another.
    Range(Box<Expression>, Box<Expression>),
    /// From a date on.
    Since(Box<Expression>),
    /// From the date spoken of last on.
    SinceThen,
    /// Several dates in a row; taken apart before anything is resolved.
    List(Vec<Expression>),
    /// The stretch of time spoken of last.
    Again,
    /// The same stretch of time in another year.
    AgainIn(Box<Expression>, Option<Unit>),
    /// A term of office or a part of it.
    Term { years: Option<(i32, i32)>, ordinal: Option<i32>, offset: Option<(i32, i32)> },
    /// The present, past or future as such.
    Vague(Vague),
}

impl What {
    /// Whether it is a distance from something: “an hour later”.
    pub fn is_distance(&self) -> bool {
        matches!(self, What::Shift { .. } | What::Length { .. })
    }

    /// Whether it is no date where it cannot be resolved: “the government of Sonora”, no term of
    /// office that the tables know; “since then” before any date; “the day of the raid” that no
    /// sentence dates.
    pub fn hangs(&self) -> bool {
        match self {
            What::Shift { sign: 0, from, .. } => {
                matches!(from, From::Event(..) | From::EventUnit(..))
            }
            What::Term { years: None, .. } | What::SinceThen => true,
            _ => false,
        }
    }

    /// Whether it is a date with its year in full, which means the same wherever it stands.
    pub fn is_stated_whole(&self) -> bool {
        matches!(self, What::Date(Fields { year: Year::Number(_), .. }))
    }

    /// Whether it names a day by a word that names have too: “today”, “Sunday”.
    pub fn is_named_day(&self) -> bool {
        match self {
            What::Shift { unit: Unit::Day, from: From::Published, .. } => true,
            What::Date(fields) => {
                let whole = fields.day.is_some() || fields.month.is_some();
                !whole && (fields.weekday.is_some() || fields.holiday.is_some())
            }
            _ => false,
        }
    }

    /// Whether it is meant from the day of writing: “ago”, “last week”.
    pub fn speaks_from_now(&self) -> bool {
        let from = match self {
            What::Shift { from, .. } | What::Seek { from, .. } => *from,
            What::Length { side: Some((_, from)), .. } => *from,
            _ => return false,
        };
        matches!(from, From::Published | From::Now | From::Day)
    }
}

/// One expression of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    pub kind: TimexType,
    pub what: What,
    pub time: Option<Time>,
    pub modifier: Option<TimexModifier>,
    /// The row that recognised it.
    pub pattern: u32,
    /// Its first token and the one behind its last.
    pub first: usize,
    pub end: usize,
}
