//! What every real register has: shops, a home in two buildings, a second address, a houseboat,
//! homes that are not there yet or no longer.

use crate::blocks::Holder;
use crate::hood::Home;

/// Adds them to the ordinary homes; `buildings` is how many panden there are already.
pub fn add(homes: &mut Vec<Home>, buildings: u32) {
    change_homes(homes);
    let mut more = More { homes };
    more.shops();
    more.by_the_water(buildings);
    more.not_there();
    more.second_address();
}

fn find(homes: &[Home], block: &str, number: u32) -> Option<usize> {
    homes
        .iter()
        .position(|home| home.block == block && home.number == number)
}

fn change_homes(homes: &mut [Home]) {
    // The home over the passage lies in both halves of Kleiburg.
    let halves: Vec<String> = [1, 300]
        .into_iter()
        .filter_map(|number| homes.get(find(homes, "Kleiburg", number)?))
        .flat_map(|home| home.buildings.clone())
        .collect();
    if let Some(home) = find(homes, "Kleiburg", 150).and_then(|at| homes.get_mut(at)) {
        home.buildings = halves;
    }
    // A workshop home: both uses.
    if let Some(home) = find(homes, "Kloekhorststraat", 70).and_then(|at| homes.get_mut(at)) {
        home.uses = "woonfunctie,industriefunctie";
    }
    // Standing empty, which still counts.
    if let Some(home) = find(homes, "Koornhorst", 372).and_then(|at| homes.get_mut(at)) {
        home.status = "Verblijfsobject buiten gebruik";
    }
}

struct More<'a> {
    homes: &'a mut Vec<Home>,
}

impl More<'_> {
    /// Adds a line like the first of a block, with ids of its own.
    fn like(&mut self, block: &str, change: impl FnOnce(&mut Home)) {
        let serial = self.homes.len() + 1;
        let first = self.homes.iter().find(|home| home.block == block).cloned();
        if let Some(mut home) = first {
            home.address_id = format!("999920{serial:010}");
            home.unit_id = format!("999901{serial:010}");
            change(&mut home);
            self.homes.push(home);
        }
    }

    /// Under Kraaiennest and on Krimpertplein.
    fn shops(&mut self) {
        for n in 0..8 {
            self.like("Kraaiennest", |shop| {
                shop.number = 11 + n * 2;
                "H".clone_into(&mut shop.addition);
                shop.uses = "winkelfunctie";
                shop.area = 80 + n * 9;
                shop.holder = Holder::Private;
            });
        }
        for n in 0..4 {
            self.like("Krimpertplein", |shop| {
                shop.number = 60 + n;
                shop.uses = if n == 3 {
                    "bijeenkomstfunctie"
                } else {
                    "winkelfunctie"
                };
                shop.area = 110 + n * 20;
                shop.holder = Holder::Private;
            });
        }
    }

    /// An office, and a houseboat: a ligplaats has no gebruiksdoel and no pand.
    fn by_the_water(&mut self, buildings: u32) {
        let karspeldreef = |home: &mut Home| {
            home.street = "Karspeldreef";
            home.block = "Karspeldreef";
            home.postcode = "1104SE";
        };
        self.like("Kruitberg", |office| {
            karspeldreef(office);
            office.number = 14;
            office.uses = "kantoorfunctie";
            office.area = 2_400;
            office.buildings = vec![format!("999910{:010}", buildings + 1)];
            office.holder = Holder::Private;
            (office.x10, office.y10) = (1_255_500, 4_814_800);
        });
        self.like("Kruitberg", |boat| {
            karspeldreef(boat);
            boat.number = 20;
            "WS1".clone_into(&mut boat.addition);
            boat.unit_id = format!("999902{:010}", 1);
            boat.uses = "";
            boat.status = "Plaats aangewezen";
            boat.buildings = Vec::new();
            boat.area = 0;
            boat.year = 0;
            boat.holder = Holder::Owner;
            (boat.x10, boat.y10) = (1_255_900, 4_815_100);
        });
    }

    fn not_there(&mut self) {
        self.like("Kloekhorststraat", |home| {
            home.number = 72;
            home.status = "Verblijfsobject gevormd";
        });
        self.like("Kloekhorststraat", |home| {
            home.number = 74;
            home.status = "Verblijfsobject ingetrokken";
        });
    }

    /// The corner home at Krimpertplein 48 has a second address round the corner.
    fn second_address(&mut self) {
        let Some(corner) =
            find(self.homes, "Krimpertplein", 48).and_then(|at| self.homes.get(at).cloned())
        else {
            return;
        };
        self.like("Krimpertplein", |home| {
            let address_id = std::mem::take(&mut home.address_id);
            *home = corner;
            home.address_id = address_id;
            home.street = "Kolfschotenstraat";
            home.postcode = "1104PC";
            home.number = 90;
            home.secondary = true;
        });
    }
}
