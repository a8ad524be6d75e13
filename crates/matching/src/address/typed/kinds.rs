//! What is no address of a home here: post office boxes and other countries.

use super::Code;
use super::line::Line;

const COUNTRIES: &[&str] = &[
    "belgie",
    "belgium",
    "belgique",
    "duitsland",
    "deutschland",
    "germany",
    "frankrijk",
    "france",
    "engeland",
    "england",
    "uk",
    "spanje",
    "spain",
    "espana",
    "italie",
    "italia",
    "italy",
    "turkije",
    "turkey",
    "turkiye",
    "marokko",
    "morocco",
    "suriname",
    "curacao",
    "aruba",
    "polen",
    "poland",
    "polska",
    "portugal",
    "oostenrijk",
    "austria",
    "osterreich",
    "zwitserland",
    "switzerland",
    "schweiz",
    "suisse",
    "luxemburg",
    "luxembourg",
    "usa",
    "canada",
    "ghana",
    "ierland",
    "ireland",
    "denemarken",
    "danmark",
    "denmark",
    "zweden",
    "sweden",
    "sverige",
    "noorwegen",
    "norway",
    "norge",
    "finland",
    "roemenie",
    "romania",
    "bulgarije",
    "bulgaria",
    "hongarije",
    "hungary",
    "griekenland",
    "greece",
    "kroatie",
    "bonaire",
    "scotland",
    "wales",
    "indonesie",
    "indonesia",
];

/// Large towns across the border, which people write without a country.
const TOWNS_ABROAD: &[&str] = &[
    "antwerpen",
    "anvers",
    "gent",
    "brussel",
    "bruxelles",
    "brussels",
    "brugge",
    "leuven",
    "mechelen",
    "hasselt",
    "kortrijk",
    "oostende",
    "aalst",
    "luik",
    "liege",
    "namen",
    "namur",
    "berlin",
    "berlijn",
    "koln",
    "keulen",
    "dusseldorf",
    "duisburg",
    "dortmund",
    "essen",
    "aachen",
    "aken",
    "munster",
    "hamburg",
    "munchen",
    "frankfurt",
    "bonn",
    "nordhorn",
    "gronau",
    "london",
    "londen",
    "paris",
    "parijs",
    "lille",
    "rijsel",
    "istanbul",
    "paramaribo",
];

/// Words by which people write to a box.
pub fn is_postbus(text: &str) -> bool {
    let text = text.trim();
    [
        "postbus",
        "antwoordnummer",
        "antwoordnr",
        "antw.nr",
        "p.o. box",
        "p.o.box",
        "po box",
        "pobox",
        "post bus",
        "postfach",
        "boite postale",
        "busnummer",
    ]
    .iter()
    .any(|word| {
        text.get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word))
            && text.get(word.len()..).is_some_and(|rest| {
                let rest = rest.trim_start_matches([' ', '.', ':']);
                rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
            })
    })
}

/// Whether a box stands anywhere in a line.
pub fn has_postbus(line: &Line, count: usize) -> bool {
    (0..count).any(|at| {
        let word = line.at(at);
        matches!(word.as_bytes().first(), Some(b'p' | b'a' | b'b'))
            && matches!(word.as_bytes().get(1), Some(b'o' | b'n' | b'.' | b'u'))
            && is_postbus(line.slice(at..count))
    })
}

/// Abroad by the country at the end, by the postcode, or by a large town across the border.
pub fn foreign(town: Option<&str>, code: &Code) -> bool {
    if matches!(code, Code::Valid(_)) {
        return false;
    }
    let is = |list: &[&str], word: &str| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let named = town.unwrap_or("");
    let last = named.rsplit([' ', ',']).next().unwrap_or("");
    if is(COUNTRIES, last) {
        return true;
    }
    match code {
        Code::Bad(bare) => {
            let digits = bare.bytes().filter(u8::is_ascii_digit).count();
            let letters = bare.len() - digits;
            let begins = bare.starts_with(|c: char| c.is_ascii_alphabetic());
            (digits == 5 && (letters == 0 || (letters == 1 && begins)))
                || (letters == 1 && digits == 4 && begins)
        }
        Code::Digits(_) | Code::Missing => {
            let first = named.split([' ', ',']).next().unwrap_or("");
            is(TOWNS_ABROAD, first)
        }
        Code::Valid(_) => false,
    }
}
