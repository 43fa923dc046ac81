//! Which noun tells a happening: one that a date belongs to, or one that says what a verb does.

use super::clauses::Link;
use super::cue;
use super::govern::{Draft, Governor};
use super::inflect::Tense;
use super::kinds::is_legal;
use super::lexicon::Strength;
use crate::model::{Doubts, Edtf, EntityKind, EventType, Language};
use crate::tokens::Shape;

impl Governor<'_, '_> {
    /// A noun that the date belongs to: “the 1985 murder of”, “the attack of July 1”.
    pub(super) fn bound_noun(&self, i: usize) -> Option<usize> {
        let scene = self.scene;
        let determined = i > 0
            && (scene.items[i - 1].has(cue::DETERMINER | cue::POSSESSIVE)
                || matches!(scene.items[i - 1].span.of(scene.text()), "’s" | "'s"));
        // “today’s sentencing”
        let date = scene.items[i].span.of(scene.text());
        let owns = date.ends_with("’s") || date.ends_with("'s");
        let reach = if determined || owns { i + 4 } else { i + 1 };
        // “the May 3, 2002, slaying of”
        let comma = determined
            && scene.mark(i + 1, ",")
            && scene.items.get(i + 2).is_some_and(|_| scene.is_strong_noun(i + 2));
        let first = if comma { i + 2 } else { i + 1 };
        let after = (first..reach.min(scene.items.len())).take_while(|j| scene.is_plain(*j));
        let is_noun = |j: &usize| scene.is_noun(*j) && scene.kind(*j) != Some(EventType::Trend);
        if let Some(noun) =
            after.take_while(|j| !scene.items[*j].has(cue::DETERMINER)).find(is_noun)
            && scene.language() == Language::English
        {
            return Some(noun);
        }
        let before = i.checked_sub(1)?;
        if let Some(noun) = self.noun_dated_within(i) {
            return Some(noun);
        }
        // “the tariffs scheduled for 4 March”
        if scene.items[before].has(cue::FUTURE) {
            return before.checked_sub(1).filter(|noun| scene.is_strong_noun(*noun));
        }
        let of = scene.items[before].has(cue::PREP_OF | cue::PREP_FROM);
        if !of {
            return self.noun_of_date_before(before);
        }
        let noun = before.checked_sub(1)?;
        is_noun(&noun).then_some(noun)
    }

    /// The noun whose date stands before its “of”: “the escape on Sunday of X”.
    fn noun_dated_within(&self, i: usize) -> Option<usize> {
        let scene = self.scene;
        let of = scene.items.get(i + 1)?.has(cue::PREP_OF);
        let timed = scene.items[i - 1].has(cue::PREP_ON | cue::PREP_IN);
        let noun = i.checked_sub(1 + usize::from(timed))?;
        (of && scene.is_strong_noun(noun)).then_some(noun)
    }

    /// The noun of the first of two joined dates: “the attacks of May 2 and the spring of 2011”.
    fn noun_of_date_before(&self, before: usize) -> Option<usize> {
        let scene = self.scene;
        let article = scene.items[before].has(cue::DETERMINER);
        let joint = if article { before.checked_sub(1)? } else { before };
        if !scene.items[joint].has(cue::COORDINATOR) || joint < 3 {
            return None;
        }
        let (noun, of, date) = (joint - 3, joint - 2, joint - 1);
        let bound = scene.items[of].has(cue::PREP_OF | cue::PREP_FROM) && self.is_date(date);
        (bound && scene.is_strong_noun(noun)).then_some(noun)
    }

