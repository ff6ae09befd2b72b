//! Duplicates by hand: what is found and what is not, in bulk and while typing, and that both follow changes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// Said here too, for the test of rooms: what follows is a test, and names to try things on are Chinese.
#[cfg(test)]
use super::*;
use crate::analysis::testkit::Kit;
use crate::domain::records::{lead, DELETED};
use crate::text::fold::fold;
use proptest::prelude::*;

/// A reading of a few signs.
fn spell(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '恒' | '衡' => "heng".to_owned(),
            '越' | '悦' => "yue".to_owned(),
            '李' | '里' => "li".to_owned(),
            '娜' | '纳' => "na".to_owned(),
            _ => c.to_string(),
        })
        .collect()
}

const PLAIN: Writing = Writing { fold: &fold, spell: None };
const SPOKEN: Writing = Writing { fold: &fold, spell: Some(&spell) };

fn cells(table: Table, said: &[(&str, &str)]) -> Vec<(Key, Value)> {
    said.iter().map(|(field, text)| (table.field_named(field).unwrap().key, Value::text(*text))).collect()
}

fn add(kit: &mut Kit, table: Table, said: &[(&str, &str)]) -> Id {
    kit.add(table, &cells(table, said))
}

fn person(kit: &mut Kit, name: &str, phone: &str, of: Id) -> Id {
    let mut cells = cells(Table::Contact, &[("name", name), ("phone", phone)]);
    cells.push((contact::CUSTOMER, Value::Ref(of)));
    kit.add(Table::Contact, &cells)
}

fn all(data: &Dataset, table: Table, writing: Writing) -> Found {
    let mut index = Index::new(table);
    index.follow(data, writing);
    index.all(data)
}

/// The pairs of a table, each with its score and reasons.
fn pairs(kit: &Kit, table: Table) -> Vec<(Id, Id, u8, Vec<Reason>)> {
    let found = all(&kit.data, table, SPOKEN);
    found.groups.into_iter().flat_map(|g| g.pairs).map(|p| (p.one, p.other, p.score, p.reasons)).collect()
}

#[test]
fn each_reason_is_found() {
    use Reason::*;
    for (one, other, reasons) in [
        (
            [("name", "Alpha"), ("phone", "138 0013 8000")],
            [("name", "Beta"), ("phone", "+86 13800138000")],
            vec![SamePhone],
        ),
        (
            [("name", "Alpha"), ("email", "A.B@gmail.com")],
            [("name", "Beta"), ("email", "ab@googlemail.com")],
            vec![SameMail],
        ),
        (
            [("name", "Alpha"), ("website", "http://x.cn/")],
            [("name", "Beta"), ("website", "www.x.cn")],
            vec![SameWebsite],
        ),
        ([("name", "恒越物流有限公司"), ("phone", "")], [("name", "恒越物流"), ("phone", "")], vec![SameName]),
        (
            [("name", "恒越物流集团"), ("phone", "")],
            [("name", "恒越物流(上海)有限公司"), ("phone", "")],
            vec![SimilarName],
        ),
        ([("name", "恒越物流"), ("phone", "")], [("name", "衡悦物流"), ("phone", "")], vec![SameNamePinyin]),
        ([("name", "Microsystems"), ("phone", "")], [("name", "Mircosystems Ltd"), ("phone", "")], vec![SimilarName]),
        (
            [("name", "恒越物流"), ("phone", "13800138000")],
            [("name", "恒越物流有限公司"), ("phone", "13800138000")],
            vec![SamePhone, SameName],
        ),
    ] {
        for table in [Table::Customer, Table::Lead] {
            if table == Table::Lead && one[1].0 == "website" {
                continue;
            }
            let mut kit = Kit::new();
            let (a, b) = (add(&mut kit, table, &one), add(&mut kit, table, &other));
            let found = pairs(&kit, table);
            assert_eq!(found.len(), 1, "{one:?} {other:?}: {found:?}");
            assert_eq!((found[0].0, found[0].1, &found[0].3), (a.min(b), a.max(b), &reasons), "{one:?} {other:?}");
        }
    }
}

#[test]
fn what_is_not_the_same_is_not_said_to_be() {
    let mut kit = Kit::new();
    for name in [
        "恒越物流",
        "恒越科技",
        "苏州恒信物流",
        "上海恒信物流",
        "Plant 1",
        "Plant 2",
        "Acme",
        "Acne",
        "Oak Tea",
        "Oak Sea",
        "Dale Logistics",
        "Vale Logistics",
        "上海",
        "北京",
    ] {
        add(&mut kit, Table::Customer, &[("name", name), ("phone", "110")]);
    }
    for (name, sort) in [("王伟", "person"), ("王伟", "person")] {
        add(&mut kit, Table::Customer, &[("name", name), ("sort", sort)]);
    }
    assert_eq!(pairs(&kit, Table::Customer), []);
}

