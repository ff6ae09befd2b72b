//! What users are told: conflicts, updates, rows that stayed, clocks that are ahead; and what their say does.

use crate::desk::{add, dataset, stage, text, yuan, ACME, ANN, BO};
use crate::device::{file, merged, opened, source, Device, NOON};
use loudou::domain::command::{Command, Position};
use loudou::domain::records::{contact, customer, deal, Table, DELETED};
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::merge::{merge, settle, Choice, Counts, Merged, Reason, Source};
use loudou::exchange::selection::Selection;
use loudou::storage::fold::{kept_by, replace_all, replace_with, replacement};
use loudou::storage::memory::MemoryDisk;
use loudou::storage::session::Session;
use loudou::storage::store::Store;
use pollster::block_on;

fn two() -> (Device, Device) {
    (Device::new(1, 0), Device::new(2, 60_000))
}

fn note(device: &Device) -> &str {
    device.data.get(Table::Customer, ACME).unwrap().text(customer::NOTE)
}

fn write(device: &mut Device, words: &str) {
    device.edit(Table::Customer, ACME, customer::NOTE, text(words));
}

fn counts(merged: &Merged, table: Table) -> Counts {
    merged.counts.get(&table).copied().unwrap_or_default()
}

#[test]
fn what_one_side_wrote_is_an_update() {
    let (mut a, mut b) = two();
    write(&mut b, "b");
    let merged = a.take(&b);
    assert_eq!((note(&a), merged.conflicts.len()), ("b", 0));
    assert_eq!(counts(&merged, Table::Customer), Counts { changed: 1, ..Counts::default() });
    assert_eq!((merged.brought[0].rows, merged.brought[0].new), (1, 0));
    assert!(a.take(&b).changes_nothing());
}

#[test]
fn what_both_wrote_is_a_conflict_and_the_choice_counts_everywhere() {
    let (mut a, mut b) = two();
    write(&mut a, "a");
    write(&mut b, "b");
    let merged = a.take(&b);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!((conflict.table, conflict.id, conflict.key), (Table::Customer, ACME, customer::NOTE));
    assert_eq!(conflict.reason, Reason::Both);
    let sides: Vec<_> = conflict.sides.iter().map(|s| (s.sources.clone(), s.value.clone())).collect();
    assert_eq!(sides, [(vec![0], text("a")), (vec![1], text("b"))], "the later write counts");
    let mut data = merged.data.clone();
    let later = Stamp::new(NOON + 100_000, 0, 1_000);
    assert_eq!(settle(&mut data, &merged.conflicts, &[Choice { conflict: 0, side: 1 }], later), 0, "it counts anyway");
    assert_eq!(settle(&mut data, &merged.conflicts, &[Choice { conflict: 0, side: 0 }], later), 1);
    a.data = data;
    let back = b.take(&a);
    assert_eq!((note(&b), back.conflicts.len()), ("a", 0), "who settles it knew both");
}

#[test]
fn files_that_hold_what_was_replaced_before_are_no_party_to_a_conflict() {
    let mut first = Device::new(3, -60_000);
    write(&mut first, "old");
    let (mut a, mut b) = two();
    a.take(&first);
    b.take(&first);
    write(&mut a, "a");
    write(&mut b, "b");
    let sources = [Source::of(&a.data), source(&b.file()), source(&first.file()), source(&first.file())];
    let merged = merge(&sources.iter().collect::<Vec<_>>(), a.ms);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    let sides: Vec<_> = conflict.sides.iter().map(|s| (s.sources.clone(), s.value.clone())).collect();
    assert_eq!(sides, [(vec![0], text("a")), (vec![1], text("b"))]);
    assert_eq!(merged.brought.iter().map(|b| b.conflicts).collect::<Vec<_>>(), [1, 0, 0]);
    // Who says the same is named in the order of the files.
    let sources = [Source::of(&a.data), source(&b.file()), source(&b.file())];
    let merged = merge(&sources.iter().collect::<Vec<_>>(), a.ms);
    assert_eq!(merged.conflicts[0].sides[1].sources, [1, 2]);
    // Where two files disagree and this workspace still has what both replaced, that is a side all the same.
    let sources = [Source::of(&first.data), source(&a.file()), source(&b.file())];
    let merged = merge(&sources.iter().collect::<Vec<_>>(), a.ms);
    let sides: Vec<_> = merged.conflicts[0].sides.iter().map(|s| (s.sources.clone(), s.value.clone())).collect();
    assert_eq!(sides, [(vec![0], text("old")), (vec![1], text("a")), (vec![2], text("b"))]);
}

