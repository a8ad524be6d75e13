//! Who is meant: by an e-mail address, a personal code, an address, or a name; and everything that
//! lists and memory know of them.

use std::collections::BTreeSet;

use compact_str::{CompactString, format_compact};

use crate::commands::exit::Stop;
use crate::commands::session::Session;
use crate::commands::suppression;
use crate::commands::walk::{Walked, walk};
use campaign::ledger::{History, Ledger, PieceRecord};
use domain::text::fold;
use domain::{AddressText, Code, Decisions, Place};
use lists::intake::{Basis, place};
use matching::{Finder, LinkedContact};

/// A person or home, with what is known.
#[derive(Debug, Default)]
pub struct Person {
    /// `unit …` and `organisation …` of the home and of boards by this address.
    pub recipients: BTreeSet<CompactString>,
    /// E-mail addresses, in lower case.
    pub emails: BTreeSet<String>,
    /// Names, as written.
    pub names: BTreeSet<String>,
    /// What the lists say, with the place of each row.
    pub listed: Vec<(Place, String)>,
    /// Their pieces, by id.
    pub pieces: Vec<PieceRecord>,
}

impl Person {
    /// Whether nobody and nothing was found.
    pub fn is_nobody(&self) -> bool {
        self.recipients.is_empty() && self.emails.is_empty() && self.names.is_empty()
    }

    /// The texts that identify them.
    pub fn texts(&self) -> Vec<String> {
        self.emails.iter().chain(&self.names).cloned().collect()
    }
}

/// The lists and the memory, read once.
pub struct Known {
    /// The lists, linked.
    pub walked: Walked,
    /// The memory.
    pub history: History,
}

/// Reads lists and memory.
///
/// # Errors
/// When the register or the ledger cannot be read.
pub fn read(session: &Session<'_>) -> Result<Known, Stop> {
    let history = campaign::ledger::Ledger::history_of(&session.ledger())?;
    let mut walked = walk(session, &history)?;
    let secret = session.secret_to_look(&history)?;
    suppression::recall(&mut walked, &history, &secret);
    Ok(Known { walked, history })
}

impl Known {
    /// Whoever is meant by these words.
    pub fn find(&self, words: &str) -> Person {
        let words = words.trim();
        let mut person = Person::default();
        let register = &self.walked.register;
        if let Some(code) = Code::parse(words) {
            let piece = self.history.pieces.iter().find(|piece| piece.code == code);
            person
                .recipients
                .extend(piece.map(|piece| piece.recipient.clone()));
            person.emails.extend(
                piece
                    .and_then(|piece| piece.email.as_ref())
                    .map(|email| email.to_lowercase().to_string()),
            );
        } else if words.contains('@') {
            person.emails.insert(words.to_lowercase());
        } else {
            let address = AddressText {
                whole: Some(words.into()),
                ..AddressText::default()
            };
            let none = Decisions::none();
            let found = Finder::new(register, &none).find(&address).address;
            let unit = found.and_then(|ix| register.address(ix).unit);
            match unit {
                Some(unit) => {
                    let key = format_compact!("unit {}", register.unit_id(unit));
                    person.recipients.insert(key);
                }
                None => person.named(words, self),
            }
        }
        person.complete(self);
        person
    }
}

impl Person {
    fn named(&mut self, words: &str, known: &Known) {
        let wanted = fold(words);
        let linked = &known.walked.linked;
        let contacts = linked.contacts.iter().filter_map(|one| one.name.as_deref());
        let boards = linked
            .organisations
            .iter()
            .filter_map(|one| one.contact.as_deref());
        let outs = linked.opt_outs.iter().filter_map(|one| one.name.as_deref());
        let all = contacts.chain(boards).chain(outs);
        self.names
            .extend(all.filter(|name| fold(name) == wanted).map(str::to_owned));
    }

    fn is_contact(&self, contact: &LinkedContact, known: &Known) -> bool {
        let email = contact.email.as_deref().map(str::to_lowercase);
        let home = contact
            .unit
            .map(|unit| format_compact!("unit {}", known.walked.register.unit_id(unit)));
        email.is_some_and(|email| self.emails.contains(&email))
            || home.is_some_and(|home| self.recipients.contains(&home))
            || contact
                .name
                .as_deref()
                .is_some_and(|name| self.names.iter().any(|known| fold(known) == fold(name)))
    }

    /// Adds what follows from what is known: the names and addresses of the same contact, and the
    /// pieces. A home that a contact lives in is not theirs alone and stays out.
    fn complete(&mut self, known: &Known) {
        let linked = &known.walked.linked;
        let contacts: Vec<&LinkedContact> = linked
            .contacts
            .iter()
            .filter(|contact| self.is_contact(contact, known))
            .collect();
        for contact in contacts {
            self.emails
                .extend(contact.email.as_deref().map(str::to_lowercase));
            self.names
                .extend(contact.name.as_deref().map(str::to_owned));
            let consent = contact.consent_date.map(|date| date.to_string());
            let parts = [
                contact.name.as_deref(),
                contact.email.as_deref(),
                contact.basis.map(word),
                consent.as_deref(),
                contact.consent_source.as_deref(),
                contact.role.as_deref(),
            ];
            let said: Vec<&str> = parts.into_iter().flatten().collect();
            self.listed
                .push((place(&linked.sources, contact.origin), said.join(", ")));
        }
        for organisation in &linked.organisations {
            let email = organisation.email.as_deref().map(str::to_lowercase);
            let theirs = email
                .as_ref()
                .is_some_and(|email| self.emails.contains(email))
                || organisation
                    .contact
                    .as_deref()
                    .is_some_and(|name| self.names.iter().any(|known| fold(known) == fold(name)));
            if theirs {
                self.emails.extend(email);
                self.names
                    .extend(organisation.contact.as_deref().map(str::to_owned));
                let parts = [
                    Some(organisation.name.as_str()),
                    organisation.contact.as_deref(),
                    organisation.email.as_deref(),
                ];
                let said: Vec<&str> = parts.into_iter().flatten().collect();
                for origin in &organisation.origins {
                    self.listed
                        .push((place(&linked.sources, *origin), said.join(", ")));
                }
            }
        }
        let theirs = |piece: &&PieceRecord| {
            let email = piece.email.as_deref().map(str::to_lowercase);
            self.recipients.contains(&piece.recipient)
                || email.is_some_and(|email| self.emails.contains(&email))
        };
        let pieces = known.history.pieces.iter().filter(theirs);
        self.pieces = pieces.cloned().collect();
    }
}

/// The ground for writing by e-mail, as lists call it.
pub fn word(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "toestemming",
        Basis::Member => "lid",
        Basis::Published => "openbaar",
    }
}

/// The scans on which slips of somebody stand, each with a page: they are pictures, in which no text
/// can be searched.
///
/// # Errors
/// When the ledger cannot be read.
pub fn scans(session: &Session<'_>, person: &Person) -> Result<BTreeSet<(String, u32)>, Stop> {
    let mut all = BTreeSet::new();
    if !session.ledger().exists() {
        return Ok(all);
    }
    let ledger = Ledger::open(&session.ledger())?;
    let looks = ledger.looks()?;
    for piece in &person.pieces {
        let scanned = ledger.scanned(&piece.id)?;
        all.extend(scanned.into_iter().map(|scan| (scan.file, scan.page)));
        let theirs = looks.iter().filter(|look| look.piece == piece.id);
        all.extend(theirs.map(|look| (look.file.clone(), look.page)));
    }
    all.retain(|(file, _)| session.inputs().join(file).exists());
    Ok(all)
}
