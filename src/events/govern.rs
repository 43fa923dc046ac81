//! Which happening a date belongs to.

use super::clauses::{Clause, Clauses, Link};
use super::cue;
pub(super) use super::draft::{Draft, Extent};
use super::inflect::Tense;
use super::kinds;
use super::lexicon::Strength;
use super::scene::Scene;
use crate::model::{Doubt, Doubts, Edtf, EntityKind, EventType, TimexType};

/// The happenings that the dates of a sentence ask for, in the order of their triggers.
pub(super) fn drafts(scene: &Scene<'_>, clauses: &Clauses) -> Vec<Draft> {
    let governor = Governor { scene, clauses };
    let mut drafts: Vec<Draft> = Vec::new();
    let (lives, changes) = (governor.lives(), governor.changes());
    let of_life = |i: usize| lives.iter().any(|life| scene.items[i].date == Some(life.date));
    let begins = |i: usize| changes.iter().any(|change| change.from == i);
    let mut dates = governor.dates();
    dates.extend(changes.iter().map(|change| change.until));
    dates.retain(|i| !of_life(*i) && !begins(*i));
    dates.sort_unstable();
    dates.dedup();
    for &i in &dates {
        for draft in governor.of_date(i) {
            add(&mut drafts, draft);
        }
        if let Some(draft) = governor.within(i) {
            add(&mut drafts, draft);
        }
    }
    governor.keep_sharpest(&mut drafts);
    for draft in governor.shared(&drafts, &dates) {
        add(&mut drafts, draft);
    }
    drafts.sort_by_key(|draft| (draft.trigger, draft.date));
    // “On May 3 … announced that night”: two ways to tell the same day.
    let days = |draft: &Draft| scene.dates[draft.date].days;
    drafts.dedup_by(|later, first| later.trigger == first.trigger && days(later) == days(first));
    governor.join_changes(&mut drafts, &changes);
    drafts.extend(lives);
    drafts.sort_by_key(|draft| (draft.trigger, draft.date));
    drafts
}

/// Adds a draft unless one has the same trigger, or the same type and date.
fn add(drafts: &mut Vec<Draft>, draft: Draft) {
    let same = |known: &Draft| {
        known.date == draft.date && (known.trigger == draft.trigger || known.kind == draft.kind)
    };
    if !drafts.iter().any(same) {
        drafts.push(draft);
    }
}

/// Whether happenings of the type are what a chronology of crime and justice is made of.
pub(super) fn is_grave(kind: EventType) -> bool {
    use EventType::{
        Abduction, Arrest, Attack, Charge, Conviction, Extradition, Killing, Release, Seizure,
    };
    matches!(
        kind,
        Killing
            | Arrest
            | Seizure
            | Attack
            | Abduction
            | Release
            | Extradition
            | Conviction
            | Charge
    )
}

/// Gives the dates of a scene to its happenings.
pub(super) struct Governor<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) clauses: &'s Clauses,
}

impl Governor<'_, '_> {
    /// The happenings of one date: one as a rule, two for a term of office and what fell into it.
    fn of_date(&self, i: usize) -> Vec<Draft> {
        let mut found = Vec::new();
        if let Some(office) = self.term(i) {
            // “X, minister from 2006 to 2012, was sentenced on Wednesday”: the term dates no more.
            let apposed = !self.scene.mark(i + 1, ")")
                && self.comes_after_comma(office.trigger)
                && (0..self.scene.items.len()).any(|j| j != i && self.is_date(j));
            found.push(office);
            if apposed || !self.names_term(i) {
                return found;
            }
        }
        if let Some(noun) = self.bound_noun(i) {
            found.push(self.draft(noun, None, i, Doubts::default()));
            return found;
        }
        if self.is_of_name(i) {
            return found;
        }
        let clause = self.clause_of(i);
        let mut visited = Vec::new();
        let mut next = Some(clause);
        while let Some(clause) = next {
            visited.push(clause);
            if let Some(draft) = self.in_clause(clause, i, visited.len() > 1) {
                let around = self.around(&draft, clause, i);
                let told = kinds::is_legal(draft.kind) || draft.kind == EventType::Statement;
                if self.describes_noun(i) && told && draft.trigger < i {
                    return found;
                }
                let told = self.clauses.list[clause].has_verb && self.is_grave(&draft);
                if around.is_none() || told {
                    let other = self.told_on_that_day(&draft, i);
                    let dated = (draft.trigger..i).any(|j| self.is_date(j))
                        || i > 0 && self.scene.items[i - 1].has(cue::COORDINATOR);
                    // “it flared up in May and two months later, when men shot at a bar”
                    if other.is_none() || !dated {
                        found.push(draft);
                    }
                    found.extend(other);
                }
                found.extend(around);
                return found;
            }
            if self.tells_of_name(clause, i) {
                return found;
            }
            let around = self.clauses.list[clause].host.filter(|host| !visited.contains(host));
            next = around.filter(|_| visited.len() <= 4);
        }
        // A date that leads: “October 2009: …”, “In 2019 — after long talks — …”.
        let after = (clause + 1..self.clauses.list.len()).filter(|c| !visited.contains(c));
        let elsewhere = !self.heads(i);
        let after: Vec<usize> = after.take(3).collect();
        // “On May 3, X, accused of murder, surrendered”
        let apposed = |c: &usize| {
            let explains = matches!(self.clauses.list[*c].link, Link::Participle | Link::Relative);
            explains && self.comes_after_comma(self.clauses.list[*c].start)
        };
        let dated = |c: &usize| self.in_clause(*c, i, elsewhere);
        let main = after.iter().filter(|c| !apposed(c)).find_map(dated);
        found.extend(main.or_else(|| after.iter().find_map(dated)));
        found
    }

