//! The command line in the language of whoever types: help and errors from the messages, with the
//! doc comments of the clap types where a language has no text.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};

use super::Cli;
use crate::commands::Exit;
use domain::messages::Value;
use domain::{Language, Messages};

/// Reads the command line. Help, the version and what is wrong with it are printed.
///
/// # Errors
/// The exit code when there is nothing left to do.
pub fn parse(typed: &[OsString]) -> Result<Cli, Exit> {
    let messages = Messages::of(&spoken(typed));
    let read = command(&messages)
        .try_get_matches_from(typed)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    read.map_err(|error| tell(&error, &messages))
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "there is no terminal yet: what was typed says how to talk"
)]
fn tell(error: &clap::Error, messages: &Messages) -> Exit {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        print!("{}", worded(&error.render().to_string(), messages));
        return Exit::Done;
    }
    let text = if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        worded(&error.render().to_string(), messages)
    } else {
        sentence(error, messages)
    };
    eprintln!("{}", text.trim_end());
    Exit::Usage
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the library adds is told in its own words"
)]
/// What is wrong with the command line, the nearest right word, and where the help is.
fn sentence(error: &clap::Error, messages: &Messages) -> String {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join(", ")),
        Some(ContextValue::StyledStr(text)) => Some(text.to_string()),
        _ => None,
    };
    let (key, what) = match error.kind() {
        ErrorKind::InvalidSubcommand => ("wrong-command", of(ContextKind::InvalidSubcommand)),
        ErrorKind::UnknownArgument => ("wrong-argument", of(ContextKind::InvalidArg)),
        ErrorKind::MissingRequiredArgument => ("wrong-missing", of(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => ("wrong-no-command", of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ("wrong-value", of(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => ("wrong-together", of(ContextKind::InvalidArg)),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            ("wrong-number", of(ContextKind::InvalidArg))
        }
        _ => ("wrong-other", Some(error.to_string())),
    };
    let what = what.filter(|what| !what.is_empty());
    let key = if key == "wrong-value" && what.is_none() {
        "wrong-no-value"
    } else {
        key
    };
    let argument = of(ContextKind::InvalidArg).unwrap_or_default();
    let values: [(&'static str, Value); 2] = [
        ("what", what.unwrap_or_else(|| "–".to_owned()).into()),
        ("argument", argument.into()),
    ];
    let mut lines = vec![messages.text(key, &values)];
    let near = of(ContextKind::SuggestedSubcommand)
        .or_else(|| of(ContextKind::SuggestedArg))
        .or_else(|| of(ContextKind::SuggestedValue));
    if let Some(near) = near {
        lines.push(messages.text("wrong-nearest", &[("word", near.into())]));
    }
    if let Some(choices) = of(ContextKind::ValidValue).filter(|choices| !choices.is_empty()) {
        lines.push(messages.text("wrong-choices", &[("choices", choices.into())]));
    }
    lines.push(messages.plain("wrong-help"));
    lines.join("\n")
}

/// The whole command line, in a language.
pub fn command(messages: &Messages) -> Command {
    said(Cli::command(), "help", messages)
}

fn said(command: Command, path: &str, messages: &Messages) -> Command {
    let mut command = command
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(messages.plain("help-commands"))
        .subcommand_value_name(messages.plain("help-command"))
        .override_template(messages);
    if let Some(about) = text(messages, path) {
        let long = text(messages, &format!("{path}-long"));
        command = command
            .about(about.clone())
            .long_about(long.unwrap_or(about));
    }
    let ids: Vec<String> = command
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .collect();
    for id in ids {
        let key = if matches!(id.as_str(), "campaign" | "date" | "yes" | "json") {
            format!("help-all--{id}")
        } else {
            format!("{path}--{id}")
        };
        let key = key.replace('_', "-");
        let heading = messages.plain("help-options");
        command = command.mut_arg(&id, |arg| {
            let arg = match text(messages, &key) {
                Some(text) => arg.help(text.clone()).long_help(text),
                None => arg,
            };
            let arg = if arg.get_action().takes_values() {
                arg.hide_default_value(true).hide_possible_values(true)
            } else {
                arg
            };
            if arg.is_positional() {
                arg.help_heading(messages.plain("help-arguments"))
            } else {
                arg.help_heading(heading)
            }
        });
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    for name in names {
        let path = format!("{path}-{name}");
        command = command.mut_subcommand(&name, |one| said(one, &path, messages));
    }
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help_heading(messages.plain("help-options"))
        .help(messages.plain("help-flag"));
    if path != "help" {
        return command.arg(help);
    }
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(clap::ArgAction::Version)
        .help_heading(messages.plain("help-options"))
        .help(messages.plain("help-which"));
    command.arg(help).arg(version)
}

/// A page of help with the words that clap writes itself in the language.
pub fn worded(page: &str, messages: &Messages) -> String {
    page.replace(
        "[OPTIONS]",
        &format!("[{}]", messages.plain("help-some-options")),
    )
}

/// A text that a language has.
fn text(messages: &Messages, key: &str) -> Option<String> {
    messages.has(key).then(|| messages.plain(key))
}

/// The shape of a page of help, with the words of the language.
trait Template {
    fn override_template(self, messages: &Messages) -> Self;
}

impl Template for Command {
    fn override_template(self, messages: &Messages) -> Self {
        let usage = messages.plain("help-usage");
        self.help_template(format!(
            "{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
    }
}

/// The language to talk in: `--language`, that of the campaign, that of the system; else Dutch.
pub fn spoken(typed: &[OsString]) -> Language {
    let known = |language: &Language| Messages::languages().contains(language);
    let value = |names: [&str; 2]| {
        let mut words = typed.iter().skip(1);
        while let Some(word) = words.next() {
            let word = word.to_string_lossy();
            if names.contains(&word.as_ref()) {
                return words.next().map(OsString::as_os_str);
            }
        }
        None
    };
    let asked = value(["--language", "--language"])
        .and_then(OsStr::to_str)
        .and_then(Language::parse)
        .filter(known);
    let folder = value(["--campaign", "-C"]).map_or_else(|| PathBuf::from("."), PathBuf::from);
    asked
        .or_else(|| of_campaign(&folder).filter(known))
        .or_else(|| of_system().filter(known))
        .unwrap_or_else(Language::dutch)
}

/// The language that a campaign file names, whether the rest of it is right or not.
fn of_campaign(folder: &Path) -> Option<Language> {
    let path = folder.join("inputs/campaign.toml");
    let text = lists::read::file::read_text(&path, 1 << 20).ok()?;
    let line = text.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "language").then_some(value)
    })?;
    let value = line.split('#').next()?;
    Language::parse(value.trim().trim_matches(['"', '\'']))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the language of the system is read"
)]
fn of_system() -> Option<Language> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())?;
    let plain = set.split(['_', '.', '@']).next()?;
    (plain != "C" && plain != "POSIX").then(|| Language::parse(plain))?
}
