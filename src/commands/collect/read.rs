//! Everything below `inputs/returned/` → what each file says, in the words of its kind.

use std::path::{Path, PathBuf};

use super::Taking;
use crate::commands::walk::reader;
use domain::{Finding, Place};
use lists::intake::{self, Intake, RowOutcome as Fate};
use lists::read;
use papers::replies::{self, Returned};
use papers::workbooks::controle_back::{Answered, controle_back};

/// Everything that the workbooks and form exports say.
#[derive(Default)]
pub(super) struct Back {
    pub reviews: Vec<Review>,
    pub returned: Vec<FollowUp>,
    pub forms: Vec<Intake>,
}

/// The decisions of one review workbook.
pub(super) struct Review {
    pub name: String,
    /// Of what is in the file: a copy under another name is the same workbook.
    pub digest: String,
    pub answers: Vec<Answered>,
}

/// What a follow-up workbook says.
pub(super) struct FollowUp {
    pub name: String,
    /// Of what is in the file: a copy under another name is the same workbook.
    pub digest: String,
    pub said: Vec<Returned>,
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn digest_of(path: &Path) -> String {
    read::file::hash(path, 1 << 30).unwrap_or_default()
}

impl Taking<'_> {
    /// Reads every file as what it is: a review workbook, a follow-up workbook, or a form export.
    pub(super) fn read_back(&mut self, files: &[PathBuf]) -> Back {
        let session = self.session;
        let reader = reader(session);
        let mut back = Back::default();
        for path in files {
            let name = name_of(path);
            let sheets = read::read_workbook(&reader, path).into_value(&mut self.findings);
            if sheets.is_empty() {
                self.unread(path);
                continue;
            }
            if let Some(read) = controle_back(&sheets, session.date) {
                self.accounts.open(&sheets, "decision");
                let read = read.into_value(&mut self.findings);
                self.taken.later += u64::try_from(read.later).unwrap_or(u64::MAX);
                back.reviews.push(Review {
                    name,
                    digest: digest_of(path),
                    answers: read.answers,
                });
                continue;
            }
            let returned = replies::read(&sheets).into_value(&mut self.findings);
            if !returned.is_empty() {
                self.accounts.open(&sheets, "");
                back.returned.push(FollowUp {
                    name,
                    digest: digest_of(path),
                    said: returned,
                });
                continue;
            }
            let form = intake::replies_of(&reader, path);
            if form.value.replies.is_empty() {
                self.accounts.open(&sheets, "");
                let place = Place::file(read::name_below_inputs(path));
                self.findings.push(Finding::info("W113").at(place));
            } else {
                self.accounts.form(&form.value, &session.messages);
                back.forms.push(form.into_value(&mut self.findings));
            }
        }
        back
    }

    /// A file of which nothing could be read has one line; the finding says why.
    fn unread(&mut self, path: &Path) {
        let place = Place::file(read::name_below_inputs(path));
        self.accounts
            .put(&place, "", Fate::SetAside, "returned-unread");
    }
}
