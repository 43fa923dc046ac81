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
        for byte in bytes.as_ref().iter().chain(&[0xff]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self
    }

    pub(super) fn finish(self) -> u64 {
        self.0
    }
}

/// The name of a referent in hashes.
pub(super) fn key(referent: &Referent) -> &str {
    referent.id().unwrap_or(referent.name())
}

/// A hash of the words of `text`, folded, whatever marks and white space stand between them; each
/// word is given to `take`.
pub(super) fn words_of(text: &str, mut take: impl FnMut(&str)) -> u64 {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    let mut hash = Fnv::default();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        hash = hash.add(word);
        take(word);
    }
    hash.finish()
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
        let words = |text| words_of(text, |_| {});
        assert_eq!(words("“El Mayo”,  detenido."), words("el mayo detenido"));
        assert_ne!(words("el mayo detenido"), words("el mayodetenido"));
    }
}
