//! Who the subject of a verb is.

use super::Caster;
use super::attachment::Attachment;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::events::inflect::Tense;
use crate::model::EntityKind;
use crate::model::EventType;

impl Caster<'_, '_> {
    /// The items of the namings that are subject of `verb`.
    pub(super) fn subjects(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let before: Vec<usize> = self
            .clauses
            .items(clause)
            .filter(|j| {
                *j < verb && scene.items[*j].mention.is_some() && !self.other_verb_between(*j, verb)
            })
            .collect();
        let attached: Vec<(usize, Attachment)> =
            before.iter().map(|j| (*j, self.attachment(*j))).collect();
        let direct: Vec<usize> = attached
            .iter()
            .filter(|(_, a)| a.preposition == 0 && !a.modifies)
            .map(|(j, _)| *j)
            .collect();
        if !direct.is_empty() {
            return self.without_appositions(direct);
        }
        let members: Vec<usize> =
            attached.iter().filter(|(_, a)| a.of_member && !a.modifies).map(|(j, _)| *j).collect();
        if !members.is_empty() {
            return members;
        }
        match self.clauses.list[clause].link {
            Link::Relative | Link::Participle if before.is_empty() => self.antecedent(verb, clause),
            Link::Coordinate if before.is_empty() && !self.has_noun_subject(clause, verb) => {
                let shared = self.host_subjects(clause);
                if shared.is_empty() { self.subjects_behind(verb) } else { shared }
            }
            _ if before.is_empty() => self.subjects_behind(verb),
            _ => Vec::new(),
        }
    }

    pub(super) fn other_verb_between(&self, from: usize, verb: usize) -> bool {
        let clause = self.clauses.of[verb];
        (from + 1..verb).any(|j| {
            self.clauses.of[j] == clause
                && self.scene.is_verb(j)
                && self.scene.is_finite(j)
                && !(j + 1..verb)
                    .all(|k| self.scene.items[k].has(cue::ADVERB | cue::INFINITIVE | cue::HELPER))
        })
    }

    /// Drops places and bodies that only explain a name before them: “Anne Milgram, Administrator of
    /// the DEA”.
    pub(super) fn without_appositions(&self, direct: Vec<usize>) -> Vec<usize> {
        let people = direct.iter().any(|j| self.kind(*j) == Some(EntityKind::Person));
        let explains = |j: &usize| people && self.kind(*j) == Some(EntityKind::Place);
        direct.into_iter().filter(|j| !explains(j)).collect()
    }

    /// Whether the clause has a subject that is no naming: “and eight people died”.
    pub(super) fn has_noun_subject(&self, clause: usize, verb: usize) -> bool {
        self.clauses.items(clause).take_while(|j| *j < verb).any(|j| {
            let it = &self.scene.items[j];
            self.scene.is_plain(j)
                && !it.has(cue::ADVERB | cue::NEGATION | cue::HELPER | cue::CLITIC | cue::REFLEXIVE)
                || it.has(cue::PERSON_NOUN | cue::GROUP_NOUN | cue::AGENCY_NOUN)
        })
    }

