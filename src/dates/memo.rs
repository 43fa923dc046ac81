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

/// Steps that a memo keeps; it forgets all where there are more. Sixteen bits can number twice as many.
const MOST_STEPS: usize = 1 << 15;

/// A tree of all that searches have seen, with what they have found.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// That of all searches.
    first: Option<Step>,
    /// For each [`way`] from a step the one behind it.
    next: FxHashMap<u64, Option<Step>>,
    candidates: Vec<Candidate>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    /// The number of the step, and the token that is looked at, by its distance from the first of
    /// the search.
    Look(u16, i16),
    /// The range of the candidates found.
    Found(u32, u32),
}

/// The way from the step of this number where what is looked at has this look.
fn way(number: u16, look: Look) -> u64 {
    u64::from(number) << Look::BITS | look.bits()
}

impl Memo {
    /// What was found by a search that saw the same; `look` gives the look of a token by its
    /// distance.
    pub fn recall(&self, look: impl Fn(i16) -> Look) -> Option<Range<usize>> {
        let mut step = self.first?;
        loop {
            match step {
                Step::Look(number, distance) => {
                    step = (*self.next.get(&way(number, look(distance)))?)?;
                }
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
        if self.next.len() > MOST_STEPS {
            *self = Memo::default();
        }
        let start = self.candidates.len();
        self.candidates.extend(found);
        let end = self.candidates.len();
        let Memo { first, next, .. } = self;
        let mut step = first;
        let mut new = 0;
        for distance in looked_at {
            if let Step::Look(number, distance) = *step.get_or_insert(Step::Look(new, *distance)) {
                // Each step behind the first is counted with the way that leads to it.
                new = next.len() as u16 + 1;
                step = next.entry(way(number, look(distance))).or_default();
            }
        }
        *step = Some(Step::Found(start as u32, end as u32));
        start..end
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
