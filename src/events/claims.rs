//! Who says that a happening happened: hearsay, accusations, the versions of a side.

use super::arguments::Caster;
use super::clauses::Link;
use super::cue;
use super::factuality::Reader;
use super::frames::Role;
use super::govern::{Draft, is_grave};
use super::scene::Scene;
use crate::model::{Argument, EntityKind, EventType};

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
                        || self.scene.mark(j - 1, ","))
                    && self.scene.items.get(j + 1).is_some_and(|n| {
                        !n.has(cue::DETERMINER) && (n.mention.is_none() || c != self.draft.clause)
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
            item.has(between) || item.mention.is_some() || self.scene.is_plain(*j)
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

/// Who says so, where the sentence does.
pub(super) fn attribution(caster: &Caster<'_, '_>, draft: &Draft) -> Option<Argument> {
    let (scene, clauses) = (caster.scene, caster.clauses);
    let named = |j: usize| {
        let referent = scene.meant(j).first()?;
        // “authorities in Morelia said”: the town says nothing.
        let lies = j > 0 && scene.items[j - 1].has(cue::PREPOSITION) || j < scene.head;
        if lies && referent.kind() == EntityKind::Place {
            return None;
        }
        let mention = scene.mention(j);
        let span = mention.map_or(scene.items[j].span, |mention| mention.span);
        Some(Argument { referent: referent.clone(), span, inferred: mention.is_none() })
    };
    // “according to X”
    let cue_at = (0..scene.items.len()).find(|j| scene.items[*j].has(cue::ATTRIBUTION));
    if let Some(at) = cue_at {
        let until = (at + 8).min(scene.items.len());
        return (at + 1..until).take_while(|j| !scene.mark(*j, ",")).find_map(named);
    }
    if draft.kind == EventType::Statement {
        return None;
    }
    // “X said that …”, “…, X said”
    let complement = clauses.list[draft.clause].link == Link::Complement;
    let says = |j: &usize| {
        let kind = scene.kind(*j);
        let told =
            kind == Some(EventType::Statement) || complement && kind == Some(EventType::Trial);
        told && scene.is_verb(*j) && *j != draft.trigger
    };
    let verb = if complement {
        let host = clauses.list[draft.clause].host?;
        clauses.items(host).filter(|j| *j < draft.trigger).find(says)?
    } else {
        // It follows what is said, behind a comma; behind a semicolon it tells something else.
        let follows = |start: usize| {
            let comma = [Some(start), start.checked_sub(1), start.checked_sub(2)];
            start > draft.trigger && comma.iter().flatten().any(|j| scene.mark(*j, ","))
        };
        let verb = (draft.trigger..scene.items.len()).find(|j| {
            let clause = &clauses.list[clauses.of[*j]];
            // “…, informó la Fiscalía”
            let inverted = clause.link == Link::Coordinate && *j <= clause.start + 1;
            says(j)
                && clauses.of[*j] != draft.clause
                && (clause.link == Link::Main || inverted)
                && follows(clause.start)
        });
        match verb {
            Some(verb) => verb,
            None => return cited(scene),
        }
    };
    if let Some(found) = caster.subjects(verb).into_iter().find_map(named) {
        return Some(found);
    }
    let clause = clauses.of[verb];
    clauses
        .items(clause)
        .filter(|j| *j < verb)
        .find_map(named)
        .or_else(|| clauses.items(clause).filter(|j| *j > verb).find_map(named))
        .or_else(|| caster.dropped_subject(verb, Some(Role::Actor)).into_iter().next())
}

/// The outlet in brackets at the end: “(Reuters, 2025)”.
fn cited(scene: &Scene<'_>) -> Option<Argument> {
    let open = (scene.head..scene.items.len()).rev().take(8).find(|j| scene.mark(*j, "("))?;
    scene.items.get(open + 1)?;
    let mention = scene.mention(open + 1)?;
    (mention.referent.kind() == EntityKind::Media).then(|| Argument {
        referent: mention.referent.clone(),
        span: mention.span,
        inferred: false,
    })
}
