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
pub struct PhrasesBuilder<T>(Vec<(Vec<Word>, T)>);

impl<T> Default for PhrasesBuilder<T> {
    fn default() -> Self {
        PhrasesBuilder(Vec::new())
    }
}

impl<T> PhrasesBuilder<T> {
    /// Adds a sequence; one that is empty is ignored, and the same may stand several times.
    pub fn add(&mut self, words: Vec<Word>, value: T) {
        if !words.is_empty() {
            self.0.push((words, value));
        }
    }

    /// Sorts the sequences; the values of equal ones stay in the order in which they were added.
    pub fn build(self) -> Phrases<T> {
        let greatest = self.0.iter().map(|(words, _)| words[0].0 as usize).max().unwrap_or(0);
        // Most sequences share their first word with few others: counting those leaves only short
        // stretches to be sorted.
        let mut first = vec![0; greatest + 2];
        for (words, _) in &self.0 {
            first[words[0].0 as usize + 1] += 1;
        }
        for i in 1..first.len() {
            first[i] += first[i - 1];
        }
        let mut free = first.clone();
        let mut sorted: Vec<Option<(Vec<Word>, T)>> = Vec::new();
        sorted.resize_with(self.0.len(), || None);
        for (words, value) in self.0 {
            let place = &mut free[words[0].0 as usize];
            sorted[*place as usize] = Some((words, value));
            *place += 1;
        }
        for word in 0..=greatest {
            let stretch = &mut sorted[first[word] as usize..first[word + 1] as usize];
            stretch.sort_by(|a, b| key(a).cmp(key(b)));
        }
        let (mut words, mut starts) = (Vec::new(), vec![0]);
        let mut values = Vec::with_capacity(sorted.len());
        for (sequence, value) in sorted.into_iter().flatten() {
            words.extend_from_slice(&sequence);
            starts.push(words.len() as u32);
            values.push(value);
        }
        Phrases { words, starts, values, first }
    }
}

fn key<T>(entry: &Option<(Vec<Word>, T)>) -> &[Word] {
    entry.as_ref().map_or(&[], |(words, _)| words)
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
