use rustc_hash::{FxHashMap, FxHashSet};

use super::dictionary::{Dictionary, Form, flag};
use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::{DayRange, Document, EntityKind, Mention};
use crate::tokens::Shape;

/// What a document tells about its subject before any name is linked.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    /// The entities named by a form that can mean nothing else.
    established: FxHashSet<u32>,
    /// The first-level divisions in which something lies that is named beyond doubt.
    regions: FxHashSet<u32>,
    /// The division that is named the most, itself or by its places; the first named counts double.
    home: Option<u32>,
    /// How often each country is named or implied, by number.
    countries: Vec<f32>,
    /// The same near the place that is looked at, fading with distance.
    nearby: Vec<f32>,
    greatest: f32,
    greatest_nearby: f32,
    /// What naming a country counts here for `nearby`.
    unit: f32,
    /// The publication date.
    pub published: DayRange,
}

/// How often a country must be named before others count as foreign.
const ENOUGH: f32 = 2.0;
/// How likely others have a name that says nothing certain.
const UNSURE: f32 = 0.5;
/// How much an adjective such as “Colombian” counts for its country.
const ADJECTIVE: f32 = 0.5;
/// How much a criminal group counts for its country: it may be at work in others.
const ABROAD: f32 = 0.5;
/// By how much what was named before fades with each further mention.
const FADING: f32 = 0.88;
/// How much more a capital is likely to be a dateline than another city of its size.
const CAPITAL: f32 = 0.05;
/// How much a place of the country that the text names most is likelier to be its dateline.
const NAMED: f32 = 0.3;
/// The unit at which the shares are scaled down again.
const GREATEST_UNIT: f32 = 1e12;

impl Evidence {
    /// The evidence of `candidates`, among them the `dateline`, and of the countries that
    /// `adjectives` tell.
    pub fn new(
        document: &Document,
        candidates: &[Candidate],
        dateline: Option<usize>,
        adjectives: &[u16],
        dictionary: &Dictionary,
    ) -> Evidence {
        let size = dictionary.countries.len();
        let published = document.metadata().published.map(|edtf| edtf.days()).unwrap_or_default();
        let mut evidence = Evidence {
            established: FxHashSet::default(),
            regions: FxHashSet::default(),
            home: None,
            countries: vec![0.0; size],
            nearby: vec![0.0; size],
            greatest: 0.0,
            greatest_nearby: 0.0,
            unit: 1.0,
            published,
        };
        let sure = |candidate: &Candidate| sure(candidate, dictionary);
        let sure: Vec<Sure> = candidates.iter().filter_map(sure).collect();
        for sure in sure.iter().filter(|sure| !sure.shared) {
            let group = dictionary.kind(sure.entity) == EntityKind::Cartel;
            evidence.add(dictionary, sure.entity, if group { ABROAD } else { 1.0 });
        }
        for country in adjectives {
            evidence.countries[*country as usize] += ADJECTIVE;
        }
        for country in candidates.iter().filter_map(|candidate| candidate.country) {
            evidence.countries[country as usize] += 1.0;
        }
        evidence.greatest = evidence.countries.iter().copied().fold(0.0, f32::max);
        if let Some(place) =
            dateline.and_then(|at| evidence.dateline(&candidates[at..], dictionary))
        {
            evidence.add(dictionary, place, 1.0);
            evidence.greatest = evidence.countries.iter().copied().fold(0.0, f32::max);
            evidence.establish_within(dictionary, place);
        }
        let is_place = |sure: &&Sure| dictionary.kind(sure.entity) == EntityKind::Place;
        let region = |sure: &Sure| dictionary.region(sure.entity);
        let regions = sure.iter().filter(is_place).filter_map(region);
        evidence.regions.extend(regions);
        evidence.home = home(sure.iter().filter(is_place).map(|sure| sure.entity), dictionary);
        for Sure { entity, shared } in sure {
            if !shared || !evidence.is_foreign(dictionary, entity) {
                evidence.established.insert(entity);
            }
        }
        for pair in candidates.windows(2) {
            if let Some(entity) = named_with_parent(&pair[0], &pair[1], dictionary) {
                evidence.establish_within(dictionary, entity);
            }
        }
        evidence
    }

    /// The evidence of linked mentions, none of which is noted yet.
    pub fn of_mentions(
        document: &Document,
        mentions: &[Mention],
        dictionary: &Dictionary,
    ) -> Evidence {
        let mut evidence = Evidence::new(document, &[], None, &[], dictionary);
        for entity in mentions.iter().filter_map(|mention| mention.referent.entity()) {
            evidence.add(dictionary, entity.number, 1.0);
        }
        evidence.greatest = evidence.countries.iter().copied().fold(0.0, f32::max);
        evidence
    }

