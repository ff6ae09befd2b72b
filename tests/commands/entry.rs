//! Entry rules: required, unique, formats, references, bulk edits, and rules of single tables.

use crate::desk::*;
use loudou::domain::command::{is_typed, Command, Refusal};
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{
    contact, customer, deal, goal, lead, own_field, rate, rep, settings, stage_change, task, team, Table, DELETED, OWN,
};
use loudou::domain::value::Value;

fn create(desk: &mut Desk, table: Table, cells: loudou::domain::command::Cells) -> Result<Id, Refusal> {
    desk.run(Command::Create { table, id: None, cells }).map(|plan| plan.subject.unwrap().1)
}

fn rule(desk: &mut Desk, field: &str, words: &str) {
    let cell = (Key::element("rules", field).unwrap(), text(words));
    desk.edit(Table::Settings, settings::ROW, vec![cell]).unwrap();
}

#[test]
fn texts_are_tidied_and_blank_ones_are_none() {
    let mut desk = Desk::new();
    let id = create(&mut desk, Table::Customer, vec![(customer::NAME, text(" A  b ")), (customer::NOTE, text(" \n "))])
        .unwrap();
    assert_eq!(
        (desk.row(Table::Customer, id).text(customer::NAME), desk.row(Table::Customer, id).get(customer::NOTE)),
        ("A  b", None)
    );
    assert_eq!(desk.edit(Table::Customer, id, vec![(customer::NAME, text(" "))]).unwrap_err().code, "required");
    assert_eq!(
        create(&mut desk, Table::Task, vec![(task::TITLE, text(" "))]).unwrap_err().fields,
        [(Table::Task, task::TITLE)]
    );
}

#[test]
fn writing_what_is_there_changes_nothing() {
    let mut desk = Desk::new();
    let cells = || vec![(customer::NOTE, text("x")), (customer::NAME, text("Acme"))];
    let plan = desk.edit(Table::Customer, ACME, cells()).unwrap();
    assert_eq!(plan.patch.rows[0].cells.len(), 1, "the name was the same: it gets no stamp");
    assert!(desk.edit(Table::Customer, ACME, cells()).unwrap().patch.is_empty());
}

#[test]
fn the_workspace_may_require_fields() {
    let mut desk = Desk::new();
    rule(&mut desk, "customer:phone", "required");
    rule(&mut desk, "customer:tags", "required");
    let mut cells = vec![(customer::NAME, text("B")), (customer::PHONE, text("021 555 777"))];
    assert_eq!(
        create(&mut desk, Table::Customer, cells.clone()).unwrap_err().fields,
        [(Table::Customer, customer::TAGS)]
    );
    let tag = desk.entry_of("tag", "VIP");
    let tagged = |on| (Key::element("tags", &tag.to_string()).unwrap(), Some(Value::Bool(on)));
    cells.push(tagged(true));
    let id = create(&mut desk, Table::Customer, cells).unwrap();
    assert_eq!(desk.edit(Table::Customer, id, vec![tagged(false)]).unwrap_err().code, "required");
    assert_eq!(desk.edit(Table::Customer, id, vec![(customer::PHONE, None)]).unwrap_err().code, "required");
    // Rows from before the rule may be edited otherwise.
    desk.edit(Table::Customer, ACME, vec![(customer::NOTE, text("old"))]).unwrap();
}

#[test]
fn the_workspace_may_forbid_twins() {
    let mut desk = Desk::new();
    rule(&mut desk, "customer:name", "unique required");
    let refusal = create(&mut desk, Table::Customer, vec![(customer::NAME, text("Acme "))]).unwrap_err();
    assert_eq!((refusal.code, refusal.rows), ("duplicate", vec![(Table::Customer, ACME)]));
    let b = create(&mut desk, Table::Customer, vec![(customer::NAME, text("B"))]).unwrap();
    // Two rows of one bulk edit are twins of each other.
    let bulk = Command::Edit { table: Table::Customer, ids: vec![ACME, b], cells: vec![(customer::NAME, text("C"))] };
    assert_eq!(desk.refused(bulk), "duplicate");
    desk.ok(delete(Table::Customer, b));
    create(&mut desk, Table::Customer, vec![(customer::NAME, text("B"))]).unwrap();
}

