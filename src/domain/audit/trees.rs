//! Teams and goals: their trees must have a top, and a goal must end after it begins.

use super::{write, Audit, GOAL_DATES, PARENT_CIRCLE};
use crate::domain::dataset::IdMap;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{goal, team, Table};
use crate::domain::row::Row;

impl Audit<'_> {
    pub(super) fn goals_and_teams(&mut self) {
        for row in self.data.live(Table::Goal) {
            if row.date(goal::FROM).zip(row.date(goal::TO)).is_some_and(|(from, to)| to < from) {
                self.find(GOAL_DATES, (Table::Goal, row), Some(goal::TO), Vec::new());
            }
        }
        self.circles(Table::Team, team::PARENT);
        self.circles(Table::Goal, goal::PARENT);
    }

    /// Two people can each hang one part below the other. Had the later one known, it would have been refused: so it is taken back.
    fn circles(&mut self, table: Table, parent: Key) {
        let data = self.data;
        let mut above: IdMap<&Row> = IdMap::default();
        let rows: Vec<&Row> = self.rows(table).collect();
        for row in rows.iter().copied() {
            // One that comes to be its own parent by a merge is cleared with the reference.
            let itself = row.link(parent) == Some(row.id);
            let up = self.link(table, row, parent).filter(|up| *up != row.id || itself);
            above.extend(up.and_then(|up| Some((row.id, data.rows(table).get(up)?))));
        }
        // Each row is walked through once: by the number of the walk, a walk knows itself.
        let mut walked: IdMap<usize> = IdMap::default();
        for (walk, start) in rows.into_iter().enumerate() {
            let (mut way, mut at): (Vec<&Row>, &Row) = (Vec::new(), start);
            while !walked.contains_key(&at.id) {
                walked.insert(at.id, walk);
                way.push(at);
                let Some(up) = above.get(&at.id) else { break };
                at = up;
            }
            let closes = above.get(&way.last().map_or(start.id, |row| row.id)).map(|up| up.id);
            if closes.is_some() && walked.get(&at.id) == Some(&walk) {
                let from = way.iter().position(|row| Some(row.id) == closes).unwrap_or(way.len());
                let last = way[from..].iter().max_by_key(|row| (row.stamp_of(parent), row.id));
                if let Some(row) = last {
                    let about: Option<(Table, Id)> = row.link(parent).map(|up| (table, up));
                    let repair = vec![write(table, row, parent, None)];
                    self.find_about(PARENT_CIRCLE, (table, row), Some(parent), about, repair);
                }
            }
        }
    }
}
