//! The check of a template's fields, without filling it in: every name must exist in the data.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enums of libraries grow; what is not named here is passed over"
)]

use std::collections::BTreeSet;

use handlebars::template::{DecoratorTemplate, HelperTemplate, Parameter, TemplateElement};
use handlebars::{Path, Template};
use serde_json::Value;

use super::template::at;
use domain::{Finding, Place};

/// What `{{> …}}` may name: the parts that the program itself makes.
pub const PARTIALS: [&str; 3] = ["answer", "privacy", "signature"];

/// Helpers that a template may use.
const HELPERS: [&str; 14] = [
    "if", "unless", "each", "with", "else", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or",
    "not",
];

/// Something wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub kind: FaultKind,
    /// On which line, from 1; 0 for the file as a whole.
    pub line: usize,
}

/// What is wrong with a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// No line of dashes below the headings: it would be printed with its bars.
    NoDashes,
    /// More or fewer cells than there are headings.
    Cells,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A field that does not exist, and the nearest one that does.
    UnknownField(String, String),
    /// A helper that does not exist, and the nearest one that does.
    UnknownHelper(String, String),
    /// A `{{> part}}` that does not exist, and the nearest one that does.
    UnknownPart(String, String),
    /// `{{{…}}}` or `{{&…}}`.
    Raw,
    /// Raw HTML.
    Html(String),
    /// A field that holds other fields, printed as if it were text; one of those.
    Group(String, String),
    /// A field that is not written as one, and the nearest that exists.
    Malformed(String, String),
    /// The lines between `---` that other programs want at the top.
    FrontMatter,
    /// A table whose lines have unlike numbers of cells, or no line of dashes.
    Table(TableFault),
    /// A picture whose name has a space, which Markdown prints as it stands.
    Spaced(String),
    /// A picture without words for who does not see it.
    NoWords(String),
    /// `[^1]`: letters have no footnotes, and the note would vanish.
    Footnote,
    /// `{{#if …}}` without its end: as it stands there, and its name.
    Unclosed(String, String),
    /// `{{/if}}` without its start.
    Unopened(String),
    /// `{{` without `}}`.
    OpenBraces,
    /// A picture that is not there.
    NoPicture(String),
    /// No `{{> privacy}}` that is always there.
    NoPrivacy,
    /// A privacy paragraph that does not say whom to turn to.
    NoPrivacyContact,
}

impl Fault {
    /// A fault of the file as a whole.
    pub fn whole(kind: FaultKind) -> Self {
        Self::at(kind, 0)
    }

    /// A fault at a place.
    pub fn at(kind: FaultKind, line: usize) -> Self {
        Self { kind, line }
    }

    /// The fault as a finding about a file.
    pub fn finding(self, place: &Place) -> Finding {
        let place = if self.line == 0 {
            place.clone()
        } else {
            at(place.clone(), self.line)
        };
        let named = |finding: Finding, name: String, nearest: String| {
            finding.with("name", name).with("nearest", nearest)
        };
        match self.kind {
            FaultKind::UnknownField(name, nearest) => {
                named(Finding::error("B102"), name, nearest).at(place)
            }
            FaultKind::UnknownHelper(name, nearest) => {
                named(Finding::error("B106"), name, nearest).at(place)
            }
            FaultKind::UnknownPart(name, nearest) => {
                named(Finding::error("B107"), name, nearest).at(place)
            }
            FaultKind::Group(name, nearest) => {
                named(Finding::error("B126"), name, nearest).at(place)
            }
            FaultKind::Malformed(name, nearest) => {
                named(Finding::error("B127"), name, nearest).at(place)
            }
            FaultKind::FrontMatter => Finding::error("B128").at(place),
            FaultKind::Table(TableFault::NoDashes) => Finding::error("B129").at(place),
            FaultKind::Table(TableFault::Cells) => Finding::error("B130").at(place),
            FaultKind::Spaced(file) => Finding::error("B137").with("file", file).at(place),
            FaultKind::NoWords(file) => Finding::error("B135").with("file", file).at(place),
            FaultKind::Footnote => Finding::error("B131").at(place),
            FaultKind::Raw => Finding::error("B103").at(place),
            FaultKind::Html(html) => Finding::error("B108").with("html", html).at(place),
            FaultKind::Unclosed(open, name) => Finding::error("B119")
                .with("open", open)
                .with("name", name)
                .at(place),
            FaultKind::Unopened(name) => Finding::error("B120").with("name", name).at(place),
            FaultKind::OpenBraces => Finding::error("B121").at(place),
            FaultKind::NoPicture(file) => Finding::error("B125").with("file", file).at(place),
            FaultKind::NoPrivacy => Finding::error("B109").at(place),
            FaultKind::NoPrivacyContact => Finding::error("B110").at(place),
        }
    }
}

