//! Extracts of any number of gemeenten → one draft, in an order that keeps memory low: names first,
//! then addresses, then the units at them, then the buildings they lie in.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Mutex;

use compact_str::CompactString;
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSliceMut as _;

use super::archive::{self, Leaf};
use super::life::{Day, date_of, day_of};
use super::parse::{self, Broken, Kind, Object};
use crate::domain::text::{clean, fold};
use crate::domain::{Finding, Place};
use crate::register::draft::{Draft, DraftAddress, DraftBuilding, DraftUnit};
use crate::register::error::RegisterError;
use crate::register::flat::Standing;
use crate::register::key::Key;
use crate::register::model::{
    Address, AddressIx, Building, Point, Street, StreetIx, Town, TownIx, Unit, UnitIx,
};
use crate::register::packed::{NONE, PackedAddress, PackedBuilding, PackedUnit};
use crate::register::progress::Progress;

/// How many different ids of each kind an extract holds, whatever their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExtractCounts {
    /// Nummeraanduidingen.
    pub addresses: u64,
    /// Verblijfsobjecten.
    pub units: u64,
    /// Ligplaatsen.
    pub moorings: u64,
    /// Standplaatsen.
    pub pitches: u64,
    /// Panden.
    pub buildings: u64,
    /// Openbare ruimten.
    pub streets: u64,
    /// Woonplaatsen.
    pub towns: u64,
    /// Voorkomens of all of them.
    pub occurrences: u64,
}

/// What an extract gave.
#[derive(Debug, Default)]
pub(in crate::register) struct Extracted {
    pub(in crate::register) draft: Draft,
    pub(in crate::register) counts: ExtractCounts,
    pub(in crate::register) findings: Vec<Finding>,
}

/// A building with its shape, for whoever keeps shapes.
#[derive(Debug)]
pub(in crate::register) struct Shape {
    pub(in crate::register) id: u64,
    pub(in crate::register) rank: u32,
    pub(in crate::register) year: u16,
    pub(in crate::register) standing: bool,
    pub(in crate::register) status: CompactString,
    pub(in crate::register) rings: Vec<Vec<(f64, f64)>>,
}

/// Takes buildings with their shapes, from several threads, in batches.
pub(in crate::register) type TakeShapes<'a> = &'a (dyn Fn(Vec<Shape>) + Sync);

/// An object with its rank among those of the same id.
#[derive(Clone, Copy, Debug)]
struct Ranked<T> {
    id: u64,
    rank: u32,
    value: T,
}

/// Sorts by id, keeps the one that counts of each, and says how many ids held more than once.
fn settle<T: Copy + Send>(all: &mut Vec<Ranked<T>>) -> (u64, Option<u64>) {
    all.par_sort_unstable_by_key(|o| (o.id, std::cmp::Reverse(o.rank)));
    let (before, mut first) = (all.len(), None);
    all.dedup_by(|later, kept| {
        let same = later.id == kept.id;
        if same && first.is_none() {
            first = Some(kept.id);
        }
        same
    });
    let doubles = before - all.len();
    (u64::try_from(doubles).unwrap_or(u64::MAX), first)
}

/// A unit as a file tells it.
#[derive(Clone, Copy, Debug)]
struct UnitFacts {
    main: u64,
    building: u64,
    packed: PackedUnit,
    in_use: bool,
}

/// What is collected from all files of a kind.
#[derive(Debug, Default)]
struct Ids {
    seen: Vec<u64>,
    occurrences: u64,
}

/// Reads extracts into one draft.
struct Importer<'a> {
    day: Option<Day>,
    progress: &'a dyn Progress,
    shapes: Option<TakeShapes<'a>>,
    out: Extracted,
}

