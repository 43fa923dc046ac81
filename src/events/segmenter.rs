//! A scene's items → clauses: a stack of those that are open around an item.

mod phrases;

use super::clauses::{Clause, Link};
use super::cue;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::Language;

/// The clauses of `scene` and the clause of each item, in one pass from the left.
pub(super) fn segment(scene: &Scene<'_>) -> (Vec<Clause>, Vec<usize>) {
    let mut parser = Parser {
        scene,
        list: vec![Clause { link: Link::Main, host: None, start: 0, has_verb: false }],
        of: Vec::with_capacity(scene.items.len()),
        open: vec![0],
        said: None,
    };
    for i in 0..scene.items.len() {
        parser.step(i);
        parser.said = scene.bare_complement(i).or(parser.said);
        parser.of.push(parser.top());
        let top = parser.top();
        if scene.is_finite(i) || parser.is_predicate(i) {
            parser.list[top].has_verb = true;
        }
    }
    (parser.list, parser.of)
}

struct Parser<'s, 'a> {
    scene: &'s Scene<'a>,
    list: Vec<Clause>,
    of: Vec<usize>,
    /// The clauses around the present item, outermost first; never empty.
    open: Vec<usize>,
    /// Where the next complement without “that” begins.
    said: Option<usize>,
}

impl Parser<'_, '_> {
    fn top(&self) -> usize {
        self.open[self.open.len() - 1]
    }

    fn link(&self) -> Link {
        self.list[self.top()].link
    }

    fn has_verb(&self) -> bool {
        self.list[self.top()].has_verb
    }

    fn open(&mut self, link: Link, start: usize) {
        let host = Some(self.top());
        self.open.push(self.list.len());
        self.list.push(Clause { link, host, start, has_verb: false });
    }

    fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    /// Begins a new clause beside the present one.
    fn beside(&mut self, start: usize) {
        let host = Some(self.top());
        self.close();
        self.open.push(self.list.len());
        self.list.push(Clause { link: Link::Coordinate, host, start, has_verb: false });
    }

    /// A verb of the tables in a form that is predicate only by its place (participle, gerund).
    fn is_predicate(&self, i: usize) -> bool {
        let form = matches!(self.scene.tense(i), Some(Tense::Participle | Tense::Gerund));
        form && self.scene.is_verb(i) && self.link() == Link::Participle
    }

    fn step(&mut self, i: usize) {
        let scene = self.scene;
        let item = &scene.items[i];
        if self.said == Some(i) {
            self.open(Link::Complement, i);
        } else if scene.mark(i, ";") {
            self.semicolon(i);
        } else if scene.mark(i, ":") {
            self.open.truncate(1);
            if i + 1 < scene.items.len() {
                self.open = vec![self.list.len()];
                self.list.push(Clause {
                    link: Link::Main,
                    host: Some(0),
                    start: i + 1,
                    has_verb: false,
                });
            }
        } else if scene.is_dash(i) {
            self.toggle(i, Link::Aside);
        } else if scene.mark(i, "(") {
            self.open(Link::Aside, i);
        } else if scene.mark(i, ")") {
            self.close_through_aside();
        } else if scene.mark(i, ",") {
            self.comma(i);
        } else if item.has(cue::COORDINATOR) && item.mention.is_none() {
            self.coordinator(i);
        } else if item.has(cue::RELATIVE_TIME) && (i == 0 || scene.mark(i - 1, ";")) {
            // “When X left, …”
            self.open(Link::Subordinate, i);
        } else if item.has(cue::RELATIVE | cue::RELATIVE_TIME) && i > 0 {
            self.relative(i);
        } else if item.has(cue::COMPLEMENT) && i > 0 {
            self.complement(i);
        } else if item.has(cue::TEMPORAL) && !self.is_adverb(i) {
            self.temporal(i);
        } else if item.has(cue::SUBORDINATOR | cue::CONDITION)
            && self.scene.verb_ahead(i + 1)
            // “accused of acting as head of X, was moved”: what ends at a comma without a verb is a phrase.
            && (!item.has(cue::PREPOSITION) || self.scene.verb_before_mark(i + 1, ","))
        {
            self.open(Link::Subordinate, i);
        } else {
            self.verb(i);
        }
    }

