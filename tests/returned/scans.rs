//! Paper slips through the copier: letters of a run are printed to pixels, ticked, piled up and read
//! back; what is sure is counted once, what is not is asked with the picture beside it, and a person's
//! decision comes back.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places on a page"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::process::Command;

use calamine::Reader as _;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{rows_of, workbook_of};
use crate::{SURVEY, at, campaign, campaign_asking, pieces, put, table};

const DOTS: f64 = 200.0 / 25.4;

/// A page in grey, row by row.
#[derive(Clone)]
struct Page {
    width: usize,
    height: usize,
    shades: Vec<u8>,
    /// The code and the layout of its slip, and the middle of the slip's first mark.
    slip: Option<(String, Value, [f64; 2])>,
}

impl Page {
    /// A cross in a box of a question, or ink all over it.
    fn tick(&mut self, question: &str, choice: &str, all_over: bool) {
        let (_, layout, origin) = self.slip.clone().unwrap();
        let asked = layout["asked"].as_array().unwrap().iter();
        let asked = asked.clone().find(|asked| asked["question"] == question);
        let boxes = asked.unwrap()["boxes"].as_array().unwrap().clone();
        let tick = boxes.iter().find(|tick| tick["choice"] == choice).unwrap();
        let [left, top, side] = [0, 1, 2].map(|at| tick["at"][at].as_f64().unwrap() / 100.0);
        let mut step = 0.0;
        while step < side {
            let others: Vec<f64> = if all_over {
                (0..60).map(|part| side * f64::from(part) / 60.0).collect()
            } else {
                vec![step, side - step]
            };
            for other in others {
                self.dot(origin, [left + step, top + other]);
            }
            step += 0.05;
        }
    }

    /// Something that somebody wrote.
    fn write(&mut self, question: &str) {
        let (_, layout, origin) = self.slip.clone().unwrap();
        let asked = layout["asked"].as_array().unwrap().iter();
        let asked = asked.clone().find(|asked| asked["question"] == question);
        let writing = asked.unwrap()["writing"].clone();
        let [left, top] = [0, 1].map(|at| writing[at].as_f64().unwrap() / 100.0);
        for step in 0..900 {
            let along = f64::from(step) / 30.0;
            let height = 4.5 + 1.5 * (along * 2.5).sin();
            self.dot(origin, [left + 2.0 + along, top + height]);
        }
    }

    fn dot(&mut self, origin: [f64; 2], [x, y]: [f64; 2]) {
        let (x, y) = (origin[0] + x * DOTS, origin[1] + y * DOTS);
        for down in -2_i32..=2 {
            for right in -2_i32..=2 {
                let column = (x + f64::from(right)) as usize;
                let row = (y + f64::from(down)) as usize;
                self.shades[row * self.width + column] = 50;
            }
        }
    }

    fn upside_down(mut self) -> Self {
        self.shades.reverse();
        self
    }
}

