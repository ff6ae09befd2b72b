//! What a plan does with rows: match keys, modes, empty cells, history of deals that are there, own fields, rules, and any input at all.

use super::*;
use loudou::domain::deals::{history, state, Status};
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{contact, customer, deal, own_field, settings, stage, stage_change};
use loudou::domain::value::Value;
use loudou::exchange::table::amounts::DecimalSign;
use loudou::exchange::table::columns::{signature, By, Mapping, Target};
use loudou::exchange::table::dates::DateOrder;
use loudou::exchange::table::plan::{Fate, MatchBy, Planner, Rule};
use loudou::exchange::table::vcard::COLUMNS;

/// Imports a text with a header; the plan.
fn text(data: &mut Dataset, csv: &str, run: u64) -> Plan {
    let sheet = sheet(csv);
    let guess = guessed(data, &sheet);
    let options = options(&guess, data);
    import_with(data, &sheet, &guess, options, run)
}

/// The same with other rules for one table.
fn with_rule(data: &mut Dataset, csv: &str, run: u64, table: Table, rule: Rule) -> Plan {
    let sheet = sheet(csv);
    let guess = guessed(data, &sheet);
    let mut options = options(&guess, data);
    options.rules.insert(table, rule);
    import_with(data, &sheet, &guess, options, run)
}

fn reasons(plan: &Plan) -> Vec<(usize, &str, Option<usize>)> {
    plan.rejected.iter().map(|r| (r.row, r.reason.code, r.reason.column)).collect()
}

#[test]
fn modes_and_keys() {
    let mut data = workspace();
    text(&mut data, "客户名称,电话\n甲公司,010-5555 0100\n", 1);
    let keys = vec![MatchBy::Phone, MatchBy::Name];
    // Only new ones.
    let rule = Rule { keys: keys.clone(), create: true, update: false };
    let plan =
        with_rule(&mut data, "客户名称,电话\n甲公司,010-5555 0100\n乙公司,010-5555 0101\n", 2, Table::Customer, rule);
    assert_eq!(reasons(&plan), [(0, "already_there", Some(1))]);
    assert_eq!(plan.with(Fate::Created), 1);
    // Only those that are there: by the phone, however it is written, the name is put right.
    let rule = Rule { keys, create: false, update: true };
    let plan = with_rule(&mut data, "客户名称,电话\n甲集团,(010) 5555-0100\n丙公司,\n", 3, Table::Customer, rule);
    assert_eq!(reasons(&plan), [(1, "no_match", Some(0))]);
    assert_eq!(plan.with(Fate::Updated), 1);
    named(&data, Table::Customer, "甲集团");
    assert_eq!(data.live(Table::Customer).count(), 2);
    // A name that two have says nothing.
    let mut ids = SeededIds::new(9);
    let twin = Id::v7(1, [9; 10]);
    let _ = context(&mut ids);
    data.insert(Table::Customer, Row::of(twin, Stamp::ZERO, vec![(customer::NAME, Value::text("乙公司"))]));
    let plan = text(&mut data, "客户名称,电话\n乙公司,1\n", 4);
    assert_eq!(reasons(&plan), [(0, "bad_phone", Some(1))]);
    let plan = text(&mut data, "客户名称,备注\n乙公司,x\n", 5);
    assert_eq!(reasons(&plan), [(0, "ambiguous_name", Some(0))]);
}

