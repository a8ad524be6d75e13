//! The columns of a flat register table, under the names that people's sources give them.
//!
//! Sources of the names: BAG catalogue, PDOK (GeoPackage, WFS), `NLExtract` (`bagadres-full.csv`),
//! OpenAddresses, municipal data portals.

use domain::text::fold;

/// What a column of a register table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Id of the nummeraanduiding.
    AddressId,
    /// Id of the verblijfsobject, ligplaats or standplaats.
    UnitId,
    /// An id of a kind that the id itself tells.
    SomeId,
    /// Ids of the panden.
    BuildingIds,
    /// Street.
    Street,
    /// House number, possibly with letter and addition.
    Number,
    /// Huisletter.
    Letter,
    /// Huisnummertoevoeging.
    Addition,
    /// Letter and addition together.
    Suffix,
    /// Postcode.
    Postcode,
    /// Town.
    Town,
    /// Code of the town (woonplaats), four digits.
    TownCode,
    /// Street in at most 24 characters (NEN 5825).
    ShortStreet,
    /// Gebruiksdoel.
    Usage,
    /// Status of the unit (or of the address).
    Status,
    /// Year in which the building was built.
    Year,
    /// Metres east in RD.
    X,
    /// Metres north in RD.
    Y,
    /// Degrees east.
    Lon,
    /// Degrees north.
    Lat,
    /// A point as text (WKT).
    Geometry,
    /// Verblijfsobject, ligplaats or standplaats.
    Kind,
    /// Whether the row is a nevenadres.
    Secondary,
}

/// Column → its names, folded and without anything but letters and digits; the first is ours.
const NAMES: [(Column, &str); 23] = [
    (
        Column::AddressId,
        "nummeraanduidingid nummeraanduiding nummeraanduidinghoofdadresidentificatie hoofdadresnummeraanduidingidentificatie nummeraanduidingidentificatie identificatienummeraanduiding nummeraanduidingsid numid bagnummeraanduidingid idnummeraanduiding hoofdadresidentificatie hoofdadresid hoofdadresnummeraanduidingref heefthoofdadresid heefthoofdadres heefthoofdadresidentificatie hoofdadres addressid adresid bagidnummeraanduiding baganumid adresidentificatie bagnumid",
    ),
    (
        Column::UnitId,
        "verblijfsobjectid verblijfsobject verblijfsobjectidentificatie identificatieverblijfsobject vboid bagverblijfsobjectid idverblijfsobject unitid objectid adresseerbaarobject adresseerbaarobjectid adresseerbaarobjectidentificatie adresseertverblijfsobjectid adresseertverblijfsobjectidentificatie heeftinrelatieverblijfsobject dwellingid bagidverblijfsobject bagvboid bagobjectid vboidentificatie",
    ),
    (
        Column::SomeId,
        "identificatie id bagid identificatiecode landelijkid",
    ),
    (
        Column::BuildingIds,
        "pandid pand pandidentificatie pandids identificatiepand panden pandidentificaties pndid bagpandid idpand buildingid buildingids building ligtinpandid ligtinpanden maaktdeeluitvan bagidpand pandidentificatiecode bagpndid",
    ),
    (
        Column::Street,
        "straat straatnaam openbareruimte openbareruimtenaam naamopenbareruimte street streetname ligtaanopenbareruimtenaam ligtaanopenbareruimte oprnaam adresstraat straatnaamofficieel",
    ),
    (
        Column::Number,
        "huisnummer huisnr housenumber number nummer housenr nr streetnumber hnr",
    ),
    (Column::Letter, "huisletter letter houseletter huisltr"),
    (
        Column::Addition,
        "huisnummertoevoeging toevoeging addition huisnrtoevoeging housenumberaddition huistoevoeging huisnrtoev toev numberaddition",
    ),
    (
        Column::Suffix,
        "unit suffix huisletterentoevoeging huislettertoevoeging huisnummersuffix",
    ),
    (
        Column::Postcode,
        "postcode postalcode zip zipcode postkode pc6 pc postalcode6",
    ),
    (
        Column::Town,
        "woonplaats woonplaatsnaam plaats plaatsnaam city town ligtinwoonplaatsnaam ligtinwoonplaats wplnaam naamwoonplaats stad",
    ),
    (
        Column::TownCode,
        "woonplaatsidentificatie woonplaatscode wplcode woonplaatsid identificatiewoonplaats ligtinwoonplaatsidentificatie wplid",
    ),
    (
        Column::ShortStreet,
        "openbareruimtenaamkort verkorteopenbareruimtenaam straatnaamkort straatnaamverkort verkortenaam verkortestraatnaam straatnaamnen",
    ),
    (
        Column::Usage,
        "gebruiksdoel gebruiksdoelen verblijfsobjectgebruiksdoel gebruiksdoelverblijfsobject use usage gebruiksfunctie functie gebruiksdoelomschrijving",
    ),
    (
        Column::Status,
        "status verblijfsobjectstatus statusverblijfsobject vbostatus statusomschrijving objectstatus statusnaam",
    ),
    (
        Column::Year,
        "bouwjaar pandbouwjaar oorspronkelijkbouwjaar bouwjaarpand yearbuilt buildingyear yearofconstruction",
    ),
    (
        Column::X,
        "x rdx xcoordinaatrd rdxcoordinaat xcoordrd xcoordinaat xcoord xrd xrdnew pointx coordinaatx",
    ),
    (
        Column::Y,
        "y rdy ycoordinaatrd rdycoordinaat ycoordrd ycoordinaat ycoord yrd yrdnew pointy coordinaaty",
    ),
    (Column::Lon, "lon longitude lengtegraad lng long"),
    (Column::Lat, "lat latitude breedtegraad"),
    (
        Column::Geometry,
        "geometrie geometry geom wkt geopunt geopoint point wktgeom centroide centroiderd geometriepunt",
    ),
    (
        Column::Kind,
        "objecttype typeadresseerbaarobject typeobject verblijfsobjecttype soortobject typeadres",
    ),
    (
        Column::Secondary,
        "nevenadres isnevenadres typeadresaanduiding secondary",
    ),
];

