//! Long work in stretches, so that the page answers meanwhile.

use super::device::now_ms;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// How long work goes on before others have their turn, in milliseconds: a phone of a quarter of the speed still answers within 50.
const SLICE_MS: u64 = 8;

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
