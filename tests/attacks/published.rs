//! What goes to readers outside the group holds no free text of lists, and no names of files,
//! people or sources.

use std::collections::BTreeSet;
use std::io::Read as _;

use super::bench::Campaign;

/// Stands in every cell in which somebody may write what they like.
const OWN: &str = "Zwaluwstaart";

fn campaign() -> Campaign {
    let campaign = Campaign::new();
    campaign.settings("register.csv", "");
    let settings = std::fs::read_to_string(campaign.at("inputs/campaign.toml")).unwrap();
    campaign.put(
        "inputs/campaign.toml",
        settings
            + "[[partner]]\nname = \"Woonbond\"\n"
            + &["organisaties", "bewijs", "steun"]
                .map(|name| {
                    let kind = match name {
                        "organisaties" => "organisations",
                        "bewijs" => "evidence",
                        _ => "support",
                    };
                    format!("[[list]]\nfile = \"{name}-{OWN}.csv\"\nkind = \"{kind}\"\n")
                })
                .concat(),
    );
    campaign.put(
        format!("inputs/organisaties-{OWN}.csv").as_str(),
        format!(
            "naam;soort;dekt;vertegenwoordigt;opgericht;opgeheven;contact;e-mail;grondslag;opmerking\n\
             BC Een;bewonerscommissie;Kortvoort 1-4;huurders van Rochdale;;;{OWN} een;{OWN}@example.org;eigen lid;{OWN}\n\
             BC Twee {OWN}@example.org 06-12345678;bewonerscommissie;Kortvoort 5-6;iedereen;;;{OWN};;;{OWN}\n\
             BC Drie;bewonersgroep;Kortvoort 7;iedereen;2020-01-01;2021-01-01;{OWN};;;{OWN}\n\
             BC Vier;bewonersgroep;Kortvoort 8;iedereen;2020-01-01;;{OWN};;;{OWN}\n"
        ),
    );
    campaign.put(
        format!("inputs/bewijs-{OWN}.csv").as_str(),
        format!(
            "organisatie;datum;wat;been;bron\n\
             BC Een;2026-10-01;bewonersvergadering;wonen;Mw. {OWN}, Kortvoort 3, 06-87654321\n\
             BC Een;2026-10-02;koffie met {OWN};buurt;verslag van {OWN}\n\
             BC Een;2026-10-03;contact bereikt;;{OWN} aan de deur\n\
             BC Twee;2026-10-01;oprichters bekend;;{OWN} gebeld\n\
             BC Vier;2019-10-01;feest van {OWN};buurt;{OWN}\n"
        ),
    );
    campaign.put(
        format!("inputs/steun-{OWN}.csv").as_str(),
        format!(
            "organisatie;soort steun;datum;partner;wie;opmerking\n\
             BC Een;{OWN} wil een zaal;2026-10-01;Woonbond;{OWN};{OWN}\n\
             BC Twee;ruzie van {OWN};2026-10-01;Woonbond;{OWN};{OWN}\n\
             BC Een;{OWN};2026-10-01;Woonbond;{OWN};{OWN}\n"
        ),
    );
    campaign
}

/// All text in a workbook.
fn text_of(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut member = zip.by_index(at).unwrap();
        let _ = member.read_to_string(&mut all);
    }
    all
}

#[test]
fn nothing_that_somebody_wrote_in_a_list_is_published() {
    let campaign = campaign();
    let ended = campaign.run(&["run"]);
    assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
    let page = std::fs::read_to_string(campaign.at("outputs/report/index.html")).unwrap();
    let book = text_of(&campaign.at("outputs/workbooks/partner-woonbond.xlsx"));
    for (name, text) in [("report", &page), ("partner", &book)] {
        assert!(
            text.contains("BC Een") && text.contains("BC Twee"),
            "{name}"
        );
        for own in [
            OWN,
            "12345678",
            "87654321",
            ".csv",
            "example.org ",
            "ruzie",
            "koffie",
        ] {
            let at = text
                .find(own)
                .map(|at| &text[at.saturating_sub(120)..at + 20]);
            assert_eq!(at, None, "{name}: {own}");
        }
    }
    // The group itself still reads it: this test would be empty without.
    let inside = std::fs::read_to_string(campaign.at("outputs/tables/organisations.csv")).unwrap();
    assert!(inside.contains(OWN));
}

#[test]
fn every_cell_of_the_page_about_organisations_says_one_of_a_few_things() {
    let campaign = campaign();
    campaign.run(&["run"]);
    let page = std::fs::read_to_string(campaign.at("outputs/report/index.html")).unwrap();
    let from = page.find("<table class=\"organisations\">").unwrap();
    let table = &page[from..from + page[from..].find("</table>").unwrap()];
    let known: BTreeSet<&str> = [
        "de lijst",
        "een verslag",
        "aan de deur",
        "de telefoon",
        "de KvK",
        "de gemeente",
        "de verhuurder",
        "een website",
        "een brief of mail",
        "opvolging door een vrijwilliger",
        "antwoord op onze brief of mail",
    ]
    .into();
    let mut seen = 0;
    for said in table.split("bron: ").skip(1) {
        let source = said.split([')', ';', ',']).next().unwrap();
        assert!(known.contains(source), "{source}");
        seen += 1;
    }
    assert!(seen >= 4, "{seen}: {table}");
}

#[test]
fn a_partner_gets_these_columns_and_no_others() {
    let campaign = campaign();
    campaign.run(&["run"]);
    let book = text_of(&campaign.at("outputs/workbooks/partner-woonbond.xlsx"));
    for heading in ["Naam", "Soort", "Status", "Woningen"] {
        assert!(book.contains(heading), "{heading}");
    }
    for inside in [
        "Contact",
        "Opmerking",
        "Notitie",
        "E-mail",
        "Bron",
        "Bestand",
        "Telefoon",
    ] {
        assert!(!book.contains(&format!(">{inside}<")), "{inside}");
    }
}
