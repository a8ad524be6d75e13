//! Document → PDF: tagged, PDF/A-2a and PDF/UA-1 as krilla validates them, the same bytes on every run.

use std::collections::HashMap;
use std::num::NonZeroU16;
use std::sync::Arc;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::graphic::Graphic;
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as Leaf, SpanTag,
    TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::text::{Font, GlyphId};
use krilla::{Data, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};

use crate::letters::fonts::{FaceIx, Fonts};
use crate::letters::page::{Color, Document, Item, Mark, Node, NodeIx, Page, Role};
use crate::letters::paragraph::{Glyph, Paragraph, Run};
use crate::letters::pictures::{Picture, PictureKind};

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
            ..SerializeSettings::default()
        });
        let mut painter = Painter {
            fonts: &self.fonts,
            graphics: HashMap::new(),
            images: HashMap::new(),
            leaves: (0..document.nodes.len()).map(|_| Vec::new()).collect(),
        };
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
        out.set_tag_tree(tree(document, painter.leaves));
        out.finish().map_err(|error| failed(format!("{error:?}")))
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

/// What stands below a node: other nodes, and content on pages, in the order of reading.
enum Below {
    Content(Identifier),
    Node(NodeIx),
}

/// The tag tree: nodes are put together from the last to the first, so that children are ready
/// before their parents.
fn tree(document: &Document, mut below: Vec<Vec<Below>>) -> TagTree {
    let mut seen = vec![false; document.nodes.len()];
    let mut roots = Vec::new();
    // A node stands among its parent's children where its first content was drawn; the painter has
    // put it there already. What was never drawn has no place and no tag.
    for (at, node) in document.nodes.iter().enumerate() {
        let drawn = below.get(at).is_some_and(|all| !all.is_empty());
        if let Some(slot) = seen.get_mut(at) {
            *slot = drawn;
        }
        if drawn && node.parent.is_none() {
            roots.push(at);
        }
    }
    let mut groups: Vec<Option<TagGroup>> = Vec::with_capacity(document.nodes.len());
    groups.resize_with(document.nodes.len(), || None);
    for (at, node) in document.nodes.iter().enumerate().rev() {
        let Some(children) = below.get_mut(at).map(std::mem::take) else {
            continue;
        };
        if children.is_empty() {
            continue;
        }
        let mut group = TagGroup::new(kind(node));
        for child in children {
            match child {
                Below::Content(identifier) => group.push(identifier),
                Below::Node(ix) => {
                    let slot = usize::try_from(ix.0).ok().and_then(|at| groups.get_mut(at));
                    if let Some(child) = slot.and_then(Option::take) {
                        group.push(child);
                    }
                }
            }
        }
        if let Some(slot) = groups.get_mut(at) {
            *slot = Some(group);
        }
    }
    let mut tree = TagTree::new().with_lang(Some(document.language.tag().to_owned()));
    for at in roots {
        if let Some(group) = groups.get_mut(at).and_then(Option::take) {
            tree.push(Leaf::Group(group));
        }
    }
    tree
}

fn kind(node: &Node) -> TagKind {
    let lang = node
        .language
        .as_ref()
        .map(|language| language.tag().to_owned());
    match &node.role {
        Role::Part => Tag::Part.with_lang(lang).into(),
        Role::Heading(level, title) => {
            let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(title.clone())).into()
        }
        Role::Paragraph => Tag::P.with_lang(lang).into(),
        Role::List { numbered } => Tag::L(if *numbered {
            ListNumbering::Decimal
        } else {
            ListNumbering::Disc
        })
        .into(),
        Role::ListItem => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::TableRow => Tag::TR.into(),
        Role::TableHeading => Tag::TH(TableHeaderScope::Column).into(),
        Role::TableCell => Tag::TD.into(),
        Role::Figure(alt) => Tag::Figure(Some(alt.clone())).into(),
        Role::Link(_) => Tag::Link.into(),
        Role::Quote => Tag::BlockQuote.into(),
    }
}

struct Painter<'a> {
    fonts: &'a [Font],
    graphics: HashMap<usize, Graphic>,
    images: HashMap<usize, Image>,
    leaves: Vec<Vec<Below>>,
}

