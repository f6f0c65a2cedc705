//! Rings of references: which items lead back to themselves, found in one walk over all of them.

use std::collections::BTreeSet;

use super::ItemId;

/// The items on a ring. `next[i]` is what the item `i` refers to.
pub(super) fn on_rings(next: &[Vec<ItemId>]) -> BTreeSet<ItemId> {
    let mut before = vec![Vec::new(); next.len()];
    for (from, targets) in next.iter().enumerate() {
        targets.iter().for_each(|to| before[to.0].push(ItemId(from)));
    }
    // Kosaraju: in the reverse of the order in which a walk leaves the items, a walk backwards from one finds all that can reach it
    // and be reached from it, and no other.
    let mut seen = vec![false; next.len()];
    let mut left = Vec::with_capacity(next.len());
    (0..next.len()).for_each(|from| walk(from, next, &mut seen, &mut left));
    let mut seen = vec![false; next.len()];
    let mut rings = BTreeSet::new();
    for from in left.into_iter().rev() {
        let mut together = Vec::new();
        walk(from.0, &before, &mut seen, &mut together);
        if together.len() > 1 || next[from.0].contains(&from) {
            rings.extend(together);
        }
    }
    rings
}

/// Walks to all that has not been seen, and notes each item when it is left. Without recursion: a chain can be long.
fn walk(from: usize, next: &[Vec<ItemId>], seen: &mut [bool], left: &mut Vec<ItemId>) {
    if std::mem::replace(&mut seen[from], true) {
        return;
    }
    let mut open = vec![(from, 0)];
    while let Some((at, done)) = open.pop() {
        match next[at].get(done) {
            Some(to) => {
                open.push((at, done + 1));
                if !std::mem::replace(&mut seen[to.0], true) {
                    open.push((to.0, 0));
                }
            }
            None => left.push(ItemId(at)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rings(next: &[&[usize]]) -> Vec<usize> {
        let next: Vec<Vec<ItemId>> = next.iter().map(|to| to.iter().map(|id| ItemId(*id)).collect()).collect();
        on_rings(&next).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn what_leads_to_a_ring_or_away_is_not_on_it() {
        assert_eq!(rings(&[&[1], &[2], &[1, 3], &[]]), [1, 2]);
        assert_eq!(rings(&[&[0], &[0]]), [0]);
        // Two rings and what lies between them.
        assert_eq!(rings(&[&[1], &[0, 2], &[3], &[4], &[3]]), [0, 1, 3, 4]);
        assert!(rings(&[&[1], &[2], &[]]).is_empty());
    }

    #[test]
    fn a_long_ring_takes_one_walk() {
        let next: Vec<Vec<ItemId>> = (0..100_000).map(|at| vec![ItemId((at + 1) % 100_000)]).collect();
        assert_eq!(on_rings(&next).len(), 100_000);
    }
}
