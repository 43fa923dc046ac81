//! Names known by the word with which they end: “… University”, “… County”.

use super::dictionary::Form;
use super::patterns::{Joins, LONGEST};
use super::scan::{Candidate, Scan};
use super::words::class;
use crate::model::EntityKind;

impl<'a> Scan<'a> {
    /// A name from token `i` that ends with a word such as `University`, or goes on behind it.
    pub fn tailed(&self, i: usize) -> Option<Candidate<'a>> {
        let mut last = i;
        for n in 0..LONGEST {
            let further = self.further(last, if n > 0 { Joins::All } else { Joins::Of })?;
            if further.joined && !further.and {
                return None;
            }
            last = further.token;
            if further.and && self.begins_another(last) {
                return None;
            }
            if let Some(tail) = self.kind(last).tail {
                let only_adjective = last == i + 1 && self.is(i, class::ADJECTIVE);
                let cased = self.tokens[last].shape.is_capitalized();
                // “Texas Operation Lone Star”
                let begins = self.kind(last).head.is_some()
                    && self.known_at(last).is_some_and(|known| known.last > last);
                if only_adjective || !cased || begins {
                    return None;
                }
                // “Maverick County Sheriff's Office”
                let of_place = tail == EntityKind::Place;
                if let Some(end) = self.office_end(last).filter(|_| of_place) {
                    return Some(self.candidate(i, end, EntityKind::Agency));
                }
                // “Rio Grande Valley of South Texas”
                if of_place && self.is_known(i, last) {
                    return None;
                }
                return Some(self.candidate(i, self.tail_end(last, tail)?, tail));
            }
        }
        None
    }

    /// The last token of a name whose kind word is `tail`: more kind words may follow, and what
    /// they are of.
    fn tail_end(&self, tail: usize, kind: EntityKind) -> Option<usize> {
        let mut last = tail;
        let mut of = false;
        for _ in 0..LONGEST {
            let Some(further) = self.further(last, Joins::Of) else { break };
            let belongs = of || further.joined || self.kind(further.token).tells();
            let another = further.joined && self.names_body(further.token);
            if !belongs || another || kind == EntityKind::Cartel {
                break;
            }
            of |= further.joined;
            last = further.token;
        }
        if kind == EntityKind::Program {
            return self.number_behind(last).or(Some(last));
        }
        Some(last)
    }

    /// Whether the dictionary has a body that begins with token `i`.
    fn names_body(&self, i: usize) -> bool {
        let is_body = |form: &Form| !matches!(form.kind, EntityKind::Place | EntityKind::Person);
        self.known_at(i).is_some_and(|known| known.fitting().any(is_body))
    }
}