#[test]
fn names_fit_after_folding_and_what_is_named_may_be_refused() {
    let mut data = workspace();
    text(&mut data, "Customer,Region\nAcme Example Ltd.,East China\n", 1);
    let plan = text(
        &mut data,
        "Deal,Customer,Stage,Sales rep\nOne,ａｃｍｅ  example LTD.,proposal,Li Na\nTwo,Acme Example Ltd,提案,li na\n",
        2,
    );
    assert_eq!(plan.with(Fate::Created), 2);
    // The full-width one is the same customer; the one without the point is another one. Both reps are one.
    assert_eq!((data.live(Table::Customer).count(), data.live(Table::Rep).count()), (2, 1));
    let never = Rule { keys: vec![MatchBy::Name], create: false, update: false };
    let plan = with_rule(
        &mut data,
        "Deal,Customer,Sales rep,Source\nThree,Nobody,Someone,Other\n",
        3,
        Table::Customer,
        never.clone(),
    );
    assert_eq!(reasons(&plan), [(0, "name_not_found", Some(1))]);
    assert!(plan.patch.rows.is_empty(), "a refused row makes nothing");
    let plan =
        with_rule(&mut data, "Deal,Customer,Stage\nThree,Acme Example Ltd,Nowhere\n", 4, Table::Stage, never.clone());
    assert_eq!(reasons(&plan), [(0, "name_not_found", Some(2))]);
    let plan =
        with_rule(&mut data, "Deal,Customer,Source\nThree,Acme Example Ltd,Nowhere\n", 5, Table::ListEntry, never);
    assert_eq!(reasons(&plan), [(0, "name_not_found", Some(2))]);
    // A lead's column is no stage for deals.
    let plan = text(&mut data, "Deal,Customer,Stage\nThree,Acme Example Ltd,线索\n", 6);
    assert_eq!(reasons(&plan), [(0, "stage_not_for_deals", Some(2))]);
}

#[test]
fn an_empty_cell_clears_only_if_it_is_told_to() {
    let mut data = workspace();
    text(&mut data, "Customer,Phone,Notes\nAcme Example,010-5555 0100,old\n", 1);
    let csv = "Customer,Phone,Notes\nAcme Example,,new\n";
    text(&mut data, csv, 2);
    let row = named(&data, Table::Customer, "Acme Example");
    assert_eq!((row.text(customer::PHONE), row.text(customer::NOTE)), ("010-5555 0100", "new"));
    let sheet = sheet(csv);
    let guess = guessed(&data, &sheet);
    let clear = Options { clear: true, ..options(&guess, &data) };
    let plan = import_with(&mut data, &sheet, &guess, clear, 3);
    assert_eq!(plan.with(Fate::Updated), 1);
    assert_eq!(named(&data, Table::Customer, "Acme Example").get(customer::PHONE), None);
    // What a row cannot be without is not cleared.
    let csv = "Record Id,Deal Name,Account Name,Stage,Amount,Deal Owner\n5,One,Acme Example,Won,100,Li Na\n";
    let mut run = |csv: &str, run| {
        let sheet = self::sheet(csv);
        let guess = guessed(&data, &sheet);
        let clear = Options { clear: true, ..options(&guess, &data) };
        import_with(&mut data, &sheet, &guess, clear, run)
    };
    assert_eq!(reasons(&run(csv, 4)), []);
    assert_eq!(reasons(&run(&csv.replace("100", ""), 5)), [(0, "win_needs_amount", Some(4))]);
    assert_eq!(reasons(&run(&csv.replace("One", ""), 6)), [(0, "required", Some(1))]);
}

#[test]
fn ids_of_the_other_program_are_kept_and_tell_twins_apart() {
    let mut data = workspace();
    // By hand before; the export brings its id.
    text(&mut data, "Deal,Customer\nRenewal,Acme Example\n", 1);
    let csv = "Record ID,Deal Name,Deal Stage,Deal owner,Create Date,Associated Company\n77,Renewal,Proposal,Li Na,2026-01-05 10:00,Acme Example\n78,Renewal,Proposal,Li Na,2026-02-05 10:00,Acme Example\n";
    let plan = text(&mut data, csv, 2);
    assert_eq!((plan.with(Fate::Updated), plan.with(Fate::Created)), (1, 1));
    let key = Key::element("external", "hubspot").unwrap();
    let mut ids: Vec<String> = data
        .live(Table::Deal)
        .map(|row| match row.get(key) {
            Some(Value::Text(id)) => id.to_string(),
            other => panic!("{other:?}"),
        })
        .collect();
    ids.sort();
    assert_eq!(ids, ["77", "78"]);
    // Renamed over there: found by its id.
    let plan = text(&mut data, &csv.replace("78,Renewal", "78,Renewal 2027"), 3);
    assert_eq!((plan.with(Fate::Unchanged), plan.with(Fate::Updated)), (1, 1));
    named(&data, Table::Deal, "Renewal 2027");
}