    /// Notes that a place is meant, and with it its first-level division.
    fn establish_within(&mut self, dictionary: &Dictionary, place: u32) {
        self.established.insert(place);
        if let Some(region) = dictionary.region(place) {
            self.established.insert(region);
            self.regions.insert(region);
        }
    }

    /// The place that the first of `candidates` means as the dateline of a report: the largest of the
    /// name, where the text does not name another country more.
    fn dateline(&self, candidates: &[Candidate], dictionary: &Dictionary) -> Option<u32> {
        if let Some(next) = candidates.get(1)
            && let Some(place) = named_with_parent(&candidates[0], next, dictionary)
        {
            return Some(place);
        }
        let weight = |entity: u32| {
            let facts = dictionary.facts(entity);
            let capital = if facts.is_capital { CAPITAL } else { 0.0 };
            facts.salience + capital + NAMED * self.share_of(&facts.countries)
        };
        let towns = candidates[0].fitting().map(|form| form.entity).filter(|entity| {
            let facts = dictionary.facts(*entity);
            facts.kind == EntityKind::Place && !facts.is_large
        });
        towns.max_by(|a, b| weight(*a).total_cmp(&weight(*b)).then(b.cmp(a)))
    }

    fn add(&mut self, dictionary: &Dictionary, entity: u32, weight: f32) {
        let countries = &dictionary.facts(entity).countries;
        for country in countries.iter() {
            self.countries[*country as usize] += weight / countries.len() as f32;
        }
    }

    /// Notes that `entity` was named here.
    pub fn note(&mut self, dictionary: &Dictionary, entity: u32) {
        // What was named before fades in that what is named now counts for more.
        self.unit /= FADING;
        for country in dictionary.facts(entity).countries.iter() {
            let share = &mut self.nearby[*country as usize];
            *share += self.unit;
            self.greatest_nearby = self.greatest_nearby.max(*share);
        }
        if self.unit > GREATEST_UNIT {
            let unit = self.unit;
            self.nearby.iter_mut().for_each(|share| *share /= unit);
            self.greatest_nearby /= unit;
            self.unit = 1.0;
        }
    }

    /// Whether the document names `entity` by a form that can mean nothing else.
    pub fn is_established(&self, entity: u32) -> bool {
        self.established.contains(&entity)
    }

    /// Whether the document names a place in the first-level division of `entity`.
    pub fn names_region(&self, dictionary: &Dictionary, entity: u32) -> bool {
        !self.regions.is_empty()
            && dictionary.region(entity).is_some_and(|region| self.regions.contains(&region))
    }

    /// Whether `entity` lies in the division that the document names the most.
    pub fn is_at_home(&self, dictionary: &Dictionary, entity: u32) -> bool {
        self.home.is_some() && dictionary.region(entity) == self.home
    }

    /// Whether the document names other countries and never one of `entity`.
    pub fn is_foreign(&self, dictionary: &Dictionary, entity: u32) -> bool {
        let countries = &dictionary.facts(entity).countries;
        let unnamed = |country: &u16| self.countries[*country as usize] == 0.0;
        self.greatest >= ENOUGH && !countries.is_empty() && countries.iter().all(unnamed)
    }

    /// From 0 to 1: how much the document is about the countries of `entity`, and whether they are
    /// named at all.
    pub fn share(&self, dictionary: &Dictionary, entity: u32) -> f32 {
        self.share_of(&dictionary.facts(entity).countries)
    }

    /// From 0 to 1: how much the document is about these countries.
    pub fn share_of(&self, countries: &[u16]) -> f32 {
        let of = |counts: &[f32], greatest: f32| {
            let count = countries.iter().map(|c| counts[*c as usize]).fold(0.0, f32::max);
            if greatest > 0.0 { count / greatest } else { 0.0 }
        };
        if self.greatest == 0.0 {
            return of(&self.nearby, self.greatest_nearby);
        }
        let whole = of(&self.countries, self.greatest);
        if self.greatest_nearby == 0.0 {
            return whole;
        }
        (whole + of(&self.nearby, self.greatest_nearby)) / 2.0
    }
}

/// An entity that a candidate names beyond doubt.
#[derive(Clone, Copy, Debug)]
struct Sure {
    entity: u32,
    /// Whether others may have the name, so that the text's countries decide: a body of one of
    /// several states, or a person by a form that was made from the full name.
    shared: bool,
}

