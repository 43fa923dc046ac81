use super::key::Key;
use super::vocabulary::Word;

/// The numbers of words of a few bytes, found by their keys.
///
/// A search looks at one slot and one key for nearly every word that is there, and at one slot for
/// one that is not.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    /// By number; those that no short word has have [`Key::NONE`].
    keys: Vec<Key>,
    /// By hash, and behind that where it is taken; never more than half are.
    slots: Vec<Slot>,
}

/// The number of a word, 0 where the slot is free, and half of the hash of its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Slot {
    number: u32,
    hash: u32,
}

impl Default for Numbers {
    fn default() -> Numbers {
        Numbers { keys: vec![Key::NONE], slots: vec![Slot::default(); 64] }
    }
}

impl Numbers {
    /// The number of the word with this key; 0 where there is none.
    #[inline]
    pub fn get(&self, key: Key) -> Word {
        Word(self.slots[self.place(key)].number)
    }

    /// The same, for a word that is added where it is new.
    pub fn intern(&mut self, key: Key) -> Word {
        let place = self.place(key);
        if self.slots[place].number != 0 {
            return Word(self.slots[place].number);
        }
        let number = self.keys.len() as u32;
        self.keys.push(key);
        self.slots[place] = Slot { number, hash: key.hash() as u32 };
        self.reserve(0);
        Word(number)
    }

    /// Takes the next number for a word that is found elsewhere.
    pub fn skip(&mut self) -> Word {
        self.keys.push(Key::NONE);
        Word(self.keys.len() as u32 - 1)
    }

    /// How many numbers are in use, 0 included.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The keys by number, without that of 0; `None` for words that are found elsewhere.
    pub fn keys(&self) -> impl Iterator<Item = Option<Key>> {
        self.keys[1..].iter().map(|key| Some(*key).filter(|key| *key != Key::NONE))
    }

    /// Makes room for as many more words.
    pub fn reserve(&mut self, words: usize) {
        self.keys.reserve(words);
        let needed = 2 * (self.keys.len() + words);
        if needed <= self.slots.len() {
            return;
        }
        self.slots = vec![Slot::default(); needed.next_power_of_two()];
        for (number, key) in (0..).zip(&self.keys) {
            if *key != Key::NONE {
                let place = self.place(*key);
                self.slots[place] = Slot { number, hash: key.hash() as u32 };
            }
        }
    }

    /// The slot of the word with this key, or the free one that it would have.
    #[inline]
    fn place(&self, key: Key) -> usize {
        let (hash, last) = (key.hash(), self.slots.len() - 1);
        let mut place = (hash >> 32) as usize & last;
        loop {
            let Slot { number, hash: half } = self.slots[place];
            if number == 0 || half == hash as u32 && self.keys[number as usize] == key {
                return place;
            }
            place = (place + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_added_and_nothing_else() {
        let key = |number: u32| Key::of(&format!("w{number}")).expect("a short word");
        let mut numbers = Numbers::default();
        for number in 0..3000 {
            assert_eq!(numbers.get(key(number)), Word::UNKNOWN);
            let word = if number % 7 == 0 { numbers.skip() } else { numbers.intern(key(number)) };
            assert_eq!(word, Word(number + 1));
        }
        for number in 0..3000 {
            let expected = if number % 7 == 0 { Word::UNKNOWN } else { Word(number + 1) };
            assert_eq!(numbers.get(key(number)), expected);
        }
        assert_eq!(numbers.len(), 3001);
        assert_eq!(numbers.keys().flatten().count(), 2571);
    }
}
