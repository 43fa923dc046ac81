//! Whom a pronoun, a dropped subject or “his” means.

use super::Cast;
use super::Caster;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::inflect::Tense;
use crate::model::Argument;
use crate::model::EntityKind;
use crate::model::Language;
use crate::model::Span;

impl Caster<'_, '_> {
    pub(super) fn infer_subject(&self, verb: usize, role: Option<Role>, cast: &mut Cast) {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let words = |j: &usize| *j < verb;
        let pronoun = self
            .clauses
            .items(clause)
            .filter(words)
            .filter(|j| !self.other_verb_between(*j, verb))
            .find_map(|j| {
                let it = &scene.items[j];
                let follows_preposition = j > 0 && scene.items[j - 1].has(cue::PREPOSITION);
                if follows_preposition || it.mention.is_some() {
                    return None;
                }
                let body =
                    |j: usize| scene.items.get(j).is_some_and(|next| next.has(cue::BODY_NOUN));
                if it.has(cue::POSSESSIVE) && body(j + 1) {
                    // “su cuerpo fue hallado”
                    let found = self.subject_of_sentence(j, it.span);
                    return found.or_else(|| self.context.person(it.span)).map(|found| vec![found]);
                }
                if it.has(cue::PAIR) {
                    return Some(self.context.pair(it.span)).filter(|pair| !pair.is_empty());
                }
                let found = if it.has(cue::PERSON_NOUN)
                    || (it.has(cue::PERSON_PRONOUN)
                        && !it.has(cue::CLITIC)
                        && !it.has(cue::POSSESSIVE))
                {
                    self.subject_of_host(verb, it.span)
                        .or_else(|| self.subject_of_sentence(j, it.span))
                        .or_else(|| self.context.person(it.span))
                        .filter(|found| self.agrees(j, found))
                } else if it.has(cue::GROUP_NOUN) {
                    self.context.group(it.span)
                } else if it.has(cue::AGENCY_NOUN) {
                    self.context.agency(it.span)
                } else {
                    None
                };
                found.map(|found| vec![found])
            });
        let dropped = || {
            let spanish = scene.language() == Language::Spanish;
            let main = self.clauses.list[clause].link == Link::Main && clause == 0
                || self.clauses.list[clause].link == Link::Coordinate;
            let bare =
                !self.has_noun_subject(clause, verb) && self.subjects_behind(verb).is_empty();
            let singular = self.is_singular(verb);
            let alone = !self.noun_follows(verb);
            let span = scene.items[verb].span;
            (spanish && main && bare && singular && alone)
                .then(|| self.subject_of_sentence(verb, span).or_else(|| self.context.person(span)))
                .flatten()
                .filter(|found| self.agrees(verb, found))
                .map(|found| vec![found])
        };
        let left_out = || self.left_out(verb, cast).map(|found| vec![found]);
        let found = pronoun.or_else(dropped).or_else(left_out).unwrap_or_default();
        if !found.is_empty() {
            cast.reasons.push("inferred-participant");
            match role {
                Some(Role::Actor) => cast.actors.extend(found),
                Some(Role::Target) => cast.targets.extend(found),
                None => {}
            }
        }
    }

    /// Whether the word at `item` and the person can be of one gender, as far as endings tell it: “she”
    /// and “liberada” are no Pedro.
    fn agrees(&self, item: usize, person: &Argument) -> bool {
        let scene = self.scene;
        let it = &scene.items[item];
        let text = it.span.of(scene.text());
        let head = text.split(' ').next().unwrap_or(text);
        let participle =
            scene.language() == Language::Spanish && scene.tense(item) == Some(Tense::Participle);
        let feminine = it.has(cue::FEMININE) || participle && head.ends_with(['a', 'A']);
        let he =
            it.has(cue::PERSON_PRONOUN) && !it.has(cue::FEMININE | cue::CLITIC | cue::RELATIVE);
        let masculine = he || participle && head.ends_with(['o', 'O']);
        let name = person.referent.name().split(' ').next().unwrap_or_default();
        !(feminine && name.ends_with('o') || masculine && name.ends_with('a'))
    }

    /// The subject of the sentence for a verb behind it that names nobody and has no subject of its
    /// own: “X was held in Y and, if the court agrees, could be extradited”.
    fn left_out(&self, verb: usize, cast: &Cast) -> Option<Argument> {
        let clause = self.clauses.of[verb];
        let named = !(cast.actors.is_empty() && cast.targets.is_empty());
        let has_object = self.has_clitic(verb)
            || self.scene.items.get(verb + 1).is_some_and(|it| it.has(cue::PERSON_PRONOUN));
        if named
            || has_object
            || self.has_noun_subject(clause, verb)
            || self.noun_follows(verb)
            || self.scene.language() == Language::Spanish && !self.is_singular(verb)
        {
            return None;
        }
        let mut people = (0..self.scene.items.len())
            .filter(|j| self.kind(*j) == Some(EntityKind::Person))
            .filter_map(|j| self.argument(j));
        let first = people.next()?;
        let only = people.all(|other| other.referent.same(&first.referent));
        let subject = self.subject_of_sentence(verb, self.scene.items[verb].span)?;
        let item = (0..verb).find(|j| self.kind(*j) == Some(EntityKind::Person))?;
        // A person behind the verb of their own clause is its object.
        let is_object =
            self.clauses.items(self.clauses.of[item]).any(|j| j < item && self.scene.is_finite(j));
        (only && !is_object).then_some(subject)
    }

