//! Names of towns and streets that look like real ones.

use std::collections::HashSet;

use super::dice;

/// What half of the towns have.
const POPULAR: [&str; 84] = [
    "Kerkstraat",
    "Dorpsstraat",
    "Molenstraat",
    "Schoolstraat",
    "Molenweg",
    "Julianastraat",
    "Wilhelminastraat",
    "Nieuwstraat",
    "Parallelweg",
    "Stationsstraat",
    "Beatrixstraat",
    "Industrieweg",
    "Beukenlaan",
    "Eikenlaan",
    "Kastanjelaan",
    "Lindelaan",
    "Prins Bernhardstraat",
    "Prinses Irenestraat",
    "Prinses Margrietstraat",
    "Emmastraat",
    "Hoofdstraat",
    "Kerkweg",
    "Kerkplein",
    "Marktstraat",
    "Markt",
    "Burgemeester de Vriesstraat",
    "Van Goghstraat",
    "Rembrandtstraat",
    "Vermeerstraat",
    "Mauritsstraat",
    "Oranjestraat",
    "Willem de Zwijgerstraat",
    "Koningin Julianalaan",
    "Koningin Wilhelminalaan",
    "Meidoornstraat",
    "Rozenstraat",
    "Tulpenstraat",
    "Leliestraat",
    "Merelstraat",
    "Lijsterstraat",
    "Zwaluwstraat",
    "Leeuwerikstraat",
    "Nachtegaalstraat",
    "Populierenlaan",
    "Berkenlaan",
    "Esdoornlaan",
    "Acacialaan",
    "Wilgenlaan",
    "Seringenstraat",
    "Irisstraat",
    "Anjerstraat",
    "Noorderstraat",
    "Zuiderstraat",
    "Oosterstraat",
    "Westerstraat",
    "Havenstraat",
    "Havenkade",
    "Achterstraat",
    "Achterweg",
    "Hoogstraat",
    "Langestraat",
    "Kortestraat",
    "Spoorstraat",
    "Stationsweg",
    "Stationsplein",
    "Raadhuisplein",
    "Raadhuisstraat",
    "Burgemeester Jansenstraat",
    "Pastoor van Kesselstraat",
    "Dokter Schaepmanstraat",
    "Thorbeckestraat",
    "Troelstrastraat",
    "De Ruyterstraat",
    "Admiraal de Ruijterweg",
    "Piet Heinstraat",
    "Tromplaan",
    "Jan van Galenstraat",
    "Plein 1940-45",
    "1e Dwarsstraat",
    "2e Dwarsstraat",
    "Zandweg",
    "Heideweg",
    "Bosweg",
    "Veldweg",
];
const STEMS: [&str; 96] = [
    "Appel",
    "Peren",
    "Kersen",
    "Pruimen",
    "Hazelaar",
    "Iepen",
    "Elzen",
    "Vlier",
    "Sleedoorn",
    "Ginkgo",
    "Ceder",
    "Dennen",
    "Sparren",
    "Larix",
    "Vuurdoorn",
    "Hulst",
    "Klimop",
    "Varen",
    "Brem",
    "Lavendel",
    "Salie",
    "Tijm",
    "Kamille",
    "Klaver",
    "Korenbloem",
    "Klaproos",
    "Margriet",
    "Viool",
    "Sleutelbloem",
    "Dotterbloem",
    "Lis",
    "Riet",
    "Bies",
    "Zegge",
    "Vink",
    "Mees",
    "Specht",
    "Uilen",
    "Valken",
    "Sperwer",
    "Buizerd",
    "Havik",
    "Kievit",
    "Grutto",
    "Tureluur",
    "Wulp",
    "Reiger",
    "Ooievaar",
    "Zwanen",
    "Eenden",
    "Ganzen",
    "Meeuwen",
    "Snoek",
    "Karper",
    "Baars",
    "Zalm",
    "Forel",
    "Otter",
    "Bever",
    "Das",
    "Vossen",
    "Herten",
    "Reeën",
    "Hazen",
    "Egel",
    "Eekhoorn",
    "Smids",
    "Bakkers",
    "Wevers",
    "Kuipers",
    "Molenaars",
    "Schippers",
    "Vissers",
    "Klompenmakers",
    "Touwslagers",
    "Ploeg",
    "Eg",
    "Zeis",
    "Sikkel",
    "Dorsvlegel",
    "Hooi",
    "Stro",
    "Graan",
    "Rogge",
    "Tarwe",
    "Haver",
    "Gerst",
    "Boekweit",
    "Vlas",
    "Hennep",
    "Zonne",
    "Maan",
    "Sterren",
    "Regenboog",
    "Saturnus",
    "Neptunus",
];
const ENDS: [&str; 16] = [
    "straat", "laan", "weg", "hof", "plein", "pad", "dreef", "singel", "kade", "steeg", "park",
    "erf", "gaarde", "ring", "veld", "donk",
];
const TITLES: [&str; 14] = [
    "Burgemeester",
    "Dokter",
    "Pastoor",
    "Meester",
    "Professor",
    "Dominee",
    "Generaal",
    "Admiraal",
    "Wethouder",
    "Notaris",
    "Jan",
    "Johannes",
    "Anna",
    "Willem",
];
const PEOPLE: [&str; 72] = [
    "de Boer",
    "Visser",
    "Smit",
    "Meijer",
    "Mulder",
    "Bos",
    "Vos",
    "Peters",
    "Hendriks",
    "van Dijk",
    "van den Berg",
    "van der Heijden",
    "Dekker",
    "Brouwer",
    "de Wit",
    "Dijkstra",
    "de Graaf",
    "van der Linden",
    "Kok",
    "Jacobs",
    "van Leeuwen",
    "van der Meer",
    "Koster",
    "Prins",
    "Willems",
    "Hoekstra",
    "Verhoeven",
    "Scholten",
    "Kramer",
    "Postma",
    "van Wijk",
    "Veenstra",
    "Huisman",
    "Schouten",
    "van Vliet",
    "de Bruin",
    "Martens",
    "Blom",
    "Sanders",
    "Kuiper",
    "van Beek",
    "Timmermans",
    "Bosman",
    "Gerritsen",
    "van der Velde",
    "Hermans",
    "Groen",
    "van Dam",
    "Molenaar",
    "Bosch",
    "van der Laan",
    "Kuijpers",
    "Maas",
    "Vermeulen",
    "van Loon",
    "de Leeuw",
    "Wolters",
    "Hofman",
    "Zijlstra",
    "Ruiter",
    "Bouwman",
    "Tielens",
    "van Amstel",
    "Evers",
    "Schut",
    "van Rooij",
    "Ankersmit",
    "Nijhoff",
    "Loenen",
    "van Zuylen",
    "Eekhout",
    "Thijssen",
];
const FIELDS: [&str; 18] = [
    "Hooge", "Lage", "Oude", "Nieuwe", "Grote", "Kleine", "Achter", "Voor", "Boven", "Onder",
    "Verre", "Korte", "Lange", "Groene", "Witte", "Zwarte", "Rode", "Blauwe",
];
const LANDS: [&str; 20] = [
    "akker", "weide", "kamp", "beek", "broek", "horst", "es", "brink", "made", "hoeve", "dijk",
    "wal", "berg", "dal", "eng", "enk", "heide", "venne", "polder", "gouw",
];

