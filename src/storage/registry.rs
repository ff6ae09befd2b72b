//! Which workspaces this browser holds: a small database of its own, so that a list of them needs no look into each.

use super::backend::{Backend, Mode, Table, Transaction, ALL_KEYS};
use super::error::StoreError;
use super::frame::{self, Stored};
use super::root::Revision;
use super::store::{Store, META};
use crate::domain::plain::Plain;
use crate::domain::sort::sort_by;

/// The only table of the registry's database.
pub const WORKSPACES: Table = Table { name: "workspaces", counted: true };
/// All tables of the registry's database.
pub const REGISTRY_TABLES: [Table; 1] = [WORKSPACES];

// The database draws the number only when the value is there, so the seal is tied to its place by a constant instead.
const ENTRY_SEAL: u64 = 0x574f_524b;
// Where a workspace keeps its own copy of its entry, beside the sweeper's mark.
const OWN_ENTRY: u64 = 1;

/// A workspace as the switcher lists it. What counts is in the workspace itself; this is a copy for the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkspaceEntry {
    /// Its local name in routes and in the database's name; random, never in a file.
    pub slot: String,
    /// The name that people gave it.
    pub name: String,
    /// The id that travels in the file.
    pub workspace_id: String,
    /// `real` or `exercise`.
    pub kind: String,
    /// When it was made or first opened here, in milliseconds since 1970.
    pub added_at_ms: u64,
    /// When it was last opened here, in milliseconds since 1970.
    pub opened_at_ms: u64,
}

impl Stored for WorkspaceEntry {
    fn plain(&self) -> Plain<'_> {
        Plain::map([
            ("slot", Some(Plain::text(self.slot.as_str()))),
            ("name", Some(Plain::text(self.name.as_str()))),
            ("workspace_id", Some(Plain::text(self.workspace_id.as_str()))),
            ("kind", Some(Plain::text(self.kind.as_str()))),
            ("added_at_ms", Some(Plain::count(self.added_at_ms))),
            ("opened_at_ms", Some(Plain::count(self.opened_at_ms))),
        ])
    }

    fn from_plain(plain: &Plain) -> Option<Self> {
        let text = |name| plain.get(name).and_then(Plain::as_text).unwrap_or_default().to_string();
        let count = |name| plain.get(name).and_then(Plain::as_count).unwrap_or_default();
        let slot = plain.get("slot")?.as_text()?.to_string();
        Some(Self {
            slot,
            name: text("name"),
            workspace_id: text("workspace_id"),
            kind: text("kind"),
            added_at_ms: count("added_at_ms"),
            opened_at_ms: count("opened_at_ms"),
        })
    }
}

/// The workspaces of this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspaces {
    /// The readable entries, the last opened first.
    pub entries: Vec<WorkspaceEntry>,
    /// How many entries are damaged. Their databases may well be sound.
    pub damaged: u32,
}

/// The registry. Clones are handles to the same connection.
#[derive(Clone)]
pub struct Registry<B> {
    backend: B,
}

impl<B: Backend> Registry<B> {
    /// The registry in a database that has the tables [`REGISTRY_TABLES`].
    pub const fn new(backend: B) -> Self {
        Self { backend }
    }

    /// Lets go of the database.
    pub fn close(&self) {
        self.backend.close();
    }

    /// All workspaces.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn list(&self) -> Result<Workspaces, StoreError> {
        let tx = self.backend.begin(&REGISTRY_TABLES, Mode::Read)?;
        let mut list = Workspaces::default();
        for (_, bytes) in tx.range(WORKSPACES, ALL_KEYS).await? {
            match frame::decode(ENTRY_SEAL, &bytes) {
                Some(entry) => list.entries.push(entry),
                None => list.damaged += 1,
            }
        }
        sort_by(&mut list.entries, |a, b| b.opened_at_ms.cmp(&a.opened_at_ms).then_with(|| a.slot.cmp(&b.slot)));
        Ok(list)
    }

    /// Writes an entry, in place of the one with its slot.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn put(&self, entry: &WorkspaceEntry) -> Result<(), StoreError> {
        let mut tx = self.backend.begin(&REGISTRY_TABLES, Mode::Write)?;
        let bytes = frame::encode(ENTRY_SEAL, entry);
        match find(&tx, &entry.slot).await? {
            Some(key) => tx.put(WORKSPACES, key, &bytes)?,
            None => drop(tx.add(WORKSPACES, &[bytes]).await?),
        }
        tx.commit().await
    }

    /// Forgets a workspace; its database is another matter. Says whether there was one.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn remove(&self, slot: &str) -> Result<bool, StoreError> {
        let mut tx = self.backend.begin(&REGISTRY_TABLES, Mode::Write)?;
        let Some(key) = find(&tx, slot).await? else { return Ok(false) };
        tx.delete(WORKSPACES, key..=key)?;
        tx.commit().await?;
        Ok(true)
    }
}

impl<B: Backend> Store<B> {
    /// Writes the workspace's own copy of its entry, so that a lost registry can be made anew from the databases.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn put_entry(&self, entry: &WorkspaceEntry) -> Result<(), StoreError> {
        let mut tx = self.backend.begin(&[META], Mode::Write)?;
        tx.put(META, OWN_ENTRY, &frame::encode(OWN_ENTRY, entry))?;
        tx.commit().await
    }

    /// The workspace's own copy of its entry. `None`: it was never written, or is damaged.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn entry(&self) -> Result<Option<WorkspaceEntry>, StoreError> {
        let tx = self.backend.begin(&[META], Mode::Read)?;
        let bytes = tx.get(META, &[OWN_ENTRY]).await?.pop().flatten();
        Ok(bytes.and_then(|bytes| frame::decode(OWN_ENTRY, &bytes)))
    }

    /// Whether anything was ever written to it.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let (root, revision) = self.head().await?;
        Ok(root.is_none() && revision == Revision(0))
    }
}

async fn find(tx: &impl Transaction, slot: &str) -> Result<Option<u64>, StoreError> {
    let rows = tx.range(WORKSPACES, ALL_KEYS).await?;
    let has_slot = |bytes: &[u8]| frame::decode::<WorkspaceEntry>(ENTRY_SEAL, bytes).is_some_and(|e| e.slot == slot);
    Ok(rows.into_iter().find(|(_, bytes)| has_slot(bytes)).map(|(key, _)| key))
}
