//! How the namings of a scene hang in their clauses.

use crate::events::clauses::{Clauses, Link};
use crate::events::cue;
use crate::events::inflect::Tense;
use crate::events::scene::Scene;
use crate::model::{Anchor, ArgumentLink, EntityKind, Language};
use crate::tokens::Shape;

/// How many items what explains a member of a list can fill.
pub(super) const LIST: usize = 16;

/// How a naming hangs in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::events) struct Attachment {
    /// The cues of the preposition before its noun phrase; 0 for none.
    pub(in crate::events) preposition: cue::Cues,
    /// The item of that preposition.
    pub(in crate::events) at: usize,
    /// Its noun phrase has a noun for its members (“members of the”, “the X cartel's”).
    pub(in crate::events) of_member: bool,
    /// It only qualifies what follows: “Mexico's former minister”, “the U.S. attorney”.
    pub(in crate::events) modifies: bool,
    /// The infinitive or gerund whose object it is: “to arrest X”, “para capturar a X”.
    pub(in crate::events) object_of: Option<usize>,
}

/// The attachments of a scene's namings by item; a list takes that of its first member.
#[derive(Debug)]
pub(in crate::events) struct Attachments(Vec<Attachment>);

impl Attachments {
    pub(in crate::events) fn new(scene: &Scene<'_>, clauses: &Clauses) -> Attachments {
        let mut all = Attachments(Vec::with_capacity(scene.items.len()));
        for item in 0..scene.items.len() {
            let attacher = Attacher { scene, clauses, before: &all };
            let found = match scene.items[item].mention {
                Some(_) => attacher.attachment(item),
                None => bare(item),
            };
            all.0.push(found);
        }
        all.cite(scene);
        all.correct(scene, clauses);
        all
    }

    /// Leaves out who is named between a negation and what was instead: “no mató a X, sino a Y”.
    fn correct(&mut self, scene: &Scene<'_>, clauses: &Clauses) {
        let mut negation = None;
        for item in 0..scene.items.len() {
            if scene.items[item].has(cue::NEGATION) {
                negation = Some(item);
            } else if scene.items[item].has(cue::CORRECTS) {
                let first = negation.take().unwrap_or(item);
                // “No fue X la que detuvo a Y, sino Z”: Y was detained.
                for j in (first..item).filter(|j| clauses.of[*j] == clauses.of[first]) {
                    self.0[j].modifies = true;
                }
            }
        }
    }

    /// Hangs all that is named in “according to data of X” on the “according to”: who is cited takes no
    /// part in what is told.
    fn cite(&mut self, scene: &Scene<'_>) {
        let mut cited = None;
        for item in 0..scene.items.len() {
            if scene.items[item].has(cue::ATTRIBUTION) && scene.items[item].mention.is_none() {
                cited = Some(item);
            } else if scene.mark(item, ",") || scene.mark(item, ";") || scene.is_finite(item) {
                cited = None;
            } else if let Some(at) = cited {
                self.0[item] = Attachment { preposition: cue::ATTRIBUTION, at, ..bare(item) };
            }
        }
    }

    pub(in crate::events) fn of(&self, item: usize) -> Attachment {
        self.0[item]
    }

    /// How the naming `item` hangs together with the trigger, for those who ask.
    pub(in crate::events) fn link(
        &self,
        scene: &Scene<'_>,
        item: usize,
        trigger: usize,
    ) -> ArgumentLink {
        let found = self.of(item);
        if found.preposition != 0 && found.at != trigger {
            return ArgumentLink::Preposition(scene.items[found.at].span);
        }
        match scene.is_possessive(item) {
            true => ArgumentLink::Possessive,
            false if item < trigger => ArgumentLink::Before,
            false => ArgumentLink::Behind,
        }
    }
}

fn bare(item: usize) -> Attachment {
    Attachment { preposition: 0, at: item, of_member: false, modifies: false, object_of: None }
}

pub(super) struct Attacher<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) clauses: &'s Clauses,
    /// The attachments of the items before.
    pub(super) before: &'s Attachments,
}

