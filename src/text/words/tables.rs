//! Names of the record types, one and many, by table key.

use crate::text::Text;

/// A record type's name for one record and for many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableName {
    /// One record: "customer".
    pub one: Text,
    /// Many records: "Customers".
    pub many: Text,
}

/// Declares a record type's two names and makes them findable by its key.
macro_rules! tables {
    ($($key:literal $one_name:ident: $one_zh:literal, $one_en:literal; $many_name:ident: $many_zh:literal, $many_en:literal;)*) => {
        words! { $($one_name: $one_zh, $one_en; $many_name: $many_zh, $many_en;)* }

        /// Every table key with its names.
        pub const TABLES: &[(&str, TableName)] = &[$(($key, TableName { one: $one_name, many: $many_name })),*];
    };
}

tables! {
    "settings" SETTINGS: "工作区设置", "Workspace settings"; SETTINGS_MANY: "工作区设置", "Workspace settings";
    "rep" REP: "销售顾问", "Rep"; REPS: "销售顾问", "Reps";
    "team" TEAM: "团队", "Team"; TEAMS: "团队", "Teams";
    "list_entry" LIST_ENTRY: "选项", "List entry"; LIST_ENTRIES: "选项", "List entries";
    "customer" CUSTOMER: "客户", "Customer"; CUSTOMERS: "客户", "Customers";
    "contact" CONTACT: "联系人", "Contact"; CONTACTS: "联系人", "Contacts";
    "lead" LEAD: "线索", "Lead"; LEADS: "线索", "Leads";
    "pipeline" PIPELINE: "管道", "Pipeline"; PIPELINES: "管道", "Pipelines";
    "stage" STAGE: "阶段", "Stage"; STAGES: "阶段", "Stages";
    "deal" DEAL: "商机", "Deal"; DEALS: "商机", "Deals";
    "deal_line" DEAL_LINE: "产品明细", "Deal line"; DEAL_LINES: "产品明细", "Deal lines";
    "stage_change" STAGE_CHANGE: "阶段变化", "Stage change"; STAGE_CHANGES: "阶段变化", "Stage changes";
    "product" PRODUCT: "产品", "Product"; PRODUCTS: "产品", "Products";
    "rate" RATE: "汇率", "Exchange rate"; RATES: "汇率", "Exchange rates";
    "activity" ACTIVITY: "跟进记录", "Activity"; ACTIVITIES: "跟进记录", "Activities";
    "task" TASK: "任务", "Task"; TASKS: "任务", "Tasks";
    "goal" GOAL: "目标", "Goal"; GOALS: "目标", "Goals";
    "goal_change" GOAL_CHANGE: "目标变更", "Goal change"; GOAL_CHANGES: "目标变更", "Goal changes";
    "own_field" OWN_FIELD: "自定义字段", "Own field"; OWN_FIELDS: "自定义字段", "Own fields";
}

/// The names of a record type by its table key, such as `deal_line`; `None` for an unknown key.
pub fn table_name(key: &str) -> Option<TableName> {
    TABLES.iter().find(|(table, _)| *table == key).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::Lang;

    #[test]
    fn tables_are_found_by_key() {
        let name = table_name("deal_line").unwrap();
        assert_eq!((name.one.in_(Lang::En), name.many.in_(Lang::En)), ("Deal line", "Deal lines"));
        assert_eq!(table_name("customer").unwrap().one.in_(Lang::Zh), "客户");
        assert_eq!(table_name("nothing"), None);
        let mut keys: Vec<_> = TABLES.iter().map(|(key, _)| key).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), TABLES.len());
    }
}
