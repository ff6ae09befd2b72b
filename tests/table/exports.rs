//! The exports of each program, in both languages: the same deals, people and customers in each one's own names and styles.

use super::*;
use loudou::domain::deals::{first_open_stage, history, state, Status};
use loudou::domain::records::{contact, customer, deal, deal_line, lead, list_entry, rep, stage, stage_change};
use loudou::exchange::table::columns::Target;
use loudou::exchange::table::plan::Fate;

/// What differs between the programs.
struct Export {
    file: &'static str,
    preset: &'static str,
    currency: &'static str,
    /// The stage of the open deal.
    stage: &'static str,
    /// Since when it is there, where the export says so.
    since: &'static str,
    /// The reason of the lost deal.
    reason: &'static str,
    zh: bool,
}

const fn export(
    file: &'static str,
    preset: &'static str,
    stage: &'static str,
    since: &'static str,
    reason: &'static str,
    zh: bool,
) -> Export {
    Export { file, preset, currency: "CNY", stage, since, reason, zh }
}

fn exports() -> Vec<Export> {
    vec![
        export("zoho_deals_en.csv", "zoho", "Proposal/Price Quote", "", "Price", false),
        export("zoho_deals_zh.csv", "zoho", "提案/报价", "", "价格", true),
        export("hubspot_deals_en.csv", "hubspot", "Presentation scheduled", "", "Price too high", false),
        export("hubspot_deals_zh.csv", "hubspot", "已安排演示", "", "价格太高", true),
        export("pipedrive_deals_en.csv", "pipedrive", "Proposal Made", "2026-09-20T09:30", "Price too high", false),
        export("pipedrive_deals_zh.csv", "pipedrive", "提案", "", "价格太高", true),
        Export {
            currency: "USD",
            ..export(
                "salesforce_deals_en.csv",
                "salesforce",
                "Proposal/Price Quote",
                "2026-09-20",
                "Price too high",
                false,
            )
        },
        export("salesforce_deals_zh.csv", "salesforce", "建议/报价", "", "", true),
        export("fxiaoke_deals_zh.csv", "fxiaoke", "方案/报价", "2026-09-20T09:30", "价格太高", true),
        export("fxiaoke_deals_en.csv", "fxiaoke", "Quotation", "", "", false),
        export("wukong_deals_zh.csv", "wukong", "方案报价", "", "", true),
        export("wukong_deals_en.csv", "wukong", "Quotation", "", "", false),
        export("plain_deals_zh.csv", "plain", "提案", "", "价格太高", true),
        Export { currency: "EUR", ..export("plain_deals_en.csv", "plain", "Proposal", "", "Price too high", false) },
    ]
}

/// Day, stage and status of each change of a deal, oldest first.
fn story(data: &Dataset, deal: &Row) -> Vec<(String, String, String)> {
    let tell = |c: &Row| {
        let at = c.date(stage_change::AT).map(|d| d.to_string()).unwrap_or_default();
        (at, stage_name(data, c.link(stage_change::TO)), c.text(stage_change::STATE).to_string())
    };
    history(data, deal.id).into_iter().map(tell).collect()
}

/// The names of a stage: one that came with the app has two.
fn stage_name(data: &Dataset, id: Option<loudou::domain::id::Id>) -> String {
    let row = data.get(Table::Stage, id.unwrap()).unwrap();
    format!("{}|{}", row.text(stage::ZH), row.text(stage::EN))
}

fn one(at: &str, stage: &str, status: &str) -> (String, String, String) {
    (at.to_string(), stage.to_string(), status.to_string())
}

