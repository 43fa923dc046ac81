//! Whether two events are one happening.

use std::cmp::Reverse;

use super::stable::{Fnv, key, normalised};
use crate::model::{
    Argument, DayRange, Edtf, EntityKind, EventType, Factuality, Precision, Reason, Source,
};

/// The weight of evidence that joins two events.
pub const ENOUGH: f32 = 4.0;

/// What comparisons need of an event, small.
#[derive(Clone, Debug)]
pub(super) struct Profile {
    /// The sentence: what one sentence tells apart is not one happening.
    sentence: u64,
    pub(super) kind: EventType,
    pub(super) when: Edtf,
    pub(super) days: DayRange,
    pub(super) targets: Vec<u64>,
    pub(super) actors: Vec<u64>,
    pub(super) places: Vec<u64>,
    /// The containing places of `places`.
    regions: Vec<u64>,
    /// Whether a target is a person: one is arrested or killed once a day at most.
    has_person: bool,
    factuality: Factuality,
    fatalities: Option<u32>,
    /// The words of the sentence, hashed and sorted, the short ones left out.
    words: Vec<u32>,
    pub(super) words_hash: u64,
}

impl Profile {
    pub(super) fn new(source: &Source) -> Profile {
        let event = &source.event;
        let hashes = |list: &[Argument]| list.iter().map(|a| hash(key(&a.referent))).collect();
        let quote = normalised(source.document.slice(event.sentence));
        let mut words: Vec<u32> =
            quote.split(' ').filter(|word| word.len() > 3).map(|word| hash(word) as u32).collect();
        words.sort_unstable();
        words.dedup();
        let (mut targets, mut actors): (Vec<u64>, Vec<u64>) =
            (hashes(&event.targets), hashes(&event.actors));
        // Who met whom is told either way round.
        if matches!(event.kind, EventType::Meeting | EventType::Agreement) {
            targets.append(&mut actors);
        }
        let regions = event.places.iter().filter_map(|place| place.referent.entity());
        let sentence = Fnv::default().add(&**source.document.id());
        Profile {
            sentence: sentence.add(event.sentence.start.to_le_bytes()).finish(),
            kind: event.kind,
            when: event.when,
            days: event.days,
            targets,
            actors,
            places: hashes(&event.places),
            regions: regions.flat_map(|e| &e.parents).map(|parent| hash(parent)).collect(),
            has_person: event.targets.iter().any(|t| t.referent.kind() == EntityKind::Person),
            factuality: event.factuality,
            fatalities: event.fatalities().map(|figure| figure.best as u32),
            words_hash: hash(&quote),
            words,
        }
    }
}

fn hash(text: &str) -> u64 {
    Fnv::default().add(text).finish()
}

/// What speaks for two events being one.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    pub(super) reasons: Vec<Reason>,
    pub(super) weight: f32,
    pub(super) copy: bool,
}

impl Evidence {
    fn add(&mut self, reason: Reason, weight: f32) {
        self.reasons.push(reason);
        self.weight += weight;
    }
}

/// The order in which sources are joined: the sharpest dates first, then the fullest casts, the
/// surest, and for the rest by document and position.
pub(super) fn rank(
    source: &Source,
) -> (u8, Reverse<usize>, Reverse<u32>, std::sync::Arc<str>, usize, usize, &'static str) {
    let event = &source.event;
    let precision = match event.when.precision() {
        Precision::Day => 0,
        Precision::Month => 1,
        Precision::Season | Precision::Quarter => 2,
        Precision::Half | Precision::Year => 3,
        _ => 4,
    };
    let cast = event.actors.len() + 2 * event.targets.len() + event.places.len();
    (
        precision,
        Reverse(cast),
        Reverse((event.confidence * 1000.0) as u32),
        source.document.id().clone(),
        event.sentence.start,
        event.trigger.start,
        event.kind.name(),
    )
}

/// Types that are told of one happening by turns: the attack and its dead, the raid and the arrest.
pub(super) fn family(kind: EventType) -> EventType {
    match kind {
        EventType::Attack => EventType::Killing,
        other => other,
    }
}

/// What speaks for `new` telling of the same as the members of a group; `None` where something
/// forbids it or too little does.
pub(super) fn between(group: &[Profile], new: &Profile) -> Option<Evidence> {
    let mut best: Option<Evidence> = None;
    for known in group.iter().take(24) {
        if !compatible(known, new) {
            return None;
        }
        let evidence = weigh(known, new);
        if best.as_ref().is_none_or(|best| evidence.weight > best.weight) {
            best = Some(evidence);
        }
    }
    best.filter(|evidence| evidence.weight >= ENOUGH)
}

