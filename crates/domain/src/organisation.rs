//! What residents' organisations there are, and whom they speak for.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::text::fold;

/// The kind of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Tenants of one complex of one landlord (Wohv).
    Bewonerscommissie,
    /// Owners in a split building (Burgerlijk Wetboek 5:124).
    Vve,
    /// Everybody in the building: bewonersgroep, flatvereniging, bewonerskern.
    Bewonersgroep,
    /// Tenants of one landlord: an umbrella; does not by itself make a building organised.
    Huurdersvereniging,
    /// Said to be something else.
    Other,
}

impl OrganisationKind {
    /// The literal word for outputs.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bewonerscommissie => "bewonerscommissie",
            Self::Vve => "vve",
            Self::Bewonersgroep => "bewonersgroep",
            Self::Huurdersvereniging => "huurdersvereniging",
            Self::Other => "anders",
        }
    }

    /// Reads what people write in a list.
    pub fn parse(text: &str) -> Option<Self> {
        let word = fold(text).replace([' ', '-', '\'', '.', '_'], "");
        Some(match word.as_str() {
            "bewonerscommissie" | "bc" | "tenantscommittee" | "huurderscommissie"
            | "bewonerscie" => Self::Bewonerscommissie,
            "vve"
            | "verenigingvaneigenaars"
            | "verenigingvaneigenaren"
            | "ownersassociation"
            | "appartementsvereniging" => Self::Vve,
            "bewonersgroep" | "flatvereniging" | "bewonerskern" | "bewonersvereniging"
            | "residentsgroup" | "portiekgroep" | "buurtgroep" => Self::Bewonersgroep,
            "huurdersvereniging"
            | "koepel"
            | "huurderskoepel"
            | "tenantsunion"
            | "tenantsassociation"
            | "huurdersorganisatie" => Self::Huurdersvereniging,
            "anders" | "overig" | "other" => Self::Other,
            _ => return None,
        })
    }
}

/// Whom an organisation speaks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Represents {
    /// The tenants of one landlord, by name; `None` when the list does not say which.
    TenantsOf(Option<CompactString>),
    /// Owners, the landlord included for the homes that it did not sell.
    Owners,
    /// Everybody in the building.
    Everybody,
}

impl Represents {
    /// Reads `huurders van X`, `huurders`, `eigenaren`, `iedereen` and the English twins.
    pub fn parse(text: &str) -> Option<Self> {
        let trimmed = text.trim();
        let folded = fold(trimmed);
        let says = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        let mixed =
            says(&["huurders", "tenants"]) && says(&["eigenaren", "eigenaars", "kopers", "owners"]);
        if mixed {
            return Some(Self::Everybody);
        }
        for start in [
            "alle huurders van ",
            "de huurders van ",
            "huurders van ",
            "all tenants of ",
            "the tenants of ",
            "tenants of ",
            "bewoners van ",
            "huurders ",
        ] {
            if let Some(rest) = folded.strip_prefix(start) {
                let from = trimmed.chars().count().saturating_sub(rest.chars().count());
                let name: CompactString = trimmed.chars().skip(from).collect();
                return Some(Self::TenantsOf((!name.is_empty()).then_some(name)));
            }
        }
        Some(match folded.as_str() {
            "huurders" | "tenants" | "alle huurders" => Self::TenantsOf(None),
            "eigenaren" | "eigenaars" | "eigenaar" | "alle eigenaren" | "alle eigenaars"
            | "owners" | "all owners" | "kopers" => Self::Owners,
            "iedereen" | "everybody" | "everyone" | "alle bewoners" | "bewoners" | "alle"
            | "allen" | "all residents" | "residents" | "all" => Self::Everybody,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn represents_keeps_the_landlords_name_as_written() {
        assert_eq!(
            Represents::parse("Huurders van Eigen Haard"),
            Some(Represents::TenantsOf(Some("Eigen Haard".into())))
        );
        assert_eq!(
            Represents::parse("alle huurders van Rochdale"),
            Some(Represents::TenantsOf(Some("Rochdale".into())))
        );
        assert_eq!(
            Represents::parse("huurders Rochdale"),
            Some(Represents::TenantsOf(Some("Rochdale".into())))
        );
        assert_eq!(
            Represents::parse("huurders en eigenaren"),
            Some(Represents::Everybody)
        );
        assert_eq!(Represents::parse("eigenaren"), Some(Represents::Owners));
        assert_eq!(Represents::parse("de helft"), None);
    }
}
