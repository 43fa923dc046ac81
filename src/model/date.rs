use chrono::{Datelike, NaiveDate};

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
