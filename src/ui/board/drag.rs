//! Dragging cards: a mouse lifts after a few pixels, a finger after a long press, so that scrolling never drags. At its edges the board
//! scrolls by itself; stages out of sight come as a bar.

use super::card::card_under;
use super::column::PITCH;
use super::moves::Moves;
use crate::domain::command::Position;
use crate::domain::id::Id;
use crate::domain::value::OutcomeKind;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

/// A mouse that moves further than this, in pixels, drags.
const MOUSE_SLOP: f64 = 5.0;
/// A finger that moves further than this before the long press is over scrolls.
const TOUCH_SLOP: f64 = 8.0;
/// A long press, in milliseconds.
const LONG_PRESS: u32 = 250;
/// How near to the edge the board scrolls by itself, in pixels.
const EDGE: f64 = 48.0;
/// How far it scrolls at a time.
const STEP: i32 = 14;

/// Where a card would land.
#[derive(Clone, PartialEq, Debug)]
pub enum Spot {
    /// In a column, above the card that is now at this place.
    Place {
        /// The column.
        stage: Id,
        /// Counted without the card that is dragged.
        index: usize,
    },
    /// On a zone that ends the deal.
    End(OutcomeKind),
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Press {
    id: Id,
    pointer: i32,
    x: f64,
    y: f64,
    touch: bool,
    /// When, in milliseconds.
    since: f64,
    lifted: bool,
}

/// The drag that is going on. A handle.
#[derive(Clone, Copy)]
pub struct Drag {
    moves: Moves,
    press: RwSignal<Option<Press>>,
    /// Where the card would land.
    pub spot: RwSignal<Option<Spot>>,
    /// Where the pointer is.
    pub at: RwSignal<(f64, f64)>,
    lanes: NodeRef<html::Div>,
    /// The stages that were out of sight when the card was lifted.
    pub far: RwSignal<Vec<Id>>,
    /// A step of the scrolling at the edge is on its way.
    scrolling: RwSignal<bool>,
    /// A drag has just ended: the click that the browser sends after it opens nothing.
    just_dropped: RwSignal<bool>,
}

impl Drag {
    /// Dragging on a board. `spot`: where the card would land; `lanes`: what holds the columns.
    pub fn new(moves: Moves, spot: RwSignal<Option<Spot>>, lanes: NodeRef<html::Div>) -> Drag {
        let drag = Drag {
            moves,
            press: RwSignal::new(None),
            spot,
            at: RwSignal::new((0.0, 0.0)),
            lanes,
            far: RwSignal::new(Vec::new()),
            scrolling: RwSignal::new(false),
            just_dropped: RwSignal::new(false),
        };
        listen(drag);
        drag
    }

    /// The card in the hand.
    pub fn lifted(self) -> Option<Id> {
        self.press.get().filter(|p| p.lifted).map(|p| p.id)
    }

    /// A pointer is pressed on the board.
    pub fn down(self, event: &PointerEvent) {
        let Some(id) = card_under(event) else { return };
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        let touch = event.pointer_type() == "touch";
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let press = Press { id, pointer: event.pointer_id(), x, y, touch, since: event.time_stamp(), lifted: false };
        self.press.set(Some(press));
        if touch {
            gloo_timers::callback::Timeout::new(LONG_PRESS, move || {
                if self.press.try_get_untracked().flatten() == Some(press) {
                    self.lift(x, y);
                }
            })
            .forget();
        }
    }

    fn lift(self, x: f64, y: f64) {
        self.press.update(|p| {
            if let Some(p) = p {
                p.lifted = true;
            }
        });
        // Old news must not lie over the zones.
        self.moves.app().toasts.update(|list| list.retain(|t| t.bad));
        if let Some(selection) = window().get_selection().ok().flatten() {
            let _ = selection.remove_all_ranges();
        }
        self.far.set(self.out_of_sight());
        self.at.set((x, y));
    }