#[test]
fn deals_come_out_right() {
    for Export { file, preset, currency, stage, since, reason, zh } in exports() {
        let mut data = workspace();
        let (guess, plan) = import(&mut data, file, 1);
        assert_eq!((guess.mapping.table, guess.mapping.preset.as_str()), (Table::Deal, preset), "{file}");
        for (column, found) in guess.mapping.columns.iter().zip(&guess.columns) {
            assert!(!found.is_open(column), "{file}: {column:?} {found:?}");
        }
        let names = if zh {
            ["机器人一期", "摄像头", "试用", "年度维护"]
        } else {
            ["Robots, first batch", "Cameras", "Trial", "Yearly service"]
        };
        let [won, open, lost, new] = names.map(|name| named(&data, Table::Deal, name));
        let first = first_open_stage(&data, won.link(deal::PIPELINE).unwrap());
        let first = &stage_name(&data, first);

        // The rows that cannot be taken are named, with their column; what they would have made besides is not there.
        let refused: Vec<_> = plan.rejected.iter().map(|r| (r.row, r.reason.code, r.reason.value.as_str())).collect();
        assert_eq!(refused, [(4, "required", ""), (5, "no_such_date", "2026-02-30")], "{file}");
        let is_customer = |target: &Target| ["customer.name", "deal.customer"].contains(&target.to_string().as_str());
        let column = guess.mapping.columns.iter().position(|c| c.target.as_ref().is_some_and(is_customer));
        assert_eq!(plan.rejected[0].reason.column, column, "{file}");
        assert_eq!(plan.with(Fate::Created), 4, "{file}");
        assert_eq!(data.live(Table::Deal).count(), 4);
        assert_eq!(data.live(Table::Customer).count(), 2, "{file}");
        assert_eq!(data.live(Table::Rep).count(), 2, "{file}");

        // Amounts.
        let money = |row: &Row| row.money(deal::AMOUNT).map(|m| (m.minor, m.currency.code().to_string()));
        assert_eq!(money(&won), Some((9_600_000, currency.into())), "{file}");
        assert_eq!(money(&open), Some((1_200_050, currency.into())), "{file}");
        assert_eq!(money(&lost), Some((150_000, currency.into())), "{file}");
        let sum: i64 = data.live(Table::Deal).filter_map(|row| row.money(deal::AMOUNT)).map(|m| m.minor).sum();
        assert_eq!(sum, 9_600_000 + 1_200_050 + 150_000 + if file == "plain_deals_en.csv" { 375_000 } else { 0 });

        // References.
        let customer =
            |row: &Row| data.follow(Table::Deal, row, deal::CUSTOMER).unwrap().text(customer::NAME).to_string();
        let owner = |row: &Row| data.follow(Table::Deal, row, deal::OWNER).unwrap().text(rep::NAME).to_string();
        let (a, b) = if zh {
            ("明远示例公司", "蓝港示例公司")
        } else {
            ("Acme Example Ltd.", "Blue Harbor Example, Inc.")
        };
        assert_eq!([&won, &open, &lost, &new].map(customer), [a, b, b, a], "{file}");
        let (a, b) = if zh { ("李娜", "周强") } else { ("Li Na", "Tom Baker") };
        assert_eq!([&won, &open, &lost, &new].map(owner), [a, b, b, a], "{file}");

        // Stages and histories, as far as the dates tell.
        assert_eq!(
            story(&data, &won),
            [one("2026-03-05", first, "open"), one("2026-06-18", "合作|Won", "won")],
            "{file}"
        );
        let outcome = won.outcome(deal::OUTCOME).unwrap();
        assert_eq!(outcome.date.unwrap().to_string(), "2026-06-18");
        let credited = won.get(deal::CREDIT).unwrap().ids();
        assert_eq!(credited[0], won.link(deal::OWNER).unwrap(), "{file}");

        let at = state(&data, &open);
        let name = stage_name(&data, at.stage);
        assert!(at.status == Status::Open && name.split('|').any(|part| part == stage), "{file}: {name}");
        assert_eq!(at.since.map(|d| d.to_string()).unwrap_or_default(), since.get(..10).unwrap_or_default(), "{file}");
        let known = if since.is_empty() { 1 } else { 2 };
        assert_eq!(story(&data, &open).len(), known, "{file}");
        assert_eq!(open.date(deal::EXPECTED_CLOSE).unwrap().to_string(), "2026-12-15", "{file}");
        assert_eq!(open.date(deal::CREATED).unwrap().to_string(), "2026-09-01");

        let tale = story(&data, &lost);
        assert_eq!(tale.first(), Some(&one("2026-05-13", first, "open")), "{file}");
        assert_eq!(
            (tale.last().unwrap().0.as_str(), tale.last().unwrap().2.as_str()),
            ("2026-05-20", "lost"),
            "{file}"
        );
        let given = lost.outcome(deal::OUTCOME).unwrap().reason.map(|id| data.get(Table::ListEntry, id).unwrap());
        let given =
            given.map(|row| [list_entry::ZH, list_entry::EN].map(|key| row.text(key).to_string())).unwrap_or_default();
        assert!(given.contains(&reason.to_string()), "{file}: {given:?}");
        assert_eq!(state(&data, &new).status, Status::Open);

        // The board's columns: each deal has a place in its stage.
        for row in data.live(Table::Deal) {
            let place = loudou::domain::deals::place(row).unwrap();
            assert_eq!(Some(place.stage), state(&data, row).stage, "{file}");
        }
        // New pipelines have one won stage, at their end, and deals can begin in them.
        for row in data.live(Table::Pipeline) {
            let phases: Vec<_> =
                loudou::domain::deals::stages(&data, row.id).iter().map(|s| s.text(stage::PHASE).to_string()).collect();
            assert_eq!(phases.iter().filter(|p| *p == "won").count(), 1, "{file}");
            let last_open = phases.iter().rposition(|p| p == "open").unwrap();
            assert!(last_open < phases.iter().position(|p| p == "won").unwrap(), "{file}: {phases:?}");
        }
    }
}

