//! Any text as a list: every row that holds anything has exactly one account.
#![no_main]

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use haarvaten::domain::campaign::ReadingSettings;
use haarvaten::intake::take_in;
use haarvaten::read::{Event, Lists, Reader};
use libfuzzer_sys::fuzz_target;

const CAMPAIGN: &str = "[campaign]\nname = \"Proef\"\ndate = \"2026-11-23\"\n[sender]\nname = \"Groep\"\naddress = [\"Plein 1\", \"1104 AA Amsterdam\"]\nemail = \"groep@example.org\"\n";

fuzz_target!(|bytes: &[u8]| {
    // The first byte says what the campaign file knows of the list.
    let Some((choice, text)) = bytes.split_first() else {
        return;
    };
    let kind = ["", "corporation", "vve", "contacts", "replies", "opt_outs"][usize::from(*choice) % 6];
    let more = if kind.is_empty() {
        String::new()
    } else {
        format!("[[list]]\nfile = \"lijst.csv\"\nkind = \"{kind}\"\n")
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("lijst.csv");
    std::fs::write(&path, text).expect("a temporary file");
    let campaign = haarvaten::read::campaign::parse(&format!("{CAMPAIGN}{more}"), "campaign.toml")
        .expect("a campaign");
    let reader = Reader::direct(&ReadingSettings::default());
    let mut expected = Vec::new();
    let read = reader.read(&path, &mut |event| {
        if let Event::Row(row) = event {
            expected.push(row.number);
        }
        ControlFlow::Continue(())
    });
    let lists = Lists::find(folder.path(), &campaign).value;
    let intake = take_in(&lists, &reader, &campaign, None).value;
    if read.is_ok() {
        let got: Vec<u32> = intake.rows.iter().map(|account| account.origin.row).collect();
        let once: BTreeSet<u32> = got.iter().copied().collect();
        assert_eq!(got.len(), once.len(), "a row twice");
        assert_eq!(got, expected);
    }
});
