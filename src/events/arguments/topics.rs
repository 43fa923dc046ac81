//! Whom what is said in a Spanish clause is about, where it is named before the saying.

use super::Caster;
use crate::events::clauses::Link;
use crate::events::cue;
use crate::model::{EntityKind, Language};

impl Caster<'_, '_> {
    /// The subject of a clause with “que” that is named before who says so: “De X se dice que ordenó …”, “X, de
    /// quien se sospecha que ordenó …”.
    pub(super) fn topic_of_saying(&self, verb: usize, has_subject: bool) -> Option<usize> {
        let scene = self.scene;
        let clauses = &self.clauses.list;
        let clause = &clauses[self.clauses.of[verb]];
        let start = clause.start;
        // “se dice que” is one cue, and opens nothing.
        let cued = (start + 1..verb).any(|j| scene.items[j].tells(cue::ALLEGATION));
        if scene.language() == Language::Spanish && cued {
            return match clause.link {
                Link::Relative => self.explained_topic(start),
                _ => self.fronted_topic(self.clauses.of[verb]),
            };
        }
        let complement = clause.link == Link::Complement && !has_subject;
        let host = clause.host.filter(|_| complement)?;
        if scene.language() != Language::Spanish || !self.is_said_of(host, clause.start) {
            return None;
        }
        let opener = clauses[host].start;
        if clauses[host].link == Link::Relative {
            return self.explained_topic(opener);
        }
        self.fronted_topic(host)
    }

    /// The person whom “de quien” at item `opener` is about.
    fn explained_topic(&self, opener: usize) -> Option<usize> {
        let of_whom = self.scene.items[opener].has(cue::RELATIVE_PERSON)
            && self.scene.items[opener].has(cue::RELATIVE_OBJECT);
        self.name_explained(opener).filter(|j| of_whom && self.is_someone(*j))
    }

    /// The person with whom a clause that opens the sentence begins behind “of” or “about”: “De X …”.
    fn fronted_topic(&self, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let named = |j: &usize| scene.items[*j].mention.is_some();
        let fronted = self.clauses.items(clause).find(named)?;
        let a = self.attachment(fronted);
        let opens = (scene.head..a.at).all(|j| scene.items[j].has(cue::ADVERB));
        let governed = a.preposition & (cue::PREP_OF | cue::PREP_ON) != 0;
        (governed && opens && self.is_someone(fronted)).then_some(fronted)
    }

    fn is_someone(&self, item: usize) -> bool {
        self.kind(item) == Some(EntityKind::Person)
    }

    /// Whether “se” makes nobody the speaker of the clause `host` before item `end`: “se dice que”.
    fn is_said_of(&self, host: usize, end: usize) -> bool {
        let scene = self.scene;
        let mut verbs = self.clauses.items(host).filter(|j| *j < end && scene.is_finite(*j));
        verbs.any(|j| {
            let before =
                |n: usize| j.checked_sub(n).is_some_and(|k| scene.items[k].has(cue::REFLEXIVE));
            scene.items[j].tells(cue::REFLEXIVE) || before(1) || before(2)
        })
    }
}
