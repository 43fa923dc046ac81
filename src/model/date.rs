use chrono::{Datelike, Days, NaiveDate};

/// A calendar day of the proleptic Gregorian calendar; astronomical years, so 1 BC is year 0.
pub type Day = NaiveDate;

/// A stretch of days, both ends inclusive; `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DayRange {
    /// The first day.
    pub earliest: Option<Day>,
    /// The last day.
    pub latest: Option<Day>,
}

impl DayRange {
    /// The days from `earliest` to `latest`, both inclusive.
    pub fn new(earliest: Day, latest: Day) -> DayRange {
        DayRange { earliest: Some(earliest), latest: Some(latest) }
    }

    /// The years of the first and the last day; `None` where an end is open.
    pub fn years(self) -> Option<(i32, i32)> {
        Some((self.earliest?.year(), self.latest?.year()))
    }

    /// The months of the first and the last day, counted from January of the year 0; `None` where
    /// an end is open.
    pub fn months(self) -> Option<(i32, i32)> {
        let month = |day: Day| day.year() * 12 + day.month0() as i32;
        Some((month(self.earliest?), month(self.latest?)))
    }

    /// The stretch with `days` more at both ends.
    pub fn widened(self, days: u64) -> DayRange {
        let days = Days::new(days);
        DayRange {
            earliest: self.earliest.and_then(|day| day.checked_sub_days(days)),
            latest: self.latest.and_then(|day| day.checked_add_days(days)),
        }
    }

    /// Whether a day lies in both; an open end reaches to the end of time.
    ///
    /// # Examples
    ///
    /// ```
    /// use cronica::{Edtf, Precision};
    /// let july: Edtf = "2024-07".parse().unwrap();
    /// let since: Edtf = "2024-07-25/..".parse().unwrap();
    /// assert!(july.days().overlaps(since.days()));
    /// ```
    pub fn overlaps(self, other: DayRange) -> bool {
        let starts_by = |a: Option<Day>, b: Option<Day>| match (a, b) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        };
        starts_by(self.earliest, other.latest) && starts_by(other.earliest, self.latest)
    }
}
