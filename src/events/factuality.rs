//! Whether a happening happened, by the words around its trigger, and who says so.

use super::clauses::{Clauses, Link};
use super::cue;
use super::govern::Draft;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{Argument, Day, EventType, Factuality, Span};

/// The factuality of `draft`.
pub(super) fn factuality(
    scene: &Scene<'_>,
    clauses: &Clauses,
    draft: &Draft,
    published: Option<Day>,
) -> Factuality {
    let reader = Reader { scene, clauses, draft };
    if reader.is_denied() {
        return Factuality::Denied;
    }
    let later = published.zip(scene.dates[draft.date].days.earliest).is_some_and(|(p, e)| e > p);
    if reader.is_hypothetical() {
        return Factuality::Hypothetical;
    }
    if later || reader.is_planned() {
        return Factuality::Planned;
    }
    if reader.is_alleged() {
        return Factuality::Alleged;
    }
    Factuality::Asserted
}

struct Reader<'s, 'a> {
    scene: &'s Scene<'a>,
    clauses: &'s Clauses,
    draft: &'s Draft,
}

impl Reader<'_, '_> {
    /// The items of the clause right before the trigger, back to a mark or noun phrase.
    fn before(&self) -> impl Iterator<Item = usize> + '_ {
        let trigger = self.draft.trigger;
        (trigger.saturating_sub(5)..trigger)
            .rev()
            .filter(|j| self.clauses.of[*j] == self.draft.clause)
            .take_while(|j| !self.scene.mark(*j, ",") && !self.is_other_verb(*j))
    }

    /// Whether the item is a verb that does not help another.
    fn is_other_verb(&self, j: usize) -> bool {
        let helps = cue::HELPER | cue::FUTURE | cue::MODAL | cue::NEGATION;
        self.scene.is_verb(j) && !self.scene.items[j].has(helps)
    }

    /// Whether one of `cues` stands among the helpers right before the verb.
    fn helped_by(&self, cues: u64) -> bool {
        let words = cue::HELPER
            | cue::ADVERB
            | cue::NEGATION
            | cue::MODAL
            | cue::FUTURE
            | cue::CLITIC
            | cue::REFLEXIVE
            | cue::INFINITIVE
            | cue::PERSON_PRONOUN
            | cue::ALLEGATION;
        self.before()
            .take_while(|j| self.scene.items[*j].has(words) || self.scene.items[*j].date.is_some())
            .any(|j| self.scene.items[j].has(cues))
    }

    fn is_denied(&self) -> bool {
        if !self.helped_by(cue::NEGATION) && !self.has_negated_subject() {
            return false;
        }
        // “was not closed until April”: it was, then.
        let until = (0..self.scene.items.len())
            .any(|j| j > self.draft.trigger && self.scene.items[j].has(cue::UNTIL))
            || self.scene.items.iter().any(|item| {
                item.date.is_some_and(|d| d == self.draft.date && self.starts_with_until(item.span))
            });
        !until
    }

    /// “No civilian died”.
    fn has_negated_subject(&self) -> bool {
        let start = self.clauses.list[self.draft.clause].start;
        let first = if self.scene.mark(start, ",") { start + 1 } else { start };
        self.scene.items.get(first).is_some_and(|item| item.has(cue::NEGATION))
            && first < self.draft.trigger
            && first + 4 >= self.draft.trigger
    }

    fn starts_with_until(&self, span: Span) -> bool {
        let text = span.of(self.scene.text());
        ["until ", "hasta "].iter().any(|word| text.starts_with(word))
    }

    fn is_hypothetical(&self) -> bool {
        if self.scene.tense(self.draft.trigger) == Some(Tense::Conditional)
            && self.draft.kind != EventType::Statement
        {
            return !self.is_in_speech();
        }
        let clause = &self.clauses.list[self.draft.clause];
        let conditional = self.scene.items[clause.start].has(cue::CONDITION);
        (self.helped_by(cue::MODAL) && !self.is_future_in_past()) || conditional
    }

    /// “said that it would send”: future seen from the past, no condition.
    fn is_future_in_past(&self) -> bool {
        let would = self
            .before()
            .any(|j| self.scene.items[j].span.of(self.scene.text()).eq_ignore_ascii_case("would"));
        would && self.is_in_speech()
    }

    fn is_in_speech(&self) -> bool {
        let mut clause = Some(self.draft.clause);
        let mut steps = 0;
        while let Some(c) = clause {
            let link = self.clauses.list[c].link;
            if link == Link::Complement {
                return true;
            }
            clause = self.clauses.list[c].host;
            steps += 1;
            if steps > 6 {
                break;
            }
        }
        false
    }

    fn is_planned(&self) -> bool {
        self.scene.tense(self.draft.trigger) == Some(Tense::Future)
            || self.helped_by(cue::FUTURE)
            || self.is_future_in_past()
    }

    fn is_alleged(&self) -> bool {
        if self.draft.kind == EventType::Statement && !self.helped_by(cue::ALLEGATION) {
            return false;
        }
        self.helped_by(cue::ALLEGATION) || self.clause_alleges() || self.is_claimed()
    }

    /// A cue of hearsay at the head of the clause or its host: “Se dijo que …”, “Allegedly, …”.
    fn clause_alleges(&self) -> bool {
        let mut clause = Some(self.draft.clause);
        let mut steps = 0;
        while let Some(c) = clause {
            let alleges = self.clauses.items(c).any(|j| {
                let item = &self.scene.items[j];
                item.has(cue::ALLEGATION)
                    && !item.has(cue::HAVE)
                    && (c != self.draft.clause
                        || j < self.draft.trigger
                        || self.scene.mark(j - 1, ","))
                    && self.scene.items.get(j + 1).is_some_and(|n| {
                        !n.has(cue::DETERMINER) && (n.mention.is_none() || c != self.draft.clause)
                    })
                    && !self.qualifies_noun(j)
            });
            if alleges {
                return true;
            }
            let link = self.clauses.list[c].link;
            clause = self.clauses.list[c].host.filter(|_| link == Link::Complement);
            steps += 1;
            if steps > 4 {
                break;
            }
        }
        false
    }

    /// “accused of leading …” says something of a person, not of the happening.
    fn qualifies_noun(&self, j: usize) -> bool {
        let text = self.scene.items[j].span.of(self.scene.text());
        text.contains(' ')
            && (text.ends_with(" of") || text.ends_with(" de") || text.ends_with(" por"))
    }

    /// Told by someone with a stake: “testified that he had paid …”.
    fn is_claimed(&self) -> bool {
        let clause = &self.clauses.list[self.draft.clause];
        if clause.link != Link::Complement {
            return false;
        }
        let Some(host) = clause.host else { return false };
        self.clauses.items(host).filter(|j| *j < clause.start).any(|j| {
            self.scene.items[j].has(cue::STANCE)
                || self.scene.kind(j) == Some(EventType::Trial) && self.scene.is_verb(j)
                || self.scene.text_of_stance(j)
        })
    }
}

