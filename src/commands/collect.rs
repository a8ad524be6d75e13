//! `haarvaten collect`: takes in what came back in `inputs/returned/`; and `haarvaten decisions`,
//! which shows what people decided and takes a decision back.

use std::path::{Path, PathBuf};

use compact_str::CompactString;
use jiff::civil::Date;

use super::below;
use super::exit::{Exit, Stop};
use super::outputs;
use super::session::Session;
use super::walk::{open_register, reader};
use crate::cli::Global;
use crate::terminal::Terminal;
use campaign::ledger::{Ledger, Outcome};
use domain::refusal::{names_opt_outs, says_no, says_yes};
use domain::text::fold;
use domain::{AddressText, Code, Decision, Decisions, Edit, Finding, Messages, Place, Ruling};
use lists::intake::{self, Intake};
use lists::read;
use matching::Finder;
use papers::replies::{self, DoorOutcome, Returned};
use papers::workbooks;
use papers::workbooks::controle_back::{Answered, controle_back};
use register::Register;

/// Takes in everything; what was taken in earlier changes nothing.
///
/// # Errors
/// When the campaign, its register or its ledger cannot be read or written.
pub fn collect(global: &Global, terminal: &Terminal) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let _lock = session.lock()?;
    let (taken, findings) = take_in(&session)?;
    terminal.findings(&findings, &session.messages, usize::MAX);
    tell(&session, &taken);
    Ok(Exit::after(&findings))
}

/// Takes in everything that lies in `inputs/returned/`: what was new, and what a person has to
/// look at.
///
/// # Errors
/// When the register or the ledger cannot be read or written.
pub fn take_in(session: &Session<'_>) -> Result<(Taken, Vec<Finding>), Stop> {
    let mut findings = Vec::new();
    let files = below::files(&session.inputs().join("returned"), &mut findings);
    if files.is_empty() {
        return Ok((Taken::default(), findings));
    }
    let mut back = read_back(session, &files, &mut findings);
    for review in &mut back.reviews {
        resolve_typed(session, &mut review.answers, &mut findings)?;
    }
    let mut ledger = Ledger::open(&session.ledger())?;
    let mut taken = Taken {
        files: u64::try_from(files.len()).unwrap_or(u64::MAX),
        later: u64::try_from(back.later).unwrap_or(u64::MAX),
        ..Taken::default()
    };
    for review in &back.reviews {
        decide(&mut ledger, review, session.date, &mut taken)?;
    }
    for follow_up in &back.returned {
        fill_in(&mut ledger, session, follow_up, &mut taken)?;
        report(
            &mut ledger,
            session,
            &follow_up.said,
            &mut taken,
            &mut findings,
        )?;
    }
    reply(&mut ledger, session, &back.forms, &mut taken, &mut findings)?;
    let history = ledger.history()?;
    outputs::tables(session, vec![workbooks::tables::ledger(&history)])?;
    drop(ledger);
    super::memory::keep(session)?;
    Ok((taken, findings))
}

/// Says what was taken in, as a table.
pub fn tell(session: &Session<'_>, taken: &Taken) {
    let (terminal, messages) = (session.terminal, &session.messages);
    let rows = [
        ("collect-files", taken.files),
        ("collect-new", taken.new),
        ("collect-known", taken.known),
        ("collect-undone", taken.undone),
        ("collect-later", taken.later),
        ("collect-replies", taken.replies),
        ("collect-visits", taken.visits),
        ("collect-filled", taken.filled_in),
        ("collect-optouts", taken.opt_outs),
    ];
    let shown: Vec<(String, String)> = rows
        .iter()
        .filter(|(key, count)| *count > 0 || matches!(*key, "collect-files" | "collect-optouts"))
        .map(|(key, count)| (messages.plain(key), messages.count(*count)))
        .collect();
    terminal.say(&messages.plain("collect-title"));
    terminal.figures(&shown);
    terminal.record(&serde_json::json!({
        "files": taken.files, "decisions": taken.new, "known": taken.known,
        "undone": taken.undone, "later": taken.later, "replies": taken.replies,
        "visits": taken.visits, "filled_in": taken.filled_in, "opt_outs": taken.opt_outs,
    }));
}

/// Everything that the files say.
#[derive(Default)]
struct Back {
    reviews: Vec<Review>,
    later: usize,
    returned: Vec<FollowUp>,
    forms: Vec<Intake>,
}

