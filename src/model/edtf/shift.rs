//! [`EdtfDate`]s moved by a length of time.

use chrono::{Days, Months};

use super::{EdtfDate, Precision, TENS};
use crate::model::Day;

/// A length of time on the calendar; negative ones go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Days.
    Days(i32),
    /// Months.
    Months(i32),
    /// Years.
    Years(i32),
}

impl Period {
    /// `day` moved by the period; a day that the month does not have becomes its last. `None`
    /// outside of the years that the calendar reckons with.
    pub fn after(self, day: Day) -> Option<Day> {
        let months = |count: i32| {
            let months = Months::new(count.unsigned_abs());
            if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
        };
        match self {
            Period::Days(count) => {
                let days = Days::new(u64::from(count.unsigned_abs()));
                if count < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
            }
            Period::Months(count) => months(count),
            Period::Years(count) => months(count.checked_mul(12)?),
        }
    }
}

impl EdtfDate {
    /// The date moved by a period, as fine as before and with the same marks; `None` where the
    /// period is finer than the date, or the date has no place on the calendar.
    ///
    /// # Examples
    ///
    /// ```
    /// use cronica::{EdtfDate, Period};
    ///
    /// let moved = EdtfDate::month(2024, 11).and_then(|date| date.shift(Period::Months(3)));
    /// assert_eq!(moved, EdtfDate::month(2025, 2));
    /// ```
    pub fn shift(self, period: Period) -> Option<EdtfDate> {
        let first = self.days().earliest?;
        let partly = self.month.max(self.day) >= Some(TENS) || self.significant > 0;
        let moved = match (self.precision(), period) {
            (Precision::Day | Precision::Month, Period::Days(_) | Period::Months(_)) if partly => {
                return None;
            }
            (Precision::Day, _) if !partly => EdtfDate::day(period.after(first)?),
            (Precision::Month, Period::Months(_)) => {
                let moved = EdtfDate::day(period.after(first)?);
                EdtfDate { day: self.day, ..moved }
            }
            (_, Period::Years(years)) => EdtfDate { year: self.year.checked_add(years)?, ..self },
            _ => return None,
        };
        let whole = self.unspecified == 0 || moved.year % 10_i32.pow(self.unspecified.into()) == 0;
        let (approximate, uncertain) = (self.approximate, self.uncertain);
        whole.then_some(EdtfDate { approximate, uncertain, ..moved })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Edtf;

    #[test]
    fn moves_a_date_at_its_own_precision() {
        let cases = [
            ("2024-02-29", Period::Years(-1), "2023-02-28"),
            ("2024-01-31", Period::Months(1), "2024-02-29"),
            ("2023-12-31", Period::Days(1), "2024-01-01"),
            ("2024-11~", Period::Months(3), "2025-02~"),
            ("2024-21", Period::Years(1), "2025-21"),
            ("2024", Period::Years(-25), "1999"),
            ("198X", Period::Years(10), "199X"),
            ("0001", Period::Years(-2), "-0001"),
        ];
        for (date, period, expected) in cases {
            let date = date.parse::<Edtf>().expect("EDTF").date().expect("a date");
            assert_eq!(date.shift(period).expect("it moves").to_string(), expected, "{date}");
        }
    }

    #[test]
    fn moves_no_date_by_less_than_it_shows() {
        for (date, period) in [
            ("2024", Period::Days(3)),
            ("2024-05", Period::Days(3)),
            ("198X", Period::Years(3)),
            ("2024-21", Period::Months(1)),
            ("2024-1X", Period::Months(1)),
            ("2024-05-1X", Period::Days(1)),
        ] {
            let date = date.parse::<Edtf>().expect("EDTF").date().expect("a date");
            assert_eq!(date.shift(period), None, "{date}");
        }
    }
}
