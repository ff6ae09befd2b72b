//! Data: export, import with preview, snapshots, change log.

words! {
    TITLE: "数据", "Data";
    SECTION_BACKUP: "备份与分享", "Back up and share";
    SECTION_IMPORT: "打开文件", "Open a file";
    SECTION_SNAPSHOTS: "快照", "Snapshots";
    SECTION_LOG: "操作记录", "Change log";
    SECTION_STORAGE: "存储", "Storage";

    // export
    EXPORT_ALL: "导出全部数据", "Export everything";
    SHARE: "分享给其他应用…", "Share with another app…";
    SHARED: "已分享全部数据", "Everything is shared";
    NOT_SHARED: "没有分享", "Nothing was shared";
    EXPORT_SELECTION: "导出部分数据", "Export a selection";
    EXPORT_CHOSEN: "导出为工作区文件", "Export as a workspace file";
    EXPORT_CHOSEN_HINT: "列表中当前显示的 {n} 条记录（{table}），连同与之相关的记录。同事可以打开这个文件，也可以合并到自己的工作区；合并回来时不会删除任何内容。", "The {n} {n|record|records} that the list shows ({table}), with what hangs on them. A colleague can open the file, or merge it; merged back, it takes nothing away.";
    EXPORT_BY_OWNER: "按负责人", "By owner";
    EXPORT_PARTIAL_HINT: "部分数据的文件会标明“部分”，不能用来替换工作区；合并回来时不会删除任何内容。", "A file with a selection is marked partial and never replaces a workspace; merged back, it takes nothing away.";
    EXPORTED: "已导出 {n} 条记录到 {file}", "Exported {n} {n|record|records} to {file}";
    EXPORT_EVERYBODY: "不选则包括所有人。", "None chosen: everybody.";
    EXPORT_PERSONAL: "电话、邮箱等个人信息", "Phone numbers, mail addresses and other personal data";
    EXPORT_PERSONAL_WHOLE: "完整", "In full";
    EXPORT_PERSONAL_MASKED: "隐去中间几位（138••••8000）", "Masked (138••••8000)";
    EXPORT_PERSONAL_LEFT_OUT: "不包含", "Left out";
    EXPORT_WITHOUT_NOTES: "不含备注", "Without notes";
    EXPORT_RANGE: "起止日期（留空则不限）", "First and last day (empty: no limit)";
    EXPORT_SEALED: "用口令加密导出", "Export with a passphrase";
    EXPORT_SEALED_HINT: "没有口令，谁也打不开这个文件，我们也不能。请另外告诉收件人。", "Without the passphrase nobody opens the file, nor can we. Tell it to whoever gets the file in another way.";
    EXPORT_TEMPLATE: "导出团队模板", "Export a team template";
    EXPORT_TEMPLATE_HINT: "只有流程、规则、列表、人员、产品和目标，没有客户和商机。把文件放在网站旁边，用链接 {link} 打开，新同事就能从同样的设置开始，之后的文件可以直接合并。", "Pipelines, rules, lists, people, products and goals, but no customers or deals. Put the file beside the site and share the link {link}: everybody begins with the same setup, and their files merge.";
    TEMPLATE_PART: "团队模板", "Team template";
    PREVIEW_TEMPLATE: "团队模板：只有设置，没有客户", "A team template: the setup, no customers";
    PREVIEW_KNOWN: "这台设备上已有同源的工作区：", "This device already has a workspace of the same origin:";
    PASSPHRASE: "口令", "Passphrase";
    PASSPHRASE_OPTIONAL: "口令（留空则不加密）", "Passphrase (empty: not encrypted)";
    PASSPHRASE_SHOW: "显示口令", "Show the passphrase";
    PASSPHRASE_SHORT: "口令至少 {n} 个字符。", "A passphrase has {n} characters at least.";
    UNLOCK: "打开加密文件", "Open an encrypted file";
    UNLOCK_FILE: "{file} 已加密，请输入口令。", "{file} is encrypted. What is its passphrase?";
    CHANGES_SINCE: "之后有 {n} 处修改", "{n} {n|change|changes} since";
    NO_CHANGES_SINCE: "之后没有修改", "No changes since";
    STORAGE_UNKNOWN: "浏览器没有提供存储用量。", "The browser does not tell how much is stored.";
    MEGABYTES: "{n} MB", "{n} MB";
    EXPORT_TABLE_CSV: "导出表格（CSV）", "Export a table (CSV)";

    // import
    CHOOSE_FILE: "选择文件", "Choose a file";
    DROP_WORKSPACE: "或把工作区文件拖到这里", "or drop a workspace file here";
    DROP_FILE: "或把文件拖到这里：工作区文件（可多个）、Excel、CSV、vCard", "or drop it here: workspace files (one or many), Excel, CSV, vCard";
    READING: "正在读取 {file}…", "Reading {file}…";
    PREVIEW_TITLE: "文件内容：{file}", "What {file} holds";
    PREVIEW_MADE: "{date} 由漏斗 {version} 生成", "Made {date} by Loudou {version}";
    PREVIEW_FORMAT: "格式版本 {n}", "Format version {n}";
    PREVIEW_PARTIAL: "部分数据", "Partial";
    PREVIEW_SAME: "与当前工作区同源", "Same origin as this workspace";
    PREVIEW_OTHER: "来自其他工作区", "From another workspace";
    PREVIEW_EXERCISE: "练习文件", "An exercise";
    PREVIEW_OLD: "旧版本格式，将自动升级", "An older format: it is brought up to date";
    PREVIEW_CHANGED_BY_HAND: "内容与校验值不符，可能被手工修改过。", "The content does not match its checksum: perhaps it was edited by hand.";
    PROBLEMS: "{n} 个问题", "{n} {n|problem|problems}";
    WARNINGS: "{n} 条提醒", "{n} {n|warning|warnings}";
    WHOLE_FILE: "整个文件", "The whole file";
    FINDING_LINE: "{path}（第 {n} 行）", "{path} (line {n})";
    FINDING_DETAIL: "{text}（{detail}）", "{text} ({detail})";
    NOT_READ: "无法打开 {file}。", "{file} cannot be opened.";
    NO_PROBLEMS: "没有发现问题", "No problems found";
    PROBLEM_AT: "{path}：{problem}", "{path}: {problem}";
    ROWS_READY: "{n} 条可以导入", "{n} {n|row|rows} ready";
    WITHOUT_BAD_ROWS: "跳过有问题的行", "Leave out the rows with problems";
    ROWS_SKIPPED: "{n} 条将跳过", "{n} {n|row|rows} will be skipped";
    AS_NEW_WORKSPACE: "作为新工作区打开", "Open as a new workspace";
    REPLACE_THIS: "替换当前工作区", "Replace this workspace";
    REPLACE_HINT: "替换前会自动保存快照，之后可以撤销。", "A snapshot is kept first, and you can undo it.";
    REPLACE_CONFIRM: "用文件中的 {n} 条记录替换“{name}”的全部数据？", "Replace all data of “{name}” with the {n} {n|record|records} of the file?";
    LEAVE_CONFIRM: "“{name}”只在内存中，打开文件后就没有了。", "“{name}” is in memory only: it will be gone once the file is open.";
    LEAVE_HINT: "要保留它，请先取消并导出全部数据。", "To keep it, cancel and export everything first.";
    IMPORTED: "已导入 {n} 条记录", "Imported {n} {n|record|records}";
    REPLACED: "已用 {name} 替换工作区", "The workspace was replaced with {name}";
    NOTHING_CHANGED: "没有修改任何数据。", "Nothing was changed.";
    COPY_REPORT: "复制报告", "Copy the report";

    // snapshots
    SNAPSHOT_TAKE: "保存快照", "Take a snapshot";
    SNAPSHOT_TAKEN: "快照已保存", "Snapshot taken";
    SNAPSHOT_RESTORE: "恢复到此快照", "Restore this snapshot";
    SNAPSHOT_RESTORED: "已恢复到 {when} 的快照", "Restored the snapshot of {when}";
    SNAPSHOT_BEFORE: "{what}之前", "Before: {what}";
    SNAPSHOT_DELETE: "删除快照", "Delete snapshot";
    SNAPSHOT_BY_HAND: "手动保存", "Taken by hand";
    SNAPSHOT_DAMAGED_KEPT: "发现损坏的数据", "Damaged data was found";
    SNAPSHOT_RESTORE_CONFIRM: "用这个快照替换当前的全部数据？", "Replace all present data with this snapshot?";
    SNAPSHOT_RESTORE_HINT: "当前数据会先保存为快照，之后可以撤销。", "The present data is kept as a snapshot first, and you can undo it.";
    SNAPSHOT_HINT: "快照保存在这台设备上；导入、合并、恢复和批量修改之前会自动保存。", "Snapshots stay on this device; one is kept before every import, merge, restore and bulk change.";
    SNAPSHOT_ROWS: "{n} 条记录", "{n} {n|record|records}";
    SNAPSHOT_NONE: "还没有快照。", "No snapshots yet.";

    // change log and storage
    LOG_EMPTY: "还没有操作记录。", "No changes yet.";
    QUARANTINE: "{n} 处数据损坏，已隔离", "{n} damaged {n|part|parts} set aside";
    QUARANTINE_HINT: "其余数据正常。损坏的部分可以导出，以便修复。", "The rest is sound. The damaged parts can be exported for repair.";
    QUARANTINE_EXPORT: "导出损坏的部分", "Export the damaged parts";
    WHERE_TITLE: "数据在哪里？", "Where is my data?";
    WHERE_TEXT: "在这台设备的这个浏览器里，不在任何服务器上。清除浏览器数据会一并删除它，请定期备份。", "In this browser on this device, on no server. Clearing the browser's data deletes it too, so back up regularly.";
}
