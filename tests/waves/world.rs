//! A campaign of thirty homes, the deeds of a volunteer in it, and what is known of it without the
//! program: who said no, who answered, what was delivered.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use tempfile::TempDir;

use crate::support::{rows_of, run, workbook_of};

/// Homes of one street; the first ten have an e-mail address with consent.
pub const HOMES: u32 = 30;
pub const WITH_MAIL: u32 = 10;
/// Days between two pieces to one home.
pub const MIN_DAYS: i64 = 14;

/// A line of a table, by the name of its column.
pub type Line = BTreeMap<String, String>;

/// A piece, as it was noted when it was made.
#[derive(Clone)]
pub struct Made {
    /// The number of the home; 0 for a board.
    pub home: u32,
    /// The board; empty for a home.
    pub board: String,
    pub kind: String,
    pub channel: String,
    pub code: String,
    pub batch: String,
    pub date: Date,
}

/// The campaign, and what a person who kept a notebook beside it knows.
pub struct World {
    pub folder: TempDir,
    pub today: Date,
    /// Homes that said no, and the day.
    pub no: BTreeMap<u32, Date>,
    /// Homes that answered or were talked with, and the day.
    pub answered: BTreeMap<u32, Date>,
    /// Pieces that reached a letterbox or were sent, and the day.
    pub arrived: BTreeMap<String, Date>,
    /// Pieces that were made, by id.
    pub made: BTreeMap<String, Made>,
    /// Files that lie in `inputs/returned/`, with their rows of data.
    pub returned: BTreeMap<String, usize>,
    opt_outs: String,
    story: Vec<String>,
}

impl World {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// The same, with more lists.
    pub fn with(lists: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let inputs = folder.path().join("inputs");
        fs::create_dir_all(inputs.join("returned")).unwrap();
        let mut register =
            String::from("straat,huisnummer,postcode,woonplaats,gebruiksdoel,status\n");
        let mut contacts =
            String::from("naam,adres,postcode,e-mail,grondslag,toestemming op,bron toestemming\n");
        for number in 1..=HOMES {
            writeln!(
                register,
                "Dorpsstraat,{number},1234AB,Proefstad,woonfunctie,Verblijfsobject in gebruik"
            )
            .unwrap();
            if number <= WITH_MAIL {
                writeln!(
                    contacts,
                    ",Dorpsstraat {number},1234 AB,bewoner{number}@example.org,toestemming,2026-09-01,formulier"
                )
                .unwrap();
            }
        }
        for (name, text) in lists {
            fs::write(inputs.join(name), text).unwrap();
        }
        fs::write(inputs.join("register.csv"), register).unwrap();
        fs::write(inputs.join("contacten.csv"), contacts).unwrap();
        let text = format!(
            "[campaign]\nname = 'Proef'\nlanguage = 'nl'\n[sender]\nname = 'De groep'\naddress = ['Plein 1', '1234 AA Proefstad']\nemail = 'groep@example.org'\n[register]\nsources = ['register.csv']\n[waves]\nmin_days = {MIN_DAYS}\n[letters]\nbundle_size = 6\n[[partner]]\nname = 'Stadsdeel'\n"
        );
        fs::write(inputs.join("campaign.toml"), text).unwrap();
        Self {
            folder,
            today: jiff::civil::date(2026, 9, 7),
            no: BTreeMap::new(),
            answered: BTreeMap::new(),
            arrived: BTreeMap::new(),
            made: BTreeMap::new(),
            returned: BTreeMap::new(),
            opt_outs: String::new(),
            story: Vec::new(),
        }
    }

    pub fn story(&self) -> String {
        self.story.join("\n")
    }

