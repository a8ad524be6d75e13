//! Maps with coordinates from elsewhere.

use std::time::Instant;

use super::bench::{Campaign, SQUARE, areas};

#[test]
fn an_area_outside_the_country_is_left_out_and_costs_nothing() {
    let swapped = "[4.90,52.29],[52.29,5.02],[5.02,52.33],[4.90,52.33],[4.90,52.29]";
    for strange in [
        swapped,
        "[0,0],[5.02,52.29],[5.02,52.33],[4.90,52.33],[0,0]",
        "[52.29,4.90],[52.29,5.02],[52.33,5.02],[52.29,4.90]",
        "[126000,480000],[127000,480000],[127000,4800000000],[126000,480000]",
        "[126000,480000],[1e300,480000],[127000,481000],[126000,480000]",
        "[126000,480000],[-1e12,-1e12],[1e12,1e12],[126000,480000]",
        "[-179,-89],[179,-89],[179,89],[-179,89],[-179,-89]",
        "[13.4,52.5],[13.5,52.5],[13.5,52.6],[13.4,52.5]",
        "[480000,126000],[481000,126000],[481000,127000],[480000,126000]",
        "[2147483648000,2147483648000],[0,0],[1,1],[2147483648000,2147483648000]",
    ] {
        let campaign = Campaign::new();
        campaign.put(
            "inputs/kaart.geojson",
            areas(&[("Vreemd", strange), ("Gewoon", SQUARE)]),
        );
        campaign.settings("register.csv", "areas = [\"kaart.geojson\"]");
        let started = Instant::now();
        let ended = campaign.run(&["check"]);
        assert!(matches!(ended.code, Some(0 | 1)), "{strange}: {ended:?}");
        assert!(started.elapsed().as_secs() < 10, "{strange}");
        assert!(ended.said.contains("Vreemd"), "{strange}: {}", ended.said);
        let findings = std::fs::read_to_string(campaign.at("outputs/tables/findings.csv")).unwrap();
        assert!(
            findings.contains("R127") && !findings.contains("Gewoon"),
            "{findings}"
        );
    }
}