    /// Whether an undergoing verb has its subject behind it: “murió un policía”.
    pub(super) fn noun_follows(&self, verb: usize) -> bool {
        let scene = self.scene;
        let undergoes =
            scene.trigger(verb).is_some_and(|t| t.frame.object.is_none()) || self.is_passive(verb);
        undergoes
            && scene.items.get(verb + 1).is_some_and(|it| {
                it.has(cue::DETERMINER) || scene.is_plain(verb + 1) && !it.has(cue::ADVERB)
            })
    }

    pub(super) fn is_singular(&self, verb: usize) -> bool {
        let scene = self.scene;
        let first =
            if verb > 0 && scene.items[verb - 1].has(cue::HELPER) { verb - 1 } else { verb };
        let text = scene.items[first].span.of(scene.text());
        let head = text.split(' ').next().unwrap_or(text);
        !head.ends_with('n')
    }

    /// “lo capturó”: the pronoun before the verb.
    pub(super) fn clitic_object(&self, verb: usize, role: Option<Role>, cast: &mut Cast) {
        let scene = self.scene;
        if role != Some(Role::Target) || !cast.targets.is_empty() || verb == 0 {
            return;
        }
        let pronoun = match scene.language() {
            Language::Spanish => self.clitic(verb),
            _ => Some(verb + 1).filter(|j| {
                scene.items.get(*j).is_some_and(|it| it.has(cue::PERSON_PRONOUN))
                    && !scene.is_noun_ahead(j + 1)
            }),
        };
        let Some(pronoun) = pronoun.filter(|j| scene.items[*j].has(cue::PERSON_PRONOUN)) else {
            return;
        };
        let here = scene.items[pronoun].span;
        let inferred = self.person_in_sentence(verb, here).or_else(|| self.context.person(here));
        if let Some(argument) =
            inferred.filter(|a| !cast.actors.iter().any(|b| b.referent.same(&a.referent)))
        {
            cast.reasons.push("inferred-participant");
            cast.targets.push(argument);
        }
    }

    /// The last person named before the verb in the sentence.
    pub(super) fn person_in_sentence(&self, verb: usize, span: Span) -> Option<Argument> {
        let clause = self.clauses.of[verb];
        let item = (0..verb)
            .rev()
            .find(|j| self.kind(*j) == Some(EntityKind::Person) && self.clauses.of[*j] != clause)?;
        let argument = self.argument(item)?;
        Some(Argument { span, inferred: true, ..argument })
    }

    pub(super) fn infer_possessor(&self, role: Option<Role>, possessive: usize, cast: &mut Cast) {
        if role != Some(Role::Target) || !cast.targets.is_empty() {
            return;
        }
        let span = self.scene.items[possessive].span;
        let here = self.subject_of_sentence(possessive, span);
        let here = here.or_else(|| self.subject_to_come(possessive, span));
        let found = here.or_else(|| self.context.person(span));
        if let Some(argument) = found.filter(|found| self.agrees(possessive, found)) {
            cast.reasons.push("inferred-participant");
            cast.targets.push(argument);
        }
    }

    /// The person with whom the main clause begins behind the phrase of `possessive`: “After his arrest in
    /// May, X was moved”.
    fn subject_to_come(&self, possessive: usize, span: Span) -> Option<Argument> {
        let scene = self.scene;
        if (0..possessive).any(|j| scene.is_finite(j) || scene.items[j].mention.is_some()) {
            return None;
        }
        let comma = (possessive + 1..scene.items.len()).find(|j| scene.mark(*j, ","))?;
        let next = (comma + 1..scene.items.len()).find(|j| !scene.is_plain(*j))?;
        let person = self.kind(next) == Some(EntityKind::Person);
        let fronted = !(possessive..comma).any(|j| scene.is_finite(j));
        (person && fronted).then(|| self.argument(next))?.map(|found| Argument {
            span,
            inferred: true,
            ..found
        })
    }

    /// The person who is subject of a clause around the one of `verb`: “X said that he …”.
    pub(super) fn subject_of_host(&self, verb: usize, span: Span) -> Option<Argument> {
        let mut clause = self.clauses.list[self.clauses.of[verb]].host;
        for _ in 0..4 {
            let host = clause?;
            let predicate = self.clauses.items(host).find(|j| self.scene.is_finite(*j));
            let subjects = predicate.map_or_else(Vec::new, |verb| self.subjects_within(host, verb));
            if let Some(item) =
                subjects.into_iter().find(|j| self.kind(*j) == Some(EntityKind::Person))
            {
                return Some(Argument { span, inferred: true, ..self.argument(item)? });
            }
            clause = self.clauses.list[host].host;
        }
        None
    }

    /// The first person of the sentence before `item` that no preposition makes a lesser part.
    pub(super) fn subject_of_sentence(&self, item: usize, span: Span) -> Option<Argument> {
        let found = (0..item).find(|j| {
            self.kind(*j) == Some(EntityKind::Person)
                && self.attachment(*j).preposition == 0
                && !self.scene.is_possessive(*j)
        })?;
        Some(Argument { span, inferred: true, ..self.argument(found)? })
    }
}
