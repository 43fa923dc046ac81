//! Who the subject of a verb is.

use super::Caster;
use super::attachment::Attachment;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::inflect::Tense;
use crate::model::{EntityKind, EventType, Language};

impl Caster<'_, '_> {
    /// The items of the namings that are subject of `verb`.
    pub(in crate::events) fn subjects(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        // “…”, dijo X: what stands before is what was said.
        if self.follows_quote(verb) {
            let behind = self.subjects_behind(verb);
            if !behind.is_empty() {
                return behind;
            }
        }
        let cleft = self.names_behind_headless(verb);
        if !cleft.is_empty() {
            return cleft;
        }
        let announcers = self.announcers(verb);
        if !announcers.is_empty() {
            return announcers;
        }
        let besides = self.besides();
        let before: Vec<usize> = self
            .clauses
            .items(clause)
            .filter(|j| {
                (scene.head..verb).contains(j)
                    && !besides.contains(j)
                    && scene.items[*j].mention.is_some()
                    && !self.other_verb_between(*j, verb)
            })
            .collect();
        let attached: Vec<(usize, Attachment)> =
            before.iter().map(|j| (*j, self.attachment(*j))).collect();
        // “the operation to capture X began”
        let attached: Vec<_> =
            attached.into_iter().filter(|(_, a)| a.object_of.is_none()).collect();
        let direct: Vec<usize> = attached
            .iter()
            .filter(|(_, a)| a.preposition == 0 && !a.modifies)
            .map(|(j, _)| *j)
            .collect();
        let object = |a: &Attachment| {
            self.has_clitic(verb) && self.outer_preposition(*a) & cue::PREP_TO != 0
        };
        let members = attached.iter().filter(|(_, a)| a.of_member && !a.modifies && !object(a));
        let mut members: Vec<usize> = members.map(|(j, _)| *j).collect();
        // “agentes de la DEA, acompañados por el FBI”
        let company = |j: &usize| {
            let before = (0..*j).rev().find(|k| !scene.items[*k].has(cue::DETERMINER));
            scene.language() == Language::Spanish
                && before.is_some_and(|k| scene.items[k].has(cue::AMONG))
        };
        if !direct.is_empty() {
            let led = direct.iter().all(company);
            members.retain(|member| led && direct.iter().all(|j| member < j));
            // “the ELN and the government of X”
            let joined = attached
                .iter()
                .filter(|(_, a)| a.of_member && !a.modifies && self.is_joined_phrase(a.at))
                .map(|(j, _)| *j);
            members.extend(self.without_appositions(direct));
            members.extend(joined.filter(|_| !led));
            return members;
        }
        if !members.is_empty() {
            return members;
        }
        if self.is_done_to_unnamed(verb) {
            return Vec::new();
        }
        let controlled = self.controller(verb);
        if !controlled.is_empty() {
            return controlled;
        }
        let apart = self.subject_apart(verb);
        if !apart.is_empty() {
            return apart;
        }
        let whose = self.subjects_behind_whose(verb);
        if !whose.is_empty() {
            return whose;
        }
        let own_subject = self.has_noun_subject(clause, verb);
        if let Some(topic) = self.topic_of_saying(verb, own_subject) {
            return vec![topic];
        }
        match self.clauses.list[clause].link {
            _ if own_subject => self.named_as(verb).into_iter().collect(),
            Link::Relative | Link::Participle if before.is_empty() => self.antecedent(verb, clause),
            // “X (arrested in May)”
            Link::Aside if before.is_empty() && self.is_passive(verb) => {
                self.name_explained(self.clauses.list[clause].start).into_iter().collect()
            }
            Link::Temporal if before.is_empty() && self.is_unfinished(verb) => {
                let behind = self.subjects_behind(verb);
                if behind.is_empty() { self.host_subjects(clause) } else { behind }
            }
            Link::Coordinate if before.is_empty() && !self.has_clitic(verb) => {
                self.shared_subjects(verb)
            }
            _ => self.subjects_behind(verb),
        }
    }

    /// Whether a Spanish verb of saying stands right behind a quotation.
    fn follows_quote(&self, verb: usize) -> bool {
        let scene = self.scene;
        let quote = (verb.saturating_sub(2)..verb)
            .any(|j| scene.items[j].is_closing() && !scene.mark(j, ",") && !scene.mark(j, ")"));
        quote
            && scene.items[verb - 1].is_closing()
            && scene.language() == Language::Spanish
            && scene.kind(verb) == Some(EventType::Statement)
    }

