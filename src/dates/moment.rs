//! Places on the calendar and what they are in TIMEX3 and EDTF.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::expression::{Part, Time, Unit};
use crate::model::{Day, DayRange, Edtf, EdtfDate, Period, Precision, TimexModifier};

/// A resolved date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    Date(EdtfDate),
    /// A week, by its Monday.
    Week(Day),
    /// A weekend, by its Saturday.
    Weekend(Day),
    /// Half a year, 40 or 41.
    Span(EdtfDate, EdtfDate),
}

impl Moment {
    /// The first and last day.
    pub fn days(self) -> DayRange {
        let of = |first: Day, count: u64| DayRange {
            earliest: Some(first),
            latest: first.checked_add_days(Days::new(count - 1)),
        };
        match self {
            Moment::Date(date) => date.days(),
            Moment::Week(monday) => of(monday, 7),
            Moment::Weekend(saturday) => of(saturday, 2),
            Moment::Span(a, b) => DayRange { earliest: a.days().earliest, latest: b.days().latest },
        }
    }

    pub fn edtf(self) -> Option<Edtf> {
        if let Moment::Date(date) = self {
            // Halves have no place in most readers of EDTF; a stretch of months says the same.
            return match date.month_code() {
                Some(half @ (40 | 41)) => {
                    let first = if half == 40 { 1 } else { 7 };
                    let month = |month| EdtfDate::month(date.year_number(), month);
                    Some(Edtf::between(month(first)?, month(first + 5)?))
                }
                _ => Some(date.into()),
            };
        }
        if let Moment::Span(a, b) = self {
            return Some(Edtf::between(a, b));
        }
        let days = self.days();
        Some(Edtf::between(EdtfDate::day(days.earliest?), EdtfDate::day(days.latest?)))
    }

    /// The TIMEX3 value.
    pub fn value(self) -> String {
        match self {
            Moment::Date(date) => date_value(date),
            Moment::Week(day) => {
                let week = day.iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Moment::Weekend(day) => format!("{}-WE", Moment::Week(day).value()),
            Moment::Span(a, b) => format!("{}/{}", date_value(a), date_value(b)),
        }
    }

    /// The date that stands for it in the reckoning of others.
    pub fn date(self) -> Option<EdtfDate> {
        match self {
            Moment::Date(date) | Moment::Span(date, _) => Some(date),
            Moment::Week(day) | Moment::Weekend(day) => Some(EdtfDate::day(day)),
        }
    }
}

/// The TIMEX3 value of a date; years before Christ count without a year 0 and begin with `BC`.
fn date_value(date: EdtfDate) -> String {
    let date = date.exactly();
    let alike = date.unspecified_digits() == 0 && matches!(date.month_code(), None | Some(1..=12));
    if alike && (1..10_000).contains(&date.year_number()) {
        return date.to_string();
    }
    let (year, digits) = (date.year_number(), usize::from(4 - date.unspecified_digits().min(3)));
    let unit = 10_i32.pow(u32::from(date.unspecified_digits()));
    let mut value = match (year, unit) {
        (..=0, 1) => format!("BC{:04}", 1 - year),
        (..0, _) => format!("BC{:0digits$}", -year / unit),
        _ => format!("{:0digits$}", year / unit),
    };
    match (date.month_code(), date.day_of_month()) {
        (Some(season @ 21..=24), _) => {
            value.push_str(["-SP", "-SU", "-FA", "-WI"][usize::from(season - 21)]);
        }
        (Some(quarter @ 33..=36), _) => value.push_str(&format!("-Q{}", quarter - 32)),
        (Some(half @ 40..=41), _) => value.push_str(&format!("-H{}", half - 39)),
        (Some(month), None) => value.push_str(&format!("-{month:02}")),
        (Some(month), Some(day)) => value.push_str(&format!("-{month:02}-{day:02}")),
        (None, _) => {}
    }
    value
}

/// What stands behind the day in the value of a time.
pub(super) fn time_value(time: Time) -> String {
    match time {
        Time::Part(part @ (Part::Noon | Part::Midnight)) => format!("T{}", part.sign()),
        Time::Part(part) => format!("T{}", part.sign()),
        Time::Clock(minutes) => format!("T{:02}:{:02}", minutes / 60, minutes % 60),
    }
}

/// The value of a length of `count` units; the digits may be `X`.
pub(super) fn length_value(count: &str, unit: Unit) -> String {
    let times =
        |factor: i64| count.parse::<i64>().map_or("X".to_owned(), |n| (n * factor).to_string());
    match unit {
        Unit::Second => format!("PT{count}S"),
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Week => format!("P{count}W"),
        Unit::Weekend => format!("P{count}WE"),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{count}Q"),
        Unit::Half => format!("P{}M", times(6)),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{count}DE"),
        Unit::Century => format!("P{count}CE"),
        Unit::Millennium => format!("P{count}ML"),
        Unit::Night => format!("P{count}NI"),
        Unit::Fortnight => format!("P{}W", times(2)),
        Unit::Lustrum => format!("P{}Y", times(5)),
        Unit::Sexennium => format!("P{}Y", times(6)),
        Unit::HalfCentury => format!("P{}Y", times(50)),
        Unit::Bimester => format!("P{}M", times(2)),
        Unit::TwoDays => format!("P{}D", times(2)),
        Unit::Biennium => format!("P{}Y", times(2)),
    }
}

/// What a unit counts in; units below the day count as none.
pub(super) fn step_of(unit: Unit, count: i32) -> Period {
    match unit {
        Unit::Second | Unit::Minute => Period::Days(0),
        Unit::Hour => Period::Days(count / 24),
        Unit::Day | Unit::Night => Period::Days(count),
        Unit::Week | Unit::Weekend => Period::Days(count.saturating_mul(7)),
        Unit::Fortnight => Period::Days(count.saturating_mul(14)),
        Unit::TwoDays => Period::Days(count.saturating_mul(2)),
        Unit::Month => Period::Months(count),
        Unit::Bimester => Period::Months(count.saturating_mul(2)),
        Unit::Quarter => Period::Months(count.saturating_mul(3)),
        Unit::Half => Period::Months(count.saturating_mul(6)),
        Unit::Year => Period::Years(count),
        Unit::Biennium => Period::Years(count.saturating_mul(2)),
        Unit::Lustrum => Period::Years(count.saturating_mul(5)),
        Unit::Sexennium => Period::Years(count.saturating_mul(6)),
        Unit::Decade => Period::Years(count.saturating_mul(10)),
        Unit::HalfCentury => Period::Years(count.saturating_mul(50)),
        Unit::Century => Period::Years(count.saturating_mul(100)),
        Unit::Millennium => Period::Years(count.saturating_mul(1000)),
    }
}

/// The unit of the calendar that holds `day`.
pub(super) fn enclosing(day: Day, unit: Unit) -> Option<Moment> {
    let monday = |day: Day| {
        let back = u64::from(day.weekday().num_days_from_monday());
        day.checked_sub_days(Days::new(back))
    };
    let year = day.year();
    let month = day.month() as u8;
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night | Unit::TwoDays => {
            Moment::Date(EdtfDate::day(day))
        }
        Unit::Week | Unit::Fortnight => Moment::Week(monday(day)?),
        Unit::Weekend => Moment::Weekend(monday(day)?.checked_add_days(Days::new(5))?),
        Unit::Month | Unit::Bimester => Moment::Date(EdtfDate::month(year, month)?),
        Unit::Quarter => Moment::Date(EdtfDate::month(year, 33 + (month - 1) / 3)?),
        Unit::Half => Moment::Date(EdtfDate::month(year, 40 + (month - 1) / 6)?),
        Unit::Year | Unit::Biennium | Unit::Lustrum | Unit::Sexennium | Unit::HalfCentury => {
            Moment::Date(EdtfDate::year(year))
        }
        Unit::Decade => Moment::Date(EdtfDate::decade(year)),
        Unit::Century | Unit::Millennium => Moment::Date(EdtfDate::century(year)),
    })
}

