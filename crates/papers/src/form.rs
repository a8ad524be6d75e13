//! The survey → one page on which people answer: self-contained, for any host of plain files.
//!
//! Flows in: the questions and the campaign. Flows out: the page. It makes no request of its own: a
//! person sends the form to the address that the campaign names, or a mail, or takes a text along.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use handlebars::Handlebars;
use serde::Serialize;

use domain::survey::{Choice, Question, QuestionKind, Texts};
use domain::templates::Templates;
use domain::text::clean;
use domain::{Campaign, Code, Finding, Language, Messages, Noted, Place};

const PAGE: &str = "form/page.hbs";
const STYLE: &str = "form/style.css";
const SCRIPT: &str = "form/script.js";

/// The texts of the page; the key of the message is `form-` and this.
const WORDS: [&str; 22] = [
    "intro",
    "code",
    "code-hint",
    "code-wrong",
    "code-missing",
    "several",
    "send",
    "next",
    "almost",
    "mail-it",
    "mail",
    "or-else",
    "copy",
    "copied",
    "print",
    "back",
    "subject",
    "line-code",
    "language",
    "privacy",
    "noscript",
    "title",
];

#[derive(Serialize)]
struct Page {
    language: String,
    campaign: String,
    email: String,
    endpoint: Option<String>,
    form_action: String,
    noscript: String,
    script_hash: String,
    script: String,
    data: String,
}

#[derive(Serialize)]
struct Data {
    language: String,
    languages: Vec<LanguageData>,
    rtl: Vec<String>,
    words: BTreeMap<String, BTreeMap<&'static str, String>>,
    alphabet: String,
    endpoint: bool,
    email: String,
    questions: Vec<QuestionData>,
}

#[derive(Serialize)]
struct LanguageData {
    tag: String,
    name: String,
}

#[derive(Serialize)]
struct QuestionData {
    id: String,
    kind: &'static str,
    texts: BTreeMap<String, String>,
    options: Vec<OptionData>,
}

#[derive(Serialize)]
struct OptionData {
    id: String,
    texts: BTreeMap<String, String>,
}

/// The page as HTML; `None` when there are no questions. A template of the campaign's own that
/// cannot be used is noted, and the built-in one takes its place.
pub fn page(campaign: &Campaign, templates: &Templates) -> Noted<Option<String>> {
    if campaign.survey.questions.is_empty() {
        return Noted::clean(None);
    }
    match render(campaign, templates) {
        Ok(html) => Noted::clean(Some(html)),
        Err(finding) => Noted::new(render(campaign, &Templates::built_in()).ok(), vec![finding]),
    }
}

fn render(campaign: &Campaign, templates: &Templates) -> Result<String, Finding> {
    let wrong = |path: &str, line: Option<usize>, problem: String| {
        let place = Place::file(Templates::shown(path));
        let line = line.and_then(|line| u32::try_from(line).ok());
        Finding::error("E201")
            .at(line.map_or_else(|| place.clone(), |line| place.clone().at_row(line)))
            .with("problem", clean(&problem))
    };
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    for (name, path) in [("page", PAGE), ("style", STYLE)] {
        let source = templates.text(path).unwrap_or_default();
        registry
            .register_template_string(name, source)
            .map_err(|error| {
                let line = error.pos().map(|(line, _)| line);
                wrong(path, line, error.reason().to_string())
            })?;
    }
    let script = templates.text(SCRIPT).unwrap_or_default().to_string();
    registry
        .render("page", &data(campaign, script))
        .map_err(|error| wrong(PAGE, error.line_no, error.reason().to_string()))
}

