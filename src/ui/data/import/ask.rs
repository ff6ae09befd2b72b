//! The question before a file takes the place of present data.

use super::{Asking, Importing, Preview};
use crate::text::format;
use crate::text::words::common;
use crate::text::words::data as words;
use crate::ui::app::use_app;
use crate::ui::kit::dialog::Dialog;
use leptos::prelude::*;

/// The question, while there is one.
#[component]
pub fn Ask(
    /// The file.
    importing: Importing,
    /// What is asked.
    asking: Asking,
    /// What the file holds.
    preview: Preview,
) -> impl IntoView {
    let app = use_app();
    let name = app.workspace.get_untracked().map(super::super::workspace_name).unwrap_or_default();
    let n = format::number(app.lang(), preview.total as i64);
    let close = Callback::new(move |()| importing.asking.set(None));
    let (title, question, hint, action) = match asking {
        Asking::Replace => (words::REPLACE_THIS, words::REPLACE_CONFIRM, words::REPLACE_HINT, "replace-now"),
        Asking::Leave => (words::AS_NEW_WORKSPACE, words::LEAVE_CONFIRM, words::LEAVE_HINT, "leave-now"),
    };
    view! {
        <Dialog title=app.t(title) on_close=close>
            <p>{app.tf(question, &[("name", &name), ("n", &n)])}</p>
            <p class="help-text">{app.t(hint)}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                <button
                    type="button"
                    class="primary"
                    data-action=action
                    on:click=move |_| {
                        close.run(());
                        match asking {
                            Asking::Replace => importing.replace(),
                            Asking::Leave => importing.as_new(),
                        }
                    }
                >
                    {app.t(title)}
                </button>
            </div>
        </Dialog>
    }
}
