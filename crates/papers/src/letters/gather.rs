//! Plan × register × coverage → [`LetterData`]: the words and figures of one letter.

use std::collections::HashMap;

use super::context::LetterContext;
use super::data::{
    AnswerData, AreaData, HomeData, KnownQuestion, LetterData, MeetingData, OrganisationData,
    PrivacyData, QuestionData, RecipientData, SenderData,
};
use campaign::coverage::{self, AreaCount, Home};
use campaign::outreach::{Piece, Plan, Recipient, is_invited};
use domain::text::is_person;
use domain::{AreaLevel, Campaign, Code, Language, Messages, PieceKind, Tenure};
use matching::OrgIx;
use register::{Address, Register, UnitIx};

/// The homes from which on a building is spoken of as one.
const LARGE: u64 = 8;

/// Finds the facts of a letter; made once, used by all threads.
#[derive(Debug)]
pub struct Gatherer<'a> {
    context: LetterContext<'a>,
    homes: HashMap<UnitIx, usize>,
    date: jiff::civil::Date,
    /// The town of all homes, when it is one.
    town: Option<&'a str>,
}

impl<'a> Gatherer<'a> {
    /// Makes the look-ups ready.
    pub fn new(plan: &Plan, context: LetterContext<'a>) -> Self {
        let homes = context.coverage.homes.iter().enumerate();
        Self {
            homes: homes.map(|(at, home)| (home.unit, at)).collect(),
            town: only_town(&context),
            context,
            date: plan.date,
        }
    }

