//! Help: its screen, and the tour. The pages themselves are `public/help/`.

words! {
    TITLE: "帮助", "Help";
    PAGES: "帮助目录", "Pages of help";
    SEARCH: "在帮助中搜索", "Search the help";
    FOUND: "{n} 处", "{n} {n|place|places}";
    OPEN: "帮助：{page}", "Help: {page}";
    MISSING: "现在取不到帮助内容。", "The help cannot be had now.";

    // the tour
    TOUR: "导览", "Tour";
    TOUR_TAKE: "看导览", "Take the tour";
    TOUR_OFFER: "第一次使用？", "New here?";
    TOUR_OFFER_TEXT: "七步看完漏斗的主要功能，大约一分钟，随时可以离开。", "Seven steps through the main things, about a minute; leave whenever you like.";
    TOUR_LATER: "不用了", "No, thanks";
    TOUR_LEAVE: "离开导览", "Leave the tour";
    TOUR_STEP: "第 {n} 步，共 {total} 步", "Step {n} of {total}";
    TOUR_BOARD: "这是您的管道", "This is your pipeline";
    TOUR_BOARD_TEXT: "每一列是一个阶段，每张卡片是一个商机。列标题下是金额合计和按概率加权的金额。", "Every column is a stage, every card a deal. Below a column's name stand the sum of its deals and the sum weighted by probability.";
    TOUR_ADD: "添加商机", "Add a deal";
    TOUR_ADD_TEXT: "在任何页面按 N 或点击这里，一行就够：名称、客户、金额。", "Press N on any screen, or here. One line is enough: name, customer, amount.";
    TOUR_MOVE: "移动到下一阶段", "Move it on";
    TOUR_MOVE_TEXT: "用鼠标拖动，手指长按后拖动，或用方向键选中后按 ]。拖到下方的区域，就是赢单或输单。", "Drag it with the mouse, or after a long press with a finger; or choose it with the arrow keys and press ]. Drop it at the foot to win or lose it.";
    TOUR_OPEN: "打开商机", "Open it";
    TOUR_OPEN_TEXT: "点击卡片，详情在旁边打开：点击一个值就能修改，写下一步，记录电话和拜访。", "Press a card: it opens beside the board. Press a value to change it, say the next step, record calls and visits.";
    TOUR_FIGURES: "目标和漏斗分析", "Goals and the funnel";
    TOUR_FIGURES_TEXT: "目标说明进度是否正常；漏斗分析说明商机卡在哪里、将会成交多少。每个数字都能看到公式和背后的记录。", "Goals say whether the pace is right; the funnel says where deals get stuck and what will come in. Every figure shows its formula and its records.";
    TOUR_DATA: "数据在您手里", "The data are yours";
    TOUR_DATA_TEXT: "数据只保存在这个浏览器里，所以请备份：点击指示灯，一下就能备份。和同事交换数据，用“数据”页面的文件。", "They are kept in this browser only, so back them up: press the light, one click does it. To share them, the Data screen makes files.";
    TOUR_HELP: "需要时看帮助", "Help, when you need it";
    TOUR_HELP_TEXT: "每个页面都有帮助，从这里打开；Ctrl K 搜索一切，按 ? 列出快捷键。导览也可以在帮助里再看一遍。", "Every screen has its page of help. Ctrl K finds everything, and ? lists the keys. The tour can be taken again from Help.";
}
