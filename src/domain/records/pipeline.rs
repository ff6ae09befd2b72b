//! Pipelines: a company runs several funnels, each with its own stages.

record! { Pipeline "pipeline" by Some(ZH);
    /// Its name in Chinese.
    ZH "zh" Kind::Text, REQUIRED | SEARCH;
    /// Its name in English.
    EN "en" Kind::Text, SEARCH;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
    /// No longer used for new deals.
    ARCHIVED "archived" Kind::Bool, NONE;
}