/// The part of a date that a modifier leaves: thirds of a month, a season, a year or a decade.
pub(super) fn narrowed(moment: Moment, modifier: TimexModifier) -> DayRange {
    let whole = moment.days();
    let third = match modifier {
        TimexModifier::Start => 0,
        TimexModifier::Mid => 1,
        TimexModifier::End => 2,
        _ => return whole,
    };
    let (Moment::Date(date), Some(first), Some(last)) = (moment, whole.earliest, whole.latest)
    else {
        return whole;
    };
    let months = |from: u32, to: u32| {
        let start = first.checked_add_months(Months::new(from));
        let end = first.checked_add_months(Months::new(to)).and_then(|day| day.pred_opt());
        DayRange { earliest: start, latest: end }
    };
    let days = |from: u32, to: Option<u32>| DayRange {
        earliest: NaiveDate::from_ymd_opt(first.year(), first.month(), from),
        latest: to
            .map_or(Some(last), |to| NaiveDate::from_ymd_opt(first.year(), first.month(), to)),
    };
    match (date.precision(), third) {
        (Precision::Month, 0) => days(1, Some(10)),
        (Precision::Month, 1) => days(11, Some(20)),
        (Precision::Month, _) => days(21, None),
        (Precision::Season | Precision::Quarter, n) => months(n, n + 1),
        (Precision::Half, n) => months(2 * n, 2 * n + 2),
        (Precision::Year, n) => months(4 * n, 4 * n + 4),
        (Precision::Decade, 0) => months(0, 48),
        (Precision::Decade, 1) => months(48, 84),
        (Precision::Decade, _) => months(84, 120),
        (Precision::Century, 0) => months(0, 400),
        (Precision::Century, 1) => months(400, 800),
        (Precision::Century, _) => months(800, 1200),
        _ => whole,
    }
}
