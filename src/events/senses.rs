//! What the words beside a verb make of it: to leave is one thing for troops, another for an inmate.
//!
//! `rules/companions` puts words into classes; a row of `rules/senses` names verbs, the classes that
//! must stand beside them and on which side, and the type of happening that they then tell.

use rustc_hash::FxHashMap;

use super::cue;
use super::frames::Frames;
use super::inflect::Tense;
use super::lexicon::{self, Facts, Trigger};
use super::scene::{Item, Scene, Use};
use crate::error::Result;
use crate::model::{EntityKind, EventType, Language};
use crate::tables::{Record, Tables};
use crate::tokens::{Shape, Vocabulary, WordTable};

/// How many items to each side of a verb are looked at.
const REACH: usize = 9;

/// A set of classes, a bit each.
pub(super) type Classes = u128;

/// The senses of one language's verbs.
#[derive(Clone, Debug, Default)]
pub(super) struct Senses {
    /// The classes by the numbers of their bits; the first are those of entity kinds.
    classes: Vec<Box<str>>,
    /// By trigger number, in table order.
    rows: Vec<Vec<Sense>>,
    pub(super) marked: Marked,
}

/// The classes that other questions than those of `rules/senses` ask for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marked {
    pub(super) distance: Classes,
    pub(super) documents: Classes,
    pub(super) incident: Classes,
    pub(super) ordinal: Classes,
    /// Of words for what tops all before: “record”, “deadliest”.
    pub(super) records: Classes,
    /// Of ordinals for one of several who were named: “the first”, “the latter”.
    pub(super) first: Classes,
    pub(super) second: Classes,
    pub(super) last: Classes,
    /// Of nouns for what somebody has: “house”, “offices”.
    pub(super) belongings: Classes,
    /// Of nouns for a step against someone: “sanctions”, “charges”, “capture”.
    pub(super) steps: Classes,
    /// Of words that tell in a body's name that it judges: “Supreme Court”.
    tribunals: Classes,
}

#[derive(Clone, Debug)]
struct Sense {
    conditions: Vec<Condition>,
    /// The number of the trigger that the verb is then.
    trigger: u32,
}

/// Classes of which a word must stand on a side.
#[derive(Clone, Debug)]
struct Condition {
    side: Side,
    classes: Classes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Behind an active verb, before a passive one.
    Object,
    /// Before an active verb (in Spanish also behind it), behind a passive one.
    Subject,
    After,
    Near,
}

