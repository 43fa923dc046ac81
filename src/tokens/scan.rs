use super::chars::{blank, ends_url, is_apostrophe, is_letter};
use super::fold::fold_token;
use super::key::{Key, Letters};
use super::vocabulary::Numbering;
use super::{Gap, Shape, Token, Vocabulary, Word};

/// Splits what follows byte `start` of `text` into tokens in one pass.
pub(super) fn scan(text: &str, start: usize, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens = Vec::with_capacity((text.len() - start.min(text.len())) / 5);
    scan_into(text, start, vocabulary, &mut tokens);
    tokens
}

/// Appends the tokens of what follows byte `start` of `text` to `tokens`.
pub(super) fn scan_into(text: &str, start: usize, words: impl Numbering, tokens: &mut Vec<Token>) {
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let folded = String::new();
    Scanner { text, bytes: text.as_bytes(), words, folded, tokens }.run(start);
}

/// Whether `phrase` has only Latin letters and spaces: its tokens are what the spaces part.
pub(super) fn is_plain(phrase: &str) -> bool {
    let is_latin = |c: char| ('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic();
    phrase.chars().all(|c| c == ' ' || c.is_ascii_alphabetic() || is_latin(c))
}

struct Scanner<'a, N> {
    text: &'a str,
    bytes: &'a [u8],
    words: N,
    folded: String,
    tokens: &'a mut Vec<Token>,
}

