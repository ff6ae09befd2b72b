//! From columns to fields: by what other programs call them, by our own labels, by what people call them in spreadsheets, and by what stands in them.
//! What the rows are in the first place (deals, customers …) follows from that too.

use super::amounts::{self, NumberColumn};
use super::dates::{self, DateColumn};
use super::decide::Decided;
use super::fold::{fold, header, unbracketed};
use super::presets::{self, PLAIN};
use super::{Cell, Sheet};
use crate::domain::dataset::Dataset;
use crate::domain::money::Currency;
use crate::domain::records::{own_field, rep, stage, Kind, Table};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

pub use super::mapping::{beside, signature, Column, Mapping, Target, TABLES};

/// What a field is called on the screens. This room knows no words, so they are passed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Whose field.
    pub table: Table,
    /// Its name as in a [`Target`]; empty: the table itself.
    pub field: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What a choice is called on the screens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Whose field.
    pub table: Table,
    /// The field's name.
    pub field: String,
    /// The choice's code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// The words of the screens.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// Fields and tables.
    pub labels: Vec<Label>,
    /// Choices of fields.
    pub choices: Vec<Choice>,
}

/// How a column's field was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum By {
    /// The program calls it so.
    Preset,
    /// The screens call it so.
    Label,
    /// People call it so.
    Custom,
    /// By what stands in it.
    Content,
    /// Not at all: it is left out.
    Nothing,
}

impl By {
    /// How sure that is, 0 to 100.
    pub fn score(self) -> u8 {
        match self {
            By::Preset => 100,
            By::Label => 90,
            By::Custom => 80,
            By::Content => 50,
            By::Nothing => 0,
        }
    }
}

/// What was found of a column.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Found {
    /// How its field was found.
    pub by: By,
    /// What is known of its dates, if it holds dates.
    pub dates: Option<DateColumn>,
    /// What is known of its numbers, if it holds numbers.
    pub numbers: Option<NumberColumn>,
}

impl Found {
    /// Whether its order of dates or its decimal sign has to be asked for.
    pub fn is_open(&self, column: &Column) -> bool {
        let open = |decided: Decided| matches!(decided, Decided::Open | Decided::Contradictory);
        self.dates.as_ref().is_some_and(|d| column.order.is_none() && open(d.decided))
            || self.numbers.as_ref().is_some_and(|n| column.numbers.sign.is_none() && open(n.decided))
    }
}

/// A mapping as it is found by itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Guess {
    /// What the columns are.
    pub mapping: Mapping,
    /// How that was found, per column.
    pub columns: Vec<Found>,
}

/// A column's field, and how it was found.
type Match = Option<(Target, By)>;

/// Finds what a table's columns are. `header`: its first row names them. `table`, `preset`: what the user chose, if anything.
pub fn guess(
    sheet: &Sheet,
    header: bool,
    words: &Words,
    data: &Dataset,
    table: Option<Table>,
    preset: Option<&str>,
) -> Guess {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let names: Vec<&str> = match sheet.rows.first().filter(|_| header) {
        Some(first) => (0..width).map(|at| first.get(at).map_or("", Cell::text)).collect(),
        None => vec![""; width],
    };
    let labels = Labels::new(words, data);
    let mut best: Option<(usize, &str, Table, Vec<Match>)> = None;
    // Spreadsheets come first: a program is named only if something speaks for it.
    let plain = TABLES.iter().map(|table| (PLAIN, *table));
    let programs = presets::sections().iter().filter(|s| s.preset != PLAIN).map(|s| (s.preset, s.table));
    let wanted = plain.chain(programs).filter(|(p, t)| table.is_none_or(|c| c == *t) && preset.is_none_or(|c| c == *p));
    for (preset, table) in wanted {
        let found = by_names(&names, preset, table, &labels);
        let score = score(&names, &found, table, &labels);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, preset, table, found));
        }
    }
    let (_, found_preset, found_table, found) =
        best.unwrap_or((0, preset.unwrap_or(PLAIN), table.unwrap_or(Table::Customer), vec![None; width]));
    let found_table = if header { found_table } else { table.unwrap_or_else(|| by_content(sheet, width, data)) };
    let mut found = if header { found } else { vec![None; width] };
    content(sheet, header, found_table, data, &mut found);
    let mut guess = Guess {
        mapping: Mapping { table: found_table, preset: found_preset.to_string(), columns: Vec::with_capacity(width) },
        columns: Vec::with_capacity(width),
    };
    for (at, found) in found.into_iter().enumerate() {
        let (target, by) = found.map_or((None, By::Nothing), |(target, by)| (Some(target), by));
        let (column, dates, numbers) = decide(sheet, header, at, target);
        guess.mapping.columns.push(column);
        guess.columns.push(Found { by, dates, numbers });
    }
    guess
}

