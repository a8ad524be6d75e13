//! Templates of letters: found, checked before anything is made, and filled in.
//!
//! Markdown with handlebars fields and conditions. A field that does not exist, `{{{…}}}`, raw
//! HTML and a letter without the privacy paragraph are refused, with file, line and remedy.

use std::collections::HashMap;

use handlebars::{Handlebars, RenderError, RenderErrorReason, Template};
use serde::Serialize;

use super::data::LetterData;
use super::fields::{self, Fault, FaultKind};
use super::make::must_not_make;
use super::markdown::{self, Block, MARKER};
use super::mistakes;
use domain::{Finding, Language, Noted, PieceKind, Place, Templates};

/// Where the text of a kind of letter stands, below `templates/`.
pub fn path(kind: PieceKind, language: &Language) -> String {
    format!("letters/{}/{}.md.hbs", kind.word(), language.tag())
}

/// Where the privacy paragraph of a language stands.
fn privacy_path(language: &Language) -> String {
    format!("letters/privacy/{}.md.hbs", language.tag())
}

/// Checked templates, ready to be filled in.
pub struct LetterTemplates {
    registry: Handlebars<'static>,
    usable: HashMap<(PieceKind, Language), String>,
}

impl std::fmt::Debug for LetterTemplates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LetterTemplates")
            .field("usable", &self.usable.len())
            .finish_non_exhaustive()
    }
}

impl LetterTemplates {
    /// Reads and checks the templates for some kinds and languages. A language that has no
    /// template gets the one of `default`. With an error among the findings nothing may be made.
    pub fn load(
        templates: &Templates,
        wanted: &[(PieceKind, Language)],
        default: &Language,
    ) -> Noted<Self> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.set_prevent_indent(true);
        registry.register_escape_fn(markdown::escape);
        for part in fields::PARTIALS {
            let marker = Template::compile(&format!("\n\n{MARKER}{part}\n\n"));
            registry.register_template(part, marker.unwrap_or_default());
        }
        let mut all = Self {
            registry,
            usable: HashMap::new(),
        };
        let mut findings = mistakes::strays(templates);
        let example = serde_json::to_value(LetterData::complete()).unwrap_or_default();
        let mut wanted: Vec<_> = wanted.to_vec();
        wanted.sort();
        wanted.dedup();
        for (kind, language) in wanted {
            let usual = [language.clone(), default.clone(), Language::dutch()];
            let found = usual
                .iter()
                .find(|language| templates.has(&path(kind, language)));
            let Some(found) = found else {
                findings.push(
                    Finding::error("B104")
                        .at(Place::file(Templates::shown(&path(kind, &language)))),
                );
                continue;
            };
            if *found != language {
                findings.push(
                    Finding::warning("B105")
                        .at(Place::file(Templates::shown(&path(kind, &language))))
                        .with("language", language.tag())
                        .with("used", found.tag()),
                );
            }
            let path = path(kind, found);
            if !all.registry.has_template(&path) {
                all.add(templates, &path, found, &example, &mut findings);
                if !must_not_make(&findings) {
                    findings.extend(all.tried(kind, &path));
                }
            }
            all.usable.insert((kind, language), path);
        }
        Noted::new(all, findings)
    }

    fn add(
        &mut self,
        templates: &Templates,
        path: &str,
        language: &Language,
        example: &serde_json::Value,
        findings: &mut Vec<Finding>,
    ) {
        let privacy = privacy_path(language);
        for path in [path, privacy.as_str()] {
            if self.registry.has_template(&partial(path)) {
                continue;
            }
            let place = Place::file(Templates::shown(path));
            let Some(text) = templates.text(path) else {
                findings.push(mistakes::absent(templates, path));
                continue;
            };
            let unbalanced = mistakes::unbalanced(text);
            if !unbalanced.is_empty() {
                findings.extend(unbalanced.into_iter().map(|fault| fault.finding(&place)));
                continue;
            }
            match Template::compile_with_name(text, path.to_owned()) {
                Err(error) => findings.push(unreadable(&error, text, example, place)),
                Ok(template) => {
                    let is_privacy = path == privacy;
                    let mut faults = fields::check(&template, example, &fields::PARTIALS);
                    faults.extend(fields::raw(text));
                    faults.extend(html(text));
                    faults.extend(mistakes::missing_pictures(text, templates));
                    faults.extend(mistakes::misread(text));
                    if is_privacy && !text.contains("privacy.contact") {
                        faults.push(Fault::whole(FaultKind::NoPrivacyContact));
                    }
                    if !is_privacy && !fields::always_includes(&template, "privacy") {
                        faults.push(Fault::whole(FaultKind::NoPrivacy));
                    }
                    findings.extend(faults.into_iter().map(|fault| fault.finding(&place)));
                    let name = if is_privacy {
                        partial(path)
                    } else {
                        path.to_owned()
                    };
                    self.registry.register_template(&name, template);
                }
            }
        }
    }

    /// What only shows when a letter is filled in with the least data and with all of it.
    fn tried(&self, kind: PieceKind, path: &str) -> Option<Finding> {
        self.without_the_optional(kind, path).or_else(|| {
            let mut least = LetterData::least(kind);
            let mut complete = LetterData::complete();
            for data in [&mut least, &mut complete] {
                CONTACT.clone_into(&mut data.privacy.contact);
            }
            let all = [least, complete];
            all.iter().find_map(|data| self.hides_privacy(path, data))
        })
    }

    /// The privacy paragraph must be on the page: a template may name it where Markdown does not
    /// show it (in a comment, in code), and its text may keep the contact inside a condition.
    fn hides_privacy(&self, path: &str, data: &LetterData) -> Option<Finding> {
        let text = self.filled(path, data).ok()?;
        let blocks = markdown::blocks(&text, |_| {});
        let small = blocks.iter().find_map(|block| {
            if let Block::Small(inner) = block {
                Some(markdown::plain_text(inner))
            } else {
                None
            }
        });
        let file = match small {
            None => return Some(Finding::error("B109").at(Place::file(Templates::shown(path)))),
            Some(text) if !text.contains(CONTACT) => privacy_path(&language_of(path)),
            Some(_) => return None,
        };
        Some(Finding::error("B110").at(Place::file(Templates::shown(&file))))
    }

    /// A field that is not there in every letter, outside a condition: a finding now, or else a
    /// letter that fails among hundreds.
    fn without_the_optional(&self, kind: PieceKind, path: &str) -> Option<Finding> {
        let error = self.filled(path, &LetterData::least(kind)).err()?;
        let RenderErrorReason::MissingVariable(Some(name)) = error.reason() else {
            return None;
        };
        let file = error.template_name.as_deref().unwrap_or(path);
        let file = file.strip_prefix("partial ").unwrap_or(file);
        let place = Place::file(Templates::shown(file));
        let finding = Finding::error("B118")
            .at(at(place, error.line_no.unwrap_or(1)))
            .with("owner", name.split('.').next().unwrap_or_default());
        Some(finding.with("name", name.clone()))
    }

    /// The blocks of a letter; `None` when there is no template for it.
    ///
    /// # Errors
    /// When the template cannot be filled in, with the reason; a checked template always can.
    pub fn blocks(
        &self,
        kind: PieceKind,
        language: &Language,
        data: &LetterData,
    ) -> Result<Option<Vec<Block>>, String> {
        let Some(path) = self.usable.get(&(kind, language.clone())) else {
            return Ok(None);
        };
        let text = self.filled(path, data).map_err(|error| error.to_string())?;
        Ok(Some(markdown::blocks(&text, |_| {})))
    }

    fn filled(&self, path: &str, data: &impl Serialize) -> Result<String, RenderError> {
        let value = serde_json::to_value(data).map_err(RenderErrorReason::SerdeError)?;
        let body = self.registry.render(path, &value)?;
        // The partials of this language: their place is marked, their text is put in here.
        let privacy = partial(&privacy_path(&language_of(path)));
        let marker = format!("{MARKER}privacy");
        if !body.contains(&marker) {
            return Ok(body);
        }
        let privacy = self.registry.render(&privacy, &value)?;
        let small = format!("\n\n{MARKER}small\n\n{privacy}\n\n{MARKER}end\n\n");
        Ok(body.replace(&marker, &small))
    }
}