impl<N: Numbering> Scanner<'_, N> {
    fn run(&mut self, start: usize) {
        let mut at = start;
        let mut gap = Gap::Paragraph;
        while let Some(byte) = self.bytes.get(at) {
            // What most of a text is made of: single spaces and plain words.
            if *byte == b' ' {
                gap = gap.max(Gap::Space);
                at += 1;
                continue;
            }
            let (end, shape, word) = match self.plain(at, *byte) {
                Some(plain) => plain,
                None => {
                    let c = self.char_at(at);
                    if let Some(blank) = blank(c) {
                        gap = match (gap, blank) {
                            (Gap::Line | Gap::Paragraph, Gap::Line) => Gap::Paragraph,
                            (before, blank) => before.max(blank),
                        };
                        at += c.len_utf8();
                        continue;
                    }
                    let (end, shape) = self.token_at(at, c);
                    (end, shape, self.look_up(at, end, shape))
                }
            };
            let token = Token { start: at as u32, end: end as u32, word, shape, gap };
            let parted = gap >= Gap::Line && shape == Shape::Lower;
            if !(parted && self.rejoin(token)) {
                self.tokens.push(token);
            }
            gap = Gap::None;
            at = end;
        }
    }

    /// Makes one token of `rest` and the word that a hyphen parts from it at the end of a line or
    /// page (“Cienfue-” and “gos”), where a table has that word; whether it did.
    fn rejoin(&mut self, rest: Token) -> bool {
        let Some((first, hyphens)) = self.parted_word() else { return false };
        let behind = self.tokens[self.tokens.len() - 1].end as usize;
        let page = self.text[behind..rest.start as usize].contains('\u{c}');
        if rest.gap == Gap::Paragraph && !page {
            return false;
        }
        self.folded.clear();
        fold_token(first.span().of(self.text), first.shape, &mut self.folded);
        fold_token(rest.span().of(self.text), rest.shape, &mut self.folded);
        let word = self.words.of_folded(&self.folded);
        if word == Word::UNKNOWN {
            return false;
        }
        self.tokens.truncate(self.tokens.len() - 1 - hyphens);
        self.tokens.push(Token { end: rest.end, word, ..first });
        true
    }

    /// The word before the hyphen with which the tokens end, and how many tokens the hyphen is; a
    /// soft one belongs to its word.
    fn parted_word(&self) -> Option<(Token, usize)> {
        let last = *self.tokens.last()?;
        if last.shape.is_word() {
            return last.span().of(self.text).ends_with('\u{ad}').then_some((last, 0));
        }
        let is_hyphen = last.gap == Gap::None && matches!(last.span().of(self.text), "-" | "‐");
        let before = *self.tokens.get(self.tokens.len().checked_sub(2)?)?;
        (is_hyphen && before.shape.is_word()).then_some((before, 1))
    }

    /// A token that needs no look at the characters around it: nearly all of a text.
    #[inline]
    fn plain(&mut self, at: usize, byte: u8) -> Option<(usize, Shape, Word)> {
        match byte {
            _ if Letters::may_begin(byte) => self.plain_word(at),
            b'0'..=b'9' => {
                let end = self.number_end(at);
                // Figures are folded as they are.
                Some((end, Shape::Number, self.words.of_folded(&self.text[at..end])))
            }
            // An apostrophe may begin the `s` of a possessive.
            _ if byte.is_ascii_punctuation() && byte != b'\'' => {
                Some((at + 1, Shape::Mark, self.words.of_key(Key::of_mark(byte))))
            }
            _ => None,
        }
    }

    /// A word of a few Latin letters before a blank or a mark that cannot belong to it: most of a
    /// text, read and folded in one go.
    fn plain_word(&mut self, at: usize) -> Option<(usize, Shape, Word)> {
        let rest = &self.bytes[at..];
        let letters = Letters::at(rest)?;
        let is_end = match rest.get(letters.length) {
            None => true,
            // An abbreviation or address goes on behind its full stop.
            Some(b'.') => matches!(rest.get(letters.length + 1), None | Some(b' ' | b'\n' | b'\r')),
            Some(b) => matches!(
                b,
                b' ' | b'\n'
                    | b'\r'
                    | b'\t'
                    | b','
                    | b';'
                    | b'!'
                    | b'?'
                    | b'('
                    | b')'
                    | b'"'
                    | b'['
                    | b']'
            ),
        };
        is_end.then(|| (at + letters.length, letters.shape, self.words.of_key(letters.key)))
    }

    fn char_at(&self, at: usize) -> char {
        match self.bytes.get(at) {
            Some(byte) if byte.is_ascii() => char::from(*byte),
            Some(_) => self.text[at..].chars().next().unwrap_or('\0'),
            None => '\0',
        }
    }

    /// The end and shape of the token that starts at `at` with `c`.
    fn token_at(&self, at: usize, c: char) -> (usize, Shape) {
        if !is_letter(c) {
            if is_apostrophe(c) && self.is_possessive(at + c.len_utf8()) {
                return (at + c.len_utf8() + 1, Shape::Lower);
            }
            return (at + c.len_utf8(), Shape::Mark);
        }
        if let Some(end) = self.url_end(at) {
            return (end, Shape::Url);
        }
        if let Some(end) = self.dotted_end(at) {
            let upper = self.text[at..end].chars().any(char::is_uppercase);
            return (end, if upper { Shape::Upper } else { Shape::Lower });
        }
        self.word_end(at)
    }

    /// Letters, with apostrophes between them unless a possessive `s` follows.
    fn word_end(&self, at: usize) -> (usize, Shape) {
        let mut end = at;
        let (mut upper, mut lower, mut first_upper) = (0, 0, false);
        loop {
            let c = self.char_at(end);
            let width = c.len_utf8();
            if is_letter(c) {
                if c.is_uppercase() {
                    upper += 1;
                    first_upper |= end == at;
                } else if c.is_lowercase() {
                    lower += 1;
                }
            } else if is_apostrophe(c) {
                let next = end + width;
                if !is_letter(self.char_at(next)) || self.is_possessive(next) {
                    break;
                }
            } else if c != '\u{ad}' {
                break;
            }
            end += width;
        }
        (end, Shape::of(upper, lower, first_upper))
    }

    /// Whether the `s` of a possessive stands at `at`, after an apostrophe.
    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S')) && !is_letter(self.char_at(at + 1))
    }

    /// Segments of one or two letters with full stops between: `U.S.`, `EE.UU.`, `a.m.`.
    fn dotted_end(&self, at: usize) -> Option<usize> {
        let mut end = at;
        let mut segments = 0;
        loop {
            let mut letters = 0;
            let mut capitals = 0;
            let mut next = end;
            while letters < 3 && is_letter(self.char_at(next)) {
                let c = self.char_at(next);
                capitals += usize::from(c.is_uppercase());
                letters += 1;
                next += c.len_utf8();
            }
            let segment = letters == 1 || (letters == 2 && capitals == 2);
            if !segment || is_letter(self.char_at(next)) {
                break;
            }
            segments += 1;
            if self.bytes.get(next) != Some(&b'.') {
                end = next;
                break;
            }
            end = next + 1;
        }
        (segments >= 2).then_some(end)
    }

    /// Digits, with groups of three behind `,` or `.` or one decimal part.
    fn number_end(&self, at: usize) -> usize {
        let digits = |from: usize| {
            from + self.bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count()
        };
        let first = digits(at);
        let separator = self.bytes.get(first).copied().unwrap_or_default();
        if !matches!(separator, b',' | b'.') {
            return first;
        }
        let second = digits(first + 1);
        let width = second - first - 1;
        let is_more = |end: usize| {
            self.bytes.get(end) == Some(&separator)
                && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        };
        if width == 3 && first - at <= 3 {
            let mut end = second;
            while is_more(end) && digits(end + 1) == end + 4 {
                end += 4;
            }
            // A decimal part behind groups: 1,234.5
            let decimal = matches!(self.bytes.get(end), Some(b',' | b'.'))
                && self.bytes[end] != separator
                && self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            return if decimal { digits(end + 1) } else { end };
        }
        let decimal = width > 0 && (separator == b'.' || width < 3) && !is_more(second);
        // “May 3,2025” has a day and a year, “3,5” a decimal comma.
        if decimal && first - at <= 4 && width <= 3 { second } else { first }
    }

    /// The end of a web or mail address that starts at `at`.
    fn url_end(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let starts = |prefix: &[u8]| {
            rest.len() > prefix.len() && rest[..prefix.len()].eq_ignore_ascii_case(prefix)
        };
        let lead = rest.first().map(u8::to_ascii_lowercase);
        let web = matches!(lead, Some(b'h' | b'w'))
            && (starts(b"http://") || starts(b"https://") || starts(b"www."));
        if !web && !self.is_mail(at) {
            return None;
        }
        let inside = |b: &u8| !b.is_ascii_whitespace() && !b"<>\"'()[]{}".contains(b);
        let mut end = at + rest.iter().take_while(|b| inside(b)).count();
        // Typographic quotes and spaces end it as well; they are not ASCII.
        if let Some(c) = self.text[at..end].char_indices().find(|(_, c)| ends_url(*c)) {
            end = at + c.0;
        }
        while end > at && b".,;:!?".contains(&self.bytes[end - 1]) {
            end -= 1;
        }
        Some(end)
    }

    /// Whether letters, digits and `._-` and then `@` and a letter stand at `at`.
    fn is_mail(&self, at: usize) -> bool {
        let name = |b: &&u8| b.is_ascii_alphanumeric() || b"._-+".contains(b);
        let width = self.bytes[at..].iter().take(64).take_while(name).count();
        self.bytes.get(at + width) == Some(&b'@')
            && self.bytes.get(at + width + 1).is_some_and(u8::is_ascii_alphanumeric)
    }

    fn look_up(&mut self, at: usize, end: usize, shape: Shape) -> Word {
        if shape == Shape::Url {
            return Word::UNKNOWN;
        }
        self.folded.clear();
        fold_token(&self.text[at..end], shape, &mut self.folded);
        self.words.of_folded(&self.folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        scan(text, 0, &Vocabulary::default()).iter().map(|token| token.span().of(text)).collect()
    }

    #[test]
    fn splits_words_numbers_and_marks() {
        let cases: &[(&str, &[&str])] = &[
            ("Mexico’s 2,000 troops", &["Mexico", "’s", "2,000", "troops"]),
            ("the U.S.-Mexico border", &["the", "U.S.", "-", "Mexico", "border"]),
            ("EE.UU. y EE. UU.", &["EE.UU.", "y", "EE", ".", "UU", "."]),
            ("May 3,2025", &["May", "3", ",", "2025"]),
            ("2025-09-03", &["2025", "-", "09", "-", "03"]),
            ("03.09.2025", &["03", ".", "09", ".", "2025"]),
            ("1.5 or 3,5 or 1,234.5", &["1.5", "or", "3,5", "or", "1,234.5"]),
            ("O’Donnell don't", &["O’Donnell", "don't"]),
            ("the 1980s", &["the", "1980", "s"]),
            ("see https://a.org/2013/07/x-1.", &["see", "https://a.org/2013/07/x-1", "."]),
            ("at 3 p.m. a b", &["at", "3", "p.m.", "a", "b"]),
            ("Washington, D.C.", &["Washington", ",", "D.C."]),
            ("J.A. Gil", &["J.A.", "Gil"]),
        ];
        for (text, expected) in cases {
            assert_eq!(pieces(text), *expected, "{text}");
        }
    }

    #[test]
    fn joins_words_parted_at_the_end_of_a_line() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.intern("cienfuegos");
        let cases: &[(&str, &[&str])] = &[
            ("Cienfue-\ngos fue", &["Cienfue-\ngos", "fue"]),
            ("Cienfue-\r\n  gos", &["Cienfue-\r\n  gos"]),
            ("Cienfue\u{ad}\ngos", &["Cienfue\u{ad}\ngos"]),
            ("Cienfue-\n\u{c}\ngos", &["Cienfue-\n\u{c}\ngos"]),
            ("Cienfue-\n\ngos", &["Cienfue", "-", "gos"]),
            ("Cienfue-gos", &["Cienfue", "-", "gos"]),
            ("Cien-\nfuego", &["Cien", "-", "fuego"]),
            ("Cienfue -\ngos", &["Cienfue", "-", "gos"]),
        ];
        for (text, expected) in cases {
            let tokens = scan(text, 0, &vocabulary);
            let pieces: Vec<_> = tokens.iter().map(|token| token.span().of(text)).collect();
            assert_eq!(pieces, *expected, "{text:?}");
        }
    }

    #[test]
    fn tells_gaps_apart() {
        let gaps: Vec<_> = scan("a b\nc\n\nd\r\n\r\ne-f", 0, &Vocabulary::default())
            .iter()
            .map(|token| token.gap)
            .collect();
        use Gap::{Line, None, Paragraph, Space};
        assert_eq!(gaps, [Paragraph, Space, Line, Paragraph, Paragraph, None, None]);
    }
}