#[test]
fn the_same_export_again_changes_nothing() {
    for Export { file, .. } in exports() {
        let mut data = workspace();
        import(&mut data, file, 1);
        let (_, again) = import(&mut data, file, 2);
        assert_eq!(again.patch.rows, [], "{file}");
        assert_eq!((again.with(Fate::Unchanged), again.rejected.len()), (4, 2), "{file}");
    }
}

#[test]
fn a_row_of_many_records() {
    let mut data = workspace();
    import(&mut data, "plain_deals_en.csv", 1);
    // Two people of one name at two customers, each with a mail.
    let people: Vec<&Row> = data.live(Table::Contact).collect();
    assert_eq!(people.len(), 2);
    assert!(people
        .iter()
        .all(|p| p.text(contact::NAME) == "Wang Wei" && p.text(contact::EMAIL) == "wang.wei@example.com"));
    let robots = named(&data, Table::Deal, "Robots, first batch");
    let who = data.follow(Table::Deal, &robots, deal::CONTACT).unwrap();
    assert_eq!(who.link(contact::CUSTOMER), robots.link(deal::CUSTOMER));
    // One product, a line in each deal; without an amount of its own, a deal has that of its lines.
    assert_eq!(data.live(Table::Product).count(), 1);
    let line = data.referring(Table::DealLine, deal_line::DEAL, robots.id).next().unwrap();
    assert_eq!(
        (line.decimal(deal_line::QUANTITY), line.money(deal_line::PRICE).unwrap().minor),
        (Some(1_500_000), 250_000)
    );
    assert_eq!(named(&data, Table::Deal, "Yearly service").money(deal::AMOUNT).unwrap().minor, 375_000);

    let mut data = workspace();
    import(&mut data, "plain_deals_zh.csv", 1);
    let rep = named(&data, Table::Rep, "李娜");
    let team = data.follow(Table::Rep, &rep, rep::TEAM).unwrap();
    assert_eq!(team.text(loudou::domain::records::team::NAME), "华东一部");
    // The credit is frozen with the team of the same row.
    assert!(named(&data, Table::Deal, "机器人一期").get(deal::CREDIT).unwrap().ids().contains(&team.id));
}

