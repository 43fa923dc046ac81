//! What is wrong with rows that could be read.

mod names;
mod terms;

pub use self::terms::orphans;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, Result};
use crate::model::{Edtf, EntityKind};
use crate::tables::{EntityRow, Gazetteers, NameRow, Origin, Tables};
use crate::tokens::fold;

/// What is wrong with the rows that could be read (those that could not are in
/// [`Gazetteers::faults`]), in the order of files and lines: identifiers that no row has,
/// spellings that folding makes needless, names without an accent that other rows write with it,
/// names that two rows claim without a mark, names of one word that are ordinary words
/// (`rules/mentions/frequent.tsv`) or a person's, without a mark, dates the wrong way round, and
/// terms of one office that overlap.
///
/// # Errors
///
/// Where `rules/mentions/frequent.tsv` cannot be read.
pub fn lint(tables: &Tables) -> Result<Vec<Error>> {
    let gazetteers = tables.gazetteers();
    let mut found = Findings::default();
    for row in gazetteers.entities.iter() {
        lint_row(gazetteers, row, &mut found);
    }
    lint_clashes(gazetteers, &mut found);
    names::lint(tables, &mut found)?;
    terms::lint(gazetteers, &mut found);
    Ok(found.in_order())
}

/// The faults found so far.
#[derive(Debug, Default)]
struct Findings(Vec<(Origin, String)>);

impl Findings {
    fn add(&mut self, origin: Origin, message: String) {
        self.0.push((origin, message));
    }

    fn in_order(mut self) -> Vec<Error> {
        self.0.sort_by(|a, b| (&a.0.file, a.0.line, &a.1).cmp(&(&b.0.file, b.0.line, &b.1)));
        self.0.into_iter().map(|(origin, message)| origin.error(message)).collect()
    }
}

/// What can be seen in one row.
fn lint_row(gazetteers: &Gazetteers, row: &EntityRow, found: &mut Findings) {
    let mut report = |message: String| found.add(row.origin(), message);
    if !row.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        let id = &row.id;
        report(format!("the id `{id}` has more than small letters, figures and hyphens"));
    }
    for parent in row.parents.iter().filter(|id| gazetteers.entity(id).is_none()) {
        report(format!("the parent `{parent}` is no row's id; add the row or correct the id"));
    }
    let successor = row.successor();
    let successors = successor.split('|').filter(|id| !id.is_empty());
    for successor in successors.filter(|id| gazetteers.entity(id).is_none()) {
        report(format!("the successor `{successor}` is no row's id; correct it"));
    }
    if is_reversed(row.from(), row.to()) {
        report("`from` lies after `to`; exchange or correct them".into());
    }
    let mut seen = FxHashSet::from_iter([spelling(row.name)]);
    for name in row.aliases.iter().chain(row.nicknames.iter()) {
        if let Some((code, _)) = name.text.split_once(':').filter(|(code, _)| code.len() == 2) {
            report(format!(
                "`{code}` is the code of no language that cronica reads; use en, es or pt"
            ));
        }
        let marks = (name.weak || name.strong) && *name.text == *row.name;
        if !seen.insert(spelling(name.text)) && !marks {
            let text = &name.text;
            report(format!("`{text}` differs from another name only in accents; remove it"));
        }
    }
}

/// A name without accents, and which of its letters are capitals: small letters and abbreviations
/// in another case are forms of their own.
fn spelling(name: &str) -> (String, Vec<bool>) {
    (fold(name), name.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect())
}

/// Whether `from` begins after `to` has ended.
fn is_reversed(from: Option<Edtf>, to: Option<Edtf>) -> bool {
    let from = from.and_then(|from| from.days().earliest);
    let to = to.and_then(|to| to.days().latest);
    matches!((from, to), (Some(from), Some(to)) if from > to)
}

