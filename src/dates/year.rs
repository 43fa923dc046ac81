//! The part of a date that is not written: which year, which month, which week.

use super::class::Class;
use super::context::{Context, Past, Tense};
use super::expression::{Expression, Fields, From, Year};
use super::holiday;
use super::weekday::on_weekday;
use crate::model::{Anchor, Basis, Choice, Day, EdtfDate, Precision};

/// A date with what it rests on.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub date: EdtfDate,
    pub basis: Basis,
    pub anchor: Option<Anchor>,
    pub choice: Option<Choice>,
}

impl Dated {
    /// The same date, with how what is not written was chosen.
    pub fn by(self, choice: Choice) -> Dated {
        Dated { choice: Some(choice), ..self }
    }
}

impl Context<'_> {
    /// The calendar date that the fields name here.
    pub fn date(&self, fields: &Fields, expression: &Expression) -> Option<Dated> {
        let explicit =
            |date| Some(Dated { date, basis: Basis::Explicit, anchor: None, choice: None });
        if let Some(year) = fields.holiday.and_then(holiday::year) {
            return explicit(of_year(fields, year)?);
        }
        match fields.year {
            Year::Number(year) => explicit(of_year(fields, year)?),
            Year::Short(short) => explicit(of_year(fields, self.full_year(short, fields))?),
            Year::Relative(offset, from) => {
                let (year, anchor) = self.relative_year(offset, from)?;
                let date = of_year(fields, year)?;
                Some(relative(date, anchor))
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
        let written = || self.written.map(|(year, span)| (year, Anchor::Date(span)));
        let published = published.or_else(written);
        let same = self.year_told().filter(|_| (offset, from) == (0, From::Reference));
        let last = same.or_else(|| self.last(Precision::Year));
        let reference = last.map(|past| (past.date.year_number(), Anchor::Date(past.span)));
        let (year, anchor) = match from {
            From::Published if !self.follows_text() => published?,
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
            (None, None) => self.same_day(expression),
        }
    }

    /// A month, season, quarter or day of a month whose year is not written.
    fn without_year(&self, fields: &Fields, expression: &Expression) -> Option<Dated> {
        // The same day was named before, with its year.
        let bound = expression.first.checked_sub(1).is_some_and(|at| self.is(Class::Bound, at));
        let told = !self.narrative && (bound || self.tense_here() != Tense::Future);
        if let (Some(month), Some(day), true) = (fields.month, fields.day, told) {
            let heading = self.heading().map(|heading| heading.span.start);
            let under = |past: &&Past| heading.is_none_or(|heading| past.span.start > heading);
            let same = self.history.iter().rev().take(64).take_while(under).find(|past| {
                past.date.month_code() == Some(month) && past.date.day_of_month() == Some(day)
            });
            if let Some(past) = same {
                return Some(relative(past.date, Anchor::Date(past.span)).by(Choice::SameDay));
            }
        }
        if let Some(dated) = self.next_item(fields, expression) {
            return Some(dated);
        }
        let governing = self.governing();
        if let Some(past) = governing.filter(|past| self.rules(past, fields, expression)) {
            let year = self.rolled(past, fields, expression);
            let named = on_weekday(fields, year);
            let choice = match named {
                Some(_) => Choice::OnWeekday,
                None if year == past.date.year_number() => Choice::Governed,
                None => Choice::OverNewYear,
            };
            let date = named.or_else(|| of_year(fields, year))?;
            return Some(relative(date, Anchor::Date(past.span)).by(choice));
        }
        match self.published {
            Some(published) => {
                let aimed =
                    expression.first.checked_sub(1).is_some_and(|at| self.is(Class::Toward, at));
                let tense = match self.tense_here() {
                    // “set sentencing for Jan. 13”
                    _ if aimed && fields.day.is_some() => Tense::Future,
                    Tense::Past if self.is_limit(expression.first) => Tense::Unknown,
                    tense => tense,
                };
                let date = near_published(fields, published, tense)?;
                if let Some(dated) = self.same_days(fields, date, published) {
                    return Some(dated);
                }
                let choice = match tense {
                    _ if fields.weekday.is_some() => Choice::OnWeekday,
                    Tense::Past => Choice::LastBefore,
                    Tense::Future => Choice::NextAfter,
                    Tense::Unknown => Choice::Nearest,
                };
                Some(relative(date, Anchor::Published).by(choice))
            }
            None if self.written.is_some() => {
                let (year, span) = self.written?;
                let date = of_year(fields, year)?;
                Some(relative(date, Anchor::Date(span)).by(Choice::Governed))
            }
            None => {
                let past = governing?;
                let date = of_year(fields, past.date.year_number())?;
                Some(relative(date, Anchor::Date(past.span)).by(Choice::Governed))
            }
        }
    }

    /// Whether the year of an earlier date governs a date without one, not the publication's.
    fn rules(&self, past: &Past, fields: &Fields, expression: &Expression) -> bool {
        const RECENT: i64 = 180;
        let here = self.is_here(past);
        let Some(published) = self.published else {
            let near = past.flags.foreground
                && past.sentence >= self.paragraph
                && past.date.precision() < Precision::Year;
            return self.written.is_none() || here || near;
        };
        let planned = self.tense_here() == Tense::Future && self.is_planned(expression);
        if !self.narrative && here && self.is_of_today(past, fields, expression) {
            return false;
        }
        // “the votes of November”, in a sentence that named a day of January, are over.
        if !self.narrative && self.is_yet_to_come(past, fields, expression) {
            return false;
        }
        // “pleaded guilty today to deeds of 2010 to 2014, and is sentenced on 9 September”
        if !self.narrative && here && past.date != past.until && self.is_news_of_its_day() {
            return false;
        }
        // “has led since 2011; twelve fell on 18 May”
        if !self.narrative && past.flags.since && !self.background {
            return false;
        }
        if self.narrative || here {
            return here || !planned;
        }
        if self.heading().is_some_and(|heading| heading.span.start <= past.span.start) {
            return true;
        }
        if self.tense_here() == Tense::Future || planned || self.is_present(expression.first) {
            return false;
        }
        let close = near_published(fields, published, Tense::Past)
            .and_then(|date| date.days().earliest)
            .zip(published.days().latest)
            .is_some_and(|(date, today)| (0..=45).contains(&(today - date).num_days()));
        if close && fields.day.is_some() && !self.goes_on_from(past) {
            return false;
        }
        let forward = of_year(fields, self.rolled(past, fields, expression))
            .zip(past.date.days().earliest)
            .and_then(|(date, first)| Some((date.days().latest? - first).num_days()))
            .is_some_and(|ahead| ahead >= if self.background { -RECENT } else { 0 });
        let near = past.sentence >= self.paragraph || past.date.precision() == Precision::Day;
        let recent = past.date.year_number() >= published.year_number();
        forward && near && !recent
    }

    /// Whether a clause leaves the year spoken of for the day of writing: “in 2023 he was listed, and
    /// by May he will have to go”, “took over in 2012 and has been in jail since July”.
    fn is_of_today(&self, past: &Past, fields: &Fields, expression: &Expression) -> bool {
        let lasts = self.since && self.is_present(expression.first);
        let date = of_year(fields, self.rolled(past, fields, expression));
        let today = self.published.and_then(|published| published.days().earliest);
        let over = date.is_some_and(|date| date.days().latest < today);
        over && (lasts || self.is_ahead() && self.tense_here() == Tense::Future)
    }

    /// Whether what is told in the past tense would lie ahead of the publication with the year
    /// spoken of.
    fn is_yet_to_come(&self, past: &Past, fields: &Fields, expression: &Expression) -> bool {
        let date = of_year(fields, self.rolled(past, fields, expression));
        let today = self.published.and_then(|published| published.days().latest);
        let first = date.and_then(|date| date.days().earliest);
        self.tense_here() == Tense::Past && today.is_some() && first > today
    }

    /// Whether the text, which is not the news of its day, told of an earlier year right before, in
    /// the same paragraph.
    fn goes_on_from(&self, past: &Past) -> bool {
        !self.news
            && past.flags.foreground
            && past.sentence >= self.paragraph
            && self.sentence - past.sentence <= 1
    }

    /// In a chronology, the next such day after that of the line before.
    fn next_item(&self, fields: &Fields, expression: &Expression) -> Option<Dated> {
        const LINES: usize = 12;
        if !self.opens_line(expression.first) {
            return None;
        }
        let fine = |past: &&Past| past.date.precision() <= Precision::Month;
        let items = self.history.iter().rev().take(48).filter(|past| past.flags.item);
        let last = items.take(1).find(fine)?;
        let headed = self.heading().is_some_and(|heading| heading.span.start > last.span.start);
        if headed || self.sentence - last.sentence > LINES {
            return None;
        }
        let year = last.date.year_number();
        let this = of_year(fields, year)?;
        let passed = this.days().latest < last.date.days().earliest;
        let today = self.published.and_then(|published| published.days().latest);
        let next = of_year(fields, year + 1).filter(|_| passed);
        let next =
            next.filter(|next| today.is_none_or(|today| next.days().earliest <= Some(today)));
        Some(relative(next.unwrap_or(this), Anchor::Date(last.span)).by(Choice::NextEntry))
    }

    /// The same days of an earlier year that the text has spoken of, of a date that would else be far back.
    fn same_days(&self, fields: &Fields, date: EdtfDate, published: EdtfDate) -> Option<Dated> {
        const NEAR: i64 = 10;
        const BACK: i64 = 250;
        fields.day?;
        let (day, today) = (date.days().earliest?, published.days().latest?);
        if (today - day).num_days() < BACK {
            return None;
        }
        let is_near = |past: &&Past| {
            let spoken = past.date.days().earliest.filter(|_| past.date.day_of_month().is_some());
            let same = of_year(fields, past.date.year_number()).and_then(|d| d.days().earliest);
            spoken.zip(same).is_some_and(|(a, b)| (a - b).num_days().abs() <= NEAR)
        };
        let past = self.history.iter().rev().take(64).find(is_near)?;
        let date = of_year(fields, past.date.year_number())?;
        Some(relative(date, Anchor::Date(past.span)).by(Choice::SameDay))
    }

    /// The year of an earlier date, or the one beside it whose date is much nearer.
    fn rolled(&self, past: &Past, fields: &Fields, e: &Expression) -> i32 {
        let year = past.date.year_number();
        let last = self.last(Precision::Month).map(|past| past.date);
        let last = last.filter(|last| last.year_number() == year);
        let month = past.date.month_code().or(last.and_then(|date| date.month_code()));
        let away = self.sentence - past.sentence;
        // “its letter of February”, in a sentence of December, looks back.
        let least = usize::from(fields.day.is_none());
        // “in December and January”
        let joined = away == 0 && !self.narrative && self.tokens.at(past.span.end) + 1 >= e.first;
        let wraps = matches!(month, Some(11 | 12))
            && matches!(fields.month, Some(1 | 2))
            && (joined || (least..=5).contains(&away));
        // “In December he promised more by March.”
        let date = of_year(fields, year).and_then(|date| date.days().latest);
        let behind = |past: EdtfDate| date.is_some() && date < past.days().earliest;
        let limit = away == 0
            && behind(past.date)
            && (self.is_limit(e.first) || self.tense_here() == Tense::Future);
        let item = self.last(Precision::Month).filter(|last| last.sentence >= self.paragraph);
        let coming = self.is_ahead()
            && self.tense_here() == Tense::Future
            && item.is_some_and(|last| last.date.year_number() == year && behind(last.date));
        if wraps || limit || coming {
            return year + 1;
        }
        let beside = self.beside(last, away, fields);
        beside.or_else(|| self.onward(past, away, fields, e.first)).unwrap_or(year)
    }

    /// The year after that of the last date, where the story goes on to its month more likely than
    /// back: “since December he had guards, more of them in May”.
    fn onward(&self, past: &Past, away: usize, fields: &Fields, first: usize) -> Option<i32> {
        const AWAY: usize = 2;
        const HALF: i64 = 183;
        // “its letter of May” may look back.
        let bound = first.checked_sub(1).is_some_and(|at| self.is(Class::Bound, at));
        let back = bound || self.narrative || self.background || past.flags.background;
        if back || away > AWAY || past.date.precision() > Precision::Month {
            return None;
        }
        let year = past.date.year_number() + 1;
        let (first, next) = (past.date.days().earliest?, of_year(fields, year)?.days().earliest?);
        let today = self.published?.days().latest?;
        ((next - first).num_days() < HALF && next <= today).then_some(year)
    }

    /// The year before or after that of the last date, where its day is the much nearer one.
    fn beside(&self, last: Option<EdtfDate>, near: usize, fields: &Fields) -> Option<i32> {
        const CLOSE: i64 = 60;
        const FAR: i64 = 240;
        let base = last?;
        let year = base.year_number();
        let first = base.days().earliest?;
        let away = |year| Some((of_year(fields, year)?.days().earliest? - first).num_days());
        let (this, before, after) = (away(year)?, away(year - 1)?, away(year + 1)?);
        let today = self.published.and_then(|published| published.days().latest);
        let known = today.is_none_or(|today| first + chrono::TimeDelta::days(after) <= today);
        if near <= 1 && this > FAR && before > -CLOSE && fields.holiday.is_some() {
            Some(year - 1)
        } else if (1..=2).contains(&near) && this < -FAR && after < 2 * CLOSE && known {
            Some(year + 1)
        } else {
            None
        }
    }
}

/// A date that rests on another.
pub(super) fn relative(date: EdtfDate, anchor: Anchor) -> Dated {
    Dated { date, basis: Basis::Relative, anchor: Some(anchor), choice: None }
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
pub(super) fn near_published(
    fields: &Fields,
    published: EdtfDate,
    tense: Tense,
) -> Option<EdtfDate> {
    let year = published.year_number();
    let today = published.days().latest?;
    if let Some(named) = on_weekday(fields, year) {
        return Some(named);
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
        Tense::Future if ahead < -31 => year + 1,
        Tense::Unknown if ahead > 200 => year - 1,
        Tense::Unknown if ahead < -330 => year + 1,
        _ => return Some(date),
    };
    of_year(fields, year)
}
