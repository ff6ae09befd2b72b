//! Tables from elsewhere: reading them, finding what their columns are, planning and importing them.

use super::desk::{Desk, Surroundings, Tell};
use super::excerpt::{excerpt, Sent};
use super::{vocabulary, Change, Failure, Moment};
use crate::domain::command::Context;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::stamp::Stamp;
use crate::exchange::report::Problem;
use crate::exchange::table::amounts::NumberColumn;
use crate::exchange::table::columns::{decide, guess, signature, Column, Guess, Mapping, Target, TABLES};
use crate::exchange::table::dates::DateColumn;
use crate::exchange::table::decode::{self, Encoding};
use crate::exchange::table::delimited::{Delimiter, Reader};
use crate::exchange::table::limits::Limits;
use crate::exchange::table::plan::{Count, Fate, Options, Plan, Planner, Rejected, Rule};
use crate::exchange::table::{header, sniff, vcard, xlsx, Cell, FileKind, Sheet};
use crate::storage::root::Revision;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// Rows between two words about how far it is.
const PORTION: usize = 2_000;
/// Cells that are shown of a column, and the rows in which they are looked for.
const EXAMPLES: usize = 3;
const LOOKED_AT: usize = 500;
/// Characters that are shown of a cell.
const EXAMPLE_LENGTH: usize = 40;
/// Rows that are shown as they will be.
const FIRST: usize = 10;
/// Refused rows that are shown.
const REFUSED: usize = 50;

/// How a table is read: found by itself, and changeable.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug, Default)]
pub struct Reading {
    /// What kind of file it is.
    pub kind: Option<FileKind>,
    /// Of texts: their encoding.
    pub encoding: Option<Encoding>,
    /// Of texts: what stands between cells; `None`: found by itself.
    pub delimiter: Option<Delimiter>,
    /// Its first row names the columns.
    pub header: bool,
    /// Of spreadsheets: which sheet.
    pub sheet: usize,
}

impl Reading {
    /// How bytes are most likely to be read.
    fn of(bytes: &[u8]) -> Reading {
        let kind = sniff(bytes);
        let text = matches!(kind, FileKind::Text | FileKind::Vcard);
        Reading { kind: Some(kind), encoding: text.then(|| decode::guess(bytes)), ..Reading::default() }
    }
}

/// What came of reading a table.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Read {
    /// It is none that can be read.
    Bad(Problem),
    /// It was read.
    Good {
        /// How.
        reading: Reading,
        /// The names of its sheets.
        sheets: Vec<String>,
        /// What is odd.
        warnings: Vec<Problem>,
        /// By what its mapping is remembered where its first row names the columns.
        signature: String,
    },
}

/// What the columns are.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Columns {
    /// As it was found.
    pub guess: Guess,
    /// What each column is called, and some of its cells.
    pub heads: Vec<Head>,
    /// Rows without the header.
    pub rows: usize,
}

/// What is shown of a column.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Head {
    /// Its name; empty without a header.
    pub name: String,
    /// Some of its cells.
    pub examples: Vec<String>,
}

/// How a column is read.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Decision {
    /// What it holds.
    pub column: Column,
    /// What is known of its dates.
    pub dates: Option<DateColumn>,
    /// What is known of its numbers.
    pub numbers: Option<NumberColumn>,
}

/// What is done with rows of the main table.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Those that are there are changed, others are made.
    Both,
    /// Only new ones are made.
    Create,
    /// Only those that are there are changed.
    Update,
}

/// What is to be planned.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Request {
    /// What the columns are.
    pub mapping: Mapping,
    /// What is done with rows.
    pub mode: Mode,
    /// Makes what rows name and is not there.
    pub making: bool,
    /// Empty cells clear fields.
    pub clearing: bool,
    /// Who does it, when.
    pub moment: Moment,
    /// What is written carries it.
    pub stamp: Stamp,
}

/// What an import would do.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Planned {
    /// Nothing would change.
    pub nothing: bool,
    /// Rows made and changed per table.
    pub counts: BTreeMap<Table, Count>,
    /// Rows of the table that make or change a record.
    pub imported: usize,
    /// Rows of the table that say nothing new.
    pub unchanged: usize,
    /// Rows that are refused.
    pub rejected: usize,
    /// The first of them.
    pub refused: Vec<Rejected>,
    /// The first rows, and what becomes of them.
    pub first: Vec<(Fate, Id)>,
    /// The rows that are shown, as they will be.
    pub rows: Vec<Sent>,
}

