//! Happenings without a date of their own that share one with another of the sentence.

use super::clauses::Link;
use super::cue;
use super::govern::{Draft, Governor, is_grave};
use super::inflect::Tense;
use super::lexicon::Strength;
use crate::model::EventType;

impl Governor<'_, '_> {
    /// Happenings without a date of their own that share the date at the head of the sentence or
    /// of the clause that they continue.
    pub(super) fn shared(&self, drafts: &[Draft]) -> Vec<Draft> {
        let mut shared = Vec::new();
        for clause in 0..self.clauses.list.len() {
            let dated = drafts.iter().any(|d| d.clause == clause)
                || self.clauses.items(clause).any(|i| self.is_date(i));
            if dated {
                continue;
            }
            let Some(verb) = self.strong_predicate(clause) else { continue };
            let date = self.date_shared_with(clause, verb, drafts);
            let Some(i) = date.or_else(|| self.date_at_end(clause, verb, drafts)) else { continue };
            let noun = self.noun_for(verb, clause);
            shared.push(self.draft(verb, noun, i, vec!["shared-date"]));
        }
        shared
    }

    pub(super) fn strong_predicate(&self, clause: usize) -> Option<usize> {
        self.clauses.items(clause).find(|i| {
            let Some(trigger) = self.scene.trigger(*i) else { return false };
            let says = match trigger.strength {
                Strength::Strong => true,
                Strength::Light => self.noun_for(*i, clause).is_some(),
                Strength::Weak => false,
            };
            !trigger.is_noun && says && self.is_predicate(*i)
        })
    }

    fn date_shared_with(&self, clause: usize, verb: usize, drafts: &[Draft]) -> Option<usize> {
        let link = self.clauses.list[clause].link;
        let host = self.clauses.list[clause].host?;
        let kind = self.scene.kind(verb)?;
        let grave = is_grave(kind);
        let leading = self.dates().into_iter().find(|i| self.leads(*i));
        let of_host = || {
            let draft = drafts.iter().find(|d| d.clause == host)?;
            (0..self.scene.items.len()).find(|i| self.scene.items[*i].date == Some(draft.date))
        };
        match link {
            Link::Main | Link::Coordinate => {
                let only_trailing = self.scene.kind(verb) == Some(EventType::Statement)
                    && link == Link::Main
                    && !self.scene.mark(self.clauses.list[clause].start.saturating_sub(1), ";");
                if only_trailing {
                    None
                } else {
                    leading.or_else(|| {
                        of_host().filter(|_| {
                            grave && link == Link::Coordinate || self.goes_on(clause, verb)
                        })
                    })
                }
            }
            Link::Participle if grave => {
                let gerund = self.scene.tense(verb) == Some(Tense::Gerund);
                gerund.then(|| leading.or_else(of_host)).flatten()
            }
            _ => None,
        }
    }

    /// The day at the end of the next clause that this one shares: “seized two tons and arrested four
    /// men on May 3”; not “was arrested and extradited in May”, where time may lie between.
    fn date_at_end(&self, clause: usize, verb: usize, drafts: &[Draft]) -> Option<usize> {
        use EventType::{Conviction, Extradition, Office, Release, Statement, Trial};
        let later = [Conviction, Extradition, Office, Release, Statement, Trial];
        let draft = drafts.iter().find(|d| {
            let beside = &self.clauses.list[d.clause];
            beside.host == Some(clause) && beside.link == Link::Coordinate
        })?;
        let kind = self.scene.kind(verb)?;
        let days = self.scene.dates[draft.date].days;
        let told =
            is_grave(kind) && is_grave(draft.kind) || self.goes_on(draft.clause, draft.trigger);
        let fits = told
            && days.earliest.is_some()
            && days.earliest == days.latest
            && !later.contains(&draft.kind)
            && !later.contains(&kind)
            // “ambushed a patrol and killed four agents”: one happening.
            && !(kind == EventType::Attack && draft.kind == EventType::Killing)
            && verb < draft.trigger;
        let at = (draft.trigger..self.scene.items.len())
            .find(|i| self.scene.items[*i].date == Some(draft.date));
        at.filter(|_| fits)
    }

    /// What a verb without a type of its own leaves to a “when” or “where”: “the case was settled in May,
    /// when a jury convicted him”.
    pub(super) fn told_when(&self, verb: usize, clause: usize, i: usize) -> Option<Draft> {
        let weak = self.scene.trigger(verb)?.strength == Strength::Weak;
        let told = (clause + 1..self.clauses.list.len()).find(|c| {
            let other = &self.clauses.list[*c];
            let tells = cue::RELATIVE_TIME | cue::RELATIVE_PLACE;
            other.start > i.max(verb) && self.scene.items[other.start].has(tells)
        })?;
        let dated = self.clauses.items(told).any(|j| self.is_date(j));
        let verb = self.strong_predicate(told).filter(|_| weak && !dated)?;
        Some(self.draft(verb, self.noun_for(verb, told), i, vec!["date-in-other-clause"]))
    }

    /// Whether the verb follows “and” at once, with the subject of the clause before: “met on Monday
    /// and agreed to …”.
    fn goes_on(&self, clause: usize, verb: usize) -> bool {
        let start = self.clauses.list[clause].start;
        let says = self.scene.kind(verb) == Some(EventType::Statement);
        let joined = self.scene.items[start].has(cue::COORDINATOR);
        let between = cue::ADVERB | cue::CLITIC | cue::REFLEXIVE | cue::HELPER | cue::NEGATION;
        // “is the largest of 2023 and has moved on”: another time.
        let perfect = (start + 1..verb).any(|j| self.scene.items[j].has(cue::HAVE));
        joined && !says && !perfect && (start + 1..verb).all(|j| self.scene.items[j].has(between))
    }

    /// Whether a date stands before every predicate, in the main line of the sentence.
    fn leads(&self, i: usize) -> bool {
        let clause = self.clauses.of[i];
        clause == 0 && (0..i).all(|j| !self.scene.is_finite(j)) && self.bound_noun(i).is_none()
    }
}