    fn semicolon(&mut self, i: usize) {
        if self.scene.verb_before_mark(i + 1, ";") {
            let host = self.open[0];
            self.open = vec![self.list.len()];
            self.list.push(Clause {
                link: Link::Main,
                host: Some(host),
                start: i + 1,
                has_verb: false,
            });
        } else {
            self.leave_relatives();
        }
    }

    fn toggle(&mut self, i: usize, link: Link) {
        match self.open.iter().position(|c| self.list[*c].link == link) {
            Some(at) if at > 0 => self.open.truncate(at),
            _ => self.open(link, i),
        }
    }

    fn close_through_aside(&mut self) {
        if let Some(at) = self.open.iter().rposition(|c| self.list[*c].link == Link::Aside) {
            self.open.truncate(at.max(1));
        }
    }

    /// Closes relative and participle clauses that have their verb.
    fn leave_relatives(&mut self) {
        while self.open.len() > 1
            && matches!(self.link(), Link::Relative | Link::Participle)
            && self.has_verb()
        {
            self.close();
        }
    }

    fn comma(&mut self, i: usize) {
        let fronted = |parser: &Self| {
            let clause = &parser.list[parser.top()];
            matches!(clause.link, Link::Temporal | Link::Subordinate)
                && clause.host.is_some_and(|host| !parser.list[host].has_verb)
        };
        if self.ends_opening_participle(i) {
            self.open.truncate(1);
            return;
        }
        if fronted(self) && self.open.len() > 1 {
            self.close();
            return;
        }
        if self.names_whom_told(i) {
            self.close();
            return;
        }
        // “promised X,” began Y
        let quoted = self.scene.items.get(i + 1).is_some_and(|it| it.sign == Some('”'));
        let next = self.scene.skip(i + 1 + usize::from(quoted));
        // “and, in May, sentenced”
        let start = self.list[self.top()].start;
        let joined = self.link() == Link::Coordinate
            && !self.has_verb()
            && self.scene.skip_inserted(start + 1) == next;
        if self.scene.is_participle(next) && !joined {
            if self.link() == Link::Participle {
                self.close();
            }
            self.open(Link::Participle, i + 1);
        } else if self.scene.predicate_at(next) {
            self.resume(i + 1);
        } else if self.has_verb() && self.scene.is_trailing_speech(i + 1) {
            self.open.truncate(1);
            self.beside_main(i + 1);
        } else if matches!(self.link(), Link::Relative | Link::Participle | Link::Temporal)
            && (self.has_verb() || self.link() == Link::Temporal)
            && self.scene.clause_ahead(i + 1)
        {
            self.resume_with_subject();
        }
    }

    fn beside_main(&mut self, start: usize) {
        let host = Some(self.open[0]);
        self.open = vec![self.list.len()];
        self.list.push(Clause { link: Link::Main, host, start, has_verb: false });
    }

    /// A finite verb follows a comma: back to the clause that waits for one, else a new one.
    fn resume(&mut self, start: usize) {
        if self.is_phrase_of_time(start) {
            self.close();
        }
        let waiting =
            self.open.iter().rposition(|c| !self.list[*c].has_verb && !self.is_phrase(*c));
        match waiting {
            Some(at) => self.open.truncate(at + 1),
            None => {
                self.leave_relatives();
                self.beside(start);
            }
        }
    }

    /// A subject and a finite verb follow a comma behind a relative clause or the like: back to the
    /// clause that waits for a verb, if one does.
    fn resume_with_subject(&mut self) {
        let waiting = self.open.iter().rposition(|c| !self.list[*c].has_verb);
        if let Some(at) = waiting
            && (at + 1 < self.open.len() || self.open.len() == 1)
        {
            self.open.truncate(at + 1);
        }
    }

