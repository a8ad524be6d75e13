//! BAG extract, GeoPackage, CSV, area tables → [`Register`]: which homes exist on a date.
//!
//! Flows in: register and area files. Flows out: [`Register`], looked up by address in
//! microseconds. Does not belong here: lists, organisations, anything that a person typed.

mod build;
mod model;

pub use build::{RegisterBuilder, RegisterRow};
pub use model::{
    Address, AddressIx, Area, AreaIx, Building, BuildingIx, Point, Register, Street, StreetIx,
    Town, TownIx, Unit, UnitIx,
};
