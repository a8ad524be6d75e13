//! Addresses of an extract, the units at them, and the buildings that those name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;

use rayon::slice::ParallelSliceMut as _;

use super::archive::Leaf;
use super::extract::{Importer, Ranked, position, settle};
use super::parse::Kind;
use crate::build::SourceAccount;
use crate::draft::{Draft, DraftAddress, DraftBuilding, DraftUnit};
use crate::error::RegisterError;
use crate::flat::Standing;
use crate::key::Key;
use crate::model::{Address, AddressIx, Building, StreetIx, TownIx, Unit, UnitIx};
use crate::packed::{NONE, PackedAddress, PackedBuilding, PackedUnit};
use domain::{Finding, Severity};

/// A unit as a file tells it. Ten million of these stand in memory at once, so its hoofdadres is
/// a position among the addresses, kept where the register keeps it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct UnitFacts {
    building: u64,
    packed: PackedUnit,
}

/// What else a unit names beside its hoofdadres and its first building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    Address(u64),
    Building(u64),
}

impl Importer<'_> {
    /// The issued addresses, in the order of their ids.
    pub(super) fn addresses(
        &mut self,
        leaves: &[&(Leaf, &str)],
        streets: &HashMap<u64, u32>,
        towns: &BTreeMap<u16, u32>,
    ) -> Result<(), RegisterError> {
        let all: Mutex<Vec<Ranked<(PackedAddress, bool)>>> = Mutex::default();
        let on: Vec<u32> = self.out.draft.streets.iter().map(|s| s.town.0).collect();
        let ids = self.each(
            leaves,
            |object, day, made| {
                if !object.life.holds_on(day) {
                    return Ok(());
                }
                let issued = object.standing()? == Standing::InUse;
                let street = streets.get(&object.street).copied().unwrap_or(NONE);
                let own = (object.town > 0)
                    .then(|| towns.get(&object.town).copied())
                    .flatten();
                let town = own
                    .or_else(|| on.get(street as usize).copied())
                    .unwrap_or(NONE);
                let packed = PackedAddress::pack(&Address {
                    street: StreetIx(street),
                    town: TownIx(town),
                    number: object.number,
                    letter: object.letter,
                    addition: object.addition,
                    postcode: object.postcode,
                    unit: None,
                    secondary: false,
                });
                made.push(Ranked {
                    id: object.id,
                    rank: object.life.rank(),
                    value: (packed, issued),
                });
                Ok(())
            },
            |mut made| {
                if let Ok(mut all) = all.lock() {
                    all.append(&mut made);
                }
            },
        )?;
        self.out.counts.addresses = self.count(ids);
        let mut all = all.into_inner().unwrap_or_default();
        let doubles = settle(&mut all);
        self.doubles(doubles);
        all.retain(|a| a.value.1);
        let issued = all.len();
        all.retain(|a| a.value.0.street() != NONE && a.value.0.town() != NONE);
        let homeless = issued - all.len();
        if homeless > 0 {
            let finding = Finding::warning("R139").at(self.place());
            self.out.findings.push(finding.with("count", homeless));
        }
        let drafts = all.into_iter().map(|a| DraftAddress {
            key: Key(a.id),
            packed: a.value.0,
        });
        let mut drafts: Vec<DraftAddress> = drafts.collect();
        drafts.shrink_to_fit();
        self.out.accounts.push(SourceAccount::of_objects(
            &self.files,
            "addresses",
            self.out.counts.addresses,
            drafts.len() as u64,
            &[("R139", homeless as u64)],
        ));
        self.out.draft.addresses = drafts;
        Ok(())
    }

    pub(super) fn units(&mut self, leaves: &[&(Leaf, &str)]) -> Result<(), RegisterError> {
        let all: Mutex<Vec<Ranked<UnitFacts>>> = Mutex::default();
        let more: Mutex<Vec<(u64, u32, Link)>> = Mutex::default();
        let outside: Mutex<Vec<(u64, f64, f64)>> = Mutex::default();
        let mut counts = [0; 3];
        for (slot, kind) in counts
            .iter_mut()
            .zip([Kind::Units, Kind::Moorings, Kind::Pitches])
        {
            let of_kind: Vec<_> = leaves
                .iter()
                .copied()
                .filter(|(leaf, _)| leaf.kind == kind)
                .collect();
            let ids = self.each(
                &of_kind,
                |object, day, made| {
                    if !object.life.holds_on(day) {
                        return Ok(());
                    }
                    let in_use = object.standing()? == Standing::InUse;
                    let point = object.point().unwrap_or_else(|(x, y)| {
                        if let Ok(mut outside) = outside.lock() {
                            outside.push((object.id, x, y));
                        }
                        None
                    });
                    let packed = PackedUnit::pack(
                        &Unit {
                            address: AddressIx(address_of(&self.out.draft, object.main)),
                            in_use,
                            residential: object.residential || kind != Kind::Units,
                            point,
                        },
                        0,
                    );
                    let rank = object.life.rank();
                    let building = object.buildings.first().copied().unwrap_or(0);
                    let links = object.secondary.iter().map(|id| Link::Address(*id));
                    let links = links.chain(
                        object
                            .buildings
                            .iter()
                            .skip(1)
                            .map(|id| Link::Building(*id)),
                    );
                    let links: Vec<_> = links.map(|link| (object.id, rank, link)).collect();
                    if !links.is_empty()
                        && let Ok(mut more) = more.lock()
                    {
                        more.extend(links);
                    }
                    let value = UnitFacts { building, packed };
                    made.push(Ranked {
                        id: object.id,
                        rank,
                        value,
                    });
                    Ok(())
                },
                |mut made| {
                    if let Ok(mut all) = all.lock() {
                        all.append(&mut made);
                    }
                },
            )?;
            *slot = self.count(ids);
        }
        [
            self.out.counts.units,
            self.out.counts.moorings,
            self.out.counts.pitches,
        ] = counts;
        let mut all = all.into_inner().unwrap_or_default();
        let doubles = settle(&mut all);
        self.doubles(doubles);
        let mut outside = outside.into_inner().unwrap_or_default();
        outside.sort_by_key(|(id, ..)| *id);
        for (id, x, y) in outside.iter().take(5) {
            let finding = Finding::warning("R137").at(self.place());
            self.out.findings.push(
                finding
                    .with("id", format!("{id:016}"))
                    .with("x", x.to_string())
                    .with("y", y.to_string()),
            );
        }
        if let Some(more) = outside.len().checked_sub(5).filter(|more| *more > 0) {
            let mut finding = Finding::info("R100").at(self.place());
            finding.severity = Severity::Warning;
            self.out
                .findings
                .push(finding.with("count", more).with("code", "R137"));
        }
        let mut more = more.into_inner().unwrap_or_default();
        more.sort_unstable();
        self.link(all, &more);
        Ok(())
    }

    /// Puts the units at their addresses and in their buildings; a unit in use goes before one
    /// that is not, where two name the same address.
    fn link(&mut self, all: Vec<Ranked<UnitFacts>>, more: &[(u64, u32, Link)]) {
        let mut sharing: (u64, u64) = (0, 0);
        let draft = &mut self.out.draft;
        let mut in_use_at = vec![false; draft.addresses.len()];
        let mut place = |draft: &mut Draft, at: u32, unit: u32, secondary: bool, in_use: bool| {
            let address = draft.addresses.get_mut(at as usize);
            let Some((address, taken)) = address.zip(in_use_at.get_mut(at as usize)) else {
                return true;
            };
            let mut facts = address.packed.unpack();
            if facts.unit.is_none() || (in_use && !*taken) {
                facts.unit = Some(UnitIx(unit));
                facts.secondary = secondary;
                address.packed = PackedAddress::pack(&facts);
                *taken = in_use;
                return true;
            }
            !in_use
        };
        let mut more_buildings: Vec<(u32, u64)> = Vec::new();
        for (unit, at) in all.iter().zip(0..) {
            let facts = unit.value.packed.unpack();
            if !place(draft, facts.address.0, at, false, facts.in_use) {
                sharing.0 += 1;
                if sharing.1 == 0 {
                    sharing.1 = unit.id;
                }
            }
            let from = more.partition_point(|(id, ..)| *id < unit.id);
            for (_, rank, link) in more.iter().skip(from).take_while(|(id, ..)| *id == unit.id) {
                match link {
                    _ if *rank != unit.rank => {}
                    Link::Address(id) => {
                        let address = address_of(draft, *id);
                        place(draft, address, at, true, facts.in_use);
                    }
                    Link::Building(id) => more_buildings.push((at, *id)),
                }
            }
        }
        let counts = self.out.counts;
        let all_units = counts.units + counts.moorings + counts.pitches;
        let addresses = self.out.draft.addresses.len();
        let without = all.iter().filter(|unit| {
            let at = unit.value.packed.unpack().address.0;
            at as usize >= addresses
        });
        let without = without.count() as u64;
        let stand = (all.len() as u64).saturating_sub(sharing.0 + without);
        self.out.accounts.push(SourceAccount::of_objects(
            &self.files,
            "units",
            all_units,
            stand,
            &[("R145", sharing.0), ("no-address", without)],
        ));
        if sharing.0 > 0 {
            let place = self.place();
            let finding = Finding::warning("R145").at(place).with("count", sharing.0);
            let id = format!("{:016}", sharing.1);
            self.out.findings.push(finding.with("id", id));
        }
        let draft = &mut self.out.draft;
        let first = all
            .iter()
            .zip(0..)
            .map(|(unit, at)| (at, unit.value.building));
        let named = first
            .filter(|(_, id)| *id > 0)
            .chain(more_buildings.iter().copied());
        let mut ids: Vec<u64> = named.clone().map(|(_, id)| id).collect();
        ids.par_sort_unstable();
        ids.dedup();
        let mut unit_buildings = Vec::with_capacity(all.len() + more_buildings.len());
        let building_of = |id: u64| Some(position(ids.binary_search(&id).ok()?));
        unit_buildings.extend(named.filter_map(|(unit, id)| Some((unit, building_of(id)?))));
        draft.unit_buildings = unit_buildings;
        ids.shrink_to_fit();
        // Smaller than what it is made of, and made where that stands.
        let units = all.into_iter().map(|unit| DraftUnit {
            key: Key(unit.id),
            packed: unit.value.packed.at_address(NONE),
        });
        draft.units = units.collect();
        draft.units.shrink_to_fit();
        draft.buildings = ids
            .into_iter()
            .map(|id| DraftBuilding {
                key: Key(id),
                packed: PackedBuilding::pack(&Building::default()),
            })
            .collect();
        // A mooring or pitch lies in no building: it is one by itself.
        let mut housed = vec![false; draft.units.len()];
        for (unit, _) in &draft.unit_buildings {
            if let Some(slot) = housed.get_mut(*unit as usize) {
                *slot = true;
            }
        }
        for (housed, unit) in housed.iter().zip(0..) {
            if !housed {
                let at = position(draft.buildings.len());
                let point = draft
                    .units
                    .get(unit as usize)
                    .and_then(|u| u.packed.point());
                let packed = PackedBuilding::pack(&Building { year: None, point });
                draft.buildings.push(DraftBuilding {
                    key: Key::MADE,
                    packed,
                });
                draft.unit_buildings.push((unit, at));
            }
        }
    }
}

/// Where the address of an id stands among those of a draft; the largest number when it is not
/// among them.
fn address_of(draft: &Draft, id: u64) -> u32 {
    let found = draft.addresses.binary_search_by_key(&id, |a| a.key.0);
    found.map_or(NONE, position)
}
