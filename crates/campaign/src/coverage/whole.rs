//! Whether the campaign is about an official area as a whole: a figure of a part of a town is never
//! called that town's.

use std::collections::{HashMap, HashSet};

use super::{AreaCount, Coverage};
use domain::text::fold;
use domain::{AreaLevel, Campaign};
use register::{AreaIx, Register};

/// The official areas of which only a part is in scope, by level, code and name.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    parts: HashSet<(AreaLevel, String, String)>,
    /// Every one of these levels is only a part, whatever its name.
    levels: HashSet<AreaLevel>,
    named: HashSet<String>,
}

impl Parts {
    /// Looks at the scope and at what the register has beyond it. A register can hold a whole town, and
    /// nobody can see from it that it holds a whole province: that has to be in the scope by name.
    pub fn of(coverage: &Coverage, register: &Register, campaign: &Campaign) -> Self {
        let named = campaign.scope.areas.iter().map(|name| fold(name)).collect();
        let mut parts = Self {
            levels: [AreaLevel::Provincie, AreaLevel::Land].into(),
            named,
            ..Self::default()
        };
        let is_all = campaign.scope.areas.is_empty() && campaign.scope.postcodes.is_empty();
        if is_all {
            return parts;
        }
        let inside: HashSet<_> = coverage.homes.iter().map(|home| home.unit).collect();
        let mut outside: HashMap<AreaIx, u64> = HashMap::new();
        for unit in register.units() {
            if !inside.contains(&unit) && register.unit(unit).is_dwelling() {
                for area in register.unit_areas(unit) {
                    *outside.entry(*area).or_default() += 1;
                }
            }
        }
        for ix in outside.into_keys() {
            let area = register.area(ix);
            let key = (area.level, area.code.to_string(), area.name.to_string());
            parts.parts.insert(key);
        }
        parts
    }

    /// Whether only a part of an area is in scope.
    pub fn holds(&self, area: &AreaCount) -> bool {
        let key = &area.key;
        if self.named.contains(&fold(&key.name)) || self.named.contains(&fold(&key.code)) {
            return false;
        }
        let whole = (key.level, key.code.to_string(), key.name.to_string());
        self.levels.contains(&key.level) || self.parts.contains(&whole)
    }
}
