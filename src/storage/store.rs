//! The store of one workspace: journal, root, pages and log, over any [`Backend`].
//!
//! A change is one entry in the journal, in one transaction. Folding (see [`bulk`](super::bulk)) writes entries into pages, swaps
//! the root and moves them to the log. Journal and log together number their entries without gaps, so the last revision is
//! the highest key of the two: there is no counter beside them that could disagree.
//!
//! Two tabs write to one store. Each says which revision it has seen; if another has been written since, nothing is
//! written and it gets what it missed. That check and the write are one transaction, so it needs no lock and no messages.

use std::ops::RangeInclusive;

use super::backend::{Backend, Mode, Table, Transaction, ALL_KEYS};
use super::error::StoreError;
use super::frame;
use super::root::{Damage, Entry, Loaded, Page, Part, Revision, Root, RootNumber};

/// The current root, under its number.
pub const ROOT: Table = Table { name: "root", counted: false };
/// A second copy of it: some kilobytes that stand between one bad block and all the data.
pub const SPARE: Table = Table { name: "root_spare", counted: false };
/// The pages, as the roots name them. Never changed, only added and deleted.
pub const PAGES: Table = Table { name: "pages", counted: true };
/// The changes that are in no page yet, by revision, sealed.
pub const JOURNAL: Table = Table { name: "journal", counted: false };
/// The newest of the changes that are in pages, by revision, sealed.
pub const LOG: Table = Table { name: "log", counted: false };
/// Kept roots.
pub const SNAPSHOTS: Table = Table { name: "snapshots", counted: true };
/// The sweeper's mark, and the workspace's own copy of its line in the registry.
pub const META: Table = Table { name: "meta", counted: false };
/// All tables of a workspace's database.
pub const TABLES: [Table; 7] = [ROOT, SPARE, PAGES, JOURNAL, LOG, SNAPSHOTS, META];

/// The store of one workspace. Clones are handles to the same connection.
#[derive(Clone)]
pub struct Store<B> {
    pub(super) backend: B,
}

/// How an append ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The change is saved, under this revision.
    Done(Revision),
    /// Another tab wrote first. Nothing was written; apply what was missed, check the command again, append again.
    Behind(Missed),
}

/// What was written since a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missed {
    /// The last revision that was written.
    pub revision: Revision,
    /// The entries cannot bring the reader up to date: everything was replaced since, or the log does not reach back so far.
    /// Load anew; `entries` is empty then.
    pub reload: bool,
    /// The intact entries since, oldest first.
    pub entries: Vec<Entry>,
    /// Entries since that are damaged.
    pub damaged: Vec<Damage>,
}

/// A stretch of the change log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The intact entries, newest first.
    pub entries: Vec<Entry>,
    /// Damaged entries among them.
    pub damaged: Vec<Damage>,
    /// Nothing older is kept.
    pub at_end: bool,
}

impl<B: Backend> Store<B> {
    /// The store in a database that has the tables [`TABLES`].
    pub const fn new(backend: B) -> Self {
        Self { backend }
    }

    /// The database below, for what only one implementation has.
    pub const fn backend(&self) -> &B {
        &self.backend
    }

    /// Lets go of the database.
    pub fn close(&self) {
        self.backend.close();
    }

    /// Root, pages and unfolded entries, as they are at one moment.
    ///
    /// # Errors
    /// Those of the backend; `corrupt` if both copies of the root are damaged (snapshots may still be read).
    pub async fn load(&self) -> Result<Loaded, StoreError> {
        let mut pages = Vec::new();
        let loaded = self.load_with(|page| pages.push(page)).await?;
        Ok(Loaded { pages, ..loaded })
    }

    /// The same, but the intact pages are handed out, in the root's order, each when it was read: they need not lie in memory together, and are worked
    /// on while the browser reads the next ones.
    ///
    /// # Errors
    /// As for [`load`](Self::load); what was handed out is void then.
    pub async fn load_with(&self, take: impl FnMut(Page)) -> Result<Loaded, StoreError> {
        let tx = self.backend.begin(&[ROOT, SPARE, PAGES, JOURNAL, LOG], Mode::Read)?;
        let (root, mut damaged) = read_root(&tx).await?;
        let revision = last_revision(&tx).await?;
        let since = root.as_ref().map_or(Revision(0), |root| root.folded);
        let rows = tx.range(JOURNAL, after(since)).await?;
        if let Some(root) = &root {
            damaged.extend(read_pages(&tx, root, take).await?);
        }
        let (entries, bad) = sort_out(rows, since.0 + 1..=revision.0);
        damaged.extend(bad);
        Ok(Loaded { root, pages: Vec::new(), entries, revision, damaged })
    }

