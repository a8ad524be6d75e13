//! Decisions out of a `controle.xlsx` that came back: sorted, filtered, coloured, with columns
//! added or moved, saved as xlsx or ods.
//!
//! The question is known by the hidden column `id`; where it stands in the sheet says nothing.

use std::collections::BTreeMap;

use compact_str::CompactString;
use jiff::civil::Date;

use super::columns::{locate, locate_renamed};
use super::controle::{RulingReader, columns};
use domain::text::fold;
use domain::{Decision, Finding, Noted, Place, Sheet};

/// What a person wrote beside one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The key of the question.
    pub key: CompactString,
    /// What was decided; `None` takes an earlier decision back.
    pub decision: Option<Decision>,
    /// Where it stands.
    pub place: Place,
}

/// What a workbook that came back says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControleBack {
    /// The answers, in the order of the sheet.
    pub answers: Vec<Answered>,
    /// How many questions were left for later.
    pub later: usize,
}

/// Words that take an earlier decision back.
fn takes_back(text: &str) -> bool {
    matches!(
        fold(text).trim_end_matches(['.', '!', ' ']),
        "ongedaan" | "ongedaan maken" | "terugdraaien" | "undo" | "take back"
    )
}

/// `2`: the candidate with that number in the cell beside it.
fn numbered(text: &str, candidates: &str) -> Option<CompactString> {
    let number: u32 = text.trim().trim_end_matches(['.', ')']).parse().ok()?;
    let (_, from) = format!(" {candidates}")
        .split_once(&format!("{number}. "))
        .filter(|(before, _)| before.ends_with(char::is_whitespace))
        .map(|(before, from)| (before.to_owned(), from.to_owned()))?;
    let next = format!("{}. ", number + 1);
    let end = from
        .match_indices(&next)
        .map(|(at, _)| at)
        .find(|at| {
            from.get(..*at)
                .is_some_and(|b| b.ends_with(char::is_whitespace))
        })
        .unwrap_or(from.len());
    Some(from.get(..end)?.trim().into())
}

