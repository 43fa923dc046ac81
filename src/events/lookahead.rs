//! What comes ahead of an item, by which a clause is known to begin or to go on.

use super::cue;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{EntityKind, EventType, Language};
use crate::tokens::Shape;

impl Scene<'_> {
    /// Whether a noun phrase follows the verb at once.
    pub(super) fn takes_object(&self, i: usize) -> bool {
        self.items.get(i + 1).is_some_and(|next| {
            next.mention.is_some()
                || next.has(cue::DETERMINER | cue::COMPLEMENT)
                || (self.is_plain(i + 1) && !next.has(cue::ADVERB))
                || self.is_currency(i + 1)
        })
    }

    /// The person with whom the clause behind the next comma begins: “After his arrest in May, X was moved”.
    pub(super) fn person_behind_comma(&self, i: usize) -> Option<usize> {
        let first = (i + 1..self.items.len()).find(|j| self.mark(*j, ","))?;
        let end = (first + 1..self.items.len()).find(|j| self.is_finite(*j));
        let commas = (first..end.unwrap_or(self.items.len())).filter(|j| self.mark(*j, ","));
        let behind = |comma: usize| (comma + 1..self.items.len()).find(|j| !self.is_plain(*j));
        commas.filter_map(behind).find(|j| self.entity_kind(*j) == Some(EntityKind::Person))
    }

    /// Whether the sign before an amount of money stands at `i`: “$5 million”.
    pub(super) fn is_currency(&self, i: usize) -> bool {
        ["$", "€", "£"].iter().any(|sign| self.mark(i, sign))
    }

    /// The first item from `i` that is no adverb, date or clitic.
    pub(super) fn skip(&self, mut i: usize) -> usize {
        while self.items.get(i).is_some_and(|item| {
            item.date.is_some()
                || (item.has(cue::ADVERB | cue::CLITIC | cue::NEGATION | cue::REFLEXIVE)
                    && item.mention.is_none()
                    && !self.is_plain_noun_ahead(i))
                || (item.has(cue::PREP_IN | cue::PREP_ON | cue::PREP_OTHER)
                    && self.items.get(i + 1).is_some_and(|next| next.date.is_some()))
        }) {
            i += 1;
        }
        i
    }

    /// The first item at or behind `i` that is no such phrase, be it set between commas: “and, in May,
    /// sentenced”.
    pub(super) fn skip_inserted(&self, i: usize) -> usize {
        let end = if self.mark(i, ",") { self.skip(i + 1) } else { i };
        let inserted = end > i + 1 && self.mark(end, ",");
        self.skip(if inserted { end + 1 } else { i })
    }

    pub(super) fn is_participle(&self, i: usize) -> bool {
        self.is_verb(i)
            && match self.tense(i) {
                Some(Tense::Gerund | Tense::Participle) => true,
                Some(Tense::PastOrParticiple) => self.can_be_passive(i) && !self.takes_object(i),
                _ => false,
            }
    }

    /// Whether a predicate stands at `i`.
    pub(super) fn predicate_at(&self, i: usize) -> bool {
        self.is_finite(i) && !self.is_participle(i)
    }

    /// Whether a predicate comes before the clause ends.
    pub(super) fn verb_ahead(&self, i: usize) -> bool {
        (i..(i + 14).min(self.items.len()))
            .filter(|j| !self.is_bracketed(*j))
            .take_while(|j| !self.ends_clause(*j))
            .any(|j| self.is_finite(j))
    }

    /// Whether the item belongs to brackets around a word or two: “la Guardia Nacional (GN)”.
    pub(super) fn is_bracketed(&self, i: usize) -> bool {
        let open = (i.saturating_sub(3)..=i).rev().find(|j| self.mark(*j, "("));
        open.is_some_and(|open| {
            let close = (open + 1..open + 4).find(|j| self.mark(*j, ")"));
            close.is_some_and(|close| i <= close)
        })
    }

    pub(super) fn verb_before_mark(&self, i: usize, mark: &str) -> bool {
        (i..self.items.len())
            .take_while(|j| !self.mark(*j, mark))
            .take_while(|j| !self.items[*j].has(cue::RELATIVE))
            .any(|j| self.is_finite(j))
    }

    pub(super) fn ends_clause(&self, i: usize) -> bool {
        let item = &self.items[i];
        self.mark(i, ";")
            || self.mark(i, ":")
            || self.mark(i, "(")
            || self.mark(i, ")")
            || self.is_dash(i)
            || item.has(cue::TEMPORAL)
    }

    /// Whether a noun phrase and then a predicate stand at `i`, without another clause between.
    pub(super) fn clause_ahead(&self, i: usize) -> bool {
        let mut commas = 0;
        for j in i..(i + 16).min(self.items.len()) {
            let item = &self.items[j];
            if self.is_bracketed(j) {
                continue;
            }
            if self.mark(j, ",") {
                commas += 1;
            }
            if self.ends_clause(j)
                || commas > 2
                || item.has(cue::RELATIVE | cue::COMPLEMENT | cue::RELATIVE_TIME)
                || (item.has(cue::COORDINATOR) && j > i)
            {
                return false;
            }
            if self.is_finite(j) {
                return j > i && commas != 1;
            }
        }
        false
    }

    /// Whether “, officials said on Friday” stands at `i`.
    pub(super) fn is_trailing_speech(&self, i: usize) -> bool {
        for j in i..(i + 10).min(self.items.len()) {
            if self.ends_clause(j) || self.items[j].has(cue::COORDINATOR | cue::RELATIVE) {
                return false;
            }
            if self.is_finite(j) {
                return self.kind(j) == Some(EventType::Statement);
            }
        }
        false
    }

    /// Where what is said begins behind the verb of saying at `i` where no “that” opens it: “said the army
    /// had killed X”, “told The Sun it was”.
    pub(super) fn bare_complement(&self, i: usize) -> Option<usize> {
        let says = self.language() == Language::English
            && self.is_verb(i)
            && self.is_finite(i)
            && self.kind(i) == Some(EventType::Statement);
        let opens =
            cue::DETERMINER | cue::PERSON_PRONOUN | cue::PLURAL_PRONOUN | cue::GROUP_PRONOUN;
        let first = self.skip(i + 1);
        let mut start = first;
        let named = says && self.items.get(first)?.mention.is_some();
        if named && self.items.get(first + 1)?.has(opens) {
            start = first + 1;
        }
        (says && self.predicate_follows(start)).then_some(start)
    }

    /// Whether a noun phrase begins at `start` whose predicate follows within the clause.
    fn predicate_follows(&self, start: usize) -> bool {
        let ends = cue::RELATIVE
            | cue::RELATIVE_TIME
            | cue::COMPLEMENT
            | cue::INFINITIVE
            | cue::SUBORDINATOR
            | cue::TEMPORAL;
        let mut commas = 0;
        for j in start..(start + 20).min(self.items.len()) {
            let item = &self.items[j];
            let named = item.mention.is_some();
            if self.is_bracketed(j) {
                continue;
            }
            if self.mark(j, ",") {
                commas += 1;
            } else if self.predicate_at(j) && !self.is_attributive(j) {
                let sure = !item.looks_like_verb || self.takes_object(j);
                return j > start && commas != 1 && sure;
            } else if item.shape == Shape::Mark || item.has(ends) && !named {
                return false;
            }
            if j == start && item.has(cue::PREPOSITION | cue::COORDINATOR) && !named {
                return false;
            }
        }
        false
    }

    /// The item behind the noun phrase that begins at `i`.
    pub(super) fn phrase_end(&self, i: usize) -> usize {
        let mut end = i;
        while end < self.items.len()
            && end < i + 6
            && self.items[end].shape != Shape::Mark
            && !self.items[end].has(cue::COORDINATOR)
        {
            end += 1;
        }
        end
    }

    /// A participle right behind a noun where a finite verb was seen already, or in Spanish
    /// without a helper.
    pub(super) fn is_reduced_relative(&self, i: usize, told: bool) -> bool {
        if i == 0 || !self.is_verb(i) {
            return false;
        }
        let before = &self.items[i - 1];
        let behind_noun = before.mention.is_some()
            || self.is_plain(i - 1) && !before.has(cue::DETERMINER | cue::ADVERB | cue::NEGATION);
        let helped = (i.saturating_sub(4)..i).any(|j| self.items[j].has(cue::HELPER));
        match self.tense(i) {
            Some(Tense::Participle) => behind_noun && !helped,
            Some(Tense::PastOrParticiple) => {
                let describes = told || self.leads_to_predicate(i);
                behind_noun && !helped && describes && !self.takes_object(i)
            }
            _ => false,
        }
    }

    /// Whether the English participle at `i` has a preposition behind it, and then a verb with an object
    /// follows before any mark: “officers assigned to the bridge arrested a man”.
    fn leads_to_predicate(&self, i: usize) -> bool {
        let item = |j: usize| self.items.get(j);
        let governs = item(i + 1).is_some_and(|next| next.has(cue::PREPOSITION))
            && item(i + 2).is_some_and(|next| next.date.is_none());
        if !governs || self.language() != Language::English {
            return false;
        }
        let ends = cue::COORDINATOR | cue::RELATIVE | cue::COMPLEMENT | cue::SUBORDINATOR;
        let mut behind = (i + 2..self.items.len()).take_while(|j| {
            let word = &self.items[*j];
            word.shape != Shape::Mark && !(word.has(ends) && word.mention.is_none())
        });
        let verb = behind.find(|j| self.is_finite(*j) && !self.items[*j].has(cue::HELPER));
        verb.is_some_and(|j| {
            self.is_verb(j) && self.takes_object(j) && self.items[j - 1].mention.is_some()
        })
    }

    /// Whether the item can stand between a Spanish verb and the infinitive or gerund that it helps:
    /// “volverán a reunirse”, “tuvo que ser operado”, “terminó por atacarla”.
    pub(super) fn joins_infinitive(&self, i: usize) -> bool {
        let item = &self.items[i];
        let joins = cue::PREP_TO
            | cue::PREP_OF
            | cue::PREP_BY
            | cue::COMPLEMENT
            | cue::CLITIC
            | cue::REFLEXIVE
            | cue::NEGATION;
        self.language() == Language::Spanish
            && item.mention.is_none()
            && (item.has(joins) || self.is_verb(i) && self.is_infinitive(i))
    }

    /// The finite verb that carries the Spanish infinitive or gerund at `i`.
    pub(super) fn carrier(&self, i: usize) -> Option<usize> {
        let form = matches!(self.tense(i), Some(Tense::Infinitive | Tense::Gerund));
        let between = |j: &usize| self.joins_infinitive(*j) || self.items[*j].has(cue::ADVERB);
        let spanish = self.language() == Language::Spanish;
        let mut before = (i.saturating_sub(5)..i).rev().skip_while(between);
        before.next().filter(|j| form && spanish && self.is_verb(*j) && self.is_finite(*j))
    }

    /// Whether an English participle at `i` only describes the noun behind it: “the jailed capo”.
    pub(super) fn is_attributive(&self, i: usize) -> bool {
        let form = matches!(self.tense(i), Some(Tense::Participle | Tense::PastOrParticiple));
        if !form || self.language() != Language::English || !self.is_verb(i) {
            return false;
        }
        let noun_follows = self.items.get(i + 1).is_some_and(|next| {
            next.shape == Shape::Lower && (self.is_plain(i + 1) || self.is_noun(i + 1))
        });
        // “drug-related offences”
        let hyphened = i > 0
            && self.mark(i - 1, "-")
            && self.items[i - 1].span.end == self.items[i].span.start;
        // “on orders from imprisoned traffickers”
        let governed = i.checked_sub(1).is_some_and(|before| {
            let item = &self.items[before];
            let others = cue::TEMPORAL | cue::COORDINATOR | cue::INFINITIVE;
            item.has(cue::PREPOSITION) && !item.has(others)
        });
        if (hyphened || governed) && noun_follows {
            return true;
        }
        let adverb = i > 0 && self.items[i - 1].has(cue::ADVERB);
        let opens = i.checked_sub(1 + usize::from(adverb)).is_some_and(|before| {
            let item = &self.items[before];
            let determiner = item.has(cue::DETERMINER | cue::POSSESSIVE)
                && !item.has(cue::RELATIVE | cue::COMPLEMENT | cue::COORDINATOR);
            determiner || before > 0 && self.is_possessive(before - 1)
        });
        opens
            && self.items.get(i + 1).is_some_and(|next| {
                let named = next.mention.is_some() && !next.has(cue::DETERMINER);
                named || self.is_noun(i + 1) || self.is_plain(i + 1) && next.shape.is_word()
            })
    }

    /// Whether a Spanish participle at `i` stands between an article and the one whom it describes: “del abatido
    /// X”, “el detenido alcalde”.
    pub(super) fn is_epithet(&self, i: usize) -> bool {
        let article = i.checked_sub(1).is_some_and(|before| {
            let word = &self.items[before];
            word.has(cue::DEFINITE) && word.mention.is_none()
        });
        let next = self.items.get(i + 1);
        article
            && self.language() == Language::Spanish
            && self.tense(i) == Some(Tense::Participle)
            && next.is_some_and(|next| next.mention.is_some() || next.has(cue::TITLE | cue::OFFICE))
    }

    /// Whether an English noun at `i` only tells whose officers stand behind it: “operations officers”.
    pub(super) fn is_of_officer(&self, i: usize) -> bool {
        let officers = cue::MEMBER | cue::TITLE | cue::OFFICE;
        let next = self.items.get(i + 1);
        self.language() == Language::English
            && self.is_noun(i)
            && next.is_some_and(|next| next.shape == Shape::Lower && next.has(officers))
            && self.is_plain(i + 1)
    }

    /// Whether the item is a determiner with its noun: “la captura”, not the clitic of “la capturó”.
    fn is_plain_noun_ahead(&self, i: usize) -> bool {
        self.items[i].has(cue::DETERMINER)
            && self.items.get(i + 1).is_some_and(|next| {
                next.mention.is_some()
                    || self.is_plain(i + 1)
                    || self.is_noun(i + 1)
                    || next.date.is_some()
            })
    }

    /// Whether a noun or adjective stands at `i`, so that “his” before it is no object.
    pub(super) fn is_noun_ahead(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|it| {
            it.mention.is_some() || self.is_noun(i) || (self.is_plain(i) && !it.has(cue::ADVERB))
        })
    }
}