#[test]
fn who_knew_what_he_replaced_is_in_no_conflict_even_if_it_was_the_last_write_of_its_load() {
    let (mut a, mut b) = two();
    write(&mut a, "first");
    b.take(&a);
    write(&mut b, "second");
    let merged = a.take(&b);
    assert_eq!((note(&a), merged.conflicts.len()), ("second", 0));
    // Both agree on what neither knew of the other: no conflict either.
    let (mut a, mut b) = two();
    write(&mut a, "same");
    write(&mut b, "same");
    assert_eq!(a.take(&b).conflicts, []);
}

#[test]
fn a_deletion_of_what_somebody_went_on_writing_in_is_asked_about() {
    let (mut a, mut b) = two();
    write(&mut a, "still at it");
    b.delete(Table::Customer, ACME);
    let merged = a.take(&b);
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!((conflict.key, conflict.reason), (DELETED, Reason::Deleted));
    assert_eq!(counts(&merged, Table::Customer), Counts { deleted: 1, conflicts: 1, ..Counts::default() });
    let mut data = merged.data;
    let later = Stamp::new(NOON + 100_000, 0, 1_000);
    assert_eq!(settle(&mut data, &merged.conflicts, &[Choice { conflict: 0, side: 0 }], later), 1);
    assert_eq!(data.get(Table::Customer, ACME).unwrap().text(customer::NOTE), "still at it");
}

#[test]
fn a_row_lives_if_it_was_written_in_later_than_deleted_and_can_be_deleted_again() {
    let (mut a, mut b) = two();
    a.delete(Table::Customer, ACME);
    write(&mut b, "later");
    let merged = a.take(&b);
    assert_eq!(note(&a), "later");
    assert_eq!(merged.stayed.iter().map(|s| (s.id, s.needed)).collect::<Vec<_>>(), [(ACME, false)]);
    a.delete(Table::Customer, ACME);
    assert!(a.data.get(Table::Customer, ACME).is_none());
    b.take(&a);
    assert!(b.data.get(Table::Customer, ACME).is_none());
}

#[test]
fn a_deletion_that_somebody_else_made_too_and_took_back_is_told() {
    // A deal keeps the customer in sight, so that it can be restored.
    let mut third = Device::new(3, 0);
    third.run(&add(stage("prospect"), vec![(deal::NAME, text("D"))]));
    let restore = Command::Restore { table: Table::Customer, id: ACME };
    let (mut a, mut b) = two();
    a.delete(Table::Customer, ACME);
    b.delete(Table::Customer, ACME);
    b.take(&third);
    assert!(b.run(&restore));
    let merged = a.take(&b);
    assert!(a.data.get(Table::Customer, ACME).is_some_and(|row| !row.is_kept()));
    assert_eq!(merged.stayed.iter().map(|s| (s.id, s.needed)).collect::<Vec<_>>(), [(ACME, false)]);
    // Who knew of it took back just that.
    let (mut a, mut b) = two();
    a.delete(Table::Customer, ACME);
    b.take(&a);
    b.take(&third);
    assert!(b.run(&restore));
    assert_eq!(a.take(&b).stayed, []);
}

#[test]
fn a_deleted_row_that_a_new_one_needs_is_told() {
    let (mut a, mut b) = two();
    a.run(&add(stage("prospect"), vec![(deal::NAME, text("D")), (deal::AMOUNT, yuan(1))]));
    assert_eq!(a.data.live(Table::Deal).count(), 1);
    b.delete(Table::Customer, ACME);
    let merged = a.take(&b);
    assert_eq!(merged.stayed.iter().map(|s| (s.id, s.needed)).collect::<Vec<_>>(), [(ACME, true)]);
    assert!(a.data.get(Table::Customer, ACME).unwrap().is_kept());
}