/// Decides how a column is read once its target is known: also when the user chose another one.
pub fn decide(
    sheet: &Sheet,
    header: bool,
    at: usize,
    target: Option<Target>,
) -> (Column, Option<DateColumn>, Option<NumberColumn>) {
    let cells = || sheet.rows.iter().skip(usize::from(header)).map(|row| row.get(at).unwrap_or(&Cell::Empty));
    let name = sheet.rows.first().filter(|_| header).and_then(|row| row.get(at)).map_or("", Cell::text);
    let mut column = Column { target, ..Column::default() };
    let (mut date_column, mut number_column) = (None, None);
    match column.target.as_ref().and_then(Target::kind) {
        Some(Kind::Date | Kind::Moment) => {
            let found = dates::survey(cells());
            column.order = found.order;
            date_column = Some(found);
        }
        Some(kind @ (Kind::Money | Kind::Decimal | Kind::Int(..) | Kind::Percent)) => {
            let chinese = name.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let found = amounts::survey(cells(), chinese);
            let (unit, currency) = amounts::unit_of_header(&unbracketed(name).1);
            column.numbers.sign = found.sign;
            column.numbers.parts_of_one = kind == Kind::Percent && found.parts_of_one;
            if kind == Kind::Money {
                column.numbers.unit = unit;
                column.currency = currency.and_then(Currency::parse);
            }
            number_column = Some(found);
        }
        // An own field's dates are decided like any other; numbers are read with the sign that they have.
        Some(Kind::Map) => {
            let found = dates::survey(cells());
            column.order = found.order;
            let numbers = amounts::survey(cells(), false);
            column.numbers.sign = numbers.sign;
            date_column = Some(found).filter(|found| found.dates > found.strays.len());
            number_column = Some(numbers).filter(|found| date_column.is_none() && found.numbers > found.strays.len());
        }
        _ => {}
    }
    (column, date_column, number_column)
}

/// Our own words by folded header.
struct Labels {
    /// Fields of a table.
    fields: HashMap<(Table, String), String>,
    /// Fields of any table with the table's name before them, and tables for their name.
    far: HashMap<String, (Table, String)>,
}

impl Labels {
    fn new(words: &Words, data: &Dataset) -> Labels {
        let mut labels = Labels { fields: HashMap::new(), far: HashMap::new() };
        for label in words.labels.iter().filter(|label| Target::of(label.table, &label.field).is_some()) {
            let table = words.labels.iter().find(|l| l.table == label.table && l.field.is_empty());
            for (word, table) in [(&label.zh, table.map(|t| &t.zh)), (&label.en, table.map(|t| &t.en))] {
                labels.fields.entry((label.table, header(word))).or_insert_with(|| label.field.clone());
                if let Some(table) = table {
                    let far = header(&format!("{table}{word}"));
                    labels.far.entry(far).or_insert_with(|| (label.table, label.field.clone()));
                }
            }
        }
        // The names that files have for fields do as well.
        for table in TABLES {
            for field in table.record().fields.iter().filter(|field| Target::of(table, field.name).is_some()) {
                labels.fields.entry((table, header(field.name))).or_insert_with(|| field.name.to_string());
            }
        }
        for row in data.live(Table::OwnField) {
            let Some(table) = Table::parse(row.text(own_field::TABLE)) else { continue };
            for key in [own_field::ZH, own_field::EN] {
                let word = header(row.text(key));
                if !word.is_empty() {
                    labels.fields.entry((table, word)).or_insert_with(|| format!("own.{}", row.id));
                }
            }
        }
        labels
    }
}

