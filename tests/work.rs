//! The worker's desk, over the database in memory: what it answers, what it writes, and that it never writes over what it has not seen.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

mod desk;
#[path = "merge/device.rs"]
mod device;

use desk::{add, text, yuan, ACME, ANN, BO, DAY};
use device::{Device, NOON};
use loudou::domain::audit::Finding;
use loudou::domain::command::{Command, CustomerChoice};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::{Id, IdSource, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::records::{customer, deal, Table, DELETED};
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{Moment as Day, Outcome, OutcomeKind, Place, Share, Value};
use loudou::exchange::merge::{Conflict, Reason, Side};
use loudou::exchange::selection::Selection;
use loudou::exchange::table::decode::Encoding;
use loudou::exchange::table::FileKind;
use loudou::storage::error::StoreError;
use loudou::storage::fold::{kept_by, replace_all, replacement};
use loudou::storage::memory::{Memory, MemoryDisk};
use loudou::storage::pages::encode_entry;
use loudou::storage::session::Session;
use loudou::storage::store::Store;
use loudou::work::desk::{Desk, Surroundings};
use loudou::work::excerpt::{dataset, excerpt};
use loudou::work::files::{Audited, Told};
use loudou::work::merging::{cell_of, Choices, Comparison, Conflicts, Request, Rule};
use loudou::work::table::{self, Columns, Mode, Planned, Read};
use loudou::work::{Ask, Change, Failure, Moment};
use pollster::block_on;
use serde::de::DeserializeOwned;

/// One disk with one workspace.
struct Around(MemoryDisk);

impl Surroundings for Around {
    type Backend = Memory;

    async fn known(&self, _: &str, _: &str) -> Result<Store<Memory>, StoreError> {
        Ok(Store::new(self.0.connect()))
    }

    async fn new_one(&self, _: &str, _: &str) -> Result<Store<Memory>, StoreError> {
        Ok(Store::new(self.0.connect()))
    }

    fn decode(encoding: Encoding, bytes: &[u8]) -> Option<String> {
        Some(encoding_rs::Encoding::for_label(encoding.label().as_bytes())?.decode_without_bom_handling(bytes).0.into())
    }

    fn ids(&self) -> Box<dyn IdSource> {
        Box::new(SeededIds::new(7))
    }
}

struct Page {
    disk: MemoryDisk,
    desk: Desk<Around>,
}

impl Page {
    /// A page that shows these data.
    fn new(data: &Dataset) -> Page {
        let disk = MemoryDisk::new();
        let store = Store::new(disk.connect());
        block_on(replace_all(&store, data, "workspace.create", "", Stamp::new(NOON, 0, 1), NOON)).unwrap();
        let mut page = Page { desk: Desk::new(Around(disk.clone())), disk };
        page.ask::<()>(Ask::Open { directory: "/".into(), slot: "s".into() }, b"");
        page
    }

    fn try_ask<A: DeserializeOwned>(&mut self, ask: Ask, bytes: &[u8]) -> Result<A, Failure> {
        // As it travels.
        let ask: Ask = serde_json::from_str(&serde_json::to_string(&ask).unwrap()).unwrap();
        block_on(self.desk.answer(ask, bytes.to_vec(), &|_, _| ())).map(|json| serde_json::from_str(&json).unwrap())
    }

    fn ask<A: DeserializeOwned>(&mut self, ask: Ask, bytes: &[u8]) -> A {
        self.try_ask(ask, bytes).unwrap()
    }

    fn session(&self) -> Session {
        Session::open(block_on(Store::new(self.disk.connect()).load()).unwrap(), 0)
    }

    fn change(&self, command: &str) -> Change {
        let made_of = self.session().revision().0;
        let now_ms = NOON + 10_000 + made_of;
        Change { command: command.into(), subject: "f".into(), stamp: Stamp::new(now_ms, 0, 5), now_ms, made_of }
    }

    /// Another tab renames a customer.
    fn another_tab_writes(&self, name: &str) {
        let session = self.session();
        let mut other = Device::new(3, 5_000);
        other.data = session.data.clone();
        let before = other.data.clone();
        other.edit(Table::Customer, ACME, customer::NOTE, text(name));
        let row = other.data.get(Table::Customer, ACME).unwrap();
        let mut patch = loudou::domain::patch::Patch::default();
        patch.set(&before, Table::Customer, ACME, customer::NOTE, row.get(customer::NOTE).cloned());
        let stamp = row.stamp_of(customer::NOTE).unwrap();
        let entry = replacement("customer.edit", "", stamp, NOON, None);
        let entry = loudou::domain::patch::Entry { patch, ..entry };
        let store = Store::new(self.disk.connect());
        block_on(store.append(session.revision(), &encode_entry(&entry))).unwrap();
    }

    fn take(&mut self, number: u32, file: &[u8]) {
        let told: Told = self.ask(Ask::File { number, sound_only: false }, file);
        assert!(matches!(told, Told::Good(_)), "{told:?}");
    }
}

fn request(files: &[u32]) -> Request {
    Request { files: files.iter().map(|number| (*number, None)).collect(), now_ms: NOON + 9_000, load: 77 }
}

/// Two devices that both wrote a note about the same customer; the second one has new customers, too.
fn two() -> (Device, Device) {
    let (mut a, mut b) = (Device::new(1, 0), Device::new(2, 60_000));
    a.edit(Table::Customer, ACME, customer::NOTE, text("a"));
    b.edit(Table::Customer, ACME, customer::NOTE, text("b"));
    b.create(Table::Customer, vec![(customer::NAME, text("Beta")), (customer::OWNER, Some(Value::Ref(BO)))]);
    (a, b)
}

#[test]
fn a_merge_is_shown_with_the_rows_that_it_names_and_written_with_what_was_chosen() {
    let (a, b) = two();
    let mut page = Page::new(&a.data);
    page.take(1, &b.file());
    let shown: Comparison = page.ask(Ask::Compare(request(&[1])), b"");
    assert_eq!((shown.nothing, shown.conflicts, shown.brought[0].new), (false, 1, 1));
    let Conflicts { list, rows } = page.ask(Ask::Conflicts { from: 0, most: 50 }, b"");
    let [conflict] = &list[..] else { panic!("{list:?}") };
    assert_eq!(dataset(rows).get(Table::Customer, ACME).unwrap().text(customer::NAME), "Acme");
    let choices = Choices { rule: Rule::Later, cells: vec![(cell_of(conflict), text("a"))] };
    let change = page.change("merge");
    let stamp = change.stamp;
    let sums: Option<[usize; 3]> = page.ask(Ask::Merge { request: request(&[1]), choices, change }, b"");
    assert_eq!(sums, Some([1, 1, 0]));
    let data = page.session().data;
    assert_eq!(data.get(Table::Customer, ACME).unwrap().text(customer::NOTE), "a");
    assert_eq!(data.live(Table::Customer).count(), a.data.live(Table::Customer).count() + 1);
    // What was there is kept.
    let store = Store::new(page.disk.connect());
    let entry = replacement("merge", "f", stamp, stamp.ms(), None);
    assert!(block_on(kept_by(&store, &entry)).unwrap().is_some());
}

#[test]
fn a_rule_chooses_for_all_conflicts_and_a_choice_for_one() {
    let side = |sources: &[usize], said: &str| Side { sources: sources.into(), value: text(said), stamp: Stamp::ZERO };
    let conflict = Conflict {
        table: Table::Customer,
        id: ACME,
        key: customer::NOTE,
        sides: vec![side(&[1], "x"), side(&[0, 2], "y"), side(&[3], "z")],
        reason: Reason::Both,
    };
    assert_eq!(Rule::ALL.map(|rule| rule.side(&conflict)), [2, 1, 2]);
    let (a, b) = two();
    for (rule, note) in [(Rule::Later, "b"), (Rule::Mine, "a"), (Rule::Theirs, "b")] {
        let mut page = Page::new(&a.data);
        page.take(1, &b.file());
        let (choices, change) = (Choices { rule, cells: Vec::new() }, page.change("merge"));
        page.ask::<Option<[usize; 3]>>(Ask::Merge { request: request(&[1]), choices, change }, b"").unwrap();
        assert_eq!(page.session().data.get(Table::Customer, ACME).unwrap().text(customer::NOTE), note);
    }
}

#[test]
fn what_another_tab_wrote_is_never_written_over() {
    let (a, b) = two();
    let mut page = Page::new(&a.data);
    page.take(1, &b.file());
    page.ask::<Comparison>(Ask::Compare(request(&[1])), b"");
    let change = page.change("merge");
    page.another_tab_writes("late");
    let merge = |change| Ask::Merge { request: request(&[1]), choices: Choices::default(), change };
    assert_eq!(page.ask::<Option<[usize; 3]>>(merge(change), b""), None);
    assert_eq!(page.session().data.live(Table::Customer).count(), a.data.live(Table::Customer).count(), "nothing");
    // The page has caught up and asks again: now both are there.
    let change = page.change("merge");
    assert!(page.ask::<Option<[usize; 3]>>(merge(change), b"").is_some());
    let data = page.session().data;
    assert_eq!(data.live(Table::Customer).count(), a.data.live(Table::Customer).count() + 1);
    let replaced: bool = {
        let change = page.change("replace");
        page.another_tab_writes("later still");
        page.ask(Ask::Replace { number: 1, change }, b"")
    };
    assert!(!replaced);
}

#[test]
fn customers_of_different_people_that_look_the_same_are_named() {
    let (mut a, mut b) = (Device::new(1, 0), Device::new(2, 0));
    let named = |name: &str, owner: Id| vec![(customer::NAME, text(name)), (customer::OWNER, Some(Value::Ref(owner)))];
    let mine = a.create(Table::Customer, named("上海云帆科技有限公司", ANN));
    let theirs = b.create(Table::Customer, named("上海云帆科技（有限公司）", BO));
    b.create(Table::Customer, named("北京远山贸易有限公司", BO));
    let mut page = Page::new(&a.data);
    page.take(1, &b.file());
    let shown: Comparison = page.ask(Ask::Compare(request(&[1])), b"");
    let mut pair = [shown.alike.first[0].0, shown.alike.first[0].1];
    pair.sort_unstable();
    let mut both = [mine, theirs];
    both.sort_unstable();
    assert_eq!((shown.alike.total, pair), (1, both));
    let rows = dataset(shown.rows);
    assert!(rows.get(Table::Rep, ANN).is_some() && rows.get(Table::Rep, BO).is_some(), "owners are named");
    // One of them is the other's now: nothing to tell.
    b.edit(Table::Customer, theirs, customer::OWNER, Some(Value::Ref(ANN)));
    page.take(2, &b.file());
    assert_eq!(page.ask::<Comparison>(Ask::Compare(request(&[2])), b"").alike.total, 0);
}

fn plan(columns: &Columns, mode: Mode) -> Ask {
    Ask::Plan(Box::new(table::Request {
        mapping: columns.guess.mapping.clone(),
        mode,
        making: true,
        clearing: false,
        moment: Moment { today: DAY, minute: 600, now_ms: NOON, actor: Some(ANN) },
        stamp: Stamp::new(NOON + 20_000, 0, 5),
    }))
}

const CSV: &str = "客户名称,负责人,备注\nAcme,Ann,更新\n新客户,Bo,新的\n,Bo,没有名称\n";

#[test]
fn a_table_is_read_planned_and_imported_once() {
    let a = Device::new(1, 0);
    let mut page = Page::new(&a.data);
    assert_eq!(page.ask::<FileKind>(Ask::Sniff, CSV.as_bytes()), FileKind::Text);
    let read: Read = page.ask(Ask::Table { reading: None }, CSV.as_bytes());
    let Read::Good { reading, signature, .. } = read else { panic!("{read:?}") };
    assert!(reading.header && !signature.is_empty());
    let columns: Columns = page.ask(Ask::Columns { header: true, table: None, remembered: None }, b"");
    assert_eq!((columns.rows, columns.heads[0].name.as_str()), (3, "客户名称"));
    assert_eq!(columns.heads[1].examples, ["Ann", "Bo"]);
    let planned: Planned = page.ask(plan(&columns, Mode::Both), b"");
    assert_eq!((planned.imported, planned.rejected, planned.counts[&Table::Customer].created), (2, 1, 1));
    let rows = dataset(planned.rows);
    let shown: Vec<&str> =
        planned.first.iter().map(|(_, id)| rows.get(Table::Customer, *id).unwrap().text(customer::NOTE)).collect();
    assert_eq!(shown, ["更新", "新的"], "as they will be");
    assert!(rows.get(Table::Rep, BO).is_some(), "with the rows that they name");
    // Somebody wrote since: planned anew, or nothing.
    let change = page.change("import");
    page.another_tab_writes("x");
    assert!(!page.ask::<bool>(Ask::Import { change }, b""));
    let change = page.change("import");
    assert!(!page.ask::<bool>(Ask::Import { change }, b""), "the plan is still the old one");
    page.ask::<Planned>(plan(&columns, Mode::Both), b"");
    let change = page.change("import");
    assert!(page.ask::<bool>(Ask::Import { change }, b""));
    let data = page.session().data;
    assert_eq!(data.live(Table::Customer).count(), a.data.live(Table::Customer).count() + 1);
    assert_eq!(data.get(Table::Customer, ACME).unwrap().text(customer::NOTE), "更新");
    assert!(data.seen.knows(Stamp::new(NOON + 20_000, 0, 5)), "what it wrote, it has seen");
    let change = page.change("import");
    assert!(!page.ask::<bool>(Ask::Import { change }, b""), "not twice");
}

#[test]
fn what_was_decided_for_a_table_is_remembered_and_what_cannot_be_read_says_why() {
    let mut page = Page::new(&Device::new(1, 0).data);
    page.ask::<Read>(Ask::Table { reading: None }, CSV.as_bytes());
    let mut columns: Columns = page.ask(Ask::Columns { header: true, table: None, remembered: None }, b"");
    columns.guess.mapping.columns[2].target = None;
    let remembered = Some(columns.guess.mapping.to_text());
    let again: Columns = page.ask(Ask::Columns { header: true, table: None, remembered }, b"");
    assert_eq!(again.guess.mapping, columns.guess.mapping);
    let other = Some("customer plain\ncustomer.name\n".to_string());
    let other: Columns = page.ask(Ask::Columns { header: true, table: None, remembered: other }, b"");
    assert!(other.guess.mapping.columns[2].target.is_some(), "another table's");
    let read: Read = page.ask(Ask::Table { reading: None }, b"<html><table><tr><td>x</td></tr></table></html>");
    assert!(matches!(read, Read::Bad(problem) if problem.code == "markup_table"));
    assert!(page.try_ask::<Columns>(Ask::Columns { header: true, table: None, remembered: None }, b"").is_err());
    let told: Told = page.ask(Ask::File { number: 1, sound_only: false }, b"{ not json");
    assert!(matches!(told, Told::Bad { problems, .. } if problems[0].code == "not_json"));
    let failed = page.try_ask::<Comparison>(Ask::Compare(request(&[1])), b"");
    assert!(failed.is_err(), "a file that it does not hold");
}

#[test]
fn a_desk_without_a_workspace_reads_files_and_makes_new_ones() {
    let disk = MemoryDisk::new();
    let mut page = Page { desk: Desk::new(Around(disk.clone())), disk };
    let b = two().1;
    page.take(1, &b.file());
    assert_eq!(page.try_ask::<Audited>(Ask::Audit { today: DAY }, b"").unwrap_err().code, "unavailable");
    let change = Change { command: "workspace.create".into(), subject: "".into(), ..page_change() };
    page.ask::<()>(Ask::Create { number: 1, directory: "/".into(), slot: "n".into(), change }, b"");
    let (made, rows) = (page.session().data, dataset(page.ask(Ask::Rows { number: 1 }, b"")));
    for table in Table::ALL {
        let ids = |data: &Dataset| data.rows(*table).all().to_vec();
        assert_eq!(ids(&made), ids(&b.data), "{table:?}");
        assert_eq!(ids(&rows).len(), ids(&b.data).len(), "{table:?}");
    }
}

#[test]
fn an_exported_file_holds_what_is_saved_now_and_comes_beside_the_answer() {
    let (a, _) = two();
    let mut page = Page::new(&a.data);
    let live = |data: &Dataset| Table::ALL.iter().map(|t| data.live(*t).count()).sum::<usize>();
    let ask = || Ask::Export { made_at: "2026-11-22T08:00:00Z".into(), selection: None };
    assert_eq!(page.ask::<usize>(ask(), b""), live(&a.data));
    let file = page.desk.made.take().unwrap();
    let before =
        loudou::exchange::import::read(&file, &Dataset::default(), &Default::default()).unwrap().into_dataset();
    assert_eq!(before.get(Table::Customer, ACME), a.data.get(Table::Customer, ACME));
    page.another_tab_writes("later");
    page.ask::<usize>(ask(), b"");
    let file = String::from_utf8(page.desk.made.take().unwrap()).unwrap();
    assert!(file.contains("\"later\"") && file.contains("\"made_at\":\"2026-11-22T08:00:00Z\""));
    let selection = Some(Selection { chosen: Some((Table::Customer, vec![])), ..Selection::default() });
    page.ask::<usize>(Ask::Export { made_at: String::new(), selection }, b"");
    assert!(!String::from_utf8(page.desk.made.take().unwrap()).unwrap().contains("Acme"));
}

fn page_change() -> Change {
    Change { command: String::new(), subject: String::new(), stamp: Stamp::new(NOON, 0, 5), now_ms: NOON, made_of: 0 }
}

#[test]
fn findings_travel_unchanged() {
    let mut device = Device::new(1, 0);
    assert!(device.run(&Command::AddDeal {
        id: None,
        customer: CustomerChoice::Named("Beta".into()),
        stage: desk::stage("contact"),
        cells: vec![(deal::NAME, text("D")), (deal::AMOUNT, yuan(5)), (deal::OWNER, Some(Value::Ref(ANN)))],
    }));
    let id = device.data.live(Table::Deal).find(|row| row.text(deal::NAME) == "D").unwrap().id;
    device.data.update(Table::Deal, id, None, |row| row.put(deal::OWNER, Some(Value::Ref(Id::fixed(99, 9))), None));
    let mut page = Page::new(&device.data);
    let told: Audited = page.ask(Ask::Audit { today: DAY }, b"");
    assert_eq!(told.found, loudou::domain::audit::audit(&page.session().data, DAY));
    assert!(!told.found.is_empty());
    let _: &Vec<Finding> = &told.found;
}

#[test]
fn every_kind_of_value_travels_unchanged() {
    let about = loudou::domain::value::About { table: Table::Customer, id: ACME };
    let outcome =
        Outcome { kind: OutcomeKind::Lost, date: Some(DAY), reason: Some(ACME), competitor: None, note: "n".into() };
    let values = [
        Value::Bool(false),
        Value::Int(i64::MIN),
        Value::Decimal(1),
        Value::text("“引号” \n\u{1}"),
        Value::Moment(Day { date: DAY, minute: Some(1) }),
        yuan(7).unwrap(),
        Value::Ref(ANN),
        Value::Abouts([about].into()),
        Value::Outcome(outcome.into()),
        Value::Place(Place { stage: ACME, order: "a0".into() }.into()),
        Value::Credit([Share { rep: ANN, team: Some(BO), percent: 100 }].into()),
        Value::Other(serde_json::json!({ "new": [1, null] }).into()),
    ];
    let keys = [customer::NAME, DELETED, Key::element("tags", "x").unwrap(), Key::dynamic("unheard.of").unwrap()];
    for value in values {
        for key in keys {
            let side = Side { sources: vec![0], value: Some(value.clone()), stamp: Stamp::new(3, 2, u64::MAX) };
            let conflict = Conflict { table: Table::Deal, id: ACME, key, sides: vec![side], reason: Reason::ByHand };
            let json = serde_json::to_string(&conflict).unwrap();
            assert_eq!(serde_json::from_str::<Conflict>(&json).unwrap(), conflict, "{json}");
        }
    }
}

#[test]
fn an_excerpt_has_what_its_rows_name_and_no_more() {
    let mut device = Device::new(1, 0);
    assert!(device.run(&add(desk::stage("contact"), vec![(deal::NAME, text("D"))])));
    let id = device.data.live(Table::Deal).find(|row| row.text(deal::NAME) == "D").unwrap().id;
    let few = dataset(excerpt(&device.data, [(Table::Deal, id)]));
    let row = few.get(Table::Deal, id).unwrap();
    assert_eq!(row.cells().collect::<Vec<_>>(), device.data.get(Table::Deal, id).unwrap().cells().collect::<Vec<_>>());
    for (key, value) in row.cells() {
        loudou::domain::references::named(Table::Deal, key, value, &mut |table, id| {
            assert!(few.rows(table).get(id).is_some(), "{table:?}");
        });
    }
    assert_eq!(few.rows(Table::StageChange).all().len(), 0);
}