/// Checks every name in a template against an example in which all fields are filled.
pub fn check(template: &Template, example: &Value, partials: &[&str]) -> Vec<Fault> {
    let mut checker = Checker {
        root: example,
        partials,
        faults: Vec::new(),
    };
    checker.template(template, &[Scope::of(example)]);
    checker.faults.sort_by_key(|fault| fault.line);
    checker.faults
}

/// `{{{…}}}` and `{{&…}}` put data in as markup; they are found in the text, so that no syntax
/// around them can hide them.
pub fn raw(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, content) in text.lines().enumerate() {
        for (column, _) in content.match_indices("{{") {
            let rest = content.get(column + 2..).unwrap_or_default();
            let rest = rest.strip_prefix('~').unwrap_or(rest).trim_start();
            if rest.starts_with('{') || rest.starts_with('&') {
                faults.push(Fault::at(FaultKind::Raw, line + 1));
                break;
            }
        }
    }
    faults
}

/// Whether a part is there whatever the data are: not inside a condition.
pub fn always_includes(template: &Template, part: &str) -> bool {
    template.elements.iter().any(|element| {
        matches!(element, TemplateElement::PartialExpression(partial) if name_of(&partial.name) == part)
    })
}

/// The nearest of some names, by the fewest typing errors.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    known
        .into_iter()
        .min_by_key(|other| (distance(name, other), other.len()))
        .unwrap_or_default()
        .to_owned()
}

fn distance(a: &str, b: &str) -> usize {
    rapidfuzz::distance::osa::distance(a.chars(), b.chars())
}

/// What names mean inside a block.
#[derive(Clone)]
struct Scope<'a> {
    /// What `this` is.
    here: &'a Value,
    /// `as |x|`.
    named: Vec<(String, &'a Value)>,
}

impl<'a> Scope<'a> {
    fn of(here: &'a Value) -> Self {
        Self {
            here,
            named: Vec::new(),
        }
    }
}

struct Checker<'a> {
    root: &'a Value,
    partials: &'a [&'a str],
    faults: Vec<Fault>,
}

