//! The frame around every screen: navigation, top bar, data-safety light, start, workspaces, command palette.

words! {
    APP: "漏斗", "Loudou";
    TAGLINE: "浏览器里的销售管理：无需服务器，无需账号，数据只在您手里。", "Sales management in your browser: no server, no account, your data stays with you.";

    // navigation
    NAV: "主导航", "Main navigation";
    TODAY: "今天", "Today";
    BOARD: "管道", "Pipeline";
    LEADS: "线索", "Leads";
    CUSTOMERS: "客户", "Customers";
    GOALS: "目标", "Goals";
    FUNNEL: "漏斗分析", "Funnel";
    DATA: "数据", "Data";
    SETTINGS: "设置", "Settings";
    HELP: "帮助", "Help";
    ANALYSIS_SHORT: "分析", "Funnel";
    SKIP_TO_CONTENT: "跳到正文", "Skip to content";
    NOT_FOUND_PAGE: "没有这个页面。", "There is no such page.";
    GO_TO_BOARD: "前往管道", "Go to the pipeline";

    // top bar
    SEARCH_HINT: "搜索客户、商机，或输入命令", "Search customers, deals, or type a command";
    QUICK_ADD: "新建", "New";
    LANGUAGE: "语言", "Language";
    SWITCH_LANGUAGE: "切换到英文", "Switch to Chinese";
    THEME: "主题", "Theme";
    THEME_LIGHT: "浅色", "Light";
    THEME_DARK: "深色", "Dark";
    THEME_SYSTEM: "跟随系统", "Like the system";
    HELP_KEYS: "键盘快捷键", "Keyboard shortcuts";
    UNDO_WHAT: "撤销：{what}", "Undo: {what}";
    REDO_WHAT: "重做：{what}", "Redo: {what}";
    NOTHING_TO_UNDO: "没有可以撤销的操作", "Nothing to undo";
    NOTHING_TO_REDO: "没有可以重做的操作", "Nothing to redo";
    UNDO_LEFT_ALONE: "{n} 处后来又被修改，保持不变。", "{n} {n|value was|values were} changed since and stayed as {n|it is|they are}.";

    DID_WHAT: "{what}：{name}", "{what}: {name}";
    FIELDS_COLON: "{fields}：{text}", "{fields}: {text}";
    IN_THE_WAY: "（{rows}，共 {n} 项）", "({rows}; {n} in all)";

    MESSAGES: "消息", "Messages";

    // data-safety light
    SAFETY: "数据安全", "Data safety";
    SAFE_SAVED: "所有修改已保存", "All changes saved";
    SAFE_SAVING: "正在保存 {n} 处修改…", "Saving {n} {n|change|changes}…";
    SAFE_UNSAVED: "{n} 处修改未保存", "{n} {n|change is|changes are} not saved";
    SAFE_READ_ONLY: "只读：由更新版本的漏斗保存", "Read only: saved by a newer Loudou";
    SAFE_MEMORY_ONLY: "仅在内存中：关闭页面前请导出", "In memory only: export before you close the page";
    BACKUP_AT: "备份于{when}", "Backed up {when}";
    BACKUP_NEVER: "从未备份", "Never backed up";
    BACKUP_NOW: "立即备份", "Back up now";
    PERSISTENT_YES: "浏览器承诺不会自动清除这些数据。", "The browser promised not to clear this data by itself.";
    PERSISTENT_NO: "空间不足时，浏览器可能清除这些数据。", "The browser may clear this data when space runs short.";
    PERSISTENT_ASK: "请求浏览器保留数据", "Ask the browser to keep the data";
    STORAGE_USED: "已用 {used}，可用约 {quota}", "{used} used of about {quota}";
    OTHER_TAB_CHANGED: "另一个标签页修改了数据，已更新。", "Another tab changed the data; this one is up to date.";
    OFFLINE_READY: "可以离线使用", "Ready to work offline";
    OFFLINE_NO: "此地址不支持离线使用（需要 https）。", "No offline use at this address (https is needed).";
    UPDATE_READY: "新版本已就绪，重新加载后生效。", "A new version is ready; reload to use it.";
    EXERCISE: "练习", "Exercise";
    EXERCISE_TODAY: "练习日期：{date}", "Exercise date: {date}";

    // start
    START_TITLE: "欢迎使用漏斗", "Welcome to Loudou";
    START_LEAD: "从哪里开始？", "Where would you like to begin?";
    START_EMPTY: "从空白开始", "Start empty";
    START_EMPTY_HINT: "标准七阶段管道已备好，马上添加第一个商机。", "The standard seven-stage pipeline is ready: add your first deal.";
    START_SAMPLE: "用示例数据看看", "Look around with sample data";
    START_SAMPLE_HINT: "一个销售团队两年的数据，可以随意尝试，随时删除。", "Two years of a sales team: try anything, delete it any time.";
    START_FILE: "打开文件", "Open a file";
    OPEN_MISSING: "这个网站上没有 {file}，请向发来链接的人确认。", "There is no {file} on this site. Ask whoever sent the link.";
    START_FILE_HINT: "同事发来的文件，或您自己的备份。", "One a colleague sent you, or your own backup.";
    START_FOLDER: "从备份文件夹恢复…", "Restore from a backup folder…";
    START_PRIVACY: "数据只保存在这台设备的浏览器里，不会上传。", "The data stays in this device's browser and is never uploaded.";
    SAMPLE_MAKING: "正在生成示例数据…", "Making the sample data…";

    SAMPLE_SIZE: "数据量", "How much";
    SAMPLE_S: "小：1 人，250 个商机", "Small: one rep, 250 deals";
    SAMPLE_M: "中：12 人，5,000 个商机", "Medium: 12 reps, 5,000 deals";
    SAMPLE_L: "大：40 人，5 万个商机（需要一分钟左右）", "Large: 40 reps, 50,000 deals (takes a minute)";

    // workspaces
    WORKSPACE: "工作区", "Workspace";
    WORKSPACES: "工作区", "Workspaces";
    WORKSPACE_SWITCH: "切换工作区", "Switch workspace";
    WORKSPACE_MENU: "{name}：切换工作区", "{name}: switch workspace";
    WORKSPACE_NEW: "新建工作区", "New workspace";
    WORKSPACE_NAME: "工作区名称", "Workspace name";
    WORKSPACE_RENAME: "重命名工作区", "Rename workspace";
    WORKSPACE_DELETE: "删除工作区", "Delete workspace";
    WORKSPACE_DELETE_WARN: "工作区“{name}”的全部数据将从这台设备上删除。", "All data of the workspace “{name}” will be deleted from this device.";
    WORKSPACE_DELETE_TYPE: "请输入工作区名称以确认：", "Type the workspace's name to confirm:";
    SAVE_ANEW: "重新保存", "Save anew";
    SAVED_ANEW: "已重新保存全部 {n} 条记录", "All {n} {n|record is|records are} saved anew";
    LOST_TITLE: "这个工作区不在这台设备上了", "This workspace is not on this device any more";
    LOST_WHY: "链接本身没有问题，但浏览器里没有对应的数据。可能的原因：浏览器数据被清除（手动，或空间不足、长期未访问时自动清除）；工作区已被删除；或链接来自另一台设备、另一个浏览器。数据只保存在浏览器里，所以没有服务器可以找回。", "The link is fine, but this browser has no data for it. Perhaps the browser's data was cleared (by hand, or by the browser itself when space ran short or the page was not visited for long); the workspace was deleted; or the link comes from another device or browser. The data lives in the browser only, so no server can bring it back.";
    LOST_NOTHING_MADE: "没有新建任何内容。恢复备份后，这个链接会重新有效。", "Nothing new was made. Once a backup is restored, this link works again.";
    LOST_BACK: "怎样找回", "Ways back";
    LOST_START: "前往首页", "Go to the first screen";
    WORKSPACE_DEFAULT_NAME: "我的工作区", "My workspace";
    WORKSPACE_SAMPLE_NAME: "示例数据", "Sample data";
    WORKSPACE_OPENED_AT: "上次打开：{when}", "Last opened {when}";

    // command palette
    PALETTE: "搜索与命令", "Search and commands";
    COLON: "：", ":";
    PALETTE_GO: "前往{place}", "Go to {place}";
    PALETTE_CUSTOMERS: "客户", "Customers";
    PALETTE_DEALS: "商机", "Deals";
    PALETTE_CONTACTS: "联系人", "Contacts";
    PALETTE_LEADS: "线索", "Leads";
    PALETTE_COMMANDS: "命令", "Commands";
    PALETTE_HINT: "输入名称、电话、拼音或首字母", "Type a name, a phone number, pinyin or initials";
    PALETTE_RESULTS: "{n} 个结果", "{n} {n|result|results}";
}
