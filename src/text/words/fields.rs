//! Names of the fields, by table key and field key. A field that means the same in every table is declared once under
//! the table key `""`; a table's own declaration goes before it. Some are not stored but computed, as columns of a table.

use crate::text::Text;

/// Declares fields per table and makes them findable by their keys.
macro_rules! fields {
    ($($table:literal { $($key:literal $name:ident: $zh:literal, $en:literal;)* })*) => {
        words! { $($($name: $zh, $en;)*)* }

        /// Every field: table key (`""`: any table), field key, name.
        pub const FIELDS: &[(&str, &str, Text)] = &[$($(($table, $key, $name),)*)*];
    };
}

fields! {
    "" {
        "id" ID: "编号", "ID";
        "deleted" DELETED: "已删除", "Deleted";
        "merged_into" MERGED_INTO: "已合并到", "Merged into";
        "external" EXTERNAL: "外部编号", "External IDs";
        "distinct" DISTINCT: "不是同一个", "Not the same as";
        "own" OWN: "自定义字段", "Own fields";
        "name" NAME: "名称", "Name";
        "zh" ZH: "中文名称", "Chinese name";
        "en" EN: "英文名称", "English name";
        "title" TITLE: "标题", "Title";
        "note" NOTE: "备注", "Note";
        "tags" TAGS: "标签", "Tags";
        "owner" OWNER: "负责人", "Owner";
        "rep" REP: "销售顾问", "Rep";
        "team" TEAM: "团队", "Team";
        "customer" CUSTOMER: "客户", "Customer";
        "contact" CONTACT: "联系人", "Contact";
        "lead" LEAD: "线索", "Lead";
        "deal" DEAL: "商机", "Deal";
        "product" PRODUCT: "产品", "Product";
        "pipeline" PIPELINE: "管道", "Pipeline";
        "stage" STAGE: "阶段", "Stage";
        "goal" GOAL: "目标", "Goal";
        "about" ABOUT: "关于", "About";
        "at" AT: "时间", "When";
        "by" BY: "操作人", "By";
        "date" DATE: "日期", "Date";
        "from" FROM: "从", "From";
        "to" TO: "至", "To";
        "created" CREATED: "创建日期", "Created";
        "archived" ARCHIVED: "已归档", "Archived";
        "order" ORDER: "顺序", "Order";
        "phone" PHONE: "电话", "Phone";
        "email" EMAIL: "邮箱", "Email";
        "wechat" WECHAT: "微信", "WeChat";
        "website" WEBSITE: "网站", "Website";
        "address" ADDRESS: "地址", "Address";
        "birthday" BIRTHDAY: "生日", "Birthday";
        "region" REGION: "区域", "Region";
        "source" SOURCE: "来源", "Source";
        "channel" CHANNEL: "渠道", "Channel";
        "industry" INDUSTRY: "行业", "Industry";
        "group" GROUP: "客户群", "Customer group";
        "tier" TIER: "客户等级", "Tier";
        "minutes" MINUTES: "时长（分钟）", "Duration (minutes)";
        "where" WHERE: "地点", "Place";
        "reason" REASON: "原因", "Reason";
        "competitor" COMPETITOR: "竞争对手", "Competitor";
        "probability" PROBABILITY: "成交概率", "Probability";
        "amount" AMOUNT: "金额", "Amount";
        "currency" CURRENCY: "货币", "Currency";
        "quantity" QUANTITY: "数量", "Quantity";
        "price" PRICE: "单价", "Price";
    }
    "settings" {
        "name" SETTINGS_NAME: "工作区名称", "Workspace name";
        "currency" SETTINGS_CURRENCY: "本位货币", "Base currency";
        "fiscal_start" SETTINGS_FISCAL_START: "财年起始月", "Fiscal year begins in";
        "week" SETTINGS_WEEK: "工作日", "Working days";
        "calendar" SETTINGS_CALENDAR: "节假日与调休", "Holidays and working weekends";
        "rules" SETTINGS_RULES: "录入规范", "Entry rules";
        "purpose" SETTINGS_PURPOSE: "用途", "Purpose";
        "today" SETTINGS_TODAY: "练习日期", "Exercise date";
    }
    "own_field" {
        "table" OWN_FIELD_TABLE: "用于", "For";
        "holds" OWN_FIELD_HOLDS: "类型", "Kind";
        "options" OWN_FIELD_OPTIONS: "选项", "Choices";
    }
    "list_entry" {
        "list" LIST_ENTRY_LIST: "列表", "List";
    }
    "rate" {
        "currency" RATE_CURRENCY: "货币", "Currency";
        "date" RATE_DATE: "生效日期", "Valid from";
        "rate" RATE_RATE: "汇率", "Rate";
    }
    "team" {
        "name" TEAM_NAME: "团队名称", "Team name";
        "parent" TEAM_PARENT: "上级团队", "Parent team";
        "leader" TEAM_LEADER: "团队负责人", "Leader";
    }
    "rep" {
        "name" REP_NAME: "姓名", "Name";
        "level" REP_LEVEL: "级别", "Level";
        "joined" REP_JOINED: "入职日期", "Joined";
        "left" REP_LEFT: "离职日期", "Left";
    }
    "product" {
        "name" PRODUCT_NAME: "产品名称", "Product name";
        "code" PRODUCT_CODE: "产品编码", "Product code";
        "unit" PRODUCT_UNIT: "单位", "Unit";
        "price" PRODUCT_PRICE: "标准单价", "List price";
    }
    "stage" {
        "phase" STAGE_PHASE: "阶段类型", "Stage kind";
        "normal_days" STAGE_NORMAL_DAYS: "正常天数", "Normal days";
        "must" STAGE_MUST: "离开前必须填写", "To be filled before leaving";
        "meaning_zh" STAGE_MEANING_ZH: "阶段含义（中文）", "Meaning (Chinese)";
        "meaning_en" STAGE_MEANING_EN: "阶段含义（英文）", "Meaning (English)";
    }
    "customer" {
        "name" CUSTOMER_NAME: "客户名称", "Name";
        "sort" CUSTOMER_SORT: "客户类型", "Sort";
        "class" CUSTOMER_CLASS: "客户类别", "Class";
        "life" CUSTOMER_LIFE: "生命周期", "Life cycle";
        "created" CUSTOMER_CREATED: "添加日期", "Added";
        "anniversary" CUSTOMER_ANNIVERSARY: "纪念日", "Anniversary";
        "referred_by" CUSTOMER_REFERRED_BY: "转介绍人", "Referred by";
        "needs" CUSTOMER_NEEDS: "需求", "Needs";
        "preferences" CUSTOMER_PREFERENCES: "偏好", "Preferences";
        "won_total" CUSTOMER_WON_TOTAL: "累计成交", "Won in total";
        "open_total" CUSTOMER_OPEN_TOTAL: "进行中金额", "Open amount";
        "last_activity" CUSTOMER_LAST_ACTIVITY: "最近联系", "Last contact";
    }
    "contact" {
        "name" CONTACT_NAME: "姓名", "Name";
        "title" CONTACT_TITLE: "职位", "Position";
        "role" CONTACT_ROLE: "决策角色", "Role in the decision";
    }
    "lead" {
        "name" LEAD_NAME: "姓名或公司", "Name or company";
        "interest" LEAD_INTEREST: "意向", "Interest";
        "created" LEAD_CREATED: "收到日期", "Received";
        "status" LEAD_STATUS: "状态", "Status";
        "closed" LEAD_CLOSED: "转化或关闭日期", "Converted or closed";
    }
    "deal" {
        "name" DEAL_NAME: "商机名称", "Deal name";
        "place" DEAL_PLACE: "位置", "Place on the board";
        "amount_typed" DEAL_AMOUNT_TYPED: "手工填写金额", "Amount typed by hand";
        "expected_close" DEAL_EXPECTED_CLOSE: "预计成交日", "Expected close";
        "competitors" DEAL_COMPETITORS: "竞争对手", "Competitors";
        "outcome" DEAL_OUTCOME: "结果", "Outcome";
        "credit" DEAL_CREDIT: "业绩归属", "Credit";
        "next_step" DEAL_NEXT_STEP: "下一步", "Next step";
        "days_in_stage" DEAL_DAYS_IN_STAGE: "在此阶段天数", "Days in stage";
        "weighted" DEAL_WEIGHTED: "加权金额", "Weighted amount";
        "closed" DEAL_CLOSED: "关闭日期", "Closed";
        "lost_reason" DEAL_LOST_REASON: "输单原因", "Lost reason";
        "lost_to" DEAL_LOST_TO: "输给", "Lost to";
        "outcome_note" DEAL_OUTCOME_NOTE: "结果说明", "Outcome note";
        "status" DEAL_STATUS: "状态", "Status";
    }
    "deal_line" {
        "total" DEAL_LINE_TOTAL: "小计", "Total";
    }
    "stage_change" {
        "at" STAGE_CHANGE_AT: "日期", "Date";
        "from" STAGE_CHANGE_FROM: "原阶段", "From stage";
        "to" STAGE_CHANGE_TO: "新阶段", "To stage";
        "state" STAGE_CHANGE_STATE: "状态", "State";
    }
    "activity" {
        "kind" ACTIVITY_KIND: "跟进方式", "Kind";
        "note" ACTIVITY_NOTE: "内容", "Note";
        "satisfaction" ACTIVITY_SATISFACTION: "满意度", "Satisfaction";
    }
    "task" {
        "title" TASK_TITLE: "任务", "Task";
        "kind" TASK_KIND: "方式", "Kind";
        "due" TASK_DUE: "到期日", "Due";
        "priority" TASK_PRIORITY: "优先级", "Priority";
        "done" TASK_DONE: "完成日期", "Done";
        "result" TASK_RESULT: "结果", "Result";
    }
    "goal" {
        "parent" GOAL_PARENT: "上级目标", "Part of";
        "measure" GOAL_MEASURE: "指标", "Measure";
        "from" GOAL_FROM: "开始日期", "From";
        "to" GOAL_TO: "结束日期", "To";
        "base" GOAL_BASE: "目标", "Base";
        "stretch" GOAL_STRETCH: "冲刺", "Stretch";
        "challenge" GOAL_CHALLENGE: "挑战", "Challenge";
    }
    "goal_change" {
        "by" GOAL_CHANGE_BY: "变更人", "Changed by";
        "reason" GOAL_CHANGE_REASON: "变更原因", "Reason";
        "base_before" GOAL_CHANGE_BASE_BEFORE: "原目标", "Base before";
        "base_after" GOAL_CHANGE_BASE_AFTER: "新目标", "Base after";
        "stretch_before" GOAL_CHANGE_STRETCH_BEFORE: "原冲刺", "Stretch before";
        "stretch_after" GOAL_CHANGE_STRETCH_AFTER: "新冲刺", "Stretch after";
        "challenge_before" GOAL_CHANGE_CHALLENGE_BEFORE: "原挑战", "Challenge before";
        "challenge_after" GOAL_CHANGE_CHALLENGE_AFTER: "新挑战", "Challenge after";
    }
}

/// The name of a field by its table key and field key (both snake_case): the table's own, else the one that all tables
/// share; `None` if neither is declared.
pub fn field_label(table_key: &str, field_key: &str) -> Option<Text> {
    let find = |table: &str| FIELDS.iter().find(|(t, f, _)| *t == table && *f == field_key).map(|(_, _, text)| *text);
    find(table_key).or_else(|| find(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_tables_own_name_goes_before_the_shared_one() {
        let zh = |table, field| field_label(table, field).map(|text| text.in_(Lang::Zh));
        assert_eq!(zh("customer", "name"), Some("客户名称"));
        assert_eq!(zh("contact", "name"), Some("姓名"));
        assert_eq!(zh("nowhere", "name"), Some("名称"));
        assert_eq!(zh("deal", "owner"), Some("负责人"));
        assert_eq!(zh("", "expected_close"), None);
        assert_eq!(zh("deal", "no_such_field"), None);
    }

    #[test]
    fn no_field_is_declared_twice() {
        let mut keys: Vec<_> = FIELDS.iter().map(|(table, field, _)| (table, field)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), FIELDS.len());
    }
}
