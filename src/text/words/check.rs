//! Checking the data and putting them right.

words! {
    TITLE: "检查与修复", "Check and repair";
    HINT: "检查引用、必填项、排列顺序、阶段历史、金额、业绩比例和设置是否前后一致。合并、替换和恢复之后会自动检查。", "Looks whether references, required fields, orders, stage histories, amounts, credit and settings agree with each other. Done by itself after merging, replacing and restoring.";
    RUN: "检查数据", "Check the data";
    AGAIN: "重新检查", "Check again";
    CHECKING: "正在检查…", "Checking…";
    SOUND: "检查了 {n} 条记录，没有发现问题。", "{n} {n|record|records} checked: nothing is wrong.";
    WHAT: "检查内容：引用、必填项、字段内容、排列顺序、阶段历史与位置、结果、金额与产品明细、业绩比例、管道的赢单阶段、已转化的线索、目标日期、上下级关系、设置。", "Checked: references, required fields, contents of fields, orders, stage histories and places, outcomes, amounts and deal lines, credit, won stages of pipelines, converted leads, dates of goals, parts and wholes, settings.";
    FOUND: "检查发现 {n} 个问题", "{n} {n|finding|findings}";
    FOUND_LEAD: "数据检查发现 {n} 个问题，去看看", "Checking the data: {n} {n|finding|findings}. Show";
    CAN_REPAIR: "可修复 {n}", "{n} can be repaired";
    REPAIR: "修复 {n} 个有唯一答案的问题", "Repair {n|the one|all {n}} with one right answer";
    REST: "其余 {n} 个需要您来决定，会一直列在这里。", "{n} {n|is|are} for you to decide and {n|stays|stay} listed.";
    LINE: "{record}（{field}）", "{record} ({field})";
    NAMES: "{line} → {other}", "{line} → {other}";
}
