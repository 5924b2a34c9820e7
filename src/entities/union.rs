//! Disjoint sets of numbered things.

/// Which things belong together. The least number of a set stands for it.
#[derive(Debug, Clone)]
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// Each of `len` things alone.
    pub(super) fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    /// What stands for the set of `i`.
    pub(super) fn find(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}