    /// What someone is held to have done, where the date is no day on which anybody is accused or
    /// sentenced: “convicted of smuggling cocaine between 1989 and 2014”.
    pub(super) fn deed(&self, verb: usize, i: usize) -> Option<Draft> {
        use EventType::{Charge, Conviction, Statement, Trial};
        let scene = self.scene;
        let timex = &scene.dates[scene.items[i].date?];
        let kind = scene.kind(verb)?;
        let accuses = scene.items[verb].tells(cue::ACCUSES);
        let days = timex.days;
        let long = days.earliest.zip(days.latest).is_some_and(|(e, l)| (l - e).num_days() > 60);
        let open = days.earliest.is_some() && days.latest.is_none();
        let stretch = matches!(timex.edtf, Some(Edtf::Interval(..))) && (long || open);
        let now = self.stands_accused(verb) && matches!(kind, Charge | Conviction | Statement);
        // “arrested on Monday for the murder of X in 2004”
        let clause = self.clauses.of[i];
        let other = (0..i).rev().find(|j| self.is_date(*j) && self.clauses.of[*j] == clause);
        let second = other.is_some() && is_legal(kind);
        let looks_back =
            stretch && matches!(kind, Charge | Conviction) || accuses && long || now || second;
        if !looks_back || verb > i || scene.mark(i - 1, ",") {
            return None;
        }
        let step =
            |j: usize| matches!(scene.kind(j), Some(Charge | Conviction | Statement | Trial));
        let told = |j: usize| {
            scene.is_verb(j) || stretch || now || scene.items[j - 1].has(cue::DETERMINER)
        };
        let tells =
            |j: &usize| (scene.is_verb(*j) || scene.is_strong_noun(*j)) && !step(*j) && told(*j);
        let start = verb.max(other.unwrap_or_default()) + 1;
        let deed = (start..i).take(24).find(tells)?;
        Some(self.draft(deed, None, i, Doubts::default()))
    }

    /// Whether an English verb tells what is held against someone now: “is charged with killing X in 2004”.
    fn stands_accused(&self, verb: usize) -> bool {
        let scene = self.scene;
        let helper = (0..verb).rev().find(|j| !scene.items[*j].has(cue::ADVERB));
        let present = |j: usize| matches!(scene.items[j].span.of(scene.text()), "is" | "are");
        let behind = cue::PREP_WITH | cue::PREP_OF;
        let charged = scene.items.get(verb + 1).is_some_and(|next| next.has(behind));
        charged && scene.language() == Language::English && helper.is_some_and(present)
    }

    /// “in the 1985 conspiracy”: a year that only tells which one a noun means.
    pub(super) fn describes_noun(&self, i: usize) -> bool {
        let scene = self.scene;
        let article = i > 0 && scene.items[i - 1].has(cue::DETERMINER);
        let noun = scene.items.get(i + 1).is_some_and(|next| next.shape == Shape::Lower);
        let plain = |j: usize| scene.is_plain(j) || scene.tense(j) == Some(Tense::Gerund);
        article && noun && plain(i + 1) && scene.language() == Language::English
    }

    /// What a verb of saying tells of where the date is a stretch of time, through which nobody speaks:
    /// “blames the group for 200 murders between 2003 and 2013”.
    pub(super) fn noun_told(&self, verb: usize, clause: usize, i: usize) -> Option<usize> {
        let timex = &self.scene.dates[self.scene.items[i].date?];
        let says = self.scene.kind(verb) == Some(EventType::Statement);
        if !says || !matches!(timex.edtf, Some(Edtf::Interval(..))) {
            return None;
        }
        let between = self.clauses.items(clause).filter(|j| (verb + 1..i).contains(j));
        let told = |j: &usize| {
            let speech = Some(EventType::Statement);
            self.scene.is_strong_noun(*j) && self.scene.kind(*j) != speech
        };
        between.rev().find(told)
    }

    /// The noun before a date that itself stands before the predicate: “the extradition of X on 4 May
    /// set off a strike”.
    pub(super) fn noun_with_date(
        &self,
        clause: usize,
        i: usize,
        verb: Option<usize>,
    ) -> Option<usize> {
        let verb = verb.filter(|verb| *verb > i)?;
        let strong = self.scene.strength(verb) == Some(Strength::Strong);
        let phrase = |j: &usize| {
            let item = &self.scene.items[*j];
            item.mention.is_some()
                || self.scene.is_plain(*j)
                || item.has(cue::PREPOSITION | cue::DETERMINER)
        };
        // “La muerte de X, el 3 de mayo, dejó …”
        let inserted = i.checked_sub(1).filter(|comma| self.is_inserted(*comma, i, clause));
        let end = inserted.unwrap_or(i);
        let mut before = self.clauses.items(clause).filter(|j| *j < end).rev().take_while(phrase);
        let noun = before.find(|j| self.scene.is_strong_noun(*j));
        noun.filter(|noun| (!strong || *noun + 1 < i) && !self.is_cited(*noun))
    }

