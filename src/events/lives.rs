//! Births and deaths that brackets behind a name tell: “X (Tepic, 3 March 1961 – Lima, 9 May 2004)”.

use super::govern::{Draft, Extent, Governor};
use crate::model::{Bound, Doubts, Edtf, EntityKind, EventType, Precision};

/// The most items within such a bracket.
const LONGEST: usize = 24;

/// No office is held for so many years.
const LIFE: i32 = 25;

impl Governor<'_, '_> {
    /// The two happenings of each life that a bracket tells by its first and last day or year.
    pub(super) fn lives(&self) -> Vec<Draft> {
        let scene = self.scene;
        let person = |i: usize| scene.entity_kind(i) == Some(EntityKind::Person);
        let opens = (1..scene.items.len()).filter(|i| scene.mark(*i, "(") && person(*i - 1));
        opens.flat_map(|open| self.life(open)).collect()
    }

    /// The birth and death within the bracket that opens at item `open`.
    fn life(&self, open: usize) -> Vec<Draft> {
        let scene = self.scene;
        let reach = scene.items.len().min(open + LONGEST);
        let Some(close) = (open..reach).find(|i| scene.mark(*i, ")")) else { return Vec::new() };
        if (open..close).any(|i| scene.trigger(i).is_some() || scene.is_finite(i)) {
            return Vec::new();
        }
        let dates: Vec<usize> = (open..close).filter(|i| self.is_date(*i)).collect();
        let told = |date: usize, extent: Extent| Draft {
            extent,
            kind: EventType::Other,
            ..self.draft(open - 1, None, date, Doubts::default())
        };
        match dates[..] {
            [only] if only == open + 1 && only + 1 == close && self.is_life(only) => {
                vec![told(only, Extent::First), told(only, Extent::Last)]
            }
            [birth, death] => {
                let dash =
                    (birth..death).find(|i| ["–", "—", "-"].iter().any(|d| scene.mark(*i, d)));
                let days = [birth, death].iter().all(|date| self.is_exact(*date));
                let Some(dash) = dash.filter(|_| days) else { return Vec::new() };
                vec![told(birth, Extent::Part(open, dash)), told(death, Extent::Part(dash, close))]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the date is a day, a month or a year, and no stretch of time.
    pub(super) fn is_exact(&self, i: usize) -> bool {
        let timex = self.scene.items[i].date.map(|date| &self.scene.dates[date]);
        timex.and_then(|timex| timex.edtf).is_some_and(|edtf| {
            matches!(edtf, Edtf::Date(_)) && edtf.precision() <= Precision::Year
        })
    }

    /// Whether a stretch of time is that of a life: told by days, or longer than any term.
    fn is_life(&self, i: usize) -> bool {
        let timex = self.scene.items[i].date.map(|date| &self.scene.dates[date]);
        let Some(Edtf::Interval(Bound::Date(first), Bound::Date(last))) =
            timex.and_then(|timex| timex.edtf)
        else {
            return false;
        };
        let years = last.year_number() - first.year_number();
        let by_day = first.precision() == Precision::Day && last.precision() == Precision::Day;
        by_day && years > LIFE / 2 || years >= LIFE
    }
}
