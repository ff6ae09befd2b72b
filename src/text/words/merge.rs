//! Merging files into the workspace: who brought what, what is to be decided.

words! {
    MERGE_THIS: "合并到当前工作区", "Merge into this workspace";
    MERGE_HINT: "逐项比较：同一项内容以较晚的修改为准，任何一方都不会丢数据。合并前自动保存快照，可以撤销。", "Compared item by item: the later change counts, and nobody's records are taken away. A snapshot is kept first, and you can undo it.";
    TITLE: "合并 {n} 个文件", "Merge {n} {n|file|files}";
    NO_CHANGE: "这些文件没有带来新的内容。", "These files bring nothing new.";
    ADD_FILES: "再添加文件", "Add more files";
    REMOVE_FILE: "不合并 {file}", "Leave out {file}";
    COMPARING: "正在比较…", "Comparing…";

    // who brought what
    FILES: "谁带来了什么", "Who brought what";
    FILE: "文件", "File";
    FILE_OF: "负责人", "Owners";
    FILE_MADE: "生成时间", "Made";
    FILE_OLD: "{n} 天前的文件", "{n} days old";
    FILE_PARTIAL: "部分数据", "Partial";
    FILE_ELSEWHERE: "来自其他工作区", "From another workspace";
    FILE_NEW: "新增", "New";
    FILE_CHANGED: "修改", "Changed";
    FILE_SHARED: "与其他文件重叠", "Also in other files";
    FILE_CONFLICTS: "冲突", "Conflicts";

    // counts
    COUNTS: "合并之后", "What changes";
    COUNT_NEW: "新增 {n}", "{n} new";
    COUNT_CHANGED: "修改 {n}", "{n} changed";
    COUNT_DELETED: "删除 {n}", "{n} deleted";
    COUNT_CONFLICTS: "冲突 {n}", "{n} in conflict";

    // matching
    MATCHING: "对应关系", "What is the same";
    MATCHING_HINT: "这些文件有自己的流程、阶段、人员或列表。名称相同的视为同一个；可以修改，以后会记住。", "These files have pipelines, stages, people or lists of their own. Those of the same name are taken to be the same; change it where it is wrong. It is remembered.";
    MATCH_NEW: "这里没有，新增", "New here";
    MATCH_REMEMBERED: "上次已确认", "As decided before";
    MATCH_OF: "{name}（{table}，{file}）", "{name} ({table}, {file})";

    // what to look at
    CLAIMED: "撞单：{n} 个客户有多位负责人", "{n} {n|customer|customers} claimed by several people";
    ALIKE: "疑似撞单：{n} 组客户很像，负责人不同", "{n} {n|pair|pairs} of customers that look the same, owned by different people";
    STAYED: "{n} 条记录被一方删除，但仍然保留", "{n} {n|record was|records were} deleted by somebody and {n|stays|stay}";
    STAYED_NEEDED: "其他记录还需要它", "others need it";
    STAYED_EDITED: "删除之后又被修改过", "it was changed after that";
    MOVED: "{n} 个商机被双方移动过，以较晚的一次为准", "{n} {n|deal was|deals were} moved on both sides; the later move counts";
    AHEAD: "有文件的时钟快了：最晚的修改时间是 {when}。", "A clock was ahead: the latest change is dated {when}.";

    // conflicts
    CONFLICTS: "{n} 处冲突", "{n} {n|conflict|conflicts}";
    CONFLICTS_HINT: "双方在不知道对方修改的情况下改了同一处。默认以较晚的为准，可以改选。", "Both sides changed the same thing without knowing of each other. The later change counts unless you choose otherwise.";
    NO_CONFLICTS: "没有冲突", "No conflicts";
    POSITIONS: "排列顺序（{n} 处）以较晚的为准", "Positions ({n}): the later one counts";
    ALL_MINE: "全部用我的", "Mine for all";
    ALL_LATER: "全部用较晚的", "The later for all";
    ALL_THEIRS: "全部用文件中的", "Theirs for all";
    SIDE_MINE: "本机", "Here";
    SIDE_RESULT: "较晚", "Later";
    WHY_FUTURE: "修改时间在未来", "Dated in the future";
    WHY_DELETED: "一方删除，另一方继续修改", "Deleted on one side, changed on the other";
    WHY_BY_HAND: "文件是手工修改的", "Written by hand";
    SHOW_MORE: "再显示 {n} 处", "Show {n} more";

    // done
    MERGE_NOW: "合并", "Merge";
    MERGED: "已合并 {n} 个文件", "Merged {n} {n|file|files}";
    MERGED_NOW: "已合并：新增 {new}，修改 {changed}，删除 {deleted}。", "Merged: {new} new, {changed} changed, {deleted} deleted.";
    SEND_BACK: "把合并后的文件发回去，大家的数据就一致了。", "Send the merged file back, so that everybody has the same.";
    SEND_BACK_BUTTON: "导出合并后的文件", "Export the merged file";

    // any cell in words
    OF_OWNER: "{owner}（{what}）", "{owner} ({what})";
    SAYS_NOTHING: "（空）", "(empty)";
    SAYS_DELETED: "删除", "Deleted";
    SAYS_THERE: "保留", "Kept";
}
