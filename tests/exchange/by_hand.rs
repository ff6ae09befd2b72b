//! Files written by hand: names as references, no ids, no stamps, no stage changes.

use super::{fixture, read_bytes, write};
use loudou::domain::dataset::Dataset;
use loudou::domain::deals::{history, state, Status};
use loudou::domain::id::Id;
use loudou::domain::records::{
    activity, contact, customer, deal, deal_line, lead, list_entry, stage, stage_change, Table,
};
use loudou::domain::row::Row;
use loudou::domain::value::Moment;

fn small() -> Dataset {
    read_bytes(&fixture("v1_small.json")).unwrap_or_else(|r| panic!("{:?}", r.problems)).into_dataset()
}

fn named(data: &Dataset, table: Table, name: &str) -> Row {
    let key = table.record().natural.unwrap();
    data.live(table).find(|row| row.text(key) == name).unwrap_or_else(|| panic!("{name}")).clone()
}

fn stage_name(data: &Dataset, id: Option<Id>) -> String {
    data.get(Table::Stage, id.unwrap()).unwrap().text(stage::EN).to_string()
}

/// Date, stage and status of each change of a deal, oldest first.
fn story(data: &Dataset, name: &str) -> Vec<(String, String, String)> {
    let deal = named(data, Table::Deal, name);
    let tell = |c: &Row| {
        let at = c.moment(stage_change::AT).map(|m| m.to_string()).unwrap_or_default();
        (at, stage_name(data, c.link(stage_change::TO)), c.text(stage_change::STATE).to_string())
    };
    history(data, deal.id).into_iter().map(tell).collect()
}

fn tale(parts: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    parts.iter().map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string())).collect()
}

#[test]
fn names_find_their_rows() {
    let data = small();
    let acme = named(&data, Table::Customer, "上海明远科技有限公司");
    let harbor = named(&data, Table::Customer, "Blue Harbor Ltd.");
    let rep = data.follow(Table::Customer, &acme, customer::OWNER).unwrap();
    assert_eq!(rep.text(loudou::domain::records::rep::NAME), "李娜");
    let name = |row: &Row, key| data.follow(Table::Customer, row, key).unwrap().text(list_entry::EN).to_string();
    assert_eq!(name(&acme, customer::REGION), "East China");
    assert_eq!(name(&acme, customer::INDUSTRY), "Manufacturing");
    assert_eq!(name(&harbor, customer::SOURCE), "Trade fair");
    assert_eq!(acme.set_ids("tags"), vec![named(&data, Table::ListEntry, "参考客户").id]);
    assert_eq!(harbor.link(customer::REFERRED_BY), Some(acme.id));
    // Two people of one name: the deal's customer says which.
    let phase_one = named(&data, Table::Deal, "巡检机器人一期");
    let wang = data.follow(Table::Deal, &phase_one, deal::CONTACT).unwrap();
    assert_eq!(wang.link(contact::CUSTOMER), Some(acme.id));
    let call = data.live(Table::Activity).next().unwrap();
    assert_eq!(call.moment(activity::AT), Moment::parse("2026-11-20T14:30"));
    assert_eq!(data.referring(Table::Activity, activity::ABOUT, harbor.id).count(), 1);
    assert_eq!(data.live(Table::DealLine).next().unwrap().decimal(deal_line::QUANTITY), Some(2_000_000));
    assert_eq!(named(&data, Table::Lead, "宁波海川物流").text(lead::STATUS), "open");
}

#[test]
fn stage_status_and_dates_become_stage_changes() {
    let data = small();
    assert_eq!(
        story(&data, "巡检机器人一期"),
        tale(&[("2026-03-05", "Qualified", "open"), ("2026-06-18", "Won", "won")])
    );
    assert_eq!(
        story(&data, "Harbor cameras"),
        tale(&[("2026-09-01", "Qualified", "open"), ("2026-09-20", "Proposal", "open")])
    );
    // Since when is not known, and nothing is made up.
    assert_eq!(story(&data, "维保服务"), tale(&[("", "Proposal", "open")]));
    assert_eq!(story(&data, "试用"), tale(&[("2026-05-01", "Qualified", "open"), ("2026-05-20", "Qualified", "lost")]));
    assert_eq!(story(&data, "Spare parts"), tale(&[("", "Qualified", "open")]));

    let won = named(&data, Table::Deal, "巡检机器人一期");
    let now = state(&data, &won);
    assert_eq!((now.status, now.closed), (Status::Won, Moment::parse("2026-06-18").map(|m| m.date)));
    assert_eq!(won.money(deal::AMOUNT).map(|m| m.minor), Some(9_600_000));
    let credit = won.get(deal::CREDIT).unwrap().ids();
    assert_eq!(credit[0], won.link(deal::OWNER).unwrap());
    assert_eq!(data.rows(Table::Team).get(credit[1]).map(|t| t.id), Some(named(&data, Table::Team, "华东组").id));
    let lost = named(&data, Table::Deal, "试用");
    assert!(lost.outcome(deal::OUTCOME).and_then(|o| o.competitor).is_some());
    for row in data.live(Table::Deal) {
        let place = loudou::domain::deals::place(row).unwrap();
        assert_eq!(Some(place.stage), state(&data, row).stage, "{}", row.text(deal::NAME));
        assert!(!place.order.is_empty());
    }
}

