//! Disjoint sets of numbers: what belongs together, directly or through others.

/// Disjoint sets of the numbers from 0 (Tarjan, *Efficiency of a good but not linear set union
/// algorithm*, 1975). A set goes by its smallest number, so that the order of joins does not show.
#[derive(Debug, Clone)]
pub struct Sets {
    root: Vec<usize>,
}

impl Sets {
    /// `count` sets of one number each.
    pub fn new(count: usize) -> Self {
        Self { root: (0..count).collect() }
    }

    /// The smallest number of the set that `n` is in.
    pub fn find(&mut self, mut n: usize) -> usize {
        while self.root[n] != n {
            self.root[n] = self.root[self.root[n]];
            n = self.root[n];
        }
        n
    }

    /// Makes the sets of `a` and `b` one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.root[a.max(b)] = a.min(b);
    }

    /// The sets, each in ascending order, in the order of their smallest numbers.
    pub fn into_groups(mut self) -> Vec<Vec<usize>> {
        let mut place = vec![usize::MAX; self.root.len()];
        let mut out: Vec<Vec<usize>> = Vec::new();
        for n in 0..self.root.len() {
            let root = self.find(n);
            if place[root] == usize::MAX {
                place[root] = out.len();
                out.push(Vec::new());
            }
            out[place[root]].push(n);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_through_others_is_one_set() {
        let mut sets = Sets::new(5);
        sets.join(4, 2);
        sets.join(2, 1);
        assert_eq!(sets.into_groups(), [vec![0], vec![1, 2, 4], vec![3]]);
    }
}
