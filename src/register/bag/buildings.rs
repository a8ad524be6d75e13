//! Panden of an extract: the year and the place of those with units, the shapes of all that stand.

use std::sync::Mutex;

use rayon::slice::ParallelSliceMut as _;

use super::archive::Leaf;
use super::extract::{Importer, Shape};
use super::parse;
use crate::domain::Finding;
use crate::register::error::RegisterError;
use crate::register::key::Key;
use crate::register::model::{Building, Point};
use crate::register::packed::PackedBuilding;

/// What a voorkomen says of a building that has units: which, its rank, and the facts.
type Said = (u32, u32, PackedBuilding);

impl Importer<'_> {
    pub(super) fn buildings(&mut self, leaves: &[&(Leaf, &str)]) -> Result<(), RegisterError> {
        let with_units: Vec<u64> = self
            .out
            .draft
            .buildings
            .iter()
            .map(|b| b.key.0)
            .take_while(|key| *key != Key::MADE.0)
            .collect();
        let all: Mutex<Vec<Said>> = Mutex::default();
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
                if let Ok(mut all) = all.lock() {
                    all.extend(facts.into_iter().flatten());
                }
            },
        )?;
        self.out.counts.buildings = self.count(&ids);
        let mut all = all.into_inner().unwrap_or_default();
        all.par_sort_unstable_by_key(|(at, rank, _)| (*at, std::cmp::Reverse(*rank)));
        let (said, mut first) = (all.len(), None);
        all.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same && first.is_none() {
                first = with_units.get(kept.0 as usize).copied();
            }
            same
        });
        self.doubles((u64::try_from(said - all.len()).unwrap_or(u64::MAX), first));
        for (at, _, facts) in &all {
            if let Some(building) = self.out.draft.buildings.get_mut(*at as usize) {
                building.packed = *facts;
            }
        }
        let unknown = with_units.len() - all.len();
        if unknown > 0 && !leaves.is_empty() {
            let finding = Finding::info("R138").at(self.place());
            self.out.findings.push(finding.with("count", unknown));
        }
        Ok(())
    }
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
