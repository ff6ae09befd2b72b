//! What a command does, by its code: for undo, toasts and the change log.

use super::tables::table_name;
use crate::text::{Lang, Text};

/// Declares commands of their own kind and makes them findable by code.
macro_rules! commands {
    ($($code:literal $name:ident: $zh:literal, $en:literal;)*) => {
        words! {
            // Commands that every table has, with the table's name.
            CREATE: "添加{table}", "Add {table}";
            EDIT: "修改{table}", "Edit {table}";
            BULK: "批量修改{table}", "Edit several {table}";
            DELETE: "删除{table}", "Delete {table}";
            RESTORE: "恢复{table}", "Restore {table}";
            MERGE: "合并{table}", "Merge {table}";
            REORDER: "调整{table}顺序", "Reorder {table}";
            $($name: $zh, $en;)*
        }

        /// Every command with words of its own: code, words.
        pub const COMMANDS: &[(&str, Text)] = &[$(($code, $name)),*];
    };
}

commands! {
    "deal.move" DEAL_MOVE: "移动商机", "Move deal";
    "deal.arrange" DEAL_ARRANGE: "调整商机位置", "Arrange deals";
    "deal.won" DEAL_WON: "赢单", "Win deal";
    "deal.lost" DEAL_LOST: "输单", "Lose deal";
    "deal.invalid" DEAL_INVALID: "商机标为无效", "Mark deal invalid";
    "deal.reopen" DEAL_REOPEN: "重新打开商机", "Reopen deal";
    "lead.convert" LEAD_CONVERT: "转化线索", "Convert lead";
    "lead.invalid" LEAD_INVALID: "线索标为无效", "Mark lead invalid";
    "lead.reopen" LEAD_REOPEN: "重新打开线索", "Reopen lead";
    "task.complete" TASK_COMPLETE: "完成任务", "Complete task";
    "task.reopen" TASK_REOPEN: "重新打开任务", "Reopen task";
    "goal.split" GOAL_SPLIT: "分解目标", "Split goal";
    "settings.edit" SETTINGS_EDIT: "修改工作区设置", "Change workspace settings";
    "data.repair" DATA_REPAIR: "修复数据", "Repair data";
    "workspace.create" WORKSPACE_CREATE: "新建工作区", "New workspace";
    "undo" UNDO: "撤销", "Undo";
    "redo" REDO: "重做", "Redo";
    "import" IMPORT: "导入文件", "Import file";
    "merge" MERGE_FILES: "合并文件", "Merge files";
    "replace" REPLACE: "用文件替换工作区", "Replace workspace with file";
    "take_back" TAKE_BACK: "撤回，保留之后的修改", "Take back, keep what was done since";
    "restore" RESTORE_SNAPSHOT: "恢复快照", "Restore snapshot";
}

/// What the command of a code does, such as `deal.move` or `customer.delete`; `None` for a code that is not known.
pub fn command_label(lang: Lang, code: &str) -> Option<String> {
    if let Some((_, text)) = COMMANDS.iter().find(|(known, _)| *known == code) {
        return Some(text.in_(lang).to_owned());
    }
    let (table, verb) = code.split_once('.')?;
    let name = table_name(table)?;
    let (text, name) = match verb {
        "create" => (CREATE, name.one),
        "edit" => (EDIT, name.one),
        "delete" => (DELETE, name.one),
        "restore" => (RESTORE, name.one),
        "bulk" => (BULK, name.many),
        "reorder" => (REORDER, name.many),
        "merge" => (MERGE, name.many),
        _ => return None,
    };
    Some(text.with(lang, &[("table", &name.in_(lang).to_lowercase())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_named_by_code() {
        for (code, zh, en) in [
            ("deal.move", "移动商机", "Move deal"),
            ("customer.create", "添加客户", "Add customer"),
            ("customer.bulk", "批量修改客户", "Edit several customers"),
            ("deal_line.delete", "删除产品明细", "Delete deal line"),
            ("stage.reorder", "调整阶段顺序", "Reorder stages"),
        ] {
            assert_eq!(command_label(Lang::Zh, code).as_deref(), Some(zh));
            assert_eq!(command_label(Lang::En, code).as_deref(), Some(en));
        }
        for code in ["", "deal", "deal.fly", "nothing.create"] {
            assert_eq!(command_label(Lang::En, code), None, "{code}");
        }
    }
}
