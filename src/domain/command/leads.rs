//! What becomes of leads.

use super::{deals, rows, Cells, Context, CustomerChoice, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::deals::first_open_stage;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::patch::Patch;
use crate::domain::records::{contact, customer, deal, lead, task, Table};
use crate::domain::row::Row;
use crate::domain::value::{About, Value};

/// What a lead becomes.
#[derive(Clone, PartialEq, Debug)]
pub struct Conversion {
    /// Its customer.
    pub customer: CustomerChoice,
    /// The contact's name; `None`: no contact.
    pub contact: Option<String>,
    /// The id of the deal, if the caller chose one.
    pub deal: Option<Id>,
    /// The stage that the deal begins in; `None`: the first open one of the lead's pipeline.
    pub stage: Option<Id>,
    /// The deal's cells, the name among them.
    pub cells: Cells,
}

/// Lead → customer + contact + deal. The lead and its history stay; its open tasks go on with the deal.
pub fn convert(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    into: &Conversion,
) -> Result<(), Refusal> {
    let row = data.get(Table::Lead, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Lead, id)]))?;
    if row.text(lead::STATUS) == "converted" {
        return Err(Refusal::rows("already_converted", vec![(Table::Lead, id)]));
    }
    let stage = match into.stage {
        Some(stage) => stage,
        None => {
            let pipeline =
                row.link(lead::PIPELINE).or_else(|| crate::domain::deals::pipelines(data).first().map(|p| p.id));
            pipeline.and_then(|p| first_open_stage(data, p)).ok_or_else(|| Refusal::new("not_found"))?
        }
    };
    let buyer = deals::choose_customer(data, context, patch, &into.customer)?;
    // A new customer knows what the lead knew; one that is there keeps what it has.
    if data.get(Table::Customer, buyer).is_none() {
        let carried: [(Key, Key); 7] = [
            (lead::PHONE, customer::PHONE),
            (lead::EMAIL, customer::EMAIL),
            (lead::SOURCE, customer::SOURCE),
            (lead::CHANNEL, customer::CHANNEL),
            (lead::REGION, customer::REGION),
            (lead::INDUSTRY, customer::INDUSTRY),
            (lead::INTEREST, customer::NEEDS),
        ];
        copy(data, patch, row, (Table::Customer, buyer), &carried);
        if let Some(owner) = known(data, row, lead::OWNER) {
            patch.set(data, Table::Customer, buyer, customer::OWNER, Some(owner));
        }
    }
    let mut cells = into.cells.clone();
    if let Some(name) = into.contact.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        let there = data
            .referring(Table::Contact, contact::CUSTOMER, buyer)
            .find(|c| c.text(contact::NAME) == name)
            .map(|c| c.id);
        let person = match there {
            Some(person) => person,
            None => {
                let person = context.id();
                let made = vec![(contact::NAME, Some(Value::text(name))), (contact::CUSTOMER, Some(Value::Ref(buyer)))];
                rows::create(data, context, patch, Table::Contact, Some(person), &made)?;
                copy(
                    data,
                    patch,
                    row,
                    (Table::Contact, person),
                    &[(lead::PHONE, contact::PHONE), (lead::EMAIL, contact::EMAIL)],
                );
                person
            }
        };
        cells.push((deal::CONTACT, Some(Value::Ref(person))));
    }
    for (from, to) in [(lead::OWNER, deal::OWNER), (lead::SOURCE, deal::SOURCE), (lead::CHANNEL, deal::CHANNEL)] {
        if !cells.iter().any(|(k, v)| *k == to && v.is_some()) {
            cells.push((to, known(data, row, from)));
        }
    }
    cells.push((deal::LEAD, Some(Value::Ref(id))));
    let made = deals::add(data, context, patch, into.deal, &CustomerChoice::Existing(buyer), stage, &cells)?;
    for open in data.referring(Table::Task, task::ABOUT, id).filter(|t| t.get(task::DONE).is_none()) {
        let Some(Value::Abouts(abouts)) = open.get(task::ABOUT) else { continue };
        let there = abouts.iter().copied().filter(|a| data.get(a.table, a.id).is_some());
        let more = there.chain([About { table: Table::Deal, id: made }]).collect();
        patch.set(data, Table::Task, open.id, task::ABOUT, Some(Value::Abouts(more)));
    }
    patch.set(data, Table::Lead, id, lead::STATUS, Some(Value::text("converted")));
    patch.set(data, Table::Lead, id, lead::CLOSED, Some(Value::Moment(context.now())));
    patch.set(data, Table::Lead, id, lead::CUSTOMER, Some(Value::Ref(buyer)));
    patch.set(data, Table::Lead, id, lead::DEAL, Some(Value::Ref(made)));
    Ok(())
}

fn copy(data: &Dataset, patch: &mut Patch, from: &Row, to: (Table, Id), fields: &[(Key, Key)]) {
    for (source, target) in fields {
        if let Some(value) = known(data, from, *source) {
            patch.set(data, to.0, to.1, *target, Some(value));
        }
    }
}

/// What a lead says in a field, unless it names a row that is gone by now: that must not keep a lead from being converted.
fn known(data: &Dataset, lead: &Row, field: Key) -> Option<Value> {
    let value = lead.get(field)?;
    let there = lead.link(field).is_none() || data.follow(Table::Lead, lead, field).is_some();
    there.then(|| value.clone())
}

/// Marks leads as invalid, or takes them up again.
pub fn mark(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    ids: &[Id],
    invalid: bool,
) -> Result<(), Refusal> {
    for id in ids {
        let row = data.get(Table::Lead, *id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Lead, *id)]))?;
        if row.text(lead::STATUS) == "converted" {
            return Err(Refusal::rows("already_converted", vec![(Table::Lead, *id)]));
        }
        let (status, closed) = if invalid { ("invalid", Some(Value::Moment(context.now()))) } else { ("open", None) };
        patch.set(data, Table::Lead, *id, lead::STATUS, Some(Value::text(status)));
        patch.set(data, Table::Lead, *id, lead::CLOSED, closed);
    }
    Ok(())
}
