//! Who takes part in a happening and where it is, from its clause.

use super::clauses::{Clauses, Link};
use super::context::Context;
use super::cue;
use super::frames::{Frame, Role};
use super::govern::Draft;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{Argument, EntityKind, EventType, Reason};

/// The participants and places of one happening.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) actors: Vec<Argument>,
    pub(super) targets: Vec<Argument>,
    pub(super) places: Vec<Argument>,
    pub(super) reasons: Vec<Reason>,
}

/// How a naming hangs in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attachment {
    /// The cues of the preposition before its noun phrase; 0 for none.
    preposition: u64,
    /// The item of that preposition.
    at: usize,
    /// Its noun phrase has a noun for its members (“members of the”, “the X cartel's”).
    of_member: bool,
    /// It only qualifies what follows: “Mexico's former minister”, “the U.S. attorney”.
    modifies: bool,
}

pub(super) struct Caster<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) clauses: &'s Clauses,
    pub(super) context: &'s Context,
}

impl Caster<'_, '_> {
    /// The participants and places of `draft`.
    pub(super) fn cast(&self, draft: &Draft) -> Cast {
        let mut cast = Cast::default();
        let scene = self.scene;
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
        }
        self.places(draft, &mut cast);
        self.settle(&mut cast);
        cast
    }

    fn argument(&self, item: usize) -> Option<Argument> {
        let mention = &self.scene.mentions[self.scene.items[item].mention?];
        Some(Argument { referent: mention.referent.clone(), span: mention.span, inferred: false })
    }

    fn kind(&self, item: usize) -> Option<EntityKind> {
        Some(self.scene.mentions[self.scene.items[item].mention?].referent.kind())
    }

    fn is_possessive(&self, item: usize) -> bool {
        self.scene
            .items
            .get(item + 1)
            .is_some_and(|next| matches!(next.span.of(self.scene.text()), "’s" | "'s" | "’" | "'"))
    }

    /// How the naming `item` hangs in its clause.
    fn attachment(&self, item: usize) -> Attachment {
        let scene = self.scene;
        let clause = self.clauses.of[item];
        let mut found = Attachment {
            preposition: 0,
            at: item,
            of_member: false,
            modifies: self.modifies(item),
        };
        let mut j = item;
        while j > 0 {
            j -= 1;
            let it = &scene.items[j];
            if self.clauses.of[j] != clause
                && !scene.mark(j, ",")
                && !it.has(cue::COORDINATOR | cue::RELATIVE | cue::COMPLEMENT)
            {
                // An aside between brackets: look across it.
                if self.clauses.list[self.clauses.of[j]].link == Link::Aside {
                    continue;
                }
                return found;
            }
            if it.has(cue::PREPOSITION) && it.mention.is_none() {
                if self.opens_clause(j) {
                    return found;
                }
                found.preposition = it.cues;
                found.at = j;
                found.of_member = it.has(cue::LOYAL)
                    || it.has(cue::PREP_OF)
                        && (j.saturating_sub(3)..j)
                            .rev()
                            .take_while(|k| scene.is_plain(*k))
                            .any(|k| scene.items[k].has(cue::MEMBER));
                return found;
            }
            if it.has(cue::COORDINATOR) || scene.mark(j, ",") {
                // A list goes on where a naming stands before the comma or “and”.
                let mut before = j;
                while before > 0 && (scene.mark(before - 1, ",") || scene.mark(before - 1, ")")) {
                    before -= 1;
                }
                let Some(previous) = before.checked_sub(1) else { return found };
                if scene.items[previous].mention.is_some() && self.clauses.of[previous] == clause {
                    let of = self.attachment_shallow(previous);
                    let fronted = of.at == self.clauses.list[clause].start;
                    if fronted && scene.mark(j, ",") && self.kind(item) != Some(EntityKind::Place) {
                        return found;
                    }
                    found.preposition = of.preposition;
                    found.at = of.at;
                    found.of_member = of.of_member;
                }
                return found;
            }
            if !scene.is_plain(j) && it.mention.is_none() {
                return found;
            }
            if it.mention.is_some() && !self.is_possessive(j) && !self.modifies(j) {
                return found;
            }
        }
        found
    }

    /// Whether “after”, “as” begins a clause with a verb instead of a phrase.
    fn opens_clause(&self, j: usize) -> bool {
        let clause = &self.clauses.list[self.clauses.of[j]];
        clause.start == j
            && clause.has_verb
            && matches!(clause.link, Link::Temporal | Link::Subordinate)
    }

    /// As [`attachment`](Self::attachment), one list step at most, so that long lists cost little.
    fn attachment_shallow(&self, item: usize) -> Attachment {
        let scene = self.scene;
        let mut found = Attachment { preposition: 0, at: item, of_member: false, modifies: false };
        let mut commas = 0;
        for j in (item.saturating_sub(40)..item).rev() {
            let it = &scene.items[j];
            if it.has(cue::PREPOSITION) && it.mention.is_none() {
                if self.opens_clause(j) {
                    return found;
                }
                found.preposition = it.cues;
                found.at = j;
                found.of_member = it.has(cue::LOYAL)
                    || it.has(cue::PREP_OF)
                        && (j.saturating_sub(3)..j)
                            .rev()
                            .take_while(|k| scene.is_plain(*k))
                            .any(|k| scene.items[k].has(cue::MEMBER));
                return found;
            }
            commas += usize::from(scene.mark(j, ",") || it.has(cue::COORDINATOR));
            let list = scene.mark(j, ",") || it.has(cue::COORDINATOR) || it.mention.is_some();
            if commas > 8 || !(list || scene.is_plain(j)) {
                return found;
            }
        }
        found
    }

    /// Whether a naming only qualifies the noun behind it: “Mexico's former minister”, “a U.S. judge”.
    fn modifies(&self, item: usize) -> bool {
        let scene = self.scene;
        let kind = self.kind(item);
        if self.is_possessive(item) {
            let head =
                (item + 2..(item + 5).min(scene.items.len())).take_while(|j| scene.is_plain(*j));
            let mut last = None;
            for j in head {
                last = Some(j);
            }
            let governs = last.is_some_and(|j| {
                scene.items[j].has(cue::TERM | cue::MEMBER) || self.has_member_from(item + 2, j)
            }) && !self.followed_by_name(item);
            return !governs;
        }
        let next_name = scene.items.get(item + 1).is_some_and(|next| {
            next.mention.is_some() && next.span.start <= scene.items[item].span.end + 1
        });
        if next_name {
            return matches!(
                kind,
                Some(EntityKind::Place | EntityKind::Agency | EntityKind::Organization)
            );
        }
        // “the U.S. attorney in Phoenix” in an apposition, “an ATF agent”.
        let apposed =
            item >= 2 && scene.items[item - 1].has(cue::DETERMINER) && scene.mark(item - 2, ",")
                || item >= 1
                    && scene.mark(item - 1, ",")
                    && scene
                        .items
                        .get(item + 1)
                        .is_some_and(|n| n.shape.is_capitalized() && n.mention.is_none());
        apposed
            && scene.items.get(item + 1).is_some_and(|_| scene.is_plain(item + 1))
            && self.kind(item) != Some(EntityKind::Person)
    }

    fn has_member_from(&self, start: usize, end: usize) -> bool {
        (start..=end).any(|j| {
            self.scene.items[j].has(cue::MEMBER | cue::TERM)
                && !self.scene.items[j].has(cue::OFFICE)
        })
    }

    /// Whether a name follows within the noun phrase: “Mexico's former minister, Genaro García Luna”.
    fn followed_by_name(&self, item: usize) -> bool {
        (item + 2..(item + 8).min(self.scene.items.len()))
            .take_while(|j| {
                self.scene.is_plain(*j)
                    || self.scene.mark(*j, ",")
                    || self.scene.items[*j].mention.is_some()
            })
            .any(|j| self.scene.items[j].mention.is_some())
    }

    /// Whether the verb is passive: a form of “be” before a participle, or a participle alone.
    fn is_passive(&self, verb: usize) -> bool {
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

    fn is_reflexive_passive(&self, verb: usize) -> bool {
        verb > 0
            && self.scene.items[verb - 1].has(cue::REFLEXIVE)
            && self.scene.can_be_passive(verb)
    }

    fn has_passive(&self, clause: usize) -> bool {
        self.clauses.items(clause).any(|j| {
            self.scene.is_verb(j)
                && j > 0
                && (j.saturating_sub(3)..j).any(|k| self.scene.items[k].has(cue::BE))
        })
    }

    /// Whether a noun phrase stands behind the verb before a preposition or mark.
    fn object_follows(&self, verb: usize) -> bool {
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

    fn verb(&self, draft: &Draft, cast: &mut Cast) {
        let verb = draft.trigger;
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
            true => (frame.object.or(frame.subject), None),
            false => (frame.subject, frame.object),
        };
        // A verb such as “receive” takes the roles of its noun.
        let subject_items = self.subjects(verb, passive);
        let found_subject = !subject_items.is_empty();
        for item in &subject_items {
            self.give(subject, *item, draft, cast);
        }
        let objects = self.objects(verb, passive, frame);
        for (item, role) in &objects {
            self.give(role.or(object), *item, draft, cast);
        }
        if cast.targets.is_empty() && object == Some(Role::Target) {
            for item in self.listed_behind(verb) {
                self.give(object, item, draft, cast);
            }
        }
        if !found_subject {
            self.infer_subject(verb, subject, cast);
        }
        self.clitic_object(verb, object, cast);
    }

    /// The names that a dash, a colon or “among them” adds to an object without a name: “arrested two
    /// leaders — X and Y”.
    fn listed_behind(&self, verb: usize) -> Vec<usize> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let opener = (verb + 1..scene.items.len())
            .find(|j| scene.is_dash(*j) || scene.mark(*j, ":") || scene.items[*j].has(cue::AMONG));
        let Some(opener) = opener else { return Vec::new() };
        let near = |j: usize| {
            let c = self.clauses.of[j];
            c == clause || c == self.clauses.of[opener] || self.clauses.list[c].host == Some(clause)
        };
        let wanted = |j: usize| {
            matches!(self.kind(j), Some(EntityKind::Person | EntityKind::Cartel))
                && self.attachment(j).preposition & !cue::PREP_IN == 0
        };
        (opener + 1..scene.items.len())
            .take_while(|j| !(scene.is_finite(*j) && near(*j)))
            .filter(|j| near(*j) && wanted(*j))
            .collect()
    }

    fn give(&self, role: Option<Role>, item: usize, draft: &Draft, cast: &mut Cast) {
        let Some(argument) = self.argument(item) else { return };
        let is_place = self.kind(item) == Some(EntityKind::Place);
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
            Some(Role::Actor) => cast.actors.push(argument),
            Some(Role::Target) if is_place && !takes_place => cast.places.push(argument),
            Some(Role::Target) => cast.targets.push(argument),
            None if is_place => cast.places.push(argument),
            None => {}
        }
    }

    /// The items of the namings that are subject of `verb`.
    fn subjects(&self, verb: usize, passive: bool) -> Vec<usize> {
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
            Link::Relative | Link::Participle if before.is_empty() => {
                self.antecedent(verb, clause, passive)
            }
            Link::Coordinate if before.is_empty() && !self.has_noun_subject(clause, verb) => {
                let shared = self.host_subjects(clause, passive);
                if shared.is_empty() { self.subjects_behind(verb) } else { shared }
            }
            _ if before.is_empty() => self.subjects_behind(verb),
            _ => Vec::new(),
        }
    }

    fn other_verb_between(&self, from: usize, verb: usize) -> bool {
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
    fn without_appositions(&self, direct: Vec<usize>) -> Vec<usize> {
        let people = direct.iter().any(|j| self.kind(*j) == Some(EntityKind::Person));
        let explains = |j: &usize| people && self.kind(*j) == Some(EntityKind::Place);
        direct.into_iter().filter(|j| !explains(j)).collect()
    }

    /// Whether the clause has a subject that is no naming: “and eight people died”.
    fn has_noun_subject(&self, clause: usize, verb: usize) -> bool {
        self.clauses.items(clause).take_while(|j| *j < verb).any(|j| {
            let it = &self.scene.items[j];
            self.scene.is_plain(j)
                && !it.has(cue::ADVERB | cue::NEGATION | cue::HELPER | cue::CLITIC | cue::REFLEXIVE)
                || it.has(cue::PERSON_NOUN | cue::GROUP_NOUN | cue::AGENCY_NOUN)
        })
    }

    /// The naming that “who”, “que” or a participle is about.
    fn antecedent(&self, verb: usize, clause: usize, passive: bool) -> Vec<usize> {
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
            return self.host_subjects(clause, passive);
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

    fn host_subjects(&self, clause: usize, passive: bool) -> Vec<usize> {
        let Some(host) = self.clauses.list[clause].host else { return Vec::new() };
        let verb =
            self.clauses.items(host).find(|j| self.scene.is_verb(*j) || self.scene.is_finite(*j));
        let _ = passive;
        match verb {
            Some(verb) => self.subjects_once(verb),
            None => Vec::new(),
        }
    }

    /// The subjects of a host clause, or of the clauses that it continues itself.
    fn subjects_once(&self, verb: usize) -> Vec<usize> {
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

    fn subjects_within(&self, clause: usize, verb: usize) -> Vec<usize> {
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
    fn subjects_behind(&self, verb: usize) -> Vec<usize> {
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
            let a = self.attachment(j);
            if (a.preposition == 0 || a.of_member && found.is_empty())
                && !a.modifies
                && !self.has_noun_between(verb, j)
            {
                found.push(j);
            }
        }
        self.without_appositions(found)
    }

    fn has_noun_between(&self, verb: usize, item: usize) -> bool {
        (verb + 1..item).any(|j| self.scene.is_noun(j))
    }

    /// The namings behind `verb` with the role that a preposition gives them.
    fn objects(&self, verb: usize, passive: bool, frame: &Frame) -> Vec<(usize, Option<Role>)> {
        let scene = self.scene;
        let clause = self.clauses.of[verb];
        let behind = self.subjects_behind_set(verb);
        let end = self
            .clauses
            .items(clause)
            .find(|j| *j > verb && scene.is_verb(*j) && scene.is_finite(*j))
            .unwrap_or(scene.items.len());
        let mut found = Vec::new();
        for item in self.clauses.items(clause).filter(|j| *j > verb && *j < end) {
            if scene.items[item].mention.is_none() || behind.contains(&item) {
                continue;
            }
            let a = self.attachment(item);
            if a.modifies {
                continue;
            }
            if a.preposition == 0 {
                if !passive {
                    found.push((item, None));
                }
            } else if a.preposition & cue::PREP_BY != 0 {
                if passive {
                    found.push((item, frame.subject.or(Some(Role::Actor))));
                } else if scene.kind(verb) == Some(EventType::Reward) {
                    // “ofreció una recompensa por X”
                    found.push((item, Some(Role::Target)));
                }
            } else if a.at < verb {
                continue;
            } else if a.of_member && a.preposition & (cue::PREP_OF | cue::LOYAL) != 0 {
                found.push((item, self.role_of_members(verb, a.at, passive, frame)));
            } else if let Some(role) = self.by_preposition(item, a, verb, frame, passive) {
                found.push((item, Some(role)));
            }
        }
        found
    }

    fn subjects_behind_set(&self, verb: usize) -> Vec<usize> {
        let clause = self.clauses.of[verb];
        let named =
            self.clauses.items(clause).any(|j| j < verb && self.scene.items[j].mention.is_some());
        if named { Vec::new() } else { self.subjects_behind(verb) }
    }

    /// “by troops of the army” acts, “11 members of the gang” undergo it.
    fn role_of_members(
        &self,
        verb: usize,
        of: usize,
        passive: bool,
        frame: &Frame,
    ) -> Option<Role> {
        let by = (verb + 1..of).rev().take(6).find(|j| self.scene.items[*j].has(cue::PREPOSITION));
        match by {
            Some(j) if self.scene.items[j].has(cue::PREP_BY) => frame.subject.or(Some(Role::Actor)),
            Some(j) => frame.preposition(self.scene.items[j].cues),
            None if passive => None,
            None => frame.object,
        }
    }

    fn by_preposition(
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
            return frame.object.or(frame.preposition(a.preposition));
        }
        let close = a.at <= verb + 8;
        let gives = self.scene.kind(verb) == Some(EventType::Aid);
        frame
            .preposition(a.preposition)
            .filter(|_| close && (gives || !(place && a.preposition & cue::PREP_TO != 0)))
    }

    /// The participants that a noun trigger names by itself.
    fn noun(&self, noun: usize, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let Some(trigger) = scene.trigger(noun) else { return };
        let frame = &trigger.frame;
        let clause = self.clauses.of[noun];
        // Before it: “Zambada's arrest”, “an ICE operation”.
        let mut j = noun;
        while j > 0 && j + 4 > noun {
            j -= 1;
            if scene.items[j].mention.is_some() {
                let role = if self.is_possessive(j) { frame.possessive } else { frame.modifier };
                self.give_once(role, j, draft, cast);
                break;
            }
            if scene.items[j].has(cue::POSSESSIVE) {
                self.infer_possessor(frame.possessive, j, cast);
                break;
            }
            let text = scene.items[j].span.of(scene.text());
            if !scene.is_plain(j) && !matches!(text, "’s" | "'s" | "’") {
                break;
            }
        }
        let after = self
            .clauses
            .items(clause)
            .filter(|j| *j > noun)
            .take_while(|j| !(scene.is_verb(*j) && scene.is_finite(*j)));
        for item in after.filter(|j| scene.items[*j].mention.is_some()) {
            let a = self.attachment(item);
            let place = self.kind(item) == Some(EntityKind::Place);
            if a.modifies
                || a.preposition == 0
                || a.at < noun
                || (place
                    && a.preposition
                        & (cue::PREP_IN | cue::PREP_ON | cue::PREP_TO | cue::PREP_FROM)
                        != 0)
            {
                continue;
            }
            let direct = a.at == noun + 1
                || a.preposition & (cue::PREP_BY | cue::PREP_AGAINST | cue::PREP_BETWEEN) != 0
                || self.only_plain(noun + 1, a.at);
            if direct {
                self.give_once(frame.preposition(a.preposition), item, draft, cast);
            } else if a.of_member {
                self.give_once(frame.preposition(cue::PREP_OF), item, draft, cast);
            }
        }
    }

    /// Who undergoes what the verb's object names: “announced a reward for X”, “ordered his release”.
    fn object_noun(&self, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let noun = self
            .clauses
            .items(draft.clause)
            .filter(|j| *j > draft.trigger && *j <= draft.trigger + 7)
            .take_while(|j| !scene.is_finite(*j))
            .find(|j| scene.is_strong_noun(*j) && scene.items[*j].mention.is_none());
        let Some(noun) = noun else { return };
        let mut of_noun = Cast::default();
        self.noun(noun, draft, &mut of_noun);
        let acts = |t: &Argument| cast.actors.iter().any(|a| a.referent.same(&t.referent));
        of_noun.targets.retain(|target| !acts(target));
        cast.targets = of_noun.targets;
        cast.reasons.extend(of_noun.reasons);
    }

    fn only_plain(&self, start: usize, end: usize) -> bool {
        (start..end).all(|j| {
            self.scene.is_plain(j)
                || self.scene.items[j].date.is_some()
                || self.scene.items[j].has(cue::PREP_OF)
        })
    }

    fn give_once(&self, role: Option<Role>, item: usize, draft: &Draft, cast: &mut Cast) {
        let Some(argument) = self.argument(item) else { return };
        let known = cast.actors.iter().chain(&cast.targets).any(|a| a.span == argument.span);
        if !known && role.is_some() {
            self.give(role, item, draft, cast);
        }
    }

    /// Where it happens: namings of places behind “in”, “at”, “en”, of the clause, else of the
    /// clauses around it.
    fn places(&self, draft: &Draft, cast: &mut Cast) {
        let mut clause = Some(draft.clause);
        let mut steps = 0;
        while let Some(c) = clause {
            let before = cast.places.len();
            self.places_of(c, draft, cast);
            let link = self.clauses.list[c].link;
            steps += 1;
            if cast.places.len() > before || steps > 2 || link == Link::Complement {
                break;
            }
            let joined = matches!(link, Link::Participle | Link::Coordinate);
            let own_date =
                self.clauses.items(c).any(|j| scene_date(self.scene, j) == Some(draft.date));
            clause = self.clauses.list[c]
                .host
                .filter(|_| joined && (link == Link::Participle || !own_date));
        }
    }

    fn places_of(&self, clause: usize, draft: &Draft, cast: &mut Cast) {
        let scene = self.scene;
        let mut last: Option<usize> = None;
        for item in self.clauses.items(clause).filter(|j| scene.items[*j].mention.is_some()) {
            if self.kind(item) != Some(EntityKind::Place) || self.is_taken(item, cast) {
                continue;
            }
            let a = self.attachment(item);
            let locative = a.preposition & (cue::PREP_IN | cue::PREP_ON) != 0 && !a.modifies;
            let goal = a.preposition & cue::PREP_TO != 0
                && matches!(
                    draft.kind,
                    EventType::Extradition
                        | EventType::Meeting
                        | EventType::Deployment
                        | EventType::Migration
                        | EventType::Arrest
                        | EventType::Other
                        | EventType::Trend
                );
            // “se fugó del penal”: Spanish has one word for “of” and “from”.
            let from = match scene.language() {
                crate::model::Language::Spanish => cue::PREP_FROM | cue::PREP_OF,
                _ => cue::PREP_FROM,
            };
            let source = a.preposition & from != 0
                && a.at > draft.trigger
                && matches!(
                    draft.kind,
                    EventType::Release
                        | EventType::Migration
                        | EventType::Statement
                        | EventType::Reward
                        | EventType::Order
                );
            let continues = last.is_some_and(|l| {
                item <= l + 2
                    && (item == l + 1
                        || scene.mark(l + 1, ",")
                        || scene.items[l + 1].has(cue::PREP_OF))
            });
            let of_place = a.preposition & cue::PREP_OF != 0
                && (a.at.saturating_sub(4)..a.at)
                    .rev()
                    .take_while(|k| scene.is_plain(*k))
                    .any(|k| scene.items[k].has(cue::PLACE_NOUN));
            if locative || goal || source || continues || of_place {
                cast.places.extend(self.argument(item));
                last = Some(item);
            }
        }
    }

    fn is_taken(&self, item: usize, cast: &Cast) -> bool {
        let span = self.scene.items[item].span;
        cast.actors.iter().chain(&cast.targets).chain(&cast.places).any(|a| a.span == span)
    }

    fn infer_subject(&self, verb: usize, role: Option<Role>, cast: &mut Cast) {
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
                if it.has(cue::PERSON_NOUN)
                    || (it.has(cue::PERSON_PRONOUN)
                        && !it.has(cue::CLITIC)
                        && !it.has(cue::POSSESSIVE))
                {
                    self.subject_of_host(verb, it.span).or_else(|| self.context.person(it.span))
                } else if it.has(cue::GROUP_NOUN) {
                    self.context.group(it.span)
                } else if it.has(cue::AGENCY_NOUN) {
                    self.context.agency(it.span)
                } else {
                    None
                }
            });
        let dropped = || {
            let spanish = scene.language() == crate::model::Language::Spanish;
            let main = self.clauses.list[clause].link == Link::Main && clause == 0
                || self.clauses.list[clause].link == Link::Coordinate;
            let bare =
                !self.has_noun_subject(clause, verb) && self.subjects_behind(verb).is_empty();
            let singular = self.is_singular(verb);
            let alone = !self.noun_follows(verb);
            (spanish && main && bare && singular && alone)
                .then(|| self.context.person(scene.items[verb].span))
                .flatten()
        };
        if let Some(argument) = pronoun.or_else(dropped) {
            cast.reasons.push("inferred-participant");
            match role {
                Some(Role::Actor) => cast.actors.push(argument),
                Some(Role::Target) => cast.targets.push(argument),
                None => {}
            }
        }
    }

    /// Whether an undergoing verb has its subject behind it: “murió un policía”.
    fn noun_follows(&self, verb: usize) -> bool {
        let scene = self.scene;
        let undergoes =
            scene.trigger(verb).is_some_and(|t| t.frame.object.is_none()) || self.is_passive(verb);
        undergoes
            && scene.items.get(verb + 1).is_some_and(|it| {
                it.has(cue::DETERMINER) || scene.is_plain(verb + 1) && !it.has(cue::ADVERB)
            })
    }

    fn is_singular(&self, verb: usize) -> bool {
        let scene = self.scene;
        let first =
            if verb > 0 && scene.items[verb - 1].has(cue::HELPER) { verb - 1 } else { verb };
        let text = scene.items[first].span.of(scene.text());
        let head = text.split(' ').next().unwrap_or(text);
        !head.ends_with('n')
    }

    /// “lo capturó”: the pronoun before the verb.
    fn clitic_object(&self, verb: usize, role: Option<Role>, cast: &mut Cast) {
        let scene = self.scene;
        if role != Some(Role::Target) || !cast.targets.is_empty() || verb == 0 {
            return;
        }
        let spanish = scene.language() == crate::model::Language::Spanish;
        let pronoun = if spanish {
            scene.items[verb - 1].has(cue::CLITIC) && scene.items[verb - 1].has(cue::PERSON_PRONOUN)
        } else {
            scene
                .items
                .get(verb + 1)
                .is_some_and(|it| it.has(cue::PERSON_PRONOUN) && !scene.is_noun_ahead(verb + 2))
        };
        if !pronoun {
            return;
        }
        let here = scene.items[if spanish { verb - 1 } else { verb + 1 }].span;
        let inferred = self.person_in_sentence(verb, here).or_else(|| self.context.person(here));
        if let Some(argument) =
            inferred.filter(|a| !cast.actors.iter().any(|b| b.referent.same(&a.referent)))
        {
            cast.reasons.push("inferred-participant");
            cast.targets.push(argument);
        }
    }

    /// The last person named before the verb in the sentence.
    fn person_in_sentence(&self, verb: usize, span: crate::model::Span) -> Option<Argument> {
        let clause = self.clauses.of[verb];
        let item = (0..verb)
            .rev()
            .find(|j| self.kind(*j) == Some(EntityKind::Person) && self.clauses.of[*j] != clause)?;
        let argument = self.argument(item)?;
        Some(Argument { span, inferred: true, ..argument })
    }

    fn infer_possessor(&self, role: Option<Role>, possessive: usize, cast: &mut Cast) {
        if role != Some(Role::Target) || !cast.targets.is_empty() {
            return;
        }
        let span = self.scene.items[possessive].span;
        let here = self.subject_of_sentence(possessive, span);
        if let Some(argument) = here.or_else(|| self.context.person(span)) {
            cast.reasons.push("inferred-participant");
            cast.targets.push(argument);
        }
    }

    /// The person who is subject of a clause around the one of `verb`: “X said that he …”.
    fn subject_of_host(&self, verb: usize, span: crate::model::Span) -> Option<Argument> {
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
    fn subject_of_sentence(&self, item: usize, span: crate::model::Span) -> Option<Argument> {
        let found = (0..item).find(|j| {
            self.kind(*j) == Some(EntityKind::Person)
                && self.attachment(*j).preposition == 0
                && !self.is_possessive(*j)
        })?;
        Some(Argument { span, inferred: true, ..self.argument(found)? })
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
    }
}

fn scene_date(scene: &Scene<'_>, item: usize) -> Option<usize> {
    scene.items[item].date
}

impl Scene<'_> {
    /// Whether a noun or adjective stands at `i`, so that “his” before it is no object.
    fn is_noun_ahead(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|it| {
            it.mention.is_some() || self.is_noun(i) || (self.is_plain(i) && !it.has(cue::ADVERB))
        })
    }
}
