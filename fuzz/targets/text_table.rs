//! CSV and pasted cells: decoded, read, matched and planned.
#![no_main]
use libfuzzer_sys::fuzz_target;
use loudou::domain::command::Context;
use loudou::domain::id::SeededIds;
use loudou::domain::money::Currency;
use loudou::exchange::table::columns::{guess, Words};
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::plan::{plan, Options};
use loudou::exchange::table::{decode, delimited, header};
use loudou::sample::starter::starter_data;

fuzz_target!(|bytes: &[u8]| {
    let lossy = |_, bytes: &[u8]| Some(String::from_utf8_lossy(bytes).into_owned());
    let Ok(decoded) = decode::decode(bytes, decode::guess(bytes), &lossy) else { return };
    let Ok((sheet, _)) = delimited::read(&decoded.text, None, &Limits::default()) else { return };
    let data = starter_data("", Currency::CNY);
    let (words, first) = (Words::default(), header::has_header(&sheet));
    let found = guess(&sheet, first, &words, &data, None, None);
    let mut ids = SeededIds::new(1);
    let Ok(today) = "2026-11-22".parse() else { return };
    let context = Context { today, minute: 0, now_ms: 1_795_000_000_000, actor: None, ids: &mut ids };
    let rows = sheet.rows.get(usize::from(first)..).unwrap_or_default();
    drop(plan(&data, rows, &found.mapping, Options::new(&found.mapping, &data), &words, context));
});
