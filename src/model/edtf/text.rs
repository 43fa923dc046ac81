//! [`Edtf`] as text.

use std::fmt::{self, Write};
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Bound, Edtf, EdtfDate, Marks, TENS};

impl fmt::Display for EdtfDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.plain(&mut { PLAIN }) {
            Some(text) => f.write_str(text),
            None => self.write_with_signs(f),
        }
    }
}

/// The outline of a date of a year of four digits.
const PLAIN: [u8; 10] = *b"0000-00-00";

impl EdtfDate {
    /// The date written into `outline`, where its year has four digits, and nothing in it is unspecified
    /// or marked. Nearly all dates are like this, and every row of an export has some.
    fn plain(self, outline: &mut [u8; 10]) -> Option<&str> {
        let has_four_digits = (0..10_000).contains(&self.year) && self.significant == 0;
        let is_marked = self.approximate != Marks::default() || self.uncertain != Marks::default();
        let is_specified = |part: Option<u8>| part.is_none_or(|part| (1..TENS).contains(&part));
        let is_whole = self.unspecified == 0 && is_specified(self.month) && is_specified(self.day);
        if !has_four_digits || is_marked || !is_whole {
            return None;
        }
        let mut write = |at: usize, number: u8| {
            (outline[at], outline[at + 1]) = (b'0' + number / 10, b'0' + number % 10);
            at + 2
        };
        write(0, (self.year / 100) as u8);
        let mut end = write(2, (self.year % 100) as u8);
        if let Some(month) = self.month {
            end = write(5, month);
        }
        if let Some(day) = self.day {
            end = write(8, day);
        }
        std::str::from_utf8(&outline[..end]).ok()
    }

    fn write_with_signs(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = 1 + usize::from(self.month.is_some()) + usize::from(self.day.is_some());
        let signs = [0, 1, 2].map(|part| self.sign(part));
        // A sign behind a part stands for the parts before it too, one before a part for it alone.
        let group = (1..=parts).rev().find(|n| signs[..*n].iter().all(|sign| *sign == signs[0]));
        let group = group.unwrap_or(1);
        let rest = signs[group..parts].iter().any(Option::is_some);
        for part in 0..parts {
            if part > 0 {
                f.write_char('-')?;
            }
            if let Some(sign) = signs[part].filter(|_| rest) {
                f.write_char(sign)?;
            }
            match part {
                0 => self.write_year(f)?,
                1 => write_part(f, self.month)?,
                _ => write_part(f, self.day)?,
            }
            if let Some(sign) = signs[0].filter(|_| !rest && part + 1 == group) {
                f.write_char(sign)?;
            }
        }
        Ok(())
    }

    fn sign(self, part: usize) -> Option<char> {
        match (self.approximate.has(part), self.uncertain.has(part)) {
            (true, true) => Some('%'),
            (true, false) => Some('~'),
            (false, true) => Some('?'),
            (false, false) => None,
        }
    }

    fn write_year(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let digits = format!("{:04}", self.year.unsigned_abs());
        let known = digits.len() - usize::from(self.unspecified);
        let long = if digits.len() > 4 { "Y" } else { "" };
        write!(f, "{long}{sign}{}{}", &digits[..known], &"XXXX"[..usize::from(self.unspecified)])?;
        match self.significant {
            0 => Ok(()),
            significant => write!(f, "S{significant}"),
        }
    }
}

/// A month or day; 0 is `XX`, 51 is `1X`.
fn write_part(f: &mut fmt::Formatter<'_>, part: Option<u8>) -> fmt::Result {
    match part {
        Some(0) => f.write_str("XX"),
        Some(tens @ TENS..) => write!(f, "{}X", tens - TENS),
        Some(part) => write!(f, "{part:02}"),
        None => Ok(()),
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
        let (long, text) = match text.strip_prefix('Y') {
            Some(rest) => (true, rest),
            None => (false, without_time(text)?),
        };
        let (negative, text) = signed(text);
        let parts: Vec<&str> = text.split('-').collect();
        let (mut approximate, mut uncertain) = (Marks::default(), Marks::default());
        let mut bare = [""; 3];
        for (at, part) in parts.iter().enumerate() {
            let (before, part, behind) = qualified(part);
            *bare.get_mut(at).ok_or(())? = part;
            let own = Marks(1 << at);
            let group = if at + 1 == parts.len() { Marks::ALL } else { Marks((2 << at) - 1) };
            for (sign, marks) in [(before, own), (behind, group)] {
                approximate.0 |= if matches!(sign, Some('~' | '%')) { marks.0 } else { 0 };
                uncertain.0 |= if matches!(sign, Some('?' | '%')) { marks.0 } else { 0 };
            }
        }
        let (digits, significant) = significant(bare[0])?;
        let (magnitude, unspecified) = year(digits, long)?;
        let year = if negative { -magnitude } else { magnitude };
        let alone = significant == 0 || unspecified == 0 && parts.len() == 1;
        let known = usize::from(significant) <= magnitude.to_string().len().max(4);
        let date = EdtfDate { unspecified, significant, ..EdtfDate::year(year) };
        let date = Some(date).filter(|_| alone && known).ok_or(())?;
        let date = calendar_date(date, &bare[1..parts.len()])?;
        Ok(EdtfDate { approximate, uncertain, ..date })
    }
}

