//! The assembly: everything that the lists said, linked to the homes of the register.
//!
//! Addresses and expressions are read side by side, everything else in the order of the lists, so
//! that the outcome never depends on the number of threads.

mod addresses;
mod areas;
mod holdings;
mod names;
mod parties;
mod people;
mod several;
mod signs;
#[cfg(test)]
mod tests;
mod usage;

use self::addresses::Addresses;
use self::names::Landlords;
use super::{Finder, Linked, MatchOutcome, Question, QuestionAbout};
use domain::{Campaign, Decisions, Messages, Noted};
use lists::intake::{Intake, ListQuestion};
use register::Register;

/// The question about a whole list, as the workbook asks it.
fn of_list(asked: &ListQuestion) -> Question {
    Question {
        key: asked.key.clone(),
        origin: asked.origin,
        raw: asked.raw.clone(),
        ask: asked.ask,
        about: QuestionAbout::Contradiction(asked.choices.clone()),
        repeats: 0,
    }
}

/// Links every record to its homes, and says of every row why.
pub fn link(
    intake: Intake,
    register: &Register,
    campaign: &Campaign,
    decisions: &Decisions,
) -> Noted<Linked> {
    let messages = Messages::of(&campaign.campaign.language);
    let finder = Finder::new(register, decisions);
    let mut findings = Vec::new();
    let mut questions: Vec<Question> = intake.questions.iter().map(of_list).collect();
    let mut landlords = Landlords::default();

    let addresses = Addresses::find(&intake, &finder);
    addresses.ask(&intake, &mut questions, &mut findings);
    let reading = areas::Reading {
        register,
        decisions,
        language: &campaign.campaign.language,
        finder: &finder,
    };
    let holdings = holdings::link(
        &intake,
        &reading,
        &addresses,
        &mut landlords,
        &mut questions,
        &mut findings,
    );
    let areas::Areas {
        linked: areas,
        names,
        scope,
    } = areas::link(
        &intake,
        campaign,
        &reading,
        &holdings,
        &mut questions,
        &mut findings,
    );
    let parties::Parties {
        mut organisations,
        directory,
    } = parties::link(
        &intake,
        &addresses,
        &reading,
        &names,
        &messages,
        &mut landlords,
        &mut questions,
        &mut findings,
    );
    let evidence = signs::Evidence {
        intake: &intake,
        rules: &campaign.rules,
        directory: &directory,
        messages: &messages,
        decisions,
        today: campaign.campaign.date,
    };
    evidence.link(&mut organisations, &mut questions, &mut findings);
    let contacts = people::contacts(&intake, &addresses, register, &directory, &mut findings);
    let opt_outs = people::opt_outs(
        &intake,
        &addresses,
        &reading,
        &names,
        &contacts,
        &mut findings,
    );
    let support = evidence.with_organisation(
        &intake.support,
        |r| (r.origin, Some(&r.organisation)),
        &mut questions,
        &mut findings,
    );
    let issues = evidence.with_organisation(
        &intake.issues,
        |r| (r.origin, Some(&r.organisation)),
        &mut questions,
        &mut findings,
    );
    let meetings = evidence.with_organisation(
        &intake.meetings,
        |r| (r.origin, r.organisation.as_ref()),
        &mut questions,
        &mut findings,
    );

    let mut matches = addresses.into_matches(&intake);
    for found in &mut matches {
        let unit = found
            .address
            .and_then(|address| register.address(address).unit);
        if found.outcome == MatchOutcome::Matched && unit.is_some_and(|unit| !scope.contains(unit))
        {
            found.outcome = MatchOutcome::OutOfScope;
        }
    }
    let holdings = holdings
        .into_iter()
        .filter(|holding| scope.contains(holding.unit))
        .collect();
    questions.sort_by(|a, b| (a.origin, &a.key).cmp(&(b.origin, &b.key)));
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    Noted::new(
        Linked {
            sources: intake.sources,
            rows: intake.rows,
            matches,
            scope,
            holdings,
            organisations,
            contacts,
            opt_outs,
            areas,
            support,
            issues,
            meetings,
            replies: intake.replies,
            questions,
            landlords: landlords.into_names(),
        },
        findings,
    )
}