#[test]
fn contacts_are_the_same_by_name_within_a_customer_only() {
    let mut kit = Kit::new();
    let (here, there) = (kit.customer, add(&mut kit, Table::Customer, &[("name", "d")]));
    let one = person(&mut kit, "李娜", "0512-62888888-1", here);
    person(&mut kit, "王伟", "0512-62888888-2", here);
    person(&mut kit, "李娜", "", there);
    assert_eq!(pairs(&kit, Table::Contact), []);
    let again = person(&mut kit, "Li Na", "", here);
    let found = pairs(&kit, Table::Contact);
    assert_eq!(found, [(one, again, 60, vec![Reason::SameNamePinyin, Reason::SameCustomer])]);
}

#[test]
fn reasons_add_up_and_groups_are_ordered() {
    let mut kit = Kit::new();
    let say = |name: &'static str, phone: &'static str| [("name", name), ("phone", phone)];
    let a = add(&mut kit, Table::Lead, &say("Alpha", "13800138000"));
    let b = add(&mut kit, Table::Lead, &say("Beta", "13800138000 / 13900139000"));
    let c = add(&mut kit, Table::Lead, &say("Gamma", "13900139000"));
    let d = add(&mut kit, Table::Lead, &say("Delta", "13700137000"));
    let e = add(&mut kit, Table::Lead, &say("Delta Ltd", "13700137000"));
    let found = all(&kit.data, Table::Lead, PLAIN);
    let groups: Vec<(u8, Vec<Id>)> = found.groups.iter().map(|g| (g.score, g.rows.clone())).collect();
    assert_eq!(groups, [(95, vec![d, e]), (75, vec![a, b, c])]);
    assert_eq!((found.groups[1].pairs.len(), found.crowds, found.cut), (2, 0, false));
}

#[test]
fn who_said_that_two_are_not_the_same_is_not_asked_again() {
    let mut kit = Kit::new();
    let a = add(&mut kit, Table::Customer, &[("name", "Alpha")]);
    let b = add(&mut kit, Table::Customer, &[("name", "Alpha Ltd")]);
    assert_eq!(pairs(&kit, Table::Customer).len(), 1);
    let key = Key::element("distinct", &a.to_string()).unwrap();
    kit.data.update(Table::Customer, b, None, |row| row.put(key, Some(Value::Bool(true)), None));
    assert_eq!(pairs(&kit, Table::Customer), []);
    let mut index = Index::new(Table::Customer);
    index.follow(&kit.data, PLAIN);
    let typed = vec![(customer::NAME, Some(Value::text("alpha")))];
    assert_eq!(index.similar(&kit.data, PLAIN, &typed, Some(a), 5), []);
    assert_eq!(index.similar(&kit.data, PLAIN, &typed, None, 5).len(), 2);
}

#[test]
fn the_likeliest_come_first_while_typing() {
    let mut kit = Kit::new();
    let a = add(&mut kit, Table::Lead, &[("name", "Alpha"), ("phone", "13800138000")]);
    let b = add(&mut kit, Table::Lead, &[("name", "Alpha GmbH")]);
    let c = add(&mut kit, Table::Lead, &[("name", "Other"), ("phone", "13800138000")]);
    let mut index = Index::new(Table::Lead);
    index.follow(&kit.data, PLAIN);
    let typed = vec![(lead::NAME, Some(Value::text("ALPHA"))), (lead::PHONE, Some(Value::text("+8613800138000")))];
    let found = index.similar(&kit.data, PLAIN, &typed, None, 5);
    assert_eq!(found.iter().map(|l| (l.id, l.score)).collect::<Vec<_>>(), [(a, 95), (b, 80), (c, 75)]);
    assert_eq!(index.similar(&kit.data, PLAIN, &typed, Some(a), 1).len(), 1);
    assert_eq!(index.similar(&kit.data, PLAIN, &Vec::new(), None, 5), []);
}

