//! What the organiser of a meeting gets: a letter with everything at a glance, and a form for the
//! minutes. Both are Markdown with fields, as letters are.

use std::sync::Arc;

use handlebars::{Handlebars, Template};
use serde::{Deserialize, Serialize};

use super::context::Stationery;
use super::data::{AreaData, LetterData, MeetingData, SenderData};
use super::fields;
use super::gather;
use super::make::{Maker, must_not_make};
use super::markdown::{self, Block};
use super::mistakes;
use super::notices::Notice;
use super::page::{Document, MM};
use super::paragraph::Setter;
use super::preview;
use super::sheets::{self, SheetText};
use super::template::{html, syntax};
use domain::{Campaign, Finding, Language, Noted, Place, Templates};

/// The letter and the form, below `templates/meetings/`, with the height of the rows of tables.
const SHEETS: [(&str, &str, f32); 2] = [
    ("letter", "meeting-letter-title", 0.0),
    ("minutes", "meeting-minutes-title", 9.0 * MM),
];

/// Everything that the letter and the form may use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingPack {
    /// Language tag.
    pub language: String,
    /// The name of the campaign.
    pub campaign: String,
    /// The date in full.
    pub date: String,
    /// Who invites.
    pub sender: SenderData,
    /// The meeting of the campaign file.
    pub meeting: MeetingData,
    /// The whole neighbourhood.
    pub area: AreaData,
    /// How many homes are invited: `312 woningen`.
    pub invited: String,
    /// The buildings with an attendance sheet.
    pub buildings: Vec<PackBuilding>,
}

/// A building with an attendance sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackBuilding {
    /// What it is called.
    pub name: String,
    /// How many homes it has: `88`.
    pub homes: String,
    /// The file with its sheet.
    pub file: String,
}

impl MeetingPack {
    /// Data in which every field is filled.
    fn complete() -> Option<Self> {
        let letter = LetterData::complete();
        let text = || "…".to_owned();
        Some(Self {
            language: text(),
            campaign: text(),
            date: text(),
            sender: letter.sender,
            meeting: letter.meeting?,
            area: letter.area,
            invited: text(),
            buildings: vec![PackBuilding {
                name: text(),
                homes: text(),
                file: text(),
            }],
        })
    }
}

impl Maker<'_> {
    /// The letter to the organiser and the form for the minutes; none without a meeting.
    ///
    /// # Errors
    /// When a template is wrong.
    pub fn meeting_pack(&self, notices: &[Notice]) -> Result<Option<Document>, Vec<Finding>> {
        let language = self.language();
        let words = self.stationery.words(language);
        let gatherer = &self.gatherer;
        let Some(meeting) = gatherer.meeting(gatherer.homes(), words) else {
            return Ok(None);
        };
        let count = |count: usize| u64::try_from(count).unwrap_or_default();
        let invited = gatherer
            .homes()
            .iter()
            .filter(|home| gatherer.is_invited(home));
        let buildings = notices.iter().filter(|notice| {
            let homes = notice.homes.iter().filter_map(|unit| gatherer.home(*unit));
            homes.into_iter().any(|home| gatherer.is_invited(home))
        });
        let data = MeetingPack {
            language: language.tag().to_owned(),
            campaign: self.context.campaign.campaign.name.clone(),
            date: words.date(gatherer.date()),
            sender: gather::sender(self.context.campaign),
            area: gatherer.scope(words),
            invited: gather::homes(count(invited.count()), words),
            buildings: buildings
                .map(|notice| PackBuilding {
                    name: notice.building.name.clone(),
                    homes: words.count(count(notice.homes.len())),
                    file: format!("{}.pdf", notice.building.file),
                })
                .collect(),
            meeting,
        };
        let mut setter = self.setter();
        let file = format!("meetings/{}.pdf", words.plain("meeting-file"));
        let made = document(
            &data,
            (file, gatherer.date()),
            language,
            self.context.templates,
            &self.stationery,
            &mut setter,
        );
        self.give_back(setter);
        made.map(Some)
    }
}

/// The pack with its sample data, with sender and meeting of the campaign when there is one; none
/// when something must be mended first.
pub fn preview(
    language: &Language,
    campaign: &Campaign,
    own_facts: bool,
    date: jiff::civil::Date,
    templates: &Templates,
) -> Noted<Option<(Document, Stationery)>> {
    let mut findings = Vec::new();
    let stationery = Stationery::new(campaign, templates).into_value(&mut findings);
    findings.extend(mistakes::strays(templates));
    mistakes::pardon_named(&mut findings, &campaign.letters);
    let mut data: MeetingPack = match preview::sample(templates, "meetings", language) {
        Ok(data) => data,
        Err(finding) => {
            findings.push(finding);
            return Noted::new(None, findings);
        }
    };
    let words = stationery.words(language);
    language.tag().clone_into(&mut data.language);
    if own_facts {
        data.sender = gather::sender(campaign);
        data.campaign.clone_from(&campaign.campaign.name);
        data.date = words.date(date);
        if let Some(meeting) = gather::meeting(campaign, words) {
            data.meeting = meeting;
        }
    }
    let mut setter = Setter::new(Arc::clone(&stationery.fonts));
    let file = format!("preview/pack-{}.pdf", language.tag());
    let made = document(
        &data,
        (file, date),
        language,
        templates,
        &stationery,
        &mut setter,
    );
    match made {
        Ok(document) if !must_not_make(&findings) => {
            Noted::new(Some((document, stationery)), findings)
        }
        Ok(_) => Noted::new(None, findings),
        Err(wrong) => {
            findings.extend(wrong);
            Noted::new(None, findings)
        }
    }
}

