//! Who wants nothing more: kept for good, whatever becomes of the list or the door that said so.

use jiff::civil::Date;
use rusqlite::params;

use super::Ledger;
use super::model::OptOut;
use super::store::{Result, add, date};

impl Ledger {
    /// Records that a recipient said at the door that nothing more may come. Whether it was new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn opt_out(&mut self, recipient: &str, date: Date) -> Result<bool> {
        let said = OptOut {
            subject: recipient.into(),
            channel: None,
            source: "door".into(),
            said: Some(date),
            date,
        };
        Ok(self.suppress(&[said])? > 0)
    }

    /// Remembers opt-outs, however they came in. One that was read before adds nothing, and one
    /// that a person took back does not return with the row that it came from. How many were new.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn suppress(&mut self, opt_outs: &[OptOut]) -> Result<u64> {
        let (holds, taken_back) = match opt_outs {
            [one] => self.opt_outs_of(Some(&one.subject))?,
            _ => self.opt_outs()?,
        };
        let mut known: std::collections::HashSet<_> = holds
            .into_iter()
            .chain(taken_back)
            .map(|out| (out.subject, out.channel, out.said))
            .collect();
        self.transaction(|db| {
            let mut new = 0;
            for out in opt_outs {
                if known.insert((out.subject.clone(), out.channel, out.said)) {
                    add(db, out.date, "opted_out", &out.subject, &out.detail())?;
                    new += 1;
                }
            }
            Ok(new)
        })
    }

    /// Takes the opt-outs of somebody back, because a person says why. How many there were.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn take_back(&mut self, subject: &str, day: Date, reason: &str) -> Result<u64> {
        let (holds, _) = self.opt_outs()?;
        let held = holds.iter().filter(|out| out.subject == subject).count();
        if held > 0 {
            self.transaction(|db| add(db, day, "opted_in", subject, reason))?;
        }
        Ok(u64::try_from(held).unwrap_or(u64::MAX))
    }

    /// The opt-outs that hold, and those that were taken back.
    pub(super) fn opt_outs(&self) -> Result<(Vec<OptOut>, Vec<OptOut>)> {
        self.opt_outs_of(None)
    }

    /// The same, of one subject.
    fn opt_outs_of(&self, subject: Option<&str>) -> Result<(Vec<OptOut>, Vec<OptOut>)> {
        self.sql(|db| {
            let of = subject.map_or("", |_| "and about = ?1");
            let mut statement = db.prepare_cached(&format!(
                "select date, what, about, detail from event
                 where what in ('opted_out', 'opted_in') {of} order by number",
            ))?;
            let mut rows = match subject {
                Some(subject) => statement.query(params![subject])?,
                None => statement.query(params![])?,
            };
            let (mut holds, mut taken_back) = (Vec::new(), Vec::new());
            while let Some(row) = rows.next()? {
                let subject: String = row.get(2)?;
                if row.get::<_, String>(1)? == "opted_out" {
                    let day = date(&row.get::<_, String>(0)?)?;
                    holds.push(OptOut::read(&subject, day, &row.get::<_, String>(3)?));
                } else {
                    let (back, rest) = holds
                        .into_iter()
                        .partition(|out: &OptOut| out.subject == subject);
                    holds = rest;
                    taken_back.extend::<Vec<OptOut>>(back);
                }
            }
            Ok((holds, taken_back))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Channel;
    use jiff::civil::date as day;

    #[test]
    fn an_opt_out_is_kept_until_it_is_taken_back_and_the_same_row_does_not_bring_it_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
        let out = |subject: &str, said, channel| OptOut {
            subject: subject.into(),
            channel,
            source: "list".into(),
            said,
            date: day(2026, 11, 23),
        };
        let old = out("unit 1", Some(day(2026, 11, 1)), None);
        let mail = out("email a@example.org", None, Some(Channel::Email));
        assert_eq!(ledger.suppress(&[old.clone(), mail.clone()]).unwrap(), 2);
        assert_eq!(ledger.suppress(std::slice::from_ref(&old)).unwrap(), 0);
        let history = ledger.history().unwrap();
        assert_eq!(history.suppressed, [old.clone(), mail.clone()]);
        assert!(history.opt_outs.contains("unit 1") && history.opt_outs.len() == 1);
        assert_eq!(
            ledger
                .take_back("unit 1", day(2026, 12, 1), "vergissing")
                .unwrap(),
            1
        );
        assert_eq!(
            ledger.take_back("unit 2", day(2026, 12, 1), "x").unwrap(),
            0
        );
        assert_eq!(
            ledger.suppress(std::slice::from_ref(&old)).unwrap(),
            0,
            "the same row"
        );
        assert_eq!(ledger.history().unwrap().suppressed, [mail]);
        let newer = out("unit 1", Some(day(2026, 12, 5)), None);
        assert_eq!(ledger.suppress(&[newer]).unwrap(), 1, "said anew");
        assert!(ledger.opt_out("unit 1", day(2026, 12, 6)).unwrap());
    }
}
