//! Mail that came back: bounces, automatic answers, requests to stop, and what people wrote.
//!
//! Which of our mails a message is about is told, best first, by the address that it came back to
//! (its keyed mark has to fit), by a Message-ID of ours in it, by a personal code, and by the address
//! of whom it did not reach or who wrote it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use compact_str::CompactString;

use super::Taking;
use crate::commands::exit::Stop;
use campaign::ledger::{Change, PieceRecord, Source};
use domain::text::clean;
use domain::{Channel, Finding, PieceState, Place, Secret};
use lists::intake::RowOutcome as Fate;
use lists::read;
use mail::back::{self, Back, Clues, What};

/// What the ledger knows of mails, to be looked up by what a message tells.
struct Known {
    pieces: Vec<PieceRecord>,
    by_id: BTreeMap<CompactString, usize>,
    by_message: BTreeMap<CompactString, usize>,
    by_code: BTreeMap<String, usize>,
    /// The last mail to an address.
    by_address: BTreeMap<String, usize>,
    secret: Secret,
}

impl Known {
    fn of(pieces: Vec<PieceRecord>, secret: Secret) -> Self {
        let mut known = Self {
            by_id: BTreeMap::new(),
            by_message: BTreeMap::new(),
            by_code: BTreeMap::new(),
            by_address: BTreeMap::new(),
            pieces: Vec::new(),
            secret,
        };
        for (at, piece) in pieces.iter().enumerate() {
            known.by_id.insert(piece.id.clone(), at);
            known.by_code.insert(piece.code.plain(), at);
            if let Some(id) = &piece.message_id {
                known.by_message.insert(id.clone(), at);
            }
            if let Some(email) = &piece.email {
                known.by_address.insert(email.to_lowercase().into(), at);
            }
        }
        known.pieces = pieces;
        known
    }

    /// The piece that a message is about; its writer counts only for what people write.
    fn find(&self, clues: &Clues, from: &str) -> Option<&PieceRecord> {
        let by_path = || {
            clues.return_paths.iter().find_map(|(piece, mark)| {
                let ours = self.secret.hex(&["bounce", piece]);
                let fits = ours.get(..12) == Some(mark.as_str());
                fits.then(|| self.by_id.get(piece.as_str())).flatten()
            })
        };
        let ids = &clues.message_ids;
        let by_message = || ids.iter().find_map(|id| self.by_message.get(id.as_str()));
        let codes = &clues.codes;
        let by_code = || {
            codes
                .iter()
                .find_map(|code| self.by_code.get(&code.plain()))
        };
        let addresses = &clues.recipients;
        let by_address = || addresses.iter().find_map(|to| self.by_address.get(to));
        let at = by_path()
            .or_else(by_message)
            .or_else(by_code)
            .or_else(by_address)
            .or_else(|| self.by_address.get(from))?;
        self.pieces.get(*at)
    }
}

