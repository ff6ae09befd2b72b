//! What importing a table would do: rows to make, cells to change, and per row what happens, with the reason where it is refused.
//!
//! One row may hold a deal with its customer, contact, rep and product. A row is taken as a whole or not at all: what a refused row would have
//! made besides is not made either. Names are compared after folding (case, width, blanks) and must fit exactly; rows that name the same
//! new customer share one. The plan changes nothing by itself.
//!
//! Rows come in portions, so that a caller can say how far it is, or stop.

mod deal;
mod finish;
mod index;
mod read;
mod record;
mod refer;
mod work;

use super::columns::{Mapping, Words};
use super::Cell;
use crate::domain::command::Context;
use crate::domain::dataset::{Dataset, IdMap};
use crate::domain::id::Id;
use crate::domain::message::Code;
use crate::domain::money::Currency;
use crate::domain::patch::Patch;
use crate::domain::records::{settings, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a row of the table is recognised by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum MatchBy {
    /// Our own id.
    Id,
    /// Its id in the other program.
    External,
    /// Its name: of a contact or deal among those of the same customer.
    Name,
    /// Its phone number, by its digits.
    Phone,
    /// Its mail address.
    Email,
}

/// What is done with the rows of one table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// What they are recognised by, the first that finds one.
    pub keys: Vec<MatchBy>,
    /// Make those that are not there; else a row that needs one is refused.
    pub create: bool,
    /// Change those that are there.
    pub update: bool,
}

/// How a table is imported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// Where the other program's ids are kept: `external.<system>`.
    pub system: String,
    /// Rules that differ from the usual ones.
    pub rules: BTreeMap<Table, Rule>,
    /// An empty cell clears the field of a row that is there.
    pub clear: bool,
    /// The currency of amounts that name none.
    pub currency: Currency,
}

impl Options {
    /// The usual options: the mapping's program as the system, the workspace's currency.
    pub fn new(mapping: &Mapping, data: &Dataset) -> Options {
        let currency = data.settings().and_then(|row| Currency::parse(row.text(settings::CURRENCY)));
        Options {
            system: mapping.preset.clone(),
            rules: BTreeMap::new(),
            clear: false,
            currency: currency.unwrap_or(Currency::CNY),
        }
    }

    /// What is done with the rows of a table. Usually what the table is about is made and changed; what it only names is made, and left as it is.
    pub fn rule(&self, table: Table, main: Table) -> Rule {
        self.rules.get(&table).cloned().unwrap_or_else(|| {
            let people = matches!(table, Table::Contact | Table::Lead | Table::Rep);
            let keys = [MatchBy::Id, MatchBy::External, MatchBy::Email, MatchBy::Name];
            let keys = keys.into_iter().filter(|key| people || *key != MatchBy::Email).collect();
            Rule { keys, create: true, update: table == main }
        })
    }
}

/// What happens with a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Fate {
    /// It makes a new record.
    Created,
    /// It changes one that is there.
    Updated,
    /// All that it says is there already.
    Unchanged,
    /// It is refused: see [`Plan::rejected`].
    Rejected,
}

/// A row that is refused, to give back.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Rejected {
    /// Its place, from 0 among the rows that were given.
    pub row: usize,
    /// Its cells as they came.
    pub cells: Vec<Cell>,
    /// Why.
    pub reason: Reason,
}

/// Why a row is refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reason {
    /// The code of its words in `text/`.
    #[serde(with = "crate::domain::message::code")]
    pub code: Code,
    /// The column that it is about, where it is one.
    pub column: Option<usize>,
    /// What stands there, cut to 80 characters.
    pub value: String,
}

/// How many rows of a table are made and changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Count {
    /// New rows.
    pub created: usize,
    /// Rows that were there and change.
    pub updated: usize,
}

/// What an import would do.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Plan {
    /// The change.
    pub patch: Patch,
    /// What happens with each row, and the record that it is about.
    pub rows: Vec<(Fate, Option<Id>)>,
    /// The rows that are refused.
    pub rejected: Vec<Rejected>,
    /// Rows made and changed per table.
    pub counts: BTreeMap<Table, Count>,
}

impl Plan {
    /// How many rows have a fate.
    pub fn with(&self, fate: Fate) -> usize {
        self.rows.iter().filter(|(f, _)| *f == fate).count()
    }
}

/// Plans an import, portion by portion.
pub struct Planner<'a> {
    data: &'a Dataset,
    words: &'a Words,
    context: Context<'a>,
    options: Options,
    main: Table,
    slots: Rc<[read::Slot]>,
    index: index::Index,
    /// What rows must have, what must be theirs alone.
    demands: work::Demands,
    patch: Patch,
    /// Rows made here, and rows of the main table that had their row already.
    made: IdMap<()>,
    seen: IdMap<()>,
    /// Rows whose order is found at the end: the new ones of tables with an order, by their siblings.
    ordered: BTreeMap<(Table, String), Vec<Id>>,
    /// Deals by the stage that they come to, in the order of the table.
    placed: BTreeMap<Id, Vec<Id>>,
    /// Deals that get new lines.
    lined: Vec<Id>,
    plan: Plan,
}

impl<'a> Planner<'a> {
    /// Begins. `words`: the names of choices.
    pub fn new(
        data: &'a Dataset,
        mapping: &Mapping,
        options: Options,
        words: &'a Words,
        context: Context<'a>,
    ) -> Planner<'a> {
        let slots = read::slots(mapping, data).into();
        Planner {
            data,
            words,
            context,
            index: index::Index::new(data, &options.system, mapping),
            main: mapping.table,
            options,
            slots,
            demands: work::Demands::default(),
            patch: Patch::default(),
            made: IdMap::default(),
            seen: IdMap::default(),
            ordered: BTreeMap::new(),
            placed: BTreeMap::new(),
            lined: Vec::new(),
            plan: Plan::default(),
        }
    }

    /// Takes the next rows (without the header). Rows of blanks only count for nothing.
    pub fn rows(&mut self, rows: &[Vec<Cell>]) {
        for cells in rows {
            let done = if cells.iter().all(|cell| *cell == Cell::Empty) {
                Ok((Fate::Unchanged, None))
            } else {
                self.row(cells)
            };
            let row = self.plan.rows.len();
            self.plan.rows.push(match done {
                Ok((fate, id)) => (fate, id),
                Err(reason) => {
                    self.plan.rejected.push(Rejected { row, cells: cells.clone(), reason });
                    (Fate::Rejected, None)
                }
            });
        }
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(Fate, Option<Id>), Reason> {
        let mut draft = self.read(cells)?;
        let mut work = work::Work::default();
        let done = self.records(&mut draft, &mut work)?;
        self.check(&work, &draft)?;
        self.commit(work);
        Ok(done)
    }
}

/// Plans a whole table at once: see [`Planner`].
pub fn plan<'a>(
    data: &'a Dataset,
    rows: &[Vec<Cell>],
    mapping: &Mapping,
    options: Options,
    words: &'a Words,
    context: Context<'a>,
) -> Plan {
    let mut planner = Planner::new(data, mapping, options, words, context);
    planner.rows(rows);
    planner.finish()
}
