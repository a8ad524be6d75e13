//! `haarvaten preview KIND`: a template as a page, at once, with sample data.

use std::path::Path;

use super::exit::{Exit, Stop};
use super::session::Session;
use crate::cli::Global;
use crate::terminal::Terminal;
use domain::{Campaign, Finding, Language, Messages, Noted, PieceKind, Templates};
use papers::letters::fields::nearest;
use papers::letters::fonts::Fonts;
use papers::letters::page::Document;
use papers::letters::{Stationery, meeting, preview};
use papers::write::files;
use papers::write::pdf::PdfWriter;

/// What is shown beside the kinds of letter.
const POSTER: &str = "poster";
const PACK: &str = "pack";

/// A campaign for who has none yet: only the template is looked at.
const NOBODY: &str = "[campaign]\nname = \"-\"\n[sender]\nname = \"-\"\naddress = [\"-\"]\nemail = \"a@example.org\"\n";

/// Makes the page and says where it is; opens it when asked.
///
/// # Errors
/// When the kind or its template is wrong, or the disk says no.
pub fn preview(
    global: &Global,
    terminal: &Terminal,
    kind: &str,
    language: Option<&str>,
    open: bool,
) -> Result<Exit, Stop> {
    let has_campaign = global.campaign.join("inputs/campaign.toml").exists();
    let session = if has_campaign {
        Some(Session::open(global, terminal)?)
    } else {
        None
    };
    let nobody = lists::read::campaign::parse(NOBODY, "campaign.toml")
        .map_err(|findings| Stop::findings(Exit::Usage, findings))?;
    let campaign = session
        .as_ref()
        .map_or(&nobody, |session| &session.campaign);
    let templates = match &session {
        Some(session) => session.templates()?,
        None => Templates::built_in(),
    };
    let language = language
        .and_then(Language::parse)
        .unwrap_or_else(|| campaign.campaign.language.clone());
    let words = Messages::of(&campaign.campaign.language);
    let date = session
        .as_ref()
        .map_or(jiff::civil::date(2026, 11, 23), |session| session.date);
    let Some((document, bytes)) = made(
        kind,
        &language,
        campaign,
        has_campaign,
        date,
        &templates,
        terminal,
        &words,
    )?
    else {
        return Ok(Exit::Usage);
    };
    let path = global.campaign.join("outputs").join(&document.file);
    files::write_whole(&path, &bytes)?;
    let values = [
        ("path", path.display().to_string().into()),
        ("pages", document.pages.len().into()),
    ];
    terminal.say(&words.text("preview-done", &values));
    if open && !show(&path) {
        terminal.fail(&words.plain("preview-not-opened"));
    }
    Ok(Exit::Done)
}

#[expect(clippy::too_many_arguments, reason = "the parts of one order")]
fn made(
    kind: &str,
    language: &Language,
    campaign: &Campaign,
    has_campaign: bool,
    date: jiff::civil::Date,
    templates: &Templates,
    terminal: &Terminal,
    words: &Messages,
) -> Result<Option<(Document, Vec<u8>)>, Stop> {
    let said =
        |findings: Vec<Finding>| Stop::findings(Exit::Usage, findings).said_in(words.language());
    if kind == POSTER {
        let (document, fonts) =
            preview::poster(language, campaign.letters.posters, date, templates).map_err(said)?;
        return bytes(document, &fonts, None, said).map(Some);
    }
    if kind == PACK {
        let Noted { value, findings } =
            meeting::preview(language, campaign, has_campaign, date, templates);
        let Some((document, stationery)) = value else {
            return Err(said(findings));
        };
        terminal.findings(&findings, words, usize::MAX);
        return bytes(document, &stationery.fonts, Some(&stationery), said).map(Some);
    }
    let Some(kind) = PieceKind::parse(kind).filter(|kind| PieceKind::WRITTEN.contains(kind)) else {
        let known = PieceKind::WRITTEN.map(PieceKind::word);
        let near = nearest(kind, known.into_iter().chain([POSTER, PACK]));
        let values = [
            ("kind", kind.into()),
            ("nearest", near.into()),
            (
                "kinds",
                format!("{}, {POSTER}, {PACK}", known.join(", ")).into(),
            ),
        ];
        terminal.fail(&words.text("preview-no-such", &values));
        return Ok(None);
    };
    let Noted { value, findings } =
        preview::letter(kind, language, campaign, has_campaign, date, templates);
    let Some((document, stationery)) = value else {
        return Err(said(findings));
    };
    terminal.findings(&findings, words, usize::MAX);
    bytes(document, &stationery.fonts, Some(&stationery), said).map(Some)
}

fn bytes(
    document: Document,
    fonts: &Fonts,
    stationery: Option<&Stationery>,
    said: impl Fn(Vec<Finding>) -> Stop,
) -> Result<(Document, Vec<u8>), Stop> {
    let writer = PdfWriter::new(fonts);
    if let (Ok(writer), Some(stationery)) = (&writer, stationery) {
        let unusable = super::paper::tried(writer, stationery);
        if !unusable.is_empty() {
            return Err(said(unusable));
        }
    }
    let bytes = writer.and_then(|writer| writer.bytes(&document));
    let bytes = bytes.map_err(|error| {
        said(vec![
            Finding::error("B115")
                .with("file", error.file)
                .with("reason", error.reason),
        ])
    })?;
    Ok((document, bytes))
}

/// Opens a file with the program that the system has for it.
fn show(path: &Path) -> bool {
    let (program, first) = if cfg!(target_os = "macos") {
        ("open", None)
    } else if cfg!(windows) {
        ("explorer", None)
    } else {
        ("xdg-open", None::<&str>)
    };
    std::process::Command::new(program)
        .args(first)
        .arg(path)
        .spawn()
        .is_ok()
}
