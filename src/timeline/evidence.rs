//! Whether two events are one happening.

use std::cmp::{Ordering, Reverse};
use std::ptr;

use super::profile::{PROGRAM, Profile};
use crate::model::{
    Bound, Edtf, EdtfDate, Event, EventType, Evidence, Factuality, Precision, Reason, Source,
};

/// The weight of evidence that joins two events.
pub const ENOUGH: f32 = 4.0;

/// What speaks for two events being one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    pub(super) evidence: Evidence,
    pub(super) weight: f32,
    /// Whether one sentence copies the other, as papers do with one wire story.
    pub(super) copy: bool,
}

impl Likeness {
    fn add(&mut self, reason: Reason, weight: f32) {
        self.evidence.add(reason);
        self.weight += weight;
    }

    /// Whether it is more than the same time.
    pub(super) fn is_more_than_time(self) -> bool {
        let timely = ["same-day", "same-interval", "same-month", "same-year", "days-apart"];
        self.evidence.reasons().any(|reason| !timely.contains(&reason))
    }
}

/// Where a source stands in the order in which sources are joined: the sharpest dates first, then the
/// fullest casts, then the surest.
pub(super) type Rank = (u8, Reverse<usize>, Reverse<u32>);

/// Compares two sources of the same rank, by document and position.
pub(super) fn by_place(a: &Source, b: &Source) -> Ordering {
    let place = |source: &Source| {
        let event = &source.event;
        (event.sentence.start, event.trigger.start, event.kind)
    };
    a.document.id().cmp(b.document.id()).then_with(|| place(a).cmp(&place(b)))
}

pub(super) fn rank(event: &Event) -> Rank {
    let precision = match event.when {
        Edtf::Date(date) => fineness(date),
        Edtf::Interval(start, end) => match (start.date(), end.date()) {
            (Some(start), Some(end)) => INTERVAL + fineness(start).max(fineness(end)),
            _ => u8::MAX,
        },
    };
    let cast = event.actors.len() + 2 * event.targets.len() + event.places.len();
    (precision, Reverse(cast), Reverse((event.confidence * 1000.0) as u32))
}

/// The rank of an interval to the day, behind that of all dates.
const INTERVAL: u8 = 8;

fn fineness(date: EdtfDate) -> u8 {
    match date.precision() {
        Precision::Day => 0,
        Precision::Month => 1,
        Precision::Season | Precision::Quarter => 2,
        Precision::Half | Precision::Year => 3,
        _ => 4,
    }
}

/// Types that are told of one happening by turns: the attack and its dead, the raid and the arrest.
pub(super) fn family(kind: EventType) -> EventType {
    match kind {
        EventType::Attack => EventType::Killing,
        other => other,
    }
}

/// Members of a group of which none may forbid that a new event is told by it, too.
const COMPATIBLE: usize = 24;

/// Members of a group that a new event is weighed against.
const WEIGHED: usize = 8;

/// What speaks for `new` telling of the same as the members of a group; `None` where something
/// forbids it or too little does.
pub(super) fn between<'p, 'a: 'p>(
    group: impl Iterator<Item = &'p Profile<'a>>,
    new: &Profile<'a>,
) -> Option<Likeness> {
    let mut best: Option<Likeness> = None;
    let mut copy = false;
    for (number, known) in group.take(COMPATIBLE).enumerate() {
        if obstacle(known, new).is_some() {
            return None;
        }
        if number >= WEIGHED {
            continue;
        }
        let found = weigh(known, new);
        copy |= found.copy;
        if best.is_none_or(|best| found.weight > best.weight) {
            best = Some(found);
        }
    }
    best.filter(|found| found.weight >= ENOUGH).map(|best| Likeness { copy, ..best })
}

/// What forbids that both are one.
pub(super) fn obstacle(a: &Profile<'_>, b: &Profile<'_>) -> Option<Reason> {
    if family(a.kind) != family(b.kind) {
        return Some("other-type");
    }
    let same_text = ptr::eq(a.document, b.document);
    if same_text && a.event().sentence == b.event().sentence {
        return Some("same-sentence");
    }
    let differ = |factuality| (a.factuality == factuality) != (b.factuality == factuality);
    if differ(Factuality::Denied) {
        return Some("one-denied");
    }
    if differ(Factuality::Hypothetical) {
        return Some("one-hypothetical");
    }
    if !dates_agree(a, b) {
        return Some("other-date");
    }
    let other_person = is_reflexive(a.kind) && apart(whom(a), whom(b));
    if other_person || apart(a.targets(), b.targets()) {
        return Some("other-target");
    }
    let in_whole_country = (a.is_in_whole_country() || b.is_in_whole_country())
        && shares(a.countries(), b.countries());
    let elsewhere = apart(a.places(), b.places())
        && !in_whole_country
        && !shares(a.places(), b.regions())
        && !shares(a.regions(), b.places())
        && !shares(a.regions(), b.regions());
    let told_apart = elsewhere && !(shares(a.targets(), b.targets()) && a.has_person);
    told_apart.then_some("other-place")
}

