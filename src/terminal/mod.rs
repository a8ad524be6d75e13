//! Progress, findings, tables, confirmations: the only room that prints.
//!
//! Flows in: what commands want to tell. Flows out: text on the terminal, or JSON lines. Does not
//! belong here: computing anything.

mod findings;
mod pasted;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};

use domain::{Finding, Messages};

pub use findings::count;
pub use pasted::quoted;

/// The terminal of one run.
#[derive(Debug)]
pub struct Terminal {
    json: bool,
    /// The campaign folder as it is to be pasted, when the person is not in it.
    folder: Option<String>,
    closed: AtomicBool,
}

impl Terminal {
    /// A terminal for people, or one that prints JSON lines and nothing else.
    pub fn new(json: bool) -> Self {
        Self {
            json,
            folder: None,
            closed: AtomicBool::new(false),
        }
    }

    /// The same terminal for a campaign that is elsewhere: commands that are shown name its folder.
    #[must_use]
    pub fn of_campaign(mut self, folder: &Path) -> Self {
        let is_here = folder.as_os_str().is_empty() || folder == Path::new(".");
        self.folder = (!is_here).then(|| quoted(&folder.display().to_string()));
        self
    }

    /// A text for people: nothing in it drives the terminal, and its commands can be pasted.
    fn told(&self, text: &str) -> String {
        let text = safe(text);
        match &self.folder {
            None => text,
            Some(folder) => pasted::in_folder(&text, folder),
        }
    }

    /// Whether only JSON lines are printed.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints a line for people.
    pub fn say(&self, line: &str) {
        if !self.json {
            self.out(&self.told(line));
        }
    }

    /// Prints a JSON line.
    pub fn record(&self, value: &serde_json::Value) {
        if self.json {
            self.out(&value.to_string());
        }
    }

    /// Prints a table of two columns: what, and how many.
    pub fn figures(&self, rows: &[(String, String)]) {
        if self.json {
            return;
        }
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        for (what, value) in rows {
            table.add_row([safe(what), safe(value)]);
        }
        if let Some(column) = table.column_mut(1) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        for line in table.lines() {
            self.out(&format!("  {}", line.trim_end()));
        }
    }

    /// Prints a table with headings.
    pub fn table(&self, headings: &[String], rows: &[Vec<String>]) {
        if self.json {
            return;
        }
        let mut table = Table::new();
        table
            .load_style(
                presets::NOTHING.header_separator(LineStyle::none().fill('─').junction('─')),
            )
            .set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(headings.iter().map(|text| safe(text)));
        for row in rows {
            table.add_row(row.iter().map(|text| safe(text)));
        }
        self.out(&table.to_string());
    }

    /// Shows findings: sorted, counted, each with its place and remedy; at most `most` of them in full.
    pub fn findings(&self, findings: &[Finding], messages: &Messages, most: usize) {
        if self.json {
            for finding in findings {
                self.out(&findings::json(finding, messages).to_string());
            }
        } else {
            for line in findings::lines(findings, messages, most) {
                self.out(&self.told(&line));
            }
        }
    }

    /// Says on standard error why the run could not go on.
    pub fn fail(&self, sentence: &str) {
        let _ = writeln!(io::stderr(), "{}", self.told(sentence));
    }

    /// Whether a person can be asked.
    pub fn can_ask(&self) -> bool {
        !self.json && io::stdin().is_terminal() && io::stdout().is_terminal()
    }

    /// Asks a question that is answered with yes or no; anything but yes is no.
    pub fn ask(&self, question: &str) -> bool {
        self.say(question);
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        let answer = answer.trim().to_lowercase();
        read.is_ok() && matches!(answer.as_str(), "j" | "ja" | "y" | "yes")
    }

    /// A bar for a long task; hidden where nobody watches.
    pub fn bar(&self, total: u64, template: &str) -> ProgressBar {
        if self.json || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style =
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(total).with_style(style)
    }

    fn out(&self, line: &str) {
        // A reader that went away (`haarvaten | head`) must not make the run fail.
        if !self.closed.load(Ordering::Relaxed) && writeln!(io::stdout(), "{line}").is_err() {
            self.closed.store(true, Ordering::Relaxed);
        }
    }
}

/// Text from outside without anything that could drive the terminal.
pub fn safe(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}
