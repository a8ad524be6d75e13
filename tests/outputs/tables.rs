use haarvaten::domain::Table;
use haarvaten::workbooks::tables;
use haarvaten::write;

use crate::village::village;

fn csv(table: Table<'_>) -> (String, String) {
    let file = table.file.to_owned();
    let mut out = Vec::new();
    write::csv::write(table, &mut out).unwrap();
    (file, String::from_utf8(out).unwrap())
}

fn records(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let unique: std::collections::BTreeSet<&str> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "column names are unique");
    reader
        .records()
        .map(|record| {
            names
                .iter()
                .map(str::to_owned)
                .zip(record.unwrap().iter().map(str::to_owned))
                .collect()
        })
        .collect()
}

#[test]
fn every_table_has_its_literal_columns_and_adds_up() {
    let village = village("nl");
    let all: Vec<(String, String)> = tables::all(&village.context())
        .into_iter()
        .map(csv)
        .collect();
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "rows.csv",
            "matches.csv",
            "covers.csv",
            "coverage.csv",
            "areas.csv",
            "plan.csv",
            "ledger.csv",
            "replies.csv",
            "findings.csv",
            "organisations.csv",
            "steps.csv",
            "survey.csv",
            "umbrellas.csv",
            "changes.csv"
        ]
    );
    let heads = [
        "file,sheet,row,kind,outcome,reason",
        "file,sheet,row,raw,outcome,unit_id,address_id,building_id,street,number,letter,addition,postcode,town,reason,candidates",
        "file,sheet,row,organisation,expression,unit_id,reading",
        "unit_id,address_id,building_id,street,number,letter,addition,postcode,town,tenure,landlord,organisations,status,legs,why,entrance,building,flat,complex,umbrella",
        "level,code,name,date,dwellings,active,two_legs,on_paper,forming,unknown,none,reach,organisatiegraad",
        "piece,unit_id,organisation,wave,kind,channel,language,code,batch,reason",
        "piece,recipient,channel,state,when,message_id,answer",
        "code,piece,unit_id,organisation,date,source,question,answer,counts",
        "code,severity,file,sheet,cell,message",
        "organisation_id,name,kind,status,legs,dwellings,umbrellas,why",
        "rank,step,organisation,level,code,name,dwellings,sentence",
        "question,choice,level,code,name,answers,asked,share",
        "area_umbrella,landlord_umbrella,dwellings,active,two_legs,on_paper,forming,unknown,none,reach,organisatiegraad",
        "part,name,from,to,before,after,cause,gained,lost",
    ];
    for ((name, text), head) in all.iter().zip(heads) {
        crate::keep(&format!("tables/{name}"), text.as_bytes());
        assert_eq!(text.split("\r\n").next().unwrap(), head, "{name}");
        let records = records(text);
        // The village was asked nothing yet.
        let may_be_empty = ["replies.csv", "survey.csv"].contains(&name.as_str());
        assert!(may_be_empty || !records.is_empty(), "{name}");
    }
    let table = |name: &str| records(&all.iter().find(|(known, _)| known == name).unwrap().1);
    let coverage = table("coverage.csv");
    assert_eq!(coverage.len(), 85, "the shop is no dwelling");
    for area in table("areas.csv") {
        let n = |key: &str| area[key].parse::<u64>().unwrap();
        assert_eq!(
            n("dwellings"),
            n("active") + n("on_paper") + n("forming") + n("unknown") + n("none")
        );
        assert_eq!(
            area["organisatiegraad"],
            format!("{}/{}", n("active"), n("dwellings"))
        );
    }
    let scope: Vec<_> = table("areas.csv")
        .into_iter()
        .filter(|area| area["level"] == "scope")
        .collect();
    assert_eq!(scope.len(), 2, "one line a date");
    assert_eq!(
        (
            scope[1]["date"].as_str(),
            scope[1]["organisatiegraad"].as_str()
        ),
        ("2026-11-23", "42/85")
    );
    let ambiguous = table("matches.csv").pop().unwrap();
    assert_eq!(ambiguous["outcome"], "ambiguous");
    assert_eq!(ambiguous["unit_id"], "");
    assert_eq!(ambiguous["candidates"].split(' ').count(), 3);
    assert!(
        table("covers.csv")
            .iter()
            .any(|line| line["organisation"] == "'=Groep \"Kikkenstein\" <b>")
    );
    let plan = table("plan.csv");
    let mut dwellings: Vec<&str> = plan
        .iter()
        .map(|line| line["unit_id"].as_str())
        .filter(|id| !id.is_empty())
        .collect();
    dwellings.sort_unstable();
    dwellings.dedup();
    assert_eq!(dwellings.len(), 85, "every dwelling has a line");
}
