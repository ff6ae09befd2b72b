//! When somebody is reminded of a backup, and which snapshots stay: the rules of keeping, as plain functions.

use super::backend::Backend;
use super::error::StoreError;
use super::snapshots::{Snapshot, SnapshotId};
use super::store::Store;

/// So many changes since the last backup are worth a reminder.
pub const MANY_CHANGES: u64 = 50;
/// So many days since the last backup are worth a reminder, if anything was changed since.
pub const MANY_DAYS: i64 = 7;
/// So many changes without any backup are worth a reminder where the browser does not promise to keep the data.
pub const UNPROMISED_CHANGES: u64 = 20;
/// From this share of the room on, in percent, the storage counts as nearly full.
pub const NEARLY_FULL: u64 = 80;
/// The note of a snapshot that was taken by hand.
pub const BY_HAND: &str = "hand";
/// The note of a snapshot of what could not be read.
pub const DAMAGED: &str = "damaged";
/// So many of the newest snapshots stay.
pub const NEWEST: usize = 20;
/// For so many days, the last snapshot of each day stays.
pub const DAYS: i64 = 30;

/// What is known about a workspace's safety.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Changes since the last backup, or since the beginning.
    pub changes: u64,
    /// Days since the last backup; without one, since the workspace came to this device.
    pub days: i64,
    /// There was a backup.
    pub ever: bool,
    /// The browser promised to keep the data. `None`: it does not tell.
    pub promised: Option<bool>,
    /// Bytes used and granted. `None`: the browser does not tell.
    pub room: Option<(u64, u64)>,
    /// There is a backup folder, and the browser lets nothing be written to it before it is asked again.
    pub folder_closed: bool,
}

/// Why somebody is reminded, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The storage is nearly full.
    Room,
    /// The backup folder has to be opened again.
    Folder,
    /// Many changes since the last backup.
    Changes,
    /// Many days since the last backup.
    Days,
    /// No backup yet, and no promise either.
    Unpromised,
}

/// Whether the storage is nearly full.
pub fn nearly_full(room: Option<(u64, u64)>) -> bool {
    room.is_some_and(|(used, granted)| granted > 0 && used / granted.div_ceil(100) >= NEARLY_FULL)
}

/// Whether a backup is due, and why.
pub fn due(facts: &Facts) -> Option<Due> {
    if facts.changes == 0 {
        return None;
    }
    let why = [
        (nearly_full(facts.room), Due::Room),
        (facts.folder_closed, Due::Folder),
        (facts.changes >= MANY_CHANGES, Due::Changes),
        (facts.days >= MANY_DAYS, Due::Days),
        (!facts.ever && facts.promised == Some(false) && facts.changes >= UNPROMISED_CHANGES, Due::Unpromised),
    ];
    why.into_iter().find(|(holds, _)| *holds).map(|(_, why)| why)
}

/// The snapshots that make room for newer ones. Those taken by hand, and what could not be read, stay until somebody deletes them; of the
/// others the last [`NEWEST`] stay, and the last one of each of the last [`DAYS`] days. `kept`: newest first; `day_of`: the number
/// of the local day of a moment in milliseconds.
pub fn outdated(kept: &[Snapshot], now_ms: u64, day_of: &dyn Fn(u64) -> i64) -> Vec<SnapshotId> {
    let today = day_of(now_ms);
    let mut seen = None;
    let by_rule = kept.iter().filter(|s| s.note != BY_HAND && s.note != DAMAGED);
    let mut gone = Vec::new();
    for (at, snapshot) in by_rule.enumerate() {
        let day = day_of(snapshot.kept_at_ms);
        let last_of_day = seen.replace(day) != Some(day);
        if at >= NEWEST && !(last_of_day && today - day < DAYS) {
            gone.push(snapshot.id);
        }
    }
    gone
}

