use rustc_hash::FxHashMap;

use super::dictionary::Dictionary;
use super::holders::{Context, Known, Office, add_terms, governing};
use super::surroundings::cue;
use super::words::{Words, class};
use crate::error::Result;
use crate::model::{Day, DayRange, EntityKind, Mention, Referent, Via};
use crate::tables::Tables;
use crate::tokens::{Gap, Phrases, PhrasesBuilder, Shape, Vocabulary, Word, WordTable};

/// The offices with their wordings and holders.
#[derive(Clone, Debug)]
pub(super) struct Offices {
    wordings: Phrases<Wording>,
    offices: Vec<Office>,
    /// What the words around a wording say, by word: bits of [`cue`].
    pub cues: WordTable<u16>,
    comma: Word,
    /// “and” and the like, which join another one.
    joints: [Word; 5],
}

/// A way to name an office without its holder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wording {
    office: u32,
    weak: bool,
    /// Whether `ex` is stuck to it: “expresidente”.
    former: bool,
}

/// A wording found in a text.
#[derive(Clone, Copy)]
struct Found<'a> {
    first: usize,
    last: usize,
    wordings: &'a [Wording],
}

/// A wording that may name a holder without a name.
struct Asked<'a> {
    found: Found<'a>,
    /// The tokens without the mentions at their ends.
    first: usize,
    last: usize,
    /// How many of the mentions of names begin before it.
    before: usize,
    /// Whether a past holder is meant.
    former: bool,
    /// Whether the holder of the sentence's own date is meant: “the then governor”.
    then: bool,
    /// Whether it is an office of a division of the country.
    division: bool,
    /// Whether the words tell that a certain holder is meant.
    certain: bool,
}

impl<'a> Asked<'a> {
    /// The wordings that count here.
    fn wordings(&self) -> impl Iterator<Item = &'a Wording> + use<'a> {
        let certain = self.certain;
        self.found.wordings.iter().filter(move |wording| !wording.weak || certain)
    }
}

