//! What is wrong with rows of a table from elsewhere.

errors! {
    "date_open" DATE_OPEN: "看不出日和月的先后。", "Day and month could be either way round.";
        DATE_OPEN_NEXT: "请为这一列选择日期顺序。", "Choose the order of dates for this column.";
    "sign_open" SIGN_OPEN: "看不出小数点是“.”还是“,”。", "The decimal sign could be a point or a comma.";
        SIGN_OPEN_NEXT: "请为这一列选择小数符号。", "Choose the decimal sign for this column.";
    "not_yes_or_no" NOT_YES_OR_NO: "这不是“是”或“否”。", "This is neither yes nor no.";
        NOT_YES_OR_NO_NEXT: "例如：是、否、1、0", "Such as: yes, no, 1, 0";
    "row_twice" ROW_TWICE: "前面已有一行是同一条记录。", "An earlier row is the same record.";
        ROW_TWICE_NEXT: "请合并这两行，或加上能区分它们的编号列。", "Make one row of the two, or add a column of IDs that tells them apart.";
    "no_match" NO_MATCH: "没有找到要更新的记录。", "There is no record to update.";
        NO_MATCH_NEXT: "请检查匹配的列，或允许新建。", "Check the column that it is matched by, or allow new records.";
    "already_there" ALREADY_THERE: "这条记录已经存在。", "This record is there already.";
        ALREADY_THERE_NEXT: "请允许更新，或跳过这一行。", "Allow updates or skip this row.";
    "closed_but_open" CLOSED_BUT_OPEN: "有关闭日期，但状态不是赢单、输单或无效。", "It has a closing date, but is neither won, lost nor invalid.";
        CLOSED_BUT_OPEN_NEXT: "请补上状态，或清空日期；如果是预计日期，请改选“预计成交日”。", "Fill in the status or clear the date; if it is an expected date, map the column to Expected close.";
}