/// All pages of the letters of a campaign, with what is on their slips.
fn printed(folder: &TempDir) -> Option<Vec<Page>> {
    let ledger = folder.path().join("outputs/ledger.sqlite");
    let base = rusqlite::Connection::open(ledger).unwrap();
    let mut asked = base
        .prepare("select about, detail from event where what = 'slip'")
        .unwrap();
    let layouts: BTreeMap<String, Value> = asked
        .query_map([], |row| {
            let detail: String = row.get(1)?;
            Ok((row.get(0)?, serde_json::from_str(&detail).unwrap()))
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut pages = Vec::new();
    let mut letters: Vec<_> = fs::read_dir(folder.path().join("outputs/letters"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    letters.sort();
    for letter in letters {
        let folder = tempfile::tempdir().unwrap();
        Command::new("pdftoppm")
            .args(["-r", "200", "-gray"])
            .arg(&letter)
            .arg(folder.path().join("page"))
            .status()
            .ok()?;
        let mut files: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for file in files {
            let says = Command::new("zbarimg")
                .args(["-q", "--raw"])
                .arg(&file)
                .output()
                .ok()?;
            let says = String::from_utf8_lossy(&says.stdout).into_owned();
            let mut page = page_of(&fs::read(&file).unwrap());
            page.slip = says.lines().find_map(|line| {
                let (code, layout) = line.strip_prefix("HV:")?.split_once(':')?;
                let origin = origin(&page);
                Some((code.to_owned(), layouts[layout].clone(), origin))
            });
            pages.push(page);
        }
    }
    Some(pages)
}

fn page_of(pgm: &[u8]) -> Page {
    let mut parts = pgm.splitn(4, |byte| *byte == b'\n');
    let size = parts.nth(1).unwrap();
    let shades = parts.nth(1).unwrap().to_vec();
    let size = String::from_utf8_lossy(size).into_owned();
    let (width, height) = size.split_once(' ').unwrap();
    Page {
        width: width.parse().unwrap(),
        height: height.parse().unwrap(),
        shades,
        slip: None,
    }
}

/// The middle of the upper mark in the left margin.
fn origin(page: &Page) -> [f64; 2] {
    let column = (12.0 * DOTS) as usize;
    let run = (4.0 * DOTS) as usize - 3;
    let dark = |y: usize| page.shades[y * page.width + column] < 90;
    let top = (0..page.height - run)
        .find(|y| (0..run).all(|down| dark(y + down)))
        .unwrap();
    [12.0 * DOTS, top as f64 + 2.0 * DOTS]
}

/// A PDF as a copier makes it: a picture to a page.
fn pile(pages: &[Page]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |out: &mut Vec<u8>, head: String, stream: Option<&[u8]>| {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{head}\n", places.len()).bytes());
        if let Some(stream) = stream {
            out.extend(b"stream\n");
            out.extend(stream);
            out.extend(b"\nendstream\n");
        }
        out.extend(b"endobj\n");
    };
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", at * 3 + 3))
        .collect();
    object(
        &mut out,
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        None,
    );
    let tree = format!(
        "<< /Type /Pages /Kids [{}] /Count {} >>",
        kids.join(" "),
        kids.len()
    );
    object(&mut out, tree, None);
    for (at, page) in pages.iter().enumerate() {
        let first = at * 3 + 3;
        let head = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /XObject << /P {} 0 R >> >> >>",
            first + 1,
            first + 2
        );
        object(&mut out, head, None);
        let draw = b"q 595 0 0 842 0 0 cm /P Do Q";
        object(
            &mut out,
            format!("<< /Length {} >>", draw.len()),
            Some(draw),
        );
        let head = format!(
            "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {} >>",
            page.width,
            page.height,
            page.shades.len()
        );
        object(&mut out, head, Some(&page.shades));
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let tail = format!(
        "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
        places.len() + 1
    );
    out.extend(tail.bytes());
    out
}

fn picture(page: &Page) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = (page.width as u32, page.height as u32);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&page.shades)
        .unwrap();
    bytes
}

fn lay(folder: &TempDir, name: &str, bytes: &[u8]) {
    fs::write(folder.path().join("inputs/returned").join(name), bytes).unwrap();
}

/// What counts of the answers with a code: question → answer.
fn answers(folder: &TempDir, code: &str) -> BTreeMap<String, String> {
    let plain = |text: &str| text.replace('-', "");
    table(folder, "replies.csv")
        .into_iter()
        .filter(|row| plain(&row["code"]) == code && row["counts"] == "yes")
        .map(|row| (row["question"].clone(), row["answer"].clone()))
        .collect()
}

/// What became of the pages of a file: page → kind of end.
fn accounts(folder: &TempDir, file: &str) -> Vec<(String, String)> {
    table(folder, "returned.csv")
        .into_iter()
        .filter(|row| row["file"] == format!("returned/{file}"))
        .map(|row| {
            let page = row["sheet"].split(' ').nth(1).unwrap_or_default();
            (
                page.to_owned(),
                row["outcome"].clone() + ": " + &row["reason"],
            )
        })
        .collect()
}

/// The sheet with what is to be looked at, filled in: by code and question.
fn decided(folder: &TempDir, decide: impl Fn(&[String]) -> Option<String>) -> Vec<u8> {
    let path = folder.path().join("outputs/workbooks/controle.xlsx");
    let mut rows = rows_of(&path, "Nakijken");
    let heading = rows
        .iter()
        .position(|row| row.iter().any(|cell| cell == "Besluit"));
    let heading = heading.unwrap();
    let column = rows[heading]
        .iter()
        .position(|cell| cell == "Besluit")
        .unwrap();
    for row in rows.iter_mut().skip(heading + 1) {
        if let Some(decision) = decide(row) {
            row[column] = decision;
        }
    }
    workbook_of(&[("Nakijken", &rows)])
}

/// The key of the one question about a slip that is meant.
fn key_of(folder: &TempDir, is_meant: &dyn Fn(&str) -> bool) -> String {
    let base = rusqlite::Connection::open(folder.path().join("outputs/ledger.sqlite")).unwrap();
    let mut asked = base
        .prepare("select about, detail from event where what = 'look'")
        .unwrap();
    let all: Vec<String> = asked
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })
        .unwrap()
        .map(Result::unwrap)
        .filter(|(key, detail)| is_meant(&format!("{key} {}", detail.replace('-', ""))))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

#[test]
fn a_pile_of_slips_is_read_counted_once_and_asked_where_it_is_not_sure() {
    let folder = campaign();
    let Some(all) = printed(&folder) else {
        println!("skipped: pdftoppm or zbarimg is not installed");
        return;
    };
    let mut slips: Vec<Page> = all
        .iter()
        .filter(|page| page.slip.is_some())
        .cloned()
        .collect();
    assert!(slips.len() >= 6, "the letters have slips");
    let code = |page: &Page| page.slip.as_ref().unwrap().0.clone();
    let codes: Vec<String> = slips.iter().map(code).collect();
    let known: Vec<String> = pieces(&folder)
        .values()
        .map(|(_, code, _)| code.replace('-', ""))
        .collect();
    assert!(codes.iter().all(|code| known.contains(code)));

    slips[0].tick("mee", "ja", false);
    slips[0].tick("cijfer", "4", false);
    slips[1].tick("mee", "ja", true);
    slips[1].tick("mee", "nee", false);
    slips[1].tick("beter", "lift", false);
    slips[1].tick("beter", "schoon", false);
    slips[2].tick("mee", "ja", false);
    slips[2].write("verder");
    slips[3].tick("mee", "ja", false);
    slips[3].tick("mee", "nee", false);
    let mut empty = slips[4].clone();
    empty.shades.fill(255);
    let foreign = all.iter().find(|page| page.slip.is_none()).unwrap().clone();
    let pages = [
        slips[0].clone(),
        empty,
        slips[1].clone().upside_down(),
        foreign,
        slips[2].clone(),
        slips[3].clone(),
        slips[4].clone(),
    ];
    lay(&folder, "stapel.pdf", &pile(&pages));
    let said = at(&folder, "2026-11-30", &["collect"], &[0, 1]);
    assert!(
        said.contains("Antwoordstroken op scans") && said.contains("Nakijken"),
        "{said}"
    );

    let of = |at: usize| answers(&folder, &codes[at]);
    let words = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(q, a)| ((*q).to_owned(), (*a).to_owned()))
            .collect()
    };
    assert_eq!(of(0), words(&[("mee", "ja"), ("cijfer", "4")]));
    assert_eq!(of(1), words(&[("mee", "nee"), ("beter", "lift; schoon")]));
    assert_eq!(of(2), words(&[("mee", "ja")]));
    assert_eq!(of(3), BTreeMap::new(), "two ticks are a question");
    assert_eq!(of(4), BTreeMap::new());
    let accounted = accounts(&folder, "stapel.pdf");
    let of_page = |page: &str| {
        let found = accounted.iter().find(|(row, _)| row == page);
        found.map(|(_, why)| why.as_str()).unwrap_or_default()
    };
    assert_eq!(accounted.len(), 7, "{accounted:?}");
    assert_eq!(of_page("1"), "used: overgenomen");
    assert_eq!(of_page("2"), "set_aside: een lege bladzijde");
    assert_eq!(
        of_page("4"),
        "set_aside: een bladzijde zonder antwoordstrook"
    );
    assert_eq!(of_page("7"), "set_aside: hier is niets ingevuld");
    assert!(of_page("5").contains("Nakijken") && of_page("6").contains("Nakijken"));

    // Two slips on one sheet are two.
    let mut sheet = slips[5].clone();
    sheet.tick("mee", "ja", false);
    let mut under = slips[4].clone();
    under.tick("mee", "nee", false);
    let half = |page: &Page| {
        let from = (page.slip.as_ref().unwrap().2[1] - 5.0 * DOTS) as usize;
        page.shades[from * page.width..].to_vec()
    };
    let together = Page {
        shades: [half(&sheet), half(&under)].concat(),
        height: (half(&sheet).len() + half(&under).len()) / sheet.width,
        ..sheet
    };
    lay(&folder, "twee.png", &picture(&together));
    at(&folder, "2026-11-30", &["collect"], &[0, 1]);
    assert_eq!(answers(&folder, &codes[5]), words(&[("mee", "ja")]));
    assert_eq!(answers(&folder, &codes[4]), words(&[("mee", "nee")]));

    // The same pile again, under another name, and one of its slips as a photo: no news.
    let before = fs::read(folder.path().join("outputs/tables/replies.csv")).unwrap();
    lay(&folder, "nog eens.pdf", &pile(&pages));
    lay(&folder, "foto.png", &picture(&slips[0]));
    at(&folder, "2026-12-01", &["collect"], &[0, 1]);
    let after = fs::read(folder.path().join("outputs/tables/replies.csv")).unwrap();
    assert!(before == after, "the same scan changes nothing");

    // Another slip with a code that answered otherwise is a question.
    let mut other = all.iter().find(|page| page.slip.is_some()).unwrap().clone();
    other.tick("mee", "nee", false);
    lay(&folder, "tweede.png", &picture(&other));
    at(&folder, "2026-12-02", &["collect"], &[0, 1]);
    assert_eq!(answers(&folder, &codes[0])["mee"], "ja");

    // Three rows to look at, each with its picture.
    at(&folder, "2026-12-02", &["check"], &[0, 1]);
    let book = folder.path().join("outputs/workbooks/controle.xlsx");
    let mut zip = zip::ZipArchive::new(fs::File::open(&book).unwrap()).unwrap();
    let media: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .filter(|name| name.starts_with("xl/media/"))
        .collect();
    assert_eq!(media.len(), 3, "{media:?}");
    let mut bytes = Vec::new();
    zip.by_name(&media[0])
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    assert!(
        png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .is_ok()
    );

    // What a person decides comes back.
    let review = decided(&folder, |row| {
        let text = row.join(" ");
        if text.contains("geschreven") {
            Some("De lift (al weken stuk)".to_owned())
        } else if text.contains("andere strook") {
            Some("deze strook geldt".to_owned())
        } else {
            text.contains("aangekruist").then(|| "Nee".to_owned())
        }
    });
    lay(&folder, "nagekeken.xlsx", &review);
    at(&folder, "2026-12-03", &["collect"], &[0, 1]);
    let of = |at: usize| answers(&folder, &codes[at]);
    assert_eq!(of(2)["verder"], "De lift (al weken stuk)");
    assert_eq!(of(3)["mee"], "nee");
    assert_eq!(of(0)["mee"], "nee");
    at(&folder, "2026-12-03", &["check"], &[0, 1]);
    let asks = || {
        let sheets = calamine::open_workbook_auto(&book).unwrap();
        sheets.sheet_names().contains(&"Nakijken".to_owned())
    };
    assert!(!asks(), "all is decided");

    // What a person takes back is asked again; "none of these" is an answer, and it is empty.
    let ticked =
        |text: &str| text.contains("slip ") && text.contains(&codes[3]) && text.contains("mee");
    let again = |word: &str, day: &str| {
        let rows = vec![
            ["Vraag", "Keuze", "Besluit", "Opmerking", "id"]
                .map(str::to_owned)
                .to_vec(),
            ["Doet u mee?", "", word, "", &key_of(&folder, &ticked)]
                .map(str::to_owned)
                .to_vec(),
        ];
        lay(
            &folder,
            &format!("terug {day}.xlsx"),
            &workbook_of(&[("Nakijken", &rows)]),
        );
        let said = at(&folder, day, &["collect"], &[0, 1]);
        at(&folder, day, &["check"], &[0, 1]);
        said
    };
    again("ongedaan", "2026-12-04");
    assert!(asks(), "a decision that was taken back is asked again");
    let said = again("misschien wel", "2026-12-05");
    assert!(said.contains("W134"), "{said}");
    assert!(asks());
    again("geen van deze", "2026-12-06");
    assert!(!asks());
    assert_eq!(of(3).get("mee").map_or("", String::as_str), "");
    lay(&folder, "vierde.png", &picture(&slips[3]));
    at(&folder, "2026-12-06", &["collect"], &[0, 1]);
    at(&folder, "2026-12-06", &["check"], &[0, 1]);
    assert!(!asks(), "the same slip does not ask twice");

    // What somebody wrote goes with them.
    let ledger = || fs::read(folder.path().join("outputs/ledger.sqlite")).unwrap();
    let holds = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        text.contains("al weken stuk") || text.matches("iVBORw0KGgo").count() > 2
    };
    assert!(holds(&ledger()));
    let number = pieces(&folder)
        .into_iter()
        .find(|(_, (_, code, _))| code.replace('-', "") == codes[2])
        .unwrap()
        .0;
    let address = format!("Dorpsstraat {number}, 1234 AB Proefstad");
    at(
        &folder,
        "2026-12-07",
        &["forget", &address, "--really"],
        &[0, 1],
    );
    assert!(!holds(&ledger()), "words and picture of the slip are gone");
}

