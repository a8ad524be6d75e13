//! Posters for the notice case in the lift: one a building, from an SVG that a designer can open.

use std::collections::BTreeMap;
use std::sync::Arc;

use handlebars::{Handlebars, Template};
use serde::{Deserialize, Serialize};

use super::codes;
use super::data::{AreaData, MeetingData, SenderData};
use super::fields;
use super::gather::{self, Gatherer};
use super::mistakes;
use super::page::{A3, A4, Document, Item, Mark, Page, Role};
use super::pictures;
use campaign::coverage::Counts;
use domain::campaign::PosterSize;
use domain::text::slug;
use domain::{AreaLevel, Finding, Language, Messages, Noted, Place, Templates};
use register::{BuildingIx, UnitIx};

/// A building with fewer homes has no notice case: a row of houses has no lift or hall.
pub const FEWEST_HOMES: u64 = 6;

/// Everything that a poster may use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PosterData {
    /// Language tag.
    pub language: String,
    /// The building.
    pub building: AreaData,
    /// Its name on lines of at most 20 characters: an SVG does not break lines by itself.
    pub name_lines: Vec<String>,
    /// The size of its letters, so that a long name fits above the thermometer.
    #[serde(default = "name_size")]
    pub name_size: String,
    /// The share of homes with an active organisation, from `0` to `1`: the thermometer.
    pub share: String,
    /// The whole neighbourhood.
    pub area: AreaData,
    /// The meeting of the campaign file.
    pub meeting: Option<MeetingData>,
    /// Its name, date, time and place on lines of at most 34 characters.
    pub meeting_lines: Vec<String>,
    /// The size of its letters, so that all lines fit in their frame.
    #[serde(default = "meeting_size")]
    pub meeting_size: String,
    /// Who puts it up.
    pub sender: SenderData,
    /// The link without a personal code.
    pub link: String,
    /// The link as it is printed.
    pub shown: String,
    /// The size of its letters, so that it stays on the page.
    #[serde(default = "shown_size")]
    pub shown_size: String,
    /// Whether the link is an e-mail address.
    pub by_mail: bool,
    /// The QR code.
    pub qr: QrData,
}

fn name_size() -> String {
    "13".to_owned()
}

fn meeting_size() -> String {
    "6.4".to_owned()
}

fn shown_size() -> String {
    "5".to_owned()
}

/// The name of a building in lines, and the size of its letters in millimetres: two large lines
/// where it fits, else three smaller ones.
fn name_lines(name: &str) -> (Vec<String>, String) {
    let large = wrapped(name, 20);
    if large.len() <= 2 {
        return (large, name_size());
    }
    let middle = wrapped(name, 28);
    if middle.len() <= 3 {
        return (middle, "10".to_owned());
    }
    (wrapped(name, 44), "6.5".to_owned())
}

/// The lines of a meeting, and the size of their letters: five lines fit in the frame.
fn meeting_lines(texts: &[&str]) -> (Vec<String>, String) {
    let lines = |most| texts.iter().flat_map(|text| wrapped(text, most)).collect();
    let usual: Vec<String> = lines(34);
    if usual.len() <= 5 {
        (usual, meeting_size())
    } else {
        (lines(46), "4.7".to_owned())
    }
}

/// The size at which a link fits beside the code.
fn size_of_link(shown: &str) -> String {
    // A bold letter is a bit more than half as wide as it is high; there are 58 mm.
    match shown.chars().count() {
        0..=22 => shown_size(),
        23..=26 => "4.2".to_owned(),
        27..=31 => "3.5".to_owned(),
        _ => "2.7".to_owned(),
    }
}

/// A QR code as an SVG path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QrData {
    /// The dark modules, one unit each, from the top left corner of the quiet zone.
    pub path: String,
    /// Units on a side, quiet zone included.
    pub size: String,
}

/// A building that gets a poster.
#[derive(Clone, Debug)]
pub struct PosterBuilding {
    /// Its file below `outputs/`.
    pub file: String,
    /// What it is called.
    pub name: String,
    /// Its figures.
    pub counts: Counts,
}

/// Checked poster templates.
pub struct Posters {
    registry: Handlebars<'static>,
    path: String,
    size: PosterSize,
}

