//! Tells what kind of list a sheet is, by its headings, its name and what stands in it.

use domain::campaign::ListKind;
use domain::refusal::names_opt_outs;
use domain::text::fold;

use super::fields::Field;

/// What is known of a sheet when its kind has to be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs<'s> {
    /// Every field that a heading can mean.
    pub fields: &'s [Field],
    /// How many headings are not known.
    pub unknown: usize,
    /// Names of file and sheet, and the rows above the headings.
    pub hint: &'s str,
    /// Some names from the list, one a line.
    pub names: &'s str,
    /// The campaign file names a landlord or owner.
    pub owned: bool,
}

/// The kind of list, when it is clear.
pub(super) fn recognise(signs: Signs<'_>) -> Option<ListKind> {
    let hint = fold(signs.hint);
    let says = |words: &[&str]| words.iter().any(|word| hint.contains(word));
    let has = |field: Field| signs.fields.contains(&field);
    let any = |fields: &[Field]| fields.iter().any(|field| has(*field));
    use Field as F;
    let address = has(F::Address)
        || has(F::Street) && any(&[F::Number, F::Even, F::Odd])
        || has(F::Postcode) && has(F::Number)
        || any(&[F::AddressId, F::UnitId]);
    let named = any(&[F::Name, F::VveName]);
    let about = any(&[F::Organisation, F::Name, F::VveName]);
    let owners = is_owners(signs.fields);
    let person = any(&[F::Basis, F::ConsentDate, F::ConsentSource]);
    let names = fold(signs.names);
    let vve_names = names.lines().filter(|name| is_vve_name(name)).count();
    let mostly_vve = vve_names * 2 > names.lines().count().max(1);

    let mut scores = [(ListKind::Corporation, 0_i32); 11];
    for (slot, kind) in scores.iter_mut().zip(ListKind::ALL) {
        let when = |fits: bool, points: i32| if fits { points } else { 0 };
        let points = match kind {
            ListKind::Areas => {
                when(named && has(F::Level), 6)
                    + when(has(F::PartOf), 3)
                    + when(named && has(F::Level) && has(F::Covers), 2)
                    + when(
                        says(&["gebied", "mini-buurt", "minibuurt", "flats", "areas"])
                            && named
                            && has(F::Covers),
                        3,
                    )
            }
            ListKind::Replies => {
                when(has(F::Code) && !named && !has(F::Level), 4)
                    + when(has(F::Code) && !named && signs.unknown >= 1, 3)
                    + when(
                        has(F::Code)
                            && has(F::Date)
                            && signs.unknown >= 1
                            && !has(F::Level)
                            && !has(F::Covers),
                        5,
                    )
                    + when(
                        has(F::Code)
                            && says(&[
                                "antwoord",
                                "reactie",
                                "formulier",
                                "responses",
                                "answers",
                                "results",
                                "survey",
                                "enquete",
                                "replies",
                            ]),
                        3,
                    )
            }
            ListKind::Evidence => {
                when(about && has(F::What) && has(F::Date), 6)
                    + when(about && has(F::Date) && has(F::Leg) && !has(F::Came), 3)
                    + when(
                        about && has(F::Date) && says(&["bewijs", "evidence", "tekenen"]),
                        4,
                    )
            }
            ListKind::Issues => {
                when(has(F::Organisation) && has(F::Subject), 6)
                    + when(has(F::Subject) && has(F::State), 2)
                    + when(
                        about
                            && says(&["kwesties", "punten", "issues", "sjoelbak", "ingebracht"])
                            && any(&[F::Subject, F::What]),
                        4,
                    )
            }
            ListKind::Support => {
                when(has(F::Need), 5)
                    + when(
                        about
                            && any(&[F::Owner, F::Partner])
                            && any(&[F::Kind, F::Need, F::What])
                            && !has(F::Subject),
                        4,
                    )
                    + when(about && says(&["steun", "ondersteuning", "support"]), 4)
                    + when(
                        about && has(F::Outcome) && has(F::Kind) && !has(F::Subject),
                        3,
                    )
            }
            ListKind::Meetings => {
                when(has(F::Date) && any(&[F::Invited, F::Coming, F::Came]), 7)
                    + when(has(F::Meeting) && has(F::Date) && has(F::Location), 4)
                    + when(
                        has(F::Date)
                            && says(&["bijeenkomst", "meeting"])
                            && any(&[F::Location, F::Meeting, F::Name, F::Subject]),
                        4,
                    )
            }
            ListKind::OptOuts => {
                when((address || has(F::Email)) && has(F::Channel) && !person, 7)
                    + when(has(F::OptedOut), 8)
                    + when((address || has(F::Email)) && names_opt_outs(&hint), 9)
            }
            ListKind::Contacts => {
                when(has(F::Email) && person, 6)
                    + when(
                        has(F::Email) && any(&[F::Role, F::Language, F::FirstName, F::LastName]),
                        3,
                    )
                    + when(
                        has(F::Email) && address && !any(&[F::Kind, F::Covers, F::Kvk, F::LastAlv]),
                        3,
                    )
                    + when(
                        (has(F::Email) || address)
                            && says(&["contact", "leden", "adressenlijst", "nieuwsbrief"])
                            && (named || has(F::Email)),
                        2,
                    )
                    - when(any(&[F::Covers, F::Represents, F::Kvk]), 6)
            }
            ListKind::Organisations => {
                when(about && has(F::Represents), 6)
                    + when(
                        about
                            && has(F::Kind)
                            && any(&[
                                F::Covers,
                                F::Umbrella,
                                F::Founded,
                                F::Ended,
                                F::Kvk,
                                F::Contact,
                                F::Email,
                            ]),
                        6,
                    )
                    + when(about && any(&[F::Umbrella, F::Ended]), 3)
                    + when(
                        about
                            && any(&[F::Active, F::LastMeeting, F::LastNewsletter, F::LastContact]),
                        5,
                    )
                    + when(about && has(F::Covers) && !has(F::Level) && !mostly_vve, 3)
                    + when(about && has(F::Kind) && address, 2)
                    + when(
                        about
                            && says(&[
                                "organisatie",
                                "bewonerscommissie",
                                "organisation",
                                "bewonersgroep",
                                "huurdersvereniging",
                            ]),
                        3,
                    )
            }
            ListKind::Vve => {
                when(
                    address
                        && says(&["eigenaren", "eigenaars", "owners"])
                        && !any(&[
                            F::Represents,
                            F::OwnNumber,
                            F::Complex,
                            F::Landlord,
                            F::Channel,
                        ]),
                    4,
                ) + when(
                    owners && address && !any(&[F::Kind, F::Represents, F::Umbrella]),
                    8,
                ) + when(
                    has(F::VveName) && !has(F::Represents) && !has(F::Umbrella),
                    7,
                ) + when(has(F::LastAlv) && about && !has(F::Kind), 5)
                    + when(
                        about && has(F::Kvk) && !has(F::Kind) && !has(F::Represents),
                        4,
                    )
                    + when(
                        about
                            && says(&["vve", "vereniging van eigena", "appartement"])
                            && !has(F::Kind)
                            && !has(F::Email),
                        5,
                    )
                    + when(about && says(&["vve"]) && !has(F::Kind) && !person, 3)
                    + when(
                        about
                            && mostly_vve
                            && !has(F::Kind)
                            && !person
                            && !has(F::What)
                            && !has(F::Date),
                        5,
                    )
            }
            ListKind::Corporation => {
                when(address && any(&[F::Complex, F::ComplexName]), 5)
                    + when(address && has(F::Landlord), 5)
                    + when(address && has(F::Use), 3)
                    + when(address && has(F::OwnNumber) && !owners, 4)
                    // Its own words for street and number: the register tells which they are.
                    + when(
                        has(F::Postcode)
                            && !address
                            && !about
                            && any(&[F::Landlord, F::OwnNumber, F::Complex]),
                        4,
                    )
                    // From a number to a number: a list of complexes.
                    + when(
                        has(F::Street) && any(&[F::NumberTo, F::Even, F::Odd]) && !named,
                        4,
                    )
                    + when(address && signs.owned, 5)
                    + when(address && says(CORPORATIONS), 4)
                    - when(
                        any(&[F::Email, F::VveName, F::Represents, F::Channel, F::OptedOut])
                            || has(F::Covers) && (about || !has(F::Landlord)),
                        5,
                    )
            }
        };
        *slot = (kind, points);
    }
    let best = scores.iter().map(|(_, points)| *points).max().unwrap_or(0);
    if best < 3 {
        return None;
    }
    let mut winners = scores.iter().filter(|(_, points)| *points == best);
    let winner = winners.next().map(|(kind, _)| *kind);
    if winners.next().is_some() {
        None
    } else {
        winner
    }
}

/// Whether the rows are apartments with their owners: an index or share of an apartment right, or
/// an owner who gets post elsewhere.
pub(super) fn is_owners(fields: &[Field]) -> bool {
    let has = |field: Field| fields.contains(&field);
    has(Field::Apartment) || has(Field::Owner) && has(Field::ContactAddress)
}

/// Names and words that a corporation's list tends to have in its name or title.
pub(super) const CORPORATIONS: &[&str] = &[
    "corporatie",
    "verhuureenhe",
    "rochdale",
    "eigen haard",
    "eigenhaard",
    "ymere",
    "stadgenoot",
    "de alliantie",
    "alliantie",
    "de key",
    "dekey",
    "woonzorg",
    "duwo",
    "habion",
    "woningstichting",
    "woningbouw",
    "huurwoning",
    "bezitslijst",
    "woningbezit",
    "housing association",
    "complexenlijst",
    "vhe-lijst",
];

/// Whether a name is that of a VvE.
pub(super) fn is_vve_name(name: &str) -> bool {
    let folded = fold(name);
    folded.starts_with("vve")
        || folded.contains("v.v.e")
        || folded.contains(" vve")
        || folded.contains("vereniging van eigena")
        || folded.contains("ver. van eig")
}