#[test]
fn a_bulk_edit_writes_all_rows_or_none() {
    let mut desk = Desk::new();
    let ids: Vec<Id> =
        ["A", "B"].map(|n| create(&mut desk, Table::Customer, vec![(customer::NAME, text(n))]).unwrap()).into();
    let cells = vec![(customer::TIER, Some(Value::Ref(entry("tier", "c")))), (customer::OWNER, Some(Value::Ref(BO)))];
    let bulk = |ids: &[Id]| Command::Edit { table: Table::Customer, ids: ids.to_vec(), cells: cells.clone() };
    assert_eq!(desk.refused(bulk(&[ids[0], Id::fixed(1, 77)])), "not_found");
    assert_eq!(desk.row(Table::Customer, ids[0]).get(customer::TIER), None);
    let plan = desk.ok(bulk(&ids));
    assert_eq!((plan.code.as_str(), plan.subject), ("customer.bulk", None));
    assert!(ids.iter().all(|id| desk.row(Table::Customer, *id).link(customer::OWNER) == Some(BO)));
}

#[test]
fn values_have_the_form_of_their_kind() {
    let mut desk = Desk::new();
    let mut code = |key, value| desk.edit(Table::Customer, ACME, vec![(key, Some(value))]).err().map(|r| r.code);
    for (mail, wrong) in
        [("a@b.cn", false), ("a@b", true), ("a b@c.cn", true), ("@b.cn", true), ("a@@b.cn", true), ("a@b..cn", true)]
    {
        assert_eq!(code(customer::EMAIL, Value::text(mail)), wrong.then_some("bad_email"), "{mail}");
    }
    for (phone, wrong) in [("+86 (21) 5555-1234", false), ("call me", true), ("12", true)] {
        assert_eq!(code(customer::PHONE, Value::text(phone)), wrong.then_some("bad_phone"), "{phone}");
    }
    assert_eq!(code(customer::CLASS, Value::text("gold")), Some("bad_choice"));
    assert_eq!(code(customer::NAME, Value::text("x".repeat(501))), Some("too_long"));
    assert_eq!(code(customer::ANNIVERSARY, Value::Int(3)), Some("wrong_type"));
    // Text that looks like an id is not a reference: it would be another value after a reload.
    assert_eq!(code(customer::OWNER, Value::text(ANN.to_string())), Some("wrong_type"));
    assert_eq!(
        code(customer::TIER, Value::Ref(entry("region", "east"))),
        Some("bad_reference"),
        "an entry of another list"
    );
    assert_eq!(code(customer::TAGS, Value::Bool(true)), Some("wrong_type"));
    assert_eq!(code(OWN, Value::text("x")), Some("wrong_type"));
    let unknown = Key::element("tags", &Id::fixed(1, 88).to_string()).unwrap();
    assert_eq!(code(unknown, Value::Bool(true)), Some("bad_reference"));
    assert_eq!(code(Key::dynamic("nonsense").unwrap(), Value::Bool(true)), Some("wrong_type"));
}

#[test]
fn own_fields_hold_what_they_say() {
    let mut desk = Desk::new();
    let mut own = |holds: &str, table: &str| {
        let cells = vec![
            (own_field::TABLE, text(table)),
            (own_field::ZH, text("f")),
            (own_field::HOLDS, text(holds)),
            (own_field::OPTIONS, text("red\nblue")),
        ];
        let id = create(&mut desk, Table::OwnField, cells).unwrap();
        Key::element("own", &id.to_string()).unwrap()
    };
    let (number, day, choice, yes, foreign) = (
        own("number", "customer"),
        own("date", "customer"),
        own("choice", "customer"),
        own("yes_no", "customer"),
        own("text", "deal"),
    );
    let mut code = |key, value| desk.edit(Table::Customer, ACME, vec![(key, Some(value))]).err().map(|r| r.code);
    assert_eq!(code(number, Value::text("2.5")), None);
    assert_eq!(code(number, Value::Int(3)), None);
    assert_eq!(code(number, Value::text("many")), Some("bad_number"));
    assert_eq!(code(day, Value::text("2026-02-28")), None);
    assert_eq!(code(day, Value::text("2026-02-30")), Some("bad_date"));
    assert_eq!(code(choice, Value::text("blue")), None);
    assert_eq!(code(choice, Value::text("green")), Some("bad_choice"));
    assert_eq!(code(yes, Value::Bool(false)), None);
    assert_eq!(code(yes, Value::Int(1)), Some("wrong_type"));
    assert_eq!(code(foreign, Value::text("x")), Some("bad_reference"));
}