impl Scene<'_> {
    /// Whether the verb of a trigger item is one of those that claim (the cue was hidden by it).
    fn text_of_stance(&self, item: usize) -> bool {
        self.stances.contains(&item)
    }
}

/// Who says so, where the sentence does.
pub(super) fn attribution(scene: &Scene<'_>, clauses: &Clauses, draft: &Draft) -> Option<Argument> {
    let named = |j: usize| {
        let mention = &scene.mentions[scene.items[j].mention?];
        Some(Argument { referent: mention.referent.clone(), span: mention.span, inferred: false })
    };
    // “according to X”
    let cue_at = (0..scene.items.len()).find(|j| scene.items[*j].has(cue::ATTRIBUTION));
    if let Some(at) = cue_at {
        return (at + 1..(at + 8).min(scene.items.len())).find_map(named);
    }
    if draft.kind == EventType::Statement {
        return None;
    }
    // “X said that …”, “…, X said”
    let complement = clauses.list[draft.clause].link == Link::Complement;
    let says = |j: &usize| {
        scene.kind(*j) == Some(EventType::Statement) && scene.is_verb(*j) && *j != draft.trigger
    };
    let verb = if complement {
        let host = clauses.list[draft.clause].host?;
        clauses.items(host).filter(|j| *j < draft.trigger).find(says)?
    } else {
        (draft.trigger..scene.items.len()).find(|j| {
            says(j)
                && clauses.of[*j] != draft.clause
                && clauses.list[clauses.of[*j]].link == Link::Main
        })?
    };
    let clause = clauses.of[verb];
    clauses
        .items(clause)
        .filter(|j| *j < verb)
        .find_map(named)
        .or_else(|| clauses.items(clause).filter(|j| *j > verb).find_map(named))
}
