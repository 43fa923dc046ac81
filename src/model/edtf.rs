mod set;
mod shift;
mod text;

use chrono::{Datelike, Months, NaiveDate};

pub use set::EdtfSet;
pub use shift::Period;

use super::{Day, DayRange};

/// A date or interval of the Extended Date/Time Format (ISO 8601-2, Library of Congress levels):
/// all of levels 0 and 1; of level 2 years with exponents and significant digits, the parts of the
/// year, qualified components and unspecified digits at the end of a part. Sets of dates are an
/// [`EdtfSet`]. A time of day behind a date is read over.
///
/// # Examples
///
/// ```
/// use cronica::Edtf;
///
/// let august: Edtf = "2025-08~".parse().unwrap();
/// assert_eq!(august.to_string(), "2025-08~");
/// assert_eq!(august.days().latest.unwrap().to_string(), "2025-08-31");
/// assert!("2025-13".parse::<Edtf>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date.
    Date(EdtfDate),
    /// From one bound to another.
    Interval(Bound, Bound),
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    Date(EdtfDate),
    /// No bound (`..`).
    Open,
    /// A bound that is not known (nothing is written).
    Unknown,
}

/// A date of any precision from century to day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EdtfDate {
    /// The astronomical year; its unspecified digits are zero.
    year: i32,
    /// How many of the year's last digits are unspecified (`X`): 1 for a decade, 2 for a century.
    unspecified: u8,
    /// How many of the year's first digits are significant (`1950S2`); 0 where that is not said.
    significant: u8,
    /// 1–12 a month, 21–32 a season, 33–36 a quarter, 37–39 a third, 40–41 a half year;
    /// 0 is unspecified (`XX`), 50 and 51 are with an unspecified last digit (`0X`, `1X`).
    month: Option<u8>,
    /// The day of the month; 0 is unspecified (`XX`), 50–53 are with an unspecified last digit
    /// (`0X` to `3X`).
    day: Option<u8>,
    /// What `~` or `%` marks.
    approximate: Marks,
    /// What `?` or `%` marks.
    uncertain: Marks,
}

/// What a month or day is counted from whose last digit is unspecified: 51 is `1X`.
const TENS: u8 = 50;

/// Which parts of a date a qualifier marks, a bit each: the year, the month, the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Marks(u8);

impl Marks {
    /// The date as a whole.
    const ALL: Marks = Marks(0b111);

    fn has(self, part: usize) -> bool {
        self.0 >> part & 1 == 1
    }
}

/// How finely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season.
    Season,
    /// A quarter.
    Quarter,
    /// Four months.
    Third,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years or more.
    Millennium,
    /// From one date to another.
    Interval,
}

impl Precision {
    /// The name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Quarter => "quarter",
            Precision::Third => "third",
            Precision::Half => "half-year",
            Precision::Year => "year",
            Precision::Decade => "decade",
            Precision::Century => "century",
            Precision::Millennium => "millennium",
            Precision::Interval => "interval",
        }
    }
}

impl EdtfDate {
    /// The year `year` (astronomical: 1 BC is 0).
    pub fn year(year: i32) -> EdtfDate {
        EdtfDate {
            year,
            unspecified: 0,
            significant: 0,
            month: None,
            day: None,
            approximate: Marks::default(),
            uncertain: Marks::default(),
        }
    }

    /// Month 1–12, season 21–32 (25–28 of the northern, 29–32 of the southern hemisphere),
    /// quarter 33–36, third 37–39 or half 40–41 of a year; `None` for other numbers.
    pub fn month(year: i32, month: u8) -> Option<EdtfDate> {
        let valid = matches!(month, 1..=12 | 21..=41);
        valid.then(|| EdtfDate { month: Some(month), ..EdtfDate::year(year) })
    }

    /// That day.
    pub fn day(day: Day) -> EdtfDate {
        let (month, of_month) = (day.month() as u8, day.day() as u8);
        EdtfDate { month: Some(month), day: Some(of_month), ..EdtfDate::year(day.year()) }
    }

    /// The ten years whose numbers begin as that of `year` does.
    pub fn decade(year: i32) -> EdtfDate {
        EdtfDate { unspecified: 1, ..EdtfDate::year(year - year % 10) }
    }

    /// The hundred years whose numbers begin as that of `year` does.
    pub fn century(year: i32) -> EdtfDate {
        EdtfDate { unspecified: 2, ..EdtfDate::year(year - year % 100) }
    }

    /// The astronomical year; its unspecified digits are zero.
    pub fn year_number(self) -> i32 {
        self.year
    }

    /// How many of the year's last digits are unspecified: 1 for a decade, 2 for a century.
    pub fn unspecified_digits(self) -> u8 {
        self.unspecified
    }

    /// 1–12 a month, 21–24 a season, 33–36 a quarter, 40–41 a half year.
    pub fn month_code(self) -> Option<u8> {
        self.month.filter(|month| (1..TENS).contains(month))
    }

    /// The day of the month.
    pub fn day_of_month(self) -> Option<u8> {
        self.day.filter(|day| (1..TENS).contains(day))
    }

    /// The same date, marked approximate (`~`).
    pub fn approximately(self) -> EdtfDate {
        EdtfDate { approximate: Marks::ALL, ..self }
    }

