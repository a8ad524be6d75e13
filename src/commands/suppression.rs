//! Who opted out, by whatever list and whenever: what earlier runs read holds beside the lists of
//! today, and what the lists of today say is kept.

use std::collections::HashMap;

use compact_str::{CompactString, format_compact};
use jiff::civil::Date;

use super::exit::Stop;
use super::walk::Walked;
use campaign::ledger::{History, Ledger, OptOut};
use domain::Secret;
use domain::text::fold;
use lists::intake::{Origin, SourceIx};
use matching::{Linked, LinkedOptOut};
use register::Register;

/// Adds what the ledger remembers to what the lists say; a row that a person took back holds
/// nobody any more.
pub fn recall(walked: &mut Walked, history: &History, secret: &Secret) {
    let taken_back = |out: &LinkedOptOut| {
        let subjects = subjects(out, &walked.register);
        !subjects.is_empty()
            && subjects.iter().all(|subject| {
                let same = |old: &&OptOut| {
                    (&old.subject, old.channel, old.said) == (subject, out.channel, out.date)
                };
                history.taken_back.iter().any(|old| same(&old))
                    && !history.suppressed.iter().any(|old| same(&old))
            })
    };
    walked.linked.opt_outs.retain(|out| !taken_back(out));
    recall_forgotten(walked, history, secret);
    for old in &history.suppressed {
        let mut out = LinkedOptOut {
            origin: Origin {
                source: SourceIx(u16::MAX),
                row: 0,
                part: 0,
            },
            units: smallvec::SmallVec::new(),
            email: None,
            name: None,
            channel: old.channel,
            date: old.said,
        };
        match old.subject.split_once(' ') {
            Some(("unit", id)) => out.units.extend(walked.register.find_unit(id)),
            Some(("email", email)) => {
                out.units.extend(homes_of(&walked.linked, email));
                out.email = Some(email.into());
            }
            Some(("name", name)) => out.name = Some(name.into()),
            _ => continue,
        }
        walked.linked.opt_outs.push(out);
    }
}

/// Whoever was forgotten is known by a keyed hash alone: where a list names them again, they get
/// nothing.
fn recall_forgotten(walked: &mut Walked, history: &History, secret: &Secret) {
    let hashes: HashMap<&str, &OptOut> = history
        .suppressed
        .iter()
        .filter_map(|out| Some((out.subject.strip_prefix("hash ")?, out)))
        .collect();
    if hashes.is_empty() {
        return;
    }
    let linked = &walked.linked;
    let contacts = linked
        .contacts
        .iter()
        .map(|one| (one.email.as_ref(), one.name.as_ref(), one.unit));
    let boards = linked
        .organisations
        .iter()
        .map(|one| (one.email.as_ref(), one.contact.as_ref(), None));
    let mut outs = Vec::new();
    for (email, name, unit) in contacts.chain(boards) {
        let subjects = [
            email.map(|email| format!("email {}", email.to_lowercase())),
            name.map(|name| format!("name {}", fold(name))),
        ];
        let known = subjects
            .iter()
            .flatten()
            .find_map(|subject| hashes.get(secret.hex(&["opt-out", subject]).as_str()));
        if let Some(old) = known {
            outs.push(LinkedOptOut {
                origin: Origin {
                    source: SourceIx(u16::MAX),
                    row: 0,
                    part: 0,
                },
                units: unit.into_iter().collect(),
                email: email.cloned(),
                name: name.cloned(),
                channel: old.channel,
                date: old.said,
            });
        }
    }
    walked.linked.opt_outs.extend(outs);
}

/// The homes that a contact list ties to an e-mail address.
fn homes_of(linked: &Linked, email: &str) -> Vec<register::UnitIx> {
    let contacts = linked.contacts.iter().filter(|contact| {
        let known = contact.email.as_deref();
        known.is_some_and(|known| known.to_lowercase() == email)
    });
    contacts.filter_map(|contact| contact.unit).collect()
}

/// Keeps every opt-out of the lists of today.
///
/// # Errors
/// When the ledger cannot be written.
pub fn keep(ledger: &mut Ledger, walked: &Walked, date: Date) -> Result<u64, Stop> {
    let mut all = Vec::new();
    for out in &walked.linked.opt_outs {
        for subject in subjects(out, &walked.register) {
            all.push(OptOut {
                subject,
                channel: out.channel,
                source: "list".into(),
                said: out.date,
                date,
            });
        }
    }
    Ok(ledger.suppress(&all)?)
}

/// Whom an opt-out is about, in the words of the ledger.
fn subjects(out: &LinkedOptOut, register: &Register) -> Vec<CompactString> {
    let mut subjects: Vec<CompactString> = out
        .units
        .iter()
        .map(|unit| format_compact!("unit {}", register.unit_id(*unit)))
        .collect();
    if let Some(email) = &out.email {
        subjects.push(format_compact!("email {}", email.to_lowercase()));
    }
    if let (Some(name), true) = (&out.name, subjects.is_empty()) {
        subjects.push(format_compact!("name {}", fold(name)));
    }
    subjects
}
