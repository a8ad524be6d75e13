//! `haarvaten register`: imports a register, tells what it holds, looks an address up, exports it.

mod changes;
mod export;
mod shown;

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::exit::{Exit, Stop};
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use domain::{AddressText, Decisions, Language, Messages, Postcode};
use matching::Finder;
use register::{
    self, AddressIx, Cut, ExtractCounts, OpenOptions, Register, RegisterError, RegisterInfo,
    SourceAccount,
};
use shown::Shown;

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
        let stop = if error.stopped {
            Stop::sentence(Exit::Interrupted, "register-stopped", Vec::new())
        } else {
            Stop::findings(Exit::CannotGoOn, error.findings)
        };
        stop.said_in(self.messages.language())
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
        let readable = |text: &&String| {
            let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
            digits || Postcode::parse(text).is_some()
        };
        let strange = options.cut.postcodes.iter().find(|text| !readable(text));
        if let Some(text) = strange {
            let values = vec![("text", text.as_str().into())];
            return Err(Stop::sentence(Exit::Usage, "register-no-postcode", values)
                .said_in(self.messages.language()));
        }
        let shown = Shown::interruptible(self.terminal, &self.messages);
        let here = Path::new("");
        let imported = register::import(here, sources, areas, &options, &target, &shown);
        shown.done();
        let noted = imported.map_err(|error| self.stop(error))?;
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
        self.accounts(&noted.value.opened.accounts);
        if let Some(changes) = &noted.value.changes {
            self.changes(changes);
        }
        self.terminal.findings(&noted.findings, &self.messages, 20);
        self.next(&target);
        Ok(Exit::after(&noted.findings))
    }

    /// What became of every row and object.
    fn accounts(&self, accounts: &[SourceAccount]) {
        if accounts.is_empty() {
            return;
        }
        let count = |n: u64| self.messages.count(n);
        let rows: Vec<Vec<String>> = accounts
            .iter()
            .map(|one| {
                let what = self.messages.plain(&format!("account-what-{}", one.what));
                let reasons = papers::workbooks::left_out(one, &self.messages).join("; ");
                vec![
                    one.file.clone(),
                    what,
                    count(one.rows),
                    count(one.used),
                    count(one.merged),
                    reasons,
                ]
            })
            .collect();
        let headings = ["file", "kind", "rows", "used", "merged", "reasons"];
        let headings = headings.map(|key| self.messages.plain(&format!("account-column-{key}")));
        self.terminal.table(&headings, &rows);
    }

    /// What to do with the register that was made: name it in the campaign file, unless it is.
    fn next(&self, target: &Path) {
        let inputs = self.global.campaign.join("inputs");
        let file = target.strip_prefix(&inputs).unwrap_or(target);
        let file = file.display().to_string().replace('\\', "/");
        let named = Session::open(self.global, self.terminal)
            .is_ok_and(|session| session.campaign.register.sources.contains(&file));
        let key = if named {
            "register-ready"
        } else {
            "register-next"
        };
        let values = [("file", file.into())];
        self.terminal.say(&self.messages.text(key, &values));
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

    /// The register that was asked for: a file, else the campaign's register file, else its sources.
    fn open(&self, file: Option<&Path>) -> Result<Register, Stop> {
        let made = self.global.campaign.join("inputs/register.gpkg");
        let file = file
            .map(Path::to_path_buf)
            .or_else(|| made.exists().then_some(made));
        let shown = Shown::new(self.terminal, &self.messages);
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
        shown.done();
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
        let info = register::file_info(&path).unwrap_or_default();
        if !info.sources.is_empty() {
            let values = [("sources", info.sources.join(", ").into())];
            self.terminal
                .say(&self.messages.text("register-sources", &values));
        }
        self.figures(&register, counts_in(&info).as_ref());
        self.accounts(&info.accounts());
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
            let more = register.areas().len() - rows.len();
            if more > 0 {
                let count = self.messages.count(u64::try_from(more).unwrap_or(u64::MAX));
                let values = [("count", count.into())];
                self.terminal
                    .say(&self.messages.text("register-more-areas", &values));
            }
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
        let by_id = with_id(&register, asked.trim());
        if !by_id.is_empty() {
            for ix in by_id {
                self.tell(&register, ix);
            }
            return Ok(Exit::Done);
        }
        let found = Finder::new(&register, &decisions).find(&text);
        let reason = self
            .messages
            .plain(&format!("match-{}", found.reason.key()));
        self.terminal.say(&reason);
        let candidates = found.candidates.iter().map(|candidate| candidate.address);
        let mut all: Vec<AddressIx> = found.address.into_iter().collect();
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
}

/// The addresses that an id names: its own, those of its unit, or those in its building.
fn with_id(register: &Register, id: &str) -> Vec<AddressIx> {
    if let Some(address) = register.find_address(id) {
        return vec![address];
    }
    if let Some(unit) = register.find_unit(id) {
        return register.unit_addresses(unit).to_vec();
    }
    let building = register.find_building(id).into_iter();
    building
        .flat_map(|b| register.building_units(b))
        .flat_map(|unit| register.unit_addresses(*unit).to_vec())
        .collect()
}

/// What the extracts held from which a register file was made.
fn counts_in(info: &RegisterInfo) -> Option<ExtractCounts> {
    let count = |key: &str| -> Option<u64> {
        let (_, value) = info.facts.iter().find(|(name, _)| name == key)?;
        value.parse().ok()
    };
    Some(ExtractCounts {
        addresses: count("extract_addresses")?,
        units: count("extract_units")?,
        moorings: count("extract_moorings")?,
        pitches: count("extract_pitches")?,
        buildings: count("extract_buildings")?,
        streets: count("extract_streets")?,
        towns: count("extract_towns")?,
        occurrences: 0,
    })
}
