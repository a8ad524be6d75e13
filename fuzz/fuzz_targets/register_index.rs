//! Any bytes as the index beside a register file, with a head, a stamp and a sum that fit: a
//! register of which every pointer points at something, or none.
#![no_main]

use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

use haarvaten::register::{self, OpenOptions};
use haarvaten_fuzz::{Desk, walk};
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

/// What every index of this register file begins with.
static START: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let facts = std::fs::metadata(DESK.lay("register.gpkg", b"not read")).expect("a file");
    let time = facts.modified().expect("a time").duration_since(UNIX_EPOCH);
    let time = u64::try_from(time.expect("a time").as_nanos()).expect("a time");
    let mut start = b"HAARVIX3".to_vec();
    start.extend(facts.len().to_le_bytes());
    start.extend(time.to_le_bytes());
    start
});

/// The numbers in the head behind the stamp: the date, the names, and 21 columns.
const NUMBERS: usize = 3 + 2 * 21;
/// Bytes in front of what the head points at: its start, its numbers and its sum.
const HEAD: usize = 8 + 8 * (2 + NUMBERS) + 32;

fuzz_target!(|bytes: &[u8]| {
    // Small numbers are enough to point into a small file.
    let Some((numbers, body)) = bytes.split_at_checked(2 * NUMBERS) else {
        return;
    };
    let mut head = START.clone();
    for (nth, number) in numbers.chunks_exact(2).enumerate() {
        let number = u64::from(u16::from_le_bytes([number[0], number[1]]));
        // Places are counted from the end of the head; a date and a length are as they are.
        let is_place = nth == 1 || (nth >= 3 && nth % 2 == 1);
        let number = if is_place { number + HEAD as u64 } else { number };
        head.extend(number.to_le_bytes());
    }
    let mut sum = blake3::Hasher::new();
    sum.update(&head).update(body);
    let file = [&head, sum.finalize().as_bytes().as_slice(), body].concat();
    DESK.lay("register.gpkg-index", &file);
    let path = DESK.path("register.gpkg");
    if let Ok(register) = register::open_file(&path, &OpenOptions::default()) {
        walk(&register);
    }
});
