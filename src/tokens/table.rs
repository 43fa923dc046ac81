use super::Word;

/// A set of words, a bit each.
#[derive(Clone, Debug, Default)]
pub struct WordSet(Vec<u64>);

impl WordSet {
    /// Adds a word.
    pub fn insert(&mut self, word: Word) {
        let at = word.0 as usize;
        if self.0.len() <= at / 64 {
            self.0.resize(at / 64 + 1, 0);
        }
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether the set holds a word.
    #[inline]
    pub fn holds(&self, word: Word) -> bool {
        self.0.get(word.0 as usize / 64).is_some_and(|bits| bits >> (word.0 % 64) & 1 == 1)
    }
}

/// Values of words of which most have none.
///
/// # Examples
///
/// ```
/// use cronica::tokens::{Vocabulary, WordTable};
///
/// let mut vocabulary = Vocabulary::default();
/// let (a, b) = (vocabulary.intern("a"), vocabulary.intern("b"));
/// let mut table = WordTable::default();
/// *table.entry(b) |= 4;
/// assert_eq!((table.get(a), table.get(b)), (0, 4));
/// ```
#[derive(Clone, Debug)]
pub struct WordTable<T> {
    /// For each word the place of its value.
    index: Vec<u32>,
    /// The first is that of all words without one.
    values: Vec<T>,
}

impl<T: Copy + Default> Default for WordTable<T> {
    fn default() -> Self {
        WordTable { index: Vec::new(), values: vec![T::default()] }
    }
}

impl<T: Copy + Default> WordTable<T> {
    /// A table with room for the words up to this number. Room that is not used costs nothing: its
    /// pages are never touched.
    pub fn with_room(words: usize) -> WordTable<T> {
        WordTable { index: vec![0; words], ..WordTable::default() }
    }

    /// The value of a word, which is given the default where it has none.
    pub fn entry(&mut self, word: Word) -> &mut T {
        let at = word.0 as usize;
        if self.index.len() <= at {
            self.index.resize(at + 1, 0);
        }
        if self.index[at] == 0 {
            self.index[at] = self.values.len() as u32;
            self.values.push(T::default());
        }
        &mut self.values[self.index[at] as usize]
    }

    /// The value of a word; the default where it has none.
    #[inline]
    pub fn get(&self, word: Word) -> T {
        self.values[self.index.get(word.0 as usize).map_or(0, |place| *place as usize)]
    }
}