#[test]
fn the_index_follows_changes() {
    let mut kit = Kit::new();
    let a = add(&mut kit, Table::Customer, &[("name", "恒越物流")]);
    let mut index = Index::new(Table::Customer);
    index.follow(&kit.data, PLAIN);
    let find = |index: &Index, data: &Dataset, writing, name: &str| {
        let typed = vec![(customer::NAME, Some(Value::text(name)))];
        index.similar(data, writing, &typed, None, 5).into_iter().map(|l| l.id).collect::<Vec<_>>()
    };
    assert_eq!(find(&index, &kit.data, PLAIN, "衡悦物流"), []);
    index.follow(&kit.data, SPOKEN);
    assert_eq!(find(&index, &kit.data, SPOKEN, "衡悦物流"), [a], "the readings came");
    kit.data.update(Table::Customer, a, None, |row| row.put(customer::NAME, Some(Value::text("Microsystems")), None));
    let b = add(&mut kit, Table::Customer, &[("name", "Mikrosystems")]);
    index.follow(&kit.data, SPOKEN);
    assert_eq!(find(&index, &kit.data, SPOKEN, "衡悦物流"), []);
    assert_eq!(find(&index, &kit.data, SPOKEN, "Microsystem"), [a], "two letters are more than a slip");
    kit.data.update(Table::Customer, a, None, |row| row.put(DELETED, Some(Value::Bool(true)), None));
    assert_eq!(find(&index, &kit.data, SPOKEN, "Microsystems"), [b], "even before it is told");
    index.follow(&kit.data, SPOKEN);
    assert_eq!(index.all(&kit.data), Found::default());
}

#[test]
fn an_index_made_in_slices_is_the_same() {
    let mut kit = Kit::new();
    for n in 0..7 {
        add(&mut kit, Table::Customer, &[("name", if n % 2 == 0 { "Acme Trading" } else { "Bolt & Sons" })]);
    }
    let mut index = Index::new(Table::Customer);
    let slices = std::iter::from_fn(|| index.follow_some(&kit.data, PLAIN, 3).then_some(())).take(9).count();
    assert_eq!(slices, 2, "three rows, three rows, and the last one");
    assert_eq!(index.all(&kit.data), all(&kit.data, Table::Customer, PLAIN));
    // What changes later is taken in, in slices too.
    add(&mut kit, Table::Customer, &[("name", "Acme Trading")]);
    assert!(!index.follow_some(&kit.data, PLAIN, 3));
    assert_eq!(index.all(&kit.data), all(&kit.data, Table::Customer, PLAIN));
}

#[test]
fn a_crowd_tells_nothing_and_is_mentioned() {
    let mut kit = Kit::new();
    for n in 0..=CROWD {
        add(&mut kit, Table::Lead, &[("name", &format!("{n}{n}{n}")), ("phone", "400-800-1234")]);
    }
    let found = all(&kit.data, Table::Lead, PLAIN);
    assert_eq!((found.groups.len(), found.crowds, found.largest_crowd), (0, 1, CROWD + 1));
}

fn said() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let name = prop_oneof!["[恒越衡悦上海物流有限公司集团]{1,6}", "[A-C]lpha( Ltd)?", "Micro?systems?", ".{0,8}"];
    let phone = prop_oneof!["1380013800[0-3]", "(\\+86)?1390013900[0-3]", ".{0,12}"];
    let mail = prop_oneof!["[ab]@x\\.cn", ".{0,8}"];
    (name, phone, mail).prop_map(|(name, phone, mail)| vec![("name", name), ("phone", phone), ("email", mail)])
}

proptest! {
    #[test]
    fn blocks_find_what_comparing_all_with_all_finds(rows in prop::collection::vec(said(), 0..25)) {
        let mut kit = Kit::new();
        for row in &rows {
            let row: Vec<(&str, &str)> = row.iter().map(|(field, text)| (*field, text.as_str())).collect();
            add(&mut kit, Table::Lead, &row);
        }
        let mut index = Index::new(Table::Lead);
        index.follow(&kit.data, SPOKEN);
        let found = index.all(&kit.data);
        let pairs: Vec<(Id, Id)> = found.groups.iter().flat_map(|g| &g.pairs).map(|p| (p.one, p.other)).collect();
        let there: Vec<&Row> = kit.data.live(Table::Lead).collect();
        for (at, row) in there.iter().enumerate() {
            let typed: Cells = row.cells().map(|(key, value)| (key, Some(value.clone()))).collect();
            let while_typing = index.similar(&kit.data, SPOKEN, &typed, Some(row.id), 100);
            for (nth, other) in there.iter().enumerate() {
                let exact = weigh(&index.rows[at].1, &index.rows[nth].1, false).0 >= LEAST;
                let paired = pairs.contains(&(row.id.min(other.id), row.id.max(other.id)));
                prop_assert!(at == nth || !exact || paired);
                prop_assert_eq!(paired, while_typing.iter().any(|l| l.id == other.id));
            }
        }
        for group in &found.groups {
            prop_assert!(group.rows.len() > 1 && group.rows.is_sorted() && group.score <= 100);
            prop_assert!(group.pairs.iter().all(|p| p.score >= LEAST && !p.reasons.is_empty()));
        }
    }
}
