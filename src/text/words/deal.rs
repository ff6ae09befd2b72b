//! Deals: drawer, winning and losing, timeline, next step, lines.

words! {
    TITLE: "商机", "Deal";
    NEW: "新建商机", "New deal";
    SECTION_MAIN: "基本信息", "Basics";
    SECTION_LINES: "产品明细", "Deal lines";
    SECTION_OUTCOME: "结果", "Outcome";
    TIMELINE: "动态", "Timeline";
    TIMELINE_EMPTY: "还没有动态。", "Nothing has happened yet.";
    TIMELINE_ALL: "全部动态", "Everything";
    TIMELINE_ACTIVITIES: "跟进记录", "Activities";
    TIMELINE_MOVES: "阶段变化", "Moves";
    TIMELINE_CHANGES: "修改记录", "Changes";
    MOVE: "{from} → {to}", "{from} → {to}";
    CREATED: "创建商机", "Deal created";
    CREATED_FROM_LEAD: "由线索“{name}”转化", "Converted from the lead “{name}”";
    FIELD_CHANGED: "{field}：{before} → {after}", "{field}: {before} → {after}";
    EXPECTED: "预计 {date}", "Expected {date}";
    CLOSED_ON: "{date} 成交", "Closed {date}";
    STEPS_LABEL: "第 {n} 阶段，共 {total} 个阶段：{stage}", "Stage {n} of {total}: {stage}";

    // next step, activities, tasks
    NEXT_STEP: "下一步", "Next step";
    ADD_NEXT_STEP: "添加下一步", "Add next step";
    NO_NEXT_STEP: "没有下一步", "No next step";
    ASK_NEXT_STEP: "已完成。下一步是什么？", "Done. What is the next step?";
    NO_MORE_STEPS: "暂时没有", "None for now";
    ADD_ACTIVITY: "添加跟进", "Add activity";
    ADD_TASK: "添加任务", "Add task";
    COMPLETE_TASK: "完成任务", "Complete task";
    TASK_DONE: "任务“{name}”已完成", "Task “{name}” is done";
    COMPLETE_TITLE: "完成：{name}", "Complete: {name}";
    WHAT_CAME_OF_IT: "结果如何？", "What came of it?";
    ASK_NEXT: "下一步是什么？", "What is the next step?";
    LEAD_CAME: "收到线索", "Lead received";
    CUSTOMER_CAME: "添加客户", "Customer added";
    LEAD_GIVEN_UP: "线索标为无效", "Lead marked invalid";
    LEAD_WAS_CONVERTED: "线索转化为商机", "Lead converted";
    TOOK_UP_AGAIN: "重新打开，回到{stage}", "Reopened, back to {stage}";
    MINUTES_OF: "{kind} {minutes}", "{kind}, {minutes}";
    SATISFACTION_OF: "满意度 {n}/5", "Satisfaction {n} of 5";
    OTHER_TASKS: "其他任务", "Other tasks";
    EDIT_FIELD: "修改{field}", "Edit {field}";
    ADD_COMPETITOR: "添加竞争对手", "Add competitor";
    ADD_TAG: "添加标签", "Add tag";
    REMOVE_CHIP: "移除“{name}”", "Remove “{name}”";
    REMOVE_LINE: "移除产品“{name}”", "Remove the line “{name}”";
    NO_SUCH_CUSTOMER: "没有名为“{name}”的客户。", "There is no customer called “{name}”.";
    NO_LINES: "还没有产品明细。", "No lines yet.";
    ACTIONS_FOR: "“{name}”的操作", "Actions for “{name}”";
    LOG_CALL: "记录电话", "Log a call";
    LOG_VISIT: "记录拜访", "Log a visit";

    // outcome
    WIN_TITLE: "赢单：{name}", "Win: {name}";
    WIN_HINT: "确认成交金额和日期。", "Confirm the amount and the date.";
    LOSE_TITLE: "输单：{name}", "Lose: {name}";
    LOSE_HINT: "原因帮助团队改进，请选择最主要的一个。", "The reason helps the team to improve: choose the main one.";
    INVALID_TITLE: "标为无效：{name}", "Mark invalid: {name}";
    INVALID_HINT: "重复、误录或从来不是商机的记录。无效商机不计入任何统计。", "A duplicate, a mistake, or never a deal. Invalid deals count in no figure.";
    CONFIRM_WIN: "确认赢单", "Mark as won";
    CONFIRM_LOSE: "确认输单", "Mark as lost";
    CONFIRM_INVALID: "确认无效", "Mark as invalid";
    LOST_REASON: "输单原因", "Reason";
    LOST_TO: "输给", "Lost to";
    CLOSE_DATE: "日期", "Date";
    CLOSE_NOTE: "备注", "Note";
    REOPEN_HINT: "商机回到“{stage}”，结果被清除，历史保留。", "The deal goes back to “{stage}”; the outcome is cleared, the history stays.";
    CREDIT: "业绩归属", "Credit";
    CREDIT_SHARE: "{name} {percent}", "{name} {percent}";

    // lines
    ADD_LINE: "添加产品", "Add line";
    LINES_TOTAL: "明细合计", "Total of lines";
    AMOUNT_FROM_LINES: "按明细自动计算", "Filled from the lines";
    AMOUNT_TYPED: "手工填写，与明细合计相差 {difference}", "Typed by hand, {difference} from the lines' total";
    USE_LINES_TOTAL: "改用明细合计", "Use the lines' total";
    PROBABILITY_OF_STAGE: "按阶段：{percent}", "From the stage: {percent}";
    PROBABILITY_OWN: "手工设定", "Set by hand";

    N_DEALS: "{n} 个商机", "{n} {n|deal|deals}";
    DELETED: "已删除商机“{name}”", "Deleted the deal “{name}”";
    ADDED: "已添加商机“{name}”", "Added the deal “{name}”";
}
