//! Lists, contacts and calendars as files.

words! {
    SHOWN_XLSX: "Excel（当前列）", "Excel, shown columns";
    SHOWN_CSV: "CSV（当前列）", "CSV, shown columns";
    ALL_XLSX: "Excel（全部字段）", "Excel, all fields";
    ALL_CSV: "CSV（全部字段）", "CSV, all fields";
    WORKSPACE_FILE: "工作区文件（可合并）…", "Workspace file, to be merged…";
    CARDS: "联系人名片（vCard）", "Contacts as vCards";
    CALENDAR: "日历（.ics）", "Calendar (.ics)";
    CARDS_PART: "联系人", "contacts";
    CALENDAR_PART: "日历", "calendar";
    NOTHING: "没有可导出的记录。", "There is nothing to export.";
    CUT: "有 {n} 处文字太长，表格放不下，已截断。", "{n} {n|text was|texts were} too long for a spreadsheet's cell and cut.";
    BIRTHDAY: "{name} 生日（{customer}）", "Birthday of {name} ({customer})";
    ANNIVERSARY: "{name} 纪念日", "Anniversary of {name}";

    SECTION: "表格和日历", "Tables and calendars";
    SECTION_HINT: "供 Excel、通讯录和日历使用。要备份或与同事交换数据，请导出全部数据。", "For spreadsheets, address books and calendars. To back up or to exchange data with others, export everything.";
    WHICH: "哪张表", "Which table";
    XLSX: "Excel（.xlsx）", "Excel (.xlsx)";
    CSV: "CSV", "CSV";
    CALENDAR_HINT: "我的未完成任务、联系人生日和客户纪念日；未选择“我是”时为所有人的。", "My open tasks, birthdays of contacts and anniversaries of customers; everybody's where nobody is chosen.";
}
