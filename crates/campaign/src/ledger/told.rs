//! The events of a ledger as lines that a person can read, each with a check value that hangs on all
//! lines before it: the second place in which the memory lives.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::Ledger;
use super::model::PieceRecord;
use super::store::{Result, json};
use domain::PieceState;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// The day, as `2026-11-23`.
    pub date: String,
    /// What happened: `opted_out`, `decided`, `delivered`, ….
    pub what: String,
    /// To whom or what: `unit …`, `w1-00042`, the key of a question.
    pub about: String,
    /// More words.
    pub detail: String,
}

/// What the side log holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideLog {
    /// The events up to the first line that is not whole.
    pub events: Vec<Told>,
    /// How many bytes of the text they are.
    pub whole: usize,
    /// Whether more than a last half line comes after them: somebody changed the file.
    pub changed: bool,
}

/// How the ledger and its side log stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The ledger has the events of the side log, and so many more after them.
    More(usize),
    /// The side log knows so many events that the ledger does not.
    Lost(usize),
}

/// The first line of the file.
pub const HEAD: &str = "# haarvaten 1\n";

impl Told {
    /// The line, and the check value for the next one.
    fn line(&self, before: &str) -> (String, String) {
        let fields = [&self.date, &self.what, &self.about, &self.detail];
        let body = fields.map(|field| escaped(field)).join("\t");
        let check: String = blake3::hash(format!("{before}\t{body}").as_bytes())
            .to_hex()
            .chars()
            .take(16)
            .collect();
        (format!("{body}\t{check}\n"), check)
    }

    fn read(line: &str, before: &str) -> Option<(Self, String)> {
        let mut fields = line.split('\t').map(plain);
        let told = Self {
            date: fields.next()?,
            what: fields.next()?,
            about: fields.next()?,
            detail: fields.next()?,
        };
        let check = fields.next()?;
        let fits = told.line(before).1 == check && fields.next().is_none();
        (fits && told.date.parse::<Date>().is_ok()).then_some((told, check))
    }
}

/// The lines of events that come after `before`; both in the order in which they came in.
pub fn lines(before: &[Told], events: &[Told]) -> String {
    let mut check = String::new();
    for told in before {
        check = told.line(&check).1;
    }
    let mut out = String::new();
    for told in events {
        let (line, next) = told.line(&check);
        out.push_str(&line);
        check = next;
    }
    out
}

/// The check value at the end of a side log, for lines that are added one by one.
#[derive(Clone, Debug, Default)]
pub struct Chain(String);

impl Chain {
    /// The chain after these events.
    pub fn after(events: &[Told]) -> Self {
        let mut chain = Self::default();
        for told in events {
            chain.0 = told.line(&chain.0).1;
        }
        chain
    }

    /// The line of the next event.
    pub fn line(&mut self, told: &Told) -> String {
        let (line, check) = told.line(&self.0);
        self.0 = check;
        line
    }
}

/// Reads a side log as far as it is whole.
pub fn read(text: &str) -> SideLog {
    let mut log = SideLog::default();
    let Some(rest) = text.strip_prefix(HEAD) else {
        log.changed = !HEAD.starts_with(text);
        return log;
    };
    log.whole = HEAD.len();
    let mut check = String::new();
    for line in rest.split_inclusive('\n') {
        let told = line
            .strip_suffix('\n')
            .and_then(|line| Told::read(line, &check));
        let Some((told, next)) = told else {
            // A last line without an end was cut off while it was written.
            log.changed = line.ends_with('\n');
            break;
        };
        log.whole += line.len();
        log.events.push(told);
        check = next;
    }
    log
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escape = false;
    for c in text.chars() {
        match (escape, c) {
            (false, '\\') => escape = true,
            (false, c) => out.push(c),
            (true, c) => {
                escape = false;
                out.push(match c {
                    't' => '\t',
                    'n' => '\n',
                    'r' => '\r',
                    other => other,
                });
            }
        }
    }
    out
}

