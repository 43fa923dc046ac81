//! The part of a date that is not written: which year, which month, which week.

use chrono::{Datelike, Days};

use super::context::{Context, Tense};
use super::expression::{Expression, Fields, From, Year};
use super::holiday;
use crate::model::{Anchor, Basis, Day, EdtfDate, Precision};

/// A date with what it rests on.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub date: EdtfDate,
    pub basis: Basis,
    pub anchor: Option<Anchor>,
}

impl Context<'_> {
    /// The calendar date that the fields name here.
    pub fn date(&self, fields: &Fields, expression: &Expression) -> Option<Dated> {
        let explicit = |date| Some(Dated { date, basis: Basis::Explicit, anchor: None });
        if let Some(year) = super::operations::own_year(fields) {
            return explicit(of_year(fields, year)?);
        }
        match fields.year {
            Year::Number(year) => explicit(of_year(fields, year)?),
            Year::Short(short) => explicit(of_year(fields, self.full_year(short, fields))?),
            Year::Relative(offset, from) => {
                let (year, anchor) = self.relative_year(offset, from)?;
                let date = of_year(fields, year)?;
                Some(Dated { date, basis: Basis::Relative, anchor: Some(anchor) })
            }
            Year::Missing => self.incomplete(fields, expression),
        }
    }

    /// The year of two figures nearest to the dates around it; a decade of the 20th century.
    fn full_year(&self, short: i32, fields: &Fields) -> i32 {
        let around = match (self.narrative, self.governing(), self.published) {
            (false, _, Some(published)) | (true, None, Some(published)) => {
                published.year_number() + 5
            }
            (_, Some(past), _) => past.date.year_number() + 50,
            _ => 2030,
        };
        if fields.unspecified == 1 && short >= 20 && around > 2000 {
            return 1900 + short;
        }
        let year = around - around.rem_euclid(100) + short;
        if year > around { year - 100 } else { year }
    }

    fn relative_year(&self, offset: i32, from: From) -> Option<(i32, Anchor)> {
        let published = self.published.map(|date| (date.year_number(), Anchor::Published));
        let last = self.last(Precision::Year);
        let reference = last.map(|past| (past.date.year_number(), Anchor::Date(past.span)));
        let (year, anchor) = match from {
            From::Published if !self.follows_text() => published.or(reference)?,
            From::Published => reference.or(published)?,
            _ => reference.or(published)?,
        };
        Some((year + offset, anchor))
    }

    fn incomplete(&self, fields: &Fields, expression: &Expression) -> Option<Dated> {
        if fields.month.is_some() || fields.holiday.is_some() {
            return self.without_year(fields, expression);
        }
        match (fields.day, fields.weekday) {
            (Some(day), weekday) => self.without_month(day, weekday),
            (None, Some(weekday)) => self.weekday(weekday, expression),
            (None, None) => self.same_day(),
        }
    }

    /// The day that a bare time of day belongs to.
    fn same_day(&self) -> Option<Dated> {
        let last = self.last(Precision::Day);
        let near = last.filter(|past| self.sentence - past.sentence <= 2);
        if let Some(past) = near {
            return Some(relative(past.date, Anchor::Date(past.span)));
        }
        let published = self.published.filter(|date| date.precision() == Precision::Day)?;
        (!self.narrative).then(|| relative(published, Anchor::Published))
    }

    fn weekday(&self, weekday: u8, expression: &Expression) -> Option<Dated> {
        let named = self.last(Precision::Day).filter(|_| self.narrative);
        if let Some(past) = named {
            let day = past.date.days().earliest?;
            let next = day.checked_sub_days(Days::new(1))?;
            let day = holiday::weekday_near(next, weekday, 1)?;
            return Some(relative(EdtfDate::day(day), Anchor::Date(past.span)));
        }
        let published = self.published.filter(|date| date.precision() == Precision::Day)?;
        let today = published.days().earliest?;
        let day = match self.tense(expression.first, expression.end) {
            Tense::Future => {
                holiday::weekday_near(today.checked_sub_days(Days::new(1))?, weekday, 1)?
            }
            _ => holiday::weekday_near(today.checked_add_days(Days::new(1))?, weekday, -1)?,
        };
        Some(relative(EdtfDate::day(day), Anchor::Published))
    }

    /// “the 14th”: of the month spoken of.
    fn without_month(&self, day: u8, weekday: Option<u8>) -> Option<Dated> {
        let near =
            |past: &&super::context::Past| self.narrative || self.sentence - past.sentence <= 1;
        let past = self.last(Precision::Month).filter(near);
        let (base, anchor) = match (past, self.published) {
            (Some(past), _) => (past.date, Anchor::Date(past.span)),
            (None, Some(published)) if published.precision() <= Precision::Month => {
                (published, Anchor::Published)
            }
            _ => return None,
        };
        let (year, month) = (base.year_number(), base.month_code()?);
        let of = |year, month| Day::from_ymd_opt(year, u32::from(month), u32::from(day));
        let mut candidates = vec![of(year, month)];
        candidates.push(if month == 12 { of(year + 1, 1) } else { of(year, month + 1) });
        candidates.push(if month == 1 { of(year - 1, 12) } else { of(year, month - 1) });
        let fits = |day: &Day| {
            weekday.is_none_or(|weekday| day.weekday().number_from_monday() == u32::from(weekday))
        };
        let mut valid = candidates.iter().flatten();
        let day = valid.clone().find(|day| fits(day)).or_else(|| valid.next())?;
        Some(relative(EdtfDate::day(*day), anchor))
    }

    /// A month, season, quarter or day of a month whose year is not written.
    fn without_year(&self, fields: &Fields, expression: &Expression) -> Option<Dated> {
        let year_of = |date: EdtfDate| date.year_number();
        // The same day was named before, with its year.
        if let (Some(month), Some(day), false) = (fields.month, fields.day, self.narrative) {
            let same = self.history.iter().rev().take(64).find(|past| {
                past.date.month_code() == Some(month) && past.date.day_of_month() == Some(day)
            });
            if let Some(past) = same {
                return Some(relative(past.date, Anchor::Date(past.span)));
            }
        }
        let governing = self.governing();
        if let Some(past) = governing.filter(|past| self.rules(past, fields, expression)) {
            let date = of_year(fields, self.rolled(past, fields, expression))?;
            return Some(relative(date, Anchor::Date(past.span)));
        }
        match self.published {
            Some(published) => {
                let tense = match self.tense(expression.first, expression.end) {
                    Tense::Past if self.is_limit(expression.first) => Tense::Unknown,
                    tense => tense,
                };
                let date = near_published(fields, published, tense)?;
                Some(relative(date, Anchor::Published))
            }
            None => {
                let past = governing?;
                let date = of_year(fields, year_of(past.date))?;
                Some(relative(date, Anchor::Date(past.span)))
            }
        }
    }

    /// Whether the year of an earlier date governs a date without one, not the publication's.
    fn rules(&self, past: &super::context::Past, fields: &Fields, e: &Expression) -> bool {
        let Some(published) = self.published else { return true };
        if self.narrative || past.sentence == self.sentence {
            return true;
        }
        if self.heading().is_some_and(|heading| heading.span.start <= past.span.start) {
            return true;
        }
        if self.tense(e.first, e.end) == Tense::Future {
            return false;
        }
        let close = near_published(fields, published, Tense::Past)
            .and_then(|date| date.days().earliest)
            .zip(published.days().latest)
            .is_some_and(|(date, today)| (0..=45).contains(&(today - date).num_days()));
        if close && fields.day.is_some() {
            return false;
        }
        let forward = of_year(fields, past.date.year_number())
            .zip(past.date.days().earliest)
            .and_then(|(date, first)| Some(date.days().latest? >= first))
            .unwrap_or(false);
        let near = past.sentence >= self.paragraph || past.date.precision() == Precision::Day;
        let recent = past.date.year_number() >= published.year_number();
        forward && near && !recent
    }

    /// The year of `from`, or the next where a month early in the year follows its end.
    fn rolled(&self, past: &super::context::Past, fields: &Fields, e: &Expression) -> i32 {
        let year = past.date.year_number();
        let last = self.last(Precision::Month).map(|past| past.date);
        let month = last.filter(|last| last.year_number() == year).and_then(|d| d.month_code());
        let month = past.date.month_code().or(month);
        let away = self.sentence - past.sentence;
        let wraps = matches!(month, Some(11 | 12))
            && matches!(fields.month, Some(1 | 2))
            && (1..=5).contains(&away);
        // “In December he promised more by March.”
        let limit = away == 0
            && past.date.month_code() > fields.month
            && fields.month.is_some_and(|month| month <= 12)
            && self.is_limit(e.first);
        if wraps || limit { year + 1 } else { year }
    }
}