    /// The homes and their addresses.
    pub fn register(&self) -> &'a Register {
        self.context.register
    }

    /// The date of the letters.
    pub fn date(&self) -> jiff::civil::Date {
        self.date
    }

    /// The campaign file.
    pub fn campaign(&self) -> &'a Campaign {
        self.context.campaign
    }

    /// All homes in scope, in walking order.
    pub fn homes(&self) -> &'a [Home] {
        &self.context.coverage.homes
    }

    /// The figures of the area of a level that a home lies in.
    pub fn counts(&self, unit: UnitIx, level: AreaLevel) -> campaign::coverage::Counts {
        self.home(unit)
            .and_then(|home| self.areas(home).find(|area| area.key.level == level))
            .map(|area| area.counts)
            .unwrap_or_default()
    }

    /// Who gets a piece.
    pub fn recipient_of(&self, piece: &Piece, words: &Messages) -> RecipientData {
        let unit = match piece.recipient {
            Recipient::Home(unit) => Some(unit),
            Recipient::Board(_) => piece.deliver_to,
        };
        self.recipient(piece, unit, words)
    }

    /// The data of a piece in the words of its language.
    pub fn letter(&self, piece: &Piece, words: &Messages) -> LetterData {
        let subject = match piece.recipient {
            Recipient::Home(unit) => Some(unit),
            Recipient::Board(_) => None,
        };
        let home = subject.and_then(|unit| self.home(unit));
        let about = match piece.recipient {
            Recipient::Board(organisation) => Some(organisation),
            Recipient::Home(_) => piece.organisation,
        };
        let organisations = home
            .map(|home| home.organisations.as_slice())
            .unwrap_or_default()
            .iter()
            .filter_map(|ix| self.organisation(*ix, words))
            .collect();
        LetterData {
            language: piece.language.tag().to_owned(),
            kind: piece.kind.word().to_owned(),
            reminds_of: piece.reminds_of.map(|kind| kind.word().to_owned()),
            date: words.date(self.date),
            reference: piece.id.to_string(),
            campaign: self.context.campaign.campaign.name.clone(),
            sender: sender(self.context.campaign),
            recipient: self.recipient_of(piece, words),
            home: subject.and_then(|unit| {
                let tenure = home.map(|home| home.tenure);
                home_data(self.context.register, unit, tenure)
            }),
            building: home.and_then(|home| self.building(home, words)),
            area: self.scope(words),
            organisation: about.and_then(|ix| self.organisation(ix, words)),
            organisations,
            meeting: match (home, about) {
                (Some(home), _) => self.meeting([home], words),
                (None, Some(board)) => self.meeting(self.members(board), words),
                (None, None) => None,
            },
            answer: answer(self.context.campaign, piece.code),
            survey: survey(
                self.context.campaign,
                piece.kind,
                matches!(piece.recipient, Recipient::Board(_)),
                &piece.language,
            ),
            privacy: privacy(self.context.campaign, words),
        }
    }

    /// The meeting, when any of these homes is invited to it.
    pub fn meeting<'h>(
        &self,
        homes: impl IntoIterator<Item = &'h Home>,
        words: &Messages,
    ) -> Option<MeetingData> {
        homes
            .into_iter()
            .any(|home| self.is_invited(home))
            .then(|| meeting(self.context.campaign, words))
            .flatten()
    }

    /// Whether a home is invited to the meeting of the campaign file.
    pub fn is_invited(&self, home: &Home) -> bool {
        is_invited(
            self.context.campaign,
            self.context.coverage,
            self.context.register,
            home,
        )
    }

    /// The homes that an organisation speaks for.
    fn members(&self, organisation: OrgIx) -> impl Iterator<Item = &'a Home> {
        let homes = self.homes().iter();
        homes.filter(move |home| home.organisations.contains(&organisation))
    }

    /// The home of a unit, when it is a dwelling in scope.
    pub fn home(&self, unit: UnitIx) -> Option<&'a Home> {
        self.context.coverage.homes.get(*self.homes.get(&unit)?)
    }

    fn areas(&self, home: &'a Home) -> impl Iterator<Item = AreaCount> + 'a {
        let (coverage, register) = (self.context.coverage, self.context.register);
        home.areas().filter_map(|at| coverage.area(at, register))
    }

    /// The flat as people call it, else the building; none for a house or two, which nobody would
    /// call a building.
    fn building(&self, home: &'a Home, words: &Messages) -> Option<AreaData> {
        let named = |level| {
            self.areas(home)
                .find(|area| area.key.level == level && !area.key.name.is_empty())
        };
        if let Some(flat) = named(AreaLevel::Flat) {
            return Some(AreaData {
                large: flat.counts.dwellings >= LARGE,
                named: true,
                ..area_data(&flat, flat.key.name.to_string(), words)
            });
        }
        let building = self
            .areas(home)
            .find(|area| area.key.level == AreaLevel::Building)
            .filter(|area| area.counts.dwellings >= coverage::SMALLEST)?;
        Some(AreaData {
            large: building.counts.dwellings >= LARGE,
            ..area_data(&building, self.building_name(home.unit), words)
        })
    }

    /// The name of the building that a home is in: the flat, else the street with its numbers.
    pub fn building_name(&self, unit: UnitIx) -> String {
        if let Some(home) = self.home(unit) {
            let flat = self
                .areas(home)
                .find(|area| area.key.level == AreaLevel::Flat && !area.key.name.is_empty());
            if let Some(flat) = flat {
                return flat.key.name.to_string();
            }
        }
        self.stretch_name(unit)
    }

    /// A building by its street and numbers: `Kelbergen 12–40`.
    pub fn stretch_name(&self, unit: UnitIx) -> String {
        let register = self.context.register;
        let address = register.address(register.unit(unit).address);
        let street = register.street(address.street).name.to_string();
        let numbers: Vec<u32> = register
            .unit_buildings(unit)
            .first()
            .map(|building| register.building_units(*building))
            .unwrap_or_default()
            .iter()
            .map(|unit| register.address(register.unit(*unit).address))
            .filter(|other| other.street == address.street)
            .map(|other| other.number)
            .collect();
        match (numbers.iter().min(), numbers.iter().max()) {
            (Some(first), Some(last)) if first != last => format!("{street} {first}–{last}"),
            (Some(first), _) => format!("{street} {first}"),
            _ => format!("{street} {}", address.number),
        }
    }

    /// The whole neighbourhood with its figures.
    pub fn scope(&self, words: &Messages) -> AreaData {
        let campaign = self.context.campaign;
        let name = match campaign.scope.areas.as_slice() {
            [one] => words.with_article(one),
            // A campaign seldom holds a whole town; its figures are never said to be the town's.
            _ => match self.town {
                Some(town) => words.text("letter-our-area-in", &[("town", town.into())]),
                None => words.plain("letter-our-neighbourhood"),
            },
        };
        counted(name, self.context.coverage.scope(), words)
    }

    fn organisation(&self, ix: OrgIx, words: &Messages) -> Option<OrganisationData> {
        let organisation = self.context.linked.organisation(ix)?;
        let state = self
            .context
            .coverage
            .organisations
            .iter()
            .find(|state| state.organisation == ix);
        let kind = words.plain(&format!("organisation-kind-{}", organisation.kind.word()));
        let legs = state.map(|state| state.legs);
        Some(OrganisationData {
            name: organisation.name.to_string(),
            kind,
            homes: homes(state.map_or(0, |state| state.represents), words),
            active: state.is_some_and(|state| state.status.is_active()),
            housing: legs.is_some_and(|legs| legs.housing),
            neighbourhood: legs.is_some_and(|legs| legs.neighbourhood),
            owners: organisation.kind == domain::OrganisationKind::Vve,
            contact: may_be_named(organisation),
        })
    }

    /// Who gets the letter: a board is named, residents are not.
    fn recipient(&self, piece: &Piece, unit: Option<UnitIx>, words: &Messages) -> RecipientData {
        let register = self.context.register;
        let mut lines = Vec::new();
        let board = match piece.recipient {
            Recipient::Board(ix) => self.context.linked.organisation(ix),
            Recipient::Home(_) => None,
        };
        let mut kix = String::new();
        if let Some(board) = board {
            lines.push(board.name.to_string());
            match board.contact.as_ref().filter(|_| board.contact_named) {
                Some(contact) if is_person(contact) => {
                    lines.push(words.text("letter-attention", &[("name", contact.clone().into())]));
                }
                _ => lines.push(words.plain("letter-board")),
            }
        } else if let Some(name) = &piece.name {
            lines.push(name.to_string());
        } else {
            lines.push(words.plain("letter-residents"));
        }
        let known = board
            .and_then(|board| board.contact_address)
            .or_else(|| unit.map(|unit| register.unit(unit).address));
        if let Some(ix) = known {
            let address = register.address(ix);
            lines.push(street_line(register, &address));
            lines.push(town_line(register, &address));
            kix = kix_of(&address);
        } else if let Some(text) = board.and_then(|board| board.contact_address_text.as_deref()) {
            lines.extend(written_address(text));
        }
        RecipientData {
            name: piece.name.as_ref().map(ToString::to_string),
            board: board.is_some(),
            kix,
            lines,
        }
    }
}

