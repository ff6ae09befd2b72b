//! Why two rows are probably the same, by code.

use crate::text::Text;

words! {
    SAME_MAIL: "邮箱相同", "Same e-mail address";
    SAME_WECHAT: "微信相同", "Same WeChat";
    SAME_PHONE: "电话相同", "Same phone number";
    SAME_WEBSITE: "网站相同", "Same website";
    SAME_NAME: "名称相同", "Same name";
    SIMILAR_NAME: "名称相似", "Similar name";
    SAME_NAME_PINYIN: "名称读音相同", "Name sounds the same";
    SAME_CUSTOMER: "同一客户的联系人", "Contacts of the same customer";

    SECTION: "重复记录", "Duplicates";
    SECTION_HINT: "比较名称、电话、邮箱等，找出可能重复的记录。合并可以撤销；标为“不是同一个”的不会再列出。", "Names, phone numbers, mail addresses and the like are compared. A merge can be undone; what you say is not the same is not listed again.";
    LOOK: "查找重复", "Look for duplicates";
    LOOKING: "正在查找…", "Looking…";
    FOUND: "{n} 对可能重复", "{n} {n|pair|pairs}, perhaps the same";
    FOUND_NONE: "没有发现重复记录。", "No duplicates found.";
    CROWDS: "有 {n} 项内容太多记录共用（例如总机号码），未用于比较。", "{n} {n|fact is|facts are} shared by too many records (a switchboard, say) and not compared by.";
    CUT: "太多了，只列出最可能的；处理一些后再查找。", "There are too many: only the surest are listed. Settle some and look again.";
    SCORE: "{n}% 相同", "{n} % sure";
    MERGE: "合并…", "Merge…";
    NOT_THE_SAME: "不是同一个", "Not the same";
    LIKELY: "可能已经有了：", "Perhaps here already:";
    OPEN: "打开“{name}”", "Open “{name}”";
    TAKE: "就选“{name}”", "Take “{name}”";

    MERGE_TITLE: "合并两条记录", "Merge two records";
    STAYS: "保留哪一条", "Which one stays";
    CHOOSE: "两边不同的内容，用哪一个", "Where they differ, which counts";
    NO_CHOICE: "两边没有互相矛盾的内容。", "They contradict each other nowhere.";
    ALONG: "一起转移：{list}", "Moves along: {list}";
    COUNTED: "{n} 条{what}", "{n} {what}";
    ALONG_NOTHING: "另一条没有关联的记录。", "Nothing hangs on the other one.";
    MERGE_HINT: "空着的内容用另一条补上，标签合在一起。之后可以撤销。", "What is empty is filled from the other one, tags are united. You can undo it.";
}

/// The words for a reason's code; `None` for one that is not known.
pub fn reason_label(code: &str) -> Option<Text> {
    Some(match code {
        "same_mail" => SAME_MAIL,
        "same_wechat" => SAME_WECHAT,
        "same_phone" => SAME_PHONE,
        "same_website" => SAME_WEBSITE,
        "same_name" => SAME_NAME,
        "similar_name" => SIMILAR_NAME,
        "same_name_pinyin" => SAME_NAME_PINYIN,
        "same_customer" => SAME_CUSTOMER,
        _ => return None,
    })
}
