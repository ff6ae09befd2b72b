//! What happened to a record, newest first: moves, activities, done tasks, how it began, and the lead that it came from.

use super::super::app::App;
use super::super::kit::icon::Shape;
use super::super::kit::own;
use super::super::kit::show;
use crate::domain::dataset::Dataset;
use crate::domain::deals::{history, Status};
use crate::domain::id::Id;
use crate::domain::records::{activity, contact, customer, deal, lead, list_entry, rep, stage_change, task, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by;
use crate::domain::stamp::Stamp;
use crate::domain::value::Moment;
use crate::text::format;
use crate::text::words::{common, deal as words};
use chrono::NaiveDate;

/// The tables that a history reads.
pub const READS: &[Table] = &[
    Table::StageChange,
    Table::Activity,
    Table::Task,
    Table::Deal,
    Table::Lead,
    Table::Stage,
    Table::ListEntry,
    Table::Rep,
    Table::Contact,
    Table::OwnField,
];

/// One line of a history.
#[derive(Clone, PartialEq, Debug)]
pub struct Happening {
    /// When, if known.
    pub at: Option<Moment>,
    /// Its icon.
    pub shape: Shape,
    /// What happened.
    pub what: String,
    /// What came of it.
    pub detail: String,
    /// Who did it, and with which deal.
    pub who: String,
    /// The activity or task behind it, which can be edited.
    pub record: Option<(Table, Id)>,
    /// The row that says so, and which of its facts: the line's identity.
    pub key: (Id, u8),
    order: Stamp,
}

struct Teller<'a> {
    app: App,
    data: &'a Dataset,
    today: NaiveDate,
    list: Vec<Happening>,
    on: String,
}

/// The history of a deal, customer or lead.
pub fn happenings(app: App, data: &Dataset, today: NaiveDate, table: Table, id: Id) -> Vec<Happening> {
    let mut teller = Teller { app, data, today, list: Vec::new(), on: String::new() };
    match table {
        Table::Deal => teller.deal(id),
        Table::Customer => teller.customer(id),
        Table::Lead => teller.lead(id),
        _ => {}
    }
    let mut list = teller.list;
    // Within a day, what was written down later comes first: a time of day may be missing.
    sort_by(&mut list, |a, b| {
        let key = |h: &Happening| (h.at.map(|m| m.date), h.order, h.at, h.key);
        key(b).cmp(&key(a))
    });
    list.dedup_by_key(|h| h.key);
    list
}

