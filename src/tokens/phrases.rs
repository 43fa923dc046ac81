use super::{Tokens, Word};

/// Word sequences with a value each, to be found in [`Tokens`].
///
/// The sequences stand sorted in one array; a search starts at the range of those with the token's
/// word first and narrows it word by word, so most tokens cost one look at a table.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    words: Vec<Word>,
    /// Where each sequence starts in `words`; one more than there are sequences.
    starts: Vec<u32>,
    values: Vec<T>,
    /// For each word the first sequence that begins with it or a greater one.
    first: Vec<u32>,
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
    pub fn build(self) -> Phrases<T> {
        let (first, order) = self.order();
        let mut words = Vec::with_capacity(self.words.len());
        let mut starts = Vec::with_capacity(self.starts.len());
        starts.push(0);
        for i in &order {
            words.extend_from_slice(self.sequence(*i));
            starts.push(words.len() as u32);
        }
        let mut unsorted: Vec<Option<T>> = self.values.into_iter().map(Some).collect();
        let values = order.iter().filter_map(|i| unsorted[*i as usize].take()).collect();
        Phrases { words, starts, values, first }
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
        for stretch in first.windows(2).filter(|ends| ends[1] - ends[0] > 1) {
            order[stretch[0] as usize..stretch[1] as usize]
                .sort_by(|a, b| self.sequence(*a).cmp(self.sequence(*b)));
        }
        (first, order)
    }
}

impl<T> Phrases<T> {
    /// Whether a sequence begins with `word`.
    pub fn starts_with(&self, word: Word) -> bool {
        let i = word.0 as usize;
        i + 1 < self.first.len() && self.first[i] < self.first[i + 1]
    }

    /// Calls `found` with the last token and the values of each sequence that begins at token
    /// `start`, shortest first. `next` gives the token that follows another within a sequence, or
    /// `None` where none may.
    pub fn find_at<'a>(
        &'a self,
        tokens: &Tokens,
        start: usize,
        next: impl Fn(usize) -> Option<usize>,
        mut found: impl FnMut(usize, &'a [T]),
    ) {
        let word = tokens[start].word;
        if word == Word::UNKNOWN || !self.starts_with(word) {
            return;
        }
        let mut low = self.first[word.0 as usize] as usize;
        let mut high = self.first[word.0 as usize + 1] as usize;
        let (mut depth, mut last) = (1, start);
        loop {
            let whole = low + self.count(low, high, |words| words.len() == depth);
            if whole > low {
                found(last, &self.values[low..whole]);
            }
            let Some(token) = (whole < high).then(|| next(last)).flatten() else { return };
            let word = tokens[token].word;
            if word == Word::UNKNOWN {
                return;
            }
            low = whole + self.count(whole, high, |words| words[depth] < word);
            high = low + self.count(low, high, |words| words[depth] == word);
            if low == high {
                return;
            }
            (depth, last) = (depth + 1, token);
        }
    }

    /// How many of the sequences `low..high`, from the first, satisfy `test`.
    fn count(&self, low: usize, high: usize, test: impl Fn(&[Word]) -> bool) -> usize {
        let sequence = |i: usize| {
            let (start, end) = (self.starts[i] as usize, self.starts[i + 1] as usize);
            &self.words[start..end]
        };
        let (mut first, mut last) = (low, high);
        while first < last {
            let middle = (first + last) / 2;
            if test(sequence(middle)) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        first - low
    }
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