impl<B: Backend> Store<B> {
    /// Drops the snapshots that the rule of [`outdated`] names. Says how many.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn thin_snapshots(&self, now_ms: u64, day_of: &dyn Fn(u64) -> i64) -> Result<usize, StoreError> {
        let gone = outdated(&self.snapshots().await?.kept, now_ms, day_of);
        for id in &gone {
            self.drop_snapshot(*id).await?;
        }
        Ok(gone.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::root::Revision;

    const DAY: u64 = 86_400_000;

    fn at(n: u64, ms: u64, note: &str) -> Snapshot {
        Snapshot { id: SnapshotId(n), note: note.into(), kept_at_ms: ms, revision: Revision(0), rows: 0, bytes: 0 }
    }

    fn day_of(ms: u64) -> i64 {
        (ms / DAY) as i64
    }

    #[test]
    fn nothing_is_due_without_a_change() {
        let facts = Facts { days: 100, promised: Some(false), room: Some((99, 100)), ..Facts::default() };
        assert_eq!(due(&facts), None);
        assert_eq!(due(&Facts { changes: 1, ..facts }), Some(Due::Room));
    }

    #[test]
    fn a_clock_set_back_or_ahead_drops_none_of_the_newest() {
        let year = 365 * DAY;
        // Thirty of before, the newest first, and then some with another clock.
        for (now, then) in [(2 * year, year), (2 * year, 3 * year)] {
            let kept: Vec<Snapshot> =
                (0..40).rev().map(|n| at(n, if n < 30 { now + n } else { then + n }, "merge")).collect();
            let newest: Vec<SnapshotId> = kept.iter().take(NEWEST).map(|s| s.id).collect();
            for clock in [now, then, year / 2] {
                let gone = outdated(&kept, clock, &day_of);
                assert!(gone.iter().all(|id| !newest.contains(id)), "{now} {then} {clock}");
            }
        }
    }

    #[test]
    fn each_reason_has_its_limit() {
        let none = Facts { changes: 1, ever: true, promised: Some(true), room: Some((1, 1000)), ..Facts::default() };
        assert_eq!(due(&none), None);
        assert_eq!(due(&Facts { changes: 49, days: 6, ..none }), None);
        assert_eq!(due(&Facts { changes: 50, ..none }), Some(Due::Changes));
        assert_eq!(due(&Facts { days: 7, ..none }), Some(Due::Days));
        assert_eq!(due(&Facts { folder_closed: true, ..none }), Some(Due::Folder));
        assert_eq!(due(&Facts { room: Some((799, 1000)), ..none }), None);
        assert_eq!(due(&Facts { room: Some((800, 1000)), ..none }), Some(Due::Room));
        let never = Facts { changes: 20, ever: false, promised: Some(false), ..none };
        assert_eq!(due(&never), Some(Due::Unpromised));
        assert_eq!(due(&Facts { promised: None, ..never }), None);
        assert_eq!(due(&Facts { changes: 19, ..never }), None);
        assert!(!nearly_full(Some((u64::MAX, 0))) && nearly_full(Some((u64::MAX, u64::MAX))));
    }

    #[test]
    fn the_newest_and_one_a_day_stay_and_those_by_hand_until_they_are_deleted() {
        let now = 100 * DAY;
        // Three a day for forty days, the newest first, and one by hand each day.
        let mut kept = Vec::new();
        for day in 0..40 {
            for hour in [3, 2, 1] {
                kept.push(at(day * 10 + hour, now - day * DAY + hour, "replace x"));
            }
            kept.push(at(day * 10, now - day * DAY, BY_HAND));
        }
        let gone = outdated(&kept, now, &day_of);
        let left: Vec<&Snapshot> = kept.iter().filter(|s| !gone.contains(&s.id)).collect();
        assert_eq!(left.iter().filter(|s| s.note == BY_HAND).count(), 40);
        let by_rule: Vec<&&Snapshot> = left.iter().filter(|s| s.note != BY_HAND).collect();
        // The last 20 are six days and two; after them one a day up to the thirtieth.
        assert_eq!(by_rule.len(), 20 + (30 - 7));
        assert!(by_rule.iter().skip(20).all(|s| s.id.0 % 10 == 3));
    }
}
