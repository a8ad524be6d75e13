//! What people filled in about support, issues and meetings, put over what the lists say.
//!
//! The rule: a cell that a person changed in the follow-up goes before the list, for as long as
//! the list says what it said when the workbook was made. A list that says something else since is
//! newer, and stands; that is told, and asked. Who goes on in a workbook that came back before has
//! the last word in it. Of two workbooks that were given out alike and came back with different
//! words in one cell, the first stands, and a person is asked which one holds.

use std::collections::HashMap;

use compact_str::{CompactString, ToCompactString, format_compact};

use super::kept::{Holds, Kept, mark, meeting_key};
use super::records::{
    Intake, ListQuestion, Origin, RowAccount, RowOutcome, RowReason, Source, SourceIx, place,
};
use domain::campaign::MeetingSettings;
use domain::text::fold;
use domain::{Decisions, Edit, Finding, Messages, Ruling};

/// What goes before a list.
#[derive(Clone, Copy, Debug)]
pub struct FilledIn<'a> {
    /// What people changed in workbooks, in the order in which these came back.
    pub edits: &'a [Edit],
    /// What people decided where two of them disagree.
    pub decisions: &'a Decisions,
    /// The meeting of the campaign file, which stands on the sheet too.
    pub own: Option<&'a MeetingSettings>,
    /// The words in which is asked.
    pub messages: &'a Messages,
}

/// Gives every need, issue and meeting what it is known by, and puts over it what people filled in.
/// What they disagree on is asked.
pub fn fill_in(intake: &mut Intake, filled_in: FilledIn<'_>) -> Vec<Finding> {
    let FilledIn { edits, own, .. } = filled_in;
    let mut desk = Desk {
        filled_in,
        questions: Vec::new(),
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
    intake.questions.extend(desk.questions);
    desk.findings
}

struct Desk<'a> {
    filled_in: FilledIn<'a>,
    questions: Vec<ListQuestion>,
    sources: Vec<Source>,
    /// The sheets that came back, by file and sheet.
    seen: HashMap<(CompactString, CompactString), SourceIx>,
    rows: Vec<RowAccount>,
    findings: Vec<Finding>,
}

impl Desk<'_> {
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
        for (field, holds) in R::FIELDS {
            let changes: Vec<&Edit> = edits
                .iter()
                .copied()
                .filter(|e| e.field == *field)
                .collect();
            let listed = record.get(field);
            let Some(last) = changes.last().filter(|last| last.is != listed) else {
                continue;
            };
            let cell = Cell {
                record: &*record,
                field,
                holds: *holds,
            };
            // What was changed before the list came to say what it says now is in the list.
            let knows = |edit: &&Edit| {
                edit.was.as_ref().is_none_or(|was| *was == listed) || edit.is == listed
            };
            let Some(from) = changes.iter().position(knows) else {
                if let Some(value) = self.disagree(&cell, &listed, &[last]) {
                    record.set(field, &value);
                } else {
                    self.findings.push(
                        Finding::warning("L421")
                            .at(place(&self.sources, record.origin()))
                            .with("list", listed)
                            .with("filled-in", last.is.clone())
                            .with("file", last.file.clone())
                            .with("row", last.row),
                    );
                }
                continue;
            };
            let (mut stands, mut by) = (listed, None);
            let mut rivals: Vec<&Edit> = Vec::new();
            for edit in changes.iter().copied().skip(from) {
                let goes_on = by.is_some_and(|by: &Edit| by.file == edit.file);
                if edit.is == stands {
                    by = Some(edit);
                } else if goes_on || edit.was.as_ref().is_none_or(|was| *was == stands) {
                    (stands, by) = (edit.is.clone(), Some(edit));
                    rivals.clear();
                } else {
                    rivals.retain(|rival| rival.file != edit.file);
                    rivals.push(edit);
                    if let Some(value) = self.decided(&cell, &stands, &rivals) {
                        (stands, by) = (value, None);
                        rivals.clear();
                    }
                }
            }
            if !rivals.is_empty() {
                self.disagree(&cell, &stands, &rivals);
            }
            record.set(field, &stands);
        }
    }

    /// What a person decided of a cell about which some disagree.
    fn decided<R: Kept>(
        &self,
        cell: &Cell<'_, R>,
        stands: &str,
        rivals: &[&Edit],
    ) -> Option<CompactString> {
        let messages = self.filled_in.messages;
        match &self
            .filled_in
            .decisions
            .get(&cell.key(stands, rivals))?
            .ruling
        {
            Ruling::NoneOfThese => Some(stands.into()),
            Ruling::Chosen(text) => {
                let values =
                    std::iter::once(stands).chain(rivals.iter().map(|rival| rival.is.as_str()));
                let mut named =
                    values.filter(|value| fold(&cell.shown(value, messages)) == fold(text));
                // Who types something else than what is asked means that.
                named
                    .next()
                    .map(CompactString::from)
                    .or_else(|| cell.holds.kept(text))
            }
        }
    }

    /// Asks which of some values a cell has, unless a person decided it already: then that.
    fn disagree<R: Kept>(
        &mut self,
        cell: &Cell<'_, R>,
        stands: &str,
        rivals: &[&Edit],
    ) -> Option<CompactString> {
        let decided = self.decided(cell, stands, rivals);
        if decided.is_none() {
            let question = cell.question(stands, rivals, self.filled_in.messages);
            self.questions.push(question);
        }
        decided
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

/// One cell of a record.
struct Cell<'a, R> {
    record: &'a R,
    field: &'static str,
    holds: Holds,
}