/// Stands for the contact when a template is tried.
const CONTACT: &str = "privacy@example.org";

/// The language of a template, from the name of its file.
fn language_of(path: &str) -> Language {
    let name = path.rsplit('/').next().unwrap_or_default();
    let tag = name.split('.').next().unwrap_or_default();
    Language::parse(tag).unwrap_or_else(Language::dutch)
}

/// The finding about a template that the parser refuses.
fn unreadable(
    error: &handlebars::TemplateError,
    text: &str,
    example: &serde_json::Value,
    place: Place,
) -> Finding {
    let (line, _) = error.pos().unwrap_or((1, 1));
    match mistakes::malformed(text, line, example) {
        Some(fault) => fault.finding(&place),
        None => syntax(error, place),
    }
}

/// The name under which the privacy paragraph is kept.
fn partial(path: &str) -> String {
    format!("partial {path}")
}

pub(super) fn syntax(error: &handlebars::TemplateError, place: Place) -> Finding {
    let (line, _) = error.pos().unwrap_or((1, 1));
    let reason = error.reason().to_string();
    let reason = reason.lines().next().unwrap_or_default().to_owned();
    Finding::error("B101")
        .at(at(place, line))
        .with("reason", reason)
}

/// A place in a text file.
pub(super) fn at(place: Place, line: usize) -> Place {
    place.at_row(u32::try_from(line).unwrap_or(u32::MAX))
}

/// Raw HTML in a template: letters have no HTML, and leaving it out silently would lose text.
pub(super) fn html(text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    markdown::blocks(text, |html| found.push(html.to_owned()));
    found
        .into_iter()
        .map(|html| {
            let line = text.find(&html).map_or(1, |at| {
                text.get(..at).unwrap_or_default().matches('\n').count() + 1
            });
            Fault::at(FaultKind::Html(html), line)
        })
        .collect()
}
