//! Any bytes as a file: rows in order, or a reason; never anything else.
#![no_main]

use std::ops::ControlFlow;

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::read::{Event, Failure, Reader};
use libfuzzer_sys::fuzz_target;

static QUIET: std::sync::Once = std::sync::Once::new();

fuzz_target!(|bytes: &[u8]| {
    // A panic of the crate that reads sheets is caught by the reader; the hook of the fuzzer would
    // end the process before that. What is asserted here still ends it.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::io::Write::write_all(&mut file, bytes).expect("a temporary file");
    let reader = Reader::direct(&ReadingSettings::default());
    let mut last = 0;
    let outcome = reader.read(file.path(), &mut |event| {
        match event {
            Event::Sheet(_) => last = 0,
            Event::Row(row) => {
                assert!(row.number > last, "rows come in order");
                assert!(!row.is_blank());
                last = row.number;
            }
            Event::Note(_) => {}
        }
        ControlFlow::Continue(())
    });
    // The reader of the crate may stumble over a damaged file; the child process is there for that.
    assert!(!matches!(outcome, Err(Failure::NoChild { .. } | Failure::Missing)));
});
