//! Pseudo-random numbers from a seed: the same on every machine and in every release of Rust.

/// A splitmix64 generator.
pub(crate) struct Random(u64);

impl Random {
    /// A generator of its own for one item, so that no item depends on how many there are.
    pub(crate) fn new(of: &str, index: usize) -> Self {
        let seed = of
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mut random = Self(seed ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// A number from `start` to `end`, both included.
    pub(crate) fn within(&mut self, start: usize, end: usize) -> usize {
        start + self.below(end - start + 1)
    }

    /// True in `percent` of all cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some.
    pub(crate) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Up to `most` numbers below `end`, different and sorted.
    pub(crate) fn some(&mut self, most: usize, end: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..most).map(|_| self.below(end)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