/// The entity that a candidate names beyond doubt: the only one with a form that is neither weak
/// nor a nickname.
fn sure(candidate: &Candidate, dictionary: &Dictionary) -> Option<Sure> {
    let mut only: Option<Sure> = None;
    for form in candidate.fitting() {
        let doubtful = form.has(flag::WEAK | flag::BARE)
            || (form.has(flag::NICKNAME) && !form.has(flag::STRONG))
            || dictionary.chance(form) > UNSURE;
        if doubtful {
            continue;
        }
        let others = form.has(flag::GENERATED) || form.kind == EntityKind::Agency;
        match &mut only {
            Some(sure) if sure.entity != form.entity => return None,
            Some(sure) => sure.shared &= others,
            None => only = Some(Sure { entity: form.entity, shared: others }),
        }
    }
    let sure = only?;
    let entity = sure.entity;
    let is_small_place = dictionary.kind(entity) == EntityKind::Place
        && !dictionary.facts(entity).is_large
        && candidate.forms.len() > 1;
    (!is_small_place).then_some(sure)
}

/// The first-level division that `places` name the most, themselves or by what lies within; of two the one
/// named first.
fn home(places: impl Iterator<Item = u32>, dictionary: &Dictionary) -> Option<u32> {
    let mut order: Vec<u32> = Vec::new();
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for region in places.filter_map(|place| dictionary.division(place)) {
        let first = order.is_empty();
        let count = counts.entry(region).or_insert(0);
        if *count == 0 {
            order.push(region);
        }
        *count += if first { 2 } else { 1 };
    }
    let greatest = counts.values().copied().max()?;
    order.into_iter().find(|region| counts[region] == greatest)
}

/// The only place of a candidate's name that lies in the state or country named one token behind:
/// “Santa Teresa, New Mexico”.
fn named_with_parent(
    candidate: &Candidate,
    next: &Candidate,
    dictionary: &Dictionary,
) -> Option<u32> {
    if next.first != candidate.last + 2 {
        return None;
    }
    let parent = sure(next, dictionary)?.entity;
    let within = |entity: u32| {
        let facts = dictionary.facts(entity);
        !facts.is_large
            && (dictionary.region(entity) == Some(parent) || facts.parents.contains(&parent))
    };
    let mut places = candidate
        .fitting()
        .map(|form| form.entity)
        .filter(|entity| dictionary.kind(*entity) == EntityKind::Place && within(*entity));
    let only = places.next()?;
    places.all(|other| other == only).then_some(only)
}

/// What stands around a candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cues<'a> {
    /// A preposition of place before.
    pub locative: bool,
    /// A preposition of place and an article before.
    pub locative_article: bool,
    /// A title before.
    pub title: bool,
    /// `alias` or the like before.
    pub alias: bool,
    /// “los” or “the” before.
    pub plural: bool,
    /// A relative and “of” before: “widow of”.
    pub kin: bool,
    /// A word such as “brothers” before.
    pub family: bool,
    /// A title and “of” before.
    pub office: bool,
    /// The forms of the nickname in quotes or parentheses within.
    pub nicknames: &'a [Form],
    /// The forms of the candidates that a list has before and behind.
    pub siblings: [Option<&'a [Form]>; 2],
}

impl<'a> Cues<'a> {
    pub fn of(scan: &Scan<'a>, candidate: &Candidate) -> Cues<'a> {
        let nicknames = nicknames_within(scan, candidate);
        let Some(mut before) = candidate.first.checked_sub(1) else {
            return Cues { nicknames, ..Cues::default() };
        };
        while scan.marks.is_quote(scan.tokens, before) && before > 0 {
            before -= 1;
        }
        let article = scan.is(before, class::ARTICLE);
        let of = before.checked_sub(usize::from(article)).filter(|i| scan.is(*i, class::OF));
        let head = of.and_then(|of| of.checked_sub(1));
        Cues {
            locative: scan.is(before, class::LOCATIVE),
            locative_article: article
                && before.checked_sub(1).is_some_and(|i| scan.is(i, class::LOCATIVE)),
            title: scan.is(before, class::TITLE),
            alias: scan.is(before, class::ALIAS),
            plural: article,
            family: scan.is(before, class::FAMILY) && !scan.is_capital(before),
            kin: head.is_some_and(|head| scan.is(head, class::KIN)),
            office: head.is_some_and(|head| scan.is(head, class::TITLE))
                && !scan.kind(candidate.first).tells(),
            nicknames,
            siblings: [None, None],
        }
    }
}

/// The forms that the dictionary has for the nickname within a candidate: “Joaquín “El Chapo”
/// Guzmán”.
fn nicknames_within<'a>(scan: &Scan<'a>, candidate: &Candidate) -> &'a [Form] {
    let mut marks =
        (candidate.first + 1..candidate.last).filter(|i| scan.tokens[*i].shape == Shape::Mark);
    match (marks.next(), marks.next()) {
        (Some(open), Some(close)) if open + 1 < close => scan.forms_of(open + 1, close - 1),
        _ => &[],
    }
}
