//! How findings look: grouped by severity, each with its place, its sentence and what to do.

use std::collections::BTreeMap;

use serde_json::json;

use super::safe;
use domain::{Finding, Messages, Severity};

/// How many findings of a severity there are.
pub fn count(findings: &[Finding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}

/// The lines for people. Of each code the first three are shown in full; further ones are counted:
/// all of them stand in `findings.csv`.
pub fn lines(findings: &[Finding], messages: &Messages, most: usize) -> Vec<String> {
    const SAME: usize = 3;
    let mut by_code: BTreeMap<(Severity, &str), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_code
            .entry((finding.severity, finding.code))
            .or_default()
            .push(finding);
    }
    let mut out = Vec::new();
    let mut shown = 0;
    for ((severity, code), group) in by_code {
        if shown >= most {
            break;
        }
        let mark = messages.plain(match severity {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
            Severity::Info => "severity-info",
        });
        for finding in group.iter().take(SAME) {
            let place = place(finding, messages);
            let gap = if place.is_empty() { "" } else { ": " };
            out.push(safe(&format!(
                "{mark} {code} {place}{gap}{}",
                finding.sentence(messages)
            )));
            let remedy = finding.remedy(messages);
            if !remedy.is_empty() {
                out.push(safe(&format!("    → {remedy}")));
            }
            shown += 1;
        }
        if group.len() > SAME {
            let values = [
                ("count", (group.len() - SAME).into()),
                ("code", code.into()),
            ];
            out.push(format!(
                "    {}",
                messages.text("findings-more-of-code", &values)
            ));
        }
    }
    out
}

/// `rochdale.xlsx, blad Bewoners, cel C7`.
fn place(finding: &Finding, messages: &Messages) -> String {
    let place = &finding.place;
    let mut parts = Vec::new();
    if let Some(file) = &place.file {
        parts.push(file.to_string());
    }
    if let Some(sheet) = &place.sheet {
        parts.push(messages.text("place-sheet", &[("sheet", sheet.to_string().into())]));
    }
    let cell = place.cell();
    if !cell.is_empty() {
        let is_text = place.file.as_deref().is_some_and(|file| {
            let ends = [".hbs", ".json", ".svg", ".toml", ".ftl", ".txt"];
            ends.iter().any(|end| file.ends_with(end))
        });
        let key = if place.column.is_some() {
            "place-cell"
        } else if is_text {
            "place-line"
        } else {
            "place-row"
        };
        parts.push(messages.text(key, &[("cell", cell.into())]));
    }
    parts.join(", ")
}

/// One finding as a JSON line.
pub fn json(finding: &Finding, messages: &Messages) -> serde_json::Value {
    json!({
        "finding": finding.code,
        "severity": finding.severity.word(),
        "file": finding.place.file.as_deref(),
        "sheet": finding.place.sheet.as_deref(),
        "cell": finding.place.cell(),
        "message": finding.message(messages),
    })
}
