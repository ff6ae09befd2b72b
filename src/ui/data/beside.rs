//! The data screen's end of the worker: asks it, with everything saved first where the answer depends on it.

use crate::text::words::data as words;
use crate::ui::app::App;
use crate::ui::workspace::Workspace;
use crate::web::device;
use crate::web::worker::{Reply, Worker};
use crate::work::{Ask, Failure};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use web_sys::Blob;

/// A worker that is started when it is first asked. What it holds is about one thing: a table, the files of a merge. A handle: copy it into
/// closures.
#[derive(Clone, Copy)]
pub struct Beside {
    workspace: Option<Workspace>,
    worker: StoredValue<Option<Worker>, LocalStorage>,
    /// The files that it holds, by number, and the last number that was given.
    files: StoredValue<(BTreeSet<u32>, u32)>,
}

impl Beside {
    /// For the open workspace, if there is one.
    pub fn new(workspace: Option<Workspace>) -> Beside {
        Beside { workspace, worker: StoredValue::new_local(None), files: StoredValue::default() }
    }

    /// Asks. `blob`: the file that it is about; `tell` hears how far it is.
    ///
    /// # Errors
    /// What stands in the way; `stopped` if it was.
    pub async fn ask<A: DeserializeOwned>(
        self,
        ask: &Ask,
        blob: Option<&Blob>,
        tell: impl Fn(usize, usize) + 'static,
    ) -> Result<A, Failure> {
        let worker = match self.worker.try_get_value() {
            Some(Some(worker)) => worker,
            Some(None) => self.start().await?,
            None => return Err(Failure::of(STOPPED)),
        };
        // Whoever leaves the screen does not stop what was begun: `worker` is held until the answer is here.
        let answer = put(&worker, ask, blob, tell).await;
        if matches!(answer, Err(Failure { code: BROKEN, .. })) {
            self.stop();
        }
        answer
    }

    /// Asks about the workspace as it is now: saves everything first.
    ///
    /// # Errors
    /// As for [`ask`](Self::ask), and those of saving.
    pub async fn ask_saved<A: DeserializeOwned>(
        self,
        ask: &Ask,
        tell: impl Fn(usize, usize) + 'static,
    ) -> Result<A, Failure> {
        if let Some(workspace) = self.workspace {
            workspace.settled().await?;
        }
        self.ask(ask, None, tell).await
    }

    async fn start(self) -> Result<Worker, Failure> {
        let worker = Worker::start().ok_or(Failure::of("part_missing"))?;
        self.worker.try_set_value(Some(worker.clone()));
        if let Some(workspace) = self.workspace.filter(|workspace| workspace.store().is_some()) {
            if let Err(failure) = open(&worker, workspace).await {
                self.stop();
                return Err(failure);
            }
        }
        Ok(worker)
    }

    /// A number for a file that it is to hold.
    pub fn number(self) -> u32 {
        let next = |(files, last): &mut (BTreeSet<u32>, u32)| {
            *last += 1;
            files.insert(*last);
            *last
        };
        self.files.try_update_value(next).unwrap_or_default()
    }

    /// A file is not needed any more. With the last one the worker ends.
    pub fn forget(self, number: u32) {
        let none_left = self.files.try_update_value(|(files, _)| files.remove(&number) && files.is_empty());
        if none_left == Some(true) {
            self.stop();
        }
    }

    /// Ends what it is doing and forgets what it holds.
    pub fn stop(self) {
        if let Some(worker) = self.worker.try_update_value(Option::take).flatten() {
            worker.stop();
        }
    }
}

/// The worker was stopped: nobody waits for the answer.
pub const STOPPED: &str = "stopped";
/// The worker broke down: what it held is gone.
pub const BROKEN: &str = "worker_broke";

/// Says what stood in the way, and that nothing was changed; not where it was stopped on purpose.
pub fn tell(app: App, failure: &Failure) {
    if failure.code != STOPPED {
        app.say_bad(format!("{} {}", app.error_text(failure.code), app.t(words::NOTHING_CHANGED)));
    }
}

/// A workspace file of what is saved, and how many records it holds, by a worker of its own.
///
/// # Errors
/// What stands in the way, saving aside: whoever asks has saved.
pub async fn export(workspace: Workspace, ask: &Ask) -> Result<(Blob, usize), Failure> {
    let worker = Worker::start().ok_or(Failure::of("part_missing"))?;
    open(&worker, workspace).await?;
    let (records, made) = put_for_file(&worker, ask, None, |_, _| ()).await?;
    Ok((made.ok_or(Failure::of("other"))?, records))
}

/// Has a worker take the workspace.
async fn open(worker: &Worker, workspace: Workspace) -> Result<(), Failure> {
    let open = Ask::Open { directory: device::directory(), slot: workspace.slot() };
    put(worker, &open, None, |_, _| ()).await
}

async fn put<A: DeserializeOwned>(
    worker: &Worker,
    ask: &Ask,
    blob: Option<&Blob>,
    tell: impl Fn(usize, usize) + 'static,
) -> Result<A, Failure> {
    Ok(put_for_file(worker, ask, blob, tell).await?.0)
}

/// Asks; the file that comes beside the answer, too.
async fn put_for_file<A: DeserializeOwned>(
    worker: &Worker,
    ask: &Ask,
    blob: Option<&Blob>,
    tell: impl Fn(usize, usize) + 'static,
) -> Result<(A, Option<Blob>), Failure> {
    let wrong = |error: serde_json::Error| Failure { code: "other", detail: error.to_string() };
    let question = serde_json::to_string(ask).map_err(wrong)?;
    match worker.ask(&question, blob, tell).await {
        Reply::Answer(answer, made) => Ok((serde_json::from_str(&answer).map_err(wrong)?, made)),
        Reply::Failure(failure) => Err(serde_json::from_str(&failure).map_err(wrong)?),
        Reply::Broken(detail) => Err(Failure { code: BROKEN, detail }),
        Reply::Stopped => Err(Failure::of(STOPPED)),
    }
}
