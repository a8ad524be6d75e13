//! Pages as pictures: every kind of letter and poster looks as somebody accepted it.
//!
//! `pdftoppm` draws the pages; small differences (another version smooths fonts in another way) are
//! allowed, a line in another place is not. Accept a change with
//! `BLESS=1 cargo test --test pictures`, and look at `git diff tests/pictures`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test may fail loudly, makes its own files and reads its environment itself"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use haarvaten::domain::campaign::PosterSize;
use haarvaten::domain::{Campaign, Language, PieceKind, Templates};
use haarvaten::letters::preview;
use haarvaten::write::pdf::PdfWriter;

const DATE: jiff::civil::Date = jiff::civil::date(2026, 11, 23);
/// The least resolution at which a moved line or a lost picture is seen.
const DPI: &str = "30";
/// How much a shade of red, green or blue may differ, of 255.
const TOLERANCE: u8 = 64;
/// How many of a thousand may differ more than that.
const PAGE_TOLERANCE: usize = 3;

/// A picture: its size, and the shades of its points.
struct Picture {
    width: u32,
    height: u32,
    shades: Vec<u8>,
}

fn read(path: &Path) -> Option<Picture> {
    let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().unwrap();
    let mut shades = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut shades).unwrap();
    shades.truncate(info.buffer_size());
    Some(Picture {
        width: info.width,
        height: info.height,
        shades,
    })
}

/// A page of a PDF file drawn into a folder; none when `pdftoppm` is not installed.
fn drawn(pdf: &[u8], page: usize, folder: &Path) -> Option<PathBuf> {
    let file = folder.join("x.pdf");
    std::fs::write(&file, pdf).unwrap();
    let page = page.to_string();
    let run = Command::new("pdftoppm")
        .args(["-r", DPI, "-png", "-singlefile"])
        .args(["-f", &page, "-l", &page])
        .arg(&file)
        .arg(folder.join("page"))
        .stderr(std::process::Stdio::null())
        .status();
    if run.is_err() {
        eprintln!("skipped: pdftoppm is not installed");
        return None;
    }
    Some(folder.join("page.png"))
}

fn accepted(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures");
    folder.join(format!("{name}.png"))
}

/// What is wrong with a page; nothing when it looks as it was accepted.
fn compared(pdf: &[u8], page: usize, name: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let now = drawn(pdf, page, folder.path())?;
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(accepted(name).parent().unwrap()).unwrap();
        std::fs::copy(now, accepted(name)).unwrap();
        return None;
    }
    let now = read(&now).unwrap();
    let Some(then) = read(&accepted(name)) else {
        return Some(format!("{name}: there is no accepted picture"));
    };
    if (now.width, now.height) != (then.width, then.height) {
        return Some(format!("{name}: another size"));
    }
    let shades = now.shades.iter().zip(&then.shades);
    let other = shades.filter(|(now, then)| now.abs_diff(**then) > TOLERANCE);
    let (other, all) = (other.count(), now.shades.len());
    (other * 1_000 > PAGE_TOLERANCE * all).then(|| format!("{name}: {other} of {all} shades"))
}

fn campaign() -> Campaign {
    let text = "[campaign]\nname = \"Boost de Buurt\"\n[sender]\nname = \"FoKusgroep\"\n\
         address = [\"Voorbeeldplein 1\", \"1104 AA Amsterdam\"]\nemail = \"a@example.org\"\n\
         [letters]\nkix = true\n";
    haarvaten::read::campaign::parse(text, "campaign.toml").unwrap()
}

/// The pages of a letter's template with its sample data.
fn letter(kind: PieceKind, tag: &str, templates: &Templates) -> (Vec<u8>, usize) {
    let language = Language::parse(tag).unwrap();
    let made = preview::letter(kind, &language, &campaign(), false, DATE, templates);
    let (document, stationery) = made.value.unwrap();
    let writer = PdfWriter::new(&stationery.fonts).unwrap();
    (writer.bytes(&document).unwrap(), document.pages.len())
}

#[test]
fn every_page_looks_as_it_was_accepted() {
    let mut wrong = Vec::new();
    for tag in ["nl", "en"] {
        for kind in PieceKind::WRITTEN {
            let (bytes, pages) = letter(kind, tag, &Templates::built_in());
            for page in 1..=pages {
                let name = format!("{}-{tag}-{page}", kind.word());
                wrong.extend(compared(&bytes, page, &name));
            }
        }
        let language = Language::parse(tag).unwrap();
        let built_in = Templates::built_in();
        let (document, fonts) =
            preview::poster(&language, PosterSize::A4, DATE, &built_in).unwrap();
        let bytes = PdfWriter::new(&fonts).unwrap().bytes(&document).unwrap();
        wrong.extend(compared(&bytes, 1, &format!("poster-{tag}")));
    }
    assert!(
        wrong.is_empty(),
        "{wrong:#?}\nlook at these pages, and accept them with BLESS=1"
    );
}

#[test]
fn a_line_in_another_place_is_seen() {
    if std::env::var_os("BLESS").is_some() || Command::new("pdftoppm").output().is_err() {
        eprintln!("skipped: pictures are being accepted, or pdftoppm is not installed");
        return;
    }
    let text = Templates::built_in();
    let text = text.text("letters/start/nl.md.hbs").unwrap();
    let moved = text.replacen("Beste ", "Een regel meer.\n\nBeste ", 1);
    let own = [("letters/start/nl.md.hbs".to_owned(), moved.into_bytes())];
    let (bytes, _) = letter(PieceKind::Start, "nl", &Templates::with_own(own));
    assert!(compared(&bytes, 1, "start-nl-1").is_some());
}
