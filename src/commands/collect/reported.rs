//! What was said at the doors, by organisations, on slips and in forms.

use compact_str::CompactString;
use jiff::civil::Date;

use super::Taking;
use super::read::FollowUp;
use crate::commands::exit::Stop;
use crate::commands::letters::{of_batch, position};
use crate::commands::walk::open_register;
use campaign::ledger::{Outcome, Source};
use campaign::survey::asks_for_nothing_more;
use domain::refusal::{names_opt_outs, says_no, says_yes};
use domain::text::{clean, fold};
use domain::{AddressText, Code, Decisions, Edit, Finding, Messages, PieceState, Place};
use lists::intake::{Intake, RowOutcome as Fate};
use matching::Finder;
use papers::letters::fields::nearest;
use papers::replies::{
    BatchReport, DoorOutcome, DoorReport, OrganisationReport, Returned, SlipReport,
};
use papers::workbooks::opvolging::deuren::OUTCOMES;

type Answers = [(CompactString, CompactString)];

impl Taking<'_> {
    /// What was filled in about support, issues and meetings.
    pub(super) fn fill_in(&mut self, follow_up: &FollowUp) -> Result<(), Stop> {
        let edits: Vec<Edit> = follow_up
            .said
            .iter()
            .filter_map(|said| match said {
                Returned::Filled(edit) => Some(edit.clone()),
                Returned::Door(_)
                | Returned::Organisation(_)
                | Returned::Slip(_)
                | Returned::Batch(_) => None,
            })
            .collect();
        for edit in &edits {
            let place = Place::sheet(edit.file.as_str(), edit.sheet.as_str()).at_row(edit.row);
            self.accounts.used(&place, edit.log.word());
        }
        if !edits.is_empty() {
            let FollowUp { name, digest, .. } = follow_up;
            let date = self.session.date;
            self.taken.filled_in += self.ledger.fill_in(digest, name, date, &edits)?;
        }
        Ok(())
    }

    /// What was said at the doors, by organisations, and on paper slips.
    pub(super) fn report(&mut self, returned: &[Returned]) -> Result<(), Stop> {
        for report in returned {
            match report {
                Returned::Filled(_) => {}
                Returned::Door(door) => self.door(door)?,
                Returned::Organisation(organisation) => self.organisation(organisation)?,
                Returned::Slip(slip) => self.slip(slip)?,
                Returned::Batch(batch) => self.batch(batch)?,
            }
        }
        Ok(())
    }

    fn door(&mut self, door: &DoorReport) -> Result<(), Stop> {
        self.accounts.used(&door.place, "door");
        let recipient = format!("unit {}", door.unit);
        let date = door.date.unwrap_or(self.session.date);
        let clear = door.outcome == Some(DoorOutcome::NoMore);
        let said_no = clear || says_no(&door.said) || says_no(&door.note);
        if said_no {
            self.taken.opt_outs += u64::from(self.ledger.opt_out(&recipient, date)?);
            if !clear {
                self.findings
                    .push(near_no(&door.place, &door.said, &door.note));
            }
        } else if door.outcome == Some(DoorOutcome::Other) && !is_other(&door.said) {
            self.findings.push(
                Finding::warning("W117")
                    .at(door.place.clone())
                    .with("said", door.said.as_str())
                    .with("nearest", self.nearest_outcome(&door.said)),
            );
        }
        let visit = match door.outcome {
            Some(DoorOutcome::NotHome) if !said_no => Some(Outcome::NotHome),
            Some(DoorOutcome::Empty) if !said_no => Some(Outcome::Empty),
            _ => None,
        };
        if let Some(outcome) = visit {
            let heard = self
                .ledger
                .hear(&recipient, date, outcome, door.note.as_str())?;
            self.taken.visits += u64::from(heard);
            return Ok(());
        }
        self.keep_words(&recipient, date, &door.said, &door.note)
    }

    fn organisation(&mut self, report: &OrganisationReport) -> Result<(), Stop> {
        self.accounts.used(&report.place, "organisation");
        let recipient = format!("organisation {}", report.organisation);
        let date = report.date.unwrap_or(self.session.date);
        if says_no(&report.said) || says_no(&report.note) {
            self.taken.opt_outs += u64::from(self.ledger.opt_out(&recipient, date)?);
            self.findings
                .push(near_no(&report.place, &report.said, &report.note));
        }
        let outcome = match report.outcome {
            Some("no-answer") => Some(Outcome::NotReached),
            Some("gone") => Some(Outcome::Gone),
            _ => None,
        };
        if let Some(outcome) = outcome {
            let heard = self
                .ledger
                .hear(&recipient, date, outcome, report.note.as_str())?;
            self.taken.replies += u64::from(heard);
            return Ok(());
        }
        self.keep_words(&recipient, date, &report.said, &report.note)
    }

    /// The outcome and the note, in one line.
    fn keep_words(
        &mut self,
        recipient: &str,
        date: Date,
        said: &str,
        note: &str,
    ) -> Result<(), Stop> {
        let said = match (said.is_empty(), note.is_empty()) {
            (_, true) => said.to_owned(),
            (true, false) => note.to_owned(),
            (false, false) => format!("{said}: {note}"),
        };
        if !said.trim().is_empty() {
            let new = self.ledger.report(recipient, date, &said)?;
            self.taken.replies += u64::from(new);
        }
        Ok(())
    }

    /// A batch that was delivered, up to a letter when not all of it was; not before it was made, and
    /// not after today.
    fn batch(&mut self, report: &BatchReport) -> Result<(), Stop> {
        let history = self.ledger.history()?;
        let pieces = of_batch(&history, report.batch);
        let through = report.through.trim();
        let upto = if through.is_empty() {
            Some(pieces.len())
        } else {
            position(&pieces, through)
        };
        let made = pieces.first().map(|piece| piece.made);
        let fits = made.is_some_and(|made| made <= report.date && report.date <= self.session.date);
        let finding = match upto {
            _ if !fits => Some(Finding::error("W128").with("date", report.date)),
            None => Some(Finding::error("W129").with("letter", clean(through))),
            Some(_) => None,
        };
        if let Some(finding) = finding {
            let finding = finding.with("batch", report.batch);
            self.findings.push(finding.at(report.place.clone()));
            self.accounts
                .put(&report.place, "batch", Fate::SetAside, "returned-nothing");
            return Ok(());
        }
        let delivered: Vec<CompactString> = pieces
            .iter()
            .take(upto.unwrap_or(0))
            .filter(|piece| piece.state == PieceState::Sealed)
            .map(|piece| piece.id.clone())
            .collect();
        let state = PieceState::Delivered;
        let count = self.ledger.mark(&delivered, state, report.date, "")?;
        self.taken.delivered += u64::from(count);
        self.accounts.used(&report.place, "batch");
        Ok(())
    }

    fn slip(&mut self, slip: &SlipReport) -> Result<(), Stop> {
        let date = slip.date.unwrap_or(self.session.date);
        self.answer(&slip.code, date, Source::Slip, &slip.answers, &slip.place)
    }

    /// The answers of a form export.
    pub(super) fn form(&mut self, form: &Intake) -> Result<(), Stop> {
        for reply in &form.replies {
            let date = reply.date.unwrap_or(self.session.date);
            let place = form.place(reply.origin);
            let by_home = if reply.code.is_empty() {
                self.code_of_home(&reply.address)?
            } else {
                None
            };
            let code = by_home.unwrap_or_else(|| reply.code.clone());
            self.answer(&code, date, Source::Form, &reply.answers, &place)?;
        }
        Ok(())
    }

    /// The code of the last piece to the home at an address that is found for sure.
    fn code_of_home(&mut self, address: &AddressText) -> Result<Option<CompactString>, Stop> {
        if self.register.is_none() {
            let opened = open_register(self.session)?;
            self.register = Some(opened.into_value(&mut self.findings).register);
        }
        let Some(register) = &self.register else {
            return Ok(None);
        };
        let none = Decisions::none();
        let found = Finder::new(register, &none).find(address);
        let Some(unit) = found.address.and_then(|ix| register.address(ix).unit) else {
            return Ok(None);
        };
        let unit = format!("unit {}", register.unit_id(unit));
        let code = self.ledger.last_code(&unit)?;
        Ok(code.map(|code| code.plain().into()))
    }

    /// The answers of whoever got a code; one that says no to any more post is an opt-out too.
    fn answer(
        &mut self,
        typed: &str,
        date: Date,
        source: Source,
        answers: &Answers,
        place: &Place,
    ) -> Result<(), Stop> {
        let kind = if source == Source::Form {
            "replies"
        } else {
            source.word()
        };
        let code = self.code(typed, place)?;
        let found = match code {
            Some(code) => self.ledger.reply(code, date, source, answers)?,
            None => None,
        };
        let (Some(code), Some(new)) = (code, found) else {
            self.accounts
                .put(place, kind, Fate::SetAside, "returned-code");
            self.findings.push(
                Finding::warning("W115")
                    .at(place.clone())
                    .with("code", clean(typed)),
            );
            return Ok(());
        };
        self.accounts.used(place, kind);
        self.taken.replies += u64::from(new);
        self.nothing_more(answers, code, date)
    }

    /// Answers that ask for nothing more are an opt-out of whoever got the code.
    pub(super) fn nothing_more(
        &mut self,
        answers: &Answers,
        code: Code,
        date: Date,
    ) -> Result<(), Stop> {
        let survey = &self.session.campaign.survey;
        let no = answers.iter().any(|(asked, said)| {
            says_no(said)
                || names_opt_outs(asked) && says_yes(said)
                || asks_for_nothing_more(survey, asked, said)
        });
        if no && let Some(recipient) = self.ledger.recipient_of(code)? {
            self.taken.opt_outs += u64::from(self.ledger.opt_out(&recipient, date)?);
        }
        Ok(())
    }
}

