//! Stages of pipelines. Exactly one stage of a pipeline is the won stage; entering it is winning.

record! { Stage "stage" by Some(ZH);
    /// Whose stage it is.
    PIPELINE "pipeline" Kind::Ref(Table::Pipeline), REQUIRED | INDEX;
    /// Its name in Chinese.
    ZH "zh" Kind::Text, REQUIRED | SEARCH;
    /// Its name in English.
    EN "en" Kind::Text, SEARCH;
    /// What it is: a column of leads, of open deals, the won one, or after-sales.
    PHASE "phase" Kind::Choice(&["lead", "open", "won", "after"]), REQUIRED;
    /// How likely a deal here is won.
    PROBABILITY "probability" Kind::Percent, NONE;
    /// Days without activity after which a deal here rots; also how long a stay is normal.
    NORMAL_DAYS "normal_days" Kind::Int(1, 3650), NONE;
    /// What must be filled to leave it: elements are names of deal fields.
    MUST "must" Kind::Map, NONE;
    /// What it means, in Chinese.
    MEANING_ZH "meaning_zh" Kind::Note, NONE;
    /// What it means, in English.
    MEANING_EN "meaning_en" Kind::Note, NONE;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
    /// No longer used.
    ARCHIVED "archived" Kind::Bool, NONE;
}
