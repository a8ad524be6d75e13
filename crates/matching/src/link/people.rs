//! Contacts and opt-outs: at which home, with which address, for which organisation.

use std::collections::HashMap;

use compact_str::CompactString;
use smallvec::SmallVec;

use super::addresses::Addresses;
use super::areas::Reading;
use super::parties::{Called, Directory, bad_email};
use crate::{CoverNames, CoverReader, LinkedContact, LinkedOptOut, UnitSet};
use domain::{AddressText, Finding, email};
use lists::intake::{Intake, Origin};
use register::{Register, UnitIx};

fn unit(addresses: &Addresses, register: &Register, origin: Origin) -> Option<UnitIx> {
    addresses
        .at(origin)
        .and_then(|found| found.address)
        .and_then(|address| register.address(address).unit)
}

/// People with their home, checked e-mail address and organisation.
pub(super) fn contacts(
    intake: &Intake,
    addresses: &Addresses,
    register: &Register,
    directory: &Directory,
    findings: &mut Vec<Finding>,
) -> Vec<LinkedContact> {
    intake
        .contacts
        .iter()
        .map(|record| {
            let email = record.email.as_deref().and_then(|text| {
                email::check(text)
                    .map(CompactString::from)
                    .map_err(|fault| {
                        findings.push(bad_email(intake, record.origin, text, fault));
                    })
                    .ok()
            });
            let organisation = record
                .organisation
                .as_deref()
                .filter(|name| !name.trim().is_empty())
                .and_then(|name| match directory.find(name) {
                    Called::One(org) => Some(org),
                    Called::Nobody | Called::Several(_) => {
                        findings.push(
                            Finding::warning("M351")
                                .at(intake.place(record.origin))
                                .with("name", name),
                        );
                        None
                    }
                });
            LinkedContact {
                origin: record.origin,
                name: record.name.clone(),
                unit: unit(addresses, register, record.origin),
                email,
                basis: record.basis,
                consent_date: record.consent_date,
                consent_source: record.consent_source.clone(),
                language: record.language.clone(),
                role: record.role.clone(),
                organisation,
            }
        })
        .collect()
}

/// Opt-outs with the homes where nothing may be delivered: the address, every home that an
/// unclear address may mean, and the homes that a contact list ties to the e-mail address.
pub(super) fn opt_outs(
    intake: &Intake,
    addresses: &Addresses,
    reading: &Reading<'_>,
    names: &CoverNames,
    contacts: &[LinkedContact],
    findings: &mut Vec<Finding>,
) -> Vec<LinkedOptOut> {
    let register = reading.register;
    let reader = reading.reader(names);
    let mut homes: HashMap<CompactString, Vec<UnitIx>> = HashMap::new();
    for contact in contacts {
        if let (Some(email), Some(unit)) = (&contact.email, contact.unit) {
            homes.entry(email.to_lowercase()).or_default().push(unit);
        }
    }
    intake
        .opt_outs
        .iter()
        .map(|record| {
            let place = || intake.place(record.origin);
            // An opt-out is kept even when the address looks odd: it must stop whatever it can.
            let email: Option<CompactString> = record.email.as_deref().map(|text| {
                email::check(text).map_or_else(
                    |_| domain::text::clean(text).to_lowercase().into(),
                    |email| email.to_lowercase().into(),
                )
            });
            let mut units: SmallVec<[UnitIx; 1]> = unit(addresses, register, record.origin)
                .into_iter()
                .collect();
            if units.is_empty()
                && let Some(found) = addresses.at(record.origin)
            {
                let maybe = found
                    .candidates
                    .iter()
                    .filter_map(|candidate| register.address(candidate.address).unit);
                units.extend(maybe);
                // Never fewer homes than may be meant: `28-30`, `21-9` where 21-1 to 21-3 exist.
                units.extend(may_mean(&reader, &record.address).iter());
                units.sort_unstable();
                units.dedup();
                if units.is_empty() && email.is_none() {
                    findings.push(
                        Finding::error("M361")
                            .at(place())
                            .with("raw", addresses.raw(record.origin)),
                    );
                } else if !units.is_empty() {
                    findings.push(
                        Finding::warning("M362")
                            .at(place())
                            .with("raw", addresses.raw(record.origin))
                            .with("homes", units.len()),
                    );
                }
            }
            if let Some(email) = &email {
                let tied = homes.get(email.as_str()).map_or(&[][..], Vec::as_slice);
                units.extend(tied.iter().copied());
                if units.is_empty() {
                    findings.push(
                        Finding::warning("M363")
                            .at(place())
                            .with("email", domain::text::mask_email(email)),
                    );
                }
            }
            if email.is_none() && record.address.is_empty() {
                findings.push(Finding::error("M364").at(place()));
            }
            units.sort_unstable();
            units.dedup();
            LinkedOptOut {
                origin: record.origin,
                units,
                email,
                name: record.name.clone(),
                channel: record.channel,
                date: record.date,
            }
        })
        .collect()
}

/// Every home that the text of an opt-out may mean: as an expression, in each of its readings, and
/// by its street and number alone.
fn may_mean(reader: &CoverReader<'_>, address: &AddressText) -> UnitSet {
    let mut context = address.clone();
    let text = context.whole.take().unwrap_or_else(|| address.raw().into());
    let all = |text: &str| {
        let found = reader.read(text, &context, false);
        found
            .readings
            .iter()
            .fold(found.units, |units, reading| units.union(&reading.units))
    };
    let mut units = all(&text);
    let is_end = |at: usize| {
        let (before, after) = text.split_at(at);
        before.ends_with(|c: char| c.is_ascii_digit())
            && !after.starts_with(|c: char| c.is_ascii_digit())
    };
    let ends = text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| is_end(*at));
    for end in ends {
        let street_and_number = text.get(..end).unwrap_or_default();
        let found = all(street_and_number);
        if !found.is_empty() {
            units = units.union(&found);
            break;
        }
    }
    units
}
