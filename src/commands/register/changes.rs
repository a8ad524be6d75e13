//! What changed since the register that was there before, told to a person.

use super::Work;
use domain::ObjectId;
use register::{Changes, Example};

impl Work<'_> {
    pub(super) fn changes(&self, changes: &Changes) {
        let rows = [
            ("new", changes.new.len()),
            ("withdrawn", changes.withdrawn.len()),
            ("renumbered", changes.renumbered.len()),
            ("merged", changes.merged.len()),
            ("split", changes.split.len()),
        ];
        self.terminal.say(&self.messages.plain("register-changes"));
        let name = |kind: &str| self.messages.plain(&format!("register-change-{kind}"));
        let lines: Vec<(String, String)> = rows
            .iter()
            .map(|(kind, count)| {
                let count = u64::try_from(*count).unwrap_or(u64::MAX);
                (name(kind), self.messages.count(count))
            })
            .collect();
        self.terminal.figures(&lines);
        for (kind, _) in rows {
            for example in changes.examples.iter().filter(|e| e.kind == kind) {
                let line = format!("{}: {}", name(kind), as_text(example));
                self.terminal.say(&line);
            }
        }
        let ids = |list: &[ObjectId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let pairs = |list: &[(ObjectId, ObjectId)]| {
            list.iter()
                .map(|(a, b)| vec![a.to_string(), b.to_string()])
                .collect::<Vec<_>>()
        };
        self.terminal.record(&serde_json::json!({ "changes": {
            "new": ids(&changes.new), "withdrawn": ids(&changes.withdrawn),
            "renumbered": ids(&changes.renumbered), "merged": pairs(&changes.merged), "split": pairs(&changes.split),
        }}));
    }
}

fn as_text(example: &Example) -> String {
    match (example.was.is_empty(), example.is.is_empty()) {
        (true, _) => example.is.clone(),
        (_, true) => example.was.clone(),
        (false, false) => format!("{} → {}", example.was, example.is),
    }
}
