//! Long work in stretches, so that the page answers meanwhile.

use super::device::now_ms;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long work goes on before others have their turn, in milliseconds.
const SLICE_MS: u64 = 12;

/// Lets the browser have its turn: input, drawing, and what was put off earlier come first. By a message, since browsers hold timers back for 4 ms, and those
/// of tabs in the background for a second.
pub async fn turn() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (port, other) = (channel.port1(), channel.port2());
    let come = Promise::new(&mut |resolve, _| port.set_onmessage(Some(&resolve)));
    if other.post_message(&JsValue::NULL).is_ok() {
        let _ = JsFuture::from(come).await;
    }
    port.close();
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
