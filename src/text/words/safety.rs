//! Nothing lost: the safety light, reminders, the backup folder, what changed since a snapshot.

words! {
    // the light
    BACK_UP_NOW: "立即备份", "Back up now";
    MORE_ON_DATA: "更多：数据页面", "More on the data screen";
    NEARLY_FULL: "存储空间快满了：请备份，并释放空间。", "The storage is nearly full: back up, and free some space.";

    // the backup folder
    FOLDER_TITLE: "自动备份到文件夹", "Automatic backups to a folder";
    FOLDER_HINT: "选择一个文件夹（可以是同步盘），每天自动写入一份带日期的备份：修改后几分钟，或离开页面时。", "Choose a folder (a synchronised one will do): a dated backup is written to it every day, some minutes after a change or when you leave the page.";
    FOLDER_RULE: "最近 14 天每天保留一份，之后一年每周一份，再早每月一份；只整理本工作区的备份，别的文件不动。", "One per day is kept for 14 days, then one per week for a year, then one per month; only this workspace's backups are tidied up, no other file is touched.";
    FOLDER_CANNOT: "此浏览器不能写入文件夹（桌面版 Chrome 和 Edge 可以）。请定期下载备份，我们会提醒您。", "This browser cannot write to a folder (Chrome and Edge on a computer can). Download a backup now and then; you will be reminded.";
    FOLDER_CHOOSE: "选择备份文件夹", "Choose a backup folder";
    FOLDER_OTHER: "换一个文件夹", "Choose another folder";
    FOLDER_STOP: "停止自动备份", "Stop automatic backups";
    FOLDER_STOPPED: "自动备份已停止，已有的备份保留", "Automatic backups are off; those already made stay";
    FOLDER_IS: "备份文件夹：{name}", "Backup folder: {name}";
    FOLDER_CLOSED: "浏览器需要您再次允许写入文件夹“{name}”。", "The browser wants you to allow writing to the folder “{name}” again.";
    FOLDER_OPEN: "允许", "Allow";
    FOLDER_FAILED: "没有写入备份文件夹“{name}”。", "Nothing could be written to the backup folder “{name}”.";
    FOLDER_WROTE: "已备份到 {folder}：{file}", "Backed up to {folder}: {file}";

    // restore
    RESTORE_FROM_FOLDER: "从备份文件夹恢复", "Restore from a backup folder";
    RESTORE_TITLE: "“{folder}”中的备份", "Backups in “{folder}”";
    RESTORE_NONE: "这个文件夹里没有漏斗的备份。", "There are no backups of Loudou in this folder.";
    RESTORE_ROWS: "{n} 条记录", "{n} {n|record|records}";

    // since a snapshot
    COMPARE: "与现在比较", "Compare with now";
    SINCE_TITLE: "{when} 的快照之后", "Since the snapshot of {when}";
    SINCE_NOTHING: "没有任何变化。", "Nothing has changed.";
    SINCE_NEW: "之后新增", "new since";
    SINCE_CHANGED: "之后修改", "changed since";
    SINCE_DELETED: "之后删除", "deleted since";
    SINCE_MORE: "另有 {n} 条，未列出。", "{n} more {n|row is|rows are} not listed.";
    WAS_IS: "{field}：{was} → {is}", "{field}: {was} → {is}";
    SNAPSHOT_RULE: "保留最近 20 个快照，以及最近 30 天每天的最后一个；手动保存的快照一直保留，直到您删除。", "The last 20 stay, and the last one of each of the past 30 days; those taken by hand stay until you delete them.";
    TAKE_BACK: "撤回，保留之后的修改", "Take back, keep what was done since";
    TAKE_BACK_HINT: "之后没有动过的记录恢复到快照时的样子；之后修改过的记录保持不变。", "Records nobody touched since go back to what they were; those written since stay as they are.";
    TAKEN_BACK: "已撤回；之后没有别的修改。", "Taken back; nothing had been written since.";
    TAKEN_BACK_KEPT: "已撤回；{n} 条之后修改过的记录保持不变：{names}", "Taken back; {n} {n|record|records} written since stayed: {names}";

    // reminders
    DUE_CHANGES: "上次备份之后已有 {n} 处修改。", "{n} {n|change|changes} since the last backup.";
    DUE_DAYS: "已有 {n} 天没有备份。", "No backup for {n} {n|day|days}.";
    DUE_UNPROMISED: "还没有备份，而浏览器不保证保留这些数据。", "There is no backup yet, and the browser does not promise to keep this data.";
    REMIND_LATER: "过一周再说", "In a week";
    REMIND_NEVER: "不再提醒", "Do not remind me";
    REMIND_AGAIN: "恢复备份提醒", "Remind me of backups again";
    REMINDERS_OFF: "备份提醒已关闭。", "Reminders of backups are off.";
}
