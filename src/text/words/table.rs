//! Importing tables: how a file is read, what its columns are, what would happen.

words! {
    PASTE: "粘贴单元格", "Paste cells";
    PASTE_HINT: "从 Excel、WPS 或网页复制单元格，粘贴到这里。", "Copy cells in Excel, WPS or a web page and paste them here.";
    PASTED: "粘贴的单元格", "Pasted cells";
    PASTE_READ: "读取", "Read";
    TITLE: "导入表格：{file}", "Import a table: {file}";
    ROWS: "{n} 行", "{n} {n|row|rows}";

    // how it is read
    KIND: "每一行是", "Each row is";
    FROM: "来源", "From";
    FROM_PLAIN: "普通表格", "A plain table";
    FROM_ZOHO: "Zoho CRM", "Zoho CRM";
    FROM_HUBSPOT: "HubSpot", "HubSpot";
    FROM_PIPEDRIVE: "Pipedrive", "Pipedrive";
    FROM_SALESFORCE: "Salesforce", "Salesforce";
    FROM_FXIAOKE: "纷享销客", "Fxiaoke";
    FROM_WUKONG: "悟空 CRM", "Wukong CRM";
    SHEET: "工作表", "Sheet";
    SHEET_NUMBER: "第 {n} 张", "Number {n}";
    ENCODING: "编码", "Encoding";
    DELIMITER: "分隔符", "Delimiter";
    DELIMITER_AUTO: "自动识别", "Found by itself";
    DELIMITER_COMMA: "逗号", "Comma";
    DELIMITER_TAB: "制表符", "Tab";
    DELIMITER_SEMICOLON: "分号", "Semicolon";
    DELIMITER_PIPE: "竖线", "Vertical bar";
    HEADER: "第一行是列名", "The first row names the columns";

    // columns
    COLUMNS: "列的对应", "What the columns are";
    COLUMNS_HINT: "已按名称和内容识别，请核对；对应关系会记住，下次同样的表格不用再选。", "Found by their names and content: please check. It is remembered for the next table like this.";
    COLUMN: "列", "Column";
    EXAMPLES: "内容示例", "Examples";
    FIELD: "字段", "Field";
    HOW: "读法", "Read as";
    LEFT_OUT: "不导入", "Leave out";
    COLUMN_NUMBER: "第 {n} 列", "Column {n}";
    ORDER_YMD: "年-月-日", "Year, month, day";
    ORDER_DMY: "日-月-年", "Day, month, year";
    ORDER_MDY: "月-日-年", "Month, day, year";
    ORDER_ASK: "请选择日期顺序", "Choose the order of dates";
    DECIDED_BY: "由第 {n} 行确定", "Settled by row {n}";
    SIGN_POINT: "小数点是“.”", "Decimal point";
    SIGN_COMMA: "小数点是“,”", "Decimal comma";
    SIGN_ASK: "请选择小数符号", "Choose the decimal sign";

    // fields that no record has as such
    FIELD_ID: "编号（漏斗）", "ID (Loudou)";
    FIELD_EXTERNAL: "编号（原系统）", "ID in the other program";
    FIELD_STAGE: "阶段", "Stage";
    FIELD_STAGE_SINCE: "进入阶段日期", "In this stage since";
    FIELD_STATUS: "状态（进行中／赢单／输单）", "Status (open, won, lost)";
    FIELD_CLOSED: "关闭日期", "Closed on";
    FIELD_CLOSE: "结单日期（实际或预计）", "Close date (actual or expected)";
    FIELD_LOST_REASON: "输单原因", "Lost reason";
    FIELD_LOST_TO: "输给竞争对手", "Lost to";
    FIELD_OUTCOME_NOTE: "结果说明", "Note on the outcome";
    FIELD_CURRENCY: "币种", "Currency";
    FIELD_FIRST_NAME: "名", "First name";
    FIELD_LAST_NAME: "姓", "Last name";

    // what is done
    MODE: "已有的记录", "Records that are there";
    MODE_BOTH: "新增并更新", "Add new ones and update";
    MODE_CREATE: "只新增", "Only add new ones";
    MODE_UPDATE: "只更新已有的", "Only update";
    MAKE_MISSING: "自动新建缺少的客户、负责人、产品、阶段等", "Create missing customers, people, products, stages and so on";
    CLEAR_EMPTY: "空白单元格清空原有内容", "Empty cells clear what is there";
    CHECK: "核对", "Check";
    PLANNING: "正在核对…", "Checking…";
    PROGRESS: "{done} / {all}", "{done} of {all}";
    PLANNED_ANEW: "数据有变化，已重新核对。", "The data have changed: it was checked anew.";

    // what would happen
    WOULD: "将会", "What would happen";
    WOULD_CREATE: "新增 {n} 条", "{n} {n|record|records} added";
    WOULD_UPDATE: "更新 {n} 条", "{n} {n|record|records} updated";
    WOULD_LEAVE: "{n} 条不变", "{n} unchanged";
    WOULD_REJECT: "{n} 行不能导入", "{n} {n|row|rows} cannot be imported";
    FIRST_ROWS: "前几行导入后的样子", "The first rows as they will be";
    FATE_CREATED: "新增", "New";
    FATE_UPDATED: "更新", "Updated";
    FATE_UNCHANGED: "不变", "Unchanged";
    FATE_REJECTED: "不导入", "Refused";
    REJECTED_ROW: "第 {n} 行", "Row {n}";
    REJECTED_AT: "{column}：{value}", "{column}: {value}";
    REJECTED_FILE: "下载不能导入的行", "Download the refused rows";
    REJECTED_REASON: "原因", "Reason";
    REJECTED_NAME: "未导入", "refused";
    BACK: "返回修改", "Back";
    IMPORT_NOW: "导入", "Import";
    WRITING: "正在写入…", "Writing…";
    DONE_HINT: "不满意可以撤销，恢复到导入之前。", "Undo takes it back as a whole.";
}