    /// Whether a happening is one that a chronology would not leave out.
    fn is_grave(&self, draft: &Draft) -> bool {
        let strong = self.scene.strength(draft.trigger) == Some(Strength::Strong);
        strong && is_grave(draft.kind)
    }

    /// Leaves what is told once with its day where it has years around that as well: “on 5 January
    /// the army made one of the arrests of the term of López Obrador”.
    fn keep_sharpest(&self, drafts: &mut Vec<Draft>) {
        let item = |draft: &Draft| {
            (0..self.scene.items.len()).find(|i| self.scene.items[*i].date == Some(draft.date))
        };
        let dates: Vec<(usize, usize)> =
            drafts.iter().filter_map(|draft| Some((draft.trigger, item(draft)?))).collect();
        self.drop_years_of_others(drafts, &dates);
        self.drop_measured(drafts, &dates);
        drafts.retain(|draft| {
            let years = self.scene.dates[draft.date].days.years();
            let wide = item(draft).filter(|_| years.is_some_and(|(from, to)| from < to));
            let Some(wide) = wide else { return true };
            !dates.iter().any(|(trigger, sharp)| {
                *trigger == draft.trigger
                    && self.is_within(*sharp, wide)
                    && !self.is_within(wide, *sharp)
            })
        });
    }

    /// Whether the date only tells which bearer of a name is meant: “the ‘Black Thursday’ of 2019”.
    fn is_of_name(&self, i: usize) -> bool {
        let scene = self.scene;
        let Some(name) = i.checked_sub(2) else { return false };
        scene.items[i - 1].has(cue::PREP_OF)
            && (scene.items[name].is_mark("”")
                || scene.items[name].is_mark("’")
                || scene.items[name].is_mark("»")
                || matches!(scene.entity_kind(name), Some(EntityKind::Program)))
    }

    /// The clause of a date; “2009, when …” gives it to the clause behind it.
    fn clause_of(&self, i: usize) -> usize {
        let mut next = i + 1;
        if self.scene.mark(next, ",") {
            next += 1;
        }
        let opens = self.scene.items.get(next).is_some_and(|item| item.has(cue::RELATIVE_TIME));
        let clause = |j: usize| self.clauses.of[j];
        if opens && clause(next) != clause(i) && !self.has_telling_verb_before(i) {
            return clause(next);
        }
        clause(i)
    }

    /// Whether a verb that tells a happening, by itself or with a noun, stands before the date.
    fn has_telling_verb_before(&self, i: usize) -> bool {
        let clause = self.clauses.of[i];
        self.clauses.items(clause).take_while(|j| *j < i).any(|j| {
            let strong = self.scene.strength(j) == Some(Strength::Strong);
            self.scene.is_verb(j) && (strong || self.noun_for(j, clause).is_some())
        })
    }