impl<'a> Checker<'a> {
    fn template(&mut self, template: &Template, scopes: &[Scope<'a>]) {
        for (at, element) in template.elements.iter().enumerate() {
            let place = template
                .mapping
                .get(at)
                .map_or((1, 1), |mapping| (mapping.0, mapping.1));
            match element {
                TemplateElement::HtmlExpression(expression)
                | TemplateElement::Expression(expression) => {
                    self.expression(expression, scopes, place);
                }
                TemplateElement::HelperBlock(helper) => self.block(helper, scopes, place),
                TemplateElement::PartialExpression(part) | TemplateElement::PartialBlock(part) => {
                    self.part(part, place);
                }
                TemplateElement::DecoratorExpression(decorator)
                | TemplateElement::DecoratorBlock(decorator) => {
                    let name = name_of(&decorator.name);
                    let near = nearest(&name, HELPERS);
                    self.fault(FaultKind::UnknownHelper(name, near), place);
                }
                // Text and remarks.
                _ => {}
            }
        }
    }

    fn fault(&mut self, kind: FaultKind, (line, _): (usize, usize)) {
        self.faults.push(Fault::at(kind, line));
    }

    fn part(&mut self, part: &DecoratorTemplate, place: (usize, usize)) {
        let name = name_of(&part.name);
        if !self.partials.contains(&name.as_str()) {
            let near = nearest(&name, self.partials.iter().copied());
            self.fault(FaultKind::UnknownPart(name, near), place);
        }
    }

    fn expression(
        &mut self,
        expression: &HelperTemplate,
        scopes: &[Scope<'a>],
        place: (usize, usize),
    ) {
        let bare = expression.params.is_empty() && expression.hash.is_empty();
        if bare {
            let name = name_of(&expression.name);
            let parameter = Parameter::Name(name.clone());
            self.value(&parameter, scopes, place);
            if let Some(inner) = self.found(&parameter, scopes).and_then(first_inner) {
                self.fault(
                    FaultKind::Group(name.clone(), format!("{name}{inner}")),
                    place,
                );
            }
        } else {
            self.helper(expression, scopes, place);
        }
    }

    fn helper(&mut self, helper: &HelperTemplate, scopes: &[Scope<'a>], place: (usize, usize)) {
        let name = name_of(&helper.name);
        if !HELPERS.contains(&name.as_str()) {
            // `{{home address}}` is a field with a space where a point belongs.
            let rest = helper.params.iter().map(name_of);
            let words: Vec<String> = std::iter::once(name.clone()).chain(rest).collect();
            let known = known(self.root, scopes);
            let near = nearest(&words.join("."), known.iter().map(String::as_str));
            if words.len() > 1 && distance(&words.join("."), &near) <= 2 {
                self.fault(FaultKind::UnknownField(words.join(" "), near), place);
                return;
            }
            let near = nearest(&name, HELPERS);
            self.fault(FaultKind::UnknownHelper(name, near), place);
        }
        for parameter in &helper.params {
            self.value(parameter, scopes, place);
        }
    }

    fn block(&mut self, helper: &HelperTemplate, scopes: &[Scope<'a>], place: (usize, usize)) {
        self.helper(helper, scopes, place);
        let name = name_of(&helper.name);
        let first = helper.params.first();
        let mut inner = scopes.to_vec();
        if (name == "each" || name == "with")
            && let Some(found) = first.and_then(|first| self.found(first, scopes))
        {
            let here = if name == "each" {
                found.get(0).unwrap_or(found)
            } else {
                found
            };
            let mut scope = Scope::of(here);
            if let Some(handlebars::template::BlockParam::Single(Parameter::Name(name))) =
                &helper.block_param
            {
                scope.named.push((name.clone(), here));
            }
            inner.push(scope);
        }
        if let Some(template) = &helper.template {
            self.template(template, &inner);
        }
        if let Some(inverse) = &helper.inverse {
            self.template(inverse, scopes);
        }
    }

    fn value(&mut self, parameter: &Parameter, scopes: &[Scope<'a>], place: (usize, usize)) {
        match parameter {
            Parameter::Literal(_) => {}
            Parameter::Subexpression(inner) => {
                if let TemplateElement::Expression(helper) = inner.element.as_ref() {
                    self.helper(helper, scopes, place);
                }
            }
            Parameter::Name(_) | Parameter::Path(_) if self.found(parameter, scopes).is_none() => {
                let name = name_of(parameter);
                if !name.starts_with('@') {
                    let known = known(self.root, scopes);
                    let known = known.iter().map(String::as_str);
                    let near = nearest(&name, known.chain(["else"]));
                    self.fault(FaultKind::UnknownField(name, near), place);
                }
            }
            _ => {}
        }
    }

    /// The example's value at a path; `None` when there is none.
    fn found(&self, parameter: &Parameter, scopes: &[Scope<'a>]) -> Option<&'a Value> {
        let raw = name_of(parameter);
        let mut depth = scopes.len();
        let mut rest = raw.as_str();
        while let Some(shorter) = rest.strip_prefix("../") {
            depth = depth.saturating_sub(1);
            rest = shorter;
        }
        if let Some(shorter) = rest.strip_prefix("@root") {
            return walk(self.root, shorter.trim_start_matches(['.', '/']));
        }
        let scope = scopes.get(depth.checked_sub(1)?)?;
        let rest = rest.strip_prefix("./").unwrap_or(rest);
        let head = rest.split(['.', '/']).next().unwrap_or_default();
        let named = scopes
            .iter()
            .rev()
            .flat_map(|scope| &scope.named)
            .find(|(name, _)| name == head);
        if let Some((name, value)) = named {
            let after = rest.get(name.len()..).unwrap_or_default();
            return walk(value, after.trim_start_matches(['.', '/']));
        }
        if head == "this" {
            let after = rest.get(4..).unwrap_or_default();
            return walk(scope.here, after.trim_start_matches(['.', '/']));
        }
        walk(scope.here, rest)
    }
}

/// How the first field inside a field that holds others is named after it; `None` for text.
fn first_inner(value: &Value) -> Option<String> {
    match value {
        Value::Object(fields) => fields.keys().next().map(|name| format!(".{name}")),
        Value::Array(_) => Some(".[0]".to_owned()),
        _ => None,
    }
}

/// The names of all fields of an example.
pub fn all_names(example: &Value) -> BTreeSet<String> {
    known(example, &[])
}

fn walk<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split(['.', '/'])
        .filter(|part| !part.is_empty())
        .try_fold(value, |value, part| {
            let part = part.trim_matches(['[', ']']);
            match value {
                Value::Array(all) => part.parse::<usize>().ok().and_then(|_| all.first()),
                other => other.get(part),
            }
        })
}

fn name_of(parameter: &Parameter) -> String {
    match parameter {
        Parameter::Name(name) => name.clone(),
        Parameter::Path(Path::Relative((_, raw)) | Path::Local((_, _, raw))) => raw.clone(),
        Parameter::Literal(value) => value.to_string(),
        Parameter::Subexpression(inner) => inner.name().to_owned(),
        _ => String::new(),
    }
}

/// All names that would be right here.
fn known(root: &Value, scopes: &[Scope<'_>]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    names(root, "", &mut all);
    if let (Some(scope), true) = (scopes.last(), scopes.len() > 1) {
        names(scope.here, "", &mut all);
    }
    all
}

fn names(value: &Value, start: &str, all: &mut BTreeSet<String>) {
    if let Value::Object(fields) = value {
        for (name, inner) in fields {
            let path = format!("{start}{name}");
            names(inner, &format!("{path}."), all);
            all.insert(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::data::LetterData;

    fn faults(text: &str) -> Vec<Fault> {
        let template = Template::compile(text).unwrap();
        let example = serde_json::to_value(LetterData::complete()).unwrap();
        check(&template, &example, &PARTIALS)
    }

    #[test]
    fn a_right_template_has_no_faults() {
        let text = "Beste {{#if recipient.name}}{{recipient.name}}{{else}}bewoner{{/if}},\n\
            {{#each organisations}}- {{name}} ({{this.kind}}) in {{../area.name}}{{#unless @last}};{{/unless}}\n{{/each}}\
            {{#with meeting}}{{date}} {{time}}{{/with}}{{#if (eq kind \"start\")}}x{{/if}}\
            {{#each survey as |q|}}{{q.question}}{{/each}}{{#if survey}}s{{/if}}\n{{> answer}}\n{{> privacy}}";
        assert_eq!(faults(text), []);
    }

    #[test]
    fn an_unknown_name_is_found_with_its_line_and_the_nearest_name() {
        let found = faults(
            "Beste bewoner,\n\nin {{bulding.name}} en\n{{#if meeting}}\n{{meeting.tijd}}\n{{/if}}\n{{#each organisations}}{{nmae}}{{/each}}",
        );
        assert_eq!(
            found,
            [
                Fault::at(
                    FaultKind::UnknownField("bulding.name".into(), "building.name".into()),
                    3
                ),
                Fault::at(
                    FaultKind::UnknownField("meeting.tijd".into(), "meeting.time".into()),
                    5
                ),
                Fault::at(FaultKind::UnknownField("nmae".into(), "name".into()), 7),
            ]
        );
        assert_eq!(
            faults("{{> privcy}}\n{{#iff home}}{{/iff}}"),
            [
                Fault::at(FaultKind::UnknownPart("privcy".into(), "privacy".into()), 1),
                Fault::at(FaultKind::UnknownHelper("iff".into(), "if".into()), 2),
            ]
        );
    }

    #[test]
    fn data_as_markup_is_refused_however_it_is_written() {
        for text in [
            "a\n{{{date}}}",
            "a\n{{& date}}",
            "a\n{{~{date}~}}",
            "a\n{{~& date}}",
        ] {
            let found = raw(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].line, &found[0].kind), (2, &FaultKind::Raw));
        }
        assert!(raw("{{date}} { {x} }").is_empty());
    }

    #[test]
    fn the_privacy_paragraph_may_not_depend_on_a_condition() {
        let includes = |text: &str| always_includes(&Template::compile(text).unwrap(), "privacy");
        assert!(includes("Dag\n\n{{> privacy}}\n"));
        assert!(!includes("{{#if home}}{{> privacy}}{{/if}}"));
        assert!(!includes("Dag"));
    }
}
