//! What the columns of a table are: for each a field, and how its dates and numbers are read. It is kept as text, so that it can be remembered
//! by the table's header.

use super::amounts::{DecimalSign, Reading};
use super::dates::DateOrder;
use super::fold::header;
use super::Cell;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{flag, Kind, Table};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// What columns may hold beyond the declared fields: table, name, kind. An empty table is any table.
const BESIDE: [(Option<Table>, &str, Kind); 17] = [
    (None, "id", Kind::Text),
    (None, "external", Kind::Text),
    (Some(Table::Deal), "stage", Kind::Text),
    (Some(Table::Deal), "stage_since", Kind::Moment),
    (Some(Table::Deal), "status", Kind::Text),
    (Some(Table::Deal), "closed", Kind::Moment),
    (Some(Table::Deal), "close", Kind::Moment),
    (Some(Table::Deal), "lost_reason", Kind::List("lost_reason")),
    (Some(Table::Deal), "lost_to", Kind::List("competitor")),
    (Some(Table::Deal), "outcome_note", Kind::Note),
    (Some(Table::Deal), "currency", Kind::Text),
    (Some(Table::Product), "currency", Kind::Text),
    (Some(Table::Contact), "first_name", Kind::Text),
    (Some(Table::Contact), "last_name", Kind::Text),
    (Some(Table::Lead), "first_name", Kind::Text),
    (Some(Table::Lead), "last_name", Kind::Text),
    (Some(Table::DealLine), "currency", Kind::Text),
];

/// Tables whose rows a table from elsewhere may hold.
pub const TABLES: [Table; 9] = [
    Table::Deal,
    Table::Customer,
    Table::Contact,
    Table::Lead,
    Table::Product,
    Table::Activity,
    Table::Task,
    Table::Rep,
    Table::DealLine,
];

/// What columns of a table may hold beyond its declared fields.
pub fn beside(table: Table) -> impl Iterator<Item = &'static str> {
    BESIDE.iter().filter(move |(of, ..)| of.is_none_or(|of| of == table)).map(|(_, name, _)| *name)
}

/// What a column holds: a field of a table, or something that several fields follow from.
///
/// Beyond declared fields: `id`, `external` (the id in the other program), `own.<id>`; of deals `stage`, `stage_since`, `status`, `closed`, `close`
/// (the day that it closed, or is expected to), `lost_reason`, `lost_to`, `outcome_note`; `currency` for the amounts of its row; `first_name` and
/// `last_name` of contacts and leads.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Target {
    /// Whose row.
    pub table: Table,
    /// The field's name, see above.
    pub field: String,
}

impl Target {
    /// The target of a text such as `deal.name`. `None`: there is no such field, or it cannot be imported.
    pub fn parse(text: &str) -> Option<Target> {
        let (table, field) = text.split_once('.')?;
        let target = Target { table: Table::parse(table)?, field: field.to_string() };
        target.kind().map(|_| target)
    }

    /// A target, if there is such a field.
    pub fn of(table: Table, field: &str) -> Option<Target> {
        let target = Target { table, field: field.to_string() };
        target.kind().map(|_| target)
    }

    /// What its cells are read as. `None`: there is no such field, or it cannot be imported.
    pub fn kind(&self) -> Option<Kind> {
        if !TABLES.contains(&self.table) {
            return None;
        }
        let beside = BESIDE.iter().find(|(of, name, _)| *name == self.field && of.is_none_or(|of| of == self.table));
        if let Some((_, _, kind)) = beside {
            return Some(*kind);
        }
        if let Some(id) = self.own() {
            return Id::parse(id).map(|_| Kind::Map);
        }
        let field = self.table.field_named(&self.field)?;
        let kept = [(Table::Lead, "status"), (Table::Deal, "pipeline"), (Table::DealLine, "deal")];
        let open = !field.is(flag::INTERNAL) || kept.contains(&(self.table, field.name)) || self.table == Table::Task;
        let plain = !matches!(field.kind, Kind::Map | Kind::Abouts | Kind::Outcome | Kind::Place | Kind::Credit);
        (open && plain && field.name != "order").then_some(field.kind)
    }

    /// The id of the own field that it is.
    pub fn own(&self) -> Option<&str> {
        self.field.strip_prefix("own.")
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}.{}", self.table.key(), self.field)
    }
}

/// What one column is.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Column {
    /// Its field; `None`: it is left out.
    pub target: Option<Target>,
    /// The order of its dates; `None`: it does not matter, or is still open.
    pub order: Option<DateOrder>,
    /// How its numbers are read.
    pub numbers: Reading,
    /// The currency of amounts that do not name one; `None`: the row's, else the workspace's.
    pub currency: Option<Currency>,
}

