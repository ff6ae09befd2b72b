//! What can go wrong while storing, by name: the text room has its own message for each code.

use std::fmt;

/// The kinds of failure that a user can be told apart, because each asks for another step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StoreErrorCode {
    /// The disk, or what the browser grants this site, is full. Nothing of the transaction was written.
    QuotaExceeded,
    /// There is no database here: IndexedDB is missing, switched off, or refused in a private window.
    Unavailable,
    /// Another tab holds the database open and does not let go of it.
    Blocked,
    /// There is no such workspace here, or nothing was ever written to it.
    Missing,
    /// The database was made by a newer version of this app.
    NewerVersion,
    /// The database was deleted, upgraded by another tab, or closed under us. It can be opened again.
    Closed,
    /// The browser gave up the transaction without naming a better reason. Nothing of it was written.
    Aborted,
    /// Somebody else wrote meanwhile, so that what was to be written is not of these data any more. Nothing of it was written.
    Stale,
    /// What was read cannot be what was written, and nothing usable can be put in its place.
    Corrupt,
    /// Anything else. The detail says what the browser said.
    Other,
}

impl StoreErrorCode {
    /// All codes, so that a test can prove that each has its message.
    pub const ALL: [Self; 10] = [
        Self::QuotaExceeded,
        Self::Unavailable,
        Self::Blocked,
        Self::Missing,
        Self::NewerVersion,
        Self::Closed,
        Self::Aborted,
        Self::Stale,
        Self::Corrupt,
        Self::Other,
    ];

    /// The code as messages and logs name it: `quota_exceeded`, `blocked` …
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::QuotaExceeded => "quota_exceeded",
            Self::Unavailable => "unavailable",
            Self::Blocked => "blocked",
            Self::Missing => "no_workspace",
            Self::NewerVersion => "newer_version",
            Self::Closed => "closed",
            Self::Aborted => "aborted",
            Self::Stale => "stale",
            Self::Corrupt => "corrupt",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for StoreErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A failure of the storage: its code, for the message, and what happened in detail, for a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// Which message to show.
    pub code: StoreErrorCode,
    /// What happened, in the words of the browser or of the check that failed. Not translated; may be empty.
    pub detail: String,
}

impl StoreError {
    /// An error with its detail.
    pub fn new(code: StoreErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into() }
    }

    /// What was read is not what was written.
    pub fn corrupt(detail: impl Into<String>) -> Self {
        Self::new(StoreErrorCode::Corrupt, detail)
    }

    /// A rule of this level was broken by its caller.
    pub(crate) fn misuse(detail: impl Into<String>) -> Self {
        Self::new(StoreErrorCode::Other, detail)
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.detail.is_empty() {
            write!(f, "{}", self.code)
        } else {
            write!(f, "{}: {}", self.code, self.detail)
        }
    }
}

impl std::error::Error for StoreError {}
