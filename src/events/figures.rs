//! Counted quantities: dead, wounded, kilos, dollars.

mod company;
mod listed;
mod words;

use self::company::{adds_to_names, companions, joined_behind, one_before};
pub(super) use self::listed::Side;
pub(super) use self::words::Part;
use self::words::WordInFigure;
use super::counts::{Count, number};
use crate::error::Result;
use crate::model::{Figure, Language, Span};
use crate::tables::Tables;
use crate::tokens::{Phrases, PhrasesBuilder, Shape, Tokens, Vocabulary};

/// The words of `rules/cues/figures.tsv` for one language.
#[derive(Clone, Debug)]
pub(super) struct FigureWords(Phrases<Meaning>);

/// What a word is in a figure.
#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    Number(f64),
    Multiplier(f64),
    /// “dozens”: a number that is not exact.
    Vague(f64),
    AtLeast,
    AtMost,
    About,
    /// A noun of those who are counted, whatever befalls them.
    Person,
    /// A verb whose object is counted dead.
    Kills,
    /// How somebody was killed, which may stand between the verb and the count: “a machetazos”.
    Manner,
    /// A word of one alone who is dead: “asesinado”, “murió”.
    DiesAlone,
    /// “other”, “más”: those counted come on top of others.
    Others,
    /// “and”, “junto con”.
    Joint,
    /// “his”, “su”: before one of those who belong to someone.
    Own,
    /// “the”, “al”: before one who is known.
    The,
    /// “of”, “de”, “del”.
    Of,
    /// The “a” before a Spanish object.
    To,
    /// “couple”: two in one word.
    Pair,
    /// “family”, “group”: nobody knows how many, unless it says so.
    Group,
    /// “among them”: what follows up to a comma is part of the count.
    Among,
    /// “per 100,000”: what stands before it is no count.
    Rate,
    Quantity {
        name: Box<str>,
        unit: Box<str>,
    },
}

impl FigureWords {
    pub(super) fn new(
        language: Language,
        tables: &Tables,
        vocabulary: &mut Vocabulary,
    ) -> Result<FigureWords> {
        let mut builder = PhrasesBuilder::default();
        for record in tables.table("cues", "figures")? {
            if record.get("language") != language.code() {
                continue;
            }
            let value =
                || record.get("value").parse().map_err(|_| record.error("the value is no number"));
            let meaning = match record.get("role") {
                "number" => Meaning::Number(value()?),
                "multiplier" => Meaning::Multiplier(value()?),
                "vague" => Meaning::Vague(value()?),
                "least" => Meaning::AtLeast,
                "most" => Meaning::AtMost,
                "about" => Meaning::About,
                "person" => Meaning::Person,
                "kills" => Meaning::Kills,
                "rate" => Meaning::Rate,
                "manner" => Meaning::Manner,
                "dies-alone" => Meaning::DiesAlone,
                "others" => Meaning::Others,
                "joint" => Meaning::Joint,
                "own" => Meaning::Own,
                "among" => Meaning::Among,
                "the" => Meaning::The,
                "of" => Meaning::Of,
                "to" => Meaning::To,
                "pair" => Meaning::Pair,
                "group" => Meaning::Group,
                name => Meaning::Quantity { name: name.into(), unit: record.get("unit").into() },
            };
            builder.add(vocabulary.intern_phrase(record.get("phrase")), meaning);
        }
        Ok(FigureWords(builder.build()))
    }

