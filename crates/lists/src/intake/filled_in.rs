//! What people filled in about support, issues and meetings, put over what the lists say.
//!
//! The rule: a cell that a person changed in the follow-up goes before the list, for as long as
//! the list says what it said when the workbook was made. A list that says something else since is
//! newer, and stands; that is told. Of two people who changed one cell, who came in last counts.

use std::collections::HashMap;

use compact_str::{CompactString, ToCompactString, format_compact};

use super::kept::{Kept, mark, meeting_key};
use super::records::{Intake, Origin, RowAccount, RowOutcome, RowReason, Source, SourceIx, place};
use domain::campaign::MeetingSettings;
use domain::{Edit, Finding};

/// Gives every need, issue and meeting what it is known by, and puts over it what people filled
/// in; `own` is the meeting of the campaign file, which stands on the sheet too.
pub fn fill_in(intake: &mut Intake, edits: &[Edit], own: Option<&MeetingSettings>) -> Vec<Finding> {
    let mut desk = Desk {
        sources: std::mem::take(&mut intake.sources),
        seen: HashMap::new(),
        rows: Vec::new(),
        findings: Vec::new(),
    };
    desk.all(&mut intake.support, edits, &|_| None);
    desk.all(&mut intake.issues, edits, &|_| None);
    desk.all(&mut intake.meetings, edits, &|key| {
        own.filter(|own| meeting_key(&own.name, Some(own.date)) == key)
    });
    desk.rows.sort_by_key(|row| row.origin);
    desk.rows.dedup_by_key(|row| row.origin);
    intake.sources = desk.sources;
    intake.rows.extend(desk.rows);
    desk.findings
}

struct Desk {
    sources: Vec<Source>,
    /// The sheets that came back, by file and sheet.
    seen: HashMap<(CompactString, CompactString), SourceIx>,
    rows: Vec<RowAccount>,
    findings: Vec<Finding>,
}

