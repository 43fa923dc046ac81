//! Events of several documents → [`Timeline`].
//!
//! Enters: documents with their events. Leaves: entries by date, each with all its sources,
//! independent of the order of the documents. Reads `rules/mappings` for the codes of other schemes alone.
//!
//! Events meet in blocks: the same type in the same month or year with a participant, place or
//! sentence in common. Within a block an event joins the one entry that it is compatible with and
//! has [`ENOUGH`] evidence for; with two such entries (two arrests of one man, and a source that
//! only gives the year) it stays alone.

mod blocks;
mod corrections;
mod entry;
mod evidence;
mod filter;
mod lookup;
mod profile;
mod schemes;
mod sources;
mod stable;

use std::cmp::Reverse;

use self::blocks::Blocks;
pub use self::corrections::{Correction, correct};
pub use self::evidence::ENOUGH;
use self::evidence::{Likeness, Rank};
pub use self::filter::{Filter, Name};
pub use self::lookup::{Found, Neighbour, find, neighbour, twins};
use self::profile::{Numbers, Profile};
pub use self::schemes::Scheme;
pub use self::sources::sources;
use crate::model::{Entry, Join, Source, Timeline};
use crate::threads::each;

/// Joins the sources that tell of the same happening.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use cronica::{Document, Metadata, Pipeline, Tables, timeline};
///
/// let pipeline = Pipeline::new(&Tables::embedded())?;
/// let text = "Ismael Zambada was arrested on 25 July 2024.";
/// let sources: Vec<_> = ["a.txt", "b.txt"]
///     .into_iter()
///     .map(|id| Arc::new(Document::new(id, text, Metadata::default())))
///     .flat_map(|document| pipeline.sources(&document))
///     .collect();
/// let timeline = timeline::merge(sources);
/// assert!(timeline.entries.iter().all(|entry| entry.independent == 1));
/// # Ok::<(), cronica::Error>(())
/// ```
pub fn merge(sources: Vec<Source>) -> Timeline {
    merge_on(1, sources)
}

/// [`merge`] on at most so many threads, with the same result.
pub fn merge_on(threads: usize, sources: Vec<Source>) -> Timeline {
    let mut sources: Vec<Option<Source>> = sources.into_iter().map(Some).collect();
    let families = each(by_family(&mut sources), threads, entries);
    drop(sources);
    let mut entries = Vec::with_capacity(families.iter().map(Vec::len).sum());
    families.into_iter().for_each(|family| entries.extend(family));
    sort(&mut entries);
    stable::tell_apart(&mut entries);
    Timeline { entries }
}

/// The sources by the family of their type, the greatest family first: none is ever joined to one of
/// another family.
fn by_family(sources: &mut [Option<Source>]) -> Vec<&mut [Option<Source>]> {
    let family = |source: &Option<Source>| {
        source.as_ref().map(|source| evidence::family(source.event.kind) as usize)
    };
    // In place: the sources are the greater part of what is in memory.
    sources.sort_by_cached_key(family);
    let mut families: Vec<_> = sources.chunk_by_mut(|a, b| family(a) == family(b)).collect();
    families.sort_by_key(|family| Reverse(family.len()));
    families
}

/// The entries of a family's sources, which are taken.
fn entries(sources: &mut [Option<Source>]) -> Vec<Entry> {
    // The order of the documents must not matter, so the best told come first, whoever tells them.
    let ranked = sources.iter().enumerate().filter_map(|(at, source)| {
        let source = source.as_ref()?;
        Some((evidence::rank(&source.event), at, source))
    });
    let mut ranked: Vec<(Rank, usize, &Source)> = ranked.collect();
    ranked.sort_by(|(a, _, source), (b, _, other)| {
        a.cmp(b).then_with(|| evidence::by_place(source, other))
    });
    let order: Vec<usize> = ranked.iter().map(|(_, at, _)| *at).collect();
    let ranked: Vec<&Source> = ranked.into_iter().map(|(_, _, source)| source).collect();
    let groups = groups(&ranked);
    let mut take = |number: u32| sources[order[number as usize]].take();
    let entry = |Group { first, others, joins }| {
        let members = std::iter::once(first).chain(others).filter_map(&mut take).collect();
        entry::entry(members, joins)
    };
    groups.into_iter().map(entry).collect()
}

/// Sorts entries by their days, then by identifier.
fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| {
        let key = |entry: &Entry| (entry.event.days.earliest, entry.event.days.latest);
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
}

/// Sources of one happening, by their numbers.
struct Group {
    first: u32,
    others: Vec<u32>,
    joins: Vec<Join>,
}

/// The groups of the sources of a family, which are sorted by rank.
fn groups(sources: &[&Source]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut blocks = Blocks::default();
    let mut numbers = Numbers::default();
    let mut profiles: Vec<Profile> = Vec::with_capacity(sources.len());
    let mut near = Vec::new();
    for (number, source) in (0..).zip(sources) {
        let profile = Profile::new(source, &mut numbers);
        blocks.near(&profile, &mut near);
        match joined(&groups, &profiles, &near, &profile) {
            Some((group, likeness)) => {
                let group = &mut groups[group as usize];
                group.joins.push(likeness.into_join());
                group.others.push(number);
            }
            None => {
                blocks.add(&profile, groups.len() as u32);
                groups.push(Group { first: number, others: Vec::new(), joins: Vec::new() });
            }
        }
        profiles.push(profile);
    }
    groups
}

/// The one of the groups `near` that `profile` belongs to, with what speaks for it; `None` where
/// there is none, or more than one that is as good.
fn joined(
    groups: &[Group],
    profiles: &[Profile<'_>],
    near: &[u32],
    profile: &Profile<'_>,
) -> Option<(u32, Likeness)> {
    let mut best: Option<(u32, Likeness)> = None;
    let mut tied = false;
    for &number in near {
        let Group { first, others, .. } = &groups[number as usize];
        let members = std::iter::once(first).chain(others).map(|n| &profiles[*n as usize]);
        let Some(found) = evidence::between(members, profile) else { continue };
        match &best {
            Some((_, known)) if found.weight < known.weight => {}
            Some((_, known)) if found.weight == known.weight => tied = true,
            _ => {
                best = Some((number, found));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied)
}

impl Likeness {
    fn into_join(self) -> Join {
        Join { evidence: self.evidence, weight: self.weight, copy: self.copy }
    }
}
