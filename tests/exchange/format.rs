//! FORMAT.md and the JSON Schema say what the declarations say. `UPDATE_FORMAT=1 cargo test --test exchange format` writes both anew.

use super::schema::schema;
use super::{base, options, read_bytes};
use chrono::NaiveDate;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{flag, goal, list_entry, settings, team, Field, Kind, Table, COMMON_FIELDS};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::report::Limits;
use loudou::exchange::selection::Selection;
use loudou::text::words::fields::field_label;
use loudou::text::words::lists;
use loudou::text::words::tables::table_name;
use loudou::text::{Lang, Text};

const BEGIN: &str = "<!-- fields -->\n";
const END: &str = "<!-- end of fields -->";
const EXAMPLE: &str = "public/team.example.json";
const SCHEMA: &str = "public/schema/loudou-workspace-1.schema.json";

fn path(name: &str) -> String {
    format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))
}

pub fn text_of(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_default()
}

/// What a field holds, in the words of FORMAT.md.
fn holds(field: &Field) -> String {
    match field.kind {
        Kind::Text => "text".into(),
        Kind::Phone => "text: a phone number".into(),
        Kind::Email => "text: a mail address".into(),
        Kind::Note => "note".into(),
        Kind::Int(low, high) => format!("whole number, {low} to {high}"),
        Kind::Percent => "per cent, 0 to 100".into(),
        Kind::Decimal => "decimal".into(),
        Kind::Bool => "yes or no".into(),
        Kind::Date => "day".into(),
        Kind::Moment => "day or time".into(),
        Kind::Money => "money".into(),
        Kind::Ref(table) => format!("reference to `{}`", table.key()),
        Kind::List(list) => format!("list entry of `{list}`"),
        Kind::Set(list) => format!("set of entries of `{list}`"),
        Kind::Choice(codes) => format!("choice: `{}`", codes.join("`, `")),
        Kind::Abouts => "rows of any table".into(),
        Kind::Outcome => "outcome".into(),
        Kind::Place => "place".into(),
        Kind::Credit => "credit".into(),
        Kind::Map => format!("named elements: {}", elements(field.name)),
    }
}

fn elements(field: &str) -> &'static str {
    match field {
        "week" => "`\"1\"` (Monday) to `\"7\"`, each yes or no: is it a working day",
        "calendar" => "days, each `\"off\"` (a holiday) or `\"on\"` (a working weekend)",
        "rules" => {
            "`\"customer:phone\"` (table and field), each `\"required\"`, `\"unique\"` or both with a space between"
        }
        "must" => "names of deal fields, each `true`: needed before a deal leaves the stage",
        "external" => "names of other systems, each with the row's id there",
        "distinct" => "ids of rows of this table that look alike and are not the same, each `true`",
        "own" => "labels or ids of own fields, each with its value",
        other => panic!("say in this test what the elements of {other} are"),
    }
}

/// Needed in a file written by hand: required, and not filled in by reading.
pub fn needed(table: Table, field: &Field) -> bool {
    let filled = matches!((table, field.name), (Table::Deal, "pipeline") | (Table::StageChange, "state"));
    field.is(flag::REQUIRED) && !filled
}

fn block() -> String {
    let mut out = String::from(BEGIN);
    let rows = |out: &mut String, table: Table, key: &str, fields: &[Field]| {
        out.push_str("\n| field | holds | 中文 | English |\n|---|---|---|---|\n");
        for field in fields {
            let name = if needed(table, field) { format!("**`{}`**", field.name) } else { format!("`{}`", field.name) };
            let label = |lang| field_label(key, field.name).map_or("", |text| text.in_(lang));
            out.push_str(&format!("| {name} | {} | {} | {} |\n", holds(field), label(Lang::Zh), label(Lang::En)));
        }
    };
    rows(&mut out, Table::Customer, "", &COMMON_FIELDS);
    for table in Table::ALL {
        let name = table_name(table.key()).unwrap_or_else(|| panic!("{} has no name", table.key())).many;
        out.push_str(&format!("\n### `{}` · {} {}\n", table.key(), name.in_(Lang::Zh), name.in_(Lang::En)));
        rows(&mut out, *table, table.key(), table.record().fields);
    }
    out.push_str("\n## Standard stages and lists\n\nThese rows come with the app; `/` stands between the Chinese and the English name, either will do.\n\n");
    let both = |text: Text| match (text.in_(Lang::Zh), text.in_(Lang::En)) {
        (zh, en) if zh == en => zh.to_string(),
        (zh, en) => format!("{zh} / {en}"),
    };
    let stages: Vec<String> = lists::STAGES.iter().map(|stage| both(stage.name)).collect();
    out.push_str(&format!("- stages: {}\n", stages.join(" · ")));
    for list in list_entry::LISTS {
        let entries: Vec<String> = lists::entries(list).iter().map(|(_, name)| both(*name)).collect();
        let entries = if entries.is_empty() { "none yet".into() } else { entries.join(" · ") };
        out.push_str(&format!("- `{list}`: {entries}\n"));
    }
    out.push('\n');
    out.push_str(END);
    out
}