impl Attacher<'_, '_> {
    fn attachment(&self, item: usize) -> Attachment {
        let scene = self.scene;
        let clause = self.clauses.of[item];
        let modifies = self.modifies(item) || self.is_excepted(item);
        let found = Attachment { modifies, ..bare(item) };
        let mut next = item;
        while next > 0 {
            next -= 1;
            let j = next;
            let it = &scene.items[j];
            // “the service’s (ICE) air unit”
            if scene.mark(j, ")") && self.clauses.of[j] == clause {
                next = (0..j).rfind(|k| scene.mark(*k, "(")).unwrap_or(j);
                continue;
            }
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
            // “la fuga de «El Faro»”: the mark belongs to the name.
            if j + 1 == item && scene.opens_quote(j) {
                continue;
            }
            // “dos días después de la captura de X”: the words of the date reach to the name.
            if j + 1 == item && self.is_measured_from(j) {
                return Attachment { preposition: cue::PREP_OF, at: j, ..found };
            }
            if it.has(cue::PREPOSITION) && it.mention.is_none() {
                if self.clauses.opened_by(j) {
                    return found;
                }
                if self.belongs_to_head(j, item) {
                    continue;
                }
                if self.is_past_circumstance(j, item) {
                    return found;
                }
                return self.governed_by(j, found);
            }
            if it.has(cue::COORDINATOR) || scene.mark(j, ",") {
                // “un socio de Ismael Zambada, El Mayo”
                let titled = scene.mark(j, ",") && !self.names_again(item, j);
                let apposed = titled.then(|| self.behind_title(item, j, found));
                return apposed.flatten().unwrap_or_else(|| self.in_list(item, j, found));
            }
            if scene.is_epithet(j) {
                continue;
            }
            if self.takes_objects(j) || j + 1 == item && self.is_unlisted_gerund(j) {
                return Attachment { object_of: Some(j), ..found };
            }
            let hyphen = scene.mark(j, "-") && it.span.end == scene.items[j + 1].span.start;
            if !scene.is_plain(j) && it.mention.is_none() && !hyphen || self.begins_phrase(j) {
                return found;
            }
            if it.mention.is_some() && !scene.is_possessive(j) {
                let of = self.before.of(j);
                if !of.modifies {
                    return found;
                }
                // “al alcalde de Iguala José Luis Abarca”: the town belongs to the title.
                if of.preposition & cue::PREP_OF != 0 && scene.language() == Language::Spanish {
                    next = of.at;
                }
            }
        }
        found
    }

    /// Whether a Spanish date stands at item `j` that is counted from something which happened.
    fn is_measured_from(&self, j: usize) -> bool {
        let scene = self.scene;
        let timex = scene.items[j].date.map(|date| &scene.dates[date]);
        let counted = timex.is_some_and(|timex| matches!(timex.anchor, Some(Anchor::Event(..))));
        counted && scene.language() == Language::Spanish
    }

    /// Whether an infinitive or gerund stands at item `j` that no helper makes the predicate.
    fn takes_objects(&self, j: usize) -> bool {
        let scene = self.scene;
        let form = scene.is_infinitive(j) || scene.tense(j) == Some(Tense::Gerund);
        let helped = j.saturating_sub(2)..j;
        form && scene.is_verb(j)
            && !helped
                .into_iter()
                .any(|k| scene.items[k].has(cue::HELPER | cue::MODAL | cue::FUTURE))
    }

    /// Whether a word in “-ing” that no table has as a verb tells what those before it do: “soldiers guarding X”.
    fn is_unlisted_gerund(&self, j: usize) -> bool {
        let scene = self.scene;
        let word = &scene.items[j];
        let people = cue::SOURCE | cue::PLURAL;
        scene.language() == Language::English
            && word.shape == Shape::Lower
            && word.trigger.is_none()
            && scene.is_plain(j)
            && word.span.of(scene.text()).ends_with("ing")
            && j.checked_sub(1).is_some_and(|k| scene.items[k].has(people))
    }

    /// Whether a noun phrase begins at item `j` and another one ends before it: “En represalia el
    /// cártel …”.
    fn begins_phrase(&self, j: usize) -> bool {
        let scene = self.scene;
        let article = |j: usize| {
            scene.items[j].has(cue::DETERMINER)
                && scene.items[j].mention.is_none()
                && !scene.items[j].has(cue::ADVERB | cue::PREPOSITION)
        };
        // “a las autoridades alias X”
        let titled = j > 0
            && scene.language() == Language::Spanish
            && scene.items[j].has(cue::TITLE)
            && scene.is_plain(j)
            && scene.is_plain(j - 1)
            && !scene.items[j - 1].has(cue::DETERMINER)
            && self.is_several(j - 1)
            && !self.is_several(j);
        if titled {
            return true;
        }
        let Some(before) = j.checked_sub(1).filter(|_| article(j)) else { return false };
        let item = &scene.items[before];
        let ends = item.mention.is_some() || item.date.is_some() || scene.is_plain(before);
        ends && !item.has(cue::DETERMINER | cue::ADVERB | cue::PREPOSITION | cue::COORDINATOR)
    }

