//! The subject that Spanish leaves to the verb: “Fue detenido en mayo”, “Habrían pactado una tregua”.

use super::Caster;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::frames::Role;
use crate::events::inflect::Tense;
use crate::model::{Argument, EntityKind, EventType, Language, Span};

/// The subject of the clauses before one that has none.
enum Before {
    Named(usize),
    /// A noun that names nobody.
    Unnamed,
    Nothing,
}

impl Caster<'_, '_> {
    /// Whom a Spanish verb without a subject is about, in its number and gender: the subject of the
    /// clauses around it or before it, else of the sentences before.
    pub(in crate::events) fn dropped_subject(
        &self,
        verb: usize,
        role: Option<Role>,
    ) -> Vec<Argument> {
        if self.scene.language() != Language::Spanish || !self.leaves_out_subject(verb) {
            return Vec::new();
        }
        let span = self.scene.items[verb].span;
        if !self.is_singular(verb) {
            return self.dropped_several(verb, span);
        }
        let fits = |found: &Argument| self.agrees(verb, found);
        let link = self.clauses.list[self.clauses.of[verb]].link;
        let found = match link {
            Link::Temporal | Link::Subordinate | Link::Relative => {
                let only = || self.only_person(verb, span).filter(|_| role == Some(Role::Target));
                self.subject_of_host(verb, span).or_else(only)
            }
            Link::Complement if role == Some(Role::Actor) => {
                let person = self.subject_of_host(verb, span);
                let speaker = || self.speaking_body(verb, span);
                person.or_else(speaker).or_else(|| self.only_suspect(verb, span))
            }
            Link::Complement => None,
            _ => match self.subject_so_far(verb, role) {
                Before::Named(item) => {
                    self.argument(item).map(|found| Argument { span, inferred: true, ..found })
                }
                Before::Unnamed => return Vec::new(),
                Before::Nothing => None,
            },
        };
        let found = found.filter(fits);
        found.or_else(|| self.topic(verb, role, span).filter(fits)).into_iter().collect()
    }

    /// Whether “este” before a Spanish verb can mean one who came up behind the person of whom the text tells: “X
    /// tenía un socio. Este fue asesinado.”
    pub(super) fn points_to_another(&self, verb: usize) -> bool {
        let scene = self.scene;
        let group = cue::HELPER | cue::ADVERB | cue::NEGATION | cue::REFLEXIVE | cue::CLITIC;
        let within = |j: &usize| scene.items[*j].has(group) && !scene.items[*j].has(cue::HERE);
        let before = (scene.head..verb).rev().find(|j| !within(j));
        scene.language() == Language::Spanish
            && self.context.is_of_another()
            && before.is_some_and(|j| j == scene.head && scene.items[j].has(cue::HERE))
    }

    /// The body that says of itself what a verb tells: “la Marina informó que detuvo a X”.
    fn speaking_body(&self, verb: usize, span: Span) -> Option<Argument> {
        let host = self.clauses.list[self.clauses.of[verb]].host?;
        let says = self.clauses.items(host).find(|j| self.scene.is_finite(*j))?;
        let mut subjects = self.subjects(says).into_iter();
        let body = subjects.next().filter(|_| subjects.next().is_none())?;
        let acts = matches!(self.kind(body), Some(EntityKind::Agency | EntityKind::Cartel));
        let found = self.argument(body).filter(|_| acts)?;
        Some(Argument { span, inferred: true, ..found })
    }

    /// The only person named before a verb of what is said, unless they say it themselves: “según la
    /// investigación contra X, se estableció que ordenó …”.
    fn only_suspect(&self, verb: usize, span: Span) -> Option<Argument> {
        let cited = |j: usize| self.attachment(j).preposition & cue::ATTRIBUTION != 0;
        let person = |j: &usize| self.kind(*j) == Some(EntityKind::Person);
        let named = (0..verb).find(person).filter(|j| !cited(*j))?;
        let lesser = self.attachment(named).preposition & (cue::PREP_AGAINST | cue::PREP_ON) != 0;
        self.only_person(verb, span).filter(|_| lesser)
    }

