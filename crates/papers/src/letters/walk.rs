//! The pages of a volunteer: one per entrance, with room to write beside every door.

use super::make::Maker;
use super::markdown::{Block, Flush};
use super::page::{Document, MM};
use super::sheets::{self, SheetText, TICK, inline};
use domain::WalkPages;
use domain::text::slug;

impl Maker<'_> {
    /// The document of a volunteer, the `nth` of all.
    pub fn walk(&self, pages: &WalkPages, nth: usize) -> Document {
        let language = self.language();
        let words = self.stationery().words(language);
        let title = words.text("walks-list", &[("name", pages.name.as_str().into())]);
        let mut document = Document::new(
            format!("walks/{:02}-{}.pdf", nth + 1, slug(&pages.name)),
            title.clone(),
            self.context.campaign.sender.name.clone(),
            language.clone(),
            self.gatherer.date(),
        );
        let mut setter = self.setter();
        let heading = |key: &str, side| (words.plain(key), side);
        let tick = || TICK.to_owned();
        for (entrance, doors) in &pages.entrances {
            let rows = doors.iter().map(|[number, before]| {
                vec![
                    number.clone(),
                    before.clone(),
                    tick(),
                    tick(),
                    tick(),
                    String::new(),
                ]
            });
            let paragraph = |text: &str, bold| Block::Paragraph(vec![inline(text, bold)]);
            let sheet = SheetText {
                title: entrance.clone(),
                intro: vec![
                    paragraph(&title, true),
                    paragraph(&pages.about, false),
                    paragraph(&words.plain("walks-how-paper"), false),
                ],
                columns: vec![
                    heading("attendance-number", Flush::Start),
                    heading("doors-column-earlier", Flush::Start),
                    heading("walks-joins", Flush::Center),
                    heading("walks-not-home", Flush::Center),
                    heading("walks-no-more", Flush::Center),
                    heading("doors-column-note", Flush::Start),
                ],
                widths: vec![0.13, 0.26, 0.1, 0.1, 0.13, 0.28],
                rows: rows.collect(),
                row_height: 8.0 * MM,
                outro: Vec::new(),
            };
            sheets::add(
                &mut document,
                &mut setter,
                self.stationery(),
                language,
                &sheet,
            );
        }
        self.give_back(setter);
        document
    }
}
