//! A database as a file: its tables, their keys, the bytes under them.

use crate::NEWEST;
use base64::prelude::{Engine, BASE64_STANDARD};
use loudou::storage::backend::{Backend, Mode, Table, Transaction, ALL_KEYS};
use loudou::storage::memory::MemoryDisk;
use loudou::storage::registry::REGISTRY_TABLES;
use loudou::storage::store::TABLES;
use pollster::block_on;
use serde_json::{json, Map, Value};

/// The slot of the workspace in the fixtures.
pub const SLOT: &str = "01dda7a1";

const WHAT: &str = "A workspace's database as a browser has it: table, key, bytes as base64; and the registry. See tests/old_databases.rs. Never changed.";

pub struct Fixture(Value);

fn path(layout: u32, kind: &str) -> String {
    format!("{}/tests/fixtures/database_{layout}{kind}.json", env!("CARGO_MANIFEST_DIR"))
}

/// The rows of an exported file, each a line.
pub fn lines(export: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(export).unwrap();
    text.lines().filter(|l| l.starts_with("{\"")).map(|l| l.trim_end_matches(',').to_string()).collect()
}

fn dump(disk: &MemoryDisk, tables: &[Table]) -> Value {
    let connection = disk.connect();
    let rows = |table: &Table| {
        let tx = connection.begin(&[*table], Mode::Read).unwrap();
        let rows = block_on(tx.range(*table, ALL_KEYS)).unwrap();
        let rows: Map<String, Value> =
            rows.into_iter().map(|(key, bytes)| (key.to_string(), BASE64_STANDARD.encode(bytes).into())).collect();
        (table.name.to_string(), Value::Object(rows))
    };
    Value::Object(tables.iter().map(rows).collect())
}

fn fill(disk: &MemoryDisk, tables: &[Table], from: &Value) {
    for table in tables {
        for (key, bytes) in from[table.name].as_object().unwrap() {
            let bytes = BASE64_STANDARD.decode(bytes.as_str().unwrap()).unwrap();
            disk.tamper(*table, key.parse().unwrap(), Some(&bytes));
        }
    }
}

impl Fixture {
    /// The fixture of these databases.
    pub fn of(workspace: &MemoryDisk, registry: &MemoryDisk) -> Fixture {
        let counted: Vec<&str> = TABLES.iter().chain(&REGISTRY_TABLES).filter(|t| t.counted).map(|t| t.name).collect();
        Fixture(json!({
            "what": WHAT,
            "layout": NEWEST,
            "slot": SLOT,
            "counted": counted,
            "workspace": dump(workspace, &TABLES),
            "registry": dump(registry, &REGISTRY_TABLES),
        }))
    }

    /// That of a layout, as it was released.
    pub fn read(layout: u32) -> Fixture {
        let fixture = Fixture(serde_json::from_slice(&std::fs::read(path(layout, "")).unwrap()).unwrap());
        assert_eq!(fixture.0["layout"], layout);
        fixture
    }

    /// The file that it gives when it is exported.
    pub fn export(layout: u32) -> Vec<u8> {
        std::fs::read(path(layout, ".export")).unwrap()
    }

    /// The names of the workspace's tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.0["workspace"].as_object().unwrap().keys().map(String::as_str)
    }

    /// The workspace's database, and the registry's.
    pub fn disks(&self) -> (MemoryDisk, MemoryDisk) {
        let (workspace, registry) = (MemoryDisk::new(), MemoryDisk::new());
        fill(&workspace, &TABLES, &self.0["workspace"]);
        fill(&registry, &REGISTRY_TABLES, &self.0["registry"]);
        (workspace, registry)
    }

    pub fn text(&self) -> String {
        format!("{:#}\n", self.0)
    }

    /// Writes the fixture and its export, unless they are there.
    pub fn write_if_missing(&self, export: &[u8]) {
        if !std::fs::exists(path(NEWEST, "")).unwrap() {
            std::fs::write(path(NEWEST, ""), self.text()).unwrap();
            std::fs::write(path(NEWEST, ".export"), export).unwrap();
        }
    }
}
