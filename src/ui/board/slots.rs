//! Which node of a column draws which card.

use super::card::card_with_focus;
use crate::domain::id::Id;

/// A node that draws a card.
#[derive(Clone, Copy, PartialEq)]
pub struct Slot {
    /// Names the node, as long as it is there.
    pub nr: usize,
    /// The card that it draws now.
    pub id: Id,
    /// Where in the column.
    pub place: usize,
}

/// The slots of the cards in sight, in their order; `first` is the place of the first of them.
///
/// A card keeps its slot. One that comes where another has left takes that one's slot, for saying something else takes a fraction of the time
/// of drawing a card. It is the same place, so nothing is seen to move. A card that has the focus leaves with its slot, so that no key and no
/// open menu gets to a card that it was not meant for.
pub fn settle(before: &[Slot], shown: &[Id], first: usize) -> Vec<Slot> {
    let mut left: Vec<&Slot> = before.iter().filter(|slot| !shown.contains(&slot.id)).collect();
    if let Some(focused) = (!left.is_empty()).then(card_with_focus).flatten() {
        left.retain(|slot| slot.id != focused);
    }
    let mut next = before.iter().map(|slot| slot.nr + 1).max().unwrap_or(0);
    let slots = shown.iter().zip(first..).map(|(id, place)| {
        let former = before.iter().find(|slot| slot.id == *id);
        let taken = former.or_else(|| left.iter().find(|slot| slot.place == place).copied());
        let nr = taken.map_or(next, |slot| slot.nr);
        next += usize::from(taken.is_none());
        Slot { nr, id: *id, place }
    });
    slots.collect()
}
