//! Rows that leave out what they share with the row above: the street stands in the first row of
//! each group only.

use compact_str::CompactString;

use domain::AddressText;

/// What the last home of a table had.
#[derive(Debug, Default)]
pub(super) struct Above {
    row: u32,
    street: Option<CompactString>,
    postcode: Option<CompactString>,
    town: Option<CompactString>,
    /// Complex, its name, landlord.
    group: [Option<CompactString>; 3],
}

impl Above {
    /// Completes an address that has a number and nothing else, when the row right above is a home
    /// with a street. A postcode is taken only where no town says in which street of that name.
    pub(super) fn complete(
        &self,
        row: u32,
        address: &mut AddressText,
        group: &mut [Option<CompactString>; 3],
    ) -> Option<CompactString> {
        let bare = address.number.is_some()
            && address.street.is_none()
            && address.whole.is_none()
            && address.postcode.is_none();
        if !bare || self.row + 1 != row {
            return None;
        }
        let street = self.street.clone()?;
        address.street = Some(street.clone());
        if address.town.is_none() {
            address.town.clone_from(&self.town);
        }
        if address.town.is_none() {
            address.postcode.clone_from(&self.postcode);
        }
        for (mine, above) in group.iter_mut().zip(&self.group) {
            if mine.is_none() {
                mine.clone_from(above);
            }
        }
        Some(street)
    }

    /// Remembers a home for the row below it.
    pub(super) fn remember(
        &mut self,
        row: u32,
        address: &AddressText,
        group: &[Option<CompactString>; 3],
    ) {
        let kept = (self.row + 1 == row && address.postcode.is_none())
            .then(|| self.postcode.take())
            .flatten();
        *self = Self {
            row,
            street: address.street.clone(),
            postcode: address.postcode.clone().or(kept),
            town: address.town.clone(),
            group: group.clone(),
        };
    }
}