impl Senses {
    /// Reads the tables; the classes of words are added to `words`, and the triggers that rows of senses
    /// make to `triggers`, of which the first are those of `records`.
    pub(super) fn new(
        language: Language,
        tables: &Tables,
        vocabulary: &mut Vocabulary,
        words: &mut WordTable<Facts>,
        records: &[Record],
        triggers: &mut Vec<Trigger>,
    ) -> Result<Senses> {
        let mut senses = Senses::default();
        senses.classes.extend(EntityKind::ALL.iter().map(|kind| Box::from(kind.name())));
        for record in tables.rules("companions", language)? {
            senses.add_words(&record, vocabulary, words)?;
        }
        senses.rows.resize(records.len(), Vec::new());
        let frames = Frames::new(tables)?;
        let mut verbs: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, record) in records.iter().enumerate().filter(|(_, r)| r.get("class") == "verb") {
            verbs.entry(record.get("lemma")).or_insert(at);
        }
        for record in tables.rules("senses", language)? {
            let number = triggers.len() as u32;
            triggers.push(lexicon::strong_verb(&record, &frames)?);
            let conditions: Result<_> =
                record.list("beside").map(|cell| senses.condition(&record, cell)).collect();
            let sense = Sense { conditions: conditions?, trigger: number };
            for lemma in record.list("verbs") {
                let at = verbs.get(lemma).ok_or_else(|| {
                    record.error(format!("the verb `{lemma}` is not in rules/events"))
                })?;
                senses.rows[*at].push(sense.clone());
            }
        }
        let steps = ["sanctions", "charges", "capture", "application", "slaying", "opinion"];
        let belongings = ["building", "shops", "belongings"];
        let any = |names: &[&str]| names.iter().fold(0, |all, name| all | senses.class(name));
        senses.marked = Marked {
            first: senses.class("former"),
            second: senses.class("latter"),
            last: senses.class("last"),
            belongings: any(&belongings),
            distance: senses.class("distance"),
            documents: senses.class("documents"),
            incident: senses.class("incident"),
            ordinal: senses.class("ordinal"),
            records: senses.class("record") | senses.class("superlatives"),
            tribunals: senses.class("tribunal"),
            steps: any(&steps),
        };
        Ok(senses)
    }

    fn add_words(
        &mut self,
        record: &Record,
        vocabulary: &mut Vocabulary,
        words: &mut WordTable<Facts>,
    ) -> Result<()> {
        let class = record.get("class");
        let number = self.classes.iter().position(|known| **known == *class).unwrap_or_else(|| {
            self.classes.push(class.into());
            self.classes.len() - 1
        });
        if number >= Classes::BITS as usize {
            return Err(record.error("more than 128 classes; join some"));
        }
        for text in record.list("words") {
            let [word] = vocabulary.intern_phrase(text)[..] else {
                return Err(record.error(format!("`{text}` is not one word")));
            };
            words.entry(word).companions |= 1 << number;
        }
        Ok(())
    }

    /// Reads `object=troops/police`.
    fn condition(&self, record: &Record, cell: &str) -> Result<Condition> {
        let (side, names) = cell
            .split_once('=')
            .ok_or_else(|| record.error(format!("`{cell}` is not written like object=troops")))?;
        let side = match side {
            "object" => Side::Object,
            "subject" => Side::Subject,
            "after" => Side::After,
            "near" => Side::Near,
            other => return Err(record.error(format!("the side `{other}` is not known"))),
        };
        let mut classes = 0;
        for name in names.split('/') {
            let number = self.classes.iter().position(|known| **known == *name);
            let number =
                number.ok_or_else(|| record.error(format!("no class `{name}` in companions")))?;
            classes |= 1 << number;
        }
        Ok(Condition { side, classes })
    }

    /// The classes of a name of a kind of entity whose words have the classes `words`.
    pub(super) fn of_name(&self, kind: EntityKind, words: Classes) -> Classes {
        let number = EntityKind::ALL.iter().position(|known| *known == kind);
        let own = number.map_or(0, |number| 1 << number);
        // The words of a name tell nothing, but “the Altiplano prison” is one, “the Mérida Initiative” is an
        // initiative, and “the Supreme Court” a court.
        own | match kind {
            EntityKind::Place | EntityKind::Program => words,
            EntityKind::Agency => words & self.marked.tribunals,
            _ => 0,
        }
    }

    /// The bit of a class by its name; none where no table has it.
    fn class(&self, name: &str) -> Classes {
        self.classes.iter().position(|known| **known == *name).map_or(0, |number| 1 << number)
    }
}

/// Gives the verbs of `scene` the senses that the words beside them ask for.
pub(super) fn resolve(scene: &mut Scene<'_>) {
    let senses = &scene.lexicon.senses;
    let all = scene.items.iter().fold(0, |all, item| all | item.companions);
    let may_hold = |sense: &Sense| sense.conditions.iter().all(|c| all & c.classes != 0);
    for i in 0..scene.items.len() {
        let Some(Use { number, tense, .. }) = scene.items[i].trigger else { continue };
        let Some(rows) = senses.rows.get(number as usize) else { continue };
        if !rows.iter().any(may_hold) {
            continue;
        }
        let sides = Sides::of(scene, i, tense);
        let holds = |c: &Condition| sides.classes(c.side) & c.classes != 0;
        let Some(sense) = rows.iter().find(|sense| sense.conditions.iter().all(holds)) else {
            continue;
        };
        let asked = sense.conditions.iter().fold(0, |all, condition| all | condition.classes);
        let used = Use::new(scene.lexicon, sense.trigger, tense);
        scene.items[i].trigger = used.kind.is_some().then_some(used);
        // “claimed 20 lives”: what was asked for is no verb behind a number or an article, and no
        // happening of its own.
        for j in i + 2..scene.items.len().min(i + 1 + REACH) {
            let is_asked = scene.items[j].companions & asked != 0;
            let of_noun = scene.items[j - 1].has(cue::DETERMINER)
                || scene.items[j - 1].shape == Shape::Number;
            let same = scene.kind(j).is_some_and(|kind| scene.kind(i) == Some(kind));
            if is_asked && (of_noun && scene.is_verb(j) || same) {
                scene.items[j].trigger = None;
            }
        }
    }
}

