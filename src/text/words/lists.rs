//! What comes with the app: the default pipeline's stages and the standard lists, with stable keys.
//!
//! A list's entries become records; their fixed ids are made from these keys, so a key never changes.

use crate::text::Text;

/// One stage of the default pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageText {
    /// Stable key.
    pub key: &'static str,
    /// Its name on the board.
    pub name: Text,
    /// What it means that a deal is in it.
    pub meaning: Text,
}

/// Declares standard lists and makes them findable by key.
macro_rules! lists {
    ($($list:literal $list_name:ident: $list_zh:literal, $list_en:literal { $($key:literal $name:ident: $zh:literal, $en:literal;)* })*) => {
        words! {
            DEFAULT_PIPELINE: "标准销售流程", "Standard sales process";
            STAGE_LEAD: "线索", "Lead";
            STAGE_PROSPECT: "潜在客户", "Qualified";
            STAGE_CONTACT: "建立联系", "Contact made";
            STAGE_PROPOSAL: "提案", "Proposal";
            STAGE_NEGOTIATION: "谈判", "Negotiation";
            STAGE_WON: "合作", "Won";
            STAGE_AFTER: "售后", "After-sales";
            STAGE_LEAD_MEANING: "收集到的潜在线索，尚未核实。", "Collected, not yet checked.";
            STAGE_PROSPECT_MEANING: "确认有需求、有预算，值得跟进。", "There is a need and a budget: worth pursuing.";
            STAGE_CONTACT_MEANING: "与决策人建立了联系，了解需求。", "In contact with who decides; the need is understood.";
            STAGE_PROPOSAL_MEANING: "报价和资料已发送给客户。", "Quote and material are with the customer.";
            STAGE_NEGOTIATION_MEANING: "正在商谈价格、条款和交付。", "Price, terms and delivery are being settled.";
            STAGE_WON_MEANING: "合同已签订，开始合作。", "The contract is signed.";
            STAGE_AFTER_MEANING: "交付之后的服务、回访和续约。", "Service, return visits and renewal after delivery.";
            $($list_name: $list_zh, $list_en; $($name: $zh, $en;)*)*
        }

        /// Every standard list: key, name, entries (key, name) in order.
        pub const LISTS: &[(&str, Text, &[(&str, Text)])] = &[$(($list, $list_name, &[$(($key, $name)),*])),*];
    };
}

lists! {
    "region" REGION: "区域", "Region" {
        "east" REGION_EAST: "华东", "East China";
        "south" REGION_SOUTH: "华南", "South China";
        "north" REGION_NORTH: "华北", "North China";
        "central" REGION_CENTRAL: "华中", "Central China";
        "southwest" REGION_SOUTHWEST: "西南", "Southwest China";
        "northwest" REGION_NORTHWEST: "西北", "Northwest China";
        "northeast" REGION_NORTHEAST: "东北", "Northeast China";
        "overseas" REGION_OVERSEAS: "海外", "Overseas";
    }
    "source" SOURCE: "来源", "Source" {
        "website" SOURCE_WEBSITE: "官网", "Website";
        "referral" SOURCE_REFERRAL: "转介绍", "Referral";
        "fair" SOURCE_FAIR: "展会", "Trade fair";
        "cold_call" SOURCE_COLD_CALL: "电话开发", "Cold call";
        "field" SOURCE_FIELD: "地推", "Field work";
        "advert" SOURCE_ADVERT: "广告", "Advertising";
        "social" SOURCE_SOCIAL: "社交媒体", "Social media";
        "partner" SOURCE_PARTNER: "合作伙伴", "Partner";
        "inbound" SOURCE_INBOUND: "主动咨询", "Inbound enquiry";
        "other" SOURCE_OTHER: "其他", "Other";
    }
    "channel" CHANNEL: "渠道", "Channel" {
        "direct" CHANNEL_DIRECT: "直销", "Direct";
        "distributor" CHANNEL_DISTRIBUTOR: "经销商", "Distributor";
        "agent" CHANNEL_AGENT: "代理商", "Agent";
        "ecommerce" CHANNEL_ECOMMERCE: "电商", "E-commerce";
    }
    "industry" INDUSTRY: "行业", "Industry" {
        "manufacturing" INDUSTRY_MANUFACTURING: "制造业", "Manufacturing";
        "retail" INDUSTRY_RETAIL: "零售", "Retail";
        "logistics" INDUSTRY_LOGISTICS: "物流", "Logistics";
        "it" INDUSTRY_IT: "信息技术", "Information technology";
        "finance" INDUSTRY_FINANCE: "金融", "Finance";
        "health" INDUSTRY_HEALTH: "医疗健康", "Health care";
        "education" INDUSTRY_EDUCATION: "教育", "Education";
        "construction" INDUSTRY_CONSTRUCTION: "建筑", "Construction";
        "energy" INDUSTRY_ENERGY: "能源", "Energy";
        "food" INDUSTRY_FOOD: "食品", "Food";
        "hospitality" INDUSTRY_HOSPITALITY: "酒店餐饮", "Hospitality";
        "public" INDUSTRY_PUBLIC: "政府与公共机构", "Public sector";
        "other" INDUSTRY_OTHER: "其他", "Other";
    }
    "tier" TIER: "客户等级", "Tier" {
        "a" TIER_A: "A", "A";
        "b" TIER_B: "B", "B";
        "c" TIER_C: "C", "C";
    }
    "customer_group" CUSTOMER_GROUP: "客户群", "Customer group" {
        "enterprise" GROUP_ENTERPRISE: "大型企业", "Enterprise";
        "midsize" GROUP_MIDSIZE: "中型企业", "Mid-size company";
        "small" GROUP_SMALL: "小微企业", "Small business";
        "public" GROUP_PUBLIC: "公共机构", "Public body";
        "private" GROUP_PRIVATE: "个人", "Private person";
    }
    "lost_reason" LOST_REASON: "输单原因", "Lost reason" {
        "price" LOST_PRICE: "价格太高", "Price too high";
        "competitor" LOST_COMPETITOR: "选择了竞争对手", "Chose a competitor";
        "no_budget" LOST_NO_BUDGET: "没有预算", "No budget";
        "no_need" LOST_NO_NEED: "需求取消", "No need any more";
        "product_fit" LOST_PRODUCT_FIT: "产品不符合需求", "Product does not fit";
        "timing" LOST_TIMING: "时机不合适", "Bad timing";
        "no_answer" LOST_NO_ANSWER: "客户失去联系", "No answer any more";
        "service" LOST_SERVICE: "对服务不满意", "Unhappy with the service";
        "other" LOST_OTHER: "其他", "Other";
    }
    "activity_kind" ACTIVITY_KIND: "跟进方式", "Activity kind" {
        "call" ACTIVITY_CALL: "电话", "Call";
        "visit" ACTIVITY_VISIT: "拜访", "Visit";
        "mail" ACTIVITY_MAIL: "邮件", "Mail";
        "chat" ACTIVITY_CHAT: "即时消息", "Chat";
        "meeting" ACTIVITY_MEETING: "会议", "Meeting";
        "demo" ACTIVITY_DEMO: "演示", "Demo";
        "return_visit" ACTIVITY_RETURN_VISIT: "回访", "Return visit";
        "other" ACTIVITY_OTHER: "其他", "Other";
    }
    "competitor" COMPETITOR: "竞争对手", "Competitor" {
        "integrator" COMPETITOR_INTEGRATOR: "本地集成商", "Local integrator";
        "in_house" COMPETITOR_IN_HOUSE: "客户自建", "Built in-house";
    }
    "tag" TAG: "标签", "Tag" {}
}

