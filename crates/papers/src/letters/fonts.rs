//! The embedded fonts: what is set in what, and what stands in where a character is lacking.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};

use domain::templates::built_in_bytes;

/// The font of all text.
pub const FAMILY: &str = "Lato";

/// Built-in font files, below `templates/`; the first four are the text font.
const FILES: [&str; 11] = [
    "fonts/Lato-Regular.ttf",
    "fonts/Lato-Italic.ttf",
    "fonts/Lato-Bold.ttf",
    "fonts/Lato-BoldItalic.ttf",
    "fonts/NotoSans-Rest-Regular.ttf",
    "fonts/NotoSansArabic-Regular.ttf",
    "fonts/NotoSansArabic-Bold.ttf",
    "fonts/NotoSansHebrew-Regular.ttf",
    "fonts/NotoSansHebrew-Bold.ttf",
    "fonts/NotoSansEthiopic-Regular.ttf",
    "fonts/NotoSansDevanagari-Regular.ttf",
];

/// Where a character is looked for, in order.
pub const FALLBACK: [&str; 6] = [
    FAMILY,
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
    "Noto Sans Devanagari",
];

/// Position of a font file in [`Fonts::files`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FaceIx(pub u16);

/// Font files with the list of families in which characters are looked for.
#[derive(Debug)]
pub struct Fonts {
    files: Vec<Arc<[u8]>>,
    blobs: Vec<Blob<u8>>,
    by_blob: HashMap<u64, FaceIx>,
    widths: Vec<Widths>,
    families: Vec<String>,
}

static BUILT_IN: LazyLock<Arc<Fonts>> = LazyLock::new(|| {
    let files = FILES.iter().filter_map(|path| built_in_bytes(path));
    Arc::new(Fonts::of(files.map(Arc::from).collect()))
});

impl Fonts {
    /// The built-in fonts.
    pub fn built_in() -> Arc<Self> {
        Arc::clone(&BUILT_IN)
    }

    /// The built-in fonts, and a campaign's own after them for characters that they lack.
    pub fn with_own(own: &[&[u8]]) -> Arc<Self> {
        if own.is_empty() {
            return Self::built_in();
        }
        let mut files = BUILT_IN.files.clone();
        files.extend(own.iter().map(|bytes| Arc::from(*bytes)));
        Arc::new(Self::of(files))
    }

    fn of(files: Vec<Arc<[u8]>>) -> Self {
        let blobs: Vec<Blob<u8>> = files
            .iter()
            .map(|file| Blob::new(Arc::new(Arc::clone(file))))
            .collect();
        let by_blob = blobs
            .iter()
            .zip(0_u16..)
            .map(|(blob, at)| (blob.id(), FaceIx(at)))
            .collect();
        let mut fonts = Self {
            widths: files.iter().map(|file| Widths::read(file)).collect(),
            files,
            blobs,
            by_blob,
            families: FALLBACK.map(str::to_owned).to_vec(),
        };
        let mut collection = fonts.collection();
        let extra: Vec<String> = collection
            .family_names()
            .filter(|name| !FALLBACK.contains(name))
            .map(str::to_owned)
            .collect();
        fonts.families.extend(extra);
        fonts
            .families
            .get_mut(FALLBACK.len()..)
            .unwrap_or_default()
            .sort();
        fonts
    }

    /// The font files, by [`FaceIx`].
    pub fn files(&self) -> &[Arc<[u8]>] {
        &self.files
    }

    /// Where characters are looked for, in order.
    pub fn families(&self) -> &[String] {
        &self.families
    }

    /// Which file a shaped run is in.
    pub(super) fn face(&self, blob: &Blob<u8>) -> Option<FaceIx> {
        self.by_blob.get(&blob.id()).copied()
    }

    /// How far the pen moves after a glyph, as a share of the font size, without the noise of
    /// rounding. What differs from the width in the font (kerning) stands in the page as a number
    /// of thousandths: `45` and not `45.00006`.
    pub(super) fn advance(&self, face: Option<FaceIx>, glyph: u32, advance: f32) -> f32 {
        let widths = face.and_then(|FaceIx(at)| self.widths.get(usize::from(at)));
        widths.map_or(advance, |widths| widths.exact(glyph, advance))
    }

