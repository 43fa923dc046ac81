//! Days that are named by their weekday, their number or their hour alone.

use super::class::Class;
use chrono::{Datelike, Days, Months};

use super::context::{Context, Past, Tense};
use super::expression::{Expression, Fields};
use super::holiday;
use super::year::{Dated, of_year, relative};
use crate::model::{Anchor, Choice, Day, EdtfDate, Precision};

/// The news of so many days ago is no longer news.
const OLD: i64 = 45;

/// News come as late as that, in days.
const FRESH: i64 = 3;

impl Context<'_> {
    /// The day that a bare time of day belongs to.
    pub fn same_day(&self, expression: &Expression) -> Option<Dated> {
        let published = self.published.filter(|date| date.precision() == Precision::Day);
        // The time at the head of an entry of a live report.
        if let Some(today) = published.filter(|_| self.opens_line(expression.first)) {
            return Some(relative(today, Anchor::Published).by(Choice::Governed));
        }
        let last = self.last(Precision::Day);
        let near = last.filter(|past| self.sentence - past.sentence <= 2);
        let told = self.day_told().filter(|_| !self.narrative && !self.is_said(expression));
        if let Some(past) = told.or(near) {
            return Some(relative(past.date, Anchor::Date(past.span)).by(Choice::Governed));
        }
        (!self.narrative).then_some(relative(published?, Anchor::Published).by(Choice::Governed))
    }

    /// The last day not long before on which something happened, and was not only said: “Gunmen shot
    /// him last night, police said on Friday. It was 9 p.m.”
    pub fn day_told(&self) -> Option<&Past> {
        const NEAR: usize = 5;
        let near = |past: &&Past| past.sentence + NEAR >= self.sentence;
        let moves = |past: &&Past| {
            let happened = past.flags.foreground && !past.flags.said && !past.ahead;
            happened && past.date == past.until && past.date.precision() == Precision::Day
        };
        self.history.iter().rev().take(32).take_while(near).find(moves)
    }

    pub fn weekday(&self, weekday: u8, expression: &Expression) -> Option<Dated> {
        if let Some(dated) = self.weekday_of_entry(weekday) {
            return Some(dated);
        }
        // Without a publication date only a day just named can be meant.
        let near = |past: &&Past| self.published.is_some() || self.sentence - past.sentence <= 1;
        let named = self.last(Precision::Day).filter(|_| self.narrative).filter(near);
        if let Some(past) = named {
            let day = past.date.days().earliest?;
            let next = day.checked_sub_days(Days::new(1))?;
            let day = holiday::weekday_near(next, weekday, 1)?;
            return Some(
                relative(EdtfDate::day(day), Anchor::Date(past.span)).by(Choice::NextAfter),
            );
        }
        let told = self.next_weekday(weekday, expression);
        // “este viernes” is of the week of the news, whatever else is told.
        let of_news = self.published.is_some() && self.is(Class::Deictic, expression.first);
        let of_story = || self.weekday_of_story(weekday, expression).filter(|_| !of_news);
        if let Some(dated) = told.or_else(of_story) {
            return Some(dated);
        }
        let published = self.published.filter(|date| date.precision() == Precision::Day)?;
        let today = published.days().earliest?;
        let first = expression.first;
        let beside = |class| (first.saturating_sub(2)..first).any(|at| self.is(class, at));
        let next = holiday::weekday_near(today.pred_opt()?, weekday, 1)?;
        let last = holiday::weekday_near(today.succ_opt()?, weekday, -1)?;
        // “it was not known until Tuesday”, in the news of the days after
        let fresh = self.tense_here() == Tense::Past && (today - last).num_days() <= FRESH;
        let limited = beside(Class::Limit) && !fresh
            || beside(Class::By) && self.tense_here() != Tense::Past
            || beside(Class::By) && self.is_demanded(first)
            || beside(Class::Toward);
        let (choice, day) = match self.tense_here() {
            tense if tense == Tense::Future || limited => {
                (Choice::NextAfter, self.behind_coming(weekday, today, next).unwrap_or(next))
            }
            // “this Saturday he hosts the summit”, on a Friday
            Tense::Unknown if self.is_this(first) && next - today < today - last => {
                (Choice::NextAfter, next)
            }
            _ => (Choice::LastBefore, last),
        };
        Some(relative(EdtfDate::day(day), Anchor::Published).by(choice))
    }

    /// The weekday of today, where the sentence has named one that is still to come: “It will begin on
    /// Monday and end on Wednesday”, on a Wednesday.
    fn behind_coming(&self, weekday: u8, today: Day, next: Day) -> Option<Day> {
        let last = self.history.last().filter(|past| past.sentence == self.sentence)?;
        let coming = last.date.days().earliest.filter(|_| last.flags.weekday && last.ahead)?;
        (next == today).then(|| holiday::weekday_near(coming, weekday, 1))?
    }

    /// Whether the sentence has told of a demand: “they demanded an answer by Friday”.
    fn is_demanded(&self, first: usize) -> bool {
        const NEAR: usize = 16;
        let start = self.within.start.max(first.saturating_sub(NEAR));
        (start..first).any(|at| self.is(Class::Calls, at))
    }

    /// Whether a token is a word for the present one: “this”.
    fn is_this(&self, at: usize) -> bool {
        let word = self.tokens.get(at);
        word.is_some_and(|word| self.lexicon.value(word, Class::Deictic.symbol()) == Some(0))
    }

    /// A weekday in an entry of a chronology, on or after the day that heads it or that it named last:
    /// “4 October: … on Monday”.
    fn weekday_of_entry(&self, weekday: u8) -> Option<Dated> {
        let is_day = |past: &&Past| past.date.precision() == Precision::Day;
        let here = |past: &&Past| past.sentence >= self.paragraph;
        let mut days = self.history.iter().rev().take(16).filter(is_day).take_while(here);
        let last = days.clone().find(|past| !past.flags.back)?;
        let entry = days.find(|past| past.flags.item)?;
        let (first, today) = (entry.date.days().earliest?, self.published?.days().latest?);
        let headed = self.heads(self.tokens.at(entry.span.end));
        if !headed || (today - first).num_days() <= FRESH {
            return None;
        }
        let base = last.date.days().earliest?;
        let day = match self.background {
            true => holiday::weekday_near(base.succ_opt()?, weekday, -1)?,
            false => holiday::weekday_near(base.pred_opt()?, weekday, 1)?,
        };
        let choice = if self.background { Choice::LastBefore } else { Choice::NextAfter };
        let dated = relative(EdtfDate::day(day), Anchor::Date(last.span)).by(choice);
        (day <= today).then_some(dated)
    }

    /// A weekday within the days spoken of, or after a day that lies far back, in a story that
    /// is not itself the news.
    fn weekday_of_story(&self, weekday: u8, expression: &Expression) -> Option<Dated> {
        if self.tense_here() == Tense::Future {
            return None;
        }
        let is_day = |past: &&Past| past.date.precision() == Precision::Day;
        let here = |past: &&Past| past.sentence >= self.paragraph;
        let mut days = self.history.iter().rev().take(16).filter(is_day).take_while(here);
        let on = |past: &Past, near: Day| {
            let day = holiday::weekday_near(near.pred_opt()?, weekday, 1)?;
            Some(relative(EdtfDate::day(day), Anchor::Date(past.span)).by(Choice::NextAfter))
        };
        let range = days.clone().find(|past| past.date != past.until && past.flags.stretch);
        if let Some(past) = range
            && let Some(dated) = on(past, past.date.days().earliest?)
            && dated.date.days().latest <= past.until.days().latest
        {
            return Some(dated);
        }
        let past =
            self.last(Precision::Day).filter(|last| days.any(|past| past.span == last.span))?;
        let (last, today) = (past.date.days().earliest?, self.published?.days().earliest?);
        let old = (today - last).num_days() > OLD;
        let near = self.sentence - past.sentence <= 2 && !self.is_said(expression);
        let opens = self.opens_sentence(expression.first);
        let story = || !self.names_news() && (!opens || self.tells_days(last));
        let near = near && (past.sentence == self.sentence || story());
        if old && near { on(past, last.succ_opt()?) } else { None }
    }

    /// Whether the text goes from day to day around `day`; one day alone may only tell of the past of
    /// the news: “He pleaded guilty on 5 November 2020. On Thursday, he was sentenced”.
    fn tells_days(&self, day: Day) -> bool {
        const NEAR: i64 = 31;
        const LEAST: usize = 2;
        let near = |past: &&Past| {
            let other = past.date.days().earliest;
            let fine = past.date.precision() == Precision::Day;
            fine && other.is_some_and(|other| (other - day).num_days().abs() <= NEAR)
        };
        self.history.iter().rev().take(16).filter(near).count() >= LEAST
    }

    /// Whether the text has named a weekday of the publication's week.
    fn names_news(&self) -> bool {
        let Some(today) = self.published.and_then(|published| published.days().latest) else {
            return false;
        };
        if self.news {
            return true;
        }
        let is_news = |past: &Past| {
            let day = past.date.days().earliest;
            past.flags.weekday && day.is_some_and(|day| (today - day).num_days().abs() <= 8)
        };
        self.history.iter().any(is_news)
    }

    /// The weekday that begins a line, behind the day of the line before it.
    fn next_weekday(&self, weekday: u8, expression: &Expression) -> Option<Dated> {
        if !self.opens_line(expression.first) || !self.ends_clause(expression.end) {
            return None;
        }
        let last = self.history.iter().rev().take(48).find(|past| past.flags.item)?;
        let fine = last.date.precision() == Precision::Day;
        let day = holiday::weekday_near(last.date.days().latest.filter(|_| fine)?, weekday, 1)?;
        let today = self.published?.days().latest?;
        let dated = relative(EdtfDate::day(day), Anchor::Date(last.span));
        (day <= today).then(|| dated.by(Choice::NextEntry))
    }

    /// Whether a verb of speech stands beside the expression: “said on Friday”.
    pub fn is_said(&self, expression: &Expression) -> bool {
        const BESIDE: usize = 4;
        let (first, end) = (expression.first, expression.end);
        let before = self.within.start.max(first.saturating_sub(BESIDE))..first;
        before.chain(end..self.within.end.min(end + BESIDE)).any(|at| self.is(Class::Speech, at))
    }

    /// The tense, which in an entry of a chronology tells nothing: “7 July: he takes over on the
    /// 20th”.
    fn tense_of_item(&self) -> Tense {
        let here = |past: &&Past| past.sentence >= self.paragraph;
        let entry = self.history.iter().rev().take_while(here).any(|past| past.flags.item);
        if entry { Tense::Unknown } else { self.tense_here() }
    }

    /// “the 14th”: of the month spoken of.
    pub fn without_month(&self, day: u8, weekday: Option<u8>) -> Option<Dated> {
        let near = |past: &&Past| self.narrative || self.sentence - past.sentence <= 1;
        let past = self.last(Precision::Month).filter(near);
        let today = self.published.filter(|_| !self.narrative).and_then(|p| p.days().latest);
        if let Some(today) = today
            && let Some(day) = near_day(today, day, weekday, self.tense_of_item(), past.is_none())
        {
            let choice = if day > today { Choice::NextAfter } else { Choice::LastBefore };
            return Some(relative(EdtfDate::day(day), Anchor::Published).by(choice));
        }
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
        Some(relative(EdtfDate::day(*day), anchor).by(Choice::Governed))
    }
}