    /// The naming that “who”, “que” or a participle is about.
    pub(super) fn antecedent(&self, verb: usize, clause: usize) -> Vec<usize> {
        let start = self.clauses.list[clause].start;
        let host = self.clauses.list[clause].host;
        let opener = &self.scene.items[start];
        if opener.has(cue::RELATIVE_TIME) {
            return self.subjects_behind(verb);
        }
        let participle = self.clauses.list[clause].link == Link::Participle;
        let gerund = self.scene.tense(verb) == Some(Tense::Gerund);
        let shares = participle && (gerund || host.is_some_and(|host| self.has_passive(host)));
        if shares {
            return self.host_subjects(clause);
        }
        if self.has_noun_subject(clause, verb) && !participle {
            return Vec::new();
        }
        (start.saturating_sub(6)..start)
            .rev()
            .take_while(|j| !self.scene.is_verb(*j))
            .find(|j| self.scene.items[*j].mention.is_some())
            .into_iter()
            .filter(|j| {
                self.kind(*j) != Some(EntityKind::Place)
                    && (self.scene.mark(start.saturating_sub(1), ",") || *j + 2 >= start)
            })
            .collect()
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
            let continues = matches!(link, Link::Coordinate | Link::Participle)
                && !self.has_noun_subject(clause, verb);
            let Some(host) = self.clauses.list[clause].host.filter(|_| continues) else { break };
            let Some(next) = self.clauses.items(host).find(|j| self.scene.is_finite(*j)) else {
                break;
            };
            (clause, verb) = (host, next);
        }
        Vec::new()
    }

    pub(super) fn subjects_within(&self, clause: usize, verb: usize) -> Vec<usize> {
        let named = |j: &usize| *j < verb && self.scene.items[*j].mention.is_some();
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

    /// Subjects behind the verb: “said Kenneth Roth”, “informó el secretario, Alfonso Durazo”.
    pub(super) fn subjects_behind(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let spanish = scene.language() == crate::model::Language::Spanish;
        let says = scene.kind(verb) == Some(EventType::Statement);
        let undergoes = scene.trigger(verb).is_some_and(|t| t.frame.object.is_none());
        if !says && !(spanish && (undergoes || self.is_passive(verb))) {
            return Vec::new();
        }
        if verb > 0
            && scene.items[verb - 1].has(cue::PERSON_PRONOUN)
            && !scene.items[verb - 1].has(cue::CLITIC)
        {
            return Vec::new();
        }
        let clause = self.clauses.of[verb];
        let items = self.clauses.items(clause).filter(|j| *j > verb).take_while(|j| {
            !scene.is_verb(*j) && !scene.items[*j].has(cue::COMPLEMENT) && !scene.is_dash(*j)
        });
        let mut found = Vec::new();
        for j in items.filter(|j| scene.items[*j].mention.is_some()) {
            let place = self.kind(j) == Some(EntityKind::Place);
            let a = self.attachment(j);
            if (a.preposition == 0 || a.of_member && !place && found.is_empty())
                && !a.modifies
                && !self.has_noun_between(verb, j)
            {
                found.push(j);
            }
        }
        self.without_appositions(found)
    }

    pub(super) fn has_noun_between(&self, verb: usize, item: usize) -> bool {
        (verb + 1..item).any(|j| self.scene.is_noun(j))
    }

    /// Whether the verb is passive: a form of “be” before a participle, or a participle alone.
    pub(in crate::events) fn is_passive(&self, verb: usize) -> bool {
        let scene = self.scene;
        let tense = scene.tense(verb);
        if !matches!(tense, Some(Tense::Participle | Tense::PastOrParticiple)) {
            return scene.language() == crate::model::Language::Spanish
                && self.is_reflexive_passive(verb);
        }
        let clause = self.clauses.of[verb];
        let helper = (verb.saturating_sub(5)..verb).rev().take_while(|j| {
            let it = &scene.items[*j];
            it.has(cue::HELPER | cue::ADVERB | cue::NEGATION | cue::MODAL)
                || it.date.is_some()
                || it.has(cue::PREP_ON | cue::PREP_IN)
        });
        let mut helped = false;
        for j in helper {
            if scene.items[j].has(cue::BE) {
                return true;
            }
            helped |= scene.items[j].has(cue::HAVE);
        }
        if helped {
            return false;
        }
        if tense == Some(Tense::Participle) {
            return true;
        }
        let next = verb + 1;
        let by = scene.items.get(next).is_some_and(|it| it.has(cue::PREP_BY));
        let link = self.clauses.list[clause].link;
        let joined = self.clauses.list[clause].host.is_some_and(|host| {
            matches!(link, Link::Coordinate | Link::Participle)
                && self.has_passive(host)
                && !self.object_follows(verb)
        });
        by || joined || (!self.object_follows(verb) && self.scene.can_be_passive(verb))
    }

    pub(super) fn is_reflexive_passive(&self, verb: usize) -> bool {
        verb > 0
            && self.scene.items[verb - 1].has(cue::REFLEXIVE)
            && self.scene.can_be_passive(verb)
    }

    pub(super) fn has_passive(&self, clause: usize) -> bool {
        self.clauses.items(clause).any(|j| {
            self.scene.is_verb(j)
                && j > 0
                && (j.saturating_sub(3)..j).any(|k| self.scene.items[k].has(cue::BE))
        })
    }

    /// Whether a noun phrase stands behind the verb before a preposition or mark.
    pub(super) fn object_follows(&self, verb: usize) -> bool {
        let scene = self.scene;
        let mut j = verb + 1;
        while scene.items.get(j).is_some_and(|it| it.has(cue::ADVERB) || it.date.is_some()) {
            j += 1;
        }
        scene.items.get(j).is_some_and(|it| {
            (it.mention.is_some() || it.has(cue::DETERMINER) || scene.is_plain(j))
                && it.date.is_none()
                && !it.has(cue::PREPOSITION | cue::ATTRIBUTION)
        })
    }
}
