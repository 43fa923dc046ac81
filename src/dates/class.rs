//! What words and numbers can be for the patterns.

/// What a word or number can be for a pattern: a class, a literal word, or a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Symbol(pub u16);

macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)+) => {
        /// The classes whose values the operations read; rows may use further ones of their own
        /// as conditions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub(super) enum Class { $($(#[doc = $doc])* $name,)+ }

        impl Class {
            /// Every class by its name in rows.
            pub const ALL: &'static [(&'static str, Class)] = &[$(($text, Class::$name),)+];
        }
    };
}

classes! {
    /// A day of the month in figures.
    DayNumber = "d",
    /// A month in figures.
    MonthNumber = "m",
    /// A year of four figures.
    YearNumber = "y",
    /// The last two figures of a year.
    ShortYear = "yy",
    /// The same where they are no day of a month.
    LateYear = "lateyear",
    /// A whole number in figures or words.
    Number = "n",
    /// An hour in figures.
    Hour = "h",
    /// Minutes or seconds, two figures.
    Minute = "min",
    /// An hour and minutes with a full stop between.
    HourMinute = "hm",
    /// A number of one to four figures, a year of an early age.
    EarlyYear = "early",
    /// A Roman numeral.
    Roman = "roman",
    /// 1–12.
    Month = "month",
    /// 1 (Monday) to 7.
    Weekday = "weekday",
    /// A unit of time: see [`Unit`](super::expression::Unit).
    Unit = "unit",
    /// A number word.
    Cardinal = "cardinal",
    /// What joins number words (“and”, “-”).
    Joint = "joint",
    /// An ordinal word; -1 is the last.
    Ordinal = "ordinal",
    /// 21–24.
    Season = "season",
    /// Part of the day.
    Part = "part",
    /// TIMEX3 modifier before a date.
    Modifier = "mod",
    /// TIMEX3 modifier before a length of time.
    Measure = "measure",
    /// A named day.
    Holiday = "holiday",
    /// Tens of years as a word: “eighties”.
    DecadeWord = "decadeword",
    /// Days from the publication date: “yesterday”.
    DayShift = "dayshift",
    /// Units from the publication date: “last”.
    Deictic = "deictic",
    /// Units from the date before: “following”.
    Anaphoric = "anaphoric",
    /// Later (1) or earlier (-1) than the date before.
    Later = "later",
    /// Later (1) or earlier (-1) than a happening.
    AfterEvent = "after",
    /// Like `after`, for “into”.
    Into = "into",
    /// A word for asking for something: “called for a march on Sunday”.
    Calls = "calls",
    /// What stands before the thing that is asked for: “to march”.
    Asked = "asked",
    /// An indefinite number: “several”.
    Several = "several",
    /// The years before Christ (-1) or after (1).
    Era = "era",
    /// a.m. (0) or p.m. (12).
    Noon = "noon",
    /// A vague reference, by its TIMEX3 value.
    Vague = "vague",
    /// A word for a term of office.
    Term = "term",
    /// A pattern of doing: “daily”.
    Frequency = "frequency",
    /// The number of months of a named part of the year: quarter 3, half 6.
    Division = "division",
    /// Like `mod`, for words that stand before whole dates: “about”.
    Approximate = "approx",
    /// Like `ordinal`, for “last”.
    Final = "final",
    /// Like `ordinal`, for what a length leads up to: with its last part (-1) or without it (0).
    EndingAt = "endingat",
    /// Like `season`, for words with other meanings.
    Fall = "fall",
    /// Like `anaphoric`, for “the same”.
    Same = "same",
    /// Like `unit`, plural.
    Units = "units",
    /// Like `unit`, singular and long enough to have parts.
    Single = "single",
    /// Like `frequency`, for “a year” behind an amount.
    Rate = "rate",
    /// Like `frequency`, for adjectives.
    Often = "often",
    /// Like `dayshift`, for words with other meanings.
    Tomorrow = "tomorrow",
    /// Like `dayshift`, with the night.
    LastNight = "lastnight",
    /// Like `deictic`, for words that have this meaning behind the noun alone.
    Antepast = "antepast",
    /// Like `decadeword`, with the century.
    Thousands = "mildecade",
    /// Like `month`, for names that are other words too.
    MayMonth = "maymonth",
    /// Like `unit`: fifty years.
    HalfCentury = "halfcentury",
    /// An hour and minutes in four figures: “0615”.
    HourMinuteFigures = "hhmm",
    /// Like `y`, in words.
    YearWords = "ywords",
    /// What makes a number in words the hour.
    OClock = "oclock",
    /// Like `dayshift`, for “today's”.
    Todays = "todays",
    /// Like `month`, for an abbreviation that is another word too.
    MarMonth = "marmon",
    /// Like `anaphoric`, for “al otro”.
    OtherDay = "otherday",
    /// Like `holiday`, for a day that is one only beside certain words.
    NamedDay = "namedday",
    /// Like `unit`, for the weekend alone.
    Weekend = "weekend",
    /// Like `weekday`, plural.
    Weekdays = "weekdays",
    /// Like `mod`, behind a unit.
    ModifierEnd = "modend",
    /// Like `part`, for the two hours that have a word.
    Twelve = "twelve",
    /// Like `part`, for the two hours that have a word.
    NoonWord = "noonword",
    /// Like `anaphoric`, with its unit, the day.
    Eve = "eve",
    /// Like `month`, with a capital.
    MonthName = "monthcap",
    /// Like `month`, for abbreviations.
    ShortMonth = "mon",
    /// Like `division`, for a letter before its number.
    Sign = "qsign",
    /// Like `weekday`, for abbreviations.
    ShortWeekday = "wday",
    /// Like `season`, for “spring”.
    Spring = "spring",
    /// Like `season`, for “Spring”.
    SpringName = "springcap",
    /// Like `unit`, for one that has other meanings where it is counted.
    Period = "period",
    /// Like `later`, for words that say so only at the end of a clause.
    LaterLast = "laterlast",
    /// Like `vague`, for “this time”.
    Spoken = "spoken",
    /// Like `y`, a multiple of ten.
    DecadeYear = "ytens",
    /// Like `y`, with a mark of thousands: “1.940”.
    PointedYear = "ypoint",
    /// Like `vague`, for words that say so beside a length of time: “recent years”.
    Bygone = "bygone",
    /// Like `y`, of our age and no round number: before what is counted a year all the same.
    YearExact = "yexact",
    /// The year after (1) or before (-1) that of the date before: “del siguiente”.
    OtherYear = "otheryear",
    /// A number with one decimal, in tenths.
    Decimal = "decimal",
    /// Like `season`, plural.
    Seasons = "seasons",
    /// Like `unit`: a night, as a part of a longer time.
    NightOf = "nightof",
    /// Like `unit`, for one that is told to last so long: “weeklong”.
    LongWord = "longword",
    /// Like `units`, for those that are told to last so long: “monthslong”.
    LongWords = "longwords",
    /// What tells that a date is the end of something: “until”.
    Limit = "limit",
    /// A word of the past tense.
    Past = "past",
    /// A word of the future tense.
    Future = "future",
    /// What stands behind a word of the future where it tells of the past.
    Perfect = "perfect",
    /// A word for what had happened before.
    Pluperfect = "pluperfect",
    /// A word for what is so now.
    Present = "present",
    /// A word that ends like a verb and is none.
    Tenseless = "tenseless",
    /// A word that begins a relative clause.
    Relative = "relative",
    /// A verb for so many years being over since a day: “se cumplen diez años de”.
    Anniversary = "anniversary",
    /// What stands before a time that another is compared with: “lower than in”.
    Compared = "compared",
    /// A word for what has lasted since.
    Since = "since",
    /// A word for a limit in time: “by March”.
    By = "by",
    /// A word for what is planned.
    Planned = "planned",
    /// What stands before a year that tells which: “the 2012 report”.
    Attributive = "attributive",
    /// What joins a year to a name: “the Act of 1973”.
    OfName = "ofname",
    /// An article.
    Article = "article",
    /// A word for someone spoken of: “he”.
    Pronoun = "pronoun",
    /// A word for whose a happening is: “his”.
    Owner = "owner",
    /// A word for a direction in time.
    Toward = "toward",
    /// A word that ties a date to what stands before: “the May”.
    Bound = "bound",
    /// A word for a time that is not over at its end: “within”.
    Within = "within",
    /// A word for saying.
    Speech = "speech",
    /// A word that names no happening.
    Empty = "empty",
    /// A word for what is still to come: “will”.
    Will = "will",
    /// What may stand before a length that is ahead: “in two weeks”.
    Ahead = "ahead",
    /// A word for what a length goes back to: “the first in ten years”.
    Record = "record",
    /// A verb that gives what is told its place in time: “comes two days before”.
    Comes = "comes",
    /// A word that begins another part of the sentence.
    Halt = "halt",
    /// A word for a happening, by the number of its kind.
    Kin = "kin",
    /// A word for what befalls someone, of whose life a day beside it is: “born”.
    Life = "life",
    /// Any word.
    Any = "any",
    /// A word with a capital.
    Name = "name",
}

