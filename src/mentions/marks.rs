use rustc_hash::FxHashSet;

use super::words::{Words, class};
use crate::tokens::{Gap, Shape, Tokens, Vocabulary, Word};

/// How many tokens a nickname between quotes or parentheses may have within a name.
const NICKNAME: usize = 6;

/// The marks that may stand within a name, and how the words of a name follow one another.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub hyphen: Word,
    pub dash: Word,
    pub stop: Word,
    pub comma: Word,
    pub semicolon: Word,
    pub ampersand: Word,
    pub quote: Word,
    pub apostrophe: Word,
    pub open: Word,
    pub close: Word,
    pub and_en: Word,
    pub and_es: Word,
    pub slash: Word,
    pub letter_a: Word,
    pub letter_k: Word,
    pub letter_s: Word,
    /// What stands before the number of a section of a book of law: “§”, “Sec.”.
    pub section: [Word; 4],
    pub or_en: Word,
    pub or_es: Word,
    pub los: Word,
    /// The letter that stands for a withheld surname.
    pub initial_n: Word,
    /// The words that are written with a full stop.
    abbreviations: FxHashSet<Word>,
}

impl Marks {
    pub fn new(vocabulary: &mut Vocabulary, words: &Words) -> Marks {
        Marks {
            hyphen: vocabulary.intern("-"),
            dash: vocabulary.intern("–"),
            stop: vocabulary.intern("."),
            comma: vocabulary.intern(","),
            semicolon: vocabulary.intern(";"),
            ampersand: vocabulary.intern("&"),
            quote: vocabulary.intern("\""),
            apostrophe: vocabulary.intern("'"),
            open: vocabulary.intern("("),
            close: vocabulary.intern(")"),
            and_en: vocabulary.intern("and"),
            and_es: vocabulary.intern("y"),
            slash: vocabulary.intern("/"),
            letter_a: vocabulary.intern("a"),
            letter_k: vocabulary.intern("k"),
            letter_s: vocabulary.intern("s"),
            section: ["§", "sec", "secs", "section"].map(|text| vocabulary.intern(text)),
            or_en: vocabulary.intern("or"),
            or_es: vocabulary.intern("o"),
            los: vocabulary.intern("los"),
            initial_n: vocabulary.intern("n"),
            abbreviations: words.all(class::ABBREVIATION).collect(),
        }
    }

    /// Whether `word` is “or” or “o”.
    pub fn is_or(&self, word: Word) -> bool {
        word == self.or_en || word == self.or_es
    }

    /// Whether token `i` is a quotation mark.
    pub fn is_quote(&self, tokens: &Tokens, i: usize) -> bool {
        let token = tokens[i];
        token.shape == Shape::Mark && (token.word == self.quote || token.word == self.apostrophe)
    }

    /// The token that follows `i` within a name: hyphens, the full stops of abbreviations, middle
    /// initials, quotation marks and nicknames between them are passed over.
    #[inline]
    pub fn next(&self, tokens: &Tokens, i: usize) -> Option<usize> {
        let token = tokens.get(i + 1)?;
        match token.shape {
            _ if token.gap == Gap::Paragraph => None,
            Shape::Mark => self.next_past_mark(tokens, i),
            // An initial, perhaps.
            Shape::Capital if token.end - token.start <= 2 => {
                Some(self.past_initial(tokens, i + 1))
            }
            _ => Some(i + 1),
        }
    }

    /// The token that follows `i` within a name where a mark stands between.
    fn next_past_mark(&self, tokens: &Tokens, i: usize) -> Option<usize> {
        let j = i + 1;
        let token = tokens[j];
        let after = tokens.get(j + 1)?;
        if token.word == self.hyphen || token.word == self.dash {
            let within = token.gap == Gap::None && after.gap == Gap::None;
            return Some(if within { j + 1 } else { j });
        }
        if token.word == self.stop {
            let before = tokens[i];
            let short = (before.end - before.start == 1 && before.shape == Shape::Capital)
                || self.abbreviations.contains(&before.word);
            let within = token.gap == Gap::None && after.gap == Gap::Space;
            return Some(if short && within { self.past_initial(tokens, j + 1) } else { j });
        }
        if self.is_quote(tokens, j) || token.word == self.open {
            return Some(self.past_nickname(tokens, j).unwrap_or(j));
        }
        Some(j)
    }

    /// `i`, or the token behind a middle initial (“Brian M. Cogan”) that stands there.
    fn past_initial(&self, tokens: &Tokens, i: usize) -> usize {
        let is_initial = |i: usize| {
            let token = tokens[i];
            let letter = token.shape == Shape::Capital && token.end - token.start <= 2;
            let stop = || tokens.get(i + 1);
            letter && stop().is_some_and(|stop| stop.word == self.stop && stop.gap == Gap::None)
        };
        let follows = |i: usize| {
            tokens.get(i).is_some_and(|token| {
                token.gap == Gap::Space
                    && token.shape.is_capitalized()
                    && token.end - token.start > 2
            })
        };
        if is_initial(i) && follows(i + 2) { i + 2 } else { i }
    }

    /// The token behind the quotation mark or parenthesis `j`: behind a nickname that it opens,
    /// or behind the mark where it closes something.
    fn past_nickname(&self, tokens: &Tokens, j: usize) -> Option<usize> {
        let (token, after) = (tokens[j], tokens.get(j + 1)?);
        let opens = token.gap != Gap::None && after.gap == Gap::None;
        if !opens {
            let closes = token.word != self.open && token.gap == Gap::None;
            return (closes && after.gap == Gap::Space && after.shape.is_word()).then_some(j + 1);
        }
        let closing = if token.word == self.open { self.close } else { token.word };
        let last = (j + 2..tokens.len().min(j + 2 + NICKNAME))
            .take_while(|k| tokens[*k].gap < Gap::Line)
            .find(|k| tokens[*k].word == closing)?;
        let follower = tokens.get(last + 1)?;
        let goes_on = follower.gap == Gap::Space && follower.shape.is_capitalized();
        (goes_on && after.shape.is_capitalized()).then_some(last + 1)
    }
}
