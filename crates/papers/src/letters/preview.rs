//! A template with its sample data, as a page: what a volunteer looks at while writing.

use std::sync::Arc;

use super::context::Stationery;
use super::data::LetterData;
use super::fields::nearest;
use super::fonts::Fonts;
use super::gather;
use super::letter::Letter;
use super::make::{must_not_make, told};
use super::mistakes;
use super::page::Document;
use super::paragraph::Setter;
use super::poster::{PosterData, Posters};
use super::template::LetterTemplates;
use domain::campaign::PosterSize;
use domain::{Campaign, Finding, Language, Messages, Noted, PieceKind, Place, Templates};

/// One letter of a kind from the template's `sample.json`, with sender, meeting and questions of
/// the campaign when there is one; none when something must be mended first.
pub fn letter(
    kind: PieceKind,
    language: &Language,
    campaign: &Campaign,
    own_facts: bool,
    date: jiff::civil::Date,
    templates: &Templates,
) -> Noted<Option<(Document, Stationery)>> {
    let mut findings = Vec::new();
    let stationery = Stationery::new(campaign, templates).into_value(&mut findings);
    let wanted = [(kind, language.clone())];
    let checked = LetterTemplates::load(templates, &wanted, language).into_value(&mut findings);
    mistakes::pardon_named(&mut findings, &campaign.letters);
    let words = stationery.words(language);
    let folder = format!("letters/{}", kind.word());
    let mut data: LetterData = match sample(templates, &folder, language) {
        Ok(data) => data,
        Err(finding) => {
            findings.push(finding);
            return Noted::new(None, findings);
        }
    };
    language.tag().clone_into(&mut data.language);
    if own_facts {
        data.sender = gather::sender(campaign);
        data.meeting = gather::meeting(campaign, words);
        data.campaign.clone_from(&campaign.campaign.name);
        data.survey = gather::survey(campaign, kind, data.recipient.board, language);
        data.date = words.date(date);
    }
    if must_not_make(&findings) {
        return Noted::new(None, findings);
    }
    let blocks = match checked.blocks(kind, language, &data) {
        Ok(blocks) => blocks.unwrap_or_default(),
        Err(reason) => {
            let name = data.reference.clone();
            findings.push(
                Finding::error("B113")
                    .with("piece", name)
                    .with("reason", reason),
            );
            return Noted::new(None, findings);
        }
    };
    let kind_words = words.plain(&format!("letter-kind-{}", kind.word()));
    let mut document = Document::new(
        format!("preview/{}-{}.pdf", kind.word(), language.tag()),
        words.text("preview-title", &[("kind", kind_words.into())]),
        data.sender.name.clone(),
        language.clone(),
        date,
    );
    let mut setter = Setter::new(Arc::clone(&stationery.fonts));
    let letter = Letter {
        data: &data,
        blocks: &blocks,
        language,
        stationery: &stationery,
    };
    let noticed = letter.add(&mut document, &mut setter);
    findings.extend(told(&noticed, &data.reference));
    Noted::new(Some((document, stationery)), findings)
}

/// The sample data beside a template: in its language where there are, else those for all.
fn sample_path(templates: &Templates, folder: &str, language: &Language) -> String {
    let own = format!("{folder}/sample.{}.json", language.tag());
    if templates.has(&own) {
        own
    } else {
        format!("{folder}/sample.json")
    }
}

/// Reads the sample data of a folder; a field that does not exist is told with the nearest.
///
/// # Errors
/// When the sample does not fit.
pub(super) fn sample<T: serde::de::DeserializeOwned>(
    templates: &Templates,
    folder: &str,
    language: &Language,
) -> Result<T, Finding> {
    let path = sample_path(templates, folder, language);
    let text = templates.text(&path).unwrap_or_default();
    serde_json::from_str(text).map_err(|error| {
        let row = u32::try_from(error.line()).unwrap_or(1).max(1);
        let place = Place::file(Templates::shown(&path)).at_row(row);
        let said = error.to_string();
        let mut names = said.split('`').skip(1).step_by(2);
        match names.next().filter(|_| said.starts_with("unknown field")) {
            Some(name) => Finding::error("B102")
                .at(place)
                .with("name", name)
                .with("nearest", nearest(name, names)),
            None => Finding::error("B117").at(place).with("reason", said),
        }
    })
}

/// The poster with its sample data, and the fonts that it is set in.
///
/// # Errors
/// When the template or its sample is wrong.
pub fn poster(
    language: &Language,
    size: PosterSize,
    date: jiff::civil::Date,
    templates: &Templates,
) -> Result<(Document, Arc<Fonts>), Vec<Finding>> {
    let loaded = Posters::load(templates, language, size);
    let Some(posters) = loaded.value else {
        return Err(loaded.findings);
    };
    let mut data: PosterData =
        sample(templates, "posters", language).map_err(|finding| vec![finding])?;
    data.qr = super::poster::qr(&data.link);
    let words = Messages::of(language);
    let file = format!("preview/poster-{}.pdf", language.tag());
    let made = posters
        .document(file, &data, &words, language, date)
        .map_err(|finding| vec![finding])?;
    Ok((made.value, Fonts::built_in()))
}
