//! Winning, losing, moving, reopening; amounts, lines, credit.

use crate::desk::*;
use loudou::domain::command::{Command, CustomerChoice, Position};
use loudou::domain::deals::{history, order_in, Status};
use loudou::domain::key::Key;
use loudou::domain::money::{Currency, Money};
use loudou::domain::records::{customer, deal, deal_line, product, stage as stages, stage_change, Table};
use loudou::domain::value::{OutcomeKind, Share, Value};
use OutcomeKind::{Invalid, Lost, Won};

#[test]
fn winning_needs_amount_and_date() {
    let mut desk = Desk::new();
    let deal = desk.deal("proposal", None);
    assert_eq!(desk.close(deal, outcome(Won, Some(20))).unwrap_err().code, "win_needs_amount");
    assert_eq!(desk.shift(deal, "won", vec![]).unwrap_err().fields, [(Table::Deal, deal::AMOUNT)]);
    desk.edit(Table::Deal, deal, vec![(deal::AMOUNT, yuan(500))]).unwrap();
    assert_eq!(desk.close(deal, outcome(Won, None)).unwrap_err().code, "win_needs_date");
    desk.later(3);
    assert_eq!(desk.close(deal, outcome(Won, Some(23))).unwrap().code, "deal.won");
    let now = desk.state(deal);
    assert_eq!((now.stage, now.status, now.closed), (Some(stage("won")), Status::Won, Some(date(23))));
    let row = desk.row(Table::Deal, deal);
    assert_eq!(
        row.get(deal::CREDIT),
        Some(&Value::Credit(Box::new([Share { rep: ANN, team: Some(TEAM), percent: 100 }])))
    );
    assert_eq!(desk.row(Table::Customer, ACME).text(customer::LIFE), "new");
    assert_eq!(desk.edit(Table::Deal, deal, vec![(deal::AMOUNT, None)]).unwrap_err().code, "win_needs_amount");
}

#[test]
fn a_win_signed_before_the_last_move_is_a_win_all_the_same() {
    let mut desk = Desk::new();
    let deal = desk.deal("proposal", Some(9));
    desk.shift(deal, "negotiation", vec![]).unwrap();
    desk.close(deal, outcome(Won, Some(3))).unwrap();
    let now = desk.state(deal);
    assert_eq!((now.status, now.stage, now.closed), (Status::Won, Some(stage("won")), Some(date(3))));
    assert_eq!(history(&desk.data, deal).last().unwrap().date(stage_change::AT), Some(DAY));
}

#[test]
fn reopening_counts_even_if_the_end_was_dated_ahead() {
    let mut desk = Desk::new();
    let deal = desk.deal("proposal", Some(9));
    desk.close(deal, outcome(Lost, Some(30))).unwrap();
    assert_eq!(desk.state(deal).status, Status::Lost);
    desk.ok(Command::ReopenDeal { deal });
    let now = desk.state(deal);
    assert_eq!((now.status, now.stage), (Status::Open, Some(stage("proposal"))));
    assert_eq!(desk.refused(Command::ReopenDeal { deal }), "already_open");
}

#[test]
fn beginning_in_the_won_column_is_winning() {
    // Both changes carry the stamp and the day of one command: the ids, which are random, must not decide.
    for seed in 0..20 {
        let mut desk = Desk::new();
        desk.ids = loudou::domain::id::SeededIds::new(seed);
        assert_eq!(desk.refused(add(stage("won"), vec![(deal::NAME, text("D"))])), "win_needs_amount");
        let deal = desk.deal("won", Some(10));
        let now = desk.state(deal);
        assert_eq!((now.status, now.stage, desk.moves(deal)), (Status::Won, Some(stage("won")), 2), "seed {seed}");
    }
}

