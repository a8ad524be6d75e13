//! The levels of the neighbourhood, from one home to the country.

use serde::{Deserialize, Serialize};

/// A level at which homes are counted. The words are literal in every output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaLevel {
    /// One home.
    Unit,
    /// A stretch of gallery or a staircase; the PC6 unless the user's table says otherwise.
    Entrance,
    /// A pand.
    Building,
    /// A flat as people name it: a set of buildings.
    Flat,
    /// A complex of a corporation.
    Complex,
    /// A user-drawn set of buildings, for a pilot; may overlap others.
    MiniBuurt,
    /// CBS buurt.
    Buurt,
    /// CBS wijk.
    Wijk,
    /// Amsterdam's stadsdeel.
    Stadsdeel,
    /// Municipality.
    Gemeente,
    /// Province.
    Provincie,
    /// The country.
    Land,
    /// A cut: all homes of one landlord.
    Landlord,
    /// A cut: all homes under one umbrella.
    Umbrella,
    /// The campaign's scope: always one line.
    Scope,
}

impl AreaLevel {
    /// All levels, from small to large, then the cuts.
    pub const ALL: [Self; 15] = [
        Self::Unit,
        Self::Entrance,
        Self::Building,
        Self::Flat,
        Self::Complex,
        Self::MiniBuurt,
        Self::Buurt,
        Self::Wijk,
        Self::Stadsdeel,
        Self::Gemeente,
        Self::Provincie,
        Self::Land,
        Self::Landlord,
        Self::Umbrella,
        Self::Scope,
    ];

    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Entrance => "entrance",
            Self::Building => "building",
            Self::Flat => "flat",
            Self::Complex => "complex",
            Self::MiniBuurt => "mini_buurt",
            Self::Buurt => "buurt",
            Self::Wijk => "wijk",
            Self::Stadsdeel => "stadsdeel",
            Self::Gemeente => "gemeente",
            Self::Provincie => "provincie",
            Self::Land => "land",
            Self::Landlord => "landlord",
            Self::Umbrella => "umbrella",
            Self::Scope => "scope",
        }
    }

    /// Reads the literal word or what people write in an area table, in Dutch or English.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = super::text::fold(text);
        let word = folded.replace([' ', '-', '_'], "");
        Some(match word.as_str() {
            "unit" | "woning" => Self::Unit,
            "entrance" | "ingang" | "portiek" | "entree" => Self::Entrance,
            "building" | "gebouw" | "pand" => Self::Building,
            "flat" => Self::Flat,
            "complex" => Self::Complex,
            "minibuurt" | "minineighbourhood" => Self::MiniBuurt,
            "buurt" | "neighbourhood" => Self::Buurt,
            "wijk" | "district" => Self::Wijk,
            "stadsdeel" | "borough" => Self::Stadsdeel,
            "gemeente" | "municipality" => Self::Gemeente,
            "provincie" | "province" => Self::Provincie,
            "land" | "country" => Self::Land,
            "landlord" | "verhuurder" => Self::Landlord,
            "umbrella" | "koepel" => Self::Umbrella,
            "scope" | "bereik" | "werkgebied" => Self::Scope,
            _ => return None,
        })
    }
}
