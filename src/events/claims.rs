//! What is only claimed: hearsay, accusations, the versions of a side.

use super::clauses::Link;
use super::cue;
use super::factuality::Reader;
use super::govern::is_grave;
use super::inflect::Tense;
use crate::model::EventType;

impl Reader<'_, '_> {
    pub(super) fn allegation(&self) -> Option<usize> {
        let helper = self.helper(cue::ALLEGATION | cue::ACCUSES).or_else(|| self.accusation());
        if self.draft.kind == EventType::Statement && helper.is_none() {
            return None;
        }
        helper.or_else(|| self.hearsay()).or_else(|| self.claim()).or_else(|| self.version())
    }

    /// A cue of hearsay at the head of the clause or its host: “Se dijo que …”, “Allegedly, …”.
    fn hearsay(&self) -> Option<usize> {
        let mut clause = Some(self.draft.clause);
        let mut steps = 0;
        while let Some(c) = clause {
            let cue = self.clauses.items(c).find(|&j| {
                let item = &self.scene.items[j];
                item.has(cue::ALLEGATION)
                    && !item.has(cue::HAVE)
                    && (c != self.draft.clause
                        || j < self.draft.trigger
                        || j > 0 && self.scene.mark(j - 1, ","))
                    && self.scene.items.get(j + 1).is_some_and(|n| {
                        // “Se presume que los Zetas …”
                        j == self.scene.head
                            || !n.has(cue::DETERMINER)
                                && (n.mention.is_none() || c != self.draft.clause)
                    })
            });
            if cue.is_some() {
                return cue;
            }
            let link = self.clauses.list[c].link;
            clause = self.clauses.list[c].host.filter(|_| link == Link::Complement);
            steps += 1;
            if steps > 4 {
                break;
            }
        }
        None
    }

    /// “accused of leading …”: said of the deed that follows at once.
    fn accusation(&self) -> Option<usize> {
        let trigger = self.draft.trigger;
        let between =
            cue::HAVE | cue::CLITIC | cue::INFINITIVE | cue::PREPOSITION | cue::DETERMINER;
        let passes = |j: &usize| {
            let item = &self.scene.items[*j];
            let gerund = self.scene.tense(*j) == Some(Tense::Gerund);
            item.has(between) || item.mention.is_some() || self.scene.is_plain(*j) || gerund
        };
        let mut before = (trigger.saturating_sub(6)..trigger).rev();
        let last = before.find(|j| self.scene.items[*j].tells(cue::ACCUSES) || !passes(j))?;
        self.scene.items[last].tells(cue::ACCUSES).then_some(last)
    }

    /// The version of someone who takes a side: “according to the indictment, he ordered …”.
    fn version(&self) -> Option<usize> {
        let (scene, draft) = (self.scene, self.draft);
        if !self.is_contested() {
            return None;
        }
        let cited = (0..scene.items.len()).filter(|j| scene.items[*j].has(cue::ATTRIBUTION));
        let sides = |at: &usize| {
            let near = self.clauses.of[*at] == draft.clause
                || self.clauses.speech_of(draft.clause)
                    == self.clauses.speech_of(self.clauses.of[*at]);
            let source =
                (at + 1..scene.items.len().min(at + 6)).take_while(|j| !scene.mark(*j, ","));
            near && source.into_iter().any(|j| scene.items[j].tells(cue::CLAIMANT))
        };
        cited.into_iter().find(sides)
    }

    /// Whether a happening is a deed that sides dispute, not a step that courts and police take.
    fn is_contested(&self) -> bool {
        use EventType::{
            Abduction, Agreement, Aid, Attack, Deployment, Killing, Leak, Meeting, Order, Other,
            Policy,
        };
        match self.draft.kind {
            Other | Order | Aid | Agreement | Meeting | Policy | Deployment | Leak => true,
            // Nobody disputes that he “was shot dead”, but that a man did it.
            Killing | Attack | Abduction => {
                self.scene.is_verb(self.draft.trigger) && self.helper(cue::BE).is_none()
            }
            _ => false,
        }
    }

    /// Told by someone with a stake: “testified that he had paid …”.
    fn claim(&self) -> Option<usize> {
        let clause = &self.clauses.list[self.draft.clause];
        if clause.link != Link::Complement {
            return None;
        }
        let deed = self.is_contested() && !is_grave(self.draft.kind);
        let sides = if deed { cue::STANCE | cue::CLAIMANT } else { cue::STANCE };
        self.clauses.items(clause.host?).filter(|j| *j < clause.start).find(|&j| {
            self.scene.items[j].tells(sides)
                || self.scene.kind(j) == Some(EventType::Trial) && self.scene.is_verb(j)
        })
    }
}
