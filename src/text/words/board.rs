//! The pipeline board: columns, cards, moves, filters.

words! {
    TITLE: "管道", "Pipeline";
    PIPELINE_IS: "选择管道：{name}", "Choose pipeline: {name}";
    IN_PROGRESS: "进行中", "In progress";
    WEIGHTED: "加权", "Weighted";
    DUE_THIS_MONTH: "本月应成交", "Due this month";
    WON_THIS_MONTH: "本月赢单", "Won this month";
    COLUMN_PERIOD: "{stage} · 本月", "{stage} · this month";
    COLUMN_WEIGHTED: "加权 {sum}", "Weighted {sum}";
    COLUMN_DEALS: "{n} 个商机", "{n} {n|deal|deals}";
    COLUMN_LEADS: "{n} 条线索", "{n} {n|lead|leads}";
    COLUMN_LABEL: "{stage}：{n} 个商机，{sum}", "{stage}: {n} {n|deal|deals}, {sum}";
    COLUMN_LABEL_LEADS: "{stage}：{n} 条线索", "{stage}: {n} {n|lead|leads}";
    COLUMN_THIS_WEEK: "本周 +{n}", "+{n} this week";
    COLUMN_EMPTY: "把商机拖到这里", "Drag deals here";
    PROBABILITY: "成交概率 {percent}", "Probability {percent}";
    OTHER_CURRENCIES: "另有其他货币：{sums}", "Plus other currencies: {sums}";
    NO_RATE: "{n} 个商机没有汇率，未计入", "{n} {n|deal|deals} without an exchange rate, not counted";

    // cards
    NO_NEXT_STEP: "没有下一步", "No next step";
    LATE_STEP: "逾期 {n} 天：{what}", "{n} {n|day|days} late: {what}";
    STEP: "{when} {what}", "{when} {what}";
    ROTTING: "停滞 {n} 天", "Idle {n} {n|day|days}";
    DAYS_IN_STAGE: "{n} 天", "{n} {n|day|days}";
    DAYS_IN_STAGE_LABEL: "在此阶段 {n} 天", "{n} {n|day|days} in this stage";
    NO_AMOUNT: "未填金额", "No amount";
    CARD_ROLE: "卡片", "card";
    THIS_MONTH: "本月", "this month";
    CARD_MENU: "“{name}”的操作", "Actions for “{name}”";

    // moves
    DROP_WIN: "拖到这里：赢单", "Drop here: won";
    DROP_LOSE: "拖到这里：输单", "Drop here: lost";
    DROP_INVALID: "拖到这里：无效", "Drop here: invalid";
    MOVED: "“{name}”已移动到{stage}", "Moved “{name}” to {stage}";
    MOVED_WON: "“{name}”已赢单", "“{name}” is won";
    MOVED_LOST: "“{name}”已输单", "“{name}” is lost";
    MOVED_INVALID: "“{name}”已标为无效", "“{name}” is marked invalid";
    REOPENED: "“{name}”已重新打开", "“{name}” is open again";
    MOVE_TITLE: "移动“{name}”", "Move “{name}”";
    MOVE_TO_PIPELINE: "移动到其他管道…", "Move to another pipeline…";
    PICKED_UP: "已拿起“{name}”。用方向键选择位置，回车放下，Esc 取消。", "Picked up “{name}”. Arrow keys choose the place, Enter drops, Escape cancels.";
    OVER_COLUMN: "{stage}，第 {place} 位，共 {n} 位", "{stage}, place {place} of {n}";
    DROPPED: "已放到{stage}，第 {place} 位，共 {n} 位", "Dropped in {stage}, place {place} of {n}";
    DROP_CANCELLED: "已取消，“{name}”回到原位", "Cancelled, “{name}” is back in its place";
    NEEDED_FIRST: "移动前请先填写：", "Please fill in first:";
    DROP_AT: "放到这里", "Drop here";
    NEEDED_TO_LEAVE: "离开“{stage}”前请填写：", "To leave “{stage}”, please fill in:";

    // filters
    FILTER_OWNER: "负责人", "Owner";
    FILTER_OWNER_IS: "负责人：{name}", "Owner: {name}";
    FILTER_REGION: "区域", "Region";
    FILTER_TIER: "客户等级", "Tier";
    FILTER_PRODUCT: "产品", "Product";
    FILTER_TEXT: "搜索商机", "Search deals";
    FILTER_NO_NEXT: "无下一步", "No next step";
    FILTER_OVERDUE: "已逾期", "Overdue";
    FILTER_ROTTING: "停滞", "Idle";
    FILTERED: "筛选后 {n} / {total}", "{n} of {total} after filters";

    // quick add
    QUICK_ADD: "添加商机", "Add deal";
    QUICK_ADD_LEAD: "添加线索", "Add lead";
    QUICK_ADD_TO: "在{stage}中添加商机", "Add deal in {stage}";
    QUICK_ADD_LEAD_TO: "在{stage}中添加线索", "Add lead in {stage}";
    QUICK_NAME: "商机名称", "Deal name";
    QUICK_CUSTOMER: "客户", "Customer";
    QUICK_AMOUNT: "金额", "Amount";
    QUICK_LEAD_NAME: "线索名称", "Lead name";
    QUICK_ADD_HINT: "名称 客户 金额，例如：智能仓储 苏州恒越 86万", "Name, customer, amount, such as: Warehouse, Acme Ltd, 86k";
    EMPTY_TITLE: "管道里还没有商机", "No deals in this pipeline yet";
    EMPTY_HINT: "按 N 或点击“添加商机”，写下第一个。", "Press N or “Add deal” and write down the first.";
    EMPTY_FILTERED: "没有商机符合筛选条件。", "No deal matches the filters.";
}
