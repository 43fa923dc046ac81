//! Who takes part in a happening and where it is, from its clause.

mod announcers;
mod antecedents;
mod attachment;
mod belongings;
mod clitics;
mod dropped;
mod elaboration;
mod fronted;
mod gapping;
mod inference;
mod legal;
mod lists;
mod nouns;
mod objects;
mod papers;
mod places;
mod subjects;
mod titles;
mod topics;
mod voice;

use self::attachment::Attachment;
pub(super) use self::attachment::Attachments;
use crate::events::clauses::Clauses;
use crate::events::context::Context;
use crate::events::cue;
use crate::events::frames::{Frame, Role};
use crate::events::govern::{Draft, Extent};
use crate::events::inflect::Tense;
use crate::events::kinds::touches_persons;
use crate::events::scene::Scene;
use crate::model::{Argument, Doubt, Doubts, EntityKind, EventType, Language, Referent, Span};

/// The participants and places of one happening.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<Argument>,
    pub(super) targets: Vec<Argument>,
    pub(super) places: Vec<Argument>,
    pub(super) doubts: Doubts,
}

/// Casts the happenings of one sentence.
pub(super) struct Caster<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) clauses: &'s Clauses,
    pub(super) attachments: &'s Attachments,
    pub(super) context: &'s Context,
    /// All happenings of the sentence: a place in the clause of another one is that one's.
    pub(super) drafts: &'s [Draft],
    /// The country that the text is about, where the sentence counts something there.
    pub(super) home: Option<&'s Referent>,
}

impl Caster<'_, '_> {
    /// The participants and places of `draft`.
    pub(super) fn cast(&self, draft: &Draft) -> Cast {
        let mut cast = Cast::default();
        let scene = self.scene;
        if let Extent::Part(..) | Extent::First | Extent::Last = draft.extent {
            return self.life(draft);
        }
        if scene.is_verb(draft.trigger) || scene.trigger(draft.trigger).is_none() {
            self.verb(draft, &mut cast);
        }
        let noun = draft.noun.or_else(|| scene.is_noun(draft.trigger).then_some(draft.trigger));
        if let Some(name) = noun.filter(|noun| scene.items[*noun].mention.is_some()) {
            self.give_once(Some(Role::Target), name, draft, &mut cast);
        } else if let Some(noun) = noun {
            self.noun(noun, draft, &mut cast);
        } else if cast.targets.is_empty() && scene.is_verb(draft.trigger) {
            self.object_noun(draft, &mut cast);
            self.subject_noun(draft, &mut cast);
        }
        self.raised_objects(draft, &mut cast);
        self.body_told_of(draft, &mut cast);
        self.give_besides(draft, &mut cast);
        self.speaker_behind(draft, &mut cast);
        self.accused_behind(draft, &mut cast);
        self.owner_of_subject(draft, &mut cast);
        self.turned_against(draft, &mut cast);
        self.holder(draft, &mut cast);
        self.opponents(draft, &mut cast);
        self.spoken_of(draft, &mut cast);
        self.concerned(draft, &mut cast);
        self.about_paper(draft, &mut cast);
        self.told_within(draft, &mut cast);
        self.places(draft, &mut cast);
        self.fill_gap(draft, &mut cast);
        self.told_before(draft, &mut cast);
        self.settle(&mut cast);
        self.keep_own(draft, &mut cast);
        cast
    }

    /// Who was born or died, and where, as brackets behind the name tell.
    fn life(&self, draft: &Draft) -> Cast {
        let within = match draft.extent {
            Extent::Part(start, end) => start..end,
            _ => 0..0,
        };
        let place = |j: &usize| self.kind(*j) == Some(EntityKind::Place);
        let places = within.filter(place).flat_map(|j| self.arguments(j)).collect();
        Cast { actors: self.arguments(draft.trigger).collect(), places, ..Cast::default() }
    }

