//! Contacts: the people at a customer.

record! { Contact "contact" by Some(NAME);
    /// The person's name.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// Where they work.
    CUSTOMER "customer" Kind::Ref(Table::Customer), REQUIRED | INDEX | COLUMN;
    /// Job title.
    TITLE "title" Kind::Text, COLUMN;
    /// Their say in the purchase.
    ROLE "role" Kind::Choice(&["decides", "influences", "uses", "buys", "blocks"]), COLUMN;
    /// Mobile phone.
    PHONE "phone" Kind::Phone, SEARCH | COLUMN | PERSONAL;
    /// Mail address.
    EMAIL "email" Kind::Email, SEARCH | COLUMN | PERSONAL;
    /// WeChat.
    WECHAT "wechat" Kind::Text, PERSONAL;
    /// Birthday.
    BIRTHDAY "birthday" Kind::Date, PERSONAL;
    /// Remarks.
    NOTE "note" Kind::Note, NONE;
    /// Rows that look like this one and are not the same: elements are their ids, each `true`.
    DISTINCT "distinct" Kind::Map, INTERNAL;
}
