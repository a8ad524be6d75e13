//! Pieces that lie ready and may not go out any more: marked in the ledger, named one by one, and
//! listed on a sheet that can be laid on the pile.

use std::path::PathBuf;

use super::exit::Stop;
use super::session::Session;
use campaign::ledger::{Change, History, Ledger};
use campaign::outreach::Plan;
use domain::messages::Value;
use domain::{Channel, Finding, PieceState};
use papers::write::files;
use register::Register;

/// The folder below `outputs/` with a sheet for each batch.
const FOLDER: &str = "uit-de-stapel";

/// Files that have to go when the step is shown.
#[derive(Debug, Default)]
pub struct Out {
    sheets: Vec<PathBuf>,
}

/// Marks what the plan takes out, and names every letter that may still lie in its batch.
///
/// # Errors
/// When the ledger or a sheet cannot be written.
pub fn take_out(
    session: &Session<'_>,
    ledger: &mut Ledger,
    plan: &Plan,
    register: &Register,
    findings: &mut Vec<Finding>,
) -> Result<Out, Stop> {
    let changes: Vec<Change> = plan
        .withdrawn
        .iter()
        .map(|piece| Change {
            piece: piece.id.clone(),
            state: PieceState::Withdrawn,
            detail: piece.why.to_owned(),
        })
        .collect();
    ledger.change(&changes, session.date)?;
    for piece in plan
        .withdrawn
        .iter()
        .filter(|p| p.channel == Channel::Email)
    {
        findings.push(
            Finding::warning("P104")
                .with("id", piece.id.as_str())
                .with("why", Value::message(format!("withdrawn-{}", piece.why))),
        );
    }
    let mut out = Out::default();
    for batch in ledger.batches()? {
        let name = format!("pakket-{:03}.txt", batch.number);
        let lying: Vec<_> = ledger
            .taken_out()?
            .into_iter()
            .filter(|(piece, _)| piece.batch == Some(batch.number))
            .collect();
        let is_over = batch.delivered + batch.undeliverable > 0
            && lying.len() + usize::try_from(batch.delivered + batch.undeliverable).unwrap_or(0)
                >= usize::try_from(batch.letters).unwrap_or(usize::MAX);
        if lying.is_empty() || is_over {
            out.sheets.push(session.outputs().join(FOLDER).join(name));
            continue;
        }
        let mut text = session.messages.plain("withdrawn-title");
        let batch_number = [("batch", batch.number.into())];
        text = format!(
            "{text}\n{}\n\n",
            session.messages.text("withdrawn-batch", &batch_number)
        );
        for (piece, why) in &lying {
            let why = session.messages.plain(&format!("withdrawn-{why}"));
            let home = piece.recipient.strip_prefix("unit ").and_then(|id| {
                let unit = register.find_unit(id)?;
                let address = register.address(register.unit(unit).address);
                let street = register.street(address.street).name.to_string();
                Some(format!("{street} {}", address.house_number()))
            });
            let whom = home.unwrap_or_else(|| session.messages.plain("withdrawn-board"));
            text.push_str(&format!("[ ] {}  {whom}: {why}\n", piece.id));
            let values: [(&str, Value); 3] = [
                ("id", piece.id.as_str().into()),
                ("batch", batch.number.into()),
                ("why", why.into()),
            ];
            let mut finding = Finding::warning("P103");
            for (key, value) in values {
                finding = finding.with(key, value);
            }
            findings.push(finding);
        }
        let path = session.making().join(FOLDER).join(&name);
        files::write_whole(&path, text.as_bytes())?;
    }
    Ok(out)
}

/// Removes the files of mails that were taken out, and sheets of batches with nothing to take out.
///
/// # Errors
/// When the disk says no.
pub fn remove(session: &Session<'_>, history: &History, out: &Out) -> Result<(), Stop> {
    let mails = history
        .pieces
        .iter()
        .filter(|piece| piece.state == PieceState::Withdrawn && piece.channel == Channel::Email)
        .map(|piece| {
            let name = format!("{}-{}.eml", piece.id, piece.kind.word());
            session.outputs().join("emails").join(name)
        });
    for path in mails.chain(out.sheets.iter().cloned()) {
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                return Err(session.stop(files::WriteError { path, source }.into()));
            }
            _ => {}
        }
    }
    Ok(())
}