#[test]
fn a_rate_is_positive_and_one_per_currency_and_day() {
    let mut desk = Desk::new();
    let cells = |code: &str, day: u32, rate: i64| {
        vec![
            (rate::CURRENCY, text(code)),
            (rate::DATE, Some(Value::date(date(day)))),
            (rate::RATE, Some(Value::Decimal(rate))),
        ]
    };
    let first = create(&mut desk, Table::Rate, cells("USD", 1, 7_100_000)).unwrap();
    let refusal = create(&mut desk, Table::Rate, cells("USD", 1, 7_200_000)).unwrap_err();
    assert_eq!((refusal.code, refusal.rows), ("duplicate", vec![(Table::Rate, first)]));
    let second = create(&mut desk, Table::Rate, cells("USD", 2, 7_200_000)).unwrap();
    create(&mut desk, Table::Rate, cells("EUR", 1, 7_900_000)).unwrap();
    assert_eq!(
        desk.edit(Table::Rate, second, vec![(rate::DATE, Some(Value::date(date(1))))]).unwrap_err().code,
        "duplicate"
    );
    for wrong in [0, -1] {
        assert_eq!(create(&mut desk, Table::Rate, cells("USD", 3, wrong)).unwrap_err().code, "out_of_range");
    }
    for wrong in ["US", "usd", "12A"] {
        assert_eq!(create(&mut desk, Table::Rate, cells(wrong, 3, 1)).unwrap_err().code, "bad_currency", "{wrong}");
    }
    assert_eq!(
        desk.edit(Table::Settings, settings::ROW, vec![(settings::CURRENCY, text("Yuan"))]).unwrap_err().code,
        "bad_currency"
    );
}

#[test]
fn reps_leave_after_they_join_and_teams_form_a_tree() {
    let mut desk = Desk::new();
    let days =
        |a: u32, b: u32| vec![(rep::JOINED, Some(Value::date(date(a)))), (rep::LEFT, Some(Value::date(date(b))))];
    assert_eq!(desk.edit(Table::Rep, ANN, days(5, 4)).unwrap_err().code, "date_order");
    desk.edit(Table::Rep, ANN, days(5, 5)).unwrap();
    let south =
        create(&mut desk, Table::Team, vec![(team::NAME, text("South")), (team::PARENT, Some(Value::Ref(TEAM)))])
            .unwrap();
    for above in [south, TEAM] {
        let cell = vec![(team::PARENT, Some(Value::Ref(above)))];
        assert_eq!(desk.edit(Table::Team, TEAM, cell).unwrap_err().code, "team_loop");
    }
}

#[test]
fn an_id_is_taken_once() {
    let mut desk = Desk::new();
    let again = Command::Create { table: Table::Customer, id: Some(ACME), cells: vec![(customer::NAME, text("X"))] };
    assert_eq!(desk.refused(again), "duplicate_id");
    assert_eq!(desk.row(Table::Customer, ACME).text(customer::NAME), "Acme");
}

#[test]
fn a_contact_needs_its_customer_and_a_lead_begins_open() {
    let mut desk = Desk::new();
    assert_eq!(
        create(&mut desk, Table::Contact, vec![(contact::NAME, text("Li"))]).unwrap_err().fields,
        [(Table::Contact, contact::CUSTOMER)]
    );
    let id = create(&mut desk, Table::Lead, vec![(lead::NAME, text("L"))]).unwrap();
    assert_eq!(desk.row(Table::Lead, id).text(lead::STATUS), "open");
    let closed = vec![(lead::NAME, text("L")), (lead::STATUS, text("converted"))];
    assert_eq!(create(&mut desk, Table::Lead, closed).unwrap_err().code, "not_by_form");
}

#[test]
fn former_values_come_back_by_an_edit_only_where_people_type_them() {
    let element = |path| Key::dynamic(path).unwrap();
    for (table, key) in [
        (Table::Deal, deal::AMOUNT),
        (Table::Deal, element("tags.0190")),
        (Table::Customer, element("own.0190")),
        (Table::StageChange, stage_change::AT),
        (Table::Settings, settings::NAME),
        (Table::Goal, goal::TO),
    ] {
        assert!(is_typed(table, key), "{}.{}", table.key(), table.path_of(key));
    }
    for (table, key) in [
        (Table::Deal, deal::PLACE),
        (Table::Deal, deal::OUTCOME),
        (Table::Deal, deal::CREDIT),
        (Table::Deal, deal::PIPELINE),
        (Table::Lead, lead::STATUS),
        (Table::Task, task::DONE),
        (Table::Goal, goal::BASE),
        (Table::StageChange, stage_change::TO),
        (Table::Customer, DELETED),
        (Table::Settings, DELETED),
        (Table::Customer, element("external.zoho")),
        (Table::Customer, element("unknown.x")),
        (Table::Customer, element("unknown")),
    ] {
        assert!(!is_typed(table, key), "{}.{}", table.key(), table.path_of(key));
    }
}
