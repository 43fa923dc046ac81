//! Phrases that could be taken for clauses.

use super::Parser;
use crate::events::clauses::{Clause, Link};
use crate::events::cue;
use crate::events::inflect::Tense;
use crate::events::scene::Item;
use crate::model::{EntityKind, EventType, Language};
use crate::tokens::Shape;

/// How many items the noun phrase fills of which a relative clause tells.
const WHOM: usize = 8;

impl Parser<'_, '_> {
    /// Whether the innermost clause is only a noun with its time, so that the verb at `start` is another's:
    /// “X, who fled after the murder of Y, said”.
    pub(super) fn is_phrase_of_time(&self, start: usize) -> bool {
        let top = self.top();
        let first = self.list[top].start + 1;
        let noun = (first..start).any(|j| self.scene.is_strong_noun(j));
        let others = &self.open[..self.open.len() - 1];
        self.link() == Link::Temporal
            && !self.has_verb()
            && noun
            && others.iter().any(|c| !self.list[*c].has_verb)
    }

    /// Whether a Spanish predicate at item `next` goes on behind a phrase of time without a verb: “pisó la
    /// cárcel tras el asesinato de X y en 2013 fue liberado”.
    pub(super) fn leaves_phrase(&self, next: usize) -> bool {
        self.is_phrase(self.top()) && self.scene.predicate_at(next)
    }

    /// Whether a Spanish clause is no more than a phrase of time behind the verb of its host: “tras el
    /// asesinato de X”.
    pub(super) fn is_phrase(&self, clause: usize) -> bool {
        let Clause { link, host, start, has_verb } = self.list[clause];
        self.scene.language() == Language::Spanish
            && link == Link::Temporal
            && !has_verb
            && !self.scene.items[start].has(cue::SUBORDINATOR)
            && host.is_some_and(|host| self.list[host].has_verb)
    }

    /// Whether the sentence opens with the participle at item `i`, which tells of the subject of the
    /// clause behind the next commas: “Detenido en 2016, X fue extraditado”.
    pub(super) fn opens_with_participle(&self, i: usize) -> bool {
        let scene = self.scene;
        self.open.len() == 1
            && !self.has_verb()
            && scene.is_verb(i)
            && scene.tense(i) == Some(Tense::Participle)
            && self.opens_sentence(i)
            && (i + 1..scene.items.len()).any(|j| self.begins_main(j))
    }

    /// Whether nothing but adverbs and dates stands before item `i`.
    fn opens_sentence(&self, i: usize) -> bool {
        let items = &self.scene.items;
        (self.scene.head..i).all(|j| items[j].has(cue::ADVERB) || items[j].date.is_some())
    }

    /// Whether the comma at item `i` ends the participle with which the sentence opens.
    pub(super) fn ends_opening_participle(&self, i: usize) -> bool {
        let first = self.open.get(1).map(|clause| &self.list[*clause]);
        let opening = first.is_some_and(|first| {
            first.link == Link::Participle && first.has_verb && self.opens_sentence(first.start)
        });
        opening && self.open[0] == 0 && !self.list[0].has_verb && self.begins_main(i)
    }

    /// Whether a clause with a subject or a verb of its own follows the comma at item `i`: no place, time or
    /// other phrase that goes on with what stands before.
    fn begins_main(&self, i: usize) -> bool {
        let scene = self.scene;
        let Some(next) = scene.items.get(i + 1).filter(|_| scene.mark(i, ",")) else {
            return false;
        };
        let phrase = next.has(cue::PREPOSITION | cue::RELATIVE | cue::COMPLEMENT)
            || next.date.is_some()
            || scene.entity_kind(i + 1) == Some(EntityKind::Place) && scene.mark(i + 2, ",");
        // “…, X y Y fueron”
        let named = |j: &usize| {
            scene.items[*j].mention.is_some()
                || scene.is_plain(*j)
                || scene.items[*j].has(cue::COORDINATOR | cue::DETERMINER | cue::PREP_OF)
        };
        let verb = (i + 1..scene.items.len()).find(|j| !named(j));
        let listed = verb.is_some_and(|verb| verb > i + 1 && scene.predicate_at(verb));
        !phrase && (listed || scene.clause_ahead(i + 1) || scene.predicate_at(scene.skip(i + 1)))
    }