#[test]
fn format_md_and_the_schema_say_what_the_declarations_say() {
    let schema = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    let text = text_of("FORMAT.md");
    let (before, rest) = text.split_once(BEGIN).expect("FORMAT.md has its marks");
    let (_, after) = rest.split_once(END).expect("FORMAT.md has its marks");
    let wanted = format!("{before}{}{after}", block());
    if std::env::var_os("UPDATE_FORMAT").is_some() {
        std::fs::write(path("FORMAT.md"), &wanted).unwrap();
        std::fs::write(path(SCHEMA), &schema).unwrap();
        return;
    }
    let advice = "is not what the declarations say: UPDATE_FORMAT=1 cargo test --test exchange format";
    assert!(text == wanted, "FORMAT.md {advice}");
    assert!(text_of(SCHEMA) == schema, "{SCHEMA} {advice}");
    for table in Table::ALL {
        for field in COMMON_FIELDS.iter().chain(table.record().fields) {
            assert!(field_label(table.key(), field.name).is_some(), "{}.{} has no words", table.key(), field.name);
        }
    }
}

/// A team's setup: the standard pipeline, a rule, a team and a goal of the year.
fn template() -> Vec<u8> {
    let mut data = base();
    let stamp = Stamp::new(1_790_000_000_000, 0, 7);
    let row = |n: u16, cells: &[(Key, Value)]| {
        let mut row = Row::new(Id::fixed(8, n), stamp);
        cells.iter().for_each(|(key, value)| row.put(*key, Some(value.clone()), None));
        row
    };
    let mut settings = data.get(Table::Settings, settings::ROW).unwrap().clone();
    let rule = Key::element("rules", "customer:phone").unwrap();
    settings.put(rule, Some(Value::text("unique")), Some(stamp));
    data.insert(Table::Settings, settings);
    data.insert(Table::Team, row(1, &[(team::NAME, Value::text("销售一部 Team 1"))]));
    let day = |month, day| Value::date(NaiveDate::from_ymd_opt(2027, month, day).unwrap());
    let goal = [
        (goal::MEASURE, Value::text("revenue")),
        (goal::FROM, day(1, 1)),
        (goal::TO, day(12, 31)),
        (goal::TEAM, Value::Ref(Id::fixed(8, 1))),
        (goal::BASE, Value::Decimal(8_000_000_000_000)),
    ];
    data.insert(Table::Goal, row(2, &goal));
    let selection = Some(Selection { template: true, ..Selection::default() });
    export(&data, &ExportOptions { selection, name: "Team".into(), ..options() })
}

#[test]
fn the_example_of_a_teams_setup_is_a_template_that_opens() {
    let written = template();
    if std::env::var_os("UPDATE_FORMAT").is_some() {
        std::fs::write(path(EXAMPLE), &written).unwrap();
        return;
    }
    let kept = std::fs::read(path(EXAMPLE)).unwrap();
    assert!(kept == written, "{EXAMPLE} is not what the app writes: UPDATE_FORMAT=1 cargo test --test exchange format");
    let import = read_bytes(&kept).unwrap_or_else(|r| panic!("{:?}", r.problems));
    assert_eq!(import.warnings, []);
    assert!(import.header.partial.is_some_and(|partial| partial.template));
    assert_eq!(["team", "goal", "customer"].map(|table| import.counts.get(table).copied().unwrap_or(0)), [1, 1, 0]);
}

#[test]
fn the_examples_and_limits_of_format_md_hold() {
    let text = text_of("FORMAT.md");
    let examples: Vec<&str> = text.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(examples.len(), 2);
    for example in examples {
        let import = read_bytes(example.as_bytes()).unwrap_or_else(|r| panic!("{:?}", r.problems));
        assert_eq!(import.warnings, []);
    }
    let grouped = |n: usize| {
        let digits = n.to_string();
        let from_end = digits.bytes().enumerate().map(|(i, b)| (digits.len() - i, b as char));
        let mut out = String::new();
        for (left, digit) in from_end {
            out.push(digit);
            if left > 1 && left % 3 == 1 {
                out.push(',');
            }
        }
        out
    };
    let Limits { bytes, rows, row_bytes, depth, names, name_length, problems: _ } = Limits::default();
    let stated = text.split_once("## Limits").and_then(|(_, rest)| rest.split_once("\n## ")).unwrap().0;
    for limit in [bytes, rows, row_bytes, depth, names, name_length] {
        assert!(stated.contains(&format!(" {} ", grouped(limit))), "the limit {} is not stated", grouped(limit));
    }
}
