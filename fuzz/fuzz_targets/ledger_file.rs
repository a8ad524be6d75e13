//! A ledger that was damaged, or any bytes as one: everything that it remembers, or an error.
#![no_main]

use std::sync::LazyLock;

use haarvaten::ledger::Ledger;
use haarvaten_fuzz::{Desk, damaged, good_events, remember};
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = DESK.path("good.sqlite");
    let mut ledger = Ledger::open(&path).expect("a ledger");
    ledger.rebuild(&good_events()).expect("a ledger");
    drop(ledger);
    let base = rusqlite::Connection::open(&path).expect("a ledger");
    base.execute_batch("pragma page_size = 512; vacuum").expect("small pages");
    drop(base);
    std::fs::read(path).expect("a ledger")
});

fuzz_target!(|bytes: &[u8]| {
    let Some((how, rest)) = bytes.split_first() else {
        return;
    };
    let file = if how % 8 == 0 {
        rest.to_vec()
    } else {
        damaged(&GOOD, rest)
    };
    let path = DESK.lay("ledger.sqlite", &file);
    let _ = std::fs::remove_file(DESK.path("ledger.sqlite-journal"));
    if let Ok(ledger) = Ledger::open(&path) {
        remember(&ledger);
    }
});