/// The decisions of one review workbook.
struct Review {
    name: String,
    /// Of what is in the file: a copy under another name is the same workbook.
    digest: String,
    answers: Vec<Answered>,
}

/// What a follow-up workbook says.
struct FollowUp {
    name: String,
    /// Of what is in the file: a copy under another name is the same workbook.
    digest: String,
    said: Vec<Returned>,
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn digest_of(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_default();
    blake3::hash(&bytes).to_hex().to_string()
}

/// How much of it was new.
#[derive(Debug, Default)]
pub struct Taken {
    files: u64,
    later: u64,
    new: u64,
    undone: u64,
    known: u64,
    replies: u64,
    visits: u64,
    opt_outs: u64,
    filled_in: u64,
}

impl Taken {
    /// Whether anything was new.
    pub fn is_news(&self) -> bool {
        self.new + self.undone + self.replies + self.visits + self.opt_outs + self.filled_in > 0
    }
}

/// Reads every file as what it is: a review workbook, a follow-up workbook, or a form export.
fn read_back(session: &Session<'_>, files: &[PathBuf], findings: &mut Vec<Finding>) -> Back {
    let reader = reader(session);
    let mut back = Back::default();
    for path in files {
        let sheets = read::read_workbook(&reader, path).into_value(findings);
        if sheets.is_empty() {
            continue;
        }
        if let Some(read) = controle_back(&sheets, session.date) {
            let read = read.into_value(findings);
            back.later += read.later;
            back.reviews.push(Review {
                name: name_of(path),
                digest: digest_of(path),
                answers: read.answers,
            });
            continue;
        }
        let returned = replies::read(&sheets).into_value(findings);
        if !returned.is_empty() {
            back.returned.push(FollowUp {
                name: name_of(path),
                digest: digest_of(path),
                said: returned,
            });
            continue;
        }
        let form = intake::replies_of(&reader, path);
        if form.value.replies.is_empty() {
            let name = name_of(path);
            findings.push(Finding::info("W113").at(Place::file(format!("returned/{name}"))));
        } else {
            back.forms.push(form.into_value(findings));
        }
    }
    back
}

fn decide(ledger: &mut Ledger, review: &Review, date: Date, taken: &mut Taken) -> Result<(), Stop> {
    if ledger.was_taken_in(&review.digest)? {
        taken.known += u64::try_from(review.answers.len()).unwrap_or(u64::MAX);
        return Ok(());
    }
    let earlier = ledger.history()?.decisions;
    for answer in &review.answers {
        let Some(decision) = &answer.decision else {
            taken.undone += u64::from(ledger.undecide(&answer.key, date)?);
            continue;
        };
        // The day on which it was first taken in stays: the same workbook again is no news.
        let same = |e: &Decision| e.ruling == decision.ruling && e.note == decision.note;
        let is_known = earlier.get(&answer.key).is_some_and(same);
        if !is_known && ledger.decide(&answer.key, decision)? {
            taken.new += 1;
        } else {
            taken.known += 1;
        }
    }
    ledger.take_in(&review.digest, &review.name, date)?;
    Ok(())
}

/// What was filled in about support, issues and meetings.
fn fill_in(
    ledger: &mut Ledger,
    session: &Session<'_>,
    follow_up: &FollowUp,
    taken: &mut Taken,
) -> Result<(), Stop> {
    let edits: Vec<Edit> = follow_up
        .said
        .iter()
        .filter_map(|said| match said {
            Returned::Filled(edit) => Some(edit.clone()),
            Returned::Door(_) | Returned::Organisation(_) | Returned::Slip(_) => None,
        })
        .collect();
    if !edits.is_empty() {
        let FollowUp { name, digest, .. } = follow_up;
        taken.filled_in += ledger.fill_in(digest, name, session.date, &edits)?;
    }
    Ok(())
}

/// What was said at the doors, by organisations, and on paper slips.
fn report(
    ledger: &mut Ledger,
    session: &Session<'_>,
    returned: &[Returned],
    taken: &mut Taken,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    for report in returned {
        let (recipient, date, said, note) = match report {
            Returned::Filled(_) => continue,
            Returned::Door(door) => {
                let recipient = format!("unit {}", door.unit);
                let date = door.date.unwrap_or(session.date);
                let clear = door.outcome == Some(DoorOutcome::NoMore);
                let said_no = clear || says_no(&door.said) || says_no(&door.note);
                if said_no {
                    let is_new = ledger.opt_out(&recipient, date)?;
                    taken.opt_outs += u64::from(is_new);
                    if !clear {
                        findings.push(near_no(&door.place, &door.said, &door.note));
                    }
                } else if door.outcome == Some(DoorOutcome::Other) && !self::is_other(&door.said) {
                    findings.push(
                        Finding::warning("W117")
                            .at(door.place.clone())
                            .with("said", door.said.as_str()),
                    );
                }
                let visit = match door.outcome {
                    Some(DoorOutcome::NotHome) if !said_no => Some(Outcome::NotHome),
                    Some(DoorOutcome::Empty) if !said_no => Some(Outcome::Empty),
                    _ => None,
                };
                if let Some(outcome) = visit {
                    let heard = ledger.hear(&recipient, date, outcome, door.note.as_str())?;
                    taken.visits += u64::from(heard);
                    continue;
                }
                (recipient, door.date, &door.said, &door.note)
            }
            Returned::Organisation(organisation) => {
                let recipient = format!("organisation {}", organisation.organisation);
                if says_no(&organisation.said) || says_no(&organisation.note) {
                    let date = organisation.date.unwrap_or(session.date);
                    taken.opt_outs += u64::from(ledger.opt_out(&recipient, date)?);
                    let (said, note) = (&organisation.said, &organisation.note);
                    findings.push(near_no(&organisation.place, said, note));
                }
                let outcome = match organisation.outcome {
                    Some("no-answer") => Some(Outcome::NotReached),
                    Some("gone") => Some(Outcome::Gone),
                    _ => None,
                };
                if let Some(outcome) = outcome {
                    let date = organisation.date.unwrap_or(session.date);
                    let said = organisation.note.as_str();
                    taken.replies += u64::from(ledger.hear(&recipient, date, outcome, said)?);
                    continue;
                }
                (
                    recipient,
                    organisation.date,
                    &organisation.said,
                    &organisation.note,
                )
            }
            Returned::Slip(slip) => {
                let date = slip.date.unwrap_or(session.date);
                let said = one_line(&slip.answers);
                opt_out_by_code(ledger, &slip.code.plain(), date, &slip.answers, taken)?;
                answer(
                    ledger,
                    &slip.code.plain(),
                    date,
                    &said,
                    &slip.place,
                    taken,
                    findings,
                )?;
                continue;
            }
        };
        let said = match (said.is_empty(), note.is_empty()) {
            (_, true) => said.to_string(),
            (true, false) => note.to_string(),
            (false, false) => format!("{said}: {note}"),
        };
        if !said.trim().is_empty() {
            let new = ledger.report(&recipient, date.unwrap_or(session.date), &said)?;
            taken.replies += u64::from(new);
        }
    }
    Ok(())
}

/// The answers of form exports.
fn reply(
    ledger: &mut Ledger,
    session: &Session<'_>,
    forms: &[Intake],
    taken: &mut Taken,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    for form in forms {
        for reply in &form.replies {
            let date = reply.date.unwrap_or(session.date);
            let said = one_line(&reply.answers);
            opt_out_by_code(ledger, &reply.code, date, &reply.answers, taken)?;
            let place = form.place(reply.origin);
            answer(ledger, &reply.code, date, &said, &place, taken, findings)?;
        }
    }
    Ok(())
}

/// The finding of words that are nearly those of the list, and mean no.
fn near_no(place: &Place, said: &str, note: &str) -> Finding {
    let words = if says_no(said) { said } else { note };
    Finding::warning("P111")
        .at(place.clone())
        .with("said", domain::text::clean(words))
}

/// Whether the words are those of the list for something else.
fn is_other(said: &str) -> bool {
    Messages::languages().iter().any(|language| {
        let word = Messages::of(language).plain("outcome-other");
        fold(&word) == fold(said)
    })
}

/// An answer that says no to any more post is an opt-out of whoever got the code.
fn opt_out_by_code(
    ledger: &mut Ledger,
    code: &str,
    date: Date,
    answers: &[(CompactString, CompactString)],
    taken: &mut Taken,
) -> Result<(), Stop> {
    let no = answers
        .iter()
        .any(|(asked, said)| says_no(said) || names_opt_outs(asked) && says_yes(said));
    let recipient = match Code::parse(code) {
        Some(code) if no => ledger.recipient_of(code)?,
        _ => None,
    };
    if let Some(recipient) = recipient {
        taken.opt_outs += u64::from(ledger.opt_out(&recipient, date)?);
    }
    Ok(())
}

fn answer(
    ledger: &mut Ledger,
    code: &str,
    date: Date,
    said: &str,
    place: &Place,
    taken: &mut Taken,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let found = match Code::parse(code) {
        Some(code) => ledger.answer(code, date, said)?,
        None => None,
    };
    match found {
        Some(new) => taken.replies += u64::from(new),
        None => findings.push(
            Finding::warning("W115")
                .at(place.clone())
                .with("code", domain::text::clean(code)),
        ),
    }
    Ok(())
}

/// Questions and answers in one line.
fn one_line(answers: &[(CompactString, CompactString)]) -> String {
    let parts: Vec<String> = answers
        .iter()
        .map(|(asked, said)| format!("{asked}: {said}"))
        .collect();
    domain::text::clean(&parts.join("; "))
}

/// A decision about an address that a person typed instead of chose is looked up; only what is
/// found for sure is kept.
fn resolve_typed(
    session: &Session<'_>,
    answers: &mut Vec<Answered>,
    findings: &mut Vec<Finding>,
) -> Result<(), Stop> {
    let chosen = |answer: &Answered| match &answer.decision {
        Some(decision) if answer.key.starts_with("adr|") => match &decision.ruling {
            Ruling::Chosen(text) => Some(text.clone()),
            Ruling::NoneOfThese => None,
        },
        _ => None,
    };
    if !answers.iter().any(|answer| chosen(answer).is_some()) {
        return Ok(());
    }
    let register: Register = open_register(session)?.into_value(findings).register;
    let none = Decisions::none();
    let finder = Finder::new(&register, &none);
    answers.retain_mut(|answer| {
        let Some(text) = chosen(answer) else {
            return true;
        };
        if register.find_address(&text).is_some() {
            return true;
        }
        let found = finder.find(&AddressText {
            whole: Some(text.clone()),
            ..AddressText::default()
        });
        let (Some(ix), Some(decision)) = (found.address, &mut answer.decision) else {
            findings.push(
                Finding::error("W114")
                    .at(answer.place.clone())
                    .with("text", text),
            );
            return false;
        };
        decision.ruling = Ruling::Chosen(register.address_id(ix).to_string().into());
        true
    });
    Ok(())
}

/// Shows all decisions that hold, or takes one back.
///
/// # Errors
/// When the campaign or its ledger cannot be read or written.
pub fn decisions(global: &Global, terminal: &Terminal, undo: Option<usize>) -> Result<Exit, Stop> {
    let session = Session::open(global, terminal)?;
    let messages = &session.messages;
    let history = Ledger::history_of(&session.ledger())?;
    let list: Vec<(String, String)> = history
        .decisions
        .iter()
        .map(|(key, decision)| {
            let ruling = match &decision.ruling {
                Ruling::Chosen(text) => text.to_string(),
                Ruling::NoneOfThese => messages.plain("controle-none"),
            };
            let line = format!("{key} → {ruling} ({})", messages.date(decision.date));
            (key.to_owned(), line)
        })
        .collect();
    let Some(number) = undo else {
        for (at, (_, line)) in list.iter().enumerate() {
            terminal.say(&format!("{}. {line}", at + 1));
            terminal.record(&serde_json::json!({ "decision": at + 1, "about": line }));
        }
        terminal.say(&messages.text("decisions-count", &[("n", list.len().into())]));
        if !list.is_empty() {
            let last = list.len().to_string();
            terminal.say(&messages.text("decisions-undo", &[("last", last.into())]));
        }
        return Ok(Exit::Done);
    };
    let Some((key, line)) = number.checked_sub(1).and_then(|at| list.get(at)) else {
        terminal.fail(&messages.text("decisions-no-such", &[("n", number.into())]));
        return Ok(Exit::Usage);
    };
    let _lock = session.lock()?;
    Ledger::open(&session.ledger())?.undecide(key, session.date)?;
    super::memory::keep(&session)?;
    terminal.say(&messages.text("decisions-undone", &[("what", line.as_str().into())]));
    Ok(Exit::Done)
}
