//! Panden of an extract: the year and the place of those with units, the shapes of all that stand.

use std::sync::{Mutex, PoisonError};

use super::archive::Leaf;
use super::extract::{Importer, Shape};
use super::parse;
use crate::build::SourceAccount;
use crate::draft::DraftBuilding;
use crate::error::RegisterError;
use crate::key::Key;
use crate::model::{Building, Point};
use crate::packed::PackedBuilding;
use domain::Finding;

/// What a voorkomen says of a building that has units: which, its rank, and the facts.
type Said = (u32, u32, PackedBuilding);

/// The buildings of a draft while files tell about them.
struct Told {
    buildings: Vec<DraftBuilding>,
    /// One more than the rank of what each was told; 0 = nothing yet.
    ranks: Vec<u32>,
    /// How many voorkomens hold beside another one of the same building, and the first building.
    doubles: (u64, Option<u64>),
}

impl Told {
    /// Keeps what counts most; what counts the same is told apart by itself, so that it does not
    /// matter which file came first.
    fn take(&mut self, (at, rank, facts): Said) {
        let building = self.buildings.get_mut(at as usize);
        let Some((building, known)) = building.zip(self.ranks.get_mut(at as usize)) else {
            return;
        };
        let rank = rank.saturating_add(1);
        if *known > 0 {
            let (count, first) = &mut self.doubles;
            *count += 1;
            *first = Some(first.map_or(building.key.0, |id| id.min(building.key.0)));
        }
        if (rank, facts) > (*known, building.packed) {
            (*known, building.packed) = (rank, facts);
        }
    }
}

impl Importer<'_> {
    pub(super) fn buildings(&mut self, leaves: &[&(Leaf, &str)]) -> Result<(), RegisterError> {
        let buildings = std::mem::take(&mut self.out.draft.buildings);
        let mut with_units: Vec<u64> = buildings.iter().map(|b| b.key.0).collect();
        with_units.truncate(with_units.partition_point(|key| *key != Key::MADE.0));
        let told = Mutex::new(Told {
            ranks: vec![0; buildings.len()],
            buildings,
            doubles: (0, None),
        });
        let shapes = self.shapes;
        let ids = self.each(
            leaves,
            |object, day, made| {
                if !object.life.holds_on(day) {
                    return Ok(());
                }
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
                let said = with_units.binary_search(&object.id).ok().map(|at| {
                    let (x, y) = match &shape {
                        Some(shape) => parse::middle_of(shape.rings.first()),
                        None => object.point().ok().flatten(),
                    }
                    .map_or((0.0, 0.0), |point| (point.x, point.y));
                    let year = (object.year > 0).then_some(object.year);
                    let point = (x != 0.0).then_some(Point { x, y });
                    let facts = PackedBuilding::pack(&Building { year, point });
                    (super::extract::position(at), object.life.rank(), facts)
                });
                made.push((said, shape));
                Ok(())
            },
            |made| {
                let (facts, made): (Vec<_>, Vec<_>) = made.into_iter().unzip();
                if let Some(take) = shapes {
                    take(made.into_iter().flatten().collect());
                }
                if let Ok(mut told) = told.lock() {
                    for said in facts.into_iter().flatten() {
                        told.take(said);
                    }
                }
            },
        )?;
        self.out.counts.buildings = self.count(ids);
        let told = told.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.doubles(told.doubles);
        let known = told.ranks.iter().filter(|rank| **rank > 0).count() as u64;
        self.out.draft.buildings = told.buildings;
        let all = self.out.counts.buildings;
        self.out.accounts.push(SourceAccount::of_objects(
            &self.files,
            "buildings",
            all,
            known,
            &[("no-home", all.saturating_sub(known))],
        ));
        let unknown = (with_units.len() as u64).saturating_sub(known);
        if unknown > 0 && !leaves.is_empty() {
            let finding = Finding::info("R138").at(self.place());
            self.out.findings.push(finding.with("count", unknown));
        }
        Ok(())
    }
}

/// Whether a pand stands (domain page, section 2).
pub(crate) fn is_standing(status: &[u8]) -> bool {
    !matches!(
        status,
        b"Bouwvergunning verleend"
            | b"Niet gerealiseerd pand"
            | b"Pand gesloopt"
            | b"Pand ten onrechte opgevoerd"
    )
}
