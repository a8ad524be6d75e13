//! `haarvaten help`: what a code of a finding means, or how a command is used; what a shell needs to
//! complete commands; and man pages.

use std::path::Path;

use clap_complete::Shell;

use super::exit::{Exit, Stop};
use crate::cli::{Global, command, worded};
use crate::terminal::Terminal;
use domain::Messages;
use papers::write::files::write_whole;

fn messages(global: &Global) -> Messages {
    let folder = global.campaign.as_os_str().to_owned();
    let typed = ["haarvaten".into(), "--campaign".into(), folder];
    Messages::of(&crate::cli::spoken(&typed))
}

/// Explains a code, or shows the help of a command.
///
/// # Errors
/// None: the shape is that of every command.
pub fn help(global: &Global, terminal: &Terminal, what: &[String]) -> Result<Exit, Stop> {
    let messages = messages(global);
    if let [code] = what
        && is_code(code)
    {
        return Ok(explain(terminal, &messages, &code.to_uppercase()));
    }
    let mut known = command(&messages);
    let mut at = &mut known;
    for word in what {
        let Some(found) = at.find_subcommand_mut(word) else {
            let values = [("what", word.as_str().into())];
            terminal.fail(&messages.text("wrong-command", &values));
            terminal.fail(&messages.plain("wrong-help"));
            return Ok(Exit::Usage);
        };
        at = found;
    }
    let name = std::iter::once("haarvaten").chain(what.iter().map(String::as_str));
    let name = name.collect::<Vec<_>>().join(" ");
    let page = at.clone().bin_name(name).render_long_help().to_string();
    terminal.say(worded(&page, &messages).trim_end());
    Ok(Exit::Done)
}

/// A letter for the room and three digits.
fn is_code(text: &str) -> bool {
    let mut all = text.chars();
    all.next().is_some_and(|c| c.is_ascii_alphabetic())
        && text.len() == 4
        && all.all(|c| c.is_ascii_digit())
}

fn explain(terminal: &Terminal, messages: &Messages, code: &str) -> Exit {
    let key = format!("finding-{code}");
    if !messages.has(&key) {
        terminal.fail(&messages.text("explain-code-none", &[("code", code.into())]));
        return Exit::Usage;
    }
    let sentence = open(&messages.text(&key, &[]));
    let remedy = messages
        .attribute(&key, "remedy", &[])
        .map(|text| open(&text));
    let room = messages.plain(&format!("room-{}", code.get(..1).unwrap_or_default()));
    terminal.say(&format!("{code}  {sentence}"));
    if let Some(remedy) = &remedy {
        terminal.say(&messages.text("explain-code-remedy", &[("remedy", remedy.as_str().into())]));
    }
    terminal.say(&messages.text("explain-code-room", &[("room", room.as_str().into())]));
    terminal.record(&serde_json::json!({
        "code": code, "sentence": sentence, "remedy": remedy, "room": room,
    }));
    Exit::Done
}

/// A sentence whose values are not known: each stands as its name between angle quotes.
fn open(text: &str) -> String {
    text.replace("{$", "‹").replace('}', "›")
}

/// Writes the completions of a shell to standard output.
///
/// # Errors
/// None: the shape is that of every command.
pub fn completions(global: &Global, shell: Shell) -> Result<Exit, Stop> {
    let mut known = command(&messages(global));
    clap_complete::generate(shell, &mut known, "haarvaten", &mut std::io::stdout());
    Ok(Exit::Done)
}

/// Writes a man page per command.
///
/// # Errors
/// When the disk says no.
pub fn man(global: &Global, terminal: &Terminal, dir: &Path) -> Result<Exit, Stop> {
    let messages = messages(global);
    let known = command(&messages);
    let mut pages = vec![("haarvaten".to_owned(), known.clone())];
    for one in known.get_subcommands() {
        let name = format!("haarvaten-{}", one.get_name());
        pages.push((name.clone(), one.clone().name(name)));
    }
    for (name, page) in &pages {
        let mut bytes = Vec::new();
        if clap_mangen::Man::new(page.clone())
            .render(&mut bytes)
            .is_ok()
        {
            write_whole(&dir.join(format!("{name}.1")), &bytes)?;
        }
    }
    terminal.say(&dir.display().to_string());
    Ok(Exit::Done)
}
