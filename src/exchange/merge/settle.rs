//! The user's say about conflicts: what he chose is written as a new value, so that it counts wherever the merge arrives.

use super::Conflict;
use crate::domain::dataset::Dataset;
use crate::domain::stamp::Stamp;

/// Which side of a conflict is to count, by their numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choice {
    /// The conflict.
    pub conflict: usize,
    /// The side.
    pub side: usize,
}

/// Writes what was chosen, where it is not what counts anyway. Says how many cells it wrote.
pub fn settle(data: &mut Dataset, conflicts: &[Conflict], choices: &[Choice], stamp: Stamp) -> usize {
    let mut written = 0;
    for choice in choices {
        let Some(conflict) = conflicts.get(choice.conflict) else { continue };
        let Some(side) = conflict.sides.get(choice.side).filter(|_| choice.side + 1 < conflict.sides.len()) else {
            continue;
        };
        let found = data.update(conflict.table, conflict.id, None, |row| {
            row.put(conflict.key, side.value.clone(), Some(stamp));
        });
        written += usize::from(found);
    }
    if written > 0 {
        data.seen.observe(stamp);
    }
    written
}