#[test]
fn a_deal_that_is_there_goes_on() {
    let mut data = workspace();
    let head = "Deal,Customer,Stage,Status,Created,Closed on,Stage since,Amount,Owner,Lost reason\n";
    text(&mut data, &format!("{head}One,Acme Example,Qualified,open,2026-01-05,,,100,Li Na,\n"), 1);
    text(&mut data, &format!("{head}One,Acme Example,Proposal,open,2026-01-05,,2026-02-10,100,Li Na,\n"), 2);
    let tale = |data: &Dataset| {
        let id = named(data, Table::Deal, "One").id;
        let tell = |c: &Row| {
            let to = data.get(Table::Stage, c.link(stage_change::TO).unwrap()).unwrap();
            format!(
                "{} {} {}",
                c.date(stage_change::AT).map(|d| d.to_string()).unwrap_or_default(),
                to.text(stage::EN),
                c.text(stage_change::STATE)
            )
        };
        history(data, id).into_iter().map(tell).collect::<Vec<_>>()
    };
    assert_eq!(tale(&data), ["2026-01-05 Qualified open", "2026-02-10 Proposal open"]);
    text(
        &mut data,
        &format!("{head}One,Acme Example,Proposal,lost,2026-01-05,2026-03-01,,100,Li Na,Price too high\n"),
        3,
    );
    let row = named(&data, Table::Deal, "One");
    assert_eq!(state(&data, &row).status, Status::Lost);
    assert!(row.outcome(deal::OUTCOME).unwrap().reason.is_some() && row.get(deal::CREDIT).is_none());
    text(&mut data, &format!("{head}One,Acme Example,,won,2026-01-05,2026-02-15,,100,Li Na,\n"), 4);
    let row = named(&data, Table::Deal, "One");
    // The outcome has the real day, the move is never before the latest one.
    assert_eq!(row.outcome(deal::OUTCOME).unwrap().date.unwrap().to_string(), "2026-02-15");
    assert_eq!(tale(&data)[2..], ["2026-03-01 Proposal lost", "2026-03-01 Won won"]);
    assert!(row.get(deal::CREDIT).is_some());
    // Open again, without a day: today.
    text(&mut data, &format!("{head}One,Acme Example,Proposal,open,2026-01-05,,,100,Li Na,\n"), 5);
    let row = named(&data, Table::Deal, "One");
    assert_eq!(tale(&data).last().unwrap(), "2026-11-22 Proposal open");
    assert!(row.get(deal::OUTCOME).is_none() && row.get(deal::CREDIT).is_none());
    // What contradicts itself is refused.
    for (row, code) in [
        ("Two,Acme Example,Won,lost,2026-01-05,2026-02-01,,1,Li Na,", "bad_value"),
        ("Two,Acme Example,Proposal,won,2026-01-05,2025-02-01,,1,Li Na,", "date_order"),
        ("Two,Acme Example,Proposal,open,2026-01-05,2026-02-01,,1,Li Na,", "closed_but_open"),
        ("Two,Acme Example,Proposal,perhaps,2026-01-05,,,1,Li Na,", "bad_choice"),
        ("Two,Acme Example,Proposal,open,05/06/2026,,,1,Li Na,", "date_open"),
        ("Two,Acme Example,Proposal,open,,,,1.234,Li Na,", "sign_open"),
    ] {
        let plan = text(&mut data, &format!("{head}{row}\n"), 6);
        assert_eq!(plan.rejected.iter().map(|r| r.reason.code).collect::<Vec<_>>(), [code], "{row}");
    }
}