/// The day of a month nearest to the publication: ahead of it where the tense is future or an end
/// is named, else before it where it must be that weekday.
pub(super) fn near_day(
    today: Day,
    day: u8,
    weekday: Option<u8>,
    tense: Tense,
    alone: bool,
) -> Option<Day> {
    const MONTHS: u32 = 4;
    let of = |base: Day| base.with_day(u32::from(day));
    let fits = |day: &Day| {
        weekday.is_none_or(|weekday| day.weekday().number_from_monday() == u32::from(weekday))
    };
    let first = today.with_day(1)?;
    let ahead = || {
        let months = (0..MONTHS).filter_map(|n| first.checked_add_months(Months::new(n)));
        months.filter_map(of).find(|day| *day >= today && fits(day))
    };
    let before = || {
        let months = (0..MONTHS).filter_map(|n| first.checked_sub_months(Months::new(n)));
        months.filter_map(of).find(|day| *day <= today && fits(day))
    };
    match tense {
        Tense::Future => ahead(),
        _ if weekday.is_some() => before().or_else(ahead),
        _ if alone => before(),
        _ => None,
    }
}

/// The date that falls on the weekday written with it, in a year near to `year`.
pub(super) fn on_weekday(fields: &Fields, year: i32) -> Option<EdtfDate> {
    let weekday = u32::from(fields.weekday?);
    let fits = |date: &EdtfDate| {
        date.days().earliest.is_some_and(|day| day.weekday().number_from_monday() == weekday)
    };
    let years = [year, year - 1, year + 1, year - 2, year - 3];
    years.into_iter().filter_map(|year| of_year(fields, year)).find(fits)
}
