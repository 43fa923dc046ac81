//! What the sentences before leave for a pronoun, a dropped subject or “the raid” to mean.

use std::collections::VecDeque;

use super::countries::Countries;
use super::cue;
use super::govern::is_grave;
use super::inflect::Tense;
use super::localities::Localities;
use super::salience::Salience;
use super::scene::Scene;
use super::strangers;
use crate::model::{
    Argument, DayRange, EntityKind, Event, EventType, Language, Mention, Referent, Span,
};
use crate::tokens::{Gap, Shape};

/// How many happenings “the attack” can go back.
const MEMORY: usize = 6;

/// For how many sentences one who is named in passing does not become the topic.
const FRESH: usize = 2;

/// How many sentences may stand between two who are named together and “they”.
const NEAR: usize = 1;

/// How far the preposition of a naming can stand before it.
const REACH: usize = 6;

/// A happening with those who took part.
#[derive(Clone, Debug)]
pub(super) struct Told {
    kind: EventType,
    days: DayRange,
    pub(super) actors: Vec<Referent>,
    pub(super) targets: Vec<Referent>,
    pub(super) places: Vec<Referent>,
}

/// Those of whom the text goes on speaking, and for how many sentences nobody has named them.
#[derive(Clone, Debug, Default)]
struct Topic {
    referents: Vec<Referent>,
    age: usize,
}

impl Topic {
    fn of(referent: &Referent) -> Topic {
        Topic { referents: vec![referent.clone()], age: 0 }
    }

    fn is(&self, referent: &Referent) -> bool {
        self.referents.iter().any(|known| known.same(referent))
    }

    fn meant_by(&self, span: Span) -> impl Iterator<Item = Argument> + '_ {
        self.referents.iter().map(move |referent| argument(referent, span))
    }
}

/// What can be spoken of without a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The person whose deeds and lot the text tells.
    hero: Topic,
    /// All who have been that.
    heroes: Vec<Referent>,
    /// Who last said something, be it a person, a body or an outlet.
    speaker: Topic,
    /// The person who was last the subject, be it only of what is said.
    subject: Topic,
    /// Those named together last: “A, B and C”.
    several: Topic,
    /// Whom the pronouns of English mean.
    pub(super) salience: Salience,
    /// Whether something befell one without a name last, of whom “he” may speak: “a policeman was shot”.
    stranger: bool,
    /// Whether another came up last behind the hero: “X tenía un socio”.
    another: bool,
    group: Option<Referent>,
    agency: Option<Referent>,
    pub(super) countries: Countries,
    pub(super) localities: Localities,
    /// The last happenings, the latest last.
    told: VecDeque<Told>,
    /// The last dated happening of the paragraph: its type and the number of its date.
    pub(super) last: Option<(EventType, usize)>,
    /// Whether the paragraph is an entry of a chronology, which a date heads.
    pub(super) is_entry: bool,
}

impl Context {
    /// Whether one without a name came up after the last who has one.
    pub(super) fn is_of_stranger(&self) -> bool {
        self.stranger
    }

    /// Whether another than the hero came up last.
    pub(super) fn is_of_another(&self) -> bool {
        self.another
    }

    /// The person that `span` means, as one who acts.
    pub(super) fn person(&self, span: Span) -> Option<Argument> {
        let subject = self.subject.age < self.hero.age && !self.subject.referents.is_empty();
        if self.stranger {
            return None;
        }
        if subject { self.subject.meant_by(span).next() } else { self.hero(span) }
    }

    /// The person that `span` means, as one who undergoes something.
    pub(super) fn hero(&self, span: Span) -> Option<Argument> {
        self.hero.meant_by(span).next().filter(|_| !self.stranger)
    }

    /// The person that `span` means, where the sentence before tells of them.
    pub(super) fn hero_near(&self, span: Span) -> Option<Argument> {
        self.hero(span).filter(|_| self.hero.age == 0)
    }

    /// Who goes on speaking.
    pub(super) fn speaker(&self, span: Span) -> Option<Argument> {
        self.speaker.meant_by(span).next().filter(|_| self.speaker.age <= FRESH)
    }

    /// Those named together that `span` means, where at most `late` sentences lie between.
    pub(super) fn several(&self, span: Span, late: usize) -> Vec<Argument> {
        if self.several.age > late { Vec::new() } else { self.several.meant_by(span).collect() }
    }

    /// The cartel or other group named last.
    pub(super) fn group(&self) -> Option<&Referent> {
        self.group.as_ref()
    }

    /// The body of a state named last.
    pub(super) fn agency(&self) -> Option<&Referent> {
        self.agency.as_ref()
    }