impl Ledger {
    /// All events, in the order in which they came in.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn events(&self) -> Result<Vec<Told>> {
        self.sql(|db| {
            let mut statement =
                db.prepare("select date, what, about, detail from event order by number")?;
            let rows = statement.query_map([], |row| {
                Ok(Told {
                    date: row.get(0)?,
                    what: row.get(1)?,
                    about: row.get(2)?,
                    detail: row.get(3)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Fills an empty ledger with events; pieces and batches come from the events that sealed them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn rebuild(&mut self, events: &[Told]) -> Result<()> {
        self.transaction(|db| {
            for told in events {
                db.prepare_cached(
                    "insert into event (date, what, about, detail) values (?, ?, ?, ?)",
                )?
                .execute(params![
                    told.date,
                    told.what,
                    told.about,
                    told.detail
                ])?;
                match told.what.as_str() {
                    "batch" => batch(db, told)?,
                    what if is_first(what) => piece(db, told)?,
                    _ => {}
                }
            }
            Ok(())
        })
    }

    /// The events that record pieces, as [`Ledger::seal`] adds them.
    pub fn told_of(pieces: &[PieceRecord], batches: &[(u32, u32, Date, String)]) -> Vec<Told> {
        let pieces = pieces.iter().map(|piece| Told {
            date: piece.when.to_string(),
            what: match piece.channel {
                domain::Channel::Letter => PieceState::Sealed,
                domain::Channel::Email => PieceState::Waiting,
            }
            .word()
            .to_owned(),
            about: piece.id.to_string(),
            detail: serde_json::to_string(piece).unwrap_or_default(),
        });
        let batches = batches.iter().map(|(number, wave, date, file)| Told {
            date: date.to_string(),
            what: "batch".to_owned(),
            about: file.clone(),
            detail: format!("{number} {wave}"),
        });
        pieces.chain(batches).collect()
    }

    /// The hash of every letter file, as the events tell it.
    pub fn hashes(events: &[Told]) -> BTreeMap<String, (String, String)> {
        let kept = events.iter().filter(|told| told.what == "kept");
        kept.map(|told| (told.about.clone(), (told.date.clone(), told.detail.clone())))
            .collect()
    }
}

/// Whether it is the event with which a piece comes into being.
fn is_first(what: &str) -> bool {
    [PieceState::Sealed, PieceState::Waiting]
        .iter()
        .any(|state| state.word() == what)
}

fn piece(db: &Connection, told: &Told) -> rusqlite::Result<()> {
    let Ok(piece) = serde_json::from_str::<PieceRecord>(&told.detail) else {
        return Ok(());
    };
    let facts = serde_json::to_string(&piece).map_err(json)?;
    db.prepare_cached(
        "insert or ignore into piece (id, code, recipient, wave, facts) values (?, ?, ?, ?, ?)",
    )?
    .execute(params![
        piece.id.as_str(),
        piece.code.plain(),
        piece.recipient.as_str(),
        piece.wave,
        facts
    ])
    .map(|_| ())
}

fn batch(db: &Connection, told: &Told) -> rusqlite::Result<()> {
    let mut words = told.detail.split(' ').map(str::parse::<u32>);
    if let (Some(Ok(number)), Some(Ok(wave))) = (words.next(), words.next()) {
        db.prepare_cached(
            "insert or ignore into batch (number, wave, date, file) values (?, ?, ?, ?)",
        )?
        .execute(params![number, wave, told.date, told.about])?;
    }
    Ok(())
}

/// Whether the ledger knows everything that its side log does.
pub fn compare(ledger: &[Told], log: &[Told]) -> Standing {
    let same = ledger.iter().zip(log).take_while(|(a, b)| a == b).count();
    if same == log.len() {
        Standing::More(ledger.len() - same)
    } else {
        Standing::Lost(log.len() - same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(about: &str) -> Told {
        Told {
            date: "2026-11-23".into(),
            what: "opted_out".into(),
            about: about.into(),
            detail: "all list -".into(),
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_a_cut_anywhere_leaves_whole_lines(
            texts in prop::collection::vec(".{0,20}", 0..6), cut in 0_usize..600
        ) {
            let events: Vec<Told> = texts.iter().map(|text| told(text)).collect();
            let text = format!("{HEAD}{}", lines(&[], &events));
            let back = read(&text);
            prop_assert_eq!((&back.events, back.changed), (&events, false));
            let cut = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let short = read(&text[..cut]);
            prop_assert!(!short.changed);
            prop_assert_eq!(&short.events[..], &events[..short.events.len()]);
            let rest = lines(&short.events, &events[short.events.len()..]);
            let head = if short.whole == 0 { HEAD } else { &text[..short.whole] };
            prop_assert_eq!(format!("{head}{rest}"), text);
        }
    }

    #[test]
    fn a_line_that_somebody_changed_or_took_out_is_noticed() {
        let events = ["a", "b", "c"].map(told);
        let text = format!("{HEAD}{}", lines(&[], &events));
        assert!(read(&text.replace("\tb\t", "\tx\t")).changed);
        let without: String = text
            .lines()
            .filter(|line| !line.contains("\tb\t"))
            .flat_map(|line| [line, "\n"])
            .collect();
        assert!(read(&without).changed);
        assert!(read("something else\n").changed);
        assert_eq!(compare(&events, &events[..1]), Standing::More(2));
        assert_eq!(compare(&events[..1], &events), Standing::Lost(2));
        assert_eq!(compare(&[], &events), Standing::Lost(3));
    }
}
