//! The invented blocks: real street names and postcodes, everything else made up.

/// Who lets or owns a home, in this invented neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Rented from the invented corporation De Sleutelbos.
    Sleutelbos,
    /// Rented from the invented corporation Kringhuis.
    Kringhuis,
    /// Lived in by its owner.
    Owner,
    /// Let by a private owner.
    Private,
}

/// How a block is numbered.
#[derive(Clone, Copy)]
pub enum Numbers {
    /// `first, first + step, …`, so many homes.
    Run(u32, u32, u32),
    /// First, step, how many numbers, and the huisletters at each of them.
    Letters(u32, u32, u32, &'static str),
    /// First, step, how many numbers, and the additions at each of them.
    Floors(u32, u32, u32, &'static [&'static str]),
}

/// A block of homes along one street.
pub struct Block {
    /// What the block is called here.
    pub key: &'static str,
    /// The street.
    pub street: &'static str,
    /// Its postcodes: one for each equal stretch.
    pub postcodes: &'static [&'static str],
    /// How it is numbered.
    pub numbers: Numbers,
    /// How many panden it is, each an equal stretch.
    pub buildings: u32,
    /// How many homes stand above each other.
    pub storeys: u32,
    /// Where it runs, in RD metres.
    pub path: &'static [(u32, u32)],
    /// The year in which it was built.
    pub year: u32,
    /// Who lets or owns: holder and weight.
    pub holders: &'static [(Holder, u32)],
}

use Holder::{Kringhuis, Owner, Private, Sleutelbos};
use Numbers::{Floors, Letters, Run};

