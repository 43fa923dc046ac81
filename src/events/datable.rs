//! Which dates of a sentence can date a happening: not the day of a report's own head, not the year
//! of a source, not the coarser one of two that stand together; and when a dated happening was.

use super::clauses::{Clause, Clauses, Link};
use super::cue;
use super::frames::Role;
use super::govern::{Draft, Extent, Governor};
use super::inflect::Tense;
use super::scene::{Item, Scene};
use crate::model::{
    Basis, Bound, DayRange, Edtf, EdtfDate, EventType, Language, Precision, Timex, TimexType,
};
use crate::tokens::Shape;

/// The most items of the line that tells when a page came out.
const LONGEST_MASTHEAD: usize = 14;

/// The most items of a count between “up from” and its date.
const LONGEST_COUNT: usize = 7;

/// Whether an expression tells when a happening was.
pub(super) fn may_date(timex: &Timex) -> bool {
    timex.edtf.is_some() && timex.kind != TimexType::Set
}

impl Draft {
    /// When it happened: as its date says, but at the beginning of what goes on where the clause tells
    /// how that began (“since January 5, when soldiers captured him”).
    pub(super) fn when(&self, scene: &Scene<'_>, clauses: &Clauses) -> (Edtf, DayRange) {
        let timex = &scene.dates[self.date];
        let when = timex.edtf.expect("a draft has a date with an interval");
        match (self.extent, when) {
            (Extent::Since(from), Edtf::Date(until)) => {
                if let Some(Edtf::Date(from)) = scene.dates[from].edtf {
                    let when = Edtf::between(from, until);
                    return (when, when.days());
                }
            }
            (Extent::First, Edtf::Interval(Bound::Date(date), _))
            | (Extent::Last, Edtf::Interval(_, Bound::Date(date))) => {
                return (Edtf::Date(date), date.days());
            }
            _ => {}
        }
        let start = clauses.list[self.clause].start;
        let mut before = (start.saturating_sub(2)..start).rev().map(|i| &scene.items[i]);
        let explains = scene.items[start].has(cue::RELATIVE_TIME)
            && before.any(|item| item.date == Some(self.date));
        // “has been in custody since July 15”: what a month or a day tells of it is the arrest.
        let sharp = |began: EdtfDate| began.precision() != Precision::Year;
        let frame = scene.trigger(self.trigger).map(|trigger| &trigger.frame);
        let lasts = frame.is_some_and(|frame| frame.subject == Some(Role::Target));
        let held = |began| lasts && self.kind == EventType::Arrest && sharp(began);
        match when {
            Edtf::Interval(Bound::Date(began), Bound::Open) if explains || held(began) => {
                (Edtf::Date(began), began.days())
            }
            _ => (when, timex.days),
        }
    }
}

impl Governor<'_, '_> {
    /// The items of the dates that can date a happening.
    pub(super) fn dates(&self) -> Vec<usize> {
        if self.is_masthead() {
            return Vec::new();
        }
        let all: Vec<usize> = (0..self.scene.items.len()).filter(|i| self.is_date(*i)).collect();
        let mut kept = Vec::new();
        for (n, &i) in all.iter().enumerate() {
            let neighbours = [n.checked_sub(1), Some(n + 1)];
            let refined = neighbours.iter().flatten().filter_map(|m| all.get(*m)).any(|&j| {
                self.stand_together(i, j)
                    && (self.is_within(j, i) && (j > i || !self.is_within(i, j))
                        || self.is_explained_by(i, j))
            });
            let outside = self.is_dateline(i) || self.is_citation(i) || self.is_of_comparison(i);
            if !refined && !outside && !self.tells_of_papers(i) {
                kept.push(i);
            }
        }
        kept
    }

    pub(super) fn is_date(&self, i: usize) -> bool {
        self.scene.items[i].date.is_some_and(|date| may_date(&self.scene.dates[date]))
    }

    /// Whether only a comma, a preposition or a bracket stands between two dates.
    fn stand_together(&self, a: usize, b: usize) -> bool {
        let (a, b) = (a.min(b), a.max(b));
        b - a <= 3
            && (a + 1..b).all(|i| {
                self.scene.items[i].shape == Shape::Mark
                    && !self.scene.mark(i, ";")
                    && !self.scene.mark(i, ":")
                    || self.scene.items[i].has(cue::PREPOSITION | cue::DETERMINER)
            })
    }

    /// “documents from 2016 to 2022”: when papers were written, not what happened to them.
    fn tells_of_papers(&self, i: usize) -> bool {
        let stretch = |i: usize| {
            let timex = self.scene.items[i].date.map(|d| &self.scene.dates[d]);
            timex.is_some_and(|timex| matches!(timex.edtf, Some(Edtf::Interval(..))))
        };
        let papers = self.scene.lexicon.senses.marked.documents;
        i > 0 && stretch(i) && self.scene.items[i - 1].companions & papers != 0
    }

    /// Whether a date only tells with what a count is compared: “el doble que en 2021”, “up from 80 in 2007”.
    fn is_of_comparison(&self, i: usize) -> bool {
        let scene = self.scene;
        let counts = |j: &usize| {
            let item = &scene.items[*j];
            scene.is_plain(*j)
                || item.has(cue::PREP_IN | cue::PREP_OF)
                || item.shape == Shape::Number
        };
        let compared =
            (i.saturating_sub(LONGEST_COUNT)..i).rev().find(|j| !counts(j) || self.compares(*j));
        if compared.is_some_and(|j| self.compares(j)) {
            return true;
        }
        let has = |back: usize, cues: cue::Cues| {
            i.checked_sub(back).is_some_and(|j| scene.items[j].has(cues))
        };
        let ends = scene.items.get(i + 1).is_none_or(|next| next.shape == Shape::Mark);
        let than = has(1, cue::PREP_IN) && has(2, cue::COMPLEMENT);
        scene.language() == Language::Spanish && ends && than
    }

