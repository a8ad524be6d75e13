//! `haarvaten register`: imports a register, tells what it holds, looks an address up, exports it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use clap::{Args, Subcommand};
use indicatif::ProgressBar;

use super::exit::{Exit, Stop};
use super::session::Session;
use crate::cli::Global;
use crate::domain::{AddressText, Decisions, Language, Messages, ObjectId};
use crate::matching::Finder;
use crate::register::{
    self, AddressIx, Changes, Cut, OpenOptions, Progress, Register, RegisterError,
};
use crate::terminal::Terminal;
use crate::write::files;

/// What to do with the register.
#[derive(Debug, Args)]
pub struct RegisterArgs {
    #[command(subcommand)]
    command: RegisterCommand,
}

/// The commands on a register.
#[derive(Debug, Subcommand)]
enum RegisterCommand {
    /// Import a BAG extract, PDOK's GeoPackage or a table into the register file
    Import {
        /// The files, as you downloaded them
        #[arg(required = true, value_name = "FILE")]
        sources: Vec<String>,
        /// Area files: CBS tables, GeoJSON or GeoPackage polygons
        #[arg(long, value_name = "FILE")]
        areas: Vec<String>,
        /// Only these municipalities, by their 4-digit code
        #[arg(long, value_name = "CODE")]
        gemeente: Vec<u16>,
        /// Only these postcodes: 1104KC or 1104
        #[arg(long, value_name = "POSTCODE")]
        postcode: Vec<String>,
        /// Only these areas, by name or code
        #[arg(long, value_name = "AREA")]
        area: Vec<String>,
        /// The register file to make [default: inputs/register.gpkg of the campaign]
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Tell where the register came from and what it holds
    Info {
        /// The register file, or any source [default: that of the campaign]
        file: Option<PathBuf>,
    },
    /// Look one address up
    Lookup {
        /// The address, as you would write it
        #[arg(required = true, num_args = 1.., value_name = "ADDRESS")]
        address: Vec<String>,
        /// The register file, or any source [default: that of the campaign]
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Write the register as a table (CSV)
    Export {
        /// The table to make
        to: PathBuf,
        /// The register file, or any source [default: that of the campaign]
        #[arg(long, value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

/// Does what was asked.
///
/// # Errors
/// When a source cannot be read or a file cannot be written.
pub fn register(global: &Global, terminal: &Terminal, args: &RegisterArgs) -> Result<Exit, Stop> {
    let messages = Session::open(global, terminal).map_or_else(
        |_| Messages::of(&Language::dutch()),
        |session| session.messages,
    );
    let work = Work {
        global,
        terminal,
        messages,
    };
    match &args.command {
        RegisterCommand::Import {
            sources,
            areas,
            gemeente,
            postcode,
            area,
            to,
        } => {
            let cut = Cut {
                municipalities: gemeente.clone(),
                postcodes: postcode.clone(),
                areas: area.clone(),
            };
            work.import(sources, areas, cut, to.as_deref())
        }
        RegisterCommand::Info { file } => work.info(file.as_deref()),
        RegisterCommand::Lookup { address, file } => {
            work.lookup(&address.join(" "), file.as_deref())
        }
        RegisterCommand::Export { to, file } => work.export(to, file.as_deref()),
    }
}

struct Work<'a> {
    global: &'a Global,
    terminal: &'a Terminal,
    messages: Messages,
}

impl Work<'_> {
    fn stop(&self, error: RegisterError) -> Stop {
        let exit = if error.stopped {
            Exit::Interrupted
        } else {
            Exit::CannotGoOn
        };
        Stop::findings(exit, error.findings).said_in(self.messages.language())
    }

    fn import(
        &self,
        sources: &[String],
        areas: &[String],
        cut: Cut,
        to: Option<&Path>,
    ) -> Result<Exit, Stop> {
        let target = to.map_or_else(
            || self.global.campaign.join("inputs/register.gpkg"),
            Path::to_path_buf,
        );
        let options = OpenOptions {
            date: self.global.date,
            cut,
            ..OpenOptions::default()
        };
        let shown = Shown::new(self.terminal);
        let here = Path::new("");
        let noted = register::import(here, sources, areas, &options, &target, &shown)
            .map_err(|error| self.stop(error))?;
        shown.bar.finish_and_clear();
        let (bytes, objects, seconds) = shown.totals();
        let values = [
            ("file", target.display().to_string().into()),
            ("objects", self.messages.count(objects).into()),
            ("megabytes", self.messages.count(bytes / 1_000_000).into()),
            ("seconds", seconds.to_string().into()),
        ];
        self.terminal
            .say(&self.messages.text("register-imported", &values));
        self.figures(
            &noted.value.opened.register,
            noted.value.opened.extract.as_ref(),
        );
        if let Some(changes) = &noted.value.changes {
            self.changes(changes);
        }
        self.terminal.findings(&noted.findings, &self.messages, 20);
        Ok(Exit::after(&noted.findings))
    }

    /// What there is of each kind.
    fn figures(&self, register: &Register, extract: Option<&register::ExtractCounts>) {
        let dwellings = register
            .units()
            .filter(|u| register.unit(*u).is_dwelling())
            .count();
        let in_use = register
            .units()
            .filter(|u| register.unit(*u).in_use)
            .count();
        let without = register
            .addresses()
            .filter(|a| register.address(*a).postcode.is_none())
            .count();
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let mut rows = vec![
            ("addresses", number(register.addresses().len())),
            ("addresses-without-postcode", number(without)),
            ("units", number(register.units().len())),
            ("units-in-use", number(in_use)),
            ("dwellings", number(dwellings)),
            ("buildings", number(register.buildings().len())),
            ("streets", number(register.streets().len())),
            ("towns", number(register.towns().len())),
            ("areas", number(register.areas().len())),
        ];
        if let Some(counts) = extract {
            rows.extend([
                ("extract-addresses", counts.addresses),
                ("extract-units", counts.units),
                ("extract-moorings", counts.moorings),
                ("extract-pitches", counts.pitches),
                ("extract-buildings", counts.buildings),
                ("extract-streets", counts.streets),
            ]);
        }
        let date = register
            .date()
            .map(|date| date.to_string())
            .unwrap_or_default();
        let record: serde_json::Map<String, serde_json::Value> = rows
            .iter()
            .map(|(key, count)| (key.replace('-', "_"), (*count).into()))
            .collect();
        self.terminal
            .record(&serde_json::json!({ "register": record, "date": date }));
        let mut lines = vec![(self.messages.plain("register-date"), date)];
        lines.extend(rows.iter().map(|(key, count)| {
            (
                self.messages.plain(&format!("register-{key}")),
                self.messages.count(*count),
            )
        }));
        self.terminal.figures(&lines);
    }

    fn changes(&self, changes: &Changes) {
        let rows = [
            ("new", changes.new.len(), changes.new.first()),
            (
                "withdrawn",
                changes.withdrawn.len(),
                changes.withdrawn.first(),
            ),
            (
                "renumbered",
                changes.renumbered.len(),
                changes.renumbered.first(),
            ),
            (
                "merged",
                changes.merged.len(),
                changes.merged.first().map(|(id, _)| id),
            ),
            (
                "split",
                changes.split.len(),
                changes.split.first().map(|(id, _)| id),
            ),
        ];
        self.terminal.say(&self.messages.plain("register-changes"));
        let lines: Vec<(String, String)> = rows
            .iter()
            .map(|(key, count, first)| {
                let what = self.messages.plain(&format!("register-change-{key}"));
                let count = self
                    .messages
                    .count(u64::try_from(*count).unwrap_or(u64::MAX));
                let first = first.map(|id| format!(" ({id} …)")).unwrap_or_default();
                (what, format!("{count}{first}"))
            })
            .collect();
        self.terminal.figures(&lines);
        let ids = |list: &[ObjectId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let pairs = |list: &[(ObjectId, ObjectId)]| {
            list.iter()
                .map(|(a, b)| vec![a.to_string(), b.to_string()])
                .collect::<Vec<_>>()
        };
        self.terminal.record(&serde_json::json!({ "changes": {
            "new": ids(&changes.new), "withdrawn": ids(&changes.withdrawn),
            "renumbered": ids(&changes.renumbered), "merged": pairs(&changes.merged), "split": pairs(&changes.split),
        }}));
    }

    /// The register that was asked for: a file, else the campaign's register file, else its sources.
    fn open(&self, file: Option<&Path>) -> Result<Register, Stop> {
        let made = self.global.campaign.join("inputs/register.gpkg");
        let file = file
            .map(Path::to_path_buf)
            .or_else(|| made.exists().then_some(made));
        let shown = Shown::new(self.terminal);
        let options = OpenOptions {
            date: self.global.date,
            ..OpenOptions::default()
        };
        let opened = if let Some(file) = file {
            let sources = [file.display().to_string()];
            register::open(Path::new(""), &sources, &[], &options, &shown)
        } else {
            let session = Session::open(self.global, self.terminal)?;
            let named = &session.campaign.register;
            register::open(
                &session.inputs(),
                &named.sources,
                &named.areas,
                &options,
                &shown,
            )
        };
        shown.bar.finish_and_clear();
        let noted = opened.map_err(|error| self.stop(error))?;
        self.terminal.findings(&noted.findings, &self.messages, 10);
        Ok(noted.value.register)
    }

    fn info(&self, file: Option<&Path>) -> Result<Exit, Stop> {
        let register = self.open(file)?;
        let path = file.map_or_else(
            || self.global.campaign.join("inputs/register.gpkg"),
            Path::to_path_buf,
        );
        if let Ok(info) = register::file_info(&path) {
            let values = [("sources", info.sources.join(", ").into())];
            self.terminal
                .say(&self.messages.text("register-sources", &values));
        }
        self.figures(&register, None);
        let rows: Vec<Vec<String>> = register
            .areas()
            .map(|ix| register.area(ix))
            .take(40)
            .map(|area| {
                let year = area.year.map(|y| y.to_string()).unwrap_or_default();
                vec![
                    area.level.word().to_owned(),
                    area.code.to_string(),
                    area.name.to_string(),
                    year,
                ]
            })
            .collect();
        if !rows.is_empty() {
            let headings = ["level", "code", "name", "year"];
            let headings = headings.map(|key| self.messages.plain(&format!("register-area-{key}")));
            self.terminal.table(&headings, &rows);
        }
        Ok(Exit::Done)
    }

    fn lookup(&self, asked: &str, file: Option<&Path>) -> Result<Exit, Stop> {
        let register = self.open(file)?;
        let decisions = Decisions::default();
        let text = AddressText {
            whole: Some(asked.into()),
            ..AddressText::default()
        };
        let found = Finder::new(&register, &decisions).find(&text);
        let reason = self
            .messages
            .plain(&format!("match-{}", found.reason.key()));
        self.terminal.say(&reason);
        let by_id = register.find_address(asked);
        let candidates = found.candidates.iter().map(|candidate| candidate.address);
        let mut all: Vec<AddressIx> = by_id.or(found.address).into_iter().collect();
        if all.is_empty() {
            all.extend(candidates);
        }
        for ix in &all {
            self.tell(&register, *ix);
        }
        Ok(if all.is_empty() {
            Exit::DataErrors
        } else {
            Exit::Done
        })
    }

    fn tell(&self, register: &Register, ix: AddressIx) {
        let line = register.address_line(ix);
        let address = register.address(ix);
        let mut rows = vec![("address-id", register.address_id(ix).to_string())];
        if let Some(unit) = address.unit {
            let facts = register.unit(unit);
            let yes = |yes: bool| {
                self.messages
                    .plain(if yes { "register-yes" } else { "register-no" })
            };
            let buildings: Vec<String> = register
                .unit_buildings(unit)
                .iter()
                .map(|b| {
                    let year = register
                        .building(*b)
                        .year
                        .map(|y| format!(" ({y})"))
                        .unwrap_or_default();
                    format!("{}{year}", register.building_id(*b))
                })
                .collect();
            let areas: Vec<String> = register
                .unit_areas(unit)
                .iter()
                .map(|a| register.area(*a).name.to_string())
                .collect();
            rows.extend([
                ("unit-id", register.unit_id(unit).to_string()),
                ("in-use", yes(facts.in_use)),
                ("dwelling", yes(facts.is_dwelling())),
                ("building-ids", buildings.join(", ")),
                ("lies-in", areas.join(", ")),
            ]);
        }
        let record: serde_json::Map<String, serde_json::Value> = rows
            .iter()
            .map(|(key, value)| (key.replace('-', "_"), value.clone().into()))
            .collect();
        self.terminal
            .record(&serde_json::json!({ "address": line, "facts": record }));
        self.terminal.say(&line);
        let rows: Vec<(String, String)> = rows
            .into_iter()
            .map(|(key, value)| (self.messages.plain(&format!("register-{key}")), value))
            .collect();
        self.terminal.figures(&rows);
    }

    fn export(&self, to: &Path, file: Option<&Path>) -> Result<Exit, Stop> {
        let register = self.open(file)?;
        let written = files::write_streamed(to, |out| {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(HEADINGS)?;
            for ix in register.addresses() {
                table.write_record(record(&register, ix))?;
            }
            table.flush()?;
            table
                .into_inner()
                .map_err(csv::IntoInnerError::into_error)?
                .flush()
        });
        written.map_err(|error| {
            let values = vec![("message", error.to_string().into())];
            Stop::sentence(Exit::CannotGoOn, "register-not-written", values)
                .said_in(self.messages.language())
        })?;
        let count = self
            .messages
            .count(u64::try_from(register.addresses().len()).unwrap_or(u64::MAX));
        let values = [
            ("count", count.into()),
            ("file", to.display().to_string().into()),
        ];
        self.terminal
            .say(&self.messages.text("register-exported", &values));
        Ok(Exit::Done)
    }
}

/// The headings of the table, which the program reads back as a register.
const HEADINGS: [&str; 13] = [
    "nummeraanduiding_id",
    "verblijfsobject_id",
    "pand_id",
    "straat",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
    "postcode",
    "woonplaats",
    "gebruiksdoel",
    "status",
    "x",
    "y",
];

fn record(register: &Register, ix: AddressIx) -> [String; 13] {
    let address = register.address(ix);
    let unit = address.unit;
    let facts = unit.map(|u| register.unit(u));
    let point = facts.and_then(|f| f.point);
    let buildings = unit.map(|u| register.unit_buildings(u)).unwrap_or_default();
    let buildings: Vec<String> = buildings
        .iter()
        .map(|b| register.building_id(*b).to_string())
        .collect();
    let in_use = facts.is_some_and(|f| f.in_use);
    let home = facts.is_some_and(|f| f.residential);
    [
        register.address_id(ix).to_string(),
        unit.map(|u| register.unit_id(u).to_string())
            .unwrap_or_default(),
        buildings.join(" "),
        register.street(address.street).name.to_string(),
        address.number.to_string(),
        address
            .letter
            .map(|l| l.as_char().to_string())
            .unwrap_or_default(),
        address.addition.as_text().to_string(),
        address.postcode.map(|p| p.to_string()).unwrap_or_default(),
        register.town(address.town).name.to_string(),
        if home {
            "woonfunctie"
        } else {
            "overige gebruiksfunctie"
        }
        .to_owned(),
        if in_use {
            "Verblijfsobject in gebruik"
        } else {
            "Verblijfsobject gevormd"
        }
        .to_owned(),
        point.map(|p| p.x.to_string()).unwrap_or_default(),
        point.map(|p| p.y.to_string()).unwrap_or_default(),
    ]
}

/// A progress bar: bytes, objects a second, time left.
struct Shown {
    bar: ProgressBar,
    bytes: AtomicU64,
    objects: AtomicU64,
    start: Instant,
}

impl Shown {
    fn new(terminal: &Terminal) -> Self {
        let template = "[{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {msg} {eta}";
        Self {
            bar: terminal.bar(0, template),
            bytes: AtomicU64::new(0),
            objects: AtomicU64::new(0),
            start: Instant::now(),
        }
    }

    fn totals(&self) -> (u64, u64, u64) {
        let seconds = self.start.elapsed().as_secs();
        (
            self.bytes.load(Ordering::Relaxed),
            self.objects.load(Ordering::Relaxed),
            seconds,
        )
    }
}

impl Progress for Shown {
    fn begin(&self, _step: &'static str, bytes: u64) {
        self.bar.inc_length(bytes);
    }
    fn advance(&self, bytes: u64, objects: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        let all = self.objects.fetch_add(objects, Ordering::Relaxed) + objects;
        let seconds = self.start.elapsed().as_secs().max(1);
        self.bar.set_message(format!("{}/s", all / seconds));
        self.bar.inc(bytes);
    }
}
