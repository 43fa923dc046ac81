//! Words and numbers → symbols of the patterns.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::beginnings::Beginnings;
use super::class::{Class, Hints, Symbol, hint};
use super::figures::FIGURES;
use crate::error::Result;
use crate::tables::Record;
use crate::tokens::{Gap, Pairs, Shape, Token, Tokens, Vocabulary, Word, WordSet};

/// A way to read the tokens from one on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub symbol: Symbol,
    pub value: i32,
    /// The token behind the last one read.
    pub end: usize,
    /// Whether the value is that of figures or of a Roman numeral, not of a word of the lexicon.
    pub numeral: bool,
}

/// Tokens, by their numbers.
pub(super) trait TokenAt {
    /// Token `at`, if there are so many.
    fn token(&self, at: usize) -> Option<&Token>;
}

impl TokenAt for Tokens {
    #[inline]
    fn token(&self, at: usize) -> Option<&Token> {
        self.get(at)
    }
}

#[derive(Clone, Debug)]
struct Entry {
    symbol: Symbol,
    value: i32,
    /// Whether it needs a capital, or must not have one.
    capital: Option<bool>,
    /// An abbreviation: a full stop behind it belongs to it.
    dotted: bool,
    rest: Box<[Word]>,
}

impl Entry {
    fn fits(&self, token: &Token) -> bool {
        self.capital.is_none_or(|capital| capital == token.shape.is_capitalized())
    }
}

/// What is known of a word at a glance, before its entries are read.
#[derive(Clone, Copy, Debug, Default)]
struct Outline {
    /// The range of its entries.
    entries: (u32, u32),
    /// The symbols with which it can be read, alone or with words behind it.
    hints: Hints,
    /// The symbols one of which must stand behind it where an expression begins with it alone; none
    /// where none does.
    next: Hints,
    /// Whether an expression begins with it and the words behind it.
    is_long: bool,
}

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    symbols: FxHashMap<Box<str>, Symbol>,
    entries: Vec<Entry>,
    /// For each word the number of its outline; 0 is the outline of all that no entry has.
    index: Vec<u16>,
    outlines: Vec<Outline>,
    /// The words with which an expression may begin.
    starters: WordSet,
    /// Whether one may begin with any word.
    starts_with_any: bool,
    /// The same as [`Outline::next`] for figures.
    next_to_figures: Hints,
    /// The first two words of entries of several with which an expression begins.
    pairs: Pairs,
    pending: Vec<(Word, Entry)>,
    full_stop: Word,
}

impl Lexicon {
    pub fn new(vocabulary: &mut Vocabulary) -> Lexicon {
        let mut lexicon = Lexicon { full_stop: vocabulary.intern("."), ..Lexicon::default() };
        for (name, class) in Class::ALL {
            lexicon.symbols.insert((*name).into(), class.symbol());
        }
        lexicon
    }

    /// The symbol of a class, piece or quoted literal; new ones are added.
    pub fn symbol(&mut self, name: &str) -> Symbol {
        let next = Symbol(self.symbols.len() as u16);
        *self.symbols.entry(name.into()).or_insert(next)
    }