impl Desk {
    fn all<'a, R: Kept>(
        &mut self,
        records: &mut Vec<R>,
        edits: &[Edit],
        own: &dyn Fn(&str) -> Option<&'a MeetingSettings>,
    ) {
        let mut at: HashMap<CompactString, usize> = HashMap::new();
        for (nth, record) in records.iter_mut().enumerate() {
            let content = record.content_key();
            let mut key = content.clone();
            let mut again = 1;
            while at.contains_key(&key) {
                again += 1;
                key = format_compact!("{content}#{again}");
            }
            record.set_key(key.clone());
            at.insert(key, nth);
        }
        let mine = || edits.iter().filter(|edit| edit.log == R::LOG);
        // Partners know a record by its mark only.
        let keys = records.iter().map(Kept::key);
        let marks: HashMap<CompactString, CompactString> =
            keys.map(|key| (mark(key), key.clone())).collect();
        let mut order: Vec<&CompactString> = Vec::new();
        let mut by_key: HashMap<&CompactString, Vec<&Edit>> = HashMap::new();
        for edit in mine() {
            let key = marks.get(&edit.key).unwrap_or(&edit.key);
            let edits = by_key.entry(key).or_default();
            if edits.is_empty() {
                order.push(key);
            }
            edits.push(edit);
        }
        for key in order {
            let edits = by_key.get(key).map_or(&[][..], Vec::as_slice);
            let known = at.get(key).copied();
            self.account::<R>(edits, known.is_some() || own(key).is_some());
            if let Some(record) = known.and_then(|nth| records.get_mut(nth)) {
                self.over(record, edits);
            } else if let Some(record) = self.made::<R>(key, edits, own(key)) {
                records.push(record);
            }
        }
    }

    /// Puts over a record of a list what people filled in.
    fn over<R: Kept>(&mut self, record: &mut R, edits: &[&Edit]) {
        for (field, _) in R::FIELDS {
            let changes = || edits.iter().filter(|edit| edit.field == *field);
            let Some(last) = changes().next_back() else {
                continue;
            };
            let said = record.get(field);
            let known =
                |edit: &&&Edit| edit.was.as_ref().is_none_or(|was| *was == said) || edit.is == said;
            if said == last.is {
                continue;
            }
            if changes().any(|edit| known(&edit)) {
                record.set(field, &last.is);
            } else {
                self.findings.push(
                    Finding::warning("L421")
                        .at(place(&self.sources, record.origin()))
                        .with("list", said)
                        .with("filled-in", last.is.clone())
                        .with("file", last.file.clone())
                        .with("row", last.row),
                );
            }
        }
    }

    /// A record that no list has: a new row, or the campaign's own meeting.
    fn made<R: Kept>(
        &mut self,
        key: &CompactString,
        edits: &[&Edit],
        own: Option<&MeetingSettings>,
    ) -> Option<R> {
        let first = edits.first()?;
        if own.is_none() && !edits.iter().any(|edit| edit.new) {
            self.findings.push(Finding::warning("L422").at(
                domain::Place::sheet(first.file.as_str(), first.sheet.as_str()).at_row(first.row),
            ));
            return None;
        }
        let mut record = R::empty(self.origin::<R>(first)?);
        record.set_key(key.clone());
        if let Some(own) = own {
            record.set("name", &own.name);
            record.set("date", &own.date.to_compact_string());
            record.set("place", &own.place);
        }
        for edit in edits {
            record.set(&edit.field, &edit.is);
        }
        Some(record)
    }

    fn account<R: Kept>(&mut self, edits: &[&Edit], adds: bool) {
        for edit in edits {
            let outcome = match (adds, edits.iter().any(|edit| edit.new)) {
                (true, _) => RowOutcome::Merged,
                (false, true) => RowOutcome::Used,
                (false, false) => RowOutcome::SetAside,
            };
            if let Some(origin) = self.origin::<R>(edit) {
                self.rows.push(RowAccount {
                    origin,
                    outcome,
                    reason: RowReason::FilledIn,
                });
            }
        }
    }

    fn origin<R: Kept>(&mut self, edit: &Edit) -> Option<Origin> {
        let sheet = (edit.file.clone(), edit.sheet.clone());
        let source = if let Some(known) = self.seen.get(&sheet) {
            *known
        } else {
            let next = SourceIx(u16::try_from(self.sources.len()).ok()?);
            self.sources.push(Source {
                file: edit.file.as_str().into(),
                sheet: edit.sheet.as_str().into(),
                kind: Some(R::KIND),
                owner: None,
            });
            self.seen.insert(sheet, next);
            next
        };
        Some(Origin {
            source,
            row: edit.row,
            part: 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::records::{IssueRecord, IssueState};
    use super::*;
    use domain::Log;
    use domain::campaign::ListKind;

    fn listed(state: IssueState) -> Intake {
        let origin = Origin {
            source: SourceIx(0),
            row: 2,
            part: 0,
        };
        let mut issue = IssueRecord::empty(origin);
        issue.set("organisation", "BC Dreef");
        issue.set("subject", "Lift");
        issue.state = Some(state);
        Intake {
            sources: vec![Source {
                file: "punten.csv".into(),
                sheet: "".into(),
                kind: Some(ListKind::Issues),
                owner: None,
            }],
            issues: vec![issue],
            ..Intake::default()
        }
    }

    fn edit(key: &str, field: &str, was: &str, is: &str, new: bool) -> Edit {
        Edit {
            log: Log::Issues,
            key: key.into(),
            field: field.into(),
            was: Some(was.into()),
            is: is.into(),
            new,
            file: "returned/a.xlsx".into(),
            sheet: "Punten".into(),
            row: 4,
        }
    }

    const LIFT: &str = "bc dreef|lift";

    #[test]
    fn what_is_filled_in_goes_before_the_list_that_it_was_made_from() {
        let mut intake = listed(IssueState::Raised);
        let first = edit(LIFT, "state", "raised", "heard", false);
        let second = edit(LIFT, "state", "heard", "scored", false);
        assert_eq!(fill_in(&mut intake, &[first, second], None), []);
        assert_eq!(intake.issues[0].state, Some(IssueState::Scored));
        assert_eq!(intake.rows.len(), 1);
        assert_eq!(intake.rows[0].outcome, RowOutcome::Merged);
    }

    #[test]
    fn a_list_that_was_changed_since_stands_and_is_told() {
        let mut intake = listed(IssueState::Rejected);
        let edits = [edit(LIFT, "state", "raised", "heard", false)];
        let findings = fill_in(&mut intake, &edits, None);
        assert_eq!(intake.issues[0].state, Some(IssueState::Rejected));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, "L421");
        assert_eq!(findings[0].place.file.as_deref(), Some("punten.csv"));
    }

    #[test]
    fn a_new_row_is_a_record_until_a_list_has_it_too() {
        let rows = [
            edit("bc dreef|vuil", "organisation", "", "BC Dreef", true),
            edit("bc dreef|vuil", "subject", "", "Vuil", true),
            edit("bc dreef|lift", "organisation", "", "BC Dreef", true),
            edit("bc dreef|lift", "subject", "", "Lift", true),
        ];
        let mut intake = listed(IssueState::Heard);
        assert_eq!(fill_in(&mut intake, &rows, None), []);
        let subjects: Vec<&str> = intake.issues.iter().map(|i| i.subject.as_str()).collect();
        assert_eq!(subjects, ["Lift", "Vuil"]);
        assert_eq!(intake.issues[0].state, Some(IssueState::Heard));
        assert_eq!(
            intake.place(intake.issues[1].origin).file.as_deref(),
            Some("returned/a.xlsx")
        );
    }

    #[test]
    fn a_line_that_no_list_has_any_more_is_told() {
        let mut intake = listed(IssueState::Heard);
        let findings = fill_in(
            &mut intake,
            &[edit("weg", "state", "", "heard", false)],
            None,
        );
        assert_eq!(findings[0].code, "L422");
        assert_eq!(intake.issues.len(), 1);
        assert_eq!(intake.rows[0].outcome, RowOutcome::SetAside);
    }
}