#[test]
fn a_deal_begins_only_where_deals_can_be() {
    let mut desk = Desk::new();
    let named = || vec![(deal::NAME, text("D"))];
    for wrong in ["lead", "after"] {
        assert_eq!(desk.refused(add(stage(wrong), named())), "stage_not_for_deals");
    }
    assert_eq!(desk.run(add(stage("prospect"), vec![(deal::NAME, text("  "))])).unwrap_err().code, "required");
    let blank = CustomerChoice::Named(" ".into());
    let command = Command::AddDeal { id: None, customer: blank, stage: stage("prospect"), cells: named() };
    assert_eq!(desk.run(command).unwrap_err().fields, [(Table::Deal, deal::CUSTOMER)]);
    let open = desk.deal("prospect", None);
    assert_eq!(desk.shift(open, "lead", vec![]).unwrap_err().code, "stage_not_for_deals");
    assert_eq!(desk.shift(open, "after", vec![]).unwrap_err().code, "after_needs_won");
}

#[test]
fn a_customer_by_name_is_found_made_or_asked_for() {
    let mut desk = Desk::new();
    let by_name = |name: &str| Command::AddDeal {
        id: None,
        customer: CustomerChoice::Named(name.into()),
        stage: stage("prospect"),
        cells: vec![(deal::NAME, text("D"))],
    };
    let deal = desk.ok(by_name(" Acme ")).subject.unwrap().1;
    assert_eq!(desk.row(Table::Deal, deal).link(deal::CUSTOMER), Some(ACME));
    desk.ok(by_name("Beta"));
    let beta = desk.data.live(Table::Customer).find(|c| c.text(customer::NAME) == "Beta").unwrap();
    assert_eq!((beta.link(customer::OWNER), beta.text(customer::LIFE)), (Some(ANN), "prospect"));
    assert_eq!(beta.date(customer::CREATED), Some(DAY));
    desk.create(Table::Customer, vec![(customer::NAME, text("Beta"))]);
    let refusal = desk.run(by_name("Beta")).unwrap_err();
    assert_eq!((refusal.code, refusal.rows.len()), ("ambiguous_name", 2));
}

#[test]
fn losing_needs_a_reason_of_the_right_list() {
    let mut desk = Desk::new();
    let deal = desk.deal("proposal", None);
    let mut end = outcome(Lost, Some(21));
    end.reason = None;
    assert_eq!(desk.close(deal, end.clone()).unwrap_err().code, "lose_needs_reason");
    end.reason = Some(entry("region", "east"));
    assert_eq!(desk.close(deal, end).unwrap_err().code, "bad_reference");
    desk.close(deal, outcome(Lost, None)).unwrap();
    let now = desk.state(deal);
    assert_eq!((now.stage, now.status, now.closed), (Some(stage("proposal")), Status::Lost, None));
    desk.close(deal, outcome(Invalid, None)).unwrap();
    assert_eq!(desk.state(deal).status, Status::Invalid);
}

#[test]
fn leaving_a_stage_asks_for_its_fields_which_may_come_along() {
    let mut desk = Desk::new();
    let deal = desk.deal("contact", None);
    let must = |name: &str| (Key::element("must", name).unwrap(), Some(Value::Bool(true)));
    let asked = vec![must("expected_close"), must("competitors")];
    desk.edit(Table::Stage, stage("contact"), asked).unwrap();
    let refusal = desk.shift(deal, "proposal", vec![]).unwrap_err();
    assert_eq!((refusal.code, refusal.fields.len()), ("leave_needs_fields", 2));
    assert_eq!(refusal.rows, [(Table::Stage, stage("contact"))]);
    // Going back and closing as lost are always allowed.
    desk.plan(&Command::MoveDeal { deal, stage: stage("prospect"), position: Position::Top, with: vec![] }).unwrap();
    let rival = Key::element("competitors", &entry("competitor", "in_house").to_string()).unwrap();
    let with = vec![(deal::EXPECTED_CLOSE, Some(Value::date(date(30)))), (rival, Some(Value::Bool(true)))];
    // A deal taken up again from lost at a later stage leaves its stage, too.
    desk.close(deal, outcome(Lost, None)).unwrap();
    assert_eq!(desk.shift(deal, "proposal", vec![]).unwrap_err().code, "leave_needs_fields");
    assert_eq!(desk.shift(deal, "contact", vec![]).unwrap().code, "deal.reopen");
    desk.shift(deal, "proposal", with).unwrap();
    assert_eq!(desk.state(deal).stage, Some(stage("proposal")));
    assert_eq!(desk.row(Table::Deal, deal).date(deal::EXPECTED_CLOSE), Some(date(30)));
}

