//! What a verb's ending tells of its tense.

use super::context::Tense;

/// What verbs end in, and the tense that it shows; an earlier row goes before a later one.
#[derive(Clone, Debug, Default)]
pub(super) struct Endings {
    rows: Vec<(Box<str>, Tense)>,
    /// The last bytes of the rows, a bit each: most words end in another.
    last: [u128; 2],
}

impl Endings {
    pub fn add(&mut self, ending: &str, tense: Tense) {
        if let Some(last) = ending.bytes().last() {
            self.last[usize::from(last >> 7)] |= 1 << (last & 0x7f);
            self.rows.push((ending.into(), tense));
        }
    }

    /// The tense that a word shows by its ending.
    pub fn tense(&self, word: &str) -> Option<Tense> {
        let last = word.bytes().last()?;
        if self.last[usize::from(last >> 7)] >> (last & 0x7f) & 1 == 0 {
            return None;
        }
        let ends = |(ending, _): &&(Box<str>, Tense)| {
            word.len() > ending.len() + 1 && word.ends_with(&**ending)
        };
        self.rows.iter().find(ends).map(|(_, tense)| *tense)
    }
}
