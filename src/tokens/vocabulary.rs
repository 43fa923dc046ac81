use rustc_hash::FxHashMap;

use super::fold::fold_token;
use super::{Tokens, fold};

/// The number of a folded word in a [`Vocabulary`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u32);

impl Word {
    /// Any word that no table has.
    pub const UNKNOWN: Word = Word(0);
}

/// The folded words, numbers and marks that the tables have, numbered from 1.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: FxHashMap<Box<str>, Word>,
}

impl Vocabulary {
    /// The number of `word`, which is folded and added where it is new.
    pub fn intern(&mut self, word: &str) -> Word {
        self.intern_folded(&fold(word))
    }

    /// The number of a word that is folded already; 0 where it is new.
    pub fn get(&self, folded: &str) -> Word {
        self.words.get(folded).copied().unwrap_or(Word::UNKNOWN)
    }

    /// How many numbers are in use, 0 included: one more than the greatest.
    pub fn len(&self) -> usize {
        self.words.len() + 1
    }

    /// Whether no word was added.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The numbers of all tokens of `phrase`, split as a text is.
    pub fn intern_phrase(&mut self, phrase: &str) -> Vec<Word> {
        self.intern_tokens(phrase).iter().map(|token| token.word).collect()
    }

    /// The tokens of `phrase`, whose words are added where they are new.
    pub fn intern_tokens(&mut self, phrase: &str) -> Tokens {
        let mut tokens = Tokens::new(phrase, self);
        let mut folded = String::new();
        for token in tokens.iter_mut().filter(|token| token.word == Word::UNKNOWN) {
            folded.clear();
            fold_token(token.span().of(phrase), token.shape, &mut folded);
            token.word = self.intern_folded(&folded);
        }
        tokens
    }

    fn intern_folded(&mut self, folded: &str) -> Word {
        if let Some(word) = self.words.get(folded) {
            return *word;
        }
        let word = Word(self.len() as u32);
        self.words.insert(folded.into(), word);
        word
    }
}
