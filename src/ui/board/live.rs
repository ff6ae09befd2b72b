//! The board's figures, kept up to date: computed once, then following each change (see `analysis::board`), also while another
//! screen is shown.

use super::super::app::App;
use super::super::finding::Finding;
use super::super::kit::pipelines::shown_pipeline;
use super::super::workspace::Workspace;
use crate::analysis::basis::Basis;
use crate::analysis::board::{Board, BoardSpec, Column, Making};
use crate::analysis::filter::DealFilter;
use crate::analysis::period::Period;
use crate::analysis::rates::Total;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{deal, Table};
use crate::domain::row::Row;
use crate::route::Route;
use crate::text::pinyin::Query;
use crate::web::turn::{turn, Slice};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many deals are looked at between two looks at the clock.
const DEALS: usize = 100;

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
    /// What was typed to find deals, leads or their customers.
    pub text: Option<Query>,
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
            text: route.param("q").map(Query::new).filter(|query| !query.is_empty()),
        }
    }

    /// Whether it leaves anything out.
    pub fn filters(&self) -> bool {
        *self != Wanted { pipeline: self.pipeline, ..Wanted::default() }
    }
}

/// What a search found: per table, whether the row at a place is among it.
struct Found(Option<[(Table, Vec<bool>); 3]>);

impl Found {
    fn new(finding: Finding, query: Option<&Query>) -> Found {
        Found(query.map(|q| [Table::Deal, Table::Customer, Table::Lead].map(|table| (table, finding.hits(table, q)))))
    }

    fn has(&self, data: &Dataset, table: Table, id: Id) -> bool {
        let hits = self.0.iter().flatten().find(|(of, _)| *of == table);
        hits.zip(data.rows(table).position(id)).is_some_and(|((_, hits), at)| hits.get(at) == Some(&true))
    }

    /// Whether it takes a deal or a lead; a deal also by its customer.
    fn takes(&self, data: &Dataset, table: Table, row: &Row) -> bool {
        let customer = (table == Table::Deal).then(|| row.link(deal::CUSTOMER)).flatten();
        self.0.is_none()
            || self.has(data, table, row.id)
            || customer.is_some_and(|customer| self.has(data, Table::Customer, customer))
    }
}

/// What is kept between two looks: the board with all its deals, and what the filters leave of it. The spec of the latter follows
/// from what was asked; what a text finds follows from the readings as well.
struct Live {
    seen: u64,
    today: NaiveDate,
    spec: BoardSpec,
    all: Board,
    narrowed: Option<(Asked, Board)>,
}

/// What the address asks for, and with which readings of Chinese characters a text was looked for.
type Asked = (Wanted, u64);

/// The board that the address asks for.
pub fn live(app: App, workspace: Workspace, finding: Finding) -> Memo<Option<BoardView>> {
    let wanted = Memo::new(move |_| Wanted::of(&app.route.get()));
    // Where nothing is kept yet, the screen is drawn first, and the board is made beside it.
    let made = RwSignal::new(workspace.has_kept::<Live>());
    if !made.get_untracked() {
        let asked = wanted.get_untracked().pipeline;
        spawn_local(async move {
            turn().await;
            if made.is_disposed() {
                return;
            }
            if let Some(live) = made_in_slices(workspace, asked, || made.is_disposed()).await {
                workspace.keep(live);
                turn().await;
            }
            made.try_set(true);
        });
    }
    Memo::new(move |_| {
        if !made.get() {
            return None;
        }
        let (seen, today, wanted) = (workspace.changes(), workspace.today(), wanted.get());
        let readings = if wanted.text.is_some() { finding.readings() } else { 0 };
        let asked = (wanted, readings);
        workspace.peek(|data| {
            let wanted = &asked.0;
            let spec = BoardSpec::new(shown_pipeline(data, wanted.pipeline)?, Period::month(today));
            let basis = Basis::new(data, today);
            let found = Found::new(finding, wanted.text.as_ref());
            let former = workspace.take_kept::<Live>().filter(|live| live.spec == spec && live.today == today);
            let former = former.and_then(|live| live.follow(&basis, workspace, seen, &asked, &found));
            let mut live = former.unwrap_or_else(|| {
                let all = Board::new(&basis, spec.clone(), &|_, _| true);
                Live { seen, today, spec, all, narrowed: None }
            });
            let shown = if wanted.filters() { live.narrow(&basis, &asked, &found) } else { &live.all };
            let view = view(&basis, shown);
            workspace.keep(live);
            Some(view)
        })
    })
}

/// The board with all its deals, made in slices. `None`: there is no pipeline, something changed meanwhile, or nobody waits for it any more.
async fn made_in_slices(workspace: Workspace, pipeline: Option<Id>, left: impl Fn() -> bool) -> Option<Live> {
    let (seen, today) = untrack(|| (workspace.changes(), workspace.today()));
    let spec = workspace.peek(|data| Some(BoardSpec::new(shown_pipeline(data, pipeline)?, Period::month(today))))?;
    let (mut making, mut slice) = (Making::default(), Slice::begin());
    let mut more = true;
    while more {
        more = workspace.peek(|data| making.look(&Basis::new(data, today), &spec, &|_, _| true, DEALS));
        // The sums have a task of their own.
        if more {
            slice.breathe().await;
        } else {
            turn().await;
        }
        if left() || untrack(|| workspace.changes()) != seen {
            return None;
        }
    }
    let all = workspace.peek(|data| making.board(&Basis::new(data, today), spec.clone(), &|_, _| true));
    Some(Live { seen, today, spec, all, narrowed: None })
}

impl Live {
    /// Takes in what changed since. `None`: too much to follow.
    fn follow(mut self, basis: &Basis, workspace: Workspace, seen: u64, asked: &Asked, found: &Found) -> Option<Live> {
        // What was found then is not known any more, and what is found now is of other words.
        self.narrowed.take_if(|(of, _)| of != asked);
        for entry in workspace.changes_since(self.seen)? {
            if !self.all.follow(basis, &entry.patch, &|_, _| true) {
                return None;
            }
            // A contact that says something else changes which customers a text finds, and so deals that the patch does not name.
            if entry.patch.rows.iter().any(|row| row.table == Table::Contact) {
                self.narrowed = None;
            }
            if let Some((_, board)) = &mut self.narrowed {
                board.follow(basis, &entry.patch, &|table, row| found.takes(basis.data, table, row));
            }
        }
        self.seen = seen;
        Some(self)
    }

    /// What the filters leave.
    fn narrow(&mut self, basis: &Basis, asked: &Asked, found: &Found) -> &Board {
        let (all, spec) = (&self.all, &self.spec);
        let narrowed = self.narrowed.get_or_insert_with(|| {
            let only = |what: &str| asked.0.only == what;
            let spec = BoardSpec {
                filter: asked.0.filter.clone(),
                no_next_step: only("no_next"),
                overdue: only("overdue"),
                rotting: only("rotting"),
                ..spec.clone()
            };
            let board = all.narrowed(basis, spec, &|table, row| found.takes(basis.data, table, row));
            (asked.clone(), board)
        });
        &narrowed.1
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