    /// The person of the sentences before whom a verb means: what befalls someone befalls the one whose
    /// story is told, not who last said something.
    pub(super) fn topic(&self, verb: usize, role: Option<Role>, span: Span) -> Option<Argument> {
        if self.scene.kind(verb) == Some(EventType::Statement) {
            return self.context.speaker(span).or_else(|| self.context.person(span));
        }
        use EventType::{Arrest, Extradition, Raid, Seizure};
        let of_police =
            matches!(self.scene.kind(verb), Some(Arrest | Extradition | Raid | Seizure));
        match role {
            Some(Role::Target) => self.context.hero(span),
            // “La policía buscaba a X. En mayo detuvo a su esposa.”
            _ if of_police && self.scene.language() == Language::Spanish => None,
            _ => self.context.person(span),
        }
    }

    /// Whether a predicate that can do without a subject has none.
    fn leaves_out_subject(&self, verb: usize) -> bool {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let link = self.clauses.list[clause].link;
        let before = verb.checked_sub(1).map(|j| &scene.items[j]);
        let helped = before.is_some_and(|it| it.has(cue::HELPER | cue::ADVERB));
        let predicate = match scene.tense(verb) {
            // “Volvió a reunirse con X”
            Some(Tense::Infinitive | Tense::Gerund) => {
                scene.carrier(verb).is_some_and(|carrier| self.clauses.of[carrier] == clause)
            }
            Some(Tense::Participle) => helped,
            _ => true,
        };
        // “se votará mañana”
        let nobody = before.is_some_and(|it| it.has(cue::REFLEXIVE)) || self.is_done_to_next(verb);
        // “antes de que acabe el año”
        let inner = !matches!(link, Link::Main | Link::Coordinate);
        let opener = &scene.items[self.clauses.list[clause].start];
        let noun = if inner { self.noun_is_next(verb) } else { self.noun_follows(verb) };
        predicate
            && !nobody
            && !noun
            && !matches!(link, Link::Participle | Link::Aside)
            && (link != Link::Relative || opener.has(cue::RELATIVE_TIME | cue::RELATIVE_PLACE))
            && !self.has_noun_subject(clause, verb)
            && self.subjects_behind(verb).is_empty()
    }

    /// The subject of the last clause of the main line before `verb` that has one. One who undergoes
    /// something is not who only says something.
    fn subject_so_far(&self, verb: usize, role: Option<Role>) -> Before {
        let scene = self.scene;
        let own = self.clauses.of[verb];
        let line =
            |clause: usize| matches!(self.clauses.list[clause].link, Link::Main | Link::Coordinate);
        let verbs = (scene.head..verb).rev().filter(|j| {
            let clause = self.clauses.of[*j];
            clause != own && line(clause) && scene.is_finite(*j) && self.is_singular(*j)
        });
        for j in verbs {
            let clause = self.clauses.of[j];
            let named = self.subjects_within(clause, j).into_iter().find(|item| {
                matches!(
                    self.kind(*item),
                    Some(EntityKind::Person | EntityKind::Agency | EntityKind::Cartel)
                )
            });
            let Some(item) = named else {
                if self.has_noun_subject(clause, j) {
                    return Before::Unnamed;
                }
                continue;
            };
            let body = self.kind(item) != Some(EntityKind::Person);
            if role == Some(Role::Target) && (body || self.says(item)) {
                return Before::Nothing;
            }
            return Before::Named(item);
        }
        Before::Nothing
    }

    /// Whether the naming at `item` is subject of a verb of saying.
    fn says(&self, item: usize) -> bool {
        let clause = self.clauses.of[item];
        let verb = self.clauses.items(clause).find(|j| self.scene.is_verb(*j));
        verb.is_some_and(|verb| self.scene.kind(verb) == Some(EventType::Statement))
    }

    /// Those named together, for a verb in the plural; one that tells of police and killers has nobody
    /// in particular as its subject: “lo detuvieron en mayo”.
    fn dropped_several(&self, verb: usize, span: Span) -> Vec<Argument> {
        use EventType::{Abduction, Arrest, Attack, Killing, Raid, Release, Seizure};
        let nobody = matches!(
            self.scene.kind(verb),
            Some(Abduction | Arrest | Attack | Killing | Raid | Release | Seizure)
        );
        let takes_object = self.scene.trigger(verb).is_some_and(|t| t.frame.object.is_some());
        if nobody && takes_object && !self.is_passive(verb) || self.has_clitic(verb) {
            return Vec::new();
        }
        let here = self.joined_before(verb, span);
        let late = usize::from(self.is_passive(verb));
        if here.is_empty() { self.context.several(span, late) } else { here }
    }
}
