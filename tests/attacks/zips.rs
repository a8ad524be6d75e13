//! Extracts that unpack to more than there is room for.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::bench::Campaign;

/// A zip with one member of so many equal bytes behind a start.
fn packed(name: &str, start: &[u8], zeros: usize, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    zip.start_file(name, options).unwrap();
    zip.write_all(start).unwrap();
    let chunk = vec![b' '; 1 << 20];
    for _ in 0..zeros / chunk.len() {
        zip.write_all(&chunk).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_zip_that_grows_beyond_an_extract_is_refused() {
    let stored = packed(
        "0363NUM01012026-000001.xml",
        b"<a>",
        200 << 20,
        CompressionMethod::Stored,
    );
    let mut nested = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..6 {
        nested
            .start_file(format!("0363NUM0{part}.zip"), SimpleFileOptions::default())
            .unwrap();
        nested.write_all(&stored).unwrap();
    }
    let nested = nested.finish().unwrap().into_inner();
    drop(stored);
    let mut flat = ZipWriter::new(Cursor::new(Vec::new()));
    for name in [
        "0363NUM01012026-000001.xml",
        "0363OPR01012026-000001.xml",
        "0363WPL01012026-000001.xml",
    ] {
        flat.start_file(name, SimpleFileOptions::default()).unwrap();
        flat.write_all(b"<a>").unwrap();
        for _ in 0..300 {
            flat.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
    }
    let flat = flat.finish().unwrap().into_inner();
    for (bytes, part) in [(nested, "0363NUM00.zip"), (flat, "0363")] {
        let campaign = Campaign::new();
        assert!(bytes.len() < 4 << 20, "{}", bytes.len());
        campaign.put("inputs/bag.zip", bytes);
        campaign.settings("bag.zip", "");
        let ended = campaign.run(&["check"]);
        assert_eq!(ended.code, Some(4), "{ended:?}");
        assert!(
            ended.said.contains("bag.zip") && ended.said.contains(part),
            "{}",
            ended.said
        );
        assert!(ended.said.contains("R152"), "{}", ended.said);
    }
}