/// A link on a page: its node, its target and where it can be clicked.
struct LinkArea {
    node: NodeIx,
    target: Arc<str>,
    rect: Rect,
}

impl Painter<'_> {
    fn page(
        &mut self,
        target: &mut krilla::page::Page<'_>,
        page: &Page,
        nodes: &[Node],
    ) -> Result<(), String> {
        let mut links = Vec::new();
        let mut surface = target.surface();
        for item in &page.items {
            self.item(&mut surface, item, nodes, &mut links)?;
        }
        surface.finish();
        for link in links {
            let uri = LinkAction::new(link.target.to_string());
            let action = Target::Action(Action::from(uri));
            let annotation = LinkAnnotation::new(link.rect, action);
            let annotation = Annotation::new_link(annotation, Some(link.target.to_string()));
            let identifier = target.add_tagged_annotation(annotation);
            self.place(link.node, identifier, nodes);
        }
        Ok(())
    }

    /// Puts content below its node, and the node below its parents where it is the first time.
    fn place(&mut self, node: NodeIx, identifier: Identifier, nodes: &[Node]) {
        let mut child = Below::Content(identifier);
        let mut at = Some(node);
        while let Some(ix) = at {
            let Some(position) = usize::try_from(ix.0).ok() else {
                return;
            };
            let Some(below) = self.leaves.get_mut(position) else {
                return;
            };
            let new = below.is_empty();
            below.push(child);
            if !new {
                return;
            }
            child = Below::Node(ix);
            at = nodes.get(position).and_then(|node| node.parent);
        }
    }

    fn item(
        &mut self,
        surface: &mut Surface<'_>,
        item: &Item,
        nodes: &[Node],
        links: &mut Vec<LinkArea>,
    ) -> Result<(), String> {
        if let (
            Some(node),
            Mark::Text {
                paragraph,
                lines,
                x,
                y,
            },
        ) = (item.node, &item.mark)
        {
            self.text(
                surface,
                nodes,
                node,
                paragraph,
                lines.clone(),
                (*x, *y),
                links,
            );
            return Ok(());
        }
        let tag = match item.node {
            Some(_) => ContentTag::Other,
            None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let identifier = surface.start_tagged(tag);
        self.mark(surface, &item.mark)?;
        surface.end_tagged();
        if let Some(node) = item.node {
            self.place(node, identifier, nodes);
        }
        Ok(())
    }

    /// Text that is read: plain runs together, links and missing characters apart.
    #[expect(clippy::too_many_arguments, reason = "the parts of one mark")]
    fn text(
        &mut self,
        surface: &mut Surface<'_>,
        nodes: &[Node],
        node: NodeIx,
        paragraph: &Paragraph,
        lines: std::ops::Range<usize>,
        (x, y): (f32, f32),
        links: &mut Vec<LinkArea>,
    ) {
        let lines = paragraph.lines.get(lines).unwrap_or_default();
        let top = lines.first().map_or(0.0, |line| line.top);
        let mut open: Option<Identifier> = None;
        for line in lines {
            let baseline = y + line.baseline - top;
            for run in &line.runs {
                let special = run.face.is_none() || run.link.is_some();
                if special && let Some(identifier) = open.take() {
                    surface.end_tagged();
                    self.place(node, identifier, nodes);
                }
                if !special {
                    if open.is_none() {
                        open = Some(surface.start_tagged(ContentTag::Other));
                    }
                    self.run(surface, paragraph, run, (x, baseline));
                    continue;
                }
                let actual = run.face.is_none().then(|| covered(paragraph, run));
                let tag = ContentTag::Span(SpanTag::empty().with_actual_text(actual));
                let identifier = surface.start_tagged(tag);
                self.run(surface, paragraph, run, (x, baseline));
                surface.end_tagged();
                let place = link_node(nodes, node, paragraph, run);
                self.place(place.unwrap_or(node), identifier, nodes);
                if let (Some(node), Some(target)) = (place, link(paragraph, run)) {
                    let (left, height) = (x + run.x, line.height);
                    let top = y + line.top - top;
                    let rect = Rect::from_xywh(left, top, run.width.max(1.0), height.max(1.0));
                    if let Some(rect) = rect {
                        links.push(LinkArea { node, target, rect });
                    }
                }
            }
        }
        if let Some(identifier) = open {
            surface.end_tagged();
            self.place(node, identifier, nodes);
        }
    }

    fn run(
        &self,
        surface: &mut Surface<'_>,
        paragraph: &Paragraph,
        run: &Run,
        (x, baseline): (f32, f32),
    ) {
        surface.set_fill(Some(fill(run.color)));
        let font = run
            .face
            .and_then(|FaceIx(at)| self.fonts.get(usize::from(at)));
        let Some(font) = font else {
            // A box to tick is square; another missing character is as wide as its gap.
            let height = run.size * 0.72;
            let tick = covered(paragraph, run) == "☐";
            let width = if tick {
                height
            } else {
                (run.width - 1.2).max(run.size * 0.3)
            };
            let rect = [x + run.x + 0.6, baseline - height, width, height];
            frame(surface, rect, 0.0, 0.6, run.color);
            return;
        };
        let start = Point::from_xy(x + run.x, baseline);
        surface.draw_glyphs(
            start,
            &run.glyphs,
            font.clone(),
            &paragraph.text,
            run.size,
            false,
        );
    }

    fn mark(&mut self, surface: &mut Surface<'_>, mark: &Mark) -> Result<(), String> {
        match mark {
            Mark::Text {
                paragraph,
                lines,
                x,
                y,
            } => {
                let lines = paragraph.lines.get(lines.clone()).unwrap_or_default();
                let top = lines.first().map_or(0.0, |line| line.top);
                for line in lines {
                    for run in &line.runs {
                        self.run(surface, paragraph, run, (*x, y + line.baseline - top));
                    }
                }
            }
            Mark::Fill {
                rect,
                radius,
                color,
            } => {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*color)));
                draw_rect(surface, *rect, *radius);
            }
            Mark::Frame {
                rect,
                radius,
                width,
                color,
            } => frame(surface, *rect, *radius, *width, *color),
            Mark::Rule {
                from,
                to,
                width,
                color,
                dash,
            } => rule(surface, *from, *to, *width, *color, *dash),
            Mark::Cells { cells, x, y } => {
                let mut path = PathBuilder::new();
                for [left, top, width, height] in cells.iter() {
                    if let Some(rect) = Rect::from_xywh(x + left, y + top, *width, *height) {
                        path.push_rect(rect);
                    }
                }
                surface.set_stroke(None);
                surface.set_fill(Some(fill([0, 0, 0])));
                if let Some(path) = path.finish() {
                    surface.draw_path(&path);
                }
            }
            Mark::Picture { picture, rect } => self.picture(surface, picture, *rect)?,
        }
        Ok(())
    }

    /// A picture that stands on several pages is stored once.
    fn picture(
        &mut self,
        surface: &mut Surface<'_>,
        picture: &Arc<Picture>,
        [left, top, width, height]: [f32; 4],
    ) -> Result<(), String> {
        let Some(size) = Size::from_wh(width, height) else {
            return Ok(());
        };
        let key = Arc::as_ptr(picture).addr();
        match &picture.kind {
            PictureKind::Svg(tree) => {
                let own = Size::from_wh(picture.width, picture.height).ok_or("size")?;
                if let std::collections::hash_map::Entry::Vacant(e) = self.graphics.entry(key) {
                    let mut builder = surface.stream_builder();
                    let mut inner = builder.surface();
                    inner
                        .draw_svg(tree, own, SvgSettings::default())
                        .ok_or("svg")?;
                    inner.finish();
                    let graphic = Graphic::new(builder.finish(), false);
                    e.insert(graphic);
                }
                surface.push_transform(&Transform::from_row(
                    width / picture.width,
                    0.0,
                    0.0,
                    height / picture.height,
                    left,
                    top,
                ));
                if let Some(graphic) = self.graphics.get(&key) {
                    surface.draw_graphic(graphic.clone());
                }
                surface.pop();
            }
            PictureKind::Png(bytes) | PictureKind::Jpeg(bytes) => {
                if let std::collections::hash_map::Entry::Vacant(e) = self.images.entry(key) {
                    let data = Data::from(bytes.clone());
                    let image = if matches!(picture.kind, PictureKind::Png(_)) {
                        Image::from_png(data, true)?
                    } else {
                        Image::from_jpeg(data, true)?
                    };
                    e.insert(image);
                }
                surface.push_transform(&Transform::from_translate(left, top));
                if let Some(image) = self.images.get(&key) {
                    surface.draw_image(image.clone(), size);
                }
                surface.pop();
            }
        }
        Ok(())
    }
}

