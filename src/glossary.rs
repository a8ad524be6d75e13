//! Dutch ↔ English: what the neighbourhood calls it, and what the code calls it.
//!
//! The words link to the types, so that a renamed type breaks the build of these pages. The same
//! table without links stands in `docs/glossary.md`; a test compares the two.
//!
//! | Dutch | in the code | what it is |
//! |---|---|---|
//! | nummeraanduiding | [`Address`] | an address that the municipality gave out |
//! | verblijfsobject, ligplaats, standplaats | [`Unit`] | a home, shop, mooring or pitch |
//! | pand | [`Building`] | a building as it stands |
//! | openbare ruimte | [`Street`] | a street, square or path with a name |
//! | woonplaats | [`Town`] | a town or village |
//! | postcode | [`Postcode`] | four digits and two letters |
//! | huisletter | [`HouseLetter`] | the letter after a house number |
//! | huisnummertoevoeging | [`Addition`] | what comes after the letter: a floor, a door |
//! | register (BAG) | [`Register`] | all addresses and buildings, valid on a date |
//! | lijst | [`ListKind`] | a list that somebody keeps |
//! | verhuurde woning | [`Holding`] | a home on a corporation's list |
//! | soort bewoning | [`Tenure`] | rented from a corporation or privately, or lived in by its owner |
//! | bewonersorganisatie | [`OrganisationKind`] | bewonerscommissie, VvE, bewonersgroep, huurdersvereniging |
//! | vertegenwoordigt | [`Represents`] | for whom an organisation speaks |
//! | dekt | [`Claim`] | which homes an organisation says to cover |
//! | bewijs, levensteken | [`EvidenceRecord`] | something that happened, on a date, with a source |
//! | been (wonen, buurt) | [`Leg`] | one of the two things that an organisation should do |
//! | status | [`Status`] | how alive an organisation is, and so how organised a home |
//! | op papier | [`Status::OnPaper`] | registered or claimed, and no sign of life |
//! | in oprichting | [`Status::Forming`] | founders known, first meeting planned or held |
//! | organisatiegraad | [`Share`] | homes with an active organisation out of all homes |
//! | bereik | [`Counts::reach`] | homes with a working channel |
//! | gebied, niveau | [`AreaLevel`] | from one home to the country |
//! | mini-buurt | [`AreaLevel::MiniBuurt`] | a set of buildings that the group drew itself |
//! | ronde | [`Plan`] | who is approached, who is not, and why |
//! | stuk | [`Piece`] | one letter or e-mail |
//! | kanaal | [`Channel`] | letter or e-mail |
//! | grondslag | [`Basis`] | on what ground an e-mail address may be used |
//! | afmelding | [`OptOutRecord`] | somebody who wants nothing more |
//! | code | [`Code`] | the personal code on a piece |
//! | ingebracht, gehoord, gescoord, afgewezen | [`IssueState`] | how far an issue has come |
//! | besluit | [`Decisions`] | what a person answered to a question of the program |
//! | bevinding | [`Finding`] | something in the data that a person should know |
//!
//! [`Address`]: register::Address
//! [`Unit`]: register::Unit
//! [`Building`]: register::Building
//! [`Street`]: register::Street
//! [`Town`]: register::Town
//! [`Postcode`]: domain::Postcode
//! [`HouseLetter`]: domain::HouseLetter
//! [`Addition`]: domain::Addition
//! [`Register`]: register::Register
//! [`ListKind`]: domain::campaign::ListKind
//! [`Holding`]: lists::intake::Holding
//! [`Tenure`]: domain::Tenure
//! [`OrganisationKind`]: domain::OrganisationKind
//! [`Represents`]: domain::Represents
//! [`Claim`]: lists::intake::Claim
//! [`EvidenceRecord`]: lists::intake::EvidenceRecord
//! [`Leg`]: domain::Leg
//! [`Status`]: domain::Status
//! [`Status::OnPaper`]: domain::Status::OnPaper
//! [`Status::Forming`]: domain::Status::Forming
//! [`Share`]: domain::Share
//! [`Counts::reach`]: campaign::coverage::Counts::reach
//! [`AreaLevel`]: domain::AreaLevel
//! [`AreaLevel::MiniBuurt`]: domain::AreaLevel::MiniBuurt
//! [`Plan`]: campaign::outreach::Plan
//! [`Piece`]: campaign::outreach::Piece
//! [`Channel`]: domain::Channel
//! [`Basis`]: lists::intake::Basis
//! [`OptOutRecord`]: lists::intake::OptOutRecord
//! [`Code`]: domain::Code
//! [`IssueState`]: lists::intake::IssueState
//! [`Decisions`]: domain::Decisions
//! [`Finding`]: domain::Finding

#![deny(rustdoc::broken_intra_doc_links)]
