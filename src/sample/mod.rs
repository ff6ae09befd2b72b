//! What a workspace begins with: the starter of an empty one, and sample data to look around in.
//!
//! Pure: it reads `domain` and `text` only, and the same arguments give the same rows on every machine: whole numbers only.
//! The sample company sells warehouse software for two years up to its anchor date. Its deals are made up one by one
//! (`journey`), everything else follows from them: activities and tasks along the way, leads before, goals above.
//! Each module makes one kind of thing: plans in the order customers, deals; then rows.

mod activities;
pub mod calendar;
mod customers;
mod deal_rows;
mod deals;
mod draw;
mod goals;
mod journey;
mod names;
mod people;
pub mod starter;
mod tasks;
mod world;

use crate::domain::records::Table;
use crate::domain::row::Row;
use crate::text::Lang;
use chrono::NaiveDate;

/// How much sample data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// One rep: 150 customers, 250 deals.
    S,
    /// Twelve reps in three teams: 2,000 customers, 5,000 deals.
    M,
    /// Ten times a real team: 100,000 customers, 50,000 deals, some 300,000 activities, 40 reps in eight teams.
    L,
}

impl Size {
    /// The size of a letter, in either case.
    pub fn parse(letter: &str) -> Option<Size> {
        match letter {
            "S" | "s" => Some(Size::S),
            "M" | "m" => Some(Size::M),
            "L" | "l" => Some(Size::L),
            _ => None,
        }
    }

    /// How many customers.
    pub fn customers(self) -> usize {
        match self {
            Size::S => 150,
            Size::M => 2_000,
            Size::L => 100_000,
        }
    }

    /// How many deals.
    pub fn deals(self) -> usize {
        match self {
            Size::S => 250,
            Size::M => 5_000,
            Size::L => 50_000,
        }
    }
}

/// A whole workspace of sample data: two years that end on `anchor`, which is its today. The same arguments give the same rows.
/// Rows come in the order of the tables, the starter's among them. `lang` chooses the names and notes; stages and list entries have both.
/// Before 1972 ids no longer carry their days.
pub fn sample(size: Size, seed: u64, anchor: NaiveDate, lang: Lang) -> Vec<(Table, Row)> {
    let mut world = world::World::new(size, seed, anchor, lang);
    people::make(&mut world);
    customers::make(&mut world, size.customers());
    deals::make(&mut world, size.deals());
    customers::settle(&mut world);
    customers::rows(&mut world);
    deal_rows::rows(&mut world);
    let leads = deal_rows::loose_leads(&mut world);
    activities::make(&mut world, &leads);
    tasks::make(&mut world);
    goals::make(&mut world);
    world.out.finish()
}
