//! Values that cannot be wrong, and the words that all rooms share.
//!
//! Flows in: nothing. Flows out: types. Does not belong here: reading, writing, clocks, any
//! other room of the house. A type lives here when more than one room has to name it and no
//! single stage produces it.

pub mod address;
pub mod area;
pub mod campaign;
pub mod code;
pub mod day;
pub mod decision;
pub mod edit;
pub mod email;
pub mod evidence;
pub mod finding;
pub mod ids;
pub mod link;
pub mod messages;
pub mod nothing;
pub mod organisation;
pub mod outreach;
pub mod refusal;
pub mod secret;
pub mod share;
pub mod sheet;
pub mod slip;
pub mod status;
pub mod survey;
pub mod table;
pub mod templates;
pub mod tenure;
pub mod text;
pub mod volunteer;
pub mod words;
pub mod workbook;

pub use address::{Addition, AddressText, HouseLetter, PackedAddress, Postcode};
pub use area::AreaLevel;
pub use campaign::Campaign;
pub use code::Code;
pub use decision::{Decision, Decisions, Ruling};
pub use edit::{Edit, Log};
pub use evidence::{EvidenceKind, Leg, Legs};
pub use finding::{Finding, Noted, Place, Severity};
pub use ids::{BagId, BagKind, ObjectId};
pub use messages::Messages;
pub use organisation::{OrganisationKind, Represents};
pub use outreach::{Channel, Language, PieceKind, PieceState};
pub use secret::Secret;
pub use share::Share;
pub use sheet::{Cell, Row, Sheet, SheetOrigin};
pub use slip::{Layout, SlipCode};
pub use status::Status;
pub use survey::Survey;
pub use table::Table;
pub use templates::Templates;
pub use tenure::Tenure;
pub use volunteer::{Volunteer, Volunteers, WalkPages};