fn signed(text: &str) -> (bool, &str) {
    text.strip_prefix('-').map_or((false, text), |rest| (true, rest))
}

/// A part of a date without the signs before and behind it.
fn qualified(part: &str) -> (Option<char>, &str, Option<char>) {
    let is_sign = |c: &char| matches!(c, '~' | '?' | '%');
    let before = part.chars().next().filter(is_sign);
    let part = &part[before.map_or(0, char::len_utf8)..];
    let behind = part.chars().next_back().filter(is_sign);
    (before, &part[..part.len() - behind.map_or(0, char::len_utf8)], behind)
}

/// A date of a year with what stands behind it: its month and day.
fn calendar_date(bare: EdtfDate, rest: &[&str]) -> Result<EdtfDate, ()> {
    let month = rest.first().map(|month| two_digits(month)).transpose()?;
    let day = rest.get(1).map(|day| two_digits(day)).transpose()?;
    match (month, day) {
        (None, _) => Ok(bare),
        (Some(0), None | Some(0)) => Ok(EdtfDate { month, day, ..bare }),
        (Some(50 | 51), None) => Ok(EdtfDate { month, ..bare }),
        (Some(month), None) => {
            let date = EdtfDate::month(bare.year, month).ok_or(())?;
            Ok(EdtfDate { unspecified: bare.unspecified, ..date })
        }
        (Some(month), Some(0 | TENS..)) if (1..=12).contains(&month) => {
            let date = EdtfDate { month: Some(month), day, ..bare };
            // 2023-02-3X
            Some(date).filter(|date| date.days().earliest.is_some()).ok_or(())
        }
        (Some(month), Some(day)) => {
            // The year with zeros for its unspecified digits is a leap year in any case.
            NaiveDate::from_ymd_opt(bare.year, u32::from(month), u32::from(day)).ok_or(())?;
            Ok(EdtfDate { month: Some(month), day: Some(day), ..bare })
        }
    }
}

/// A year and how many of its digits are significant (`1950S2`); 0 where that is not said.
fn significant(text: &str) -> Result<(&str, u8), ()> {
    let Some((year, count)) = text.split_once('S') else { return Ok((text, 0)) };
    let count = number(count).filter(|count| (1..=9).contains(count)).ok_or(())?;
    Ok((year, count as u8))
}

/// A year of four digits, or after `Y` of more, which may have an exponent (`17E7`); with the
/// number of `X` at its end.
fn year(text: &str, long: bool) -> Result<(i32, u8), ()> {
    let known = text.trim_end_matches('X');
    let unspecified = text.len() - known.len();
    let (digits, exponent) = known.split_once('E').unwrap_or((known, "0"));
    let exponent: u32 = exponent.parse().map_err(|_| ())?;
    if unspecified > 4 || (!long && (text.len() != 4 || known.contains('E'))) {
        return Err(());
    }
    let power = 10_i32.checked_pow(exponent.saturating_add(unspecified as u32)).ok_or(())?;
    let year = number(digits).and_then(|digits| digits.checked_mul(power)).ok_or(())?;
    let fits = !long || year > 9999;
    fits.then_some((year, unspecified as u8)).ok_or(())
}

/// The date before a time of day (`2024-07-25T23:20:30Z`).
fn without_time(text: &str) -> Result<&str, ()> {
    let Some((date, time)) = text.split_once('T') else { return Ok(text) };
    let is_time = |b: u8| b.is_ascii_digit() || b":.+-Z".contains(&b);
    let valid = date.len() == 10 && time.len() >= 5 && time.bytes().all(is_time);
    valid.then_some(date).ok_or(())
}

