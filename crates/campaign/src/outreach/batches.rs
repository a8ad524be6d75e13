//! Gives out ids, codes and batches, in walking order.

use std::collections::{BTreeMap, HashSet};

use compact_str::{CompactString, format_compact};

use super::model::{Piece, Plan, Recipient};
use super::past::{Past, board_key, home_key};
use super::{Draft, Facts};
use crate::coverage;
use domain::campaign::Bundle;
use domain::{Channel, Code};
use register::UnitIx;

/// Turns the draft into the plan.
pub fn seal(draft: Draft, facts: &Facts<'_>, past: &Past<'_>) -> Plan {
    let mut pieces = draft.pieces;
    // A piece that was withdrawn keeps its number.
    let of_wave = facts.history.pieces.iter().filter(|p| p.wave == past.wave);
    let mut number = of_wave
        .filter_map(|piece| number_of(&piece.id))
        .max()
        .unwrap_or(0);
    let mut codes: HashSet<Code> = facts
        .history
        .pieces
        .iter()
        .map(|piece| piece.code)
        .collect();
    for piece in pieces.iter_mut().filter(|piece| !piece.made_before) {
        number += 1;
        piece.id = format_compact!("w{}-{number:05}", piece.wave);
        let key = recipient_key(facts, piece.recipient);
        let mut attempts = 0_u32..;
        let code = attempts.find_map(|n| {
            let code = facts.secret.code(&key, piece.wave, n);
            codes.insert(code).then_some(code)
        });
        piece.code = code.unwrap_or(piece.code);
    }
    give_batches(&mut pieces, facts);
    Plan {
        wave: past.wave,
        date: facts.coverage.date,
        pieces,
        unsent: draft.unsent,
        withdrawn: draft.withdrawn,
    }
}

fn number_of(id: &str) -> Option<u32> {
    id.rsplit('-').next()?.parse().ok()
}

/// Numbers the batches of the new letters: boards first, then building by building.
fn give_batches(pieces: &mut [Piece], facts: &Facts<'_>) {
    let size = usize::try_from(facts.campaign.letters.bundle_size)
        .unwrap_or(usize::MAX)
        .max(1);
    let mut walk: Vec<(Walk, usize)> = Vec::new();
    let mut order: BTreeMap<Walk, usize> = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.made_before || piece.channel != Channel::Letter {
            continue;
        }
        let bundle = match (piece.recipient, &facts.campaign.letters.bundle) {
            (Recipient::Board(_), _) => Walk::Boards,
            (Recipient::Home(_), Bundle::Size) => Walk::All,
            (Recipient::Home(unit), Bundle::Building) => building_or_street(unit, facts),
        };
        let next = order.len();
        order.entry(bundle.clone()).or_insert(next);
        walk.push((bundle, at));
    }
    walk.sort_by_key(|(bundle, at)| (order.get(bundle).copied(), *at));
    let mut batch = facts.history.last_batch;
    let mut current: Option<(Walk, usize)> = None;
    for (bundle, at) in walk {
        let fits = current
            .as_ref()
            .is_some_and(|(last, letters)| *last == bundle && *letters < size);
        let letters = if fits {
            current.as_ref().map_or(0, |(_, letters)| *letters)
        } else {
            0
        };
        batch += u32::from(!fits);
        current = Some((bundle, letters + 1));
        if let Some(piece) = pieces.get_mut(at) {
            piece.batch = Some(batch);
        }
    }
}

/// What is one walk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Walk {
    Boards,
    All,
    Building(u32),
    Street(u32),
}

fn building_or_street(unit: UnitIx, facts: &Facts<'_>) -> Walk {
    let register = facts.register;
    let building = register.unit_buildings(unit).first().copied();
    // A building too small for an organisation of its own has no batch of its own either: a row of
    // houses is one walk, so its letters go with those of the street.
    let fewest = usize::try_from(coverage::SMALLEST).unwrap_or(usize::MAX);
    let own = building.filter(|building| {
        let homes = register
            .building_units(*building)
            .iter()
            .filter(|unit| register.unit(**unit).is_dwelling());
        homes.take(fewest).count() == fewest
    });
    match own {
        Some(building) => Walk::Building(building.0),
        None => Walk::Street(register.address(register.unit(unit).address).street.0),
    }
}

impl Plan {
    /// The new batches with the pieces in each, by number; pieces of earlier runs are not in it.
    pub fn new_batches(&self) -> BTreeMap<u32, Vec<&Piece>> {
        self.batches_of(|piece| !piece.made_before)
    }

    /// All batches of the wave with the pieces in each, by number.
    pub fn batches(&self) -> BTreeMap<u32, Vec<&Piece>> {
        self.batches_of(|_| true)
    }

    fn batches_of(&self, which: impl Fn(&Piece) -> bool) -> BTreeMap<u32, Vec<&Piece>> {
        let mut batches: BTreeMap<u32, Vec<&Piece>> = BTreeMap::new();
        for piece in self.pieces.iter().filter(|piece| which(piece)) {
            if let Some(batch) = piece.batch {
                batches.entry(batch).or_default().push(piece);
            }
        }
        batches
    }
}

/// The ledger's key of a recipient.
pub fn recipient_key(facts: &Facts<'_>, recipient: Recipient) -> CompactString {
    match recipient {
        Recipient::Home(unit) => home_key(facts, unit),
        Recipient::Board(organisation) => board_key(facts, organisation),
    }
}