    pub fn later(&mut self, days: i64) {
        self.today = self.today.checked_add(days.days()).unwrap();
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a command on today's date; its exit code must be 0 or 1.
    pub fn command(&mut self, arguments: &[&str]) -> String {
        let date = self.today.to_string();
        let mut all = vec!["--date", date.as_str()];
        all.extend(arguments);
        self.story.push(format!("{date} {arguments:?}"));
        let output = run(self.folder.path(), &all, &[]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1)),
            "{code:?} {said}\n{}",
            self.story()
        );
        said
    }

    pub fn table(&self, name: &str) -> Vec<Line> {
        read(&self.path("outputs/tables").join(name))
    }

    fn home_of(&self) -> BTreeMap<String, u32> {
        let rows = self.table("coverage.csv");
        rows.iter()
            .map(|row| (row["unit_id"].clone(), row["number"].parse().unwrap()))
            .collect()
    }

    /// A run; what it made goes into the notebook, and every promise is held against it.
    pub fn run(&mut self) {
        self.command(&["run"]);
        let homes = self.home_of();
        let mut of_wave: BTreeMap<(String, u32), Vec<String>> = BTreeMap::new();
        for row in self.table("plan.csv") {
            let piece = row["piece"].clone();
            if piece.is_empty() {
                continue;
            }
            let home = homes.get(&row["unit_id"]).copied().unwrap_or(0);
            if home > 0 {
                let theirs = of_wave.entry((row["wave"].clone(), home)).or_default();
                theirs.push(piece.clone());
            }
            if self.made.contains_key(&piece) {
                continue;
            }
            let made = Made {
                home,
                board: row["organisation"].clone(),
                kind: row["kind"].clone(),
                channel: row["channel"].clone(),
                code: row["code"].clone(),
                batch: row["batch"].clone(),
                date: self.today,
            };
            self.allowed(&piece, &made);
            self.made.insert(piece, made);
        }
        for ((wave, home), pieces) in of_wave {
            assert_eq!(
                pieces.len(),
                1,
                "home {home}, wave {wave}: {pieces:?}\n{}",
                self.story()
            );
        }
        self.holds();
    }

    /// A new piece contradicts nothing that was known before it was made.
    fn allowed(&self, piece: &str, made: &Made) {
        let Made { home, kind, .. } = made;
        if *home == 0 {
            return;
        }
        let story = self.story();
        assert!(
            !self.no.contains_key(home),
            "home {home} said no and gets {piece} {kind}\n{story}"
        );
        let mine = self.made.iter().filter(|(_, other)| other.home == *home);
        let last = mine.filter_map(|(piece, _)| self.arrived.get(piece)).max();
        if let Some(last) = last.filter(|_| kind != "meeting") {
            let days = i64::from((made.date - *last).get_days());
            assert!(
                days >= MIN_DAYS,
                "home {home} gets {piece} {days} days after the last\n{story}"
            );
        }
        if kind == "reminder" {
            assert!(
                last.is_some(),
                "home {home} is reminded of nothing\n{story}"
            );
            assert!(
                !self.answered.contains_key(home),
                "home {home} answered and is reminded\n{story}"
            );
        }
    }

    /// What must hold after every step: nothing lies ready for who said no.
    pub fn holds(&self) {
        let states: BTreeMap<String, String> = self
            .table("ledger.csv")
            .into_iter()
            .map(|row| (row["piece"].clone(), row["state"].clone()))
            .collect();
        for (piece, made) in &self.made {
            let Made {
                home,
                kind,
                channel,
                ..
            } = made;
            let state = states[piece].as_str();
            if let Some(day) = self.no.get(home) {
                assert!(
                    !matches!(state, "sealed" | "waiting" | "planned"),
                    "home {home} said no on {day}; {piece} ({kind}, {channel}) is {state}\n{}",
                    self.story()
                );
                if channel == "email" && !self.arrived.contains_key(piece) {
                    let file = self
                        .path("outputs/emails")
                        .join(format!("{piece}-{kind}.eml"));
                    assert!(
                        !file.exists(),
                        "{} lies ready\n{}",
                        file.display(),
                        self.story()
                    );
                }
            }
            if self.arrived.contains_key(piece) {
                assert!(
                    !matches!(state, "sealed" | "waiting" | "withdrawn"),
                    "{piece} arrived and is {state}\n{}",
                    self.story()
                );
            }
        }
        // Nothing that came back is dropped: every row of data has its line.
        let accounts = self.table("returned.csv");
        for (file, rows) in &self.returned {
            let mine = accounts
                .iter()
                .filter(|line| line["file"] == format!("returned/{file}"))
                .count();
            assert!(mine >= *rows, "{file}: {mine} of {rows}\n{}", self.story());
        }
    }

    /// The last piece to a home.
    fn last(&self, home: u32) -> Option<(&String, &Made)> {
        let mine = self.made.iter().filter(|(_, made)| made.home == home);
        mine.max_by_key(|(piece, made)| (made.date, (*piece).clone()))
    }

    fn give_back(&mut self, name: &str, text: &str, rows: usize) {
        fs::write(self.path("inputs/returned").join(name), text).unwrap();
        self.returned.insert(name.to_owned(), rows);
        self.story
            .push(format!("{} returned {name}: {text:?}", self.today));
    }

    /// An opt-out in the list, by the address; the next command must heed it.
    pub fn opts_out_by_list(&mut self, home: u32) {
        if self.opt_outs.is_empty() {
            self.opt_outs = String::from("naam,adres,postcode,afgemeld op\n");
        }
        writeln!(self.opt_outs, ",Dorpsstraat {home},1234 AB,{}", self.today).unwrap();
        fs::write(self.path("inputs/afmeldingen.csv"), &self.opt_outs).unwrap();
        self.story
            .push(format!("{} home {home} opts out by list", self.today));
        self.no.entry(home).or_insert(self.today);
    }

    /// The list of opt-outs is replaced by an empty one: earlier ones are not forgotten.
    pub fn list_of_opt_outs_is_replaced(&mut self) {
        self.opt_outs.clear();
        let _ = fs::remove_file(self.path("inputs/afmeldingen.csv"));
        self.story
            .push(format!("{} the list of opt-outs is gone", self.today));
    }

    /// An answer by the form, with the code of the last piece: yes, or no more post.
    pub fn answers(&mut self, home: u32, no_more: bool) {
        let Some(code) = self.last(home).map(|(_, made)| made.code.clone()) else {
            return;
        };
        let name = format!("formulier-{}.csv", self.returned.len());
        let word = if no_more {
            "geen post meer"
        } else {
            "ja, ik doe mee"
        };
        let text = format!("Datum;Code;Wilt u meedoen?\n{};{code};{word}\n", self.today);
        self.give_back(&name, &text, 1);
        self.command(&["collect"]);
        if no_more {
            self.no.entry(home).or_insert(self.today);
        }
        self.answered.entry(home).or_insert(self.today);
        self.run_or_hold(no_more);
    }

    /// An e-mail that asks for nothing more.
    pub fn mails_no(&mut self, home: u32) {
        let name = format!("mail-{}.eml", self.returned.len());
        let text = format!(
            "From: bewoner{home}@example.org\r\nTo: groep@example.org\r\nSubject: afmelden\r\nMessage-ID: <{name}@example.net>\r\nDate: Mon, 07 Sep 2026 10:00:00 +0200\r\n\r\nIk wil geen post meer.\r\n"
        );
        self.give_back(&name, &text, 1);
        self.command(&["collect"]);
        self.no.entry(home).or_insert(self.today);
        self.run_or_hold(true);
    }

    /// Somebody who said no between two runs: a run comes before anybody prints or sends.
    fn run_or_hold(&mut self, said_no: bool) {
        if said_no {
            self.run();
        } else {
            self.holds();
        }
    }

    /// A batch is delivered, as far as a letter.
    pub fn delivers(&mut self, nth: usize, part: usize) {
        let sealed = self.ledger_pieces("sealed");
        let open: BTreeSet<String> = self
            .made
            .iter()
            .filter(|(piece, _)| sealed.contains(*piece))
            .map(|(_, made)| made.batch.clone())
            .collect();
        let Some(number) = open.iter().nth(nth % open.len().max(1)).cloned() else {
            return;
        };
        let letters: Vec<String> = self.in_batch(&number);
        let through = letters[part % letters.len()].clone();
        self.command(&["letters", "confirm", &number, "--through", &through]);
        let sealed = self.ledger_pieces("delivered");
        for piece in letters.iter().filter(|piece| sealed.contains(*piece)) {
            self.arrived.entry(piece.clone()).or_insert(self.today);
        }
        assert!(
            self.arrived.contains_key(&through) || self.is_withdrawn(&through),
            "{through} was reported as delivered\n{}",
            self.story()
        );
        self.holds();
    }

    fn in_batch(&self, batch: &str) -> Vec<String> {
        self.made
            .iter()
            .filter(|(_, made)| made.batch == batch)
            .map(|(piece, _)| piece.clone())
            .collect()
    }

    /// The batch in which the last letter to a home lies is delivered, all of it.
    pub fn delivers_home(&mut self, home: u32) {
        let batch = self.last(home).unwrap().1.batch.clone();
        self.delivers_all(&batch);
    }

    /// The batch with the letter to a board is delivered, all of it.
    pub fn delivers_board(&mut self, name: &str) {
        let made = self.made.values().rfind(|made| made.board == name);
        let batch = made.unwrap().batch.clone();
        self.delivers_all(&batch);
    }

    fn delivers_all(&mut self, batch: &str) {
        self.command(&["letters", "confirm", batch]);
        let delivered = self.ledger_pieces("delivered");
        for piece in self.in_batch(batch) {
            if delivered.contains(&piece) {
                self.arrived.entry(piece).or_insert(self.today);
            }
        }
        self.holds();
    }

    /// What boards got that was made today.
    pub fn boards(&self) -> Vec<String> {
        let today = self.made.values().filter(|made| made.date == self.today);
        let boards = today.filter(|made| made.home == 0);
        let mut got: Vec<String> = boards
            .map(|made| format!("{} {}", made.board, made.kind))
            .collect();
        got.sort();
        got
    }

    /// What was found at some doors, in the sheet *Deuren*.
    pub fn visits(&mut self, found: &[(u32, &str)]) {
        let book = self.path("outputs/workbooks/opvolging.xlsx");
        let rows = rows_of(&book, "Deuren");
        let heading = rows
            .iter()
            .position(|row| row.contains(&"Uitkomst".to_owned()));
        let heading = heading.unwrap();
        let column = |name: &str| rows[heading].iter().position(|cell| cell == name).unwrap();
        let (number, outcome) = (column("Nummer"), column("Uitkomst"));
        let mut back = vec![rows[heading].clone()];
        for (home, what) in found {
            let row = rows.iter().find(|row| row[number] == home.to_string());
            let mut row = row.unwrap().clone();
            (*what).clone_into(&mut row[outcome]);
            back.push(row);
            if what.contains("meedoen") {
                self.answered.insert(*home, self.today);
            }
        }
        self.bring_back("deuren.xlsx", &back);
    }

    /// A question of the program is answered, in the sheet *Vragen*.
    /// The workbook of the partner comes back with what it heard of an organisation.
    pub fn partner_says(&mut self, organisation: &str, what: &str) {
        let book = self.path("outputs/workbooks/partner-stadsdeel.xlsx");
        let rows = rows_of(&book, "Organisaties");
        let asked = "Wat is er gebeurd?".to_owned();
        let heading = rows.iter().position(|row| row.contains(&asked)).unwrap();
        let at = rows[heading]
            .iter()
            .position(|cell| *cell == asked)
            .unwrap();
        let row = rows
            .iter()
            .find(|row| row.contains(&organisation.to_owned()));
        let mut row = row.unwrap().clone();
        row.resize(rows[heading].len(), String::new());
        what.clone_into(&mut row[at]);
        self.bring_back("stadsdeel.xlsx", &[rows[heading].clone(), row]);
    }

    /// What the volunteers can read of an organisation.
    pub fn told_of(&self, organisation: &str) -> String {
        let rows = rows_of(
            &self.path("outputs/workbooks/opvolging.xlsx"),
            "Organisaties",
        );
        let row = rows
            .iter()
            .find(|row| row.contains(&organisation.to_owned()));
        row.unwrap().join(" | ")
    }

    pub fn decides(&mut self, read: &str, decision: &str) {
        let book = self.path("outputs/workbooks/controle.xlsx");
        let rows = rows_of(&book, "Vragen");
        let heading = rows
            .iter()
            .position(|row| row.contains(&"Besluit".to_owned()));
        let heading = heading.unwrap();
        let at = rows[heading]
            .iter()
            .position(|cell| cell == "Besluit")
            .unwrap();
        let row = rows.iter().find(|row| row.contains(&read.to_owned()));
        let mut row = row.unwrap().clone();
        decision.clone_into(&mut row[at]);
        self.bring_back("controle.xlsx", &[rows[heading].clone(), row]);
    }

    fn bring_back(&mut self, name: &str, rows: &[Vec<String>]) {
        let path = self.path("inputs/returned").join(name);
        fs::write(path, workbook_of(&[("Blad1", rows)])).unwrap();
        self.returned.insert(name.to_owned(), rows.len() - 1);
        self.story
            .push(format!("{} returned {name}: {:?}", self.today, &rows[1..]));
        self.command(&["collect"]);
        self.holds();
    }

    /// A meeting is planned.
    pub fn meeting(&mut self, day: Date) {
        let path = self.path("inputs/campaign.toml");
        let text = fs::read_to_string(&path).unwrap();
        let meeting = format!(
            "[meeting]\nname = 'Buurtavond'\ndate = '{day}'\ntime = '19:30'\nplace = 'Buurthuis'\n"
        );
        fs::write(&path, text + &meeting).unwrap();
        self.story
            .push(format!("{} a meeting on {day}", self.today));
    }

    /// The meeting is taken out of the campaign file.
    pub fn no_meeting(&mut self) {
        let path = self.path("inputs/campaign.toml");
        let text = fs::read_to_string(&path).unwrap();
        let (before, _) = text.split_once("[meeting]").unwrap();
        fs::write(&path, before).unwrap();
        self.story
            .push(format!("{} no meeting any more", self.today));
    }

    /// The states of all pieces of a kind.
    pub fn states_of(&self, kind: &str) -> Vec<String> {
        let states = self.table("ledger.csv");
        let of = |piece: &str| {
            let row = states.iter().find(|row| row["piece"] == piece);
            row.unwrap()["state"].clone()
        };
        self.made
            .iter()
            .filter(|(_, made)| made.kind == kind)
            .map(|(piece, _)| of(piece))
            .collect()
    }

    fn is_withdrawn(&self, piece: &str) -> bool {
        self.ledger_pieces("withdrawn").contains(piece)
            || self.ledger_pieces("undeliverable").contains(piece)
            || self.ledger_pieces("answered").contains(piece)
    }

    fn ledger_pieces(&self, state: &str) -> BTreeSet<String> {
        self.table("ledger.csv")
            .into_iter()
            .filter(|row| row["state"] == state)
            .map(|row| row["piece"].clone())
            .collect()
    }

    /// All mails that wait are sent by hand.
    pub fn sends(&mut self) {
        let waiting: BTreeSet<String> = self.ledger_pieces("waiting");
        if waiting.is_empty() {
            return;
        }
        self.command(&["send", "--by-hand", "--yes"]);
        for piece in waiting {
            self.arrived.entry(piece).or_insert(self.today);
        }
        self.holds();
    }

    /// A letter cannot be delivered.
    pub fn cannot_deliver(&mut self, nth: usize) {
        let sealed: Vec<String> = self.ledger_pieces("sealed").into_iter().collect();
        let Some(piece) = sealed.get(nth % sealed.len().max(1)).cloned() else {
            return;
        };
        self.command(&["letters", "undeliverable", &piece, "--reason", "geen bus"]);
        self.holds();
    }
}

fn read(path: &Path) -> Vec<Line> {
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        return Vec::new();
    };
    let names = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            let cells = names.iter().zip(record.iter());
            cells
                .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                .collect()
        })
        .collect()
}
