//! Sets of dates.

use std::fmt;
use std::str::FromStr;

use super::{Bound, Edtf};
use crate::model::DayRange;

/// A set of dates of EDTF's level 2: one of them (`[1667,1668]`) or all of them (`{1960,1961-12}`).
///
/// # Examples
///
/// ```
/// use cronica::EdtfSet;
///
/// let set: EdtfSet = "[1667,1668,1670..1672]".parse().unwrap();
/// assert_eq!(set.members().len(), 3);
/// assert_eq!(set.days().latest.unwrap().to_string(), "1672-12-31");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EdtfSet {
    all: bool,
    members: Vec<Edtf>,
}

impl EdtfSet {
    /// Whether all members are meant (`{…}`), not one of them (`[…]`).
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// The dates and the stretches of dates, in the order written.
    pub fn members(&self) -> &[Edtf] {
        &self.members
    }

    /// The first and last day of any member; `None` where a member is open on that side.
    pub fn days(&self) -> DayRange {
        let days = || self.members.iter().map(|member| member.days());
        let earliest: Option<Vec<_>> = days().map(|days| days.earliest).collect();
        let latest: Option<Vec<_>> = days().map(|days| days.latest).collect();
        DayRange {
            earliest: earliest.and_then(|days| days.into_iter().min()),
            latest: latest.and_then(|days| days.into_iter().max()),
        }
    }
}

impl fmt::Display for EdtfSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [open, close] = if self.all { ["{", "}"] } else { ["[", "]"] };
        f.write_str(open)?;
        for (i, member) in self.members.iter().enumerate() {
            f.write_str(if i > 0 { "," } else { "" })?;
            match member {
                Edtf::Date(date) => write!(f, "{date}")?,
                Edtf::Interval(start, end) => {
                    let day = |bound: &Bound| bound.date().map_or(String::new(), |d| d.to_string());
                    write!(f, "{}..{}", day(start), day(end))?;
                }
            }
        }
        f.write_str(close)
    }
}

impl FromStr for EdtfSet {
    type Err = String;

    fn from_str(text: &str) -> Result<EdtfSet, String> {
        let between = |open, close| text.strip_prefix(open)?.strip_suffix(close);
        let (all, rest) = match (between('{', '}'), between('[', ']')) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => {
                return Err(format!(
                    "`{text}` is no EDTF set; write it like [1667,1668] or {{1960,1961}}"
                ));
            }
        };
        let members: Result<Vec<Edtf>, String> =
            rest.split(',').map(|m| member(m.trim())).collect();
        Ok(EdtfSet { all, members: members? })
    }
}

/// A date, or a stretch with two dots that may be open on one side.
fn member(text: &str) -> Result<Edtf, String> {
    match text.split_once("..") {
        None => match text.parse()? {
            Edtf::Interval(..) => Err(format!("`{text}` is an interval; write it with two dots")),
            date => Ok(date),
        },
        Some(("", "")) => Err("`..` alone is no member of a set".into()),
        Some(("", end)) => format!("../{end}").parse(),
        Some((start, "")) => format!("{start}/..").parse(),
        Some((start, end)) => format!("{start}/{end}").parse(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_the_sets_of_the_specification() {
        let cases = [
            ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
            ("[..1760-12-03]", "", "1760-12-03"),
            ("[1760-12..]", "1760-12-01", ""),
            ("[1760-01,1760-02,1760-12..]", "1760-01-01", ""),
            ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
            ("[..1984]", "", "1984-12-31"),
            ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31"),
            ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
            ("{..1984}", "", "1984-12-31"),
        ];
        for (text, earliest, latest) in cases {
            let set: EdtfSet = text.parse().unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(set.to_string(), text);
            assert_eq!(set.is_all(), text.starts_with('{'));
            let day = |day: Option<crate::model::Day>| day.map_or(String::new(), |d| d.to_string());
            assert_eq!(day(set.days().earliest), earliest, "{text}");
            assert_eq!(day(set.days().latest), latest, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_set() {
        for text in ["1667", "[1667", "[]", "[..]", "[1667/1668]", "{x}", "[1668..1667]", "[1667}"]
        {
            assert!(text.parse::<EdtfSet>().is_err(), "{text}");
        }
    }
}
