//! A device with a workspace of the team: it works, and takes in the files of others.

use crate::desk::steps::{command, Step};
use crate::desk::{dataset, ANN, DAY};
use loudou::domain::command::{plan, Cells, Command, Context};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::{Id, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::records::Table;
use loudou::domain::stamp::{Clock, Stamp};
use loudou::domain::value::Value;
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::import::{read, Import};
use loudou::exchange::merge::{merge, Merged, Source};
use loudou::exchange::report::Limits;
use std::collections::HashSet;

/// Noon of some day, in Unix milliseconds.
pub const NOON: u64 = 1_800_000_000_000;

pub struct Device {
    pub data: Dataset,
    /// Every write that it ever made or took in: what its user may know. Kept apart from what the product remembers.
    pub known: HashSet<Stamp>,
    pub ms: u64,
    clock: Clock,
    ids: SeededIds,
    number: u64,
    load: u64,
}

impl Device {
    /// A device whose clock is wrong by so much.
    pub fn new(number: u64, skew_ms: i64) -> Device {
        let data = dataset();
        let load = number * 1_000;
        Device {
            known: stamps(&data),
            data,
            ms: NOON.saturating_add_signed(skew_ms),
            clock: Clock::new(load),
            ids: SeededIds::new(number),
            number,
            load,
        }
    }

    /// Runs a command; `false`: it is refused, or changes nothing.
    pub fn run(&mut self, command: &Command) -> bool {
        self.ms += 1;
        let mut context = Context { today: DAY, minute: 600, now_ms: self.ms, actor: Some(ANN), ids: &mut self.ids };
        let Ok(plan) = plan(&self.data, &mut context, command) else { return false };
        if plan.patch.is_empty() {
            return false;
        }
        let stamp = self.clock.tick(self.ms);
        plan.patch.apply(&mut self.data, stamp);
        self.data.seen.observe(stamp);
        self.known.insert(stamp);
        true
    }

    pub fn step(&mut self, step: Step) {
        let command = command(&self.data, step);
        self.run(&command);
    }

    pub fn create(&mut self, table: Table, cells: Cells) -> Id {
        let before: HashSet<Id> = self.data.live(table).map(|row| row.id).collect();
        assert!(self.run(&Command::Create { table, id: None, cells }));
        let id = self.data.live(table).map(|row| row.id).find(|id| !before.contains(id));
        id.unwrap()
    }

    pub fn edit(&mut self, table: Table, id: Id, key: Key, value: Option<Value>) {
        assert!(self.run(&Command::Edit { table, ids: vec![id], cells: vec![(key, value)] }));
    }

    pub fn delete(&mut self, table: Table, id: Id) {
        assert!(self.run(&Command::Delete { table, ids: vec![id] }));
    }

    /// The page is loaded anew: from now on it writes under another id.
    pub fn reload(&mut self) {
        self.load += 1;
        self.clock = Clock::new(self.load);
        stamps(&self.data).into_iter().for_each(|stamp| self.clock.observe(stamp));
        assert!(self.load / 1_000 == self.number);
    }

    pub fn file(&self) -> Vec<u8> {
        file(&self.data)
    }

    /// Takes in another one's file.
    pub fn take(&mut self, other: &Device) -> Merged {
        let merged = merge(&[&Source::of(&self.data), &source(&other.file())], self.ms);
        self.data = merged.data.clone();
        self.known.extend(&other.known);
        stamps(&self.data).into_iter().for_each(|stamp| self.clock.observe(stamp));
        merged
    }
}

/// All stamps that rows carry.
pub fn stamps(data: &Dataset) -> HashSet<Stamp> {
    let rows = Table::ALL.iter().flat_map(|table| data.rows(*table).all());
    rows.flat_map(|row| row.written().map(|(_, _, stamp)| stamp).chain([row.born]).collect::<Vec<_>>()).collect()
}

pub fn file(data: &Dataset) -> Vec<u8> {
    let options = ExportOptions {
        workspace_id: Id::fixed(9, 9),
        name: "W".into(),
        app_version: "0".into(),
        made_at: "2026-11-21T08:00:00Z".into(),
        selection: None,
        stamps: true,
    };
    export(data, &options)
}

pub fn opened(bytes: &[u8]) -> Import {
    read(bytes, &dataset(), &Limits::default()).unwrap_or_else(|report| panic!("{report:?}"))
}

pub fn source(bytes: &[u8]) -> Source<'static> {
    Source::of_file(opened(bytes))
}

pub fn merged(datasets: &[&Dataset]) -> Merged {
    let sources: Vec<Source> = datasets.iter().map(|data| Source::of(data)).collect();
    merge(&sources.iter().collect::<Vec<_>>(), NOON)
}