/// The seven stages of the default pipeline, in order.
pub const STAGES: [StageText; 7] = [
    StageText { key: "lead", name: STAGE_LEAD, meaning: STAGE_LEAD_MEANING },
    StageText { key: "prospect", name: STAGE_PROSPECT, meaning: STAGE_PROSPECT_MEANING },
    StageText { key: "contact", name: STAGE_CONTACT, meaning: STAGE_CONTACT_MEANING },
    StageText { key: "proposal", name: STAGE_PROPOSAL, meaning: STAGE_PROPOSAL_MEANING },
    StageText { key: "negotiation", name: STAGE_NEGOTIATION, meaning: STAGE_NEGOTIATION_MEANING },
    StageText { key: "won", name: STAGE_WON, meaning: STAGE_WON_MEANING },
    StageText { key: "after", name: STAGE_AFTER, meaning: STAGE_AFTER_MEANING },
];

/// The entries of a standard list (key, name) in order; empty for an unknown list.
pub fn entries(list_key: &str) -> &'static [(&'static str, Text)] {
    LISTS.iter().find(|(key, _, _)| *key == list_key).map_or(&[], |(_, _, entries)| entries)
}

/// The name of one entry of a standard list; `None` if it is not a standard one.
pub fn entry_name(list_key: &str, entry_key: &str) -> Option<Text> {
    entries(list_key).iter().find(|(key, _)| *key == entry_key).map(|(_, name)| *name)
}

/// The name of a standard list; `None` for an unknown one.
pub fn list_name(list_key: &str) -> Option<Text> {
    LISTS.iter().find(|(key, _, _)| *key == list_key).map(|(_, name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn entries_are_found_by_key() {
        assert_eq!(entries("tier").len(), 3);
        assert_eq!(entry_name("region", "east").map(|t| t.in_(Lang::Zh)), Some("华东"));
        assert_eq!(entry_name("region", "mars"), None);
        assert_eq!(list_name("lost_reason").map(|t| t.in_(Lang::En)), Some("Lost reason"));
        assert!(entries("nothing").is_empty());
    }

    #[test]
    fn keys_and_names_are_unique_within_a_list() {
        for (list, _, entries) in LISTS {
            let keys: BTreeSet<_> = entries.iter().map(|(key, _)| key).collect();
            let zh: BTreeSet<_> = entries.iter().map(|(_, name)| name.zh).collect();
            let en: BTreeSet<_> = entries.iter().map(|(_, name)| name.en).collect();
            assert!([keys.len(), zh.len(), en.len()].iter().all(|n| *n == entries.len()), "{list}");
        }
        let lists: BTreeSet<_> = LISTS.iter().map(|(key, _, _)| key).collect();
        assert_eq!(lists.len(), LISTS.len());
        let stages: BTreeSet<_> = STAGES.iter().map(|stage| (stage.key, stage.name.zh)).collect();
        assert_eq!(stages.len(), 7);
    }
}