    /// The subjects of a coordinate clause that has none before its verb: its own behind the verb, as
    /// Spanish has them (“… y un día después fue capturado X”), else those of its host.
    fn shared_subjects(&self, verb: usize) -> Vec<usize> {
        let spanish = self.scene.language() == Language::Spanish;
        let behind = if spanish { self.subjects_behind(verb) } else { Vec::new() };
        if !behind.is_empty() || spanish && self.is_done_to_next(verb) {
            return behind;
        }
        let shared = self.host_subjects(self.clauses.of[verb]);
        // “X dijo que no, y lo capturaron”
        let alone = shared.len() == 1 && self.kind(shared[0]) == Some(EntityKind::Person);
        match shared {
            shared if shared.is_empty() => self.subjects_behind(verb),
            _ if spanish && alone && !self.is_singular(verb) => Vec::new(),
            // “X e Y discutieron, y él fue detenido”
            shared if spanish && shared.len() > 1 && self.has_pronoun(verb) => Vec::new(),
            shared => shared,
        }
    }

    /// Whether the Spanish verb is an infinitive, be it with a participle: “tras escapar”, “tras ser detenido”.
    fn is_unfinished(&self, verb: usize) -> bool {
        let scene = self.scene;
        let opener = self.clauses.list[self.clauses.of[verb]].start;
        let group = opener + 1..verb;
        let helped = |j: usize| scene.items[j].has(cue::HELPER | cue::ADVERB | cue::NEGATION);
        let form = scene.is_infinitive(verb) || scene.tense(verb) == Some(Tense::Participle);
        scene.language() == Language::Spanish
            && form
            && !scene.items[opener].has(cue::SUBORDINATOR)
            && group.into_iter().all(helped)
    }

    /// Whether a verb with “se” has a body or group right behind it, to which it is done: “y se dividió el
    /// cártel de X”.
    pub(super) fn is_done_to_next(&self, verb: usize) -> bool {
        let scene = self.scene;
        let reflexive = scene.items[verb].tells(cue::REFLEXIVE)
            || verb > 0 && scene.items[verb - 1].has(cue::REFLEXIVE);
        let article = scene.items.get(verb + 1).is_some_and(|it| it.has(cue::DEFINITE));
        let next = verb + 1 + usize::from(article);
        let body = next < scene.items.len()
            && matches!(
                self.kind(next),
                Some(EntityKind::Agency | EntityKind::Cartel | EntityKind::Organization)
            );
        reflexive && body
    }

    pub(super) fn other_verb_between(&self, from: usize, verb: usize) -> bool {
        let clause = self.clauses.of[verb];
        let helps = cue::ADVERB | cue::INFINITIVE | cue::HELPER;
        let joins = |k: usize| self.scene.items[k].has(helps) || self.scene.joins_infinitive(k);
        (from + 1..verb).any(|j| {
            self.clauses.of[j] == clause
                && self.scene.is_verb(j)
                && self.scene.is_finite(j)
                && !(j + 1..verb).all(joins)
        })
    }

    /// Whether a subject of its own stands before the verb in its clause.
    pub(in crate::events) fn has_own_subject(&self, verb: usize) -> bool {
        let clause = self.clauses.of[verb];
        self.has_noun_subject(clause, verb) || !self.subjects_within(clause, verb).is_empty()
    }

