//! What hangs on the wall or lies on the table: posters, attendance sheets, labels, merged files.

use super::batch::{self, Batch};
use super::labels::{self, LabelSheet};
use super::make::Maker;
use super::markdown::{Block, Flush};
use super::page::{Document, MM};
use super::poster::{self, PosterBuilding, Posters};
use super::sheets::{self, SheetText, TICK, inline};
use domain::{Finding, Noted};
use register::UnitIx;

/// The most letters in one merged file; more become volumes, so that memory stays flat.
pub const MOST_MERGED: usize = 1_000;

/// A building with its homes: what a poster and an attendance sheet are made for.
#[derive(Clone, Debug)]
pub struct Notice {
    /// The building.
    pub building: PosterBuilding,
    /// Its homes in scope, in walking order.
    pub homes: Vec<UnitIx>,
}

impl Maker<'_> {
    /// The buildings that get a poster; the template is checked here.
    pub fn posters(&self) -> Noted<Vec<Notice>> {
        let size = self.context.campaign.letters.posters;
        let loaded = Posters::load(self.context.templates, self.language(), size);
        let buildings = poster::buildings(&self.gatherer);
        let notices = buildings
            .into_iter()
            .map(|(building, homes)| Notice { building, homes });
        Noted::new(notices.collect(), loaded.findings)
    }

    /// A building's poster.
    ///
    /// # Errors
    /// When the template is wrong.
    pub fn poster(&self, notice: &Notice) -> Result<Noted<Document>, Finding> {
        let language = self.language();
        let words = self.stationery.words(language);
        let data = poster::data(
            &self.gatherer,
            &notice.building,
            &notice.homes,
            words,
            language,
        );
        let file = format!("posters/{}.pdf", notice.building.file);
        let posters = self
            .poster_template()
            .ok_or_else(|| Finding::error("B104"))?;
        posters.document(file, &data, words, language, self.gatherer.date())
    }

    /// A building's attendance sheet; none where nobody is invited to a meeting.
    pub fn attendance(&self, notice: &Notice) -> Option<Document> {
        let language = self.language();
        let words = self.stationery.words(language);
        let campaign = self.context.campaign;
        let homes = notice.homes.iter();
        let homes = homes.filter_map(|unit| self.gatherer.home(*unit));
        let meeting = self.gatherer.meeting(homes, words)?;
        let name = notice.building.name.as_str();
        let title = words.text("attendance-title", &[("name", name.into())]);
        let about = words.text(
            "attendance-intro",
            &[
                ("meeting", meeting.name.into()),
                ("date", meeting.date.into()),
                ("time", meeting.time.into()),
                ("place", meeting.place.into()),
            ],
        );
        let register = self.context.register;
        let rows = notice.homes.iter().map(|unit| {
            let address = register.address(register.unit(*unit).address);
            vec![
                address.house_number(),
                String::new(),
                TICK.to_owned(),
                TICK.to_owned(),
                String::new(),
            ]
        });
        let contact = campaign
            .privacy
            .contact
            .clone()
            .unwrap_or_else(|| campaign.sender.email.clone());
        let privacy = words.text("attendance-privacy", &[("contact", contact.into())]);
        let heading = |key: &str, side| (words.plain(key), side);
        let sheet = SheetText {
            title: title.clone(),
            intro: vec![Block::Paragraph(vec![inline(about, false)])],
            columns: vec![
                heading("attendance-number", Flush::Start),
                heading("attendance-name", Flush::Start),
                heading("attendance-coming", Flush::Center),
                heading("attendance-here", Flush::Center),
                heading("attendance-contact", Flush::Start),
            ],
            widths: vec![0.13, 0.32, 0.11, 0.11, 0.33],
            rows: rows.collect(),
            row_height: 9.0 * MM,
            outro: vec![Block::Small(vec![Block::Paragraph(vec![inline(
                privacy, false,
            )])])],
        };
        let mut document = Document::new(
            format!("meetings/{}.pdf", notice.building.file),
            title,
            campaign.sender.name.clone(),
            language.clone(),
            self.gatherer.date(),
        );
        let mut setter = self.setter();
        sheets::add(
            &mut document,
            &mut setter,
            &self.stationery,
            language,
            &sheet,
        );
        self.give_back(setter);
        Some(document)
    }

    /// The labels of a batch.
    pub fn labels(&self, batch: &Batch<'_>, sheet: LabelSheet) -> Document {
        let words = self.stationery.words(self.language());
        let cover = batch::cover(batch, &self.gatherer, words);
        let mut document = Document::new(
            format!(
                "letters/labels-{}",
                batch.file().trim_start_matches("batch-")
            ),
            cover.title,
            self.context.campaign.sender.name.clone(),
            self.language().clone(),
            self.gatherer.date(),
        );
        let mut setter = self.setter();
        labels::add(
            &mut document,
            &mut setter,
            sheet,
            batch,
            &self.gatherer,
            &self.stationery,
        );
        self.give_back(setter);
        document
    }

    /// All batches in as few files as memory allows, for a printer that takes one file.
    pub fn merged<'b>(&'b self, batches: &'b [Batch<'b>]) -> impl Iterator<Item = Document> + 'b {
        let mut volumes: Vec<&[Batch<'b>]> = Vec::new();
        let mut rest = batches;
        while !rest.is_empty() {
            let mut letters = 0;
            let fits = rest
                .iter()
                .take_while(|batch| {
                    letters += batch.pieces.len();
                    letters <= MOST_MERGED
                })
                .count()
                .max(1);
            let (volume, after) = rest.split_at(fits);
            volumes.push(volume);
            rest = after;
        }
        let count = volumes.len();
        volumes.into_iter().enumerate().map(move |(at, volume)| {
            let first = volume.first().map_or(0, |batch| batch.number);
            let last = volume.last().map_or(0, |batch| batch.number);
            let part = if count > 1 {
                format!("-{}", at + 1)
            } else {
                String::new()
            };
            let words = self.stationery.words(self.language());
            let title = words.text(
                "merged-title",
                &[
                    ("first", u64::from(first).into()),
                    ("last", u64::from(last).into()),
                ],
            );
            self.one_document(
                volume,
                format!("letters/merged-{first:03}-{last:03}{part}.pdf"),
                title,
            )
        })
    }
}
