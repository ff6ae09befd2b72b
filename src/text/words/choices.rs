//! Names of the fixed choices of fields, by table, field and code.

use super::{lists, tables};
use crate::text::Text;

/// Declares choices per field and makes them findable by their codes.
macro_rules! choices {
    ($($table:literal $field:literal { $($code:literal $name:ident: $zh:literal, $en:literal;)* })*) => {
        words! { $($($name: $zh, $en;)*)* }

        /// Every choice: table key, field key, code, name.
        pub const CHOICES: &[(&str, &str, &str, Text)] = &[$($(($table, $field, $code, $name),)*)*];
    };
}

choices! {
    "customer" "sort" {
        "company" SORT_COMPANY: "公司", "Company";
        "person" SORT_PERSON: "个人", "Person";
    }
    "customer" "class" {
        "key" CLASS_KEY: "重点", "Key";
        "ordinary" CLASS_ORDINARY: "普通", "Ordinary";
    }
    "customer" "life" {
        "prospect" LIFE_PROSPECT: "潜在", "Prospect";
        "new" LIFE_NEW: "新客户", "New";
        "mature" LIFE_MATURE: "成熟", "Mature";
        "lost" LIFE_LOST: "流失", "Lost";
    }
    "contact" "role" {
        "decides" ROLE_DECIDES: "决策人", "Decides";
        "influences" ROLE_INFLUENCES: "影响者", "Influences";
        "uses" ROLE_USES: "使用者", "Uses";
        "buys" ROLE_BUYS: "采购", "Buys";
        "blocks" ROLE_BLOCKS: "反对者", "Blocks";
    }
    "lead" "status" {
        "open" STATUS_OPEN: "跟进中", "Open";
        "converted" STATUS_CONVERTED: "已转化", "Converted";
        "invalid" STATUS_INVALID: "无效", "Invalid";
    }
    "stage" "phase" {
        "lead" PHASE_LEAD: "线索", "Lead";
        "open" PHASE_OPEN: "进行中", "Open";
        "won" PHASE_WON: "赢单", "Won";
        "after" PHASE_AFTER: "售后", "After-sales";
    }
    "stage_change" "state" {
        "open" STATE_OPEN: "进行中", "Open";
        "won" STATE_WON: "赢单", "Won";
        "lost" STATE_LOST: "输单", "Lost";
        "invalid" STATE_INVALID: "无效", "Invalid";
    }
    "task" "priority" {
        "low" PRIORITY_LOW: "低", "Low";
        "normal" PRIORITY_NORMAL: "中", "Normal";
        "high" PRIORITY_HIGH: "高", "High";
    }
    "goal" "measure" {
        "revenue" MEASURE_REVENUE: "销售额", "Revenue";
        "units" MEASURE_UNITS: "销售量", "Units";
        "deals_won" MEASURE_DEALS_WON: "赢单数", "Deals won";
        "customers_added" MEASURE_CUSTOMERS_ADDED: "新增客户", "Customers added";
        "customers_won" MEASURE_CUSTOMERS_WON: "新成交客户", "First-won customers";
        "visits" MEASURE_VISITS: "拜访", "Visits";
        "calls" MEASURE_CALLS: "电话", "Calls";
    }
    "rep" "level" {
        "junior" LEVEL_JUNIOR: "初级", "Junior";
        "middle" LEVEL_MIDDLE: "中级", "Middle";
        "senior" LEVEL_SENIOR: "高级", "Senior";
    }
    "own_field" "holds" {
        "text" HOLDS_TEXT: "文本", "Text";
        "number" HOLDS_NUMBER: "数字", "Number";
        "date" HOLDS_DATE: "日期", "Date";
        "yes_no" HOLDS_YES_NO: "是 / 否", "Yes / no";
        "choice" HOLDS_CHOICE: "单选", "Choice";
    }
    "settings" "purpose" {
        "real" PURPOSE_REAL: "实际工作", "Real work";
        "exercise" PURPOSE_EXERCISE: "练习", "Exercise";
    }
}

/// The name of a choice by table key, field key and code. Fields that choose a list or a record type take its name.
/// `None` for an unknown one.
pub fn choice_label(table_key: &str, field_key: &str, code: &str) -> Option<Text> {
    match (table_key, field_key) {
        ("list_entry", "list") => lists::list_name(code),
        ("own_field", "table") => tables::table_name(code).map(|name| name.one),
        _ => {
            let found = |(t, f, c, _): &&(&str, &str, &str, Text)| *t == table_key && *f == field_key && *c == code;
            CHOICES.iter().find(found).map(|(_, _, _, name)| *name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn choices_are_found_by_code() {
        let en = |table, field, code| choice_label(table, field, code).map(|text| text.in_(Lang::En));
        assert_eq!(en("stage", "phase", "open"), Some("Open"));
        assert_eq!(en("list_entry", "list", "lost_reason"), Some("Lost reason"));
        assert_eq!(en("own_field", "table", "deal"), Some("Deal"));
        assert_eq!(en("customer", "life", "open"), None);
    }
}
