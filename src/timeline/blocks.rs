//! Which groups are worth comparing with an event.

use rustc_hash::FxHashMap;

use super::evidence::{Profile, family};
use super::stable::Fnv;

/// The most groups that one key leads to; beyond it a key says too little (“statement, Trump, 2025”).
const CROWD: usize = 96;

/// Groups by what they have in common with an event.
#[derive(Default)]
pub(super) struct Blocks(FxHashMap<u64, Vec<u32>>);

impl Blocks {
    pub(super) fn add(&mut self, profile: &Profile, group: u32) {
        for key in keys(profile) {
            let groups = self.0.entry(key).or_default();
            if groups.len() < CROWD {
                groups.push(group);
            }
        }
    }

    /// The groups with a key of `profile`, each once, in the order in which they were added.
    pub(super) fn near(&self, profile: &Profile) -> Vec<u32> {
        let mut near: Vec<u32> = Vec::new();
        for key in keys(profile) {
            near.extend(self.0.get(&key).into_iter().flatten());
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// Type, time and something in common: in the month for days and months, in the year for all.
fn keys(profile: &Profile) -> Vec<u64> {
    let mut keys = Vec::new();
    let base = Fnv::default().add(family(profile.kind).name());
    let times = times(profile);
    for who in profile.targets.iter().chain(&profile.actors).chain(&profile.places) {
        for time in &times {
            keys.push(base.add(time).add(who.to_le_bytes()).finish());
        }
    }
    keys.push(base.add("words").add(profile.words_hash.to_le_bytes()).finish());
    keys
}

fn times(profile: &Profile) -> Vec<String> {
    match profile.days.years() {
        Some((first, last)) if last - first <= 3 => {
            (first..=last).map(|year| year.to_string()).collect()
        }
        _ => vec![profile.when.to_string()],
    }
}