    /// What parley needs; made once a thread.
    pub(super) fn context(&self) -> FontContext {
        FontContext {
            collection: self.collection(),
            source_cache: SourceCache::default(),
        }
    }

    fn collection(&self) -> Collection {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        for blob in &self.blobs {
            collection.register_fonts(blob.clone(), None);
        }
        collection
    }
}

/// The widths of a font's glyphs (tables `head`, `hhea` and `hmtx` of OpenType).
#[derive(Debug, Default)]
struct Widths {
    units: f32,
    all: Vec<u16>,
}

impl Widths {
    /// No widths when a table is missing: then nothing is rounded.
    fn read(file: &[u8]) -> Self {
        let read = || {
            let units = short(table(file, b"head")?, 18)?;
            let count = short(table(file, b"hhea")?, 34)?;
            let metrics = table(file, b"hmtx")?;
            let all = (0..usize::from(count)).map(|at| short(metrics, at * 4));
            Some(Self {
                units: f32::from(units),
                all: all.collect::<Option<_>>()?,
            })
        };
        read().unwrap_or_default()
    }

    fn exact(&self, glyph: u32, advance: f32) -> f32 {
        let at = usize::try_from(glyph).unwrap_or(usize::MAX);
        let Some(width) = self.all.get(at).or(self.all.last()) else {
            return advance;
        };
        // The writer counts in thousandths of the font size, and so it compares these two.
        let share = f32::from(*width) / self.units;
        let steps = ((advance - share) * self.units).round();
        if ((advance - share) * self.units - steps).abs() > 0.05 {
            return advance;
        }
        let wanted = share * 1000.0 + steps * 1000.0 / self.units;
        let close = (f32::from(*width) + steps) / self.units;
        let (up, down) = (close.next_up(), close.next_down());
        [close, up, down, up.next_up(), down.next_down()]
            .into_iter()
            .find(|try_out| try_out * 1000.0 == wanted)
            .unwrap_or(close)
    }
}

fn table<'a>(file: &'a [u8], tag: &[u8; 4]) -> Option<&'a [u8]> {
    let count = usize::from(short(file, 4)?);
    let records = file.get(12..)?.chunks_exact(16).take(count);
    let record = records.into_iter().find(|record| record.starts_with(tag))?;
    let at = |from: usize| {
        let bytes: [u8; 4] = record.get(from..from + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    file.get(at(8)?..)?.get(..at(12)?)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_there_and_every_family_is_known() {
        let fonts = Fonts::built_in();
        assert_eq!(fonts.files().len(), FILES.len());
        let mut collection = fonts.collection();
        for family in fonts.families() {
            assert!(collection.family_id(family).is_some(), "{family}");
        }
        assert_eq!(fonts.families().len(), FALLBACK.len());
    }
    #[test]
    fn kerning_is_a_round_number() {
        let fonts = Fonts::built_in();
        let regular = fonts.widths.first().unwrap();
        assert!(regular.units == 2000.0 && regular.all.len() > 500);
        let (mut all, mut round) = (0, 0);
        for (glyph, width) in (0_u32..).zip(&regular.all) {
            let share = f32::from(*width) / regular.units;
            for kern in [-150.0_f32, -31.0, -1.0, 0.0, 1.0, 50.0] {
                let noisy = (share + kern / 2000.0) * 10.8 / 10.8;
                let exact = fonts.advance(Some(FaceIx(0)), glyph, noisy);
                let kerning = exact * 1000.0 - share * 1000.0;
                assert!((kerning - kern / 2.0).abs() < 0.001, "{glyph} {kern}");
                all += 1;
                round += i32::from(kerning == kern / 2.0);
            }
        }
        // Where widths pass a power of two the last bit may be lacking.
        assert!(round * 100 > all * 97, "{round} of {all}");
    }
}
