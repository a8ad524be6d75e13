//! The same row twice: within a file, between files of one supplier, between landlords.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher as _};

use domain::text::fold;
use domain::{Finding, PackedAddress};

use super::records::{Holding, Intake, Origin, RowOutcome, RowReason};

/// Homes that stand twice and are named one by one.
const NAMED: usize = 50;

/// Merges rows that say exactly the same, and tells of homes that stand on two landlords' lists.
pub(super) fn settle(intake: &mut Intake, findings: &mut Vec<Finding>) {
    let state = std::hash::RandomState::new();
    let mut doubles: Vec<(Origin, Origin)> = Vec::new();
    same_holdings(intake, &state, &mut doubles, findings);
    macro_rules! same {
        ($list:ident, $blank:expr) => {
            let mut seen: HashMap<u64, Origin> = HashMap::new();
            intake.$list.retain(|record| {
                let mut bare = record.clone();
                bare.origin = Origin {
                    source: super::records::SourceIx(0),
                    row: 0,
                    part: 0,
                };
                let hash = state.hash_one(format!("{bare:?}"));
                match seen.get(&hash) {
                    Some(first) if *first != record.origin => {
                        doubles.push((record.origin, *first));
                        false
                    }
                    Some(_) | None => {
                        seen.insert(hash, record.origin);
                        true
                    }
                }
            });
        };
    }
    same!(evidence, ());
    same!(contacts, ());
    same!(opt_outs, ());
    same!(support, ());
    same!(issues, ());
    same!(meetings, ());
    same!(replies, ());
    mark(intake, &mut doubles, findings);
}

/// Changes the account of rows that were merged, and tells how many there are a sheet.
fn mark(intake: &mut Intake, doubles: &mut [(Origin, Origin)], findings: &mut Vec<Finding>) {
    doubles.sort_unstable();
    let mut told: Vec<(Origin, Origin, u32)> = Vec::new();
    for (double, first) in doubles.iter() {
        // Beside the same home another one may stand in the row, in another table.
        let another = intake
            .holdings
            .binary_search_by_key(&double.whole_row(), |holding| holding.origin.whole_row())
            .is_ok();
        if another {
            continue;
        }
        if let Ok(at) = intake
            .rows
            .binary_search_by_key(&double.whole_row(), |account| account.origin)
            && let Some(account) = intake.rows.get_mut(at)
        {
            account.outcome = RowOutcome::Merged;
            account.reason = RowReason::Duplicate(*first);
        }
        match told
            .iter_mut()
            .find(|(d, f, _)| d.source == double.source && f.source == first.source)
        {
            Some((_, _, count)) => *count += 1,
            None => told.push((*double, *first, 1)),
        }
    }
    for (double, first, count) in told {
        let same_sheet = double.source == first.source;
        let finding = if same_sheet {
            Finding::info("L303")
                .with("count", count)
                .with("first", first.row)
        } else {
            let other = intake
                .source(first.source)
                .map(|s| s.file.to_string())
                .unwrap_or_default();
            Finding::info("L306")
                .with("count", count)
                .with("file", other)
        };
        findings.push(finding.at(intake.place(double)));
    }
}

fn hash_of(state: &impl BuildHasher, holding: &Holding) -> u64 {
    state.hash_one((
        holding.address.as_block(),
        &holding.landlord,
        &holding.complex,
        &holding.complex_name,
        &holding.usage,
    ))
}

fn same_holdings(
    intake: &mut Intake,
    state: &std::hash::RandomState,
    doubles: &mut Vec<(Origin, Origin)>,
    findings: &mut Vec<Finding>,
) {
    let mut order: Vec<(u64, u32)> = intake
        .holdings
        .iter()
        .zip(0_u32..)
        .map(|(holding, at)| (address_hash(state, &holding.address), at))
        .collect();
    order.sort_unstable();
    let mut gone: Vec<u32> = Vec::new();
    let mut odd: Vec<(u32, u32)> = Vec::new();
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        if group.len() < 2 {
            continue;
        }
        let mut kept: Vec<(u64, u32)> = Vec::new();
        for (_, at) in group {
            let Some(holding) = intake.holdings.get(*at as usize) else {
                continue;
            };
            let hash = hash_of(state, holding);
            let twin = kept.iter().find(|(known, _)| *known == hash);
            if let Some(twin) = twin.and_then(|(_, first)| intake.holdings.get(*first as usize)) {
                doubles.push((holding.origin, twin.origin));
                gone.push(*at);
                continue;
            }
            if let Some((_, first)) = kept.first() {
                odd.push((*at, *first));
            }
            kept.push((hash, *at));
        }
    }
    // Equal addresses were brought together by a mark that is another one in every run: the order of
    // the lists counts, not that of the marks.
    odd.sort_unstable();
    for (at, first) in odd.iter().take(NAMED) {
        if let (Some(holding), Some(other)) = (
            intake.holdings.get(*at as usize),
            intake.holdings.get(*first as usize),
        ) {
            findings.push(twice(intake, holding, other));
        }
    }
    if let Some((at, _)) = odd.get(NAMED)
        && let Some(holding) = intake.holdings.get(*at as usize)
    {
        findings.push(
            Finding::warning("L307")
                .at(intake.place(holding.origin))
                .with("count", odd.len() - NAMED),
        );
    }
    gone.sort_unstable();
    let mut next = gone.iter().peekable();
    let mut at = 0_u32;
    intake.holdings.retain(|_| {
        let drop = next.next_if(|gone| **gone == at).is_some();
        at += 1;
        !drop
    });
}

/// The same spelling of an address, whatever its case.
fn address_hash(state: &impl BuildHasher, address: &PackedAddress) -> u64 {
    let block = address.as_block();
    if block.is_ascii() {
        let mut hasher = state.build_hasher();
        // In lower case, some bytes at once: a home is compared with every other one.
        for part in block.as_bytes().chunks(64) {
            let mut lower = [0_u8; 64];
            let filled = lower.iter_mut().zip(part);
            filled.for_each(|(to, from)| *to = from.to_ascii_lowercase());
            hasher.write(lower.get(..part.len()).unwrap_or(&lower));
        }
        return hasher.finish();
    }
    state.hash_one(fold(block))
}

fn twice(intake: &Intake, holding: &Holding, other: &Holding) -> Finding {
    let file = intake
        .source(other.origin.source)
        .map(|source| source.file.to_string())
        .unwrap_or_default();
    let finding = if fold(&holding.landlord) == fold(&other.landlord) {
        Finding::warning("L304")
    } else {
        Finding::warning("L305")
            .with("landlord", holding.landlord.clone())
            .with("other", other.landlord.clone())
    };
    finding
        .at(intake.place(holding.origin))
        .with("file", file)
        .with("row", other.origin.row)
}