impl Teller<'_> {
    fn tell(&mut self, row: &Row, nth: u8, at: Option<Moment>, shape: Shape, what: String) -> Option<&mut Happening> {
        let (who, detail) = (self.on.clone(), String::new());
        self.list.push(Happening { at, shape, what, detail, who, record: None, key: (row.id, nth), order: row.born });
        self.list.last_mut()
    }

    fn about(&mut self, id: Id) {
        let (app, data) = (self.app, self.data);
        let lang = app.lang();
        let mut told: Vec<(Option<Moment>, String)> = Vec::new();
        for row in data.referring(Table::Activity, activity::ABOUT, id) {
            let sort = row.link(activity::SORT);
            let kind = sort.map(|k| show::name(data, lang, Table::ListEntry, k)).unwrap_or_default();
            let what = match row.int(activity::MINUTES) {
                Some(n) => app.tf(words::MINUTES_OF, &[("kind", &kind), ("minutes", &format::minutes(lang, n))]),
                None => kind,
            };
            let shape = match sort {
                Some(sort) if sort == list_entry::CALL => Shape::Phone,
                Some(sort) if sort == list_entry::VISIT => Shape::People,
                _ => Shape::Clock,
            };
            let satisfaction =
                row.int(activity::SATISFACTION).map(|n| app.tf(words::SATISFACTION_OF, &[("n", &n.to_string())]));
            let mut parts = vec![row.text(activity::NOTE).to_string(), row.text(activity::WHERE).to_string()];
            parts.extend(satisfaction);
            let detail = self.detail(Table::Activity, row, parts);
            let who = join(&self.person(row, Table::Activity, activity::REP), &self.on);
            let at = row.moment(activity::AT);
            told.push((at.map(|m| Moment::day(m.date)), row.text(activity::NOTE).to_string()));
            if let Some(line) = self.tell(row, 0, at, shape, what) {
                line.detail = detail;
                line.who = who;
                line.record = Some((Table::Activity, row.id));
            }
        }
        for row in data.referring(Table::Task, task::ABOUT, id) {
            let Some(done) = row.moment(task::DONE) else { continue };
            let (title, result) = (row.text(task::TITLE), row.text(task::RESULT));
            // Completing a call or a visit records it as an activity, which says it already.
            let said = if result.is_empty() { title } else { result };
            if told.iter().any(|(day, note)| *day == Some(Moment::day(done.date)) && note == said) {
                continue;
            }
            let who = join(&self.person(row, Table::Task, task::OWNER), &self.on);
            let detail = self.detail(Table::Task, row, vec![result.to_string()]);
            if let Some(line) = self.tell(row, 0, Some(done), Shape::Check, title.into()) {
                line.detail = detail;
                line.who = who;
                line.record = Some((Table::Task, row.id));
            }
        }
    }

    /// What came of it, and what it says in own fields.
    fn detail(&self, table: Table, row: &Row, mut parts: Vec<String>) -> String {
        parts.extend(own::told(self.app, self.data, self.today, table, row));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    fn person(&self, row: &Row, table: Table, key: crate::domain::key::Key) -> String {
        self.data.follow(table, row, key).map(|r| r.text(rep::NAME).to_string()).unwrap_or_default()
    }

    fn deal(&mut self, id: Id) {
        let (app, data) = (self.app, self.data);
        let lang = app.lang();
        let Some(row) = data.get(Table::Deal, id) else { return };
        let stage =
            |key, change: &Row| change.link(key).map(|s| show::name(data, lang, Table::Stage, s)).unwrap_or_default();
        let changes = history(data, id);
        for (i, change) in changes.iter().enumerate() {
            let now = Status::parse(change.text(stage_change::STATE));
            let before =
                i.checked_sub(1).and_then(|b| changes.get(b)).map(|c| Status::parse(c.text(stage_change::STATE)));
            let (from, to) = (stage(stage_change::FROM, change), stage(stage_change::TO, change));
            // The first one is how the deal began, which has a line of its own.
            if change.get(stage_change::FROM).is_none() && now == Status::Open && i == 0 {
                continue;
            }
            let moved = app.tf(words::MOVE, &[("from", &from), ("to", &to)]);
            let (shape, what) = match now {
                Status::Lost => (Shape::Close, app.t(common::LOST).to_string()),
                Status::Invalid => (Shape::Close, app.t(common::INVALID).to_string()),
                Status::Won if before != Some(Status::Won) => (Shape::Check, join(app.t(common::WON), &moved)),
                Status::Open if before.is_some_and(|b| b != Status::Open) => {
                    (Shape::Undo, app.tf(words::TOOK_UP_AGAIN, &[("stage", &to)]))
                }
                _ => (Shape::Arrow, moved),
            };
            let who = join(&self.person(change, Table::StageChange, stage_change::BY), &self.on);
            // The outcome tells of the last close only.
            let outcome = row.outcome(deal::OUTCOME).filter(|_| i + 1 == changes.len() && now != Status::Open);
            let detail = outcome.map(|o| {
                let names = [o.reason, o.competitor].into_iter().flatten();
                let mut parts: Vec<String> = names.map(|e| show::name(data, lang, Table::ListEntry, e)).collect();
                parts.push(o.note.clone());
                parts.retain(|p| !p.is_empty());
                parts.join(" · ")
            });
            if let Some(line) = self.tell(change, 0, change.moment(stage_change::AT), shape, what) {
                line.who = who;
                line.detail = detail.unwrap_or_default();
            }
        }
        let origin = data.follow(Table::Deal, row, deal::LEAD);
        let what = match origin {
            Some(lead_row) => app.tf(words::CREATED_FROM_LEAD, &[("name", lead_row.text(lead::NAME))]),
            None => app.t(words::CREATED).into(),
        };
        self.tell(row, 0, row.moment(deal::CREATED), Shape::Plus, what);
        self.about(id);
        if let Some(lead_row) = origin {
            self.tell(lead_row, 0, lead_row.moment(lead::CREATED), Shape::Lead, app.t(words::LEAD_CAME).into());
            self.about(lead_row.id);
        }
    }

    fn lead(&mut self, id: Id) {
        let Some(row) = self.data.get(Table::Lead, id) else { return };
        let app = self.app;
        self.tell(row, 0, row.moment(lead::CREATED), Shape::Lead, app.t(words::LEAD_CAME).into());
        let closed = match row.text(lead::STATUS) {
            "converted" => Some((Shape::Arrow, words::LEAD_WAS_CONVERTED)),
            "invalid" => Some((Shape::Close, words::LEAD_GIVEN_UP)),
            _ => None,
        };
        if let Some((shape, what)) = closed {
            self.tell(row, 1, row.moment(lead::CLOSED), shape, app.t(what).into());
        }
        self.about(id);
    }

    /// What happened to the customer, its contacts and its deals.
    fn customer(&mut self, id: Id) {
        let data = self.data;
        let Some(row) = data.get(Table::Customer, id) else { return };
        let app = self.app;
        self.tell(row, 0, row.moment(customer::CREATED), Shape::Plus, app.t(words::CUSTOMER_CAME).into());
        self.about(id);
        for person in data.referring(Table::Contact, contact::CUSTOMER, id) {
            self.about(person.id);
        }
        for sold in data.referring(Table::Deal, deal::CUSTOMER, id) {
            self.on = sold.text(deal::NAME).into();
            self.deal(sold.id);
            self.on.clear();
        }
    }
}

fn join(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (false, false) => format!("{first} · {second}"),
        (true, _) => second.into(),
        (_, true) => first.into(),
    }
}