/// A month or day; `XX` is 0, `1X` is 51.
fn two_digits(text: &str) -> Result<u8, ()> {
    match text {
        "XX" => Ok(0),
        "0X" => Ok(TENS),
        "1X" => Ok(TENS + 1),
        "2X" => Ok(TENS + 2),
        "3X" => Ok(TENS + 3),
        "00" => Err(()),
        _ if text.len() == 2 => number(text).map(|n| n as u8).ok_or(()),
        _ => Err(()),
    }
}

/// Reads ASCII digits; nothing is 0.
fn number(text: &str) -> Option<i32> {
    if text.is_empty() {
        return Some(0);
    }
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The specification's examples of what is supported, with their first and last day.
    const EXAMPLES: &[(&str, &str, &str)] = &[
        ("1985-04-12", "1985-04-12", "1985-04-12"),
        ("1985-04", "1985-04-01", "1985-04-30"),
        ("1985", "1985-01-01", "1985-12-31"),
        ("1964/2008", "1964-01-01", "2008-12-31"),
        ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
        ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
        ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
        ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
        ("2005/2006-02", "2005-01-01", "2006-02-28"),
        ("Y-170000002", "", ""),
        ("Y170000002", "", ""),
        ("Y12024", "+12024-01-01", "+12024-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("1984?", "1984-01-01", "1984-12-31"),
        ("2004-06~", "2004-06-01", "2004-06-30"),
        ("2004-06-11%", "2004-06-11", "2004-06-11"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1985-04-12/..", "1985-04-12", ""),
        ("1985-04/..", "1985-04-01", ""),
        ("../1985-04-12", "", "1985-04-12"),
        ("1985-04-12/", "1985-04-12", ""),
        ("/1985", "", "1985-12-31"),
        ("1984~/2004-06", "1984-01-01", "2004-06-30"),
        ("-1985", "-1985-01-01", "-1985-12-31"),
        ("-048X", "-0489-01-01", "-0480-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("2001-34", "2001-04-01", "2001-06-30"),
        ("2001-29", "2001-09-01", "2001-11-30"),
        ("2001-38", "2001-05-01", "2001-08-31"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("156X-12-25", "1560-12-01", "1569-12-31"),
        ("15XX-12", "1500-12-01", "1599-12-31"),
        ("2000-02-29", "2000-02-29", "2000-02-29"),
        ("2004-06~-11", "2004-06-11", "2004-06-11"),
        ("2004?-06-11", "2004-06-11", "2004-06-11"),
        ("?2004-06-~11", "2004-06-11", "2004-06-11"),
        ("2004-%06-11", "2004-06-11", "2004-06-11"),
        ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
        ("15XX-12-XX", "1500-12-01", "1599-12-31"),
        ("Y12024-08-03", "+12024-08-03", "+12024-08-03"),
        ("1XXX-XX", "1000-01-01", "1999-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("1984-1X", "1984-10-01", "1984-12-31"),
        ("1984-0X", "1984-01-01", "1984-09-30"),
        ("2023-02-2X", "2023-02-20", "2023-02-28"),
        ("Y171010S3", "+171000-01-01", "+171999-12-31"),
        ("-1950S3", "-1959-01-01", "-1950-12-31"),
    ];

    #[test]
    fn reads_and_writes_the_examples_of_the_specification() {
        for (text, earliest, latest) in EXAMPLES {
            let edtf: Edtf = text.parse().unwrap_or_else(|e| panic!("{e}"));
            assert_eq!(edtf.to_string(), *text);
            let day = |day: Option<crate::model::Day>| day.map_or(String::new(), |d| d.to_string());
            assert_eq!(day(edtf.days().earliest), *earliest, "{text}");
            assert_eq!(day(edtf.days().latest), *latest, "{text}");
        }
        assert_eq!("1985-04-12T23:20:30Z".parse::<Edtf>().unwrap().to_string(), "1985-04-12");
        assert_eq!("Y-17E7".parse::<Edtf>().unwrap().to_string(), "Y-170000000");
    }

    #[test]
    fn refuses_what_is_no_date() {
        let wrong = [
            "",
            "x",
            "1985-13",
            "1985-00",
            "1985-02-30",
            "1985-20",
            "85",
            "19850412",
            "1985-4-1",
            "Y1985",
            "2006/2005",
            "1985-04-12-01",
            "2004-XX-11",
            "1X85",
            "1984-2X",
            "2023-02-3X",
            "1984-1X-05",
            "1950S",
            "1950S0",
            "1950S9",
            "1950S2-04",
            "195XS2",
            "1985-04-12T",
            "19~85",
            "1985-~~04",
            "1985-04-12~~",
            "99999",
            "2100-02-29",
        ];
        for text in wrong {
            assert!(text.is_empty() || text.parse::<Edtf>().is_err(), "{text}");
        }
    }
}
