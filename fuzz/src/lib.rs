//! What the targets share: a folder for files, and damage done to a good file.

use std::path::{Path, PathBuf};

use haarvaten::domain::{Code, PieceState, Survey};
use haarvaten::ledger::Ledger;
use haarvaten::ledger::told::{self, Told};
use haarvaten::register::Register;

/// A folder that stays as long as the fuzzer runs; best in memory (`TMPDIR=/dev/shm`).
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A new one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// The path of a file on it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Lays a file there.
    pub fn lay(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("a temporary file");
        path
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// A file of the fuzzer's, and how it is to be opened: any bytes, or mostly a good file that is
/// damaged.
pub fn file_of(good: &[u8], bytes: &[u8]) -> Option<(u8, Vec<u8>)> {
    let (how, rest) = bytes.split_first()?;
    let file = if how % 8 == 0 {
        rest.to_vec()
    } else {
        damaged(good, rest)
    };
    Some((*how, file))
}

/// The bytes of a database with small pages, so that there is less to write each time.
pub fn small_pages(path: &Path) -> Vec<u8> {
    let base = rusqlite::Connection::open(path).expect("a database");
    base.execute_batch("pragma page_size = 512; vacuum").expect("small pages");
    drop(base);
    std::fs::read(path).expect("a database")
}

/// A good file after what the fuzzer wants done to it: eight bytes a blow.
fn damaged(good: &[u8], blows: &[u8]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for blow in blows.chunks_exact(8) {
        let [kind, a, b, c, rest @ ..] = blow else {
            continue;
        };
        if bytes.is_empty() {
            break;
        }
        let at = u32::from_le_bytes([*a, *b, *c, 0]) as usize % bytes.len();
        let [d, e, f, g] = *rest else { continue };
        match kind % 6 {
            0 => bytes[at] = d,
            1 => bytes[at] = bytes[at].wrapping_add(d),
            2 => {
                for (to, from) in bytes.iter_mut().skip(at).zip([d, e, f, g]) {
                    *to = from;
                }
            }
            3 => bytes.truncate(at),
            4 => {
                let from = u32::from_le_bytes([d, e, f, 0]) as usize % bytes.len();
                let many = usize::from(g).min(bytes.len() - at.max(from));
                bytes.copy_within(from..from + many, at);
            }
            _ => {
                let many = usize::from(d) * usize::from(e);
                bytes.iter_mut().skip(at).take(many).for_each(|byte| *byte = f);
            }
        }
    }
    bytes
}

/// A panic of a crate that draws is caught by the child process that tries a picture out; the hook
/// of the fuzzer would end the process before that.
pub fn quiet() {
    static QUIET: std::sync::Once = std::sync::Once::new();
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
}

/// Follows every pointer of a register.
pub fn walk(register: &Register) {
    for ix in register.addresses() {
        let address = register.address(ix);
        let _ = (register.address_id(ix), register.address_line(ix), address.house_number());
    }
    for ix in register.units() {
        let unit = register.unit(ix);
        let _ = (register.unit_id(ix), unit.is_dwelling(), register.unit_areas(ix));
        let _ = (register.unit_addresses(ix), register.unit_buildings(ix));
    }
    for ix in register.buildings() {
        let _ = (register.building(ix), register.building_id(ix), register.building_units(ix));
    }
    for ix in register.streets() {
        let _ = (register.street(ix), register.street_addresses(ix), register.on_street(ix, 1));
    }
    for ix in register.towns() {
        let _ = register.towns_named(&register.town(ix).name);
        let _ = register.town_streets(ix);
    }
    for ix in register.areas() {
        let _ = register.areas_named(&register.area(ix).name);
    }
}

/// Asks a ledger for everything that it remembers.
pub fn remember(ledger: &Ledger) {
    if let Ok(history) = ledger.history() {
        let _ = history.answers(&Survey::default());
    }
    if let Ok(events) = ledger.events() {
        let _ = Ledger::hashes(&events);
        let _ = told::compare(&events, &events);
    }
    let _ = (ledger.batches(), ledger.slips(), ledger.looks(), ledger.files());
    let _ = (ledger.mail_counts(), ledger.next_try(), ledger.taken_out());
    let _ = ledger.mails_in(PieceState::Uncertain);
    let _ = ledger.file("brief.pdf");
}

/// A little of everything that happens in a campaign.
pub fn good_events() -> Vec<Told> {
    let piece = |number: u8, channel: &str, state: &str| {
        let code = Code::from_hash([number; 16]).plain();
        format!(
            r#"{{"id":"w1-0000{number}","recipient":"unit 036301000000000{number}","wave":1,"kind":"start","reminds_of":null,"channel":"{channel}","email":null,"language":"nl","code":"{code}","batch":1,"made":"2026-11-23","state":"{state}","when":"2026-11-23","message_id":null,"answer":""}}"#
        )
    };
    let mut events = Vec::new();
    let mut add = |what: &str, about: &str, detail: &str| {
        events.push(Told {
            date: "2026-11-24".to_owned(),
            what: what.to_owned(),
            about: about.to_owned(),
            detail: detail.to_owned(),
        });
    };
    add("sealed", "w1-00001", &piece(1, "letter", "sealed"));
    add("waiting", "w1-00002", &piece(2, "email", "waiting"));
    add("batch", "brief-1.pdf", "1 1");
    add("delivered", "w1-00001", "");
    add("answered", "w1-00001", "mee: ja");
    add("replied", "w1-00001", r#"{"source":"slip","answers":[["mee","ja"]]}"#);
    add("opted_out", "unit 0363010000000001", "door");
    add("scanned", "w1-00001", r#"{"file":"a.pdf","page":1,"standing":[["mee",null]]}"#);
    add("look", "slip w1-00001 mee", r#"{"key":"slip w1-00001 mee","look":"ticks","piece":"w1-00001","code":"X","question":"mee","choices":["ja"],"several":false,"answers":[],"file":"a.pdf","page":1,"picture":""}"#);
    add("heard", "unit 0363010000000001", "not_home");
    events
}
