//! Merging two rows: fields by choice, everything that names the one names the other, and the way back.

use crate::desk::*;
use loudou::domain::command::merge::{is_distinct, not_the_same, proposed, MERGEABLE};
use loudou::domain::command::{Command, CustomerChoice, Take};
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{
    activity, contact, customer, deal, deal_line, lead, list_entry, product, rep, task, Table, DELETED, MERGED_INTO,
};
use loudou::domain::references::named;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{About, Moment, OutcomeKind, Share, Value};

fn merge(table: Table, stays: Id, goes: Id) -> Command {
    Command::Merge { table, stays, goes, take: Vec::new() }
}

fn company(desk: &mut Desk, name: &str) -> Id {
    desk.create(Table::Customer, vec![(customer::NAME, text(name))])
}

fn element(field: &str, id: Id) -> Key {
    Key::element(field, &id.to_string()).unwrap()
}

/// Live rows that still name a row.
fn naming(desk: &Desk, table: Table, id: Id) -> Vec<(Table, Id)> {
    let mut found = Vec::new();
    for other in Table::ALL {
        for row in desk.data.live(*other) {
            for (key, value) in row.cells() {
                named(*other, key, value, &mut |t, i| {
                    if (t, i) == (table, id) {
                        found.push((*other, row.id));
                    }
                });
            }
        }
    }
    found
}

#[test]
fn what_hangs_on_a_customer_goes_along() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    let other = desk.create(
        Table::Customer,
        vec![(customer::NAME, text("Third")), (customer::REFERRED_BY, Some(Value::Ref(twin)))],
    );
    let li =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(twin)))]);
    let bought = Command::AddDeal {
        id: None,
        customer: CustomerChoice::Existing(twin),
        stage: stage("prospect"),
        cells: vec![(deal::NAME, text("D"))],
    };
    let bought = desk.ok(bought).subject.unwrap().1;
    let both = [About { table: Table::Customer, id: ACME }, About { table: Table::Customer, id: twin }];
    let call = desk.create(
        Table::Activity,
        vec![(activity::SORT, Some(Value::Ref(list_entry::CALL))), (activity::ABOUT, Some(Value::Abouts(both.into())))],
    );
    let todo = desk
        .create(Table::Task, vec![(task::TITLE, text("T")), (task::ABOUT, Some(Value::Abouts(Box::new([both[1]]))))]);
    let plan = desk.ok(merge(Table::Customer, ACME, twin));
    assert_eq!((plan.code.as_str(), plan.subject), ("customer.merge", Some((Table::Customer, ACME))));
    assert!(desk.data.get(Table::Customer, twin).is_none());
    let tombstone = desk.data.rows(Table::Customer).get(twin).unwrap();
    assert_eq!(tombstone.text(MERGED_INTO), ACME.to_string());
    assert_eq!(tombstone.text(customer::NAME), "ACME Ltd", "a tombstone keeps what it said");
    assert_eq!(desk.data.heir(Table::Customer, twin), Some(ACME));
    assert_eq!(naming(&desk, Table::Customer, twin), []);
    assert_eq!(desk.row(Table::Contact, li).link(contact::CUSTOMER), Some(ACME));
    assert_eq!(desk.row(Table::Deal, bought).link(deal::CUSTOMER), Some(ACME));
    assert_eq!(desk.row(Table::Customer, other).link(customer::REFERRED_BY), Some(ACME));
    assert_eq!(desk.row(Table::Activity, call).get(activity::ABOUT), Some(&Value::Abouts(Box::new([both[0]]))));
    assert_eq!(desk.row(Table::Task, todo).get(task::ABOUT), Some(&Value::Abouts(Box::new([both[0]]))));
}

#[test]
fn undo_brings_back_both() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    let tag = desk.entry_of("tag", "VIP");
    desk.edit(Table::Customer, twin, vec![(element("tags", tag), Some(Value::Bool(true)))]).unwrap();
    let li =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(twin)))]);
    let said = |desk: &Desk| {
        let rows = [(Table::Customer, ACME), (Table::Customer, twin), (Table::Contact, li)];
        let cells = |(table, id)| desk.row(table, id).cells().map(|(k, v)| (k, v.clone())).collect::<Vec<_>>();
        rows.map(cells)
    };
    let before = said(&desk);
    let plan = desk.ok(merge(Table::Customer, ACME, twin));
    assert!(desk.row(Table::Customer, ACME).set_ids("tags").contains(&tag), "tags are united");
    let (back, kept) = plan.patch.inverse(&desk.data);
    assert!(kept.is_empty());
    back.apply(&mut desk.data, Stamp::new(u64::MAX >> 20, 0, 7));
    assert_eq!(said(&desk), before);
}

