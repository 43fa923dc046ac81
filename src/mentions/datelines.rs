//! Where a report was written.

use super::scan::{Candidate, Scan};
use crate::tokens::{Gap, Shape};

impl<'a> Scan<'a> {
    /// Which of the candidates is the place with which a report begins: “SAN JOSÉ. La Fiscalía …”,
    /// “Quito (EFE) —”.
    pub fn dateline(&self, candidates: &[Candidate]) -> Option<usize> {
        candidates.iter().position(|candidate| self.is_dateline(candidate))
    }

    fn is_dateline(&self, candidate: &Candidate) -> bool {
        let Candidate { first, last, .. } = *candidate;
        let opens = first == 0 || self.tokens[first].gap >= Gap::Line;
        let mark = self.tokens.get(last + 1).filter(|mark| mark.shape == Shape::Mark);
        let Some(mark) = mark.filter(|mark| opens && mark.gap < Gap::Line) else { return false };
        let upper = (first..=last).all(|i| self.tokens[i].shape == Shape::Upper);
        upper || (mark.gap == Gap::Space && !candidate.forms.is_empty())
    }
}