/// The column that a heading names.
pub fn recognise(heading: &str) -> Option<Column> {
    let key: String = fold(heading)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let found = NAMES
        .iter()
        .find(|(_, names)| names.split(' ').any(|name| name == key));
    if let Some((column, _)) = found {
        return Some(*column);
    }
    // Portals put the table before the name: `verblijfsobject.status`, `bag:huisnummer`.
    let tail = heading.rsplit(['.', ':', '/']).next()?;
    (tail.len() < heading.len())
        .then(|| recognise(tail))
        .flatten()
}

/// Where each column stands in a table.
#[derive(Clone, Debug, Default)]
pub struct Layout(Vec<Option<Column>>);

impl Layout {
    /// Reads a heading row; the first of two columns with the same meaning counts.
    pub fn of<'a>(headings: impl IntoIterator<Item = &'a str>) -> Self {
        let mut columns: Vec<Option<Column>> = Vec::new();
        for heading in headings {
            let column = recognise(heading).filter(|c| !columns.contains(&Some(*c)));
            columns.push(column);
        }
        Self(columns)
    }

    /// Where a column stands, from 0.
    pub fn position(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|c| *c == Some(column))
    }

    /// Whether a column is there.
    pub fn has(&self, column: Column) -> bool {
        self.position(column).is_some()
    }

    /// The needed columns that are not there, by our name for them.
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = [
            (Column::Street, "straat"),
            (Column::Number, "huisnummer"),
            (Column::Postcode, "postcode"),
            (Column::Town, "woonplaats"),
        ];
        needed
            .into_iter()
            .filter(|(c, _)| !self.has(*c))
            .map(|(_, name)| name)
            .collect()
    }

    /// Whether it is a register table at all: a street and a number.
    pub fn is_register(&self) -> bool {
        self.has(Column::Number) && (self.has(Column::Street) || self.has(Column::Postcode))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_columns() {
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.split(' '))
            .collect();
        all.sort_unstable();
        let doubles: Vec<_> = all.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(doubles.is_empty(), "{doubles:?}");
    }

    #[test]
    fn headings_of_real_sources_are_known() {
        let nlextract = "openbareruimte;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;gemeente;provincie;nummeraanduiding;verblijfsobjectgebruiksdoel;oppervlakteverblijfsobject;verblijfsobjectstatus;object_id;object_type;nevenadres;pandid;pandstatus;pandbouwjaar;x;y;lon;lat";
        let openaddresses = "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH";
        let pdok = "identificatie,status,gebruiksdoel,oppervlakte,openbare_ruimte_naam,huisnummer,huisletter,toevoeging,postcode,woonplaats_naam,pand_identificatie,geom";
        for (heading, mark) in [(nlextract, ';'), (openaddresses, ','), (pdok, ',')] {
            let layout = Layout::of(heading.split(mark));
            assert_eq!(layout.missing(), Vec::<&str>::new(), "{heading}");
        }
    }
}
