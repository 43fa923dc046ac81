//! The head of a report: where and when it was written.

use super::cue;
use super::scene::Scene;
use crate::model::EntityKind;
use crate::tokens::Shape;

/// The most items of a report's own head.
const LONGEST_DATELINE: usize = 16;

impl Scene<'_> {
    /// The first item behind “CULIACÁN, Mexico (AP) —”, “Zapopan, Jal.-”: where and when a report was
    /// written.
    pub(super) fn dateline_end(&self) -> Option<usize> {
        let place = |i: usize| self.entity_kind(i) == Some(EntityKind::Place);
        let dash = |i: usize| {
            let mark = ["-", "–", "—"].iter().any(|mark| self.mark(i, mark));
            let ended = i > 0 && (self.mark(i - 1, ".") || self.mark(i - 1, ")"));
            mark && (ended || self.is_dash(i) || self.items[i - 1].date.is_some())
        };
        let of_head = |i: usize| {
            let item = &self.items[i];
            let found = item.mention.is_some() || item.date.is_some();
            // “(efe-epa)”
            let bracketed = (i.saturating_sub(3)..i).any(|j| self.mark(j, "("));
            // “3 de mayo”
            let behind_number = |of: usize| of > 0 && self.items[of - 1].shape == Shape::Number;
            let of = |j: usize| self.items[j].has(cue::PREP_OF) && behind_number(j);
            let of_date = of(i) || i > 0 && of(i - 1);
            let word =
                item.shape.is_capitalized() || item.shape == Shape::Number || bracketed || of_date;
            !self.is_finite(i) && (found || word || item.shape == Shape::Mark)
        };
        let reach = self.items.len().min(LONGEST_DATELINE);
        let end = (1..reach).find(|i| dash(*i) || !of_head(*i)).filter(|i| dash(*i))?;
        let goes_on = self.items.get(end + 1).is_some_and(|next| {
            next.shape.is_capitalized() || next.shape == Shape::Mark || next.date.is_some()
        });
        (goes_on && of_head(0) && (0..end).any(place)).then_some(end + 1)
    }
}
