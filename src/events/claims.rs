//! Who says that a happening happened: hearsay, accusations, the versions of a side.

use super::arguments::Caster;
use super::clauses::{Clause, Link};
use super::cue;
use super::factuality::Reader;
use super::frames::Role;
use super::govern::{Draft, is_grave};
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{Argument, EntityKind, EventType, Language};
use crate::tokens::Shape;

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
    let scene = caster.scene;
    if let Some(at) = cited_for(scene, draft) {
        let until = (at + 8).min(scene.items.len());
        let spanish = scene.language() == Language::Spanish;
        // “según confirmó una fuente a la AFP”, “de acuerdo con un video que difundió X”
        let ends = |j: usize| {
            let item = &scene.items[j];
            let told = item.has(cue::RELATIVE | cue::COMPLEMENT)
                || scene.is_verb(j) && scene.tense(j) == Some(Tense::Participle);
            scene.mark(j, ",") || spanish && told && item.mention.is_none()
        };
        let heard = |j: usize| spanish && caster.attachments.of(j).preposition & cue::PREP_TO != 0;
        let mut source = (at + 1..until).take_while(|j| !ends(*j)).filter(|j| !heard(*j));
        return source.find_map(|j| speaker(scene, j));
    }
    if draft.kind == EventType::Statement {
        return None;
    }
    let verb = speech_around(caster, draft).or_else(|| speech_behind(caster, draft));
    let Some(verb) = verb else { return cited(scene) };
    let named = |j: usize| speaker(scene, j);
    let of_speech = |a: &Argument| {
        scene.kind(verb) != Some(EventType::Report) || a.referent.kind() == EntityKind::Media
    };
    if let Some(found) = caster.subjects(verb).into_iter().find_map(named) {
        return Some(found).filter(of_speech);
    }
    let of_clause = |j: &usize| caster.clauses.of[*j] == caster.clauses.of[verb];
    // A Spanish subject is known by standing free; what hangs on a preposition is spoken of.
    let free = |j: &usize| {
        let a = caster.attachments.of(*j);
        scene.language() != Language::Spanish || a.preposition == 0 || a.of_member
    };
    (0..verb)
        .filter(of_clause)
        .filter(free)
        .find_map(named)
        .or_else(|| (verb + 1..scene.items.len()).filter(of_clause).filter(free).find_map(named))
        .or_else(|| caster.dropped_subject(verb, Some(Role::Actor)).into_iter().next())
        .filter(of_speech)
}

/// Whom the naming at `item` makes a source.
fn speaker(scene: &Scene<'_>, item: usize) -> Option<Argument> {
    let referent = scene.meant(item).first()?;
    let mention = scene.mention(item);
    let here = scene.items[item].span;
    let span = mention.map_or(here, |mention| mention.span);
    if referent.kind() == EntityKind::Place {
        // “authorities in Morelia said”, “a U.S. official said”: the place says nothing.
        let lies = item > 0 && scene.items[item - 1].has(cue::PREPOSITION) || item < scene.head;
        let government = !span.overlaps(here);
        let qualifies = scene.language() == Language::English
            && scene.items.get(item + 1).is_some_and(|next| {
                next.shape == Shape::Lower && scene.is_plain(item + 1) && !next.has(cue::ADVERB)
            });
        if lies || scene.is_possessive(item) || qualifies && !government {
            return None;
        }
    }
    Some(Argument { referent: referent.clone(), span, inferred: mention.is_none() })
}

/// The “according to” that is said of the happening: at the head of its part of the sentence, or behind
/// it.
fn cited_for(scene: &Scene<'_>, draft: &Draft) -> Option<usize> {
    let ends = |j: &usize| scene.mark(*j, ";");
    let start = (0..draft.trigger).rfind(ends).unwrap_or_default();
    let end = (draft.trigger..scene.items.len()).find(ends).unwrap_or(scene.items.len());
    let mut cues = (start..end).filter(|j| scene.items[*j].has(cue::ATTRIBUTION));
    cues.find(|at| *at > draft.trigger || !(start..*at).any(|j| scene.is_finite(j)))
}

/// The verb of saying around a happening that is told as said: “X said that …”.
fn speech_around(caster: &Caster<'_, '_>, draft: &Draft) -> Option<usize> {
    let (scene, clauses) = (caster.scene, caster.clauses);
    let mut clause = draft.clause;
    for _ in 0..4 {
        let Clause { link, host, start, .. } = clauses.list[clause];
        let goes_on = match link {
            Link::Complement => {
                let says = |j: &usize| is_said_by(scene, *j) && *j < start;
                return clauses.items(host?).rev().find(says);
            }
            Link::Temporal | Link::Subordinate => true,
            Link::Coordinate => {
                let verb = clauses.items(clause).find(|j| scene.is_finite(*j))?;
                caster.has_own_subject(verb)
            }
            _ => false,
        };
        clause = host.filter(|_| goes_on)?;
    }
    None
}

/// Whether a verb tells that something is said.
fn is_said_by(scene: &Scene<'_>, verb: usize) -> bool {
    use EventType::{Report, Statement, Trial};
    let told = matches!(scene.kind(verb), Some(Report | Statement | Trial));
    // “an alleged leader”
    let describes = verb > 0 && scene.items[verb - 1].has(cue::DETERMINER);
    told && scene.is_verb(verb) && !describes
}

/// The verb of saying that follows what is said, behind a comma: “…, X said”. Behind a semicolon it tells
/// something else.
fn speech_behind(caster: &Caster<'_, '_>, draft: &Draft) -> Option<usize> {
    let (scene, clauses) = (caster.scene, caster.clauses);
    if clauses.list[draft.clause].link == Link::Complement {
        return None;
    }
    let follows = |start: usize| {
        let comma = [Some(start), start.checked_sub(1), start.checked_sub(2)];
        start > draft.trigger && comma.iter().flatten().any(|j| scene.mark(*j, ","))
    };
    (draft.trigger + 1..scene.items.len()).find(|j| {
        let clause = &clauses.list[clauses.of[*j]];
        // “…, informó la Fiscalía”
        let inverted = clause.link == Link::Coordinate && *j <= clause.start + 1;
        is_said_by(scene, *j)
            && scene.kind(*j) != Some(EventType::Trial)
            && clauses.of[*j] != draft.clause
            && (clause.link == Link::Main || inverted)
            && follows(clause.start)
    })
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
