//! The board by keyboard: one tab stop, arrows between cards, Space to pick up and drop, single keys for the rest. Every step is announced.

use super::super::composes;
use super::super::deals::Ask;
use super::column::PITCH;
use super::drag::{column_list, drop_on, Spot};
use super::moves::Moves;
use crate::domain::id::Id;
use crate::domain::records::{deal, Table};
use crate::domain::value::OutcomeKind;
use crate::text::words::board as words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The keyboard's place on the board. A handle.
#[derive(Clone, Copy)]
pub struct Keyboard {
    moves: Moves,
    /// The card that has, or last had, the focus.
    pub focused: RwSignal<Option<Id>>,
    /// The card that Tab stops at: the focused one, else the first of the board.
    stop: Memo<Option<Id>>,
    /// The card that was picked up.
    pub held: RwSignal<Option<Id>>,
    /// Where it would be dropped: column and place.
    target: RwSignal<(usize, usize)>,
    /// The gap that the columns show.
    spot: RwSignal<Option<Spot>>,
}

/// Gives the cards their keyboard.
pub fn provide(moves: Moves, spot: RwSignal<Option<Spot>>) {
    let focused = RwSignal::new(None::<Id>);
    let stop = Memo::new(move |_| {
        moves.board.with(|b| {
            let b = b.as_ref()?;
            let there = focused.get().filter(|f| b.find(*f).is_some());
            there.or_else(|| b.columns.iter().find_map(|c| c.ids.first()).copied())
        })
    });
    provide_context(Keyboard { moves, spot, focused, stop, held: RwSignal::new(None), target: RwSignal::new((0, 0)) });
}

impl Keyboard {
    /// Whether Tab stops at this card: the focused one, else the first of the board.
    pub fn is_stop(self, id: Id) -> bool {
        self.stop.get() == Some(id)
    }

