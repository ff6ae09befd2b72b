//! What all figures stand on: the data, today, exchange rates, stages and teams, prepared once.

use super::path::{Path, Ways};
use super::rates::Rates;
use crate::domain::dataset::{Dataset, IdMap};
use crate::domain::deals::{pipelines, stages};
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{settings, stage, team, Table};
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::rc::Rc;

/// A set of ids.
pub type IdSet = std::collections::HashSet<Id, std::hash::BuildHasherDefault<crate::domain::dataset::IdHasher>>;

/// What a stage is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// A column of leads.
    Lead,
    /// Deals in progress.
    Open,
    /// The won stage.
    Won,
    /// After-sales.
    After,
}

impl Phase {
    /// The phase for its word in a stage; unknown words count as open.
    pub fn parse(code: &str) -> Phase {
        match code {
            "lead" => Phase::Lead,
            "won" => Phase::Won,
            "after" => Phase::After,
            _ => Phase::Open,
        }
    }
}

/// What figures need to know of a stage.
#[derive(Clone, Copy, Debug)]
pub struct StageInfo {
    /// The stage.
    pub id: Id,
    /// Its pipeline.
    pub pipeline: Id,
    /// What it is for.
    pub phase: Phase,
    /// Its position among the stages of its pipeline: lead stages first, then open ones, the won one, after-sales;
    /// within a phase by their order.
    pub rank: usize,
    /// Per cent, 0..=100; won and after-sales 100.
    pub probability: i64,
    /// Days that a stay is normal, if set.
    pub normal_days: Option<i64>,
    /// No longer used.
    pub archived: bool,
}

/// The data with what is derived from it once.
#[derive(Clone)]
pub struct Basis<'a> {
    /// All rows.
    pub data: &'a Dataset,
    /// The day that figures look from: the clock's, or the exercise's fixed one.
    pub today: NaiveDate,
    /// Exchange rates into the workspace's currency.
    pub rates: Rates,
    stages: IdMap<Rc<StageInfo>>,
    by_pipeline: IdMap<Vec<Rc<StageInfo>>>,
    first_pipeline: Option<Id>,
    paths: OnceCell<Vec<Path<'a>>>,
}

impl<'a> Basis<'a> {
    /// Prepares the data.
    pub fn new(data: &'a Dataset, today: NaiveDate) -> Basis<'a> {
        let currency = data.settings().and_then(|s| Currency::parse(s.text(settings::CURRENCY)));
        let pipelines = pipelines(data);
        let (mut all, mut by_pipeline) = (IdMap::default(), IdMap::default());
        for pipeline in &pipelines {
            let mut infos: Vec<StageInfo> = (stages(data, pipeline.id).into_iter())
                .map(|row| {
                    let phase = Phase::parse(row.text(stage::PHASE));
                    let set = row.int(stage::PROBABILITY).unwrap_or(0).clamp(0, 100);
                    let probability = if phase >= Phase::Won { 100 } else { set };
                    StageInfo {
                        id: row.id,
                        pipeline: pipeline.id,
                        phase,
                        rank: 0,
                        probability,
                        normal_days: row.int(stage::NORMAL_DAYS),
                        archived: row.flag(stage::ARCHIVED),
                    }
                })
                .collect();
            infos.sort_by_key(|info| info.phase);
            infos.iter_mut().enumerate().for_each(|(rank, info)| info.rank = rank);
            let infos: Vec<Rc<StageInfo>> = infos.into_iter().map(Rc::new).collect();
            all.extend(infos.iter().map(|info| (info.id, info.clone())));
            by_pipeline.insert(pipeline.id, infos);
        }
        Basis {
            data,
            today,
            rates: Rates::new(data, currency.unwrap_or(Currency::CNY)),
            stages: all,
            by_pipeline,
            first_pipeline: pipelines.first().map(|p| p.id),
            paths: OnceCell::new(),
        }
    }

    /// The ways of all live deals, in the order of the rows. Found at the first use: every figure of a screen walks them.
    pub fn paths(&self) -> &[Path<'a>] {
        self.paths.get_or_init(|| self.data.live(Table::Deal).map(|row| Path::of(self, row)).collect())
    }

    /// With the ways of all deals, found before in the same data.
    pub fn with_ways(self, ways: Ways) -> Basis<'a> {
        Basis { paths: OnceCell::from(ways.paths(self.data)), ..self }
    }

    /// Gives the ways back, as far as they were found.
    pub fn into_ways(self) -> Ways {
        Ways::of(self.paths.into_inner().unwrap_or_default())
    }

    /// The workspace's currency.
    pub fn currency(&self) -> Currency {
        self.rates.currency()
    }

    /// A live stage of a live pipeline.
    pub fn stage(&self, id: Id) -> Option<&Rc<StageInfo>> {
        self.stages.get(&id)
    }

    /// The stages of a pipeline by rank, archived ones too.
    pub fn stages(&self, pipeline: Id) -> &[Rc<StageInfo>] {
        self.by_pipeline.get(&pipeline).map_or(&[], Vec::as_slice)
    }

    /// The pipeline of leads that name none: the first one.
    pub fn first_pipeline(&self) -> Option<Id> {
        self.first_pipeline
    }

    /// A team and all teams below it.
    pub fn team_tree(&self, root: Id) -> IdSet {
        let mut tree = IdSet::default();
        tree.insert(root);
        // Trees are a few levels deep; a ring of parents adds nothing new and ends the loop.
        loop {
            let before = tree.len();
            for row in self.data.live(Table::Team) {
                if row.link(team::PARENT).is_some_and(|parent| tree.contains(&parent)) {
                    tree.insert(row.id);
                }
            }
            if tree.len() == before {
                return tree;
            }
        }
    }
}