    fn moved(self, event: &PointerEvent) {
        let Some(press) = self.press.get_untracked().filter(|p| p.pointer == event.pointer_id()) else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let far = (x - press.x).hypot(y - press.y) > if press.touch { TOUCH_SLOP } else { MOUSE_SLOP };
        if press.lifted {
            event.prevent_default();
            // A finger that is held still drops the card where it was.
            if far || self.spot.get_untracked().is_some() {
                self.follow(x, y);
            }
        } else if far && press.touch {
            self.press.set(None);
        } else if far {
            self.lift(x, y);
            self.follow(x, y);
        }
    }

    /// The stages of which not even half can be seen.
    fn out_of_sight(self) -> Vec<Id> {
        let Some(lanes) = self.lanes.get_untracked() else { return Vec::new() };
        let area = lanes.get_bounding_client_rect();
        let columns = lanes.query_selector_all("[data-stage]").ok();
        let at = |i| columns.as_ref().and_then(|all| all.item(i)).and_then(|n| n.dyn_into::<Element>().ok());
        let far = |column: &Element| {
            let column = column.get_bounding_client_rect();
            let middle = f64::midpoint(column.left(), column.right());
            middle < area.left() || middle > area.right()
        };
        let stage = |column: Element| Id::parse(&column.get_attribute("data-stage")?);
        (0..).map_while(at).filter(far).filter_map(stage).collect()
    }

    fn follow(self, x: f64, y: f64) {
        self.at.set((x, y));
        let spot = self.spot_at(x, y);
        if self.spot.get_untracked() != spot {
            self.spot.set(spot);
        }
        self.scroll_at_edges();
    }

    /// Near an edge the board scrolls by itself, and so does the column below the card, also while the pointer rests there.
    fn scroll_at_edges(self) {
        let Some(lanes) = self.lanes.try_get_untracked().flatten() else { return };
        let lifted = self.press.get_untracked().is_some_and(|p| p.lifted);
        if !lifted || self.scrolling.get_untracked() {
            return;
        }
        let by = |at: f64, from: f64, to: f64| match at {
            at if at < from + EDGE => -STEP,
            at if at > to - EDGE => STEP,
            _ => 0,
        };
        let (x, y) = self.at.get_untracked();
        let area = lanes.get_bounding_client_rect();
        let left = lanes.scroll_left();
        lanes.set_scroll_left(left + by(x, area.left(), area.right()));
        let mut moved = lanes.scroll_left() != left;
        let list = match self.spot.get_untracked() {
            Some(Spot::Place { stage, .. }) => column_list(stage),
            _ => None,
        };
        if let Some(list) = list {
            // The zones cover the end of the columns.
            let zones = document().query_selector(".zones").ok().flatten().map(|z| z.get_bounding_client_rect().top());
            let seen = list.get_bounding_client_rect();
            let top = list.scroll_top();
            list.set_scroll_top(top + by(y, seen.top(), zones.unwrap_or(f64::MAX).min(seen.bottom())));
            moved = moved || list.scroll_top() != top;
        }
        if !moved {
            return;
        }
        self.scrolling.set(true);
        request_animation_frame(move || {
            if self.scrolling.try_set(false).is_none() {
                let (x, y) = self.at.get_untracked();
                self.follow(x, y);
            }
        });
    }

    fn spot_at(self, x: f64, y: f64) -> Option<Spot> {
        let element = document().element_from_point(x as f32, y as f32)?;
        if let Some(zone) = element.closest("[data-end]").ok().flatten() {
            return OutcomeKind::parse(&zone.get_attribute("data-end")?).map(Spot::End);
        }
        if let Some(stage) = element.closest("[data-drop]").ok().flatten() {
            return Some(Spot::Place { stage: Id::parse(&stage.get_attribute("data-drop")?)?, index: 0 });
        }
        let column = element.closest("[data-stage]").ok().flatten()?;
        let stage = Id::parse(&column.get_attribute("data-stage")?)?;
        let list = column_list(stage)?;
        let from_top = y - list.get_bounding_client_rect().top() + f64::from(list.scroll_top());
        let lifted = self.press.get_untracked()?.id;
        let others = self.moves.peek(|b| b.column(stage).map(|c| c.ids.iter().filter(|i| **i != lifted).count()))??;
        let index = ((from_top / PITCH).round().max(0.0) as usize).min(others);
        Some(Spot::Place { stage, index })
    }

