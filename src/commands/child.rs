//! The hidden commands of the child processes: one reads sheets for its parent, one tries out what
//! could bring its parent down.

use std::io::{self, BufRead as _, Write as _};
use std::path::Path;

use super::exit::Exit;
use domain::templates::Templates;
use domain::{Language, PieceKind};
use lists::read::trial::{self, Job, What};
use lists::read::{self, child};
use papers::letters::{context, pictures, preview};
use papers::write::pdf::PdfWriter;

/// Whether this process was started to read for a parent.
pub fn is_reading_child() -> bool {
    let words = [
        child::SUBCOMMAND,
        trial::SUBCOMMAND,
        scans::child::SUBCOMMAND,
    ];
    word().is_some_and(|word| words.iter().any(|known| word == *known))
}

fn word() -> Option<std::ffi::OsString> {
    std::env::args_os().nth(1)
}

/// Reads until the parent has no more files, or does the one thing that the parent wants tried.
pub fn read_for_parent(cap_memory: &dyn Fn(u64)) -> Exit {
    let is = |known: &str| word().is_some_and(|word| word == known);
    let done = if is(trial::SUBCOMMAND) {
        tried(cap_memory)
    } else if is(scans::child::SUBCOMMAND) {
        scans::child::serve(io::stdin().lock(), io::stdout().lock(), cap_memory)
    } else {
        child::serve(io::stdin().lock(), io::stdout().lock(), cap_memory)
    };
    match done {
        Ok(()) => Exit::Done,
        Err(_) => Exit::CannotGoOn,
    }
}

/// Does a trial. What it finds is of no interest here, only that it comes to an end.
fn tried(cap_memory: &dyn Fn(u64)) -> io::Result<()> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let job: Job = serde_json::from_str(&line).map_err(io::Error::other)?;
    cap_memory(job.memory_bytes);
    // The stack of the threads that make letters; what fits here fits there.
    let trial = std::thread::Builder::new().stack_size(STACK);
    let done = trial.spawn(move || match &job.what {
        What::Areas(path) => register::try_areas(path),
        What::Register(path) => register::try_register(path),
        What::Templates(campaign) => templates(campaign),
    })?;
    done.join().map_err(|_| io::Error::other("fell"))
}

/// Bytes of stack.
const STACK: usize = 2 << 20;

fn busy_with(what: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{what}").and_then(|()| out.flush());
}

/// Makes everything once that a campaign's own texts and pictures lead to.
fn templates(root: &Path) {
    let path = root.join("inputs/campaign.toml");
    let campaign = read::file::read_text(&path, 4 << 20).ok();
    let campaign = campaign.and_then(|text| read::campaign::parse(&text, "campaign.toml").ok());
    let (Some(campaign), Ok(templates)) =
        (campaign, read::templates::load(&root.join("templates")))
    else {
        return;
    };
    let date = jiff::civil::date(2026, 11, 23);
    for path in templates.own_paths() {
        busy_with(path);
        let lower = path.to_lowercase();
        if [".svg", ".png", ".jpg", ".jpeg"]
            .iter()
            .any(|end| lower.ends_with(end))
        {
            drawn(path, &templates);
        } else if let Some((kind, language)) = letter(path) {
            for kind in kind.map_or(PieceKind::WRITTEN.to_vec(), |kind| vec![kind]) {
                let noted = preview::letter(kind, &language, &campaign, true, date, &templates);
                if let Some((document, stationery)) = noted.value {
                    let writer = PdfWriter::new(&stationery.fonts);
                    let _ = writer.and_then(|writer| writer.bytes(&document));
                }
            }
        } else if path.starts_with("posters/") && lower.ends_with(".svg.hbs") {
            let language = language(path);
            let size = campaign.letters.posters;
            if let Ok((document, fonts)) = preview::poster(&language, size, date, &templates) {
                let writer = PdfWriter::new(&fonts);
                let _ = writer.and_then(|writer| writer.bytes(&document));
            }
        }
    }
    // Fonts and whatever else comes together only on a page.
    let stationery = context::Stationery::new(&campaign, &templates).value;
    let _ = PdfWriter::new(&stationery.fonts);
}

/// Draws a picture as it would stand on a letter.
fn drawn(path: &str, templates: &Templates) {
    let picture = pictures::read(templates.bytes(path).unwrap_or_default());
    let writer = PdfWriter::new(&papers::letters::fonts::Fonts::built_in());
    if let (Ok(picture), Ok(writer)) = (picture, writer) {
        let _ = writer.try_picture(path, &std::sync::Arc::new(picture));
    }
}

/// The kind of letter and the language of a text; the privacy paragraph stands in all kinds.
fn letter(path: &str) -> Option<(Option<PieceKind>, Language)> {
    let folder = path.strip_prefix("letters/")?.split('/').next()?;
    if !path.ends_with(".md.hbs") {
        return None;
    }
    let kind = PieceKind::parse(folder);
    (kind.is_some() || folder == "privacy").then(|| (kind, language(path)))
}

fn language(path: &str) -> Language {
    let name = path.rsplit('/').next().unwrap_or_default();
    let tag = name.split('.').next().unwrap_or_default();
    Language::parse(tag).unwrap_or_else(Language::dutch)
}