/// Every block, from north to south.
pub const BLOCKS: &[Block] = &[
    Block {
        key: "Kleiburg",
        street: "Kleiburg",
        postcodes: &["1104EA", "1104EB", "1104EC"],
        numbers: Run(1, 1, 300),
        buildings: 2,
        storeys: 10,
        path: &[
            (125_100, 481_560),
            (125_300, 481_680),
            (125_500, 481_560),
            (125_690, 481_680),
        ],
        year: 1971,
        holders: &[(Owner, 92), (Private, 8)],
    },
    Block {
        key: "Kikkenstein",
        street: "Kikkenstein",
        postcodes: &["1104SK", "1104TA", "1104TT"],
        numbers: Run(3_001, 1, 240),
        buildings: 1,
        storeys: 10,
        path: &[
            (125_770, 481_600),
            (125_950, 481_700),
            (126_130, 481_600),
            (126_310, 481_700),
        ],
        year: 1970,
        holders: &[(Sleutelbos, 68), (Owner, 27), (Private, 5)],
    },
    Block {
        key: "Kruitberghof",
        street: "Kruitberghof",
        postcodes: &["1104BC"],
        numbers: Floors(1, 1, 24, &["H", "1", "2", "3"]),
        buildings: 3,
        storeys: 4,
        path: &[(125_080, 481_300), (125_300, 481_300)],
        year: 1998,
        holders: &[(Kringhuis, 100)],
    },
    Block {
        key: "Kruitberg",
        street: "Kruitberg",
        postcodes: &["1104CA"],
        numbers: Run(500, 1, 80),
        buildings: 1,
        storeys: 8,
        path: &[(125_360, 481_420), (125_500, 481_330)],
        year: 1969,
        holders: &[(Kringhuis, 100)],
    },
    Block {
        key: "Kraaiennest",
        street: "Kraaiennest",
        postcodes: &["1104CD", "1104CH"],
        numbers: Floors(11, 2, 24, &["I", "II", "III"]),
        buildings: 2,
        storeys: 3,
        path: &[(125_560, 481_230), (125_800, 481_230)],
        year: 2010,
        holders: &[(Owner, 70), (Private, 30)],
    },
    Block {
        key: "Kralenbeek",
        street: "Kralenbeek",
        postcodes: &["1104KJ"],
        numbers: Run(101, 1, 88),
        buildings: 1,
        storeys: 22,
        path: &[(125_870, 481_370), (125_890, 481_390)],
        year: 1993,
        holders: &[(Sleutelbos, 100)],
    },
    Block {
        key: "Klieverink",
        street: "Klieverink",
        postcodes: &["1104KC"],
        numbers: Run(201, 1, 88),
        buildings: 1,
        storeys: 22,
        path: &[(125_990, 481_370), (126_010, 481_390)],
        year: 1993,
        holders: &[(Sleutelbos, 100)],
    },
    Block {
        key: "Koornhorst",
        street: "Koornhorst",
        postcodes: &["1104JA"],
        numbers: Run(301, 1, 72),
        buildings: 1,
        storeys: 18,
        path: &[(126_110, 481_370), (126_130, 481_390)],
        year: 1994,
        holders: &[(Sleutelbos, 100)],
    },
    Block {
        key: "Klateringpad",
        street: "Klateringpad",
        postcodes: &["1104KW"],
        numbers: Run(1, 1, 72),
        buildings: 1,
        storeys: 18,
        path: &[(126_230, 481_370), (126_250, 481_390)],
        year: 1994,
        holders: &[(Sleutelbos, 100)],
    },
    Block {
        key: "Klieverink jongeren",
        street: "Klieverink",
        postcodes: &["1104KE"],
        numbers: Floors(2, 2, 15, &["1", "2", "3", "4"]),
        buildings: 1,
        storeys: 4,
        path: &[(126_290, 481_230), (126_400, 481_170)],
        year: 2016,
        holders: &[(Kringhuis, 100)],
    },
    Block {
        key: "Krimpertplein",
        street: "Krimpertplein",
        postcodes: &["1104PH"],
        numbers: Run(1, 1, 48),
        buildings: 2,
        storeys: 4,
        path: &[(125_660, 481_060), (125_800, 481_060)],
        year: 2007,
        holders: &[(Owner, 90), (Private, 10)],
    },
    Block {
        key: "1e Kekerstraat",
        street: "1e Kekerstraat",
        postcodes: &["1104VA"],
        numbers: Floors(1, 2, 20, &["hs", "1", "2"]),
        buildings: 2,
        storeys: 3,
        path: &[(125_880, 481_130), (126_070, 481_130)],
        year: 2009,
        holders: &[(Kringhuis, 100)],
    },
    Block {
        key: "3e Kekerstraat",
        street: "3e Kekerstraat",
        postcodes: &["1104VC"],
        numbers: Floors(2, 2, 20, &["hs", "1", "2"]),
        buildings: 2,
        storeys: 3,
        path: &[(125_880, 481_040), (126_070, 481_040)],
        year: 2009,
        holders: &[(Sleutelbos, 60), (Owner, 40)],
    },
    Block {
        key: "Kortvoort",
        street: "Kortvoort",
        postcodes: &["1104NA", "1104NB"],
        numbers: Run(1, 1, 220),
        buildings: 2,
        storeys: 5,
        path: &[(125_110, 480_960), (125_330, 481_040), (125_540, 480_980)],
        year: 1985,
        holders: &[(Sleutelbos, 62), (Kringhuis, 38)],
    },
    Block {
        key: "Kloekhorststraat",
        street: "Kloekhorststraat",
        postcodes: &["1104MN", "1104MP"],
        numbers: Run(1, 1, 70),
        buildings: 4,
        storeys: 1,
        path: &[(126_140, 480_960), (126_420, 481_010)],
        year: 2006,
        holders: &[(Sleutelbos, 45), (Owner, 55)],
    },
    Block {
        key: "Kolfschotenstraat",
        street: "Kolfschotenstraat",
        postcodes: &["1104PA", "1104PC"],
        numbers: Run(1, 1, 70),
        buildings: 4,
        storeys: 2,
        path: &[(126_140, 480_860), (126_420, 480_910)],
        year: 2006,
        holders: &[(Owner, 100)],
    },
    Block {
        key: "Gooise Kant",
        street: "Gooise Kant",
        postcodes: &["1104MM"],
        numbers: Letters(2, 2, 12, "ABCDEFGH"),
        buildings: 2,
        storeys: 4,
        path: &[(125_120, 480_720), (125_430, 480_770)],
        year: 1989,
        holders: &[(Owner, 75), (Sleutelbos, 25)],
    },
    Block {
        key: "Kelbergen",
        street: "Kelbergen",
        postcodes: &[
            "1104LA", "1104LB", "1104LC", "1104LD", "1104LE", "1104LG", "1104LH", "1104LJ",
        ],
        numbers: Run(1, 1, 200),
        buildings: 8,
        storeys: 1,
        path: &[
            (125_600, 480_860),
            (125_820, 480_880),
            (125_820, 480_800),
            (125_600, 480_780),
            (125_600, 480_700),
            (125_820, 480_720),
            (125_820, 480_640),
            (125_600, 480_620),
        ],
        year: 1983,
        holders: &[(Owner, 55), (Private, 5), (Sleutelbos, 40)],
    },
    Block {
        key: "Kantershof",
        street: "Kantershof",
        postcodes: &["1104GG", "1104HJ"],
        numbers: Run(1, 1, 40),
        buildings: 2,
        storeys: 1,
        path: &[(126_300, 480_560), (126_480, 480_640)],
        year: 1984,
        holders: &[(Sleutelbos, 50), (Owner, 50)],
    },
];