/// A column's field by its name alone.
fn by_name(name: &str, preset: &str, table: Table, labels: &Labels) -> Match {
    let (bare, _) = unbracketed(name);
    for name in [header(name), bare].into_iter().filter(|name| !name.is_empty()) {
        let in_section = |preset| presets::section(preset, table).and_then(|section| section.field(&name));
        let label = || labels.fields.get(&(table, name.clone())).map(|field| (table, field.clone()));
        let far = || labels.far.get(&name).cloned();
        let owned = |(table, field): (Table, &str)| (table, field.to_string());
        let found = (in_section(preset).filter(|_| preset != PLAIN).map(|f| (owned(f), By::Preset)))
            .or_else(|| label().map(|f| (f, By::Label)))
            .or_else(|| in_section(PLAIN).map(|f| (owned(f), By::Custom)))
            .or_else(|| far().map(|f| (f, By::Label)));
        if let Some(((table, field), by)) = found {
            return Target::of(table, &field).map(|target| (target, by));
        }
    }
    None
}

/// How many columns may have the same field: the first that is filled counts.
const SAME: usize = 4;

fn by_names(names: &[&str], preset: &str, table: Table, labels: &Labels) -> Vec<Match> {
    let mut found: Vec<_> = names.iter().map(|name| by_name(name, preset, table, labels)).collect();
    // What the program itself calls a field goes before what others call it, wherever it stands; of those, the first few count.
    let mut taken: HashMap<(Table, String), (By, usize)> = HashMap::new();
    for strength in [By::Preset, By::Label, By::Custom] {
        for column in found.iter_mut() {
            let Some((target, _)) = column.as_ref().filter(|(_, by)| *by == strength) else { continue };
            let (by, count) = taken.entry((target.table, target.field.clone())).or_insert((strength, 0));
            *count += 1;
            if *by != strength || *count > SAME {
                *column = None;
            }
        }
    }
    found
}

/// How well a table's names fit: first of all what its rows must have, then how many columns are found, most of all those that only this program
/// has, and whether they are the table's own.
fn score(names: &[&str], found: &[Match], table: Table, labels: &Labels) -> usize {
    let has = |table: Table, field: &str| found.iter().flatten().any(|(t, _)| t.table == table && t.field == field);
    let needed = match table {
        Table::Contact | Table::Lead => has(table, "name") || has(table, "last_name") || has(table, "first_name"),
        Table::Activity => has(table, "kind") && has(table, "at"),
        Table::Task => has(table, "title"),
        Table::DealLine => false,
        _ => has(table, "name"),
    };
    let common = |name: &str| {
        let plain = presets::section(PLAIN, table);
        [header(name), unbracketed(name).0].into_iter().any(|name| {
            plain.is_some_and(|section| section.field(&name).is_some()) || labels.fields.contains_key(&(table, name))
        })
    };
    let worth = |(name, found): (&&str, &Match)| match found {
        Some((target, by)) => {
            3 + 2 * usize::from(*by == By::Preset && !common(name)) + usize::from(target.table == table)
        }
        None => 0,
    };
    let points = names.iter().zip(found).map(worth).sum::<usize>();
    if needed {
        1000 + points
    } else {
        points
    }
}

/// How many cells of a column are looked at where their content is asked.
const SAMPLE: usize = 200;