impl Offices {
    pub fn new(
        tables: &Tables,
        vocabulary: &mut Vocabulary,
        dictionary: &Dictionary,
        words: &Words,
    ) -> Result<Offices> {
        let rows = tables.gazetteers();
        let mut wordings = PhrasesBuilder::default();
        let mut offices = Vec::with_capacity(rows.offices.len());
        let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, row) in rows.offices.iter().enumerate() {
            for wording in row.wordings.iter() {
                let mut wording_words = vocabulary.intern_phrase(wording.text);
                if wording_words.len() > 1 && words.is(wording_words[0], class::ARTICLE) {
                    wording_words.remove(0);
                }
                let office = i as u32;
                if words.is(wording_words[0], class::TITLE) {
                    let stuck = vocabulary.intern_phrase(&format!("ex{}", wording.text));
                    wordings.add(stuck, Wording { office, weak: wording.weak, former: true });
                }
                let weak = wording.weak;
                wordings.add(wording_words, Wording { office, weak, former: false });
            }
            let known = row.countries.iter().filter_map(|c| dictionary.countries.get(c).copied());
            let place = dictionary.id(row.place);
            let region = place.filter(|place| !dictionary.facts(*place).parents.is_empty());
            offices.push(Office { countries: known.collect(), region, terms: Vec::new() });
            numbers.insert(row.id, i);
        }
        add_terms(rows, dictionary, &numbers, &mut offices);
        let mut cues: WordTable<u16> = WordTable::default();
        for record in tables.table("mentions", "offices")? {
            let name = record.get("class");
            let Some((_, class)) = cue::NAMES.iter().find(|(known, _)| *known == name) else {
                let names: Vec<_> = cue::NAMES.iter().map(|(name, _)| *name).collect();
                let names = names.join(", ");
                let message = format!("the class `{name}` is not known; use one of {names}");
                return Err(record.error(message));
            };
            *cues.entry(vocabulary.intern(record.get("word"))) |= class;
        }
        let comma = vocabulary.intern(",");
        let joints = ["and", "y", "e", "or", "o"].map(|word| vocabulary.intern(word));
        Ok(Offices { wordings: wordings.build(), offices, cues, comma, joints })
    }

    /// The words with which wordings begin.
    pub fn heads(&self) -> impl Iterator<Item = Word> + '_ {
        self.wordings.with_heads().map(|(head, _)| head)
    }

    /// Whether `person` held an office at some time of `days`.
    pub fn is_held_by(&self, person: u32, days: DayRange) -> bool {
        self.offices.iter().any(|office| office.holders(days).any(|holder| holder == person))
    }

    /// The offices named without a name, beside the `mentions` of names.
    pub fn find(&self, context: &Context, mentions: &[Mention]) -> Vec<Mention> {
        let mut roles: Vec<Mention> = Vec::new();
        // What speaks for a holder is gathered where a wording first asks for one, which few do.
        let mut known: Option<Known> = None;
        let mut start = 0;
        while let Some(found) = self.wording_from(context, start) {
            start = found.last + 1;
            let Some(asked) = self.asked(context, found, mentions) else { continue };
            let known = known.get_or_insert_with(|| Known::new(context, mentions));
            known.note_until(context, asked.before);
            if let Some(role) = self.resolve(context, &asked, known) {
                known.note(context, &role);
                roles.push(role);
            }
        }
        roles
    }

    /// The first wording from token `start` on, and there the longest.
    fn wording_from<'a>(&'a self, context: &Context, start: usize) -> Option<Found<'a>> {
        let further = |at: &usize| context.office_from(at + 1);
        let mut places = std::iter::successors(context.office_from(start), further);
        places.find_map(|at| self.wording_at(context, at))
    }

    /// The longest wording that begins at token `i`.
    fn wording_at<'a>(&'a self, context: &Context, i: usize) -> Option<Found<'a>> {
        let mut best = None;
        let next = |i: usize| {
            let within = context.tokens.get(i + 1).is_some_and(|t| t.gap < Gap::Paragraph);
            within.then_some(i + 1)
        };
        self.wordings.find_at(context.tokens, i, next, |last, wordings| {
            best = Some(Found { first: i, last, wordings });
        });
        best
    }

    /// The wording `found`, where the words around it do not tell that it names no holder.
    fn asked<'a>(
        &self,
        context: &Context,
        found: Found<'a>,
        mentions: &[Mention],
    ) -> Option<Asked<'a>> {
        let start = context.tokens[found.first].start as usize;
        let before = mentions.partition_point(|mention| mention.span.start < start);
        let (first, last) = self.trim(context, &found, mentions, before)?;
        let ends = (found.first, found.last);
        let weak = found.wordings.iter().any(|wording| wording.weak);
        if begins_name(context, &found, mentions, before)
            || self.is_barred(context, ends, weak)
            || self.holder(context, ends, mentions, before).is_some()
        {
            return None;
        }
        let former = self.cue(context, found.first.checked_sub(1), cue::FORMER)
            || found.wordings.iter().any(|wording| wording.former);
        let certain = former || self.is_definite(context, found.first);
        let then = self.cue(context, found.first.checked_sub(1), cue::THEN);
        let division = self.is_owned(context, found.first, cue::DIVISION);
        let asked = Asked { found, first, last, before, former, then, division, certain };
        asked.wordings().next()?;
        Some(asked)
    }

    /// The mention of the holder whom `asked` means.
    fn resolve(&self, context: &Context, asked: &Asked, known: &Known) -> Option<Mention> {
        let Asked { found, first, last, former, .. } = *asked;
        let Known { evidence, named, .. } = known;
        let mut days = governing(context, found.first, former);
        if asked.then && context.document.metadata().published.is_some() {
            days.pop();
        }
        let mut best: Option<(f32, u32)> = None;
        for wording in asked.wordings() {
            let office = &self.offices[wording.office as usize];
            if asked.division && office.region.is_none() {
                continue;
            }
            let likeliest =
                |days: &DayRange| office.holders(*days).max_by_key(|holder| named.rank(*holder));
            let holder = match former {
                true => office.past_holder(&days, known),
                false => days.iter().find_map(likeliest),
            };
            let Some(holder) = holder else { continue };
            let mut score = named.weight(holder) + evidence.share_of(&office.countries);
            match office.region {
                // A governor is the one of the state that the text names.
                Some(region) if wording.weak => score += named.weight(region) - 1.0,
                _ => {}
            }
            score += if wording.weak { 0.0 } else { 2.0 };
            if best.is_none_or(|(other, _)| other < score) {
                best = Some((score, holder));
            }
        }
        let article = first.checked_sub(1).filter(|i| {
            context.words.is(context.tokens[*i].word, class::ARTICLE)
                && context.tokens[first].gap == Gap::Space
                && first == found.first
        });
        let first = article.unwrap_or(first);
        let (score, holder) = best.filter(|(score, _)| *score >= NEEDED)?;
        Some(Mention {
            span: context.tokens.span(first, last),
            referent: Referent::Known(context.dictionary.entity(holder).clone()),
            via: Via::Role,
            confidence: (0.4 + score / 8.0).min(0.9),
            rivals: Vec::new(),
            explanation: context.explains.then(|| explained(&days, score, former)),
        })
    }

    /// The tokens of a wording without the mentions at its ends; `None` where none are left.
    fn trim(
        &self,
        context: &Context,
        found: &Found,
        mentions: &[Mention],
        before: usize,
    ) -> Option<(usize, usize)> {
        let (mut first, mut last) = (found.first, found.last);
        let near = &mentions[before.saturating_sub(1)..mentions.len().min(before + 4)];
        for mention in near {
            let inside = context.tokens.span(first, last);
            if !mention.span.overlaps(inside) {
                continue;
            }
            if mention.span.start <= inside.start {
                first = context.tokens.at(mention.span.end);
                // The possessive goes with the name.
                let next = context.tokens.get(first);
                first += usize::from(next.is_some_and(|token| token.gap == Gap::None));
            } else {
                last = context.tokens.at(mention.span.start).checked_sub(1)?;
            }
            if first > last {
                return None;
            }
        }
        let is_joint = |i: usize| context.words.is(context.tokens[i].word, class::CONNECTOR);
        while last > first && is_joint(last) {
            last -= 1;
        }
        Some((first, last))
    }

    /// The holder whose name stands beside the wording of tokens `first` to `last`; `before` of the
    /// `mentions` begin before it.
    pub fn holder<'m>(
        &self,
        context: &Context,
        (first, last): (usize, usize),
        mentions: &'m [Mention],
        before: usize,
    ) -> Option<&'m Mention> {
        let span = context.tokens.span(first, last);
        let is_person = |m: &&Mention| m.referent.kind() == EntityKind::Person;
        let behind = mentions[before..].iter().find(|m| m.span.start >= span.end && is_person(m));
        let is_near = |mention: &&Mention| {
            let mut gap = last + 1..context.tokens.at(mention.span.start);
            gap.len() <= FARTHEST && gap.all(|i| self.joins(context, i))
        };
        if let Some(mention) = behind.filter(is_near) {
            return Some(mention);
        }
        // “Raúl Salazar, the president's brother” is not the president.
        if self.is_possessive(context, last + 1) {
            return None;
        }
        let ahead = mentions[..before].iter().rev().find(|m| m.span.end <= span.start);
        let mention = ahead.filter(is_person)?;
        let mut gap = context.tokens.at(mention.span.end)..first;
        let apposed = gap.clone().next().is_some_and(|i| context.tokens[i].word == self.comma);
        (apposed && gap.len() <= FARTHEST && gap.all(|i| self.joins(context, i))).then_some(mention)
    }

    /// Whether token `i` may stand between an office and its holder's name: “de San Isidro, en la
    /// provincia de Copán (oeste), ”.
    fn joins(&self, context: &Context, i: usize) -> bool {
        const SMALL: u32 = class::CONNECTOR
            | class::TITLE
            | class::OF
            | class::LOCATIVE
            | class::DEMONYM
            | class::SMALL_HEAD
            | class::GENERIC;
        let token = context.tokens[i];
        let bracketed = |i: usize| {
            let token = context.tokens[i];
            token.shape == Shape::Mark && matches!(context.document.slice(token.span()), "(" | ")")
        };
        let beside = i > 0 && bracketed(i - 1) && bracketed(i + 1);
        token.gap < Gap::Line
            && !self.joints.contains(&token.word)
            && (token.word == self.comma
                || token.shape.is_capitalized()
                || bracketed(i)
                || beside
                || self.cue(context, Some(i), cue::BETWEEN)
                || context.words.is(token.word, SMALL))
    }
}

