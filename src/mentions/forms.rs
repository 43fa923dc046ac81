use std::ops::Range;

use super::dictionary::flag;
use super::words::{Words, class};
use crate::tokens::Word;

/// The words of a person's name: given names, then the first and the second surname.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonName {
    words: Box<[Word]>,
    texts: Box<[Box<str>]>,
    /// Where the first surname begins.
    first: usize,
    /// Where the second surname begins; the end where there is none.
    second: usize,
    /// Where the first surname ends at the earliest.
    shortest: usize,
}

impl PersonName {
    pub fn new(
        given: Vec<Word>,
        given_texts: Vec<Box<str>>,
        surname: Vec<Word>,
        surname_texts: Vec<Box<str>>,
        words: &Words,
    ) -> PersonName {
        let first = given.len();
        let second = first + first_surname(&surname, words);
        let is_particle = |word: &&Word| words.is(**word, class::PARTICLE);
        let lead = surname.iter().take_while(is_particle).count();
        let shortest = (first + lead + 1).min(second);
        PersonName {
            words: [given, surname].concat().into(),
            texts: [given_texts, surname_texts].concat().into(),
            first,
            second,
            shortest,
        }
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

    fn text(&self, ranges: &[Range<usize>]) -> Box<str> {
        let parts: Vec<&str> =
            ranges.iter().flat_map(|r| &self.texts[r.clone()]).map(|text| &**text).collect();
        parts.join(" ").into()
    }
}

/// How many words the first surname has: particles and a word, and all where particles follow
/// (“Montes de Oca”).
fn first_surname(surname: &[Word], words: &Words) -> usize {
    let is_particle = |word: &Word| words.is(*word, class::PARTICLE);
    let lead = surname.iter().take_while(|word| is_particle(word)).count();
    let end = (lead + 1).min(surname.len());
    match surname.get(end) {
        Some(word) if is_particle(word) => surname.len(),
        _ => end,
    }
}

/// Calls `add` with the words, the text and the flags of each form that a person's full name
/// implies: without the second surname, with one given name, and with nicknames between.
pub(super) fn generate(
    name: &PersonName,
    nicknames: &[(Vec<Word>, &str)],
    words: &Words,
    add: &mut dyn FnMut(Vec<Word>, Box<str>, u8),
) {
    let PersonName { first, second, shortest, .. } = *name;
    let end = name.words.len();
    let given_end = |from: usize| from + one_given(&name.words[from..first], words);
    let mut seen: Vec<Vec<Range<usize>>> = vec![vec![0..end]];
    let mut put =
        |ranges: Vec<Range<usize>>, flags: u8, add: &mut dyn FnMut(Vec<Word>, Box<str>, u8)| {
            let merged = merge(&ranges);
            if !seen.contains(&merged) {
                let parts = merged.iter().flat_map(|r| &name.words[r.clone()]).copied().collect();
                add(parts, name.text(&merged), flags);
                seen.push(merged);
            }
        };
    for surname_end in [second, end, shortest] {
        put(vec![0..first, first..surname_end], 0, add);
        put(vec![0..given_end(0), first..surname_end], 0, add);
        let middle = given_end(0);
        if middle < first {
            put(vec![middle..first, first..surname_end], flag::WEAK, add);
        }
    }
    let surname = &name.words[first..second];
    let text = |range: Range<usize>| name.texts[range].join(" ");
    let surname_text = text(first..second);
    let both = &name.words[first..end];
    let both_text = text(first..end);
    for (nickname, listed) in nicknames {
        if nickname.ends_with(surname) {
            continue;
        }
        for (surname, surname_text) in [(surname, &surname_text), (both, &both_text)] {
            let joined = [&nickname[..], surname].concat();
            add(joined, format!("{listed} {surname_text}").into(), 0);
        }
        let bare = usize::from(nickname.len() > 1 && words.is(nickname[0], class::ARTICLE));
        if bare == 1 {
            let text = listed.split_once(' ').map_or(*listed, |(_, rest)| rest);
            let joined = [&nickname[1..], surname].concat();
            add(joined, format!("{text} {surname_text}").into(), 0);
        }
        let given = &name.words[..given_end(0)];
        let given_text = text(0..given_end(0));
        for (surname, surname_text) in [(surname, &surname_text), (both, &both_text)] {
            let joined = [given, nickname, surname].concat();
            add(joined, format!("{given_text} “{listed}” {surname_text}").into(), 0);
        }
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

fn merge(ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges.iter().filter(|range| !range.is_empty()) {
        match merged.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => merged.push(range.clone()),
        }
    }
    merged
}
