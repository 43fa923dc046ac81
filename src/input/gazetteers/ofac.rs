//! The SDN list of the US Treasury's Office of Foreign Assets Control as `SDN.CSV`: no header, and
//! `-0-` for empty cells (<https://ofac.treasury.gov/sdn-list-data-formats-data-schemas>).

use super::{Import, ImportedRow, clean, slug};
use crate::error::Error;
use crate::model::EntityKind;

/// Cells of a row, by position.
const NUMBER: usize = 0;
const NAME: usize = 1;
const TYPE: usize = 2;
const PROGRAM: usize = 3;
const REMARKS: usize = 11;

/// Remarks that introduce another name.
const ALSO: &[&str] = &["a.k.a. ", "f.k.a. ", "Alt. Name "];

pub(super) fn is_sdn(file: &str, head: &str) -> bool {
    let named = file.to_ascii_lowercase().ends_with("sdn.csv");
    named || head.lines().take(5).all(|line| line.contains("-0-"))
}

pub(super) fn read(file: &str, text: &str) -> Import {
    let mut import = Import::default();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(text.trim_end_matches('\u{1a}').as_bytes());
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line());
                let message = format!("no CSV row: {error}; it is left out");
                import.faults.push(Error::data(file, line, message));
                continue;
            }
        };
        let cell = |i: usize| match row.get(i).map_or("", str::trim) {
            "-0-" => "",
            cell => cell,
        };
        match (cell(NAME), cell(TYPE)) {
            ("", _) | (_, "vessel" | "aircraft") => import.passed_over += 1,
            (name, sort) => import.rows.push(entry(cell, name, sort == "individual")),
        }
    }
    import
}

fn entry<'a>(cell: impl Fn(usize) -> &'a str, name: &str, is_person: bool) -> ImportedRow {
    let (name, surname) = match name.split_once(", ") {
        Some((surname, given)) if is_person => {
            let surname = capitalized(surname);
            (format!("{given} {surname}"), surname)
        }
        _ if is_person => (name.to_owned(), String::new()),
        _ => (capitalized(name), String::new()),
    };
    let remarks = cell(REMARKS);
    let aliases = remarks.split("; ").filter_map(|remark| {
        let alias = ALSO.iter().find_map(|also| remark.strip_prefix(also))?;
        Some(clean(alias.trim_matches(|c| "'\".".contains(c))))
    });
    ImportedRow {
        id: format!("ofac-{}", slug(cell(NUMBER))),
        kind: Some(if is_person { EntityKind::Person } else { EntityKind::Organization }),
        name: clean(&name),
        surname: clean(&surname),
        aliases: aliases.map(|alias| capitalized(&alias)).collect(),
        from: remarks.split("; ").find_map(birth).unwrap_or_default(),
        note: clean(&format!("Listed by OFAC under {}", cell(PROGRAM))),
        source: format!("OFAC SDN {}", cell(NUMBER)),
        ..ImportedRow::default()
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The day, month or year of `DOB 04 Apr 1957`, as EDTF.
fn birth(remark: &str) -> Option<String> {
    let date = remark.strip_prefix("DOB ")?.trim_end_matches('.');
    let mut parts = date.rsplit(' ');
    let is_number =
        |part: &&str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let year = parts.next().filter(|year| is_number(year, 4))?;
    let month = parts.next().and_then(|name| MONTHS.iter().position(|month| *month == name));
    let Some(month) = month else { return Some(year.to_owned()) };
    let day = parts.next().filter(|day| is_number(day, 2)).map(|day| format!("-{day}"));
    Some(format!("{year}-{:02}{}", month + 1, day.unwrap_or_default()))
}

/// A text that is wholly in capitals with the first letter of each word alone a capital, as texts
/// write names; a single short word is taken for an acronym.
fn capitalized(text: &str) -> String {
    const ACRONYM: usize = 5;
    let is_acronym = !text.contains(' ') && text.chars().count() <= ACRONYM;
    if is_acronym || text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn births_are_as_fine_as_told() {
        for (remark, expected) in [
            ("DOB 04 Apr 1957", Some("1957-04-04")),
            ("DOB Apr 1957.", Some("1957-04")),
            ("DOB circa 1957", Some("1957")),
            ("DOB unknown", None),
            ("POB Sinaloa", None),
        ] {
            assert_eq!(birth(remark).as_deref(), expected, "{remark}");
        }
    }

    #[test]
    fn reads_persons_and_groups() {
        let text = concat!(
            "7,\"DIAZ PENA, Ramon\",\"individual\",\"SDNTK\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,",
            "\"DOB 03 Feb 1970; POB Sinaloa; a.k.a. 'EL MONO'; Gender Male.\"\n",
            "8,\"LOS DOCE\",-0- ,\"ILLICIT-DRUGS-EO14059\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n",
            "9,\"STAR\",\"vessel\",\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n",
        );
        let import = read("sdn.csv", text);
        assert_eq!(import.passed_over, 1);
        let person = &import.rows[0];
        assert_eq!((&*person.name, &*person.surname), ("Ramon Diaz Pena", "Diaz Pena"));
        let mono = ["El Mono".to_owned()];
        assert_eq!((&*person.from, &person.aliases[..]), ("1970-02-03", &mono[..]));
        assert_eq!((&*import.rows[1].id, &*import.rows[1].name), ("ofac-8", "Los Doce"));
    }
}
