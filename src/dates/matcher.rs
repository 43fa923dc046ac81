//! Tokens → candidates: which pattern reads which tokens.

use std::ops::Range;

use super::class::Symbol;
use super::figures;
use super::grammar::Grammar;
use super::lexicon::Lexicon;
use super::memo::Memo;
use super::search::Search;
use super::sight::Spot;
use crate::tokens::{Gap, Shape, Tokens};

/// A symbol that a pattern has read.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub symbol: Symbol,
    /// The class whose values it has.
    pub class: Symbol,
    pub value: i32,
    /// Whether the value is that of figures or of a Roman numeral.
    pub numeral: bool,
    /// The first token and the one behind the last.
    pub first: usize,
    pub end: usize,
    /// For a piece with an operation: what it has read.
    pub child: Option<Box<Candidate>>,
}

/// Tokens that a pattern reads.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub pattern: u32,
    pub first: usize,
    pub end: usize,
    pub captures: Vec<Capture>,
}

impl Candidate {
    /// The same, so many tokens on, with the values that `numeral` gives for numerals there.
    fn placed(&self, by: usize, numeral: &impl Fn(usize, Symbol) -> i32) -> Candidate {
        let place = |capture: &Capture| {
            let (symbol, first) = (capture.symbol, capture.first + by);
            Capture {
                value: if capture.numeral { numeral(first, symbol) } else { capture.value },
                first,
                end: capture.end + by,
                child: capture.child.as_ref().map(|child| Box::new(child.placed(by, numeral))),
                ..*capture
            }
        };
        Candidate {
            pattern: self.pattern,
            first: self.first + by,
            end: self.end + by,
            captures: self.captures.iter().map(place).collect(),
        }
    }
}

/// The tokens of one text and what is looked for in them.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub grammar: &'a Grammar,
}

impl<'a> Matcher<'a> {
    /// What `build` makes of the longest candidates that begin within `stretches` of tokens, from left
    /// to right, without overlap; one of which it makes nothing gives way to a shorter one, and one
    /// that is no date hides what it holds.
    pub fn find<T>(
        &self,
        stretches: &[Range<usize>],
        memo: &mut Memo,
        build: impl Fn(&Candidate) -> Option<T>,
    ) -> Vec<T> {
        let mut search = None;
        let mut found = Vec::new();
        let mut at = 0;
        for stretch in stretches {
            at = at.max(stretch.start);
            while let Some(start) = self.lexicon.next_start(self.tokens, at..stretch.end.max(at)) {
                at = start;
                let candidates = self.candidates(at, &mut search, memo);
                let built = candidates.iter().find_map(|candidate| {
                    let end = at + candidate.end;
                    if !self.stands_apart(at, end) {
                        return None;
                    }
                    if self.grammar.patterns[candidate.pattern as usize].is_nothing() {
                        return Some((end, None));
                    }
                    let candidate = candidate.placed(at, &|at, symbol| self.numeral(at, symbol));
                    Some((end, Some(build(&candidate)?)))
                });
                at = built.as_ref().map_or(at + 1, |(end, _)| *end);
                found.extend(built.and_then(|(_, value)| value));
            }
        }
        found
    }

    /// The ways to read the tokens from `at`, whose places count from there, longest first, then in
    /// the order of their classes.
    fn candidates<'m>(
        self,
        at: usize,
        search: &mut Option<Search<'a>>,
        memo: &'m mut Memo,
    ) -> &'m [Candidate] {
        let Matcher { text, tokens, lexicon, .. } = self;
        let spot = Spot { text, tokens, lexicon, first: at };
        let found = memo.recall(&spot).unwrap_or_else(|| {
            let search = search.get_or_insert_with(|| Search::new(self));
            let candidates = search.candidates(at);
            memo.learn(search.asked(), &spot, candidates)
        });
        memo.candidates(found)
    }

    /// The value of token `at` read as `symbol` by its figures or as a Roman numeral.
    fn numeral(&self, at: usize, symbol: Symbol) -> i32 {
        let mut read = 0;
        figures::numerals(&self.tokens[at], self.text, |class, value| {
            if class.symbol() == symbol {
                read = value;
            }
        });
        read
    }

    /// Whether what begins or ends with figures is not a part of a longer number,
    /// code or address.
    fn stands_apart(&self, first: usize, end: usize) -> bool {
        let token = &self.tokens[first];
        if token.shape == Shape::Number && token.gap == Gap::None && first > 0 {
            let before = &self.tokens[first - 1];
            let mark = before.span().of(self.text);
            let joined = before.shape != Shape::Mark || "-–—/.:#$€£_@+=&,".contains(mark);
            let worded = self.behind_word(first - 1);
            if joined && !(mark == "-" && worded) {
                return false;
            }
        }
        let last = &self.tokens[end - 1];
        let Some(next) = self.tokens.get(end) else { return true };
        if last.shape != Shape::Number || next.gap != Gap::None {
            return true;
        }
        if next.shape != Shape::Mark {
            return next.span().of(self.text).starts_with(['\'', '’']);
        }
        let mark = next.span().of(self.text);
        let digit_follows = self
            .tokens
            .get(end + 1)
            .is_some_and(|token| token.gap == Gap::None && token.shape == Shape::Number);
        !("%°_@=".contains(mark) || (digit_follows && "-/.:,–".contains(mark)))
    }

    /// Whether the mark at `at` joins a word (“mid-1990”, “pre-2012”).
    fn behind_word(&self, at: usize) -> bool {
        at > 0 && self.tokens[at].gap == Gap::None && self.tokens[at - 1].shape == Shape::Lower
    }
}
