//! Words of a few bytes as numbers, and the letters at the start of a text folded into one.

use super::Shape;

/// The bytes and the length of a short folded word, in halves: tables of them are smaller so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

/// Bytes of a word that fit in a key, beside its length.
const SHORT: usize = 15;

impl Key {
    /// No word's key: none is that long.
    pub const NONE: Key = Key(0, u64::MAX);

    /// The key of a word that is folded already; `None` where it is too long.
    pub fn of(folded: &str) -> Option<Key> {
        let bytes = folded.as_bytes();
        if bytes.len() > SHORT {
            return None;
        }
        Some(Key::new(padded(bytes), bytes.len()))
    }

    /// The key of `word`, where it has a few letters and nothing else.
    pub fn of_letters(word: &str) -> Option<Key> {
        let letters = Letters::at(word.as_bytes())?;
        (letters.length == word.len()).then_some(letters.key)
    }

    /// The key of a mark of ASCII, which is folded as it is.
    pub fn of_mark(mark: u8) -> Key {
        Key::new(mark.into(), 1)
    }

    /// A number in which all bytes of the key have a part.
    #[inline]
    pub fn hash(self) -> u64 {
        let (first, second) = (self.0 ^ 0x9e37_79b9_7f4a_7c15, self.1 ^ 0xe703_7ed1_a0b4_28db);
        let product = u128::from(first) * u128::from(second);
        product as u64 ^ (product >> 64) as u64
    }

    fn new(bytes: u128, length: usize) -> Key {
        let key = bytes | (length as u128) << (8 * SHORT);
        Key(key as u64, (key >> 64) as u64)
    }
}

/// Fewer bytes than the number has, with zeros behind them. What is read twice comes to the same
/// place.
fn padded_few(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            u64::from(first) | u64::from(last) << (8 * (length - 4))
        }
        _ => {
            let at = |i: usize| bytes.get(i).map_or(0, |byte| u64::from(*byte) << (8 * i));
            at(0) | at(1) | at(2)
        }
    }
}

/// The same for twice as many.
fn padded(bytes: &[u8]) -> u128 {
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            u128::from(first) | u128::from(last) << (8 * (bytes.len() - 8))
        }
        _ => padded_few(bytes).into(),
    }
}

/// A few letters, folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// How many bytes they take in the text.
    pub length: usize,
    pub key: Key,
    pub shape: Shape,
}

macro_rules! letters_within {
    ($name:ident, $window:ident) => {
        /// The letters with which the bytes of `window` begin, where they are ASCII ones and end
        /// within it before another ASCII character. All bytes are looked at together: the highest
        /// bit of each tells whether it is a letter.
        #[inline]
        fn $name(window: $window) -> Option<Letters> {
            const fn all(byte: u8) -> $window {
                $window::from_le_bytes([byte; size_of::<$window>()])
            }
            let folded = window | all(0x20);
            let low = folded & all(0x7f);
            let from_a = low + all(0x80 - b'a');
            let past_z = low + all(0x80 - b'z' - 1);
            let letters = from_a & !past_z & !window & all(0x80);
            let end = (!letters & all(0x80)).trailing_zeros();
            if !(8..$window::BITS).contains(&end) || window >> (end - 7) & 0x80 != 0 {
                return None;
            }
            let length = (end / 8) as usize;
            let within = (1 << (8 * length)) - 1;
            let capitals = letters & !(window << 2) & within;
            let shape = match capitals {
                0 => Shape::Lower,
                0x80 => Shape::Capital,
                _ if capitals == letters & within => Shape::Upper,
                _ => Shape::Mixed,
            };
            let key = Key::new((folded & within).into(), length);
            Some(Letters { length, key, shape })
        }
    };
}

// Most words have fewer than eight letters, and those take half as long.
letters_within!(few, u64);
letters_within!(more, u128);

