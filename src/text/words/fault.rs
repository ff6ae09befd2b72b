//! What is said when something broke that nothing else caught.

words! {
    TITLE: "漏斗遇到了意外问题", "Something unexpected went wrong";
    SAVED: "已保存的数据都还在这台设备上。请重新加载，然后接着工作。", "What was saved is still on this device. Reload the page and go on with your work.";
    AGAIN: "如果反复出现：先导出数据，再把报告发给为您提供漏斗的人。", "If it happens again, export the data and send the report to whoever provides Loudou to you.";
    RELOAD: "重新加载", "Reload";
    EXPORT: "导出已保存的数据", "Export what is saved";
    EXPORT_FAILED: "导出失败。请重新加载后再试。", "The export failed. Reload, then try again.";
    GO_ON: "不重新加载，继续", "Go on without reloading";
    REPORT: "报告（不含客户数据）", "Report (it holds no customer data)";
    COPY: "复制报告", "Copy the report";
    COPIED: "已复制", "Copied";
    KEPT_TITLE: "故障报告", "Fault reports";
    KEPT_HINT: "这台设备上最近出现的意外问题，不含客户数据。可以复制后发给为您提供漏斗的人。", "What went wrong unexpectedly on this device of late, without customer data. Copy it and send it to whoever provides Loudou to you.";
    FORGET: "清除报告", "Clear the reports";
}
