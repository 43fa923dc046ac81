use super::Word;

/// A set of pairs of words, which may seem to hold some that it does not.
#[derive(Clone, Debug)]
pub struct Pairs {
    bits: Vec<u64>,
    /// By how many bits a product is too long for the number of a bit.
    shift: u32,
}

impl Pairs {
    /// An empty set for so many pairs.
    pub fn new(count: usize) -> Pairs {
        // Eight bits a pair let one in eight strange pairs seem to be held.
        let bits = (8 * count).next_power_of_two().max(64);
        Pairs { bits: vec![0; bits / 64], shift: u64::BITS - bits.trailing_zeros() }
    }

    /// Adds a pair.
    pub fn insert(&mut self, first: Word, second: Word) {
        let bit = self.bit(first, second);
        self.bits[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether the set holds a pair; wrong in one of eight cases at most where it does not.
    pub fn may_hold(&self, first: Word, second: Word) -> bool {
        let bit = self.bit(first, second);
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn bit(&self, first: Word, second: Word) -> usize {
        let pair = u64::from(first.0) << 32 | u64::from(second.0);
        (pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize
    }
}

impl Default for Pairs {
    fn default() -> Self {
        Pairs::new(0)
    }
}
