//! Document → PDF: tagged, PDF/A-2a and PDF/UA-1 as krilla validates them, the same bytes on every run.

mod pack;
mod painter;
mod resources;
mod shapes;
mod share;
mod tags;

use std::sync::Arc;

use krilla::configure::{Accessibility, Archival};
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::text::Font;
use krilla::{Data, SerializeSettings};

use self::painter::Painter;
use crate::letters::fonts::Fonts;
use crate::letters::page::{A4, Document, Item, Mark, Page, Role};
use crate::letters::pictures::Picture;
use domain::Language;

/// A document that could not be made into a PDF; the reason in the writer's words.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {reason}")]
pub struct PdfError {
    /// The file that was to be.
    pub file: String,
    /// What was the matter.
    pub reason: String,
}

/// Writes PDF files; shared by all threads, so that fonts are read once.
#[derive(Debug)]
pub struct PdfWriter {
    fonts: Vec<Font>,
    settings: Settings,
}

/// How strictly a file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settings {
    /// PDF/A-2a and PDF/UA-1.
    Lasting,
}

impl PdfWriter {
    /// A writer for documents that were set in those fonts.
    ///
    /// # Errors
    /// When a font cannot be read.
    pub fn new(fonts: &Fonts) -> Result<Self, PdfError> {
        let read = |file: &Arc<[u8]>| {
            let data: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(Arc::clone(file));
            Font::new(Data::from(data), 0)
        };
        let fonts: Option<Vec<Font>> = fonts.files().iter().map(read).collect();
        Ok(Self {
            fonts: fonts.ok_or_else(|| PdfError {
                file: "templates/fonts".to_owned(),
                reason: "font".to_owned(),
            })?,
            settings: Settings::Lasting,
        })
    }

    /// The bytes of the PDF file.
    ///
    /// # Errors
    /// When the document breaks a rule of PDF/A-2a or PDF/UA-1, or a picture is damaged.
    pub fn bytes(&self, document: &Document) -> Result<Vec<u8>, PdfError> {
        let (plain, stamps) = self.drawn(document, true)?;
        if let Some(packed) = pack::pack(&plain, &stamps) {
            return Ok(packed);
        }
        // Larger, but the same pages: a letter must not fail because it could not be made smaller.
        Ok(self.drawn(document, false)?.0)
    }

    /// Draws a picture on a page of its own, to see whether letters can have it.
    ///
    /// # Errors
    /// When the picture is damaged, or breaks a rule of PDF/A-2a or PDF/UA-1.
    pub fn try_picture(&self, file: &str, picture: &Arc<Picture>) -> Result<(), PdfError> {
        let language = Language::dutch();
        let date = jiff::civil::date(2000, 1, 1);
        let title = file.to_owned();
        let mut document = Document::new(title.clone(), title, String::new(), language, date);
        let part = document.node(Role::Part, None);
        let figure = document.node(Role::Figure(file.to_owned()), Some(part));
        let mut page = Page::new(A4);
        page.items.push(Item {
            node: Some(figure),
            mark: Mark::Picture {
                picture: Arc::clone(picture),
                rect: [0.0, 0.0, 100.0, 100.0],
            },
        });
        document.pages.push(page);
        document.outline.push((file.to_owned(), 0, 0.0));
        self.drawn(&document, false).map(|_| ())
    }

    /// The file as krilla writes it. When it is to be packed, lines that an earlier page has are
    /// left for the packing to fill in, and nothing is compressed yet.
    fn drawn(
        &self,
        document: &Document,
        to_pack: bool,
    ) -> Result<(Vec<u8>, Vec<Vec<pack::Stamp>>), PdfError> {
        let failed = |reason: String| PdfError {
            file: document.file.clone(),
            reason,
        };
        let Settings::Lasting = self.settings;
        let configuration = krilla::configure::ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| failed(format!("{error:?}")))?;
        let mut out = krilla::Document::new_with(SerializeSettings {
            configuration,
            compress_content_streams: !to_pack,
            ..SerializeSettings::default()
        });
        let mut painter = Painter::new(&self.fonts, document.nodes.len(), to_pack);
        for page in &document.pages {
            let settings = PageSettings::from_wh(page.size.0, page.size.1)
                .ok_or_else(|| failed("page size".to_owned()))?;
            let mut target = out.start_page_with(settings);
            painter
                .page(&mut target, page, &document.nodes)
                .map_err(failed)?;
            target.finish();
        }
        out.set_outline(outline(document));
        out.set_metadata(metadata(document));
        let (leaves, stamps) = painter.finish();
        out.set_tag_tree(tags::tree(document, leaves));
        let plain = out.finish().map_err(|error| failed(format!("{error:?}")))?;
        Ok((plain, stamps))
    }
}

fn metadata(document: &Document) -> Metadata {
    let (year, month, day) = document.date;
    let date = DateTime::new(u16::try_from(year).unwrap_or_default())
        .month(u8::try_from(month).unwrap_or(1))
        .day(u8::try_from(day).unwrap_or(1))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(document.title.clone())
        .authors(vec![document.author.clone()])
        .creator("haarvaten".to_owned())
        .language(document.language.tag().to_owned())
        .text_direction(if document.language.is_right_to_left() {
            TextDirection::RightToLeft
        } else {
            TextDirection::LeftToRight
        })
        .creation_date(date)
        .document_id(document.identity.clone())
}

fn outline(document: &Document) -> Outline {
    let mut outline = Outline::new();
    for (title, page, y) in &document.outline {
        let destination = XyzDestination::new(*page, Point::from_xy(0.0, *y));
        outline.push_child(OutlineNode::new(title.clone(), destination));
    }
    outline
}
