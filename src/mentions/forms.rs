use std::ops::Range;

use super::dictionary::flag;
use super::words::{Words, class};
use crate::tokens::Word;

/// The words of a person's name: given names, then the first and the second surname.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonName {
    words: Box<[Word]>,
    /// Where the first surname begins.
    first: usize,
    /// Where the second surname begins; the end where there is none.
    second: usize,
    /// Where the first surname ends at the earliest.
    shortest: usize,
}

impl PersonName {
    /// The name of these words, of which the surname begins at `first`.
    pub fn new(name: Vec<Word>, first: usize, words: &Words) -> PersonName {
        let surname = &name[first..];
        let second = first + first_surname(surname, words);
        let is_particle = |word: &&Word| words.is(**word, class::PARTICLE | class::ARTICLE);
        let lead = surname.iter().take_while(is_particle).count();
        let shortest = (first + lead + 1).min(second);
        PersonName { words: name.into(), first, second, shortest }
    }

    /// The given names without particles; at most the two first.
    pub fn given(&self) -> &[Word] {
        &self.words[..self.first.min(1)]
    }

    /// All given names.
    pub fn all_given(&self) -> &[Word] {
        &self.words[..self.first]
    }

    /// Both surnames.
    pub fn surnames(&self) -> &[Word] {
        &self.words[self.first..]
    }

    /// The first surname with its particles.
    pub fn first_surname(&self) -> &[Word] {
        &self.words[self.first..self.second]
    }

    /// The first surname without what particles join to it: `Duarte` of “Duarte de Ochoa”.
    pub fn shortest_surname(&self) -> &[Word] {
        &self.words[self.first..self.shortest]
    }

    /// The second surname; empty where there is none.
    pub fn second_surname(&self) -> &[Word] {
        &self.words[self.second..]
    }
}

/// How many words the first surname has: particles and a word, and all where particles follow
/// (“Montes de Oca”).
fn first_surname(surname: &[Word], words: &Words) -> usize {
    let is_particle = |word: &Word| words.is(*word, class::PARTICLE | class::ARTICLE);
    let lead = surname.iter().take_while(|word| is_particle(word)).count();
    let end = (lead + 1).min(surname.len());
    match surname.get(end) {
        Some(word) if is_particle(word) => surname.len(),
        _ => end,
    }
}

/// A form that is put together, in memory that the next one uses again.
struct Draft<'a> {
    name: &'a PersonName,
    /// The words of the name as they are written.
    texts: &'a [&'a str],
    words: Vec<Word>,
    text: String,
}

impl Draft<'_> {
    fn clear(&mut self) {
        self.words.clear();
        self.text.clear();
    }

    /// Appends words that are written as `text`.
    fn put(&mut self, words: &[Word], text: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.words.extend_from_slice(words);
    }

    /// Appends words of the name.
    fn put_own(&mut self, range: Range<usize>) {
        for i in range {
            self.put(&self.name.words[i..=i], self.texts[i]);
        }
    }
}

/// Calls `add` with the words, the text and the flags of each form that a person's full name
/// implies: without the second surname, with one given name, and with nicknames between. `texts`
/// has the words of the name as they are written.
pub(super) fn generate(
    name: &PersonName,
    texts: &[&str],
    nicknames: &[(Vec<Word>, &str)],
    words: &Words,
    add: &mut dyn FnMut(&[Word], &str, u16),
) {
    let PersonName { first, second, shortest, .. } = *name;
    let end = name.words.len();
    let middle = one_given(&name.words[..first], words);
    let mut draft = Draft { name, texts, words: Vec::new(), text: String::new() };
    let mut seen: Vec<[Range<usize>; 2]> = Vec::with_capacity(10);
    seen.push([0..end, 0..0]);
    let mut put = |given: Range<usize>, surname_end: usize, flags: u16| {
        let is_short = given == (0..1) && surname_end == first + 1;
        let flags = if is_short { flags | flag::SHORT } else { flags };
        let ranges = merge(given, first..surname_end);
        if !seen.contains(&ranges) {
            draft.clear();
            ranges.iter().for_each(|range| draft.put_own(range.clone()));
            add(&draft.words, &draft.text, flags);
            seen.push(ranges);
        }
    };
    for surname_end in [second, end, shortest] {
        put(0..first, surname_end, 0);
        put(0..middle, surname_end, 0);
        if middle < first {
            put(middle..first, surname_end, flag::WEAK);
        }
    }
    for (nickname, listed) in nicknames {
        if !nickname.ends_with(&name.words[first..second]) {
            add_nickname(&mut draft, (nickname, listed), middle, words, add);
        }
    }
}

/// The forms with a nickname before the surnames, and behind the first given name, which ends
/// before `middle`.
fn add_nickname(
    draft: &mut Draft,
    (nickname, listed): (&[Word], &str),
    middle: usize,
    words: &Words,
    add: &mut dyn FnMut(&[Word], &str, u16),
) {
    let PersonName { first, second, .. } = *draft.name;
    let ends = [second, draft.name.words.len()];
    let mut finish = |draft: &mut Draft, end: usize| {
        draft.put_own(first..end);
        add(&draft.words, &draft.text, 0);
        draft.clear();
    };
    draft.clear();
    for end in ends {
        draft.put(nickname, listed);
        finish(draft, end);
    }
    if nickname.len() > 1 && words.is(nickname[0], class::ARTICLE) {
        let text = listed.split_once(' ').map_or(listed, |(_, rest)| rest);
        draft.put(&nickname[1..], text);
        finish(draft, second);
    }
    for end in ends {
        draft.put_own(0..middle);
        draft.put(nickname, &format!("“{listed}”"));
        finish(draft, end);
    }
}

/// How many words the first of the given names has: “José de Jesús” is one.
fn one_given(given: &[Word], words: &Words) -> usize {
    let is_particle = |i: usize| given.get(i).is_some_and(|w| words.is(*w, class::PARTICLE));
    let mut end = 1.min(given.len());
    while is_particle(end) {
        while is_particle(end) {
            end += 1;
        }
        end = (end + 1).min(given.len());
    }
    end
}

/// Two parts of a name as one where they touch; what is not needed is `0..0`.
fn merge(given: Range<usize>, surname: Range<usize>) -> [Range<usize>; 2] {
    match (given.is_empty(), surname.is_empty()) {
        (true, true) => [0..0, 0..0],
        (true, false) => [surname, 0..0],
        (false, true) => [given, 0..0],
        (false, false) if given.end == surname.start => [given.start..surname.end, 0..0],
        (false, false) => [given, surname],
    }
}
