//! Identifiers of objects in the BAG, and of objects that have none.

use std::fmt;

use compact_str::CompactString;

/// The kind of object that a 16-digit BAG id names: its digits 5 and 6.
///
/// Source: *Catalogus BAG 2018*, paragraph on identification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BagKind {
    /// Verblijfsobject, kind 01.
    #[doc(alias = "verblijfsobject")]
    Unit,
    /// Ligplaats, kind 02: a place for a houseboat.
    #[doc(alias = "ligplaats")]
    Mooring,
    /// Standplaats, kind 03: a place for a caravan.
    #[doc(alias = "standplaats")]
    Pitch,
    /// Pand, kind 10.
    #[doc(alias = "pand")]
    Building,
    /// Nummeraanduiding, kind 20.
    #[doc(alias = "nummeraanduiding")]
    Address,
    /// Openbare ruimte, kind 30.
    #[doc(alias = "openbare ruimte")]
    Street,
}

/// A BAG id: 16 digits, 4 for the municipality, 2 for the kind, 10 for the object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BagId(u64);

impl BagId {
    /// Reads exactly 16 digits of a known kind; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 16 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let id = Self(text.parse().ok()?);
        id.kind().map(|_| id)
    }

    /// The same from a number, as indexes store it.
    pub fn from_number(number: u64) -> Option<Self> {
        if number > 9_999_999_999_999_999 {
            return None;
        }
        let id = Self(number);
        id.kind().map(|_| id)
    }

    /// The id as a number; leading zeros are implied.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The kind of object that the id names.
    pub fn kind(self) -> Option<BagKind> {
        match self.0 / 10_000_000_000 % 100 {
            1 => Some(BagKind::Unit),
            2 => Some(BagKind::Mooring),
            3 => Some(BagKind::Pitch),
            10 => Some(BagKind::Building),
            20 => Some(BagKind::Address),
            30 => Some(BagKind::Street),
            _ => None,
        }
    }

    /// The code of the municipality that issued the id, as in `0363`.
    pub fn municipality(self) -> u16 {
        u16::try_from(self.0 / 1_000_000_000_000).unwrap_or(u16::MAX)
    }
}

impl fmt::Display for BagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016}", self.0)
    }
}

impl fmt::Debug for BagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The id of an address, unit or building: from the BAG, as a list gave it, or made by us.
///
/// Made ids look like `adr:1104KC-12-A-2`, `unit:…`, `building:…`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ObjectId {
    /// A real BAG id.
    Bag(BagId),
    /// Any other text, kept as it came.
    Other(CompactString),
}

impl ObjectId {
    /// Keeps a given id: as a BAG id when it is one, else literally.
    pub fn given(text: &str) -> Self {
        match BagId::parse(text) {
            Some(id) => Self::Bag(id),
            None => Self::Other(CompactString::from(text)),
        }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bag(id) => fmt::Display::fmt(id, f),
            Self::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bag_id_keeps_its_leading_zeros_and_kind() {
        let id = BagId::parse("0457010000011111").unwrap();
        assert_eq!(id.to_string(), "0457010000011111");
        assert_eq!(id.kind(), Some(BagKind::Unit));
        assert_eq!(id.municipality(), 457);
    }

    #[test]
    fn what_is_no_bag_id_is_kept_literally() {
        for text in [
            "457010000011111",
            "0457990000011111",
            "045701000001111x",
            "",
        ] {
            assert_eq!(BagId::parse(text), None, "{text}");
            assert_eq!(ObjectId::given(text).to_string(), text);
        }
    }
}