impl<R: Kept> Cell<'_, R> {
    /// Of the cell and of what is said in it: where somebody says something new, it is asked anew.
    /// The words themselves are not in it.
    fn key(&self, stands: &str, rivals: &[&Edit]) -> CompactString {
        let mut said: Vec<&str> = rivals.iter().map(|rival| rival.is.as_str()).collect();
        said.push(stands);
        said.sort_unstable();
        said.dedup();
        let about = [R::LOG.word(), self.record.key(), self.field].join("\u{1f}");
        let said = said.join("\u{1f}");
        format_compact!("cell {}", mark(&format!("{about}\u{1e}{said}")))
    }

    /// A value as the workbook shows it.
    fn shown(&self, value: &str, messages: &Messages) -> CompactString {
        match self.holds {
            _ if value.is_empty() => messages.plain("filled-in-nothing").into(),
            Holds::IssueState => messages.plain(&format!("issue-state-{value}")).into(),
            Holds::Text | Holds::Date | Holds::Count => value.into(),
        }
    }

    fn question(&self, stands: &str, rivals: &[&Edit], messages: &Messages) -> ListQuestion {
        let record = self.record;
        let about = R::FIELDS.iter().take(2).map(|(field, _)| record.get(field));
        let about: Vec<CompactString> = about.filter(|text| !text.is_empty()).collect();
        let heading = messages.plain(&format!("{}-column-{}", R::LOG.word(), self.field));
        let mut choices = vec![self.shown(stands, messages)];
        let mut raw = format!("{}: {heading}", about.join(", "));
        for rival in rivals {
            let said = self.shown(&rival.is, messages);
            let values = [
                ("said", said.as_str().into()),
                ("file", rival.file.as_str().into()),
                ("row", rival.row.into()),
            ];
            raw.push('\n');
            raw.push_str(&messages.text("filled-in-by", &values));
            if !choices.contains(&said) {
                choices.push(said);
            }
        }
        ListQuestion {
            key: self.key(stands, rivals),
            origin: record.origin(),
            ask: "filled-in",
            raw: raw.into(),
            choices,
        }
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

    fn filled(intake: &mut Intake, edits: &[Edit], decisions: &Decisions) -> Vec<Finding> {
        let messages = &Messages::of(&domain::Language::dutch());
        fill_in(
            intake,
            FilledIn {
                edits,
                decisions,
                own: None,
                messages,
            },
        )
    }

    /// What an issue says of its state after these workbooks, and what is asked.
    fn state(edits: &[Edit], decisions: &Decisions) -> (&'static str, Vec<ListQuestion>) {
        let mut intake = listed(IssueState::Raised);
        filled(&mut intake, edits, decisions);
        (intake.issues[0].state.unwrap().word(), intake.questions)
    }

    fn from(file: &str, was: &str, is: &str) -> Edit {
        Edit {
            file: file.into(),
            ..edit(LIFT, "state", was, is, false)
        }
    }

    #[test]
    fn two_workbooks_that_disagree_are_asked_and_the_first_stands_meanwhile() {
        let one = from("returned/a.xlsx", "raised", "heard");
        let two = from("returned/b.xlsx", "raised", "scored");
        let none = Decisions::none();
        let (stands, asked) = state(&[one.clone(), two.clone()], &none);
        assert_eq!(stands, "heard");
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].choices, ["gehoord", "gescoord"]);
        assert!(asked[0].raw.contains("returned/b.xlsx"), "{}", asked[0].raw);
        // The same words in both are no matter, nor is who goes on in one workbook, nor who saw
        // what the other wrote.
        let alike = from("returned/b.xlsx", "raised", "heard");
        assert_eq!(state(&[one.clone(), alike], &none), ("heard", Vec::new()));
        let on = from("returned/a.xlsx", "raised", "scored");
        assert_eq!(state(&[one.clone(), on], &none), ("scored", Vec::new()));
        let later = from("returned/b.xlsx", "heard", "scored");
        assert_eq!(state(&[one.clone(), later], &none), ("scored", Vec::new()));
        // What a person decides holds, until somebody says something new.
        let decided = |text: &str| {
            let ruling = match text {
                "" => Ruling::NoneOfThese,
                text => Ruling::Chosen(text.into()),
            };
            let decision = domain::Decision {
                ruling,
                date: jiff::civil::date(2026, 12, 1),
                note: "".into(),
            };
            let mut all = Decisions::none();
            all.insert(asked[0].key.clone(), decision);
            all
        };
        let both = [one.clone(), two.clone()];
        for (text, is) in [
            ("Gescoord", "scored"),
            ("gehoord", "heard"),
            ("afgewezen", "rejected"),
            ("", "heard"),
        ] {
            assert_eq!(state(&both, &decided(text)), (is, Vec::new()), "{text}");
        }
        let after = from("returned/c.xlsx", "scored", "rejected");
        let all = [one.clone(), two.clone(), after];
        assert_eq!(state(&all, &decided("gescoord")), ("rejected", Vec::new()));
        let third = from("returned/c.xlsx", "raised", "rejected");
        let (stands, asked) = state(&[one, two, third], &decided("gescoord"));
        assert_eq!((stands, asked.len()), ("scored", 1));
    }

    #[test]
    fn what_is_filled_in_goes_before_the_list_that_it_was_made_from() {
        let mut intake = listed(IssueState::Raised);
        let first = edit(LIFT, "state", "raised", "heard", false);
        let second = edit(LIFT, "state", "heard", "scored", false);
        assert_eq!(
            filled(&mut intake, &[first, second], &Decisions::none()),
            []
        );
        assert_eq!(intake.issues[0].state, Some(IssueState::Scored));
        assert_eq!(intake.rows.len(), 1);
        assert_eq!(intake.rows[0].outcome, RowOutcome::Merged);
    }

    #[test]
    fn a_list_that_was_changed_since_stands_and_is_told() {
        let mut intake = listed(IssueState::Rejected);
        let edits = [edit(LIFT, "state", "raised", "heard", false)];
        let findings = filled(&mut intake, &edits, &Decisions::none());
        assert_eq!(intake.issues[0].state, Some(IssueState::Rejected));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, "L421");
        assert_eq!(findings[0].place.file.as_deref(), Some("punten.csv"));
        assert_eq!(intake.questions[0].choices, ["afgewezen", "gehoord"]);
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
        assert_eq!(filled(&mut intake, &rows, &Decisions::none()), []);
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
        let findings = filled(
            &mut intake,
            &[edit("weg", "state", "", "heard", false)],
            &Decisions::none(),
        );
        assert_eq!(findings[0].code, "L422");
        assert_eq!(intake.issues.len(), 1);
        assert_eq!(intake.rows[0].outcome, RowOutcome::SetAside);
    }
}
