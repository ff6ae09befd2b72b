//! Phrases of the sample data: deal titles, activity notes, task titles, teams. The word pools are in `sample_pools`.

words! {
    TEAM_OF: "{region}团队", "{region} team";
    DIVISION: "销售{n}部", "Sales division {n}";
    COMPANY: "示例公司", "Sample company";

    // deals: {product} is a product's name
    DEAL_FIRST: "{product}首单", "{product}, first order";
    DEAL_PHASE_ONE: "{product}一期", "{product}, phase 1";
    DEAL_PHASE_TWO: "{product}二期", "{product}, phase 2";
    DEAL_UPGRADE: "{product}升级", "{product} upgrade";
    DEAL_RENEWAL: "{product}续约", "{product} renewal";
    DEAL_YEARLY: "{product}年度框架", "{product}, yearly frame";
    DEAL_TRIAL: "{product}试点", "{product} trial";
    DEAL_EXTENSION: "{product}扩容", "{product} extension";

    // activities
    NOTE_INTRO: "介绍了公司和产品，对方愿意进一步了解。", "Introduced the company and the product; they want to know more.";
    NOTE_NEEDS: "了解了现状和需求，主要痛点是效率。", "Went through their situation and needs; the main pain is efficiency.";
    NOTE_DEMO: "演示顺利，使用部门反馈不错。", "The demo went well; the users liked it.";
    NOTE_QUOTE: "已发送报价，对方正在比较。", "Sent the quote; they are comparing.";
    NOTE_INTERFACE: "对方关心与现有系统的对接，需补充接口清单。", "They care about the interfaces to their system; send the list.";
    NOTE_PRICE: "价格仍有分歧，希望再让两个点。", "Still apart on price; they ask for two points more.";
    NOTE_BUDGET: "预算要到下季度才能确定。", "The budget is decided next quarter.";
    NOTE_BOSS: "决策人更换，需要重新沟通。", "Somebody else decides now: start over with them.";
    NOTE_NO_ANSWER: "电话未接通，稍后再试。", "No answer; try later.";
    NOTE_VISIT: "上门拜访，参观了现场。", "Visited them and saw the site.";
    NOTE_CONTRACT: "合同条款基本确认，等待盖章。", "The terms are agreed; waiting for the signature.";
    NOTE_AFTER: "交付后回访，客户满意。", "Return visit after delivery; the customer is happy.";
    NOTE_REFERRAL: "客户愿意介绍一家同行。", "They will introduce us to another company.";

    // tasks
    TASK_CALL_BACK: "回电确认报价范围", "Call back about the scope of the quote";
    TASK_SEND_SAMPLE: "寄样品", "Send a sample";
    TASK_SEND_QUOTE: "发送报价", "Send the quote";
    TASK_DEMO: "安排产品演示", "Arrange a demo";
    TASK_VISIT: "上门拜访", "Visit them";
    TASK_CONTRACT: "准备合同", "Prepare the contract";
    TASK_INTERFACES: "补充接口清单", "Send the list of interfaces";
    TASK_RETURN_VISIT: "回访", "Return visit";
    TASK_DECISION: "确认决策流程", "Find out how they decide";

    TASK_BIRTHDAY: "发送生日祝福", "Send birthday wishes";
    TASK_CARE: "节前问候", "Greetings before the holiday";
    RESULT_DONE: "已完成，对方确认收到。", "Done; they confirmed it.";
    RESULT_LATER: "对方要求下周再谈。", "They asked to talk again next week.";

    // customers and leads
    NEEDS_STOCK: "库存不准，希望实时盘点。", "Stock figures are wrong; they want live counts.";
    NEEDS_SITES: "多个仓库需要统一管理。", "Several sites to be run as one.";
    NEEDS_COST: "希望降低配送成本。", "Wants cheaper deliveries.";
    PREFERS_VISITS: "喜欢当面沟通，不接受电话报价。", "Prefers to meet; no quotes by phone.";
    PREFERS_MAIL: "资料请先发邮件。", "Send material by mail first.";
    INTEREST_PRICE: "咨询价格和实施周期。", "Asked about price and time of rollout.";
    INTEREST_DEMO: "希望看一次产品演示。", "Would like to see a demo.";
    INTEREST_CASE: "想了解同行业案例。", "Asked for cases in their trade.";

    // units of products
    UNIT_SET: "套", "set";
    UNIT_PIECE: "台", "piece";
    UNIT_DAY: "人天", "person-day";
    UNIT_YEAR: "年", "year";
    UNIT_SESSION: "场", "session";

    // outcomes
    LOST_NOTE_PRICE: "竞争对手报价低约一成。", "The competitor was some ten per cent cheaper.";
    LOST_NOTE_BUDGET: "今年预算被冻结。", "This year's budget is frozen.";
    LOST_NOTE_FIT: "缺少他们必需的一项功能。", "One function that they must have is missing.";
    LOST_NOTE_SILENT: "多次联系没有回复。", "No answer after several attempts.";
    GOAL_YEAR_REVENUE: "年度销售额", "Revenue of the year";
    GOAL_REASON_MARKET: "市场好于预期，上调目标。", "The market is better than expected: raised.";
    GOAL_REASON_STAFF: "人员变动，下调目标。", "Fewer people: lowered.";
}