impl Class {
    pub const fn symbol(self) -> Symbol {
        Symbol(self as u16)
    }

    /// The class whose values a class of narrower use has.
    pub fn general(symbol: Symbol) -> Symbol {
        const NARROW: [(Class, Class); 45] = [
            (Class::EndingAt, Class::Ordinal),
            (Class::YearExact, Class::YearNumber),
            (Class::Into, Class::AfterEvent),
            (Class::LateYear, Class::ShortYear),
            (Class::HourMinuteFigures, Class::HourMinute),
            (Class::YearWords, Class::YearNumber),
            (Class::Todays, Class::DayShift),
            (Class::MarMonth, Class::Month),
            (Class::OtherDay, Class::Anaphoric),
            (Class::NamedDay, Class::Holiday),
            (Class::NightOf, Class::Unit),
            (Class::LongWord, Class::Unit),
            (Class::LongWords, Class::Unit),
            (Class::Bygone, Class::Vague),
            (Class::Approximate, Class::Modifier),
            (Class::Final, Class::Ordinal),
            (Class::Fall, Class::Season),
            (Class::Seasons, Class::Season),
            (Class::Same, Class::Anaphoric),
            (Class::Units, Class::Unit),
            (Class::Single, Class::Unit),
            (Class::Rate, Class::Frequency),
            (Class::ShortMonth, Class::Month),
            (Class::Sign, Class::Division),
            (Class::HalfCentury, Class::Unit),
            (Class::Weekend, Class::Unit),
            (Class::Weekdays, Class::Weekday),
            (Class::ModifierEnd, Class::Modifier),
            (Class::Twelve, Class::Part),
            (Class::NoonWord, Class::Part),
            (Class::Eve, Class::Anaphoric),
            (Class::MonthName, Class::Month),
            (Class::MayMonth, Class::Month),
            (Class::ShortWeekday, Class::Weekday),
            (Class::Spring, Class::Season),
            (Class::SpringName, Class::Season),
            (Class::Period, Class::Unit),
            (Class::LaterLast, Class::Later),
            (Class::Spoken, Class::Vague),
            (Class::DecadeYear, Class::YearNumber),
            (Class::PointedYear, Class::YearNumber),
            (Class::Often, Class::Frequency),
            (Class::Tomorrow, Class::DayShift),
            (Class::LastNight, Class::DayShift),
            (Class::Antepast, Class::Deictic),
        ];
        const GENERAL: [u16; Class::ALL.len()] = {
            let mut general = [0; Class::ALL.len()];
            let mut i = 0;
            while i < general.len() {
                general[i] = i as u16;
                i += 1;
            }
            i = 0;
            while i < NARROW.len() {
                general[NARROW[i].0 as usize] = NARROW[i].1 as u16;
                i += 1;
            }
            general
        };
        GENERAL.get(usize::from(symbol.0)).map_or(symbol, |general| Symbol(*general))
    }
}

/// A set of symbols in brief: it may seem to hold some that it does not.
pub(super) type Hints = u128;

/// The set of one symbol.
pub(super) const fn hint(symbol: Symbol) -> Hints {
    1 << (symbol.0 as u32 % Hints::BITS)
}

/// The set of several symbols.
pub(super) fn hints(symbols: impl IntoIterator<Item = Symbol>) -> Hints {
    symbols.into_iter().fold(0, |all, symbol| all | hint(symbol))
}