impl std::fmt::Debug for Posters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Posters")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Posters {
    /// Reads and checks the poster of a language.
    pub fn load(
        templates: &Templates,
        language: &Language,
        size: PosterSize,
    ) -> Noted<Option<Self>> {
        let own = format!("posters/{}.svg.hbs", language.tag());
        let path = if templates.has(&own) {
            own
        } else {
            "posters/nl.svg.hbs".to_owned()
        };
        let place = Place::file(Templates::shown(&path));
        let Some(text) = templates.text(&path) else {
            return Noted::new(None, vec![mistakes::absent(templates, &path)]);
        };
        let unbalanced = mistakes::unbalanced(text);
        if !unbalanced.is_empty() {
            let faults = unbalanced.into_iter().map(|fault| fault.finding(&place));
            return Noted::new(None, faults.collect());
        }
        let template = match Template::compile_with_name(text, path.clone()) {
            Ok(template) => template,
            Err(error) => {
                return Noted::new(None, vec![super::template::syntax(&error, place)]);
            }
        };
        let example = serde_json::to_value(PosterData::complete()).unwrap_or_default();
        let mut faults = fields::check(&template, &example, &[]);
        faults.extend(fields::raw(text));
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_template(&path, template);
        let mut findings: Vec<Finding> = faults
            .into_iter()
            .map(|fault| fault.finding(&place))
            .collect();
        if findings.is_empty() {
            let drawn =
                PosterData::variants()
                    .iter()
                    .find_map(|data| match registry.render(&path, data) {
                        Ok(text) => pictures::svg(&text).err(),
                        Err(error) => Some(error.to_string()),
                    });
            let wrong = drawn.map(|reason| Finding::error("B112").with("reason", reason));
            findings.extend(wrong.map(|finding| finding.at(place.clone())));
        }
        let posters = Self {
            registry,
            path,
            size,
        };
        Noted::new(findings.is_empty().then_some(posters), findings)
    }

    /// A poster as a document.
    ///
    /// # Errors
    /// When the filled-in template is no drawing, with the reason.
    pub fn document(
        &self,
        file: String,
        data: &PosterData,
        words: &Messages,
        language: &Language,
        date: jiff::civil::Date,
    ) -> Result<Noted<Document>, Finding> {
        let failed = |reason: String| {
            Finding::error("B112")
                .at(Place::file(Templates::shown(&self.path)))
                .with("reason", reason)
        };
        let text = self
            .registry
            .render(&self.path, data)
            .map_err(|error| failed(error.to_string()))?;
        let mut picture = pictures::svg(&text).map_err(failed)?;
        let mut findings = Vec::new();
        let lacking = picture.lacking();
        if !lacking.is_empty() {
            // A box in its place, as in letters.
            let boxed = text.replace(|c: char| !c.is_ascii() && lacking.contains(&c), "□");
            picture = pictures::svg(&boxed).map_err(failed)?;
            let characters = super::make::shown(&lacking);
            findings.push(
                Finding::warning("B136")
                    .with("file", file.clone())
                    .with("characters", characters),
            );
        }
        let title = format!("{}: {}", words.plain("poster-headline"), data.building.name);
        let mut document = Document::new(
            file,
            title.clone(),
            data.sender.name.clone(),
            language.clone(),
            date,
        );
        let size = match self.size {
            PosterSize::A4 => A4,
            PosterSize::A3 => A3,
        };
        let part = document.node(Role::Part, None);
        let figure = document.node(Role::Figure(said(data, words)), Some(part));
        let mut page = Page::new(size);
        page.items.push(Item {
            node: Some(figure),
            mark: Mark::Picture {
                picture: Arc::new(picture),
                rect: [0.0, 0.0, size.0, size.1],
            },
        });
        document.pages.push(page);
        document.outline.push((title, 0, 0.0));
        Ok(Noted::new(document, findings))
    }
}

/// The poster in words, for who cannot see it.
fn said(data: &PosterData, words: &Messages) -> String {
    let mut all = vec![
        words.plain("poster-headline"),
        data.building.name.clone(),
        words.text(
            "poster-state",
            &[
                ("active", data.building.active.as_str().into()),
                ("homes", data.building.homes.as_str().into()),
            ],
        ),
    ];
    all.extend(data.meeting_lines.iter().cloned());
    all.push(data.shown.clone());
    all.join(". ")
}