    /// `found` with the preposition at item `j`, and whether that makes members of a group of it
    /// (“gunmen of”, “loyal to”, “agents of A, of B and of C”).
    pub(super) fn governed_by(&self, j: usize, found: Attachment) -> Attachment {
        let scene = self.scene;
        let preposition = &scene.items[j];
        let mut of_member = preposition.has(cue::LOYAL) || self.joins_members(j);
        let mut at = j;
        let joins = |k: usize| scene.mark(k, ",") || scene.items[k].has(cue::COORDINATOR);
        if let Some(members) = self.members_joined(j, found) {
            return members;
        }
        let joint = j.checked_sub(1).filter(|k| joins(*k));
        if let Some(previous) = joint.and_then(|joint| self.naming_before(joint)) {
            let of = self.before.of(previous);
            if of.preposition & preposition.cues & cue::PREPOSITION != 0 {
                of_member |= of.of_member;
                at = of.at;
            }
        }
        let of_relative = preposition.has(cue::PREP_OF) && self.scene.is_behind_kin(j);
        let modifies = found.modifies || of_relative;
        // “para capturar a X”
        let verb = j.checked_sub(1).filter(|_| preposition.has(cue::PREP_TO));
        let object_of = verb.filter(|verb| self.takes_objects(*verb));
        Attachment { preposition: preposition.cues, at, of_member, modifies, object_of }
    }

    /// Whether a naming only qualifies the noun behind it: “Mexico's former minister”, “a U.S. judge”.
    fn modifies(&self, item: usize) -> bool {
        let scene = self.scene;
        let kind = scene.entity_kind(item);
        if scene.is_possessive(item) {
            let first = self.behind_possessive(item);
            let head = (first..(first + 3).min(scene.items.len()))
                .take_while(|j| scene.is_plain(*j))
                .last();
            let person = scene.mention(item).is_none() && kind == Some(EntityKind::Person);
            let governs = head.is_some_and(|j| {
                let noun = &scene.items[j];
                match person {
                    // “his body”, not “his lawyers”.
                    true => noun.has(cue::TERM | cue::BODY_NOUN),
                    false => noun.has(cue::TERM | cue::MEMBER) || self.has_member(first, j),
                }
            }) && !self.is_followed_by_name(item);
            return !governs;
        }
        if self.belongs_to_title(item) {
            return true;
        }
        let next_name = scene.items.get(item + 1).is_some_and(|next| {
            next.mention.is_some() && next.span.start <= scene.items[item].span.end + 1
        });
        if self.is_branch(item) {
            return true;
        }
        if next_name && !self.is_branch(item + 1) && !self.is_of_several(item) {
            // “fue detenido en Culiacán Juan Pérez”: behind “in”, a place is one of its own.
            let located = item > 0
                && kind == Some(EntityKind::Place)
                && scene.items[item - 1].has(cue::PREP_IN)
                && scene.items[item - 1].mention.is_none();
            return !located
                && matches!(
                    kind,
                    Some(EntityKind::Place | EntityKind::Agency | EntityKind::Organization)
                );
        }
        if self.precedes_person(item) || self.is_of_officer(item) {
            return true;
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
        // “On Tuesday, the U.S. military” stands beside nobody.
        let beside = |j: usize| scene.entity_kind(j) == Some(EntityKind::Person);
        apposed
            && (scene.head..item).any(beside)
            && scene.language() == Language::English
            && scene.items.get(item + 1).is_some_and(|_| scene.is_plain(item + 1))
            && kind != Some(EntityKind::Person)
    }

    /// Whether a Spanish place or body says whose several people are: “a las autoridades de Y fue entregado
    /// X”, where X is none of them.
    fn is_of_several(&self, item: usize) -> bool {
        let scene = self.scene;
        let of = item.checked_sub(1).filter(|of| scene.items[*of].has(cue::PREP_OF));
        let noun = of.and_then(|of| of.checked_sub(1)).filter(|noun| scene.is_plain(*noun));
        scene.language() == Language::Spanish && noun.is_some_and(|noun| self.is_several(noun))
    }

    pub(super) fn is_several(&self, noun: usize) -> bool {
        self.scene.items[noun].span.of(self.scene.text()).ends_with('s')
    }

    /// The item behind “X's” or “his”.
    fn behind_possessive(&self, item: usize) -> usize {
        item + 1 + usize::from(self.scene.mention(item).is_some())
    }

    fn has_member(&self, start: usize, end: usize) -> bool {
        (start..=end).any(|j| {
            self.scene.items[j].has(cue::MEMBER | cue::TERM)
                && !self.scene.items[j].has(cue::OFFICE)
        })
    }

    /// Whether a name follows within the noun phrase: “Mexico's former minister, Genaro García Luna”.
    fn is_followed_by_name(&self, item: usize) -> bool {
        let scene = self.scene;
        let first = self.behind_possessive(item);
        (first..(first + 6).min(scene.items.len()))
            .take_while(|j| {
                scene.is_plain(*j) || scene.mark(*j, ",") || scene.items[*j].mention.is_some()
            })
            .any(|j| scene.items[j].mention.is_some())
    }
}
