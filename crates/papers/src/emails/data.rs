//! Everything that a template may use. A template sees values, never code.

use serde::Serialize;

use super::EmailContext;
use campaign::outreach::{Piece, Recipient};
use domain::messages::Value;
use domain::text::clean;
use domain::{AreaLevel, Language, Legs, Messages, PieceKind, link};
use lists::intake::Basis;
use register::UnitIx;

/// The values of one message, by the names that templates use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EmailData {
    /// Language of the text, `nl`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The name of the campaign.
    pub campaign: String,
    /// Who writes.
    pub sender: SenderData,
    /// The name of the person, when it is known.
    pub name: Option<String>,
    /// Whether it goes to the board of an organisation.
    pub board: bool,
    /// The home: `Kleiburg 12 A`; empty for a board whose address is not known.
    pub home: String,
    /// What people call the place: the flat, else the street.
    pub place: String,
    /// The organisation that it is about, if any.
    pub organisation: Option<OrganisationData>,
    /// The meeting, when the piece is about one.
    pub meeting: Option<MeetingData>,
    /// Whether a reminder is about the meeting.
    pub reminds_of_meeting: bool,
    /// The personal code, `K7M-4PX-9T`.
    pub code: String,
    /// Where to answer.
    pub answer_url: String,
    /// Whether answering is by mail, because the campaign has no page for it.
    pub answer_by_mail: bool,
    /// Where to say "nothing more, please".
    pub unsubscribe_url: String,
    /// Why this person gets this mail, who keeps what, and which rights there are (AVG 14).
    /// Every text must hold it.
    pub privacy: String,
}

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SenderData {
    /// The group.
    pub name: String,
    /// Its address in one line.
    pub address: String,
    /// Its e-mail address.
    pub email: String,
    /// Its telephone number.
    pub phone: Option<String>,
    /// The names under the message.
    pub signed_by: Vec<String>,
}

/// An organisation as a text speaks of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrganisationData {
    /// Its name.
    pub name: String,
    /// For how many homes it speaks.
    pub homes: u64,
    /// It stands on the leg *wonen* and not on the other.
    pub only_housing: bool,
    /// It stands on the leg *buurt* and not on the other.
    pub only_neighbourhood: bool,
}

/// The meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MeetingData {
    /// What it is called.
    pub name: String,
    /// The day in full: `donderdag 10 december 2026`.
    pub date: String,
    /// The time as it is printed.
    pub time: String,
    /// Where.
    pub place: String,
}

/// The values for a piece.
pub(super) fn data(
    context: &EmailContext<'_>,
    piece: &Piece,
    (language, messages): (&Language, &Messages),
) -> EmailData {
    let campaign = context.campaign;
    let sender = &campaign.sender;
    let unit = match piece.recipient {
        Recipient::Home(unit) => Some(unit),
        Recipient::Board(_) => piece.deliver_to,
    };
    let is_about_meeting =
        piece.kind == PieceKind::Meeting || piece.reminds_of == Some(PieceKind::Meeting);
    EmailData {
        language: language.tag().to_owned(),
        direction: if language.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        }
        .to_owned(),
        campaign: clean(&campaign.campaign.name),
        sender: SenderData {
            name: clean(&sender.name),
            address: clean(&sender.address.join(", ")),
            email: clean(&sender.email),
            phone: sender.phone.as_deref().map(clean),
            signed_by: sender.signed_by.iter().map(|name| clean(name)).collect(),
        },
        name: piece
            .name
            .as_deref()
            .map(clean)
            .filter(|name| !name.is_empty()),
        board: matches!(piece.recipient, Recipient::Board(_)),
        home: unit.map(|unit| home(context, unit)).unwrap_or_default(),
        place: unit.map(|unit| place(context, unit)).unwrap_or_default(),
        organisation: organisation(context, piece),
        meeting: campaign
            .meeting
            .as_ref()
            .filter(|_| is_about_meeting)
            .map(|meeting| MeetingData {
                name: clean(&meeting.name),
                date: long_date(messages, meeting.date),
                time: clean(&meeting.time),
                place: clean(&meeting.place),
            }),
        reminds_of_meeting: piece.reminds_of == Some(PieceKind::Meeting),
        code: piece.code.to_string(),
        answer_url: link::answer(campaign, piece.code),
        answer_by_mail: campaign.campaign.answer_url.is_none(),
        unsubscribe_url: link::unsubscribe_url(campaign, piece.code)
            .unwrap_or_else(|| link::unsubscribe_mail(campaign, piece.code)),
        privacy: privacy(context, piece, messages),
    }
}