/// A table on the desk.
#[derive(Default)]
pub struct Tabled {
    sheets: Vec<Sheet>,
    sheet: usize,
    header: bool,
    planned: Option<Future>,
}

/// What a plan makes of the data.
struct Future {
    plan: Plan,
    data: Dataset,
    revision: Revision,
}

impl Tabled {
    fn chosen(&self) -> Option<&Sheet> {
        self.sheets.get(self.sheet)
    }

    fn rows(&self) -> &[Vec<Cell>] {
        let rows = self.chosen().map(|sheet| sheet.rows.as_slice()).unwrap_or_default();
        rows.get(usize::from(self.header)..).unwrap_or_default()
    }

    fn heads(&self, columns: usize) -> Vec<Head> {
        let text = |row: &Vec<Cell>, at| row.get(at).map(shown).unwrap_or_default();
        let head = |at| {
            let first = self.chosen().and_then(|sheet| sheet.rows.first()).filter(|_| self.header);
            let mut examples: Vec<String> = Vec::new();
            for said in self.rows().iter().take(LOOKED_AT).map(|row| text(row, at)).filter(|said| !said.is_empty()) {
                let said: String = said.chars().take(EXAMPLE_LENGTH).collect();
                if !examples.contains(&said) {
                    examples.push(said);
                }
                if examples.len() == EXAMPLES {
                    break;
                }
            }
            Head { name: first.map(|row| text(row, at)).unwrap_or_default(), examples }
        };
        (0..columns).map(head).collect()
    }
}

impl<S: Surroundings> Desk<S> {
    pub(super) fn read_table(&mut self, bytes: &[u8], reading: Option<Reading>, tell: Tell) -> Read {
        self.table = None;
        let mut reading = reading.unwrap_or_else(|| Reading::of(bytes));
        let (sheets, warnings) = match sheets::<S>(bytes, &reading, tell) {
            Ok(read) => read,
            Err(problem) => return Read::Bad(problem),
        };
        reading.sheet = reading.sheet.min(sheets.len().saturating_sub(1));
        reading.header = sheets.get(reading.sheet).is_some_and(header::has_header);
        let first = sheets.get(reading.sheet).and_then(|sheet| sheet.rows.first());
        let signature = first.map(|row| signature(row)).unwrap_or_default();
        let names = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        self.table = Some(Tabled { sheets, sheet: reading.sheet, header: reading.header, planned: None });
        Read::Good { reading, sheets: names, warnings, signature }
    }

    pub(super) async fn columns(
        &mut self,
        header: bool,
        table: Option<Table>,
        remembered: Option<&str>,
    ) -> Result<Columns, Failure> {
        self.current().await?;
        let (Some(tabled), Some(data)) = (self.table.as_ref(), self.data()) else { return Err(Failure::of("other")) };
        let sheet = tabled.chosen().ok_or(Failure::of("other"))?;
        let mut found = guess(sheet, header, &vocabulary::words(), data, table, None);
        let remembered = remembered.and_then(Mapping::from_text);
        if let Some(mapping) = remembered.filter(|mapping| mapping.columns.len() == found.columns.len()) {
            found.mapping.preset = mapping.preset;
            found.mapping.table = mapping.table;
            for (at, column) in mapping.columns.into_iter().enumerate() {
                let (_, dates, numbers) = decide(sheet, header, at, column.target.clone());
                found.mapping.columns[at] = column;
                (found.columns[at].dates, found.columns[at].numbers) = (dates, numbers);
            }
        }
        let tabled = self.table.as_mut().ok_or(Failure::of("other"))?;
        tabled.header = header;
        Ok(Columns { heads: tabled.heads(found.columns.len()), rows: tabled.rows().len(), guess: found })
    }

    pub(super) fn decide(&self, at: usize, target: Option<Target>) -> Option<Decision> {
        let tabled = self.table.as_ref()?;
        let (column, dates, numbers) = decide(tabled.chosen()?, tabled.header, at, target);
        Some(Decision { column, dates, numbers })
    }