    /// Whether a noun is who or what says so: “according to the indictment”.
    fn is_cited(&self, noun: usize) -> bool {
        let mut before = (noun.saturating_sub(4)..noun)
            .rev()
            .take_while(|j| self.scene.items[*j].shape != Shape::Mark);
        before.any(|j| self.scene.items[j].has(cue::ATTRIBUTION))
    }

    /// The noun that tells what a light or weak verb does.
    pub(super) fn noun_for(&self, verb: usize, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let strength = scene.strength(verb)?;
        if strength == Strength::Strong {
            return self.deed_that_shows(verb, clause);
        }
        let named = |j: &usize| scene.is_strong_noun(*j) && !self.is_cited(*j);
        let light = strength == Strength::Light;
        let after = self
            .clauses
            .items(clause)
            .filter(|j| *j > verb)
            .take_while(|j| !self.is_predicate(*j))
            .find(|j| named(j) || light && scene.is_noun(*j));
        let before = self.head_noun(verb, clause).filter(named);
        let last = || self.clauses.items(clause).filter(|j| *j < verb).rfind(named);
        let before = before.or_else(|| last().map(|noun| self.head_of(noun)));
        let antecedent = || self.antecedent(verb, clause).filter(named);
        let deadly = |j: &usize| scene.kind(*j) == Some(EventType::Killing);
        let passive = matches!(scene.tense(verb), Some(Tense::Participle))
            || (verb > 0 && scene.items[verb - 1].has(cue::BE));
        match strength {
            Strength::Light if !passive => after.or(antecedent()).or(before),
            // “a riot left 49 dead”: the dead count for more than what brought them about.
            _ => after.filter(deadly).or(before).or_else(antecedent).or(after),
        }
    }

    /// The noun with which a clause begins, where its verb only says that this happened: “the death of X in a
    /// clash with Y occurred in May”.
    fn head_noun(&self, verb: usize, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let opens =
            |j: &usize| scene.items[*j].has(cue::DETERMINER) && scene.items[*j].mention.is_none();
        let first = self.clauses.items(clause).find(|j| *j >= scene.head && !opens(j))?;
        let behind = scene.items.get(first + 1).is_some_and(|it| it.has(cue::PREP_OF));
        (first < verb && behind && self.only_happens(verb)).then_some(first)
    }

    /// The noun of a happening that a relative clause or participle is about: “the attack, which took
    /// place in May”; one that says nothing but that it happened looks far: “the attack on the station
    /// in Quito, staged in May”.
    fn antecedent(&self, verb: usize, clause: usize) -> Option<usize> {
        let scene = self.scene;
        let mut relative = &self.clauses.list[clause];
        // “the trial, which began in May and ended in June”
        while relative.link == Link::Coordinate {
            relative = &self.clauses.list[relative.host?];
        }
        if !matches!(relative.link, Link::Relative | Link::Participle) {
            return None;
        }
        let start = relative.start;
        let near = (start.saturating_sub(5)..start).rev().find(|j| scene.is_strong_noun(*j));
        let far = || {
            let before = (start.saturating_sub(16)..start).rev();
            let mut phrase = before.take_while(|j| !scene.is_finite(*j) && !scene.mark(*j, ";"));
            phrase.find(|j| scene.is_strong_noun(*j))
        };
        let bare = scene.strength(verb)? == Strength::Light || self.only_happens(verb);
        // “acuerdos de extradición firmados en 1978”
        let head = |noun: usize| {
            let of = noun.checked_sub(2).filter(|_| scene.items[noun - 1].has(cue::PREP_OF));
            of.filter(|head| scene.is_strong_noun(*head)).unwrap_or(noun)
        };
        if bare { near.map(head).or_else(far) } else { near.map(head) }
    }

