//! Happenings without a date of their own that share one with another of the sentence.

use super::clauses::{Clause, Link};
use super::cue;
use super::govern::{Draft, Governor, is_grave};
use super::inflect::Tense;
use super::lexicon::Strength;
use crate::model::{Anchor, Basis, Doubt, EventType, Language, Timex};

impl Governor<'_, '_> {
    /// Happenings without a date of their own that share the date at the head of the sentence or
    /// of the clause that they continue; `dates` are the items of all that can date one.
    pub(super) fn shared(&self, drafts: &[Draft], dates: &[usize]) -> Vec<Draft> {
        let mut shared = Vec::new();
        for clause in 0..self.clauses.list.len() {
            let dated = drafts.iter().any(|d| d.clause == clause)
                || self.clauses.items(clause).any(|i| self.is_date(i));
            if dated {
                continue;
            }
            let Some(verb) = self.strong_predicate(clause) else { continue };
            let date = self.date_shared_with(clause, verb, drafts, dates);
            let date = date.or_else(|| self.date_at_end(clause, verb, drafts));
            let Some(i) = date.or_else(|| self.date_of_fronted(clause, verb, drafts)) else {
                continue;
            };
            let noun = self.noun_for(verb, clause);
            let draft = self.draft(verb, noun, i, Doubt::SharedDate.into());
            // “was seized in 2019 and awaits trial”: it is still to come.
            let awaits = self.scene.items[verb].tells(cue::AWAITS);
            if !awaits || draft.kind == EventType::Conviction {
                shared.push(draft);
            }
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

    fn date_shared_with(
        &self,
        clause: usize,
        verb: usize,
        drafts: &[Draft],
        dates: &[usize],
    ) -> Option<usize> {
        let link = self.clauses.list[clause].link;
        let host = self.clauses.list[clause].host?;
        let kind = self.scene.kind(verb)?;
        let grave = is_grave(kind);
        let leading = dates.iter().copied().find(|i| self.leads(*i));
        // “convicted X on May 9, after a long trial, and acquitted Y”
        let aside = self.clauses.list[host].link == Link::Temporal
            && self.strong_predicate(host).is_none()
            && !drafts.iter().any(|d| d.clause == host);
        let host = self.clauses.list[host].host.filter(|_| aside).unwrap_or(host);
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
            // “told X on January 27, as he sentenced him to 14 years”
            Link::Subordinate | Link::Temporal if grave => {
                let opens = self.scene.items[self.clauses.list[clause].start].has(cue::MEANWHILE);
                let past = matches!(
                    self.scene.tense(verb),
                    Some(Tense::Past | Tense::PastOrParticiple | Tense::Participle)
                );
                let said = drafts.iter().find(|d| d.clause == host);
                let said = said.is_some_and(|d| d.kind == EventType::Statement && d.trigger < verb);
                (opens && past && said).then(of_host).flatten()
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
        use EventType::{Conviction, Extradition, Migration, Office, Release, Statement, Trial};
        let later = [Conviction, Extradition, Migration, Office, Release, Statement, Trial];
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

    /// The date of what happened when this did, told before it: “When X was held on May 3, the cartel attacked
    /// the town”.
    fn date_of_fronted(&self, clause: usize, verb: usize, drafts: &[Draft]) -> Option<usize> {
        let scene = self.scene;
        let grave = scene.kind(verb).is_some_and(is_grave);
        let past = matches!(
            scene.tense(verb),
            Some(Tense::Past | Tense::PastOrParticiple | Tense::Participle)
        );
        // “had been charged before”
        let before = (verb.saturating_sub(4)..verb).any(|j| scene.items[j].has(cue::HAVE));
        let draft = drafts.iter().find(|draft| {
            let Clause { link, host, start, .. } = self.clauses.list[draft.clause];
            let opens = cue::MEANWHILE | cue::RELATIVE_TIME;
            let fronted = matches!(link, Link::Subordinate | Link::Temporal) && start < verb;
            fronted && host == Some(clause) && scene.items[start].has(opens)
        })?;
        let at = self.clauses.items(draft.clause);
        let mut at = at.filter(|i| scene.items[*i].date == Some(draft.date));
        at.next().filter(|_| grave && past && !before)
    }

    /// The happening of the clause around the date's own, where the date is as much or rather its:
    /// “was shot as he left his home in May”, “found 800 kilos hidden in a truck in May”.
    pub(super) fn around(&self, draft: &Draft, clause: usize, i: usize) -> Option<Draft> {
        let Clause { link, host, start, .. } = self.clauses.list[clause];
        let mut host = host?;
        // “captured in an operation called X organized by Y in May”
        while link == Link::Participle
            && self.clauses.list[host].link == Link::Participle
            && self.strong_predicate(host).is_none()
        {
            host = self.clauses.list[host].host?;
        }
        let dated = self.clauses.items(host).any(|j| self.is_date(j));
        let weak = self.scene.trigger(draft.trigger).is_none_or(|t| t.strength < Strength::Strong);
        let opens = match link {
            // “was arrested after he landed in Las Vegas in 2013”
            Link::Temporal if matches!(draft.kind, EventType::Meeting | EventType::Migration) => {
                true
            }
            Link::Relative | Link::Subordinate | Link::Temporal => {
                self.scene.items[start].has(cue::MEANWHILE) && start < i
            }
            Link::Participle => {
                weak && draft.trigger + 2 < i
                    && (0..start).next_back().is_some_and(|before| !self.scene.mark(before, ","))
            }
            _ => false,
        };
        // Speech, and what goes on meanwhile: “was fighting a dam when she was shot in May”.
        let (speech, gerund) = (Some(EventType::Statement), Some(Tense::Gerund));
        let other = |verb| self.scene.kind(verb) == speech || self.scene.tense(verb) == gerund;
        let fits = |verb: &usize| opens && !dated && *verb < start && !other(*verb);
        let verb = self.strong_predicate(host).filter(fits)?;
        Some(self.draft(verb, self.noun_for(verb, host), i, Doubt::DateInOtherClause.into()))
    }

    /// Drops a later year with which an explanation behind the happening of a day ends: “was arrested on
    /// Tuesday in Y, one of the killers of X in 2014”. `dates` are triggers with the items of their dates.
    pub(super) fn drop_years_of_others(&self, drafts: &mut Vec<Draft>, dates: &[(usize, usize)]) {
        let days = |i: usize| self.scene.items[i].date.map(|date| self.scene.dates[date].days);
        let is_day = |i: usize| days(i).is_some_and(|days| days.earliest == days.latest);
        let told = |j: usize| self.scene.is_verb(j) || self.scene.is_strong_noun(j);
        let apart = |trigger: usize, year: usize| {
            let comma = (trigger..year).rev().find(|j| self.scene.mark(*j, ","));
            let joined = self.scene.items[year - 1].has(cue::COORDINATOR);
            comma.is_some_and(|comma| year > comma + 4 && !(comma..year).any(told)) && !joined
        };
        let other = |draft: &Draft, year: usize| {
            let same = |(trigger, day): &(usize, usize)| {
                *trigger == draft.trigger && *day < year && is_day(*day)
            };
            draft.trigger < year && dates.iter().any(same) && apart(draft.trigger, year)
        };
        drafts.retain(|draft| {
            let at = dates.iter().find(|(trigger, i)| {
                *trigger == draft.trigger && self.scene.items[*i].date == Some(draft.date)
            });
            !at.is_some_and(|(_, year)| !is_day(*year) && other(draft, *year))
        });
    }

    /// Drops a stretch of time at the head of a sentence that is counted from something else where the same
    /// happening has its own day: “Two days after the arrest of X, Y attacked the jail on May 5”.
    pub(super) fn drop_measured(&self, drafts: &mut Vec<Draft>, dates: &[(usize, usize)]) {
        let timex = |i: usize| self.scene.items[i].date.map(|date| &self.scene.dates[date]);
        let explicit = |i: usize| timex(i).is_some_and(|t| t.basis == Basis::Explicit);
        let measured = |i: usize, from: usize| {
            let span = self.scene.items[from].span;
            let anchored = |timex: &Timex| match timex.anchor {
                Some(Anchor::Event(_, date) | Anchor::Date(date)) => date.overlaps(span),
                _ => false,
            };
            timex(i).is_some_and(anchored)
        };
        drafts.retain(|draft| {
            let own = |(trigger, i): &&(usize, usize)| {
                *trigger == draft.trigger && self.scene.items[*i].date == Some(draft.date)
            };
            let Some((_, first)) = dates.iter().find(own).filter(|(_, i)| self.heads(*i)) else {
                return true;
            };
            let sharp = |(trigger, i): &(usize, usize)| {
                *trigger == draft.trigger
                    && i > first
                    && explicit(*i)
                    && measured(*first, *i)
                    && !self.scene.items[i - 1].has(cue::COORDINATOR)
            };
            !dates.iter().any(sharp)
        });
    }

    /// What a verb without a type of its own leaves to a “when” or “where”: “the case was settled in May,
    /// when a jury convicted him”.
    pub(super) fn told_when(&self, verb: usize, clause: usize, i: usize) -> Option<Draft> {
        // “the record was set on May 3, when 28 people died”
        let records = self.scene.lexicon.senses.marked.records;
        let tops =
            || self.clauses.items(clause).any(|j| self.scene.items[j].companions & records != 0);
        let days = self.scene.dates[self.scene.items[i].date?].days;
        let of_record = self.scene.kind(verb) == Some(EventType::Trend)
            && days.earliest.is_some()
            && days.earliest == days.latest
            && tops();
        let weak = self.scene.strength(verb)? == Strength::Weak || of_record;
        let told = (clause + 1..self.clauses.list.len()).find(|c| {
            let other = &self.clauses.list[*c];
            let tells = cue::RELATIVE_TIME | cue::RELATIVE_PLACE;
            other.start > i.max(verb) && self.scene.items[other.start].has(tells)
        })?;
        let dated = self.clauses.items(told).any(|j| self.is_date(j));
        let verb = self.strong_predicate(told).filter(|_| weak && !dated)?;
        Some(self.draft(verb, self.noun_for(verb, told), i, Doubt::DateInOtherClause.into()))
    }

    /// What a Spanish “cuando” behind the date tells of the same time: “comenzó el 3 de mayo, cuando un juez
    /// emitió …”.
    pub(super) fn told_on_that_day(&self, draft: &Draft, i: usize) -> Option<Draft> {
        let scene = self.scene;
        let opener = i + 1 + usize::from(scene.mark(i + 1, ","));
        let told = scene.items.get(opener)?.has(cue::RELATIVE_TIME);
        let clause = self.clauses.of[opener];
        let own = clause != draft.clause
            && self.clauses.list[clause].start == opener
            && !self.clauses.items(clause).any(|j| self.is_date(j));
        let verb = self.strong_predicate(clause).filter(|_| told && own)?;
        let grave = scene.kind(verb).is_some_and(is_grave) && draft.trigger < i;
        let spanish = scene.language() == Language::Spanish;
        let shared = || self.draft(verb, self.noun_for(verb, clause), i, Doubt::SharedDate.into());
        (spanish && grave).then(shared)
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