#[test]
fn leaving_the_won_stage_for_after_sales_asks_too() {
    let mut desk = Desk::new();
    let deal = desk.deal("won", Some(1));
    let must = Key::element("must", "note").unwrap();
    desk.edit(Table::Stage, stage("won"), vec![(must, Some(Value::Bool(true)))]).unwrap();
    assert_eq!(desk.shift(deal, "after", vec![]).unwrap_err().code, "leave_needs_fields");
    assert_eq!(desk.shift(deal, "after", vec![(deal::NOTE, text("ok"))]).unwrap().code, "deal.move");
    assert_eq!(desk.state(deal).status, Status::Won);
    assert_eq!(desk.shift(deal, "won", vec![]).unwrap().code, "deal.move");
}

#[test]
fn reopening_clears_outcome_and_credit() {
    let mut desk = Desk::new();
    let deal = desk.deal("negotiation", Some(5));
    desk.shift(deal, "won", vec![]).unwrap();
    assert_eq!(desk.shift(deal, "proposal", vec![]).unwrap().code, "deal.reopen");
    let row = desk.row(Table::Deal, deal);
    assert_eq!((row.get(deal::OUTCOME), row.get(deal::CREDIT)), (None, None));
    assert_eq!(desk.state(deal).stage, Some(stage("proposal")));
    desk.close(deal, outcome(Won, Some(21))).unwrap();
    desk.ok(Command::ReopenDeal { deal });
    assert_eq!(desk.state(deal).stage, Some(stage("proposal")));
}

#[test]
fn credit_is_frozen_and_may_be_shared() {
    let mut desk = Desk::new();
    let deal = desk.deal("negotiation", Some(5));
    let shares = |a: u8, b: u8| {
        let share = |rep, percent| Share { rep, team: None, percent };
        vec![(deal::CREDIT, Some(Value::Credit(Box::new([share(ANN, a), share(BO, b)]))))]
    };
    assert_eq!(desk.edit(Table::Deal, deal, shares(50, 50)).unwrap_err().code, "credit_sum");
    desk.shift(deal, "won", vec![]).unwrap();
    let before = desk.row(Table::Deal, deal).get(deal::CREDIT).cloned();
    desk.edit(Table::Deal, deal, vec![(deal::OWNER, Some(Value::Ref(BO)))]).unwrap();
    assert_eq!(desk.row(Table::Deal, deal).get(deal::CREDIT).cloned(), before);
    assert_eq!(desk.edit(Table::Deal, deal, shares(50, 40)).unwrap_err().code, "credit_sum");
    desk.edit(Table::Deal, deal, shares(60, 40)).unwrap();
}

#[test]
fn closing_again_in_the_same_way_corrects_the_end() {
    let mut desk = Desk::new();
    let deal = desk.deal("proposal", Some(5));
    desk.later(5);
    desk.close(deal, outcome(Won, Some(26))).unwrap();
    desk.close(deal, outcome(Won, Some(24))).unwrap();
    assert_eq!((desk.state(deal).closed, desk.moves(deal)), (Some(date(24)), 2));
    assert_eq!(history(&desk.data, deal)[1].date(stage_change::AT), Some(date(24)));
    desk.edit(Table::Deal, deal, vec![(deal::OUTCOME, Some(Value::Outcome(Box::new(outcome(Won, Some(25))))))])
        .unwrap();
    assert_eq!((desk.state(deal).closed, desk.moves(deal)), (Some(date(25)), 2));
    assert_eq!(desk.close(deal, outcome(Won, None)).unwrap_err().code, "win_needs_date");
}