/// Reads extracts: `(path, name in findings)`.
pub(in crate::register) fn read(
    sources: &[(&Path, &str)],
    date: Option<jiff::civil::Date>,
    shapes: Option<TakeShapes<'_>>,
    progress: &dyn Progress,
) -> Result<Extracted, RegisterError> {
    let mut leaves: Vec<(Leaf, &str)> = Vec::new();
    let mut stand = None;
    for (path, file) in sources {
        let contents = archive::list(path, file)?;
        let note = contents
            .note
            .as_deref()
            .map(|xml| parse::objects(xml, |_| Ok(())));
        let own = note.and_then(Result::ok).flatten();
        stand = stand.max(own);
        let has = |kind| contents.leaves.iter().any(|leaf| leaf.kind == kind);
        if !has(Kind::Addresses) || !has(Kind::Streets) {
            return Err(Finding::error("R131").at(Place::file(*file)).into());
        }
        leaves.extend(contents.leaves.into_iter().map(|leaf| (leaf, *file)));
    }
    if stand.is_none() {
        let first = leaves.iter().find_map(|(leaf, _)| leaf.read(8_192));
        stand = first.and_then(|start| stand_in(&start));
    }
    let bytes = leaves.iter().map(|(leaf, _)| leaf.size).sum();
    progress.begin("extract", bytes);
    let day = date.map(day_of).or(stand);
    let mut importer = Importer {
        day,
        progress,
        shapes,
        out: Extracted::default(),
    };
    importer.out.draft.date = day.and_then(date_of);
    if let (Some(stand), Some(day)) = (stand, day)
        && stand != day
        && let (Some(stand_date), Some(date)) = (date_of(stand), date_of(day))
    {
        let file = sources.first().map_or("", |(_, file)| *file);
        let finding = if day > stand {
            Finding::info("R140")
        } else {
            Finding::info("R141")
        };
        importer.out.findings.push(
            finding
                .at(Place::file(file))
                .with("stand", stand_date)
                .with("date", date),
        );
    }
    importer.run(&leaves)?;
    Ok(importer.out)
}

/// The state that the head of a file tells.
fn stand_in(start: &[u8]) -> Option<Day> {
    let at = memchr::memmem::find(start, b"StandTechnischeDatum>")?;
    super::life::day(start.get(at + b"StandTechnischeDatum>".len()..)?)
}