    /// “(2006–2012)” behind a name, “president from 2018 until 2024”.
    fn term(&self, i: usize) -> Option<Draft> {
        let scene = self.scene;
        let timex = &scene.dates[scene.items[i].date?];
        let interval = matches!(timex.edtf, Some(Edtf::Interval(..)));
        if !interval || timex.kind == TimexType::Duration {
            return None;
        }
        let bracketed = i >= 2 && scene.mark(i - 1, "(") && scene.mark(i + 1, ")");
        if bracketed && scene.items[i - 2].mention.is_some() && i > 2 {
            return Some(self.draft_as(i - 2, EventType::Office, i));
        }
        let clause = self.clauses.of[i];
        let has_verb = self.clauses.items(clause).any(|j| scene.is_verb(j) && scene.is_finite(j));
        let back = (i.saturating_sub(8)..i).rev().filter(|j| self.clauses.of[*j] == clause);
        let office = back.into_iter().find(|j| scene.items[*j].has(cue::OFFICE))?;
        (!has_verb || self.comes_after_comma(office))
            .then(|| self.draft_as(office, EventType::Office, i))
    }

    fn comes_after_comma(&self, i: usize) -> bool {
        (i.saturating_sub(3)..i).any(|j| self.scene.mark(j, ","))
    }

    /// Whether the words before a bracketed interval speak of the term itself, within which the
    /// clause tells something: “during the term of X (2006–2012), extraditions rose”.
    fn names_term(&self, i: usize) -> bool {
        (i.saturating_sub(9)..i).any(|j| {
            self.scene.items[j].has(cue::TERM)
                || self.scene.kind(j) == Some(EventType::Office) && self.scene.is_noun(j)
        }) || (0..i).all(|j| !self.scene.is_finite(j))
    }

    pub(super) fn draft(
        &self,
        trigger: usize,
        noun: Option<usize>,
        i: usize,
        doubts: Doubts,
    ) -> Draft {
        let kind = self.kind_of(noun.unwrap_or(trigger)).or_else(|| self.kind_of(trigger));
        let kind = kind.unwrap_or(EventType::Other);
        let clause = self.clauses.of[trigger];
        let date = self.scene.items[i].date.unwrap_or_default();
        Draft { trigger, noun, kind, clause, date, extent: Extent::Whole, doubts }
    }

    fn draft_as(&self, trigger: usize, kind: EventType, i: usize) -> Draft {
        Draft { kind, ..self.draft(trigger, None, i, Doubts::default()) }
    }

    /// The happening that a date in or near `clause` dates.
    fn in_clause(&self, clause: usize, i: usize, elsewhere: bool) -> Option<Draft> {
        let scene = self.scene;
        let verbs: Vec<usize> = self
            .clauses
            .items(clause)
            .filter(|j| scene.is_verb(*j) && !self.is_helper(*j))
            .collect();
        let doubts = if elsewhere { Doubt::DateInOtherClause.into() } else { Doubts::default() };
        let before = |j: &&usize| **j < i;
        let finite: Vec<usize> = verbs.iter().copied().filter(|j| self.is_predicate(*j)).collect();
        let verbs = if finite.is_empty() { self.without_purposes(clause, verbs) } else { finite };
        // “por información que lleve a su captura en mayo”: no time of what has not happened.
        let wished = verbs.iter().all(|j| scene.tense(*j) == Some(Tense::Subjunctive));
        let Clause { link, start, .. } = self.clauses.list[clause];
        let relative = link == Link::Relative && !scene.items[start].has(cue::RELATIVE_TIME);
        if wished && !verbs.is_empty() && relative {
            return None;
        }
        if let Some(noun) = self.noun_with_date(clause, i, verbs.first().copied()) {
            return Some(self.draft(noun, None, i, doubts));
        }
        let chosen = self.verb_with_date(clause, i);
        let chosen =
            chosen.or_else(|| verbs.iter().rfind(before).or_else(|| verbs.first()).copied());
        if let Some(verb) =
            chosen.map(|verb| self.complement(verb).or_else(|| self.helped(verb)).unwrap_or(verb))
        {
            if let Some(deed) = self.deed(verb, i) {
                return Some(deed);
            }
            if let Some(noun) = self.noun_told(verb, clause, i) {
                return Some(self.draft(noun, None, i, doubts));
            }
            let noun = self.noun_for(verb, clause);
            if noun.is_none()
                && let Some(told) = self.told_when(verb, clause, i)
            {
                return Some(told);
            }
            // “Desde el asesinato de X en mayo, Y vive en Lima”
            if let Some(noun) = noun.filter(|noun| self.is_since(*noun, verb)) {
                return Some(self.draft(noun, None, i, doubts));
            }
            return Some(self.draft(verb, noun, i, doubts));
        }
        if let Some(office) = self.office_held(clause, i) {
            return Some(office);
        }
        let nouns: Vec<usize> =
            self.clauses.items(clause).filter(|j| scene.is_strong_noun(*j)).collect();
        let noun = nouns.iter().rfind(before).or_else(|| nouns.first());
        if let Some(noun) = noun {
            return Some(self.draft(self.head_of(*noun), None, i, doubts));
        }
        // “logró la libertad”: a verb that helps another, without one.
        let helps = |j: &usize| scene.items[*j].has(cue::DO) && scene.is_verb(*j);
        let helper = self.clauses.items(clause).find(helps);
        if let Some(verb) = helper {
            return Some(self.draft(verb, None, i, doubts));
        }
        let odd = self.clauses.items(clause).find(|j| scene.items[*j].looks_like_verb)?;
        let mut doubts = doubts;
        doubts.add(Doubt::NoListedTrigger);
        Some(self.draft(odd, None, i, doubts))
    }