#[test]
fn own_fields_rules_and_choices() {
    let mut data = workspace();
    for (at, (name, holds)) in
        [("颜色", "choice"), ("安装日", "date"), ("台数", "number"), ("重要", "yes_no")].into_iter().enumerate()
    {
        let cells = vec![
            (own_field::TABLE, Value::text("customer")),
            (own_field::ZH, Value::text(name)),
            (own_field::HOLDS, Value::text(holds)),
            (own_field::OPTIONS, Value::text("红\n蓝")),
        ];
        data.insert(Table::OwnField, Row::of(Id::v7(5, [at as u8; 10]), Stamp::ZERO, cells));
    }
    let rules = [("rules.customer:phone", "unique"), ("rules.customer:region", "required")];
    data.update(Table::Settings, settings::ROW, None, |row| {
        for (path, rule) in rules {
            row.put(Key::dynamic(path).unwrap(), Some(Value::text(rule)), None);
        }
    });
    let csv = "客户名称,电话,区域,颜色,安装日,台数,重要,客户类别\n甲,010-5555 0100,华东,红,31.01.2026,\"2,5\",是,重点\n乙,010-5555 0100,华东,,,,,\n丙,,,,,,,\n丁,,华北,绿,,,,\n";
    let plan = text(&mut data, csv, 1);
    assert_eq!(reasons(&plan), [(1, "duplicate", Some(1)), (2, "required", Some(2)), (3, "bad_choice", Some(3))]);
    let row = named(&data, Table::Customer, "甲");
    let mut own: Vec<String> = row.elements("own").map(|(_, value)| format!("{value:?}")).collect();
    own.sort();
    assert_eq!(own, ["Bool(true)", "Text(\"2.5\")", "Text(\"2026-01-31\")", "Text(\"红\")"]);
    assert_eq!(row.text(customer::CLASS), "key");
}

#[test]
fn tables_without_a_header_and_odd_columns() {
    let mut data = workspace();
    text(&mut data, "Name,Team\nLi Na,East\n", 1);
    let rows = sheet("Cameras,Proposal,\"¥12,000.50\",Li Na,2026-09-01\nRobots,Won,¥5,Li Na,2026-09-02\n");
    let guess = guess(&rows, false, &words(), &data, None, None);
    let targets: Vec<String> =
        guess.mapping.columns.iter().map(|c| c.target.as_ref().map(Target::to_string).unwrap_or_default()).collect();
    assert_eq!(targets, ["deal.name", "deal.stage", "deal.amount", "deal.owner", "deal.created"]);
    assert!(guess.columns.iter().all(|c| c.by == By::Content));
    // With a header that nobody knows, mails are found, dates are not guessed at.
    let rows = sheet("Firma,Kontakt,Datum\nAcme Example,a@example.com,2026-01-02\n");
    let found = guessed(&data, &rows);
    let by: Vec<By> = found.columns.iter().map(|c| c.by).collect();
    assert_eq!(by, [By::Nothing, By::Content, By::Nothing]);
    // A mapping that is remembered plans the same.
    let csv = "Deal,Company,Value (万元),Created\nOne,Acme Example,1.5,13/01/2026\n";
    let table = sheet(csv);
    let found = guessed(&data, &table);
    let text = found.mapping.to_text();
    assert_eq!(Mapping::from_text(&text).as_ref(), Some(&found.mapping));
    assert_eq!(found.mapping.columns[3].order, Some(DateOrder::Dmy));
    assert_eq!(found.mapping.columns[2].numbers.unit, 4);
    assert_eq!(signature(&table.rows[0]).len(), 16);
    let options = options(&found, &data);
    import_with(&mut data, &table, &found, options, 2);
    let row = named(&data, Table::Deal, "One");
    assert_eq!(row.money(deal::AMOUNT).unwrap().minor, 1_500_000);
    assert_eq!(row.date(deal::CREATED).unwrap().to_string(), "2026-01-13");
}

#[test]
fn a_second_number_is_not_lost() {
    let mut data = workspace();
    let csv = "Name,Company,Mobile,Phone,Notes\nAnn Other,Acme Example,+1 555-010-0100,+1 555-010-0101,met in May\n";
    text(&mut data, csv, 1);
    let row = named(&data, Table::Contact, "Ann Other");
    assert_eq!((row.text(contact::PHONE), row.text(contact::NOTE)), ("+1 555-010-0100", "met in May\n+1 555-010-0101"));
    assert_eq!(text(&mut data, csv, 2).with(Fate::Unchanged), 1);
}

