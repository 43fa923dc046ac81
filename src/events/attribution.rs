//! Who says that a happening happened.

use std::ops::Range;

use super::arguments::Caster;
use super::clauses::{Clause, Link};
use super::cue;
use super::frames::Role;
use super::govern::Draft;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{Attribution, EntityKind, EventType, Language, Referent, Span};
use crate::tokens::Shape;

/// The most items of words for a source.
const LONGEST_SOURCE: usize = 12;

/// Who says so, where the sentence does.
pub(super) fn attribution(caster: &Caster<'_, '_>, draft: &Draft) -> Option<Attribution> {
    let scene = caster.scene;
    if let Some(at) = cited_for(scene, draft) {
        return cited_source(caster, at);
    }
    if draft.kind == EventType::Statement {
        return None;
    }
    let verb = speech_around(caster, draft).or_else(|| speech_behind(caster, draft));
    let Some(verb) = verb else { return cited(scene) };
    let named = |j: usize| speaker(scene, j);
    // A report is what an outlet tells; others report what they did.
    let of_speech = |says: &Attribution| {
        let outlet = |named: &Referent| named.kind() == EntityKind::Media;
        scene.kind(verb) != Some(EventType::Report) || says.referent.as_ref().is_none_or(outlet)
    };
    if let Some(found) = caster.subjects(verb).into_iter().find_map(named) {
        return Some(found).filter(of_speech);
    }
    if let Some(found) = unnamed_subject(caster, verb) {
        return Some(found);
    }
    let of_clause = |j: &usize| caster.clauses.of[*j] == caster.clauses.of[verb];
    // A Spanish subject is known by standing free; what hangs on a preposition is spoken of.
    let free = |j: &usize| {
        let a = caster.attachments.of(*j);
        scene.language() != Language::Spanish || a.preposition == 0 || a.of_member
    };
    let dropped = || caster.dropped_subject(verb, Some(Role::Actor)).into_iter().next();
    (0..verb)
        .filter(of_clause)
        .filter(free)
        .find_map(named)
        .or_else(|| (verb + 1..scene.items.len()).filter(of_clause).filter(free).find_map(named))
        .or_else(|| dropped().map(Attribution::from))
        .filter(of_speech)
}

/// The source behind the “according to” at item `at`: the first that is named there, or the words.
fn cited_source(caster: &Caster<'_, '_>, at: usize) -> Option<Attribution> {
    let scene = caster.scene;
    let until = (at + LONGEST_SOURCE).min(scene.items.len());
    let spanish = scene.language() == Language::Spanish;
    // “según confirmó una fuente a la AFP”, “de acuerdo con un video que difundió X”
    let ends = |j: usize| {
        let item = &scene.items[j];
        let told = item.has(cue::RELATIVE | cue::COMPLEMENT)
            || scene.is_verb(j) && scene.tense(j) == Some(Tense::Participle);
        scene.mark(j, ",") || spanish && told && item.mention.is_none()
    };
    // “según la investigación contra X”: whom it is about says nothing.
    let lesser = cue::PREP_TO | cue::PREP_AGAINST | cue::PREP_ON | cue::PREP_FOR | cue::PREP_BY;
    let about = |j: usize| spanish && caster.attachments.of(j).preposition & lesser != 0;
    let mut source = (at + 1..until).take_while(|j| !ends(*j)).filter(|j| !about(*j));
    source.find_map(|j| speaker(scene, j)).or_else(|| {
        let verb = (at + 1..until).find(|j| !scene.items[*j].has(cue::HELPER));
        let first = verb.filter(|j| scene.is_finite(*j)).map_or(at + 1, |verb| verb + 1);
        words(scene, first..until)
    })
}

