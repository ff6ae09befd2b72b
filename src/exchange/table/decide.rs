//! How a column was decided: which order its dates have, which sign its decimals have.

use serde::{Deserialize, Serialize};

/// What made the decision, so that it can be shown. Rows count from 0 among those that were looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Decided {
    /// There is nothing to decide: every cell can be read in one way only, or means the same in each.
    NoMatter,
    /// This row can be read in one way only, and the others fit it.
    By(usize),
    /// The header is Chinese, where the decimal sign is always a point.
    Language,
    /// Several readings fit all cells: ask.
    Open,
    /// No reading fits all cells: ask.
    Contradictory,
}

/// Narrows down a set of readings, cell by cell.
#[derive(Clone, Copy)]
pub(super) struct Narrowing {
    /// The readings that fit all cells so far, a bit each.
    left: u8,
    by: Option<usize>,
    /// A cell means different things in different readings.
    matters: bool,
}

impl Narrowing {
    pub(super) fn new(all: u8) -> Narrowing {
        Narrowing { left: all, by: None, matters: false }
    }

    /// A cell that fits these readings. `differs`: it means something else in each.
    pub(super) fn cell(&mut self, row: usize, fits: u8, differs: bool) {
        let left = self.left & fits;
        if self.left.count_ones() > 1 && left.count_ones() == 1 {
            self.by = Some(row);
        }
        self.left = left;
        self.matters |= differs || fits.count_ones() == 1;
    }

    /// What is left, and why. `None`: it has to be asked for, or does not matter.
    pub(super) fn decided(self) -> (Option<u8>, Decided) {
        match (self.left.count_ones(), self.by) {
            (0, _) => (None, Decided::Contradictory),
            (_, _) if !self.matters => (None, Decided::NoMatter),
            (1, Some(row)) => (Some(self.left), Decided::By(row)),
            _ => (None, Decided::Open),
        }
    }
}
