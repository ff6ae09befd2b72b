//! What figures share on every screen: how they are computed, their tables, pictures and records.

use crate::text::Text;

/// Declares formulas: code, constant, both languages.
macro_rules! formulas {
    ($($code:literal $name:ident: $zh:literal, $en:literal;)*) => {
        words! {
            $($name: $zh, $en;)*
            HOW: "如何计算", "How this is computed";
            CHART_FAILED: "图表无法显示，表格包含同样的数据。", "The chart cannot be shown; the table has the same data.";
            SAVE_PICTURE: "下载图片", "Download picture";
            PICTURE_SAVED_INSTEAD: "浏览器不允许复制图片，已改为下载。", "The browser does not let pictures be copied; it was downloaded instead.";
            SHOW_RECORDS: "{title}：{n}，查看记录", "{title}: {n}, show the records";
            RECORDS_OF: "{title}（{n}）", "{title} ({n})";
            NO_RECORDS: "没有记录", "No records";
            WITHOUT_VALUE: "另有 {n} 条没有金额或汇率，未计入", "{n} more without an amount or rate: not counted";
            UNKNOWN_DAY: "另有 {n} 条日期未知，未计入", "{n} more with an unknown date: not counted";
            HOW_MANY: "记录列表", "List of records";
            DAYS: "{n} 天", "{n} {n|day|days}";
        }

        /// Every formula with the code of its figure.
        pub const FORMULAS: &[(&str, Text)] = &[$(($code, $name)),*];
    };
}