impl Importer<'_> {
    fn run(&mut self, leaves: &[(Leaf, &str)]) -> Result<(), RegisterError> {
        let of = |kinds: &[Kind]| -> Vec<&(Leaf, &str)> {
            leaves
                .iter()
                .filter(|(leaf, _)| kinds.contains(&leaf.kind))
                .collect()
        };
        let towns = self.towns(&of(&[Kind::Towns]), &of(&[Kind::Relations]))?;
        let streets = self.streets(&of(&[Kind::Streets]), &towns)?;
        let addresses = self.addresses(&of(&[Kind::Addresses]), &streets, &towns)?;
        let units = of(&[Kind::Units, Kind::Moorings, Kind::Pitches]);
        self.units(&units, &addresses)?;
        drop(addresses);
        self.buildings(&of(&[Kind::Buildings]))
    }

    /// Reads files side by side. `read` makes something of each object that is whole; `merge`
    /// takes what one file gave. What holds on no day is only counted.
    fn each<T: Send>(
        &self,
        leaves: &[&(Leaf, &str)],
        make: impl Fn(&Object<'_>, Day, &mut Vec<T>) -> Result<(), Broken> + Sync,
        merge: impl Fn(Vec<T>) + Sync,
    ) -> Result<Ids, RegisterError> {
        let ids = Mutex::new(Ids::default());
        let day = self.day.unwrap_or(99_999_999);
        let result = leaves.par_iter().try_for_each(|(leaf, file)| {
            if self.progress.stopped() {
                return Err(RegisterError::stopped());
            }
            let place = || Place::sheet(*file, leaf.name.as_str());
            let xml = leaf
                .read(u64::MAX)
                .ok_or_else(|| Finding::error("R130").at(place()))?;
            let (mut kept, mut seen, mut occurrences) = (Vec::new(), Vec::new(), 0_u64);
            parse::objects(&xml, |object| {
                occurrences += 1;
                if seen.last() != Some(&object.id) {
                    seen.push(object.id);
                }
                make(object, day, &mut kept)
            })
            .map_err(|broken| match broken {
                Broken::Xml { after } => Finding::error("R132").at(place()).with("after", after),
                Broken::Id { text } => Finding::error("R133").at(place()).with("id", text),
                Broken::Status { text, id } => Finding::error("R134")
                    .at(place())
                    .with("status", clean(&text))
                    .with("id", id),
            })?;
            merge(kept);
            if let Ok(mut all) = ids.lock() {
                all.seen.append(&mut seen);
                all.occurrences += occurrences;
            }
            self.progress
                .advance(u64::try_from(xml.len()).unwrap_or(0), occurrences);
            Ok(())
        });
        result?;
        let mut ids = ids.into_inner().unwrap_or_default();
        ids.seen.par_sort_unstable();
        ids.seen.dedup();
        Ok(ids)
    }

    fn count(&mut self, ids: &Ids) -> u64 {
        self.out.counts.occurrences += ids.occurrences;
        u64::try_from(ids.seen.len()).unwrap_or(u64::MAX)
    }

    fn doubles(&mut self, (count, first): (u64, Option<u64>)) {
        if let Some(first) = first {
            self.out.findings.push(
                Finding::warning("R135")
                    .with("count", count)
                    .with("id", format!("{first:016}")),
            );
        }
    }

    fn towns(
        &mut self,
        leaves: &[&(Leaf, &str)],
        relations: &[&(Leaf, &str)],
    ) -> Result<BTreeMap<u16, u32>, RegisterError> {
        type Nearest = (u8, u32, u32);
        let names: Mutex<BTreeMap<u16, (Nearest, String)>> = Mutex::default();
        let ids = self.each(
            leaves,
            |object, day, made| {
                made.push((
                    u16::try_from(object.id).unwrap_or(0),
                    object.life.nearest(day),
                    object.name.clone(),
                ));
                Ok(())
            },
            |made| keep_nearest(&names, made),
        )?;
        self.out.counts.towns = self.count(&ids);
        let lies_in: Mutex<BTreeMap<u16, (Nearest, u16)>> = Mutex::default();
        self.each(
            relations,
            |object, day, made| {
                let mut life = object.life;
                life.closed = object.status != b"definitief";
                let nearest = life.nearest(day);
                made.push((object.town, nearest, object.municipality));
                Ok(())
            },
            |made| keep_nearest(&lies_in, made),
        )?;
        let (names, lies_in) = (
            names.into_inner().unwrap_or_default(),
            lies_in.into_inner().unwrap_or_default(),
        );
        let mut positions = BTreeMap::new();
        for (code, (_, name)) in names {
            positions.insert(code, position(self.out.draft.towns.len()));
            self.out.draft.towns.push(Town {
                name: clean(&name).into(),
                code: Some(code),
                municipality: lies_in.get(&code).map(|(_, municipality)| *municipality),
            });
        }
        Ok(positions)
    }

    /// Streets by id; two of one name in one town are one street.
    fn streets(
        &mut self,
        leaves: &[&(Leaf, &str)],
        towns: &BTreeMap<u16, u32>,
    ) -> Result<HashMap<u64, u32>, RegisterError> {
        type Nearest = (u8, u32, u32);
        type Names = (String, String, u16);
        let found: Mutex<BTreeMap<u64, (Nearest, Names)>> = Mutex::default();
        let ids = self.each(
            leaves,
            |object, day, made| {
                let facts = (object.name.clone(), object.short.clone(), object.town);
                made.push((object.id, object.life.nearest(day), facts));
                Ok(())
            },
            |made| keep_nearest(&found, made),
        )?;
        self.out.counts.streets = self.count(&ids);
        let mut by_name: HashMap<(u32, String), u32> = HashMap::new();
        let mut positions = HashMap::new();
        let mut unknown_towns = BTreeMap::new();
        for (id, (_, (name, short, town))) in found.into_inner().unwrap_or_default() {
            let draft = &mut self.out.draft;
            let town = towns.get(&town).copied().unwrap_or_else(|| {
                *unknown_towns.entry(town).or_insert_with(|| {
                    draft.towns.push(Town {
                        name: CompactString::default(),
                        code: Some(town),
                        municipality: None,
                    });
                    position(draft.towns.len() - 1)
                })
            });
            let streets = &mut draft.streets;
            let at = *by_name.entry((town, fold(&name))).or_insert_with(|| {
                let short = clean(&short);
                streets.push(Street {
                    name: clean(&name).into(),
                    short_name: (!short.is_empty()).then(|| short.into()),
                    town: TownIx(town),
                });
                position(streets.len() - 1)
            });
            positions.insert(id, at);
        }
        for (code, _) in unknown_towns {
            self.out
                .findings
                .push(Finding::warning("R136").with("code", u32::from(code)));
        }
        Ok(positions)
    }

    /// The issued addresses, by id: id → position in the draft.
    fn addresses(
        &mut self,
        leaves: &[&(Leaf, &str)],
        streets: &HashMap<u64, u32>,
        towns: &BTreeMap<u16, u32>,
    ) -> Result<Vec<u64>, RegisterError> {
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
        self.out.counts.addresses = self.count(&ids);
        let mut all = all.into_inner().unwrap_or_default();
        let doubles = settle(&mut all);
        self.doubles(doubles);
        all.retain(|a| a.value.1);
        let issued = all.len();
        all.retain(|a| a.value.0.street() != NONE && a.value.0.town() != NONE);
        let homeless = issued - all.len();
        if homeless > 0 {
            self.out
                .findings
                .push(Finding::warning("R139").with("count", homeless));
        }
        let keys = all.iter().map(|a| a.id).collect();
        self.out.draft.addresses = all
            .iter()
            .map(|a| DraftAddress {
                key: Key(a.id),
                packed: a.value.0,
            })
            .collect();
        Ok(keys)
    }

    fn units(&mut self, leaves: &[&(Leaf, &str)], addresses: &[u64]) -> Result<(), RegisterError> {
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
                            address: AddressIx(NONE),
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
                    let value = UnitFacts {
                        main: object.main,
                        building,
                        packed,
                        in_use,
                    };
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
            *slot = self.count(&ids);
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
            self.out.findings.push(
                Finding::warning("R137")
                    .with("id", format!("{id:016}"))
                    .with("x", x.to_string())
                    .with("y", y.to_string()),
            );
        }
        let mut more = more.into_inner().unwrap_or_default();
        more.sort_unstable();
        self.link(&all, &more, addresses);
        Ok(())
    }

    /// Puts the units at their addresses and in their buildings; a unit in use goes before one
    /// that is not, where two name the same address.
    fn link(&mut self, all: &[Ranked<UnitFacts>], more: &[(u64, u32, Link)], addresses: &[u64]) {
        let draft = &mut self.out.draft;
        let mut in_use_at = vec![false; addresses.len()];
        let mut building_ids: Vec<(u32, u64)> = Vec::new();
        let mut place = |draft: &mut Draft, id: u64, unit: u32, secondary: bool, in_use: bool| {
            let Ok(at) = addresses.binary_search(&id) else {
                return;
            };
            let (Some(address), Some(taken)) = (draft.addresses.get_mut(at), in_use_at.get_mut(at))
            else {
                return;
            };
            let mut facts = address.packed.unpack();
            if facts.unit.is_none() || (in_use && !*taken) {
                facts.unit = Some(UnitIx(unit));
                facts.secondary = secondary;
                address.packed = PackedAddress::pack(&facts);
                *taken = in_use;
            }
        };
        for (unit, at) in all.iter().zip(0..) {
            draft.units.push(DraftUnit {
                key: Key(unit.id),
                packed: unit.value.packed,
            });
            place(draft, unit.value.main, at, false, unit.value.in_use);
            if unit.value.building > 0 {
                building_ids.push((at, unit.value.building));
            }
            let from = more.partition_point(|(id, ..)| *id < unit.id);
            for (_, rank, link) in more.iter().skip(from).take_while(|(id, ..)| *id == unit.id) {
                match link {
                    _ if *rank != unit.rank => {}
                    Link::Address(id) => place(draft, *id, at, true, unit.value.in_use),
                    Link::Building(id) => building_ids.push((at, *id)),
                }
            }
        }
        let mut ids: Vec<u64> = building_ids.iter().map(|(_, id)| *id).collect();
        ids.par_sort_unstable();
        ids.dedup();
        draft.unit_buildings = building_ids
            .into_iter()
            .filter_map(|(unit, id)| Some((unit, position(ids.binary_search(&id).ok()?))))
            .collect();
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

    fn buildings(&mut self, leaves: &[&(Leaf, &str)]) -> Result<(), RegisterError> {
        type Facts = (u16, [f64; 2]);
        let all: Mutex<Vec<Ranked<Facts>>> = Mutex::default();
        let shapes = self.shapes;
        let ids = self.each(
            leaves,
            |object, day, made| {
                if !object.life.holds_on(day) {
                    return Ok(());
                }
                let point = object
                    .point()
                    .ok()
                    .flatten()
                    .unwrap_or(Point { x: 0.0, y: 0.0 });
                let shape = shapes.is_some().then(|| Shape {
                    id: object.id,
                    rank: object.life.rank(),
                    year: object.year,
                    standing: is_standing(&object.status),
                    status: String::from_utf8_lossy(&object.status).as_ref().into(),
                    rings: object
                        .rings
                        .iter()
                        .map(|ring| parse::ring_of(ring, object.dimension))
                        .collect(),
                });
                let value = (object.year, [point.x, point.y]);
                made.push((
                    Ranked {
                        id: object.id,
                        rank: object.life.rank(),
                        value,
                    },
                    shape,
                ));
                Ok(())
            },
            |made| {
                let (facts, made): (Vec<_>, Vec<_>) = made.into_iter().unzip();
                if let Some(take) = shapes {
                    take(made.into_iter().flatten().collect());
                }
                if let Ok(mut all) = all.lock() {
                    all.extend(facts);
                }
            },
        )?;
        self.out.counts.buildings = self.count(&ids);
        let mut all = all.into_inner().unwrap_or_default();
        let doubles = settle(&mut all);
        self.doubles(doubles);
        let mut unknown = 0_u64;
        for building in &mut self.out.draft.buildings {
            if building.key == Key::MADE {
                continue;
            }
            let Ok(at) = all.binary_search_by_key(&building.key.0, |b| b.id) else {
                unknown += 1;
                continue;
            };
            if let Some(Ranked {
                value: (year, [x, y]),
                ..
            }) = all.get(at)
            {
                let point = (*x != 0.0).then_some(Point { x: *x, y: *y });
                let year = (*year > 0).then_some(*year);
                building.packed = PackedBuilding::pack(&Building { year, point });
            }
        }
        if unknown > 0 && !leaves.is_empty() {
            self.out
                .findings
                .push(Finding::info("R138").with("count", unknown));
        }
        Ok(())
    }
}

/// What else a unit names beside its hoofdadres and its first building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    Address(u64),
    Building(u64),
}

/// Whether a pand stands (domain page, section 2).
fn is_standing(status: &[u8]) -> bool {
    !matches!(
        status,
        b"Bouwvergunning verleend"
            | b"Niet gerealiseerd pand"
            | b"Pand gesloopt"
            | b"Pand ten onrechte opgevoerd"
    )
}

fn keep_nearest<K: Ord, N: Ord, V>(all: &Mutex<BTreeMap<K, (N, V)>>, made: Vec<(K, N, V)>) {
    let Ok(mut all) = all.lock() else { return };
    for (key, nearest, value) in made {
        match all.entry(key) {
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert((nearest, value));
            }
            std::collections::btree_map::Entry::Occupied(mut slot) => {
                if slot.get().0 < nearest {
                    slot.insert((nearest, value));
                }
            }
        }
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
