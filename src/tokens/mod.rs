//! Text → [`Tokens`]: words, numbers and marks, each folded and looked up once for all stages.
//!
//! Enters: text and a [`Vocabulary`], in which every stage has interned the words of its tables
//! before. Leaves: tokens with byte spans, shapes and word numbers; [`Phrases`] finds sequences of
//! them. Reads no tables. What the words mean is left to the stages.
//!
//! A stage thus compares numbers instead of strings: case, accents, quote styles, dotted
//! abbreviations (“U.S.”) and line breaks are gone before it looks.

mod chars;
mod fold;
mod key;
mod numbers;
mod pairs;
mod phrases;
mod scan;
mod table;
mod vocabulary;

pub use fold::{fold, fold_into};
pub use pairs::Pairs;
pub use phrases::{Phrases, PhrasesBuilder};
pub use table::{WordSet, WordTable};
pub use vocabulary::{Vocabulary, Word};

use crate::model::Span;

/// The kind and letter case of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// A word without capitals: `cartel`.
    Lower,
    /// A word with its first letter alone a capital: `Sinaloa`, `A`.
    Capital,
    /// Two or more capitals and no small letter: `DEA`, `U.S.`.
    Upper,
    /// Any other word: `McCaul`, `iPhone`.
    Mixed,
    /// Digits, with separators of thousands or decimals within: `2018`, `2,000`, `1.5`.
    Number,
    /// One mark: `,`, `“`, `—`.
    Mark,
    /// An address of the web or of mail, whole.
    Url,
}

impl Shape {
    /// The shape of a word with so many capitals and small letters.
    fn of(upper: usize, lower: usize, first_upper: bool) -> Shape {
        match (upper, lower) {
            (0, _) => Shape::Lower,
            (1, _) if first_upper => Shape::Capital,
            (_, 0) => Shape::Upper,
            _ => Shape::Mixed,
        }
    }

    /// Whether it is made of letters.
    pub fn is_word(self) -> bool {
        matches!(self, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// Whether it is a word that begins with a capital, or like `iPhone` has one.
    pub fn is_capitalized(self) -> bool {
        matches!(self, Shape::Capital | Shape::Upper | Shape::Mixed)
    }
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Gap {
    /// Nothing.
    None,
    /// Spaces or tabs, no-break ones included.
    Space,
    /// One line break.
    Line,
    /// A blank line, or the start of the text.
    Paragraph,
}

/// A word, number, mark or address of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
    /// Its folded form's number in the vocabulary; [`Word::UNKNOWN`] where no table has it.
    pub word: Word,
    /// Its kind and case.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
}

impl Token {
    /// Where it stands.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// The tokens of one text, in order.
///
/// # Examples
///
/// ```
/// use cronica::tokens::{Tokens, Vocabulary};
///
/// let mut vocabulary = Vocabulary::default();
/// let culiacan = vocabulary.intern("culiacan");
/// let text = "CULIACÁN, Sin.";
/// let tokens = Tokens::new(text, &vocabulary);
/// assert_eq!(tokens[0].word, culiacan);
/// assert_eq!(tokens.len(), 4);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tokens(Vec<Token>);

impl Tokens {
    /// Splits `text`. Texts of 4 GiB and more are cut there, on a character boundary.
    pub fn new(text: &str, vocabulary: &Vocabulary) -> Tokens {
        Tokens::starting_at(text, 0, vocabulary)
    }

    /// Splits what follows byte `start` of `text`; positions count from the beginning of `text`.
    ///
    /// # Panics
    ///
    /// Where `start` is no character boundary.
    pub fn starting_at(text: &str, start: usize, vocabulary: &Vocabulary) -> Tokens {
        Tokens(scan::scan(text, start, vocabulary))
    }

    /// Replaces the tokens by those of `text`, in the same memory.
    pub(in crate::tokens) fn replace(&mut self, text: &str, vocabulary: &mut Vocabulary) {
        self.0.clear();
        scan::scan_into(text, 0, vocabulary, &mut self.0);
    }

    /// The tokens that end at or before `byte`.
    pub fn until(&self, byte: usize) -> Tokens {
        let count = self.0.partition_point(|token| token.end as usize <= byte);
        Tokens(self.0[..count].to_vec())
    }

    /// The span from the first byte of token `first` to the last of token `last`, both inclusive.
    ///
    /// # Panics
    ///
    /// Where there is no such token.
    pub fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.0[first].start as usize, self.0[last].end as usize)
    }

    /// The number of the first token that starts at or after `byte`.
    pub fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|token| (token.start as usize) < byte)
    }

    /// The numbers of the tokens that start within `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        self.at(span.start)..self.at(span.end)
    }
}

impl std::ops::Deref for Tokens {
    type Target = [Token];

    fn deref(&self) -> &[Token] {
        &self.0
    }
}
