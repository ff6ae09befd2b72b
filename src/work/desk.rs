//! Who answers: the worker's side, over any database.

use super::files::Held;
use super::merging::Compared;
use super::table::Tabled;
use super::{Ask, Change, Failure};
use crate::domain::command::Context;
use crate::domain::dataset::Dataset;
use crate::domain::id::IdSource;
use crate::exchange::table::decode::Encoding;
use crate::exchange::table::sniff;
use crate::storage::backend::Backend;
use crate::storage::error::StoreError;
use crate::storage::fold::{replace_with, replacement};
use crate::storage::opening::Opening;
use crate::storage::registry::WorkspaceEntry;
use crate::storage::root::Revision;
use crate::storage::session::Session;
use crate::storage::store::Store;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the desk finds around itself.
pub trait Surroundings {
    /// The databases.
    type Backend: Backend;

    /// Opens a workspace that is there.
    #[allow(async_fn_in_trait)]
    async fn known(&self, directory: &str, slot: &str) -> Result<Store<Self::Backend>, StoreError>;

    /// Opens a workspace that is to be made.
    #[allow(async_fn_in_trait)]
    async fn new_one(&self, directory: &str, slot: &str) -> Result<Store<Self::Backend>, StoreError>;

    /// Decodes a text; `None`: the encoding is not known here.
    fn decode(encoding: Encoding, bytes: &[u8]) -> Option<String>;

    /// New ids.
    fn ids(&self) -> Box<dyn IdSource>;
}

/// How far something is: so much of so much.
pub type Tell<'a> = &'a dyn Fn(usize, usize);

/// The open workspace, as the desk has it.
struct Open<B> {
    store: Store<B>,
    session: Option<Session>,
}

/// The worker's side.
pub struct Desk<S: Surroundings> {
    pub(super) around: S,
    open: Option<Open<S::Backend>>,
    /// Files by their numbers.
    pub(super) files: BTreeMap<u32, Held>,
    /// The last comparison.
    pub(super) compared: Option<Compared>,
    /// The table that is being imported.
    pub(super) table: Option<Tabled>,
    /// The file that goes beside the last answer; whoever hands both on takes it.
    pub made: Option<Vec<u8>>,
}

impl<S: Surroundings> Desk<S> {
    /// An empty desk.
    pub fn new(around: S) -> Desk<S> {
        Desk { around, open: None, files: BTreeMap::new(), compared: None, table: None, made: None }
    }

    /// Answers, as JSON. `bytes`: of the file or table that it is about.
    ///
    /// # Errors
    /// What stands in the way; nothing was changed then.
    pub async fn answer(&mut self, ask: Ask, bytes: Vec<u8>, tell: Tell<'_>) -> Result<String, Failure> {
        match ask {
            Ask::Open { directory, slot } => {
                let store = self.around.known(&directory, &slot).await?;
                self.open = Some(Open { store, session: None });
                json(&())
            }
            Ask::Sniff => json(&sniff(&bytes)),
            Ask::File { number, sound_only } => json(&self.read_file(number, &bytes, sound_only)),
            Ask::Rows { number } => json(&self.file_rows(number)),
            Ask::Create { number, directory, slot, change } => {
                json(&self.create(number, &directory, &slot, change).await?)
            }
            Ask::Replace { number, change } => json(&self.replace_by_file(number, change).await?),
            Ask::Match { number } => json(&self.matches(number).await?),
            Ask::Compare(request) => json(&self.compare(request).await?),
            Ask::Conflicts { from, most } => json(&self.conflicts(from, most)),
            Ask::Merge { request, choices, change } => json(&self.merge(request, &choices, change).await?),
            Ask::Table { reading } => json(&self.read_table(&bytes, reading, tell)),
            Ask::Columns { header, table, remembered } => {
                json(&self.columns(header, table, remembered.as_deref()).await?)
            }
            Ask::Decide { at, target } => json(&self.decide(at, target)),
            Ask::Plan(request) => json(&self.plan(*request, tell).await?),
            Ask::Rejected => json(&self.rejected()),
            Ask::Import { change } => json(&self.import(change).await?),
            Ask::Export { made_at, selection } => json(&self.export(made_at, selection).await?),
            Ask::Audit { today } => json(&self.audit(today).await?),
        }
    }

    /// The open workspace as it is now.
    pub(super) async fn current(&mut self) -> Result<(&Dataset, Revision), Failure> {
        let ids = &mut *self.around.ids();
        let open = self.open.as_mut().ok_or(Failure::of("unavailable"))?;
        let reload = match &mut open.session {
            None => true,
            Some(session) => {
                let missed = open.store.missed_since(session.revision()).await?;
                // Nothing waits here to be planned anew, so nobody asks what day it is.
                let mut context = Context { today: Default::default(), minute: 0, now_ms: 0, actor: None, ids };
                session.catch_up(&mut context, &missed.entries, missed.revision);
                missed.reload
            }
        };
        if reload {
            // Two copies at once would be one too many.
            open.session = None;
            open.session = Some(Opening::read(&open.store, 0).await?.finish());
        }
        let session = open.session.as_ref().ok_or(Failure::of("unavailable"))?;
        Ok((&session.data, session.revision()))
    }

    /// The open workspace's line in the list of workspaces, as its database has it.
    pub(super) async fn entry(&self) -> Result<Option<WorkspaceEntry>, Failure> {
        match &self.open {
            Some(open) => Ok(open.store.entry().await?),
            None => Err(Failure::of("unavailable")),
        }
    }

    /// The open workspace as it was when it was last looked at.
    pub(super) fn data(&self) -> Option<&Dataset> {
        self.open.as_ref()?.session.as_ref().map(|session| &session.data)
    }

    /// Makes these the data of the open workspace. `false`: somebody wrote meanwhile.
    pub(super) async fn write(&mut self, data: &Dataset, change: Change) -> Result<bool, Failure> {
        let open = self.open.as_mut().ok_or(Failure::of("unavailable"))?;
        let entry = replacement(&change.command, &change.subject, change.stamp, change.now_ms, None);
        let done = replace_with(&open.store, data, &entry, Revision(change.made_of)).await?.is_some();
        if done {
            // What was there is read anew when it is asked for: until then it would only take room.
            open.session = None;
        }
        Ok(done)
    }
}

/// An answer.
fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure { code: "other", detail: error.to_string() })
}
