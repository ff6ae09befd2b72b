//! Duplicates on screen: the index that is kept while the workspace is open, hints while somebody types, and merging two records.

mod hint;
mod merge;

use super::app::App;
use super::finding::Finding;
use super::kit::show;
use super::workspace::Workspace;
use crate::analysis::duplicates::{Index, Likely, Reason, Writing};
use crate::domain::command::Cells;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::text::fold::fold;
use crate::text::format;
use crate::text::words::duplicates as words;
use crate::web::turn::turn;

pub use hint::Hint;
pub use merge::MergeDialog;

/// How many rows are looked at before the page may breathe.
const SLICE: usize = 2_000;

/// An index that is kept for the next time.
struct Kept {
    table: Table,
    index: Index,
}

/// Brings the index of a table up to date, piece by piece so that nobody waits for it. `false`: the screen is gone.
pub async fn prepare(workspace: Workspace, finding: Finding, table: Table) -> bool {
    loop {
        turn().await;
        // Readings of Chinese characters make more alike; without them names are compared as they are written.
        let more =
            with_index(workspace, finding, table, |index, data, writing| index.follow_some(data, writing, SLICE));
        match more {
            Some(true) => {}
            Some(false) => return true,
            None => return false,
        }
    }
}

/// Runs with the index of a table as it was left. `None`: the workspace is gone.
pub fn with_index<T>(
    workspace: Workspace,
    finding: Finding,
    table: Table,
    run: impl FnOnce(&mut Index, &Dataset, Writing) -> T,
) -> Option<T> {
    if !finding.is_here() {
        return None;
    }
    let mut all = workspace.take_kept::<Vec<Kept>>().unwrap_or_default();
    let at = all.iter().position(|kept| kept.table == table);
    let mut kept = match at {
        Some(at) => all.swap_remove(at),
        None => Kept { table, index: Index::new(table) },
    };
    let done = finding
        .with_spelling(|spell| workspace.peek(|data| run(&mut kept.index, data, Writing { fold: &fold, spell })));
    all.push(kept);
    workspace.keep(all);
    Some(done)
}

/// The records that are probably the same as what is typed.
fn likely(workspace: Workspace, finding: Finding, table: Table, cells: &Cells) -> Vec<Likely> {
    /// How many are named.
    const NAMED: usize = 3;
    with_index(workspace, finding, table, |index, data, writing| index.similar(data, writing, cells, None, NAMED))
        .unwrap_or_default()
}

/// How sure, and why.
pub fn why(app: App, score: u8, reasons: &[Reason]) -> String {
    let label = |reason: &Reason| words::reason_label(reason.code()).map_or(reason.code(), |text| app.t(text));
    let reasons: Vec<&str> = reasons.iter().map(label).collect();
    let score = app.tf(words::SCORE, &[("n", &score.to_string())]);
    format!("{score} · {}", format::list(app.lang(), &reasons))
}

/// What tells a record from another of its name.
pub fn note(app: App, data: &Dataset, table: Table, id: Id) -> String {
    let Some(row) = data.get(table, id) else { return String::new() };
    let today = crate::web::device::local_now().0;
    let said = |name: &&str| table.field_named(name).map(|f| show::field(data, app.lang(), today, table, row, f));
    let parts = ["customer", "phone", "email", "owner", "created"].iter().filter_map(said);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
