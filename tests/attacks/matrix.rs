//! Every kind of file below a campaign folder, damaged in every way: the program ends in time, in
//! order, and names the file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rayon::prelude::*;

use super::bench::{Ended, SQUARE, areas, ended};

#[path = "../support/mod.rs"]
mod support;

/// Each kind of file: its name, and the commands that meet it.
const FILES: [(&str, &[&str]); 27] = [
    ("inputs/campaign.toml", &["run"]),
    ("inputs/survey.toml", &["run"]),
    ("inputs/secret.key", &["run"]),
    ("inputs/geheugen.log", &["run", "repair"]),
    ("inputs/register.csv", &["run"]),
    ("inputs/gebieden.csv", &["run"]),
    ("inputs/kaart.geojson", &["run"]),
    ("inputs/Goede Huisvester.xlsx", &["run"]),
    ("inputs/goede-huisvester.recept.toml", &["run"]),
    ("inputs/vve.csv", &["run"]),
    ("inputs/organisaties.csv", &["run"]),
    ("inputs/contacten.csv", &["run"]),
    ("inputs/volunteers.csv", &["run"]),
    ("inputs/afmeldingen.csv", &["run"]),
    ("inputs/kopjes.txt", &["run"]),
    ("inputs/returned/controle.xlsx", &["collect"]),
    ("inputs/returned/opvolging.xlsx", &["collect"]),
    ("inputs/returned/formulier.csv", &["collect"]),
    ("inputs/returned/foto.png", &["collect"]),
    ("inputs/returned/stapel.pdf", &["collect"]),
    ("inputs/returned/terug.eml", &["collect"]),
    ("inputs/returned/terug.mbox", &["collect"]),
    ("templates/letters/start/nl.md.hbs", &["run"]),
    ("templates/briefhoofd.svg", &["run"]),
    ("outputs/ledger.sqlite", &["run", "repair"]),
    ("outputs/letters/", &["run", "letters"]),
    ("outputs/workbooks/controle.xlsx", &["run"]),
];

const DAMAGES: [&str; 11] = [
    "cut",
    "bits",
    "numbers",
    "strange",
    "link",
    "link to nothing",
    "fifo",
    "folder",
    "no permission",
    "empty",
    "sparse",
];

/// A campaign with a file of every kind, after one run.
fn campaign() -> tempfile::TempDir {
    let folder = support::village();
    let root = folder.path();
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let settings = fs::read_to_string(root.join("inputs/campaign.toml")).unwrap();
    let settings = settings.replace(
        "areas = [\"gebieden.csv\"]",
        "areas = [\"gebieden.csv\", \"kaart.geojson\"]",
    );
    put(
        "inputs/campaign.toml",
        &format!("{settings}\n[letters]\nletterhead = \"briefhoofd.svg\"\n"),
    );
    put("inputs/kaart.geojson", &areas(&[("Noord", SQUARE)]));
    put(
        "inputs/survey.toml",
        "[[question]]\nid = \"mee\"\nkind = \"single\"\nmeans = \"join\"\ntext = { nl = \"Doet u mee?\" }\nchoices = [{ id = \"ja\", nl = \"Ja\" }, { id = \"nee\", nl = \"Nee\" }]\n",
    );
    put(
        "inputs/volunteers.csv",
        "naam;dagen;gebied;hoogstens\nFatima;di;;40\nBram;;;\n",
    );
    put("inputs/kopjes.txt", "street = straatje\n");
    put(
        "templates/briefhoofd.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\"><title>Dorp</title><rect x=\"20\" y=\"8\" width=\"20\" height=\"5\" fill=\"#0B5D56\"/></svg>",
    );
    put(
        "templates/letters/start/nl.md.hbs",
        &fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/letters/start/nl.md.hbs"),
        )
        .unwrap(),
    );
    let first = run(root, &["run"], false);
    assert!(matches!(first.code, Some(0 | 1)), "{}", first.said);
    for name in ["controle.xlsx", "opvolging.xlsx"] {
        let to = root.join("inputs/returned").join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(root.join("outputs/workbooks").join(name), to).unwrap();
    }
    put(
        "inputs/returned/formulier.csv",
        "Datum;Code;Wilt u meedoen?\n1-12-2026;ABC-DEF-GH;ja\n",
    );
    let shades: Vec<u8> = (0..120_000_u32).map(|at| (at * 7 % 251) as u8).collect();
    fs::write(root.join("inputs/returned/foto.png"), photo(&shades)).unwrap();
    fs::write(root.join("inputs/returned/stapel.pdf"), pile(&shades)).unwrap();
    let mail = "From: iemand@example.org\nTo: dorpsgroep@example.org\nSubject: vraag\nMessage-ID: <1@example.org>\nDate: Mon, 23 Nov 2026 10:00:00 +0100\n\nHoe laat is het?\n";
    put("inputs/returned/terug.eml", mail);
    put(
        "inputs/returned/terug.mbox",
        &format!("From iemand@example.org Mon Nov 23 10:00:00 2026\n{mail}\n"),
    );
    folder
}

