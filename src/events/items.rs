//! The tokens of a sentence → the items of its scene: namings and dates as they were found, then the
//! longest cue or trigger that begins at each other word.

use super::cue;
use super::inflect::Tense;
use super::lexicon::Lexicon;
use super::scene::{Item, Scene, Use};
use super::senses;
use super::stretch::Stretch;
use crate::model::{Document, EntityKind, Language, Mention, Timex};
use crate::tokens::{Gap, Shape, Tokens};

/// How many mentions away a country can be named of whose government a text speaks.
const NEARBY: usize = 64;

/// The most items from “tanto” to its “como”.
const LONGEST_PAIR: usize = 12;

impl<'a> Scene<'a> {
    /// The items of a stretch of the document, whose `tokens`, `mentions` and `dates` these are.
    pub(super) fn new(
        document: &'a Document,
        lexicon: &'a Lexicon,
        tokens: &Tokens,
        stretch: &Stretch,
        mentions: &'a [Mention],
        dates: &'a [Timex],
    ) -> Scene<'a> {
        let mut scene = Scene {
            document,
            lexicon,
            sentence: stretch.sentence,
            mentions,
            dates,
            items: Vec::new(),
            anaphors: Vec::new(),
            head: 0,
        };
        let range = stretch.tokens.clone();
        scene.items.reserve(range.len());
        let (mut mention, mut date) = (stretch.mentions.start, stretch.dates.start);
        let (mut at, mut stop) = (range.start, range.start);
        while at < range.end {
            let start = tokens[at].start as usize;
            while mentions.get(mention).is_some_and(|m| m.span.start < start) {
                mention += 1;
            }
            while dates.get(date).is_some_and(|d| d.span.start < start) {
                date += 1;
            }
            let named = mentions.get(mention).filter(|m| m.span.start == start);
            // “former”, “recently” are words like others: they name no time.
            let dated = dates.get(date).filter(|d| d.span.start == start && !is_vague(d));
            let last = match (named, dated) {
                (Some(m), d) if d.is_none_or(|d| d.span.end <= m.span.end) => {
                    let last = last_token(tokens, at, range.end, m.span.end);
                    scene.push(tokens, at, last, Found::Mention(mention));
                    last
                }
                (_, Some(d)) => {
                    let last = last_token(tokens, at, range.end, d.span.end);
                    let last = scene.end_of_measure(tokens, at, last, range.end);
                    scene.push(tokens, at, last, Found::Date(date));
                    last
                }
                _ => {
                    if stop <= at {
                        let starts = [
                            mentions.get(mention).map(|m| m.span.start),
                            dates.get(date).map(|d| d.span.start),
                        ];
                        let next = starts.into_iter().flatten().min().unwrap_or(usize::MAX);
                        stop = last_token(tokens, at, range.end, next) + 1;
                    }
                    match scene.government(tokens, at, stop) {
                        Some((last, nation)) => {
                            scene.push(tokens, at, last, Found::Mention(nation));
                            last
                        }
                        None => scene.push_words(tokens, at, stop),
                    }
                }
            };
            at = last + 1;
        }
        for i in 0..scene.items.len() {
            if scene.is_attributive(i) || scene.is_of_officer(i) {
                scene.items[i].trigger = None;
            }
        }
        scene.join_pairs();
        for i in 1..scene.items.len() {
            scene.free_of_helper(i - 1, i);
            scene.make_helper(scene.before_time(i), i);
        }
        scene.head = scene.dateline_end().unwrap_or_default();
        senses::resolve(&mut scene);
        scene
    }

    /// Takes the second word of “tanto X como Y” for an “and”.
    fn join_pairs(&mut self) {
        let mut first = None;
        for i in 0..self.items.len() {
            let item = &mut self.items[i];
            if !item.has(cue::CORRELATIVE) || item.mention.is_some() {
                continue;
            }
            if !item.has(cue::SUBORDINATOR) {
                first = Some(i);
            } else if first.take().is_some_and(|first| i <= first + LONGEST_PAIR) {
                item.cues = cue::COORDINATOR;
            }
        }
    }

    /// The last token of “the Mexican government” at token `at`, and the mention of a country that the
    /// text names nearby.
    fn government(&self, tokens: &Tokens, at: usize, stop: usize) -> Option<(usize, usize)> {
        let cues = |i: usize| self.lexicon.cues(tokens[i].word);
        let first = at + usize::from(cues(at) & cue::DETERMINER != 0);
        let last = first + 1;
        if last >= stop {
            return None;
        }
        let nation = |adjective: usize, noun: usize| {
            let governs = cues(noun) & cue::STATE_NOUN != 0;
            if governs { self.lexicon.nation(tokens[adjective].word) } else { None }
        };
        let id = nation(first, last).or_else(|| nation(last, first))?;
        let here = self.mentions.partition_point(|m| m.span.start < tokens[at].start as usize);
        let near = here.saturating_sub(NEARBY)..(here + NEARBY).min(self.mentions.len());
        let names = |number: &usize| {
            let entity = self.mentions[*number].referent.entity();
            entity.is_some_and(|entity| entity.kind == EntityKind::Place && *entity.id == *id)
        };
        near.into_iter().find(names).map(|number| (last, number))
    }

    fn push(&mut self, tokens: &Tokens, first: usize, last: usize, found: Found) {
        let (mention, date) = match found {
            Found::Mention(number) => (Some(number), None),
            Found::Date(number) => (None, Some(number)),
        };
        let trigger = mention.and_then(|number| self.trigger_in_name(tokens, first, last, number));
        let kind = mention.map(|number| self.mentions[number].referent.kind());
        // “three months later” is no term in prison.
        let dated = date.is_some_and(|number| self.dates[number].edtf.is_some());
        let words = || self.lexicon.companions(&tokens[first..=last]);
        let companions = match kind {
            _ if dated => 0,
            Some(kind) => self.lexicon.senses.of_name(kind, words()),
            None => words(),
        };
        self.items.push(Item {
            span: tokens.span(first, last),
            shape: tokens[first].shape,
            sign: self.sign(tokens, first, last),
            // “until July 7”
            cues: if dated { self.lexicon.cues(tokens[first].word) & cue::UNTIL } else { 0 },
            hidden: tokens[first..=last].iter().fold(0, |all, t| all | self.lexicon.cues(t.word))
                & cue::CLAIMANT,
            mention,
            kind,
            date,
            trigger,
            looks_like_verb: false,
            companions,
        });
    }

    /// The noun in a program's name that tells what it is: “Operation …”, “… Initiative”.
    fn trigger_in_name(
        &self,
        tokens: &Tokens,
        first: usize,
        last: usize,
        mention: usize,
    ) -> Option<Use> {
        if self.mentions[mention].referent.kind() != EntityKind::Program {
            return None;
        }
        let mut found = None;
        for at in first..=last {
            if self.lexicon.cues(tokens[at].word) & cue::NEGATION != 0 {
                // “Hugs, not bullets”
                break;
            }
            let next = |i: usize| (i < last).then_some(i + 1);
            self.lexicon.forms.find_at(tokens, at, next, |_, forms| {
                let noun = forms.iter().find(|form| form.tense == Tense::Noun);
                let used = noun.map(|form| Use::new(self.lexicon, form.trigger, Tense::Noun));
                found = found.or(used.filter(|used| used.kind.is_some()));
            });
        }
        found
    }

    /// Adds the longest cue or trigger that begins at token `at` and ends before `stop`, where the
    /// next mention or date begins, or the token alone; returns its last token.
    fn push_words(&mut self, tokens: &Tokens, at: usize, stop: usize) -> usize {
        let next = |i: usize| (i + 1 < stop && tokens[i + 1].gap < Gap::Paragraph).then_some(i + 1);
        let token = tokens[at];
        let facts = self.lexicon.facts(token.word);
        let own = facts.cues;
        let (mut last, mut cues) = (at, own);
        if facts.begins_phrase {
            self.lexicon.phrases.find_at(tokens, at, next, |end, values| {
                last = end;
                cues = values.iter().fold(0, |all, bits| all | bits);
            });
        }
        // “Had the car stopped, …”, not “they had the mayor killed”.
        let inverted = token.shape.is_capitalized() || own & cue::HAVE == 0;
        let bare = cues & cue::CONDITION != 0 && !inverted
            || cues & cue::DO != 0 && !self.helps_next(tokens, last, next(last));
        if last > at && bare {
            (last, cues) = (at, own);
        }
        let hidden = cues | own;
        let noun = cue::PERSON_NOUN | cue::AGENCY_NOUN | cue::GROUP_NOUN;
        if cues & cue::ANAPHOR != 0
            || cues & noun != 0 && self.trigger_beyond(tokens, at + 1, last, stop)
        {
            // “the raid”: the noun stays a trigger, the article tells that it was named before.
            last = at;
            cues = cues & cue::ANAPHOR | own;
        }
        let found = facts.begins_form.then(|| self.longest_trigger(tokens, at, next)).flatten();
        let (mut trigger, trigger_last) = found.map_or((None, at), |(used, end)| (Some(used), end));
        if trigger_last < last {
            trigger = None;
        } else if trigger_last > last {
            last = trigger_last;
            // “el gobierno” is no happening, but those who govern are still in it.
            let words = tokens[at..=last].iter().fold(0, |all, t| all | self.lexicon.cues(t.word));
            cues = words & cue::MEMBER;
        }
        // “no happening” words stay as they are, with their cues; “including” only adds names.
        let adds = |used: &Use| {
            cues & cue::AMONG != 0 && !matches!(used.tense, Tense::Past | Tense::Present)
        };
        // “De acuerdo con” and “convention center” tell of no agreement, but “el gobierno” of those who
        // govern.
        let kindless = trigger.is_some_and(|used| used.kind.is_none());
        let article = own & cue::DEFINITE != 0;
        let tells_nothing = cues & cue::ATTRIBUTION != 0 || last > at && kindless && !article;
        let trigger = trigger.filter(|used| used.kind.is_some() && !adds(used));
        let plain = trigger.is_none() && cues == 0 && last == at;
        let looks_like_verb = plain && self.ends_like_verb(token);
        let companions =
            if tells_nothing { 0 } else { self.lexicon.companions(&tokens[at..=last]) };
        self.items.push(Item {
            span: tokens.span(at, last),
            shape: token.shape,
            sign: self.sign(tokens, at, last),
            cues,
            hidden: hidden & cue::LASTING,
            mention: None,
            kind: None,
            date: None,
            trigger,
            looks_like_verb,
            companions,
        });
        last
    }

    /// Whether a helping verb whose last token is at `last` has a verb to help in the token behind: “llegó a
    /// ordenar”, but not “llegó a Culiacán”.
    fn helps_next(&self, tokens: &Tokens, last: usize, next: Option<usize>) -> bool {
        let joins = self.lexicon.cues(tokens[last].word) & (cue::PREP_TO | cue::PREP_OF) != 0;
        if self.lexicon.language != Language::Spanish || !joins {
            return true;
        }
        let mut helped = false;
        if let Some(next) = next {
            self.lexicon.forms.find_at(
                tokens,
                next,
                |_| None,
                |_, forms| {
                    helped |= forms.iter().any(|form| form.tense == Tense::Infinitive);
                },
            );
        }
        helped
    }

    /// Whether the token at `last` is a preposition with a date: “ended in 1999” is no “ended in”.
    pub(super) fn is_of_date(&self, tokens: &Tokens, last: usize) -> bool {
        let timed = cue::PREP_IN | cue::PREP_ON;
        let preposition = self.lexicon.cues(tokens[last].word) & timed != 0;
        preposition && last + 1 < tokens.len() && {
            let next = tokens[last + 1].start as usize;
            let date = self.dates.partition_point(|date| date.span.start < next);
            self.dates.get(date).is_some_and(|date| date.span.start == next)
        }
    }

    /// The mark that the tokens from `first` to `last` are.
    fn sign(&self, tokens: &Tokens, first: usize, last: usize) -> Option<char> {
        if tokens[first].shape != Shape::Mark {
            return None;
        }
        let mut chars = tokens.span(first, last).of(self.document.text()).chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    /// Whether a trigger begins at token `at` and goes on behind token `last`: “the court order”.
    fn trigger_beyond(&self, tokens: &Tokens, at: usize, last: usize, stop: usize) -> bool {
        let mut beyond = false;
        let next = |i: usize| (i + 1 < stop).then_some(i + 1);
        if at < stop {
            self.lexicon.forms.find_at(tokens, at, next, |end, _| beyond |= end > last);
        }
        beyond
    }
}

enum Found {
    Mention(usize),
    Date(usize),
}

/// Whether an expression only refers to the past, present or future as such.
fn is_vague(timex: &Timex) -> bool {
    timex.edtf.is_none() && timex.value.ends_with("_REF")
}

/// The last token before `end_token` that starts before byte `end`.
fn last_token(tokens: &Tokens, at: usize, end_token: usize, end: usize) -> usize {
    let mut last = at;
    while last + 1 < end_token && (tokens[last + 1].start as usize) < end {
        last += 1;
    }
    last
}
