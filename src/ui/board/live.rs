//! The board's figures, kept up to date: computed once, then following each change (see `analysis::board`).

use super::super::app::App;
use super::super::kit::pipelines::shown_pipeline;
use super::super::workspace::Workspace;
use crate::analysis::basis::Basis;
use crate::analysis::board::{Board, BoardSpec, Column};
use crate::analysis::filter::DealFilter;
use crate::analysis::period::Period;
use crate::analysis::rates::Total;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{customer, deal, lead, Table};
use crate::domain::row::Row;
use crate::route::Route;
use crate::text::fold::fold;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;

/// What the board shows: cheap to clone and to compare.
#[derive(Clone, PartialEq)]
pub struct BoardView {
    /// The columns, in the order of the stages; archived stages only while deals stand there.
    pub columns: Vec<Arc<Column>>,
    /// Σ of open deals.
    pub open: Total,
    /// Σ of open deals × probability.
    pub weighted: Total,
    /// Σ of open deals that are due this month.
    pub due: Total,
    /// How many open deals have no next step, an overdue one, rot.
    pub marks: [usize; 3],
}

impl BoardView {
    /// Where a record stands: column and place.
    pub fn find(&self, id: Id) -> Option<(usize, usize)> {
        self.columns.iter().enumerate().find_map(|(c, column)| column.ids.iter().position(|i| *i == id).map(|p| (c, p)))
    }

    /// The column of a stage.
    pub fn column(&self, stage: Id) -> Option<&Arc<Column>> {
        self.columns.iter().find(|c| c.stage == stage)
    }
}

/// What the address asks the board for.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// The pipeline; `None`: the first.
    pub pipeline: Option<Id>,
    /// Owner, region, tier, product.
    pub filter: DealFilter,
    /// `no_next`, `overdue`, `rotting` or nothing.
    pub only: String,
    /// Words in the deal's or the customer's name, folded.
    pub text: String,
}

impl Wanted {
    /// Reads the address.
    pub fn of(route: &Route) -> Wanted {
        let id = |name: &str| route.param(name).and_then(Id::parse);
        Wanted {
            pipeline: id("pipeline"),
            filter: DealFilter {
                owners: id("owner").into_iter().collect(),
                region: id("region"),
                tier: id("tier"),
                product: id("product"),
                ..DealFilter::default()
            },
            only: route.param("only").unwrap_or("").to_string(),
            text: fold(route.param("q").unwrap_or("")),
        }
    }

    /// Whether it leaves anything out.
    pub fn filters(&self) -> bool {
        *self != Wanted { pipeline: self.pipeline, ..Wanted::default() }
    }

    fn takes(&self, data: &Dataset, table: Table, row: &Row) -> bool {
        let has = |row: &Row, key: Key| fold(row.text(key)).contains(&self.text);
        self.text.is_empty()
            || match table {
                Table::Lead => has(row, lead::NAME),
                _ => {
                    has(row, deal::NAME)
                        || data.follow(table, row, deal::CUSTOMER).is_some_and(|c| has(c, customer::NAME))
                }
            }
    }
}

/// What is kept between two looks: the board with all its deals, and what the filters leave of it.
struct Live {
    seen: u64,
    today: NaiveDate,
    spec: BoardSpec,
    all: Board,
    narrowed: Option<(Wanted, BoardSpec, Board)>,
}

/// The board that the address asks for.
pub fn live(app: App, workspace: Workspace) -> Memo<Option<BoardView>> {
    let kept = StoredValue::new_local(None::<Live>);
    let wanted = Memo::new(move |_| Wanted::of(&app.route.get()));
    Memo::new(move |_| {
        let (seen, today, wanted) = (workspace.changes(), workspace.today(), wanted.get());
        workspace.peek(|data| {
            let spec = BoardSpec::new(shown_pipeline(data, wanted.pipeline)?, Period::month(today));
            let basis = Basis::new(data, today);
            let former =
                kept.try_update_value(Option::take).flatten().filter(|live| live.spec == spec && live.today == today);
            let mut live = former.and_then(|live| live.follow(&basis, workspace, seen)).unwrap_or_else(|| {
                let all = Board::new(&basis, spec.clone(), &|_, _| true);
                Live { seen, today, spec: spec.clone(), all, narrowed: None }
            });
            let view =
                if wanted.filters() { view(&basis, live.narrow(&basis, &wanted)) } else { view(&basis, &live.all) };
            kept.set_value(Some(live));
            Some(view)
        })
    })
}

impl Live {
    /// Takes in what changed since. `None`: too much to follow.
    fn follow(mut self, basis: &Basis, workspace: Workspace, seen: u64) -> Option<Live> {
        for entry in workspace.changes_since(self.seen)? {
            if !self.all.follow(basis, &entry.patch, &|_, _| true) {
                return None;
            }
            if let Some((wanted, _, board)) = &mut self.narrowed {
                board.follow(basis, &entry.patch, &|table, row| wanted.takes(basis.data, table, row));
            }
        }
        self.seen = seen;
        Some(self)
    }

    /// What the filters leave.
    fn narrow(&mut self, basis: &Basis, wanted: &Wanted) -> &Board {
        let mut spec = self.spec.clone();
        spec.filter = wanted.filter.clone();
        spec.no_next_step = wanted.only == "no_next";
        spec.overdue = wanted.only == "overdue";
        spec.rotting = wanted.only == "rotting";
        let former = self.narrowed.take().filter(|(asked, of, _)| (asked, of) == (wanted, &spec));
        let narrowed = former.unwrap_or_else(|| {
            let extra = |table: Table, row: &Row| wanted.takes(basis.data, table, row);
            let board = self.all.narrowed(basis, spec.clone(), &extra);
            (wanted.clone(), spec, board)
        });
        &self.narrowed.insert(narrowed).2
    }
}

fn view(basis: &Basis, board: &Board) -> BoardView {
    let archived = |c: &Column| basis.stage(c.stage).is_some_and(|s| s.archived);
    BoardView {
        columns: board.columns.iter().filter(|c| !c.ids.is_empty() || !archived(c)).cloned().collect(),
        open: board.in_progress.clone(),
        weighted: board.weighted.clone(),
        due: board.due_this_month.clone(),
        marks: board.marks,
    }
}
