//! Whom a pronoun, a dropped subject or “his” means.

use super::Cast;
use super::Caster;
use crate::events::clauses::{Clause, Link};
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::govern::Draft;
use crate::events::inflect::Tense;
use crate::model::Argument;
use crate::model::Doubt;
use crate::model::EntityKind;
use crate::model::Language;
use crate::model::Referent;
use crate::model::Span;
use crate::tokens::Shape;
use crate::tokens::fold;

impl Caster<'_, '_> {
    pub(super) fn infer_subject(&self, verb: usize, role: Option<Role>, cast: &mut Cast) {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let Clause { link, start, .. } = self.clauses.list[clause];
        let explains = matches!(link, Link::Relative | Link::Participle);
        if explains && (self.is_behind_kin(start) || self.names_of_cleft(start).is_some())
            || self.is_done_to_unnamed(verb)
            || self.points_to_another(verb)
            || scene.is_first_person(verb)
        {
            return;
        }
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
                    return found.or_else(|| self.context.hero(it.span)).map(|found| vec![found]);
                }
                if let Some(one) = self.by_ordinal(j) {
                    return Some(vec![one]);
                }
                if it.has(cue::PAIR) {
                    let here = self.joined_before(j, it.span);
                    let pair = if here.len() == 2 { here } else { self.context.pair(it.span) };
                    return Some(pair).filter(|pair| !pair.is_empty());
                }
                if it.has(cue::POSSESSIVE) && scene.items[j + 1].has(cue::MEMBER) {
                    // “sus sicarios mataron”
                    return self.group_before(j).map(|group| vec![group]);
                }
                if self.is_titled(j) && role == Some(Role::Target) {
                    // “el presunto jefe criminal fue capturado”
                    let near = self.context.hero_near(it.span);
                    return near.filter(|hero| self.agrees(j, hero)).map(|hero| vec![hero]);
                }
                // “el operativo”, though “él” without its accent; “el abogado de X” is another.
                let article = it.has(cue::DETERMINER)
                    && (scene.is_noun_ahead(j + 1)
                        || scene.items.get(j + 1).is_some_and(|next| next.date.is_some())
                        || scene.tense(j + 1) == Some(Tense::Participle));
                let others = scene.items.get(j + 1).is_some_and(|next| next.has(cue::PREP_OF));
                let found = if it.has(cue::PERSON_NOUN) && !others
                    || (it.has(cue::PERSON_PRONOUN)
                        && !article
                        && !it.has(cue::CLITIC)
                        && !it.has(cue::POSSESSIVE))
                {
                    self.subject_of_host(verb, it.span)
                        .or_else(|| self.subject_of_sentence(j, it.span))
                        .or_else(|| self.topic(verb, role, it.span))
                        .filter(|found| self.agrees(j, found))
                        .filter(|found| {
                            !(it.has(cue::PERSON_NOUN) && self.context.is_dead(&found.referent))
                        })
                } else if it.has(cue::GROUP_NOUN) {
                    self.context.group().map(|group| inferred(group, it.span))
                } else if it.has(cue::AGENCY_NOUN) {
                    let agency = self.context.agency().filter(|agency| self.is_called(agency, j));
                    agency.map(|agency| inferred(agency, it.span))
                } else {
                    None
                };
                found.map(|found| vec![found])
            });
        let left_out = || self.left_out(verb, cast).map(|found| vec![found]);
        let dropped = || Some(self.dropped_subject(verb, role)).filter(|found| !found.is_empty());
        let mut found = pronoun.or_else(dropped).or_else(left_out).unwrap_or_default();
        found.retain(|argument| !self.is_only_of_kin(&argument.referent, verb));
        if !found.is_empty() {
            cast.doubts.add(Doubt::InferredParticipant);
            match role {
                Some(Role::Actor) => cast.actors.extend(found),
                Some(Role::Target) => cast.targets.extend(found),
                None => {}
            }
        }
    }

    /// Whether the Spanish noun for a body at `item` can mean `agency`: “la fiscalía” is one that bears the
    /// word in its name, and “la fiscalía en Perú” is a certain one.
    fn is_called(&self, agency: &Referent, item: usize) -> bool {
        let scene = self.scene;
        let noun = &scene.items[item];
        if scene.language() != Language::Spanish || noun.has(cue::ANY_BODY) {
            return true;
        }
        let next = scene.items.get(item + 1);
        let told = next.is_some_and(|next| next.has(cue::PREP_OF | cue::PREP_IN));
        let text = fold(noun.span.of(scene.text()));
        let word = text.rsplit(' ').next().unwrap_or(&text);
        let bears = |name: &str| fold(name).contains(word);
        let aliases = agency.entity().is_some_and(|entity| entity.aliases().any(bears));
        !told && (aliases || bears(agency.name()))
    }

    /// Whom “the attack” struck, where a happening of the type and day was told before.
    pub(super) fn told_before(&self, draft: &Draft, cast: &mut Cast) {
        if !(cast.actors.is_empty() && cast.targets.is_empty()) {
            return;
        }
        let scene = self.scene;
        let resumed = |j: &usize| {
            *j > 0
                && scene.is_noun(*j)
                && scene.kind(*j) == Some(draft.kind)
                && scene.items[*j - 1].mention.is_none()
                && scene.items[*j - 1].has(cue::DEFINITE | cue::ANAPHOR)
        };
        let noun = self.clauses.items(draft.clause).find(resumed);
        let days = scene.dates[draft.date].days;
        let Some(told) = noun.and_then(|_| self.context.told(draft.kind, days)) else { return };
        let span = scene.items[noun.unwrap_or(draft.trigger)].span;
        let again = |list: &[Referent]| -> Vec<Argument> {
            list.iter()
                .map(|referent| Argument { referent: referent.clone(), span, inferred: true })
                .collect()
        };
        cast.actors = again(&told.actors);
        cast.targets = again(&told.targets);
        if cast.places.is_empty() {
            cast.places = again(&told.places);
        }
        if !(cast.actors.is_empty() && cast.targets.is_empty()) {
            cast.doubts.add(Doubt::InferredParticipant);
        }
    }

    /// Whether the word at `item` and the person can be of one gender, as far as endings tell it: “she”
    /// and “liberada” are no Pedro.
    pub(super) fn agrees(&self, item: usize, person: &Argument) -> bool {
        let scene = self.scene;
        let it = &scene.items[item];
        let text = it.span.of(scene.text());
        let head = text.split(' ').next().unwrap_or(text);
        let participle =
            scene.language() == Language::Spanish && scene.tense(item) == Some(Tense::Participle);
        let feminine = it.has(cue::FEMININE) || participle && head.ends_with(['a', 'A']);
        // “le” can be either.
        let clitic = it.has(cue::CLITIC) && !it.has(cue::DETERMINER);
        let he = it.has(cue::PERSON_PRONOUN) && !it.has(cue::FEMININE | cue::RELATIVE) && !clitic;
        let masculine = he || participle && head.ends_with(['o', 'O']);
        let name = person.referent.name().split(' ').next().unwrap_or_default();
        !(feminine && name.ends_with('o') || masculine && name.ends_with('a'))
    }

    /// The person named before item `end` of the sentence where only one is that can be meant.
    pub(super) fn only_person(&self, end: usize, span: Span) -> Option<Argument> {
        let named = |j: &usize| self.kind(*j) == Some(EntityKind::Person);
        let mut people = (0..end).filter(named).filter_map(|j| self.argument(j));
        let last = people.next_back()?;
        let governs = |other: &Argument| other.referent.same(&last.referent);
        people.all(|other| governs(&other)).then_some(Argument { span, inferred: true, ..last })
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

    /// Whether an undergoing verb has its subject behind it: “murió un policía”, “desapareció en Ocampo
    /// el 3 de mayo el activista”.
    pub(super) fn noun_follows(&self, verb: usize) -> bool {
        let undergoes = self.scene.trigger(verb).is_some_and(|t| t.frame.object.is_none());
        (undergoes || self.is_passive(verb)) && self.noun_is_next(verb)
    }

    /// Whether a noun phrase stands behind the verb, times and places between them aside.
    pub(super) fn noun_is_next(&self, verb: usize) -> bool {
        let scene = self.scene;
        let mut next = verb + 1;
        let end = scene.items.len().min(verb + 12);
        while next < end {
            let item = &scene.items[next];
            if item.date.is_some() || item.has(cue::ADVERB) {
                next += 1;
            } else if scene.language() == Language::Spanish && item.has(cue::PREP_IN) {
                let phrase = (next + 1..end).take_while(|j| scene.is_plain(*j)).count();
                let named = next + phrase + 1;
                let known = scene
                    .items
                    .get(named)
                    .is_some_and(|it| it.date.is_some() || it.mention.is_some());
                if !known {
                    return false;
                }
                next = named + 1;
            } else {
                break;
            }
        }
        scene.items.get(next).is_some_and(|it| {
            it.mention.is_none()
                && (it.has(cue::DETERMINER) || scene.is_plain(next) && !it.has(cue::ADVERB))
        })
    }

    pub(super) fn is_singular(&self, verb: usize) -> bool {
        let scene = self.scene;
        let helps = |j: &usize| scene.items[*j].has(cue::HELPER | cue::MODAL | cue::ADVERB);
        let group = (verb.saturating_sub(4)..verb).rev().take_while(helps);
        let first = group.filter(|j| scene.items[*j].has(cue::HELPER | cue::MODAL)).last();
        let finite = first.or_else(|| scene.carrier(verb)).unwrap_or(verb);
        let text = scene.items[finite].span.of(scene.text());
        let head = text.split(' ').next().unwrap_or(text);
        // “detenidos en mayo”: a participle by itself has a number too.
        let participle = first.is_none()
            && scene.language() == Language::Spanish
            && scene.tense(verb) == Some(Tense::Participle);
        !(head.ends_with('n') || participle && head.ends_with('s'))
    }

    /// Whether a definite noun phrase begins at `item` that says no more than what a person is: “el
    /// presunto jefe criminal”, “la periodista”.
    fn is_titled(&self, item: usize) -> bool {
        let scene = self.scene;
        if scene.language() != Language::Spanish || !scene.items[item].has(cue::DEFINITE) {
            return false;
        }
        let alleged = scene.items.get(item + 1).is_some_and(|it| it.has(cue::DETERMINER));
        let first = item + 1 + usize::from(alleged);
        let head = scene.items.get(first).filter(|it| it.mention.is_none());
        let title = head.is_some_and(|it| it.has(cue::TITLE) && (alleged || !it.has(cue::OFFICE)));
        let end = (first..scene.items.len()).find(|j| !scene.is_plain(*j));
        let bare = end.is_none_or(|j| {
            let next = &scene.items[j];
            // “el capo de 50 años”
            let aged = next.has(cue::PREP_OF)
                && scene
                    .items
                    .get(j + 1)
                    .is_some_and(|age| age.date.is_some() || age.shape == Shape::Number);
            next.mention.is_none()
                && !next.has(cue::RELATIVE | cue::COMPLEMENT)
                && (aged || !next.has(cue::PREP_OF))
        });
        title && bare
    }

    /// The group named before item `end` of the sentence as subject.
    fn group_before(&self, end: usize) -> Option<Argument> {
        let named = |j: &usize| {
            self.kind(*j) == Some(EntityKind::Cartel) && self.attachment(*j).preposition == 0
        };
        let found = (0..end).rev().find(named)?;
        let span = self.scene.items[end].span;
        Some(Argument { span, inferred: true, ..self.argument(found)? })
    }

    /// Those whom a list joins before item `end` of the sentence.
    pub(super) fn joined_before(&self, end: usize, span: Span) -> Vec<Argument> {
        let joined = self.scene.joined(self.scene.head..end);
        let referents = self.scene.referents(&joined).into_iter();
        referents.map(|referent| Argument { referent, span, inferred: true }).collect()
    }

    /// Whom an ordinal without a noun means of those named together before it: “detuvieron a X y a Y; el primero
    /// fue extraditado”.
    fn by_ordinal(&self, item: usize) -> Option<Argument> {
        let scene = self.scene;
        let marked = &scene.lexicon.senses.marked;
        let ordinal = marked.first | marked.second | marked.last;
        // “este último”
        let after = scene.items.get(item + 1).is_some_and(|next| next.companions & ordinal != 0);
        let item = item + usize::from(after);
        let it = &scene.items[item];
        let at = [marked.first, marked.second].iter().position(|class| it.companions & class != 0);
        let told = at.is_some() || it.companions & marked.last != 0;
        let article = item.checked_sub(1).map_or(0, |j| scene.items[j].cues);
        let alone = scene.items.get(item + 1).is_none_or(|_| !scene.is_noun_ahead(item + 1));
        let points = cue::DETERMINER | cue::PERSON_PRONOUN;
        if !told || !alone || article & points == 0 {
            return None;
        }
        let here = self.joined_before(item, it.span);
        let named = if here.len() > 1 { here } else { self.context.pair(it.span) };
        let at = at.unwrap_or(named.len().checked_sub(1)?);
        named.into_iter().nth(at)
    }

    pub(super) fn infer_possessor(&self, role: Option<Role>, possessive: usize, cast: &mut Cast) {
        if role != Some(Role::Target) || !cast.targets.is_empty() {
            return;
        }
        let span = self.scene.items[possessive].span;
        let speaker = self.subject_of_sentence(possessive, span);
        let speaker = speaker.filter(|_| self.scene.is_of_another(possessive));
        let acts = |a: &Argument| {
            let mut others = cast.actors.iter().chain(&speaker);
            others.any(|b| b.referent.same(&a.referent))
        };
        let here = self.subject_of_sentence(possessive, span);
        let here = here.or_else(|| self.subject_to_come(possessive, span)).filter(|a| !acts(a));
        // “Tras la captura de X, el gobierno pidió su extradición”
        let only = || self.only_person(possessive, span).filter(|a| !acts(a));
        let found = here.or_else(only).or_else(|| self.context.hero(span)).filter(|a| !acts(a));
        if let Some(argument) = found.filter(|found| self.agrees(possessive, found)) {
            cast.doubts.add(Doubt::InferredParticipant);
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
        let next = scene.person_behind_comma(possessive)?;
        let fronted = !(possessive..next).any(|j| scene.is_finite(j));
        let found = self.argument(next).filter(|_| fronted)?;
        Some(Argument { span, inferred: true, ..found })
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

fn inferred(referent: &Referent, span: Span) -> Argument {
    Argument { referent: referent.clone(), span, inferred: true }
}