    /// Whether the name behind the comma at item `i` is that of whom the Spanish relative clause before it tells:
    /// “la abogada que llevaba el caso, Yolanda Peña”.
    pub(super) fn names_whom_told(&self, i: usize) -> bool {
        let scene = self.scene;
        let person = |j: usize| scene.entity_kind(j) == Some(EntityKind::Person);
        let top = self.top();
        let told = self.link() == Link::Relative && self.has_verb();
        if scene.language() != Language::Spanish || !told || i > 0 && person(i - 1) {
            return false;
        }
        let items = &scene.items;
        let Some(name) = (i + 1..items.len().min(i + 6)).find(|j| !scene.is_plain(*j)) else {
            return false;
        };
        let ends = |it: &Item| it.shape == Shape::Mark || it.has(cue::COORDINATOR);
        let title = cue::TITLE | cue::OFFICE | cue::MEMBER | cue::PERSON_NOUN;
        let start = self.list[top].start;
        let mut head = (start.saturating_sub(WHOM)..start).rev().take_while(|j| {
            let body = items[*j].mention.is_some() && !person(*j);
            scene.is_plain(*j) || body || items[*j].has(cue::PREP_OF)
        });
        person(name)
            && items.get(name + 1).is_none_or(ends)
            && head.any(|j| scene.is_plain(j) && items[j].has(title))
    }

    /// “have since been held”: “since” opens nothing there.
    pub(super) fn is_adverb(&self, i: usize) -> bool {
        let helps =
            |j: usize| self.scene.items.get(j).is_some_and(|it| it.has(cue::HAVE | cue::BE));
        i > 0 && helps(i - 1) && (helps(i + 1) || self.scene.is_verb(i + 1))
    }

    /// Whether an English verb can only describe the noun of the phrase with which its clause begins: “In a
    /// video posted on Monday, …”.
    pub(super) fn is_fronted(&self, i: usize) -> bool {
        let scene = self.scene;
        let start = self.list[self.top()].start;
        let takes = scene.trigger(i).is_some_and(|t| t.frame.object.is_some());
        let phrase = scene.language() == Language::English && takes && !scene.takes_object(i);
        phrase
            && scene.tense(i) == Some(Tense::PastOrParticiple)
            && scene.items[start].has(cue::PREPOSITION)
            && start + 1 < i
            && (start + 1..i).all(|j| scene.is_plain(j))
    }

    /// Whether “, and” at item `i` goes on with the list in which a relative clause stands: “held X, who
    /// ran the port, and Y”.
    pub(super) fn resumes_list(&self, i: usize, joins_verb: bool) -> bool {
        let scene = self.scene;
        let named =
            i + 1 + usize::from(scene.items.get(i + 1).is_some_and(|it| it.has(cue::PREP_TO)));
        let person =
            named < scene.items.len() && scene.entity_kind(named) == Some(EntityKind::Person);
        self.link() == Link::Relative
            && self.has_verb()
            && !joins_verb
            && i > 0
            && scene.mark(i - 1, ",")
            && person
            && !scene.clause_ahead(i + 1)
    }

    /// Whether the item says something, so that a “that” behind it opens what is said.
    pub(super) fn is_saying(&self, i: usize) -> bool {
        use EventType::{Order, Report, Statement, Trial};
        match self.scene.kind(i) {
            Some(Statement | Report | Trial) => true,
            // “a court ruled that”
            Some(Order) => self.scene.is_verb(i) && self.scene.language() == Language::English,
            _ => false,
        }
    }
}
