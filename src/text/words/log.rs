//! The change log: who did what when, and the way back to a former value.

words! {
    HINT: "谁在什么时候改了什么。这台设备保留最近 {n} 条记录；导出的文件不包含。", "Who changed what and when. This device keeps the last {n} changes; exported files do not hold them.";
    ONLY_RECORD: "{record} 及其相关记录", "{record} and what belongs to it";
    SHOW_ALL: "显示全部记录", "Show all changes";
    NOTHING: "没有符合条件的操作记录。", "No change matches.";
    NO_STORE: "数据只在内存中，没有操作记录。", "The data are in memory only: there is no change log.";
    UNREADABLE: "另有 {n} 条记录已损坏或来自更新的版本，无法显示。", "{n} more {n|entry is|entries are} damaged or from a newer version and cannot be shown.";
    SEARCH_HINT: "搜索操作、记录名称或内容", "Search actions, names or values";
    FILTER_KIND: "记录类型", "Record type";
    FILTER_WHO: "操作人", "Person";
    FILTER_FROM: "开始日期", "First day";
    FILTER_TO: "结束日期", "Last day";
    NOBODY: "未选择身份", "Nobody chosen";
    ROWS: "{n} 条记录", "{n} {n|record|records}";
    OTHER_ROWS: "还涉及另外 {n} 条记录", "{n} other {n|record was|records were} changed as well";
    MADE: "新增", "Added";
    GONE: "现在已不存在", "No longer there";
    ARRANGED: "排列位置", "Position";
    BECOMES: "改为", "changed to";
    RESTORE: "恢复旧值", "Restore this value";
    RESTORE_OF: "恢复旧值：{field} {value}", "Restore this value: {field} {value}";
    IS_SO: "现在就是这个值", "It has this value now";
    WHOLE: "全部数据被替换，没有逐项记录。", "All data were replaced, so single fields are not listed.";
    WHOLE_BEGINNING: "工作区从这里开始。", "The workspace begins here.";
    TO_SNAPSHOT: "查看之前的快照", "Show the snapshot from before";
    SNAPSHOT_GONE: "之前的快照已删除。", "The snapshot from before was deleted.";
}