/// The items before a verb, nearest first, without a relative clause that commas part from it: “X, who
/// fled from prison, was captured”.
fn before_verb(scene: &Scene<'_>, i: usize) -> Vec<usize> {
    let mut before = Vec::new();
    let mut next = i;
    while next > 0 && before.len() < REACH {
        next -= 1;
        if scene.mark(next, ",") {
            let start = (next.saturating_sub(2 * REACH)..next)
                .rev()
                .find(|j| scene.mark(*j, ",") || scene.items[*j].has(cue::RELATIVE));
            let relative = start.filter(|j| scene.items[*j].has(cue::RELATIVE));
            next = relative.filter(|j| *j > 0).unwrap_or(next + 1) - 1;
        }
        before.push(next);
    }
    before
}

/// The classes of the words on each side of a verb.
struct Sides {
    before: Classes,
    object: Classes,
    after: Classes,
    passive: bool,
    relative: bool,
    spanish: bool,
}

impl Sides {
    fn of(scene: &Scene<'_>, i: usize, tense: Tense) -> Sides {
        let items = &scene.items;
        let next = items.get(i + 1);
        let helped = (i.saturating_sub(4)..i).rev().take_while(|j| {
            items[*j].has(cue::HELPER | cue::ADVERB | cue::NEGATION | cue::MODAL | cue::CLITIC)
                || items[*j].date.is_some()
        });
        let helped = helped.fold(0, |all, j| all | items[j].cues);
        let bare = next.is_none_or(|next| {
            next.shape == Shape::Mark && !scene.is_currency(i + 1)
                || next.date.is_some_and(|date| scene.dates[date].edtf.is_some())
                || next.has(cue::PREPOSITION)
        });
        // “the ministry announced on Monday”, but “the sanctions announced on Monday”
        let speaks =
            scene.kind(i) == Some(EventType::Statement) && !(i > 0 && scene.is_noun(i - 1));
        let passive = match tense {
            Tense::Participle => helped & cue::BE != 0 || helped & cue::HAVE == 0,
            Tense::PastOrParticiple => helped & cue::BE != 0 || helped == 0 && bare && !speaks,
            _ => false,
        };
        let ends =
            |item: &&Item| !matches!(item.sign, Some(';' | ':' | '(' | ')' | '.' | '—' | '–'));
        // “claimed 20 lives”: what may be a verb is a noun where its class is asked for.
        let predicate = |j: usize| {
            items[j].companions == 0
                && scene.is_verb(j)
                && scene.is_finite(j)
                && !items[j].has(cue::HELPER)
        };
        let clause = cue::RELATIVE | cue::RELATIVE_TIME | cue::COMPLEMENT;
        // “after he left, X was murdered”
        let helper = |j: usize| items[j].has(cue::HELPER) && !items[j].has(cue::POSSESSIVE);
        let goes_on = |j: usize| !helper(j) || !(i..j).any(|k| scene.mark(k, ","));
        let behind = (i + 1..items.len().min(i + 1 + REACH)).take_while(|j| {
            ends(&&items[*j]) && !items[*j].has(clause) && !predicate(*j) && goes_on(*j)
        });
        let before = before_verb(scene, i);
        let before = before.into_iter().take_while(|j| ends(&&items[*j]) && !predicate(*j));
        let spanish = scene.language() == Language::Spanish;
        let phrase = behind.clone().take_while(|j| {
            let dated = items.get(j + 1).is_some_and(|next| next.date.is_some());
            let joins = cue::PREP_OF | if spanish { cue::PREP_TO } else { 0 };
            !items[*j].has(cue::PREPOSITION) || items[*j].has(joins) || dated
        });
        // “was granted asylum”
        let direct = behind.clone().take_while(|j| {
            items[*j].shape != Shape::Mark
                && items[*j].date.is_none()
                && !items[*j].has(cue::PREPOSITION)
        });
        let all = |all: Classes, j: usize| all | items[j].companions;
        Sides {
            before: before.fold(0, all),
            // “una reforma aprobada en 2012 habilitó la extradición”
            object: if passive && !(spanish && helped & cue::BE != 0) {
                direct.fold(0, all)
            } else {
                phrase.fold(0, all)
            },
            after: behind.fold(0, all),
            passive,
            // “the men whom the navy flew to …”: what is flown stands before.
            relative: (i.saturating_sub(5)..i).any(|j| items[j].has(cue::RELATIVE)),
            spanish,
        }
    }

    fn classes(&self, side: Side) -> Classes {
        match side {
            Side::Object if self.passive => self.before | self.object,
            Side::Object if self.relative => self.before | self.object,
            Side::Object => self.object,
            Side::After => self.after,
            Side::Subject if self.passive || self.spanish => self.before | self.after,
            Side::Subject => self.before,
            Side::Near => self.before | self.after,
        }
    }
}
