use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::Error;
use crate::model::{Day, Edtf, EntityKind};
use crate::tables::{EntityRow, Gazetteers, NameRow, Origin, TermRow};
use crate::tokens::fold;

/// What is wrong with the rows that could be read (those that could not are in
/// [`Gazetteers::faults`]), in the order of files and lines: identifiers that no row has,
/// spellings that folding makes needless, names that two rows claim without a mark, persons known
/// by one word without a mark, dates the wrong way round, and terms of one office that overlap.
pub fn lint(gazetteers: &Gazetteers) -> Vec<Error> {
    let mut found: Vec<(Origin, String)> = Vec::new();
    for row in &gazetteers.entities {
        lint_row(gazetteers, row, &mut found);
    }
    lint_surnames(gazetteers, &mut found);
    lint_clashes(gazetteers, &mut found);
    lint_terms(gazetteers, &mut found);
    found.sort_by(|a, b| (&a.0.file, a.0.line, &a.1).cmp(&(&b.0.file, b.0.line, &b.1)));
    found.into_iter().map(|(origin, message)| origin.error(message)).collect()
}

/// What can be seen in one row.
fn lint_row(gazetteers: &Gazetteers, row: &EntityRow, found: &mut Vec<(Origin, String)>) {
    let mut report = |message: String| found.push((row.origin.clone(), message));
    for parent in row.parents.iter().filter(|id| gazetteers.entity(id).is_none()) {
        report(format!("the parent `{parent}` is no row's id; add the row or correct the id"));
    }
    let successors = row.successor.split('|').filter(|id| !id.is_empty());
    for successor in successors.filter(|id| gazetteers.entity(id).is_none()) {
        report(format!("the successor `{successor}` is no row's id; correct it"));
    }
    if is_reversed(row.from, row.to) {
        report("`from` lies after `to`; exchange or correct them".into());
    }
    let mut seen = FxHashSet::from_iter([spelling(&row.name)]);
    for name in row.aliases.iter().chain(&row.nicknames) {
        let weakens = name.weak && *name.text == *row.name;
        if !seen.insert(spelling(&name.text)) && !weakens {
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

/// One-word names of persons that are another person's surname as well.
fn lint_surnames(gazetteers: &Gazetteers, found: &mut Vec<(Origin, String)>) {
    let persons = || gazetteers.entities.iter().filter(|row| row.kind == EntityKind::Person);
    let mut surnames: FxHashMap<String, Vec<&EntityRow>> = FxHashMap::default();
    for row in persons() {
        let first = row.surname.split(' ').next().unwrap_or_default();
        surnames.entry(fold(first)).or_default().push(row);
    }
    for row in persons() {
        for name in row.aliases.iter().filter(|name| !name.weak && !name.strong) {
            let bearers = surnames.get(&fold(&name.text)).map_or(&[][..], Vec::as_slice);
            if bearers.iter().any(|other| other.id != row.id) {
                let text = &name.text;
                let message = format!("`{text}` is the surname of others too; mark it with ~ or !");
                found.push((row.origin.clone(), message));
            }
        }
    }
}

/// Whether `from` begins after `to` has ended.
fn is_reversed(from: Option<Edtf>, to: Option<Edtf>) -> bool {
    let from = from.and_then(|from| from.days().earliest);
    let to = to.and_then(|to| to.days().latest);
    matches!((from, to), (Some(from), Some(to)) if from > to)
}

/// Names without a mark that two rows claim.
fn lint_clashes(gazetteers: &Gazetteers, found: &mut Vec<(Origin, String)>) {
    let mut owners: FxHashMap<String, &EntityRow> = FxHashMap::default();
    for row in &gazetteers.entities {
        let is_marked = |name: &&NameRow| name.weak;
        let weakened = row.aliases.iter().filter(is_marked).any(|a| *a.text == *row.name);
        let own = (!weakened).then_some(&*row.name);
        let aliases = row.aliases.iter().filter(|a| !a.weak).map(|a| &*a.text);
        let famous = row.nicknames.iter().filter(|n| n.strong).map(|n| &*n.text);
        // A place's name with its state's behind a comma counts as weak anyhow.
        let is_full = |name: &&str| row.kind == EntityKind::Place && name.contains(", ");
        let names = own.into_iter().chain(aliases).chain(famous);
        for name in names.filter(|name| !is_full(name)) {
            match owners.get(fold(name).as_str()) {
                Some(other) if other.id != row.id && other.kind == row.kind => {
                    let id = &other.id;
                    let message = format!(
                        "`{name}` names `{id}` as well; mark it with ~ in one row or in both"
                    );
                    found.push((row.origin.clone(), message));
                }
                Some(_) => {}
                None => _ = owners.insert(fold(name), row),
            }
        }
    }
}

/// Terms without a holder or office, and those of one office that overlap.
fn lint_terms(gazetteers: &Gazetteers, found: &mut Vec<(Origin, String)>) {
    let single: FxHashMap<&str, bool> =
        gazetteers.offices.iter().map(|office| (&*office.id, office.single)).collect();
    let mut by_office: FxHashMap<&str, Vec<&TermRow>> = FxHashMap::default();
    for term in &gazetteers.terms {
        let mut report = |message: String| found.push((term.origin.clone(), message));
        if gazetteers.entity(&term.person).is_none() {
            report(format!("the person `{}` is no row's id; correct it", term.person));
        }
        match single.get(&*term.office) {
            None => report(format!("the office `{}` is no row's id; correct it", term.office)),
            Some(true) => by_office.entry(&*term.office).or_default().push(term),
            Some(false) => {}
        }
        if is_reversed(term.from, term.to) {
            report("`from` lies after `to`; exchange or correct them".into());
        }
    }
    for terms in by_office.values_mut() {
        terms.sort_by_key(|term| sure_days(term));
        for pair in terms.windows(2) {
            let ((_, ended), (began, _)) = (sure_days(pair[0]), sure_days(pair[1]));
            if pair[0].person != pair[1].person && began < ended {
                let (person, office) = (&pair[0].person, &pair[0].office);
                let message = format!("the term overlaps that of `{person}` as `{office}`");
                found.push((pair[1].origin.clone(), message));
            }
        }
    }
}

/// The days on which a term had surely begun and not yet ended.
fn sure_days(term: &TermRow) -> (Day, Day) {
    let from = term.from.and_then(|from| from.days().latest).unwrap_or(Day::MIN);
    let to = term.to.and_then(|to| to.days().earliest).unwrap_or(Day::MAX);
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;

    #[test]
    fn names_file_and_line_of_each_fault() {
        let folder = tempfile::tempdir().unwrap();
        let person = "id,name,surname,nicknames,aliases,country,parent,from,to,note,source\n\
                      ana-ruiz,Ana Ruiz,Ruiz,,Anita|Aná Ruiz,MX,nowhere,1990,1980,,\n\
                      eva-sol,Eva Sol,Sol,,Ana Ruiz,MX,,,,,\n";
        std::fs::write(folder.path().join("person.csv"), person).unwrap();
        let mut tables = Tables::without_gazetteers();
        tables.extend(folder.path()).unwrap();
        let messages: Vec<String> =
            lint(tables.gazetteers()).iter().map(ToString::to_string).collect();
        let expected = [
            ("person.csv:2:", "`Aná Ruiz` differs"),
            ("person.csv:2:", "`from` lies after"),
            ("person.csv:2:", "the parent `nowhere`"),
            ("person.csv:3:", "`Ana Ruiz` names `ana-ruiz`"),
        ];
        assert_eq!(messages.len(), expected.len(), "{messages:?}");
        for (message, (place, words)) in messages.iter().zip(expected) {
            assert!(message.contains(place) && message.contains(words), "{message}");
        }
    }
}