    fn compares(&self, i: usize) -> bool {
        self.scene.items[i].has(cue::COMPARES)
    }

    /// Whether the sentence begins with a date, as an entry of a chronology does: “• March 5: …”,
    /// “In 2019 — …”.
    pub(super) fn heads(&self, i: usize) -> bool {
        let leads = |j: usize| {
            let item = &self.scene.items[j];
            item.shape == Shape::Mark || item.has(cue::PREPOSITION | cue::DETERMINER)
        };
        (0..i).all(leads)
    }

    /// Whether the date only tells more of a name, and nothing that its sentence tells happened then:
    /// “the talks, which have dragged on since 2010”.
    pub(super) fn tells_of_name(&self, clause: usize, i: usize) -> bool {
        let scene = self.scene;
        let Clause { link, start, .. } = self.clauses.list[clause];
        let relative = link == Link::Relative && !scene.items[start].has(cue::RELATIVE_TIME);
        let predicate = |j: usize| self.clauses.of[j] == clause && scene.is_finite(j);
        relative && (start..i).any(predicate)
    }

    /// “three years later, in 1993”: the date that needs no other one is the one that counts.
    fn is_explained_by(&self, i: usize, j: usize) -> bool {
        let basis = |i: usize| self.scene.items[i].date.map(|d| self.scene.dates[d].basis);
        j == i + 3
            && self.scene.mark(i + 1, ",")
            && basis(i) == Some(Basis::Relative)
            && basis(j) == Some(Basis::Explicit)
    }

    /// Whether the days of date item `inner` lie within those of `outer`.
    pub(super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        let days = |i: usize| self.scene.items[i].date.map(|d| self.scene.dates[d].days);
        let (Some(inner), Some(outer)) = (days(inner), days(outer)) else { return false };
        outer.earliest.is_none_or(|o| inner.earliest.is_some_and(|i| i >= o))
            && outer.latest.is_none_or(|o| inner.latest.is_some_and(|i| i <= o))
    }

    /// “Published: October 18, 2019”, “By Juan Pérez, posted on 3 May”: the line of a page that tells
    /// when the text itself came out.
    fn is_masthead(&self) -> bool {
        let scene = self.scene;
        if scene.items.len() > LONGEST_MASTHEAD {
            return false;
        }
        let mut triggers = (0..scene.items.len()).filter(|i| scene.trigger(*i).is_some());
        let (Some(only), None) = (triggers.next(), triggers.next()) else { return false };
        let is_determiner = |item: &Item| item.has(cue::DETERMINER);
        let published = matches!(scene.kind(only), Some(EventType::Report | EventType::Statement));
        let byline = scene.items[0].has(cue::PREP_BY);
        let of_page = |i: usize| {
            let item = &scene.items[i];
            let named = item.mention.is_some() && !(byline && i < only);
            !named && !item.has(cue::HELPER) && !item.looks_like_verb
        };
        let opens = match scene.tense(only) {
            Some(Tense::Participle | Tense::PastOrParticiple) => byline || only == 0,
            Some(Tense::Noun) => only <= 2 && !scene.items[..only].iter().any(is_determiner),
            _ => false,
        };
        published && opens && (0..scene.items.len()).all(of_page)
    }

    /// “CULIACÁN, Mexico, Jan. 6 — …”: the place and day of a report at the head of it.
    fn is_dateline(&self, i: usize) -> bool {
        let before = (0..i).all(|j| !self.scene.is_finite(j) && self.scene.trigger(j).is_none());
        let placed = (0..i).any(|j| {
            self.scene.items[j].mention.is_some() || self.scene.items[j].shape == Shape::Upper
        });
        let mut next = i + 1;
        if self.scene.mark(next, "(") {
            // “(EFE)”: whose report it is.
            let close = (next..next + 4).find(|j| self.scene.mark(*j, ")"));
            next = close.map_or(next, |close| close + 1);
        }
        while self.scene.mark(next, ".") || self.scene.mark(next, ")") {
            next += 1;
        }
        let dash = ["-", "–", "—"].iter().any(|mark| self.scene.mark(next, mark));
        before && placed && dash && i <= 9
    }

    /// “(Reuters, 2025)”, “[3] …”: where something was published.
    fn is_citation(&self, i: usize) -> bool {
        let scene = self.scene;
        if scene.mark(0, "[") {
            return true;
        }
        let Some(open) = (i.saturating_sub(8)..i).rev().find(|j| scene.mark(*j, "(")) else {
            return false;
        };
        let closed = (open..i).any(|j| scene.mark(j, ")"));
        let verbless = (open..i).all(|j| !scene.is_finite(j) && scene.trigger(j).is_none());
        let names = (open + 1..i).any(|j| scene.items[j].shape.is_capitalized());
        let ends = scene.mark(i + 1, ")") || scene.mark(i + 1, ";") || scene.mark(i + 1, ",");
        let lists = open <= 3 && scene.mark(i + 1, ")") && open + 1 == i && scene.mark(i + 2, ".");
        (!closed && verbless && names && ends) || lists
    }
}