/// Reads the decisions; `None` when no sheet is one with questions.
pub fn controle_back(sheets: &[Sheet], date: Date) -> Option<Noted<ControleBack>> {
    let reader = RulingReader::default();
    let mut back = ControleBack::default();
    let mut findings = Vec::new();
    let mut seen: BTreeMap<CompactString, Answered> = BTreeMap::new();
    let mut known = false;
    for sheet in sheets {
        let must = ["decision", "question", "id"];
        let Some(located) = locate_renamed(sheet, columns, &must, &mut findings) else {
            // Somebody deleted the hidden column: the decisions cannot be placed.
            if locate(sheet, columns, &["decision", "question", "candidates"]).is_some() {
                known = true;
                findings.push(Finding::error("W110").at(sheet.origin.place()));
            }
            continue;
        };
        known = true;
        for row in located.rows(sheet) {
            let key = located.text(row, "id");
            let text = located.text(row, "decision");
            let text = numbered(&text, &located.text(row, "candidates")).unwrap_or(text);
            let place = sheet.origin.row(row.number);
            if key.is_empty() {
                if !text.is_empty() {
                    findings.push(Finding::error("W111").at(place));
                }
                continue;
            }
            let decision = if takes_back(&text) {
                None
            } else {
                // What is typed over from a slip may itself end in a bracket.
                let ruling = if key.starts_with(campaign::ledger::SLIP) {
                    reader.words(&text)
                } else {
                    reader.ruling(&text)
                };
                let Some(ruling) = ruling else {
                    back.later += 1;
                    continue;
                };
                Some(Decision {
                    ruling,
                    date,
                    note: located.text(row, "note"),
                })
            };
            let answered = Answered {
                key: key.clone(),
                decision,
                place,
            };
            let differs = seen.get(&key).is_some_and(|other| {
                other.decision.as_ref().map(|d| &d.ruling)
                    != answered.decision.as_ref().map(|d| &d.ruling)
            });
            if differs {
                findings.push(
                    Finding::error("W112")
                        .at(answered.place)
                        .with("read", located.text(row, "read")),
                );
                continue;
            }
            if seen.insert(key, answered.clone()).is_none() {
                back.answers.push(answered);
            }
        }
    }
    known.then(|| Noted::new(back, findings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Cell, Messages, Row, Ruling, SheetOrigin};
    use jiff::civil::date;

    /// A sheet as a person sends it back: headings in another order, a column added, blank rows.
    fn sheet(language: &str, rows: &[(&str, &str, &str)]) -> Sheet {
        let messages = Messages::of(&domain::Language::parse(language).unwrap());
        let heading = |key: &str| {
            let heading = columns(&messages)
                .into_iter()
                .find(|c| c.key == key)
                .unwrap()
                .heading;
            Cell::text(&heading)
        };
        let mut out = vec![
            Row {
                number: 1,
                cells: vec![Cell::text("Onze vragen")],
                ..Row::default()
            },
            Row {
                number: 4,
                cells: vec![
                    Cell::text("Wie"),
                    heading("decision"),
                    heading("note"),
                    heading("question"),
                    heading("id"),
                ],
                ..Row::default()
            },
        ];
        for (at, (decision, note, id)) in rows.iter().enumerate() {
            out.push(Row {
                number: u32::try_from(at).unwrap() + 5,
                cells: vec![
                    Cell::text("Fatima"),
                    Cell::text(decision),
                    Cell::text(note),
                    Cell::text("Welk adres?"),
                    Cell::text(id),
                ],
                ..Row::default()
            });
        }
        Sheet {
            origin: SheetOrigin {
                file: "returned/controle.xlsx".into(),
                sheet: "Vragen".into(),
            },
            hidden: false,
            hidden_columns: Vec::new(),
            rows: out,
        }
    }

    #[test]
    fn a_number_chooses_the_candidate_that_has_it() {
        let list =
            "1. Zeekade 1 A, 1104 AA (id-1)\n2. Zeekade 12. B, 1104 AA (id-2)\n3. Kade 5 (x)";
        let second = Some("Zeekade 12. B, 1104 AA (id-2)".into());
        for text in ["2", " 2 ", "2.", "2)"] {
            assert_eq!(numbered(text, list), second, "{text}");
            assert_eq!(numbered(text, &list.replace('\n', " ")), second, "{text}");
        }
        for text in ["4", "0", "Zeekade 2", ""] {
            assert_eq!(numbered(text, list), None, "{text}");
        }
        assert!(takes_back("Ongedaan maken."));
    }

    #[test]
    fn decisions_are_read_in_both_languages_wherever_the_columns_stand() {
        for (language, none) in [("nl", "geen van deze"), ("en", "None of these")] {
            let back = controle_back(
                &[sheet(
                    language,
                    &[
                        (
                            "Kleiburg 12 A, 1104 EA Amsterdam (0363200000000001)",
                            "gezien",
                            "adr|a",
                        ),
                        (none, "", "adr|b"),
                        ("later", "", "adr|c"),
                        ("", "", "adr|d"),
                        ("ongedaan maken", "", "adr|e"),
                    ],
                )],
                date(2026, 11, 23),
            )
            .unwrap();
            assert!(back.findings.is_empty(), "{:?}", back.findings);
            let rulings: Vec<_> = back
                .value
                .answers
                .iter()
                .map(|a| {
                    (
                        a.key.as_str(),
                        a.decision.as_ref().map(|d| d.ruling.clone()),
                    )
                })
                .collect();
            assert_eq!(
                rulings,
                [
                    ("adr|a", Some(Ruling::Chosen("0363200000000001".into()))),
                    ("adr|b", Some(Ruling::NoneOfThese)),
                    ("adr|e", None),
                ]
            );
            assert_eq!(back.value.later, 2);
            assert_eq!(
                back.value.answers[0].decision.as_ref().unwrap().note,
                "gezien"
            );
        }
    }

    #[test]
    fn two_decisions_about_one_question_are_a_fault_and_the_first_holds() {
        let back = controle_back(
            &[sheet(
                "nl",
                &[("geen van deze", "", "adr|a"), ("X (1)", "", "adr|a")],
            )],
            date(2026, 11, 23),
        )
        .unwrap();
        assert_eq!(back.findings.len(), 1);
        assert_eq!(back.findings[0].code, "W112");
        assert_eq!(back.value.answers.len(), 1);
    }

    #[test]
    fn another_workbook_is_not_ours() {
        let mut other = sheet("nl", &[]);
        other.rows.truncate(1);
        assert_eq!(controle_back(&[other], date(2026, 11, 23)), None);
    }
}
