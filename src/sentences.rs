//! Document → [`Sentence`]s.
//!
//! Enters: a document and its tokens. Leaves: sentences, headings and list items in text order,
//! without overlap. Reads `rules/sentences` (abbreviations, words that begin a sentence). Leaves
//! clauses to `events`.

use crate::error::Result;
use crate::model::{Document, Language, Sentence};
use crate::tables::Tables;
use crate::tokens::{Gap, Shape, Token, Tokens, Vocabulary, Word};

/// Splits documents into sentences.
///
/// # Examples
///
/// ```
/// use cronica::sentences::Splitter;
/// use cronica::tokens::{Tokens, Vocabulary};
/// use cronica::{Document, Metadata, Tables};
///
/// let mut vocabulary = Vocabulary::default();
/// let splitter = Splitter::new(&Tables::embedded(), &mut vocabulary)?;
/// let document = Document::new("a", "Gen. Cienfuegos left. He came back.", Metadata::default());
/// let tokens = Tokens::new(document.text(), &vocabulary);
/// assert_eq!(splitter.split(&document, &tokens).len(), 2);
/// # Ok::<(), cronica::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Splitter {
    /// Bits of [`class`] by word number.
    classes: Vec<u8>,
    full_stop: Word,
    question: Word,
    exclamation: Word,
    ellipsis: Word,
    quote: Word,
    bracket: Word,
    closers: [Word; 4],
    openers: [Word; 4],
    bullets: [Word; 8],
}

/// What `rules/sentences` says of a word.
mod class {
    /// An abbreviation before a name: its full stop ends no sentence.
    pub const TITLE: u8 = 1;
    /// An abbreviation before a number: its full stop ends no sentence before one.
    pub const NUMBER: u8 = 2;
    /// An abbreviation that may end a sentence.
    pub const ANY: u8 = 4;
    /// A word that begins a sentence where it has a capital.
    pub const STARTER: u8 = 8;
}