impl PosterData {
    /// Data that go through all branches that a poster has.
    fn variants() -> [Self; 3] {
        let all = Self::complete();
        let with = |nothing_yet, complete, meeting| Self {
            building: AreaData {
                nothing_yet,
                complete,
                ..all.building.clone()
            },
            meeting,
            ..all.clone()
        };
        [
            all.clone(),
            with(true, false, None),
            with(false, false, None),
        ]
    }

    /// Data in which every field is filled.
    pub fn complete() -> Self {
        let letter = super::data::LetterData::complete();
        Self {
            language: "nl".to_owned(),
            building: letter.area.clone(),
            name_lines: vec!["…".to_owned()],
            name_size: name_size(),
            share: "0.5".to_owned(),
            area: letter.area,
            meeting: letter.meeting,
            meeting_lines: vec!["…".to_owned()],
            meeting_size: meeting_size(),
            sender: letter.sender,
            link: "…".to_owned(),
            shown: "…".to_owned(),
            shown_size: shown_size(),
            by_mail: true,
            qr: QrData {
                path: "M0 0h1v1h-1z".to_owned(),
                size: "1".to_owned(),
            },
        }
    }
}

/// The buildings with enough homes for a poster, in walking order.
pub fn buildings(gatherer: &Gatherer<'_>) -> Vec<(PosterBuilding, Vec<UnitIx>)> {
    let register = gatherer.register();
    let mut order: Vec<BuildingIx> = Vec::new();
    let mut units: BTreeMap<BuildingIx, Vec<UnitIx>> = BTreeMap::new();
    for home in gatherer.homes() {
        if let Some(building) = register.unit_buildings(home.unit).first() {
            let all = units.entry(*building).or_default();
            if all.is_empty() {
                order.push(*building);
            }
            all.push(home.unit);
        }
    }
    let mut kept: Vec<(String, Vec<UnitIx>, Counts)> = Vec::new();
    let mut named: BTreeMap<String, u32> = BTreeMap::new();
    for building in order {
        let homes = units.remove(&building).unwrap_or_default();
        let Some(first) = homes.first() else { continue };
        let counts = gatherer.counts(*first, AreaLevel::Building);
        if counts.dwellings >= FEWEST_HOMES {
            let name = gatherer.building_name(*first);
            *named.entry(name.clone()).or_default() += 1;
            kept.push((name, homes, counts));
        }
    }
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = Vec::new();
    for (flat, homes, counts) in kept {
        // A flat of several buildings: each has its own numbers on its poster.
        let alone = named.get(&flat).is_none_or(|count| *count == 1);
        let stretch = || homes.first().map(|first| gatherer.stretch_name(*first));
        let name = match stretch().filter(|_| !alone) {
            None => flat,
            Some(stretch) if stretch.starts_with(&flat) => stretch,
            Some(stretch) => format!("{flat}, {stretch}"),
        };
        let slug = slug(&name);
        let again = used.entry(slug.clone()).or_default();
        *again += 1;
        let file = if *again == 1 {
            slug
        } else {
            format!("{slug}-{again}")
        };
        all.push((PosterBuilding { file, name, counts }, homes));
    }
    all
}

/// The data of a building's poster.
pub fn data(
    gatherer: &Gatherer<'_>,
    building: &PosterBuilding,
    homes: &[UnitIx],
    words: &Messages,
    language: &Language,
) -> PosterData {
    let campaign = gatherer.campaign();
    let (link, shown, by_mail) = link(campaign);
    let homes = homes.iter().filter_map(|unit| gatherer.home(*unit));
    let meeting = gatherer.meeting(homes, words);
    let (meeting_lines, meeting_size) = meeting.as_ref().map_or_else(
        || (Vec::new(), meeting_size()),
        |meeting| {
            let time = words.text("poster-time", &[("time", meeting.time.as_str().into())]);
            meeting_lines(&[&meeting.name, &meeting.date, &time, &meeting.place])
        },
    );
    let (name_lines, name_size) = name_lines(&building.name);
    let share = building.counts.organisatiegraad().permille().unwrap_or(0);
    PosterData {
        language: language.tag().to_owned(),
        name_lines,
        name_size,
        share: format!("{}.{:03}", share / 1_000, share % 1_000),
        building: gather::counted(building.name.clone(), building.counts, words),
        area: gatherer.scope(words),
        meeting,
        meeting_lines,
        meeting_size,
        sender: gather::sender(campaign),
        qr: qr(&link),
        link,
        shown_size: size_of_link(&shown),
        shown,
        by_mail,
    }
}