#[test]
fn people_come_out_right() {
    for file in [
        "zoho_contacts_en",
        "zoho_contacts_zh",
        "hubspot_contacts_en",
        "hubspot_contacts_zh",
        "pipedrive_people_en",
        "pipedrive_people_zh",
        "salesforce_contacts_en",
        "salesforce_contacts_zh",
        "fxiaoke_contacts_en",
        "fxiaoke_contacts_zh",
        "wukong_contacts_en",
        "wukong_contacts_zh",
        "plain_contacts_en",
        "plain_contacts_zh",
    ] {
        let mut data = workspace();
        let (guess, plan) = import(&mut data, &format!("{file}.csv"), 1);
        assert_eq!(guess.mapping.table, Table::Contact, "{file}");
        let preset = file.split('_').next().unwrap();
        // The columns of some are what everybody calls them.
        let unmarked = ["fxiaoke", "wukong"].contains(&preset) && guess.mapping.preset == "plain";
        assert!(guess.mapping.preset == preset || unmarked, "{file}: {}", guess.mapping.preset);
        let zh = file.ends_with("zh");
        let row = named(&data, Table::Contact, if zh { "王伟" } else { "Wei Wang" });
        assert_eq!(row.text(contact::PHONE), "+86 138 0013 8000", "{file}");
        assert_eq!(row.text(contact::EMAIL), "wang.wei@example.com", "{file}");
        assert_eq!(row.text(contact::TITLE), if zh { "采购经理" } else { "Buyer" }, "{file}");
        let company = data.follow(Table::Contact, &row, contact::CUSTOMER).unwrap();
        assert_eq!(company.text(customer::NAME), if zh { "明远示例公司" } else { "Acme Example Ltd." }, "{file}");
        let owner = data.follow(Table::Customer, company, customer::OWNER).unwrap();
        assert_eq!(owner.text(rep::NAME), if zh { "李娜" } else { "Li Na" }, "{file}");
        // A person without a company is a customer.
        let person = named(&data, Table::Customer, if zh { "陈梅" } else { "May Stone" });
        assert_eq!(person.text(customer::SORT), "person", "{file}");
        let refused: Vec<_> = plan.rejected.iter().map(|r| (r.row, r.reason.code, r.reason.value.as_str())).collect();
        assert_eq!(refused, [(2, "bad_email", "not a mail")], "{file}");
    }
}

#[test]
fn customers_leads_and_activities() {
    let mut data = workspace();
    let (guess, plan) = import(&mut data, "plain_customers_zh.csv", 1);
    assert_eq!(guess.mapping.table, Table::Customer);
    let acme = named(&data, Table::Customer, "明远示例公司");
    let entry = |row: &Row, key| data.follow(Table::Customer, row, key).unwrap().text(list_entry::ZH).to_string();
    assert_eq!(
        [customer::TIER, customer::REGION, customer::INDUSTRY].map(|key| entry(&acme, key)),
        ["A", "华东", "制造业"]
    );
    assert_eq!(acme.set_ids("tags").len(), 2);
    assert_eq!(acme.text(customer::NOTE), "第一行\n第二行");
    assert_eq!(acme.date(customer::CREATED).unwrap().to_string(), "2026-03-02");
    let harbor = named(&data, Table::Customer, "蓝港示例公司");
    assert_eq!(entry(&harbor, customer::REGION), "境外");
    let refused: Vec<_> = plan.rejected.iter().map(|r| (r.row, r.reason.code, r.reason.column)).collect();
    assert_eq!(refused, [(2, "row_twice", Some(0)), (3, "required", Some(0))]);
    assert_eq!(plan.rejected[0].cells[1], Cell::Text("C".into()));

    let (guess, plan) = import(&mut data, "plain_activities_zh.csv", 2);
    assert_eq!((guess.mapping.table, plan.with(Fate::Created)), (Table::Activity, 2));
    let about = loudou::domain::records::activity::ABOUT;
    assert_eq!(data.referring(Table::Activity, about, acme.id).count(), 1);
    assert_eq!(data.live(Table::Customer).count(), 2);

    let mut data = workspace();
    let (guess, _) = import(&mut data, "fxiaoke_customers_zh.csv", 1);
    assert_eq!((guess.mapping.table, guess.mapping.preset.as_str()), (Table::Customer, "fxiaoke"));
    assert_eq!(data.live(Table::Customer).count(), 2);

    let mut data = workspace();
    let (guess, plan) = import(&mut data, "zoho_leads_en.csv", 1);
    assert_eq!((guess.mapping.table, guess.mapping.preset.as_str()), (Table::Lead, "zoho"));
    let lead = named(&data, Table::Lead, "Sea Freight Example Co.");
    assert_eq!((lead.text(lead::CONTACT), lead.text(lead::STATUS)), ("Jo Field", "open"));
    let source = data.follow(Table::Lead, &lead, lead::SOURCE).unwrap();
    assert_eq!(source.text(list_entry::EN), "Trade fair");
    assert_eq!(named(&data, Table::Lead, "Ann Other").text(lead::STATUS), "invalid");
    assert_eq!(plan.rejected.iter().map(|r| (r.row, r.reason.code)).collect::<Vec<_>>(), [(2, "bad_choice")]);
}
