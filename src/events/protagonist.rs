//! The person whose life a chronology tells, whom its entries mean where they name nobody.

use rustc_hash::FxHashMap;

use crate::model::{EntityKind, Mention, Referent};

/// Namings that make someone the protagonist, who must have twice as many as anybody else.
const NAMINGS: usize = 3;

/// The only person whom `mentions`, those of a document, name before its first entry, which begins at
/// byte `entry`; else the one whom they name far more often than all others.
pub(super) fn protagonist(mentions: &[Mention], entry: usize) -> Option<&Referent> {
    let is_person = |mention: &&Mention| mention.referent.kind() == EntityKind::Person;
    let mut lead = mentions.iter().take_while(|m| m.span.start < entry).filter(is_person);
    if let Some(first) = lead.next()
        && lead.all(|mention| mention.referent.same(&first.referent))
    {
        return Some(&first.referent);
    }
    most_named(mentions.iter().filter(is_person).map(|mention| &mention.referent))
}

fn most_named<'m>(persons: impl Iterator<Item = &'m Referent>) -> Option<&'m Referent> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut first, mut second): (Option<(&Referent, usize)>, usize) = (None, 0);
    for person in persons {
        let key = person.entity().map_or(person.name(), |entity| &entity.id);
        let count = counts.entry(key).or_default();
        *count += 1;
        match &mut first {
            Some((known, most)) if known.same(person) => *most = *count,
            Some((known, most)) if *count > *most => {
                second = *most;
                (*known, *most) = (person, *count);
            }
            Some(_) => second = second.max(*count),
            None => first = Some((person, *count)),
        }
    }
    first.filter(|(_, most)| *most >= NAMINGS && *most >= 2 * second).map(|(person, _)| person)
}
