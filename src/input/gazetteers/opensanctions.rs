//! OpenSanctions: entities as FollowTheMoney JSON lines, or `targets.simple.csv`
//! (<https://www.opensanctions.org/docs/bulk/>).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Import, ImportedRow, clean, date, slug};
use crate::error::Error;
use crate::model::EntityKind;

/// An entity of FollowTheMoney (<https://followthemoney.tech/explorer/>).
#[derive(Deserialize)]
struct Ftm {
    id: String,
    #[serde(default)]
    caption: String,
    schema: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<String>>,
}

pub(super) fn is_ftm(_file: &str, head: &str) -> bool {
    let line = head.lines().next().unwrap_or_default();
    line.starts_with('{') && line.contains("\"schema\"")
}

pub(super) fn read_ftm(file: &str, text: &str) -> Import {
    let mut import = Import::default();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Ftm>(line) {
            Ok(ftm) => match kind(&ftm.schema, ftm.list("topics")) {
                Some(kind) => import.rows.push(ftm.row(kind)),
                None => import.passed_over += 1,
            },
            Err(error) => {
                let message = format!("no FollowTheMoney entity: {error}; the line is left out");
                import.faults.push(Error::data(file, number, message));
            }
        }
    }
    import
}

impl Ftm {
    fn list(&self, property: &str) -> &[String] {
        self.properties.get(property).map_or(&[], Vec::as_slice)
    }

    fn first(&self, property: &str) -> &str {
        self.list(property).first().map_or("", String::as_str)
    }

    fn row(&self, kind: EntityKind) -> ImportedRow {
        let name = match self.caption.as_str() {
            "" => self.first("name"),
            caption => caption,
        };
        let surname = self.list("lastName").iter().find(|surname| name.ends_with(*surname));
        // Weak aliases are too short or too common to be searched for without other evidence.
        let weak = self.list("weakAlias").iter().map(|alias| format!("~{}", clean(alias)));
        let strong = ["name", "alias", "abbreviation", "previousName"];
        let strong = strong.iter().flat_map(|property| self.list(property)).map(|a| clean(a));
        let mut countries: Vec<String> = ["nationality", "citizenship", "country", "jurisdiction"]
            .iter()
            .flat_map(|property| self.list(property))
            .map(|code| code.to_ascii_uppercase())
            .filter(|code| code.len() == 2)
            .collect();
        countries.sort();
        countries.dedup();
        let from = ["birthDate", "incorporationDate"].map(|property| date(self.first(property)));
        let to = ["deathDate", "dissolutionDate"].map(|property| date(self.first(property)));
        ImportedRow {
            id: slug(&self.id),
            kind: Some(kind),
            name: clean(name),
            surname: surname.cloned().unwrap_or_default(),
            aliases: strong.chain(weak).collect(),
            countries,
            from: from.first_filled(),
            to: to.first_filled(),
            note: clean(match self.first("position") {
                "" => self.first("notes"),
                position => position,
            }),
            source: format!("OpenSanctions {}", self.id),
        }
    }
}

/// The first value that is not empty.
trait FirstFilled {
    fn first_filled(self) -> String;
}

impl FirstFilled for [String; 2] {
    fn first_filled(self) -> String {
        self.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
    }
}

/// The kind of a schema; `None` for what gazetteers do not hold.
fn kind(schema: &str, topics: &[String]) -> Option<EntityKind> {
    let is_criminal = topics.iter().any(|t| t.starts_with("crime"));
    match schema {
        "Person" => Some(EntityKind::Person),
        "PublicBody" => Some(EntityKind::Agency),
        "Organization" if is_criminal => Some(EntityKind::Cartel),
        "Organization" | "Company" | "LegalEntity" => Some(EntityKind::Organization),
        _ => None,
    }
}

pub(super) fn is_simple(_file: &str, head: &str) -> bool {
    let header = head.lines().next().unwrap_or_default();
    ["schema", "name", "aliases"].iter().all(|column| header.contains(column))
}

/// `targets.simple.csv`: one target a row, lists joined by `;`.
pub(super) fn read_simple(file: &str, text: &str) -> Import {
    let mut import = Import::default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line());
                let message = format!("no CSV row: {error}; it is left out");
                import.faults.push(Error::data(file, line, message));
                continue;
            }
        };
        let cell = |column: &str| row.get(column).map_or("", |cell| cell.trim());
        let list = |column: &str| cell(column).split(';').map(str::trim).filter(|c| !c.is_empty());
        let Some(kind) = kind(cell("schema"), &[]) else {
            import.passed_over += 1;
            continue;
        };
        import.rows.push(ImportedRow {
            id: slug(cell("id")),
            kind: Some(kind),
            name: clean(cell("name")),
            aliases: list("aliases").map(clean).collect(),
            countries: list("countries").map(str::to_ascii_uppercase).collect(),
            from: list("birth_date").map(date).next().unwrap_or_default(),
            note: clean(cell("sanctions")),
            source: format!("OpenSanctions {}", cell("id")),
            ..ImportedRow::default()
        });
    }
    import
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_follow_the_money() {
        let text = concat!(
            r#"{"id":"Q-1","caption":"Ramón Díaz Peña","schema":"Person","properties":{"#,
            r#""name":["Ramón Díaz Peña"],"lastName":["Díaz Peña"],"alias":["El Mono"],"#,
            r#""weakAlias":["Ramón"],"birthDate":["1970-02-03"],"nationality":["mx"]}}"#,
            "\n",
            r#"{"id":"v","caption":"MV Star","schema":"Vessel","properties":{}}"#,
            "\nnot json\n",
        );
        let import = read_ftm("a.json", text);
        assert_eq!(import.passed_over, 1);
        assert!(import.faults[0].to_string().starts_with("a.json:3: "));
        let row = &import.rows[0];
        assert_eq!((&*row.id, &*row.surname, &*row.from), ("q-1", "Díaz Peña", "1970-02-03"));
        assert_eq!(row.aliases, ["Ramón Díaz Peña", "El Mono", "~Ramón"]);
        assert_eq!(row.countries, ["MX"]);
    }

    #[test]
    fn reads_simple_targets() {
        let text = "id,schema,name,aliases,birth_date,countries,sanctions\n\
                    NK-1,Organization,Los Doce,Twelve;Doce,,mx,\"SDNTK\"\n";
        assert!(is_simple("targets.simple.csv", text));
        let row = &read_simple("t.csv", text).rows[0];
        assert_eq!((row.kind, &*row.name), (Some(EntityKind::Organization), "Los Doce"));
        assert_eq!(row.aliases, ["Twelve", "Doce"]);
    }
}