    /// The two persons named together in one of the two sentences before, or earlier with `far`.
    pub(super) fn two(&self, far: bool) -> &[Referent] {
        let known = self.several.referents.len() == 2 && (far || self.several.age <= NEAR);
        if known { &self.several.referents } else { &[] }
    }

    /// Those named together in the sentence before, however many.
    pub(super) fn those(&self) -> &[Referent] {
        if self.several.age == 0 { &self.several.referents } else { &[] }
    }

    /// The two persons that `span` means.
    pub(super) fn pair(&self, span: Span) -> Vec<Argument> {
        self.two(true).iter().map(|referent| argument(referent, span)).collect()
    }

    /// The last happening of the type that falls on `days`.
    pub(super) fn told(&self, kind: EventType, days: DayRange) -> Option<&Told> {
        use EventType::{Attack, Killing};
        let alike = |told: EventType| {
            told == kind || matches!((told, kind), (Attack, Killing) | (Killing, Attack))
        };
        self.told.iter().rev().find(|told| alike(told.kind) && told.days == days)
    }

    /// Whether one of the last happenings is the person's death.
    pub(super) fn is_dead(&self, person: &Referent) -> bool {
        let deaths = self.told.iter().filter(|told| told.kind == EventType::Killing);
        deaths.flat_map(|told| &told.targets).any(|dead| dead.same(person))
    }

    /// The type of the last happening that a chronology of crime would not leave out.
    pub(super) fn last_deed(&self) -> Option<EventType> {
        self.told.iter().rev().map(|told| told.kind).find(|kind| is_grave(*kind))
    }

    /// Keeps a happening for what goes on telling of it.
    pub(super) fn keep(&mut self, event: &Event) {
        let referents =
            |list: &[Argument]| list.iter().map(|argument| argument.referent.clone()).collect();
        if self.told.len() == MEMORY {
            self.told.pop_front();
        }
        self.told.push_back(Told {
            kind: event.kind,
            days: event.days,
            actors: referents(&event.actors),
            targets: referents(&event.targets),
            places: referents(&event.places),
        });
    }

    /// Takes in a sentence that was read, with what was `told` in it. The first person in it who is
    /// subject or object is the one of whom the next one most likely speaks; one who only says
    /// something, or stands behind a preposition, comes in where the text has left its topic.
    pub(super) fn read(&mut self, scene: &Scene<'_>, told: &[Event]) {
        self.is_entry |= is_headed_by_date(scene);
        self.grow_older();
        self.salience.read(scene);
        let (mut subject, mut hero, mut passing, mut speaker) = (None, None, None, None);
        for i in 0..scene.items.len() {
            let Some(referent) = scene.meant(i).first() else { continue };
            let kind = referent.kind();
            self.take_body(referent);
            if !matches!(kind, EntityKind::Person | EntityKind::Agency | EntityKind::Media) {
                continue;
            }
            let part = part(scene, i);
            if part == Part::Speaker && speaker.is_none() {
                speaker = Some(referent);
            }
            // “the brother of X” is not X.
            if kind != EntityKind::Person || scene.is_of_kin(i) {
                continue;
            }
            if matches!(part, Part::Subject | Part::Speaker) && subject.is_none() {
                subject = Some(referent);
            }
            // Who has been spoken of before is so again where they speak themselves.
            let again = part == Part::Speaker && self.heroes.iter().any(|h| h.same(referent));
            if (again || matches!(part, Part::Subject | Part::Object)) && hero.is_none() {
                hero = Some(referent);
            }
            if part != Part::Speaker || passing.is_none() {
                passing = Some(referent);
            }
            if self.hero.is(referent) {
                self.hero.age = 0;
            }
        }
        // A sentence later, the text may well be back at the one whom it is about.
        self.stranger = passing.is_none() && strangers::is_one_left(scene, told, self.stranger);
        let arguments = told.iter().flat_map(|event| event.actors.iter().chain(&event.targets));
        if arguments.filter(|a| a.inferred).any(|a| self.hero.is(&a.referent)) {
            self.hero.age = 0;
        }
        let stale = self.hero.referents.is_empty() || self.hero.age > FRESH;
        if let Some(hero) = hero.or(passing.filter(|_| stale)) {
            self.hero = Topic::of(hero);
            if !self.heroes.iter().any(|known| known.same(hero)) {
                self.heroes.push(hero.clone());
            }
        }
        self.another = strangers::comes_last(scene, |person| self.hero.is(person));
        if let Some(speaker) = speaker {
            self.speaker = Topic::of(speaker);
        }
        if let Some(subject) = subject {
            self.subject = Topic::of(subject);
        }
        let joined = scene.joined(0..scene.items.len());
        if !joined.is_empty() {
            self.several = Topic { referents: scene.referents(&joined), age: 0 };
        }
    }

