//! The root: which pages are the data, and up to which change; and what a reader gets that follows it.

use super::frame::Stored;
use crate::domain::plain::Plain;

/// The number of a change, counted from 1 and without gaps. 0: nothing was ever written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

impl Revision {
    /// The revision that follows.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// The number of a root, counted from 1. 0: there is none yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RootNumber(pub u64);

/// The number of a page. The database draws it and never draws it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u64);

/// A page as a root names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRef {
    /// The table whose rows it holds; opaque here.
    pub table: String,
    /// Under which number its bytes lie.
    pub id: PageId,
    /// How many rows it holds.
    pub rows: u32,
    /// How many bytes it has.
    pub bytes: u32,
    /// [`checksum`](super::frame::checksum) of its bytes.
    pub checksum: u64,
}

/// The list of pages that are the data up to a revision. Immutable: a change of it is a new root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Its number; each root has the number of the one before plus one.
    pub number: RootNumber,
    /// The last change that is in the pages; later ones are in the journal.
    pub folded: Revision,
    /// The last change that replaced everything (import, merge, restore). Whoever has seen less must load anew.
    pub replaced: Revision,
    /// The pages, in the order in which they were given.
    pub pages: Vec<PageRef>,
    /// When it was made, in milliseconds since 1970; for display only.
    pub made_at_ms: u64,
}

impl Root {
    /// How many rows it names, over all tables.
    pub fn rows(&self) -> u64 {
        self.pages.iter().map(|page| u64::from(page.rows)).sum()
    }

    /// How many bytes its pages have.
    pub fn bytes(&self) -> u64 {
        self.pages.iter().map(|page| u64::from(page.bytes)).sum()
    }
}

impl PageRef {
    fn plain(&self) -> Plain<'_> {
        Plain::map([
            ("table", Some(Plain::text(self.table.as_str()))),
            ("id", Some(Plain::count(self.id.0))),
            ("rows", Some(Plain::count(self.rows.into()))),
            ("bytes", Some(Plain::count(self.bytes.into()))),
            ("checksum", Some(Plain::count(self.checksum))),
        ])
    }

    fn from_plain(plain: &Plain) -> Option<Self> {
        let count = |name| plain.get(name).and_then(Plain::as_count);
        Some(Self {
            table: plain.get("table")?.as_text()?.into(),
            id: PageId(count("id")?),
            rows: count("rows")?.try_into().ok()?,
            bytes: count("bytes")?.try_into().ok()?,
            checksum: count("checksum")?,
        })
    }
}

impl Stored for Root {
    fn plain(&self) -> Plain<'_> {
        Plain::map([
            ("number", Some(Plain::count(self.number.0))),
            ("folded", Some(Plain::count(self.folded.0))),
            ("replaced", Some(Plain::count(self.replaced.0))),
            ("pages", Some(Plain::List(self.pages.iter().map(PageRef::plain).collect()))),
            ("made_at_ms", Some(Plain::count(self.made_at_ms))),
        ])
    }

    fn from_plain(plain: &Plain) -> Option<Self> {
        let count = |name| plain.get(name).and_then(Plain::as_count);
        Some(Self {
            number: RootNumber(count("number")?),
            folded: Revision(count("folded")?),
            // The first roots had none.
            replaced: Revision(count("replaced").unwrap_or_default()),
            pages: plain.get("pages")?.as_list()?.iter().map(PageRef::from_plain).collect::<Option<_>>()?,
            made_at_ms: count("made_at_ms")?,
        })
    }
}

/// A page still to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPage {
    /// The table whose rows it holds.
    pub table: String,
    /// How many rows it holds.
    pub rows: u32,
    /// The encoded rows.
    pub bytes: Vec<u8>,
}

/// A page that was read and is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How the root names it.
    pub page: PageRef,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A change as it was appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub revision: Revision,
    /// Its bytes, as they were given.
    pub bytes: Vec<u8>,
}

/// What is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A copy of the root; the other copy was used.
    Root(RootNumber),
    /// A page: its rows are missing from what was loaded.
    Page(PageRef),
    /// A journal entry: its change is missing from what was loaded.
    Entry(Revision),
}

/// A part that cannot be what was written. It stays where it is; its bytes are here to be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Which part.
    pub part: Part,
    /// What was read in its place; `None` if there is nothing, or the browser cannot read it.
    pub bytes: Option<Vec<u8>>,
}

/// Everything needed to start, read in one transaction.
///
/// A damaged page or entry is left out and listed in `damaged`; everything else loads, later journal entries too: an entry
/// is a patch by row and field that does not build on the one before, so leaving out its successors would lose more for no gain.
/// Pages named by a root are only deleted when a later root drops them: whoever folds after damage keeps the old root
/// (`Swap::keep`), and with it the damaged bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The root; `None` in a store in which nothing was ever folded.
    pub root: Option<Root>,
    /// The intact pages, in the root's order.
    pub pages: Vec<Page>,
    /// The intact changes since the root, oldest first.
    pub entries: Vec<Entry>,
    /// The last change that was written, damaged or not: what the next append expects.
    pub revision: Revision,
    /// What could not be loaded.
    pub damaged: Vec<Damage>,
}