    /// Who brought a death about: “died in a shootout with the navy”.
    fn opponents(&self, draft: &Draft, cast: &mut Cast) {
        let struck = draft.kind == EventType::Attack && self.scene.is_verb(draft.trigger);
        if !cast.actors.is_empty() || !(struck || draft.kind == EventType::Killing) {
            return;
        }
        let scene = self.scene;
        let deed = draft.noun.map_or(draft.trigger, |noun| noun.min(draft.trigger));
        let behind = || self.clauses.items(draft.clause).filter(|j| *j > deed);
        // “died at the hands of X”
        let by = |j: &usize| self.attachment(*j).preposition & cue::PREP_BY != 0 && self.acts(*j);
        if let Some(killer) = behind().find(by) {
            self.give_once(Some(Role::Actor), killer, draft, cast);
            return;
        }
        let clash = behind().take_while(|j| !scene.is_finite(*j)).find(|j| {
            let kind = scene.kind(*j).filter(|_| scene.is_strong_noun(*j));
            matches!(kind, Some(EventType::Attack | EventType::Raid))
        });
        let Some(clash) = clash else { return };
        let raid = scene.kind(clash) == Some(EventType::Raid);
        let spanish = scene.language() == Language::Spanish;
        let other = |j: &usize| {
            let a = self.attachment(*j);
            let agency = self.kind(*j) == Some(EntityKind::Agency);
            let body = agency || self.kind(*j) == Some(EntityKind::Cartel);
            let with = cue::PREP_WITH | cue::PREP_BETWEEN | cue::PREP_AGAINST | cue::PREP_BY;
            // “hieren a dos marinos en ataque de los Zetas”
            let beside = (clash + 1..a.at).all(|k| raid && scene.is_plain(k));
            let of = a.preposition & cue::PREP_OF != 0 && a.at > clash && beside;
            let of_clash = of && (spanish || raid) && (!raid || agency);
            let direct = a.preposition & with != 0 || of_clash;
            let members = a.of_member
                && (clash + 1..a.at).any(|k| scene.items[k].has(with) && k <= clash + 3);
            body && a.at > clash && (direct || members)
        };
        for item in self.clauses.items(draft.clause).filter(|j| *j > clash).filter(other) {
            self.give_once(Some(Role::Actor), item, draft, cast);
        }
    }

    /// Whom the rest of the clause is about, where nothing says who undergoes it: “announced a new peace
    /// effort with FARC”.
    fn concerned(&self, draft: &Draft, cast: &mut Cast) {
        let frame = self.scene.trigger(draft.noun.unwrap_or(draft.trigger)).map(|t| &t.frame);
        let takes = frame.is_some_and(|frame| frame.object == Some(Role::Target));
        if !takes || !cast.targets.is_empty() || self.is_passive(draft.trigger) {
            return;
        }
        let mut passed = cue::PREP_BY | cue::PREP_OTHER | cue::ATTRIBUTION;
        if self.scene.language() == Language::English {
            passed |= cue::PREP_IN;
        }
        if draft.kind == EventType::Statement {
            passed |= cue::PREP_ON;
        }
        // “an indictment from the Southern District”
        if matches!(draft.kind, EventType::Charge | EventType::Conviction | EventType::Trial) {
            passed |= cue::PREP_FROM;
        }
        // “charged a brother of X”: whose kin someone is undergoes nothing.
        let harms = touches_persons(draft.kind);
        // The predicate behind a noun tells something else.
        let ends = |j: usize| {
            let cites = self.scene.items[j].has(cue::ATTRIBUTION);
            let other = !self.scene.is_verb(draft.trigger) && self.scene.is_verb(j);
            cites || other && self.scene.is_finite(j)
        };
        let behind = self.clauses.items(draft.clause).filter(|j| *j > draft.trigger);
        let behind = behind.take_while(|j| !ends(*j));
        let named = behind.filter(|j| {
            let a = self.attachment(*j);
            let kind = self.kind(*j);
            kind.is_some_and(|kind| kind != EntityKind::Place && kind != EntityKind::Media)
                && a.preposition != 0
                && a.preposition & passed == 0
                && a.at > draft.trigger
                && !a.modifies
                && !self.explains_person(a.at)
                && !self.is_within_where(a)
                && (!harms
                    || kind != Some(EntityKind::Person) && !self.is_of_ground(*j, draft)
                    || a.of_member
                    || self.names_step(a.at))
        });
        for item in named.collect::<Vec<_>>() {
            self.give_once(Some(Role::Target), item, draft, cast);
        }
    }

