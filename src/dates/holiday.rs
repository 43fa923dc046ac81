//! Named days: fixed, counted from Easter, or the nth weekday of a month.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::model::Day;

/// The day before the first Tuesday after a Monday of November is an election's eve in the United
/// States; that Tuesday itself.
const ELECTION: i32 = 6_000;
const EASTER: i32 = 5_000;
const NTH: i32 = 100_000;

/// The number for a holiday's value: `12-25`, `easter-2`, `11.4.4` (month, weekday, which; 5 the
/// last), `2001-09-11`, `election`.
pub(super) fn code(cell: &str) -> Option<i32> {
    if cell == "election" {
        return Some(ELECTION);
    }
    if let Some(offset) = cell.strip_prefix("easter") {
        let offset: i32 = if offset.is_empty() { 0 } else { offset.parse().ok()? };
        return (offset.abs() < 100).then_some(EASTER + offset);
    }
    if cell.contains('.') {
        let mut parts = cell.split('.').map(|part| part.parse::<i32>().ok());
        let (month, weekday, which) = (parts.next()??, parts.next()??, parts.next()??);
        return Some(NTH + month * 1000 + weekday * 100 + which);
    }
    let digits: Vec<i32> = cell.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match digits[..] {
        [month, day] => Some(month * 100 + day),
        [year, month, day] => Some((year * 100 + month) * 100 + day),
        _ => None,
    }
}

/// Whether the holiday names one day of history.
pub(super) fn year(code: i32) -> Option<i32> {
    (code > 10_000_000).then_some(code / 10_000)
}

/// The day of a holiday in a year.
pub(super) fn day(code: i32, year: i32) -> Option<Day> {
    match code {
        ELECTION => Some(nth_weekday(year, 11, 1, 1)?.succ_opt()?),
        4_900..=5_100 => {
            let offset = i64::from(code - EASTER);
            Some(easter(year)? + chrono::Duration::days(offset))
        }
        NTH..=113_999 => {
            let (month, weekday, which) =
                ((code - NTH) / 1000, code / 100 % 10, (code % 100) as u32);
            nth_weekday(year, month as u32, weekday as u32, which)
        }
        10_000_000.. => {
            let (year, month, day) = (code / 10_000, code / 100 % 100, code % 100);
            NaiveDate::from_ymd_opt(year, month as u32, day as u32)
        }
        _ => NaiveDate::from_ymd_opt(year, code as u32 / 100, code as u32 % 100),
    }
}

/// The `which`th weekday (1 Monday to 7) of a month; 5 stands for the last.
fn nth_weekday(year: i32, month: u32, weekday: u32, which: u32) -> Option<Day> {
    let weekday = Weekday::try_from(weekday.checked_sub(1)? as u8).ok()?;
    let nth = |which: u32| NaiveDate::from_weekday_of_month_opt(year, month, weekday, which as u8);
    if which == 5 { nth(5).or_else(|| nth(4)) } else { nth(which) }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<Day> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31) as u32 + 1)
}

/// The nearest such weekday: before, or at or after `day`, as `step` says (-1, 0 within the week
/// from Monday, 1).
pub(super) fn weekday_near(day: Day, weekday: u8, step: i32) -> Option<Day> {
    let now = day.weekday().number_from_monday() as i64;
    let distance = i64::from(weekday) - now;
    let distance = match step {
        0 => distance,
        step if step > 0 => (distance - 1).rem_euclid(7) + 1,
        _ => -((-distance - 1).rem_euclid(7) + 1),
    };
    if distance >= 0 {
        day.checked_add_days(Days::new(distance as u64))
    } else {
        day.checked_sub_days(Days::new(-distance as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_named_days() {
        let cases = [
            ("12-25", 2024, "2024-12-25"),
            ("easter", 2024, "2024-03-31"),
            ("easter", 1961, "1961-04-02"),
            ("easter-2", 2025, "2025-04-18"),
            ("11.4.4", 2023, "2023-11-23"),
            ("5.1.5", 2024, "2024-05-27"),
            ("9.1.1", 2025, "2025-09-01"),
            ("election", 2016, "2016-11-08"),
            ("2001-09-11", 2024, "2001-09-11"),
        ];
        for (cell, year, expected) in cases {
            let found = day(code(cell).unwrap(), year).unwrap();
            assert_eq!(found.to_string(), expected, "{cell} {year}");
        }
    }

    #[test]
    fn finds_weekdays_near_a_day() {
        let friday = NaiveDate::from_ymd_opt(2023, 1, 6).unwrap();
        for (weekday, step, expected) in
            [(5, 0, 6), (5, 1, 13), (4, -1, 5), (1, 1, 9), (7, 0, 8), (1, 0, 2)]
        {
            let found = weekday_near(friday, weekday, step).unwrap();
            assert_eq!(found.day(), expected, "{weekday} {step}");
        }
    }
}
