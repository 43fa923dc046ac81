//! What searches have found, for those that would get the same answers.
//!
//! Dates are written in few ways. A search reads the tokens from its first on as far as some
//! pattern goes, and mostly sees what one before it has seen, in this text or in another: but for
//! the values of numerals it then finds the same.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::matcher::Candidate;
use super::sight::{Condition, Look, Question, Spot};

/// Steps that a memo keeps; it forgets all where there are more. Sixteen bits can number twice as many.
const MOST_STEPS: usize = 1 << 15;

/// The number of a step that is not known.
const NONE: u32 = u32::MAX;

/// A tree of all that searches have asked, with what they have found.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// The first is that of all searches.
    steps: Vec<Step>,
    /// For each [`way`] from a step the number of the one behind it.
    next: FxHashMap<u64, u32>,
    candidates: Vec<Candidate>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    /// The token at this distance from the first is looked at.
    Look(i16),
    /// It is asked whether the token is as the condition says; the steps behind no and yes.
    Whether(i16, Condition, [u32; 2]),
    /// The range of the candidates found.
    Found(u32, u32),
}

impl Step {
    /// The step that asks a question, or finds what is to be known.
    fn new(question: Option<&Question>) -> Step {
        match question {
            Some(Question::Look(distance)) => Step::Look(*distance),
            Some(Question::Whether(distance, condition)) => {
                Step::Whether(*distance, *condition, [NONE; 2])
            }
            None => Step::Found(0, 0),
        }
    }
}

/// The way from the step of this number where what is looked at has this look.
fn way(number: u32, look: Look) -> u64 {
    u64::from(number) << Look::BITS | look.bits()
}

impl Memo {
    /// What was found by a search that got the same answers.
    pub fn recall(&self, spot: &Spot) -> Option<Range<usize>> {
        let mut number = 0;
        loop {
            number = match self.steps.get(number as usize)? {
                Step::Look(distance) => *self.next.get(&way(number, spot.look(*distance)))?,
                Step::Whether(distance, condition, next) => {
                    next[usize::from(spot.holds(*distance, *condition))]
                }
                Step::Found(start, end) => return Some(*start as usize..*end as usize),
            };
        }
    }

    /// Keeps what a search has found that has asked these questions, in this order.
    pub fn learn(
        &mut self,
        asked: &[Question],
        spot: &Spot,
        found: Vec<Candidate>,
    ) -> Range<usize> {
        if self.steps.len() > MOST_STEPS {
            *self = Memo::default();
        }
        if self.steps.is_empty() {
            self.steps.push(Step::new(asked.first()));
        }
        let mut number = 0;
        for behind in 1..=asked.len() {
            let new = self.steps.len() as u32;
            let next = match &mut self.steps[number as usize] {
                Step::Look(distance) => {
                    self.next.entry(way(number, spot.look(*distance))).or_insert(new)
                }
                Step::Whether(distance, condition, next) => {
                    &mut next[usize::from(spot.holds(*distance, *condition))]
                }
                Step::Found(..) => break,
            };
            if *next == NONE {
                *next = new;
            }
            number = *next;
            if number == new {
                self.steps.push(Step::new(asked.get(behind)));
            }
        }
        let start = self.candidates.len();
        self.candidates.extend(found);
        let end = self.candidates.len();
        self.steps[number as usize] = Step::Found(start as u32, end as u32);
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
    use crate::dates::class::{Class, hint};
    use crate::dates::lexicon::Lexicon;
    use crate::tokens::{Tokens, Vocabulary};

    #[test]
    fn recalls_what_was_found_where_all_answers_are_alike() {
        let mut vocabulary = Vocabulary::default();
        let mut lexicon = Lexicon::new(&mut vocabulary);
        lexicon.literal("of June", &mut vocabulary);
        lexicon.finish();
        let mut memo = Memo::default();
        let mut recalls = |text: &str| {
            let tokens = Tokens::new(text, &vocabulary);
            let spot = Spot { text, tokens: &tokens, lexicon: &lexicon, first: 0 };
            let known = memo.recall(&spot).is_some();
            let is_word = Condition::GoesOn(hint(Class::Any.symbol()));
            let asked = [0, 1, 2].map(Question::Look);
            memo.learn(&[&asked[..], &[Question::Whether(3, is_word)]].concat(), &spot, Vec::new());
            known
        };
        assert!(!recalls("3 of June, when"));
        assert!(recalls("9 of June 1999"));
        assert!(!recalls("3 of June when"), "a word goes on");
        assert!(!recalls("13 of June"), "no month has this number");
        assert!(!recalls("3 of june"), "no capital");
        assert!(!recalls("3 of May"));
        assert!(recalls("4 of Him"), "no word of the lexicon either");
        assert!(!recalls("3 of"));
    }
}
