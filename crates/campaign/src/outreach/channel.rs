//! The channel gate: suppression before everything, e-mail only with consent that can be shown.
//!
//! Source of the rule: Telecommunicatiewet 11.7 (no unsolicited e-mail for commercial, idealistic
//! or charitable ends without prior consent).

use std::collections::{HashMap, HashSet};

use compact_str::{CompactString, format_compact};

use super::Facts;
use super::model::WhyNoEmail;
use super::past::{board_key, home_key};
use crate::survey::wishes;
use domain::text::fold;
use domain::{Channel, Language, PieceState};
use lists::intake::Basis;
use matching::{LinkedContact, OrgIx};
use register::UnitIx;

/// How a recipient may be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// By e-mail.
    Email {
        /// The address.
        email: CompactString,
        /// The person.
        name: Option<CompactString>,
    },
    /// By letter, and why not by e-mail.
    Letter(WhyNoEmail),
    /// Not at all.
    Suppressed,
}

/// Who may be reached how.
#[derive(Debug)]
pub struct Gate<'a> {
    facts: Facts<'a>,
    units: HashMap<UnitIx, Silence>,
    emails: HashMap<CompactString, Silence>,
    names: HashSet<String>,
    contacts: HashMap<UnitIx, Vec<&'a LinkedContact>>,
    boards: HashMap<OrgIx, Vec<&'a LinkedContact>>,
    /// The language that people asked for in an answer.
    languages: HashMap<CompactString, Language>,
}

/// By which channels somebody wants nothing more.
#[derive(Clone, Copy, Debug, Default)]
struct Silence {
    letter: bool,
    email: bool,
}

impl Silence {
    fn add(&mut self, channel: Option<Channel>) {
        self.letter |= channel != Some(Channel::Email);
        self.email |= channel != Some(Channel::Letter);
    }
}

impl<'a> Gate<'a> {
    /// Gathers opt-outs and contacts.
    pub fn new(facts: &Facts<'a>) -> Self {
        let mut gate = Self {
            facts: *facts,
            units: HashMap::new(),
            emails: HashMap::new(),
            names: HashSet::new(),
            contacts: HashMap::new(),
            boards: HashMap::new(),
            languages: wishes(&facts.campaign.survey, facts.history).languages,
        };
        for contact in &facts.linked.contacts {
            if let Some(organisation) = contact.organisation {
                gate.boards.entry(organisation).or_default().push(contact);
            }
            if let Some(unit) = contact.unit {
                gate.contacts.entry(unit).or_default().push(contact);
            }
        }
        for opt_out in &facts.linked.opt_outs {
            for unit in &opt_out.units {
                gate.units.entry(*unit).or_default().add(opt_out.channel);
            }
            if let Some(email) = &opt_out.email {
                gate.emails
                    .entry(fold(email).into())
                    .or_default()
                    .add(opt_out.channel);
            }
            if let Some(name) = &opt_out.name {
                let of_board = facts
                    .linked
                    .organisations
                    .iter()
                    .any(|organisation| fold(&organisation.name) == fold(name));
                let alone = opt_out.units.is_empty() && opt_out.email.is_none();
                if alone || of_board && opt_out.channel.is_none() {
                    gate.names.insert(fold(name));
                }
            }
        }
        let named: Vec<(UnitIx, &LinkedContact)> = gate
            .contacts_in_order()
            .filter(|(_, contact)| gate.is_named(contact))
            .collect();
        for (unit, _) in named {
            gate.units.entry(unit).or_default().add(None);
        }
        gate
    }

