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
