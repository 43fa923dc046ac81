//! The clauses of a scene, and how they hang together.

use std::ops::Range;

use super::scene::Scene;
use super::segmenter;

/// How a clause hangs together with the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A sentence of its own.
    Main,
    /// Joined by “and” or a comma to its host; without a subject it has the host's.
    Coordinate,
    /// “who …”, “que …” about the name before it.
    Relative,
    /// “that …” after a verb of saying.
    Complement,
    /// “while …”, “because …”.
    Subordinate,
    /// “after …”, “since …”, also with a noun: “after his arrest”.
    Temporal,
    /// “, killing …”, “, arrested in …”.
    Participle,
    /// Between dashes, brackets or quotation marks.
    Aside,
}

/// A clause of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub(super) link: Link,
    /// The clause around or before it.
    pub(super) host: Option<usize>,
    /// The item that opens it.
    pub(super) start: usize,
    /// Whether a predicate was seen.
    pub(super) has_verb: bool,
}

/// The clauses of a scene and the clause of each item.
#[derive(Debug)]
pub(super) struct Clauses {
    pub(super) list: Vec<Clause>,
    pub(super) of: Vec<usize>,
    /// From the first to the last item of each clause; those of others may lie between.
    reach: Vec<Range<usize>>,
}

impl Clauses {
    /// The items of a clause, in order.
    pub(super) fn items(&self, clause: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.reach[clause].clone().filter(move |i| self.of[*i] == clause)
    }

    /// Whether “after”, “as” at item `i` begins a clause with a verb instead of a phrase.
    pub(super) fn opened_by(&self, i: usize) -> bool {
        let clause = &self.list[self.of[i]];
        clause.start == i
            && clause.has_verb
            && matches!(clause.link, Link::Temporal | Link::Subordinate)
    }

    /// The outermost clause that tells the same as `clause`, not what someone says of it.
    pub(super) fn speech_of(&self, clause: usize) -> usize {
        let mut outer = clause;
        for _ in 0..self.list.len() {
            match self.list[outer].host {
                Some(host) if self.list[outer].link != Link::Complement => outer = host,
                _ => break,
            }
        }
        outer
    }

    pub(super) fn new(scene: &Scene<'_>) -> Clauses {
        let (list, of) = segmenter::segment(scene);
        let mut reach = vec![0..0; list.len()];
        for (item, clause) in of.iter().enumerate() {
            let reach = &mut reach[*clause];
            if reach.end == 0 {
                reach.start = item;
            }
            reach.end = item + 1;
        }
        Clauses { list, of, reach }
    }
}
