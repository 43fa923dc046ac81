//! Identifiers that depend on the content alone.

use crate::model::{Entry, Referent, Source};
use crate::tokens::fold_into;

/// A 64-bit FNV-1a hash: fixed by its definition, so that identifiers stay the same on every
/// machine and in every version; the hashers of the standard library promise neither.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Takes in some bytes, and a mark that keeps "ab" + "c" from "a" + "bc".
    pub(super) fn add(mut self, bytes: impl AsRef<[u8]>) -> Fnv {
        bytes.as_ref().iter().for_each(|byte| self.push(*byte));
        self.end();
        self
    }

    fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    fn end(&mut self) {
        self.push(0xff);
    }

    pub(super) fn finish(self) -> u64 {
        self.0
    }
}

/// The name of a referent in hashes.
pub(super) fn key(referent: &Referent) -> &str {
    referent.id().unwrap_or(referent.name())
}

/// A hash of the words of `text`, folded, whatever marks and white space stand between them; the
/// bytes and the hash of each word are given to `take`.
pub(super) fn words_of(text: &str, take: impl FnMut(usize, u64)) -> u64 {
    let mut words = Words { all: Fnv::default(), word: Fnv::default(), length: 0, take };
    let mut folded = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase() as u8);
        } else if c.is_ascii() {
            words.end();
        } else {
            folded.clear();
            fold_into(c.encode_utf8(&mut [0; 4]), &mut folded);
            folded.chars().for_each(|c| words.read(c));
        }
    }
    words.end();
    words.all.finish()
}

/// The words of a text while its characters are read.
struct Words<F> {
    all: Fnv,
    /// The word that is being read, and how many bytes of it were.
    word: Fnv,
    length: usize,
    take: F,
}

impl<F: FnMut(usize, u64)> Words<F> {
    fn read(&mut self, c: char) {
        if !c.is_alphanumeric() {
            return self.end();
        }
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(byte));
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.all.push(byte);
        self.word.push(byte);
        self.length += 1;
    }

    fn end(&mut self) {
        if self.length > 0 {
            self.all.end();
            self.word.end();
            (self.take)(self.length, self.word.finish());
            (self.word, self.length) = (Fnv::default(), 0);
        }
    }
}

/// The identifier of an entry: of its type, date, participants and the words of its best quote.
pub(super) fn id(best: &Source) -> String {
    let event = &best.event;
    let mut hash = Fnv::default().add(event.kind.name()).add(event.when.to_string());
    for argument in event.actors.iter().chain(&event.targets) {
        hash = hash.add(key(&argument.referent));
    }
    format!("{:016x}", hash.add(best.quote.hash.to_le_bytes()).finish())
}

/// Numbers entries whose identifiers are the same but for such a number: two happenings of one type
/// and date, with the same participants, in the same words.
pub(super) fn tell_apart(entries: &mut [Entry]) {
    let mut same = 1;
    for i in 1..entries.len() {
        let base = base(&entries[i].id).to_owned();
        same = if base == self::base(&entries[i - 1].id) { same + 1 } else { 1 };
        entries[i].id = if same > 1 { format!("{base}-{same}") } else { base };
    }
}

/// An identifier without the number that tells it from others.
pub(super) fn base(id: &str) -> &str {
    id.split('-').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_fnv_is_defined() {
        // The reference value of the empty input is the offset basis.
        assert_eq!(Fnv::default().finish(), 0xcbf2_9ce4_8422_2325);
        assert_ne!(
            Fnv::default().add("ab").add("c").finish(),
            Fnv::default().add("a").add("bc").finish()
        );
    }

    #[test]
    fn words_are_the_same_whatever_their_case_accents_and_marks() {
        let words = |text| words_of(text, |_, _| {});
        assert_eq!(words("“El Mayo”,  detenido."), words("el mayo detenido"));
        assert_ne!(words("el mayo detenido"), words("el mayodetenido"));
    }
}