impl Taking<'_> {
    /// The code that was typed; one with a single mistake where exactly one code that was given
    /// out is meant.
    fn code(&mut self, typed: &str, place: &Place) -> Result<Option<Code>, Stop> {
        if let Some(code) = Code::parse(typed) {
            return Ok(Some(code));
        }
        let mut given_out = Vec::new();
        for code in Code::near(typed) {
            if self.ledger.recipient_of(code)?.is_some() {
                given_out.push(code);
            }
        }
        let [code] = given_out.as_slice() else {
            return Ok(None);
        };
        self.findings.push(
            Finding::info("W127")
                .at(place.clone())
                .with("typed", clean(typed))
                .with("code", code.to_string()),
        );
        Ok(Some(*code))
    }
}

/// The finding of words that are nearly those of the list, and mean no.
fn near_no(place: &Place, said: &str, note: &str) -> Finding {
    let words = if says_no(said) { said } else { note };
    Finding::warning("P111")
        .at(place.clone())
        .with("said", clean(words))
}

impl Taking<'_> {
    /// The outcome at a door that a misspelt one looks like; a person chooses.
    fn nearest_outcome(&self, said: &str) -> String {
        let messages = &self.session.messages;
        let words = OUTCOMES.map(|key| messages.plain(&format!("outcome-{key}")));
        nearest(said, words.iter().map(String::as_str))
    }
}

/// Whether the words are those of the list for something else.
fn is_other(said: &str) -> bool {
    Messages::all().iter().any(|messages| {
        let word = messages.plain("outcome-other");
        fold(&word) == fold(said)
    })
}
