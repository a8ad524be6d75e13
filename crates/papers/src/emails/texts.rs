//! The templates: one folder a kind and language with `subject.hbs`, `text.hbs` and `html.hbs`,
//! and one layout a language around them.
//!
//! Values are data: in HTML they are escaped, and a template that switches that off is refused.

use std::collections::BTreeMap;

use handlebars::Handlebars;

use super::EmailContext;
use super::data::EmailData;
use campaign::outreach::{Piece, Plan};
use domain::templates::Templates;
use domain::text::{clean, fold};
use domain::{Channel, Finding, Language, Messages, Noted, PieceKind, Place};

/// A message in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

/// The texts of one kind in one language.
#[derive(Debug)]
pub(super) struct KindTexts {
    language: Language,
    messages: Messages,
    folder: String,
    plain: Handlebars<'static>,
    html: Handlebars<'static>,
}

/// The texts that a plan needs: by kind and the language that a piece asks for.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<(PieceKind, Language), Result<KindTexts, Finding>>);

impl Texts {
    pub(super) fn read(context: &EmailContext<'_>, plan: &Plan) -> Noted<Self> {
        let mut texts = Self::default();
        let mut findings = Vec::new();
        for piece in &plan.pieces {
            let key = (piece.kind, piece.language.clone());
            if piece.channel == Channel::Email && !texts.0.contains_key(&key) {
                let read = KindTexts::read(context, piece);
                findings.extend(read.as_ref().err().cloned());
                texts.0.insert(key, read);
            }
        }
        Noted::new(texts, findings)
    }

    pub(super) fn of(&self, piece: &Piece) -> Result<&KindTexts, Finding> {
        match self.0.get(&(piece.kind, piece.language.clone())) {
            Some(Ok(texts)) => Ok(texts),
            Some(Err(finding)) => Err(finding.clone()),
            None => Err(missing(piece.kind, &piece.language)),
        }
    }
}

fn missing(kind: PieceKind, language: &Language) -> Finding {
    Finding::error("E101").with(
        "folder",
        Templates::shown(&format!("emails/{}/{}", kind.word(), language.tag())),
    )
}

impl KindTexts {
    /// The piece's own language, else the campaign's, else Dutch.
    fn read(context: &EmailContext<'_>, piece: &Piece) -> Result<Self, Finding> {
        let kind = piece.kind;
        let wishes = [
            piece.language.clone(),
            context.campaign.campaign.language.clone(),
            Language::dutch(),
        ];
        let language = wishes
            .iter()
            .find(|language| {
                let folder = format!("emails/{}/{}", kind.word(), language.tag());
                context.templates.has(&format!("{folder}/text.hbs"))
            })
            .ok_or_else(|| missing(kind, &piece.language))?;
        let folder = format!("emails/{}/{}", kind.word(), language.tag());
        let mut plain = Handlebars::new();
        plain.set_strict_mode(true);
        plain.register_escape_fn(handlebars::no_escape);
        let mut html = Handlebars::new();
        html.set_strict_mode(true);
        for name in ["subject", "text"] {
            add(context, &mut plain, name, &format!("{folder}/{name}.hbs"))?;
        }
        add(context, &mut html, "html", &format!("{folder}/html.hbs"))?;
        for (name, registry) in [("text", &mut plain), ("html", &mut html)] {
            let own = format!("emails/layout/{}/{name}.hbs", language.tag());
            let path = if context.templates.has(&own) {
                own
            } else {
                format!("emails/layout/nl/{name}.hbs")
            };
            add(context, registry, "layout", &path)?;
        }
        Ok(Self {
            language: language.clone(),
            messages: Messages::of(language),
            folder,
            plain,
            html,
        })
    }

    pub(super) fn language(&self) -> (&Language, &Messages) {
        (&self.language, &self.messages)
    }

    /// Fills the three templates in and checks that nothing needed is left out.
    pub(super) fn write(&self, data: &EmailData) -> Result<Written, Finding> {
        let fill = |registry: &Handlebars<'static>, name: &str| {
            registry.render(name, data).map_err(|error| {
                Finding::error("E102")
                    .at(self.place(name, error.line_no))
                    .with("problem", clean(&error.reason().to_string()))
            })
        };
        let written = Written {
            subject: clean(&fill(&self.plain, "subject")?),
            text: tidy(&fill(&self.plain, "text")?),
            html: fill(&self.html, "html")?.trim().to_owned(),
        };
        if written.subject.is_empty() {
            return Err(Finding::error("E103").at(self.place("subject", None)));
        }
        let privacy = words(&data.privacy);
        let in_html = words(&unescaped(&written.html)).contains(&privacy);
        for (name, is_there) in [
            ("text", words(&written.text).contains(&privacy)),
            ("html", in_html),
        ] {
            if !is_there {
                return Err(Finding::error("E104").at(self.place(name, None)));
            }
        }
        Ok(written)
    }

    fn place(&self, name: &str, line: Option<usize>) -> Place {
        let place = Place::file(Templates::shown(&format!("{}/{name}.hbs", self.folder)));
        match line.and_then(|line| u32::try_from(line).ok()) {
            Some(line) => place.at_row(line),
            None => place,
        }
    }
}

fn add(
    context: &EmailContext<'_>,
    registry: &mut Handlebars<'static>,
    name: &str,
    path: &str,
) -> Result<(), Finding> {
    let place = || Place::file(Templates::shown(path));
    let source = context
        .templates
        .text(path)
        .ok_or_else(|| Finding::error("E101").with("folder", Templates::shown(path)))?;
    if name != "subject" && path.ends_with("html.hbs") {
        for (line, text) in (1..).zip(source.lines()) {
            if text.contains("{{{") || text.replace(' ', "").contains("{{&") {
                return Err(Finding::error("E105").at(place().at_row(line)));
            }
        }
    }
    registry
        .register_template_string(name, source)
        .map_err(|error| {
            let at = error.pos().and_then(|(line, _)| u32::try_from(line).ok());
            Finding::error("E102")
                .at(at.map_or_else(place, |line| place().at_row(line)))
                .with("problem", clean(&error.reason().to_string()))
        })
}

/// Lines without trailing spaces, never more than one blank line, one line end at the end.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.trim().lines() {
        let line = line.trim_end();
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The words of a text, one space between: however many there are.
fn words(text: &str) -> String {
    text.split_whitespace()
        .map(fold)
        .collect::<Vec<_>>()
        .join(" ")
}

/// HTML as a reader sees its text: tags left out, escapes undone.
fn unescaped(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag => text.push(c),
            _ => {}
        }
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x3D;", "="),
        ("&#x60;", "`"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (escape, plain)| text.replace(escape, plain))
}
