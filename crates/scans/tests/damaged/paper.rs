//! Clean slips: the program's own letters, printed by poppler.

use std::process::Command;

use domain::{Language, Layout, PieceKind, Templates};
use papers::letters::preview;
use papers::write::pdf::PdfWriter;

/// Dots in a millimetre of a clean page: 300 to the inch.
pub const DOTS: f32 = 300.0 / 25.4;

/// A page as shades from 0 (black) to 1.
#[derive(Clone)]
pub struct Page {
    pub width: usize,
    pub height: usize,
    pub shades: Vec<f32>,
    /// Where the middle of the slip's first corner mark is, in pixels.
    pub origin: [f32; 2],
}

impl Page {
    pub fn new(width: usize, height: usize, shade: f32) -> Self {
        Self {
            width,
            height,
            shades: vec![shade; width * height],
            origin: [0.0, 0.0],
        }
    }

    /// The shade between pixels; `beyond` outside.
    pub fn between(&self, x: f32, y: f32, beyond: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if x < 0.0 || y < 0.0 {
            return beyond;
        }
        let (column, row) = (x as usize, y as usize);
        if column + 1 >= self.width || row + 1 >= self.height {
            return beyond;
        }
        let (right, down) = (x - column as f32, y - row as f32);
        let at = |x: usize, y: usize| self.shades[y * self.width + x];
        let upper = at(column, row) * (1.0 - right) + at(column + 1, row) * right;
        let lower = at(column, row + 1) * (1.0 - right) + at(column + 1, row + 1) * right;
        upper * (1.0 - down) + lower * down
    }
}

/// A slip that nobody filled in.
pub struct Paper {
    pub page: Page,
    pub layout: Layout,
}

const SURVEYS: [&str; 3] = [
    "[[survey]]\nquestion = \"Kent u de bewonersorganisatie van uw gebouw?\"\nanswers = [\"Ja\", \"Nee\", \"Die is er niet\"]\n[[survey]]\nquestion = \"Wilt u meedoen?\"\nanswers = [\"Ja\", \"Misschien\", \"Nee\"]\n[[survey]]\nquestion = \"Wat moet er als eerste beter?\"\nanswers = []\n",
    "[[survey]]\nquestion = \"Komt u naar de bijeenkomst?\"\nanswers = [\"Ja\", \"Nee\"]\n[[survey]]\nquestion = \"Met hoeveel mensen?\"\nanswers = [\"1\", \"2\", \"3\", \"4\", \"5\", \"meer\"]\n[[survey]]\nquestion = \"Wat hebt u nodig om te kunnen komen?\"\nanswers = [\"een tolk\", \"vervoer\", \"oppas voor de kinderen\", \"niets\"]\n[[survey]]\nquestion = \"Wilt u meedoen?\"\nanswers = [\"Ja\", \"Misschien later\", \"Nee\"]\n",
    "[[survey]]\nquestion = \"Doet u mee?\"\nanswers = [\"Ja\", \"Nee\"]\n",
];

/// Slips with so many different codes, of three surveys; none without poppler.
pub fn printed(count: usize) -> Option<Vec<Paper>> {
    let built_in = Templates::built_in();
    let mut all = Vec::new();
    for nth in 0..count {
        let settings = format!(
            "[campaign]\nname = \"Boost de Buurt\"\n[sender]\nname = \"FoKusgroep\"\naddress = [\"Voorbeeldplein 1\", \"1104 AA Amsterdam\"]\nemail = \"a@example.org\"\n{}",
            SURVEYS[nth % SURVEYS.len()]
        );
        let campaign = lists::read::campaign::parse(&settings, "campaign.toml").unwrap();
        let code = domain::Secret::from_text("slips").code(&format!("unit {nth}"), 1, 0);
        let sample = built_in.text("letters/start/sample.json").unwrap();
        let mut data: serde_json::Value = serde_json::from_str(sample).unwrap();
        data["answer"]["code"] = code.to_string().into();
        let own = (
            "letters/start/sample.json".to_owned(),
            data.to_string().into_bytes(),
        );
        let templates = Templates::with_own([own]);
        let dutch = Language::parse("nl").unwrap();
        let date = jiff::civil::date(2026, 11, 23);
        let made = preview::letter(PieceKind::Start, &dutch, &campaign, true, date, &templates);
        let (document, stationery) = made.value.unwrap_or_else(|| panic!("{:?}", made.findings));
        let layout = document.slips.values().next().unwrap().clone();
        let writer = PdfWriter::new(&stationery.fonts).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.pdf");
        std::fs::write(&path, writer.bytes(&document).unwrap()).unwrap();
        let last = document.pages.len().to_string();
        let printed = Command::new("pdftoppm")
            .args(["-r", "300", "-gray", "-f", &last, "-l", &last])
            .arg(&path)
            .output()
            .ok()?;
        all.push(Paper {
            page: slip_of(&printed.stdout, &layout),
            layout,
        });
    }
    Some(all)
}

/// Cuts the slip off: what lies below the upper marks, by what the letters room says of it.
fn slip_of(pgm: &[u8], layout: &Layout) -> Page {
    let mut lines = pgm.splitn(4, |byte| *byte == b'\n');
    let (_, size, _) = (lines.next(), lines.next().unwrap(), lines.next());
    let pixels = lines.next().unwrap();
    let size = std::str::from_utf8(size).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
    // The first black square in the left margin below the middle of the page, downwards.
    let column = (12.0 * DOTS) as usize;
    let dark = |y: usize| pixels[y * width + column] < 90;
    let run = (4.0 * DOTS) as usize - 3;
    let top = (0..height - run)
        .find(|y| (0..run).all(|down| dark(y + down)))
        .unwrap();
    let middle = top as f32 + 2.0 * DOTS;
    // From the cut line to the edge of the page, or a little below the marks.
    let first = (middle - 7.0 * DOTS) as usize;
    let last = ((middle + layout.size[1] as f32 / 100.0 * DOTS + 8.0 * DOTS) as usize).min(height);
    let shades: Vec<f32> = pixels[first * width..last * width]
        .iter()
        .map(|shade| f32::from(*shade) / 255.0)
        .collect();
    Page {
        width,
        height: last - first,
        shades,
        origin: [12.0 * DOTS, middle - first as f32],
    }
}
