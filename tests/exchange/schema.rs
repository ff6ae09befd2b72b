//! The JSON Schema of the file, made from the declarations, and a check of files against it.

use super::fixture;
use super::format::{needed, text_of};
use loudou::domain::records::{Kind, Table, COMMON_FIELDS};
use loudou::text::words::fields::field_label;
use loudou::text::Lang;
use serde_json::{json, Map, Value};

fn shape(kind: Kind) -> Value {
    let definition = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
    match kind {
        Kind::Text | Kind::Phone | Kind::Email => json!({ "type": "string", "maxLength": 500 }),
        Kind::Note => json!({ "type": "string", "maxLength": 20_000 }),
        Kind::Int(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Kind::Percent => json!({ "type": "integer", "minimum": 0, "maximum": 100 }),
        Kind::Decimal => definition("decimal"),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Date => definition("day"),
        Kind::Moment => definition("moment"),
        Kind::Money => definition("money"),
        Kind::Ref(_) | Kind::List(_) => definition("reference"),
        Kind::Set(_) => json!({ "type": "array", "items": definition("reference") }),
        Kind::Choice(codes) => json!({ "enum": codes }),
        Kind::Abouts => {
            let tables: Map<String, Value> =
                Table::ALL.iter().map(|table| (table.key().to_string(), definition("reference"))).collect();
            let about = json!({ "type": "object", "properties": tables, "additionalProperties": false, "minProperties": 1, "maxProperties": 1 });
            json!({ "type": "array", "items": about })
        }
        Kind::Outcome => json!({
            "type": "object",
            "required": ["kind"],
            "properties": {
                "kind": { "enum": ["won", "lost", "invalid"] },
                "date": definition("day"),
                "reason": definition("reference"),
                "competitor": definition("reference"),
                "note": { "type": "string", "maxLength": 20_000 }
            }
        }),
        Kind::Place => json!({
            "type": "object",
            "required": ["order", "stage"],
            "properties": { "order": { "type": "string" }, "stage": definition("reference") }
        }),
        Kind::Credit => json!({
            "type": "array",
            "items": {
                "type": "object",
                "required": ["percent", "rep"],
                "properties": {
                    "percent": { "type": "integer", "minimum": 1, "maximum": 100 },
                    "rep": definition("reference"),
                    "team": definition("reference")
                }
            }
        }),
        Kind::Map => json!({ "type": "object", "additionalProperties": { "type": ["boolean", "integer", "string"] } }),
    }
}

fn row_schema(table: Table) -> Value {
    let mut properties = Map::new();
    properties.insert("id".into(), json!({ "type": "string" }));
    properties.insert("stamp".into(), json!({ "$ref": "#/$defs/stamp" }));
    properties
        .insert("stamps".into(), json!({ "type": "object", "additionalProperties": { "$ref": "#/$defs/stamp" } }));
    for field in COMMON_FIELDS.iter().chain(table.record().fields) {
        let mut shape = shape(field.kind);
        if let (Some(text), Some(map)) = (field_label(table.key(), field.name), shape.as_object_mut()) {
            map.insert("title".into(), json!(format!("{} {}", text.in_(Lang::Zh), text.in_(Lang::En))));
        }
        properties.insert(field.name.into(), shape);
    }
    if table == Table::Deal {
        properties.insert("stage".into(), json!({ "$ref": "#/$defs/reference" }));
        properties.insert("stage_since".into(), json!({ "$ref": "#/$defs/moment" }));
        properties.insert("status".into(), json!({ "enum": ["open", "won", "lost", "invalid"] }));
        properties.insert("closed".into(), json!({ "$ref": "#/$defs/moment" }));
    }
    let needed: Vec<&str> = table.record().fields.iter().filter(|f| needed(table, f)).map(|f| f.name).collect();
    // A deleted row may be bare.
    json!({
        "type": "object",
        "properties": properties,
        "anyOf": [{ "required": needed }, { "required": ["deleted"], "properties": { "deleted": { "const": true } } }]
    })
}

/// The schema.
pub fn schema() -> Value {
    let tables: Map<String, Value> = Table::ALL
        .iter()
        .map(|t| {
            (
                t.key().to_string(),
                json!({ "type": "array", "items": { "$ref": format!("#/$defs/tables/{}", t.key()) } }),
            )
        })
        .collect();
    let rows: Map<String, Value> = Table::ALL.iter().map(|t| (t.key().to_string(), row_schema(*t))).collect();
    let day = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Loudou workspace, version 1",
        "description": "See FORMAT.md. A value of null means the same as leaving the field out.",
        "type": "object",
        "required": ["format", "version", "tables"],
        "properties": {
            "format": { "const": "loudou-workspace" },
            "version": { "const": 1 },
            "minor": { "type": "integer", "minimum": 0 },
            "app_version": { "type": "string" },
            "made_at": { "type": "string" },
            "workspace": { "type": "string" },
            "name": { "type": "string" },
            "kind": { "enum": ["real", "exercise"] },
            "today": { "$ref": "#/$defs/day" },
            "partial": {
                "type": "object",
                "properties": {
                    "chosen": { "type": "string" },
                    "from": { "$ref": "#/$defs/day" },
                    "masked": { "type": "boolean" },
                    "owners": { "type": "array", "items": { "type": "string" } },
                    "template": { "type": "boolean" },
                    "to": { "$ref": "#/$defs/day" },
                    "without_notes": { "type": "boolean" },
                    "without_personal": { "type": "boolean" }
                }
            },
            "seen": { "type": "array", "items": { "$ref": "#/$defs/stamp" } },
            "counts": { "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } },
            "sha256": { "type": "object", "additionalProperties": { "type": "string", "pattern": "^[0-9a-fA-F]{64}$" } },
            "tables": { "type": "object", "properties": tables, "additionalProperties": { "type": "array" } }
        },
        "$defs": {
            "day": { "type": "string", "pattern": format!("^{day}$") },
            "moment": { "type": "string", "pattern": format!("^{day}(T([01][0-9]|2[0-3]):[0-5][0-9])?$") },
            "stamp": { "type": "string", "pattern": "^[0-9a-fA-F]{32}$" },
            "decimal": { "anyOf": [{ "type": "integer" }, { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,6})?$" }] },
            "reference": {
                "anyOf": [
                    { "type": "string", "minLength": 1 },
                    { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } }, "additionalProperties": false }
                ]
            },
            "money": {
                "anyOf": [
                    { "type": "string", "pattern": "^-?[0-9][0-9,]*(\\.[0-9]{1,3})? +[A-Za-z]{3}$" },
                    {
                        "type": "object",
                        "required": ["amount", "currency"],
                        "properties": {
                            "amount": { "type": ["string", "integer"] },
                            "currency": { "type": "string", "pattern": "^[A-Za-z]{3}$" }
                        },
                        "additionalProperties": false
                    },
                    {
                        "type": "object",
                        "required": ["currency", "minor"],
                        "properties": {
                            "currency": { "type": "string", "pattern": "^[A-Za-z]{3}$" },
                            "minor": { "type": "integer" }
                        }
                    }
                ]
            },
            "tables": rows
        }
    })
}

