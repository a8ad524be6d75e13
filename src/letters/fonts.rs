//! The embedded fonts: what is set in what, and what stands in where a character is lacking.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};

use crate::domain::templates::built_in_bytes;

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
}
