//! Register files and their indexes, damaged or made on purpose.

use rusqlite::Connection;

use super::bench::Campaign;

#[test]
fn a_register_file_with_pointers_to_nothing_is_damaged() {
    for change in [
        "DELETE FROM streets",
        "DELETE FROM towns",
        "DELETE FROM streets WHERE fid = 1; INSERT INTO streets VALUES (9, 'Kortvoort', NULL, 1)",
        "UPDATE addresses SET street = 4000000",
        "UPDATE addresses SET street = 0",
        "UPDATE addresses SET street = -1",
        "UPDATE addresses SET town = 77",
        "UPDATE addresses SET number = 99999999",
        "UPDATE streets SET town = 5",
        "UPDATE area_sets SET area_set = 4294967290",
        "UPDATE area_sets SET area_set = 200000000",
        "UPDATE area_sets SET area = 0",
        "UPDATE area_sets SET area = 900",
        "UPDATE units SET area_set = 4000000000",
        "UPDATE units SET area_set = 999999999",
        "UPDATE areas SET part_of = 100",
        "UPDATE areas SET part_of = fid",
        "UPDATE areas SET part_of = 3 - fid",
        "DROP TABLE units; CREATE VIEW units AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, 'a' AS id, 1 AS in_use, 1 AS residential, NULL AS geom, '' AS building_ids, 0 AS area_set FROM n",
        "DROP TABLE addresses; CREATE VIEW addresses AS SELECT * FROM units",
        "DROP TABLE streets",
        "UPDATE towns SET name = 5; UPDATE streets SET town = 'x'",
        "ALTER TABLE areas RENAME TO elsewhere; CREATE VIEW areas AS SELECT * FROM elsewhere",
    ] {
        let campaign = Campaign::new();
        let path = campaign.import();
        let base = Connection::open(&path).unwrap();
        base.execute_batch(change).unwrap();
        drop(base);
        for words in [
            &["check"][..],
            &["register", "info"],
            &["register", "lookup", "Kortvoort 1"],
        ] {
            let ended = campaign.run(words);
            assert_eq!(ended.code, Some(4), "{change}: {ended:?}");
            assert!(
                ended.said.contains("register.gpkg"),
                "{change}: {}",
                ended.said
            );
        }
    }
}

#[test]
fn a_register_file_with_bytes_gone_or_changed_ends_in_order() {
    let campaign = Campaign::new();
    let path = campaign.import();
    let whole = std::fs::read(&path).unwrap();
    let mut next = 7_u64;
    for turn in 0..40 {
        next = next.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = (next >> 33) as usize % whole.len();
        let mut bytes = whole.clone();
        match turn % 4 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << (next % 8),
            2 => bytes[at / 64 * 64..]
                .iter_mut()
                .take(64)
                .for_each(|b| *b = 0xff),
            _ => bytes[at..].iter_mut().take(4_000).for_each(|b| *b = 0),
        }
        std::fs::write(&path, bytes).unwrap();
        let ended = campaign.run(&["check"]);
        assert!(
            matches!(ended.code, Some(0 | 1 | 4)),
            "{turn} {at}: {ended:?}"
        );
        if ended.code == Some(4) {
            assert!(
                ended.said.contains("register.gpkg"),
                "{turn} {at}: {}",
                ended.said
            );
        }
    }
}