    /// The words within `span`, for those who look for what they count; `part` says what a token is part
    /// of and is asked in their order.
    pub(super) fn read(
        &self,
        text: &str,
        tokens: &Tokens,
        span: Span,
        part: impl FnMut(Span) -> Part,
    ) -> Counting<'_> {
        Counting(self.words(text, tokens, span, part))
    }

    fn words(
        &self,
        text: &str,
        tokens: &Tokens,
        span: Span,
        mut part: impl FnMut(Span) -> Part,
    ) -> Vec<WordInFigure<'_>> {
        let range = tokens.within(span);
        let mut words: Vec<WordInFigure> = Vec::with_capacity(range.len());
        let mut at = range.start;
        while at < range.end {
            let token = tokens[at];
            let part = part(token.span());
            if part.name {
                words.push(WordInFigure::of_name(token.span(), part));
                at += 1;
                continue;
            }
            let mut last = at;
            let mut meanings: &[Meaning] = &[];
            let next = |i: usize| (i + 1 < range.end).then_some(i + 1);
            self.0.find_at(tokens, at, next, |end, values| {
                last = end;
                meanings = values;
            });
            let value = match token.shape {
                Shape::Number => number(token.span().of(text)),
                _ => None,
            };
            let (written, is_mark) = (token.span().of(text), token.shape == Shape::Mark);
            let mut word = WordInFigure {
                mark: is_mark && written != "-",
                comma: written == ",",
                currency: matches!(written, "$" | "€" | "£"),
                plural: written.ends_with('s') && !is_mark,
                short: written.len() <= 2 && !is_mark,
                meanings,
                ..WordInFigure::new(tokens.span(at, last), part)
            };
            word.count = value.map(Count::exact).or_else(|| word.spelled_count());
            at = last + 1;
            if let (Some(now), Some(before)) = (word.count, words.last_mut())
                && let Some(joined) = before.count.and_then(|c| c.join(now, word.multiplies()))
            {
                before.count = Some(joined);
                before.span = Span::new(before.span.start, word.span.end);
                continue;
            }
            words.push(word);
        }
        words
    }
}

/// The words of a stretch of text with what each counts.
pub(super) struct Counting<'a>(Vec<WordInFigure<'a>>);

impl Counting<'_> {
    /// The figures in text order, each with whether those named beside it are not in its count (“X and two
    /// others”).
    pub(super) fn figures(&self) -> Vec<(Figure, bool)> {
        let words = &self.0;
        let mut figures = Vec::new();
        let mut counted = 0;
        for (at, word) in words.iter().enumerate() {
            if let Some(figure) = companions(words, at) {
                counted = figure.span.end;
                figures.push((figure, true));
            }
            if let Some(count) = word.count
                && word.span.start >= counted
                && let Some(figure) = figure(words, at, count)
            {
                figures.push((figure, adds_to_names(words, at)));
            }
        }
        summed(figures)
    }

    /// How many persons stand in a list on the `side` of the deed.
    pub(super) fn listed(&self, side: Side) -> Option<Figure> {
        listed::listed(&self.0, side)
    }
}

/// The figure of the count at word `at`: what is counted stands within a few words behind it
/// (“29 people dead”) or, of people, a verb before it (“killed 15 people”).
fn figure(words: &[WordInFigure], at: usize, count: Count) -> Option<Figure> {
    let before = |n: usize| at.checked_sub(n).map(|i| &words[i]);
    let bound = |meaning: &Meaning| (1..=2).any(|n| before(n).is_some_and(|w| w.is(meaning)));
    let money = before(1).is_some_and(|w| w.currency);
    // “a man”, “un policía”: only what stands close by befell one alone.
    let alone = count.value == 1.0;
    let reach = if alone { 5 } else { 12 };
    let article =
        alone && !(1..=2).any(|n| words.get(at + n).is_some_and(|w| w.is(&Meaning::Person)));
    if article {
        return None;
    }
    let (person, found) = counted(&words[at + 1..], reach, alone);
    let told = words[..at].iter().rev().filter(|w| !w.is(&Meaning::Manner) && !w.part.name);
    let told = told.take_while(|w| !w.mark);
    let kills = told.take(4).any(|w| w.is(&Meaning::Kills));
    // “the bodies of 12 agents”, “la muerte de tres hombres”
    let dead = |word: &WordInFigure| word.quantity().is_some_and(|(name, _)| name == "fatalities");
    let of_dead = before(1).is_some_and(|w| w.count.is_none() && !w.mark)
        && before(2).is_some_and(dead)
        && before(3).is_none_or(|w| w.count.is_none());
    let killed = kills || of_dead;
    // “Murieron 52.”
    let direct = |n: usize| before(n).is_some_and(|w| w.is(&Meaning::Kills));
    let particle = || before(1).is_some_and(|w| w.span.len() == 1 && !w.mark);
    let bare = (direct(1) || particle() && direct(2)) && words.get(at + 1).is_none_or(|w| w.mark);
    let person = person || bare;
    let (quantity, unit, end) = match found {
        Some((name, unit, end)) if *name != *"troops" => (name, unit, end),
        _ if killed && person => ("fatalities".into(), "persons".into(), words[at].span.end),
        _ if money => ("money".into(), "USD".into(), words[at].span.end),
        Some(found) => found,
        None => return None,
    };
    let joined = if killed && person { joined_behind(words, at) } else { 0.0 };
    let value = count.value + one_before(words, at) + joined;
    let (mut low, mut high) = (value, Some(value));
    if count.vague || bound(&Meaning::AtLeast) {
        high = None;
    }
    if bound(&Meaning::AtMost) {
        low = 0.0;
    }
    let start = words[at].span.start;
    Some(Figure {
        quantity,
        low,
        best: value,
        high,
        unit,
        span: Span::new(start, end.max(words[at].span.end)),
    })
}

