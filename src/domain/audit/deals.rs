//! Deals: their latest stage change says where they are and how they stand, and everything else follows it.

use super::cells::led_on;
use super::{
    write, Audit, Write, AMOUNT_NOT_LINES, CREDIT_NOT_WON, CREDIT_SUM, DEAL_WITHOUT_HISTORY, HISTORY_BEFORE_CREATED,
    HISTORY_IN_FUTURE, ORDER_KEY, OUTCOME_DISAGREES, PIPELINE_MISSING, PLACE_OTHER_STAGE, STAGE_OTHER_PIPELINE,
};
use crate::domain::command::amount_of_lines;
use crate::domain::dataset::IdMap;
use crate::domain::deals::{first_open_stage, history, place, state, won_stage, Status};
use crate::domain::id::Id;
use crate::domain::records::{deal, stage, stage_change, Table};
use crate::domain::row::Row;
use crate::domain::value::{Moment, Outcome, OutcomeKind, Place, Share, Value};

/// Where a deal is and how it stands, once the repairs so far are made. `None`: nobody knows.
struct Now {
    stage: Option<Id>,
    status: Option<Status>,
    /// When the latest stage change was.
    at: Option<Moment>,
}

impl Audit<'_> {
    pub(super) fn deals(&mut self) {
        let mut columns: IdMap<Vec<(&str, &Row)>> = IdMap::default();
        let mut stages: Vec<Id> = Vec::new();
        let data = self.data;
        for row in data.live(Table::Deal) {
            let changes = history(data, row.id);
            let now = match changes.last() {
                Some(last) => self.by_history(row, last),
                None => self.without_history(row),
            };
            self.dates(row, &changes);
            self.pipeline(row, &now);
            self.outcome(row, &now);
            self.credit(row, &now);
            self.amount(row);
            let on_board = matches!(now.status, Some(Status::Open | Status::Won));
            let (Some(place), Some(stage), true) = (place(row), now.stage, on_board) else { continue };
            if self.stands(Table::Stage, place.stage) != stage {
                let repair = vec![write(Table::Deal, row, deal::PLACE, None)];
                self.find(PLACE_OTHER_STAGE, (Table::Deal, row), Some(deal::PLACE), repair);
            } else if !place.order.is_empty() {
                let column = columns.entry(stage).or_default();
                if column.is_empty() {
                    stages.push(stage);
                }
                column.push((&place.order, row));
            }
        }
        for stage in stages {
            let column = columns.remove(&stage).unwrap_or_default();
            for (row, order) in super::order::mended(column) {
                let place = Value::Place(Box::new(Place { stage, order }));
                let repair = vec![write(Table::Deal, row, deal::PLACE, Some(place))];
                self.find(ORDER_KEY, (Table::Deal, row), Some(deal::PLACE), repair);
            }
        }
    }

    fn by_history(&self, row: &Row, last: &Row) -> Now {
        let now = state(self.data, row);
        let says = matches!(last.get(stage_change::STATE), Some(Value::Text(_)));
        Now {
            stage: now.stage.map(|stage| self.stands(Table::Stage, stage)),
            status: says.then_some(now.status),
            at: last.moment(stage_change::AT),
        }
    }

    /// A deal without any stage change is shown where its place says, or where its pipeline begins: that becomes its first change.
    fn without_history(&mut self, row: &Row) -> Now {
        let placed = place(row).map(|place| self.stands(Table::Stage, place.stage));
        let home = self.link(Table::Pipeline, row, deal::PIPELINE).or_else(|| self.pipeline_of(placed?));
        let outcome = row.outcome(deal::OUTCOME);
        let status = outcome.map_or(Status::Open, |o| Status::from(o.kind));
        let at = outcome.and_then(|o| o.date).map(Moment::day).or_else(|| row.moment(deal::CREATED));
        let stage = home.and_then(|home| match status {
            Status::Won => won_stage(self.data, home),
            _ => placed
                .filter(|stage| self.pipeline_of(*stage) == Some(home))
                .or_else(|| first_open_stage(self.data, home)),
        });
        let id = Id::computed(row.id, Table::StageChange.key(), DEAL_WITHOUT_HISTORY);
        let free = self.data.rows(Table::StageChange).get(id).is_none();
        let unread = matches!(row.get(deal::OUTCOME), Some(Value::Other(_)));
        let mut repair = Vec::new();
        if let (Some(to), true, false) = (stage, free, unread) {
            let mut cell = |key, after| repair.push(Write { table: Table::StageChange, id, key, after: Some(after) });
            cell(stage_change::DEAL, Value::Ref(row.id));
            at.into_iter().for_each(|at| cell(stage_change::AT, Value::Moment(at)));
            cell(stage_change::TO, Value::Ref(to));
            cell(stage_change::STATE, Value::text(status.code()));
        }
        let known = !repair.is_empty();
        self.find(DEAL_WITHOUT_HISTORY, (Table::Deal, row), None, repair);
        Now { stage: stage.filter(|_| known), status: known.then_some(status), at }
    }

    fn pipeline_of(&self, stage: Id) -> Option<Id> {
        let stage = self.data.rows(Table::Stage).get(stage)?;
        self.link(Table::Pipeline, stage, stage::PIPELINE)
    }

    /// A deal is in the pipeline of its stage.
    fn pipeline(&mut self, row: &Row, now: &Now) {
        let named = self.link(Table::Pipeline, row, deal::PIPELINE);
        let right = now.stage.and_then(|stage| self.pipeline_of(stage));
        let right = right.filter(|id| self.data.get(Table::Pipeline, *id).is_some());
        let repair: Vec<Write> =
            right.map(|id| write(Table::Deal, row, deal::PIPELINE, Some(Value::Ref(id)))).into_iter().collect();
        let at = (Table::Deal, row);
        match named {
            None => self.find(PIPELINE_MISSING, at, Some(deal::PIPELINE), repair),
            Some(_) if right.is_some() && right != named => {
                let about = now.stage.map(|stage| (Table::Stage, stage));
                self.find_about(STAGE_OTHER_PIPELINE, at, Some(deal::PIPELINE), about, repair);
            }
            Some(_) => {}
        }
    }

    fn dates(&mut self, row: &Row, changes: &[&Row]) {
        let created = row.date(deal::CREATED);
        let dates = || changes.iter().filter_map(|change| change.date(stage_change::AT));
        if created.is_some_and(|created| dates().any(|at| at < created)) {
            self.find(HISTORY_BEFORE_CREATED, (Table::Deal, row), Some(deal::CREATED), Vec::new());
        }
        if dates().any(|at| at > self.today) {
            self.find(HISTORY_IN_FUTURE, (Table::Deal, row), None, Vec::new());
        }
    }

    /// An open deal has no outcome, a closed one has that of its latest stage change. What the outcome says beyond is kept.
    fn outcome(&mut self, row: &Row, now: &Now) {
        let Some(status) = now.status else { return };
        let said = match led_on(self, Table::Deal, row, deal::OUTCOME) {
            Some(Value::Outcome(outcome)) => Some(*outcome),
            Some(_) => return,
            None => None,
        };
        if said.as_ref().map_or(Status::Open, |o| Status::from(o.kind)) == status {
            return;
        }
        let kind = match status {
            Status::Open => None,
            Status::Won => Some(OutcomeKind::Won),
            Status::Lost => Some(OutcomeKind::Lost),
            Status::Invalid => Some(OutcomeKind::Invalid),
        };
        let after = kind.map(|kind| {
            let date = now.at.map(|at| at.date);
            let note = said.map_or_else(String::new, |o| o.note);
            Value::Outcome(Box::new(Outcome { kind, date, reason: None, competitor: None, note }))
        });
        let repair = vec![write(Table::Deal, row, deal::OUTCOME, after)];
        self.find(OUTCOME_DISAGREES, (Table::Deal, row), Some(deal::OUTCOME), repair);
    }

    fn credit(&mut self, row: &Row, now: &Now) {
        let Some(status) = now.status else { return };
        let Some(Value::Credit(shares)) = led_on(self, Table::Deal, row, deal::CREDIT) else { return };
        let at = (Table::Deal, row);
        if status != Status::Won {
            let repair = vec![write(Table::Deal, row, deal::CREDIT, None)];
            return self.find(CREDIT_NOT_WON, at, Some(deal::CREDIT), repair);
        }
        if shares.iter().map(|share| u32::from(share.percent)).sum::<u32>() == 100 {
            return;
        }
        let after = match *shares {
            [] => vec![None],
            [one] => vec![Some(Value::Credit(Box::new([Share { percent: 100, ..one }])))],
            _ => Vec::new(),
        };
        let repair = after.into_iter().map(|after| write(Table::Deal, row, deal::CREDIT, after)).collect();
        self.find(CREDIT_SUM, at, Some(deal::CREDIT), repair);
    }

    /// Until somebody types an amount, it is that of the lines.
    fn amount(&mut self, row: &Row) {
        if row.flag(deal::AMOUNT_TYPED) {
            return;
        }
        let Some(sum) = amount_of_lines(self.data, row.id) else { return };
        if row.money(deal::AMOUNT) != Some(sum) {
            let repair = vec![write(Table::Deal, row, deal::AMOUNT, Some(Value::Money(sum)))];
            self.find(AMOUNT_NOT_LINES, (Table::Deal, row), Some(deal::AMOUNT), repair);
        }
    }
}
