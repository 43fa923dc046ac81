//! What the object and the prepositions of a verb or noun name.

use super::Cast;
use super::Caster;
use super::attachment::Attachment;
use super::touches_persons;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Frame;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::model::EntityKind;
use crate::model::EventType;
use crate::model::Language;
use crate::tokens::Shape;

impl Caster<'_, '_> {
    /// The namings behind `verb` with the role that a preposition gives them.
    pub(super) fn objects(
        &self,
        verb: usize,
        passive: bool,
        subjects: &[usize],
        frame: &Frame,
    ) -> Vec<(usize, Option<Role>)> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let end = self
            .clauses
            .items(clause)
            .find(|j| *j > verb && scene.is_verb(*j) && scene.is_finite(*j))
            .filter(|j| !self.is_purpose(*j, verb))
            .unwrap_or(scene.items.len());
        let end = self.end_before_gap(verb).map_or(end, |mark| mark.min(end));
        // “tried to arrest X” is about X, “confirmed deaths in the operation to arrest X” is not.
        let of_noun = |other: usize| (verb + 1..other).any(|j| scene.is_strong_noun(j));
        let of_members = cue::PREP_OF | cue::LOYAL | cue::PREP_FROM | cue::PREP_WITH;
        let mut found: Vec<_> =
            self.fronted_objects(verb, passive).map(|item| (item, frame.object)).collect();
        let kin_struck = self.end_of_kin_struck(verb);
        for item in self.clauses.items(clause).filter(|j| *j > verb && *j < end) {
            if scene.items[item].mention.is_none() || subjects.contains(&item) {
                continue;
            }
            // “le mataron al hermano a X”
            if kin_struck.is_some_and(|end| item > end) {
                break;
            }
            let a = self.attachment(item);
            // “returned an indictment charging X”
            let same = |other: usize| scene.kind(other) == scene.kind(verb);
            let of_other = a.object_of.is_some_and(|other| of_noun(other) && !same(other));
            if a.modifies || of_other {
                continue;
            }
            if a.preposition == 0 {
                if !passive {
                    found.push((item, None));
                } else if scene.items[item - 1].has(cue::AMONG) && !self.is_within_while(item, verb)
                {
                    // “was arrested along with X”
                    found.push((item, frame.object.or(frame.subject)));
                }
            } else if a.preposition & cue::PREP_BY != 0 {
                if a.at > verb + 1 && scene.looks_like_participle(a.at - 1) {
                    // “was arrested in a house rented by X”
                    continue;
                }
                if passive {
                    found.push((item, frame.subject.or(Some(Role::Actor))));
                } else if scene.kind(verb) == Some(EventType::Reward) {
                    // “ofreció una recompensa por X”
                    found.push((item, Some(Role::Target)));
                }
            } else if a.at < verb {
                continue;
            } else if a.preposition & cue::PREP_TO != 0 && self.is_impersonal(verb, subjects) {
                // “se detuvo a X”
                found.push((item, frame.object));
            } else if a.of_member && a.preposition & of_members != 0 {
                if self.explains_person(a.at) {
                    continue;
                }
                found.push((item, self.role_of_members(verb, a.at, passive, frame)));
            } else if let Some(role) = self.by_preposition(item, a, verb, frame, passive) {
                found.push((item, Some(role)));
            }
        }
        found
    }

    /// Whether a “while” that opens no clause of its own stands between: “fue detenido mientras viajaba junto a X”.
    fn is_within_while(&self, item: usize, verb: usize) -> bool {
        let while_ = cue::MEANWHILE | cue::RELATIVE_TIME | cue::SUBORDINATOR;
        (verb + 1..item).any(|j| self.scene.items[j].has(while_))
    }

    /// What the next verb has for its object where “and” joins it to one without any: “kidnapped and killed X”,
    /// “acusó en mayo y condenó en junio a X”.
    pub(super) fn raised_objects(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let frame = |verb: usize| scene.trigger(verb).map(|trigger| &trigger.frame);
        let object = frame(draft.trigger).and_then(|frame| frame.object);
        let verb = draft.trigger;
        let active = scene.is_verb(verb) && scene.is_finite(verb) && !self.is_passive(verb);
        if !cast.targets.is_empty() || object != Some(Role::Target) || !active {
            return;
        }
        let time = cue::PREP_ON | cue::PREP_IN | cue::ADVERB | cue::DETERMINER;
        let passed = |j: &usize| scene.items[*j].date.is_some() || scene.items[*j].has(time);
        let and = (verb + 1..scene.items.len()).find(|j| !passed(j));
        let Some(and) = and.filter(|j| scene.items[*j].has(cue::COORDINATOR)) else { return };
        let next = scene.skip(and + 1);
        let joined = next < scene.items.len()
            && scene.predicate_at(next)
            && frame(next).is_some_and(|frame| frame.object == object)
            && !self.is_passive(next)
            && !self.has_clitic(next);
        let Some(frame) = frame(next).filter(|_| joined) else { return };
        for (item, role) in self.objects(next, false, &self.subjects(next), frame) {
            let whom = role.or(object) == object && self.kind(item) != Some(EntityKind::Place);
            self.give_once(object.filter(|_| whom), item, draft, cast);
        }
    }

    /// The naming right behind an active verb that ends in a preposition: “se reunió con X”.
    pub(super) fn governed_by_phrase(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let open = scene
            .trigger(verb)
            .is_some_and(|t| !t.is_complete && t.record.get("lemma").contains(' '));
        let next = (verb + 1..scene.items.len()).find(|j| !scene.is_plain(*j));
        next.filter(|j| open && scene.items[*j].mention.is_some() && !self.is_passive(verb))
    }

    /// Whether a Spanish “a” with someone stands right behind the naming at `item`: “Acusa EE.UU. a X”.
    pub(super) fn has_personal_object(&self, item: usize) -> bool {
        let to = self.scene.items.get(item + 1).is_some_and(|it| it.has(cue::PREP_TO));
        let object = self.scene.items.get(item + 2).and_then(|_| self.kind(item + 2));
        to && object.is_some_and(|kind| kind != EntityKind::Place)
    }

    /// The semicolon behind which another clause begins, be it one that has a date of its own and leaves out
    /// `verb`.
    fn end_before_gap(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let rows = self.drafts.iter().filter(|draft| draft.trigger == verb).count();
        let mut behind = verb + 1..scene.items.len();
        behind.find(|j| scene.mark(*j, ";") && (rows > 1 || self.has_predicate_behind(*j)))
    }

    /// Whether what stands behind the semicolon at item `mark` has a verb that is not in a relative clause:
    /// “killed 17 men; Governor X left office”, but not “arrested X, who fled; Y, who did not”.
    fn has_predicate_behind(&self, mark: usize) -> bool {
        let scene = self.scene;
        let of_clause = |j: &usize| {
            let link = self.clauses.list[self.clauses.of[*j]].link;
            !matches!(link, Link::Relative | Link::Aside | Link::Participle)
        };
        let behind = (mark + 1..scene.items.len()).take_while(|j| !scene.mark(*j, ";"));
        behind.into_iter().any(|j| scene.is_verb(j) && scene.is_finite(j) && of_clause(&j))
    }

    /// Whether “se” stands before a Spanish verb without a subject: “se capturó a dos hermanos”.
    fn is_impersonal(&self, verb: usize, subjects: &[usize]) -> bool {
        let spanish = self.scene.language() == Language::Spanish;
        spanish && subjects.is_empty() && self.is_reflexive_passive(verb)
    }

    /// Whether the infinitive at `j` tells what violence is for: “invaded Panama to seize Noriega”.
    fn is_purpose(&self, j: usize, verb: usize) -> bool {
        use EventType::{Abduction, Attack, Deployment, Raid};
        let forces = matches!(self.scene.kind(verb), Some(Abduction | Attack | Deployment | Raid));
        forces && self.scene.is_infinitive(j)
    }

    /// “A Moisés se lo llevaron”: the object before the verb, which a pronoun repeats.
    fn fronted_objects(&self, verb: usize, passive: bool) -> impl Iterator<Item = usize> {
        let clause = self.clauses.of[verb];
        let repeated = !passive && self.has_clitic(verb) && self.end_of_kin_struck(verb).is_none();
        self.clauses.items(clause).take_while(move |j| repeated && *j < verb).filter(|j| {
            let a = self.attachment(*j);
            let place = self.kind(*j).is_none_or(|kind| kind == EntityKind::Place);
            // “a los dos agentes de la DEA los emboscaron”
            let members = a.of_member && self.outer_preposition(a) & cue::PREP_TO != 0;
            (a.preposition & cue::PREP_TO != 0 || members) && !a.modifies && !place
        })
    }

    /// Whether the noun phrase before the “of” at item `of` explains a person named before it: “X,
    /// leader of”.
    pub(super) fn explains_person(&self, of: usize) -> bool {
        let scene = self.scene;
        let comma = (of.saturating_sub(6)..of).rev().find(|k| !scene.is_plain(*k));
        let Some(comma) = comma.filter(|k| scene.mark(*k, ",")) else { return false };
        let named = (comma.saturating_sub(3)..comma).rev().find(|k| !scene.items[*k].is_closing());
        named.is_some_and(|k| self.kind(k) == Some(EntityKind::Person))
    }

    /// “by troops of the army” acts, “11 members of the gang” undergo it.
    pub(super) fn role_of_members(
        &self,
        verb: usize,
        of: usize,
        passive: bool,
        frame: &Frame,
    ) -> Option<Role> {
        let heads = |j: &usize| {
            let item = &self.scene.items[*j];
            item.has(cue::PREPOSITION) && !item.has(cue::PREP_OF)
        };
        let by = (verb + 1..of).rev().take(8).find(heads);
        match by {
            Some(j) if self.scene.items[j].has(cue::PREP_BY) => {
                let agent = frame.preposition(cue::PREP_BY).filter(|_| !passive);
                agent.or(frame.subject).or(Some(Role::Actor))
            }
            // “arrested two men, in a setback for the government of X”
            Some(j) if (verb..j).any(|k| self.scene.mark(k, ",")) => None,
            Some(j) => frame.preposition(self.scene.items[j].cues),
            None if passive => None,
            None => frame.object,
        }
    }

    pub(super) fn by_preposition(
        &self,
        item: usize,
        a: Attachment,
        verb: usize,
        frame: &Frame,
        passive: bool,
    ) -> Option<Role> {
        let place = self.kind(item) == Some(EntityKind::Place);
        if place && a.preposition & (cue::PREP_IN | cue::PREP_FROM | cue::PREP_ON) != 0 {
            return None;
        }
        let spanish = self.scene.language() == crate::model::Language::Spanish;
        let personal_a = spanish && a.preposition & cue::PREP_TO != 0 && !place && !passive;
        if personal_a {
            // “acusó a X de pagar sobornos a Y”, “mataron a X tras visitar a Y”
            let of_deed = (verb + 2..a.at).any(|j| {
                let before = cue::PREP_OF | cue::PREP_BY | cue::TEMPORAL;
                let of = self.scene.items[j - 1].has(before);
                let listed = self.scene.is_verb(j) && self.scene.is_infinitive(j);
                of && (listed || self.is_unlisted_infinitive(j))
            });
            let role = frame.object.or(frame.preposition(a.preposition));
            return role.filter(|_| !of_deed);
        }
        // “were arrested in protests against X”
        let of_noun = a.preposition & cue::PREP_AGAINST != 0
            && touches_persons(self.scene.kind(verb).unwrap_or(EventType::Other))
            && self.scene.is_strong_noun(a.at - 1)
            && self.scene.kind(a.at - 1) != self.scene.kind(verb);
        if of_noun {
            return None;
        }
        let close = a.at <= verb + 8;
        let gives = self.scene.kind(verb) == Some(EventType::Aid);
        frame
            .preposition(a.preposition)
            .filter(|_| close && (gives || !(place && a.preposition & cue::PREP_TO != 0)))
    }

    /// Whether a word that no table has ends as Spanish infinitives do: “tras entrevistar a X”.
    fn is_unlisted_infinitive(&self, item: usize) -> bool {
        let word = &self.scene.items[item];
        let text = word.span.of(self.scene.text());
        word.shape == Shape::Lower
            && word.trigger.is_none()
            && self.scene.is_plain(item)
            && ["ar", "er", "ir", "arse", "erse", "irse"].iter().any(|end| text.ends_with(end))
    }

    /// The role of what stands behind a noun: a Spanish “de” tells which body issues an accusation, not
    /// whom it is against: “una orden de captura de la Corte”.
    pub(super) fn role_of_body(&self, role: Role, item: usize, a: Attachment) -> Role {
        use EventType::{Charge, Conviction, Order, Trial};
        let scene = self.scene;
        let issues = self.kind(item) == Some(EntityKind::Agency)
            && a.preposition & cue::PREP_OF != 0
            && scene.language() == Language::Spanish
            && matches!(scene.kind(a.at - 1), Some(Charge | Conviction | Order | Trial));
        if issues { Role::Actor } else { role }
    }

    /// Whom “en su contra” behind the trigger means: “libró una orden de captura en su contra”.
    pub(super) fn turned_against(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let mut behind = self.clauses.items(draft.clause).filter(|j| *j > draft.trigger);
        let against = behind.find(|j| {
            let item = &scene.items[*j];
            item.has(cue::PREP_AGAINST) && item.has(cue::POSSESSIVE) && item.mention.is_none()
        });
        if let Some(against) = against {
            self.infer_possessor(Some(Role::Target), against, cast);
        }
    }

    pub(super) fn only_plain(&self, start: usize, end: usize) -> bool {
        let dated = |j: usize| self.scene.items.get(j).is_some_and(|it| it.date.is_some());
        let spanish = self.scene.language() == crate::model::Language::Spanish;
        // “the arrests of the term of X” are not X's.
        (start..end).all(|j| {
            self.scene.is_plain(j) && !self.scene.items[j].has(cue::TERM)
                || dated(j)
                || self.scene.items[j].has(cue::PREP_OF)
                || self.scene.items[j].has(cue::PREP_IN | cue::PREP_ON) && dated(j + 1)
                || self.is_located(j)
                || self.scene.mark(j, ",") && spanish
        })
    }

    /// Whether the item only says where: “el asesinato en Guayaquil del fiscal X”.
    fn is_located(&self, item: usize) -> bool {
        let scene = self.scene;
        let place = self.kind(item) == Some(EntityKind::Place);
        // “en un centro comercial de la costa”
        let of =
            |j: &usize| scene.language() == Language::Spanish && scene.items[*j].has(cue::PREP_OF);
        let named =
            (item + 1..scene.items.len().min(item + 8)).find(|j| !scene.is_plain(*j) && !of(j));
        // “la extradición a Perú de X”
        let goal = scene.language() == Language::Spanish
            && (scene.items[item].has(cue::PREP_TO)
                && named == Some(item + 1)
                && self.kind(item + 1) == Some(EntityKind::Place)
                || place && self.attachment(item).preposition & cue::PREP_TO != 0);
        goal || place && self.attachment(item).preposition & (cue::PREP_IN | cue::PREP_OF) != 0
            || scene.items[item].has(cue::PREP_IN)
                && scene.items[item].mention.is_none()
                && named
                    .is_some_and(|j| self.kind(j) == Some(EntityKind::Place) || scene.mark(j, ","))
    }

    pub(super) fn give_once(
        &self,
        role: Option<Role>,
        item: usize,
        draft: &Draft,
        cast: &mut Cast,
    ) {
        let Some(argument) = self.argument(item) else { return };
        let known = cast.actors.iter().chain(&cast.targets).any(|a| a.span == argument.span);
        if !known && role.is_some() {
            self.give(role, item, draft, cast);
        }
    }

    /// The names that a dash, a colon or “among them” adds to an object without a name: “arrested two
    /// leaders — X and Y”.
    pub(super) fn listed_behind(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let opens = |j: &usize| scene.is_dash(*j) || scene.mark(*j, ":") || self.is_among(*j);
        let opener = (verb + 1..scene.items.len()).find(opens);
        opener.map_or_else(Vec::new, |opener| self.listed_from(opener, verb))
    }

    /// The names that “among them” adds to a subject without a name: “nine people died, among them X”.
    pub(super) fn listed_among(&self, verb: usize) -> Vec<usize> {
        let opener = (verb + 1..self.scene.items.len()).find(|j| self.is_among(*j));
        opener.map_or_else(Vec::new, |opener| self.listed_from(opener, verb))
    }

    fn is_among(&self, item: usize) -> bool {
        self.scene.items[item].has(cue::AMONG)
    }

    /// The names of the list behind item `opener` that goes on with what the predicate `verb` tells.
    fn listed_from(&self, opener: usize, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        // “entre los detenidos está X”
        let is_copula = |j: usize| j == opener + 1 && scene.items[j].has(cue::BE);
        let near = |j: usize| {
            let c = self.clauses.of[j];
            c == clause || c == self.clauses.of[opener] || self.clauses.list[c].host == Some(clause)
        };
        let wanted = |j: usize| {
            matches!(self.kind(j), Some(EntityKind::Person | EntityKind::Cartel))
                && self.attachment(j).preposition & !cue::PREP_IN == 0
        };
        (opener + 1..scene.items.len())
            .take_while(|j| !(scene.is_finite(*j) && near(*j)) || is_copula(*j))
            .filter(|j| near(*j) && wanted(*j))
            .collect()
    }
}
