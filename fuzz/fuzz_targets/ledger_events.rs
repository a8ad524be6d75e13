//! Any events in a ledger, as its own fields hold them: everything that it remembers, or an error;
//! and the side log of them says the same events.
#![no_main]

use std::sync::LazyLock;

use haarvaten::ledger::Ledger;
use haarvaten::ledger::told::{self, Told};
use haarvaten_fuzz::{Desk, good_events, remember};
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);
static GOOD: LazyLock<Vec<Told>> = LazyLock::new(good_events);
static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = DESK.path("empty.sqlite");
    drop(Ledger::open(&path).expect("a ledger"));
    std::fs::read(path).expect("a ledger")
});

/// What happens in a ledger.
const KINDS: [&str; 16] = [
    "sealed", "waiting", "delivered", "claimed", "sent", "bounced", "answered", "withdrawn",
    "opted_out", "decided", "replied", "slip", "scanned", "look", "batch", "heard",
];

fuzz_target!(|text: &str| {
    // Fields stand behind each other, lines below each other; a good event may be named by its
    // number, so that what follows is about something that is there.
    let events: Vec<Told> = text
        .split('\n')
        .take(24)
        .map(|line| {
            let mut fields = line.split('\t');
            let mut next = || fields.next().unwrap_or_default().to_owned();
            let (date, what, about, detail) = (next(), next(), next(), next());
            let number = |text: &str| text.parse::<usize>().ok();
            if let Some(good) = number(&date).and_then(|at| GOOD.get(at)) {
                return good.clone();
            }
            let kind = number(&what).and_then(|at| KINDS.get(at));
            let known = number(&about).and_then(|at| GOOD.get(at));
            Told {
                date: if date.is_empty() { "2026-11-23".to_owned() } else { date },
                what: kind.map_or(what, |kind| (*kind).to_owned()),
                about: known.map_or(about, |known| known.about.clone()),
                detail,
            }
        })
        .collect();
    let log = format!("{}{}", told::HEAD, told::lines(&[], &events));
    let read = told::read(&log);
    assert_eq!(read.events, events[..read.events.len()]);
    assert!(
        read.events.len() == events.len()
            || events[read.events.len()].date.parse::<jiff::civil::Date>().is_err()
    );
    let path = DESK.lay("ledger.sqlite", &EMPTY);
    let mut ledger = Ledger::open(&path).expect("an empty ledger");
    if ledger.rebuild(&events).is_ok() {
        assert_eq!(ledger.events().expect("what was written"), events);
        remember(&ledger);
    }
});
