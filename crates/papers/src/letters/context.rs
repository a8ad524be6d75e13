//! What letters are made with: the facts, the campaign, and the stationery made ready once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::envelope::{AddressPlace, address_place};
use super::fonts::Fonts;
use super::pictures::{self, Picture, Unusable};
use campaign::coverage::Coverage;
use domain::{Campaign, Finding, Language, Messages, Noted, Place, Templates};
use matching::Linked;
use register::Register;

/// Everything that letters follow from, beside the plan.
#[derive(Clone, Copy, Debug)]
pub struct LetterContext<'a> {
    /// Homes and their addresses.
    pub register: &'a Register,
    /// Organisations and own areas.
    pub linked: &'a Linked,
    /// Who is organised.
    pub coverage: &'a Coverage,
    /// Sender, envelope, meeting, questions.
    pub campaign: &'a Campaign,
    /// Templates and pictures.
    pub templates: &'a Templates,
}

/// Paper, pictures, fonts and words: made ready once, used by all threads.
#[derive(Debug)]
pub struct Stationery {
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// Where the address stands.
    pub address: AddressPlace,
    /// The picture behind the first page.
    pub letterhead: Option<Arc<Picture>>,
    /// The picture of the signature.
    pub signature: Option<Arc<Picture>>,
    /// Print the KIX barcode.
    pub kix: bool,
    /// Larger type.
    pub large_print: bool,
    /// Print the reply slip.
    pub reply_slip: bool,
    /// Every letter starts on a front.
    pub duplex: bool,
    pictures: BTreeMap<String, Arc<Picture>>,
    /// All that were read, with their files.
    read: Vec<(String, Arc<Picture>)>,
    words: BTreeMap<Language, Messages>,
    default: Messages,
}

/// The picture behind the first page when the campaign names none.
const LETTERHEAD: &str = "letters/letterhead.svg";

impl Stationery {
    /// Makes everything ready; pictures that cannot be read are findings.
    pub fn new(campaign: &Campaign, templates: &Templates) -> Noted<Self> {
        let mut findings = Vec::new();
        let settings = &campaign.letters;
        let letterhead = settings.letterhead.as_deref().unwrap_or(LETTERHEAD);
        let letterhead = named(templates, letterhead, &mut findings);
        let signature = settings
            .signature
            .as_deref()
            .and_then(|file| named(templates, file, &mut findings));
        let mut all = BTreeMap::new();
        for path in templates.paths("letters/") {
            let picture = [".svg", ".png", ".jpg", ".jpeg"]
                .iter()
                .any(|end| path.to_lowercase().ends_with(end));
            if picture
                && path != LETTERHEAD
                && let Some(picture) = named(templates, &path, &mut findings)
            {
                all.insert(path, picture);
            }
        }
        if let (None, Some(picture)) = (&settings.letterhead, &letterhead) {
            all.insert(LETTERHEAD.to_owned(), Arc::clone(picture));
        }
        let mut read: Vec<(String, Arc<Picture>)> = all
            .iter()
            .map(|(path, picture)| (path.clone(), Arc::clone(picture)))
            .collect();
        let around = [
            (
                settings.letterhead.as_deref().unwrap_or(LETTERHEAD),
                &letterhead,
            ),
            (
                settings.signature.as_deref().unwrap_or_default(),
                &signature,
            ),
        ];
        for (path, picture) in around {
            let picture = picture.iter().map(Arc::clone);
            read.extend(picture.map(|picture| (path.to_owned(), picture)));
        }
        let own: Vec<String> = templates.paths("fonts/");
        let own: Vec<&[u8]> = own
            .iter()
            .filter(|path| templates.is_own(path))
            .filter(|path| path.ends_with(".ttf") || path.ends_with(".otf"))
            .filter_map(|path| templates.bytes(path))
            .collect();
        let language = &campaign.campaign.language;
        let words = Messages::languages()
            .into_iter()
            .map(|language| (language.clone(), Messages::of(&language)))
            .collect();
        let stationery = Self {
            fonts: Fonts::with_own(&own),
            address: address_place(settings.envelope),
            letterhead,
            signature,
            kix: settings.kix,
            large_print: settings.large_print,
            reply_slip: settings.reply_slip,
            duplex: settings.duplex,
            pictures: all,
            read,
            words,
            default: Messages::of(language),
        };
        Noted::new(stationery, findings)
    }

    /// The words of a language; of the campaign's where there are none.
    pub fn words(&self, language: &Language) -> &Messages {
        self.words.get(language).unwrap_or(&self.default)
    }

    /// All pictures with their files, for who wants to try them.
    pub fn read(&self) -> &[(String, Arc<Picture>)] {
        &self.read
    }

    /// A picture that a template names: below `templates/` or `templates/letters/`.
    pub fn picture(&self, file: &str) -> Option<Arc<Picture>> {
        let file = file.trim_start_matches("./");
        let path = |path: &str| self.pictures.get(path).cloned();
        path(file).or_else(|| path(&format!("letters/{file}")))
    }
}

/// The finding about a picture that cannot be used.
pub fn finding(unusable: Unusable, place: Place) -> Finding {
    match unusable {
        Unusable::Damaged(reason) => Finding::error("B112").with("reason", reason),
        Unusable::Cmyk => Finding::error("B132"),
        Unusable::TooLarge => Finding::error("B133"),
        Unusable::Lacking(all) => {
            Finding::error("B134").with("characters", super::make::shown(&all))
        }
    }
    .at(place)
}

fn named(templates: &Templates, file: &str, findings: &mut Vec<Finding>) -> Option<Arc<Picture>> {
    let place = Place::file(Templates::shown(file));
    let Some(bytes) = templates.bytes(file) else {
        findings.push(Finding::error("B111").at(place));
        return None;
    };
    match pictures::read(bytes) {
        Ok(picture) => Some(Arc::new(picture)),
        Err(unusable) => {
            findings.push(finding(unusable, place));
            None
        }
    }
}
