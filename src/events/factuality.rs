//! Whether a happening happened, by the words around its trigger, and who says so.

use super::clauses::{Clauses, Link};
use super::cue;
use super::govern::Draft;
use super::inflect::Tense;
use super::scene::Scene;
use crate::model::{Argument, Day, EventType, Factuality, FactualityCue, Span};

/// The factuality of `draft`, and what shows it where that is not plain assertion.
pub(super) fn factuality(
    scene: &Scene<'_>,
    clauses: &Clauses,
    draft: &Draft,
    published: Option<Day>,
) -> (Factuality, Option<FactualityCue>) {
    let reader = Reader { scene, clauses, draft };
    let shown = |factuality, item: usize| {
        let span = scene.items[item].span;
        let by_form = item == draft.trigger;
        let cue = if by_form { FactualityCue::Form(span) } else { FactualityCue::Words(span) };
        (factuality, Some(cue))
    };
    // “if they are not filed”: nothing is denied.
    if let Some(item) = reader.condition() {
        return shown(Factuality::Hypothetical, item);
    }
    if let Some(item) = reader.denial() {
        return shown(Factuality::Denied, item);
    }
    let days = scene.dates[draft.date].days;
    let later = published.zip(days.earliest).is_some_and(|(p, e)| e > p);
    let long_past = published.zip(days.latest).is_some_and(|(p, l)| (p - l).num_days() > 366);
    if later && let Some(item) = reader.foreseen() {
        return shown(Factuality::Planned, item);
    }
    if let Some(item) = reader.hypothesis() {
        return shown(Factuality::Hypothetical, item);
    }
    if let Some(item) =
        reader.plan().filter(|item| !(long_past && told_as_future(scene, draft, *item)))
    {
        return shown(Factuality::Planned, item);
    }
    if later {
        return (Factuality::Planned, Some(FactualityCue::AfterPublication));
    }
    match reader.allegation() {
        Some(item) => shown(Factuality::Alleged, item),
        None => (Factuality::Asserted, None),
    }
}

/// “Guzmán se fugará en 2015”, told in 2020: a form of the future for what has come since, and no
/// plan.
fn told_as_future(scene: &Scene<'_>, draft: &Draft, cue: usize) -> bool {
    cue == draft.trigger && scene.tense(cue) == Some(Tense::Future)
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

    /// The item with one of `cues` among the helpers right before the verb.
    fn helper(&self, cues: u64) -> Option<usize> {
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
            .find(|j| self.scene.items[*j].has(cues))
    }

    fn denial(&self) -> Option<usize> {
        let negation = self.helper(cue::NEGATION).or_else(|| self.negated_subject())?;
        // “was not closed until April”: it was, then.
        let until = (0..self.scene.items.len())
            .any(|j| j > self.draft.trigger && self.scene.items[j].has(cue::UNTIL))
            || self.scene.items.iter().any(|item| {
                item.date.is_some_and(|d| d == self.draft.date && self.starts_with_until(item.span))
            });
        (!until).then_some(negation)
    }

    /// “No civilian died”.
    fn negated_subject(&self) -> Option<usize> {
        let start = self.clauses.list[self.draft.clause].start;
        let first = if self.scene.mark(start, ",") { start + 1 } else { start };
        let negates = self.scene.items.get(first)?.has(cue::NEGATION)
            && first < self.draft.trigger
            && first + 4 >= self.draft.trigger;
        negates.then_some(first)
    }

    fn starts_with_until(&self, span: Span) -> bool {
        let text = span.of(self.scene.text());
        ["until ", "hasta "].iter().any(|word| text.starts_with(word))
    }

    fn hypothesis(&self) -> Option<usize> {
        if self.scene.tense(self.draft.trigger) == Some(Tense::Conditional)
            && self.draft.kind != EventType::Statement
        {
            return (!self.is_in_speech()).then_some(self.draft.trigger);
        }
        self.helper(cue::MODAL).filter(|_| self.future_in_past().is_none())
    }

    /// The “if” of the clause.
    fn condition(&self) -> Option<usize> {
        let start = self.clauses.list[self.draft.clause].start;
        self.scene.items[start].has(cue::CONDITION).then_some(start)
    }

    /// “would be filed by July”, “comenzaría en julio”, of a day to come and without any “if”: what is
    /// meant to be.
    fn foreseen(&self) -> Option<usize> {
        if self.scene.items.iter().any(|item| item.has(cue::CONDITION)) {
            return None;
        }
        let conditional = self.scene.tense(self.draft.trigger) == Some(Tense::Conditional);
        let form = conditional.then_some(self.draft.trigger);
        form.or_else(|| self.would()).or_else(|| {
            let modal = self.helper(cue::MODAL)?;
            let text = self.scene.items[modal].span.of(self.scene.text());
            text.to_lowercase().starts_with("sería").then_some(modal)
        })
    }

    /// “said that it would send”: future seen from the past, no condition.
    fn future_in_past(&self) -> Option<usize> {
        self.would().filter(|_| self.is_in_speech())
    }

    fn would(&self) -> Option<usize> {
        let is = |j: &usize| {
            self.scene.items[*j].span.of(self.scene.text()).eq_ignore_ascii_case("would")
        };
        self.helper(cue::MODAL).filter(is).or_else(|| self.before().find(is))
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

    fn plan(&self) -> Option<usize> {
        let trigger = self.draft.trigger;
        let future = (self.scene.tense(trigger) == Some(Tense::Future)).then_some(trigger);
        future.or_else(|| self.helper(cue::FUTURE)).or_else(|| self.future_in_past())
    }

    fn allegation(&self) -> Option<usize> {
        let helper = self.helper(cue::ALLEGATION);
        if self.draft.kind == EventType::Statement && helper.is_none() {
            return None;
        }
        helper.or_else(|| self.hearsay()).or_else(|| self.claim())
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
                    && !self.qualifies_noun(j)
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

    /// “accused of leading …” says something of a person, not of the happening.
    fn qualifies_noun(&self, j: usize) -> bool {
        let text = self.scene.items[j].span.of(self.scene.text());
        text.contains(' ')
            && (text.ends_with(" of") || text.ends_with(" de") || text.ends_with(" por"))
    }

    /// Told by someone with a stake: “testified that he had paid …”.
    fn claim(&self) -> Option<usize> {
        let clause = &self.clauses.list[self.draft.clause];
        if clause.link != Link::Complement {
            return None;
        }
        self.clauses.items(clause.host?).filter(|j| *j < clause.start).find(|&j| {
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
        let until = (at + 8).min(scene.items.len());
        return (at + 1..until).take_while(|j| !scene.mark(*j, ",")).find_map(named);
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
        // It follows what is said, behind a comma; behind a semicolon it tells something else.
        let follows = |start: usize| {
            let comma = [Some(start), start.checked_sub(1), start.checked_sub(2)];
            start > draft.trigger && comma.iter().flatten().any(|j| scene.mark(*j, ","))
        };
        (draft.trigger..scene.items.len()).find(|j| {
            let clause = &clauses.list[clauses.of[*j]];
            says(j)
                && clauses.of[*j] != draft.clause
                && clause.link == Link::Main
                && follows(clause.start)
        })?
    };
    let clause = clauses.of[verb];
    clauses
        .items(clause)
        .filter(|j| *j < verb)
        .find_map(named)
        .or_else(|| clauses.items(clause).filter(|j| *j > verb).find_map(named))
}
