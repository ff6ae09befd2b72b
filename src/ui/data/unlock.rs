//! Files behind a passphrase: asked for while they are read, and typed when they are written.

use super::super::app::{use_app, App};
use super::super::kit::dialog::Dialog;
use super::sealing;
use crate::exchange::report::{Problem, Report};
use crate::exchange::sealed;
use crate::text::words::common;
use crate::text::words::data as words;
use crate::web::{crypto, files};
use futures_channel::oneshot;
use leptos::prelude::*;
use web_sys::Blob;

/// Characters that a passphrase has at least.
pub const SHORTEST: usize = 8;

/// Bytes of a file by which an encrypted one is known.
const HEAD: i32 = 1024;

/// What is asked.
#[derive(Clone, PartialEq)]
struct Question {
    file: String,
    /// What was wrong with the last answer: an error's code.
    wrong: Option<&'static str>,
}

/// Asks for passphrases. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Unlocking {
    question: RwSignal<Option<Question>>,
    answer: StoredValue<Option<oneshot::Sender<Option<String>>>, LocalStorage>,
    /// The last right one: the files of a team often have the same.
    last: StoredValue<Option<String>>,
}

impl Default for Unlocking {
    /// Nothing asked yet.
    fn default() -> Unlocking {
        Unlocking { question: RwSignal::new(None), answer: StoredValue::new_local(None), last: StoredValue::new(None) }
    }
}

impl Unlocking {
    /// A file, decrypted where need be. `Ok(None)`: the user will not say the passphrase.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub async fn open(self, file: &web_sys::File) -> Result<Option<Blob>, Box<Report>> {
        let unread = |detail: String| Box::new(refusal("read_failed", detail.chars().take(80).collect()));
        let head = file.slice_with_i32_and_i32(0, HEAD).map_err(|thrown| unread(format!("{thrown:?}")))?;
        if !sealed::is_sealed(&files::read(&head).await.map_err(unread)?) {
            return Ok(Some(file.clone().into()));
        }
        let bytes = files::read(file).await.map_err(unread)?;
        let mut wrong = None;
        let mut known = self.last.try_get_value().flatten();
        loop {
            let remembered = known.take();
            let is_remembered = remembered.is_some();
            let said = match remembered {
                Some(said) => said,
                None => match self.ask(file.name(), wrong).await {
                    Some(said) => said,
                    None => return Ok(None),
                },
            };
            match sealing::open(&said, &bytes).await {
                Ok(bytes) => {
                    self.last.try_set_value(Some(said));
                    let opened = files::file_of(&file.name(), &bytes);
                    return opened.map(|file| Some(file.into())).ok_or_else(|| unread(String::new()));
                }
                Err("wrong_passphrase") => wrong = (!is_remembered).then_some("wrong_passphrase"),
                Err(code) => return Err(Box::new(refusal(code, String::new()))),
            }
        }
    }

    async fn ask(self, file: String, wrong: Option<&'static str>) -> Option<String> {
        let (sender, receiver) = oneshot::channel();
        self.answer.try_set_value(Some(sender));
        self.question.try_set(Some(Question { file, wrong }));
        // The page was left: nobody answers any more.
        receiver.await.ok().flatten()
    }

    fn say(self, answer: Option<String>) {
        self.question.set(None);
        if let Some(sender) = self.answer.try_update_value(Option::take).flatten() {
            // Whoever asked may be gone.
            let _ = sender.send(answer);
        }
    }
}

/// A report of one problem with the file as a whole.
pub fn refusal(code: &'static str, detail: String) -> Report {
    let problem = Problem { code, path: String::new(), line: None, detail };
    Report { problems: vec![problem], ..Report::default() }
}

/// The question, while there is one.
#[component]
pub fn Unlock(
    /// Who asks.
    unlocking: Unlocking,
) -> impl IntoView {
    let app = use_app();
    move || {
        unlocking.question.get().map(|question| {
            let typed = RwSignal::new(String::new());
            let send = move |event: web_sys::SubmitEvent| {
                event.prevent_default();
                unlocking.say(Some(typed.get_untracked()));
            };
            view! {
                <Dialog title=app.t(words::UNLOCK) on_close=Callback::new(move |()| unlocking.say(None))>
                    <form class="form" data-form="unlock" on:submit=send>
                        <p>{app.tf(words::UNLOCK_FILE, &[("file", &question.file)])}</p>
                        <Passphrase typed=typed label=words::PASSPHRASE/>
                        {question.wrong.map(|code| view! { <p class="error" role="alert">{app.error_text(code)}</p> })}
                        <div class="buttons">
                            <button type="button" class="button" on:click=move |_| unlocking.say(None)>{app.t(common::CANCEL)}</button>
                            <button type="submit" class="primary" disabled=move || typed.with(String::is_empty)>{app.t(words::UNLOCK)}</button>
                        </div>
                    </form>
                </Dialog>
            }
        })
    }
}

/// A field for a passphrase, which can be looked at while it is typed.
#[component]
pub fn Passphrase(
    /// What is typed.
    typed: RwSignal<String>,
    /// What is asked for.
    label: crate::text::Text,
) -> impl IntoView {
    let app = use_app();
    let shown = RwSignal::new(false);
    view! {
        <label class="field-label">
            <span>{app.t(label)}</span>
            <input
                type=move || if shown.get() { "text" } else { "password" }
                class="input"
                name="passphrase"
                autocomplete="off"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </label>
        <label class="check-line">
            <input type="checkbox" class="check" on:change=move |event| shown.set(event_target_checked(&event))/>
            {app.t(words::PASSPHRASE_SHOW)}
        </label>
    }
}

/// What is wrong with a passphrase that is to protect a file, in words; `None`: nothing.
pub fn weakness(app: App, typed: &str) -> Option<String> {
    if !crypto::is_there() {
        return Some(app.error_text("no_crypto"));
    }
    (typed.chars().count() < SHORTEST).then(|| app.tf(words::PASSPHRASE_SHORT, &[("n", &SHORTEST.to_string())]))
}
