use super::{Pairs, Tokens, Word};

/// Word sequences with a value each, to be found in [`Tokens`].
///
/// The sequences stand sorted in one array; a search starts at the range of those with the token's
/// word first and narrows it word by word. Most words begin no sequence, and most that do stand
/// before a word that goes on with none: both is seen by one look at a table each.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    words: Vec<Word>,
    /// Where each sequence starts in `words`; one more than there are sequences.
    starts: Vec<u32>,
    /// The second word of each sequence, by which the first narrowing goes; [`Word::UNKNOWN`] where
    /// there is none.
    seconds: Vec<Word>,
    values: Vec<T>,
    /// For each word the first sequence that begins with it or a greater one.
    first: Vec<u32>,
    /// With which two words sequences begin.
    pairs: Pairs,
}

/// Collects sequences for [`Phrases`].
#[derive(Clone, Debug)]
pub struct PhrasesBuilder<T> {
    words: Vec<Word>,
    /// Where each sequence starts in `words`; one more than there are sequences.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for PhrasesBuilder<T> {
    fn default() -> Self {
        PhrasesBuilder { words: Vec::new(), starts: vec![0], values: Vec::new() }
    }
}

impl<T> PhrasesBuilder<T> {
    /// A builder with room for so many sequences of two words each, as names mostly are. Room that is
    /// not used costs nothing: its pages are never touched.
    pub fn with_room(sequences: usize) -> PhrasesBuilder<T> {
        let mut starts = Vec::with_capacity(sequences + 1);
        starts.push(0);
        let words = Vec::with_capacity(2 * sequences);
        PhrasesBuilder { words, starts, values: Vec::with_capacity(sequences) }
    }

    /// Adds a sequence; one that is empty is ignored, and the same may stand several times.
    pub fn add(&mut self, words: impl AsRef<[Word]>, value: T) {
        let words = words.as_ref();
        if !words.is_empty() {
            self.words.extend_from_slice(words);
            self.starts.push(self.words.len() as u32);
            self.values.push(value);
        }
    }

    /// Replaces each word by what `number` gives for it.
    pub fn renumber(&mut self, number: impl Fn(Word) -> Word) {
        self.words.iter_mut().for_each(|word| *word = number(*word));
    }

    /// Sorts the sequences; the values of equal ones stay in the order in which they were added.
    pub fn build(&self) -> Phrases<T>
    where
        T: Clone,
    {
        let (first, order) = self.order();
        let mut words = Vec::with_capacity(self.words.len());
        let mut starts = Vec::with_capacity(self.starts.len());
        let mut seconds = Vec::with_capacity(order.len());
        starts.push(0);
        for i in &order {
            let sequence = self.sequence(*i);
            words.extend_from_slice(sequence);
            starts.push(words.len() as u32);
            seconds.push(sequence.get(1).copied().unwrap_or(Word::UNKNOWN));
        }
        let mut pairs = Pairs::new(self.values.len());
        for i in 0..self.values.len() as u32 {
            if let [first, second, ..] = self.sequence(i) {
                pairs.insert(*first, *second);
            }
        }
        let values = order.iter().map(|i| self.values[*i as usize].clone()).collect();
        Phrases { words, starts, seconds, values, first, pairs }
    }