/// Whether the dates overlap, or are days next to each other of what befalls a person once.
fn dates_agree(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    // A happening of a day is not a state that lasts for years.
    if a.lasts != b.lasts {
        return false;
    }
    if a.lasts {
        return ends_agree(a.event().when, b.event().when);
    }
    if a.days.overlaps(b.days) {
        return true;
    }
    let once = matches!(a.kind, EventType::Killing | EventType::Arrest | EventType::Extradition);
    // Two sources may err by a day; one text that gives two days tells of two happenings.
    let same_text = ptr::eq(a.document, b.document);
    once && !same_text
        && a.has_person
        && shares(a.targets(), b.targets())
        && a.distance(b) <= DAYS_APART
}

/// Whether two stretches begin and end at the same times, however finely these are told; one that
/// went on when it was told of may have ended since.
fn ends_agree(a: Edtf, b: Edtf) -> bool {
    let agree = |a: Bound, b: Bound| match (a.date(), b.date()) {
        (Some(a), Some(b)) => a.days().overlaps(b.days()),
        _ => a == b,
    };
    let goes_on = |end: Bound| end == Bound::Open;
    match (a, b) {
        (Edtf::Interval(start, end), Edtf::Interval(other_start, other_end)) => {
            let ended = goes_on(end) || goes_on(other_end) || agree(end, other_end);
            agree(start, other_start) && ended
        }
        _ => a == b,
    }
}

/// The days by which sources err about what befalls a person once.
pub(super) const DAYS_APART: u32 = 2;

/// What both have in common.
pub(super) fn weigh(a: &Profile<'_>, b: &Profile<'_>) -> Likeness {
    let mut found = Likeness::default();
    let (kind, same_kind) = (a.kind, a.kind == b.kind);
    let same_words = a.hash == b.hash;
    if same_words {
        found.add("same-words", if same_kind { 4.0 } else { 1.0 });
    }
    // What people say, sign and publish recurs with the same names; what is done to them does not.
    let singular = is_singular(kind);
    if shares(a.targets(), b.targets()) {
        let once = singular || is_about_program(kind) && shares_program(a.targets(), b.targets());
        found.add("same-target", if once { 2.5 } else { 1.0 });
    } else if befalls_alike(a, b) {
        found.add("same-target", 2.5);
    }
    if shares(a.actors(), b.actors()) {
        found.add("same-actor", if singular { 1.25 } else { 0.75 });
    }
    if shares(a.places(), b.places()) {
        found.add("same-place", 1.25);
    }
    if a.toll == b.toll && a.toll.is_some_and(|toll| toll > 1) {
        found.add("same-toll", 1.0);
    }
    evidence_of_dates(a, b, &mut found);
    if !same_kind {
        found.weight -= 0.5;
    }
    // Comparing words takes longest, and often could change nothing, or they are known to be the same.
    let likeness = match found.weight + 3.0 >= ENOUGH {
        true if same_words => {
            if a.words.len() < FEW {
                0.0
            } else {
                1.0
            }
        }
        true => likeness(a.words, b.words),
        false => 0.0,
    };
    if likeness >= if singular { 0.34 } else { 0.6 } {
        found.add("alike-words", 1.0 + likeness * 2.0);
    }
    found.copy = same_words || likeness >= COPIED && a.words.len().min(b.words.len()) >= 6;
    if found.copy && !same_words {
        found.add("copied-words", 0.0);
    }
    found
}

/// Whether what befalls a person is told of the same one: as the one who does it (“took office”,
/// “escaped”), or as the one who undergoes it (“was sworn in”, “was freed”).
fn befalls_alike(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    is_reflexive(a.kind) && shares(whom(a), whom(b))
}

/// Types that befall the one who acts where nobody else is named.
fn is_reflexive(kind: EventType) -> bool {
    matches!(kind, EventType::Office | EventType::Release)
}

/// Whom such a happening befalls.
fn whom<'p>(profile: &'p Profile<'_>) -> &'p [u32] {
    if profile.targets().is_empty() { profile.actors() } else { profile.targets() }
}

/// Types of which a law, treaty or plan sees one at a time.
fn is_about_program(kind: EventType) -> bool {
    matches!(kind, EventType::Agreement | EventType::Law | EventType::Order | EventType::Policy)
}

fn shares_program(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|x| x & PROGRAM != 0 && b.contains(x))
}

/// The likeness from which on a sentence is another's with a word changed by an editor.
const COPIED: f32 = 0.8;

fn evidence_of_dates(a: &Profile<'_>, b: &Profile<'_>, found: &mut Likeness) {
    let (short, coarse) = (a.length.min(b.length), a.length.max(b.length));
    let personal = is_singular(a.kind) && a.has_person;
    if a.distance(b) == 0 {
        found.add("same-day", 2.0);
    } else if a.distance(b) <= DAYS_APART {
        found.add("days-apart", 0.5);
    } else if coarse <= 31 {
        found.add("same-month", 1.5);
    } else if short <= 366 && coarse <= 366 {
        found.add("same-year", if personal { 1.5 } else { 0.5 });
    } else if a.days == b.days || a.lasts && b.lasts {
        found.add("same-interval", 2.0);
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

fn shares(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|x| b.contains(x))
}

/// Whether both name some, and none in common.
fn apart(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && !b.is_empty() && !shares(a, b)
}

/// Fewer words than these tell nothing by being alike.
const FEW: usize = 4;

/// The share of all words that both have (Jaccard's index), 0 where one has few; both lists are sorted.
fn likeness(a: &[u32], b: &[u32]) -> f32 {
    let shorter = a.len().min(b.len());
    if shorter < FEW {
        return 0.0;
    }
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                common += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    common as f32 / (a.len() + b.len() - common) as f32
}