#[test]
fn a_clock_that_is_ahead_is_told_and_what_it_outdoes_is_a_conflict() {
    let (mut a, mut b) = (Device::new(1, 0), Device::new(2, 365 * 86_400_000));
    write(&mut a, "today");
    b.take(&a);
    write(&mut b, "from the future");
    let merged = a.take(&b);
    assert_eq!(merged.conflicts.iter().map(|c| c.reason).collect::<Vec<_>>(), [Reason::Future]);
    assert!(merged.ahead.unwrap() >= NOON + 365 * 86_400_000);
    write(&mut a, "and yet written after it");
    assert_eq!(b.take(&a).conflicts, []);
    assert_eq!(note(&b), "and yet written after it");
}

#[test]
fn what_was_written_by_hand_gives_way_but_is_listed() {
    let mut a = Device::new(1, 0);
    write(&mut a, "a");
    let bytes = br#"{"format":"loudou-workspace","version":1,"tables":{"customer":[
        {"id":"00000000-0000-8000-8000-0000005c0001","name":"Acme","note":"by hand"}]}}"#;
    let merged = merge(&[&Source::of(&a.data), &source(bytes)], NOON);
    let listed: Vec<_> = merged.conflicts.iter().map(|c| (c.key, c.reason, c.sides[0].value.clone())).collect();
    assert_eq!(listed, [(customer::NOTE, Reason::ByHand, text("by hand"))]);
    assert_eq!(merged.data.get(Table::Customer, ACME).unwrap().text(customer::NOTE), "a");
}

#[test]
fn deals_moved_on_both_sides_are_told() {
    let (mut a, mut b) = two();
    a.run(&add(stage("prospect"), vec![(deal::NAME, text("D"))]));
    b.take(&a);
    let deal = a.data.live(Table::Deal).next().unwrap().id;
    let to = |key| Command::MoveDeal { deal, stage: stage(key), position: Position::Top, with: vec![] };
    a.run(&to("contact"));
    assert_eq!(b.take(&a).moved, [], "one side moved it");
    a.run(&to("proposal"));
    b.run(&to("negotiation"));
    assert_eq!(a.take(&b).moved, [deal]);
}

#[test]
fn a_part_without_names_and_numbers_brought_back_takes_nothing_away() {
    let (mut a, mut b) = two();
    let cells = vec![
        (contact::NAME, text("Li")),
        (contact::CUSTOMER, Some(Value::Ref(ACME))),
        (contact::PHONE, text("13800138000")),
        (contact::EMAIL, text("li@example.com")),
    ];
    let li = a.create(Table::Contact, cells);
    a.edit(Table::Customer, ACME, customer::OWNER, Some(Value::Ref(ANN)));
    let hidden =
        a.create(Table::Customer, vec![(customer::NAME, text("Other")), (customer::OWNER, Some(Value::Ref(BO)))]);
    for masked in [false, true] {
        let selection = Selection {
            owners: vec![ANN],
            without_personal: !masked,
            masked,
            without_notes: true,
            ..Selection::default()
        };
        let options = ExportOptions {
            workspace_id: loudou::domain::id::Id::fixed(9, 9),
            name: "W".into(),
            app_version: "0".into(),
            made_at: String::new(),
            selection: Some(selection),
            stamps: true,
        };
        let part = export(&a.data, &options);
        let words = String::from_utf8(part.clone()).unwrap();
        assert!(!words.contains("13800138000") && !words.contains("li@example.com"));
        assert_eq!(words.contains("138••••8000"), masked);
        b.data = opened(&part).into_dataset();
        assert!(b.data.rows(Table::Customer).get(hidden).is_none());
        b.edit(Table::Contact, li, contact::NAME, text(if masked { "Li 2" } else { "Li 1" }));
        let merged = a.take(&b);
        assert_eq!(merged.conflicts, []);
        let row = a.data.get(Table::Contact, li).unwrap();
        assert_eq!((row.text(contact::PHONE), row.text(contact::EMAIL)), ("13800138000", "li@example.com"));
        assert_eq!(row.text(contact::NAME), if masked { "Li 2" } else { "Li 1" });
        assert!(a.data.get(Table::Customer, hidden).is_some());
    }
}

