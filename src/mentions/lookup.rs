use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Gazetteer;
use crate::model::Entity;
use crate::tables::Gazetteers;
use crate::tokens::fold;

impl Gazetteer {
    /// The entities that go by `name`: an identifier, a name or an alias, without regard to case
    /// and accents; by identifier.
    pub fn look_up(&self, name: &str) -> Vec<Arc<Entity>> {
        let folded = key(name);
        let is_called = |entity: &&Arc<Entity>| {
            &*entity.id == name || names(entity).any(|other| key(other) == folded)
        };
        self.entities().filter(is_called).cloned().collect()
    }

    /// `entities` and all that lie within them or belong to them, at any depth; by identifier.
    pub fn with_parts(&self, entities: &[Arc<Entity>]) -> Vec<Arc<Entity>> {
        let mut wholes: BTreeSet<&str> = entities.iter().map(|entity| &*entity.id).collect();
        loop {
            let known = wholes.len();
            let part = |entity: &&Arc<Entity>| entity.parents.iter().any(|p| wholes.contains(&**p));
            let parts: Vec<&str> = self.entities().filter(part).map(|e| &*e.id).collect();
            wholes.extend(parts);
            if wholes.len() == known {
                break;
            }
        }
        self.entities().filter(|entity| wholes.contains(&*entity.id)).cloned().collect()
    }

    /// The up to `count` entities whose names are most like `name`, most alike first.
    pub fn nearest(&self, name: &str, count: usize) -> Vec<Arc<Entity>> {
        let folded = key(name);
        let likeness = |entity: &Arc<Entity>| {
            let alike = |other: &str| {
                let other = key(other);
                let whole = strsim::normalized_damerau_levenshtein(&folded, &other);
                let word = |word| strsim::normalized_damerau_levenshtein(&folded, word) * OF_WORD;
                other.split(' ').map(word).fold(whole, f64::max)
            };
            names(entity).map(alike).fold(0.0, f64::max)
        };
        let mut ranked: Vec<(f64, &Arc<Entity>)> =
            self.entities().map(|entity| (likeness(entity), entity)).collect();
        ranked.retain(|(likeness, _)| *likeness >= LEAST);
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        ranked.into_iter().take(count).map(|(_, entity)| entity.clone()).collect()
    }
}

/// The least likeness of a name that is worth proposing.
const LEAST: f64 = 0.6;

/// What the likeness to one word of a name counts.
const OF_WORD: f64 = 0.85;

fn names(entity: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(&*entity.name).chain(entity.aliases())
}

/// The letters and digits of `name`, folded, with single spaces between words.
fn key(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// For each of `entries` (identifier and name) that the dictionary has under another identifier,
/// or whose identifier it has under another name, a line that says so; in the order of `entries`.
pub fn clashes<'a>(
    gazetteers: &Gazetteers,
    entries: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Vec<String> {
    let mut known: FxHashMap<String, &str> = FxHashMap::default();
    for row in gazetteers.entities.iter() {
        let aliases = row.aliases.iter().filter(|alias| !alias.weak).map(|alias| alias.text);
        for name in std::iter::once(row.name).chain(aliases) {
            known.entry(key(name)).or_insert(row.id);
        }
    }
    let clash = |(id, name): (&str, &str)| {
        if let Some(row) = gazetteers.entity(id) {
            let replaced = &row.name;
            return Some(format!("{id}: `{name}` will replace `{replaced}`, which has this id"));
        }
        let other = known.get(&key(name))?;
        Some(format!("{id}: `{name}` is in the dictionary as {other}; use that id to replace it"))
    };
    entries.into_iter().filter_map(clash).collect()
}