/// The contact of an organisation as residents may read it: a person, whose list says that the
/// name may be printed, with a public way to reach them.
fn may_be_named(organisation: &matching::LinkedOrganisation) -> Option<String> {
    let name = organisation.contact.as_deref()?;
    let email = organisation.email.as_ref()?;
    let public = organisation.basis == Some(lists::intake::Basis::Published);
    (organisation.contact_named && public && is_person(name)).then(|| format!("{name} ({email})"))
}

/// Street and number, as on an envelope.
pub fn street_line(register: &Register, address: &Address) -> String {
    format!(
        "{} {}",
        register.street(address.street).name,
        address.house_number()
    )
}

/// `1104 KC  AMSTERDAM`: the postcode with one space, two spaces, the town in capitals (PostNL).
pub fn town_line(register: &Register, address: &Address) -> String {
    let town = register.town(address.town).name.to_uppercase();
    match address.postcode {
        Some(postcode) => format!("{}  {town}", postcode.spaced()),
        None => town.to_string(),
    }
}

/// Postcode, number, and `X` with letter and addition (PostNL).
pub fn kix_of(address: &Address) -> String {
    let Some(postcode) = address.postcode else {
        return String::new();
    };
    let mut text = format!("{postcode}{}", address.number);
    let mut addition = String::new();
    addition.extend(address.letter.map(domain::HouseLetter::folded));
    addition.push_str(&address.addition.folded());
    addition.retain(|c| c.is_ascii_alphanumeric());
    if !addition.is_empty() {
        text.push('X');
        text.extend(addition.chars().take(6));
    }
    text
}

/// A postal address as somebody wrote it, on lines: split at commas and before the postcode.
fn written_address(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split([',', '\n', ';']) {
        let part = part.trim();
        if !part.is_empty() {
            lines.push(with_postcode(part).unwrap_or_else(|| part.to_owned()));
        }
    }
    lines.truncate(4);
    lines
}

/// `1104 kc Amsterdam` as PostNL wants it; `None` when no postcode starts the text.
fn with_postcode(text: &str) -> Option<String> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(6)
        .collect();
    let postcode = domain::Postcode::parse(&compact)?;
    let mut left = 6;
    let rest: String = text
        .chars()
        .skip_while(|c| {
            if !c.is_whitespace() && left > 0 {
                left -= 1;
                return true;
            }
            left > 0
        })
        .collect();
    Some(format!(
        "{}  {}",
        postcode.spaced(),
        rest.trim().to_uppercase()
    ))
}

fn home_data(register: &Register, unit: UnitIx, tenure: Option<Tenure>) -> Option<HomeData> {
    let address = register.address(register.unit(unit).address);
    let street = register.street(address.street).name.to_string();
    Some(HomeData {
        address: street_line(register, &address),
        street,
        number: address.house_number(),
        postcode: address
            .postcode
            .map(domain::Postcode::spaced)
            .unwrap_or_default(),
        town: register.town(address.town).name.to_string(),
        tenant: matches!(tenure, Some(Tenure::Corporation | Tenure::Private)),
        owner: tenure == Some(Tenure::Owner),
    })
}