fn long_date(messages: &Messages, date: jiff::civil::Date) -> String {
    let day = messages.plain(&format!(
        "weekday-{}",
        date.weekday().to_monday_one_offset()
    ));
    format!("{day} {}", messages.date(date))
}

fn home(context: &EmailContext<'_>, unit: UnitIx) -> String {
    let register = context.register;
    let address = register.address(register.unit(unit).address);
    format!(
        "{} {}",
        register.street(address.street).name,
        address.house_number()
    )
}

/// The flat that people name, else the street.
fn place(context: &EmailContext<'_>, unit: UnitIx) -> String {
    let flat = context
        .linked
        .areas
        .iter()
        .find(|area| area.level == AreaLevel::Flat && area.cover.units.contains(unit));
    if let Some(area) = flat {
        clean(&area.name)
    } else {
        let register = context.register;
        let address = register.address(register.unit(unit).address);
        register.street(address.street).name.to_string()
    }
}

fn organisation(context: &EmailContext<'_>, piece: &Piece) -> Option<OrganisationData> {
    let board = match piece.recipient {
        Recipient::Board(ix) => Some(ix),
        Recipient::Home(_) => None,
    };
    let ix = piece.organisation.or(board)?;
    let organisation = context.linked.organisation(ix)?;
    let state = context.coverage.organisations.get(ix.at());
    let legs = state.map_or(Legs::NONE, |state| state.legs);
    Some(OrganisationData {
        name: clean(&organisation.name),
        homes: state.map_or(0, |state| state.represents),
        only_housing: legs.housing && !legs.neighbourhood,
        only_neighbourhood: legs.neighbourhood && !legs.housing,
    })
}

/// The paragraph that the AVG (article 14) and the Telecommunicatiewet (article 11.7) ask for:
/// why this person, from where, how long, and how it stops.
fn privacy(context: &EmailContext<'_>, piece: &Piece, messages: &Messages) -> String {
    let campaign = context.campaign;
    let email = piece.email.as_deref().unwrap_or_default();
    let contact = context.linked.contacts.iter().find(|contact| {
        contact
            .email
            .as_deref()
            .is_some_and(|known| known.eq_ignore_ascii_case(email))
    });
    let why = match contact.map(|contact| (contact.basis, contact.consent_date)) {
        Some((Some(Basis::Consent), Some(date))) => {
            let source = contact
                .and_then(|contact| contact.consent_source.as_deref())
                .unwrap_or_default();
            messages.text(
                "email-why-consent",
                &[
                    ("date", Value::from(messages.date(date))),
                    ("source", Value::from(clean(source))),
                ],
            )
        }
        Some((Some(Basis::Member), _)) => messages.plain("email-why-member"),
        _ => messages.plain("email-why-published"),
    };
    let rights = messages.text(
        "email-privacy",
        &[
            ("sender", Value::from(clean(&campaign.sender.name))),
            (
                "contact",
                Value::from(clean(
                    campaign
                        .privacy
                        .contact
                        .as_deref()
                        .unwrap_or(&campaign.sender.email),
                )),
            ),
            (
                "months",
                Value::from(u32::from(campaign.privacy.retention_months)),
            ),
        ],
    );
    format!("{why} {rights}")
}
