//! Whom an object pronoun means: “lo capturó”, “los sentenció”, “arrested him”.

use super::{Cast, Caster};
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::inflect::Tense;
use crate::model::{Argument, Doubt, EntityKind, EventType, Language};

impl Caster<'_, '_> {
    /// “lo capturó”, “los sentenció”, “volvieron a detenerlo”: the pronoun of the verb.
    pub(super) fn clitic_object(&self, verb: usize, role: Option<Role>, cast: &mut Cast) {
        let scene = self.scene;
        let struck = self.end_of_kin_struck(verb).is_some();
        if role != Some(Role::Target) || !cast.targets.is_empty() || verb == 0 || struck {
            return;
        }
        let pronoun = match scene.language() {
            Language::Spanish => self.clitic(verb).or_else(|| self.enclitic(verb)),
            _ => Some(verb + 1).filter(|j| {
                scene.items.get(*j).is_some_and(|it| it.has(cue::PERSON_PRONOUN))
                    && !scene.is_noun_ahead(j + 1)
            }),
        };
        let Some(pronoun) = pronoun.filter(|j| !self.is_neuter(verb, *j)) else { return };
        let item = &scene.items[pronoun];
        let word = item.span.of(scene.text());
        let spanish = scene.language() == Language::Spanish;
        let several =
            if pronoun == verb { word.ends_with('s') } else { item.has(cue::PLURAL_PRONOUN) };
        let mut found = match several {
            true if spanish => {
                let here = self.joined_before(verb, item.span);
                // “les respondió” can be to anybody.
                let accusative = pronoun == verb || item.has(cue::DETERMINER);
                match here.is_empty() && accusative {
                    true => self.context.several(item.span, 0),
                    false => here,
                }
            }
            true => Vec::new(),
            false => self.person_meant(verb, pronoun, cast).into_iter().collect(),
        };
        found.retain(|a| !cast.actors.iter().any(|b| b.referent.same(&a.referent)));
        if !found.is_empty() {
            cast.doubts.add(Doubt::InferredParticipant);
            cast.targets.extend(found);
        }
    }

    /// Where the noun phrase ends that tells to whom a Spanish verb is done, be it someone's kin without a name:
    /// “a X le mataron al hermano”, “le secuestraron una hija a X”.
    pub(super) fn end_of_kin_struck(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let dative = self.clitic(verb).filter(|j| !scene.items[*j].has(cue::DETERMINER))?;
        let passed = |j: &usize| {
            let item = &scene.items[*j];
            item.mention.is_none()
                && (item.date.is_some() || item.has(cue::ADVERB | cue::PREP_TO | cue::DETERMINER))
        };
        let first = (verb.max(dative) + 1..scene.items.len()).find(|j| !passed(j))?;
        let end = (first..scene.items.len()).find(|j| !scene.is_plain(*j));
        let end = end.unwrap_or(scene.items.len());
        (first..end).any(|j| scene.items[j].has(cue::KIN | cue::SOMEONE)).then_some(end)
    }

    /// Whether a pronoun for one person stands before the verb and its helpers as its subject.
    pub(super) fn has_pronoun(&self, verb: usize) -> bool {
        let scene = self.scene;
        let helps = |j: &usize| scene.items[*j].has(cue::HELPER | cue::ADVERB | cue::NEGATION);
        let before = (0..verb).rev().find(|j| !helps(j));
        before.is_some_and(|j| {
            let item = &scene.items[j];
            item.has(cue::PERSON_PRONOUN) && !item.has(cue::CLITIC | cue::RELATIVE)
        })
    }

    /// Whether a pronoun means what is said, and nobody: “lo confirmó”, not “lo acusó”.
    fn is_neuter(&self, verb: usize, pronoun: usize) -> bool {
        let scene = self.scene;
        let item = &scene.items[pronoun];
        scene.kind(verb) == Some(EventType::Statement)
            && scene.language() == Language::Spanish
            && pronoun != verb
            && item.has(cue::DETERMINER)
            && !item.has(cue::FEMININE | cue::PLURAL_PRONOUN)
            && !scene.items[verb].tells(cue::ACCUSES | cue::STANCE)
    }

