//! Marks on krilla's pages, each with its place in the tree of reading.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use krilla::Data;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::geom::{Point, Rect, Size, Transform};
use krilla::graphic::Graphic;
use krilla::image::Image;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::text::{Font, GlyphId};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::pack::Stamp;
use super::shapes::{cells, draw_rect, fill, frame, rule};
use super::tags::Below;
use crate::letters::fonts::FaceIx;
use crate::letters::page::{Item, Mark, Node, NodeIx, Page, Role};
use crate::letters::paragraph::{Glyph, Paragraph, Run};
use crate::letters::pictures::{Picture, PictureKind};

/// Lines of a paragraph at a place, drawn before: the page and the piece on it.
struct Drawn<'a> {
    paragraph: &'a Arc<Paragraph>,
    at: (usize, usize),
}

/// What lines and which place: all that two drawings of one paragraph can differ in.
type Placed = (u64, Range<usize>, [u32; 2]);

pub(super) struct Painter<'a> {
    fonts: &'a [Font],
    graphics: HashMap<usize, Graphic>,
    images: HashMap<usize, Image>,
    leaves: Vec<Vec<Below>>,
    drawn: HashMap<Placed, Vec<Drawn<'a>>>,
    /// Of every page and every tagged piece on it, whether another page has it already.
    stamps: Vec<Vec<Stamp>>,
    stamping: bool,
}

/// A link on a page: its node, its target and where it can be clicked.
struct LinkArea {
    node: NodeIx,
    target: Arc<str>,
    rect: Rect,
}

impl<'a> Painter<'a> {
    /// A painter of pages; with `stamping` what an earlier page has is left empty.
    pub(super) fn new(fonts: &'a [Font], nodes: usize, stamping: bool) -> Self {
        Self {
            fonts,
            graphics: HashMap::new(),
            images: HashMap::new(),
            leaves: (0..nodes).map(|_| Vec::new()).collect(),
            drawn: HashMap::new(),
            stamps: Vec::new(),
            stamping,
        }
    }

    /// What stands below each node, and what pages left for others to fill in.
    pub(super) fn finish(self) -> (Vec<Vec<Below>>, Vec<Vec<Stamp>>) {
        (self.leaves, self.stamps)
    }

    /// Reads the pictures of a page. It comes before the drawing, because a page that was begun
    /// must be ended.
    fn images(&mut self, page: &Page) -> Result<(), String> {
        for item in &page.items {
            let Mark::Picture { picture, .. } = &item.mark else {
                continue;
            };
            if let Entry::Vacant(e) = self.images.entry(Arc::as_ptr(picture).addr()) {
                // PDF/A forbids that a reader smooths what is enlarged.
                let image = match &picture.kind {
                    PictureKind::Svg(_) => continue,
                    PictureKind::Png(bytes) => Image::from_png(Data::from(bytes.clone()), false)?,
                    PictureKind::Jpeg(bytes) => Image::from_jpeg(Data::from(bytes.clone()), false)?,
                };
                e.insert(image);
            }
        }
        Ok(())
    }

    pub(super) fn page(
        &mut self,
        target: &mut krilla::page::Page<'_>,
        page: &'a Page,
        nodes: &[Node],
    ) -> Result<(), String> {
        self.images(page)?;
        self.stamps.push(Vec::new());
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

    /// Opens a tagged piece of the page.
    fn open(&mut self, surface: &mut Surface<'_>, tag: ContentTag<'_>) -> Identifier {
        if let Some(pieces) = self.stamps.last_mut() {
            pieces.push(None);
        }
        surface.start_tagged(tag)
    }

    /// Whether the same lines stand at the same place on an earlier page: then that page's drawing
    /// is put into the piece that is open now. What is remembered here are the lines themselves,
    /// and not which copy of them, so that it never matters which thread set them.
    fn stamp(
        &mut self,
        paragraph: &'a Arc<Paragraph>,
        lines: &Range<usize>,
        x: f32,
        y: f32,
    ) -> bool {
        if !self.stamping {
            return false;
        }
        let page = self.stamps.len().saturating_sub(1);
        let Some(pieces) = self.stamps.last_mut() else {
            return false;
        };
        let piece = pieces.len().saturating_sub(1);
        let key = (paragraph.key, lines.clone(), [x.to_bits(), y.to_bits()]);
        let same = self.drawn.entry(key).or_default();
        let before = same
            .iter()
            .find(|drawn| Arc::ptr_eq(drawn.paragraph, paragraph) || drawn.paragraph == paragraph);
        if let (Some(before), Some(last)) = (before, pieces.last_mut()) {
            *last = Some(before.at);
            return true;
        }
        same.push(Drawn {
            paragraph,
            at: (page, piece),
        });
        false
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
        item: &'a Item,
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
        let identifier = self.open(surface, tag);
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
        paragraph: &'a Arc<Paragraph>,
        lines: Range<usize>,
        (x, y): (f32, f32),
        links: &mut Vec<LinkArea>,
    ) {
        let plain = |run: &Run| run.face.is_some() && run.link.is_none();
        let range = lines.clone();
        let lines = paragraph.lines.get(lines).unwrap_or_default();
        if lines.iter().flat_map(|line| &line.runs).all(plain) {
            let identifier = self.open(surface, ContentTag::Other);
            if !self.stamp(paragraph, &range, x, y) {
                self.lines(surface, paragraph, range, (x, y));
            }
            surface.end_tagged();
            self.place(node, identifier, nodes);
            return;
        }
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
                        open = Some(self.open(surface, ContentTag::Other));
                    }
                    self.run(surface, paragraph, run, (x, baseline));
                    continue;
                }
                let actual = run.face.is_none().then(|| covered(paragraph, run));
                let tag = ContentTag::Span(SpanTag::empty().with_actual_text(actual));
                let identifier = self.open(surface, tag);
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

    fn lines(
        &self,
        surface: &mut Surface<'_>,
        paragraph: &Paragraph,
        lines: Range<usize>,
        (x, y): (f32, f32),
    ) {
        let lines = paragraph.lines.get(lines).unwrap_or_default();
        let top = lines.first().map_or(0.0, |line| line.top);
        for line in lines {
            for run in &line.runs {
                self.run(surface, paragraph, run, (x, y + line.baseline - top));
            }
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
        let start = Point::from_xy(hundredth(x + run.x), hundredth(baseline));
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
            } => self.lines(surface, paragraph, lines.clone(), (*x, *y)),
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
            Mark::Cells { cells: all, x, y } => cells(surface, all, hundredth(*x), hundredth(*y)),
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
                if let Entry::Vacant(e) = self.graphics.entry(key) {
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
            PictureKind::Png(_) | PictureKind::Jpeg(_) => {
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

/// A place to the hundredth of a point, which no printer can tell from the place itself and which
/// takes fewer digits.
fn hundredth(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
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