/// The parts of JSON Schema that ours uses; the error is the path.
fn validate(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let fail = || Err(format!("{at}: {value} against {schema}"));
    for (word, rule) in schema.as_object().unwrap() {
        let ok = match word.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().trim_start_matches('#')).expect("a definition");
                validate(root, target, value, at)?;
                true
            }
            "type" => {
                let is = |name: &str| match name {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("{other}"),
                };
                rule.as_str().map_or_else(|| rule.as_array().unwrap().iter().any(|t| is(t.as_str().unwrap())), is)
            }
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_i64().is_none_or(|n| n >= rule.as_i64().unwrap()),
            "maximum" => value.as_i64().is_none_or(|n| n <= rule.as_i64().unwrap()),
            "maxLength" => value.as_str().is_none_or(|t| t.chars().count() as u64 <= rule.as_u64().unwrap()),
            "minLength" => value.as_str().is_none_or(|t| t.chars().count() as u64 >= rule.as_u64().unwrap()),
            "minProperties" => value.as_object().is_none_or(|m| m.len() as u64 >= rule.as_u64().unwrap()),
            "maxProperties" => value.as_object().is_none_or(|m| m.len() as u64 <= rule.as_u64().unwrap()),
            // Patterns are for editors; the reader has its own tests.
            "pattern" => true,
            "required" => value
                .as_object()
                .is_none_or(|m| rule.as_array().unwrap().iter().all(|n| m.contains_key(n.as_str().unwrap()))),
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(root, rule, item, &format!("{at}[{i}]"))?;
                }
                true
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(name) {
                        validate(root, rule, value, &format!("{at}.{name}"))?;
                    }
                }
                true
            }
            "additionalProperties" => {
                let declared = schema.get("properties").and_then(Value::as_object);
                for (name, value) in value.as_object().into_iter().flatten() {
                    if declared.is_none_or(|d| !d.contains_key(name)) {
                        if rule == &json!(false) {
                            return fail();
                        }
                        validate(root, rule, value, &format!("{at}.{name}"))?;
                    }
                }
                true
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|rule| validate(root, rule, value, at).is_ok()),
            other => panic!("{other} is not checked here"),
        };
        if !ok {
            return fail();
        }
    }
    Ok(())
}

#[test]
fn files_that_open_fit_the_schema() {
    let schema = schema();
    for name in ["v1_small.json", "v1_full.json", "odd_script_name.json"] {
        let value: Value = serde_json::from_slice(&fixture(name)).unwrap();
        assert_eq!(validate(&schema, &schema, &value, ""), Ok(()), "{name}");
    }
    for example in text_of("FORMAT.md").split("```json\n").skip(1) {
        let value: Value = serde_json::from_str(example.split("```").next().unwrap()).unwrap();
        assert_eq!(validate(&schema, &schema, &value, ""), Ok(()));
    }
    for name in ["bad_wrong_format.json", "bad_newer_version.json", "bad_huge_text.json"] {
        let value: Value = serde_json::from_slice(&fixture(name)).unwrap();
        assert!(validate(&schema, &schema, &value, "").is_err(), "{name}");
    }
}
