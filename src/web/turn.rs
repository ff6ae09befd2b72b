//! Long work in stretches, so that the page answers meanwhile.

use super::device::now_ms;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// How long work goes on before others have their turn, in milliseconds: a phone of a quarter of the speed still answers within 50.
const SLICE_MS: u64 = 8;
/// How long work waits for a frame that may not come, in milliseconds.
const UNSEEN_MS: i32 = 100;

/// Lets the browser have its turn: input, drawing, and what was put off earlier come first. Timers are held back for 4 ms, and several messages are handed out in
/// one go; so it is a task of the browser's scheduler where there is one.
pub async fn turn() {
    let come = Promise::new(&mut |resolve, _| {
        if post_task(&resolve).is_none() {
            let _ = web_sys::window().map(|window| window.set_timeout_with_callback(&resolve));
        }
    });
    let _ = JsFuture::from(come).await;
}

/// Lets the browser show what was just set, such as that something is under way, before work that takes the thread. A page that nobody sees shows nothing,
/// and a timer ends its wait.
pub async fn painted() {
    let come = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.request_animation_frame(&resolve);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, UNSEEN_MS);
        }
    });
    let _ = JsFuture::from(come).await;
    // A frame's callbacks run before it is drawn; a task comes after.
    turn().await;
}

fn post_task(task: &Function) -> Option<()> {
    let window = web_sys::window()?;
    let scheduler = Reflect::get(&window, &"scheduler".into()).ok()?;
    let post: Function = Reflect::get(&scheduler, &"postTask".into()).ok()?.dyn_into().ok()?;
    post.call1(&scheduler, task).ok().map(drop)
}

/// A stretch of work after which the page may breathe.
pub struct Slice(u64);

impl Slice {
    /// Begins to count.
    pub fn begin() -> Slice {
        Slice(now_ms())
    }

    /// Lets the browser have its turn, if it is due.
    pub async fn breathe(&mut self) {
        if now_ms().saturating_sub(self.0) >= SLICE_MS {
            turn().await;
            self.0 = now_ms();
        }
    }
}
