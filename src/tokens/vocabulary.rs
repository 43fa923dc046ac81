use rustc_hash::FxHashMap;

use super::fold::fold_into;
use super::key::{Key, Letters};
use super::numbers::Numbers;
use super::{Tokens, scan};

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
    /// Words of a few bytes, which a search compares without following a pointer.
    short: Numbers,
    long: FxHashMap<Box<str>, Word>,
    /// Memory in which words are folded.
    folded: String,
}

impl Vocabulary {
    /// The number of `word`, which is folded and added where it is new.
    pub fn intern(&mut self, word: &str) -> Word {
        if let Some(key) = Key::of_letters(word) {
            return self.short.intern(key);
        }
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(word, &mut folded);
        let word = self.intern_folded(&folded);
        self.folded = folded;
        word
    }

    /// The number of a word that is folded already; 0 where it is new.
    pub fn get(&self, folded: &str) -> Word {
        match Key::of(folded) {
            Some(key) => self.get_key(key),
            None => self.long.get(folded).copied().unwrap_or(Word::UNKNOWN),
        }
    }

    /// The number of a word of a few bytes; 0 where it is new.
    #[inline]
    pub(super) fn get_key(&self, key: Key) -> Word {
        self.short.get(key)
    }

    /// How many numbers are in use, 0 included: one more than the greatest.
    pub fn len(&self) -> usize {
        self.short.len()
    }

    /// Whether no word was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// The numbers of all tokens of `phrase`, split as a text is.
    pub fn intern_phrase(&mut self, phrase: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.intern_phrase_into(phrase, &mut words);
        words
    }

    /// Appends the numbers of all tokens of `phrase` to `words`.
    pub fn intern_phrase_into(&mut self, phrase: &str, words: &mut Vec<Word>) {
        if self.intern_letters_into(phrase, words) {
            return;
        }
        if scan::is_plain(phrase) {
            let parts = phrase.split(' ').filter(|part| !part.is_empty());
            words.extend(parts.map(|part| self.intern(part)));
        } else {
            let mut tokens = Tokens::default();
            self.intern_tokens(phrase, &mut tokens);
            words.extend(tokens.iter().map(|token| token.word));
        }
    }

    /// Appends the numbers of the words of `phrase`, where all are short and parted by spaces; else
    /// appends nothing and gives `false`.
    fn intern_letters_into(&mut self, phrase: &str, words: &mut Vec<Word>) -> bool {
        let known = words.len();
        let mut rest = phrase.as_bytes();
        while let Some(first) = rest.first() {
            if *first == b' ' {
                rest = &rest[1..];
                continue;
            }
            let letters = Letters::at(rest)
                .filter(|letters| matches!(rest.get(letters.length), None | Some(b' ')));
            let Some(letters) = letters else {
                words.truncate(known);
                return false;
            };
            words.push(self.short.intern(letters.key));
            rest = &rest[letters.length..];
        }
        true
    }

    /// Makes room for as many more words of a few letters.
    pub fn reserve(&mut self, words: usize) {
        self.short.reserve(words);
    }

    /// Replaces `tokens` by those of `phrase`, whose words are added where they are new.
    pub fn intern_tokens(&mut self, phrase: &str, tokens: &mut Tokens) {
        tokens.replace(phrase, self);
    }

    /// Adds the words of `other`, in its order, and gives the number that each of its numbers has
    /// here.
    pub fn adopt(&mut self, other: &Vocabulary) -> Vec<Word> {
        let mut long = vec![""; other.len()];
        other.long.iter().for_each(|(text, word)| long[word.0 as usize] = text);
        let words = other.short.keys().zip(&long[1..]);
        let numbers = words.map(|(key, text)| match key {
            Some(key) => self.short.intern(key),
            None => self.intern_folded(text),
        });
        std::iter::once(Word::UNKNOWN).chain(numbers).collect()
    }

    fn intern_folded(&mut self, folded: &str) -> Word {
        match Key::of(folded) {
            Some(key) => self.short.intern(key),
            None => match self.long.get(folded) {
                Some(word) => *word,
                None => {
                    let next = self.short.skip();
                    self.long.insert(folded.into(), next);
                    next
                }
            },
        }
    }
}

/// How the words of a text get their numbers.
pub(super) trait Numbering {
    /// The number of a word of a few bytes.
    fn of_key(&mut self, key: Key) -> Word;

    /// The number of a folded word.
    fn of_folded(&mut self, folded: &str) -> Word;
}

/// Only known words have one.
impl Numbering for &Vocabulary {
    fn of_key(&mut self, key: Key) -> Word {
        self.get_key(key)
    }

    fn of_folded(&mut self, folded: &str) -> Word {
        self.get(folded)
    }
}

/// New words are added.
impl Numbering for &mut Vocabulary {
    fn of_key(&mut self, key: Key) -> Word {
        self.short.intern(key)
    }

    fn of_folded(&mut self, folded: &str) -> Word {
        self.intern_folded(folded)
    }
}