    /// Whether the clause has a subject that is no naming: “and eight people died”.
    pub(super) fn has_noun_subject(&self, clause: usize, verb: usize) -> bool {
        let scene = self.scene;
        let (mut governed, mut noun) = (false, false);
        let first = self.behind_fronted(clause, verb);
        for j in self.clauses.items(clause).filter(|j| *j >= first).take_while(|j| *j < verb) {
            let it = &scene.items[j];
            if it.mention.is_some() || it.date.is_some() || scene.mark(j, ",") {
                (governed, noun) = (false, false);
                continue;
            }
            let noun_by_article = self.is_noun_by_article(j);
            if it.has(cue::PERSON_NOUN | cue::GROUP_NOUN | cue::AGENCY_NOUN) || noun_by_article {
                if !governed {
                    return true;
                }
            } else if it.has(cue::PREPOSITION | cue::AMONG) && !self.clauses.opened_by(j)
                // “en el operativo”, not “ambos gobiernos”
                || it.has(cue::SIMULTANEOUS) && !it.has(cue::PLURAL)
            {
                (governed, noun) = (true, false);
                continue;
            }
            // “En represalia el grupo …”: an article behind a noun begins another phrase.
            if governed && noun && it.has(cue::DETERMINER) {
                governed = false;
            }
            let other = cue::ADVERB | cue::NEGATION | cue::HELPER | cue::CLITIC | cue::REFLEXIVE;
            if scene.is_plain(j) && !it.has(other) {
                if !governed && !it.has(cue::DETERMINER) {
                    return true;
                }
                noun |= !it.has(cue::DETERMINER);
            }
        }
        false
    }

    /// The first item that can belong to the subject before a Spanish verb: no comma stands between
    /// the two, so that a phrase with the only comma is none (“Esta vez, fue …”).
    fn behind_fronted(&self, clause: usize, verb: usize) -> usize {
        let scene = self.scene;
        let start = self.clauses.list[clause].start.max(scene.head);
        let mut commas = (start..verb).filter(|j| scene.mark(*j, ","));
        let only = commas.next().filter(|_| commas.next().is_none());
        let of_verb = cue::HELPER | cue::ADVERB | cue::CLITIC | cue::REFLEXIVE | cue::NEGATION;
        let fronted = only.filter(|comma| {
            let group = cue::MODAL | cue::FUTURE | of_verb;
            let between = (comma + 1..verb)
                .all(|j| scene.items[j].has(group) || scene.items[j].date.is_some());
            between && scene.language() == Language::Spanish
        });
        fronted.unwrap_or(scene.head)
    }

    pub(super) fn host_subjects(&self, clause: usize) -> Vec<usize> {
        let Some(host) = self.clauses.list[clause].host else { return Vec::new() };
        let verb =
            self.clauses.items(host).find(|j| self.scene.is_verb(*j) || self.scene.is_finite(*j));
        match verb {
            Some(verb) => self.subjects_once(verb),
            None => Vec::new(),
        }
    }

    /// The subjects of a host clause, or of the clauses that it continues itself.
    pub(super) fn subjects_once(&self, verb: usize) -> Vec<usize> {
        let (mut clause, mut verb) = (self.clauses.of[verb], verb);
        for _ in 0..6 {
            let found = self.subjects_within(clause, verb);
            if !found.is_empty() {
                return self.without_appositions(found);
            }
            let link = self.clauses.list[clause].link;
            if matches!(link, Link::Relative | Link::Participle) {
                // “X, detained in May and extradited in July”
                return self.antecedent(verb, clause);
            }
            let continues = link == Link::Coordinate && !self.has_noun_subject(clause, verb);
            let Some(host) = self.clauses.list[clause].host.filter(|_| continues) else { break };
            let Some(next) = self.clauses.items(host).find(|j| self.scene.is_finite(*j)) else {
                break;
            };
            (clause, verb) = (host, next);
        }
        Vec::new()
    }

    pub(super) fn subjects_within(&self, clause: usize, verb: usize) -> Vec<usize> {
        let said = self.scene.head..verb;
        let named = |j: &usize| said.contains(j) && self.scene.items[*j].mention.is_some();
        let (mut members, mut direct) = (Vec::new(), Vec::new());
        for j in self.clauses.items(clause).filter(named) {
            let attachment = self.attachment(j);
            if attachment.preposition == 0 && !attachment.modifies {
                direct.push(j);
            } else if attachment.of_member {
                members.push(j);
            }
        }
        if direct.is_empty() { members } else { direct }
    }