#[test]
fn fields_come_from_where_they_were_chosen() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    let day = |d| Some(Value::Moment(Moment::day(date(d))));
    desk.edit(Table::Customer, ACME, vec![(customer::PHONE, text("111")), (customer::CREATED, day(9))]).unwrap();
    let more = vec![
        (customer::PHONE, text("222")),
        (customer::EMAIL, text("a@b.cn")),
        (customer::LIFE, text("mature")),
        (customer::CREATED, day(3)),
    ];
    desk.edit(Table::Customer, twin, more).unwrap();
    let asked = proposed(&desk.data, Table::Customer, ACME, twin);
    let mut keys = vec![
        (customer::NAME, Take::Stays),
        (customer::PHONE, Take::Stays),
        (customer::LIFE, Take::Goes),
        (customer::CREATED, Take::Goes),
    ];
    keys.sort_by_key(|(key, _)| *key);
    assert_eq!(asked, keys);
    let take = vec![(customer::PHONE, Take::Goes)];
    desk.ok(Command::Merge { table: Table::Customer, stays: ACME, goes: twin, take });
    let row = desk.row(Table::Customer, ACME);
    assert_eq!((row.text(customer::NAME), row.text(customer::PHONE)), ("Acme", "222"));
    assert_eq!((row.text(customer::EMAIL), row.text(customer::LIFE)), ("a@b.cn", "mature"));
    assert_eq!(row.date(customer::CREATED), Some(date(3)), "added when the first of the two was");
}

#[test]
fn own_fields_and_ids_of_other_systems_are_united() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    let put = |desk: &mut Desk, id, path: &str, value: &str| {
        let key = Key::dynamic(path).unwrap();
        desk.data.update(Table::Customer, id, None, |row| row.put(key, text(value), None));
    };
    put(&mut desk, ACME, "own.1", "mine");
    put(&mut desk, twin, "own.1", "theirs");
    put(&mut desk, twin, "own.2", "more");
    put(&mut desk, ACME, "external.a", "7");
    put(&mut desk, twin, "external.b", "8");
    desk.ok(merge(Table::Customer, ACME, twin));
    let row = desk.row(Table::Customer, ACME);
    let said = |path| row.text(Key::dynamic(path).unwrap());
    assert_eq!((said("own.1"), said("own.2"), said("external.a"), said("external.b")), ("mine", "more", "7", "8"));
}

#[test]
fn what_two_twins_say_of_each_other_is_dropped() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    desk.edit(Table::Customer, ACME, vec![(customer::REFERRED_BY, Some(Value::Ref(twin)))]).unwrap();
    desk.edit(Table::Customer, twin, vec![(customer::REFERRED_BY, Some(Value::Ref(ACME)))]).unwrap();
    desk.ok(not_the_same(Table::Customer, ACME, twin).unwrap());
    desk.ok(merge(Table::Customer, ACME, twin));
    let row = desk.row(Table::Customer, ACME);
    assert_eq!((row.link(customer::REFERRED_BY), row.elements("distinct").count()), (None, 0));
}

#[test]
fn that_two_are_not_the_same_is_remembered_through_merges() {
    let mut desk = Desk::new();
    let (one, two) = (company(&mut desk, "One"), company(&mut desk, "Two"));
    let distinct = |desk: &Desk, a, b| is_distinct(desk.row(Table::Customer, a), desk.row(Table::Customer, b));
    assert!(!distinct(&desk, one, two));
    assert_eq!(desk.ok(not_the_same(Table::Customer, one, two).unwrap()).code, "customer.edit");
    assert!(distinct(&desk, one, two) && distinct(&desk, two, one));
    desk.ok(merge(Table::Customer, ACME, two));
    assert!(distinct(&desk, one, ACME), "whoever took its place is not the same either");
    assert!(not_the_same(Table::Deal, one, two).is_none());
}

