//! What takes longer than a page may be held up: computed in slices, and begun anew when what it is made of changes.

use super::super::app::use_workspace;
use super::super::workspace::Workspace;
use crate::domain::dataset::Dataset;
use crate::web::turn::{turn, Slice};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Of several goes at the same thing, the newest: those before it are given up.
#[derive(Clone, Copy)]
pub struct Newest(StoredValue<u32>);

/// A go that was the newest when it began.
#[derive(Clone, Copy)]
pub struct Go(StoredValue<u32>, u32);

impl Newest {
    /// None yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Newest {
        Newest(StoredValue::new(0))
    }

    /// Begins one.
    pub fn begin(self) -> Go {
        self.0.update_value(|n| *n += 1);
        Go(self.0, self.0.get_value())
    }
}

impl Go {
    /// Whether it is the newest still, and its screen is there.
    pub fn holds(self) -> bool {
        self.0.try_get_value() == Some(self.1)
    }

    /// Takes a course to its end; the page answers between its steps. `None`: it was given up.
    pub async fn take<C, T>(
        self,
        workspace: Workspace,
        slice: &mut Slice,
        mut course: C,
        step: impl Fn(&mut C, &Dataset) -> Option<T>,
    ) -> Option<T> {
        while self.holds() {
            if let Some(end) = workspace.peek(|data| step(&mut course, data)) {
                return Some(end);
            }
            slice.breathe().await;
        }
        None
    }
}

/// Takes the course that `begin` makes to its end and hands over what comes of it, `None` where there is none to take; anew whenever what `begin`
/// reads changes, and until then what was there before stands. Tells whether that goes on.
pub fn sliced<C: 'static, T: 'static>(
    begin: impl Fn() -> Option<C> + 'static,
    step: impl Fn(&mut C, &Dataset) -> Option<T> + Copy + 'static,
    end: impl Fn(Option<T>) + Copy + 'static,
) -> RwSignal<bool> {
    let workspace = use_workspace();
    let (newest, busy) = (Newest::new(), RwSignal::new(true));
    Effect::new(move |_| {
        let go = newest.begin();
        let course = begin();
        busy.set(course.is_some());
        let Some(course) = course else { return end(None) };
        spawn_local(async move {
            let mut slice = Slice::begin();
            // What is drawn already is shown first; and what comes of it is drawn in a task of its own, if it took long.
            turn().await;
            let Some(found) = go.take(workspace, &mut slice, course, step).await else { return };
            slice.breathe().await;
            if !go.holds() {
                return;
            }
            end(Some(found));
            busy.set(false);
        });
    });
    busy
}
