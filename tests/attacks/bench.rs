//! The place where attacks are made: a small campaign, and a run of the program with a deadline.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A small campaign in a folder of its own.
pub struct Campaign {
    folder: tempfile::TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` when it was killed, by itself or for its time.
    pub code: Option<i32>,
    /// All that it said.
    pub said: String,
}

/// Eight homes on one street.
pub const REGISTER: &str = "nummeraanduiding_id;verblijfsobject_id;pand_id;straat;huisnummer;postcode;woonplaats;gebruiksdoel;x;y\n\
0363200000000001;0363010000000001;0363100000000001;Kortvoort;1;1104NA;Amsterdam;woonfunctie;126000;480000\n\
0363200000000002;0363010000000002;0363100000000001;Kortvoort;2;1104NA;Amsterdam;woonfunctie;126010;480000\n\
0363200000000003;0363010000000003;0363100000000001;Kortvoort;3;1104NA;Amsterdam;woonfunctie;126020;480000\n\
0363200000000004;0363010000000004;0363100000000001;Kortvoort;4;1104NA;Amsterdam;woonfunctie;126030;480000\n\
0363200000000005;0363010000000005;0363100000000002;Kortvoort;5;1104NB;Amsterdam;woonfunctie;126040;480000\n\
0363200000000006;0363010000000006;0363100000000002;Kortvoort;6;1104NB;Amsterdam;woonfunctie;126050;480000\n\
0363200000000007;0363010000000007;0363100000000002;Kortvoort;7;1104NB;Amsterdam;woonfunctie;126060;480000\n\
0363200000000008;0363010000000008;0363100000000002;Kortvoort;8;1104NB;Amsterdam;woonfunctie;126070;480000\n";

const LIST: &str = "Complex;Straat;Huisnummer;Postcode;Plaats\nK1;Kortvoort;1;1104NA;Amsterdam\nK1;Kortvoort;2;1104NA;Amsterdam\n";

impl Campaign {
    /// A campaign on the table of eight homes.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Self { folder };
        made.put("inputs/register.csv", REGISTER);
        made.put("inputs/lijst.csv", LIST);
        made.settings("register.csv", "");
        made
    }

    /// Writes the campaign file: the register's source, and more lines for `[register]`.
    pub fn settings(&self, source: &str, more: &str) {
        let text = format!(
            "[campaign]\nname = \"Proef\"\nlanguage = \"nl\"\ndate = \"2026-11-23\"\n\
             [sender]\nname = \"Buurtgroep\"\naddress = [\"Voorbeeldplein 1\", \"1104 AA Amsterdam\"]\nemail = \"groep@example.org\"\n\
             [register]\nsources = [\"{source}\"]\n{more}\n\
             [[list]]\nfile = \"lijst.csv\"\nkind = \"corporation\"\nowner = \"Rochdale\"\n"
        );
        self.put("inputs/campaign.toml", text);
    }

    /// The path of something in the folder.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Makes the register file of the eight homes, with two areas.
    pub fn import(&self) -> PathBuf {
        self.put(
            "kaart.geojson",
            areas(&[("Noord", SQUARE), ("Zuid", SQUARE)]),
        );
        let target = self.at("inputs/register.gpkg");
        let from = self.at("inputs/register.csv").display().to_string();
        let map = self.at("kaart.geojson").display().to_string();
        let to = target.display().to_string();
        let ended = self.run(&["register", "import", &from, "--areas", &map, "--to", &to]);
        assert_eq!(ended.code, Some(0), "{}", ended.said);
        self.settings("register.gpkg", "");
        target
    }

    /// Runs the program in the folder; half a minute is the most.
    pub fn run(&self, words: &[&str]) -> Ended {
        run_in(self.folder.path(), words, Duration::from_secs(30))
    }
}

/// Runs the program in a folder, with its memory limited to two gigabytes and an end to its time.
pub fn run_in(folder: &Path, words: &[&str], most: Duration) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haarvaten"));
    command.arg("-C").arg(folder).args(words).env(
        "HAARVATEN_SECRET",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    );
    ended(&mut command, most)
}

/// Waits for a command, and no longer than that.
pub fn ended(command: &mut Command, most: Duration) -> Ended {
    let said = tempfile::NamedTempFile::new().unwrap();
    let file = said.reopen().unwrap();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone().unwrap())
        .stderr(file)
        .spawn()
        .unwrap();
    let started = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if started.elapsed() > most {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let said = String::from_utf8_lossy(&fs::read(said.path()).unwrap()).into_owned();
    Ended { code, said }
}

/// Around the eight homes.
pub const SQUARE: &str = "[4.90,52.29],[5.02,52.29],[5.02,52.33],[4.90,52.33],[4.90,52.29]";

/// A map with areas: a name and the corners of each.
pub fn areas(all: &[(&str, &str)]) -> String {
    let features: Vec<String> = all
        .iter()
        .map(|(name, corners)| {
            format!(
                r#"{{"type":"Feature","properties":{{"code":"{name}","naam":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[{corners}]]}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}