    fn up(self, event: &PointerEvent) {
        let Some(press) = self.press.get_untracked().filter(|p| p.pointer == event.pointer_id()) else { return };
        let spot = self.spot.get_untracked();
        self.cancel();
        if press.lifted {
            // By the finger's own clock: where the page was busy, a tap may have lifted the card. It opens it all the same.
            let tapped = press.touch && event.time_stamp() - press.since < f64::from(LONG_PRESS);
            self.just_dropped.set(!tapped);
            if let Some(spot) = spot {
                drop_on(self.moves, press.id, &spot);
            }
        }
    }

    /// Puts the card back.
    pub fn cancel(self) {
        self.press.set(None);
        self.spot.set(None);
    }
}

/// The cards of a column.
pub fn column_list(stage: Id) -> Option<HtmlElement> {
    document().query_selector(&format!("[data-stage=\"{stage}\"] [data-list]")).ok().flatten()?.dyn_into().ok()
}

/// Carries out a drop.
pub fn drop_on(moves: Moves, id: Id, spot: &Spot) {
    match spot {
        Spot::End(kind) => moves.deals.ask_outcome(id, *kind),
        Spot::Place { stage, index } => {
            let position = moves
                .peek(|b| {
                    let column = b.columns.iter().find(|c| c.stage == *stage)?;
                    let others: Vec<Id> = column.ids.iter().copied().filter(|i| *i != id).collect();
                    Some(match others.get(*index) {
                        Some(below) => Position::Before(*below),
                        None => others.last().map_or(Position::Top, |last| Position::After(*last)),
                    })
                })
                .flatten();
            moves.deals.to(id, *stage, position.unwrap_or(Position::Top));
        }
    }
}

/// Moves and releases are heard on the window: the pointer may leave the board.
fn listen(drag: Drag) {
    let moved = window_event_listener(leptos::ev::pointermove, move |event| drag.moved(&event));
    let up = window_event_listener(leptos::ev::pointerup, move |event| drag.up(&event));
    let gone = window_event_listener(leptos::ev::pointercancel, move |_| drag.cancel());
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && drag.press.get_untracked().is_some() {
            drag.cancel();
        }
    });
    on_cleanup(move || {
        moved.remove();
        up.remove();
        gone.remove();
        escape.remove();
    });
    Effect::new(move |_| {
        let Some(lanes) = drag.lanes.get() else { return };
        // A finger that has lifted a card must not scroll: only a listener that is not passive may say so.
        let stop = super::super::forever(move |event: web_sys::Event| {
            if drag.press.try_get_untracked().flatten().is_some_and(|p| p.lifted) {
                event.prevent_default();
            }
        });
        let options = web_sys::AddEventListenerOptions::new();
        options.set_passive(false);
        let _ = lanes.add_event_listener_with_callback_and_add_event_listener_options("touchmove", &stop, &options);
        // The click after a drop, and the menu of a long press, are part of the drag. Not every drop is followed by a click:
        // whatever is pressed next, card or not, means what it says.
        let swallow = super::super::forever(move |event: web_sys::Event| {
            if matches!(event.type_().as_str(), "pointerdown" | "keydown") {
                let _ = drag.just_dropped.try_set(false);
            }
            if drag.just_dropped.try_get_untracked() == Some(true) && event.type_() == "click" {
                drag.just_dropped.set(false);
                event.stop_propagation();
            }
            if event.type_() == "contextmenu" && drag.press.try_get_untracked().flatten().is_some_and(|p| p.touch) {
                event.prevent_default();
            }
        });
        for name in ["pointerdown", "keydown", "click", "contextmenu"] {
            let _ = lanes.add_event_listener_with_callback_and_bool(name, &swallow, true);
        }
    });
}
