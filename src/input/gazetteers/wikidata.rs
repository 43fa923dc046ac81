//! Results of the Wikidata Query Service, as JSON or CSV, with the columns `item`, `itemLabel` and
//! any of `itemAltLabel`, `itemDescription`, `familyNameLabel`, `birth`, `death`, `inception`,
//! `dissolved` and `country` (an ISO 3166 code).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Import, ImportedRow, clean, date};
use crate::error::Error;

/// The two sorts of JSON that the service offers for download.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Verbose { results: Results },
    Flat(Vec<BTreeMap<String, String>>),
}

#[derive(Deserialize)]
struct Results {
    bindings: Vec<BTreeMap<String, Binding>>,
}

#[derive(Deserialize)]
struct Binding {
    value: String,
}

pub(super) fn is_wikidata(_file: &str, head: &str) -> bool {
    let is_json = head.trim_start().starts_with(['{', '[']) && head.contains("\"itemLabel\"");
    let header = head.lines().next().unwrap_or_default();
    is_json || (header.contains("item") && header.contains("itemLabel"))
}

pub(super) fn read(file: &str, text: &str) -> Import {
    let mut import = Import::default();
    if text.trim_start().starts_with(['{', '[']) {
        match serde_json::from_str::<Answer>(text) {
            Ok(Answer::Flat(rows)) => rows.iter().for_each(|row| add(&mut import, row)),
            Ok(Answer::Verbose { results }) => {
                for binding in results.bindings {
                    let cells = binding.into_iter().map(|(name, cell)| (name, cell.value));
                    add(&mut import, &cells.collect());
                }
            }
            Err(error) => {
                let message = format!("no result of the Wikidata Query Service: {error}");
                import.faults.push(Error::data(file, error.line() as u64, message));
            }
        }
        return import;
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        match row {
            Ok(row) => add(&mut import, &row),
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line());
                let message = format!("no CSV row: {error}; it is left out");
                import.faults.push(Error::data(file, line, message));
            }
        }
    }
    import
}

fn add(import: &mut Import, row: &BTreeMap<String, String>) {
    let cell = |column: &str| row.get(column).map_or("", |cell| cell.trim());
    let item = cell("item").rsplit('/').next().unwrap_or_default();
    let name = clean(cell("itemLabel"));
    // An item without a label in the language asked for comes with its number instead.
    if item.is_empty() || name.is_empty() || name == item {
        import.passed_over += 1;
        return;
    }
    let first = |columns: [&str; 2]| {
        columns.map(|column| date(cell(column))).into_iter().find(|d| !d.is_empty())
    };
    let surname = Some(clean(cell("familyNameLabel"))).filter(|s| name.ends_with(s.as_str()));
    import.rows.push(ImportedRow {
        id: item.to_ascii_lowercase(),
        surname: surname.unwrap_or_default(),
        aliases: cell("itemAltLabel").split(", ").map(clean).collect(),
        countries: cell("country").split(", ").map(clean).filter(|c| c.len() == 2).collect(),
        from: first(["birth", "inception"]).unwrap_or_default(),
        to: first(["death", "dissolved"]).unwrap_or_default(),
        note: clean(cell("itemDescription")),
        source: format!("Wikidata {item}"),
        name,
        ..ImportedRow::default()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_json_and_csv() {
        let json = r#"{"head":{"vars":["item","itemLabel"]},"results":{"bindings":[
            {"item":{"type":"uri","value":"http://www.wikidata.org/entity/Q7"},
             "itemLabel":{"type":"literal","value":"Ana Ruiz"},
             "itemAltLabel":{"type":"literal","value":"Anita, La Güera"},
             "birth":{"type":"literal","value":"1980-05-01T00:00:00Z"}}]}}"#;
        let flat = r#"[{"item":"http://www.wikidata.org/entity/Q7","itemLabel":"Ana Ruiz",
            "itemAltLabel":"Anita, La Güera","birth":"1980-05-01T00:00:00Z"}]"#;
        let csv = "item,itemLabel,itemAltLabel,birth\n\
                   http://www.wikidata.org/entity/Q7,Ana Ruiz,\"Anita, La Güera\",1980-05-01T00:00:00Z\n\
                   http://www.wikidata.org/entity/Q8,Q8,,\n";
        for text in [json, flat, csv] {
            assert!(is_wikidata("query", text));
            let row = &read("query", text).rows[0];
            assert_eq!((&*row.id, &*row.name, &*row.from), ("q7", "Ana Ruiz", "1980-05-01"));
            assert_eq!(row.aliases, ["Anita", "La Güera"]);
        }
        assert_eq!(read("query", csv).passed_over, 1);
    }
}
