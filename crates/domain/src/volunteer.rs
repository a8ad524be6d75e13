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

/// The list of volunteers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volunteers {
    /// Its file below `inputs/`.
    pub file: String,
    /// In the order of the list.
    pub all: Vec<Volunteer>,
}

/// What the pages of a volunteer say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkPages {
    /// Who walks.
    pub name: String,
    /// How many doors, and when.
    pub about: String,
    /// Each entrance with its doors: the number, and what was before.
    pub entrances: Vec<(String, Vec<[String; 2]>)>,
}