/// The sheets of a pack as a document, under a file name and with a date.
fn document(
    data: &MeetingPack,
    (file, date): (String, jiff::civil::Date),
    language: &Language,
    templates: &Templates,
    stationery: &Stationery,
    setter: &mut Setter,
) -> Result<Document, Vec<Finding>> {
    let words = stationery.words(language);
    let name = [("name", data.meeting.name.as_str().into())];
    let mut document = Document::new(
        file,
        words.text("meeting-letter-title", &name),
        data.sender.name.clone(),
        language.clone(),
        date,
    );
    let mut wrong = Vec::new();
    for (sheet, title, row_height) in SHEETS {
        match blocks(templates, sheet, language, data) {
            Ok(intro) => {
                let sheet = SheetText {
                    title: words.text(title, &name),
                    intro,
                    row_height,
                    ..SheetText::default()
                };
                sheets::add(&mut document, setter, stationery, language, &sheet);
            }
            Err(faults) => wrong.extend(faults),
        }
    }
    if wrong.is_empty() {
        Ok(document)
    } else {
        Err(wrong)
    }
}

/// A sheet's template, checked and filled in; Dutch where there is none in the language.
fn blocks(
    templates: &Templates,
    sheet: &str,
    language: &Language,
    data: &MeetingPack,
) -> Result<Vec<Block>, Vec<Finding>> {
    let path = |language: &Language| format!("meetings/{sheet}/{}.md.hbs", language.tag());
    let own = path(language);
    let path = if templates.has(&own) {
        own
    } else {
        path(&Language::dutch())
    };
    let place = Place::file(Templates::shown(&path));
    let Some(text) = templates.text(&path) else {
        return Err(vec![mistakes::absent(templates, &path)]);
    };
    let unbalanced = mistakes::unbalanced(text);
    if !unbalanced.is_empty() {
        let faults = unbalanced.into_iter().map(|fault| fault.finding(&place));
        return Err(faults.collect());
    }
    let template = Template::compile_with_name(text, path.clone())
        .map_err(|error| vec![syntax(&error, place.clone())])?;
    let example = serde_json::to_value(MeetingPack::complete()).unwrap_or_default();
    let mut faults = fields::check(&template, &example, &[]);
    faults.extend(fields::raw(text));
    faults.extend(html(text));
    faults.extend(mistakes::misread(text));
    if !faults.is_empty() {
        let faults = faults.into_iter().map(|fault| fault.finding(&place));
        return Err(faults.collect());
    }
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.set_prevent_indent(true);
    registry.register_escape_fn(markdown::escape);
    registry.register_template(&path, template);
    let text = registry.render(&path, data).map_err(|error| {
        let finding = Finding::error("B101").at(place);
        vec![finding.with("reason", error.to_string())]
    })?;
    Ok(markdown::blocks(&text, |_| {}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_sheets_are_right_in_both_languages() {
        let data = MeetingPack::complete().unwrap();
        for tag in ["nl", "en"] {
            for (sheet, _, _) in SHEETS {
                let language = Language::parse(tag).unwrap();
                let templates = Templates::built_in();
                let found = blocks(&templates, sheet, &language, &data).unwrap();
                let tables = found
                    .iter()
                    .filter(|block| matches!(block, Block::Table(..)));
                assert!(tables.count() >= 2, "{sheet} {tag}");
            }
        }
    }

    #[test]
    fn samples_are_right_in_both_languages() {
        for tag in ["nl", "en"] {
            let language = Language::parse(tag).unwrap();
            let data: MeetingPack =
                preview::sample(&Templates::built_in(), "meetings", &language).unwrap();
            assert_eq!(data.language, tag);
        }
    }

    #[test]
    fn a_wrong_field_is_named_with_its_line() {
        let own = [(
            "meetings/letter/nl.md.hbs".to_owned(),
            b"Dag\n\n{{meeting.datum}}".to_vec(),
        )];
        let templates = Templates::with_own(own);
        let data = MeetingPack::complete().unwrap();
        let found = blocks(&templates, "letter", &Language::dutch(), &data).unwrap_err();
        assert_eq!((found[0].code, found[0].place.row), ("B102", Some(3)));
    }
}
