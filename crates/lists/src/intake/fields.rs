//! The fields that columns can hold, and which of them each kind of list has.

use domain::campaign::ListKind;

macro_rules! fields {
    ($($name:ident $word:literal $doc:literal)*) => {
        /// What a column holds.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Field {
            $(#[doc = $doc] $name,)*
        }

        impl Field {
            /// All fields, in the order of the heading table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The literal key in `columns` and in the heading table.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

fields! {
    Address "address" "A whole address."
    Street "street" "Street name."
    Number "number" "House number."
    Even "even" "House numbers on the even side."
    Odd "odd" "House numbers on the odd side."
    Letter "letter" "Huisletter."
    NumberTo "number_to" "Last house number of a range that `number` begins."
    Addition "addition" "Huisnummertoevoeging."
    Postcode "postcode" "Postcode."
    PostcodeLetters "postcode_letters" "The two letters of a postcode in a column of their own."
    Town "town" "Woonplaats."
    UnitId "unit_id" "Verblijfsobject id."
    AddressId "address_id" "Nummeraanduiding id."
    BuildingId "building_id" "Pand id."
    Complex "complex" "Number of a complex."
    ComplexName "complex_name" "Name of a complex."
    Landlord "landlord" "Landlord."
    Use "use" "What a unit is used for."
    Id "id" "The list's own id of an organisation."
    Name "name" "Name."
    VveName "vve_name" "Name of a VvE: also says that the list is one of VvE's."
    Kind "kind" "Kind of organisation."
    Covers "covers" "Covers expression."
    Represents "represents" "Whom an organisation speaks for."
    Founded "founded" "Founding date."
    Ended "ended" "End date."
    Umbrella "umbrella" "Umbrellas."
    Kvk "kvk" "KvK number."
    Contact "contact" "Board, manager or contact person."
    ContactNamed "contact_named" "Whether the contact agreed to be named in letters."
    ContactAddress "contact_address" "Postal address of the contact."
    LastAlv "last_alv" "Date of the last members' meeting."
    LastMeeting "last_meeting" "Date of the last meeting or activity with residents."
    LastNewsletter "last_newsletter" "Date of the last newsletter."
    LastContact "last_contact" "Date on which somebody of the organisation was last spoken to."
    Active "active" "Whether the organisation is said to live."
    Formal "formal" "Whether the organisation is registered or recognised."
    Organisation "organisation" "An organisation, by id or name."
    Date "date" "A date."
    What "what" "What happened."
    Leg "leg" "On which legs."
    Source "source" "Who says so."
    Email "email" "E-mail address."
    Basis "basis" "On what ground the e-mail address may be used."
    ConsentDate "consent_date" "When consent was given."
    ConsentSource "consent_source" "Where consent was given."
    Language "language" "Language."
    Role "role" "Role."
    FirstName "first_name" "First name or initials."
    Infix "infix" "Tussenvoegsel."
    LastName "last_name" "Last name."
    Channel "channel" "Channel."
    OptedOut "opted_out" "When somebody opted out."
    Level "level" "Level of an area."
    PartOf "part_of" "The area that an area is part of."
    Code "code" "Code of an area, or a personal code."
    Year "year" "Year of a table."
    Need "need" "Kind of support."
    Owner "owner" "Who takes care of it."
    Partner "partner" "The partner who helps."
    State "state" "How it stands."
    Outcome "outcome" "What came of it."
    Note "note" "Confidential remarks."
    Subject "subject" "What an issue is about."
    Meeting "meeting" "What a meeting is called."
    Location "location" "Where a meeting is."
    Invited "invited" "How many were invited."
    Coming "coming" "How many said that they would come."
    Came "came" "How many came."
    Bsn "bsn" "National identity number: refused."
    BirthDate "birth_date" "Birth date: refused."
    Homes "homes" "How many homes a row stands for."
    OwnNumber "own_number" "The number that a corporation or manager gives a home: no house number."
    Apartment "apartment" "Index, share or deed of an apartment right: the row is of a VvE."
    Other "other" "Known, and not needed."
}

impl Field {
    /// The position among [`Field::ALL`].
    pub fn at(self) -> usize {
        self as usize
    }

    /// Reads the literal key.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.word() == word)
    }

    /// Whether the field is part of an address.
    pub fn is_address(self) -> bool {
        self.at() <= Self::BuildingId.at()
    }

    /// Whether the field may never be kept.
    pub fn is_refused(self) -> bool {
        matches!(self, Self::Bsn | Self::BirthDate)
    }

    /// Whether the field is known only to be left alone.
    pub fn is_unneeded(self) -> bool {
        matches!(
            self,
            Self::Homes | Self::OwnNumber | Self::Apartment | Self::Other
        )
    }

    /// Whether a column of this field may stand several times.
    pub fn is_many(self) -> bool {
        matches!(
            self,
            Self::Umbrella
                | Self::OwnNumber
                | Self::Apartment
                | Self::Other
                | Self::Bsn
                | Self::BirthDate
        )
    }
}

/// What a heading means in a list of this kind, given what it can mean; `None` when such a list
/// has no use for it.
pub(super) fn meaning(kind: ListKind, candidates: &[Field]) -> Option<Field> {
    if let Some(refused) = candidates.iter().find(|field| field.is_refused()) {
        return Some(*refused);
    }
    candidates
        .iter()
        .find_map(|field| has(kind, *field).then_some(*field))
        .or_else(|| candidates.iter().find_map(|field| instead(kind, *field)))
}

/// Whether a kind of list has a field.
fn has(kind: ListKind, field: Field) -> bool {
    use Field as F;
    match kind {
        ListKind::Corporation => {
            field.is_address()
                || matches!(
                    field,
                    F::Complex | F::ComplexName | F::Landlord | F::Use | F::Homes
                )
        }
        ListKind::Vve => {
            field.is_address()
                || matches!(
                    field,
                    F::Use
                        | F::Homes
                        | F::VveName
                        | F::Name
                        | F::Covers
                        | F::Kvk
                        | F::Contact
                        | F::ContactNamed
                        | F::ContactAddress
                        | F::Email
                        | F::Basis
                        | F::LastAlv
                        | F::LastMeeting
                        | F::LastNewsletter
                        | F::LastContact
                        | F::Active
                        | F::Id
                        | F::Represents
                        | F::Founded
                        | F::Ended
                        | F::Umbrella
                        | F::Language
                )
        }
        ListKind::Organisations => {
            field.is_address()
                || matches!(
                    field,
                    F::Id
                        | F::Homes
                        | F::Name
                        | F::Kind
                        | F::Covers
                        | F::Represents
                        | F::Landlord
                        | F::Founded
                        | F::Ended
                        | F::Umbrella
                        | F::Kvk
                        | F::Contact
                        | F::ContactNamed
                        | F::ContactAddress
                        | F::Email
                        | F::Basis
                        | F::Formal
                        | F::LastAlv
                        | F::LastMeeting
                        | F::LastNewsletter
                        | F::LastContact
                        | F::Active
                        | F::Language
                )
        }
        ListKind::Evidence => matches!(
            field,
            F::Organisation | F::Date | F::What | F::Leg | F::Source
        ),
        ListKind::Contacts => {
            field.is_address()
                || matches!(
                    field,
                    F::Name
                        | F::FirstName
                        | F::Infix
                        | F::LastName
                        | F::Email
                        | F::Basis
                        | F::ConsentDate
                        | F::ConsentSource
                        | F::Language
                        | F::Role
                        | F::Organisation
                )
        }
        ListKind::OptOuts => {
            field.is_address()
                || matches!(
                    field,
                    F::Name
                        | F::FirstName
                        | F::Infix
                        | F::LastName
                        | F::Email
                        | F::Date
                        | F::Channel
                        | F::OptedOut
                )
        }
        ListKind::Areas => {
            matches!(
                field,
                F::Name | F::Level | F::PartOf | F::Covers | F::Code | F::Year
            )
        }
        ListKind::Support => matches!(
            field,
            F::Organisation
                | F::Need
                | F::Date
                | F::Owner
                | F::Partner
                | F::State
                | F::Outcome
                | F::Note
        ),
        ListKind::Issues => matches!(
            field,
            F::Organisation | F::Subject | F::Date | F::State | F::Partner | F::Outcome
        ),
        ListKind::Meetings => matches!(
            field,
            F::Meeting
                | F::Organisation
                | F::Date
                | F::Location
                | F::Invited
                | F::Coming
                | F::Came
                | F::Leg
        ),
        ListKind::Replies => matches!(
            field,
            F::Code
                | F::Date
                | F::Address
                | F::Street
                | F::Number
                | F::Letter
                | F::Addition
                | F::Postcode
                | F::Town
        ),
    }
}

/// The field that another one stands for in this kind of list.
fn instead(kind: ListKind, field: Field) -> Option<Field> {
    use Field as F;
    Some(match (kind, field) {
        (ListKind::Corporation, F::Kind) => F::Use,
        // `Tv`: beside house numbers it is the addition.
        (ListKind::Corporation, F::Infix) => F::Addition,
        (ListKind::Vve, F::Organisation) => F::Name,
        (ListKind::Vve, F::Code) => F::Id,
        (ListKind::Vve, F::Date) => F::LastAlv,
        (ListKind::Organisations, F::VveName | F::Organisation) => F::Name,
        (ListKind::Organisations, F::Code) => F::Id,
        (ListKind::Organisations, F::Use) => F::Kind,
        (ListKind::Organisations | ListKind::Vve, F::State) => F::Active,

        (ListKind::Evidence, F::Name | F::VveName) => F::Organisation,
        (ListKind::Evidence, F::Kind | F::Subject | F::Meeting) => F::What,
        (ListKind::Contacts, F::Contact) => F::Name,
        (ListKind::Contacts, F::Date) => F::ConsentDate,
        (ListKind::Contacts, F::Source) => F::ConsentSource,
        (
            ListKind::Contacts | ListKind::Support | ListKind::Issues | ListKind::Meetings,
            F::VveName,
        ) => F::Organisation,
        (ListKind::OptOuts, F::Contact) => F::Name,
        (ListKind::OptOuts, F::ConsentDate | F::Ended) => F::Date,
        (ListKind::Areas, F::Kind) => F::Level,
        (ListKind::Areas, F::Address) => F::Covers,
        (ListKind::Areas, F::Id) => F::Code,
        (ListKind::Support | ListKind::Issues, F::Name) => F::Organisation,
        (ListKind::Support, F::Kind | F::What | F::Use | F::Subject) => F::Need,
        (ListKind::Support | ListKind::Issues, F::Founded) => F::Date,
        (ListKind::Support, F::Contact | F::Landlord) => F::Owner,
        (ListKind::Issues, F::What | F::Covers) => F::Subject,
        (ListKind::Meetings, F::Name | F::What | F::Subject | F::Kind | F::Use) => F::Meeting,
        (ListKind::Meetings, F::Town | F::Address) => F::Location,
        _ => return None,
    })
}