fn data(campaign: &Campaign, script: String) -> Page {
    let own = &campaign.campaign.language;
    let email = clean(
        campaign
            .mail
            .reply_to
            .as_ref()
            .unwrap_or(&campaign.sender.email),
    );
    let endpoint = campaign.form.endpoint.as_deref().map(clean);
    let words = words(campaign);
    let noscript = words.get(own.tag()).and_then(|words| words.get("noscript"));
    let languages = languages(campaign);
    let data = Data {
        language: own.tag().to_owned(),
        rtl: languages
            .iter()
            .filter(|language| language.is_right_to_left())
            .map(|language| language.tag().to_owned())
            .collect(),
        languages: languages
            .iter()
            .map(|language| LanguageData {
                tag: language.tag().to_owned(),
                name: language.own_name(),
            })
            .collect(),
        alphabet: Code::alphabet().to_owned(),
        endpoint: endpoint.is_some(),
        email: email.clone(),
        questions: campaign.survey.questions.iter().map(question).collect(),
        words: words.clone(),
    };
    // Inside a script element nothing but `</` and `<!--` can end it.
    let data = serde_json::to_string(&data)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    let digest = ring::digest::digest(&ring::digest::SHA256, script.as_bytes());
    Page {
        language: own.tag().to_owned(),
        campaign: clean(&campaign.campaign.name),
        email,
        form_action: endpoint.clone().unwrap_or_else(|| "'none'".to_owned()),
        endpoint,
        noscript: noscript.cloned().unwrap_or_default(),
        script_hash: format!("sha256-{}", STANDARD.encode(digest)),
        script,
        data,
    }
}

/// The languages in which the page speaks itself, and those of the questions.
fn languages(campaign: &Campaign) -> Vec<Language> {
    let own = campaign.campaign.language.clone();
    let mut tags: BTreeSet<String> = BTreeSet::new();
    for question in &campaign.survey.questions {
        if let Texts::Each(texts) = &question.text {
            tags.extend(texts.keys().cloned());
        }
    }
    let others = tags.iter().filter_map(|tag| Language::parse(tag));
    let others = others.filter(|language| *language != own);
    std::iter::once(own.clone()).chain(others).collect()
}

fn words(campaign: &Campaign) -> BTreeMap<String, BTreeMap<&'static str, String>> {
    let mut all = BTreeMap::new();
    for language in Messages::languages() {
        let messages = Messages::of(&language);
        let values = [
            ("name", campaign.sender.name.as_str().into()),
            ("contact", contact(campaign).into()),
        ];
        let words = WORDS
            .into_iter()
            .map(|key| (key, messages.text(&format!("form-{key}"), &values)));
        all.insert(language.tag().to_owned(), words.collect());
    }
    all
}

fn contact(campaign: &Campaign) -> &str {
    campaign
        .privacy
        .contact
        .as_deref()
        .unwrap_or(&campaign.sender.email)
}

fn texts(texts: &Texts) -> BTreeMap<String, String> {
    match texts {
        Texts::One(text) => [(String::new(), text.clone())].into(),
        Texts::Each(texts) => texts.clone(),
    }
}

fn question(question: &Question) -> QuestionData {
    let options = match question.kind {
        QuestionKind::Single | QuestionKind::Multiple => question
            .choices
            .iter()
            .map(|choice| OptionData {
                id: choice.id().to_owned(),
                texts: match choice {
                    Choice::Text(text) => [(String::new(), text.clone())].into(),
                    Choice::Named { texts, .. } => texts.clone(),
                },
            })
            .collect(),
        QuestionKind::Scale => question
            .ids()
            .into_iter()
            .map(|id| OptionData {
                texts: [(String::new(), id.clone())].into(),
                id,
            })
            .collect(),
        QuestionKind::Number | QuestionKind::Open => Vec::new(),
    };
    QuestionData {
        id: question.id.clone(),
        kind: match question.kind {
            QuestionKind::Single => "single",
            QuestionKind::Multiple => "multiple",
            QuestionKind::Scale => "scale",
            QuestionKind::Number => "number",
            QuestionKind::Open => "open",
        },
        texts: texts(&question.text),
        options,
    }
}
