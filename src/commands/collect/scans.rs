//! Scans of reply slips: what is surely ticked is an answer, what is not is for a person to look at.

use std::path::{Path, PathBuf};

use compact_str::{CompactString, format_compact};
use domain::survey::QuestionKind;
use domain::{Code, Finding, Place, Ruling};
use lists::intake::RowOutcome as Fate;
use lists::read;
use papers::workbooks::controle_back::Answered;
use rayon::prelude::*;

use super::Taking;
use crate::commands::exit::Stop;
use campaign::ledger::{Look, Scanned, Source, Standing, ToLookAt};
use scans::{Answer, Scanner, Seen, Slip, What, Wrong};

/// Scans are read together up to so many at once: pictures wait in memory for their turn.
const AT_ONCE: usize = 64;

/// What was seen in a file that is new, or that it is known.
enum Looked {
    Known,
    New(String, Result<Vec<Seen>, Wrong>),
}

/// One slip, with where it lies.
struct Lying<'a> {
    slip: &'a Slip,
    page: u32,
    place: Place,
}

impl Taking<'_> {
    /// Takes in the slips on scans and photos.
    pub(super) fn scans(&mut self, files: &[PathBuf]) -> Result<(), Stop> {
        let layouts = self.ledger.slips()?;
        let children = std::thread::available_parallelism().map_or(2, usize::from);
        let scanner = Scanner {
            program: std::env::current_exe().unwrap_or_default(),
            children: u32::try_from(children).unwrap_or(2).min(8),
        };
        for some in files.chunks(AT_ONCE) {
            let mut known = Vec::new();
            for path in some {
                let digest = read::file::hash(path, u64::MAX).unwrap_or_default();
                let is_known = self.ledger.was_taken_in(&digest)?;
                known.push((path, digest, is_known));
            }
            let looked: Vec<(&Path, Looked)> = known
                .par_iter()
                .with_max_len(1)
                .map(|(path, digest, is_known)| {
                    let looked = if *is_known {
                        Looked::Known
                    } else {
                        Looked::New(digest.clone(), scanner.read(path, &layouts))
                    };
                    (path.as_path(), looked)
                })
                .collect();
            for (path, looked) in looked {
                self.scan(path, looked)?;
            }
        }
        Ok(())
    }

    fn scan(&mut self, path: &Path, looked: Looked) -> Result<(), Stop> {
        let file = read::name_below_inputs(path);
        let whole = Place::file(file.as_str());
        let (digest, seen) = match looked {
            Looked::Known => {
                self.accounts
                    .put(&whole, "scan", Fate::Used, "returned-known");
                return Ok(());
            }
            Looked::New(_, Err(wrong)) => {
                self.accounts
                    .put(&whole, "scan", Fate::SetAside, "returned-unread");
                self.findings.push(told(wrong).at(whole));
                return Ok(());
            }
            Looked::New(digest, Ok(seen)) => (digest, seen),
        };
        // Where a page could not be read, the file is read again another time.
        let has_pages = seen.iter().any(|seen| seen.page > 0);
        let mut is_whole = true;
        for (nth, seen) in (1_u32..).zip(&seen) {
            let page = seen.page + 1;
            // A photo is one page; a pile says which.
            let name = if has_pages {
                format!("p. {page}")
            } else {
                String::new()
            };
            let on_page = Place::sheet(file.as_str(), name.as_str());
            let of_slip = |code: &str| {
                let name = format!("{name} {}", shown(code));
                Place::sheet(file.as_str(), name.trim_start())
            };
            match &seen.what {
                What::Slip(slip) => {
                    let place = of_slip(&slip.code);
                    self.slip_seen(&Lying { slip, page, place })?;
                }
                What::Strange { code } => {
                    let place = of_slip(code);
                    self.accounts
                        .put(&place, "scan", Fate::SetAside, "returned-code");
                    let code = shown(code);
                    self.findings
                        .push(Finding::warning("W115").at(place).with("code", code));
                }
                What::Unreadable { picture } => {
                    self.accounts
                        .put(&on_page, "scan", Fate::SetAside, "returned-look");
                    let key = digest.get(..12).unwrap_or(&digest);
                    let look = ToLookAt {
                        key: format_compact!("slip page {key}-{page}-{nth}"),
                        look: Look::Page,
                        piece: CompactString::default(),
                        code: CompactString::default(),
                        question: CompactString::default(),
                        choices: Vec::new(),
                        several: false,
                        answers: Vec::new(),
                        file: file.clone(),
                        page,
                        picture: picture.clone().into(),
                    };
                    self.ledger.look_at(&look, self.session.date)?;
                }
                What::Blank => {
                    self.accounts
                        .put(&on_page, "scan", Fate::SetAside, "returned-blank");
                    self.taken.empty_pages += 1;
                }
                What::Foreign => {
                    self.accounts
                        .put(&on_page, "scan", Fate::SetAside, "returned-foreign");
                    self.taken.empty_pages += 1;
                }
                What::Wrong(wrong) => {
                    is_whole = false;
                    self.accounts
                        .put(&on_page, "scan", Fate::SetAside, "returned-unread");
                    self.findings.push(told(*wrong).at(on_page));
                }
            }
        }
        if is_whole {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            self.ledger.take_in(&digest, &name, self.session.date)?;
        }
        Ok(())
    }

    fn slip_seen(&mut self, lying: &Lying<'_>) -> Result<(), Stop> {
        let (slip, place, date) = (lying.slip, &lying.place, self.session.date);
        let code = Code::parse(&slip.code);
        let piece = match code {
            Some(code) => self.ledger.piece_of(code)?,
            None => None,
        };
        let (Some(code), Some(piece)) = (code, piece) else {
            self.accounts
                .put(place, "scan", Fate::SetAside, "returned-code");
            let code = shown(&slip.code);
            self.findings.push(
                Finding::warning("W115")
                    .at(place.clone())
                    .with("code", code),
            );
            return Ok(());
        };
        self.taken.slips += 1;
        let now: Standing = slip
            .answers
            .iter()
            .map(|answer| (answer.question.as_str().into(), said(answer)))
            .collect();
        if now
            .iter()
            .all(|(_, said)| said.as_ref().is_some_and(CompactString::is_empty))
        {
            self.accounts
                .put(place, "scan", Fate::SetAside, "returned-nothing");
            return Ok(());
        }
        let earlier = self.ledger.scanned(&piece)?;
        let before = |question: &str| {
            let mut all = earlier.iter().rev().flat_map(|scanned| &scanned.standing);
            all.find_map(|(asked, said)| said.as_ref().filter(|_| asked == question))
        };
        let differs = now.iter().any(|(question, said)| {
            let before = before(question);
            before.is_some() && said.is_some() && before != said.as_ref()
        });
        let new: Vec<(CompactString, CompactString)> = now
            .iter()
            .filter(|(question, _)| differs || before(question).is_none())
            .filter_map(|(question, said)| Some((question.clone(), said.clone()?)))
            .filter(|(_, said)| !said.is_empty())
            .collect();
        if differs {
            // Whoever wants no more post is heard before anybody looked.
            self.nothing_more(&new, code, date)?;
            self.accounts
                .put(place, "scan", Fate::SetAside, "returned-again");
            let words: Vec<&str> = new.iter().map(|(_, said)| said.as_str()).collect();
            let key = format_compact!("slip {piece} again {}", words.join("|"));
            let mut look = look(lying, &key, Look::Again, &piece);
            look.answers = new;
            look.picture = slip.picture.clone().into();
            self.ledger.look_at(&look, date)?;
            return Ok(());
        }
        let unsure = slip.answers.iter().filter(|answer| answer.said.is_none());
        let unsure: Vec<&Answer> = unsure.collect();
        if unsure.is_empty() {
            self.accounts.used(place, "scan");
        } else {
            self.accounts
                .put(place, "scan", Fate::Used, "returned-look");
        }
        let is_news = earlier.is_empty() || !new.is_empty();
        if is_news {
            let scanned = Scanned {
                file: place.file.as_deref().unwrap_or_default().to_owned(),
                page: lying.page,
                standing: now,
                by_person: false,
            };
            self.ledger.keep_scanned(&piece, &scanned, date)?;
            let found = self.ledger.reply(code, date, Source::Scan, &new)?;
            self.taken.replies += u64::from(found == Some(true));
            self.nothing_more(&new, code, date)?;
        }
        for answer in unsure
            .into_iter()
            .filter(|answer| before(&answer.question).is_none())
        {
            let is_writing = answer.boxes.is_empty();
            let why = if is_writing {
                Look::Writing
            } else {
                Look::Ticks
            };
            let key = format_compact!("slip {piece} {}", answer.question);
            let mut look = look(lying, &key, why, &piece);
            look.question = answer.question.as_str().into();
            look.choices = answer
                .boxes
                .iter()
                .map(|(choice, _)| choice.as_str().into())
                .collect();
            look.several = answer.kind == QuestionKind::Multiple;
            look.picture = answer.picture.clone().map(String::from).unwrap_or_default();
            self.ledger.look_at(&look, self.session.date)?;
        }
        Ok(())
    }

    /// What a person decided about a slip. Whether it is a decision that can be kept.
    pub(super) fn looked_at(&mut self, answered: &Answered) -> Result<bool, Stop> {
        let Some(decision) = &answered.decision else {
            return Ok(true);
        };
        let looks = self.ledger.looks()?;
        let Some(look) = looks.iter().find(|look| look.key == answered.key) else {
            return Ok(true);
        };
        let date = self.session.date;
        let answers = match (look.look, &decision.ruling) {
            (Look::Page, _) => return Ok(true),
            // The slip that was read before holds.
            (Look::Again, Ruling::NoneOfThese) => return Ok(true),
            // Nothing is answered there.
            (Look::Ticks | Look::Writing, Ruling::NoneOfThese) => {
                vec![(look.question.clone(), CompactString::default())]
            }
            (Look::Again, Ruling::Chosen(_)) => look.answers.clone(),
            (Look::Writing, Ruling::Chosen(text)) => vec![(look.question.clone(), text.clone())],
            (Look::Ticks, Ruling::Chosen(text)) => {
                let Some(said) = self.chosen(look, text) else {
                    self.findings.push(
                        Finding::error("W134")
                            .at(answered.place.clone())
                            .with("text", text.as_str())
                            .with("choices", look.choices.join("; ")),
                    );
                    return Ok(false);
                };
                vec![(look.question.clone(), said)]
            }
        };
        let Some(code) = Code::parse(&look.code) else {
            return Ok(true);
        };
        let earlier = self.ledger.scanned(&look.piece)?;
        let was_said = |question: &str| {
            let mut all = earlier.iter().flat_map(|scanned| &scanned.standing);
            all.any(|(asked, said)| {
                asked == question && said.as_ref().is_some_and(|s| !s.is_empty())
            })
        };
        // An empty answer takes back what a person said before of this question.
        if answers
            .iter()
            .any(|(question, said)| !said.is_empty() || was_said(question))
        {
            let found = self.ledger.reply(code, date, Source::Scan, &answers)?;
            self.taken.replies += u64::from(found == Some(true));
        }
        let standing: Standing = answers
            .iter()
            .map(|(question, said)| (question.clone(), Some(said.clone())))
            .collect();
        let scanned = Scanned {
            file: look.file.clone(),
            page: look.page,
            standing,
            by_person: true,
        };
        self.ledger.keep_scanned(&look.piece, &scanned, date)?;
        self.nothing_more(&answers, code, date)?;
        Ok(true)
    }

    /// The choices that a text names, as the ids of the survey; `None` when it names another.
    fn chosen(&self, look: &ToLookAt, text: &str) -> Option<CompactString> {
        let survey = &self.session.campaign.survey;
        let folded = domain::text::fold(text);
        let plain = look
            .choices
            .iter()
            .find(|choice| domain::text::fold(choice) == folded);
        if let Some(choice) = plain {
            return Some(choice.clone());
        }
        let question = survey
            .questions
            .iter()
            .find(|question| question.id == look.question)?;
        let said = question.said(text)?;
        let ids = question.ids();
        let chosen: Vec<&str> = said
            .choices
            .iter()
            .filter_map(|at| ids.get(*at).map(String::as_str))
            .collect();
        let fits =
            said.words.is_none() && !chosen.is_empty() && (look.several || chosen.len() == 1);
        fits.then(|| chosen.join("; ").into())
    }
}

/// What is surely answered, in one cell.
fn said(answer: &Answer) -> Option<CompactString> {
    let said = answer.said.as_ref()?;
    Some(said.join("; ").into())
}

fn look(lying: &Lying<'_>, key: &str, why: Look, piece: &str) -> ToLookAt {
    ToLookAt {
        key: key.into(),
        look: why,
        piece: piece.into(),
        code: shown(&lying.slip.code).into(),
        question: CompactString::default(),
        choices: Vec::new(),
        several: false,
        answers: Vec::new(),
        file: lying.place.file.as_deref().unwrap_or_default().to_owned(),
        page: lying.page,
        picture: String::new(),
    }
}

/// A code as people read it.
fn shown(code: &str) -> String {
    Code::parse(code).map_or_else(|| code.to_owned(), |code| code.to_string())
}

fn told(wrong: Wrong) -> Finding {
    match wrong {
        Wrong::Kind => Finding::warning("W130"),
        Wrong::Damaged => Finding::warning("W131"),
        Wrong::TooLarge => Finding::warning("W132"),
        Wrong::Locked => Finding::warning("W133"),
        Wrong::Fell => Finding::warning("W135"),
    }
}
