//! Terms without a holder or office, and those of one office that overlap.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Findings, is_reversed};
use crate::error::Error;
use crate::model::Day;
use crate::tables::{Gazetteers, TermRow};

/// The terms of office whose person or office no row has, by file and line; no text can yield their
/// holders.
pub fn orphans(gazetteers: &Gazetteers) -> Vec<Error> {
    let mut found = Findings::default();
    find_orphans(gazetteers, &mut found);
    found.in_order()
}

fn find_orphans(gazetteers: &Gazetteers, found: &mut Findings) {
    let offices: FxHashSet<&str> = gazetteers.offices.iter().map(|office| office.id).collect();
    for term in &gazetteers.terms {
        if gazetteers.entity(&term.person).is_none() {
            let message = format!("the person `{}` is no row's id; correct it", term.person);
            found.add(term.origin.clone(), message);
        }
        if !offices.contains(&*term.office) {
            let message = format!("the office `{}` is no row's id; correct it", term.office);
            found.add(term.origin.clone(), message);
        }
    }
}

pub(super) fn lint(gazetteers: &Gazetteers, found: &mut Findings) {
    find_orphans(gazetteers, found);
    let single: FxHashMap<&str, bool> =
        gazetteers.offices.iter().map(|office| (office.id, office.single)).collect();
    let mut by_office: FxHashMap<&str, Vec<&TermRow>> = FxHashMap::default();
    for term in &gazetteers.terms {
        if single.get(&*term.office) == Some(&true) {
            by_office.entry(&*term.office).or_default().push(term);
        }
        if is_reversed(term.from, term.to) {
            found.add(
                term.origin.clone(),
                "`from` lies after `to`; exchange or correct them".into(),
            );
        }
    }
    for terms in by_office.values_mut() {
        lint_overlaps(terms, found);
    }
}

/// Terms of one office that began while another's lasted.
fn lint_overlaps(terms: &mut [&TermRow], found: &mut Findings) {
    terms.sort_by_key(|term| sure_days(term));
    let Some((mut last, rest)) = terms.split_first().map(|(first, rest)| (*first, rest)) else {
        return;
    };
    for term in rest {
        let (ended, (began, ends)) = (sure_days(last).1, sure_days(term));
        if last.person != term.person && began < ended {
            let (person, office) = (&last.person, &last.office);
            let message = format!("the term overlaps that of `{person}` as `{office}`");
            found.add(term.origin.clone(), message);
        }
        if ends >= ended {
            last = term;
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
    use super::super::lint as all;
    use crate::tables::Tables;

    #[test]
    fn single_offices_have_one_holder_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let write = |file: &str, rows: &str| std::fs::write(folder.path().join(file), rows);
        write("person.csv", "id,name,surname\na,Ana Sol,Sol\nb,Eva Ruz,Ruz\nc,Luz Paz,Paz\n")
            .unwrap();
        write("offices.csv", "id,name,single\nmayor,Mayor,yes\njudge,Judge,\n").unwrap();
        let terms = "person,office,from,to\n\
                     a,mayor,2000-01-01,2010-01-01\n\
                     b,mayor,2002,2003\n\
                     c,mayor,2005,2006\n\
                     b,mayor,2010-01-01,2012\n\
                     a,judge,2000,2010\n\
                     b,judge,2001,2002\n\
                     d,judge,2001,\n\
                     a,king,2003,2001\n";
        write("roles.csv", terms).unwrap();
        let mut tables = Tables::without_gazetteers();
        tables.extend(folder.path()).unwrap();
        let messages: Vec<String> = all(&tables).unwrap().iter().map(ToString::to_string).collect();
        let expected = [
            ("roles.csv:3:", "overlaps that of `a` as `mayor`"),
            ("roles.csv:4:", "overlaps that of `a` as `mayor`"),
            ("roles.csv:8:", "the person `d`"),
            ("roles.csv:9:", "`from` lies after"),
            ("roles.csv:9:", "the office `king`"),
        ];
        assert_eq!(messages.len(), expected.len(), "{messages:?}");
        for (message, (place, words)) in messages.iter().zip(expected) {
            assert!(message.contains(place) && message.contains(words), "{message}");
        }
    }
}
