//! Finding an entry by its identifier or a quote's hash, and the one that is nearest to it.

use std::cmp::Reverse;

use super::evidence::{family, obstacle, weigh};
use super::profile::{Numbers, Profile};
use super::stable::base;
use crate::model::{Entry, Evidence, Reason, Source, Timeline};

/// Which entries an identifier or the hash of a quote, or the beginning of one, can mean, by their
/// numbers in the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(usize),
    /// All that begin so.
    Several(Vec<usize>),
    /// None; these have identifiers most like it.
    Nearest(Vec<usize>),
}

/// Identifiers proposed for one that is not found.
const PROPOSED: usize = 5;

/// The least likeness, in thousandths, of one that is worth proposing.
const LEAST: u32 = 600;

/// The entry whose identifier is `id`, or of which alone the identifier or the hash of a quote begins
/// with it.
pub fn find(timeline: &Timeline, id: &str) -> Found {
    let entries = || timeline.entries.iter().enumerate();
    if let Some((number, _)) = entries().find(|(_, entry)| entry.id == id) {
        return Found::One(number);
    }
    let is_meant = |entry: &Entry| {
        let mut hashes = entry.sources.iter().map(Source::hash_text);
        entry.id.starts_with(id) || hashes.any(|hash| hash.starts_with(id))
    };
    let found = entries().filter_map(|(number, entry)| is_meant(entry).then_some(number));
    let found: Vec<usize> = found.collect();
    match found[..] {
        [only] => Found::One(only),
        [] => Found::Nearest(nearest_ids(timeline, id)),
        _ if id.is_empty() => Found::Nearest(Vec::new()),
        _ => Found::Several(found),
    }
}

/// The entries whose identifiers differ from that of entry number `entry` only in the number that
/// tells such twins apart, by their numbers in the timeline.
pub fn twins(timeline: &Timeline, entry: usize) -> Vec<usize> {
    let base = |number: usize| base(&timeline.entries[number].id);
    let is_twin = |other: &usize| *other != entry && base(*other) == base(entry);
    (0..timeline.entries.len()).filter(is_twin).collect()
}

fn nearest_ids(timeline: &Timeline, id: &str) -> Vec<usize> {
    let likeness =
        |entry: &Entry| (strsim::normalized_damerau_levenshtein(&entry.id, id) * 1000.0) as u32;
    let entries = timeline.entries.iter().enumerate();
    let mut ranked: Vec<(Reverse<u32>, usize)> =
        entries.map(|(number, entry)| (Reverse(likeness(entry)), number)).collect();
    ranked.retain(|(Reverse(likeness), _)| *likeness >= LEAST);
    ranked.sort_unstable();
    ranked.into_iter().take(PROPOSED).map(|(_, number)| number).collect()
}

/// The entry that comes nearest to being the same happening as another.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    /// Its number in the timeline.
    pub entry: usize,
    /// What it has in common.
    pub evidence: Evidence,
    /// The sum of its weights.
    pub weight: f32,
    /// What forbids that both are one; `None` where there was too little evidence, or another entry
    /// had as much.
    pub obstacle: Option<Reason>,
}

/// The entry of the same type that has most in common with entry number `entry`, apart from their
/// time; `None` where none has anything.
pub fn neighbour(timeline: &Timeline, entry: usize) -> Option<Neighbour> {
    let mut numbers = Numbers::default();
    let own: Vec<Profile> =
        timeline.entries[entry].sources.iter().map(|s| Profile::new(s, &mut numbers)).collect();
    let mut best: Option<Neighbour> = None;
    for (number, other) in timeline.entries.iter().enumerate() {
        let of_type = family(other.event.kind) == family(own[0].kind);
        if number == entry || !of_type {
            continue;
        }
        let found = compare(&own, other, number, &mut numbers);
        let nearer = |found: &Neighbour, best: &Neighbour| {
            (found.weight, found.obstacle.is_none()) > (best.weight, best.obstacle.is_none())
        };
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| nearer(&found, best))
        {
            best = Some(found);
        }
    }
    best
}

/// What the sources of `other` have in common with those of an entry.
fn compare<'a>(
    own: &[Profile<'a>],
    other: &'a Entry,
    number: usize,
    numbers: &mut Numbers<'a>,
) -> Option<Neighbour> {
    let mut found: Option<Neighbour> = None;
    let mut forbidden = None;
    for source in &other.sources {
        let profile = Profile::new(source, numbers);
        for known in own {
            let likeness = weigh(known, &profile);
            forbidden = forbidden.or_else(|| obstacle(known, &profile));
            let nearer = found.as_ref().is_none_or(|found| likeness.weight > found.weight);
            if nearer && likeness.is_more_than_time() {
                found = Some(Neighbour {
                    entry: number,
                    evidence: likeness.evidence,
                    weight: likeness.weight,
                    obstacle: None,
                });
            }
        }
    }
    found.map(|found| Neighbour { obstacle: forbidden, ..found })
}