impl Splitter {
    /// A splitter with the rules of all languages.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/sentences` has an unknown class.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Splitter> {
        let mut classes = Vec::new();
        for language in Language::ALL {
            for record in tables.rules("sentences", language)? {
                let class = match record.get("class") {
                    "title" => class::TITLE,
                    "number" => class::NUMBER,
                    "any" => class::ANY,
                    "starter" => class::STARTER,
                    other => {
                        let message = format!(
                            "the class `{other}` is not known; use title, number, any or starter"
                        );
                        return Err(record.error(message));
                    }
                };
                let word = vocabulary.intern(record.get("word")).0 as usize;
                if classes.len() <= word {
                    classes.resize(word + 1, 0);
                }
                classes[word] |= class;
            }
        }
        Ok(Splitter {
            classes,
            full_stop: vocabulary.intern("."),
            question: vocabulary.intern("?"),
            exclamation: vocabulary.intern("!"),
            ellipsis: vocabulary.intern("…"),
            quote: vocabulary.intern("\""),
            bracket: vocabulary.intern("["),
            closers: [")", "]", "}", "'"].map(|mark| vocabulary.intern(mark)),
            openers: ["(", "[", "¿", "¡"].map(|mark| vocabulary.intern(mark)),
            bullets: ["•", "-", "–", "—", "*", "·", "◦", "▪"].map(|mark| vocabulary.intern(mark)),
        })
    }

    /// The sentences of `document`, whose tokens are `tokens`.
    pub fn split(&self, document: &Document, tokens: &Tokens) -> Vec<Sentence> {
        let width = wrap_width(document.text());
        let mut sentences = Vec::new();
        let mut first = 0;
        for (i, pair) in tokens.windows(2).enumerate() {
            let is_long = i + 1 - first == LONGEST;
            let may_end = may_part(pair[0], pair[1]);
            if is_long || may_end && self.ends_at(document.text(), tokens, i, width) {
                sentences.push(Sentence { span: tokens.span(first, i) });
                first = i + 1;
            }
        }
        if first < tokens.len() {
            sentences.push(Sentence { span: tokens.span(first, tokens.len() - 1) });
        }
        sentences
    }

    /// Whether a sentence ends with token `i`, which is not the last.
    fn ends_at(&self, text: &str, tokens: &Tokens, i: usize, width: Option<usize>) -> bool {
        match tokens[i + 1].gap {
            Gap::None => false,
            Gap::Paragraph => true,
            Gap::Line => self.breaks_line(text, tokens, i, width) || self.stops(text, tokens, i),
            Gap::Space => self.stops(text, tokens, i),
        }
    }

    /// Whether the line break behind token `i` separates rather than wraps.
    fn breaks_line(&self, text: &str, tokens: &Tokens, i: usize, width: Option<usize>) -> bool {
        let Some(width) = width else { return true };
        let next = tokens[i + 1];
        let is_item = self.bullets.contains(&next.word)
            && tokens.get(i + 2).is_some_and(|token| token.gap == Gap::Space);
        let end = tokens[i].end as usize;
        let line = end - text[..end].rfind('\n').map_or(0, |at| at + 1);
        is_item || line * 10 < width * 6
    }

    /// Whether the marks up to token `i` end a sentence and the token behind may begin one.
    fn stops(&self, text: &str, tokens: &Tokens, i: usize) -> bool {
        let next = tokens[i + 1];
        if !may_stop(tokens[i], next) {
            return false;
        }
        let mut stop = i;
        while stop > 0 && self.closes(tokens[stop].word) && tokens[stop].gap == Gap::None {
            stop -= 1;
        }
        let word = tokens[stop].word;
        if word == self.question || word == self.exclamation {
            return self.may_begin(tokens, i + 1);
        }
        if word == self.ellipsis {
            return next.shape.is_capitalized();
        }
        if word == self.full_stop {
            let before = if stop > 0 { Some(tokens[stop - 1]) } else { None };
            return match before {
                Some(before) if tokens[stop].gap == Gap::None && stop == i => {
                    self.full_stop_ends(tokens, stop - 1, before.word, i + 1)
                }
                _ => self.may_begin(tokens, i + 1),
            };
        }
        // A dotted abbreviation holds its own full stop.
        stop == i
            && self.is_dotted(text, tokens, stop)
            && self.is(next.word, class::STARTER)
            && next.shape.is_capitalized()
    }

    /// Whether the full stop behind token `word` ends a sentence before token `next`.
    fn full_stop_ends(&self, tokens: &Tokens, at: usize, word: Word, next: usize) -> bool {
        let before = tokens[at];
        let following = tokens[next];
        if !self.may_begin(tokens, next) {
            return false;
        }
        if self.is(word, class::TITLE) && before.shape.is_capitalized() {
            return false;
        }
        if self.is(word, class::NUMBER) && following.shape == Shape::Number {
            return false;
        }
        if self.is(word, class::ANY) {
            return self.is(following.word, class::STARTER);
        }
        if before.shape == Shape::Number && before.gap >= Gap::Line {
            // The number of a list item or heading: “2. Institutions”.
            return false;
        }
        let is_initial = |i: usize| {
            tokens.get(i).is_some_and(|t| t.shape == Shape::Capital && t.end - t.start <= 2)
        };
        let is_dotted = tokens.get(next + 1).is_some_and(|t| t.word == self.full_stop);
        !is_initial(at)
            || (self.is(following.word, class::STARTER) && !(is_initial(next) && is_dotted))
    }

    /// Whether a sentence may begin with token `i`.
    fn may_begin(&self, tokens: &Tokens, i: usize) -> bool {
        let token = tokens[i];
        match token.shape {
            Shape::Lower => false,
            Shape::Mark => {
                let opens = self.openers.contains(&token.word) || token.word == self.quote;
                let item = self.bullets.contains(&token.word);
                item || (opens
                    && tokens.get(i + 1).is_some_and(|next| match next.shape {
                        Shape::Lower => false,
                        // “[2]” belongs to what it annotates.
                        Shape::Number => token.word != self.bracket,
                        _ => true,
                    }))
            }
            _ => true,
        }
    }

    fn closes(&self, word: Word) -> bool {
        word == self.quote || self.closers.contains(&word)
    }

    fn is(&self, word: Word, class: u8) -> bool {
        self.classes.get(word.0 as usize).is_some_and(|classes| classes & class != 0)
    }

    /// Whether token `i` is like `U.S.`: a full stop is its last byte.
    fn is_dotted(&self, text: &str, tokens: &Tokens, i: usize) -> bool {
        let token = tokens[i];
        token.shape == Shape::Upper
            && token.end - token.start > 3
            && token.span().of(text).ends_with('.')
    }
}

