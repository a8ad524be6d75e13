use haarvaten::domain::AreaLevel;
use haarvaten::domain::campaign::MeetingSettings;
use haarvaten::domain::templates::Templates;
use haarvaten::letters::LetterContext;
use haarvaten::letters::gather::Gatherer;
use haarvaten::outreach::Recipient;
use jiff::civil::date;

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
            data.area.name, "ons werkgebied in Amsterdam",
            "a campaign is not known to hold the whole town"
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

#[test]
fn only_who_is_invited_reads_of_the_meeting() {
    let mut village = village("nl");
    let flat = village
        .coverage
        .areas_at(AreaLevel::Flat, &village.register)
        .find(|area| !area.key.name.is_empty());
    let flat = flat.unwrap().key.name.to_string();
    let meeting = |areas: &[&str], day: i8| MeetingSettings {
        name: "Buurtbijeenkomst".into(),
        date: date(2026, 12, day),
        time: "19:30".into(),
        place: "Buurthuis".into(),
        areas: areas.iter().map(|area| (*area).to_owned()).collect(),
    };
    let everybody = village.coverage.homes.len();
    let in_flat = village.coverage.homes.iter().filter(|home| {
        let mut areas = village
            .coverage
            .areas_of(home, AreaLevel::Flat, &village.register);
        areas.any(|area| area.key.name == flat.as_str())
    });
    let in_flat = in_flat.count();
    assert!(in_flat > 0 && in_flat < everybody);
    for (setting, expected) in [
        (meeting(&[], 10), everybody),
        (meeting(&[&flat], 10), in_flat),
        (meeting(&["Nergens"], 10), 0),
    ] {
        village.campaign.meeting = Some(setting);
        let templates = Templates::built_in();
        let gatherer = Gatherer::new(
            &village.plan,
            LetterContext {
                register: &village.register,
                linked: &village.linked,
                coverage: &village.coverage,
                campaign: &village.campaign,
                templates: &templates,
            },
        );
        let told = gatherer
            .homes()
            .iter()
            .filter(|home| gatherer.meeting([*home], &village.messages).is_some());
        assert_eq!(told.count(), expected);
    }
}
