use haarvaten::domain::templates::Templates;
use haarvaten::report::{self, ReportContext};

use crate::village::{TODAY, Village, village};

fn context<'a>(village: &'a Village, templates: &'a Templates) -> ReportContext<'a> {
    ReportContext {
        campaign: &village.campaign,
        messages: &village.messages,
        register: &village.register,
        linked: &village.linked,
        coverage: &village.coverage,
        history: &village.history,
        templates,
        date: TODAY,
    }
}

fn page(village: &Village, templates: &Templates) -> (String, usize) {
    let noted = report::page(&context(village, templates));
    (noted.value, noted.findings.len())
}

#[test]
fn the_page_shows_the_exact_figures_and_needs_nothing_from_outside() {
    for language in ["nl", "en"] {
        let village = village(language);
        let (html, findings) = page(&village, &Templates::built_in());
        assert_eq!(findings, 0);
        crate::keep(&format!("report-{language}.html"), html.as_bytes());
        assert!(html.contains("42/85"));
        let text = html.replace("http-equiv", "");
        for outside in [
            "http", "src=", "url(", "<script", "@import", "<link", "style=\"",
        ] {
            assert!(!text.contains(outside), "{outside}");
        }
        assert!(html.contains("&#x3D;Groep &quot;Kikkenstein&quot; &lt;b&gt;"));
        for person in ["Fatima", "Karel", "fatima@", "GEHEIM"] {
            assert!(!html.contains(person), "{person}");
        }
        assert!(!html.contains("report-"), "every text is there");
        assert!(
            !html.contains("Kelbergen 3"),
            "a building of one home is not shown"
        );
        let (again, _) = page(&village, &Templates::built_in());
        assert_eq!(html, again);
    }
}

#[test]
fn a_broken_layout_of_the_campaigns_own_is_noted_and_the_page_still_comes() {
    let own = Templates::with_own([("report/page.hbs".to_owned(), b"{{#if x}}".to_vec())]);
    let (html, findings) = page(&village("nl"), &own);
    assert_eq!(findings, 1);
    assert!(html.contains("42/85"));
}

#[test]
fn no_small_group_of_homes_can_be_subtracted_from_what_is_published() {
    let village = village("nl");
    let smallest = u64::from(village.campaign.privacy.smallest_group);
    let text = report::geojson(&context(&village, &Templates::built_in()));
    let published: serde_json::Value = serde_json::from_str(&text).unwrap();
    let homes = |value: &serde_json::Value| value["dwellings"].as_u64().unwrap();
    let all = homes(&published["scope"]);
    let shown: Vec<u64> = published["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| homes(&feature["properties"]))
        .collect();
    let rest = all - shown.iter().sum::<u64>();
    assert!(!shown.is_empty());
    assert!(shown.iter().all(|homes| *homes >= smallest), "{shown:?}");
    assert!(
        rest == 0 || rest >= smallest,
        "{rest} of {all} are left over"
    );
    assert_eq!(published["not_shown"].as_u64(), Some(rest));
}