    fn coordinator(&mut self, i: usize) {
        let next = self.scene.skip_inserted(i + 1);
        let joins_verb = self.scene.predicate_at(next) || self.scene.is_participle(next);
        if self.leaves_phrase(next) {
            self.close();
            self.beside(i);
            return;
        }
        if self.resumes_list(i, joins_verb) {
            self.leave_relatives();
            return;
        }
        // “convicted X on May 9, after a trial, and acquitted Y”
        let aside = self.link() == Link::Temporal && i > 0 && self.scene.mark(i - 1, ",");
        if joins_verb && !self.has_verb() && aside {
            self.leave_for_main();
            self.beside(i);
            return;
        }
        if joins_verb && !self.has_verb() && self.open.len() > 1 {
            // “those who led and armed the group”: still the same clause.
            return;
        }
        if self.has_verb() && self.link() == Link::Participle && self.scene.is_participle(next) {
            // “detained in 1995 and extradited in 2007, he …”: both are about the noun before.
            let start = self.list[self.top()].start;
            self.close();
            self.open(Link::Participle, start);
        } else if self.has_verb() && (joins_verb || self.scene.clause_ahead(next)) {
            if !joins_verb || self.link() == Link::Temporal {
                self.leave_for_main();
            }
            self.beside(i);
        }
    }

    /// Before a clause with its own subject: out of everything but the clause of the main line.
    fn leave_for_main(&mut self) {
        while self.open.len() > 1
            && matches!(
                self.link(),
                Link::Relative | Link::Participle | Link::Temporal | Link::Subordinate
            )
        {
            self.close();
        }
    }

    fn relative(&mut self, i: usize) {
        if self.link() == Link::Relative && self.has_verb() && self.scene.mark(i - 1, ",") {
            self.close();
        }
        if self.scene.verb_ahead(i + 1) {
            self.open(Link::Relative, i);
        }
    }

    fn complement(&mut self, i: usize) {
        if !self.scene.verb_ahead(i + 1) {
            return;
        }
        let said = self
            .of
            .iter()
            .enumerate()
            .rev()
            .take(12)
            .any(|(j, clause)| *clause == self.top() && self.is_saying(j));
        let before = &self.scene.items[i - 1];
        let noun_before = before.mention.is_some() || self.scene.mark(i - 1, ",");
        // “se supo que escapó”: behind a verb, “que” is no pronoun.
        let behind_verb = self.scene.language() == Language::Spanish
            && self.scene.is_verb(i - 1)
            && self.scene.is_finite(i - 1);
        if (said || behind_verb) && !noun_before {
            self.open(Link::Complement, i);
        } else {
            self.open(Link::Relative, i);
        }
    }

    fn temporal(&mut self, i: usize) {
        let reach = self.scene.phrase_end(i + 1);
        let names = (i + 1..reach).any(|j| self.scene.trigger(j).is_some());
        // “gave X until Friday to pay”: a term, and no clause.
        let term = self.scene.items[i].has(cue::UNTIL)
            && self.scene.items.get(i + 1).is_some_and(|next| next.date.is_some())
            && self.scene.items.get(i + 2).is_some_and(|next| next.has(cue::INFINITIVE));
        if term {
            return;
        }
        if names || self.scene.verb_ahead(i + 1) {
            if self.link() == Link::Temporal {
                self.close();
            }
            self.open(Link::Temporal, i);
        }
    }

    /// A finite verb behind a participle or relative clause that has its verb goes to the host.
    fn verb(&mut self, i: usize) {
        let scene = self.scene;
        if self.opens_with_participle(i) {
            self.open(Link::Participle, i);
            return;
        }
        let told = self.has_verb();
        let of_participle = self.link() == Link::Participle && !told;
        if !of_participle && scene.is_reduced_relative(i, told || self.is_fronted(i)) {
            self.open(Link::Participle, i);
            return;
        }
        if !scene.is_finite(i) || self.open.len() == 1 || !self.has_verb() {
            return;
        }
        // “los que lo buscan matan a …”: of two Spanish verbs the first need not help the second.
        let helps = |j: usize| {
            scene.is_finite(j)
                && (scene.language() != Language::Spanish
                    || scene.items[j].has(cue::HELPER | cue::MODAL | cue::FUTURE))
        };
        let follows_helper =
            i > 0 && (helps(i - 1) || scene.items[i - 1].has(cue::ADVERB | cue::CLITIC));
        if follows_helper || scene.items[i - 1].has(cue::INFINITIVE) {
            return;
        }
        // Out of all inner clauses that have their verb, to the one that waits for its own.
        let within = self.open.iter().rev().take_while(|c| {
            let clause = &self.list[**c];
            clause.has_verb
                && matches!(clause.link, Link::Relative | Link::Participle | Link::Temporal)
        });
        let outer = self.open.len() - within.count();
        if outer > 0 && !self.list[self.open[outer - 1]].has_verb {
            self.open.truncate(outer);
        }
    }
}