#[test]
fn what_commands_keep_cannot_be_typed() {
    let mut desk = Desk::new();
    let deal = desk.deal("proposal", Some(5));
    let won = || Some(Value::Outcome(Box::new(outcome(Won, Some(21)))));
    let deleted = (loudou::domain::records::DELETED, Some(Value::Bool(true)));
    for cell in
        [(deal::OUTCOME, won()), (deal::OUTCOME, None), (deal::PLACE, None), (deal::PIPELINE, None), deleted.clone()]
    {
        assert_eq!(desk.edit(Table::Deal, deal, vec![cell]).unwrap_err().code, "not_by_form");
    }
    assert_eq!(desk.shift(deal, "contact", vec![(deal::OUTCOME, won())]).unwrap_err().code, "not_by_form");
    assert_eq!(
        desk.refused(add(stage("contact"), vec![(deal::NAME, text("D")), (deal::OUTCOME, won())])),
        "not_by_form"
    );
    assert_eq!(desk.edit(Table::Customer, ACME, vec![deleted]).unwrap_err().code, "not_by_form");
    let change = history(&desk.data, deal)[0].id;
    let lie = vec![(stage_change::STATE, text("won"))];
    assert_eq!(desk.edit(Table::StageChange, change, lie).unwrap_err().code, "not_by_form");
    for table in [Table::Deal, Table::StageChange, Table::GoalChange, Table::Settings] {
        assert_eq!(desk.refused(Command::Create { table, id: None, cells: vec![] }), "not_by_form");
    }
}

#[test]
fn a_moves_date_can_be_put_right_but_not_its_turn() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", None);
    desk.later(4);
    desk.shift(deal, "contact", vec![]).unwrap();
    let change = history(&desk.data, deal)[1].id;
    let at = |day| vec![(stage_change::AT, Some(Value::date(date(day))))];
    assert_eq!(desk.edit(Table::StageChange, change, at(20)).unwrap_err().code, "date_order");
    desk.edit(Table::StageChange, change, at(22)).unwrap();
    assert_eq!(desk.state(deal).since, Some(date(22)));
}

#[test]
fn lines_fill_the_amount_until_someone_types_one() {
    let mut desk = Desk::new();
    let tea = desk.create(Table::Product, vec![(product::NAME, text("Tea"))]);
    let deal = desk.deal("proposal", None);
    let line = |price: i64, quantity: i64, currency| {
        let price = Some(Value::Money(Money::new(price, currency)));
        vec![
            (deal_line::DEAL, Some(Value::Ref(deal))),
            (deal_line::PRODUCT, Some(Value::Ref(tea))),
            (deal_line::QUANTITY, Some(Value::Decimal(quantity))),
            (deal_line::PRICE, price),
        ]
    };
    let amount = |desk: &Desk| desk.row(Table::Deal, deal).money(deal::AMOUNT).map(|m| m.minor);
    // 2.5 × 9.99 = 24.975 → 24.98; and 3 × 1.00.
    let first = desk.create(Table::DealLine, line(999, 2_500_000, Currency::CNY));
    assert_eq!(amount(&desk), Some(2_498));
    let second = desk.create(Table::DealLine, line(100, 3_000_000, Currency::CNY));
    assert_eq!(amount(&desk), Some(2_798));
    assert!(
        desk.row(Table::DealLine, first).text(deal_line::ORDER)
            < desk.row(Table::DealLine, second).text(deal_line::ORDER)
    );
    desk.edit(Table::Deal, deal, vec![(deal::AMOUNT, yuan(1_000))]).unwrap();
    desk.ok(delete(Table::DealLine, second));
    assert_eq!(amount(&desk), Some(100_000));
    // Emptied, it goes back to the lines; without lines there is none.
    desk.edit(Table::Deal, deal, vec![(deal::AMOUNT, None)]).unwrap();
    assert_eq!(amount(&desk), Some(2_498));
    let usd = Currency::parse("USD").unwrap();
    let foreign = desk.create(Table::DealLine, line(100, 1_000_000, usd));
    assert_eq!(amount(&desk), Some(2_498), "currencies are never added");
    desk.ok(Command::Delete { table: Table::DealLine, ids: vec![first, foreign] });
    assert_eq!(amount(&desk), None);
    for wrong in [0, -1_000_000] {
        let command = Command::Create { table: Table::DealLine, id: None, cells: line(1, wrong, Currency::CNY) };
        assert_eq!(desk.refused(command), "out_of_range");
    }
}