#[test]
fn a_part_that_a_filter_chose_brings_its_changes_back_and_takes_nothing_away() {
    let (mut a, mut b) = two();
    let customer = |a: &mut Device, name: &str| a.create(Table::Customer, vec![(customer::NAME, text(name))]);
    let (sent, kept) = (customer(&mut a, "Sent"), customer(&mut a, "Kept"));
    let before = a.data.clone();
    let options = ExportOptions {
        workspace_id: loudou::domain::id::Id::fixed(9, 9),
        name: "W".into(),
        app_version: "0".into(),
        made_at: String::new(),
        selection: Some(Selection { chosen: Some((Table::Customer, vec![sent])), ..Selection::default() }),
        stamps: true,
    };
    let part = export(&a.data, &options);
    let merged = merge(&[&source(&file(&a.data)), &source(&part)], NOON);
    assert_eq!(file(&merged.data), file(&before), "a part that nobody changed changes nothing");
    b.data = opened(&part).into_dataset();
    assert!(b.data.rows(Table::Customer).get(kept).is_none());
    b.edit(Table::Customer, sent, customer::NOTE, text("called"));
    a.take(&b);
    assert_eq!(a.data.get(Table::Customer, sent).unwrap().text(customer::NOTE), "called");
    for table in Table::ALL {
        assert!(before.live(*table).all(|row| a.data.get(*table, row.id).is_some()), "{}", table.key());
    }
}

#[test]
fn rows_of_a_newer_version_travel_through_a_merge() {
    let with = |rows: &str| {
        let text = String::from_utf8(file(&dataset())).unwrap();
        source(text.replace("\"tables\":{", &format!("\"tables\":{{\n\"quote\":[{rows}],")).as_bytes())
    };
    let (old, new) = (r#"{"id":"q1","stamp":"01","n":1}"#, r#"{"id":"q1","stamp":"01","stamps":{"n":"02"},"n":2}"#);
    for rows in [[old, new], [new, old]] {
        let merged = merge(&[&with(rows[0]), &with(&format!("{},{{\"id\":\"q2\"}}", rows[1]))], NOON);
        let kept: Vec<_> = merged.data.unknown_tables().flat_map(|(_, rows)| rows).map(|row| row.to_string()).collect();
        assert_eq!(kept.len(), 2);
        assert!(kept[0].contains("\"n\":2"), "{kept:?}");
    }
}

#[test]
fn undoing_a_merge_brings_back_exactly_what_was() {
    let (mut a, mut b) = two();
    write(&mut a, "a");
    b.delete(Table::Customer, ACME);
    b.create(Table::Customer, vec![(customer::NAME, text("New"))]);
    let before = file(&a.data);
    let (disk, store) = (MemoryDisk::new(), |disk: &MemoryDisk| Store::new(disk.connect()));
    block_on(replace_all(&store(&disk), &a.data, "create", "", Stamp::ZERO, 1)).unwrap().unwrap();
    let merged = merged(&[&a.data, &b.data]);
    let made_of = block_on(store(&disk).head()).unwrap().1;
    let entry = replacement("merge", "b.json", Stamp::new(NOON, 0, 5), NOON, None);
    block_on(replace_with(&store(&disk), &merged.data, &entry, made_of)).unwrap().unwrap();
    let open = |loaded| Session::open(loaded, 77);
    let after = open(block_on(store(&disk).load()).unwrap());
    assert_eq!(file(&after.data), file(&merged.data));
    let kept = block_on(kept_by(&store(&disk), &entry)).unwrap().unwrap();
    let back = open(block_on(store(&disk).load_snapshot(kept)).unwrap().unwrap());
    assert_eq!(file(&back.data), before);
}
