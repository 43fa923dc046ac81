//! Names that mislead: ordinary words, one word for a person, accents that are missing.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Findings, is_full};
use crate::error::Result;
use crate::model::EntityKind;
use crate::tables::{EntityRow, Gazetteers, Tables};
use crate::tokens::fold;

pub(super) fn lint(tables: &Tables, found: &mut Findings) -> Result<()> {
    let records = tables.table("mentions", "frequent")?;
    let ordinary: FxHashSet<String> = records.iter().map(|r| fold(r.get("word"))).collect();
    let gazetteers = tables.gazetteers();
    for row in gazetteers.entities.iter() {
        lint_single_words(row, &ordinary, found);
    }
    lint_accents(gazetteers, found);
    Ok(())
}

/// Unmarked names of one word, abbreviations aside: ordinary words, and all aliases of persons.
fn lint_single_words(row: &EntityRow, ordinary: &FxHashSet<String>, found: &mut Findings) {
    let is_person = row.kind == EntityKind::Person;
    let marked = |text: &str| {
        let names = row.aliases.iter().chain(row.nicknames.iter());
        names.clone().any(|name| *name.text == *text && (name.weak || name.strong))
    };
    let own = (!is_person).then_some(row.name);
    let names = own.into_iter().chain(row.aliases.iter().map(|alias| alias.text));
    let single = |name: &&str| !name.contains([' ', '.']) && !is_abbreviation(name);
    for name in names.filter(single).filter(|name| !marked(name) && !is_full(row, name)) {
        if is_person {
            let message = format!(
                "`{name}` is one word; mark it with ~, or with ! where it can mean nobody else"
            );
            found.add(row.origin(), message);
        } else if ordinary.contains(&fold(name)) {
            let message = format!(
                "`{name}` is an ordinary word; mark it with ~, or with ! where its capital tells \
                 enough"
            );
            found.add(row.origin(), message);
        }
    }
}

/// Whether all letters of `name` are capitals.
fn is_abbreviation(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    letters.all(char::is_uppercase)
}

/// In how many names other rows must write a word with accents.
const ENOUGH: usize = 5;
/// How many times more often than without.
const MORE_OFTEN: usize = 4;

/// Persons' names that have accents, but not on a word that other rows mostly write with them.
fn lint_accents(gazetteers: &Gazetteers, found: &mut Findings) {
    let persons = || gazetteers.entities.iter().filter(|row| row.kind == EntityKind::Person);
    let mut spellings: FxHashMap<String, BTreeMap<&str, usize>> = FxHashMap::default();
    for word in persons().flat_map(|row| row.name.split(' ')) {
        *spellings.entry(fold(word)).or_default().entry(word).or_default() += 1;
    }
    for row in persons().filter(|row| !row.name.split(' ').all(is_plain)) {
        for word in row.name.split(' ').filter(|word| is_plain(word)) {
            let Some(known) = spellings.get(&fold(word)) else { continue };
            let accented = known.iter().filter(|(other, _)| !is_plain(other));
            let Some((usual, count)) = accented.max_by_key(|(_, count)| **count) else { continue };
            if *count >= ENOUGH && *count >= MORE_OFTEN * known[word] {
                let message = format!("`{word}` is `{usual}` in {count} other names; accent it");
                found.add(row.origin(), message);
            }
        }
    }
}

/// Whether `word` has no accents.
fn is_plain(word: &str) -> bool {
    fold(word) == word.to_lowercase()
}