    /// The person who is subject around a subordinate clause that has `verb`: “X, quien fue capturado
    /// luego de que su socio lo entregara”.
    fn subject_around(&self, verb: usize, cast: &Cast) -> Option<Argument> {
        let mut clause = self.clauses.of[verb];
        for _ in 0..4 {
            let inner = &self.clauses.list[clause];
            let host = inner.host?;
            if matches!(inner.link, Link::Temporal | Link::Subordinate | Link::Relative) {
                let predicate = self.first_predicate(host)?;
                let mut subjects = self.subjects(predicate).into_iter();
                let person = subjects.find(|j| self.kind(*j) == Some(EntityKind::Person));
                let found = person.and_then(|j| self.argument(j));
                let acts = |a: &Argument| cast.actors.iter().any(|b| b.referent.same(&a.referent));
                if found.as_ref().is_some_and(|a| !acts(a)) {
                    return found;
                }
            }
            clause = host;
        }
        None
    }

    /// The Spanish infinitive or gerund itself where its object hangs on it: “detenerlo”.
    fn enclitic(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let form = matches!(scene.tense(verb), Some(Tense::Infinitive | Tense::Gerund));
        let text = scene.items[verb].span.of(scene.text());
        let verb_word = text.split(' ').next().unwrap_or(text);
        let bare = verb_word.trim_end_matches('s');
        let ends = ["rlo", "rla", "rle", "dolo", "dola", "dole"];
        (form && ends.iter().any(|end| bare.ends_with(end))).then_some(verb)
    }

    /// Whether a relative without a name was told of between the last who has one and the Spanish pronoun: “X
    /// perdió a su hermano cuando lo mataron”.
    fn can_mean_kin(&self, verb: usize, pronoun: usize) -> bool {
        let scene = self.scene;
        let person = |j: &usize| self.kind(*j) == Some(EntityKind::Person);
        let Some(last) = (0..verb).rev().find(person) else { return false };
        let feminine = |j: usize| {
            let item = &scene.items[j];
            item.has(cue::FEMININE) || item.span.of(scene.text()).ends_with('a')
        };
        let either = !scene.items[pronoun].has(cue::DETERMINER);
        let kin = |j: usize| {
            scene.items[j].has(cue::KIN)
                && scene.items[j - 1].has(cue::POSSESSIVE)
                && (either || feminine(j) == feminine(pronoun))
        };
        scene.language() == Language::Spanish && (last + 1..verb).any(kin)
    }

    /// The person whom an object pronoun of the verb means: the last who is subject or object before it
    /// in the sentence, else the one of whom the text goes on speaking, else the last named at all.
    fn person_meant(&self, verb: usize, pronoun: usize, cast: &Cast) -> Option<Argument> {
        if self.can_mean_kin(verb, pronoun) {
            return None;
        }
        let span = self.scene.items[pronoun].span;
        let clause = self.clauses.of[verb];
        let acts = |j: &usize| {
            let argument = self.argument(*j);
            argument.is_some_and(|a| cast.actors.iter().any(|b| b.referent.same(&a.referent)))
        };
        let others: Vec<usize> = (0..verb)
            .rev()
            .filter(|j| {
                self.kind(*j) == Some(EntityKind::Person)
                    && self.clauses.of[*j] != clause
                    && !acts(j)
            })
            .collect();
        let ranked = |j: &&usize| {
            let a = self.attachment(**j);
            !a.modifies && a.preposition & !cue::PREP_TO & cue::PREPOSITION == 0
        };
        let named = |j: usize| Some(Argument { span, inferred: true, ..self.argument(j)? });
        let fits = |a: &Argument| self.agrees(pronoun, a);
        let only = others.first().filter(|_| others.len() == 1);
        let here = others.iter().find(ranked).or(only);
        let around = self.subject_around(verb, cast);
        if let Some(found) = around.filter(fits) {
            return Some(Argument { span, inferred: true, ..found });
        }
        here.and_then(|j| named(*j))
            .filter(fits)
            .or_else(|| self.context.hero(span).filter(fits))
            .or_else(|| others.first().and_then(|j| named(*j)).filter(fits))
    }
}