fn pick<'a>(list: &[&'a str], dice: u64) -> &'a str {
    list[usize::try_from(dice % list.len() as u64).unwrap()]
}

/// A name that the town does not have yet; the first streets of a town have the popular names.
pub fn street(seed: u64, nth: u64, taken: &mut HashSet<String>) -> String {
    for attempt in 0.. {
        let d = dice(seed.wrapping_mul(31).wrapping_add(attempt));
        let (a, b, c) = (d >> 8, d >> 24, d >> 40);
        let name = match d % 10 {
            _ if nth < 40 && attempt < 3 && !d.is_multiple_of(4) => pick(&POPULAR, a).to_owned(),
            0..=3 => format!("{}{}", pick(&STEMS, a), pick(&ENDS, b)),
            4..=6 => {
                let glued = pick(&ENDS, b % 8);
                format!("{} {}{glued}", pick(&TITLES, a), pick(&PEOPLE, c))
            }
            7 => format!("{}{}", pick(&FIELDS, a), pick(&LANDS, b)),
            8 => format!("{} {}", pick(&FIELDS, a), capital(pick(&LANDS, b))),
            _ => format!("{}e {}{}", 1 + b % 3, pick(&STEMS, a), pick(&ENDS, c % 3)),
        };
        if taken.insert(name.clone()) {
            return name;
        }
    }
    unreachable!("a name is found")
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The official short name (at most 24 characters) of a long one.
pub fn short(name: &str) -> Option<String> {
    (name.chars().count() > 24).then(|| {
        let short = name
            .replace("Burgemeester", "Burg")
            .replace("Professor", "Prof")
            .replace("Wethouder", "Weth")
            .replace("van den", "vd")
            .replace("van der", "vd")
            .replace("straat", "str");
        short.chars().take(24).collect()
    })
}

const FRONT: [&str; 50] = [
    "Berken", "Eiken", "Olden", "Nij", "Ooster", "Wester", "Noorder", "Zuider", "Hoog", "Laag",
    "Zand", "Veen", "Klei", "Water", "Rijs", "Linden", "Elzen", "Heren", "Konings", "Graven",
    "Monniken", "Kerk", "Molen", "Brug", "Sluis", "Dijk", "Beek", "Broek", "Berg", "Heide", "Bos",
    "Wolf", "Vos", "Hert", "Zwaan", "Reiger", "Valk", "Mees", "Roos", "Doorn", "Haar", "Leen",
    "Markt", "Haven", "Steen", "Oever", "Lichten", "Donker", "Winter", "Zomer",
];
const BACK: [&str; 50] = [
    "dam", "burg", "veen", "wijk", "hoven", "drecht", "dorp", "rade", "broek", "loo", "horst",
    "kerk", "huizen", "hoek", "meer", "monde", "foort", "berg", "dijk", "sluis", "gem", "stein",
    "waard", "zijl", "werd", "um", "ingen", "heim", "oord", "lo", "voort", "beke", "schoten",
    "kapelle", "donk", "laar", "hout", "wolde", "mark", "haven", "kamp", "rijk", "recht", "polder",
    "stede", "brink", "vliet", "mond", "zand", "terp",
];

/// The name of the nth town; 2,500 different ones, and then with a word before it.
pub fn town(n: usize) -> String {
    let name = format!("{}{}", FRONT[n % 50], BACK[(n / 50 + n * 7) % 50]);
    match n / 2_500 {
        0 => name,
        more => format!("{} {name}", ["Nieuw", "Oud", "Groot", "Klein"][more % 4]),
    }
}
