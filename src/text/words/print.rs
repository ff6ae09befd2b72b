//! What stands on paper only.

words! {
    ON: "打印于 {date}", "Printed {date}";
    MORE_ROWS: "另有 {n} 行没有打印。请用筛选缩小范围，或导出为表格。", "{n} more {n|row is|rows are} not printed. Narrow the list by filters, or export it.";
    MORE_CARDS: "另有 {n} 张卡片没有打印。", "{n} more {n|card is|cards are} not printed.";
}