#[test]
fn cards_are_people() {
    let mut data = workspace();
    let mut rows = vec![COLUMNS.map(|name| Cell::Text(name.into())).to_vec()];
    rows.push(
        ["王伟", "明远示例公司", "经理", "", "13800138000", "w@example.com", "示例路1号", "1985-01-31", ""]
            .map(|t| if t.is_empty() { Cell::Empty } else { Cell::Text(t.into()) })
            .to_vec(),
    );
    let cards = Sheet { name: String::new(), rows };
    let found = guessed(&data, &cards);
    assert_eq!(found.mapping.table, Table::Contact);
    assert!(found.mapping.columns.iter().all(|c| c.target.is_some()));
    let options = options(&found, &data);
    import_with(&mut data, &cards, &found, options, 1);
    let row = named(&data, Table::Contact, "王伟");
    assert_eq!(
        (row.text(contact::PHONE), row.date(contact::BIRTHDAY).unwrap().to_string()),
        ("13800138000", "1985-01-31".into())
    );
    assert_eq!(named(&data, Table::Customer, "明远示例公司").text(customer::ADDRESS), "示例路1号");
}

#[test]
fn an_answer_settles_what_is_open() {
    let mut data = workspace();
    let table = sheet("Deal,Company,Value,Created\nOne,Acme Example,1.234,05/06/2026\n");
    let mut found = guessed(&data, &table);
    let open: Vec<bool> = found.mapping.columns.iter().zip(&found.columns).map(|(c, f)| f.is_open(c)).collect();
    assert_eq!(open, [false, false, true, true]);
    found.mapping.columns[2].numbers.sign = Some(DecimalSign::Comma);
    found.mapping.columns[3].order = Some(DateOrder::Mdy);
    assert!(found.mapping.columns.iter().zip(&found.columns).all(|(c, f)| !f.is_open(c)));
    let options = options(&found, &data);
    import_with(&mut data, &table, &found, options, 1);
    let row = named(&data, Table::Deal, "One");
    assert_eq!(
        (row.money(deal::AMOUNT).unwrap().minor, row.date(deal::CREATED).unwrap().to_string()),
        (123_400, "2026-05-06".into())
    );
}

#[test]
fn the_table_and_the_program_can_be_chosen() {
    let data = workspace();
    let table = fixture("wukong_deals_zh.csv");
    let chosen = guess(&table, true, &words(), &data, Some(Table::Customer), None);
    assert_eq!(chosen.mapping.table, Table::Customer);
    let chosen = guess(&table, true, &words(), &data, None, Some("plain"));
    assert_eq!((chosen.mapping.table, chosen.mapping.preset.as_str()), (Table::Deal, "plain"));
}

#[test]
fn our_own_export_comes_back() {
    let mut data = workspace();
    let plan = text(&mut data, "商机名称,客户,联系人,阶段,负责人,金额,预计成交日,成交概率,来源,渠道,备注,创建日期\n一期,甲公司,王伟,提案,李娜,\"¥12,000.50\",2026-12-15,60%,展会,直销,'=1+1,2026-09-01\n", 1);
    assert_eq!(reasons(&plan), []);
    let row = named(&data, Table::Deal, "一期");
    assert_eq!((row.int(deal::PROBABILITY), row.text(deal::NOTE)), (Some(60), "=1+1"));
    assert!(row.get(deal::CONTACT).is_some() && row.get(deal::CHANNEL).is_some());
    assert_eq!(data.live(Table::Contact).next().unwrap().text(contact::NAME), "王伟");
}

#[test]
fn portions_make_the_same_plan() {
    let data = workspace();
    let table = fixture("pipedrive_deals_en.csv");
    let found = guessed(&data, &table);
    let words = words();
    let whole =
        plan(&data, &table.rows[1..], &found.mapping, options(&found, &data), &words, context(&mut SeededIds::new(1)));
    let mut ids = SeededIds::new(1);
    let mut planner = Planner::new(&data, &found.mapping, options(&found, &data), &words, context(&mut ids));
    for (at, row) in table.rows[1..].iter().enumerate() {
        assert_eq!(planner.done(), at);
        planner.rows(std::slice::from_ref(row));
    }
    assert_eq!(planner.finish(), whole);
}
