use haarvaten::domain::AreaLevel;
use haarvaten::domain::templates::Templates;
use haarvaten::letters::LetterContext;
use haarvaten::letters::gather::Gatherer;
use haarvaten::outreach::Recipient;

use crate::village::village;

#[test]
fn a_letter_speaks_of_a_building_only_where_neighbours_share_one() {
    let village = village("nl");
    let templates = Templates::built_in();
    let context = LetterContext {
        register: &village.register,
        linked: &village.linked,
        coverage: &village.coverage,
        campaign: &village.campaign,
        templates: &templates,
    };
    let gatherer = Gatherer::new(&village.plan, context);
    let mut seen = [0, 0];
    let piece = village
        .plan
        .pieces
        .iter()
        .find(|piece| matches!(piece.recipient, Recipient::Home(_)))
        .unwrap();
    for home in gatherer.homes() {
        let unit = home.unit;
        let mut piece = piece.clone();
        piece.recipient = Recipient::Home(unit);
        let data = gatherer.letter(&piece, &village.messages);
        assert_eq!(
            data.area.name, "Amsterdam",
            "no scope is named, and all homes lie there"
        );
        let homes = gatherer.counts(unit, AreaLevel::Building).dwellings;
        if let Some(building) = data.building {
            seen[0] += 1;
            assert!(!building.homes.starts_with("1 "), "{building:?}");
        } else {
            seen[1] += 1;
            assert!(homes < 4, "{homes} homes share a building");
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
}