    /// Subjects behind the verb: “said Kenneth Roth”, “informó el secretario, Alfonso Durazo”, “lo
    /// sancionó el Departamento del Tesoro”.
    pub(super) fn subjects_behind(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let spanish = scene.language() == Language::Spanish;
        // “se reportó la captura de X”: nobody speaks.
        let impersonal = spanish && verb > 0 && scene.items[verb - 1].has(cue::REFLEXIVE);
        let says = scene.kind(verb) == Some(EventType::Statement);
        let undergoes = scene.trigger(verb).is_some_and(|t| t.frame.object.is_none());
        // “según ordenó un tribunal”
        let cited = verb > 0 && scene.items[verb - 1].has(cue::ATTRIBUTION);
        let free = says || spanish && (undergoes || cited || self.is_passive(verb));
        let inverted = spanish && self.has_object_before(verb);
        let pronoun = verb > 0
            && scene.items[verb - 1].has(cue::PERSON_PRONOUN)
            && !scene.items[verb - 1].has(cue::CLITIC);
        if !(free || spanish) || pronoun {
            return Vec::new();
        }
        let clause = self.clauses.of[verb];
        // “fue hallado muerto X”
        let state = |j: usize| j == verb + 1 && scene.tense(j) == Some(Tense::Participle);
        let items = self.clauses.items(clause).filter(|j| *j > verb).take_while(|j| {
            (!scene.is_verb(*j) || state(*j))
                && !scene.items[*j].has(cue::COMPLEMENT)
                && !scene.is_dash(*j)
        });
        let mut found = Vec::new();
        let joined = scene.joined(verb + 1..scene.items.len());
        let governed = self.governed_by_phrase(verb);
        for j in items.filter(|j| scene.items[*j].mention.is_some() && Some(*j) != governed) {
            let kind = self.kind(j);
            let place = kind == Some(EntityKind::Place);
            let a = self.attachment(j);
            // A person who is object has an “a”.
            // “según informó el presidente, X, Y fue detenido”: only a list has more than one speaker.
            let person = kind == Some(EntityKind::Person);
            if says && person && !found.is_empty() && !joined.contains(&j) {
                break;
            }
            // “lo extraditó México”
            let leads = || verb == scene.head && self.has_personal_object(j);
            let state = place
                && !self.is_local(j)
                && j <= verb + 2
                && (self.has_clitic(verb) || spanish && leads());
            let subject = free || inverted && !place || person || state;
            // “atacó a un convoy de la Policía”: whose the object is does not act.
            let of_object = || self.outer_preposition(a) & cue::PREP_TO != 0;
            let named = a.preposition == 0
                || a.of_member
                    && (free || inverted)
                    && !place
                    && found.is_empty()
                    && !(spanish && of_object());
            let speaks = says && !impersonal;
            if subject && named && !a.modifies && (speaks || !self.has_noun_between(verb, j)) {
                found.push(j);
            }
        }
        self.without_appositions(found)
    }

    /// Whether the object of the verb stands before it: “lo detuvo”, “a quien acusó”, “que publicó”.
    fn has_object_before(&self, verb: usize) -> bool {
        let clause = &self.clauses.list[self.clauses.of[verb]];
        self.has_clitic(verb)
            || clause.link == Link::Relative && !self.has_noun_subject(self.clauses.of[verb], verb)
    }

    /// Whether an object pronoun stands before the Spanish verb: “lo detuvo”, “les había ofrecido”.
    pub(super) fn has_clitic(&self, verb: usize) -> bool {
        self.clitic(verb).is_some()
    }

    /// The object pronoun before a Spanish verb and its helpers.
    pub(super) fn clitic(&self, verb: usize) -> Option<usize> {
        if self.scene.language() != Language::Spanish {
            return None;
        }
        let helps = cue::HELPER | cue::REFLEXIVE | cue::MODAL | cue::FUTURE;
        (verb.saturating_sub(3)..verb)
            .rev()
            .take_while(|j| {
                let it = &self.scene.items[*j];
                it.mention.is_none() && it.has(helps | cue::CLITIC)
            })
            .find(|j| {
                let it = &self.scene.items[*j];
                it.has(cue::CLITIC) && it.has(cue::PERSON_PRONOUN | cue::PLURAL_PRONOUN)
            })
    }

    pub(super) fn has_noun_between(&self, verb: usize, item: usize) -> bool {
        let scene = self.scene;
        // “fue detenido en un operativo X”
        let located = |j: usize| {
            let mut before = (j.saturating_sub(2)..j).rev();
            let article = |k: usize| scene.items[k].has(cue::DETERMINER);
            let governor = before.find(|k| !article(*k));
            scene.language() == Language::Spanish
                && governor.is_some_and(|k| scene.items[k].has(cue::PREP_IN))
        };
        (verb + 1..item).any(|j| scene.is_noun(j) && !located(j))
    }
}