/// The text that a run stands for.
fn covered<'a>(paragraph: &'a Paragraph, run: &Run) -> &'a str {
    let start = run
        .glyphs
        .iter()
        .map(|glyph| glyph.start)
        .min()
        .unwrap_or(0);
    let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    paragraph.text.get(at(start)..at(end)).unwrap_or_default()
}

fn link(paragraph: &Paragraph, run: &Run) -> Option<Arc<str>> {
    paragraph.links.get(usize::from(run.link?)).cloned()
}

/// The node of a run's link: the child of the paragraph's node with that target.
fn link_node(nodes: &[Node], node: NodeIx, paragraph: &Paragraph, run: &Run) -> Option<NodeIx> {
    let target = link(paragraph, run)?;
    let start = usize::try_from(node.0).ok()? + 1;
    let at = nodes.iter().skip(start).take(64).position(|other| {
        other.parent == Some(node) && matches!(&other.role, Role::Link(to) if **to == *target)
    })?;
    Some(NodeIx(u32::try_from(start + at).ok()?))
}

fn fill(color: Color) -> Fill {
    let [red, green, blue] = color;
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn stroke(width: f32, color: Color, dash: Option<f32>) -> Stroke {
    let [red, green, blue] = color;
    Stroke {
        paint: rgb::Color::new(red, green, blue).into(),
        width,
        dash: dash.map(|length| StrokeDash {
            array: vec![length, length],
            offset: 0.0,
        }),
        ..Stroke::default()
    }
}

fn frame(surface: &mut Surface<'_>, rect: [f32; 4], radius: f32, width: f32, color: Color) {
    surface.set_fill(None);
    surface.set_stroke(Some(stroke(width, color, None)));
    draw_rect(surface, rect, radius);
    surface.set_stroke(None);
}

fn rule(
    surface: &mut Surface<'_>,
    from: [f32; 2],
    to: [f32; 2],
    width: f32,
    color: Color,
    dash: Option<f32>,
) {
    let mut path = PathBuilder::new();
    path.move_to(from[0], from[1]);
    path.line_to(to[0], to[1]);
    surface.set_fill(None);
    surface.set_stroke(Some(stroke(width, color, dash)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

/// How far a curve's handles lie, for a quarter of a circle.
const HANDLE: f32 = 0.552_285;

fn draw_rect(surface: &mut Surface<'_>, [x, y, w, h]: [f32; 4], radius: f32) {
    let mut path = PathBuilder::new();
    let r = radius.min(w / 2.0).min(h / 2.0);
    if r <= 0.0 {
        if let Some(rect) = Rect::from_xywh(x, y, w, h) {
            path.push_rect(rect);
        }
    } else {
        let k = r * (1.0 - HANDLE);
        let (right, bottom) = (x + w, y + h);
        path.move_to(x + r, y);
        path.line_to(right - r, y);
        path.cubic_to(right - k, y, right, y + k, right, y + r);
        path.line_to(right, bottom - r);
        path.cubic_to(right, bottom - k, right - k, bottom, right - r, bottom);
        path.line_to(x + r, bottom);
        path.cubic_to(x + k, bottom, x, bottom - k, x, bottom - r);
        path.line_to(x, y + r);
        path.cubic_to(x, y + k, x + k, y, x + r, y);
        path.close();
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.id)
    }
    fn text_range(&self) -> std::ops::Range<usize> {
        let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        at(self.start)..at(self.end)
    }
    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }
    fn x_offset(&self, size: f32) -> f32 {
        self.x * size
    }
    fn y_offset(&self, size: f32) -> f32 {
        self.y * size
    }
    fn y_advance(&self, _size: f32) -> f32 {
        0.0
    }
    fn location(&self) -> Option<krilla::surface::Location> {
        None
    }
}
