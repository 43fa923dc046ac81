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
    /// Words of up to [`SHORT`] bytes, which a search compares without following a pointer.
    short: FxHashMap<u128, Word>,
    long: FxHashMap<Box<str>, Word>,
}

/// Bytes of a word that fit in a key, its length included.
const SHORT: usize = 15;

/// The bytes and the length of a short word as one number.
fn key(folded: &str) -> Option<u128> {
    let bytes = folded.as_bytes();
    if bytes.len() > SHORT {
        return None;
    }
    let mut key = [0; SHORT + 1];
    key[..bytes.len()].copy_from_slice(bytes);
    key[SHORT] = bytes.len() as u8;
    Some(u128::from_le_bytes(key))
}

impl Vocabulary {
    /// The number of `word`, which is folded and added where it is new.
    pub fn intern(&mut self, word: &str) -> Word {
        self.intern_folded(&fold(word))
    }

    /// The number of a word that is folded already; 0 where it is new.
    pub fn get(&self, folded: &str) -> Word {
        let word = match key(folded) {
            Some(key) => self.short.get(&key),
            None => self.long.get(folded),
        };
        word.copied().unwrap_or(Word::UNKNOWN)
    }

    /// How many numbers are in use, 0 included: one more than the greatest.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len() + 1
    }

    /// Whether no word was added.
    pub fn is_empty(&self) -> bool {
        self.short.is_empty() && self.long.is_empty()
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
        let next = Word(self.len() as u32);
        match key(folded) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => match self.long.get(folded) {
                Some(word) => *word,
                None => {
                    self.long.insert(folded.into(), next);
                    next
                }
            },
        }
    }
}