/// Whether a wording with a capital is the first word of another name: “Presidente Prudente”.
fn begins_name(context: &Context, found: &Found, mentions: &[Mention], before: usize) -> bool {
    let (last, next) = (context.tokens[found.last], context.tokens.get(found.last + 1));
    let goes_on = next.is_some_and(|token| {
        let named = mentions[before..].iter().take(2).any(|m| m.span.contains(token.span()));
        token.gap == Gap::Space && token.shape == Shape::Capital && !named
    });
    found.first == found.last && last.shape == Shape::Capital && goes_on
}

/// What tells who is meant by an office.
fn explained(days: &[DayRange], score: f32, former: bool) -> Box<str> {
    let day = |day: Option<Day>| day.map_or("..".into(), |day| day.to_string());
    let days = days.first().map(|days| (day(days.earliest), day(days.latest)));
    let (from, to) = days.unwrap_or_else(|| ("..".into(), "..".into()));
    let held = if former { "held before" } else { "held in" };
    format!("an office {held} {from}/{to}; in all {score:.2} ({NEEDED:.2} is needed)").into()
}

/// What a weak wording needs: its holder named, or a country that the text is about.
const NEEDED: f32 = 0.75;
/// The most tokens between an office and its holder's name.
const FARTHEST: usize = 16;
