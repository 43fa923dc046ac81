use std::ops::Range;

use super::DateResolver;
use super::class::{Class, hints};
use super::figures::number_words;
use super::lexicon::Lexicon;
use crate::model::{Basis, Document, Edtf, Precision, Sentence, Span, Timex};
use crate::tokens::{Gap, Shape, Token, Tokens};

/// Lines of the head of a text in which its publication date may stand.
const LINES: usize = 12;

/// Words that may stand beside the date in a line that dates the text (“By A. Reyes, Published”).
const COMPANY: usize = 8;

/// The most words of the date itself.
const WORDS: usize = 12;

/// How many tokens behind the date a dateline's dash may stand.
const REACH: usize = 5;

/// Digits of the shortest day that is written in one number (20240725).
const DAY_IN_ONE: usize = 6;

/// Words one of which stands beside the year where a line tells a day in words.
const OF_DAY: [Class; 10] = [
    Class::Month,
    Class::MonthName,
    Class::ShortMonth,
    Class::MayMonth,
    Class::Holiday,
    Class::Eve,
    Class::Unit,
    Class::Units,
    Class::Single,
    Class::Period,
];

/// The least number that is a year whichever way it is written.
const YEAR: i32 = 1000;

impl DateResolver {
    /// The publication date that the head of a text states: a day with its year, best alone in its
    /// line, else in a short line or a wire's dateline.
    pub fn published(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
    ) -> Option<Edtf> {
        let lines = &sentences[..sentences.len().min(LINES)];
        let stretch = |line: &Sentence| self.stating(document, tokens, *line);
        let stretches: Vec<_> = lines.iter().filter_map(stretch).collect();
        // A day that is stated whole needs nothing from the lines around it.
        let mut dates = self.resolve_within(&stretches, document, tokens, lines, &|| &[]);
        let lexicon = &self.languages[document.language() as usize].lexicon;
        let head = Head { document, tokens, lexicon, lines };
        if head.is_chronology(&dates) {
            return None;
        }
        dates.retain(|timex| !head.is_of_life(timex));
        published(document, tokens, lines, &dates)
    }

    /// The tokens with one of which a publication date may begin in a line that has a number that may
    /// be a year and what may make a day of it.
    fn stating(
        &self,
        document: &Document,
        tokens: &Tokens,
        line: Sentence,
    ) -> Option<Range<usize>> {
        let lexicon = &self.languages[document.language() as usize].lexicon;
        let line = tokens.within(line.span);
        let is_year = |i: usize| tokens[i].shape == Shape::Number && tokens[i].span().len() > 1;
        let is_worded =
            |i: usize| number_words(lexicon, tokens, i).is_some_and(|(number, _)| number >= YEAR);
        // However long the line is, the date stands in its head, with few words before it.
        let head = line.start..behind_words(tokens, line.clone(), COMPANY + WORDS);
        let until = (head.end + REACH).min(tokens.len());
        let may_state = (head.end == line.end
            || (head.start..until).any(|i| is_dash(document, tokens, i)))
            && has_day(lexicon, &tokens[head.clone()])
            && (head.clone().any(is_year) || head.clone().any(is_worded));
        // A word of its own may begin the date.
        may_state.then(|| line.start..behind_words(tokens, line, COMPANY + 1))
    }
}

/// The head of a text.
struct Head<'a> {
    document: &'a Document,
    tokens: &'a Tokens,
    lexicon: &'a Lexicon,
    lines: &'a [Sentence],
}

impl Head<'_> {
    /// Whether several lines begin with a day and go on with words: none of them dates the text.
    fn is_chronology(&self, dates: &[Timex]) -> bool {
        const TOLD: usize = 2;
        let opens = |timex: &&Timex| {
            let line = self.lines.iter().find(|line| line.span.start == timex.span.start);
            let behind = line.map(|line| Span::new(timex.span.end, line.span.end));
            let words = behind.map(|behind| self.tokens.within(behind));
            let told = words
                .is_some_and(|words| behind_words(self.tokens, words.clone(), TOLD) < words.end);
            told && stated_day(timex).is_some()
        };
        dates.iter().filter(opens).nth(1).is_some()
    }

    /// Whether the day is one of a life: it stands beside what befell someone (“Born: 3 March 1961”),
    /// or in brackets before another year (“(Tepic, 3 de marzo de 1961 – Lima, 2004)”).
    fn is_of_life(&self, timex: &Timex) -> bool {
        const NEAR: usize = 3;
        let (first, end) = (self.tokens.at(timex.span.start), self.tokens.at(timex.span.end));
        let line = self.lines.iter().find(|line| line.span.contains(timex.span));
        let Some(line) = line.map(|line| self.tokens.within(line.span)) else { return false };
        let parts =
            |at: usize| matches!(self.mark(at), "," | ";" | "." | "|" | "(" | "-" | "–" | "—");
        let goes_on = |at: &usize| !parts(*at) && self.tokens[*at + 1].gap < Gap::Line;
        let before = (line.start..first).rev().take_while(goes_on);
        let behind = (end..line.end).take(NEAR).take_while(|at| !parts(*at));
        let of_life = |at: usize| self.lexicon.begins(self.tokens, at, Class::Life.symbol());
        if before.chain(behind).any(of_life) {
            return true;
        }
        let bracket = (line.start..first).rev().map(|at| self.mark(at));
        let opened = bracket.into_iter().find(|mark| matches!(*mark, "(" | ")")) == Some("(");
        opened && (end..line.end).take_while(|at| self.mark(*at) != ")").any(|at| self.is_year(at))
    }

    fn is_year(&self, at: usize) -> bool {
        let figures = self.tokens[at].span().of(self.document.text());
        let age = ["18", "19", "20"].iter().any(|century| figures.starts_with(century));
        figures.len() == 4 && self.tokens[at].shape == Shape::Number && age
    }

    fn mark(&self, at: usize) -> &str {
        let token = self.tokens[at];
        if token.shape == Shape::Mark { self.document.slice(token.span()) } else { "" }
    }
}

