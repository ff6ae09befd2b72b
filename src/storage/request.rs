//! What the user asked for, kept until it is saved, so that it can be planned anew: in the same context, with the same ids.
//!
//! Screens hold on to the ids of what was just made, and so do the changes queued behind it: a plan made anew must not draw others.

use crate::domain::command::{Command, Context};
use crate::domain::id::{Id, IdSource};
use crate::domain::stamp::Stamp;
use chrono::NaiveDate;

/// A command, or an undo or redo of an entry by its stamp.
#[derive(Clone, Debug)]
pub(super) enum Request {
    /// A command.
    Command(Command),
    /// Take back the entry of this stamp.
    Undo(Stamp),
    /// Take back the undo of this stamp.
    Redo(Stamp),
}

/// When and by whom it was asked, and which ids were drawn for it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    today: NaiveDate,
    minute: u16,
    now_ms: u64,
    actor: Option<Id>,
    ids: Vec<Id>,
}

impl Asked {
    /// Asked now.
    pub fn by(context: &Context) -> Asked {
        let Context { today, minute, now_ms, actor, .. } = *context;
        Asked { today, minute, now_ms, actor, ids: Vec::new() }
    }

    /// Runs `plan` in the context of the asking; ids that it draws beyond the known ones come from `ids` and are known from then on.
    pub fn answer<T>(&mut self, ids: &mut dyn IdSource, plan: impl FnOnce(&mut Context) -> T) -> T {
        let mut known = Known { ids: std::mem::take(&mut self.ids), next: 0, more: ids };
        let Asked { today, minute, now_ms, actor, .. } = *self;
        let answer = plan(&mut Context { today, minute, now_ms, actor, ids: &mut known });
        self.ids = known.ids;
        answer
    }
}

struct Known<'a> {
    ids: Vec<Id>,
    next: usize,
    more: &'a mut dyn IdSource,
}

impl IdSource for Known<'_> {
    fn new_id(&mut self, ms: u64) -> Id {
        if self.next == self.ids.len() {
            self.ids.push(self.more.new_id(ms));
        }
        self.next += 1;
        self.ids[self.next - 1]
    }
}

/// The command with the id of its main row chosen, so that this one stays whatever else the plan comes to need.
pub(super) fn pin(mut command: Command, context: &mut Context) -> Command {
    if let Command::Create { id, .. } | Command::AddDeal { id, .. } | Command::AddPipeline { id, .. } = &mut command {
        id.get_or_insert_with(|| context.id());
    }
    if let Command::ConvertLead { into, .. } = &mut command {
        into.deal.get_or_insert_with(|| context.id());
    }
    command
}
