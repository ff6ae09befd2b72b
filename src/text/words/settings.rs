//! Settings: device and workspace, pipelines, people, rules, own fields, lists, calendar, rates.

words! {
    TITLE: "设置", "Settings";
    SECTION_GENERAL: "常规", "General";
    SECTION_DEVICE: "此设备", "This device";
    SECTION_WORKSPACE: "工作区", "Workspace";
    SECTION_MONEY: "货币与汇率", "Currency and rates";
    SECTION_CALENDAR: "工作日历", "Working calendar";
    SECTION_PIPELINES: "管道与阶段", "Pipelines and stages";
    SECTION_PEOPLE: "团队与人员", "Teams and reps";
    SECTION_LISTS: "选项列表", "Lists";
    SECTION_RULES: "录入规范", "Entry rules";
    SECTION_OWN_FIELDS: "自定义字段", "Own fields";
    SECTION_PRODUCTS: "产品", "Products";

    // device
    WHO_AM_I: "我是", "I am";
    WHO_AM_I_HINT: "新记录默认归您负责；只保存在此设备。", "New records are yours by default; kept on this device only.";
    LANGUAGE: "语言", "Language";
    THEME: "主题", "Theme";
    INSTALL_TITLE: "应用", "App";
    INSTALL: "安装到此设备", "Install on this device";
    INSTALL_HINT: "有自己的图标和窗口，也可以直接打开文件；数据仍在此浏览器里。", "It gets its own icon and window, and opens files; the data stays in this browser.";

    // workspace, money, calendar
    CURRENCY: "本位货币", "Base currency";
    FISCAL_YEAR: "财年起始月", "Fiscal year begins in";
    WEEK_STARTS: "每周第一天", "Week begins on";
    WORKING_WEEK: "工作日", "Working days";
    HOLIDAYS: "节假日", "Holidays";
    ADD_HOLIDAY: "添加节假日", "Add holiday";
    WORKING_WEEKENDS: "调休上班日", "Working weekends";
    ADD_WORKING_WEEKEND: "添加调休上班日", "Add working weekend";
    PUBLIC_HOLIDAYS: "中国法定节假日与调休", "Chinese public holidays";
    PUBLIC_HOLIDAYS_HINT: "国务院公布的放假和调休安排（{from}–{to} 年），来自 {source}。添加后可以逐条修改。", "As the State Council announced them, with the weekends worked instead ({from} to {to}; from {source}). Once added, each day can be changed.";
    PUBLIC_HOLIDAYS_NONE: "现在取不到节假日数据，可以从文件添加。", "The holidays cannot be had now; add them from a file.";
    HOLIDAYS_FILE: "从文件添加…", "Add from a file…";
    HOLIDAYS_FILE_HINT: "新一年的安排公布后，可选择日历文件（.ics），或写法见 FORMAT.md 的 JSON 文件。", "When the next year is announced: a calendar file (.ics), or JSON as FORMAT.md describes it.";
    HOLIDAYS_ADDED: "已添加 {off} 天节假日和 {on} 天调休上班日", "Added {off} {off|holiday|holidays} and {on} working {on|weekend day|weekend days}";
    HOLIDAYS_THERE: "这些日子都已经在日历里了。", "All of these days are in the calendar already.";
    HOLIDAYS_UNKNOWN: "这不是能读懂的日历文件，请选择 .ics 或 FORMAT.md 所写的 JSON 文件。", "This is no calendar that Loudou can read: choose an .ics file, or JSON as FORMAT.md describes it.";
    HOLIDAYS_DAY: "文件里有一天写得不对：日期应为 2027-01-01 的形式，值为 off 或 on。", "A day in the file is not right: days are written 2027-01-01, and say off or on.";
    HOLIDAYS_EMPTY: "文件里没有任何日子。", "The file names no day.";
    HOLIDAYS_LARGE: "文件太大，不像是日历。", "The file is too large for a calendar.";
    RATES: "汇率", "Exchange rates";
    ADD_RATE: "添加汇率", "Add rate";
    RATE_LINE: "1 {from} = {rate} {to}，自 {date} 起", "1 {from} = {rate} {to} from {date}";

    // pipelines
    ADD_PIPELINE: "添加管道", "Add pipeline";
    ADD_STAGE: "添加阶段", "Add stage";
    STAGE_NAME_ZH: "中文名称", "Chinese name";
    STAGE_NAME_EN: "英文名称", "English name";
    STAGE_MEANING: "阶段含义", "What it means";
    STAGE_PROBABILITY: "成交概率", "Probability";
    STAGE_NORMAL_DAYS: "正常天数", "Normal days";
    STAGE_REQUIRED: "离开前必须填写", "To be filled before leaving";
    STAGE_LOCKED: "固定为 100%", "Locked at 100%";
    STAGE_MOVE_DEALS: "把这里的 {n} 个商机移动到", "Move the {n} {n|deal|deals} here to";
    NO_LIMIT: "不限", "No limit";

    // people
    ADD_TEAM: "添加团队", "Add team";
    ADD_REP: "添加人员", "Add rep";
    REP_LEFT: "已离职", "Has left";
    HAND_OVER_HINT: "离职前请先交接客户和商机，什么都不会丢失。", "Hand over customers and deals first: nothing is lost.";

    // lists, rules, own fields
    ADD_ENTRY: "添加选项", "Add entry";
    ENTRY_IN_USE: "{n} 条记录使用中，可归档", "Used by {n} {n|record|records}: can be archived";
    RULE_REQUIRED: "必填", "Required";
    RULE_UNIQUE: "不可重复", "No duplicates";
    RULE_FORMAT: "格式", "Format";
    ADD_FIELD: "添加字段", "Add field";
    FIELD_FOR: "用于", "For";
    FIELD_NAME_ZH: "中文名称", "Chinese name";
    FIELD_NAME_EN: "英文名称", "English name";
    FIELD_KIND: "类型", "Kind";
    RULES_HINT: "在新建和修改记录时检查。", "Checked whenever a record is made or changed.";
    OWN_FIELDS_HINT: "显示在所选记录的表单里。选项每行一个。", "Shown in the forms of the chosen records. Choices: one per line.";
    LISTS_HINT: "归档的选项不再提供，已使用的记录保持不变。", "Archived entries are no longer offered; records that have them keep them.";
    RATES_HINT: "1 单位外币等于多少本位货币，自生效日期起。", "How much of the base currency one unit of the foreign one is, from its day on.";
    CURRENCY_HINT: "汇总数字用它显示。", "Sums are shown in it.";
    LAST_DAY: "至（可不填）", "To (may be empty)";
    STAGES: "阶段", "Stages";
    REMOVE_STAGE: "移除阶段", "Remove stage";
    DELETE_PIPELINE: "删除管道", "Delete pipeline";
    ADD_PRODUCT: "添加产品", "Add product";
    TEAMS: "团队", "Teams";
    REPS: "人员", "Reps";
    SAVED_HINT: "修改立即保存，可以撤销。", "Changes are saved at once and can be undone.";
}
