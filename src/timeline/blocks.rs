//! Which groups are worth comparing with an event.

use rustc_hash::FxHashMap;

use super::evidence::{DAYS_APART, family};
use super::profile::Profile;
use super::stable::Fnv;
use crate::model::DayRange;

/// The most groups that one key leads to; beyond it a key says too little (“statement, Trump, 2025”).
const CROWD: u32 = 96;

/// Groups by what they have in common with an event: type, time, and a participant, place or the
/// sentence.
///
/// Events come in the order of their precision, so that one only asks for groups that are dated as
/// finely or more finely: a group stands under its month and its year, a day asks for the months
/// around it, a year for the year.
#[derive(Default)]
pub(super) struct Blocks {
    /// The last link of each key, and how many there are.
    heads: FxHashMap<u64, (u32, u32)>,
    /// A group and the link before it.
    links: Vec<(u32, u32)>,
}

/// No link.
const NONE: u32 = u32::MAX;

impl Blocks {
    pub(super) fn add(&mut self, profile: &Profile<'_>, group: u32) {
        let days = profile.days;
        for time in months(profile, days).into_iter().chain(years(profile)).flatten() {
            keys(profile, time).for_each(|key| self.link(key, group));
        }
        self.link(words(profile), group);
    }

    fn link(&mut self, key: u64, group: u32) {
        let (head, count) = self.heads.entry(key).or_insert((NONE, 0));
        if *count < CROWD {
            let link = self.links.len() as u32;
            self.links.push((group, *head));
            (*head, *count) = (link, *count + 1);
        }
    }

    /// The groups with a key of `profile` into `near`, each once, in the order in which they were
    /// added.
    pub(super) fn near(&self, profile: &Profile<'_>, near: &mut Vec<u32>) {
        near.clear();
        let months = months(profile, profile.days.widened(DAYS_APART.into()));
        let times = if months[0].is_some() { months } else { years(profile) };
        for time in times.into_iter().flatten() {
            keys(profile, time).for_each(|key| self.follow(key, near));
        }
        self.follow(words(profile), near);
        near.sort_unstable();
        near.dedup();
    }

    fn follow(&self, key: u64, near: &mut Vec<u32>) {
        let mut link = self.heads.get(&key).map_or(NONE, |(head, _)| *head);
        while link != NONE {
            let (group, before) = self.links[link as usize];
            near.push(group);
            link = before;
        }
    }
}

/// The most times under which one event stands.
const MOST: usize = 4;

/// What tells months from years and from beginnings in keys.
const MONTH: i32 = 1;
const YEAR: i32 = 2;
const BEGINNING: i32 = 3;

/// The months of `days` where the event of `profile` is dated to the month, or more finely.
fn months(profile: &Profile<'_>, days: DayRange) -> [Option<i32>; MOST] {
    let fine = profile.length <= 31 && !profile.lasts;
    numbered(days.months().filter(|_| fine), MONTH)
}

/// The years; of what lasts or is not dated to a few years, the one in which it begins.
fn years(profile: &Profile<'_>) -> [Option<i32>; MOST] {
    let years = profile.days.years();
    match years {
        Some((first, last)) if !profile.lasts && last - first < MOST as i32 => {
            numbered(years, YEAR)
        }
        _ => {
            let begins = profile.days.earliest.and_then(|day| DayRange::new(day, day).years());
            let year = begins.map_or(0, |(year, _)| year);
            numbered(Some((year, year)), BEGINNING)
        }
    }
}

/// The numbers from the first to the last, marked with what they count.
fn numbered(range: Option<(i32, i32)>, mark: i32) -> [Option<i32>; MOST] {
    let mut numbers = [None; MOST];
    let (first, last) = range.unwrap_or((1, 0));
    for (slot, number) in numbers.iter_mut().zip(first..=last) {
        *slot = Some(number * 4 + mark);
    }
    numbers
}

/// The keys at one time: one for each participant and place.
fn keys(profile: &Profile<'_>, time: i32) -> impl Iterator<Item = u64> {
    let kind = family(profile.kind) as u64;
    let base = (kind << 24 ^ u64::from(time as u32)) << 32;
    profile.all().iter().map(move |who| base ^ u64::from(*who))
}

/// The key of the sentence's words.
fn words(profile: &Profile<'_>) -> u64 {
    let kind = family(profile.kind).name();
    Fnv::default().add(kind).add(profile.hash.to_le_bytes()).finish()
}
