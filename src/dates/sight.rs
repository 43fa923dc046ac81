//! The tokens as one search sees them: what it asks of them is noted, so that the next one that would
//! get the same answers is spared.

use std::cell::{Cell, RefCell};

use super::class::{Class, Hints, Symbol, hint};
use super::figures::{self, FIGURES};
use super::grammar::{Grammar, Guard};
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

    /// The look as a number.
    pub fn bits(self) -> u64 {
        self.0
    }
}

/// What is asked of a token that need not be looked at as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// It stands in the paragraph of the one before and may be read as one of these symbols.
    GoesOn(Hints),
    /// It may be read as one of these symbols.
    MayBe(Hints),
    /// It is a full stop in the paragraph of the one before.
    IsStop,
}

/// What a search has asked of a token, by the distance from its first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Look(i16),
    Whether(i16, Condition),
}

/// The tokens around the first one of a search.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub text: &'a str,
    pub tokens: &'a Tokens,
    pub lexicon: &'a Lexicon,
    pub first: usize,
}

impl Spot<'_> {
    fn token(&self, distance: i16) -> Option<&Token> {
        self.tokens.get(self.first.wrapping_add_signed(distance.into()))
    }

    /// How the token at this distance from the first looks.
    pub fn look(&self, distance: i16) -> Look {
        let Some(token) = self.token(distance) else { return Look::END };
        let gap = match token.gap {
            Gap::None => 0,
            Gap::Space | Gap::Line => 1,
            Gap::Paragraph => 2,
        };
        let mut numerals = 0_u64;
        figures::numerals(token, self.text, |class, _| {
            numerals |= 1 << PLACES[class as usize];
        });
        let word = u64::from(self.lexicon.number(token.word));
        Look(numerals << 32 | word << 16 | (token.shape as u64) << 8 | gap)
    }

    /// Whether the token at this distance from the first is as the condition says.
    pub fn holds(&self, distance: i16, condition: Condition) -> bool {
        self.token(distance).is_some_and(|token| match condition {
            Condition::GoesOn(hints) => {
                token.gap < Gap::Paragraph && self.lexicon.hints(token) & hints != 0
            }
            Condition::MayBe(hints) => self.lexicon.hints(token) & hints != 0,
            Condition::IsStop => token.gap < Gap::Paragraph && self.lexicon.is_full_stop(token),
        })
    }
}

/// How many tokens before the first one guards may ask for.
const BEFORE: usize = 2;

/// The tokens of a text, for the search that begins at one of them.
pub(super) struct Sight<'a> {
    pub grammar: &'a Grammar,
    spot: Spot<'a>,
    /// Those of the tokens near by that were looked at, a bit each.
    seen: Cell<u128>,
    /// What was asked, in this order; some twice.
    asked: RefCell<Vec<Question>>,
}

impl TokenAt for Sight<'_> {
    #[inline]
    fn token(&self, at: usize) -> Option<&Token> {
        if !self.has_seen(at) {
            self.seen.set(self.seen.get() | self.bit(at));
            self.asked.borrow_mut().push(Question::Look(self.distance(at)));
        }
        self.spot.tokens.get(at)
    }
}

impl<'a> Sight<'a> {
    pub fn new(matcher: Matcher<'a>) -> Sight<'a> {
        let Matcher { text, tokens, lexicon, grammar } = matcher;
        let spot = Spot { text, tokens, lexicon, first: 0 };
        Sight { grammar, spot, seen: Cell::new(0), asked: RefCell::default() }
    }

    /// Forgets what was asked, before a search from `first` on.
    pub fn begin(&mut self, first: usize) {
        self.spot.first = first;
        self.seen.set(0);
        self.asked.get_mut().clear();
    }

    /// All that was asked, in this order.
    pub fn asked(&mut self) -> &[Question] {
        self.asked.get_mut()
    }

    /// How far token `at` is from the first.
    pub fn distance(&self, at: usize) -> i16 {
        at.wrapping_sub(self.spot.first) as i16
    }

    /// The bit of a token; none where it stands far before the first, or very far behind.
    fn bit(&self, at: usize) -> u128 {
        let place = (at + BEFORE).wrapping_sub(self.spot.first);
        1_u128.checked_shl(place as u32).unwrap_or_default()
    }

    /// Whether the token was looked at, which answers all that can be asked of it.
    fn has_seen(&self, at: usize) -> bool {
        self.seen.get() & self.bit(at) != 0
    }

    /// Whether token `at` is as the condition says.
    fn holds(&self, at: usize, condition: Condition) -> bool {
        let distance = self.distance(at);
        if !self.has_seen(at) {
            let question = Question::Whether(distance, condition);
            let mut asked = self.asked.borrow_mut();
            if !asked.contains(&question) {
                asked.push(question);
            }
        }
        self.spot.holds(distance, condition)
    }

    /// Whether one of the symbols with these hints may stand at `at`, in the paragraph of the token
    /// before.
    pub fn goes_on(&self, at: usize, hints: Hints) -> bool {
        hints != 0 && self.holds(at, Condition::GoesOn(hints))
    }

    /// Calls `found` with every single symbol that can be read at `at`.
    pub fn edges(&self, at: usize, mut found: impl FnMut(Edge)) {
        let Some(token) = self.token(at) else { return };
        let mut counts = false;
        self.spot.lexicon.edges(self, at, |edge| {
            counts |= edge.symbol == Class::Cardinal.symbol();
            found(edge);
        });
        let one =
            |class: Class| Edge { symbol: class.symbol(), value: 0, end: at + 1, numeral: false };
        if counts
            && token.shape != Shape::Number
            && let Some((value, end)) = figures::number_words(self.spot.lexicon, self, at)
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
        figures::numerals(token, self.spot.text, |class, value| {
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
        for Guard { symbol, behind, wanted } in guards {
            let hints = hint(*symbol);
            let at = match behind {
                true => Some(end).filter(|end| self.goes_on(*end, hints)),
                false => {
                    let may_be = |at: &usize| self.holds(*at, Condition::MayBe(hints));
                    self.before(first).filter(may_be)
                }
            };
            let stands = at.is_some_and(|at| self.is(at, *symbol));
            if *wanted {
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
        before.checked_sub(usize::from(self.holds(before, Condition::IsStop)))
    }

    /// Whether token `at` alone is read as `symbol`.
    fn is(&self, at: usize, symbol: Symbol) -> bool {
        let mut is = false;
        self.edges(at, |edge| is |= edge.symbol == symbol && edge.end == at + 1);
        is
    }
}