    /// A key on a card.
    pub fn on_key(self, id: Id, event: &KeyboardEvent) {
        if composes(event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let used = if self.held.get_untracked().is_some() {
            self.held_key(id, &event.key())
        } else {
            self.plain_key(id, &event.key())
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn plain_key(self, id: Id, key: &str) -> bool {
        let is_deal = self.moves.workspace().peek(|d| d.get(Table::Deal, id).is_some());
        match key {
            "ArrowDown" => self.go(id, 0, 1),
            "ArrowUp" => self.go(id, 0, -1),
            "ArrowRight" => self.go(id, 1, 0),
            "ArrowLeft" => self.go(id, -1, 0),
            "Home" => self.go(id, 0, isize::MIN / 2),
            "End" => self.go(id, 0, isize::MAX / 2),
            "Enter" => self.moves.open(id),
            " " if is_deal => self.pick_up(id),
            "]" => self.step(id, 1),
            "[" => self.step(id, -1),
            "m" | "M" if is_deal => self.moves.deals.ask.set(Some(Ask::Move { deal: id })),
            "w" | "W" => self.moves.deals.ask_outcome(id, OutcomeKind::Won),
            "l" | "L" => self.moves.deals.ask_outcome(id, OutcomeKind::Lost),
            _ => return false,
        }
        true
    }

    fn step(self, id: Id, by: isize) {
        let before = self.moves.peek(|b| b.find(id)).flatten();
        self.moves.step(id, by);
        self.tell_landed(id, before);
        self.refocus(id);
    }

    /// Says where a card is, if that is another place than before.
    fn tell_landed(self, id: Id, before: Option<(usize, usize)>) {
        let landed = self.moves.peek(|b| b.find(id).map(|(c, p)| (c, p, b.columns[c].ids.len()))).flatten();
        if let Some((column, place, total)) = landed.filter(|(c, p, _)| before != Some((*c, *p))) {
            self.tell_target(words::DROPPED, (column, place), total);
        }
    }

    fn go(self, id: Id, columns: isize, places: isize) {
        let target = self.moves.peek(|b| {
            let (c, p) = b.find(id)?;
            if columns == 0 {
                let column = &b.columns[c];
                let at = (p as isize).saturating_add(places).clamp(0, column.ids.len() as isize - 1);
                return column.ids.get(at as usize).copied();
            }
            // The next column that has cards, at about the same height.
            let mut c = c.checked_add_signed(columns)?;
            while let Some(column) = b.columns.get(c) {
                if let Some(last) = column.ids.len().checked_sub(1) {
                    return column.ids.get(p.min(last)).copied();
                }
                c = c.checked_add_signed(columns)?;
            }
            None
        });
        if let Some(Some(target)) = target {
            self.refocus(target);
        }
    }

    /// Brings a card into sight and gives it the focus, once it is drawn.
    pub fn refocus(self, id: Id) {
        self.focused.set(Some(id));
        let place = self.moves.peek(|b| b.find(id).map(|(c, p)| (b.columns[c].stage, p))).flatten();
        request_animation_frame(move || {
            let Some((stage, place)) = place else { return };
            let Some(list) = column_list(stage) else { return };
            let (top, height) = (place as f64 * PITCH, f64::from(list.client_height()));
            let seen = f64::from(list.scroll_top());
            if top < seen {
                list.set_scroll_top(top as i32);
            } else if top + PITCH > seen + height {
                list.set_scroll_top((top + PITCH - height) as i32);
            }
            request_animation_frame(move || {
                let card = document().query_selector(&format!(".board [data-card=\"{id}\"]")).ok().flatten();
                if let Some(card) = card.and_then(|c| c.dyn_into::<HtmlElement>().ok()) {
                    let _ = card.focus();
                }
            });
        });
    }

    fn name(self, id: Id) -> String {
        self.moves
            .workspace()
            .peek(|d| d.get(Table::Deal, id).map(|r| r.text(deal::NAME).to_string()))
            .unwrap_or_default()
    }

    fn say(self, text: String) {
        self.moves.app().announce(text);
    }

    fn pick_up(self, id: Id) {
        let Some(Some(place)) = self.moves.peek(|b| b.find(id)) else { return };
        self.held.set(Some(id));
        self.target.set(place);
        self.say(self.moves.app().tf(words::PICKED_UP, &[("name", &self.name(id))]));
    }

    fn held_key(self, id: Id, key: &str) -> bool {
        let (c, p) = self.target.get_untracked();
        let sizes = self
            .moves
            .peek(|b| b.columns.iter().map(|col| col.ids.iter().filter(|i| **i != id).count()).collect::<Vec<_>>());
        let Some(sizes) = sizes else { return false };
        let next = match key {
            "ArrowDown" => (c, (p + 1).min(sizes[c])),
            "ArrowUp" => (c, p.saturating_sub(1)),
            "ArrowRight" if c + 1 < sizes.len() => (c + 1, p.min(sizes[c + 1])),
            "ArrowLeft" if c > 0 => (c - 1, p.min(sizes[c - 1])),
            "Enter" | " " => {
                self.drop_held(id);
                return true;
            }
            "Escape" | "Tab" => {
                self.held.set(None);
                self.spot.set(None);
                self.say(self.moves.app().tf(words::DROP_CANCELLED, &[("name", &self.name(id))]));
                return key == "Escape";
            }
            _ => return true,
        };
        self.target.set(next);
        self.spot.set(self.moves.peek(|b| Spot::Place { stage: b.columns[next.0].stage, index: next.1 }));
        self.tell_target(words::OVER_COLUMN, next, sizes[next.0] + 1);
        true
    }

    fn tell_target(self, text: crate::text::Text, (c, p): (usize, usize), total: usize) {
        let stage = self
            .moves
            .peek(|b| b.columns.get(c).map(|col| self.moves.stage_name(col.stage)))
            .flatten()
            .unwrap_or_default();
        let place = (p + 1).to_string();
        self.say(self.moves.app().tf(text, &[("stage", &stage), ("place", &place), ("n", &total.to_string())]));
    }

    fn drop_held(self, id: Id) {
        let (c, index) = self.target.get_untracked();
        self.held.set(None);
        self.spot.set(None);
        let Some(Some(stage)) = self.moves.peek(|b| b.columns.get(c).map(|col| col.stage)) else { return };
        let before = self.moves.peek(|b| b.find(id)).flatten();
        drop_on(self.moves, id, &Spot::Place { stage, index });
        self.tell_landed(id, before);
        self.refocus(id);
    }
}