    /// The same date as far as it is specified, without marks.
    pub fn exactly(self) -> EdtfDate {
        EdtfDate {
            unspecified: self.unspecified,
            month: self.month_code(),
            day: self.day_of_month(),
            ..EdtfDate::year(self.year)
        }
    }

    /// The first and last day, without regard to approximation; `None` outside of the years
    /// that the calendar reckons with (±262 000).
    pub fn days(self) -> DayRange {
        if let (Some(month), Some(day), 0) =
            (self.month_code(), self.day_of_month(), self.unspecified)
        {
            let day = NaiveDate::from_ymd_opt(self.year, u32::from(month), u32::from(day));
            return DayRange { earliest: day, latest: day };
        }
        if let Some(range) = self.days_of_tens() {
            return range;
        }
        // Before Christ the unspecified digits count backwards: -048X begins in -489.
        let unknown = 10_i32.saturating_pow(u32::from(self.insignificant().max(self.unspecified)));
        let (year, more) = (self.year - self.year % unknown, unknown - 1);
        let (from, to) = if self.year < 0 {
            (year.saturating_sub(more), year)
        } else {
            (year, year.saturating_add(more))
        };
        let (first, months) = self.months();
        let start = |year| NaiveDate::from_ymd_opt(year, first, 1);
        let latest = start(to)
            .and_then(|day| day.checked_add_months(Months::new(months)))
            .and_then(|day| day.pred_opt());
        DayRange { earliest: start(from), latest }
    }

    /// How many of the year's last digits are not significant.
    fn insignificant(self) -> u8 {
        let digits = self.year.unsigned_abs().checked_ilog10().map_or(1, |n| n as u8 + 1).max(4);
        if self.significant == 0 { 0 } else { digits.saturating_sub(self.significant) }
    }

    /// The days whose number has an unspecified last digit, of a month that is known.
    fn days_of_tens(self) -> Option<DayRange> {
        let tens = self.day.filter(|day| *day >= TENS)? - TENS;
        let month = self.month_code().filter(|_| self.unspecified == 0)?;
        let of = |day: u8| NaiveDate::from_ymd_opt(self.year, u32::from(month), u32::from(day));
        let days = (tens * 10..tens * 10 + 10).filter(|day| *day > 0);
        let (earliest, latest) = (days.clone().find_map(of), days.rev().find_map(of));
        Some(DayRange { earliest, latest })
    }

    /// The first month of the year that it covers, and how many.
    fn months(self) -> (u32, u32) {
        match self.month.map_or(0, u32::from) {
            0 => (1, 12),
            50 => (1, 9),
            51 => (10, 3),
            month @ 1..=12 => (month, 1),
            // Meteorological seasons: spring begins in March, in the south in September, and
            // winter is the one that begins in the year.
            season @ 21..=28 => ((season - 21) % 4 * 3 + 3, 3),
            season @ 29..=32 => (((season - 29) * 3 + 8) % 12 + 1, 3),
            quarter @ 33..=36 => ((quarter - 33) * 3 + 1, 3),
            third @ 37..=39 => ((third - 37) * 4 + 1, 4),
            half => (if half == 41 { 7 } else { 1 }, 6),
        }
    }

    /// How finely it is known.
    pub fn precision(self) -> Precision {
        match (self.unspecified.max(self.insignificant()), self.month, self.day) {
            (0, _, Some(_)) => Precision::Day,
            (0, Some(0..=12 | TENS..), None) => Precision::Month,
            (0, Some(21..=32), None) => Precision::Season,
            (0, Some(33..=36), None) => Precision::Quarter,
            (0, Some(37..=39), None) => Precision::Third,
            (0, Some(_), None) => Precision::Half,
            (0, None, None) => Precision::Year,
            (1, ..) => Precision::Decade,
            (2, ..) => Precision::Century,
            _ => Precision::Millennium,
        }
    }
}

impl Edtf {
    /// The first and last day; `None` where the interval is open or unknown on that side.
    pub fn days(self) -> DayRange {
        match self {
            Edtf::Date(date) => date.days(),
            Edtf::Interval(start, end) => DayRange {
                earliest: start.date().and_then(|date| date.days().earliest),
                latest: end.date().and_then(|date| date.days().latest),
            },
        }
    }

    /// How finely it is known.
    pub fn precision(self) -> Precision {
        match self {
            Edtf::Date(date) => date.precision(),
            Edtf::Interval(..) => Precision::Interval,
        }
    }

    /// The date, where it is one.
    pub fn date(self) -> Option<EdtfDate> {
        match self {
            Edtf::Date(date) => Some(date),
            Edtf::Interval(..) => None,
        }
    }

    /// From one date to another.
    pub fn between(start: EdtfDate, end: EdtfDate) -> Edtf {
        Edtf::Interval(Bound::Date(start), Bound::Date(end))
    }
}

impl Bound {
    /// The date, where there is one.
    pub fn date(self) -> Option<EdtfDate> {
        match self {
            Bound::Date(date) => Some(date),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl From<EdtfDate> for Edtf {
    fn from(date: EdtfDate) -> Edtf {
        Edtf::Date(date)
    }
}

impl From<Day> for Edtf {
    fn from(day: Day) -> Edtf {
        Edtf::Date(EdtfDate::day(day))
    }
}
