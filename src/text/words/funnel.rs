//! Funnel analysis: conversion, times, win rate, forecast, with what each figure means.

words! {
    TITLE: "漏斗分析", "Funnel";
    BY_COHORT: "按进入批次", "By entry cohort";
    BY_SNAPSHOT: "当前快照", "Snapshot";
    BY_COHORT_HINT: "期间内首次进入该阶段的商机，至今的去向。", "Deals that first entered the stage in the period, and what became of them since.";
    BY_SNAPSHOT_HINT: "此刻各阶段的商机，不是转化率。", "The deals in each stage right now; not a conversion.";
    ENTERED: "进入", "Entered";
    ADVANCED: "推进", "Advanced";
    LOST: "输单", "Lost";
    STILL_OPEN: "仍在此阶段", "Still open";
    CONVERSION: "转化率", "Conversion";
    INTERVAL: "95% 区间 {low}–{high}", "95% interval {low}–{high}";
    INTERVAL_LABEL: "95% Wilson 区间", "95% Wilson interval";
    DIRECT_ENTRIES: "其中直接进入 {n}", "of them {n} began here";
    LEFT_OUT: "未计入：{n} 个无效或移出管道的商机", "Left out: {n} {n|deal|deals} invalid or moved to another pipeline";
    UNKNOWN_DATES: "未计入：{n} 个日期未知的商机", "Left out: {n} {n|deal|deals} with an unknown date";
    BOTTLENECK: "瓶颈", "Bottleneck";
    BOTTLENECK_HINT: "转化率最低且样本足够的阶段", "The stage with the lowest conversion and enough deals";
    TIME_IN_STAGE: "阶段停留时间", "Time in stage";
    MEDIAN_DAYS: "中位数（天）", "Median (days)";
    P75_DAYS: "75% 分位（天）", "75th percentile (days)";
    MORE_THAN_DAYS: "> {n} 天", "> {n} {n|day|days}";
    NORMAL_DAYS: "正常 {n} 天", "Normally {n} {n|day|days}";
    TABLE_CAPTION: "{pipeline}，{period}", "{pipeline}, {period}";
    SHOW_DEALS: "查看{stage}的商机", "Show the deals of {stage}";

    // the three times
    LEAD_TIME: "线索转换时间", "Lead conversion time";
    LEAD_TIME_HINT: "线索创建 → 转为商机", "Lead created → becomes a deal";
    SALES_CYCLE: "销售周期持续时间", "Sales cycle";
    SALES_CYCLE_HINT: "商机创建 → 赢单", "Deal created → won";
    TOTAL_TIME: "总销售时间", "Total sales time";
    TOTAL_TIME_HINT: "线索创建 → 赢单", "Lead created → won";
    OF_THOSE_WON: "仅赢单", "Of those won";
    OF_THOSE_CONVERTED: "仅已转化", "Of those converted";
    TO_DECISION: "到有结果的时间", "Time to a decision";
    TO_DECISION_HINT: "Kaplan–Meier 估计：赢单或输单为事件，进行中的按今天截止。", "Kaplan–Meier: won or lost is the event, open deals are censored today.";
    REP_AGAINST_TEAM: "个人与团队", "Rep against team";

    // other figures
    WIN_RATE: "赢单率", "Win rate";
    WIN_RATE_HINT: "期间内关闭：赢单 ÷（赢单 + 输单）", "Closed in the period: won ÷ (won + lost)";
    WIN_RATE_COHORT: "批次赢单率", "Win rate of the cohort";
    FORECAST: "销售预测", "Forecast";
    FORECAST_HINT: "已赢单 + 期间内应成交商机的金额 × 概率", "Won + amount × probability of the open deals due in the period";
    FORECAST_RANGE: "假定各商机相互独立", "If the deals are independent";
    WEIGHTED_PIPELINE: "加权管道", "Weighted pipeline";
    OVERDUE_APART: "预计成交日已过：{sum}", "Past their expected close: {sum}";
    VELOCITY: "销售速度", "Sales velocity";
    VELOCITY_HINT: "进行中商机数 × 赢单率 × 平均赢单金额 ÷ 销售周期天数", "Open deals × win rate × mean won amount ÷ cycle days";
    PROBABILITY_SET: "设定概率", "Set probability";
    PROBABILITY_MEASURED: "实际概率", "Measured probability";
    LITTLE_HISTORY: "历史数据不足", "Insufficient history";
    LOST_REASONS: "输单原因", "Lost reasons";
    TREND: "月度趋势", "Trend by month";

    // periods
    THIS_MONTH: "本月", "This month";
    LAST_MONTH: "上月", "Last month";
    THIS_QUARTER: "本季度", "This quarter";
    LAST_QUARTER: "上季度", "Last quarter";
    THIS_YEAR: "今年", "This year";
    LAST_YEAR: "去年", "Last year";
    LAST_12_MONTHS: "最近 12 个月", "Last 12 months";
    WHOLE_TIME: "全部时间", "All time";
    OWN_PERIOD: "自定义期间", "Other period";
    VIEW: "漏斗口径", "Kind of funnel";
    BEGAN_HERE: "直接进入", "Began here";
    NOW_HERE: "当前数量", "Here now";
    LEFT_OUT_SHORT: "未计入", "Left out";
    LEFT_INVALID: "无效 {n}", "invalid {n}";
    LEFT_MOVED: "移出 {n}", "moved {n}";
    LEFT_UNKNOWN: "日期未知 {n}", "no date {n}";
    LEFT_AMOUNTS: "{n} 个没有金额或汇率", "{n} without amount or rate";
    STAYS: "停留次数", "Stays";
    NORMAL: "正常天数", "Normal days";
    THREE_TIMES: "三个时间指标", "The three times";
    FIGURE: "指标", "Figure";
    MEAN_DAYS: "平均（天）", "Mean (days)";
    DECIDED_MEDIAN: "到有结果：中位数", "To a decision: median";
    DECIDED_P75: "到有结果：75% 分位", "To a decision: 75th percentile";
    DECIDED_N: "到有结果：n", "To a decision: n";
    SLOWER: "慢于团队中位数的赢单", "Won deals slower than the team's median";
    WHOLE_TEAM: "全体", "Everybody";
    NOBODY: "无负责人", "Nobody";
    WON_DECIDED: "赢单 {won} · 输单 {lost}", "{won} won · {lost} lost";
    WON_IN_PERIOD: "期间内赢单", "Won in the period";
    DUE_IN_PERIOD: "期间内应成交", "Due in the period";
    NO_CLOSE_DATE: "没有预计成交日", "Without an expected close";
    PER_DAY: "{sum}/天", "{sum} a day";
    LEVER_OPEN: "进行中商机", "Open deals";
    LEVER_AMOUNT: "平均赢单金额", "Mean won amount";
    LEVER_CYCLE: "平均周期", "Mean cycle";
    MONTH: "月份", "Month";
    REASON: "原因", "Reason";
    NO_REASON: "未填写原因", "No reason given";
    STAGE_PROBABILITY: "阶段概率", "Stage probability";
    EMPTY: "这个期间没有商机进入管道。", "No deal entered the pipeline in this period.";
}