    /// Whether a verb says of its subject that it happened, and nothing more.
    fn only_happens(&self, verb: usize) -> bool {
        self.scene.trigger(verb).is_some_and(|t| {
            t.kind == Some(EventType::Other)
                && t.frame.subject.is_none()
                && t.frame.object.is_none()
        })
    }

    /// The infinitive that a verb without a type of its own has for its object: “chose to expel”,
    /// “trató de fugarse”.
    pub(super) fn complement(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        if scene.items[verb].tells(cue::CAUSES) {
            return self.violence_behind(verb);
        }
        if scene.strength(verb)? != Strength::Weak {
            return None;
        }
        let between = cue::ADVERB
            | cue::CLITIC
            | cue::REFLEXIVE
            | cue::INFINITIVE
            | cue::PREP_TO
            | cue::PREP_OF
            | cue::PREP_FOR
            | cue::BE;
        let mut behind = (verb + 1..scene.items.len()).skip_while(|j| {
            let item = &scene.items[*j];
            item.trigger.is_none() && (item.date.is_some() || item.has(between))
        });
        let says = Some(EventType::Statement);
        let tells = |j: &usize| {
            scene.strength(*j) == Some(Strength::Strong)
                && scene.is_verb(*j)
                && (scene.is_infinitive(*j) || self.is_done(*j))
                && scene.kind(*j) != says
        };
        behind.next().filter(tells).or_else(|| self.complement_of_first(verb).filter(tells))
    }

    /// The violence for which an English verb says that others were sent: “paid gunmen to kill X”.
    fn violence_behind(&self, verb: usize) -> Option<usize> {
        use EventType::{Abduction, Attack, Killing};
        let scene = self.scene;
        let object = |j: &usize| {
            scene.is_plain(*j) || scene.items[*j].mention.is_some() || scene.items[*j].is_closing()
        };
        let to = (verb + 1..scene.items.len()).find(|j| !object(j))?;
        let sent = to > verb + 1 && scene.items[to].has(cue::INFINITIVE);
        let violent = matches!(scene.kind(to + 1), Some(Abduction | Attack | Killing));
        (sent && violent && scene.is_verb(to + 1)).then_some(to + 1)
    }

    /// Whether a Spanish participle follows the infinitive of “be”: “comenzarán a ser juzgados”.
    fn is_done(&self, verb: usize) -> bool {
        let scene = self.scene;
        let be = verb > 1 && scene.items[verb - 1].has(cue::BE);
        let of_infinitive = || scene.items[verb - 2].has(cue::PREP_TO | cue::PREP_OF);
        let participle = scene.tense(verb) == Some(Tense::Participle);
        be && of_infinitive() && participle && scene.language() == Language::Spanish
    }

    /// “became the first country to expel …”
    fn complement_of_first(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let first = scene.lexicon.senses.marked.ordinal;
        let behind = (verb + 1..scene.items.len()).take(12);
        let mut phrase =
            behind.take_while(|j| scene.items[*j].shape != Shape::Mark && !scene.is_finite(*j));
        let ordinal = phrase.find(|j| scene.items[*j].companions & first != 0)?;
        phrase.find(|j| *j > ordinal && scene.is_verb(*j))
    }

