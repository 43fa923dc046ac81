//! Tokens → candidates: which pattern reads which tokens.

use std::ops::Range;

use super::class::{Class, Symbol, hint};
use super::figures;
use super::grammar::Grammar;
use super::lexicon::{Edge, Lexicon};
use super::search::{Reading, Search};
use crate::tokens::{Gap, Shape, Tokens};

/// A symbol that a pattern has read.
#[derive(Clone, Debug)]
pub(super) struct Capture {
    pub symbol: Symbol,
    /// The class whose values it has.
    pub class: Symbol,
    pub value: i32,
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

/// The tokens of one text and what is looked for in them.
#[derive(Clone, Copy)]
pub(super) struct Matcher<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub grammar: &'a Grammar,
}

impl Matcher<'_> {
    /// What `build` makes of the longest candidates that begin within `stretches` of tokens, from left
    /// to right, without overlap; one of which it makes nothing gives way to a shorter one, and one
    /// that is no date hides what it holds.
    pub fn find<T>(
        &self,
        stretches: &[Range<usize>],
        build: impl Fn(&Candidate) -> Option<T>,
    ) -> Vec<T> {
        let mut search = Search::new(*self);
        let mut readings = Vec::new();
        let mut found = Vec::new();
        let mut at = 0;
        for stretch in stretches {
            at = at.max(stretch.start);
            while at < stretch.end {
                if !self.lexicon.may_begin(self.tokens, at) {
                    at += 1;
                    continue;
                }
                self.read(&mut search, at, &mut readings);
                let built = readings.iter().find_map(|reading| {
                    let end = reading.end as usize;
                    if self.grammar.patterns[reading.pattern as usize].is_nothing() {
                        return Some((end, None));
                    }
                    Some((end, Some(build(&search.candidate(*reading, at))?)))
                });
                at = built.as_ref().map_or(at + 1, |(end, _)| *end);
                found.extend(built.and_then(|(_, value)| value));
            }
        }
        found
    }

    /// The ways to read the tokens from `at`, longest first, then in the order of their classes.
    fn read(&self, search: &mut Search, at: usize, readings: &mut Vec<Reading>) {
        search.tidy();
        readings.clear();
        let trees = search.trees(at);
        for &top in self.grammar.tops.iter().filter(|top| trees.has(**top)) {
            let found = search.read(top, at, trees).map(|number| search.reading(number));
            readings.extend(found.filter(|found| self.stands_apart(at, found.end as usize)));
        }
        let rank = |reading: &Reading| self.grammar.patterns[reading.pattern as usize].rank;
        readings.sort_by_key(|reading| (std::cmp::Reverse(reading.end), rank(reading)));
    }

    /// Calls `found` with every single symbol that can be read at `at`.
    pub fn edges(&self, at: usize, mut found: impl FnMut(Edge)) {
        let Some(token) = self.tokens.get(at) else { return };
        let mut counts = false;
        self.lexicon.edges(self.tokens, at, |edge| {
            counts |= edge.symbol == Class::Cardinal.symbol();
            found(edge);
        });
        let one = |class: Class, value| Edge { symbol: class.symbol(), value, end: at + 1 };
        if token.shape == Shape::Number {
            let digits = token.span().of(self.text);
            figures::parts(digits, |class, value| found(one(class, value)));
            if let Some(value) = figures::whole(digits) {
                found(one(Class::Number, value));
            }
        } else if counts
            && let Some((value, end)) = figures::number_words(self.lexicon, self.tokens, at)
        {
            found(Edge { end, ..one(Class::Number, value) });
            if (1500..2100).contains(&value) {
                found(Edge { end, ..one(Class::YearWords, value) });
            }
        }
        if token.shape.is_word() {
            found(one(Class::Any, 0));
        }
        if token.shape.is_capitalized() {
            found(one(Class::Name, 0));
        }
        if (token.shape == Shape::Upper || token.shape == Shape::Capital)
            && let Some(value) = figures::roman(token.span().of(self.text))
        {
            found(one(Class::Roman, value));
        }
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

    /// Whether what must stand beside a match does, and what may not does not.
    pub fn guards_hold(&self, pattern: u32, first: usize, end: usize) -> bool {
        let guards = &self.grammar.patterns[pattern as usize].guards;
        let (mut needs, mut any) = (false, false);
        for guard in guards {
            let at = if guard.behind { self.after(end) } else { self.before(first) };
            let stands = at.is_some_and(|at| self.is(at, guard.symbol));
            if guard.wanted {
                needs = true;
                any |= stands;
            } else if stands {
                return false;
            }
        }
        !needs || any
    }

    /// The token before `first` in its paragraph.
    fn before(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1).filter(|_| self.tokens[first].gap < Gap::Paragraph)?;
        // “no. 2019”: the word before the full stop is meant.
        let stop = before > 0 && self.tokens[before].span().of(self.text) == ".";
        Some(before - usize::from(stop))
    }

    /// The token at `end`, where it is in the paragraph of the one before.
    pub fn after(&self, end: usize) -> Option<usize> {
        self.tokens.get(end).filter(|token| token.gap < Gap::Paragraph).map(|_| end)
    }

    /// Whether token `at` alone can be read as `symbol`.
    fn is(&self, at: usize, symbol: Symbol) -> bool {
        if self.lexicon.hints(&self.tokens[at]) & hint(symbol) == 0 {
            return false;
        }
        let mut is = false;
        self.edges(at, |edge| is |= edge.symbol == symbol && edge.end == at + 1);
        is
    }
}
