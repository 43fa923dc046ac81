//! What searches have found, for those that would see the same.
//!
//! Dates are written in few ways. A search reads the tokens from its first on as far as some
//! pattern goes, and mostly sees what one before it has seen, in this text or in another: but for
//! the values of numerals it then finds the same.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::matcher::Candidate;
use super::sight::Look;

/// Steps that a memo keeps; it forgets all where there are more.
const MOST_STEPS: usize = 1 << 15;

/// A tree of all that searches have seen, with what they have found.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// For a step and the look of what is looked at there the step behind it.
    next: FxHashMap<(u32, Look), u32>,
    /// The first is that of all searches.
    steps: Vec<Step>,
    candidates: Vec<Candidate>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    /// The token that is looked at next, by its distance from the first of the search.
    Look(i16),
    /// The range of the candidates found.
    Found(u32, u32),
}

impl Memo {
    /// What was found by a search that saw the same; `look` gives the look of a token by its
    /// distance.
    pub fn recall(&self, look: impl Fn(i16) -> Look) -> Option<Range<usize>> {
        let mut step = 0;
        loop {
            match *self.steps.get(step as usize)? {
                Step::Look(distance) => step = *self.next.get(&(step, look(distance)))?,
                Step::Found(start, end) => return Some(start as usize..end as usize),
            }
        }
    }

    /// Keeps what a search has found that has looked at the tokens with these distances, in this
    /// order.
    pub fn learn(
        &mut self,
        looked_at: &[i16],
        look: impl Fn(i16) -> Look,
        found: Vec<Candidate>,
    ) -> Range<usize> {
        if self.steps.len() > MOST_STEPS {
            *self = Memo::default();
        }
        let mut step = self.step(0, looked_at.first());
        for (number, distance) in (1..).zip(looked_at) {
            let new = self.steps.len() as u32;
            let next = *self.next.entry((step, look(*distance))).or_insert(new);
            step = self.step(next, looked_at.get(number));
        }
        let start = self.candidates.len();
        self.candidates.extend(found);
        let end = self.candidates.len();
        self.steps[step as usize] = Step::Found(start as u32, end as u32);
        start..end
    }

    /// The step of this number, which looks at this token where it is new.
    fn step(&mut self, number: u32, distance: Option<&i16>) -> u32 {
        if number as usize == self.steps.len() {
            self.steps.push(distance.map_or(Step::Found(0, 0), |distance| Step::Look(*distance)));
        }
        number
    }

    /// Candidates that were found, with places that count from the first token of the search.
    pub fn candidates(&self, found: Range<usize>) -> &[Candidate] {
        &self.candidates[found]
    }
}

/// The memos that no thread is using.
#[derive(Debug, Default)]
pub(super) struct Memos(Mutex<Vec<Memo>>);

/// What was found can be found again.
impl Clone for Memos {
    fn clone(&self) -> Memos {
        Memos::default()
    }
}

impl Memos {
    /// What `work` gives with a memo.
    pub fn lend<T>(&self, work: impl FnOnce(&mut Memo) -> T) -> T {
        let memos = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memo = memos().pop().unwrap_or_default();
        let value = work(&mut memo);
        memos().push(memo);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::lexicon::Lexicon;
    use crate::tokens::{Tokens, Vocabulary};

    #[test]
    fn recalls_what_was_found_where_all_that_was_looked_at_is_alike() {
        let mut vocabulary = Vocabulary::default();
        let mut lexicon = Lexicon::new(&mut vocabulary);
        lexicon.literal("of June", &mut vocabulary);
        lexicon.finish();
        let mut memo = Memo::default();
        let mut recalls = |text: &str| {
            let tokens = Tokens::new(text, &vocabulary);
            let look = |at: i16| Look::of(tokens.get(at as usize), text, &lexicon);
            let known = memo.recall(look).is_some();
            memo.learn(&[0, 1, 2], look, Vec::new());
            known
        };
        assert!(!recalls("3 of June, when"));
        assert!(recalls("9 of June 1999"));
        assert!(!recalls("13 of June"), "no month has this number");
        assert!(!recalls("3 of june"), "no capital");
        assert!(!recalls("3 of May"));
        assert!(recalls("4 of Him"), "no word of the lexicon either");
        assert!(!recalls("3 of"));
    }
}