#[test]
fn a_merged_rep_keeps_credit_and_work() {
    let mut desk = Desk::new();
    let won = desk.deal("proposal", Some(10));
    desk.close(won, outcome(OutcomeKind::Won, Some(20))).unwrap();
    let share = |rep, percent| Share { rep, team: Some(TEAM), percent };
    let credit = |shares: Vec<Share>| Some(Value::Credit(shares.into()));
    desk.edit(Table::Deal, won, vec![(deal::CREDIT, credit(vec![share(ANN, 70), share(BO, 30)]))]).unwrap();
    desk.ok(merge(Table::Rep, BO, ANN));
    let row = desk.row(Table::Deal, won);
    assert_eq!(row.get(deal::CREDIT), credit(vec![share(BO, 100)]).as_ref());
    assert_eq!(row.link(deal::OWNER), Some(BO));
    assert_eq!(desk.row(Table::Rep, BO).link(rep::TEAM), Some(TEAM));
    assert_eq!(naming(&desk, Table::Rep, ANN), []);
    // The device still says that it is Ann's.
    let later = company(&mut desk, "Later");
    let deal = Command::AddDeal {
        id: None,
        customer: CustomerChoice::Existing(later),
        stage: stage("prospect"),
        cells: vec![(deal::NAME, text("D"))],
    };
    let made = desk.ok(deal).subject.unwrap().1;
    assert_eq!(desk.row(Table::Deal, made).link(deal::OWNER), Some(BO));
}

#[test]
fn merged_entries_are_exchanged_in_fields_sets_and_outcomes() {
    let mut desk = Desk::new();
    let (old, new) = (desk.entry_of("tag", "vip"), desk.entry_of("tag", "VIP"));
    let on = |id| (element("tags", id), Some(Value::Bool(true)));
    desk.edit(Table::Customer, ACME, vec![on(old), on(new)]).unwrap();
    let other = desk.create(Table::Customer, vec![(customer::NAME, text("B")), on(old)]);
    desk.ok(merge(Table::ListEntry, new, old));
    for id in [ACME, other] {
        assert_eq!(desk.row(Table::Customer, id).set_ids("tags"), [new]);
    }
    let lost = desk.deal("proposal", Some(10));
    desk.close(lost, outcome(OutcomeKind::Lost, Some(20))).unwrap();
    let (silent, price) = (entry("lost_reason", "no_answer"), entry("lost_reason", "price"));
    desk.ok(merge(Table::ListEntry, price, silent));
    assert_eq!(desk.row(Table::Deal, lost).outcome(deal::OUTCOME).unwrap().reason, Some(price));
    assert_eq!(desk.refused(merge(Table::ListEntry, new, price)), "merge_unlike");
    let call = desk.entry_of("activity_kind", "Phone");
    assert_eq!(desk.refused(merge(Table::ListEntry, call, list_entry::CALL)), "merge_built_in");
}

#[test]
fn products_contacts_and_leads_merge() {
    let mut desk = Desk::new();
    let item = |desk: &mut Desk, name: &str| desk.create(Table::Product, vec![(product::NAME, text(name))]);
    let (a, b) = (item(&mut desk, "A"), item(&mut desk, "a"));
    let sold = desk.deal("prospect", None);
    let line = desk.create(
        Table::DealLine,
        vec![
            (deal_line::DEAL, Some(Value::Ref(sold))),
            (deal_line::PRODUCT, Some(Value::Ref(b))),
            (deal_line::QUANTITY, Some(Value::Decimal(1_000_000))),
        ],
    );
    desk.ok(merge(Table::Product, a, b));
    assert_eq!(desk.row(Table::DealLine, line).link(deal_line::PRODUCT), Some(a));

    let person = |desk: &mut Desk, name: &str| {
        desk.create(Table::Contact, vec![(contact::NAME, text(name)), (contact::CUSTOMER, Some(Value::Ref(ACME)))])
    };
    let (li, lee) = (person(&mut desk, "Li"), person(&mut desk, "Lee"));
    desk.edit(Table::Deal, sold, vec![(deal::CONTACT, Some(Value::Ref(lee)))]).unwrap();
    desk.ok(merge(Table::Contact, li, lee));
    assert_eq!(desk.row(Table::Deal, sold).link(deal::CONTACT), Some(li));
}

