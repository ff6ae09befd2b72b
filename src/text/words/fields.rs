//! Names of the fields, by table key and field key. A field that means the same in every table is declared once under
//! the table key `""`; a table's own declaration goes before it.

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
        "name" NAME: "名称", "Name";
        "name_zh" NAME_ZH: "中文名称", "Chinese name";
        "name_en" NAME_EN: "英文名称", "English name";
        "key" KEY: "键", "Key";
        "title" TITLE: "标题", "Title";
        "note" NOTE: "备注", "Note";
        "notes" NOTES: "备注", "Notes";
        "owner" OWNER: "负责人", "Owner";
        "rep" REP: "销售顾问", "Rep";
        "team" TEAM: "团队", "Team";
        "customer" CUSTOMER: "客户", "Customer";
        "contact" CONTACT: "联系人", "Contact";
        "lead" LEAD: "线索", "Lead";
        "deal" DEAL: "商机", "Deal";
        "product" PRODUCT: "产品", "Product";
        "products" PRODUCTS: "产品", "Products";
        "pipeline" PIPELINE: "管道", "Pipeline";
        "stage" STAGE: "阶段", "Stage";
        "goal" GOAL: "目标", "Goal";
        "list" LIST: "列表", "List";
        "kind" KIND: "类型", "Kind";
        "status" STATUS: "状态", "Status";
        "date" DATE: "日期", "Date";
        "time" TIME: "时间", "Time";
        "from" FROM: "从", "From";
        "to" TO: "至", "To";
        "created" CREATED: "创建日期", "Created";
        "created_on" CREATED_ON: "创建日期", "Created";
        "created_date" CREATED_DATE: "创建日期", "Created";
        "archived" ARCHIVED: "已归档", "Archived";
        "deleted" DELETED: "已删除", "Deleted";
        "order" ORDER: "顺序", "Order";
        "tags" TAGS: "标签", "Tags";
        "phone" PHONE: "电话", "Phone";
        "mobile" MOBILE: "手机", "Mobile";
        "email" EMAIL: "邮箱", "Email";
        "wechat" WECHAT: "微信", "WeChat";
        "website" WEBSITE: "网站", "Website";
        "address" ADDRESS: "地址", "Address";
        "city" CITY: "城市", "City";
        "region" REGION: "区域", "Region";
        "source" SOURCE: "来源", "Source";
        "channel" CHANNEL: "渠道", "Channel";
        "industry" INDUSTRY: "行业", "Industry";
        "tier" TIER: "客户等级", "Tier";
        "group" GROUP: "客户群", "Customer group";
        "customer_group" CUSTOMER_GROUP: "客户群", "Customer group";
        "company" COMPANY: "公司", "Company";
        "department" DEPARTMENT: "部门", "Department";
        "position" POSITION: "职位", "Position";
        "job_title" JOB_TITLE: "职位", "Job title";
        "birthday" BIRTHDAY: "生日", "Birthday";
        "priority" PRIORITY: "优先级", "Priority";
        "due" DUE: "到期日", "Due";
        "due_time" DUE_TIME: "到期时间", "Due time";
        "done" DONE: "已完成", "Done";
        "done_on" DONE_ON: "完成日期", "Done on";
        "about" ABOUT: "关于", "About";
        "amount" AMOUNT: "金额", "Amount";
        "currency" CURRENCY: "货币", "Currency";
        "quantity" QUANTITY: "数量", "Quantity";
        "price" PRICE: "单价", "Price";
        "unit" UNIT: "单位", "Unit";
        "units" UNITS: "销售量", "Units";
        "probability" PROBABILITY: "成交概率", "Probability";
        "measure" MEASURE: "指标", "Measure";
        "parent" PARENT: "上级", "Parent";
        "reason" REASON: "原因", "Reason";
        "place" PLACE: "位置", "Place";
        "outcome" OUTCOME: "结果", "Outcome";
        "competitor" COMPETITOR: "竞争对手", "Competitor";
        "competitors" COMPETITORS: "竞争对手", "Competitors";
        "external_ids" EXTERNAL_IDS: "外部编号", "External IDs";
        "merged_into" MERGED_INTO: "已合并到", "Merged into";
        "custom" CUSTOM: "自定义字段", "Own fields";
        "level" LEVEL: "级别", "Level";
        "active" ACTIVE: "在职", "Active";
        "color" COLOR: "颜色", "Colour";
    }
    "settings" {
        "name" SETTINGS_NAME: "工作区名称", "Workspace name";
        "currency" SETTINGS_CURRENCY: "本位货币", "Base currency";
        "fiscal_year_start" FISCAL_YEAR_START: "财年起始月", "Fiscal year begins in";
        "fiscal_month" FISCAL_MONTH: "财年起始月", "Fiscal year begins in";
        "week_start" WEEK_START: "每周第一天", "Week begins on";
        "working_days" WORKING_DAYS: "工作日", "Working days";
        "holidays" HOLIDAYS: "节假日", "Holidays";
        "working_weekends" WORKING_WEEKENDS: "调休上班日", "Working weekends";
        "rules" RULES: "录入规范", "Entry rules";
        "today" FIXED_TODAY: "练习日期", "Exercise date";
    }
    "rep" {
        "name" REP_NAME: "姓名", "Name";
        "level" REP_LEVEL: "级别", "Level";
        "joined" REP_JOINED: "入职日期", "Joined";
        "left" REP_LEFT: "离职日期", "Left";
        "role" REP_ROLE: "角色", "Role";
        "regions" REP_REGIONS: "负责区域", "Regions";
    }
    "team" {
        "name" TEAM_NAME: "团队名称", "Team name";
        "parent" TEAM_PARENT: "上级团队", "Parent team";
        "manager" TEAM_MANAGER: "团队负责人", "Manager";
    }
    "customer" {
        "name" CUSTOMER_NAME: "客户名称", "Name";
        "short_name" CUSTOMER_SHORT_NAME: "简称", "Short name";
        "class" CUSTOMER_CLASS: "客户类别", "Class";
        "key" CUSTOMER_KEY: "重点客户", "Key customer";
        "key_account" CUSTOMER_KEY_ACCOUNT: "重点客户", "Key customer";
        "vip" CUSTOMER_VIP: "重点客户", "Key customer";
        "life_cycle" CUSTOMER_LIFE_CYCLE: "生命周期", "Life cycle";
        "lifecycle" CUSTOMER_LIFECYCLE: "生命周期", "Life cycle";
        "added" CUSTOMER_ADDED: "添加日期", "Added";
        "added_on" CUSTOMER_ADDED_ON: "添加日期", "Added";
        "size" CUSTOMER_SIZE: "规模", "Size";
        "anniversary" CUSTOMER_ANNIVERSARY: "纪念日", "Anniversary";
        "referred_by" CUSTOMER_REFERRED_BY: "转介绍人", "Referred by";
        "needs" CUSTOMER_NEEDS: "需求", "Needs";
        "preferences" CUSTOMER_PREFERENCES: "偏好", "Preferences";
        "tax_id" CUSTOMER_TAX_ID: "统一社会信用代码", "Tax ID";
    }
    "contact" {
        "name" CONTACT_NAME: "姓名", "Name";
        "primary" CONTACT_PRIMARY: "主要联系人", "Main contact";
        "role" CONTACT_ROLE: "决策角色", "Role in the decision";
        "gender" CONTACT_GENDER: "称谓", "Form of address";
    }
    "lead" {
        "name" LEAD_NAME: "姓名或公司", "Name or company";
        "person" LEAD_PERSON: "联系人", "Person";
        "contact_name" LEAD_CONTACT_NAME: "联系人", "Person";
        "interest" LEAD_INTEREST: "意向", "Interest";
        "received" LEAD_RECEIVED: "收到日期", "Received";
        "converted" LEAD_CONVERTED: "转化日期", "Converted";
        "converted_on" LEAD_CONVERTED_ON: "转化日期", "Converted";
        "converted_deal" LEAD_CONVERTED_DEAL: "转化的商机", "Converted to deal";
        "invalid" LEAD_INVALID: "无效", "Invalid";
        "invalid_reason" LEAD_INVALID_REASON: "无效原因", "Why invalid";
    }
    "pipeline" {
        "name" PIPELINE_NAME: "管道名称", "Pipeline name";
    }
    "stage" {
        "name" STAGE_NAME: "阶段名称", "Stage name";
        "kind" STAGE_KIND: "阶段类型", "Stage kind";
        "meaning" STAGE_MEANING: "阶段含义", "What it means";
        "normal_days" STAGE_NORMAL_DAYS: "正常天数", "Normal days";
        "required" STAGE_REQUIRED: "离开前必须填写", "To be filled before leaving";
        "required_fields" STAGE_REQUIRED_FIELDS: "离开前必须填写", "To be filled before leaving";
    }
    "deal" {
        "name" DEAL_NAME: "商机名称", "Deal name";
        "amount" DEAL_AMOUNT: "金额", "Amount";
        "amount_typed" DEAL_AMOUNT_TYPED: "手工填写金额", "Amount typed by hand";
        "expected_close" DEAL_EXPECTED_CLOSE: "预计成交日", "Expected close";
        "closed" DEAL_CLOSED: "关闭日期", "Closed";
        "closed_on" DEAL_CLOSED_ON: "关闭日期", "Closed";
        "close_date" DEAL_CLOSE_DATE: "关闭日期", "Closed";
        "lost_reason" DEAL_LOST_REASON: "输单原因", "Lost reason";
        "lost_to" DEAL_LOST_TO: "输给", "Lost to";
        "outcome_note" DEAL_OUTCOME_NOTE: "结果备注", "Outcome note";
        "next_step" DEAL_NEXT_STEP: "下一步", "Next step";
        "credit" DEAL_CREDIT: "业绩归属", "Credit";
        "days_in_stage" DEAL_DAYS_IN_STAGE: "在此阶段天数", "Days in stage";
        "weighted" DEAL_WEIGHTED: "加权金额", "Weighted amount";
        "primary_contact" DEAL_PRIMARY_CONTACT: "主要联系人", "Main contact";
    }
    "deal_line" {
        "total" DEAL_LINE_TOTAL: "小计", "Total";
        "discount" DEAL_LINE_DISCOUNT: "折扣", "Discount";
    }
    "stage_change" {
        "from" STAGE_CHANGE_FROM: "原阶段", "From stage";
        "to" STAGE_CHANGE_TO: "新阶段", "To stage";
        "by" STAGE_CHANGE_BY: "操作人", "By";
    }
    "product" {
        "name" PRODUCT_NAME: "产品名称", "Product name";
        "code" PRODUCT_CODE: "产品编码", "Product code";
        "line" PRODUCT_LINE: "产品线", "Product line";
        "price" PRODUCT_PRICE: "标准单价", "List price";
    }
    "rate" {
        "from" RATE_FROM: "原货币", "From currency";
        "to" RATE_TO: "目标货币", "To currency";
        "rate" RATE_RATE: "汇率", "Rate";
        "value" RATE_VALUE: "汇率", "Rate";
        "date" RATE_DATE: "生效日期", "Valid from";
    }
    "activity" {
        "kind" ACTIVITY_KIND: "跟进方式", "Kind";
        "subject" ACTIVITY_SUBJECT: "主题", "Subject";
        "text" ACTIVITY_TEXT: "内容", "What was said";
        "place" ACTIVITY_PLACE: "地点", "Place";
        "duration" ACTIVITY_DURATION: "时长（分钟）", "Duration (minutes)";
        "minutes" ACTIVITY_MINUTES: "时长（分钟）", "Duration (minutes)";
        "outcome" ACTIVITY_OUTCOME: "结果", "Outcome";
        "satisfaction" ACTIVITY_SATISFACTION: "满意度", "Satisfaction";
    }
    "task" {
        "name" TASK_NAME: "任务", "Task";
        "title" TASK_TITLE: "任务", "Task";
        "kind" TASK_KIND: "方式", "Kind";
    }
    "goal" {
        "from" GOAL_FROM: "开始日期", "From";
        "to" GOAL_TO: "结束日期", "To";
        "period" GOAL_PERIOD: "期间", "Period";
        "scope" GOAL_SCOPE: "范围", "Scope";
        "parent" GOAL_PARENT: "上级目标", "Part of";
        "base" GOAL_BASE: "目标", "Base";
        "stretch" GOAL_STRETCH: "冲刺", "Stretch";
        "challenge" GOAL_CHALLENGE: "挑战", "Challenge";
    }
    "goal_change" {
        "before" GOAL_CHANGE_BEFORE: "变更前", "Before";
        "after" GOAL_CHANGE_AFTER: "变更后", "After";
        "who" GOAL_CHANGE_WHO: "变更人", "Who";
        "by" GOAL_CHANGE_BY: "变更人", "Who";
        "reason" GOAL_CHANGE_REASON: "变更原因", "Reason";
    }
    "custom_field" {
        "table" CUSTOM_FIELD_TABLE: "用于", "For";
        "required" CUSTOM_FIELD_REQUIRED: "必填", "Required";
        "choices" CUSTOM_FIELD_CHOICES: "选项", "Choices";
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
