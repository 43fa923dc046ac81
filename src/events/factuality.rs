//! Whether a happening happened, by the words around its trigger.

use super::clauses::{Clauses, Link};
use super::cue;
use super::govern::Draft;
use super::inflect::Tense;
use super::kinds::touches_persons;
use super::scene::{Item, Scene};
use crate::model::{Day, EntityKind, EventType, Factuality, FactualityCue, Language};

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
    if let Some(item) = reader.question() {
        return shown(Factuality::Hypothetical, item);
    }
    // “faces up to life in prison”
    if draft.kind == EventType::Conviction && scene.items[draft.trigger].tells(cue::AWAITS) {
        return shown(Factuality::Hypothetical, draft.trigger);
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
    if let Some(item) = reader.hypothesis().filter(|item| !(long_past && reader.is_narrated(*item)))
    {
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

/// Reads the words around a happening for what they say of its truth.
pub(super) struct Reader<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) clauses: &'s Clauses,
    pub(super) draft: &'s Draft,
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
    pub(super) fn helper(&self, cues: cue::Cues) -> Option<usize> {
        let words = cue::HELPER
            | cue::ADVERB
            | cue::NEGATION
            | cue::MODAL
            | cue::FUTURE
            | cue::CLITIC
            | cue::REFLEXIVE
            | cue::INFINITIVE
            | cue::PERSON_PRONOUN
            | cue::ALLEGATION
            | cue::ACCUSES;
        self.before()
            .take_while(|j| self.scene.items[*j].has(words) || self.scene.items[*j].date.is_some())
            .find(|j| self.scene.items[*j].has(cues))
    }

    fn denial(&self) -> Option<usize> {
        let negation = self.helper(cue::NEGATION).or_else(|| self.negated_subject());
        let negation = negation.or_else(|| self.negated_carrier());
        let negation = negation.or_else(|| self.denied_by()).or_else(|| self.rejected());
        let negation = negation.or_else(|| self.vain_attempt())?;
        if self.is_corrected() {
            return None;
        }
        // “was not closed until April”: it was, then.
        let until = (0..self.scene.items.len())
            .any(|j| j > self.draft.trigger && self.scene.items[j].has(cue::UNTIL))
            || self.scene.items.iter().any(|item| {
                item.has(cue::UNTIL) && item.date.is_some_and(|d| d == self.draft.date)
            });
        (!until).then_some(negation)
    }

    /// “tried to flee”: nobody fled, while who tries to kill does attack.
    fn vain_attempt(&self) -> Option<usize> {
        use EventType::{Extradition, Release, Seizure};
        let kept = matches!(self.draft.kind, Extradition | Release | Seizure);
        self.helper(cue::ATTEMPT).filter(|_| kept)
    }

    /// “denied that he had met them”.
    fn denied_by(&self) -> Option<usize> {
        let clause = &self.clauses.list[self.draft.clause];
        // “es falso que X muriera”
        let before = clause.start.checked_sub(1);
        let falsehood = before.filter(|j| self.scene.items[*j].tells(cue::DENIES));
        if clause.link == Link::Relative && falsehood.is_some() {
            return falsehood;
        }
        let host = clause.host.filter(|_| clause.link == Link::Complement)?;
        let mut before = self.clauses.items(host).filter(|j| *j < clause.start).rev();
        before.find(|j| self.scene.items[*j].tells(cue::DENIES))
    }

    /// “denied having ordered it”, “descartó renunciar”, “negó la extradición”, “casi fue capturado”.
    fn rejected(&self) -> Option<usize> {
        let scene = self.scene;
        let trigger = self.draft.trigger;
        let denies = |j: usize| scene.items[j].tells(cue::DENIES);
        if touches_persons(self.draft.kind) && denies(trigger) {
            return Some(trigger);
        }
        let article = if scene.is_noun(trigger) { cue::DETERMINER } else { 0 };
        let between = cue::HAVE | cue::CLITIC | cue::INFINITIVE | cue::ADVERB | cue::BE | article;
        let mut before = (trigger.saturating_sub(4)..trigger).rev();
        let last = before.find(|j| denies(*j) || !scene.items[*j].has(between))?;
        // “casi siempre fue”
        let of_adverb = scene.items[last].has(cue::ADVERB)
            && scene.items[last + 1].has(cue::ADVERB | cue::DETERMINER);
        (denies(last) && !of_adverb).then_some(last)
    }

    /// Whether the clause goes on with what was instead: “no mató a X, sino a Y”.
    fn is_corrected(&self) -> bool {
        let scene = self.scene;
        let mut behind = self.draft.trigger + 1..scene.items.len();
        let ends = |j: usize| scene.items[j].has(cue::CORRECTS) || scene.is_finite(j);
        let Some(but) = behind.find(|j| ends(*j)) else { return false };
        let what = cue::PREPOSITION | cue::DETERMINER;
        let told = |next: &Item| next.mention.is_some() || next.has(what);
        scene.items[but].has(cue::CORRECTS) && scene.items.get(but + 1).is_some_and(told)
    }

    /// “No civilian died”.
    fn negated_subject(&self) -> Option<usize> {
        let first = self.behind_circumstance(self.clauses.list[self.draft.clause].start);
        let trigger = self.draft.trigger;
        // “Neither X nor Y was charged”
        let several = (first..trigger).any(|j| self.scene.items[j].has(cue::COORDINATOR))
            && !(first..trigger).any(|j| self.is_other_verb(j));
        let item = self.scene.items.get(first)?;
        // “without warning X was arrested”
        let negates = item.has(cue::NEGATION)
            && !item.has(cue::PREPOSITION)
            && first < trigger
            && (first + 4 >= trigger || several || self.is_of_subject(first));
        negates.then_some(first)
    }

    /// The first item of a clause from `start` behind when and where: “On 3 May, in Celaya, nobody”.
    fn behind_circumstance(&self, start: usize) -> usize {
        let scene = self.scene;
        let named = |j: usize| {
            scene.items.get(j).is_some_and(|item| {
                item.date.is_some() || scene.entity_kind(j) == Some(EntityKind::Place)
            })
        };
        let mut first = start;
        while first < self.draft.trigger {
            let before = scene.items[first].has(cue::PREP_IN | cue::PREP_ON) && named(first + 1);
            if !before && !named(first) && !scene.mark(first, ",") {
                break;
            }
            first += 1;
        }
        first
    }

    /// Whether only a noun phrase stands between item `first` and the verb: “ningún agente de la DEA fue
    /// detenido”, “none of the agents was charged”.
    fn is_of_subject(&self, first: usize) -> bool {
        let scene = self.scene;
        let within = cue::PREP_OF
            | cue::PREP_IN
            | cue::DETERMINER
            | cue::POSSESSIVE
            | cue::COORDINATOR
            | cue::NEGATION
            | cue::HELPER;
        let reach = self.draft.trigger <= first + 12;
        let phrase = |j: usize| {
            let item = &scene.items[j];
            item.mention.is_some() || scene.is_plain(j) || item.has(within)
        };
        reach && (first..self.draft.trigger).all(phrase)
    }

    /// “no pudo rescatar”: the negation of the verb that carries the infinitive.
    fn negated_carrier(&self) -> Option<usize> {
        let carrier = self.scene.carrier(self.draft.trigger)?;
        let of_verb = cue::ADVERB | cue::CLITIC | cue::REFLEXIVE | cue::HELPER;
        let mut before = (0..carrier).rev().take(4);
        let last = before.find(|j| !self.scene.items[*j].has(of_verb))?;
        self.scene.items[last].has(cue::NEGATION).then_some(last)
    }

    fn hypothesis(&self) -> Option<usize> {
        if self.scene.tense(self.draft.trigger) == Some(Tense::Conditional)
            && self.draft.kind != EventType::Statement
        {
            return (!self.is_in_speech()).then_some(self.draft.trigger);
        }
        let modal = self.helper(cue::MODAL).filter(|_| self.future_in_past().is_none());
        // “may have left”: nobody is sure, but of what was.
        modal.filter(|j| !self.scene.items[*j].has(cue::ALLEGATION))
    }

    /// “would be indicted three years later”, “sería detenido al año siguiente”, told without any “if”:
    /// what came, seen from before.
    fn is_narrated(&self, item: usize) -> bool {
        let form = item == self.draft.trigger || self.scene.items[item].has(cue::PROSPECT);
        form && !self.scene.items.iter().any(|item| item.has(cue::CONDITION))
    }

    /// The mark of a question whether it happened: “Was X arrested in May?”, “¿Fue detenido X en mayo?”.
    fn question(&self) -> Option<usize> {
        let scene = self.scene;
        let mark = (self.draft.trigger..scene.items.len()).find(|j| scene.mark(*j, "?"))?;
        let opens = |j: &usize| scene.mark(*j, "¿") || scene.mark(*j, "“") || scene.mark(*j, "\"");
        let start = (0..self.draft.trigger).rfind(opens).map_or(scene.head, |open| open + 1);
        // “Who ordered it?” takes for granted that someone did.
        let first = scene.items.get(start)?;
        // “¿Mataron a X en mayo?”
        let told = scene.language() == Language::Spanish
            && start > 0
            && scene.mark(start - 1, "¿")
            && (first.mention.is_some() || scene.is_verb(start));
        let asks = (first.has(cue::HELPER | cue::MODAL) || told) && !first.has(cue::RELATIVE);
        asks.then_some(mark)
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
        form.or_else(|| self.prospect())
    }

    /// “said that it would send”: future seen from the past, no condition.
    fn future_in_past(&self) -> Option<usize> {
        self.prospect().filter(|_| self.is_in_speech())
    }

    fn prospect(&self) -> Option<usize> {
        let seen = |j: &usize| self.scene.items[*j].has(cue::PROSPECT);
        self.helper(cue::PROSPECT).or_else(|| self.before().find(seen))
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
        // “planeó el asesinato de X”
        let told = self.draft.noun.is_some() && self.scene.items[trigger].has(cue::FUTURE);
        let planned = future.or(told.then_some(trigger));
        let planned = planned.or_else(|| self.helper(cue::FUTURE));
        planned.or_else(|| self.future_in_past()).or_else(|| self.set_for_date())
    }

    /// What says that a noun's date was only set: “the execution, scheduled for May 3”.
    fn set_for_date(&self) -> Option<usize> {
        let scene = self.scene;
        let date = scene.items.iter().position(|item| item.date == Some(self.draft.date))?;
        let before = (0..date).rev().find(|j| !scene.items[*j].has(cue::DETERMINER))?;
        let set = scene.is_noun(self.draft.trigger) && scene.items[before].has(cue::FUTURE);
        set.then_some(before)
    }
}