/// The words for a subject that has no name: “a witness said”, “informaron autoridades estatales”.
fn unnamed_subject(caster: &Caster<'_, '_>, verb: usize) -> Option<Attribution> {
    let scene = caster.scene;
    let inside = |j: &usize| caster.clauses.of[*j] == caster.clauses.of[verb];
    let before = || {
        let of_phrase = |j: &usize| inside(j) && *j >= scene.head && is_of_phrase(scene, *j);
        let of_verb = cue::HELPER | cue::ADVERB | cue::MODAL | cue::CLITIC;
        let end = (0..verb).rfind(|j| !scene.items[*j].has(of_verb))? + 1;
        let first = (0..end).rev().take_while(of_phrase).last()?;
        let governed = first > 0 && scene.items[first - 1].has(cue::PREPOSITION);
        words(scene, first..end)
            .filter(|says| !governed && says.span.end == scene.items[end - 1].span.end)
    };
    let behind = || {
        let passed = |j: &usize| scene.items[*j].date.is_some() || scene.items[*j].has(cue::ADVERB);
        let first = (verb + 1..scene.items.len()).find(|j| !passed(j)).filter(inside)?;
        words(scene, first..scene.items.len().min(first + LONGEST_SOURCE))
    };
    let tells = |says: &Attribution| {
        let mut items = scene.items.iter().filter(|item| item.span.overlaps(says.span));
        items.any(|item| item.tells(cue::SOURCE))
    };
    // Beside an English verb of the past stands who says it, whatever the noun; else a noun may be read
    // as a verb (“intelligence reports”), and in Spanish what is said can stand there, too.
    let past = matches!(scene.tense(verb), Some(Tense::Past | Tense::PastOrParticiple))
        && scene.language() == Language::English;
    let quoted = verb > 0 && scene.items[verb - 1].is_closing();
    let found = before().filter(|says| past || tells(says));
    found.or_else(|| behind().filter(|says| tells(says) || past && quoted))
}

/// The phrase at the beginning of `items` as a source that has no name.
fn words(scene: &Scene<'_>, items: Range<usize>) -> Option<Attribution> {
    let opens = |j: &usize| scene.items[*j].has(cue::ADVERB | cue::COORDINATOR);
    let first = items.clone().find(|j| !opens(j))?;
    let head = &scene.items[first];
    let pronoun = cue::PERSON_PRONOUN | cue::PLURAL_PRONOUN | cue::GROUP_PRONOUN;
    let stands = head.has(cue::DETERMINER) || !head.has(cue::PREPOSITION | pronoun);
    let last = (first..items.end).take_while(|j| is_of_phrase(scene, *j)).last()?;
    let ends = |j: &usize| {
        let item = &scene.items[*j];
        !item.has(cue::PREPOSITION | cue::DETERMINER | cue::COORDINATOR | cue::ADVERB)
    };
    let last = (first..=last).rfind(ends)?;
    let small = |j: usize| scene.items[j].shape == Shape::Lower || j == scene.head;
    let noun = (first..=last).any(|j| scene.is_plain(j) && small(j));
    let span = Span::new(scene.items[first].span.start, scene.items[last].span.end);
    (stands && noun).then_some(Attribution { referent: None, span, inferred: false })
}

/// Whether the item can stand inside the phrase for a source.
fn is_of_phrase(scene: &Scene<'_>, item: usize) -> bool {
    let it = &scene.items[item];
    let inner = cue::PREP_OF | cue::PREP_FOR | cue::PREP_FROM | cue::PREP_IN | cue::PREP_ON;
    let hyphen = |i: usize| scene.mark(i, "-") && !scene.is_dash(i);
    it.mention.is_some()
        || it.has(inner | cue::COORDINATOR)
        || scene.is_plain(item)
            && (it.has(cue::DETERMINER) || !it.has(cue::CLITIC | cue::REFLEXIVE))
        || hyphen(item)
        || item > 0 && hyphen(item - 1)
}

