//! A register file that was damaged, or any bytes as one: a register of which every pointer points
//! at something, or an error.
#![no_main]

use std::sync::LazyLock;

use haarvaten::register::{self, OpenOptions, Silent};
use haarvaten_fuzz::{Desk, file_of, small_pages, walk};
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

/// A register file of a few homes, as the program makes it.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    DESK.lay(
        "register.csv",
        b"straat,huisnummer,huisletter,toevoeging,postcode,woonplaats,gebruiksdoel,status,pandid,bouwjaar,buurt\nZeekade,1,A,,1104AA,Proefstad,woonfunctie,Verblijfsobject in gebruik,0363100000000001,1970,Kade\nZeekade,1,B,2,1104AA,Proefstad,woonfunctie,Verblijfsobject in gebruik,0363100000000001,1970,Kade\nDorpsstraat,3,,,1104AB,Proefstad,winkelfunctie,Verblijfsobject in gebruik,x,1900,Dorp\n",
    );
    let sources = ["register.csv".to_owned()];
    let options = OpenOptions::default();
    let target = DESK.path("made.gpkg");
    register::import(DESK.folder(), &sources, &[], &options, &target, &Silent)
        .expect("a register file");
    small_pages(&target)
});

fuzz_target!(|bytes: &[u8]| {
    let Some((how, file)) = file_of(&GOOD, bytes) else {
        return;
    };
    let path = DESK.lay("register.gpkg", &file);
    if how % 16 == 1 {
        register::try_register(&path);
    }
    if let Ok(register) = register::open_file(&path, &OpenOptions::default()) {
        walk(&register);
    }
    let mut part = OpenOptions::default();
    part.cut.postcodes = vec!["1104".to_owned()];
    if how % 16 == 2
        && let Ok(register) = register::open_file(&path, &part)
    {
        walk(&register);
    }
});
