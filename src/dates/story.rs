//! Which dates carry the story on, and which only tell more of another thing.

use std::cell::OnceCell;

use super::class::Class;
use super::context::{Context, Flags, Past, Tense};
use super::expression::{Expression, Fields, From, Unit, What, Year};
use super::resolved::span;
use crate::model::{EdtfDate, Span, TimexType};
use crate::tokens::{Gap, Shape};

/// No clause is followed back farther than this many tokens.
const REACH: usize = 48;

impl Context<'_> {
    /// Notes what stands around the expression that is resolved next.
    pub fn turn_to(&mut self, expression: &Expression) {
        self.background =
            self.is_background(expression.first, expression.end) || self.is_of_name(expression);
        let first = expression.first;
        self.since = (first.saturating_sub(2)..first).any(|at| self.is(Class::Since, at));
        self.here = first..expression.end;
        (self.tense, self.ahead) = (OnceCell::new(), OnceCell::new());
    }

    /// How the expression takes part in the story.
    pub fn part_in_story(&self, expression: &Expression) -> Flags {
        let opening = self.opens_sentence(expression.first);
        let ahead = !opening && looks_ahead(self, expression);
        let ahead = ahead || self.is_limited(expression);
        let background = self.background || self.is_compared(expression.first);
        let aside = self.is_aside(expression) || background;
        Flags {
            foreground: !aside && !ahead,
            background,
            heading: is_heading(self, expression),
            opening,
            item: self.opens_line(expression.first),
            said: self.is_said(expression),
            ..Flags::default()
        }
    }

    /// Whether the tokens `first..end` stand in words that only tell more of another thing: in
    /// brackets, in a relative clause, in a participle between commas, in the pluperfect.
    pub fn is_background(&self, first: usize, end: usize) -> bool {
        if self.opens_sentence(first) {
            return false;
        }
        let start = self.within.start.max(first.saturating_sub(REACH));
        self.is_bracketed(start, first)
            || self.is_relative(start, first)
            || self.is_participle(start, first, end)
            || (!self.narrative && self.is_pluperfect(start, first, end))
    }

    pub fn mark(&self, at: usize) -> &str {
        let token = self.tokens.get(at).filter(|token| token.shape == Shape::Mark);
        token.map_or("", |token| token.span().of(self.text))
    }

    /// Whether the expression is in brackets, or a year before a noun: “the 2012 report”.
    fn is_aside(&self, expression: &Expression) -> bool {
        let (first, end) = (expression.first, expression.end);
        let before = first.checked_sub(1);
        let bracketed = before.is_some_and(|at| self.mark(at) == "(") || self.mark(end) == ")";
        let attributive = before.is_some_and(|at| self.is(Class::Attributive, at))
            && self.tokens.get(end).is_some_and(|t| t.gap == Gap::Space && t.shape.is_word());
        bracketed || (is_bare_year(expression) && attributive)
    }

    /// Whether what the text tells of is only compared with a time: “lower than in April 2023”.
    fn is_compared(&self, first: usize) -> bool {
        const NEAR: usize = 4;
        let start = self.within.start.max(first.saturating_sub(NEAR));
        (start..first).any(|at| self.is(Class::Compared, at))
    }

    /// Whether a year belongs to a name: “the War Powers Act of 1973”.
    fn is_of_name(&self, expression: &Expression) -> bool {
        let Some(before) = expression.first.checked_sub(2) else { return false };
        is_bare_year(expression)
            && self.is(Class::OfName, before + 1)
            && self.tokens[before].shape == Shape::Capital
            && before != self.within.start
    }

    fn is_bracketed(&self, start: usize, first: usize) -> bool {
        let mut closed = 0;
        for at in (start..first).rev() {
            match self.mark(at) {
                ")" => closed += 1,
                "(" if closed == 0 => return true,
                "(" => closed -= 1,
                _ => {}
            }
        }
        false
    }

    /// Whether a relative clause that began behind a comma still goes on: “…, who was freed in”.
    fn is_relative(&self, start: usize, first: usize) -> bool {
        for at in (start..first).rev() {
            match self.mark(at) {
                ";" | ":" | "(" | ")" => return false,
                "," | "—" | "–" => {
                    let next = (at + 1..first.min(at + 3)).any(|at| self.is(Class::Relative, at));
                    if next || self.is_apposed_relative(at + 1, first) {
                        return true;
                    }
                    // The main clause goes on with its verb.
                    let verb =
                        |at| self.own_tense(at) == Some(Tense::Past) || self.is(Class::Future, at);
                    if (at + 1..first.min(at + 3)).any(verb) {
                        return false;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Whether words behind a comma, up to `first`, tell who someone is by what another did: “…, son of
    /// the man who was seized in 1974, …”.
    fn is_apposed_relative(&self, at: usize, first: usize) -> bool {
        const NEAR: usize = 6;
        let begins = self.tokens.get(at).is_some_and(|token| token.shape == Shape::Lower)
            && self.is(Class::OfName, at + 1)
            && self.own_tense(at).is_none();
        begins && (at + 2..first.min(at + NEAR)).any(|at| self.is(Class::Relative, at))
    }

    /// Whether a participle tells more of a name: “…, arrested in 2012, …”, “…, a guard shot in
    /// 2012; …”.
    fn is_participle(&self, start: usize, first: usize, end: usize) -> bool {
        let is_comma = |at: &usize| matches!(self.mark(*at), "," | ";" | ":");
        let comma = (start..first).rev().find(is_comma);
        let Some(comma) = comma.filter(|at| self.mark(*at) == ",") else { return false };
        let article = self.is(Class::Article, comma + 1);
        let closed = match self.mark(end) {
            "," => true,
            ";" | "." => article,
            _ => false,
        };
        // “…, who was the chief until 2013, pleaded guilty on 3 May, …” comes back to its verb.
        let opening = (start..comma).rev().find(is_comma);
        let resumes = opening.is_some_and(|at| {
            !article && (at + 1..first.min(at + 3)).any(|at| self.is(Class::Relative, at))
        });
        if !closed || resumes {
            return false;
        }
        // “was seized on 3 May, tried in June, …” goes on with the story.
        let dated = |comma: u32| self.history.last().is_some_and(|p| p.span.end == comma as usize);
        let adverb = self.own_tense(comma + 1).is_none();
        let last = comma + if article { 4 } else { 1 + usize::from(adverb) };
        !dated(self.tokens[comma].start)
            && (comma + 1..first.min(last + 1)).any(|at| self.is_participle_word(at))
    }

    fn is_participle_word(&self, at: usize) -> bool {
        let word = self.tokens[at].span().of(self.text);
        self.tokens[at].shape == Shape::Lower
            && !self.is(Class::Tenseless, at)
            && self.participles.iter().any(|ending| word.ends_with(&**ending))
    }

    /// Whether the clause tells of what had happened before.
    fn is_pluperfect(&self, start: usize, first: usize, end: usize) -> bool {
        const NEAR: usize = 10;
        let ends_clause = |at: &usize| !matches!(self.mark(*at), "," | ";" | ":" | "." | "—");
        let before = (start.max(first.saturating_sub(NEAR))..first).rev().take_while(ends_clause);
        // “…; on 28 June, outside Leon, they had killed him”
        let opens = first > start && self.mark(first - 1) == ";";
        let aside = (end + 1..self.tokens.len().min(end + NEAR)).find(|at| self.mark(*at) == ",");
        let end = aside.filter(|_| opens && self.mark(end) == ",").map_or(end, |at| at + 1);
        let behind = (end..self.tokens.len().min(end + NEAR)).take_while(ends_clause);
        let mut all = before.chain(behind);
        all.any(|at| self.is(Class::Pluperfect, at))
    }

    /// Whether words for what is planned stand beside the expression: “expected in May”.
    pub fn is_planned(&self, expression: &Expression) -> bool {
        const NEAR: usize = 8;
        let (first, end) = (expression.first, expression.end);
        let open = |at: &usize| !self.ends_clause(*at);
        let before = (first.saturating_sub(NEAR)..first).rev().take_while(open);
        let behind = (end..self.tokens.len().min(end + NEAR)).take_while(open);
        before.chain(behind).any(|at| self.is(Class::Planned, at))
    }

    /// Whether a verb for what is still to come stands around the tokens `first..end`.
    pub fn looks_forward(&self, first: usize, end: usize) -> bool {
        const NEAR: usize = 16;
        let start = self.within.start.max(first.saturating_sub(NEAR));
        let stop = self.within.end.min(end + NEAR);
        let open = |at: &usize| !matches!(self.mark(*at), ";" | ":" | "“" | "”" | "\"");
        let before = (start..first).rev().take_while(open);
        before.chain((end..stop).take_while(open)).any(|at| {
            let word = self.tokens[at].span().of(self.text);
            let ends = |ending: &str| word.ends_with(ending);
            self.is(Class::Will, at)
                || self.tokens[at].shape == Shape::Lower
                    && self.prospects.iter().any(|ending| ends(ending))
        })
    }

    /// Whether the sentence before the token tells of what is so now: “it has risen since May”.
    pub fn is_present(&self, first: usize) -> bool {
        const NEAR: usize = 16;
        let start = self.within.start.max(first.saturating_sub(NEAR));
        let open = |at: &usize| !matches!(self.mark(*at), ";" | ":");
        (start..first).rev().take_while(open).any(|at| self.is(Class::Present, at))
    }

    /// Whether the sentence has named a day of the week before the publication.
    pub fn is_news_of_its_day(&self) -> bool {
        let today = self.published.and_then(|published| published.days().latest);
        let near = |past: &Past| {
            let day = past.date.days().earliest.filter(|_| past.date.day_of_month().is_some());
            day.zip(today).is_some_and(|(day, today)| (0..=7).contains(&(today - day).num_days()))
        };
        let mut here = self.history.iter().rev().take_while(|past| past.sentence == self.sentence);
        here.any(near)
    }

    /// Whether the expression stands right behind a word for an end: “until March”, “by the 9th”.
    fn is_limited(&self, expression: &Expression) -> bool {
        let has_day = matches!(&expression.what, What::Date(fields) if fields.day.is_some());
        let limit = |at: usize| self.is(Class::Limit, at) || (has_day && self.is(Class::By, at));
        (expression.first.saturating_sub(2)..expression.first).any(limit)
    }

    /// Whether the text is a list of days of an earlier year, which stands before the list: the days
    /// follow one another, and some of them are still to come in the year of the publication.
    pub fn is_chronicle(&self, expressions: &[Expression]) -> bool {
        const LEAST: usize = 3;
        let Some(published) = self.published else { return false };
        let year = |expression: &Expression| match &expression.what {
            What::Date(Fields { year: Year::Number(year), unspecified: 0, .. }) => Some(*year),
            _ => None,
        };
        let entries: Vec<(usize, (u8, u8))> = expressions
            .iter()
            .enumerate()
            .filter_map(|(i, expression)| Some((i, self.entry(expression)?)))
            .collect();
        let [(first, _), ..] = entries[..] else { return false };
        let earlier = expressions[..first].iter().filter_map(year).next_back();
        let in_order = entries.windows(2).filter(|pair| pair[0].1 <= pair[1].1).count();
        let today = published.month_code().zip(published.day_of_month());
        entries.len() >= LEAST
            && earlier.is_some_and(|year| year < published.year_number())
            && in_order + 2 >= entries.len()
            && today.is_some_and(|today| entries.iter().any(|(_, day)| *day > today))
    }

    /// The year in which a text without a publication date seems to be written, with where it says so:
    /// the latest that stands with a month, where the text speaks from its own day (“last May”).
    pub fn year_of_writing(&self, expressions: &[Expression]) -> Option<(i32, Span)> {
        let from_now = |expression: &Expression| match &expression.what {
            What::Date(Fields { year: Year::Relative(_, From::Published), .. }) => true,
            What::Shift { unit: Unit::Day, .. } => false,
            what => what.speaks_from_now(),
        };
        if self.published.is_some() || !expressions.iter().any(from_now) {
            return None;
        }
        let limited = |first: usize| {
            let before = first.saturating_sub(2)..first;
            before.into_iter().any(|at| {
                self.is(Class::Limit, at) || self.is(Class::By, at) || self.is(Class::Toward, at)
            })
        };
        let of = |expression: &Expression| match &expression.what {
            What::Date(Fields { year: Year::Number(year), month: Some(_), .. })
                if !limited(expression.first) =>
            {
                Some((*year, span(self.tokens, expression)))
            }
            _ => None,
        };
        let dates = expressions.iter().flat_map(|expression| match &expression.what {
            What::Range(first, second) => [of(first), of(second)],
            _ => [of(expression), None],
        });
        dates.flatten().max_by_key(|(year, _)| *year)
    }

    /// Month and day of a date without a year that heads a line: “18 January: …”.
    fn entry(&self, expression: &Expression) -> Option<(u8, u8)> {
        let What::Date(fields) = &expression.what else { return None };
        let day = fields.month.zip(fields.day).filter(|_| fields.year == Year::Missing)?;
        (self.opens_line(expression.first) && self.heads(expression.end)).then_some(day)
    }

    /// Whether a mark at `end` sets what stands before apart as the head of its line.
    pub fn heads(&self, end: usize) -> bool {
        self.tokens.get(end).is_none_or(|token| token.gap >= Gap::Line)
            || matches!(self.mark(end), ":" | "." | "–" | "—" | "-")
    }

    /// Whether the token begins a line, behind marks at most: a bullet of a chronology.
    pub fn opens_line(&self, first: usize) -> bool {
        let mut at = first;
        loop {
            let Some(token) = self.tokens.get(at) else { return false };
            if token.gap >= Gap::Line || at == 0 {
                return true;
            }
            at -= 1;
            if self.tokens[at].shape != Shape::Mark || first - at > 3 {
                return false;
            }
        }
    }
}

/// Whether the text tells of times long before its publication, as histories do.
pub(super) fn is_narrative(published: Option<EdtfDate>, expressions: &[Expression]) -> bool {
    let Some(published) = published else { return true };
    const OLD: i32 = 60;
    let (mut near, mut far) = (0, 0);
    for expression in expressions {
        match &expression.what {
            What::Date(fields) => match fields.year {
                Year::Number(year) if year >= published.year_number() => near += 1,
                Year::Number(year) if year < published.year_number() - OLD => far += 2,
                Year::Number(_) => far += 1,
                Year::Missing if is_dateline(published, fields, expression) => near += 12,
                Year::Missing if fields.weekday.is_some() && fields.day.is_none() => near += 2,
                _ => {}
            },
            // “yesterday” and “anoche” are words of the news.
            What::Shift { unit: Unit::Day, from: From::Published, .. } => near += 6,
            What::Shift { from: From::Published, .. }
            | What::Seek { from: From::Published, .. } => near += 2,
            _ => {}
        }
    }
    2 * far > 3 * near + 8
}

/// Whether the text has a dateline, or days named from the publication.
pub(super) fn is_news(published: Option<EdtfDate>, expressions: &[Expression]) -> bool {
    let Some(published) = published else { return false };
    expressions.iter().any(|expression| match &expression.what {
        What::Date(fields) => is_dateline(published, fields, expression),
        What::Shift { unit: Unit::Day, from: From::Published, .. } => true,
        _ => false,
    })
}

/// Whether the day of the publication stands in the head of the text.
fn is_dateline(published: EdtfDate, fields: &Fields, expression: &Expression) -> bool {
    const HEAD: usize = 80;
    let day = (published.month_code(), published.day_of_month());
    expression.first < HEAD && fields.day.is_some() && (fields.month, fields.day) == day
}

/// Whether the expression is a year alone.
fn is_bare_year(expression: &Expression) -> bool {
    matches!(&expression.what, What::Date(fields)
        if fields.month.is_none() && fields.day.is_none() && fields.weekday.is_none())
}

/// Whether the expression is a line of its own, begins a title (“2005: Elections”) or ends one with a
/// list under it (“The outbreak (September–December 2024)”).
fn is_heading(context: &Context, expression: &Expression) -> bool {
    const LONGEST: usize = 12;
    let tokens = context.tokens;
    let Some(sentence) = context.sentences.get(context.sentence) else { return false };
    let range = context.within.clone();
    let ends_line = tokens.get(range.end).is_none_or(|token| token.gap >= Gap::Line);
    let is_extra = |at: usize| tokens[at].shape == Shape::Mark;
    let titled = range.len() <= LONGEST && !sentence.span.of(context.text).ends_with('.') && {
        tokens.get(expression.end).is_some_and(|token| token.span().of(context.text) == ":")
    };
    let listed = range.len() <= LONGEST
        && tokens.get(range.end).is_some_and(|token| token.shape == Shape::Mark);
    let ends = (expression.end..range.end).all(is_extra);
    expression.kind == TimexType::Date
        && ends_line
        && tokens.get(range.start).is_some_and(|token| token.gap >= Gap::Line)
        && (ends && listed || (range.start..expression.first).all(is_extra) && (titled || ends))
}

/// Whether it is the end of what lasts (“until 1945”), or a year only planned for (“meant for 1976”).
fn looks_ahead(context: &Context, expression: &Expression) -> bool {
    let What::Date(fields) = &expression.what else { return false };
    let before = (expression.first.saturating_sub(8)..expression.first).rev();
    let limited = before
        .map(|at| &context.tokens[at])
        .take_while(|token| token.shape != Shape::Mark)
        .any(|token| context.lexicon.value(token, Class::Limit.symbol()).is_some());
    limited && matches!(fields.year, Year::Number(_))
        || is_bare_year(expression)
            && context.tense(expression.first, expression.end) == Tense::Future
}