/// Whom the naming at `item` makes a source.
fn speaker(scene: &Scene<'_>, item: usize) -> Option<Attribution> {
    let referent = scene.meant(item).first()?;
    let mention = scene.mention(item);
    let here = scene.items[item].span;
    let span = mention.map_or(here, |mention| mention.span);
    if referent.kind() == EntityKind::Place {
        // “authorities in Morelia said”, “a U.S. official said”: the place says nothing.
        let lies = item > 0 && scene.items[item - 1].has(cue::PREPOSITION) || item < scene.head;
        let government = !span.overlaps(here);
        let qualifies = scene.language() == Language::English
            && scene.items.get(item + 1).is_some_and(|next| {
                next.shape == Shape::Lower && scene.is_plain(item + 1) && !next.has(cue::ADVERB)
            });
        if lies || scene.is_possessive(item) || qualifies && !government {
            return None;
        }
    }
    Some(Attribution { referent: Some(referent.clone()), span, inferred: mention.is_none() })
}

/// The “according to” that is said of the happening: at the head of its part of the sentence, or behind
/// it.
fn cited_for(scene: &Scene<'_>, draft: &Draft) -> Option<usize> {
    let ends = |j: &usize| scene.mark(*j, ";");
    let start = (0..draft.trigger).rfind(ends).unwrap_or_default();
    let end = (draft.trigger..scene.items.len()).find(ends).unwrap_or(scene.items.len());
    let mut cues = (start..end).filter(|j| scene.items[*j].has(cue::ATTRIBUTION));
    cues.find(|at| *at > draft.trigger || !(start..*at).any(|j| scene.is_finite(j)))
}

/// The verb of saying around a happening that is told as said: “X said that …”.
fn speech_around(caster: &Caster<'_, '_>, draft: &Draft) -> Option<usize> {
    let (scene, clauses) = (caster.scene, caster.clauses);
    let mut clause = draft.clause;
    for _ in 0..4 {
        let Clause { link, host, start, .. } = clauses.list[clause];
        let goes_on = match link {
            Link::Complement => {
                let says = |j: &usize| is_said_by(scene, *j) && *j < start;
                return clauses.items(host?).rev().find(says);
            }
            Link::Temporal | Link::Subordinate => true,
            Link::Coordinate => {
                let verb = clauses.items(clause).find(|j| scene.is_finite(*j))?;
                caster.has_own_subject(verb)
            }
            _ => false,
        };
        clause = host.filter(|_| goes_on)?;
    }
    None
}

/// Whether a verb tells that something is said.
fn is_said_by(scene: &Scene<'_>, verb: usize) -> bool {
    use EventType::{Report, Statement, Trial};
    let told = matches!(scene.kind(verb), Some(Report | Statement | Trial));
    // “an alleged leader”
    let describes = verb > 0 && scene.items[verb - 1].has(cue::DETERMINER);
    told && scene.is_verb(verb) && !describes
}

/// The verb of saying that follows what is said, behind a comma: “…, X said”. Behind a semicolon it tells
/// something else.
fn speech_behind(caster: &Caster<'_, '_>, draft: &Draft) -> Option<usize> {
    let (scene, clauses) = (caster.scene, caster.clauses);
    if clauses.list[draft.clause].link == Link::Complement {
        return None;
    }
    let follows = |start: usize| {
        let comma = [Some(start), start.checked_sub(1), start.checked_sub(2)];
        start > draft.trigger && comma.iter().flatten().any(|j| scene.mark(*j, ","))
    };
    (draft.trigger + 1..scene.items.len()).find(|j| {
        let clause = &clauses.list[clauses.of[*j]];
        // “…, informó la Fiscalía”
        let inverted = clause.link == Link::Coordinate && *j <= clause.start + 1;
        is_said_by(scene, *j)
            && scene.kind(*j) != Some(EventType::Trial)
            && clauses.of[*j] != draft.clause
            && (clause.link == Link::Main || inverted)
            && follows(clause.start)
    })
}

/// The outlet in brackets at the end: “(Reuters, 2025)”.
fn cited(scene: &Scene<'_>) -> Option<Attribution> {
    let open = (scene.head..scene.items.len()).rev().take(8).find(|j| scene.mark(*j, "("))?;
    scene.items.get(open + 1)?;
    let mention = scene.mention(open + 1)?;
    let referent = Some(mention.referent.clone());
    let outlet = mention.referent.kind() == EntityKind::Media;
    outlet.then_some(Attribution { referent, span: mention.span, inferred: false })
}
