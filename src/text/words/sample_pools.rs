//! Word pools from which the sample data makes believable people, companies and products, per language.
//!
//! All of it is made up by combining common words; likeness to real companies or people is chance.
//! The lists are kept out of rustfmt, which would give each word a line.

use super::super::Lang;

/// Words to draw from, per language. The lists may differ in length.
#[derive(Clone, Copy, Debug)]
pub struct Pool {
    zh: &'static [&'static str],
    en: &'static [&'static str],
}

impl Pool {
    /// The words in one language; never empty.
    pub const fn in_(self, lang: Lang) -> &'static [&'static str] {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// Family names. Chinese ones stand before the given name without a space.
#[rustfmt::skip]
pub const FAMILY_NAMES: Pool = Pool {
    zh: &[
        "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何",
        "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "邓", "冯", "曹", "彭", "曾", "肖", "田",
        "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁", "任", "卢", "姚",
        "沈", "钟", "姜", "崔", "谭", "陆", "范", "汪", "廖", "石", "金", "韦", "贾", "夏", "付", "方", "邹",
        "熊", "白", "孟", "秦", "邱", "侯", "江", "尹", "薛", "单", "欧阳", "上官",
    ],
    en: &[
        "Adams", "Allen", "Baker", "Bell", "Bennett", "Brooks", "Brown", "Carter", "Clark", "Collins", "Cooper",
        "Cox", "Davies", "Edwards", "Evans", "Fisher", "Foster", "Fox", "Graham", "Grant", "Gray", "Green",
        "Hall", "Harris", "Hill", "Hughes", "Hunt", "Jackson", "James", "Johnson", "Jones", "Kelly", "King",
        "Knight", "Lee", "Lewis", "Marshall", "Martin", "Mason", "Miller", "Mitchell", "Moore", "Morgan",
        "Morris", "Murphy", "Murray", "Newton", "Owen", "Palmer", "Parker", "Patel", "Price", "Reed", "Reid",
        "Richards", "Roberts", "Robinson", "Rogers", "Scott", "Shaw", "Singh", "Smith", "Stone", "Taylor",
        "Thomas", "Turner", "Walker", "Ward", "Watson", "Webb", "White", "Wilson", "Wood", "Wright", "Young",
    ],
};

/// Given names.
#[rustfmt::skip]
pub const GIVEN_NAMES: Pool = Pool {
    zh: &[
        "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
        "霞", "平", "刚", "文静", "建国", "志强", "晓明", "海燕", "玉兰", "桂英", "秀珍", "俊杰", "子涵",
        "雨桐", "浩然", "欣怡", "宇轩", "梓萱", "嘉怡", "诗涵", "一鸣", "思远", "天宇", "佳琪", "慧敏", "国栋",
        "立新", "春梅", "冬生", "晨曦", "雪莹", "永康", "振华", "家豪", "美玲", "乐瑶", "重阳",
    ],
    en: &[
        "Alice", "Amy", "Andrew", "Anna", "Ben", "Beth", "Carol", "Charlotte", "Chris", "Claire", "Daniel",
        "David", "Ella", "Emily", "Emma", "Eric", "Fiona", "Frank", "George", "Grace", "Hannah", "Harry",
        "Helen", "Henry", "Ian", "Isla", "Jack", "Jane", "Jason", "Jenny", "Joan", "John", "Julia", "Karen",
        "Kate", "Kevin", "Laura", "Leo", "Lily", "Lucy", "Mark", "Mary", "Max", "Mia", "Michael", "Nick",
        "Nina", "Oliver", "Paul", "Peter", "Rachel", "Robert", "Ruth", "Sam", "Sara", "Simon", "Sophie",
        "Susan", "Theo", "Tom", "Victor", "Will", "Zoe",
    ],
};

/// Cities, as the first part of a company's name: the same ones in both languages, in the same order.
#[rustfmt::skip]
pub const CITIES: Pool = Pool {
    zh: &[
        "上海", "苏州", "杭州", "南京", "无锡", "宁波", "常州", "南通", "合肥", "绍兴", "嘉兴", "温州", "青岛",
        "济南", "厦门", "福州", "广州", "深圳", "佛山", "东莞", "南宁", "海口", "北京", "天津", "石家庄",
        "太原", "武汉", "长沙", "郑州", "成都", "重庆", "贵阳", "昆明", "西安", "兰州", "乌鲁木齐", "沈阳",
        "大连", "长春", "哈尔滨", "新加坡", "吉隆坡", "曼谷", "汉堡", "迪拜",
    ],
    en: &[
        "Shanghai", "Suzhou", "Hangzhou", "Nanjing", "Wuxi", "Ningbo", "Changzhou", "Nantong", "Hefei",
        "Shaoxing", "Jiaxing", "Wenzhou", "Qingdao", "Jinan", "Xiamen", "Fuzhou", "Guangzhou", "Shenzhen",
        "Foshan", "Dongguan", "Nanning", "Haikou", "Beijing", "Tianjin", "Shijiazhuang", "Taiyuan", "Wuhan",
        "Changsha", "Zhengzhou", "Chengdu", "Chongqing", "Guiyang", "Kunming", "Xi'an", "Lanzhou", "Urumqi",
        "Shenyang", "Dalian", "Changchun", "Harbin", "Singapore", "Kuala Lumpur", "Bangkok", "Hamburg", "Dubai",
    ],
};

/// The region of each of [`CITIES`]: so many of them, in their order, lie in this entry of the standard list of regions.
pub const CITY_REGIONS: [(usize, &str); 8] = [
    (16, "east"),
    (6, "south"),
    (4, "north"),
    (3, "central"),
    (4, "southwest"),
    (3, "northwest"),
    (4, "northeast"),
    (5, "overseas"),
];

/// The invented part of a company's name.
#[rustfmt::skip]
pub const COMPANY_STEMS: Pool = Pool {
    zh: &[
        "恒越", "新吴", "汇冷", "天宁", "海安", "锦程", "瑞丰", "博远", "启明", "华沐", "盛达", "金桥", "宏图",
        "嘉禾", "安泰", "东麓", "永盛", "中禾", "长风", "广源", "德隆", "正和", "润泽", "康宁", "百川", "鼎新",
        "联创", "卓越", "众合", "飞扬", "景行", "乐活", "绿洲", "蓝海", "星辰", "云帆", "佳美", "优品", "久久",
        "同心", "和谐", "晨光", "泰和", "万里", "方禾", "凯旋", "荣昌", "顺达", "利民", "兴禾", "重华", "曾氏",
    ],
    en: &[
        "Acornwood", "Alder", "Anchor", "Alpine", "Arrow", "Atlas", "Aurora", "Beacon", "Birch", "Bluebird",
        "Bridge", "Brook", "Cedar", "Clover", "Compass", "Copper", "Coral", "Crown", "Dale", "Eagle", "Ember",
        "Falcon", "Fern", "Forge", "Garnet", "Harbour", "Hazel", "Heron", "Horizon", "Ivy", "Juniper",
        "Kestrel", "Lantern", "Larch", "Lighthouse", "Linden", "Maple", "Meadow", "Meridian", "Mill",
        "North Star", "Oak", "Orchard", "Osprey", "Pebble", "Pine", "Quarry", "Raven", "Ridge", "River",
        "Rowan", "Sage", "Silver", "Spruce", "Summit", "Swift", "Thistle", "Timber", "Vale", "Willow",
    ],
};

/// What a company does, as the last part of its name: the same ones in both languages, in the same order.
#[rustfmt::skip]
pub const COMPANY_TRADES: Pool = Pool {
    zh: &[
        "物流", "科技", "精密制造", "茶业", "冷链", "制药", "家居", "电子", "机械", "食品", "纺织", "建材",
        "化工", "医疗器械", "新能源", "商贸", "教育", "餐饮管理", "酒店", "包装", "印刷", "汽车配件", "环保",
        "软件", "文化传媒",
    ],
    en: &[
        "Logistics", "Technology", "Precision", "Tea", "Cold Chain", "Pharma", "Furniture", "Electronics",
        "Machinery", "Foods", "Textiles", "Materials", "Chemicals", "Medical", "Energy", "Trading", "Learning",
        "Catering", "Hotels", "Packaging", "Printing", "Motors", "Environment", "Software", "Media",
    ],
};

/// The line of business of each of [`COMPANY_TRADES`], from the standard list of industries.
pub const TRADE_INDUSTRIES: [&str; 25] = [
    "logistics",
    "it",
    "manufacturing",
    "food",
    "logistics",
    "health",
    "retail",
    "manufacturing",
    "manufacturing",
    "food",
    "manufacturing",
    "construction",
    "manufacturing",
    "health",
    "energy",
    "retail",
    "education",
    "hospitality",
    "hospitality",
    "manufacturing",
    "manufacturing",
    "manufacturing",
    "energy",
    "it",
    "other",
];

/// The legal form, the very end of a company's name. Chinese follows without a space.
#[rustfmt::skip]
pub const COMPANY_FORMS: Pool = Pool {
    zh: &[
        "有限公司", "股份有限公司", "集团", "有限责任公司",
    ],
    en: &[
        "Ltd", "Inc", "Group", "LLC", "plc",
    ],
};

/// Products to sell.
#[rustfmt::skip]
pub const PRODUCTS: Pool = Pool {
    zh: &[
        "WMS 标准版", "WMS 企业版", "智能仓储", "配送调度系统", "门店数字化", "冷链监控", "条码设备",
        "实施服务", "年度运维", "数据看板", "培训课程", "云存储套餐",
    ],
    en: &[
        "WMS Standard", "WMS Enterprise", "Smart Warehouse", "Dispatch System", "Store Suite",
        "Cold Chain Monitor", "Barcode Devices", "Rollout Service", "Yearly Support", "Data Dashboard",
        "Training Course", "Cloud Storage Plan",
    ],
};

/// Positions of contacts.
#[rustfmt::skip]
pub const POSITIONS: Pool = Pool {
    zh: &[
        "总经理", "采购经理", "运营总监", "信息主管", "仓储经理", "财务经理", "厂长", "店长", "项目经理",
        "行政主管",
    ],
    en: &[
        "Managing director", "Purchasing manager", "Head of operations", "Head of IT", "Warehouse manager",
        "Finance manager", "Plant manager", "Store manager", "Project manager", "Office manager",
    ],
};

/// Tags of customers.
#[rustfmt::skip]
pub const TAGS: Pool = Pool {
    zh: &[
        "老客户", "价格敏感", "决策快", "需要发票", "可做案例", "多门店", "出口", "国企",
    ],
    en: &[
        "Long-standing", "Price-sensitive", "Decides fast", "Needs invoice", "Reference", "Many sites",
        "Exporter", "State-owned",
    ],
};

/// Competitors, the same ones in both languages.
#[rustfmt::skip]
pub const COMPETITORS: Pool = Pool {
    zh: &[
        "蓝鹊软件", "石榴系统", "青松数据", "短笛科技",
    ],
    en: &[
        "Bluejay Software", "Pomegranate Systems", "Green Pine Data", "Piccolo Tech",
    ],
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn pools_with_facts_beside_them_are_as_long_in_both_languages() {
        for pool in [CITIES, COMPANY_TRADES, PRODUCTS, TAGS, COMPETITORS] {
            assert_eq!(pool.in_(Lang::Zh).len(), pool.in_(Lang::En).len());
        }
        assert_eq!(CITY_REGIONS.iter().map(|r| r.0).sum::<usize>(), CITIES.in_(Lang::En).len());
        assert_eq!(TRADE_INDUSTRIES.len(), COMPANY_TRADES.in_(Lang::En).len());
        let known = |list, key| super::super::lists::entry_name(list, key).is_some();
        assert!(CITY_REGIONS.iter().all(|(_, key)| known("region", key)));
        assert!(TRADE_INDUSTRIES.iter().all(|key| known("industry", key)));
    }

    #[test]
    fn pools_hold_distinct_words_and_enough_of_them() {
        for (name, pool, least) in [
            ("family", FAMILY_NAMES, 60),
            ("given", GIVEN_NAMES, 50),
            ("cities", CITIES, 30),
            ("stems", COMPANY_STEMS, 50),
            ("trades", COMPANY_TRADES, 20),
            ("forms", COMPANY_FORMS, 4),
            ("products", PRODUCTS, 12),
            ("positions", POSITIONS, 10),
            ("tags", TAGS, 8),
        ] {
            for lang in Lang::ALL {
                let words = pool.in_(lang);
                assert!(words.len() >= least, "{name} {lang:?}: {}", words.len());
                assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "{name} {lang:?} repeats a word");
                assert!(words.iter().all(|word| !word.is_empty() && word.trim() == *word), "{name} {lang:?}");
            }
        }
    }
}