#[test]
fn a_won_deal_keeps_its_amount_when_its_lines_go() {
    let mut desk = Desk::new();
    let tea = desk.create(Table::Product, vec![(product::NAME, text("Tea"))]);
    let deal = desk.deal("proposal", None);
    let cells = vec![
        (deal_line::DEAL, Some(Value::Ref(deal))),
        (deal_line::PRODUCT, Some(Value::Ref(tea))),
        (deal_line::QUANTITY, Some(Value::Decimal(1_000_000))),
        (deal_line::PRICE, yuan(7)),
    ];
    let line = desk.create(Table::DealLine, cells);
    desk.shift(deal, "won", vec![]).unwrap();
    desk.ok(delete(Table::DealLine, line));
    assert_eq!(desk.row(Table::Deal, deal).money(deal::AMOUNT).unwrap().minor, 700);
}

#[test]
fn deals_are_arranged_within_a_column() {
    let mut desk = Desk::new();
    let deals: Vec<_> = (0..3).map(|_| desk.deal("contact", None)).collect();
    let put = |deal, position| Command::MoveDeal { deal, stage: stage("contact"), position, with: vec![] };
    let shown = |desk: &Desk| {
        let mut column: Vec<_> = deals.clone();
        column.sort_by_key(|d| (order_in(desk.row(Table::Deal, *d), stage("contact")).to_string(), *d));
        column.iter().map(|d| deals.iter().position(|x| x == d).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&desk), [2, 1, 0], "new ones come on top");
    assert_eq!(desk.ok(put(deals[2], Position::After(deals[1]))).code, "deal.arrange");
    assert_eq!(shown(&desk), [1, 2, 0]);
    desk.ok(put(deals[0], Position::Before(deals[1])));
    desk.ok(put(deals[1], Position::Bottom));
    assert_eq!(shown(&desk), [0, 2, 1]);
    assert_eq!(desk.moves(deals[0]), 1, "arranging is no move");
}

#[test]
fn the_same_command_in_the_same_context_gives_the_same_patch() {
    let plan = |_| {
        let mut desk = Desk::new();
        let deal = desk.deal("negotiation", Some(5));
        desk.plan(&Command::MoveDeal { deal, stage: stage("won"), position: Position::Top, with: vec![] }).unwrap()
    };
    let [a, b] = [0, 1].map(plan);
    assert_eq!(a, b);
    assert!(a.patch.rows.iter().any(|r| r.table == Table::StageChange && r.made));
}

#[test]
fn an_archived_stage_takes_no_deals() {
    let mut desk = Desk::new();
    desk.edit(Table::Stage, stage("contact"), vec![(stages::ARCHIVED, Some(Value::Bool(true)))]).unwrap();
    let deal = desk.deal("prospect", None);
    assert_eq!(desk.shift(deal, "contact", vec![]).unwrap_err().code, "stage_archived");
    assert_eq!(desk.refused(add(stage("contact"), vec![(deal::NAME, text("D"))])), "stage_archived");
}

#[test]
fn a_device_of_a_rep_who_is_gone_still_works() {
    let mut desk = Desk::new();
    desk.ok(delete(Table::Rep, BO));
    desk.me = Some(BO);
    let deal = desk.deal("prospect", None);
    assert_eq!(desk.row(Table::Deal, deal).link(deal::OWNER), None);
}
