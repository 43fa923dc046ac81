use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

use super::{Day, DayRange};

/// A date or interval of the Extended Date/Time Format (ISO 8601-2, Library of Congress levels).
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
    /// 1–12 a month, 21–24 a season, 33–36 a quarter, 40–41 a half year.
    month: Option<u8>,
    /// The day of the month.
    day: Option<u8>,
    /// Followed by `~` or `%`.
    approximate: bool,
    /// Followed by `?` or `%`.
    uncertain: bool,
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
            month: None,
            day: None,
            approximate: false,
            uncertain: false,
        }
    }

    /// Month 1–12, season 21–24, quarter 33–36 or half 40–41 of a year; `None` for other numbers.
    pub fn month(year: i32, month: u8) -> Option<EdtfDate> {
        let valid = matches!(month, 1..=12 | 21..=24 | 33..=36 | 40..=41);
        valid.then(|| EdtfDate { month: Some(month), ..EdtfDate::year(year) })
    }

    /// That day.
    pub fn day(day: Day) -> EdtfDate {
        let (month, of_month) = (day.month() as u8, day.day() as u8);
        EdtfDate { month: Some(month), day: Some(of_month), ..EdtfDate::year(day.year()) }
    }

    /// The ten years from `year`, a multiple of ten.
    pub fn decade(year: i32) -> EdtfDate {
        EdtfDate { unspecified: 1, ..EdtfDate::year(year - year.rem_euclid(10)) }
    }

    /// The hundred years from `year`, a multiple of a hundred.
    pub fn century(year: i32) -> EdtfDate {
        EdtfDate { unspecified: 2, ..EdtfDate::year(year - year.rem_euclid(100)) }
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
        self.month
    }

    /// The day of the month.
    pub fn day_of_month(self) -> Option<u8> {
        self.day
    }

    /// The same date, marked approximate (`~`).
    pub fn approximately(self) -> EdtfDate {
        EdtfDate { approximate: true, ..self }
    }

    /// The first and last day, without regard to approximation.
    pub fn days(self) -> DayRange {
        let span = 10_i32.pow(u32::from(self.unspecified));
        let (first, months) = match (self.month, self.day) {
            (Some(month), Some(day)) => {
                let day = NaiveDate::from_ymd_opt(self.year, u32::from(month), u32::from(day));
                return DayRange { earliest: day, latest: day };
            }
            (Some(month @ 1..=12), None) => (month, 1),
            // Meteorological seasons of the northern hemisphere: spring begins in March, and
            // winter is the one that begins in December of the year.
            (Some(season @ 21..=24), None) => ((season - 21) * 3 + 3, 3),
            (Some(quarter @ 33..=36), None) => ((quarter - 33) * 3 + 1, 3),
            (Some(half), None) => (if half == 41 { 7 } else { 1 }, 6),
            (None, _) => (1, 12 * span as u32),
        };
        let earliest = NaiveDate::from_ymd_opt(self.year, u32::from(first), 1);
        let latest = earliest
            .and_then(|day| day.checked_add_months(Months::new(months)))
            .and_then(|day| day.pred_opt());
        DayRange { earliest, latest }
    }

    /// How finely it is known.
    pub fn precision(self) -> Precision {
        match (self.unspecified, self.month, self.day) {
            (0, _, Some(_)) => Precision::Day,
            (0, Some(1..=12), None) => Precision::Month,
            (0, Some(21..=24), None) => Precision::Season,
            (0, Some(33..=36), None) => Precision::Quarter,
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

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let digits = format!("{:04}", self.year.unsigned_abs());
        let known = digits.len() - usize::from(self.unspecified);
        write!(f, "{sign}{}{}", &digits[..known], &"XXXX"[..usize::from(self.unspecified)])?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Date(date) => date.fmt(f),
            Edtf::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bound::Date(date) => date.fmt(f),
            Bound::Open => f.write_str(".."),
            Bound::Unknown => Ok(()),
        }
    }
}

impl FromStr for Edtf {
    type Err = String;

    fn from_str(text: &str) -> Result<Edtf, String> {
        let parsed = match text.split_once('/') {
            None => text.parse().map(Edtf::Date),
            Some((start, end)) => {
                bound(start).and_then(|start| Ok(Edtf::Interval(start, bound(end)?)))
            }
        };
        let edtf = parsed.map_err(|()| {
            format!(
                "`{text}` is no EDTF date; write it like 2024-07-25, 2024-07, 2024 or 2006/2012"
            )
        })?;
        let days = edtf.days();
        match (days.earliest, days.latest) {
            (Some(a), Some(b)) if a > b => Err(format!("`{text}` ends before it begins")),
            _ => Ok(edtf),
        }
    }
}

fn bound(text: &str) -> Result<Bound, ()> {
    match text {
        ".." => Ok(Bound::Open),
        "" => Ok(Bound::Unknown),
        date => date.parse().map(Bound::Date),
    }
}

impl FromStr for EdtfDate {
    type Err = ();

    fn from_str(text: &str) -> Result<EdtfDate, ()> {
        let (text, approximate, uncertain) = match text.as_bytes().last() {
            Some(b'~') => (&text[..text.len() - 1], true, false),
            Some(b'?') => (&text[..text.len() - 1], false, true),
            Some(b'%') => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut parts = rest.split('-');
        let year = parts.next().filter(|y| y.len() == 4).ok_or(())?;
        let known = year.trim_end_matches('X');
        let unspecified = (4 - known.len()) as u8;
        let magnitude: i32 = number(known).ok_or(())? * 10_i32.pow(u32::from(unspecified));
        let year = if negative { -magnitude } else { magnitude };
        let month = parts.next().map(|m| two_digits(m).ok_or(())).transpose()?;
        let day = parts.next().map(|d| two_digits(d).ok_or(())).transpose()?;
        if parts.next().is_some() || (unspecified > 0 && month.is_some()) {
            return Err(());
        }
        let date = match (month, day) {
            (None, _) => EdtfDate { unspecified, ..EdtfDate::year(year) },
            (Some(month), None) => EdtfDate::month(year, month).ok_or(())?,
            (Some(month), Some(day)) => EdtfDate::day(
                NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)).ok_or(())?,
            ),
        };
        Ok(EdtfDate { approximate, uncertain, ..date })
    }
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2).then(|| number(text)).flatten().map(|n| n as u8)
}

/// Reads ASCII digits; nothing is 0.
fn number(text: &str) -> Option<i32> {
    if text.is_empty() {
        return Some(0);
    }
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
