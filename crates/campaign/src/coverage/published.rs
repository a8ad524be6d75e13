//! Why an organisation has its status, for readers outside the group: what lists say in their own
//! words stays inside, and a source is told by its kind only.

use super::Why;
use domain::Messages;
use domain::messages::Value;
use domain::text::{fold, without_contacts};

/// Kinds of source, by the words with which one of them is told.
const KINDS: [(&str, &[&str]); 8] = [
    (
        "source-kind-municipality",
        &["gemeente", "stadsdeel", "municipal", "council"],
    ),
    (
        "source-kind-landlord",
        &[
            "corporatie",
            "verhuurder",
            "landlord",
            "housing association",
        ],
    ),
    (
        "source-kind-kvk",
        &["kvk", "kamer van koophandel", "chamber of commerce"],
    ),
    (
        "source-kind-minutes",
        &["verslag", "notulen", "minutes", "report"],
    ),
    (
        "source-kind-door",
        &[
            "aan de deur",
            "huis aan huis",
            "huis-aan-huis",
            "door to door",
        ],
    ),
    ("source-kind-web", &["website", "facebook", "internet"]),
    ("source-kind-phone", &["telefo", "gebeld", "phone"]),
    ("source-kind-message", &["mail", "brief", "letter"]),
];

/// The kind of a source.
fn kind_of(source: &str, messages: &Messages) -> Value {
    for own in ["source-volunteer", "source-reply"] {
        if messages.plain(own) == source {
            return Value::message(own);
        }
    }
    let folded = fold(source);
    let known = KINDS
        .iter()
        .find(|(_, words)| words.iter().any(|word| folded.contains(word)));
    Value::message(known.map_or("source-list", |(key, _)| key))
}

impl Why {
    /// The sentence for who is no member of the group: no free text of lists, no name of a file, a
    /// person or a source.
    pub fn published(&self, messages: &Messages) -> String {
        let values: Vec<(&'static str, Value)> = self
            .values
            .iter()
            .map(|(key, value)| {
                let Value::Text(text) = value else {
                    return (*key, value.clone());
                };
                // Two organisations together: these are their names.
                let named = self.key == "together" && matches!(*key, "housing" | "neighbourhood");
                let said = match *key {
                    "organisation" | "landlord" => Value::from(without_contacts(text)),
                    _ if named => Value::from(without_contacts(text)),
                    "legs" | "ground" | "missing" => value.clone(),
                    "kvk" if text.chars().all(|c| c.is_ascii_digit()) => value.clone(),
                    "kvk" => Value::from("…"),
                    key if key == "list" || key.ends_with("source") => kind_of(text, messages),
                    // Words of our own are messages already: what is left is somebody's own text.
                    _ => Value::message("evidence-other"),
                };
                (*key, said)
            })
            .collect();
        messages.text(&format!("why-{}", self.key), &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Language;

    #[test]
    fn own_words_of_lists_stay_inside() {
        let messages = Messages::of(&Language::dutch());
        let date = Value::from(jiff::civil::date(2026, 1, 1));
        let secret = || Value::from("Mw. Jansen, Kortvoort 3, 06-12345678 lijst.xlsx");
        for (key, values) in [
            ("ended", vec![("source", secret())]),
            ("not-founded", vec![("source", secret())]),
            ("forming", vec![("what", secret()), ("source", secret())]),
            (
                "forming-planned",
                vec![("what", secret()), ("source", secret())],
            ),
            ("unknown", vec![("list", secret())]),
            ("none-ended", vec![("source", secret())]),
            ("none-not-founded", vec![("source", secret())]),
            (
                "active",
                vec![
                    ("what", secret()),
                    ("source", secret()),
                    ("contact", date.clone()),
                    ("contact-source", secret()),
                    ("legs", "none".into()),
                ],
            ),
            (
                "two-legs",
                vec![
                    ("housing", secret()),
                    ("housing-source", secret()),
                    ("neighbourhood", secret()),
                    ("neighbourhood-source", secret()),
                    ("contact-source", secret()),
                ],
            ),
            (
                "on-paper",
                vec![
                    ("ground", "paper".into()),
                    ("evidence", secret()),
                    ("evidence-source", secret()),
                    ("missing", "old".into()),
                    ("what", secret()),
                    ("source", secret()),
                ],
            ),
            (
                "on-paper",
                vec![
                    ("ground", "kvk".into()),
                    ("kvk", secret()),
                    ("list", secret()),
                    ("missing", "never".into()),
                ],
            ),
            (
                "together",
                vec![
                    ("housing", "BC Een 06-12345678".into()),
                    ("neighbourhood", "BC Twee a@example.org".into()),
                    ("housing-what", secret()),
                    ("neighbourhood-what", secret()),
                    ("housing-source", secret()),
                    ("neighbourhood-source", secret()),
                ],
            ),
        ] {
            let mut all: smallvec::SmallVec<[(&'static str, Value); 2]> =
                values.into_iter().collect();
            all.push(("organisation", Value::from("BC Kade")));
            let said = Why { key, values: all }.published(&messages);
            for word in ["Jansen", "Kortvoort", "1234", "xlsx", "example.org"] {
                assert!(!said.contains(word), "{key}: {said}");
            }
        }
    }
}