fn link(campaign: &domain::Campaign) -> (String, String, bool) {
    if let Some(url) = &campaign.campaign.answer_url {
        let link = url.replace("{code}", "");
        let link = link.trim_end_matches(['/', '=', '?', '&', '#']).to_owned();
        let shown = link
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        (link.clone(), shown.to_owned(), false)
    } else {
        let email = campaign.sender.email.clone();
        (format!("mailto:{email}"), email, true)
    }
}

/// A QR code as an SVG path.
pub fn qr(link: &str) -> QrData {
    let Some(code) = codes::qr_runs(link) else {
        return QrData {
            path: String::new(),
            size: "1".to_owned(),
        };
    };
    let mut path = String::new();
    for [row, start, length] in &code.runs {
        path.push_str(&format!("M{} {}h{length}v1h-{length}z", start + 4, row + 4));
    }
    QrData {
        path,
        size: (code.size + 8).to_string(),
    }
}

/// Text on lines of at most so many characters; a longer word has a line of its own.
pub fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_broken_between_words() {
        assert_eq!(
            wrapped("Adm. de Ruijterweg 14–186", 20),
            ["Adm. de Ruijterweg", "14–186"]
        );
        assert_eq!(wrapped("", 5), Vec::<String>::new());
    }

    #[test]
    fn a_drawing_that_is_broken_is_found_before_anything_is_made() {
        let built_in = Templates::built_in();
        let text = built_in.text("posters/nl.svg.hbs").unwrap();
        let own = [(
            "posters/nl.svg.hbs".to_owned(),
            text.replacen("</g>", "", 1).into_bytes(),
        )];
        let templates = Templates::with_own(own);
        let loaded = Posters::load(&templates, &Language::dutch(), PosterSize::A4);
        assert!(loaded.value.is_none());
        assert_eq!(
            loaded.findings.first().map(|finding| finding.code),
            Some("B112")
        );
    }

    #[test]
    fn a_character_that_no_font_has_is_a_box_and_a_finding() {
        let language = Language::dutch();
        let loaded = Posters::load(&Templates::built_in(), &language, PosterSize::A4);
        let data = PosterData {
            name_lines: vec!["De 龍 🏠".to_owned()],
            ..PosterData::complete()
        };
        let words = Messages::of(&language);
        let date = jiff::civil::date(2026, 11, 23);
        let made = loaded.value.unwrap();
        let made = made.document("x.pdf".to_owned(), &data, &words, &language, date);
        let made = made.unwrap();
        let Mark::Picture { picture, .. } = &made.value.pages[0].items[0].mark else {
            panic!("{made:?}")
        };
        assert!(picture.lacking().is_empty());
        assert_eq!(made.findings.len(), 1);
        assert_eq!(made.findings[0].code, "B136");
    }

    #[test]
    fn long_words_get_smaller_letters_and_not_another_page() {
        let (lines, size) =
            name_lines("Laan van de landinrichtingscommissie Duiven-Westervoort 1–99");
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert_eq!(size, "10");
        assert_eq!(name_lines("Kikkenstein").1, "13");
        let long = "Buurthuis De Verzonnen Kamer in het Voorbeeldpark, ingang aan de achterkant";
        let (lines, size) = meeting_lines(&[long, "donderdag 10 december 2026", "19:30 uur", long]);
        assert_eq!((lines.len(), size.as_str()), (6, "4.7"));
        assert_eq!(size_of_link("example.org/k"), "5");
        assert_eq!(size_of_link(&"x".repeat(40)), "2.7");
    }

    #[test]
    fn built_in_posters_have_no_unknown_fields_and_their_sample_is_right() {
        for tag in ["nl", "en"] {
            let language = Language::parse(tag).unwrap();
            let loaded = Posters::load(&Templates::built_in(), &language, PosterSize::A4);
            assert_eq!(loaded.findings, []);
            assert!(loaded.value.unwrap().path.contains(tag));
        }
        let sample = Templates::built_in();
        let sample = sample.text("posters/sample.json").unwrap();
        serde_json::from_str::<PosterData>(sample).unwrap();
    }
}