/// Whether nothing forbids that both are one.
fn compatible(a: &Profile, b: &Profile) -> bool {
    if a.sentence == b.sentence || family(a.kind) != family(b.kind) {
        return false;
    }
    let denied = |p: &Profile| p.factuality == Factuality::Denied;
    let supposed = |p: &Profile| p.factuality == Factuality::Hypothetical;
    if denied(a) != denied(b) || supposed(a) != supposed(b) {
        return false;
    }
    if !dates_agree(a, b) {
        return false;
    }
    let apart = |a: &[u64], b: &[u64]| !a.is_empty() && !b.is_empty() && !shares(a, b);
    if apart(&a.targets, &b.targets) {
        return false;
    }
    let elsewhere = apart(&a.places, &b.places)
        && !shares(&a.places, &b.regions)
        && !shares(&a.regions, &b.places)
        && !shares(&a.regions, &b.regions);
    !elsewhere || (shares(&a.targets, &b.targets) && a.has_person)
}

/// Whether the dates overlap, or are days next to each other of what befalls a person once.
fn dates_agree(a: &Profile, b: &Profile) -> bool {
    // A happening of a day is not a state that lasts for years.
    let lasting = |p: &Profile| p.when.precision() == Precision::Interval && length(p) > 400;
    if lasting(a) != lasting(b) {
        return false;
    }
    if lasting(a) {
        return a.days == b.days;
    }
    if a.days.overlaps(b.days) {
        return true;
    }
    let once = matches!(a.kind, EventType::Killing | EventType::Arrest | EventType::Extradition);
    once && a.has_person && shares(&a.targets, &b.targets) && distance(a, b) <= 2
}

fn length(profile: &Profile) -> i64 {
    match (profile.days.earliest, profile.days.latest) {
        (Some(first), Some(last)) => (last - first).num_days(),
        _ => i64::MAX,
    }
}

/// The days between two days; many where one of them is no day.
fn distance(a: &Profile, b: &Profile) -> i64 {
    match (a.days.earliest, b.days.earliest) {
        (Some(first), Some(second)) if length(a) == 0 && length(b) == 0 => {
            (first - second).num_days().abs()
        }
        _ => i64::MAX,
    }
}

/// What both have in common.
fn weigh(a: &Profile, b: &Profile) -> Evidence {
    let mut evidence =
        Evidence { reasons: Vec::new(), weight: 0.0, copy: a.words_hash == b.words_hash };
    if evidence.copy {
        evidence.add("same-words", if a.kind == b.kind { 4.0 } else { 1.0 });
    }
    let likeness = likeness(&a.words, &b.words);
    // What people say, sign and publish recurs with the same names; what is done to them does not.
    let singular = is_singular(a.kind);
    let told_alike = likeness >= if singular { 0.34 } else { 0.6 };
    if shares(&a.targets, &b.targets) {
        evidence.add("same-target", if singular { 2.5 } else { 1.0 });
    }
    if shares(&a.actors, &b.actors) {
        evidence.add("same-actor", if singular { 1.25 } else { 0.75 });
    }
    if shares(&a.places, &b.places) {
        evidence.add("same-place", 1.25);
    }
    if a.fatalities == b.fatalities && a.fatalities.is_some_and(|toll| toll > 1) {
        evidence.add("same-toll", 1.0);
    }
    evidence_of_dates(a, b, &mut evidence);
    if told_alike {
        evidence.add("alike-words", 1.0 + likeness * 2.0);
    }
    if a.kind != b.kind {
        evidence.weight -= 0.5;
    }
    evidence
}

fn evidence_of_dates(a: &Profile, b: &Profile, evidence: &mut Evidence) {
    let (short, coarse) = (length(a).min(length(b)), length(a).max(length(b)));
    if distance(a, b) == 0 {
        evidence.add("same-day", 2.0);
    } else if distance(a, b) <= 2 {
        evidence.add("days-apart", 0.5);
    } else if coarse <= 31 {
        evidence.add("same-month", 1.5);
    } else if short <= 366 && coarse <= 366 {
        evidence.add("same-year", if is_singular(a.kind) && a.has_person { 1.5 } else { 0.5 });
    } else if a.days == b.days {
        evidence.add("same-interval", 2.0);
    }
}

/// Types of which one befalls a given target on a given day.
fn is_singular(kind: EventType) -> bool {
    use EventType::{
        Abduction, Arrest, Attack, Charge, Conviction, Designation, Extradition, Killing, Office,
        Release, Reward,
    };
    matches!(
        kind,
        Killing
            | Attack
            | Abduction
            | Arrest
            | Release
            | Charge
            | Conviction
            | Extradition
            | Designation
            | Office
            | Reward
    )
}

fn shares(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|x| b.contains(x))
}

/// The share of words in common, of the shorter sentence's; both lists are sorted.
fn likeness(a: &[u32], b: &[u32]) -> f32 {
    let shorter = a.len().min(b.len());
    if shorter < 4 {
        return 0.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    common as f32 / (a.len() + b.len() - common) as f32
}