formulas! {
    "funnel.cohort" FUNNEL_COHORT:
        "统计期间内首次进入该阶段的商机（线索阶段统计线索）。转化率 = 推进 ÷ 进入；推进 + 输单 + 仍在 = 进入。跳过的阶段算当天进入并通过，退回不取消已通过的阶段。无效的和移到其他管道的不计入，另列数量。区间为 95% Wilson 区间。少于 5 个不显示比率。",
        "Deals that first entered the stage within the period (leads in the lead stage). Conversion = advanced ÷ entered; advanced + lost + still open = entered. A jump enters and passes the stages it skips that day; going back un-passes nothing. Invalid deals and those moved to another pipeline are not counted; their number is shown. The interval is the 95% Wilson interval. Below 5 no rate is shown.";
    "funnel.snapshot" FUNNEL_SNAPSHOT:
        "此刻在各阶段的线索和商机，与期间无关；赢单阶段为期间内赢单的商机。金额按今天的汇率（赢单按成交日的汇率）。不是转化率。",
        "Leads and deals in each stage right now, whatever the period; the won stage has the deals won within the period. Amounts at today's rate (won: at that of the closing date). Not a conversion.";
    "time.stage" TIME_STAGE:
        "期间内开始的每次停留；任何离开都算结束，仍在的按今天截止。中位数和 75% 分位用 Kaplan–Meier 估计；未达到时写“> 最长天数”。少于 5 次不显示。",
        "Every stay that began within the period; any leaving ends it, those still there are censored today. Median and 75th percentile by Kaplan–Meier; where they are not reached: “> longest days”. Not shown below 5 stays.";
    "time.lead" TIME_LEAD:
        "线索转换时间 = 线索创建日到转为商机日。“仅已转化”：期间内转化的；“到有结果的时间”：期间内创建的线索，未转化的按今天截止（Kaplan–Meier），无效的不计入。",
        "Lead conversion time = from the day a lead was created to the day it became a deal. Of those converted: converted within the period. Time to a decision: leads created within the period, open ones censored today (Kaplan–Meier), invalid ones left out.";
    "time.cycle" TIME_CYCLE:
        "销售周期 = 商机创建日到赢单日。“仅赢单”：期间内赢单的；“到有结果的时间”：期间内创建的商机，赢单或输单为结果，进行中的按今天截止（Kaplan–Meier）。",
        "Sales cycle = from the day a deal was created to the day it was won. Of those won: won within the period. Time to a decision: deals created within the period, won or lost is the event, open ones are censored today (Kaplan–Meier).";
    "time.total" TIME_TOTAL:
        "总销售时间 = 线索创建日到其商机赢单日。“到有结果的时间”：期间内创建的线索，以其商机的赢单或输单为结果，其余按今天截止。",
        "Total sales time = from the day a lead was created to the day its deal was won. Time to a decision: leads created within the period, decided by their deal, the others censored today.";
    "win_rate.period" WIN_RATE_PERIOD:
        "赢单率 = 期间内赢单 ÷（期间内赢单 + 输单），按关闭日期；无效的不计入，重新打开的算进行中。",
        "Win rate = won ÷ (won + lost), closed within the period; invalid deals count in neither, reopened ones are open.";
    "win_rate.cohort" WIN_RATE_OF_COHORT:
        "期间内创建的商机中已赢单的比例；还有进行中的商机时，这是下限。",
        "Of the deals created within the period, those won so far; a lower bound while some are open.";
    "forecast.weighted" FORECAST_WEIGHTED:
        "加权管道 = Σ 金额 × 概率，对预计在期间内（今天或以后）成交的进行中商机，按今天的汇率。已过预计成交日的另列。",
        "Weighted pipeline = Σ amount × probability over open deals expected to close within the period and not before today, at today's rate. Those past their expected close are apart.";
    "forecast.sum" FORECAST_SUM:
        "预测 = 期间内已赢单金额 + 加权管道。",
        "Forecast = amount won within the period + weighted pipeline.";
    "forecast.range" FORECAST_SPREAD:
        "区间 = 预测 ± 1.96 × √(Σ 金额² × p × (1 − p))，假定各商机相互独立；不低于已赢单金额，不高于全部赢单。",
        "Range = forecast ± 1.96 × √(Σ amount² × p × (1 − p)), if the deals are independent; never below what is won, never above winning all.";
    "probability.measured" PROBABILITY_OF_STAGE:
        "实际概率 = 期间内进入该阶段且已有结果的商机中赢单的比例；少于 20 个时历史数据不足。",
        "Measured probability = won among the decided deals that entered the stage within the period; insufficient history below 20.";
    "velocity" VELOCITY_PER_DAY:
        "销售速度（每天）= 进行中商机数 × 赢单率 × 平均赢单金额 ÷ 平均销售周期天数；后三项取期间内关闭的商机。",
        "Sales velocity per day = open deals × win rate × mean won amount ÷ mean cycle days; the last three over deals closed within the period.";
    "goal.attainment" GOAL_ATTAINMENT:
        "达成率 = 已完成 ÷ 目标。销售额按成交日和冻结的业绩归属计算。",
        "Attainment = done ÷ goal. Revenue counts by closing date and by the credit frozen on winning.";
    "goal.expected" GOAL_EXPECTED:
        "按进度应完成 = 目标 × 已过工作日 ÷ 全部工作日；今天还不算已过。",
        "Expected by now = goal × working days elapsed ÷ all working days; today is not yet elapsed.";
    "goal.run_rate" GOAL_RUN_RATE:
        "按当前速度预计 = 今天之前已完成 ÷ 已过工作日 × 全部工作日，不低于已完成的数额。",
        "At the present pace = done before today ÷ working days elapsed × all working days, but no less than what is done.";
    "goal.needed" GOAL_NEEDED:
        "剩余每个工作日需要 =（目标 − 已完成）÷ 剩余工作日（含今天），向上取整。",
        "Needed per working day left = (goal − done) ÷ working days left, today included, rounded up.";
}

/// The words of a formula by its code.
pub fn formula(code: &str) -> Option<Text> {
    FORMULAS.iter().find(|(c, _)| *c == code).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{forecast, funnel, goals, times, winrate};

    #[test]
    fn every_figure_tells_its_formula() {
        let codes = [
            funnel::Funnel::FORMULA,
            funnel::Funnel::FORMULA_SNAPSHOT,
            times::StageTime::FORMULA,
            winrate::WinRate::FORMULA,
            winrate::WinCohort::FORMULA,
            forecast::Forecast::FORMULA,
            forecast::Forecast::FORMULA_RANGE,
            forecast::Forecast::FORMULA_WEIGHTED,
            forecast::StageProbability::FORMULA,
            forecast::Velocity::FORMULA,
        ];
        let all = codes.into_iter().chain(times::ThreeTimes::FORMULAS).chain(goals::Progress::FORMULAS);
        let silent: Vec<_> = all.filter(|code| formula(code).is_none()).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }
}
