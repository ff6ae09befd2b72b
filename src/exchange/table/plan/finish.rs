//! What is only known when all rows are: orders, places on the board, amounts that follow from lines, and how much it all is.

use super::{Plan, Planner};
use crate::domain::command::lines_total;
use crate::domain::deals::place;
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::records::{deal, deal_line, list_entry, stage, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by;
use crate::domain::value::{Place, Value};
use std::collections::{BTreeMap, HashMap};

impl Planner<'_> {
    /// How many rows were taken.
    pub fn done(&self) -> usize {
        self.plan.rows.len()
    }

    /// Ends the plan.
    pub fn finish(mut self) -> Plan {
        self.put_in_order();
        self.put_on_the_board();
        self.fill_amounts();
        self.patch.settle();
        let Planner { patch, mut plan, .. } = self;
        for change in &patch.rows {
            let count = plan.counts.entry(change.table).or_default();
            if change.made {
                count.created += 1;
            } else {
                count.updated += 1;
            }
        }
        plan.patch = patch;
        plan
    }

    /// New rows of ordered tables come after their siblings; new stages before the won one.
    fn put_in_order(&mut self) {
        let mut last: HashMap<(Table, String), String> = HashMap::new();
        let tables: Vec<Table> = self.ordered.keys().map(|(table, _)| *table).collect();
        for table in Table::ALL.iter().filter(|table| tables.contains(table) && **table != Table::DealLine) {
            let Some(key) = table.field_named("order").map(|field| field.key) else { continue };
            for row in self.data.live(*table).filter(|row| *table != Table::Stage || row.text(stage::PHASE) == "open") {
                let group = match table {
                    Table::Stage => row.link(stage::PIPELINE).map(|id| id.to_string()).unwrap_or_default(),
                    Table::ListEntry => row.text(list_entry::LIST).to_string(),
                    _ => String::new(),
                };
                let order = last.entry((*table, group)).or_default();
                if row.text(key) > order.as_str() {
                    *order = row.text(key).to_string();
                }
            }
        }
        for ((table, group), ids) in std::mem::take(&mut self.ordered) {
            let Some(key) = table.field_named("order").map(|field| field.key) else { continue };
            let end = last.remove(&(table, group.clone())).unwrap_or_default();
            let orders = match table {
                Table::Stage => self.stage_orders(&group, &end, &ids),
                Table::DealLine => {
                    let there =
                        Id::parse(&group).into_iter().flat_map(|id| self.data.referring(table, deal_line::DEAL, id));
                    let end = there.map(|row| row.text(key)).max().unwrap_or_default();
                    order::sequence_after(end, ids.len())
                }
                _ => order::sequence_after(&end, ids.len()),
            };
            for (id, order) in ids.into_iter().zip(orders) {
                self.patch.set(self.data, table, id, key, Some(Value::text(order)));
            }
        }
    }

    /// Orders of new stages, in the order of `ids`: between the last open stage and what comes after it; a new pipeline's won stage comes last.
    fn stage_orders(&self, pipeline: &str, end: &str, ids: &[Id]) -> Vec<String> {
        let won = |id: &Id| matches!(self.patch.after(self.data, Table::Stage, *id, stage::PHASE), Some(Value::Text(t)) if &**t == "won");
        let of = Id::parse(pipeline);
        let later = of.into_iter().flat_map(|id| self.data.referring(Table::Stage, stage::PIPELINE, id));
        let later = later.map(|row| row.text(stage::ORDER)).filter(|order| *order > end).min();
        let mut orders: Vec<String> = Vec::with_capacity(ids.len());
        let mut above = Some(end.to_string()).filter(|end| !end.is_empty());
        for id in ids {
            if won(id) {
                orders.push(String::new());
                continue;
            }
            let order = order::between(above.as_deref(), later);
            above = Some(order.clone());
            orders.push(order);
        }
        let after_all = order::between(above.as_deref(), None);
        orders.into_iter().map(|order| if order.is_empty() { after_all.clone() } else { order }).collect()
    }

    /// Deals come to the end of their columns, in the order of the table.
    fn put_on_the_board(&mut self) {
        let mut ends: BTreeMap<Id, &str> = BTreeMap::new();
        let data = self.data;
        let places = data.live(Table::Deal).filter_map(place);
        for place in places.filter(|place| self.placed.contains_key(&place.stage)) {
            let end = ends.entry(place.stage).or_default();
            *end = std::cmp::max(*end, &place.order);
        }
        for (stage, deals) in std::mem::take(&mut self.placed) {
            let orders = order::sequence_after(ends.get(&stage).copied().unwrap_or_default(), deals.len());
            for (id, order) in deals.into_iter().zip(orders) {
                let place = Value::Place(Box::new(Place { stage, order }));
                self.patch.set(self.data, Table::Deal, id, deal::PLACE, Some(place));
            }
        }
    }

    /// A deal whose amount nobody typed has that of its lines, as long as these are in one currency.
    fn fill_amounts(&mut self) {
        let mut lined = std::mem::take(&mut self.lined);
        sort_by(&mut lined, Id::cmp);
        lined.dedup();
        let mut new: HashMap<Id, Vec<Id>> = HashMap::new();
        for change in self.patch.rows.iter().filter(|change| change.made && change.table == Table::DealLine) {
            if let Some(Value::Ref(deal)) = self.patch.after(self.data, Table::DealLine, change.id, deal_line::DEAL) {
                new.entry(*deal).or_default().push(change.id);
            }
        }
        for id in lined {
            if self.patch.after(self.data, Table::Deal, id, deal::AMOUNT_TYPED) == Some(&Value::Bool(true)) {
                continue;
            }
            let there = self.data.referring(Table::DealLine, deal_line::DEAL, id).map(|row: &Row| row.id);
            let lines: Vec<Id> = there.chain(new.remove(&id).unwrap_or_default()).collect();
            if let Some(sum) = lines_total(self.data, &self.patch, &lines) {
                self.patch.set(self.data, Table::Deal, id, deal::AMOUNT, Some(Value::Money(sum)));
            }
        }
    }
}
