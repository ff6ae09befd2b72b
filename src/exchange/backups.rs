//! The files of a backup folder: their names, and which old ones make room for new ones.

use crate::domain::sort::sort_by;
use chrono::{Datelike, NaiveDate};

/// For so many days, today among them, every day's backup stays.
pub const DAILY: i64 = 14;
/// For so many days the last backup of every week stays; older ones stay one per month.
pub const WEEKLY: i64 = 366;

/// A backup, as its file's name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The whole name.
    pub file: String,
    /// What the workspace was called, in characters that every file system takes.
    pub name: String,
    /// Of which day it is, on the device that made it.
    pub day: NaiveDate,
    /// The workspace's local name on that device: two devices, or two workspaces of one name, never overwrite each other's.
    pub slot: String,
}

/// A name in characters that every file system takes.
pub fn clean(name: &str) -> String {
    let one = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
    name.chars().map(one).take(80).collect()
}

/// The name of a backup's file: `<name>-<YYYY-MM-DD>-<slot>.json`.
pub fn file_name(name: &str, day: NaiveDate, slot: &str) -> String {
    format!("{}-{day}-{slot}.json", clean(name))
}

/// Reads a file's name; `None` for what is no backup of ours.
pub fn parse(file: &str) -> Option<Backup> {
    let (rest, slot) = file.strip_suffix(".json")?.rsplit_once('-')?;
    let cut = rest.len().checked_sub(11)?;
    let (name, day) = (rest.get(..cut)?, rest.get(cut..)?.strip_prefix('-')?);
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|d| d.to_string() == day)?;
    let known = !slot.is_empty() && slot.bytes().all(|b| b.is_ascii_alphanumeric());
    known.then(|| Backup { file: file.into(), name: name.into(), day, slot: slot.into() })
}

/// The files that are no longer needed, among those of one workspace: every day of the last [`DAILY`] days stays, then the last of every
/// week of the last [`WEEKLY`] days, then the last of every month. The newest always stays, and so do those from the future.
pub fn outdated(mut backups: Vec<Backup>, today: NaiveDate) -> Vec<Backup> {
    sort_by(&mut backups, |a, b| b.day.cmp(&a.day).then_with(|| a.file.cmp(&b.file)));
    let mut last = None;
    backups.retain(|backup| {
        let age = (today - backup.day).num_days();
        let week = backup.day.iso_week();
        let stretch = if age < DAILY {
            (0, 0, backup.day.num_days_from_ce())
        } else if age < WEEKLY {
            (1, week.year(), week.week() as i32)
        } else {
            (2, backup.day.year(), backup.day.month() as i32)
        };
        // From the newest to the oldest: the first of a stretch of time is its last day.
        last.replace(stretch) == Some(stretch)
    });
    backups
}

/// How many rows a workspace file says it holds, from its first bytes; `None` if they do not say.
pub fn rows_in(head: &[u8]) -> Option<u64> {
    let head = String::from_utf8_lossy(head);
    let (counts, _) = head.split_once("\"counts\":{")?.1.split_once('}')?;
    counts
        .split(',')
        .map(|one| one.rsplit_once(':')?.1.trim().parse::<u64>().ok())
        .try_fold(0u64, |sum, n| sum.checked_add(n?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap() - chrono::Duration::days(n)
    }

    fn of(ages: impl IntoIterator<Item = i64>) -> Vec<Backup> {
        ages.into_iter().map(|n| parse(&file_name("A", day(n), "1a2b3c4d")).unwrap()).collect()
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        let file = file_name("华东/一部-2026-01-02", day(0), "1a2b3c4d");
        assert_eq!(file, "华东_一部-2026-01-02-2026-11-22-1a2b3c4d.json");
        let read = parse(&file).unwrap();
        assert_eq!((read.name.as_str(), read.day, read.slot.as_str()), ("华东_一部-2026-01-02", day(0), "1a2b3c4d"));
        for other in
            ["", ".json", "a.json", "客户.json", "A-2026-13-01-aa.json", "A-2026-11-22.json", "A-2026-11-22-.json"]
        {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn the_rule_thins_days_to_weeks_and_weeks_to_months() {
        let gone = outdated(of(0..800), day(0));
        let left: Vec<i64> = (0..800).filter(|n| !gone.iter().any(|b| b.day == day(*n))).collect();
        assert_eq!(left[..14], (0..14).collect::<Vec<_>>()[..]);
        let weeks = left.iter().filter(|n| (14..366).contains(*n)).count();
        let months = left.iter().filter(|n| **n >= 366).count();
        assert!((50..=53).contains(&weeks), "{weeks}");
        assert!((14..=16).contains(&months), "{months}");
        assert!(left.windows(2).all(|pair| pair[1] - pair[0] <= 45));
    }

    #[test]
    fn two_files_of_one_day_leave_one() {
        let mut two = of([0]);
        two.push(parse(&file_name("B", day(0), "1a2b3c4d")).unwrap());
        assert_eq!(outdated(two, day(0)).len(), 1);
    }

    #[test]
    fn the_head_of_an_export_says_how_many_rows() {
        use crate::domain::id::Id;
        use crate::exchange::export::{export, ExportOptions};
        let mut data = crate::domain::dataset::Dataset::default();
        let rows = crate::sample::starter::starter("A", crate::domain::money::Currency::CNY);
        let n = rows.len() as u64;
        rows.into_iter().for_each(|(table, row)| data.insert(table, row));
        let options = ExportOptions {
            workspace_id: Id::fixed(1, 1),
            name: "\"counts\":{".into(),
            app_version: String::new(),
            made_at: String::new(),
            selection: None,
            stamps: true,
        };
        let file = export(&data, &options);
        assert_eq!(rows_in(&file[..2_000]), Some(n));
        assert_eq!(rows_in(b"{}"), None);
        assert_eq!(rows_in(b"\"counts\":{\"a\":18446744073709551615,\"b\":1}"), None);
    }

    proptest! {
        #[test]
        fn any_name_is_read_without_harm(name in "\\PC{0,40}") {
            let _ = parse(&name);
            prop_assert_eq!(parse(&file_name(&name, day(1), "ab")).unwrap().name, clean(&name));
        }

        #[test]
        fn thinning_day_by_day_never_takes_the_newest_and_leaves_no_long_gap(days in 1i64..600) {
            let mut kept: Vec<Backup> = Vec::new();
            for today in (0..days).rev() {
                kept.extend(of([today]));
                let gone = outdated(kept.clone(), day(today));
                kept.retain(|b| !gone.contains(b));
                prop_assert_eq!(kept.last().unwrap().day, day(today));
            }
            prop_assert!(kept.windows(2).all(|p| (p[1].day - p[0].day).num_days() <= 45));
            prop_assert!(outdated(kept, day(0)).is_empty());
        }
    }
}
