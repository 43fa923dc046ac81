//! Dates that are measured from what a clause tells: “a week after his brother was killed”.

use super::cue;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::Mention;
use crate::tokens::Tokens;

impl Scene<'_> {
    /// The last token of the date whose tokens are `first` to `last`: before the “after” of a clause, whose
    /// subject belongs to its verb and not to the date. `stop` is the token behind the sentence.
    pub(super) fn end_of_measure(
        &self,
        tokens: &Tokens,
        first: usize,
        last: usize,
        stop: usize,
    ) -> usize {
        let next = |i: usize| (i + 1 < stop).then_some(i + 1);
        let opener = (first + 1..=last).find_map(|at| {
            let facts = self.lexicon.facts(tokens[at].word);
            let mut cues = facts.cues;
            if facts.begins_phrase {
                self.lexicon.phrases.find_at(tokens, at, next, |_, values| {
                    cues = values.iter().fold(0, |all, bits| all | bits);
                });
            }
            (cues & cue::TEMPORAL != 0).then_some((at, cues))
        });
        let Some((at, cues)) = opener else { return last };
        // “a week after Juan Pérez was killed”: the date can end within the name.
        let end = tokens[last].span().end;
        let mention = self.mentions.partition_point(|mention| mention.span.end <= end);
        let within = self.mentions.get(mention).filter(|mention| mention.span.start < end);
        let named = |mention: &Mention| {
            (last..stop).take_while(|i| (tokens[*i].start as usize) < mention.span.end).last()
        };
        let subject = within.and_then(named).unwrap_or(last);
        // “después de que”
        let clause = cues & cue::SUBORDINATOR != 0;
        let told = clause
            || self.begins_predicate(tokens, subject + 1, stop)
            || (at + 2..=last).any(|verb| self.is_past(tokens, verb, stop));
        if told { at - 1 } else { last }
    }

    /// Whether a verb in the past stands at token `at`: “two days after he accused”.
    fn is_past(&self, tokens: &Tokens, at: usize, stop: usize) -> bool {
        let next = |i: usize| (i + 1 < stop).then_some(i + 1);
        let verb = || self.longest_trigger(tokens, at, next);
        let past = |tense: Tense| matches!(tense, Tense::Past | Tense::PastOrParticiple);
        self.lexicon.facts(tokens[at].word).begins_form
            && verb().is_some_and(|(used, _)| past(used.tense))
    }

    /// Whether a finite verb or its helper stands at token `at`.
    fn begins_predicate(&self, tokens: &Tokens, at: usize, stop: usize) -> bool {
        if at >= stop {
            return false;
        }
        let facts = self.lexicon.facts(tokens[at].word);
        let next = |i: usize| (i + 1 < stop).then_some(i + 1);
        let verb = || self.longest_trigger(tokens, at, next);
        facts.cues & (cue::HELPER | cue::MODAL) != 0
            || facts.begins_form
                && verb()
                    .is_some_and(|(used, _)| used.tense != Tense::Noun && used.tense.is_finite())
    }
}
