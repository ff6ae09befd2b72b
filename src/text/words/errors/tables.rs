//! What is wrong with a table from elsewhere (CSV, spreadsheet, contacts), or odd in it.

errors! {
    "not_a_table" NOT_A_TABLE: "这个文件不是表格。", "This file is not a table.";
        NOT_A_TABLE_NEXT: "请选择 CSV、.xlsx 或 vCard 文件；工作区文件请用“打开”。", "Choose a CSV, .xlsx or vCard file; open workspace files as such.";
    "empty_table" EMPTY_TABLE: "文件里没有数据。", "The file holds no data.";
        EMPTY_TABLE_NEXT: "请检查是否选错了文件，或重新导出。", "Check that it is the right file, or export it again.";
    "old_spreadsheet" OLD_SPREADSHEET: "这是旧版 Excel 文件（.xls）。", "This is a spreadsheet of old Excel (.xls).";
        OLD_SPREADSHEET_NEXT: "请用 Excel 或 WPS 打开，另存为 .xlsx 或 CSV。", "Open it in Excel or WPS and save it as .xlsx or CSV.";
    "locked_spreadsheet" LOCKED_SPREADSHEET: "这个表格有密码保护。", "This spreadsheet is protected by a password.";
        LOCKED_SPREADSHEET_NEXT: "请用 Excel 或 WPS 打开，去掉密码后再保存。", "Open it in Excel or WPS, remove the password and save it.";
    "markup_table" MARKUP_TABLE: "这是网页或 XML 文件，只是用了表格的文件名。", "This is a web page or XML with a spreadsheet's name.";
        MARKUP_TABLE_NEXT: "请用 Excel 或 WPS 打开，另存为 .xlsx。", "Open it in Excel or WPS and save it as .xlsx.";
    "damaged_spreadsheet" DAMAGED_SPREADSHEET: "表格文件已损坏。", "The spreadsheet is damaged.";
        DAMAGED_SPREADSHEET_NEXT: "请重新下载或导出；也可以用 Excel 或 WPS 打开，再另存一次。", "Download or export it again, or open it in Excel or WPS and save it anew.";
    "too_many_rows" TOO_MANY_ROWS: "行数超过允许的数量。", "There are more rows than allowed.";
        TOO_MANY_ROWS_NEXT: "请分成几个文件。", "Divide it into several files.";
    "too_many_columns" TOO_MANY_COLUMNS: "列数超过允许的数量。", "There are more columns than allowed.";
        TOO_MANY_COLUMNS_NEXT: "请检查分隔符，或删去不需要的列。", "Check the delimiter, or delete columns that are not needed.";
    "too_many_cells" TOO_MANY_CELLS: "内容超过允许的数量。", "It holds more than allowed.";
        TOO_MANY_CELLS_NEXT: "请分成几个文件，或删去不需要的列。", "Divide it into several files, or delete columns that are not needed.";
    "cell_too_long" CELL_TOO_LONG: "有一个单元格的文字太长。", "A cell's text is too long.";
        CELL_TOO_LONG_NEXT: "请检查这一行的引号和分隔符，或缩短文字。", "Check the quotes and delimiters of this line, or shorten the text.";
    "encoding_unknown" ENCODING_UNKNOWN: "浏览器不能识别这种编码。", "The browser does not know this encoding.";
        ENCODING_UNKNOWN_NEXT: "请把文件另存为 UTF-8。", "Save the file as UTF-8.";
    "unclosed_quote" UNCLOSED_QUOTE: "引号没有结束，已按普通文字读取。", "A quote is opened and not closed; it was read as a letter.";
        UNCLOSED_QUOTE_NEXT: "请检查这一行的列是否正确。", "Check that the columns of this line are right.";
    "stray_quote" STRAY_QUOTE: "引号后面还有文字，已按普通文字读取。", "Text follows a closing quote; it was read as a letter.";
        STRAY_QUOTE_NEXT: "请检查这一行的列是否正确。", "Check that the columns of this line are right.";
    "cancelled" CANCELLED: "已取消。", "Cancelled.";
        CANCELLED_NEXT: "没有修改任何数据。", "Nothing was changed.";
    "write_failed" WRITE_FAILED: "无法生成文件。", "The file could not be made.";
        WRITE_FAILED_NEXT: "请减少行数后重试，或导出为 CSV。", "Try again with fewer rows, or export as CSV.";
}
