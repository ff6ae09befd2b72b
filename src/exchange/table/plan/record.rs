//! The records of one row: what it is about, and what it names besides.

use super::index::Known;
use super::read::{Draft, Got};
use super::work::Work;
use super::{Fate, MatchBy, Planner, Reason};
use crate::domain::command::rules::check_format;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{activity, contact, deal, deal_line, lead, rep, task, Kind, Table, EXTERNAL};
use crate::domain::row::Row;
use crate::domain::value::{About, OutcomeKind, Value};

/// Cells to write, each with the column that it comes from, if it comes from one.
pub(super) type Fields = Vec<(Key, Option<Value>, Option<usize>)>;

impl Planner<'_> {
    /// Plans all records of a row, those that others name first.
    pub(super) fn records(&mut self, draft: &mut Draft, work: &mut Work) -> Result<(Fate, Option<Id>), Reason> {
        let has = |table: Table| draft.text(table, "name").is_some();
        let named = |of: &Self, table: Table| table != of.main && (has(table) || draft.has(table));
        let (with_customer, with_contact) =
            (has(Table::Customer) || named(self, Table::Customer), named(self, Table::Contact));
        let (with_product, with_deal) = (named(self, Table::Product), named(self, Table::Deal));
        let mut links: Vec<(Key, Value)> = Vec::new();
        let mut abouts: Vec<About> = Vec::new();
        let mut customer = None;
        if with_customer && self.main != Table::Customer {
            customer = self.beside(work, draft, Table::Customer, Vec::new(), None)?;
        }
        abouts.extend(customer.map(|id| About { table: Table::Customer, id }));
        if with_contact && self.main != Table::Customer {
            let link = customer.map(|id| (contact::CUSTOMER, Value::Ref(id)));
            let found = self.beside(work, draft, Table::Contact, link.into_iter().collect(), customer)?;
            abouts.extend(found.map(|id| About { table: Table::Contact, id }));
            if self.main == Table::Deal {
                links.extend(found.map(|id| (deal::CONTACT, Value::Ref(id))));
            }
        }
        match self.main {
            Table::Deal => links.extend(customer.map(|id| (deal::CUSTOMER, Value::Ref(id)))),
            Table::Contact => links.extend(customer.map(|id| (contact::CUSTOMER, Value::Ref(id)))),
            Table::Activity | Table::Task => {
                if with_deal {
                    abouts.extend(self.the_deal(work, draft, customer)?.map(|id| About { table: Table::Deal, id }));
                }
                let key = if self.main == Table::Activity { activity::ABOUT } else { task::ABOUT };
                if !abouts.is_empty() {
                    links.push((key, Value::Abouts(abouts.into())));
                }
            }
            _ => {}
        }
        if self.main == Table::DealLine {
            let deal = self.the_deal(work, draft, customer)?;
            let added = self.line(work, draft, deal)?;
            return Ok((if added { Fate::Created } else { Fate::Unchanged }, deal));
        }
        let (fate, id) = self.the_main(work, draft, links, customer)?;
        if with_contact && self.main == Table::Customer {
            self.beside(work, draft, Table::Contact, vec![(contact::CUSTOMER, Value::Ref(id))], Some(id))?;
        }
        let mut changed = !work.set.is_empty() || !work.made.is_empty();
        if with_product && self.main == Table::Deal {
            changed |= self.line(work, draft, Some(id))?;
        }
        let fate = if fate == Fate::Unchanged && changed { Fate::Updated } else { fate };
        Ok((fate, Some(id)))
    }

    /// The deal that a row names without being about it.
    fn the_deal(&self, work: &Work, draft: &Draft, customer: Option<Id>) -> Result<Option<Id>, Reason> {
        let Some((name, column)) = draft.text(Table::Deal, "name") else { return Ok(None) };
        match self.find(work, &Known::name(Table::Deal, None, customer, name)).as_slice() {
            [id] => Ok(Some(*id)),
            [] => Err(draft.reason("name_not_found", Some(column))),
            _ => Err(draft.reason("ambiguous_name", Some(column))),
        }
    }

    /// The record that the row is about.
    fn the_main(
        &mut self,
        work: &mut Work,
        draft: &Draft,
        links: Vec<(Key, Value)>,
        scope: Option<Id>,
    ) -> Result<(Fate, Id), Reason> {
        let table = self.main;
        let (found, column) = self.matching(work, draft, table, scope)?;
        let rule = self.options.rule(table, table);
        let mut fields = self.fields(work, draft, table)?;
        fields.extend(links.into_iter().map(|(key, value)| (key, Some(value), None)));
        let owner = table.field_named("owner").or(table.field_named("rep")).map(|field| field.key);
        if let Some((_, Some(Value::Ref(owner)), _)) = fields.iter().find(|(key, ..)| Some(*key) == owner).cloned() {
            self.describe_rep(work, draft, owner)?;
        }
        let Some(id) = found else {
            if !rule.create {
                return Err(draft.reason("no_match", column));
            }
            note_spare(draft, table, &mut fields);
            if table == Table::Lead && !fields.iter().any(|(key, ..)| *key == lead::STATUS) {
                fields.push((lead::STATUS, Some(Value::text("open")), None));
            }
            let id = if table == Table::Deal {
                self.new_deal(work, draft, fields)?
            } else {
                self.make(work, table, filled(fields), "")
            };
            work.seen.push(id);
            return Ok((Fate::Created, id));
        };
        work.seen.push(id);
        if self.seen.contains_key(&id) {
            // The same deal again is another line of it; anything else would be said twice.
            let line = table == Table::Deal && draft.has(Table::Product);
            return if line { Ok((Fate::Unchanged, id)) } else { Err(draft.reason("row_twice", column)) };
        }
        if !rule.update {
            return Err(draft.reason("already_there", column));
        }
        if table == Table::Deal {
            self.follow_deal(work, draft, id, &mut fields)?;
            self.keeps_its_amount(work, draft, id, &fields)?;
        }
        // The note of a row that is there is only written where the table has one.
        if fields.iter().any(|(key, value, _)| Some(*key) == note_of(table) && value.is_some()) {
            note_spare(draft, table, &mut fields);
        }
        self.write(work, table, id, fields);
        Ok((if work.set.is_empty() { Fate::Unchanged } else { Fate::Updated }, id))
    }

    /// A won deal keeps an amount.
    fn keeps_its_amount(&self, work: &Work, draft: &Draft, id: Id, fields: &Fields) -> Result<(), Reason> {
        let cleared = fields.iter().find(|(key, value, _)| *key == deal::AMOUNT && value.is_none());
        let Some((.., column)) = cleared else { return Ok(()) };
        let told = fields.iter().rev().find(|(key, ..)| *key == deal::OUTCOME).map(|(_, value, _)| value.clone());
        let outcome = told.unwrap_or_else(|| self.now(work, Table::Deal, id, deal::OUTCOME));
        let won = matches!(outcome, Some(Value::Outcome(outcome)) if outcome.kind == OutcomeKind::Won);
        if won {
            Err(draft.reason("win_needs_amount", *column))
        } else {
            Ok(())
        }
    }

    /// A record that stands beside what the row is about.
    fn beside(
        &mut self,
        work: &mut Work,
        draft: &Draft,
        table: Table,
        links: Vec<(Key, Value)>,
        scope: Option<Id>,
    ) -> Result<Option<Id>, Reason> {
        let (found, column) = self.matching(work, draft, table, scope)?;
        let Some(column) = column else { return Ok(None) };
        let rule = self.options.rule(table, self.main);
        let mut fields = self.fields(work, draft, table)?;
        fields.extend(links.into_iter().map(|(key, value)| (key, Some(value), None)));
        let Some(id) = found else {
            if !rule.create {
                return Err(draft.reason("name_not_found", Some(column)));
            }
            note_spare(draft, table, &mut fields);
            return Ok(Some(self.make(work, table, filled(fields), "")));
        };
        if self.made.contains_key(&id) {
            // Another row made it: what that one left open is filled, nothing is said anew.
            fields.retain(|(key, value, _)| value.is_some() && self.now(work, table, id, *key).is_none());
            self.write(work, table, id, fields);
        } else if rule.update {
            self.write(work, table, id, fields);
        } else if let Some(key) = self.index.external {
            // Its id in the other program is kept in any case: that is how it is found the next time.
            fields.retain(|(k, ..)| *k == key);
            self.write(work, table, id, fields);
        }
        Ok(Some(id))
    }

    /// The row of a table that the draft means, and the column that says so.
    fn matching(
        &self,
        work: &Work,
        draft: &Draft,
        table: Table,
        scope: Option<Id>,
    ) -> Result<(Option<Id>, Option<usize>), Reason> {
        let text = |name: &str| draft.text(table, name);
        let external = text("external");
        let natural = table.record().natural.map(|key| table.path_of(key)).unwrap_or("name");
        let mut first = None;
        for by in self.options.rule(table, self.main).keys {
            let said = match by {
                MatchBy::Id => text("id"),
                MatchBy::External => external,
                MatchBy::Name => text(natural),
                MatchBy::Phone => text("phone"),
                MatchBy::Email => text("email"),
            };
            let Some((said, column)) = said else { continue };
            first = first.or(Some(column));
            let mut found = match by {
                MatchBy::Id => Id::parse(said).filter(|id| self.data.get(table, *id).is_some()).into_iter().collect(),
                MatchBy::Name => self.find(work, &Known::name(table, None, scope, said)),
                by => self.find(work, &Known::other(table, by, said)),
            };
            // One that has another id in the other program is another one.
            let other = |id: &Id| external.zip(self.index.external_of(*id)).is_some_and(|((said, _), has)| said != has);
            // Who is named beside a customer is one of its people, whoever else has the same mail.
            let elsewhere = |id: &Id| {
                let at = || self.now(work, table, *id, contact::CUSTOMER);
                table == Table::Contact
                    && self.main != table
                    && scope.is_some_and(|scope| at() != Some(Value::Ref(scope)))
            };
            found.retain(|id| !other(id) && !elsewhere(id));
            match found.as_slice() {
                [] => {}
                [id] => return Ok((Some(*id), Some(column))),
                _ => return Err(draft.reason("ambiguous_name", Some(column))),
            }
        }
        let column = text(natural).map(|(_, column)| column);
        Ok((None, column.or(first)))
    }

    /// What the columns of a table say, with references resolved.
    fn fields(&mut self, work: &mut Work, draft: &Draft, table: Table) -> Result<Fields, Reason> {
        let mut fields: Fields = Vec::new();
        for (key, got, column) in draft.fields(table) {
            let kind = table.kind_of(key).unwrap_or(Kind::Text);
            if key == EXTERNAL {
                continue;
            }
            match got {
                Got::Value(value) => fields.push((key, Some(value), Some(column))),
                Got::Clear if matches!(kind, Kind::Set(_)) => {}
                Got::Clear => fields.push((key, None, Some(column))),
                Got::Name(name) => {
                    let id = self.refer(work, draft, kind, &name, column)?;
                    fields.push((key, Some(Value::Ref(id)), Some(column)));
                }
                Got::Names(names) => {
                    for name in names {
                        let id = self.refer(work, draft, kind, &name, column)?;
                        let element = Key::element(table.path_of(key), &id.to_string());
                        let element = element.ok_or_else(|| draft.reason("too_many_names", Some(column)))?;
                        fields.push((element, Some(Value::Bool(true)), Some(column)));
                    }
                }
            }
        }
        if let (Some(key), Some((id, column))) = (self.index.external, draft.text(table, "external")) {
            fields.push((key, Some(Value::text(id)), Some(column)));
        }
        Ok(fields)
    }

    /// Writes what differs.
    pub(super) fn write(&self, work: &mut Work, table: Table, id: Id, fields: Fields) {
        for (key, value, _) in fields {
            if self.now(work, table, id, key) != value {
                if (table, key) == (Table::Deal, deal::AMOUNT) {
                    let typed = value.is_some().then_some(Value::Bool(true));
                    work.set.push((table, id, deal::AMOUNT_TYPED, typed));
                }
                work.set.push((table, id, key, value));
            }
        }
    }

    /// Columns about the rep who owns the row's record: team, mail, phone.
    fn describe_rep(&mut self, work: &mut Work, draft: &Draft, owner: Id) -> Result<(), Reason> {
        if !draft.has(Table::Rep) {
            return Ok(());
        }
        let update = self.options.rule(Table::Rep, self.main).update;
        let mut fields = self.fields(work, draft, Table::Rep)?;
        fields.retain(|(key, value, _)| {
            *key != rep::NAME && value.is_some() && (update || self.now(work, Table::Rep, owner, *key).is_none())
        });
        self.write(work, Table::Rep, owner, fields);
        Ok(())
    }

    /// A deal's line: product, quantity (one, if nothing else is said), price. A line of the same product that is there already is changed.
    /// Returns whether anything is new.
    fn line(&mut self, work: &mut Work, draft: &Draft, deal: Option<Id>) -> Result<bool, Reason> {
        let product = self.beside(work, draft, Table::Product, Vec::new(), None)?;
        let (Some(deal), Some(product)) = (deal, product) else { return Ok(false) };
        let mut fields = self.fields(work, draft, Table::DealLine)?;
        let quantity = fields.iter().find(|(key, ..)| *key == deal_line::QUANTITY);
        if let Some((_, Some(Value::Decimal(..=0)), column)) = quantity {
            return Err(draft.reason("out_of_range", *column));
        }
        let there = self.data.referring(Table::DealLine, deal_line::DEAL, deal);
        let same = |row: &&Row| row.link(deal_line::PRODUCT) == Some(product) && !self.seen.contains_key(&row.id);
        let there = there.filter(same).map(|row| row.id).next();
        work.lined = Some(deal);
        if let Some(line) = there {
            let before = work.set.len();
            self.write(work, Table::DealLine, line, fields);
            work.seen.push(line);
            return Ok(work.set.len() > before);
        }
        if quantity.is_none() {
            fields.push((deal_line::QUANTITY, Some(Value::Decimal(1_000_000)), None));
        }
        fields.push((deal_line::DEAL, Some(Value::Ref(deal)), None));
        fields.push((deal_line::PRODUCT, Some(Value::Ref(product)), None));
        self.make(work, Table::DealLine, filled(fields), &deal.to_string());
        Ok(true)
    }
}

fn note_of(table: Table) -> Option<Key> {
    table.field_named("note").or(table.field_named("interest")).map(|field| field.key)
}

/// Numbers and addresses beyond those that a new row has fields for stand in its note.
fn note_spare(draft: &Draft, table: Table, fields: &mut Fields) {
    let Some(note) = note_of(table) else { return };
    let spare = draft.spare(table);
    if spare.is_empty() {
        return;
    }
    let mut lines = spare.join("\n");
    let there = fields.iter().position(|(key, ..)| *key == note);
    if let Some((_, Some(Value::Text(text)), _)) = there.and_then(|at| fields.get(at)) {
        lines = format!("{text}\n{lines}");
    }
    let value = Value::text(lines);
    // A note that is full stays as it is.
    if check_format(Kind::Note, &value).is_ok() {
        fields.retain(|(key, ..)| *key != note);
        fields.push((note, Some(value), None));
    }
}

/// The cells of a new row.
pub(super) fn filled(fields: Fields) -> Vec<(Key, Value)> {
    fields.into_iter().filter_map(|(key, value, _)| Some((key, value?))).collect()
}
