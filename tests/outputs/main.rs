//! The outputs of a small invented village: workbooks, tables, e-mails and the report.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail loudly"
)]

mod emails;
mod letters;
mod replies;
mod report;
mod tables;
mod village;
mod workbooks;

use haarvaten::domain::workbook::Workbook;
use haarvaten::workbooks::{Checked, Context};
use village::{TODAY, Village};

impl Village {
    fn checked(&self) -> Checked<'_> {
        Checked {
            campaign: &self.campaign,
            messages: &self.messages,
            register: &self.register,
            linked: &self.linked,
            register_rows: &[],
            findings: &self.findings,
            looks: &[],
            date: TODAY,
        }
    }

    fn context(&self) -> Context<'_> {
        Context {
            checked: self.checked(),
            coverage: &self.coverage,
            plan: &self.plan,
            history: &self.history,
        }
    }

    fn workbooks(&self) -> Vec<Workbook> {
        let context = self.context();
        let mut all = vec![
            haarvaten::workbooks::controle(&context.checked),
            haarvaten::workbooks::opvolging(&context),
            haarvaten::workbooks::voortgang(&context),
        ];
        all.extend(haarvaten::workbooks::partners(&context));
        all
    }
}

/// Keeps what a test made, to look at: below the target folder, never in the repository.
fn keep(name: &str, bytes: &[u8]) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("village")
        .join(name);
    haarvaten::write::files::write_whole(&path, bytes).unwrap();
}
