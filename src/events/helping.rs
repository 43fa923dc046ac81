//! Which verbs only help another: “began selling”, “got arrested”, but “got 25 years”.

use super::cue;
use super::inflect::Tense;
use super::scene::Scene;
use crate::tokens::Shape;

impl Scene<'_> {
    /// Takes its helping sense from a verb with a noun phrase behind it: “got 25 years”, not “got arrested”.
    pub(super) fn free_of_helper(&mut self, verb: usize, next: usize) {
        let object = &self.items[next];
        let time = object.date.is_some_and(|date| self.dates[date].edtf.is_some());
        let phrase = object.shape == Shape::Number && !time
            || object.has(cue::DETERMINER) && !self.is_verb(next);
        let item = &mut self.items[verb];
        if phrase && item.trigger.is_some() && item.mention.is_none() {
            item.cues &= !cue::BE;
        }
    }

    /// Whether item `i` is an infinitive that a verb before a time helps: “began in 2008 to sell”.
    pub(super) fn is_begun(&self, i: usize) -> bool {
        let helper = if i > 0 { self.before_time(i) } else { i };
        helper + 1 < i && self.items[helper].has(cue::HELPER) && self.is_infinitive(i)
    }

    /// The item before item `i`, or the one before a time that stands between: “began in 2008 to sell”.
    pub(super) fn before_time(&self, i: usize) -> usize {
        let to = usize::from(self.items[i - 1].has(cue::INFINITIVE));
        let dated = |j: usize| self.items[j].date.is_some();
        let Some(date) = i.checked_sub(1 + to).filter(|j| *j > 0 && dated(*j)) else {
            return i - 1;
        };
        let placed = self.items[date - 1].has(cue::PREP_IN | cue::PREP_ON) && date > 1;
        date - 1 - usize::from(placed)
    }

    /// Takes its own meaning from a verb that only helps the next one: “began kidnapping”, “intentó
    /// detener”.
    pub(super) fn make_helper(&mut self, verb: usize, next: usize) {
        let helps = match self.tense(next).filter(|_| self.is_verb(next)) {
            Some(Tense::Gerund) => cue::BEGINS,
            _ if verb + 1 < next && self.is_verb(next) && self.is_infinitive(next) => {
                cue::BEGINS | cue::ATTEMPT
            }
            Some(Tense::Infinitive) => cue::ATTEMPT,
            _ => 0,
        };
        let item = &mut self.items[verb];
        if item.mention.is_none() && item.tells(helps) {
            item.trigger = None;
            item.looks_like_verb = false;
            item.cues |= cue::DO | item.hidden & helps;
        }
    }
}
