//! Values that could not be read as they were typed.

errors! {
    "empty" EMPTY: "没有输入内容。", "Nothing was entered.";
        EMPTY_NEXT: "请输入一个值。", "Enter a value.";
    "not_a_number" NOT_A_NUMBER: "这不是数字。", "This is not a number.";
        NOT_A_NUMBER_NEXT: "例如：1,234.50、1.2万、3亿、12k", "Such as: 1,234.50, 12k, 1.5M";
    "too_many_decimals" TOO_MANY_DECIMALS: "小数位太多。", "Too many decimal places.";
        TOO_MANY_DECIMALS_NEXT: "请减少小数位，漏斗不会自动舍入金额。", "Use fewer: amounts are never rounded silently.";
    "too_large" TOO_LARGE: "数值太大。", "This number is too large.";
        TOO_LARGE_NEXT: "请检查单位和位数。", "Check the unit and the digits.";
    "other_currency" OTHER_CURRENCY: "货币符号与所选货币不一致。", "The currency sign does not match the chosen currency.";
        OTHER_CURRENCY_NEXT: "请去掉符号，或选择对应的货币。", "Leave the sign out, or choose that currency.";
    "not_a_date" NOT_A_DATE: "这不是日期。", "This is not a date.";
        NOT_A_DATE_NEXT: "例如：2026-11-9、11月9日", "Such as: 2026-11-09, 9 Nov";
    "no_such_date" NO_SUCH_DATE: "没有这一天。", "There is no such day.";
        NO_SUCH_DATE_NEXT: "请检查月份和日期。", "Check the month and the day.";
    "not_a_time" NOT_A_TIME: "这不是时间。", "This is not a time of day.";
        NOT_A_TIME_NEXT: "例如：9:30、14:00", "Such as: 9:30, 14:00";
}
