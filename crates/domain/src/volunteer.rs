//! Who walks along the doors: a line of `inputs/volunteers.csv`.

/// A volunteer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volunteer {
    /// The name, as it stands on the walk list.
    pub name: String,
    /// On which days, in the words of the list; for people only.
    pub days: String,
    /// Names or codes of areas, buildings or entrances, or streets; everywhere when there are none.
    pub areas: Vec<String>,
    /// At most so many doors.
    pub most: Option<u32>,
}
