//! A ledger that was damaged, or any bytes as one: everything that it remembers, or an error.
#![no_main]

use std::sync::LazyLock;

use haarvaten::ledger::Ledger;
use haarvaten_fuzz::{Desk, file_of, good_events, remember, small_pages};
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = DESK.path("good.sqlite");
    let mut ledger = Ledger::open(&path).expect("a ledger");
    ledger.rebuild(&good_events()).expect("a ledger");
    drop(ledger);
    small_pages(&path)
});

fuzz_target!(|bytes: &[u8]| {
    let Some((_, file)) = file_of(&GOOD, bytes) else {
        return;
    };
    let path = DESK.lay("ledger.sqlite", &file);
    let _ = std::fs::remove_file(DESK.path("ledger.sqlite-journal"));
    if let Ok(ledger) = Ledger::open(&path) {
        remember(&ledger);
    }
});