fn relative(date: EdtfDate, anchor: Anchor) -> Dated {
    Dated { date, basis: Basis::Relative, anchor: Some(anchor) }
}

/// The fields as a date of `year`.
pub(super) fn of_year(fields: &Fields, year: i32) -> Option<EdtfDate> {
    if let Some(code) = fields.holiday {
        return Some(EdtfDate::day(holiday::day(code, year)?));
    }
    match (fields.unspecified, fields.month, fields.day) {
        (1, ..) => Some(EdtfDate::decade(year)),
        (2, ..) => Some(EdtfDate::century(year)),
        (_, None, _) => Some(EdtfDate::year(year)),
        (_, Some(month), None) => EdtfDate::month(year, month),
        (_, Some(month), Some(day)) => {
            Day::from_ymd_opt(year, u32::from(month), u32::from(day)).map(EdtfDate::day)
        }
    }
}

/// The date nearest to the publication that the tense allows.
fn near_published(fields: &Fields, published: EdtfDate, tense: Tense) -> Option<EdtfDate> {
    let year = published.year_number();
    let today = published.days().latest?;
    if let Some(weekday) = fields.weekday {
        let fits = |date: &EdtfDate| {
            let day = date.days().earliest;
            day.is_some_and(|day| day.weekday().number_from_monday() == u32::from(weekday))
        };
        let years = [year, year - 1, year + 1, year - 2, year - 3];
        let named = years.into_iter().filter_map(|year| of_year(fields, year)).find(fits);
        if named.is_some() {
            return named;
        }
    }
    let this = of_year(fields, year);
    let (Some(date), Some(first)) = (this, this.and_then(|date| date.days().earliest)) else {
        // 29 February: the year before or after that has one.
        return (1..=4)
            .find_map(|n| of_year(fields, year - n).or_else(|| of_year(fields, year + n)));
    };
    let ahead = (first - today).num_days();
    let year = match tense {
        Tense::Past if ahead > 0 => year - 1,
        Tense::Future if ahead < -100 => year + 1,
        Tense::Unknown if ahead > 200 => year - 1,
        Tense::Unknown if ahead < -330 => year + 1,
        _ => return Some(date),
    };
    of_year(fields, year)
}