    /// Whether the naming only tells for what deed someone is punished: “sanctioned three men for laundering
    /// money for X”.
    fn is_of_ground(&self, item: usize, draft: &Draft) -> bool {
        let scene = self.scene;
        let gerund = |j: &usize| scene.tense(*j) == Some(Tense::Gerund);
        let deed = (draft.trigger + 1..item).find(gerund);
        scene.language() == Language::English
            && deed.is_some_and(|j| scene.items[j - 1].has(cue::PREP_FOR))
    }

    /// Whether a Spanish naming behind “of” belongs to a phrase that tells where or through what: “informó en
    /// su cuenta de X”.
    fn is_within_where(&self, a: Attachment) -> bool {
        self.scene.language() == Language::Spanish
            && a.preposition & cue::PREP_OF != 0
            && self.outer_preposition(a) & cue::PREP_IN != 0
    }

    /// The cues of what stands before the whole phrase within which a naming stands behind “of”.
    fn outer_preposition(&self, a: Attachment) -> cue::Cues {
        let scene = self.scene;
        let within = |k: &usize| scene.is_plain(*k) || scene.items[*k].has(cue::PREP_OF);
        let outer = (0..a.at).rev().find(|k| !within(k));
        outer.map_or(0, |k| scene.items[k].cues)
    }

    /// Those whom the naming `item` means.
    fn arguments(&self, item: usize) -> impl Iterator<Item = Argument> {
        let span = self.span(item);
        let inferred = self.scene.mention(item).is_none();
        let named = self.scene.meant(item).iter();
        named.map(move |referent| Argument { referent: referent.clone(), span, inferred })
    }

    fn argument(&self, item: usize) -> Option<Argument> {
        self.arguments(item).next()
    }

    /// Where the naming `item` is written.
    fn span(&self, item: usize) -> Span {
        let here = self.scene.items[item].span;
        let named = self.scene.mention(item).map(|mention| mention.span);
        // “the Mexican government” is named by other words than “Mexico”.
        named.filter(|span| span.overlaps(here)).unwrap_or(here)
    }

    /// Whether the naming at `item` only says whose or whom: “soldiers guarding X”, “unlike X”.
    pub(super) fn is_subordinate(&self, item: usize) -> bool {
        let a = self.attachment(item);
        self.scene.items[item].mention.is_some() && (a.modifies || a.object_of.is_some())
    }

    fn kind(&self, item: usize) -> Option<EntityKind> {
        self.scene.entity_kind(item)
    }

    fn attachment(&self, item: usize) -> Attachment {
        self.attachments.of(item)
    }

    /// Whether the naming is of a place within a country.
    fn is_local(&self, item: usize) -> bool {
        let Some(referent) = self.scene.meant(item).first() else { return false };
        referent.kind() == EntityKind::Place
            && referent.entity().is_none_or(|entity| !entity.parents.is_empty())
    }