    /// The symbol of a literal word, which is added to the words.
    pub fn literal(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Vec<Symbol> {
        let words = vocabulary.intern_phrase(text);
        let mut symbols = Vec::with_capacity(words.len());
        for word in words {
            let name = format!("'{}", word.0);
            let is_new = !self.symbols.contains_key(name.as_str());
            let symbol = self.symbol(&name);
            if is_new {
                let rest = Box::default();
                let entry = Entry { symbol, value: 0, capital: None, dotted: false, rest };
                self.pending.push((word, entry));
            }
            symbols.push(symbol);
        }
        symbols
    }

    /// Adds the words of a row of kind `word`.
    ///
    /// Words stand between `|`; one that begins with `^` needs a capital, with `=` must have none,
    /// and one that ends in `.` is an abbreviation, with or without its full stop.
    pub fn add_words(&mut self, record: &Record, vocabulary: &mut Vocabulary) -> Result<()> {
        let symbol = self.symbol(record.get("class"));
        let cell = record.get("value");
        let value = match super::expression::code(cell) {
            Some(value) => value,
            None => return Err(record.error(format!("the value `{cell}` is not known"))),
        };
        for text in record.list("text") {
            let (text, capital) = match (text.strip_prefix('^'), text.strip_prefix('=')) {
                (Some(text), _) => (text, Some(true)),
                (_, Some(text)) => (text, Some(false)),
                _ => (text, None),
            };
            let (text, dotted) = match text.strip_suffix('.') {
                Some(text) if text.chars().all(char::is_alphabetic) => (text, true),
                _ => (text, false),
            };
            let words = vocabulary.intern_phrase(text);
            let Some((first, rest)) = words.split_first() else {
                return Err(record.error("a word is empty"));
            };
            let rest = rest.into();
            self.pending.push((*first, Entry { symbol, value, capital, dotted, rest }));
        }
        Ok(())
    }

    /// Makes the words added so far ready to be looked up.
    pub fn finish(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_by_key(|(word, _)| *word);
        let behind = pending.iter().flat_map(|(_, entry)| entry.rest.iter().copied());
        // These are told apart by the numbers of their outlines, even if they begin no entry.
        let others: Vec<Word> = behind.chain([self.full_stop]).collect();
        self.outlines = vec![Outline::default()];
        for (word, entry) in pending {
            let at = self.entries.len() as u32;
            let outline = self.outline_mut(word, at);
            outline.entries.1 = at + 1;
            outline.hints |= hint(entry.symbol);
            if entry.symbol == Class::Cardinal.symbol() {
                outline.hints |= hint(Class::Number.symbol()) | hint(Class::YearWords.symbol());
            }
            self.entries.push(entry);
        }
        let at = self.entries.len() as u32;
        for word in others {
            self.outline_mut(word, at);
        }
    }

    /// The outline of `word`, where it is new with its entries from `at` on.
    fn outline_mut(&mut self, word: Word, at: u32) -> &mut Outline {
        let word = word.0 as usize;
        if self.index.len() <= word {
            self.index.resize(word + 1, 0);
        }
        if self.index[word] == 0 {
            self.index[word] = self.outlines.len() as u16;
            self.outlines.push(Outline { entries: (at, at), ..Outline::default() });
        }
        &mut self.outlines[usize::from(self.index[word])]
    }

    /// Calls `found` with each way to read the tokens from `at` on.
    #[inline]
    pub fn edges(&self, tokens: &impl TokenAt, at: usize, mut found: impl FnMut(Edge)) {
        let Some(token) = tokens.token(at) else { return };
        for entry in self.entries_of(token.word) {
            if !entry.fits(token) {
                continue;
            }
            let Some(end) = self.end_of(entry, tokens, at) else { continue };
            let edge = Edge { symbol: entry.symbol, value: entry.value, end, numeral: false };
            found(edge);
            if entry.dotted && self.takes_full_stop(tokens, end) {
                found(Edge { end: end + 1, ..edge });
            }
        }
    }

    /// How many symbols there are.
    pub fn symbols(&self) -> usize {
        self.symbols.len()
    }

    /// Notes for each word how expressions go on that begin with it.
    pub fn mark_beginnings(&mut self, beginnings: &Beginnings) {
        let next = |class: Class| beginnings.next(class.symbol()).map_or(0, |next| next.hints);
        let any = [Class::Any, Class::Name, Class::Roman].map(next);
        let any = if any == [0; 3] { 0 } else { Hints::MAX };
        let digits = hint(Class::Cardinal.symbol()) | hint(Class::Joint.symbol());
        let number = next(Class::Number) | next(Class::YearWords) | digits;
        let mut pairs = Pairs::new(self.entries.len());
        for (word, outline) in (0..).map(Word).zip(&self.index) {
            let outline = &mut self.outlines[usize::from(*outline)];
            let (start, end) = outline.entries;
            outline.next |= any;
            for entry in &self.entries[start as usize..end as usize] {
                if entry.symbol == Class::Cardinal.symbol() {
                    outline.next |= number;
                }
                let Some(begun) = beginnings.next(entry.symbol) else { continue };
                if entry.rest.is_empty() {
                    outline.next |= begun.hints;
                }
                let stop = entry.dotted.then_some(&self.full_stop);
                if let Some(second) = entry.rest.first().or(stop) {
                    pairs.insert(word, *second);
                    outline.is_long = true;
                }
            }
        }
        for (word, outline) in (0..).map(Word).zip(&self.index) {
            let Outline { next, is_long, .. } = self.outlines[usize::from(*outline)];
            if next != 0 || is_long {
                self.starters.insert(word);
            }
        }
        self.starts_with_any = any != 0;
        self.pairs = pairs;
        self.next_to_figures = FIGURES.iter().fold(0, |all, class| all | next(*class));
    }

    /// The first of `range` with which an expression may begin: by a quick look at each token and the
    /// one behind it, which may mislead to yes alone.
    pub fn next_start(&self, tokens: &Tokens, range: Range<usize>) -> Option<usize> {
        let starts = |token: &Token| {
            self.starters.holds(token.word) || token.shape == Shape::Number || self.starts_with_any
        };
        let mut at = range.start;
        loop {
            at += tokens[at..range.end].iter().position(starts)?;
            if self.may_begin(tokens, at) {
                return Some(at);
            }
            at += 1;
        }
    }

    /// Whether an expression may begin with token `at`.
    fn may_begin(&self, tokens: &Tokens, at: usize) -> bool {
        let token = &tokens[at];
        let figures = if token.shape == Shape::Number { self.next_to_figures } else { 0 };
        let outline = self.outline(token.word);
        let next = outline.next | figures;
        next == Hints::MAX
            || tokens.get(at + 1).is_some_and(|behind| {
                next & self.hints(behind) != 0
                    || outline.is_long && self.pairs.may_hold(token.word, behind.word)
            })
    }

    /// What a token may be read as, alone or with what stands behind it.
    #[inline]
    pub fn hints(&self, token: &Token) -> Hints {
        self.outline(token.word).hints | shape_hints(token.shape)
    }

    /// The value of the first reading of token `at` alone as `symbol`.
    pub fn value(&self, token: &Token, symbol: Symbol) -> Option<i32> {
        let mut entries = self.entries_of(token.word).iter();
        let entry = entries
            .find(|entry| entry.symbol == symbol && entry.rest.is_empty() && entry.fits(token))?;
        Some(entry.value)
    }

    /// Whether words that are read as `symbol` begin at token `at`.
    pub fn begins(&self, tokens: &Tokens, at: usize, symbol: Symbol) -> bool {
        let Some(token) = tokens.get(at) else { return false };
        if self.outline(token.word).hints & hint(symbol) == 0 {
            return false;
        }
        let mut begins = false;
        self.edges(tokens, at, |edge| begins |= edge.symbol == symbol);
        begins
    }

    /// The number by which a word is told from others: the same for all that are in no entry.
    #[inline]
    pub fn number(&self, word: Word) -> u16 {
        self.index.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a token is a full stop.
    pub fn is_full_stop(&self, token: &Token) -> bool {
        token.word == self.full_stop
    }

    #[inline]
    fn outline(&self, word: Word) -> &Outline {
        &self.outlines[usize::from(self.number(word))]
    }

    #[inline]
    fn entries_of(&self, word: Word) -> &[Entry] {
        let (start, end) = self.outline(word).entries;
        &self.entries[start as usize..end as usize]
    }

    fn end_of(&self, entry: &Entry, tokens: &impl TokenAt, at: usize) -> Option<usize> {
        let mut next = at + 1;
        for word in &entry.rest {
            let token = tokens.token(next)?;
            if token.word != *word || token.gap >= Gap::Paragraph {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Whether a full stop stands at `at` and the sentence seems to go on behind it.
    fn takes_full_stop(&self, tokens: &impl TokenAt, at: usize) -> bool {
        let Some(mark) = tokens.token(at) else { return false };
        if !self.is_full_stop(mark) || mark.gap != Gap::None {
            return false;
        }
        tokens.token(at + 1).is_some_and(|next| {
            next.gap < Gap::Paragraph
                && matches!(next.shape, Shape::Number | Shape::Lower | Shape::Mark)
        })
    }
}

/// What any token of that shape may be read as.
const fn shape_hints(shape: Shape) -> Hints {
    const ANY: Hints = hint(Class::Any.symbol());
    const NAME: Hints = ANY | hint(Class::Name.symbol());
    const NUMERAL: Hints = NAME | hint(Class::Roman.symbol());
    const NUMBER: Hints = {
        let (mut all, mut at) = (0, 0);
        while at < FIGURES.len() {
            all |= hint(FIGURES[at].symbol());
            at += 1;
        }
        all
    };
    match shape {
        Shape::Number => NUMBER,
        Shape::Lower => ANY,
        Shape::Mixed => NAME,
        Shape::Capital | Shape::Upper => NUMERAL,
        Shape::Mark | Shape::Url => 0,
    }
}
