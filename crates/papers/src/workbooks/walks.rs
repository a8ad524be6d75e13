//! Who walks along which doors: a list per volunteer, as a sheet of `looplijsten.xlsx` that comes
//! back filled in like *Deuren*, and as pages to print, one per entrance.

use std::collections::{BTreeMap, BTreeSet};

use super::opvolging::{Earlier, deuren};
use super::{Context, words};
use campaign::coverage::Home;
use campaign::outreach::walks::{Entrance, share_out};
use domain::messages::Value;
use domain::text::fold;
use domain::workbook::{Item, Line, WorkSheet, Workbook};
use domain::{Finding, Place, Table, Volunteer, Volunteers, WalkPages};

/// The doors of every volunteer.
#[derive(Debug)]
pub struct Walks<'a> {
    context: Context<'a>,
    volunteers: &'a [Volunteer],
    entrances: Vec<Doors<'a>>,
    /// Who walks each entrance, by position; nobody when there is nobody.
    who: Vec<Option<usize>>,
}

/// The doors of an entrance, in walking order.
#[derive(Debug)]
struct Doors<'a> {
    entrance: u32,
    /// Of all homes at the entrance, so that one that drops out does not change it.
    name: String,
    homes: Vec<&'a Home>,
}

impl<'a> Walks<'a> {
    /// Shares out all doors that are to be followed up; `before` says who had an entrance the last
    /// time, by name.
    pub fn new(
        context: Context<'a>,
        list: &'a Volunteers,
        before: &BTreeMap<String, String>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let register = context.checked.register;
        let volunteers = list.all.as_slice();
        let place = || Place::file(list.file.as_str());
        let mut entrances: Vec<Doors<'a>> = Vec::new();
        for home in deuren::listed(context) {
            match entrances.last_mut() {
                Some(last) if last.entrance == home.entrance => last.homes.push(home),
                _ => entrances.push(Doors {
                    entrance: home.entrance,
                    name: String::new(),
                    homes: vec![home],
                }),
            }
        }
        let wanted: BTreeSet<u32> = entrances.iter().map(|one| one.entrance).collect();
        let mut named: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let mut names: BTreeMap<u32, String> = BTreeMap::new();
        for (at, area) in (0..).zip(context.coverage.areas(register)) {
            if wanted.contains(&at) {
                names.insert(at, words::area(context, &area));
            }
            for name in [&area.key.name, &area.key.code] {
                if !name.is_empty() {
                    named.entry(fold(name)).or_default().push(at);
                }
            }
        }
        for one in &mut entrances {
            one.name = names.get(&one.entrance).cloned().unwrap_or_default();
        }
        let fits = |volunteer: &Volunteer, doors: &Doors<'_>| {
            volunteer.areas.is_empty()
                || doors.homes.first().is_some_and(|home| {
                    let address = register.address(register.unit(home.unit).address);
                    let street = fold(&register.street(address.street).name);
                    volunteer.areas.iter().any(|area| {
                        let area = fold(area);
                        let areas = named.get(&area).map_or(&[][..], Vec::as_slice);
                        area == street || home.areas().any(|at| areas.contains(&at))
                    })
                })
        };
        for volunteer in volunteers {
            let none = !entrances.iter().any(|doors| fits(volunteer, doors));
            if none && !entrances.is_empty() {
                findings.push(
                    Finding::warning("L143")
                        .at(place())
                        .with("name", volunteer.name.as_str())
                        .with("areas", volunteer.areas.join(", ")),
                );
            }
        }
        let to_share: Vec<Entrance> = entrances
            .iter()
            .map(|doors| Entrance {
                key: doors.name.clone(),
                doors: doors.homes.len(),
                fits: (0..)
                    .zip(volunteers)
                    .filter(|(_, volunteer)| fits(volunteer, doors))
                    .map(|(at, _)| at)
                    .collect(),
            })
            .collect();
        let most: Vec<Option<u32>> = volunteers.iter().map(|one| one.most).collect();
        let before: BTreeMap<String, usize> = before
            .iter()
            .filter_map(|(key, name)| {
                let at = volunteers.iter().position(|one| one.name == *name)?;
                Some((key.clone(), at))
            })
            .collect();
        let who = share_out(&to_share, &most, &before);
        let left: usize = entrances
            .iter()
            .zip(&who)
            .filter(|(_, who)| who.is_none())
            .map(|(doors, _)| doors.homes.len())
            .sum();
        if left > 0 {
            let finding = Finding::info("L144").at(place());
            findings.push(finding.with("doors", left));
        }
        Self {
            context,
            volunteers,
            entrances,
            who,
        }
    }

    /// The entrances of a volunteer; of nobody for `None`.
    fn of(&self, volunteer: Option<usize>) -> impl Iterator<Item = &Doors<'a>> {
        self.entrances
            .iter()
            .zip(&self.who)
            .filter(move |(_, who)| **who == volunteer)
            .map(|(doors, _)| doors)
    }

    /// Every volunteer with doors, and last the doors of nobody.
    fn walkers(&self) -> Vec<(Option<usize>, String, String)> {
        let messages = self.context.checked.messages;
        let some = (0..)
            .zip(self.volunteers)
            .map(|(at, one)| (Some(at), one.name.clone(), one.days.clone()));
        let nobody = (None, messages.plain("walks-nobody"), String::new());
        some.chain([nobody])
            .filter(|(at, ..)| self.of(*at).next().is_some())
            .collect()
    }

    /// `18 deuren in 3 ingangen · di, do`.
    fn about(&self, walker: Option<usize>, days: &str) -> String {
        let doors: usize = self.of(walker).map(|doors| doors.homes.len()).sum();
        let values: [(&str, Value); 2] = [
            ("doors", doors.into()),
            ("entrances", self.of(walker).count().into()),
        ];
        let text = self.context.checked.messages.text("walks-about", &values);
        if days.is_empty() {
            text
        } else {
            format!("{text} · {days}")
        }
    }

    /// The workbook: a sheet per volunteer, filled in and read back like *Deuren*.
    pub fn workbook(&self) -> Workbook {
        let checked = self.context.checked;
        let messages = checked.messages;
        let earlier = Earlier::of(self.context);
        let mut taken = BTreeSet::new();
        let sheets = self.walkers().into_iter().map(|(at, name, days)| {
            let mut rows: Vec<Vec<Item>> = Vec::new();
            for doors in self.of(at) {
                for home in &doors.homes {
                    let number = u64::try_from(rows.len()).unwrap_or(0) + 1;
                    rows.push(deuren::row(self.context, &earlier, home, number));
                }
            }
            WorkSheet {
                name: sheet_name(&name, &mut taken),
                tab: at.map(|_| "#0B5D56"),
                lines: vec![
                    Line::title(name.clone()),
                    Line::text(self.about(at, &days)),
                    Line::text(messages.plain("walks-how")),
                ],
                columns: deuren::columns(messages),
                rows,
                landscape: true,
                printed_columns: Some(10),
                page_breaks: deuren::page_breaks(self.of(at).map(|doors| doors.homes.len())),
                row_height: Some(deuren::ROW),
                ..WorkSheet::default()
            }
        });
        Workbook {
            file_name: "looplijsten.xlsx".to_owned(),
            title: format!(
                "{} – {}",
                checked.campaign.campaign.name,
                messages.plain("walks-title")
            ),
            author: checked.campaign.sender.name.clone(),
            date: checked.date,
            sheets: sheets.collect(),
        }
    }

    /// The pages to print, a document per volunteer.
    pub fn pages(&self) -> Vec<WalkPages> {
        let register = self.context.checked.register;
        let earlier = Earlier::of(self.context);
        let walkers = self.walkers().into_iter().filter(|(at, ..)| at.is_some());
        walkers
            .map(|(at, name, days)| WalkPages {
                about: self.about(at, &days),
                entrances: self
                    .of(at)
                    .map(|doors| {
                        let lines = doors.homes.iter().map(|home| {
                            let address = register.address(register.unit(home.unit).address);
                            let unit = format!("unit {}", register.unit_id(home.unit));
                            let before = earlier.last(&unit);
                            [address.house_number(), before]
                        });
                        (doors.name.clone(), lines.collect())
                    })
                    .collect(),
                name,
            })
            .collect()
    }

    /// `walks.csv`: who walks where.
    pub fn table(&self) -> Table<'_> {
        let rows = self
            .entrances
            .iter()
            .zip(&self.who)
            .map(move |(doors, who)| {
                let name = who.and_then(|at| self.volunteers.get(at));
                vec![
                    name.map(|one| one.name.clone()).unwrap_or_default(),
                    doors.name.clone(),
                    doors.homes.len().to_string(),
                ]
            });
        Table {
            file: "walks.csv",
            columns: ["volunteer", "entrance", "doors"]
                .map(str::to_owned)
                .to_vec(),
            rows: Box::new(rows),
        }
    }
}

/// A name that a sheet can have: 31 characters at most, none that a program refuses, each once.
fn sheet_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(27)
        .collect();
    let plain = plain.trim();
    let plain = if plain.is_empty() { "…" } else { plain };
    let mut free = plain.to_owned();
    let mut number = 1;
    while !taken.insert(fold(&free)) {
        number += 1;
        free = format!("{plain} {number}");
    }
    free
}