/// What a table's columns are. Several columns may have one target: the first that is filled counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mapping {
    /// What its rows are in the first place.
    pub table: Table,
    /// The program that it comes from; `plain`: a spreadsheet.
    pub preset: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Mapping {
    /// As text: a line for the table, then one per column.
    pub fn to_text(&self) -> String {
        let mut text = format!("{} {}\n", self.table.key(), self.preset);
        for column in &self.columns {
            match &column.target {
                Some(target) => text.push_str(&target.to_string()),
                None => text.push('-'),
            }
            let mut option = |name: &str, value: Option<String>| {
                if let Some(value) = value {
                    text.push_str(&format!(" {name}={value}"));
                }
            };
            option("order", column.order.map(|order| order.code().to_string()));
            option("sign", column.numbers.sign.map(|sign| sign.code().to_string()));
            option("unit", Some(column.numbers.unit).filter(|unit| *unit > 0).map(|unit| unit.to_string()));
            option("parts", column.numbers.parts_of_one.then(|| "yes".to_string()));
            option("currency", column.currency.map(|currency| currency.code().to_string()));
            text.push('\n');
        }
        text
    }

    /// Reads [`to_text`](Self::to_text). What this version does not know is left out, so that an older mapping still helps. `None`: it is no mapping.
    pub fn from_text(text: &str) -> Option<Mapping> {
        let mut lines = text.lines();
        let (table, preset) = lines.next()?.split_once(' ')?;
        let table = Table::parse(table).filter(|table| TABLES.contains(table))?;
        let column = |line: &str| {
            let mut parts = line.split(' ');
            let mut column = Column { target: parts.next().and_then(Target::parse), ..Column::default() };
            for (name, value) in parts.filter_map(|part| part.split_once('=')) {
                match name {
                    "order" => column.order = DateOrder::parse(value),
                    "sign" => column.numbers.sign = DecimalSign::parse(value),
                    "unit" => column.numbers.unit = value.parse().ok().filter(|unit| *unit <= 12).unwrap_or(0),
                    "parts" => column.numbers.parts_of_one = value == "yes",
                    "currency" => column.currency = Currency::parse(value),
                    _ => {}
                }
            }
            column
        };
        Some(Mapping { table, preset: preset.to_string(), columns: lines.map(column).collect() })
    }

    /// Whether a column has this target.
    pub fn has(&self, table: Table, field: &str) -> bool {
        self.columns.iter().flat_map(|c| &c.target).any(|t| t.table == table && t.field == field)
    }
}

/// What a mapping is remembered by: tables with the same columns in the same order have one signature.
pub fn signature(header_row: &[Cell]) -> String {
    let mut hash = Sha256::new();
    for cell in header_row {
        hash.update(header(cell.text()).as_bytes());
        hash.update(b"\n");
    }
    let digest = hash.finalize();
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn mappings_come_back_from_text() {
        let column = |target: &str| Column { target: Target::parse(target), ..Column::default() };
        let mapping = Mapping {
            table: Table::Deal,
            preset: "zoho".into(),
            columns: vec![
                column("deal.name"),
                Column::default(),
                Column { order: Some(DateOrder::Dmy), ..column("deal.created") },
                Column {
                    numbers: Reading { sign: Some(DecimalSign::Comma), unit: 4, parts_of_one: true },
                    currency: Currency::parse("EUR"),
                    ..column("deal.amount")
                },
                column("customer.own.00000000-0000-7000-8000-000000000001"),
            ],
        };
        let text = mapping.to_text();
        assert_eq!(Mapping::from_text(&text), Some(mapping));
        assert!(text.contains("deal.amount sign=comma unit=4 parts=yes currency=EUR\n"));
        assert_eq!(
            Mapping::from_text("deal plain\ndeal.gone order=xyz unit=99 new=1\n").unwrap().columns,
            [Column::default()]
        );
        for bad in ["", "deal", "nothing plain", "stage_change plain\n"] {
            assert_eq!(Mapping::from_text(bad), None);
        }
    }

    #[test]
    fn only_what_may_be_imported_is_a_target() {
        for good in [
            "deal.stage",
            "deal.amount",
            "customer.tags",
            "rep.team",
            "deal.pipeline",
            "contact.first_name",
            "lead.status",
            "task.done",
        ] {
            assert_eq!(Target::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "deal.outcome",
            "deal.place",
            "deal.deleted",
            "customer.external.x",
            "customer.first_name",
            "stage.zh",
            "deal",
            "own.x",
            "deal.own.x",
        ] {
            assert_eq!(Target::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_header_has_one_signature() {
        let row = |names: &[&str]| names.iter().map(|n| Cell::Text(n.to_string())).collect::<Vec<_>>();
        let one = signature(&row(&["Deal Name", "Amount"]));
        assert_eq!(one, signature(&row(&["deal name ", "ＡＭＯＵＮＴ"])));
        assert_ne!(one, signature(&row(&["Amount", "Deal Name"])));
        assert_eq!(one.len(), 16);
    }
}