    /// The participle right before a date within brackets: “(born in 1964, shot dead in 2002)”.
    fn verb_with_date(&self, clause: usize, i: usize) -> Option<usize> {
        let of_time = cue::PREP_ON | cue::PREP_IN | cue::DETERMINER;
        let mut before = (0..i).rev().skip_while(|j| self.scene.items[*j].has(of_time));
        let aside = self.clauses.list[clause].link == Link::Aside;
        before.next().filter(|j| {
            aside && self.clauses.of[*j] == clause && self.scene.is_verb(*j) && !self.is_helper(*j)
        })
    }

    /// None of `verbs` where they are infinitives that only tell what a noun is for: “durante el
    /// operativo para capturar a X”.
    fn without_purposes(&self, clause: usize, verbs: Vec<usize>) -> Vec<usize> {
        let infinitives = verbs.iter().all(|j| self.scene.is_infinitive(*j));
        let Some(first) = verbs.first().filter(|_| infinitives) else { return verbs };
        let mut nouns = self.clauses.items(clause).take_while(|j| j < first);
        if nouns.any(|j| self.scene.is_strong_noun(j)) { Vec::new() } else { verbs }
    }

    /// What happened during that which the date dates: “During a raid on May 3, agents arrested …”.
    fn within(&self, i: usize) -> Option<Draft> {
        let scene = self.scene;
        let raided = || (1..i).any(|j| scene.is_noun(j) && scene.kind(j) == Some(EventType::Raid));
        let first = &scene.items[0];
        let opens = first.has(cue::MEANWHILE) && first.has(cue::PREPOSITION)
            || first.has(cue::PREP_IN) && raided();
        if !opens || (0..i).any(|j| scene.is_finite(j)) {
            return None;
        }
        let verb = self.strong_predicate(0).filter(|verb| *verb > i)?;
        Some(self.draft(verb, self.noun_for(verb, 0), i, Doubt::SharedDate.into()))
    }

    /// A verb that only helps another one of its clause (“began to”, “ordered created”).
    fn is_helper(&self, i: usize) -> bool {
        self.scene.items[i].has(cue::HELPER)
    }

    /// Whether a verb is the predicate: finite, or behind a helper, or in a clause of its kind.
    pub(super) fn is_predicate(&self, i: usize) -> bool {
        let scene = self.scene;
        let helps = cue::HELPER | cue::MODAL | cue::FUTURE;
        let between = cue::ADVERB | cue::NEGATION | cue::CLITIC | cue::REFLEXIVE | cue::INFINITIVE;
        let helped = (0..i)
            .rev()
            .take(6)
            .take_while(|j| scene.items[*j].has(helps | between) || scene.items[*j].date.is_some())
            .any(|j| scene.items[j].has(helps));
        let participle = self.clauses.list[self.clauses.of[i]].link == Link::Participle;
        if scene.is_begun(i) {
            return true;
        }
        match scene.tense(i) {
            Some(Tense::Participle | Tense::Gerund) => helped || participle,
            Some(Tense::Infinitive) => helped,
            Some(tense) => tense.is_finite() && !scene.is_infinitive(i),
            None => false,
        }
    }
}