/// A picture of 300 by 400 dots.
fn photo(shades: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 300, 400);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(shades).unwrap();
    writer.finish().unwrap();
    bytes
}

/// The same as the page of a PDF, without a table of its objects: readers look for them.
fn pile(shades: &[u8]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>\nendobj\n4 0 obj\n<< /Length 28 >>\nstream\nq 595 0 0 842 0 0 cm /P Do Q\nendstream\nendobj\n5 0 obj\n<< /Type /XObject /Subtype /Image /Width 300 /Height 400 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 120000 >>\nstream\n".to_vec();
    bytes.extend_from_slice(shades);
    bytes.extend_from_slice(b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");
    bytes
}

/// Runs the program, as another user when nobody may read a file: who may do everything reads it.
fn run(folder: &Path, words: &[&str], nobody: bool) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haarvaten"));
    #[cfg(unix)]
    if nobody {
        std::os::unix::process::CommandExt::uid(&mut command, 65_534);
    }
    command.arg("-C").arg(folder).args(words);
    ended(
        command.env_remove("HAARVATEN_SECRET"),
        Duration::from_mins(1),
    )
}

/// Damages a file; whether that can be done here.
fn damage(path: &Path, how: &str) -> bool {
    let bytes = fs::read(path).unwrap();
    match how {
        "cut" => fs::write(path, &bytes[..bytes.len() / 2]).unwrap(),
        "bits" => {
            let mut bytes = bytes;
            let step = (bytes.len() / 40).max(1);
            for at in (step / 2..bytes.len()).step_by(step) {
                bytes[at] ^= 1 << (at % 8);
            }
            fs::write(path, bytes).unwrap();
        }
        "numbers" => {
            let text = bytes.iter().flat_map(|b| match b {
                b'1'..=b'9' => vec![b'9'; 12],
                other => vec![*other],
            });
            fs::write(path, text.collect::<Vec<u8>>()).unwrap();
        }
        "strange" => fs::write(path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap(),
        "empty" => fs::write(path, b"").unwrap(),
        "sparse" => {
            let file = fs::OpenOptions::new().write(true).open(path).unwrap();
            file.set_len(10 << 30).unwrap();
        }
        _ => return damage_kind(path, how),
    }
    true
}

/// Puts something else than a plain file in its place.
#[cfg(unix)]
fn damage_kind(path: &Path, how: &str) -> bool {
    use std::os::unix::fs::{PermissionsExt, symlink};
    match how {
        "no permission" => fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap(),
        "link" => {
            fs::remove_file(path).unwrap();
            symlink("/etc/hostname", path).unwrap();
        }
        "link to nothing" => {
            fs::remove_file(path).unwrap();
            symlink("/nowhere/at/all", path).unwrap();
        }
        "fifo" => {
            fs::remove_file(path).unwrap();
            let made = std::process::Command::new("mkfifo").arg(path).status();
            return made.is_ok_and(|status| status.success());
        }
        _ => {
            fs::remove_file(path).unwrap();
            fs::create_dir(path).unwrap();
        }
    }
    true
}

#[cfg(not(unix))]
fn damage_kind(_: &Path, _: &str) -> bool {
    false
}

fn file_of(root: &Path, name: &str) -> PathBuf {
    if !name.ends_with('/') {
        return root.join(name);
    }
    let mut found: Vec<PathBuf> = fs::read_dir(root.join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.remove(0)
}

#[test]
fn whatever_file_is_damaged_in_whatever_way_the_program_ends_in_order() {
    let healthy = campaign();
    let cases: Vec<(&str, &[&str], &str)> = FILES
        .iter()
        .flat_map(|(name, commands)| DAMAGES.map(|how| (*name, *commands, how)))
        .collect();
    let wrong: Vec<String> = cases
        .into_par_iter()
        .filter_map(|(name, commands, how)| attack(healthy.path(), name, commands, how))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn attack(healthy: &Path, name: &str, commands: &[&str], how: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    support::copy(healthy, folder.path());
    let path = file_of(folder.path(), name);
    if !damage(&path, how) {
        return None;
    }
    let nobody = how == "no permission" && fs::read(&path).is_ok();
    if nobody {
        let open = ["a+rwX", "-R"].map(str::to_owned);
        let chmod = std::process::Command::new("chmod")
            .args(open)
            .arg(folder.path())
            .status();
        assert!(chmod.unwrap().success());
        damage(&path, how);
    }
    for command in commands {
        // The day after, so that a run has something to do.
        let Ended { code, said } = run(folder.path(), &["--date", "2026-11-24", command], nobody);
        if !matches!(code, Some(0 | 1 | 2 | 4)) || said.contains("panicked") {
            return Some(format!("{name}, {how}, {command}: {code:?}\n{said}"));
        }
        if matches!(code, Some(2 | 4)) {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            if !said.contains(&file) {
                return Some(format!("{name}, {how}, {command}: not named\n{said}"));
            }
        }
    }
    None
}
