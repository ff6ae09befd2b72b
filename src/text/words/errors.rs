//! What went wrong and what to do next, by error code. Codes come from the rooms that find the error.

use crate::text::Text;

/// Declares errors: code, constant of the message, constant of the advice, both in both languages.
macro_rules! errors {
    ($($code:literal $name:ident: $zh:literal, $en:literal; $next_name:ident: $next_zh:literal, $next_en:literal;)*) => {
        words! { $($name: $zh, $en; $next_name: $next_zh, $next_en;)* }

        /// Every error: code, message, what to do next.
        pub const ERRORS: &[(&str, Text, Text)] = &[$(($code, $name, $next_name)),*];
    };
}

errors! {
    // storage
    "quota_exceeded" QUOTA_EXCEEDED: "存储空间已满，最近的修改没有保存。", "The storage is full: the latest changes are not saved.";
        QUOTA_EXCEEDED_NEXT: "请先导出数据，再释放磁盘空间或删除不用的工作区，然后重试。", "Export first, then free disk space or delete a workspace you do not need, and retry.";
    "unavailable" UNAVAILABLE: "此浏览器不允许保存数据（可能是隐私浏览模式）。", "This browser does not let the page keep data (perhaps a private window).";
        UNAVAILABLE_NEXT: "可以继续使用，但关闭页面前请导出；或在普通窗口中打开。", "You can go on, but export before you close the page; or open it in an ordinary window.";
    "blocked" BLOCKED: "另一个标签页还在使用旧版本的数据。", "Another tab still uses the data in an older version.";
        BLOCKED_NEXT: "请关闭其他漏斗标签页，然后重试。", "Close the other Loudou tabs and retry.";
    "newer_version" NEWER_VERSION: "数据由更新版本的漏斗保存。", "The data was saved by a newer Loudou.";
        NEWER_VERSION_NEXT: "请重新加载页面以获取新版本；数据没有改动。", "Reload the page to get the new version; the data is untouched.";
    "corrupt" CORRUPT: "部分存储的数据已损坏，已隔离。", "Part of the stored data is damaged and was set aside.";
        CORRUPT_NEXT: "其余数据正常。请导出损坏的部分，并从备份恢复缺少的记录。", "The rest is sound. Export the damaged part and restore the missing records from a backup.";
    "aborted" ABORTED: "浏览器没有完成保存，修改还在内存中。", "The browser did not finish saving; the changes are still in memory.";
        ABORTED_NEXT: "请重试；如果仍然失败，请先导出数据再重新加载。", "Retry; if it fails again, export before you reload.";
    "closed" CLOSED: "数据库连接被浏览器关闭。", "The browser closed the connection to the database.";
        CLOSED_NEXT: "请重新加载页面；未保存的修改请先导出。", "Reload the page; export unsaved changes first.";
    "stale" STALE: "另一个标签页刚刚修改了数据。", "Another tab has just changed the data.";
        STALE_NEXT: "已读取新的数据，请再试一次。", "The new data has been read: try again.";
    "no_workspace" NO_WORKSPACE: "这台设备上没有这个工作区。", "This workspace is not on this device.";
        NO_WORKSPACE_NEXT: "请选择另一个工作区，或打开文件。", "Choose another workspace or open a file.";
    "snapshot_failed" SNAPSHOT_FAILED: "快照没有保存成功，操作没有开始。", "The snapshot could not be written, so nothing was begun.";
        SNAPSHOT_FAILED_NEXT: "请释放空间后重试；数据没有改动。", "Free some space and retry; the data is untouched.";
    "part_missing" PART_MISSING: "这一部分没有加载成功。", "This part of the app could not be loaded.";
        PART_MISSING_NEXT: "请检查网络后重试；如果漏斗刚刚更新，请重新加载页面。", "Check the network and retry; if Loudou was just updated, reload the page.";
    "other" OTHER: "发生了意外错误。", "Something unexpected went wrong.";
        OTHER_NEXT: "请先导出数据，再重新加载页面。", "Export your data, then reload the page.";

    // rules
    "required" REQUIRED: "此项必填。", "This is required.";
        REQUIRED_NEXT: "请填写后再保存。", "Fill it in to save.";
    "format" FORMAT: "格式不正确。", "This is not in the right format.";
        FORMAT_NEXT: "请检查输入内容。", "Check what you typed.";
    "bad_phone" BAD_PHONE: "电话号码格式不正确。", "This is not a phone number.";
        BAD_PHONE_NEXT: "请只使用数字、空格、+、- 和括号。", "Use digits, spaces, +, - and brackets only.";
    "bad_email" BAD_EMAIL: "邮箱格式不正确。", "This is not an e-mail address.";
        BAD_EMAIL_NEXT: "例如：li@example.com", "Such as: li@example.com";
    "bad_link" BAD_LINK: "链接格式不正确。", "This is not a link.";
        BAD_LINK_NEXT: "请以 https:// 开头。", "Begin with https://.";
    "bad_number" BAD_NUMBER: "数字格式不正确。", "This is not a number in the right format.";
        BAD_NUMBER_NEXT: "例如：12 或 12.5", "Such as: 12 or 12.5";
    "bad_money" BAD_MONEY: "金额格式不正确。", "This is not an amount with its currency.";
        BAD_MONEY_NEXT: "例如：1234.50 CNY", "Such as: 1234.50 CNY";
    "bad_date" BAD_DATE: "日期不正确。", "This is not a date of the calendar.";
        BAD_DATE_NEXT: "例如：2026-11-09", "Such as: 2026-11-09";
    "bad_choice" BAD_CHOICE: "这个值不在允许的选项中。", "This is not one of the allowed values.";
        BAD_CHOICE_NEXT: "请从选项中选择。", "Choose one of them.";
    "wrong_type" WRONG_TYPE: "值的类型不正确。", "This is the wrong type of value.";
        WRONG_TYPE_NEXT: "请按 FORMAT.md 修正。", "Correct it as FORMAT.md says.";
    "too_long" TOO_LONG: "内容太长。", "This is too long.";
        TOO_LONG_NEXT: "请缩短，或写在备注里。", "Shorten it or use the note.";
    "too_small" TOO_SMALL: "数值太小。", "This is too small.";
        TOO_SMALL_NEXT: "请输入更大的数值。", "Enter a greater value.";
    "out_of_range" OUT_OF_RANGE: "数值超出允许范围。", "This is outside the allowed range.";
        OUT_OF_RANGE_NEXT: "请检查数值。", "Check the value.";
    "not_allowed" NOT_ALLOWED: "这个值不在允许的选项中。", "This is not one of the allowed values.";
        NOT_ALLOWED_NEXT: "请从列表中选择，或在设置中添加选项。", "Choose from the list, or add it in Settings.";
    "duplicate" DUPLICATE: "已有相同的记录。", "There is one like this already.";
        DUPLICATE_NEXT: "请打开已有的记录，或修改名称。", "Open the existing one or change the name.";
    "in_use" IN_USE: "还有记录在使用它，不能删除。", "Other records use it, so it cannot be deleted.";
        IN_USE_NEXT: "请先修改这些记录，或将它归档。", "Change those records first, or archive it.";
    "not_found" NOT_FOUND: "找不到这条记录。", "This record cannot be found.";
        NOT_FOUND_NEXT: "它可能已被删除，可以试试撤销。", "It may have been deleted: try undo.";
    "bad_reference" BAD_REFERENCE: "引用的记录不存在。", "It refers to a record that does not exist.";
        BAD_REFERENCE_NEXT: "请重新选择。", "Choose again.";
    "win_needs_amount" WIN_NEEDS_AMOUNT: "赢单需要填写金额。", "A won deal needs an amount.";
        WIN_NEEDS_AMOUNT_NEXT: "请填写成交金额。", "Enter the amount.";
    "win_needs_date" WIN_NEEDS_DATE: "赢单需要填写成交日期。", "A won deal needs its date.";
        WIN_NEEDS_DATE_NEXT: "请填写成交日期。", "Enter the date.";
    "lose_needs_reason" LOSE_NEEDS_REASON: "输单需要选择原因。", "A lost deal needs a reason.";
        LOSE_NEEDS_REASON_NEXT: "请选择最主要的原因。", "Choose the main reason.";
    "leave_needs_fields" LEAVE_NEEDS_FIELDS: "离开此阶段前还有内容需要填写。", "Some fields must be filled before the deal leaves this stage.";
        LEAVE_NEEDS_FIELDS_NEXT: "请填写列出的字段。", "Fill in the fields listed.";
    "stage_has_deals" STAGE_HAS_DEALS: "这个阶段里还有商机。", "There are still deals in this stage.";
        STAGE_HAS_DEALS_NEXT: "请先选择把它们移动到哪个阶段。", "Choose first where to move them.";
    "pipeline_needs_won" PIPELINE_NEEDS_WON: "每个管道必须有且只有一个赢单阶段。", "Each pipeline has exactly one won stage.";
        PIPELINE_NEEDS_WON_NEXT: "赢单阶段可以改名，但不能删除。", "The won stage can be renamed, not removed.";
    "pipeline_needs_open" PIPELINE_NEEDS_OPEN: "管道至少要有一个进行中的阶段。", "A pipeline needs at least one stage for open deals.";
        PIPELINE_NEEDS_OPEN_NEXT: "请先添加另一个阶段。", "Add another one first.";
    "last_pipeline" LAST_PIPELINE: "至少要保留一个管道。", "There must be at least one pipeline.";
        LAST_PIPELINE_NEXT: "请先添加另一个管道。", "Add another one first.";
    "stage_archived" STAGE_ARCHIVED: "这个阶段已归档。", "This stage is archived.";
        STAGE_ARCHIVED_NEXT: "请选择另一个阶段，或在设置中恢复它。", "Choose another one, or take it up again in Settings.";
    "credit_sum" CREDIT_SUM: "业绩分配只用于赢单，合计必须是 100%。", "Credit is for won deals, and its shares must add up to 100 %.";
        CREDIT_SUM_NEXT: "请检查各人的比例。", "Check the shares.";
    "goal_needs_reason" GOAL_NEEDS_REASON: "修改目标值需要说明原因。", "Changing a goal's values needs a reason.";
        GOAL_NEEDS_REASON_NEXT: "请用“修改目标”填写原因。", "Use “Change goal” and say why.";
    "already_closed" ALREADY_CLOSED: "这个商机已经关闭。", "This deal is closed already.";
        ALREADY_CLOSED_NEXT: "请先重新打开。", "Reopen it first.";
    "already_open" ALREADY_OPEN: "这个商机仍在进行中。", "This deal is open.";
        ALREADY_OPEN_NEXT: "无需重新打开。", "There is nothing to reopen.";
    "already_converted" ALREADY_CONVERTED: "这条线索已经转化。", "This lead is converted already.";
        ALREADY_CONVERTED_NEXT: "请打开由它生成的商机。", "Open the deal it became.";
    "already_done" ALREADY_DONE: "这个任务已经完成。", "This task is done already.";
        ALREADY_DONE_NEXT: "如需修改，请先重新打开。", "Reopen it to change it.";
    "after_needs_won" AFTER_NEEDS_WON: "只有赢单的商机才能进入售后阶段。", "Only a won deal can go to after-sales.";
        AFTER_NEEDS_WON_NEXT: "请先赢单。", "Win it first.";
    "stage_not_for_deals" STAGE_NOT_FOR_DEALS: "这个阶段只放线索，不放商机。", "This stage holds leads, not deals.";
        STAGE_NOT_FOR_DEALS_NEXT: "请选择后面的阶段。", "Choose a later stage.";
    "not_by_form" NOT_BY_FORM: "这项内容不能直接修改。", "This cannot be edited directly.";
        NOT_BY_FORM_NEXT: "请使用对应的操作，例如移动、赢单或输单。", "Use the action for it, such as move, win or lose.";
    "bad_currency" BAD_CURRENCY: "没有这种货币。", "There is no such currency.";
        BAD_CURRENCY_NEXT: "请使用三个字母的代码，例如 CNY。", "Use its three-letter code, such as CNY.";
    "levels_not_rising" LEVELS_NOT_RISING: "目标、冲刺、挑战应当逐级提高。", "Base, stretch and challenge must rise.";
        LEVELS_NOT_RISING_NEXT: "请检查这三个数值。", "Check the three values.";
    "period_outside" PERIOD_OUTSIDE: "下级目标的期间超出了上级目标。", "The part's period lies outside the whole's.";
        PERIOD_OUTSIDE_NEXT: "请检查开始和结束日期。", "Check its first and last day.";
    "team_loop" TEAM_LOOP: "团队不能是自己的上级。", "A team cannot be above itself.";
        TEAM_LOOP_NEXT: "请选择另一个上级团队。", "Choose another parent team.";
    "date_order" DATE_ORDER: "结束日期早于开始日期。", "The end is before the beginning.";
        DATE_ORDER_NEXT: "请检查两个日期。", "Check both dates.";
    "goal_cycle" GOAL_CYCLE: "目标不能是自己的下级。", "A goal cannot be part of itself.";
        GOAL_CYCLE_NEXT: "请选择另一个上级目标。", "Choose another whole.";
    "no_rate" NO_RATE: "缺少这种货币的汇率。", "There is no exchange rate for this currency.";
        NO_RATE_NEXT: "请在设置中添加汇率。", "Add the rate in Settings.";
    "nothing_to_undo" NOTHING_TO_UNDO: "没有可以撤销的操作。", "There is nothing to undo.";
        NOTHING_TO_UNDO_NEXT: "最近 100 次操作可以撤销。", "The last 100 actions can be undone.";

    // typed values
    "empty" EMPTY: "没有输入内容。", "Nothing was entered.";
        EMPTY_NEXT: "请输入一个值。", "Enter a value.";
    "not_a_number" NOT_A_NUMBER: "这不是数字。", "This is not a number.";
        NOT_A_NUMBER_NEXT: "例如：1,234.50、1.2万、3亿、12k", "Such as: 1,234.50, 12k, 1.5M";
    "too_many_decimals" TOO_MANY_DECIMALS: "小数位太多。", "Too many decimal places.";
        TOO_MANY_DECIMALS_NEXT: "请减少小数位，漏斗不会自动舍入金额。", "Use fewer: amounts are never rounded silently.";
    "too_large" TOO_LARGE: "数值太大。", "This number is too large.";
        TOO_LARGE_NEXT: "请检查单位和位数。", "Check the unit and the digits.";
    "other_currency" OTHER_CURRENCY: "货币符号与所选货币不一致。", "The currency sign does not match the chosen currency.";
        OTHER_CURRENCY_NEXT: "请去掉符号，或选择对应的货币。", "Leave the sign out, or choose that currency.";
    "not_a_date" NOT_A_DATE: "这不是日期。", "This is not a date.";
        NOT_A_DATE_NEXT: "例如：2026-11-9、11月9日", "Such as: 2026-11-09, 9 Nov";
    "no_such_date" NO_SUCH_DATE: "没有这一天。", "There is no such day.";
        NO_SUCH_DATE_NEXT: "请检查月份和日期。", "Check the month and the day.";
    "not_a_time" NOT_A_TIME: "这不是时间。", "This is not a time of day.";
        NOT_A_TIME_NEXT: "例如：9:30、14:00", "Such as: 9:30, 14:00";

    // files
    "not_json" NOT_JSON: "这不是 JSON 文件。", "This is not a JSON file.";
        NOT_JSON_NEXT: "请选择由漏斗导出的文件。", "Choose a file exported by Loudou.";
    "wrong_format" WRONG_FORMAT: "这不是漏斗的工作区文件。", "This is not a Loudou workspace file.";
        WRONG_FORMAT_NEXT: "请选择由漏斗导出的文件。", "Choose a file exported by Loudou.";
    "truncated" TRUNCATED: "文件不完整。", "The file is cut off.";
        TRUNCATED_NEXT: "请重新下载或重新导出。", "Download or export it again.";
    "too_big" TOO_BIG: "文件超过允许的大小。", "The file is larger than allowed.";
        TOO_BIG_NEXT: "请导出部分数据，再分别打开。", "Export selections and open them one by one.";
    "too_deep" TOO_DEEP: "文件嵌套太深，可能是恶意文件。", "The file is nested too deeply and may be malicious.";
        TOO_DEEP_NEXT: "没有修改任何数据。", "Nothing was changed.";
    "duplicate_id" DUPLICATE_ID: "编号重复。", "The same ID occurs twice.";
        DUPLICATE_ID_NEXT: "请在文件中修正，或跳过这一行。", "Correct the file or skip this row.";
    "dangling_reference" DANGLING_REFERENCE: "引用的记录不在文件中。", "It refers to a record that is not in the file.";
        DANGLING_REFERENCE_NEXT: "请补上该记录，或跳过这一行。", "Add that record or skip this row.";
    "ambiguous_name" AMBIGUOUS_NAME: "有多条记录叫这个名称。", "Several records have this name.";
        AMBIGUOUS_NAME_NEXT: "请从列表中选择其中一条；在文件中请改用编号。", "Choose one of them from the list; in a file, use its ID.";
    "bad_value" BAD_VALUE: "这个字段的值不合规。", "This field's value is not allowed.";
        BAD_VALUE_NEXT: "请按 FORMAT.md 修正。", "Correct it as FORMAT.md says.";
    "newer_file" NEWER_FILE: "文件由更新版本的漏斗生成。", "The file was made by a newer Loudou.";
        NEWER_FILE_NEXT: "请重新加载页面以获取新版本。", "Reload the page to get the new version.";
    "name_not_found" NAME_NOT_FOUND: "没有记录叫这个名称。", "No record has this name.";
        NAME_NOT_FOUND_NEXT: "请检查写法，或补上该记录。", "Check the spelling or add that record.";
    "too_many_names" TOO_MANY_NAMES: "字段或选项的名称太多或太长。", "There are too many names of fields or entries, or one is too long.";
        TOO_MANY_NAMES_NEXT: "没有修改任何数据，请检查文件的来源。", "Nothing was changed. Check where the file comes from.";
    "newer_minor" NEWER_MINOR: "文件由较新的漏斗生成，新增的内容会原样保留。", "The file was made by a somewhat newer Loudou: what is new in it is kept as it is.";
        NEWER_MINOR_NEXT: "重新加载页面可以获取新版本。", "Reload the page to get the new version.";
    "unknown_field" UNKNOWN_FIELD: "未知的字段，会原样保留。", "An unknown field, kept as it is.";
        UNKNOWN_FIELD_NEXT: "如果是手工填写，请检查字段名。", "If it was typed by hand, check its name.";
    "unknown_table" UNKNOWN_TABLE: "未知的表，会原样保留。", "An unknown table, kept as it is.";
        UNKNOWN_TABLE_NEXT: "如果是手工填写，请检查表名。", "If it was typed by hand, check its name.";
    "unknown_choice" UNKNOWN_CHOICE: "未知的选项，会原样保留。", "An unknown choice, kept as it is.";
        UNKNOWN_CHOICE_NEXT: "可能来自更新版本，也可以改选一个。", "Perhaps a newer version has it; you can choose another.";
    "control_characters" CONTROL_CHARACTERS: "文本中有不可见的控制字符。", "The text has invisible control characters.";
        CONTROL_CHARACTERS_NEXT: "没有危险，可以重新输入。", "They do no harm; you can type the text anew.";
    "wrong_hash" WRONG_HASH: "内容与校验值不符，可能被手工修改过。", "The content does not match its checksum: perhaps it was edited by hand.";
        WRONG_HASH_NEXT: "如果不是您修改的，请重新导出。", "If you did not edit it, export it again.";
    "wrong_count" WRONG_COUNT: "行数与文件开头所写的不符。", "The number of rows is not what the file's head says.";
        WRONG_COUNT_NEXT: "如果不是您修改的，请重新导出。", "If you did not edit it, export it again.";
    "shorthand_ignored" SHORTHAND_IGNORED: "文件中有阶段变化记录，因此忽略了简写的阶段和状态。", "The file has stage changes of this deal, so its short stage and status are ignored.";
        SHORTHAND_IGNORED_NEXT: "请只保留其中一种。", "Keep one of the two.";
    "partial_cannot_replace" PARTIAL_CANNOT_REPLACE: "部分数据的文件不能替换工作区。", "A partial file cannot replace a workspace.";
        PARTIAL_CANNOT_REPLACE_NEXT: "请作为新工作区打开。", "Open it as a new workspace.";
    "read_failed" READ_FAILED: "无法读取文件。", "The file could not be read.";
        READ_FAILED_NEXT: "请再次选择文件。", "Choose the file again.";
}

/// The message for an error code and what to do next; `None` for an unknown code.
pub fn error_text(code: &str) -> Option<(Text, Text)> {
    ERRORS.iter().find(|(key, _, _)| *key == code).map(|(_, message, next)| (*message, *next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn errors_are_found_by_code() {
        assert_eq!(error_text("quota_exceeded"), Some((QUOTA_EXCEEDED, QUOTA_EXCEEDED_NEXT)));
        assert_eq!(error_text("no such code"), None);
        let codes: BTreeSet<_> = ERRORS.iter().map(|(code, _, _)| code).collect();
        assert_eq!(codes.len(), ERRORS.len());
    }
}
