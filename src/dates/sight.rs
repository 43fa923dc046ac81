//! The tokens as one search sees them: what it looks at is noted, so that the next one that would
//! see the same is spared.

use std::cell::{Cell, RefCell};

use super::class::{Class, Hints, Symbol, hint};
use super::figures::{self, FIGURES};
use super::grammar::Grammar;
use super::lexicon::{Edge, Lexicon, TokenAt};
use super::matcher::Matcher;
use crate::tokens::{Gap, Shape, Token, Tokens};

/// All that a search can tell of a token, but for the values of numerals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Look(u64);

/// The place of each class of figures in [`FIGURES`]; that behind them for Roman numerals.
const PLACES: [u8; Class::ALL.len()] = {
    let mut places = [FIGURES.len() as u8; Class::ALL.len()];
    let mut place = 0;
    while place < FIGURES.len() {
        places[FIGURES[place] as usize] = place as u8;
        place += 1;
    }
    places
};

impl Look {
    /// What is seen behind the last token.
    const END: Look = Look((1 << Look::BITS) - 1);

    /// How many bits tell all looks apart.
    pub const BITS: u32 = 48;

    /// The look of a token of `text`.
    pub fn of(token: Option<&Token>, text: &str, lexicon: &Lexicon) -> Look {
        let Some(token) = token else { return Look::END };
        let gap = match token.gap {
            Gap::None => 0,
            Gap::Space | Gap::Line => 1,
            Gap::Paragraph => 2,
        };
        let mut numerals = 0_u64;
        figures::numerals(token, text, |class, _| {
            numerals |= 1 << PLACES[class as usize];
        });
        let word = u64::from(lexicon.number(token.word));
        Look(numerals << 32 | word << 16 | (token.shape as u64) << 8 | gap)
    }

    /// The look as a number.
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// The tokens of a text, for the search that begins at one of them.
pub(super) struct Sight<'a> {
    pub lexicon: &'a Lexicon,
    pub grammar: &'a Grammar,
    text: &'a str,
    tokens: &'a Tokens,
    first: usize,
    /// Those of the next tokens that were looked at, a bit each.
    seen: Cell<u128>,
    /// What was looked at, by the distance from the first token and in this order; some twice.
    looked_at: RefCell<Vec<i16>>,
}

impl TokenAt for Sight<'_> {
    #[inline]
    fn token(&self, at: usize) -> Option<&Token> {
        let seen = self.seen.get();
        let bit = 1_u128.checked_shl(at.wrapping_sub(self.first) as u32).unwrap_or_default();
        if seen & bit == 0 {
            self.seen.set(seen | bit);
            self.looked_at.borrow_mut().push(at.wrapping_sub(self.first) as i16);
        }
        self.tokens.get(at)
    }
}

impl<'a> Sight<'a> {
    pub fn new(matcher: Matcher<'a>) -> Sight<'a> {
        let Matcher { text, tokens, lexicon, grammar } = matcher;
        let looked_at = RefCell::default();
        Sight { lexicon, grammar, text, tokens, first: 0, seen: Cell::new(0), looked_at }
    }

    /// Forgets what was looked at, before a search from `first` on.
    pub fn begin(&mut self, first: usize) {
        self.first = first;
        self.seen.set(0);
        self.looked_at.get_mut().clear();
    }

    /// The distances from the first token of all that was looked at, in this order.
    pub fn looked_at(&mut self) -> &[i16] {
        self.looked_at.get_mut()
    }

    /// How far token `at` is from the first.
    pub fn distance(&self, at: usize) -> usize {
        at - self.first
    }

    /// Calls `found` with every single symbol that can be read at `at`.
    pub fn edges(&self, at: usize, mut found: impl FnMut(Edge)) {
        let Some(token) = self.token(at) else { return };
        let mut counts = false;
        self.lexicon.edges(self, at, |edge| {
            counts |= edge.symbol == Class::Cardinal.symbol();
            found(edge);
        });
        let one =
            |class: Class| Edge { symbol: class.symbol(), value: 0, end: at + 1, numeral: false };
        if counts
            && token.shape != Shape::Number
            && let Some((value, end)) = figures::number_words(self.lexicon, self, at)
        {
            found(Edge { value, end, ..one(Class::Number) });
            if (1500..2100).contains(&value) {
                found(Edge { value, end, ..one(Class::YearWords) });
            }
        }
        if token.shape.is_word() {
            found(one(Class::Any));
        }
        if token.shape.is_capitalized() {
            found(one(Class::Name));
        }
        figures::numerals(token, self.text, |class, value| {
            found(Edge { value, numeral: true, ..one(class) });
        });
    }

    /// Whether no gap stands before token `at`.
    pub fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.gap == Gap::None)
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
        self.token(first).filter(|token| token.gap < Gap::Paragraph)?;
        let before = first.checked_sub(1)?;
        // “no. 2019”: the word before the full stop is meant.
        let stop = self.token(before).filter(|token| self.lexicon.is_full_stop(token));
        let behind_word = stop.is_some_and(|stop| stop.gap < Gap::Paragraph);
        before.checked_sub(usize::from(behind_word))
    }

    /// The token at `end`, where it is in the paragraph of the one before.
    pub fn after(&self, end: usize) -> Option<usize> {
        self.token(end).filter(|token| token.gap < Gap::Paragraph).map(|_| end)
    }

    /// What a token may be read as, in brief; nothing where there is none.
    pub fn hints(&self, at: Option<usize>) -> Hints {
        at.and_then(|at| self.token(at)).map_or(0, |token| self.lexicon.hints(token))
    }

    /// Whether token `at` alone can be read as `symbol`.
    fn is(&self, at: usize, symbol: Symbol) -> bool {
        if self.hints(Some(at)) & hint(symbol) == 0 {
            return false;
        }
        let mut is = false;
        self.edges(at, |edge| is |= edge.symbol == symbol && edge.end == at + 1);
        is
    }
}
