//! The two umbrellas of every home: by area and by landlord, as a matrix.

use std::collections::{BTreeMap, BTreeSet};

use compact_str::CompactString;

use super::{Counts, Coverage};
use domain::text::fold;
use domain::{AreaLevel, OrganisationKind, Represents};
use matching::Linked;

/// Area umbrellas × landlord umbrellas. The last row and the last column, without a name, are for
/// the homes under none; a home under two umbrellas of one sort stands in both.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct UmbrellaMatrix {
    /// The area umbrellas (a platform), by name.
    pub areas: Vec<CompactString>,
    /// The landlord umbrellas (a koepel), by name.
    pub landlords: Vec<CompactString>,
    /// The counts, row by row.
    pub cells: Vec<Vec<Counts>>,
}

impl UmbrellaMatrix {
    /// Every two umbrellas that share homes: of the area, of the landlord, and the counts. Nothing
    /// when there is no umbrella at all.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str, Counts)> {
        let any = self.areas.len() + self.landlords.len() > 2;
        let rows = self.areas.iter().zip(&self.cells);
        rows.flat_map(|(area, cells)| {
            let columns = self.landlords.iter().zip(cells);
            columns.map(move |(landlord, counts)| (area.as_str(), landlord.as_str(), *counts))
        })
        .filter(move |(.., counts)| any && counts.dwellings > 0)
    }
}

/// Makes the matrix. An umbrella is a landlord's when a list says that it speaks for the tenants of
/// a landlord, or its name says `huurder` or names a landlord; the others are umbrellas of an area.
pub fn umbrella_matrix(coverage: &Coverage, linked: &Linked) -> UmbrellaMatrix {
    let tenants: BTreeSet<String> = linked
        .organisations
        .iter()
        .filter(|org| org.kind == OrganisationKind::Huurdersvereniging)
        .filter(|org| matches!(org.represents, Represents::TenantsOf(Some(_))))
        .map(|org| fold(&org.name))
        .collect();
    let landlords: Vec<String> = coverage.landlords.iter().map(|name| fold(name)).collect();
    let of_landlord = |name: &str| {
        let name = fold(name);
        tenants.contains(&name)
            || name.contains("huurder")
            || name.contains("tenant")
            || landlords
                .iter()
                .any(|landlord| !landlord.is_empty() && name.contains(landlord.as_str()))
    };
    let (mut rows, mut columns) = (BTreeMap::new(), BTreeMap::new());
    for (at, area) in coverage.wide() {
        if area.key.level == AreaLevel::Umbrella && !area.key.name.is_empty() {
            if of_landlord(&area.key.name) {
                columns.insert(at, columns.len());
            } else {
                rows.insert(at, rows.len());
            }
        }
    }
    let name = |at: &u32| {
        let mut wide = coverage.wide();
        wide.find(|(place, _)| place == at)
            .map(|(_, area)| area.key.name.clone())
    };
    let named = |all: &BTreeMap<u32, usize>| -> Vec<CompactString> {
        all.keys()
            .filter_map(name)
            .chain([CompactString::default()])
            .collect()
    };
    let mut cells = vec![vec![Counts::default(); columns.len() + 1]; rows.len() + 1];
    for home in &coverage.homes {
        let of = |all: &BTreeMap<u32, usize>| -> Vec<usize> {
            let found: Vec<usize> = home
                .wider
                .iter()
                .filter_map(|at| all.get(at).copied())
                .collect();
            if found.is_empty() {
                vec![all.len()]
            } else {
                found
            }
        };
        let across = of(&columns);
        for row in of(&rows) {
            for column in &across {
                if let Some(cell) = cells.get_mut(row).and_then(|row| row.get_mut(*column)) {
                    cell.add(home.status, home.legs, home.reached);
                }
            }
        }
    }
    UmbrellaMatrix {
        areas: named(&rows),
        landlords: named(&columns),
        cells,
    }
}