    fn contacts_in_order(&self) -> impl Iterator<Item = (UnitIx, &'a LinkedContact)> + use<'a> {
        self.facts
            .linked
            .contacts
            .iter()
            .filter_map(|contact| Some((contact.unit?, contact)))
    }

    fn is_named(&self, contact: &LinkedContact) -> bool {
        contact
            .name
            .as_ref()
            .is_some_and(|name| self.names.contains(&fold(name)))
    }

    /// Whether the ledger remembers that the recipient wants nothing more.
    fn said_no(&self, recipient: &str) -> bool {
        self.facts.history.opt_outs.contains(recipient)
    }

    fn email_silenced(&self, email: &str) -> bool {
        self.emails
            .get(fold(email).as_str())
            .is_some_and(|silence| silence.email)
    }

    /// Whether somebody said that nothing may go to an e-mail address.
    pub fn silences(&self, email: &str) -> bool {
        self.email_silenced(email)
    }

    fn bounced(&self, email: &str) -> bool {
        let mut pieces = self.facts.history.pieces.iter();
        pieces.any(|piece| {
            matches!(piece.state, PieceState::Bounced | PieceState::Refused)
                && piece
                    .email
                    .as_deref()
                    .is_some_and(|to| fold(to) == fold(email))
        })
    }

    /// Whether somebody spoke for a whole board: by its e-mail address, by its postal address, or
    /// by its name or that of its contact.
    fn board_said_no(&self, organisation: OrgIx) -> bool {
        let Some(record) = self.facts.linked.organisation(organisation) else {
            return true;
        };
        let by_email = record.email.as_ref().is_some_and(|email| {
            let silence = self.emails.get(fold(email).as_str());
            silence.is_some_and(|silence| silence.email && silence.letter)
        });
        let by_address = record.contact_address.is_some_and(|address| {
            let unit = self.facts.register.address(address).unit;
            unit.and_then(|unit| self.units.get(&unit))
                .is_some_and(|silence| silence.letter && silence.email)
        });
        let by_name = self.names.contains(&fold(&record.name))
            || record
                .contact
                .as_ref()
                .is_some_and(|name| self.names.contains(&fold(name)));
        by_email || by_name || by_address
    }

    /// How the residents of a home may be reached.
    pub fn home(&self, unit: UnitIx) -> Way {
        if self.said_no(&home_key(&self.facts, unit)) {
            return Way::Suppressed;
        }
        let silence = self.units.get(&unit).copied().unwrap_or_default();
        if silence.letter && silence.email {
            return Way::Suppressed;
        }
        let contacts = self.contacts.get(&unit).map_or(&[][..], Vec::as_slice);
        let way = if silence.email {
            Way::Letter(WhyNoEmail::OptedOut)
        } else {
            self.by_email(contacts)
        };
        if silence.letter && matches!(way, Way::Letter(_)) {
            Way::Suppressed
        } else {
            way
        }
    }

    /// The first contact who consented, else why there is none.
    fn by_email(&self, contacts: &[&LinkedContact]) -> Way {
        let mut why = WhyNoEmail::NoAddress;
        for contact in contacts {
            let Some(email) = &contact.email else {
                continue;
            };
            if self.email_silenced(email) || self.is_named(contact) {
                why = WhyNoEmail::OptedOut;
            } else if self.bounced(email) {
                why = WhyNoEmail::Bounced;
            } else if may_be_mailed(contact, self.facts.coverage.date) {
                return Way::Email {
                    email: email.clone(),
                    name: contact.name.clone(),
                };
            } else if why == WhyNoEmail::NoAddress {
                why = WhyNoEmail::NoConsent;
            }
        }
        Way::Letter(why)
    }

    /// How the board of an organisation may be reached, and the home where its letter is delivered.
    pub fn board(&self, organisation: OrgIx) -> (Way, Option<UnitIx>) {
        let Some(record) = self.facts.linked.organisation(organisation) else {
            return (Way::Suppressed, None);
        };
        if self.said_no(&board_key(&self.facts, organisation)) || self.board_said_no(organisation) {
            return (Way::Suppressed, None);
        }
        let people = self
            .boards
            .get(&organisation)
            .map_or(&[][..], Vec::as_slice);
        let known = record
            .contact_address
            .and_then(|address| self.facts.register.address(address).unit);
        let home = known.or_else(|| people.iter().find_map(|contact| contact.unit));
        if home
            .and_then(|unit| self.units.get(&unit))
            .is_some_and(|s| s.letter && s.email)
        {
            return (Way::Suppressed, home);
        }
        let own = match (&record.email, record.basis) {
            (None, _) => Way::Letter(WhyNoEmail::NoAddress),
            (Some(email), _) if self.email_silenced(email) => Way::Letter(WhyNoEmail::OptedOut),
            (Some(email), _) if self.bounced(email) => Way::Letter(WhyNoEmail::Bounced),
            (Some(email), Some(Basis::Consent | Basis::Member)) => Way::Email {
                email: email.clone(),
                name: record.contact.clone(),
            },
            (Some(email), Some(Basis::Published))
                if self.facts.campaign.mail.published_addresses =>
            {
                Way::Email {
                    email: email.clone(),
                    name: record.contact.clone(),
                }
            }
            (Some(_), Some(Basis::Published)) => Way::Letter(WhyNoEmail::PublishedNotAllowed),
            (Some(_), None) => Way::Letter(WhyNoEmail::NoConsent),
        };
        let way = match (own, self.by_email(people)) {
            (own @ Way::Email { .. }, _) => own,
            (_, person @ Way::Email { .. }) => person,
            (Way::Letter(WhyNoEmail::NoAddress), person) => person,
            (own, _) => own,
        };
        (way, home)
    }

    /// The language of a home: that which it asked for; else that of the first contact who has
    /// one; else the campaign's.
    pub fn language(&self, unit: UnitIx) -> Language {
        if !self.languages.is_empty() {
            let key = format_compact!("unit {}", self.facts.register.unit_id(unit));
            if let Some(language) = self.languages.get(&key) {
                return language.clone();
            }
        }
        let contacts = self.contacts.get(&unit).map_or(&[][..], Vec::as_slice);
        let known = contacts.iter().find_map(|contact| contact.language.clone());
        known.unwrap_or_else(|| self.facts.campaign.campaign.language.clone())
    }

    /// The language of a board.
    pub fn board_language(&self, organisation: OrgIx) -> Language {
        let record = self.facts.linked.organisation(organisation);
        let people = self
            .boards
            .get(&organisation)
            .map_or(&[][..], Vec::as_slice);
        record
            .and_then(|record| record.language.clone())
            .or_else(|| people.iter().find_map(|contact| contact.language.clone()))
            .unwrap_or_else(|| self.facts.campaign.campaign.language.clone())
    }
}

/// Consent counts only with its date (not in the future) and its source; members of the group need none.
fn may_be_mailed(contact: &LinkedContact, today: jiff::civil::Date) -> bool {
    match contact.basis {
        Some(Basis::Member) => true,
        Some(Basis::Consent) => {
            contact.consent_date.is_some_and(|date| date <= today)
                && contact
                    .consent_source
                    .as_ref()
                    .is_some_and(|source| !source.trim().is_empty())
        }
        Some(Basis::Published) | None => false,
    }
}