    fn sequence(&self, i: u32) -> &[Word] {
        let i = i as usize;
        &self.words[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    /// For each word the first place of a sequence that begins with it or a greater one, and the
    /// sorted sequences.
    ///
    /// Most sequences share their first word with few others: counting those leaves only short
    /// stretches to be sorted.
    fn order(&self) -> (Vec<u32>, Vec<u32>) {
        let sequences = 0..self.values.len() as u32;
        let head = |i: u32| self.sequence(i)[0].0 as usize;
        let greatest = sequences.clone().map(head).max().unwrap_or(0);
        let mut first = vec![0; greatest + 2];
        for i in sequences.clone() {
            first[head(i) + 1] += 1;
        }
        for i in 1..first.len() {
            first[i] += first[i - 1];
        }
        let mut free = first.clone();
        let mut order = vec![0; self.values.len()];
        for i in sequences {
            let place = &mut free[head(i)];
            order[*place as usize] = i;
            *place += 1;
        }
        let mut seconds = Vec::new();
        for stretch in first.windows(2).filter(|ends| ends[1] - ends[0] > 1) {
            self.sort(&mut order[stretch[0] as usize..stretch[1] as usize], &mut seconds);
        }
        (first, order)
    }

    /// Sorts sequences with the same first word, which stand in the order in which they were added:
    /// by the second words, for which `seconds` is memory, and only where those are the same by all.
    fn sort(&self, stretch: &mut [u32], seconds: &mut Vec<u64>) {
        let second = |i: u32| self.sequence(i).get(1).map_or(0, |word| u64::from(word.0) + 1);
        seconds.clear();
        seconds.extend(stretch.iter().map(|i| second(*i) << 32 | u64::from(*i)));
        seconds.sort_unstable();
        let mut at = 0;
        for same in seconds.chunk_by(|a, b| a >> 32 == b >> 32) {
            let place = &mut stretch[at..at + same.len()];
            place.iter_mut().zip(same).for_each(|(place, key)| *place = *key as u32);
            if same.len() > 1 && same[0] >> 32 != 0 {
                place.sort_by(|a, b| self.sequence(*a).cmp(self.sequence(*b)));
            }
            at += same.len();
        }
    }
}

impl<T> Phrases<T> {
    /// Whether a sequence begins with `word`.
    #[inline]
    pub fn starts_with(&self, word: Word) -> bool {
        let (low, high) = self.beginning_with(word);
        low < high
    }

    /// Whether `first` may be a sequence alone or one may begin with `first` and `second`: never
    /// wrong where there is such a sequence, and in few cases where there is none.
    #[inline]
    pub fn may_begin(&self, first: Word, second: Option<Word>) -> bool {
        let (low, high) = self.beginning_with(first);
        let goes_on = || second.is_some_and(|second| self.pairs.may_hold(first, second));
        low < high && (self.seconds[low] == Word::UNKNOWN || goes_on())
    }

    /// The words with which sequences begin.
    pub fn heads(&self) -> impl Iterator<Item = Word> {
        let begins = |word: &u32| self.starts_with(Word(*word));
        (0..self.first.len() as u32).filter(begins).map(Word)
    }

    /// The values of all sequences, each with the sequence's first word.
    pub fn with_heads(&self) -> impl Iterator<Item = (Word, &T)> {
        let head = |(start, value): (&u32, _)| (self.words[*start as usize], value);
        self.starts.iter().zip(&self.values).map(head)
    }

    /// Calls `found` with the last token and the values of each sequence that begins at token
    /// `start`, shortest first. `next` gives the token that follows another within a sequence, or
    /// `None` where none may.
    #[inline]
    pub fn find_at<'a>(
        &'a self,
        tokens: &Tokens,
        start: usize,
        next: impl Fn(usize) -> Option<usize>,
        found: impl FnMut(usize, &'a [T]),
    ) {
        // A text may end before the token that is asked for.
        if tokens.get(start).is_some_and(|token| self.starts_with(token.word)) {
            self.find_from(tokens, start, next, found);
        }
    }

    fn find_from<'a>(
        &'a self,
        tokens: &Tokens,
        start: usize,
        next: impl Fn(usize) -> Option<usize>,
        mut found: impl FnMut(usize, &'a [T]),
    ) {
        let head = tokens[start].word;
        let (mut low, mut high) = self.beginning_with(head);
        let (mut depth, mut last) = (1, start);
        loop {
            // Most words that begin a sequence are none alone, which the second words tell at once.
            let ends = |i: usize| match depth {
                1 => self.seconds[i] == Word::UNKNOWN,
                _ => self.length(i) == depth,
            };
            let longer = low + (low..high).take_while(|i| ends(*i)).count();
            if longer > low {
                found(last, &self.values[low..longer]);
            }
            let Some(token) = (longer < high).then(|| next(last)).flatten() else { return };
            let word = tokens[token].word;
            if word == Word::UNKNOWN || depth == 1 && !self.pairs.may_hold(head, word) {
                return;
            }
            let word_at = |i: usize| match depth {
                1 => self.seconds[i],
                _ => self.words[self.starts[i] as usize + depth],
            };
            low = first_where(longer, high, |i| word_at(i) >= word);
            if low == high || word_at(low) != word {
                return;
            }
            high = first_where(low + 1, high, |i| word_at(i) > word);
            (depth, last) = (depth + 1, token);
        }
    }

    /// The sequences that begin with `word`.
    #[inline]
    fn beginning_with(&self, word: Word) -> (usize, usize) {
        match self.first.get(word.0 as usize..) {
            Some([low, high, ..]) => (*low as usize, *high as usize),
            _ => (0, 0),
        }
    }

    /// The number of words of a sequence.
    fn length(&self, i: usize) -> usize {
        (self.starts[i + 1] - self.starts[i]) as usize
    }
}

/// The first of the numbers `low..high` for which `test` holds, which then does for all behind it;
/// `high` where it does for none.
fn first_where(low: usize, high: usize, test: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = low.midpoint(high);
        if test(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Vocabulary;

    #[test]
    fn finds_every_sequence_that_begins_at_a_token() {
        let mut vocabulary = Vocabulary::default();
        let mut builder = PhrasesBuilder::default();
        for (i, phrase) in ["new york city", "new york", "new", "york"].iter().enumerate() {
            builder.add(vocabulary.intern_phrase(phrase), i);
        }
        let phrases = builder.build();
        let tokens = Tokens::new("In New York City, New Year", &vocabulary);
        let mut all = Vec::new();
        for start in 0..tokens.len() {
            let next = |i: usize| (i + 1 < tokens.len()).then_some(i + 1);
            phrases.find_at(&tokens, start, next, |last, values| {
                all.push((start, last, values.to_vec()));
            });
        }
        assert_eq!(
            all,
            [(1, 1, vec![2]), (1, 2, vec![1]), (1, 3, vec![0]), (2, 2, vec![3]), (5, 5, vec![2])]
        );
    }
}