#[test]
fn who_wants_no_more_post_on_a_second_slip_is_heard_before_anybody_looks() {
    let asks = "[[question]]\nid = 'post'\nkind = 'single'\nmeans = 'no_post'\ntext = 'Liever geen post meer?'\nchoices = ['ja', 'nee']\n";
    let folder = campaign_asking(&format!("{asks}\n{SURVEY}"), |contacts| contacts);
    let Some(all) = printed(&folder) else {
        println!("skipped: pdftoppm or zbarimg is not installed");
        return;
    };
    let fresh = all.iter().find(|page| page.slip.is_some()).unwrap();
    let code = fresh.slip.as_ref().unwrap().0.clone();
    let mut first = fresh.clone();
    first.tick("mee", "ja", false);
    lay(&folder, "eerste.png", &picture(&first));
    at(&folder, "2026-11-30", &["collect"], &[0, 1]);
    assert_eq!(answers(&folder, &code)["mee"], "ja");
    let opted_out = || {
        let base = rusqlite::Connection::open(folder.path().join("outputs/ledger.sqlite")).unwrap();
        let asked = "select count(*) from event where what = 'opted_out'";
        base.query_row(asked, [], |row| row.get::<_, u32>(0))
            .unwrap()
    };
    assert_eq!(opted_out(), 0);
    let mut second = fresh.clone();
    second.tick("mee", "nee", false);
    second.tick("post", "ja", false);
    lay(&folder, "tweede.png", &picture(&second));
    let said = at(&folder, "2026-12-01", &["collect"], &[0, 1]);
    assert_eq!(answers(&folder, &code)["mee"], "ja", "which holds is asked");
    assert_eq!(opted_out(), 1, "{said}");
}

