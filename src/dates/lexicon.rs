//! Words and numbers → symbols of the patterns.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::tables::Record;
use crate::tokens::{Gap, Shape, Token, Tokens, Vocabulary, Word};

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
            const ALL: &'static [(&'static str, Class)] = &[$(($text, Class::$name),)+];
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
    /// Like `vague`, for words that say so beside a length of time: “recent years”.
    Bygone = "bygone",
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
    /// Any word.
    Any = "any",
    /// A word with a capital.
    Name = "name",
}

impl Class {
    pub fn symbol(self) -> Symbol {
        Symbol(self as u16)
    }

    /// The class whose values a class of narrower use has.
    pub fn general(symbol: Symbol) -> Symbol {
        const NARROW: [(Class, Class); 34] = [
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

/// A way to read the tokens from one on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub symbol: Symbol,
    pub value: i32,
    /// The token behind the last one read.
    pub end: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    symbol: Symbol,
    value: i32,
    /// Whether it needs a capital, or must not have one.
    capital: Option<bool>,
    /// An abbreviation: a full stop behind it belongs to it.
    dotted: bool,
    rest: Box<[Word]>,
}

impl Entry {
    fn fits(&self, token: &Token) -> bool {
        self.capital.is_none_or(|capital| capital == token.shape.is_capitalized())
    }
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    symbols: FxHashMap<Box<str>, Symbol>,
    entries: Vec<Entry>,
    /// For each word the range of its entries.
    index: Vec<(u32, u32)>,
    /// A bit for each word: whether an expression can begin with it.
    beginnings: Vec<u64>,
    pending: Vec<(Word, Entry)>,
    full_stop: Word,
}

impl Lexicon {
    pub fn new(vocabulary: &mut Vocabulary) -> Lexicon {
        let mut lexicon = Lexicon { full_stop: vocabulary.intern("."), ..Lexicon::default() };
        for (name, class) in Class::ALL {
            lexicon.symbols.insert((*name).into(), class.symbol());
        }
        lexicon
    }

    /// The symbol of a class, piece or quoted literal; new ones are added.
    pub fn symbol(&mut self, name: &str) -> Symbol {
        let next = Symbol(self.symbols.len() as u16);
        *self.symbols.entry(name.into()).or_insert(next)
    }

    /// The symbol of a literal word, which is added to the words.
    pub fn literal(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Vec<Symbol> {
        let words = vocabulary.intern_phrase(text);
        let mut symbols = Vec::with_capacity(words.len());
        for word in words {
            let name = format!("'{}", word.0);
            let is_new = !self.symbols.contains_key(name.as_str());
            let symbol = self.symbol(&name);
            if is_new {
                let rest = Box::default();
                let entry = Entry { symbol, value: 0, capital: None, dotted: false, rest };
                self.pending.push((word, entry));
            }
            symbols.push(symbol);
        }
        symbols
    }

    /// Adds the words of a row of kind `word`.
    ///
    /// Words stand between `|`; one that begins with `^` needs a capital, with `=` must have none,
    /// and one that ends in `.` is an abbreviation, with or without its full stop.
    pub fn add_words(&mut self, record: &Record, vocabulary: &mut Vocabulary) -> Result<()> {
        let symbol = self.symbol(record.get("class"));
        let cell = record.get("value");
        let value = match super::expression::code(cell) {
            Some(value) => value,
            None => return Err(record.error(format!("the value `{cell}` is not known"))),
        };
        for text in record.list("text") {
            let (text, capital) = match (text.strip_prefix('^'), text.strip_prefix('=')) {
                (Some(text), _) => (text, Some(true)),
                (_, Some(text)) => (text, Some(false)),
                _ => (text, None),
            };
            let (text, dotted) = match text.strip_suffix('.') {
                Some(text) if text.chars().all(char::is_alphabetic) => (text, true),
                _ => (text, false),
            };
            let words = vocabulary.intern_phrase(text);
            let Some((first, rest)) = words.split_first() else {
                return Err(record.error("a word is empty"));
            };
            let rest = rest.into();
            self.pending.push((*first, Entry { symbol, value, capital, dotted, rest }));
        }
        Ok(())
    }

    /// Makes the words added so far ready to be looked up.
    pub fn finish(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_by_key(|(word, _)| *word);
        let greatest = pending.last().map_or(0, |(word, _)| word.0 as usize);
        self.index = vec![(0, 0); greatest + 1];
        for (word, entry) in pending {
            let at = self.entries.len() as u32;
            let range = &mut self.index[word.0 as usize];
            if range.0 == range.1 {
                *range = (at, at);
            }
            range.1 = at + 1;
            self.entries.push(entry);
        }
    }

    /// Calls `found` with each way to read the tokens from `at` on.
    #[inline]
    pub fn edges(&self, tokens: &Tokens, at: usize, mut found: impl FnMut(Edge)) {
        let Some(token) = tokens.get(at) else { return };
        for entry in self.entries_of(token.word) {
            if !entry.fits(token) {
                continue;
            }
            let Some(end) = self.end_of(entry, tokens, at) else { continue };
            found(Edge { symbol: entry.symbol, value: entry.value, end });
            if entry.dotted && self.takes_full_stop(tokens, end) {
                found(Edge { symbol: entry.symbol, value: entry.value, end: end + 1 });
            }
        }
    }

    /// How many symbols there are.
    pub fn symbols(&self) -> usize {
        self.symbols.len()
    }

    /// Marks the words that can be read as a symbol with which an expression begins.
    pub fn mark_beginnings(&mut self, begins: impl Fn(Symbol) -> bool) {
        let class = |class: Class| begins(class.symbol());
        let any = class(Class::Any) || class(Class::Name) || class(Class::Roman);
        let entry = |entry: &Entry| {
            let number = entry.symbol == Class::Cardinal.symbol() && class(Class::Number);
            any || number || begins(entry.symbol)
        };
        self.beginnings = vec![0; self.index.len() / 64 + 1];
        for (word, (start, end)) in self.index.iter().enumerate() {
            if self.entries[*start as usize..*end as usize].iter().any(entry) {
                self.beginnings[word / 64] |= 1 << (word % 64);
            }
        }
    }

    /// Whether a word, not number, can begin an expression.
    pub fn may_begin(&self, word: Word) -> bool {
        let bits = self.beginnings.get(word.0 as usize / 64);
        bits.is_some_and(|bits| bits >> (word.0 % 64) & 1 == 1)
    }

    /// The value of the first reading of token `at` alone as `symbol`.
    pub fn value(&self, token: &Token, symbol: Symbol) -> Option<i32> {
        let mut entries = self.entries_of(token.word).iter();
        let entry = entries
            .find(|entry| entry.symbol == symbol && entry.rest.is_empty() && entry.fits(token))?;
        Some(entry.value)
    }

    /// The symbol of a class by its name, where a row uses it.
    pub fn named(&self, name: &str) -> Option<Symbol> {
        self.symbols.get(name).copied()
    }

    fn entries_of(&self, word: Word) -> &[Entry] {
        match self.index.get(word.0 as usize) {
            Some((start, end)) => &self.entries[*start as usize..*end as usize],
            None => &[],
        }
    }

    fn end_of(&self, entry: &Entry, tokens: &Tokens, at: usize) -> Option<usize> {
        let mut next = at + 1;
        for word in &entry.rest {
            let token = tokens.get(next)?;
            if token.word != *word || token.gap >= Gap::Paragraph {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Whether a full stop stands at `at` and the sentence seems to go on behind it.
    fn takes_full_stop(&self, tokens: &Tokens, at: usize) -> bool {
        let Some(mark) = tokens.get(at) else { return false };
        if mark.word != self.full_stop || mark.gap != Gap::None {
            return false;
        }
        tokens.get(at + 1).is_some_and(|next| {
            next.gap < Gap::Paragraph
                && matches!(next.shape, Shape::Number | Shape::Lower | Shape::Mark)
        })
    }
}
