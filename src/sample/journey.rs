//! How one deal goes through its stages: where it waits, goes on, turns back, is won, lost or taken up again.

use super::calendar::{Calendar, Day, TODAY};
use super::draw::Draw;
use crate::domain::deals::Status;

/// The stages of deals, from 0: prospect, contact, proposal, negotiation, won, after-sales.
pub type StageNo = u8;
/// Quote and material are sent.
pub const PROPOSAL: StageNo = 2;
/// The last open stage.
pub const NEGOTIATION: StageNo = 3;
/// Won.
pub const WON: StageNo = 4;
/// After-sales service.
pub const AFTER: StageNo = 5;

/// Median days in each open stage.
const DAYS: [i64; 4] = [8, 10, 15, 12];
/// Of a thousand deals that leave a stage, so many go on.
const GO_ON: [i64; 4] = [705, 745, 655, 735];
/// Of a thousand that do not go on, so many never were deals.
const INVALID: [i64; 4] = [110, 60, 15, 5];
/// In a thousand stays, so many are forgotten by the rep.
const FORGOTTEN: i64 = 16;

/// What makes a deal's way easier or harder.
#[derive(Clone, Copy, Debug)]
pub struct Skill {
    /// Added to the thousandths that go on at each stage.
    pub going_on: i64,
    /// Per cent of the usual days.
    pub pace: i64,
    /// Deals of this rep get stuck with the proposal.
    pub stuck: bool,
}

/// One stage change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// When.
    pub day: Day,
    /// The stage before; `None` for the first.
    pub from: Option<StageNo>,
    /// The stage after.
    pub to: StageNo,
    /// What it made of the deal.
    pub status: Status,
}

/// A time in an open stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stay {
    /// Which.
    pub stage: StageNo,
    /// First day.
    pub from: Day,
    /// The day of leaving, or today.
    pub to: Day,
    /// The rep forgot about it.
    pub forgotten: bool,
}

/// A deal's whole way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Journey {
    /// Its stage changes, oldest first.
    pub steps: Vec<Step>,
    /// Where it waited.
    pub stays: Vec<Stay>,
}

impl Journey {
    /// Where it is now.
    pub fn last(&self) -> Step {
        self.steps.last().copied().unwrap_or(Step { day: 0, from: None, to: 0, status: Status::Open })
    }

    /// The day of the outcome; `None` while open.
    pub fn closed(&self) -> Option<Day> {
        let status = self.last().status;
        let decided = self.steps.iter().rev().take_while(|s| s.status == status).last()?;
        (status != Status::Open).then_some(decided.day)
    }

    /// Whether it is open and its rep forgot about it.
    pub fn is_forgotten(&self) -> bool {
        self.last().status == Status::Open && self.stays.last().is_some_and(|s| s.forgotten)
    }

    fn step(&mut self, day: Day, to: StageNo, status: Status) {
        let from = self.steps.last().map(|s| s.to);
        self.steps.push(Step { day, from, to, status });
    }
}

/// The way of a deal that begins on `created` (at the latest today), up to today.
pub fn travel(draw: &mut Draw, calendar: &Calendar, created: Day, skill: Skill) -> Journey {
    let mut journey = Journey::default();
    let (mut stage, mut at) = (draw.weighted(&[84, 11, 5]) as StageNo, created);
    let (mut backs, mut reopened) = (0, false);
    journey.step(at, stage, Status::Open);
    loop {
        let forgotten = draw.chance(FORGOTTEN);
        let leave = calendar.working(at + days_in(draw, calendar, at, stage, skill, forgotten));
        journey.stays.push(Stay { stage, from: at, to: leave.min(TODAY), forgotten });
        if leave > TODAY {
            return journey;
        }
        at = leave;
        let held = if skill.stuck && stage == PROPOSAL { 170 } else { 0 };
        let odds = GO_ON[usize::from(stage)] + skill.going_on - held;
        if !forgotten && draw.chance(odds.clamp(150, 950)) {
            let next = if stage < NEGOTIATION && draw.chance(60) {
                stage + 2
            } else if stage > 0 && backs < 2 && draw.chance(45) {
                backs += 1;
                stage - 1
            } else {
                stage + 1
            };
            if next < WON {
                stage = next;
                journey.step(at, stage, Status::Open);
                continue;
            }
            journey.step(at, WON, Status::Won);
            let service = calendar.working(at + 5 + draw.tail(20) as Day);
            if draw.chance(400) && service <= TODAY {
                journey.step(service, AFTER, Status::Won);
            }
            return journey;
        }
        if draw.chance(INVALID[usize::from(stage)]) {
            journey.step(at, stage, Status::Invalid);
            return journey;
        }
        journey.step(at, stage, Status::Lost);
        let again = calendar.working(at + 10 + draw.tail(30) as Day);
        if reopened || again > TODAY || !draw.chance(35) {
            return journey;
        }
        reopened = true;
        at = again;
        journey.step(at, stage, Status::Open);
    }
}

fn days_in(draw: &mut Draw, calendar: &Calendar, at: Day, stage: StageNo, skill: Skill, forgotten: bool) -> Day {
    if forgotten {
        return (90 + draw.tail(120)) as Day;
    }
    let slow = if skill.stuck && stage == PROPOSAL { 260 } else { 100 };
    // Before the year ends everybody hurries; around the Spring Festival nobody does.
    let season = match calendar.month(at) {
        10..=12 => 85,
        1 | 2 => 125,
        _ => 100,
    };
    let days = draw.tail(DAYS[usize::from(stage)] * 100 * skill.pace * slow * season / 1_000_000) / 100;
    days.max(1) as Day
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn every_way_is_connected_and_ends_where_it_says() {
        let calendar = Calendar::new(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), false);
        let mut draw = Draw::new(9);
        let (mut won, mut lost, mut open, mut reopened, mut back) = (0, 0, 0, 0, 0);
        for i in 0..3000 {
            let journey = travel(&mut draw, &calendar, i % 700, Skill { going_on: 0, pace: 100, stuck: false });
            assert_eq!(journey.steps[0].from, None);
            for pair in journey.steps.windows(2) {
                assert!(pair[1].from == Some(pair[0].to) && pair[0].day <= pair[1].day && pair[1].day <= TODAY);
                reopened += i32::from(pair[0].status == Status::Lost);
                back += i32::from(pair[1].to < pair[0].to);
            }
            let last = journey.last();
            match last.status {
                Status::Won => won += 1,
                Status::Lost => lost += 1,
                Status::Open => open += 1,
                Status::Invalid => {}
            }
            assert_eq!(last.status == Status::Won, last.to >= WON);
            assert_eq!(journey.closed().is_none(), last.status == Status::Open);
        }
        let rate = 100 * won / (won + lost);
        assert!((20..=40).contains(&rate), "{rate}");
        assert!(open > 100 && reopened > 10 && back > 50, "{open} {reopened} {back}");
    }
}
