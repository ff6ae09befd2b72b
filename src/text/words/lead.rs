//! Leads: list, quick add, conversion.

words! {
    TITLE: "线索", "Leads";
    ONE: "线索", "Lead";
    NEW: "新建线索", "New lead";
    COUNT: "{n} 条线索", "{n} {n|lead|leads}";
    QUICK_ADD_HINT: "姓名或公司 电话 来源，例如：无锡新吴精密 13812345678 展会", "Name or company, phone, source, such as: Acme Ltd, 020 7946 0000, trade fair";
    CONVERT: "转化", "Convert";
    CONVERT_TITLE: "转化线索“{name}”", "Convert the lead “{name}”";
    CONVERT_HINT: "一次生成客户、联系人和商机，线索的历史全部保留。", "Makes a customer, a contact and a deal in one go; the lead's history stays.";
    CONVERT_CUSTOMER: "客户", "Customer";
    CONVERT_NEW_CUSTOMER: "新建客户", "New customer";
    CONVERT_EXISTING_CUSTOMER: "已有客户", "Existing customer";
    CONVERT_CONTACT: "联系人", "Contact";
    CONVERT_DEAL: "商机", "Deal";
    CONVERT_STAGE: "从哪个阶段开始", "Begins in stage";
    CONVERTED: "线索“{name}”已转化", "Converted the lead “{name}”";
    CONVERTED_ON: "{date} 转化", "Converted {date}";
    BECOMES_NEW: "将新建这个客户。", "This customer will be made.";
    BECOMES_EXISTING: "已有这个客户，商机归到它名下。", "This customer is there already and gets the deal.";
    QUICK_ADD: "快速添加线索", "Add a lead";
    NEEDS_NAME: "请先写姓名或公司。", "Write a name or company first.";
    COUNT_FILTERED: "{n} / {total} 条线索", "{n} of {total} leads";
    BULK_EDIT_TITLE: "修改 {n} 条线索", "Edit {n} {n|lead|leads}";
    FIND: "名称、联系人、电话、拼音", "Name, contact, phone, mail";
    ROW_LABEL: "{name}，{status}", "{name}, {status}";
    OPEN_CUSTOMER: "打开客户", "Open the customer";
    OPEN_DEAL: "打开商机", "Open the deal";
    MARK_INVALID: "标为无效", "Mark invalid";
    ADDED: "已添加线索“{name}”", "Added the lead “{name}”";
    DELETED: "已删除线索“{name}”", "Deleted the lead “{name}”";
    AGE: "{n} 天前收到", "{n} {n|day|days} old";
    FILTER_OPEN: "未转化", "Not converted";
    EMPTY_TITLE: "还没有线索", "No leads yet";
    EMPTY_HINT: "在上面一行里写下姓名、电话和来源，回车即可。", "Type a name, a phone number and a source in the line above, then Enter.";
}