    /// The current root without its pages, and the last revision: where another tab may have come to.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    pub async fn head(&self) -> Result<(Option<Root>, Revision), StoreError> {
        let tx = self.backend.begin(&[ROOT, SPARE, JOURNAL, LOG], Mode::Read)?;
        let (root, _) = read_root(&tx).await?;
        Ok((root, last_revision(&tx).await?))
    }

    /// Writes one change behind the revision that its maker has seen. `Done` means committed.
    ///
    /// # Errors
    /// Those of the backend; nothing was written then.
    pub async fn append(&self, expected: Revision, entry: &[u8]) -> Result<Appended, StoreError> {
        let mut tx = self.backend.begin(&[JOURNAL, LOG], Mode::Write)?;
        if last_revision(&tx).await? != expected {
            drop(tx);
            return Ok(Appended::Behind(self.missed_since(expected).await?));
        }
        let revision = expected.next();
        tx.put(JOURNAL, revision.0, &frame::seal(revision.0, entry))?;
        tx.commit().await?;
        Ok(Appended::Done(revision))
    }

    /// What was written after this revision, folded or not: how a tab catches up.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn missed_since(&self, since: Revision) -> Result<Missed, StoreError> {
        let tx = self.backend.begin(&[ROOT, SPARE, JOURNAL, LOG], Mode::Read)?;
        let revision = last_revision(&tx).await?;
        let (root, _) = read_root(&tx).await?;
        let mut missed = Missed { revision, ..Missed::default() };
        if revision < since || root.is_some_and(|root| since < root.replaced) {
            missed.reload = true;
            return Ok(missed);
        }
        let rows = read_entries(&tx, after(since)).await?;
        missed.reload = revision > since && rows.first().is_none_or(|(first, _)| *first != since.0 + 1);
        if !missed.reload {
            (missed.entries, missed.damaged) = sort_out(rows, since.0 + 1..=revision.0);
        }
        Ok(missed)
    }

    /// The change log, newest first: at most `limit` entries before a revision, or the newest ones.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn history(&self, before: Option<Revision>, limit: u32) -> Result<History, StoreError> {
        let tx = self.backend.begin(&[JOURNAL, LOG], Mode::Read)?;
        let last = last_revision(&tx).await?.0;
        let upper = before.map_or(last, |before| last.min(before.0.saturating_sub(1)));
        let lower = upper.saturating_sub(u64::from(limit)) + 1;
        let rows = read_entries(&tx, lower..=upper).await?;
        let at_end = lower == 1 || rows.first().is_none_or(|(first, _)| *first != lower);
        let from = rows.first().map_or(upper + 1, |(first, _)| *first);
        let (mut entries, damaged) = sort_out(rows, from..=upper);
        entries.reverse();
        Ok(History { entries, damaged, at_end })
    }
}

/// The last revision that was written; folding keeps the newest entry in the log, so this holds after it too.
pub(super) async fn last_revision(tx: &impl Transaction) -> Result<Revision, StoreError> {
    let keys = tx.last_keys(&[JOURNAL, LOG]).await?;
    Ok(Revision(keys.into_iter().flatten().max().unwrap_or(0)))
}

/// The current root, from its spare copy if need be.
pub(super) async fn read_root(tx: &impl Transaction) -> Result<(Option<Root>, Vec<Damage>), StoreError> {
    let mut damaged = Vec::new();
    for table in [ROOT, SPARE] {
        if let Some((number, bytes)) = tx.range(table, ALL_KEYS).await?.pop() {
            if let Some(root) = frame::decode::<Root>(number, &bytes) {
                return Ok((Some(root), damaged));
            }
            damaged.push(Damage { part: Part::Root(RootNumber(number)), bytes: Some(bytes) });
        }
    }
    match damaged.pop() {
        None => Ok((None, Vec::new())),
        Some(_) => Err(StoreError::corrupt("both copies of the root are damaged")),
    }
}

/// The pages of a root that are as they were written; the others go to `damaged`.
pub(super) async fn read_pages(
    tx: &impl Transaction,
    root: &Root,
    mut take: impl FnMut(Page),
) -> Result<Vec<Damage>, StoreError> {
    let ids: Vec<u64> = root.pages.iter().map(|page| page.id.0).collect();
    let (mut pages, mut damaged) = (root.pages.iter().cloned(), Vec::new());
    let sort_out = |value: Option<Vec<u8>>| match (pages.next(), value) {
        (Some(page), Some(bytes)) if frame::checksum(&bytes) == page.checksum => take(Page { page, bytes }),
        (Some(page), bytes) => damaged.push(Damage { part: Part::Page(page), bytes }),
        (None, _) => {}
    };
    tx.each(PAGES, &ids, sort_out).await?;
    Ok(damaged)
}

/// Entries of a range from the log and the journal, oldest first.
async fn read_entries(
    tx: &impl Transaction,
    revisions: RangeInclusive<u64>,
) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
    let mut rows = tx.range(LOG, revisions.clone()).await?;
    rows.extend(tx.range(JOURNAL, revisions).await?);
    Ok(rows)
}

/// Takes the intact entries out of their seals; damaged ones, and those that should be there and are not, come beside them.
pub(super) fn sort_out(rows: Vec<(u64, Vec<u8>)>, expected: RangeInclusive<u64>) -> (Vec<Entry>, Vec<Damage>) {
    let (mut entries, mut damaged) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut rows = rows.into_iter().peekable();
    for key in expected {
        let part = || Part::Entry(Revision(key));
        match rows.next_if(|(found, _)| *found == key) {
            None => damaged.push(Damage { part: part(), bytes: None }),
            Some((_, sealed)) => match frame::unseal(key, &sealed) {
                Some(body) => entries.push(Entry { revision: Revision(key), bytes: body.to_vec() }),
                None => damaged.push(Damage { part: part(), bytes: Some(sealed) }),
            },
        }
    }
    (entries, damaged)
}

/// All revisions after one.
pub(super) fn after(revision: Revision) -> RangeInclusive<u64> {
    revision.0 + 1..=*ALL_KEYS.end()
}