    /// What a verb of saying shows of, where no one speaks: “the sentence confirms that …”, “the
    /// sanctions were announced on Monday”.
    fn deed_that_shows(&self, verb: usize, clause: usize) -> Option<usize> {
        use EventType::{
            Abduction, Agreement, Aid, Arrest, Attack, Charge, Conviction, Deployment, Designation,
            Extradition, Killing, Law, Office, Order, Policy, Raid, Release, Reward, Seizure,
        };
        let scene = self.scene;
        if scene.kind(verb) != Some(EventType::Statement) {
            return None;
        }
        let passive = verb > 0 && scene.items[verb - 1].has(cue::BE);
        let shows = |kind: EventType| match kind {
            Agreement | Aid | Charge | Law | Office | Order | Policy | Reward => passive,
            Conviction | Deployment | Designation => true,
            Abduction | Arrest | Attack | Extradition | Killing | Raid | Release | Seizure => {
                !passive
            }
            _ => false,
        };
        if let Some(noun) = self.noun_reported(verb) {
            return Some(noun);
        }
        let mut before = self.clauses.items(clause).filter(|j| *j < verb);
        let noun = before.find(|j| {
            scene.is_strong_noun(*j) || scene.items[*j].mention.is_some() || scene.is_verb(*j)
        })?;
        let at_head = self.clauses.items(clause).filter(|j| *j < noun).all(|j| {
            let item = &scene.items[j];
            let dated = |k: usize| scene.items.get(k).is_some_and(|item| item.date.is_some());
            dated(j) || dated(j + 1) || item.shape == Shape::Mark || item.has(cue::DETERMINER)
        });
        let speaks = |j: usize| {
            let item = &scene.items[j];
            let part = scene.items[j - 1].has(cue::PREPOSITION | cue::DETERMINER);
            !part && (item.mention.is_some() && scene.entity_kind(j) != Some(EntityKind::Place))
                || item.tells(cue::CLAIMANT) && !part
        };
        let alone = !(noun + 1..verb).any(speaks);
        let tells = scene.is_strong_noun(noun) && scene.kind(noun).is_some_and(shows);
        (at_head && alone && tells).then_some(noun)
    }

    /// The noun of what a Spanish “se” with a verb of saying reports, where nobody speaks: “se denunció el
    /// secuestro de X”.
    fn noun_reported(&self, verb: usize) -> Option<usize> {
        use EventType::{Abduction, Arrest, Attack, Extradition, Killing, Raid, Release, Seizure};
        let scene = self.scene;
        let reflexive = verb > 0 && scene.items[verb - 1].has(cue::REFLEXIVE);
        let noun = (verb + 1..scene.items.len()).find(|j| !scene.items[*j].has(cue::DETERMINER))?;
        let harm = [Abduction, Arrest, Attack, Extradition, Killing, Raid, Release, Seizure];
        let told =
            scene.is_strong_noun(noun) && scene.kind(noun).is_some_and(|kind| harm.contains(&kind));
        (reflexive && told && scene.language() == Language::Spanish).then_some(noun)
    }

    /// The verb that a Spanish one without a type of its own only helps: “terminó por aprobar”, “siguió atacando”.
    pub(super) fn helped(&self, verb: usize) -> Option<usize> {
        let scene = self.scene;
        let weak = scene.trigger(verb).is_some_and(|t| t.strength == Strength::Weak);
        let mut behind = (verb + 1..scene.items.len()).take(5);
        let told = behind.find(|j| scene.carrier(*j) == Some(verb))?;
        let strong = scene.trigger(told).is_some_and(|t| t.strength == Strength::Strong);
        let says = scene.kind(told) == Some(EventType::Statement);
        (weak && strong && !says).then_some(told)
    }

    /// The type of a trigger; of several nouns the gravest: “the kidnapping, torture and murder of X”.
    pub(super) fn kind_of(&self, trigger: usize) -> Option<EventType> {
        use EventType::{Abduction, Attack, Killing};
        let scene = self.scene;
        let kind = scene.kind(trigger)?;
        if !scene.is_noun(trigger) || !matches!(kind, Attack | Abduction) {
            return Some(kind);
        }
        let listed = (trigger + 1..scene.items.len()).take_while(|j| {
            scene.mark(*j, ",") || scene.items[*j].has(cue::COORDINATOR) || scene.is_noun(*j)
        });
        let kills = |j: usize| scene.kind(j) == Some(Killing);
        Some(if listed.into_iter().any(kills) { Killing } else { kind })
    }
}