    /// Begins an entry in the chronology of a person's life.
    pub(super) fn turn_to(&mut self, person: &Referent) {
        self.hero = Topic::of(person);
        self.subject = Topic::of(person);
        self.salience.turn_to(person);
    }

    /// Takes in a sentence with these mentions, none of a person.
    pub(super) fn read_bodies(&mut self, mentions: &[Mention]) {
        self.grow_older();
        self.salience.pass();
        mentions.iter().for_each(|mention| self.take_body(&mention.referent));
    }

    fn grow_older(&mut self) {
        for topic in [&mut self.hero, &mut self.subject, &mut self.speaker, &mut self.several] {
            topic.age += 1;
        }
        self.countries.grow_older();
        self.localities.grow_older();
    }

    fn take_body(&mut self, referent: &Referent) {
        match referent.kind() {
            EntityKind::Cartel => self.group = Some(referent.clone()),
            EntityKind::Agency => self.agency = Some(referent.clone()),
            EntityKind::Place => {
                self.countries.take(referent);
                self.localities.take(referent);
            }
            _ => {}
        }
    }

    /// Begins a paragraph: what was dated there no longer holds.
    pub(super) fn enter(&mut self, gap: Gap) {
        if gap == Gap::Paragraph {
            self.last = None;
            self.is_entry = false;
            self.salience.fade();
        }
    }
}

/// Whether a sentence with these mentions names a person.
pub(super) fn tells_of_person(mentions: &[Mention]) -> bool {
    mentions.iter().any(|mention| mention.referent.kind() == EntityKind::Person)
}

/// Whether the sentence is the first of an entry of a chronology: “• March 5: …”, “1994 – …”.
pub(super) fn is_headed_by_date(scene: &Scene<'_>) -> bool {
    let marked = |i: &usize| scene.items[*i].shape == Shape::Mark;
    let Some(first) = (0..scene.items.len().min(4)).find(|i| !marked(i)) else { return false };
    let mut next = first + 1;
    if scene.mark(next, ".") {
        next += 1;
    }
    scene.items[first].date.is_some() && (scene.mark(next, ":") || scene.is_dash(next))
}

/// What a naming of a person is to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Subject,
    /// Subject of a verb of saying.
    Speaker,
    /// Behind the Spanish “a” of persons.
    Object,
    Lesser,
}

fn part(scene: &Scene<'_>, item: usize) -> Part {
    let before = scene.governor(item);
    let governor = before.map(|j| &scene.items[j]).filter(|it| it.mention.is_none());
    let spanish = scene.language() == Language::Spanish;
    match governor {
        Some(it) if spanish && it.has(cue::PREP_TO) => return Part::Object,
        Some(it) if it.has(cue::PREPOSITION) => return Part::Lesser,
        _ if scene.is_possessive(item) => return Part::Lesser,
        _ => {}
    }
    let says = |j: usize| scene.is_verb(j) && scene.kind(j) == Some(EventType::Statement);
    let verb = (item + 1..scene.items.len()).find(|j| scene.is_finite(*j));
    let inverted = before.is_some_and(says);
    if inverted || verb.is_some_and(says) { Part::Speaker } else { Part::Subject }
}

impl Scene<'_> {
    /// The item before the noun phrase of the naming at `item`, its title included: “al” of “al alcalde
    /// de Iguala, X”.
    fn governor(&self, item: usize) -> Option<usize> {
        let nearest = (item.saturating_sub(REACH)..item).rev().find(|j| !self.is_plain(*j))?;
        let named = self.items[nearest].mention.is_some();
        if self.language() != Language::Spanish || !(named || self.mark(nearest, ",")) {
            return Some(nearest);
        }
        let within = |j: &usize| {
            self.is_plain(*j)
                || self.items[*j].has(cue::PREP_OF)
                || self.tense(*j) == Some(Tense::Participle)
                || self.items[*j].mention.is_some()
                    && self.entity_kind(*j) != Some(EntityKind::Person)
        };
        let first = nearest + usize::from(named);
        let mut phrase = (first.saturating_sub(2 * REACH)..first).rev().take_while(within);
        let title =
            phrase.find(|j| self.items[*j].has(cue::TITLE | cue::OFFICE) && self.is_plain(*j));
        let Some(title) = title else { return Some(nearest) };
        (0..title).rev().find(|j| !self.is_plain(*j))
    }
}

fn argument(referent: &Referent, span: Span) -> Argument {
    Argument { referent: referent.clone(), span, inferred: true }
}