/// How many words an aside within a count can fill.
const ASIDE: usize = 16;

/// What is counted, its unit, and the byte behind the word that says so.
type Counted = (Box<str>, Box<str>, usize);

/// Whether people are counted, and which quantity: the first noun that names one, also behind
/// another count of people (“10 soldiers and 19 gunmen were killed”).
fn counted(behind: &[WordInFigure], reach: usize, alone: bool) -> (bool, Option<Counted>) {
    let mut person = None;
    let mut found = None;
    let mut verb = false;
    let behind = &without_asides(behind);
    for (distance, word) in behind.iter().take(reach).enumerate() {
        // “nineteen gunmen of Los Mayos died”
        if word.mark && !(word.part.name && person.is_some_and(|person| distance <= person + 6)) {
            break;
        }
        // “4,000 inmates escape and a dozen die”: another count right behind goes on with the list.
        let far = verb || person.is_none_or(|person| distance > person + 3);
        if far && (word.count.is_some() || person.is_none() && distance > 6) {
            break;
        }
        if let Some((name, unit)) = word.quantity() {
            if behind.get(distance + 1).is_some_and(|next| next.is(&Meaning::Rate)) {
                return (false, None);
            }
            // “relatives of a soldier were killed”
            if alone && person.is_some() && name == "fatalities" {
                break;
            }
            found = Some((name.into(), unit.into(), word.span.end));
            if name != "troops" {
                break;
            }
        }
        verb |= word.part.verb;
        if person.is_none() && word.is(&Meaning::Person) {
            person = Some(distance);
        }
    }
    (person.is_some(), found)
}

/// The words without “, among them a mayor,”: what is counted goes on behind it.
fn without_asides<'a>(words: &'a [WordInFigure<'a>]) -> Vec<&'a WordInFigure<'a>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < words.len() && kept.len() <= ASIDE {
        let among = |n: usize| words.get(at + n).is_some_and(|w| w.is(&Meaning::Among));
        // “, three of them children,”
        let counted = words.get(at + 1).is_some_and(|w| w.count.is_some());
        let opens = words[at].comma && (among(1) || counted && among(2));
        let close = || words[at + 1..].iter().take(ASIDE).position(|word| word.comma);
        match close().filter(|_| opens) {
            Some(length) => at += length + 2,
            None => {
                kept.push(&words[at]);
                at += 1;
            }
        }
    }
    kept
}

/// Adds up counts that one word ends (“10 soldiers and 19 gunmen were killed”).
fn summed(figures: Vec<(Figure, bool)>) -> Vec<(Figure, bool)> {
    let mut kept: Vec<(Figure, bool)> = Vec::new();
    for (figure, adds) in figures {
        match kept.last_mut() {
            Some((last, _))
                if last.quantity == figure.quantity && last.span.end == figure.span.end =>
            {
                last.low += figure.low;
                last.best += figure.best;
                last.high = last.high.zip(figure.high).map(|(a, b)| a + b);
            }
            _ => kept.push((figure, adds)),
        }
    }
    kept
}
