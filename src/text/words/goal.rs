//! Goals: periods, measures, splitting, pace, history.

words! {
    TITLE: "目标", "Goals";
    ONE: "目标", "Goal";
    NEW: "新建目标", "New goal";
    PERIOD_DAY: "日", "Day";
    PERIOD_WEEK: "周", "Week";
    PERIOD_MONTH: "月", "Month";
    PERIOD_QUARTER: "季度", "Quarter";
    PERIOD_YEAR: "年", "Year";

    // measures
    MEASURE: "指标", "Measure";

    // scope
    SCOPE: "范围", "Scope";
    SCOPE_EVERYBODY: "全公司", "Everybody";
    SCOPE_TEAM: "团队", "Team";
    SCOPE_REP: "销售顾问", "Rep";

    // levels
    BASE: "目标", "Base";
    STRETCH: "冲刺", "Stretch";
    CHALLENGE: "挑战", "Challenge";
    LEVEL_REACHED: "已达到{level}", "{level} reached";

    // progress and pace
    DONE: "已完成", "Done";
    ATTAINMENT: "达成率", "Attainment";
    EXPECTED_BY_NOW: "按进度应完成", "Expected by now";
    RUN_RATE: "按当前速度预计", "At the present pace";
    NEEDED_PER_DAY: "剩余每个工作日需要", "Needed per working day left";
    WORKING_DAYS_LEFT: "剩余 {n} 个工作日", "{n} working {n|day|days} left";
    WORKING_DAYS_OF: "第 {n} 个工作日，共 {total} 个", "Working day {n} of {total}";
    AHEAD: "领先 {amount}", "{amount} ahead";
    BEHIND: "落后 {amount}", "{amount} behind";
    ON_PACE: "进度正常", "On pace";
    REACHED: "已达成", "Reached";
    NOT_STARTED: "尚未开始", "Not started";
    ENDED: "已结束", "Ended";

    // splitting
    SPLIT: "分解", "Split";
    SPLIT_TITLE: "分解目标“{name}”", "Split the goal “{name}”";
    SPLIT_TO_QUARTERS: "按季度分解", "Into quarters";
    SPLIT_TO_MONTHS: "按月分解", "Into months";
    SPLIT_TO_REPS: "按人员分解", "Among the reps";
    SPLIT_EQUAL: "平均分配", "Equal shares";
    SPLIT_LAST_YEAR: "按去年比例", "Last year's shares";
    SPLIT_LAST_YEAR_NONE: "去年没有数据，改为平均分配。", "Last year has no data; equal shares instead.";
    SPLIT_BY_HAND: "手工填写", "By hand";
    CHILDREN: "下级目标", "Parts";
    PARENT: "上级目标", "Whole";
    MISMATCH_MORE: "下级合计多 {amount}", "The parts add up to {amount} more";
    MISMATCH_LESS: "下级合计少 {amount}", "The parts add up to {amount} less";
    MATCH: "下级合计一致", "The parts add up";

    // history
    HISTORY: "变更历史", "History of changes";
    CHANGE: "{before} → {after}", "{before} → {after}";
    CHANGE_REASON: "变更原因", "Reason for the change";
    CHANGED_BY: "{who} · {date}", "{who} · {date}";
    RECORDS_BEHIND: "查看计入的记录", "Show the records that count";

    // the screen
    OVERVIEW: "年度总览", "The year at a glance";
    TREE: "目标分解", "Goals and their parts";
    SCOPE_COLUMN: "范围", "For whom";
    YEAR_BEFORE: "上一年", "The year before";
    YEAR_AFTER: "下一年", "The year after";
    SHOW_GOAL: "查看目标：{name}", "Show the goal: {name}";
    SET_GOAL: "为{name}设定目标", "Set a goal for {name}";
    UNFOLD: "展开或收起下级目标", "Show or hide the parts";
    PACE: "进度", "Pace";
    DONE_OF: "{done} / {goal}", "{done} of {goal}";
    COURSE: "进展", "Course";
    DONE_WITHIN: "当期完成", "Done in the period";
    EXPECTED: "应完成", "Expected";
    NO_DAYS: "期间内没有工作日", "No working day in the period";
    PERIOD_IS: "期间：{from} – {to}", "Period: {from} – {to}";
    DAY_IN: "其中一天", "A day within it";
    LAST_YEAR: "去年同期：{value}", "The same period last year: {value}";
    GROWTH: "比去年增长（%）", "Growth on last year (%)";
    USE_GROWTH: "按增长填入", "Fill in";
    CHANGE_GOAL: "修改目标", "Change goal";
    DELETE_GOAL: "删除目标", "Delete goal";
    BAD_VALUE: "请填写数值。", "Enter a number.";
    TAKE_OVER: "采用下级合计 {sum}", "Take over the parts' sum {sum}";
    TAKE_OVER_REASON: "采用下级合计", "Took over the sum of the parts";
    SPLIT_HOW: "分解方式", "Split";
    SPLIT_BY_WHAT: "分配办法", "By";
    SPLIT_WEEKS: "按周分解", "Into weeks";
    SPLIT_TEAMS: "按团队分解", "Among the teams";
    SPLIT_DAYS: "按工作日", "By working days";
    SPLIT_GROWTH: "去年 × 增长", "Last year × growth";
    SPLIT_NONE: "没有可以分解到的对象。", "There is nothing to split it into.";
    SPLIT_REASON_HINT: "修改已有的下级目标时必填", "Needed where parts that are there change";
    SPLIT_LEVELS: "冲刺和挑战按同样比例分解。", "Stretch and challenge are divided in the same proportions.";
    PARTS_BY: "{how}：{n} 个，合计 {sum}", "{how}: {n} {n|part|parts}, {sum} in all";
    BY_TIME: "按时间", "By time";
    BY_TEAM: "按团队", "By team";
    BY_REP: "按人员", "By rep";
    BY_OTHER: "其他", "Otherwise";
    NO_HISTORY: "没有变更。", "It has not been changed.";
    NOT_TOLD: "未注明", "Not told";

    ADDED: "已添加目标“{name}”", "Added the goal “{name}”";
    DELETED: "已删除目标“{name}”", "Deleted the goal “{name}”";
    EMPTY_TITLE: "还没有目标", "No goals yet";
    EMPTY_HINT: "从今年的销售额开始，再分解到季度、月份和人员。", "Begin with this year's revenue, then split it into quarters, months and reps.";
}
