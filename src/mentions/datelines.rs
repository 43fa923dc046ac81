//! Where a report was written.

use super::scan::{Candidate, Scan};
use crate::tokens::{Gap, Shape};

impl<'a> Scan<'a> {
    /// Which of the candidates is the place with which a report begins: “SAN JOSÉ. La Fiscalía …”,
    /// “Quito (EFE) —”, “Saltillo, Coah.”.
    pub fn dateline(&self, candidates: &[Candidate]) -> Option<usize> {
        (0..candidates.len()).find(|at| self.is_dateline(&candidates[*at..]))
    }

    /// Whether the first of `candidates` is a dateline.
    fn is_dateline(&self, candidates: &[Candidate]) -> bool {
        let candidate = &candidates[0];
        let Candidate { first, last, .. } = *candidate;
        let opens = first == 0 || self.tokens[first].gap >= Gap::Line;
        let mark = self.tokens.get(last + 1).filter(|mark| mark.shape == Shape::Mark);
        let Some(mark) = mark.filter(|mark| opens && mark.gap < Gap::Line) else { return false };
        let upper = (first..=last).all(|i| self.tokens[i].shape == Shape::Upper);
        // The abbreviation of a state stands behind.
        let state = candidates.get(1).is_some_and(|next| {
            let stop = self.tokens.get(next.last + 1);
            next.first == last + 2
                && next.case.stopped
                && stop.is_some_and(|stop| stop.word == self.marks.stop && stop.gap == Gap::None)
        });
        upper || ((state || mark.gap == Gap::Space) && !candidate.forms.is_empty())
    }
}
