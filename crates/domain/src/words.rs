//! Words of ours in the reader's language, the same in every output.

use super::area::AreaLevel;
use super::evidence::Legs;
use super::messages::{Messages, Value};
use super::organisation::OrganisationKind;
use super::status::Status;

/// A status in the reader's language.
pub fn status(messages: &Messages, status: Status) -> String {
    messages.plain(&format!("status-{}", status.word().replace('_', "-")))
}

/// Legs in the reader's language.
pub fn legs(messages: &Messages, legs: Legs) -> String {
    messages.plain(&format!("legs-{}", legs.word()))
}

/// A level in the reader's language.
pub fn level(messages: &Messages, level: AreaLevel) -> String {
    messages.plain(&format!("level-{}", level.word().replace('_', "-")))
}

/// A text with one count in it.
pub fn counted(messages: &Messages, key: &str, count: u64) -> String {
    messages.text(
        key,
        &[
            ("n", Value::Count(count)),
            ("shown", Value::Text(messages.count(count))),
        ],
    )
}

/// A kind of organisation in the reader's language.
pub fn kind(messages: &Messages, kind: OrganisationKind) -> String {
    messages.plain(&format!("kind-{}", kind.word()))
}

/// A length as a count.
pub fn len(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}

/// The name of an area as people see it; the homes outside every area of a level have one too.
pub fn area(messages: &Messages, level: AreaLevel, name: &str, code: &str) -> String {
    if !name.is_empty() {
        return name.to_owned();
    }
    if !code.is_empty() {
        return code.to_owned();
    }
    let key = if level == AreaLevel::Scope {
        "level-scope"
    } else if level == AreaLevel::Landlord {
        "area-no-landlord"
    } else if level == AreaLevel::Umbrella {
        "area-no-umbrella"
    } else {
        "area-outside"
    };
    messages.plain(key)
}
