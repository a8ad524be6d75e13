//! The door: a plan becomes documents, one after another, so that memory stays flat.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::batch::{self, Batch};
use super::context::{LetterContext, Stationery};
use super::gather::{Gatherer, kinds_and_languages};
use super::letter::{Letter, Noticed};
use super::mistakes;
use super::page::{A4, Document, Page};
use super::paragraph::Setter;
use super::poster::Posters;
use super::sheets;
use super::template::LetterTemplates;
use campaign::outreach::{Piece, Plan};
use domain::{Finding, Language, Noted, Place, Severity};

/// Makes the documents of a plan.
#[derive(Debug)]
pub struct Maker<'a> {
    pub(super) context: LetterContext<'a>,
    pub(super) gatherer: Gatherer<'a>,
    pub(super) stationery: Stationery,
    templates: LetterTemplates,
    poster: Option<Posters>,
    setters: Mutex<Vec<Setter>>,
}

impl<'a> Maker<'a> {
    /// Checks templates and pictures before anything is made. With an error among the findings
    /// nothing may be made.
    pub fn new(plan: &Plan, context: LetterContext<'a>) -> Noted<Self> {
        let mut findings = Vec::new();
        let language = &context.campaign.campaign.language;
        let stationery =
            Stationery::new(context.campaign, context.templates).into_value(&mut findings);
        let wanted = kinds_and_languages(plan);
        let templates =
            LetterTemplates::load(context.templates, &wanted, language).into_value(&mut findings);
        mistakes::pardon_named(&mut findings, &context.campaign.letters);
        let maker = Self {
            gatherer: Gatherer::new(plan, context),
            context,
            stationery,
            templates,
            poster: Posters::load(
                context.templates,
                language,
                context.campaign.letters.posters,
            )
            .value,
            setters: Mutex::new(Vec::new()),
        };
        Noted::new(maker, findings)
    }

    /// Fonts, pictures and words.
    pub fn stationery(&self) -> &Stationery {
        &self.stationery
    }

    /// The batches of some pieces, by number.
    pub fn batches<'p>(&self, pieces: &BTreeMap<u32, Vec<&'p Piece>>) -> Vec<Batch<'p>> {
        let words = self.stationery.words(self.language());
        batch::batches(pieces, &self.gatherer, words)
    }

    pub(super) fn language(&self) -> &'a Language {
        &self.context.campaign.campaign.language
    }

    /// One batch as a document, with what was found on the way.
    pub fn document(&self, batch: &Batch<'_>) -> Noted<Document> {
        let mut setter = self.setter();
        let mut findings = Vec::new();
        let language = self.language();
        let words = self.stationery.words(language);
        let sheet = batch::cover(batch, &self.gatherer, words);
        let mut document = Document::new(
            format!("letters/{}", batch.file()),
            sheet.title.clone(),
            self.context.campaign.sender.name.clone(),
            language.clone(),
            self.gatherer.date(),
        );
        sheets::add(
            &mut document,
            &mut setter,
            &self.stationery,
            language,
            &sheet,
        );
        for piece in &batch.pieces {
            self.pad(&mut document);
            self.letter(&mut document, &mut setter, piece, &mut findings);
        }
        self.give_back(setter);
        Noted::new(document, findings)
    }

    /// All letters of some batches as one document. Findings were told with the batches.
    pub(super) fn one_document(
        &self,
        batches: &[Batch<'_>],
        file: String,
        title: String,
    ) -> Document {
        let mut setter = self.setter();
        let mut told = Vec::new();
        let mut document = Document::new(
            file,
            title,
            self.context.campaign.sender.name.clone(),
            self.language().clone(),
            self.gatherer.date(),
        );
        for batch in batches {
            let words = self.stationery.words(self.language());
            let sheet = batch::cover(batch, &self.gatherer, words);
            self.pad(&mut document);
            sheets::add(
                &mut document,
                &mut setter,
                &self.stationery,
                self.language(),
                &sheet,
            );
            for piece in &batch.pieces {
                self.pad(&mut document);
                self.letter(&mut document, &mut setter, piece, &mut told);
            }
        }
        self.give_back(setter);
        document
    }

    /// Makes all batches on all cores and hands each on as soon as it is there. Findings come in
    /// the order of the batches, whatever the number of threads.
    ///
    /// # Errors
    /// The first error of `each`.
    pub fn render<E: Send>(
        &self,
        batches: &[Batch<'_>],
        each: impl Fn(Document) -> Result<(), E> + Sync,
    ) -> Result<Vec<Finding>, E> {
        let found: Result<Vec<Vec<Finding>>, E> = batches
            .par_iter()
            .with_max_len(1)
            .map(|batch| {
                let made = self.document(batch);
                each(made.value)?;
                Ok(made.findings)
            })
            .collect();
        Ok(found?.into_iter().flatten().collect())
    }

    /// An empty page, so that what follows starts on a front.
    fn pad(&self, document: &mut Document) {
        if self.stationery.duplex && !document.pages.len().is_multiple_of(2) {
            document.pages.push(Page::new(A4));
        }
    }

    fn letter(
        &self,
        document: &mut Document,
        setter: &mut Setter,
        piece: &Piece,
        findings: &mut Vec<Finding>,
    ) {
        let words = self.stationery.words(&piece.language);
        let data = self.gatherer.letter(piece, words);
        match self.templates.blocks(piece.kind, &piece.language, &data) {
            Ok(Some(blocks)) => {
                let letter = Letter {
                    data: &data,
                    blocks: &blocks,
                    language: &piece.language,
                    stationery: &self.stationery,
                };
                let noticed = letter.add(document, setter);
                findings.extend(told(&noticed, &piece.id));
            }
            Ok(None) => findings.push(Finding::error("B104").with("kind", piece.kind.word())),
            Err(reason) => findings.push(
                Finding::error("B113")
                    .with("piece", piece.id.clone())
                    .with("reason", reason),
            ),
        }
    }

    pub(super) fn poster_template(&self) -> Option<&Posters> {
        self.poster.as_ref()
    }

    pub(super) fn setter(&self) -> Setter {
        let kept = self.setters.lock().ok().and_then(|mut all| all.pop());
        kept.unwrap_or_else(|| Setter::new(std::sync::Arc::clone(&self.stationery.fonts)))
    }

    pub(super) fn give_back(&self, setter: Setter) {
        if let Ok(mut all) = self.setters.lock() {
            all.push(setter);
        }
    }
}

/// The findings about a letter that was set.
pub(super) fn told(noticed: &Noticed, piece: &str) -> Vec<Finding> {
    let small = noticed
        .small_address
        .then(|| Finding::warning("B116").with("piece", piece));
    lacking(&noticed.missing, piece)
        .into_iter()
        .chain(small)
        .collect()
}

/// The finding about characters that no font has; none when all are there.
fn lacking(missing: &[char], piece: &str) -> Option<Finding> {
    let mut all: Vec<char> = missing.to_vec();
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then(|| {
        Finding::warning("B114")
            .at(Place::NOWHERE)
            .with("characters", shown(&all))
            .with("piece", piece)
    })
}

/// Characters with their numbers: `☎ (U+260E)`.
pub fn shown(all: &[char]) -> String {
    let shown = all.iter();
    let shown = shown.map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
    shown.collect::<Vec<_>>().join(", ")
}

/// Whether findings forbid that anything is made.
pub fn must_not_make(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}
