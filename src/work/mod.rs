//! What is done beside the page, so that it stays usable however big a file is: reading, matching, planning, merging, checking, and writing
//! what came of it.
//!
//! The page asks ([`Ask`]), a [`desk::Desk`] in a worker answers; both travel as JSON. The desk is like another tab: it has its own copy of the open
//! workspace, brought up to date before each answer, and it writes by swapping the root, all or nothing. What is large stays with it; the page gets what
//! it shows: counts, the first rows, and the few rows that these name ([`excerpt`]).

pub mod desk;
pub mod excerpt;
pub mod files;
pub mod merging;
pub mod table;
pub mod vocabulary;

use crate::domain::id::Id;
use crate::domain::message::Code;
use crate::domain::stamp::Stamp;
use crate::exchange::selection::Selection;
use crate::exchange::table::columns::Target;
use crate::exchange::table::FileKind;
use crate::storage::error::StoreError;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the desk is asked for. A file's or table's bytes come beside it, there and back.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Ask {
    /// Takes the workspace that the page shows: files are compared with it, planned for it, written to it. Answer: nothing.
    Open {
        /// The directory of the page.
        directory: String,
        /// The workspace's local name.
        slot: String,
    },
    /// What kind of file it is. Answer: [`FileKind`].
    Sniff,
    /// Reads a workspace file and keeps it under a number. Answer: [`files::Told`].
    File {
        /// The number.
        number: u32,
        /// Leaves out the rows that have problems.
        sound_only: bool,
    },
    /// All rows of a file, where no database can take them. Answer: `Vec<`[`excerpt::Sent`]`>`.
    Rows {
        /// The file.
        number: u32,
    },
    /// Makes a file the data of a workspace that is not there yet. Answer: nothing.
    Create {
        /// The file.
        number: u32,
        /// The directory of the page.
        directory: String,
        /// The new workspace's local name.
        slot: String,
        /// The change.
        change: Change,
    },
    /// Makes a file the data of the open workspace. Answer: whether it did, see [`Change`].
    Replace {
        /// The file.
        number: u32,
        /// The change.
        change: Change,
    },
    /// Which rows of a file from elsewhere are ours. Answer: `Vec<`[`Match`](crate::exchange::merge::Match)`>`.
    Match {
        /// The file.
        number: u32,
    },
    /// What a merge would do. Answer: [`merging::Comparison`].
    Compare(merging::Request),
    /// Some conflicts of the last comparison. Answer: [`merging::Conflicts`].
    Conflicts {
        /// The first.
        from: usize,
        /// How many at most.
        most: usize,
    },
    /// Merges. Answer: `Option<[usize; 3]>`, rows that are new, changed, deleted; `None`: it did not, see [`Change`].
    Merge {
        /// Which files.
        request: merging::Request,
        /// What was chosen.
        choices: merging::Choices,
        /// The change.
        change: Change,
    },
    /// Reads a table. Answer: [`table::Read`].
    Table {
        /// How it is read; `None`: as it is found.
        reading: Option<table::Reading>,
    },
    /// What the columns of the table are. Answer: [`table::Columns`].
    Columns {
        /// Its first row names them.
        header: bool,
        /// What its rows are, if that was chosen.
        table: Option<crate::domain::records::Table>,
        /// What was decided for such a table before, as text.
        remembered: Option<String>,
    },
    /// How a column is read when it holds this. Answer: [`table::Decision`].
    Decide {
        /// The column.
        at: usize,
        /// What it holds; `None`: it is left out.
        target: Option<Target>,
    },
    /// What importing the table would do. Answer: [`table::Planned`].
    Plan(Box<table::Request>),
    /// All rows that the plan refuses. Answer: `Vec<`[`Rejected`](crate::exchange::table::plan::Rejected)`>`.
    Rejected,
    /// Imports the table as planned. Answer: whether it did; not where the data are not those of the plan any more.
    Import {
        /// The change.
        change: Change,
    },
    /// Writes a workspace file. Answer: how many records it holds; the file comes beside it.
    Export {
        /// Now, as RFC 3339 in UTC.
        made_at: String,
        /// A part; `None`: everything.
        selection: Option<Selection>,
    },
    /// Looks through the data. Answer: [`files::Audited`].
    Audit {
        /// The local day.
        today: NaiveDate,
    },
}

/// A change of everything, which is in the change log as one entry. Where the workspace was written to since the page last looked, nothing is
/// done, and the answer says so: catch up and ask again.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Change {
    /// The command's code in `text/`.
    pub command: String,
    /// The file's name.
    pub subject: String,
    /// When, for the order of writes.
    pub stamp: Stamp,
    /// When, in Unix milliseconds.
    pub now_ms: u64,
    /// The revision that the page has seen.
    pub made_of: u64,
}

/// Who does something when, as the page knows it.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Moment {
    /// The local day.
    pub today: NaiveDate,
    /// Minutes since local midnight.
    pub minute: u16,
    /// Unix milliseconds.
    pub now_ms: u64,
    /// The rep whom the user chose to be.
    pub actor: Option<Id>,
}

/// Why there is no answer.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The code of its words in `text/`.
    #[serde(with = "crate::domain::message::code")]
    pub code: Code,
    /// What happened, untranslated.
    pub detail: String,
}

impl Failure {
    /// A failure without more to say.
    pub fn of(code: Code) -> Failure {
        Failure { code, detail: String::new() }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure { code: error.code.as_str(), detail: error.detail }
    }
}

/// Whether a file goes to the reader of tables: everything but JSON, and what says that it is JSON.
pub fn is_table(kind: FileKind, name: &str) -> bool {
    kind != FileKind::Json && !name.to_lowercase().ends_with(".json")
}