    fn verb(&self, draft: &Draft, cast: &mut Cast) {
        let verb = draft.trigger;
        if let Some(have) = self.causative(verb) {
            return self.had_done(have, verb, draft, cast);
        }
        let default;
        let frame = match self.scene.trigger(verb) {
            Some(trigger) => &trigger.frame,
            None => {
                default = Frame::of_any_verb();
                &default
            }
        };
        let passive = self.is_passive(verb);
        let (subject, object) = match passive {
            // “was surrendered to”: done to one, though the active verb has no object.
            true if draft.kind == EventType::Arrest || self.has_agent(verb) => {
                (Some(Role::Target), None)
            }
            true => (frame.object.or(frame.subject), None),
            false => (frame.subject, frame.object),
        };
        // A verb such as “receive” takes the roles of its noun.
        let seen = self.seen_to_undergo(verb);
        let found_subject = seen.is_some();
        let subject_items =
            seen.unwrap_or_else(|| self.with_sharers(verb, draft, self.subjects(verb)));
        let found_subject = found_subject || !subject_items.is_empty();
        for item in &subject_items {
            self.give(subject, *item, draft, cast);
        }
        if !found_subject {
            self.parties(verb, frame, draft, cast);
        }
        let objects = self.objects(verb, passive, &subject_items, frame);
        for (item, role) in &objects {
            self.give(role.or(object), *item, draft, cast);
        }
        if let Some(item) = self.relative_object(verb, passive, found_subject) {
            self.give(frame.object, item, draft, cast);
        }
        if cast.targets.is_empty() && object == Some(Role::Target) {
            for item in self.listed_behind(verb) {
                self.give(object, item, draft, cast);
            }
        }
        // “nine people died, among them X”
        if cast.targets.is_empty() && subject == Some(Role::Target) {
            for item in self.listed_among(verb) {
                self.give(subject, item, draft, cast);
            }
        }
        if cast.targets.is_empty() && frame.object == Some(Role::Target) {
            self.possessor(verb, passive, draft, cast);
            self.owner_of_struck(verb, passive, draft, cast);
        }
        if !found_subject {
            self.infer_subject(verb, subject, cast);
        }
        self.clitic_object(verb, object, cast);
    }

    fn give(&self, role: Option<Role>, item: usize, draft: &Draft, cast: &mut Cast) {
        let named = self.arguments(item);
        let is_place = self.kind(item) == Some(EntityKind::Place);
        let only_located = self.is_only_scene(role, item, draft);
        if role == Some(Role::Target) && self.is_victim_of_past(item, draft) {
            return;
        }
        // “a leader of the gang was arrested”, “un lugarteniente de X”: the gang, and X, were not.
        let leads = role == Some(Role::Target) && self.is_of_leader(item, draft);
        if leads || self.attachment(item).preposition == cue::ATTRIBUTION {
            return;
        }
        // “designated pursuant to the Kingpin Act”
        let ground = self.kind(item) == Some(EntityKind::Program)
            && self.attachment(item).preposition != 0
            && touches_persons(draft.kind);
        if role == Some(Role::Target) && (ground || self.is_of_accused(item, draft)) {
            return;
        }
        let takes_place = matches!(
            draft.kind,
            EventType::Statement
                | EventType::Designation
                | EventType::Aid
                | EventType::Agreement
                | EventType::Order
                | EventType::Charge
                | EventType::Policy
        );
        match role {
            // “Mexico's longest-serving governor was arrested”
            Some(Role::Target) if is_place && self.scene.is_possessive(item) => {}
            Some(_) if only_located => cast.places.extend(named),
            Some(Role::Actor) => cast.actors.extend(named),
            Some(Role::Target) if is_place && self.is_between_countries(item) => {
                cast.actors.extend(named);
            }
            Some(Role::Target) if is_place && !takes_place => cast.places.extend(named),
            Some(Role::Target) => {
                let acts = |t: &Argument| cast.actors.iter().any(|a| a.referent.same(&t.referent));
                cast.targets.extend(named.filter(|t| !acts(t)));
            }
            None if is_place => cast.places.extend(named),
            None => {}
        }
    }

    /// Removes doubles: one naming in one role, an actor is no target.
    fn settle(&self, cast: &mut Cast) {
        let unique = |list: &mut Vec<Argument>| {
            let mut kept: Vec<Argument> = Vec::new();
            for argument in list.drain(..) {
                if !kept.iter().any(|k| k.referent.same(&argument.referent)) {
                    kept.push(argument);
                }
            }
            *list = kept;
        };
        unique(&mut cast.actors);
        unique(&mut cast.targets);
        unique(&mut cast.places);
        cast.targets.retain(|t| !cast.actors.iter().any(|a| a.referent.same(&t.referent)));
        cast.places.retain(|p| !cast.actors.iter().chain(&cast.targets).any(|a| a.span == p.span));
        if cast.actors.iter().chain(&cast.targets).any(|a| a.inferred) {
            cast.doubts.add(Doubt::InferredParticipant);
        }
    }
}