/// Whether a sentence may end between two tokens: a quick look that most fail.
fn may_part(before: Token, next: Token) -> bool {
    match next.gap {
        Gap::None => false,
        Gap::Space => may_stop(before, next),
        Gap::Line | Gap::Paragraph => true,
    }
}

/// Whether a sentence may end between two tokens without a line break: only a mark or a dotted
/// abbreviation ends one, and none begins small.
fn may_stop(before: Token, next: Token) -> bool {
    matches!(before.shape, Shape::Mark | Shape::Upper) && next.shape != Shape::Lower
}

/// Tokens of the longest sentence. What has more is no prose but a table or a text without stops;
/// it is cut, so that the work on a sentence stays bounded.
const LONGEST: usize = 500;

/// The width to which the lines of `text` are wrapped; `None` where a line is a paragraph.
fn wrap_width(text: &str) -> Option<usize> {
    const WIDEST: usize = 120;
    let mut widest = 0;
    let mut lines = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        widest = widest.max(line.len());
        if widest > WIDEST {
            return None;
        }
    }
    (lines > 2).then_some(widest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Metadata;

    #[test]
    fn splits_where_a_reader_would() {
        let cases: &[&[&str]] = &[
            &["Gen. A. Ruiz met Sen. Cruz.", "They spoke."],
            &["Ruiz, J. A. (2020).", "“It ended.”", "He left [2]"],
            &["He was held in the U.S. until May.", "It rained."],
            &["It is the policy of the U.S.", "The court agreed."],
            &["CAEN EN SINALOA LOS DEL CÁRTEL.", "La DEA En Acción"],
            &["On Jan. 6 it began, cf. p. 4 of the list."],
            &["El Lic. Mora habló.", "¿Quién lo oyó?", "Nadie… o casi nadie."],
        ];
        let mut vocabulary = Vocabulary::default();
        let splitter = Splitter::new(&Tables::embedded(), &mut vocabulary).unwrap();
        for sentences in cases {
            let document = Document::new("a", sentences.join(" "), Metadata::default());
            let tokens = Tokens::new(document.text(), &vocabulary);
            let found = splitter.split(&document, &tokens);
            let found: Vec<_> = found.iter().map(|s| document.slice(s.span)).collect();
            assert_eq!(found, *sentences);
        }
    }

    #[test]
    fn takes_lines_for_sentences_unless_they_are_wrapped() {
        let mut vocabulary = Vocabulary::default();
        let splitter = Splitter::new(&Tables::embedded(), &mut vocabulary).unwrap();
        let count = |text: &str| {
            let document = Document::new("a", text, Metadata::default());
            let tokens = Tokens::new(document.text(), &vocabulary);
            splitter.split(&document, &tokens).len()
        };
        assert_eq!(count("2010\n• May 3: The raid begins.\n• June: It ends."), 3);
        let line = "The marines searched the house of the mayor and took away a number of";
        assert_eq!(count(&format!("{line}\n{line}\n{line}\nboxes.")), 1);
        assert_eq!(count(&"and ".repeat(3 * LONGEST)), 3);
    }
}
