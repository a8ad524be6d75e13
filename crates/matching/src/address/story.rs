//! The story of one row, told while it happens; silent (and free) unless somebody listens.

use domain::Messages;
use domain::messages::Value;
use register::{AddressIx, Register, StreetIx};

/// One step of the story. Its sentence is the message `told-<step>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTold {
    /// The step, without `told-`.
    pub step: &'static str,
    /// The values in the sentence.
    pub values: Vec<(&'static str, Value)>,
    /// What the step saw.
    pub candidates: Vec<AddressIx>,
    /// Whether the step settled it.
    pub settled: bool,
}

impl StepTold {
    /// The step in a sentence, with the first of the addresses that it saw.
    pub fn sentence(&self, messages: &Messages, register: &Register) -> String {
        let mut text = messages.text(&format!("told-{}", self.step), &self.values);
        let shown: Vec<String> = self
            .candidates
            .iter()
            .take(5)
            .map(|ix| {
                let address = register.address(*ix);
                let street = &register.street(address.street).name;
                format!("{street} {}", address.house_number())
            })
            .collect();
        if !shown.is_empty() {
            text.push_str(" → ");
            text.push_str(&shown.join("; "));
            if self.candidates.len() > shown.len() {
                text.push_str("; …");
            }
        }
        text
    }
}

/// Collects the steps.
#[derive(Debug, Default)]
pub struct Story {
    listening: bool,
    /// The steps so far.
    pub steps: Vec<StepTold>,
}

impl Story {
    /// Nobody listens.
    pub fn silent() -> Self {
        Self::default()
    }

    /// Somebody listens.
    pub fn told() -> Self {
        Self {
            listening: true,
            steps: Vec::new(),
        }
    }

    /// A step with values.
    pub fn say(&mut self, step: &'static str, values: &[(&'static str, &str)]) {
        if self.listening {
            self.steps.push(StepTold {
                step,
                values: values.iter().map(|(n, v)| (*n, Value::from(*v))).collect(),
                candidates: Vec::new(),
                settled: false,
            });
        }
    }

    /// A step that saw addresses.
    pub fn saw(&mut self, step: &'static str, seen: &[AddressIx]) {
        if self.listening {
            self.steps.push(StepTold {
                step,
                values: vec![("count", Value::from(seen.len()))],
                candidates: seen.iter().copied().take(50).collect(),
                settled: false,
            });
        }
    }

    /// A step that saw streets.
    pub fn streets(&mut self, register: &Register, step: &'static str, seen: &[StreetIx]) {
        if self.listening {
            let names: Vec<String> = seen
                .iter()
                .take(10)
                .map(|s| register.street(*s).name.to_string())
                .collect();
            self.steps.push(StepTold {
                step,
                values: vec![
                    ("count", Value::from(seen.len())),
                    ("streets", Value::from(names.join(", "))),
                ],
                candidates: Vec::new(),
                settled: false,
            });
        }
    }
}
