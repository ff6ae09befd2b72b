//! Customers and contacts: table, drawer, bulk edit, delete.

words! {
    TITLE: "客户", "Customers";
    ONE: "客户", "Customer";
    NEW: "新建客户", "New customer";
    NEW_CONTACT: "新建联系人", "New contact";
    SEARCH_HINT: "名称、联系人、电话、拼音或首字母", "Name, contact, phone";
    COUNT: "{n} 位客户", "{n} {n|customer|customers}";
    COUNT_FILTERED: "{n} / {total} 位客户", "{n} of {total} customers";
    CHOOSE_COLUMNS: "选择列", "Choose columns";
    SORT_ASCENDING: "升序", "Ascending";
    SORT_DESCENDING: "降序", "Descending";
    MORE_FILTERS: "更多筛选条件", "More filters";
    TICK: "勾选“{name}”", "Tick “{name}”";
    SORT_BY: "按{field}排序", "Sort by {field}";

    SECTION_MAIN: "基本信息", "Basics";
    SECTION_CONTACTS: "联系人", "Contacts";
    SECTION_DEALS: "商机", "Deals";
    SECTION_TASKS: "任务", "Tasks";
    SECTION_PURCHASES: "购买记录", "Purchases";
    PRIMARY_CONTACT: "主要联系人", "Main contact";
    NO_CONTACTS: "还没有联系人。", "No contacts yet.";
    NO_DEALS: "还没有商机。", "No deals yet.";
    WON_TOTAL: "累计成交", "Won in total";
    OPEN_TOTAL: "进行中", "Open";
    LAST_CONTACT: "最近联系", "Last contact";
    NEVER_CONTACTED: "从未联系", "Never contacted";
    NEW_DEAL: "新建商机", "New deal";
    N_WON: "{n} 单", "{n} won";
    DELETE_CONTACT: "删除联系人“{name}”", "Delete the contact “{name}”";
    EDIT_CONTACT: "修改联系人“{name}”", "Edit the contact “{name}”";
    KEY_CUSTOMER: "重点客户", "Key customer";
    ORDINARY_CUSTOMER: "普通客户", "Ordinary customer";
    IN_POOL: "公海客户", "In the public pool";
    TAKE_FROM_POOL: "领取", "Take";
    RELEASE_TO_POOL: "放回公海", "Release to the pool";
    ADD_TAG: "添加标签", "Add tag";
    REMOVE_TAG: "移除标签“{name}”", "Remove the tag “{name}”";

    BULK_EDIT: "批量修改", "Edit together";
    BULK_EDIT_TITLE: "修改 {n} 位客户", "Edit {n} {n|customer|customers}";
    BULK_FIELD: "要修改的字段", "Field to change";
    BULK_VALUE: "新的值", "New value";
    BULK_TAKE_OUT: "从所选记录中移除", "Take it out of the chosen ones";
    BULK_DONE: "已修改 {n} 位客户", "Changed {n} {n|customer|customers}";
    HAND_OVER: "交接给…", "Hand over to…";
    HANDED_OVER: "已将 {n} 位客户交接给{name}", "Handed {n} {n|customer|customers} over to {name}";

    ADDED: "已添加客户“{name}”", "Added the customer “{name}”";
    DELETED: "已删除客户“{name}”", "Deleted the customer “{name}”";
    DELETED_N: "已删除 {n} 位客户", "Deleted {n} {n|customer|customers}";
    DELETE_REFUSED: "“{name}”还有 {n} 个商机，不能删除。", "“{name}” still has {n} {n|deal|deals} and cannot be deleted.";
    DELETE_REFUSED_SHOW: "查看这些商机", "Show these deals";
    EMPTY_TITLE: "还没有客户", "No customers yet";
    EMPTY_HINT: "添加第一位客户，或从文件导入。", "Add the first, or import a file.";
}