impl Taking<'_> {
    /// Takes in every message of these files, each once.
    pub(super) fn mails(&mut self, files: &[PathBuf]) -> Result<(), Stop> {
        if files.is_empty() {
            return Ok(());
        }
        let history = self.ledger.history()?;
        let secret = self.session.secret_of(&history)?;
        let mut known = Known::of(history.pieces, secret);
        for path in files {
            let mut stopped = Ok(());
            let name = read::name_below_inputs(path);
            let opened = back::each(path, &mut |number, bytes| {
                if stopped.is_ok() {
                    let place = Place::file(name.as_str()).at_row(number);
                    stopped = self.message(&mut known, &place, bytes);
                }
            });
            stopped?;
            if opened.is_err() {
                self.unreadable(path);
            }
        }
        Ok(())
    }

    fn unreadable(&mut self, path: &Path) {
        let place = Place::file(read::name_below_inputs(path));
        self.accounts
            .put(&place, "mail", Fate::SetAside, "returned-unread");
        self.findings.push(Finding::error("W123").at(place));
    }

    fn message(&mut self, known: &mut Known, place: &Place, bytes: &[u8]) -> Result<(), Stop> {
        let Some(back) = back::read(bytes) else {
            self.unreadable_message(place);
            return Ok(());
        };
        let kind = word(back.what);
        let digest = blake3::hash(bytes).to_hex().to_string();
        if self.ledger.was_taken_in(&digest)? {
            self.accounts.put(place, kind, Fate::Used, "returned-known");
            return Ok(());
        }
        let piece = known.find(&back.clues, &back.from).cloned();
        let Some(piece) = piece else {
            if back.what == What::Stop && !back.from.is_empty() {
                self.stop_address(&back)?;
                self.accounts.used(place, kind);
            } else {
                self.strange(place, &back);
            }
            return Ok(());
        };
        self.accounts.used(place, kind);
        let date = back.date.unwrap_or(self.session.date);
        match back.what {
            What::Bounced => self.bounced(known, &piece, &back)?,
            What::Delayed => self.taken.automatic += 1,
            What::Automatic => {
                self.taken.automatic += 1;
                self.arrived(&piece, &back)?;
            }
            What::Unclear => self.look_at("W124", place, &piece, &back),
            What::Stop => {
                self.taken.opt_outs += u64::from(self.ledger.opt_out(&piece.recipient, date)?);
                self.stop_address(&back)?;
            }
            What::Reply => {
                let written = self.form_in(&back.own);
                let by_form = !written.is_empty();
                let words = vec![("e-mail".into(), back.said.as_str().into())];
                let answers = if by_form { written } else { words };
                let new = self
                    .ledger
                    .reply(piece.code, date, Source::Mail, &answers)?;
                let new = u64::from(new == Some(true));
                if by_form {
                    self.taken.replies += new;
                    self.nothing_more(&answers, piece.code, date)?;
                } else {
                    self.taken.letters += new;
                    self.look_at("W125", place, &piece, &back);
                }
            }
        }
        let name = place.file.clone().unwrap_or_else(|| "".into());
        self.ledger.take_in(&digest, &name, self.session.date)?;
        Ok(())
    }

    /// The answers that the answer page put in a mail: a line per question, ` : ` between question
    /// and answer.
    fn form_in(&self, own: &str) -> Vec<(CompactString, CompactString)> {
        let survey = &self.session.campaign.survey;
        own.lines()
            .filter_map(|line| {
                let mut cuts = line.match_indices(" : ");
                let (at, _) = cuts.find(|(at, _)| {
                    line.get(..*at)
                        .is_some_and(|asked| survey.spot(asked).is_some())
                })?;
                let (asked, said) = (line.get(..at)?, line.get(at + 3..)?);
                Some((clean(asked).into(), clean(said).into()))
            })
            .collect()
    }

    fn unreadable_message(&mut self, place: &Place) {
        self.accounts
            .put(place, "mail", Fate::SetAside, "returned-unread");
        self.findings
            .push(Finding::warning("W123").at(place.clone()));
    }

    /// A mail did not arrive: a letter goes in the next wave. Whoever answered did get it.
    fn bounced(&mut self, known: &mut Known, piece: &PieceRecord, back: &Back) -> Result<(), Stop> {
        if piece.channel != Channel::Email {
            return Ok(());
        }
        let may = matches!(
            piece.state,
            PieceState::Waiting | PieceState::Claimed | PieceState::Sent | PieceState::Uncertain
        );
        if may {
            self.settle(piece, PieceState::Bounced, &back.said)?;
            self.taken.bounced += 1;
            if let Some(at) = known.by_id.get(&piece.id)
                && let Some(piece) = known.pieces.get_mut(*at)
            {
                piece.state = PieceState::Bounced;
            }
        }
        Ok(())
    }

    /// What a program answered proves that an uncertain mail did leave.
    fn arrived(&mut self, piece: &PieceRecord, back: &Back) -> Result<(), Stop> {
        if piece.channel == Channel::Email && piece.state == PieceState::Uncertain {
            self.settle(piece, PieceState::Sent, &back.said)?;
        }
        Ok(())
    }

    fn settle(&mut self, piece: &PieceRecord, state: PieceState, said: &str) -> Result<(), Stop> {
        let change = Change {
            piece: piece.id.clone(),
            state,
            detail: said.to_owned(),
        };
        self.ledger.change(&[change], self.session.date)?;
        Ok(())
    }

    /// The address that asks for nothing more gets nothing more, whatever home it belongs to.
    fn stop_address(&mut self, back: &Back) -> Result<(), Stop> {
        if back.from.contains('@') {
            let date = back.date.unwrap_or(self.session.date);
            let subject = format!("email {}", back.from);
            self.taken.opt_outs += u64::from(self.ledger.opt_out(&subject, date)?);
        }
        Ok(())
    }

    /// A message of which nobody can tell what it is about.
    fn strange(&mut self, place: &Place, back: &Back) {
        self.accounts
            .put(place, word(back.what), Fate::SetAside, "returned-strange");
        let finding = Finding::warning("W126").at(place.clone());
        self.findings.push(finding.with("said", back.said.as_str()));
    }

    /// A message that a person has to read.
    fn look_at(&mut self, code: &'static str, place: &Place, piece: &PieceRecord, back: &Back) {
        let finding = match code {
            "W124" => Finding::warning("W124"),
            _ => Finding::warning("W125"),
        };
        self.findings.push(
            finding
                .at(place.clone())
                .with("code", piece.code.to_string())
                .with("piece", piece.id.as_str())
                .with("said", back.said.as_str()),
        );
    }
}

/// The literal word for outputs.
fn word(what: What) -> &'static str {
    match what {
        What::Bounced => "bounce",
        What::Delayed => "delay",
        What::Automatic => "automatic",
        What::Stop => "opt_out",
        What::Reply => "mail",
        What::Unclear => "unclear",
    }
}