fn only_town<'a>(context: &LetterContext<'a>) -> Option<&'a str> {
    let register = context.register;
    let mut homes = context.coverage.homes.iter().map(|home| {
        let address = register.address(register.unit(home.unit).address);
        register.town(address.town).name.as_str()
    });
    let town = homes.next()?;
    homes.all(|other| other == town).then_some(town)
}

fn area_data(area: &AreaCount, name: String, words: &Messages) -> AreaData {
    counted(name, area.counts, words)
}

/// So many homes, in words: `5.192 woningen`.
pub fn homes(count: u64, words: &Messages) -> String {
    let shown = words.count(count);
    words.text(
        "letter-homes",
        &[("count", count.into()), ("shown", shown.into())],
    )
}

/// A name with its figures in words.
pub fn counted(name: String, counts: campaign::coverage::Counts, words: &Messages) -> AreaData {
    AreaData {
        name,
        homes: homes(counts.dwellings, words),
        active: words.count(counts.active),
        to_go: homes(counts.dwellings.saturating_sub(counts.active), words),
        percent: counts.organisatiegraad().percent(words.decimal_mark()),
        nothing_yet: counts.active == 0,
        complete: counts.active == counts.dwellings && counts.dwellings > 0,
        large: false,
        named: false,
    }
}

/// Who sends.
pub fn sender(campaign: &Campaign) -> SenderData {
    let sender = &campaign.sender;
    SenderData {
        name: sender.name.clone(),
        address: sender.address.clone(),
        address_line: sender.address.join(", "),
        email: sender.email.clone(),
        phone: sender.phone.clone(),
        signed_by: sender.signed_by.clone(),
    }
}

/// The meeting of the campaign file.
pub fn meeting(campaign: &Campaign, words: &Messages) -> Option<MeetingData> {
    let meeting = campaign.meeting.as_ref()?;
    let weekday = words.plain(&format!(
        "letter-weekday-{}",
        meeting.date.weekday().to_monday_one_offset()
    ));
    Some(MeetingData {
        name: meeting.name.clone(),
        date: format!("{weekday} {}", words.date(meeting.date)),
        time: meeting.time.clone(),
        place: meeting.place.clone(),
    })
}

/// The personal link and code.
pub fn answer(campaign: &Campaign, code: Code) -> AnswerData {
    match &campaign.campaign.answer_url {
        Some(url) => {
            let link = url.replace("{code}", &code.plain());
            let shown = link
                .trim_start_matches("https://")
                .trim_start_matches("http://");
            AnswerData {
                code: code.to_string(),
                shown: shown.to_owned(),
                link,
                by_mail: false,
            }
        }
        None => AnswerData {
            code: code.to_string(),
            link: format!("mailto:{}?subject={}", campaign.sender.email, code.plain()),
            shown: campaign.sender.email.clone(),
            by_mail: true,
        },
    }
}

/// The questions on the slip: boards are not surveyed as residents are.
pub fn survey(
    campaign: &Campaign,
    kind: PieceKind,
    board: bool,
    language: &Language,
) -> Vec<QuestionData> {
    let asked = !board
        && matches!(
            kind,
            PieceKind::Start | PieceKind::Join | PieceKind::Meeting | PieceKind::Reminder
        );
    let questions = campaign.survey.questions.iter().filter(|_| asked);
    questions
        .map(|question| QuestionData {
            question: question.text.of(language).to_owned(),
            answers: question.options(language),
            known: KnownQuestion {
                version: campaign.survey.version,
                id: question.id.clone(),
                kind: question.kind,
                choices: question.ids(),
            },
        })
        .collect()
}

fn privacy(campaign: &Campaign, words: &Messages) -> PrivacyData {
    PrivacyData {
        partners: !campaign.partners.is_empty(),
        contact: campaign
            .privacy
            .contact
            .clone()
            .unwrap_or_else(|| campaign.sender.email.clone()),
        months: words.text(
            "letter-months",
            &[("count", u64::from(campaign.privacy.retention_months).into())],
        ),
    }
}

/// The languages of the letters in a plan.
pub fn kinds_and_languages(plan: &Plan) -> Vec<(PieceKind, Language)> {
    let mut all: Vec<(PieceKind, Language)> = plan
        .pieces
        .iter()
        .filter(|piece| piece.channel == domain::Channel::Letter)
        .map(|piece| (piece.kind, piece.language.clone()))
        .collect();
    all.sort();
    all.dedup();
    all
}
