//! BAG extract, GeoPackage, CSV, area tables → [`Register`]: which homes exist on a date.
//!
//! Flows in: register and area files. Flows out: [`Register`], looked up by address in
//! microseconds. Does not belong here: lists, organisations, anything that a person typed.

mod areas;
mod bag;
mod build;
mod changes;
mod checked;
mod column;
mod columns;
mod cut;
mod draft;
mod error;
mod flat;
mod gpkg;
mod import;
mod index;
mod key;
mod kind;
mod lines;
mod model;
mod open;
mod packed;
mod progress;
mod rd;
mod sheets;
mod shelf;
mod sound;
mod table;

pub use bag::ExtractCounts;
pub use build::{Added, RegisterBuilder, RegisterRow, SourceAccount};
pub use changes::{Changes, Example, compare};
pub use error::RegisterError;
pub use gpkg::file::RegisterInfo;
pub use import::{Imported, file_info, import, open_file};
pub use model::{
    Address, AddressIx, Area, AreaIx, Building, BuildingIx, Point, Register, Street, StreetIx,
    Town, TownIx, Unit, UnitIx,
};
pub use open::{Cut, OpenOptions, Opened, open, try_areas, try_register};
pub use progress::{Progress, Silent};
pub use rd::to_wgs84;