#[test]
fn a_lead_that_was_converted_stays_converted() {
    let mut desk = Desk::new();
    let asks = |desk: &mut Desk, name: &str| desk.create(Table::Lead, vec![(lead::NAME, text(name))]);
    let (open, done) = (asks(&mut desk, "Beta"), asks(&mut desk, "Beta GmbH"));
    let into = loudou::domain::command::Conversion {
        customer: CustomerChoice::Existing(ACME),
        contact: None,
        deal: None,
        stage: None,
        cells: vec![(deal::NAME, text("D"))],
    };
    desk.ok(Command::ConvertLead { lead: done, into });
    let made = desk.row(Table::Lead, done).link(lead::DEAL);
    assert!(made.is_some());
    let by_hand = vec![(lead::STATUS, Take::Stays)];
    let refused = Command::Merge { table: Table::Lead, stays: open, goes: done, take: by_hand };
    assert_eq!(desk.refused(refused), "not_by_form");
    desk.ok(merge(Table::Lead, open, done));
    let row = desk.row(Table::Lead, open);
    assert_eq!((row.text(lead::STATUS), row.link(lead::DEAL)), ("converted", made));
    assert_eq!(desk.row(Table::Deal, made.unwrap()).link(deal::LEAD), Some(open));
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    let nobody = Id::fixed(92, 99);
    assert_eq!(desk.refused(merge(Table::Customer, ACME, ACME)), "merge_itself");
    assert_eq!(desk.refused(merge(Table::Customer, ACME, nobody)), "not_found");
    assert_eq!(desk.refused(merge(Table::Customer, nobody, ACME)), "not_found");
    let (one, two) = (desk.deal("prospect", None), desk.deal("prospect", None));
    assert_eq!(desk.refused(merge(Table::Deal, one, two)), "merge_unlike");
    let take = vec![(customer::NAME, Take::Goes)];
    desk.data.update(Table::Customer, twin, None, |row| row.put(customer::NAME, None, None));
    assert_eq!(desk.refused(Command::Merge { table: Table::Customer, stays: ACME, goes: twin, take }), "required");
    assert!(MERGEABLE.contains(&Table::Customer) && desk.data.get(Table::Customer, twin).is_some());
}

#[test]
fn a_kept_row_can_be_the_one_that_stays() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    desk.ok(merge(Table::Customer, ACME, twin));
    let late =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    desk.data.update(Table::Contact, late, None, |row| row.put(contact::CUSTOMER, Some(Value::Ref(twin)), None));
    assert!(desk.row(Table::Customer, twin).is_kept());
    desk.ok(merge(Table::Customer, twin, ACME));
    assert!(desk.row(Table::Customer, twin).is_there() && desk.data.get(Table::Customer, ACME).is_none());
    assert_eq!(desk.data.heir(Table::Customer, ACME), Some(twin));
    assert_eq!(naming(&desk, Table::Customer, ACME), []);
}

#[test]
fn a_kept_row_can_be_merged_away_and_stays_away() {
    let mut desk = Desk::new();
    let twin = company(&mut desk, "ACME Ltd");
    let gone = desk.ok(merge(Table::Customer, ACME, twin)).patch;
    // Somebody else's deal arrives.
    let late = Id::fixed(99, 1);
    let cells = [(deal::NAME, Value::text("late")), (deal::CUSTOMER, Value::Ref(twin))];
    desk.data.update(Table::Deal, late, Some(Stamp::ZERO), |row| {
        cells.into_iter().for_each(|(key, value)| row.put(key, Some(value), None));
    });
    assert!(!gone.is_empty() && desk.row(Table::Customer, twin).is_kept(), "until the reference is led on");
    desk.ok(merge(Table::Customer, ACME, twin));
    assert_eq!(desk.row(Table::Deal, late).link(deal::CUSTOMER), Some(ACME));
    assert!(desk.data.get(Table::Customer, twin).is_none());
    // Who edits one that is kept brings it back, and it stands for itself again.
    desk.data.update(Table::Deal, late, None, |row| row.put(deal::CUSTOMER, Some(Value::Ref(twin)), None));
    desk.edit(Table::Customer, twin, vec![(customer::NOTE, text("n"))]).unwrap();
    let row = desk.row(Table::Customer, twin);
    assert_eq!((row.get(DELETED), row.get(MERGED_INTO)), (None, None));
    assert_eq!(desk.data.heir(Table::Customer, twin), None);
}
