//! Which deals stand in which column of a board, in the order of the cards: what a move asks for, so that it need not look at
//! every deal there is.

use super::dataset::IdMap;
use super::deals::place;
use super::id::Id;
use super::row::Row;
use super::sort::sort_by;

/// Where a deal stands in its column: its order key, then its id.
pub type Standing = (Box<str>, Id);

/// The places of all live deals, by stage, each column sorted.
#[derive(Clone, Debug, Default)]
pub struct Columns(IdMap<Vec<Standing>>);

impl Columns {
    /// The columns of some deals.
    pub fn of<'a>(deals: impl Iterator<Item = &'a Row>) -> Columns {
        let mut columns = Columns::default();
        for (stage, standing) in deals.filter_map(standing) {
            columns.0.entry(stage).or_default().push(standing);
        }
        columns.0.values_mut().for_each(|column| sort_by(column, Ord::cmp));
        columns
    }

    /// Puts a deal where its row says; nowhere if it says nothing.
    pub fn insert(&mut self, row: &Row) {
        let Some((stage, standing)) = standing(row) else { return };
        let column = self.0.entry(stage).or_default();
        if let Err(at) = column.binary_search(&standing) {
            column.insert(at, standing);
        }
    }

    /// Takes a deal from where its row says.
    pub fn remove(&mut self, row: &Row) {
        let Some((stage, standing)) = standing(row) else { return };
        let column = self.0.entry(stage).or_default();
        if let Ok(at) = column.binary_search(&standing) {
            column.remove(at);
        }
    }

    /// The first in a column but for one deal.
    pub fn first(&self, stage: Id, but: Id) -> Option<&Standing> {
        self.column(stage).iter().find(|(_, id)| *id != but)
    }

    /// The last in a column but for one deal.
    pub fn last(&self, stage: Id, but: Id) -> Option<&Standing> {
        self.column(stage).iter().rev().find(|(_, id)| *id != but)
    }

    /// The one above a standing, but for one deal.
    pub fn above(&self, stage: Id, of: &Standing, but: Id) -> Option<&Standing> {
        let column = self.column(stage);
        column[..column.partition_point(|other| other < of)].iter().rev().find(|(_, id)| *id != but)
    }

    /// The one below a standing, but for one deal.
    pub fn below(&self, stage: Id, of: &Standing, but: Id) -> Option<&Standing> {
        let column = self.column(stage);
        column[column.partition_point(|other| other <= of)..].iter().find(|(_, id)| *id != but)
    }

    fn column(&self, stage: Id) -> &[Standing] {
        self.0.get(&stage).map_or(&[], Vec::as_slice)
    }
}

fn standing(row: &Row) -> Option<(Id, Standing)> {
    place(row).map(|place| (place.stage, (place.order.as_str().into(), row.id)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::dataset::Dataset;
    use crate::domain::records::{deal, Table, DELETED};
    use crate::domain::stamp::Stamp;
    use crate::domain::value::{Place, Value};

    #[test]
    fn columns_follow_every_change_of_the_deals() {
        let (mut data, born) = (Dataset::default(), Stamp::new(1, 0, 1));
        let mut seed = 1_u32;
        let mut next = |n: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % n
        };
        let mut count = 0;
        for step in 0..3_000 {
            // From the first question on, the columns are kept up to date.
            if step == 100 {
                assert!(data.columns().0.values().any(|column| !column.is_empty()));
            }
            let id = Id::fixed(1, next(60) as u16);
            let place = Place { stage: Id::fixed(2, next(4) as u16), order: ["a", "b", "c"][next(3) as usize].into() };
            let place = (next(5) > 0).then(|| Value::Place(Box::new(place)));
            match next(4) {
                0 => data.insert(Table::Deal, Row::of(id, born, place.into_iter().map(|p| (deal::PLACE, p)).collect())),
                1 => {
                    let gone = Some(Value::Bool(place.is_none()));
                    data.update(Table::Deal, id, None, |row| row.put(DELETED, gone, None));
                }
                2 => {
                    data.update(Table::Deal, id, Some(born), |row| row.put(deal::PLACE, place, None));
                }
                _ => {
                    let last = data.rows(Table::Deal).all().last().map(|row| row.id).filter(|_| count % 3 == 0);
                    last.into_iter().for_each(|id| data.remove_unsaved(Table::Deal, id));
                    count += 1;
                }
            }
            let full = |columns: &Columns| {
                columns.0.iter().filter(|(_, c)| !c.is_empty()).map(|(s, c)| (*s, c.clone())).collect::<Vec<_>>()
            };
            if step >= 100 {
                let (mut followed, mut anew) = (full(data.columns()), full(&Columns::of(data.live(Table::Deal))));
                followed.sort();
                anew.sort();
                assert_eq!(followed, anew, "after step {step}");
            }
        }
    }
}