#[test]
fn what_is_no_scan_or_a_hostile_one_is_told_and_the_rest_goes_on() {
    let folder = campaign();
    // A picture that says it has 60,000 by 60,000 dots.
    let mut bomb = Vec::new();
    png::Encoder::new(&mut bomb, 60_000, 60_000)
        .write_header()
        .unwrap();
    lay(&folder, "bom.png", &bomb);
    lay(&folder, "geen.jpg", b"Beste groep, ik doe mee.");
    lay(&folder, "half.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
    let white = Page {
        width: 300,
        height: 400,
        shades: vec![255; 120_000],
        slip: None,
    };
    let whole = pile(&[white.clone(), white]);
    let wide = String::from_utf8_lossy(&whole).replace("/Width 300 ", "/Width 90000 ");
    lay(&folder, "breed.pdf", wide.as_bytes());
    let cut = picture(&Page {
        width: 300,
        height: 400,
        shades: vec![90; 120_000],
        slip: None,
    });
    lay(&folder, "afgebroken.png", &cut[..cut.len() / 2]);
    put(&folder, "antwoord.csv", "code,mee\nzomaar,ja\n");
    let said = at(&folder, "2026-11-30", &["collect"], &[0, 1]);
    for (code, file) in [
        ("W132", "bom.png"),
        ("W130", "geen.jpg"),
        ("W131", "half.pdf"),
        ("W132", "breed.pdf"),
        ("W131", "afgebroken.png"),
        ("W115", "antwoord.csv"),
    ] {
        assert!(
            said.lines()
                .any(|line| line.contains(code) && line.contains(file)),
            "{code} {file}: {said}"
        );
    }
}