impl Letters {
    /// Whether letters may begin with this byte.
    pub fn may_begin(byte: u8) -> bool {
        byte.is_ascii_alphabetic() || byte == LATIN
    }

    /// The letters with which `bytes` begin, as far as they are Latin ones that fold to one each;
    /// `None` where there are none or too many.
    #[inline]
    pub fn at(bytes: &[u8]) -> Option<Letters> {
        let window = bytes.first_chunk().copied().map(u64::from_le_bytes);
        few(window.unwrap_or_else(|| padded_few(bytes))).or_else(|| Letters::of_more(bytes))
    }

    fn of_more(bytes: &[u8]) -> Option<Letters> {
        let window = bytes.first_chunk().copied().map(u128::from_le_bytes);
        more(window.unwrap_or_else(|| padded(bytes))).or_else(|| Letters::one_by_one(bytes))
    }

    fn one_by_one(bytes: &[u8]) -> Option<Letters> {
        let mut key = [0; SHORT + 1];
        let (mut at, mut count, mut upper) = (0, 0, 0);
        let mut first_upper = false;
        while let Some(byte) = bytes.get(at) {
            let (folded, is_upper, width) = match byte {
                b'a'..=b'z' => (*byte, false, 1),
                b'A'..=b'Z' => (byte | 0x20, true, 1),
                &LATIN => match latin(bytes.get(at + 1).copied().unwrap_or_default()) {
                    Some((folded, is_upper)) => (folded, is_upper, 2),
                    None => break,
                },
                _ => break,
            };
            *key[..SHORT].get_mut(count)? = folded;
            first_upper |= is_upper && at == 0;
            upper += usize::from(is_upper);
            (at, count) = (at + width, count + 1);
        }
        let key = Key::new(u128::from_le_bytes(key), count);
        let shape = Shape::of(upper, count - upper, first_upper);
        (count > 0).then_some(Letters { length: at, key, shape })
    }
}

/// The first byte of the letters from À to ÿ.
const LATIN: u8 = 0xc3;

/// The plain form of the letter from À to ÿ with this second byte, and whether it is a capital;
/// `None` where it is none or has no form of one letter.
fn latin(second: u8) -> Option<(u8, bool)> {
    let folded = match second & 0x1f {
        0x00..=0x05 => b'a',
        0x07 => b'c',
        0x08..=0x0b => b'e',
        0x0c..=0x0f => b'i',
        0x11 => b'n',
        0x12..=0x16 | 0x18 => b'o',
        0x19..=0x1c => b'u',
        _ => return None,
    };
    Some((folded, second & 0x20 == 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::fold;

    #[test]
    fn reads_letters_as_folding_does() {
        let tail = ", and so on for long";
        let all = ('a'..='z').chain('A'..='Z').chain('\u{c0}'..='\u{ff}');
        let words = all.map(String::from).chain(
            ["Culiacán", "ÑUÑOA", "McCaul", "investigaciones", "ÁÉÍÓÚáéíóúüñÇØø", "DEA"]
                .map(String::from),
        );
        for word in words {
            let Some(letters) = Letters::at(format!("{word}{tail}").as_bytes()) else {
                assert!("ÆæÐð×ÝýÞþßÿ÷".contains(&word), "{word}");
                continue;
            };
            assert_eq!(letters.length, word.len(), "{word}");
            assert_eq!(Some(letters.key), Key::of(&fold(&word)), "{word}");
            assert_eq!(Key::of_letters(&word), Some(letters.key), "{word}");
            let upper = word.chars().filter(|c| c.is_uppercase()).count();
            let lower = word.chars().count() - upper;
            let shape = Shape::of(upper, lower, word.starts_with(char::is_uppercase));
            assert_eq!(letters.shape, shape, "{word}");
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for word in ["2025", "straße", "investigacionesX", "don't", "", "-"] {
            assert_eq!(Key::of_letters(word), None, "{word}");
        }
    }
}
