//! Keyboard shortcuts: what each does, for the list behind `?`, the page of help, and tooltips.

use crate::text::Text;

words! {
    TITLE: "键盘快捷键", "Keyboard shortcuts";
    GROUP_EVERYWHERE: "任何地方", "Everywhere";
    GROUP_BOARD: "管道", "Pipeline";
    GROUP_TABLE: "表格", "Tables";
    GROUP_DIALOG: "对话框", "Dialogs";
    LETTERS: "单个字母（N、?）在任何地方都可用", "Single letters (N, ?) work everywhere";
    PALETTE: "搜索与命令", "Search and commands";
    NEW: "新建", "New";
    UNDO: "撤销", "Undo";
    REDO: "重做", "Redo";
    HELP: "显示快捷键", "List the shortcuts";
    CLOSE: "关闭或取消", "Close or cancel";
    SAVE: "保存", "Save";
    GO_TODAY: "前往今天", "Go to Today";
    GO_BOARD: "前往管道", "Go to Pipeline";
    GO_LEADS: "前往线索", "Go to Leads";
    GO_CUSTOMERS: "前往客户", "Go to Customers";
    GO_GOALS: "前往目标", "Go to Goals";
    GO_FUNNEL: "前往漏斗分析", "Go to Funnel";
    CARD_FOCUS: "选择卡片", "Choose a card";
    CARD_OPEN: "打开卡片", "Open the card";
    CARD_PICK_UP: "拿起或放下卡片", "Pick up or drop the card";
    CARD_MOVE_LEFT: "移到上一阶段", "Move one stage back";
    CARD_MOVE_RIGHT: "移到下一阶段", "Move one stage on";
    CARD_MOVE_MENU: "移动到…", "Move to…";
    CARD_WIN: "赢单", "Win";
    CARD_LOSE: "输单", "Lose";
    ROW_FOCUS: "选择行", "Choose a row";
    ROW_OPEN: "打开行", "Open the row";
    ROW_SELECT: "勾选行", "Tick the row";
    ROW_RANGE: "连续勾选", "Tick a range";
    PRINT: "打印当前页面", "Print the screen";
    CARD_ENDS: "列中第一张或最后一张", "First or last card of the column";
    CARD_PUT_BACK: "放回拿起的卡片", "Put a picked-up card back";
    ROW_PAGE: "翻一页", "A page up or down";
    ROW_ENDS: "第一行或最后一行", "First or last row";
    DRAWER_CLOSE: "放弃输入，再按关闭详情", "Give up what was typed, then close the drawer";
    GROUP_DRAWER: "详情", "Drawer";
    DELETE: "删除", "Delete";
    KEY_ARROWS: "方向键", "Arrow keys";
    KEY_ENTER: "回车", "Enter";
    KEY_SPACE: "空格", "Space";
    KEY_ESCAPE: "Esc", "Esc";
    KEY_DELETE: "Delete", "Delete";
    KEY_THEN: "然后", "then";
}

/// A key combination and what it does.
pub type Listed = (&'static [&'static str], Text);

/// All keys, by where they work.
pub const LISTED: &[(Text, &[Listed])] = &[
    (
        GROUP_EVERYWHERE,
        &[
            (&["Ctrl", "K"], PALETTE),
            (&["N"], NEW),
            (&["Ctrl", "Z"], UNDO),
            (&["Ctrl", "Shift", "Z"], REDO),
            (&["Ctrl", "P"], PRINT),
            (&["?"], HELP),
            (&["Esc"], CLOSE),
        ],
    ),
    (
        GROUP_BOARD,
        &[
            (&["←", "→", "↑", "↓"], CARD_FOCUS),
            (&["Home", "End"], CARD_ENDS),
            (&["Enter"], CARD_OPEN),
            (&["Space"], CARD_PICK_UP),
            (&["Esc"], CARD_PUT_BACK),
            (&["["], CARD_MOVE_LEFT),
            (&["]"], CARD_MOVE_RIGHT),
            (&["M"], CARD_MOVE_MENU),
            (&["W"], CARD_WIN),
            (&["L"], CARD_LOSE),
        ],
    ),
    (
        GROUP_TABLE,
        &[
            (&["↑", "↓"], ROW_FOCUS),
            (&["PgUp", "PgDn"], ROW_PAGE),
            (&["Home", "End"], ROW_ENDS),
            (&["Enter"], ROW_OPEN),
            (&["Space"], ROW_SELECT),
            (&["Shift", "Space"], ROW_RANGE),
        ],
    ),
    (GROUP_DRAWER, &[(&["Esc"], DRAWER_CLOSE)]),
];
