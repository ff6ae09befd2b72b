//! Writes sample data as JSON lines, for reference calculations that are independent of this code:
//! `cargo run --example dump -- M 1 2026-11-21 zh`. Each line is a row's plain form as in workspace files, with its table.

use loudou::domain::plain::Plain;
use loudou::domain::row::RowOut;
use loudou::domain::value::Moment;
use loudou::sample::{sample, Size};
use loudou::text::Lang;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [size, seed, anchor, lang] = args.as_slice() else {
        return usage();
    };
    let (size, seed) = (Size::parse(size), seed.parse().ok());
    let (anchor, lang) = (Moment::parse(anchor).map(|m| m.date), Lang::from_code(lang));
    let (Some(size), Some(seed), Some(anchor), Some(lang)) = (size, seed, anchor, lang) else {
        return usage();
    };
    match write(size, seed, anchor, lang) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dump: {error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: dump <S|M|L> <seed> <today as 2026-11-21> <zh|en>");
    ExitCode::FAILURE
}

fn write(size: Size, seed: u64, anchor: chrono::NaiveDate, lang: Lang) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for (table, row) in sample(size, seed, anchor, lang) {
        let Plain::Map(mut entries) = (RowOut { table, row: &row, stamps: false }).plain() else { continue };
        entries.insert(0, ("table".into(), Plain::text(table.key())));
        serde_json::to_writer(&mut out, &Plain::Map(entries))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