    pub(super) async fn plan(&mut self, request: Request, tell: Tell<'_>) -> Result<Planned, Failure> {
        let (_, revision) = self.current().await?;
        let mut ids = self.around.ids();
        let (Some(tabled), Some(before)) = (self.table.as_ref(), self.data()) else { return Err(Failure::of("other")) };
        let Moment { today, minute, now_ms, actor } = request.moment;
        let context = Context { today, minute, now_ms, actor, ids: &mut *ids };
        let (words, main) = (vocabulary::words(), request.mapping.table);
        let mut planner = Planner::new(before, &request.mapping, options(&request, before), &words, context);
        let rows = tabled.rows();
        for portion in rows.chunks(PORTION) {
            tell(planner.done(), rows.len());
            planner.rows(portion);
        }
        let mut plan = planner.finish();
        // It is as large as what it makes: once applied it goes.
        let patch = std::mem::take(&mut plan.patch);
        let mut data = before.clone();
        patch.apply(&mut data, request.stamp);
        data.seen.observe(request.stamp);
        let first: Vec<(Fate, Id)> =
            plan.rows.iter().filter_map(|(fate, id)| Some((*fate, (*id)?))).take(FIRST).collect();
        let planned = Planned {
            nothing: patch.is_empty(),
            counts: plan.counts.clone(),
            imported: plan.with(Fate::Created) + plan.with(Fate::Updated),
            unchanged: plan.with(Fate::Unchanged),
            rejected: plan.rejected.len(),
            refused: plan.rejected.iter().take(REFUSED).map(in_words).collect(),
            rows: excerpt(&data, first.iter().map(|(_, id)| (main, *id))),
            first,
        };
        if let Some(tabled) = &mut self.table {
            tabled.planned = Some(Future { plan, data, revision });
        }
        Ok(planned)
    }

    pub(super) fn rejected(&self) -> Vec<Rejected> {
        let planned = self.table.as_ref().and_then(|tabled| tabled.planned.as_ref());
        planned.map(|future| future.plan.rejected.iter().map(in_words).collect()).unwrap_or_default()
    }

    pub(super) async fn import(&mut self, change: Change) -> Result<bool, Failure> {
        let Some(mut tabled) = self.table.take() else { return Ok(false) };
        let done = match &mut tabled.planned {
            Some(future) if future.revision.0 == change.made_of => self.write(&future.data, change).await,
            _ => Ok(false),
        };
        if done == Ok(true) {
            // Only the refused rows are asked for from now on.
            tabled.sheets = Vec::new();
            tabled.planned.iter_mut().for_each(|future| future.data = Dataset::default());
        }
        self.table = Some(tabled);
        done
    }
}

/// What is done with the rows of each table.
fn options(request: &Request, data: &Dataset) -> Options {
    let main = request.mapping.table;
    let mut options = Options::new(&request.mapping, data);
    options.clear = request.clearing;
    let (create, update) = (request.mode != Mode::Update, request.mode != Mode::Create);
    for table in TABLES {
        let usual = options.rule(table, main);
        let rule = match table == main {
            true => Rule { create, update, ..usual },
            false => Rule { create: request.making, ..usual },
        };
        options.rules.insert(table, rule);
    }
    options
}

/// Sheets, and what is odd about them.
fn sheets<S: Surroundings>(bytes: &[u8], reading: &Reading, tell: Tell) -> Result<(Vec<Sheet>, Vec<Problem>), Problem> {
    let refused = |code| Problem { code, path: String::new(), line: None, detail: String::new() };
    let limits = Limits::default();
    let kind = reading.kind.unwrap_or(FileKind::Unknown);
    if let Some(code) = kind.refusal() {
        return Err(refused(code));
    }
    match kind {
        FileKind::Xlsx => {
            let sheets = xlsx::read(bytes, &limits, &mut |rows| {
                tell(rows, 0);
                ControlFlow::Continue(())
            })?;
            Ok((sheets, Vec::new()))
        }
        FileKind::Vcard => Ok((vec![vcard::read(bytes, reading.encoding, &S::decode, &limits)?], Vec::new())),
        _ => {
            let encoding = reading.encoding.unwrap_or(Encoding::Utf8);
            let text = decode::decode(bytes, encoding, &S::decode)?.text;
            let mut reader = Reader::new(&text, reading.delimiter, &limits)?;
            let mut sheet = Sheet::default();
            loop {
                let rows = reader.next_rows(PORTION)?;
                if rows.is_empty() {
                    return Ok((vec![sheet], reader.warnings().to_vec()));
                }
                sheet.rows.extend(rows);
                tell(reader.position(), text.len());
            }
        }
    }
}

/// A refused row with its cells as they stand in the table.
fn in_words(rejected: &Rejected) -> Rejected {
    let cells = rejected.cells.iter().map(|cell| Cell::Text(shown(cell))).collect();
    Rejected { cells, ..rejected.clone() }
}

/// A cell as it stands in the table.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}