/// The first token of `range` that is a word with `most` words before it there, or the end of it.
fn behind_words(tokens: &Tokens, range: Range<usize>, most: usize) -> usize {
    let mut words = range.clone().filter(|i| tokens[*i].shape.is_word());
    words.nth(most).unwrap_or(range.end)
}

/// Whether a line may tell a day: by further figures, or by a word.
fn has_day(lexicon: &Lexicon, line: &[Token]) -> bool {
    let figures = || line.iter().filter(|token| token.shape == Shape::Number);
    let of_day = hints(OF_DAY.map(Class::symbol));
    figures().nth(1).is_some()
        || figures().any(|token| token.span().len() >= DAY_IN_ONE)
        || line.iter().any(|token| lexicon.hints(token) & of_day != 0)
}

fn published(
    document: &Document,
    tokens: &Tokens,
    sentences: &[Sentence],
    dates: &[Timex],
) -> Option<Edtf> {
    let mut best: Option<(usize, Edtf)> = None;
    for sentence in sentences {
        let within = |timex: &&Timex| sentence.span.contains(timex.span);
        for timex in dates.iter().filter(within) {
            let Some(day) = stated_day(timex) else { continue };
            let words = |start: usize, end: usize| {
                let range = tokens.at(start)..tokens.at(end);
                range.filter(|i| tokens[*i].shape.is_word()).count()
            };
            let before = words(sentence.span.start, timex.span.start);
            let behind = words(timex.span.end, sentence.span.end);
            let rank = match before + behind {
                0 => 0,
                company if company <= COMPANY && !is_prose(document, tokens, sentence, timex) => 1,
                _ if before <= COMPANY && is_dateline(document, tokens, timex) => 2,
                _ => continue,
            };
            if best.is_none_or(|(known, _)| rank < known) {
                best = Some((rank, day));
            }
        }
    }
    best.map(|(_, day)| day)
}

/// The day, where the words state it whole.
fn stated_day(timex: &Timex) -> Option<Edtf> {
    let edtf = timex.edtf.filter(|edtf| edtf.precision() == Precision::Day)?;
    (timex.basis == Basis::Explicit).then_some(edtf)
}

/// Whether the line tells something: it ends in a full stop, and not only names and particles stand
/// before the date, as they do in “Ciudad de México, 7 de octubre de 2022.”.
fn is_prose(document: &Document, tokens: &Tokens, sentence: &Sentence, timex: &Timex) -> bool {
    const PARTICLE: usize = 3;
    let words = tokens.within(Span::new(sentence.span.start, timex.span.start));
    let tells = |i: usize| tokens[i].shape == Shape::Lower && tokens[i].span().len() > PARTICLE;
    let ends = tokens.at(sentence.span.end).checked_sub(1).map(|last| tokens[last].span());
    let stops = ends.is_some_and(|last| matches!(document.slice(last), "." | "!" | "?"));
    let follows = tokens.within(Span::new(timex.span.end, sentence.span.end));
    stops && (words.into_iter().any(tells) || follows.len() > 1)
}

/// Whether a dash follows the date, as in “MEXICO CITY, Jan. 6, 2023 (Wire) —”.
fn is_dateline(document: &Document, tokens: &Tokens, timex: &Timex) -> bool {
    let first = tokens.at(timex.span.end);
    (first..tokens.len().min(first + REACH)).any(|i| is_dash(document, tokens, i))
}

fn is_dash(document: &Document, tokens: &Tokens, i: usize) -> bool {
    let token = tokens[i];
    token.shape == Shape::Mark && matches!(document.slice(token.span()), "—" | "–" | "-" | "―")
}
