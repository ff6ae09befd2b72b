//! Word to other tabs that something was saved. Only a hint that makes them quick: what is right, the store decides.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel between the tabs that have one workspace open.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Joins the channel of a workspace. `on_news` runs when another tab has saved something.
    pub fn join(directory: &str, slot: &str, mut on_news: impl FnMut() + 'static) -> Tabs {
        let channel = BroadcastChannel::new(&format!("loudou:{directory}:{slot}")).ok();
        let on_message = Closure::new(move |_: MessageEvent| on_news());
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Tabs { channel, _on_message: on_message }
    }

    /// Tells the others. A browser without channels does without: tabs also look when they come to the front.
    pub fn tell(&self) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str("saved"));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