/// Names without a mark that two rows claim.
fn lint_clashes(gazetteers: &Gazetteers, found: &mut Findings) {
    let mut owners: FxHashMap<String, &EntityRow> = FxHashMap::default();
    for row in gazetteers.entities.iter() {
        let is_marked = |name: &NameRow| name.weak;
        let weakened = row.aliases.iter().filter(is_marked).any(|a| *a.text == *row.name);
        let own = (!weakened).then_some(row.name);
        let is_own = |a: &NameRow| *a.text == *row.name;
        let aliases = row.aliases.iter().filter(|a| !a.weak && !is_own(a)).map(|a| a.text);
        let famous = row.nicknames.iter().filter(|n| n.strong).map(|n| n.text);
        let names = own.into_iter().chain(aliases).chain(famous);
        for name in names.filter(|name| !is_full(row, name)) {
            match owners.get(fold(name).as_str()) {
                Some(other) if other.id != row.id && other.kind == row.kind => {
                    let id = &other.id;
                    let message = format!(
                        "`{name}` names `{id}` as well; mark it with ~ in one row or in both"
                    );
                    found.add(row.origin(), message);
                }
                Some(_) => {}
                None => _ = owners.insert(fold(name), row),
            }
        }
    }
}

/// Whether `name` is a place's with its state's behind a comma, which counts as weak anyhow.
fn is_full(row: &EntityRow, name: &str) -> bool {
    row.kind == EntityKind::Place && name.contains(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks that the rows of a file have the faults whose line and words are given, and no other.
    fn check(file: &str, rows: &str, expected: &[(u32, &str)]) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(file), rows).unwrap();
        let mut tables = Tables::without_gazetteers();
        tables.extend(folder.path()).unwrap();
        let unread = tables.gazetteers().faults.iter().map(ToString::to_string);
        let found = lint(&tables).unwrap();
        let messages: Vec<String> = unread.chain(found.iter().map(ToString::to_string)).collect();
        assert_eq!(messages.len(), expected.len(), "{messages:?}");
        for (message, (line, words)) in messages.iter().zip(expected) {
            let place = format!("{file}:{line}:");
            assert!(message.contains(&place) && message.contains(words), "{message}");
        }
    }

    #[test]
    fn names_file_and_line_of_each_fault() {
        let rows = "id,name,surname,nicknames,aliases,country,parent,from,to,note,source\n\
                    ana-ruiz,Ana Ruiz,Ruiz,,~Anita|Aná Ruiz,MX,nowhere,1990,1980,,\n\
                    eva-sol,Eva Sol,Sol,,Ana Ruiz,MX,,,,,\n";
        let expected = [
            (2, "`Aná Ruiz` differs"),
            (2, "`from` lies after"),
            (2, "the parent `nowhere`"),
            (3, "`Ana Ruiz` names `ana-ruiz`"),
        ];
        check("person.csv", rows, &expected);
    }

    #[test]
    fn ordinary_words_need_a_mark() {
        let rows = "id,name,aliases\n\
                    alba,La Jornada del Alba,Semana\n\
                    noche,Noche,~Noche\n\
                    hoy,Hoy,!Hoy|HOY|El Hoy\n\
                    river,River,\n\
                    sinalo,Sinalopolitan,\n";
        let expected = [(2, "`Semana` is an ordinary word"), (5, "`River` is an ordinary word")];
        check("media.csv", rows, &expected);
    }

    #[test]
    fn the_code_before_a_name_is_a_languages() {
        let rows = "id,name,aliases\n\
                    union,Union of States,en:EU|~es:UE|xx:EUE\n";
        check("agency.csv", rows, &[(2, "`xx` is the code of no language")]);
    }

    #[test]
    fn one_word_does_not_name_a_person() {
        let rows = "id,name,surname,aliases\n\
                    ana-ruiz,Ana Ruiz,Ruiz,Anita|~Any|!Anaruiz|AR\n";
        check("person.csv", rows, &[(2, "`Anita` is one word")]);
    }

    #[test]
    fn accents_that_others_write_are_missed() {
        let mut rows = String::from("id,name,surname\n");
        for (i, given) in
            ["Ana", "Eva", "Luz", "Paz", "Sol", "Mar", "Fe", "Flor"].iter().enumerate()
        {
            rows.push_str(&format!("p{i},{given} García,García\n"));
        }
        rows.push_str("p8,José Garcia,Garcia\np9,Robert Garcia,Garcia\n");
        check("person.csv", &rows, &[(10, "`Garcia` is `García` in 8 other names")]);
    }

    #[test]
    fn places_lie_on_earth_and_dates_exist() {
        let rows = "id,name,from,lat,lon\n\
                    a,Aville,,95.0,10\n\
                    b,Beville,,,10\n\
                    c,Ceville,2001-02-30,10,10\n\
                    d,Deville,2001,-10,-170\n";
        let expected = [(2, "decimal degrees"), (3, "go together"), (4, "2001-02-30")];
        check("place.csv", rows, &expected);
    }
}
