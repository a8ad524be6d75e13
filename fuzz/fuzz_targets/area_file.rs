//! Any text as a GeoJSON of areas: areas, or an error; its cost does not grow with a coordinate.
#![no_main]

use std::sync::LazyLock;

use haarvaten_fuzz::Desk;
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

fuzz_target!(|bytes: &[u8]| {
    haarvaten::register::try_areas(&DESK.lay("areas.geojson", bytes));
});
