//! Text for people, per language: Fluent files under `templates/messages/<language>/`.
//!
//! One file a room, the same keys in every language; a test holds that. A key without a text is
//! shown as the key: a fault in the translation never stops a run.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};

use super::outreach::Language;

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates/messages");

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, put in as it is.
    Text(String),
    /// A count; decides between singular and plural.
    Count(u64),
    /// A day, written in full in the language of the text.
    Date(jiff::civil::Date),
    /// The text of another message, by its key.
    Message(Cow<'static, str>),
    /// Several, one after the other.
    Joined(Vec<Value>),
}

impl Value {
    /// The text of another message, by its key.
    pub fn message(key: impl Into<Cow<'static, str>>) -> Self {
        Self::Message(key.into())
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<compact_str::CompactString> for Value {
    fn from(text: compact_str::CompactString) -> Self {
        Self::Text(text.into())
    }
}
impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}
impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(u64::try_from(count).unwrap_or(u64::MAX))
    }
}
impl From<jiff::civil::Date> for Value {
    fn from(date: jiff::civil::Date) -> Self {
        Self::Date(date)
    }
}

/// The texts of one language; what it lacks comes from Dutch.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// The built-in texts of a language.
    pub fn of(language: &Language) -> Self {
        let identifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        for tag in ["nl", language.tag()] {
            for file in FILES.get_dir(tag).into_iter().flat_map(Dir::files) {
                let source = file.contents_utf8().unwrap_or_default().to_owned();
                let resource = FluentResource::try_new(source).unwrap_or_else(|(partly, _)| partly);
                bundle.add_resource_overriding(resource);
            }
        }
        Self {
            language: language.clone(),
            bundle,
        }
    }

    /// The built-in texts of every language, read once.
    pub fn all() -> &'static [Self] {
        static ALL: std::sync::LazyLock<Vec<Messages>> =
            std::sync::LazyLock::new(|| Messages::languages().iter().map(Messages::of).collect());
        &ALL
    }

    /// The languages that have built-in texts.
    pub fn languages() -> Vec<Language> {
        FILES
            .dirs()
            .filter_map(|dir| Language::parse(dir.path().to_str()?))
            .collect()
    }

    /// The language that was asked for.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The text of a key with its values filled in; the key itself when there is no text.
    pub fn text(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value());
        pattern.map_or_else(|| key.to_owned(), |pattern| self.fill(pattern, values))
    }

    /// The text of a key that has no values.
    pub fn plain(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// The text of an attribute of a key (`.remedy`), when it has one.
    pub fn attribute(
        &self,
        key: &str,
        attribute: &str,
        values: &[(&'static str, Value)],
    ) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        Some(self.fill(message.get_attribute(attribute)?.value(), values))
    }

    fn joined(&self, parts: &[Value]) -> String {
        let part = |part: &Value| match part {
            Value::Text(text) => text.clone(),
            Value::Count(count) => self.count(*count),
            Value::Date(date) => self.date(*date),
            Value::Message(key) => self.plain(key),
            Value::Joined(parts) => self.joined(parts),
        };
        parts.iter().map(part).collect()
    }

    /// The name of an area as it stands in a sentence: `de K-buurt`, `het Krimpertplein`. Names that
    /// bring their own article, and those of which the sort is not plain, stay as they are.
    pub fn with_article(&self, name: &str) -> String {
        let last = super::text::fold(name);
        let last = last.split([' ', '-']).next_back().unwrap_or_default();
        let ends = |ends: &[&str]| ends.iter().any(|end| last.ends_with(end));
        let first = super::text::fold(name.split(' ').next().unwrap_or_default());
        let has = matches!(first.as_str(), "de" | "het" | "the" | "'t" | "t");
        let article = if has {
            None
        } else if ends(&["buurt", "wijk", "polder", "haven"]) {
            Some("de")
        } else if ends(&["plein", "park", "kwartier", "eiland", "dorp"]) {
            Some("het")
        } else {
            None
        };
        match (article, self.language.tag()) {
            (Some(article), "nl") => format!("{article} {name}"),
            (Some(_), "en") => format!("the {name}"),
            _ => name.to_owned(),
        }
    }

    /// Whether a key has a text.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// `,` in Dutch, `.` in English.
    pub fn decimal_mark(&self) -> char {
        if self.language.tag() == "en" {
            '.'
        } else {
            ','
        }
    }

    /// A date as a person writes it, in full: `23 november 2026`.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        let month = self.plain(&format!("month-{}", date.month()));
        format!("{} {month} {}", date.day(), date.year())
    }

    /// A count with thousands marked: `12.034` in Dutch, `12,034` in English.
    pub fn count(&self, count: u64) -> String {
        let mark = if self.decimal_mark() == ',' { '.' } else { ',' };
        let digits = count.to_string();
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    fn fill(
        &self,
        pattern: &fluent_syntax::ast::Pattern<&str>,
        values: &[(&'static str, Value)],
    ) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Value::Text(text) => args.set(*name, text.as_str()),
                Value::Count(count) => args.set(*name, FluentValue::from(*count)),
                Value::Date(date) => args.set(*name, self.date(*date)),
                Value::Joined(parts) => args.set(*name, self.joined(parts)),
                Value::Message(key) => args.set(*name, self.plain(key)),
            }
        }
        let mut errors = Vec::new();
        let text: Cow<'_, str> = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        text.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(tag: &str) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for file in FILES.get_dir(tag).into_iter().flat_map(Dir::files) {
            let source = file.contents_utf8().unwrap().to_owned();
            let name = file.path().display();
            let resource =
                FluentResource::try_new(source).unwrap_or_else(|(_, e)| panic!("{name}: {e:?}"));
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    let key = message.id.name.to_owned();
                    assert!(keys.insert(key.clone()), "{name}: `{key}` stands twice");
                    keys.extend(
                        message
                            .attributes
                            .iter()
                            .map(|a| format!("{key}.{}", a.id.name)),
                    );
                }
            }
        }
        keys
    }

    #[test]
    fn every_language_has_the_same_keys() {
        assert_eq!(keys("nl"), keys("en"));
    }

    #[test]
    fn every_finding_in_the_code_has_a_sentence() {
        let known = keys("nl");
        let mut missing = BTreeSet::new();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut folders = vec![root.join("src"), root.join("crates")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                for start in [
                    "Finding::error(\"",
                    "Finding::warning(\"",
                    "Finding::info(\"",
                ] {
                    for rest in text.split(start).skip(1) {
                        let code = rest.split('"').next().unwrap();
                        let is_code =
                            code.len() == 4 && code.bytes().skip(1).all(|b| b.is_ascii_digit());
                        if is_code && !known.contains(&format!("finding-{code}")) {
                            missing.insert(code.to_owned());
                        }
                    }
                }
            }
        }
        assert!(missing.is_empty(), "no message for {missing:?}");
    }

    #[test]
    fn counts_and_dates_are_written_as_the_language_does() {
        let (dutch, english) = (
            Messages::of(&Language::dutch()),
            Messages::of(&Language::parse("en").unwrap()),
        );
        assert_eq!(
            (dutch.count(12_034), english.count(12_034)),
            ("12.034".into(), "12,034".into())
        );
        assert_eq!(
            dutch.date(jiff::civil::date(2026, 11, 23)),
            "23 november 2026"
        );
    }
}