#[test]
fn the_same_file_gives_the_same_rows_and_what_was_left_out_comes_from_the_starter() {
    let bytes = fixture("v1_small.json");
    let (a, b) = (read_bytes(&bytes).unwrap(), read_bytes(&bytes).unwrap());
    assert_eq!(a, b);
    let data = a.into_dataset();
    assert_eq!(data.settings().unwrap().text(loudou::domain::records::settings::NAME), "华东小队");
    assert_eq!(data.live(Table::Stage).count(), 7);
    // The file has a list table of its own, so only the entries that it names came along.
    assert_eq!(data.live(Table::ListEntry).filter(|e| e.text(list_entry::LIST) == "region").count(), 1);
    let text = String::from_utf8(write(&data)).unwrap();
    let again = read_bytes(text.as_bytes()).unwrap();
    assert!(again.warnings.is_empty(), "{:?}", again.warnings);
    assert_eq!(String::from_utf8(write(&again.into_dataset())).unwrap(), text);
}

#[test]
fn shorthand_that_contradicts_itself_is_refused() {
    let deal = |rest: &str| {
        let text = format!(
            "{{\"format\":\"loudou-workspace\",\"version\":1,\"tables\":{{\"customer\":[{{\"name\":\"A\"}}],\
             \"deal\":[{{\"name\":\"D\",\"customer\":\"A\",{rest}}}]}}}}"
        );
        match read_bytes(text.as_bytes()) {
            Ok(_) => (String::new(), String::new()),
            Err(report) => (report.problems[0].code.to_string(), report.problems[0].path.clone()),
        }
    };
    for (rest, code, field) in [
        ("\"stage\":\"线索\"", "stage_not_for_deals", "stage"),
        ("\"stage\":\"合作\",\"status\":\"lost\"", "bad_value", "status"),
        ("\"status\":\"lost\",\"outcome\":{\"kind\":\"won\"}", "bad_value", "status"),
        ("\"status\":\"maybe\"", "bad_choice", "status"),
        ("\"status\":\"won\",\"created\":\"2026-05-02\",\"closed\":\"2026-05-01\"", "date_order", "closed"),
        ("\"stage\":\"Nowhere\"", "name_not_found", "stage"),
        ("\"pipeline\":\"Other\"", "name_not_found", "pipeline"),
    ] {
        assert_eq!(deal(rest), (code.to_string(), format!("tables.deal[0].{field}")), "{rest}");
    }
    for rest in ["\"stage\":\"合作\"", "\"stage\":\"After-sales\",\"closed\":\"2026-05-01\"", "\"status\":\"invalid\""]
    {
        assert_eq!(deal(rest).0, "", "{rest}");
    }
}

#[test]
fn stage_changes_in_the_file_count_before_shorthand() {
    let text = r#"{"format":"loudou-workspace","version":1,"tables":{
        "customer":[{"name":"A"}],
        "deal":[{"name":"D","customer":"A","stage":"提案"}],
        "stage_change":[{"deal":"D","to":"潜在客户","at":"2026-04-01"},{"deal":"D","to":"谈判","at":"2026-04-01"},{"deal":"D","to":"合作","at":"2026-05-01"}]}}"#;
    let import = read_bytes(text.as_bytes()).unwrap_or_else(|r| panic!("{:?}", r.problems));
    assert_eq!(import.warnings.iter().map(|w| w.code).collect::<Vec<_>>(), ["shorthand_ignored"]);
    let data = import.into_dataset();
    assert_eq!(
        story(&data, "D"),
        tale(&[
            ("2026-04-01", "Qualified", "open"),
            ("2026-04-01", "Negotiation", "open"),
            ("2026-05-01", "Won", "won")
        ])
    );
    let row = named(&data, Table::Deal, "D");
    assert_eq!(row.outcome(deal::OUTCOME).and_then(|o| o.date), Moment::parse("2026-05-01").map(|m| m.date));
}