fn sample(sheet: &Sheet, header: bool, at: usize) -> Vec<&Cell> {
    let cells = sheet.rows.iter().skip(usize::from(header)).filter_map(|row| row.get(at));
    cells.filter(|cell| **cell != Cell::Empty).take(SAMPLE).collect()
}

/// Names that a column's cells may be.
fn known(data: &Dataset, table: Table) -> HashSet<String> {
    let keys = if table == Table::Stage { vec![stage::ZH, stage::EN] } else { vec![rep::NAME, rep::EMAIL] };
    let rows = data.live(table).flat_map(|row| keys.iter().map(|key| fold(row.text(*key))).collect::<Vec<_>>());
    rows.filter(|name| !name.is_empty()).collect()
}

/// Whether nearly all cells are of a kind.
fn mostly(cells: &[&Cell], is: impl Fn(&str) -> bool) -> bool {
    !cells.is_empty() && cells.iter().filter(|cell| is(cell.text())).count() * 10 >= cells.len() * 9
}

fn is_mail(text: &str) -> bool {
    let text = text.trim();
    let host = text.split_once('@').map(|(_, host)| host);
    host.is_some_and(|host| host.contains('.') && !host.contains('@')) && !text.contains(char::is_whitespace)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let only = text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    let apart = text.contains(['-', ' ', '(']) || text.starts_with('+');
    let date = dates::read(&Cell::Text(text.to_string()), None).is_ok();
    only && !date && (digits == 11 && text.trim_start().starts_with('1') || apart && (8..=16).contains(&digits))
}

/// What the rows of a table without a header are.
fn by_content(sheet: &Sheet, width: usize, data: &Dataset) -> Table {
    let stages = known(data, Table::Stage);
    let any = |is: &dyn Fn(&str) -> bool| (0..width).any(|at| mostly(&sample(sheet, false, at), is));
    if any(&|text| stages.contains(&fold(text)) || presets::value("outcome", text).is_some()) {
        return Table::Deal;
    }
    if any(&is_mail) {
        Table::Contact
    } else {
        Table::Customer
    }
}

/// Finds fields for columns that have none, by what stands in them. Dates and amounts only where nothing has a name: with a header that
/// nobody knows, a date may be any.
fn content(sheet: &Sheet, header: bool, table: Table, data: &Dataset, found: &mut [Match]) {
    let (stages, reps) = (known(data, Table::Stage), known(data, Table::Rep));
    let person = if matches!(table, Table::Deal | Table::Activity | Table::Task) { Table::Contact } else { table };
    for at in 0..found.len() {
        if found[at].is_some() {
            continue;
        }
        let cells = sample(sheet, header, at);
        let is_date = |cell: &&Cell| matches!(dates::read(cell, None), Ok(_) | Err("date_open"));
        let is_money = |cell: &&Cell| {
            matches!(amounts::money(cell, amounts::Reading::default(), Currency::CNY), Ok(_) | Err("sign_open"))
        };
        let options: Vec<(Table, &str)> = if mostly(&cells, is_mail) {
            vec![(person, "email")]
        } else if mostly(&cells, is_phone) {
            vec![(person, "phone")]
        } else if mostly(&cells, |text| reps.contains(&fold(text))) {
            vec![(table, "owner"), (table, "rep")]
        } else if mostly(&cells, |text| stages.contains(&fold(text))) {
            vec![(table, "stage")]
        } else if header || cells.is_empty() {
            Vec::new()
        } else if cells.iter().all(is_date) {
            vec![(table, "created"), (table, "at")]
        } else if cells.iter().all(is_money) {
            vec![(table, "amount"), (table, "price")]
        } else {
            vec![(table, "name"), (Table::Customer, "name"), (table, "note")]
        };
        let free = |target: &Target| !found.iter().flatten().any(|(t, _)| t == target);
        let target = options.into_iter().filter_map(|(table, field)| Target::of(table, field)).find(free);
        found[at] = target.map(|target| (target, By::Content));
    }
}
