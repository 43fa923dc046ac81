use std::cell::Cell;

use super::dictionary::{Dictionary, Form, flag};
use super::kinds::{Kinds, Role};
use super::marks::Marks;
use super::words::class;
use crate::model::{EntityKind, Sentence};
use crate::tokens::{Gap, Shape, Tokens, WordTable};

/// A stretch of text that may be a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    /// The first token.
    pub first: usize,
    /// The last token, inclusive.
    pub last: usize,
    /// The dictionary's forms with these words; some may not fit the case.
    pub forms: &'a [Form],
    /// How its words are written.
    pub case: Case,
    /// What its form says it is, where the dictionary does not have it.
    pub pattern: Option<EntityKind>,
    /// The country that a word beside the name tells: “Ejército colombiano”, “Peru's Congress”.
    pub country: Option<u16>,
    /// Whether a word before says of what kind it is: “the town of”.
    pub announced: bool,
}

impl<'a> Candidate<'a> {
    /// The forms that may be written as the text has it.
    pub fn fitting(&self) -> impl Iterator<Item = &'a Form> + use<'a> {
        let case = self.case;
        self.forms.iter().filter(move |form| case.fits(**form))
    }
}

/// How the words of a candidate are written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Case {
    /// The words with a capital, one bit each from the first.
    pub capitals: u32,
    /// Whether the first word is written as an abbreviation.
    pub upper: bool,
    /// Whether the first word is long enough to be known as an abbreviation by one capital.
    pub long: bool,
    /// The flags of names that are none in the document's language.
    pub foreign: u16,
    /// Whether a full stop follows, or a comma stands before, as with an abbreviated state.
    pub stopped: bool,
}

impl Case {
    /// Whether `form` may be written so.
    #[inline]
    pub fn fits(self, form: Form) -> bool {
        if form.has(self.foreign) || form.has(flag::STOPPED) && !self.stopped {
            return false;
        }
        if form.has(flag::ACRONYM) {
            return self.upper || (self.long && self.capitals & 1 == 1);
        }
        form.capitals & !self.capitals == 0
    }
}

/// The words with a capital among those read so far.
#[derive(Clone, Copy, Debug, Default)]
struct Capitals {
    /// One bit each from the first.
    bits: u32,
    words: u32,
}

impl Capitals {
    /// These and a further word.
    fn and(self, shape: Shape) -> Capitals {
        let bit = u32::from(shape != Shape::Lower).checked_shl(self.words).unwrap_or(0);
        Capitals { bits: self.bits | bit, words: self.words + 1 }
    }
}

/// What the scan of a text reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    pub tokens: &'a Tokens,
    pub dictionary: &'a Dictionary,
    pub marks: &'a Marks,
    /// The classes of each token's word.
    pub classes: &'a [u32],
    pub kinds: &'a Kinds,
    pub sentences: &'a [Sentence],
    /// The country that an adjective or a name tells, by word.
    pub nations: &'a WordTable<Option<u16>>,
    /// The flags of names that are none in the document's language.
    pub foreign: u16,
}

/// The fewest bytes of an abbreviation that is known in small letters too (“Farc”).
const LONG_ACRONYM: u32 = 3;

impl<'a> Scan<'a> {
    /// Whether a name may begin with token `i`: a quick look that most tokens fail.
    pub fn may_begin(&self, i: usize) -> bool {
        let token = self.tokens[i];
        match token.shape {
            Shape::Url => false,
            Shape::Upper if self.is_citation(i) => false,
            Shape::Capital | Shape::Upper | Shape::Mixed => true,
            Shape::Lower => {
                self.is(i, class::SMALL_HEAD) || self.is(i, class::SMALL_NAME) && self.goes_on(i)
            }
            Shape::Number | Shape::Mark => {
                self.dictionary.forms.starts_with(token.word) || self.is(i, class::SMALL_HEAD)
            }
        }
    }

    /// Whether a name of the dictionary may begin with token `i`, by the token behind it.
    fn goes_on(&self, i: usize) -> bool {
        let next = self.marks.next(self.tokens, i).map(|next| self.tokens[next].word);
        self.dictionary.forms.may_begin(self.tokens[i].word, next) || self.is(i + 1, class::DEMONYM)
    }

    /// Whether token `i` stands for a book of law: “18 U.S.C. § 1956”, “21 U.S.C. Secs. 841”, “373 U.S. 83”.
    fn is_citation(&self, i: usize) -> bool {
        let number = |i: Option<usize>| {
            i.and_then(|i| self.tokens.get(i)).is_some_and(|token| token.shape == Shape::Number)
        };
        let section = self.tokens.get(i + 1).is_some_and(|t| self.marks.section.contains(&t.word));
        number(i.checked_sub(1)) && (section || number(Some(i + 1)))
    }

    /// The longest candidate that begins at token `i`.
    pub fn candidate_at(&self, i: usize) -> Option<Candidate<'a>> {
        // Nothing stands behind the last token of a text.
        self.tokens.get(i)?;
        let known = self.around_adjective(i).or_else(|| self.known_at(i));
        let national = self.national_at(i, known.as_ref());
        let known = known.map(|known| self.with_country(known));
        let unlisted = self.unlisted_at(i);
        let known = if last(&national) > last(&known) { national } else { known };
        let known = known.map(|known| self.compound(&known).unwrap_or(known));
        match (known, unlisted) {
            (Some(known), Some(unlisted)) if unlisted.last == known.last => {
                Some(Candidate { pattern: unlisted.pattern, ..known })
            }
            (known, unlisted) if last(&unlisted) > last(&known) => {
                unlisted.map(|unlisted| self.announced(i, unlisted))
            }
            (known, _) => known,
        }
    }

    /// Whether a name that begins with an article hides the beginning of a longer one: “La Corte”
    /// in “La Corte Suprema”.
    pub fn yields(&self, candidate: &Candidate) -> bool {
        let first = candidate.first;
        first < candidate.last
            && self.is(first, class::ARTICLE)
            && last(&self.candidate_at(first + 1)) > Some(candidate.last)
    }

    /// The longest form of the dictionary that begins at token `i`.
    pub fn known_at(&self, i: usize) -> Option<Candidate<'a>> {
        self.known_along(i, |at| self.marks.next(self.tokens, at))
    }

    /// The longest form of the dictionary whose words begin at token `i` and follow one another as
    /// `next` says.
    pub fn known_along(
        &self,
        i: usize,
        next: impl Fn(usize) -> Option<usize>,
    ) -> Option<Candidate<'a>> {
        let mut best: Option<Candidate<'a>> = None;
        // The words passed so far, which are those of the form that is found.
        let capitals = Cell::new(Capitals::default().and(self.tokens.get(i)?.shape));
        let next = |at: usize| {
            let next = next(at)?;
            capitals.set(capitals.get().and(self.tokens[next].shape));
            Some(next)
        };
        self.dictionary.forms.find_at(self.tokens, i, next, |last, forms| {
            let case = self.case(i, last, capitals.get().bits);
            let candidate = Candidate {
                first: i,
                last,
                forms,
                case,
                pattern: None,
                country: None,
                announced: false,
            };
            if candidate.fitting().next().is_some() {
                best = Some(candidate);
            }
        });
        best
    }

    /// The forms of the dictionary with exactly the words from token `first` to `last`.
    pub fn forms_of(&self, first: usize, last: usize) -> &'a [Form] {
        let mut found: &[Form] = &[];
        let next = |i: usize| self.marks.next(self.tokens, i);
        self.dictionary.forms.find_at(self.tokens, first, next, |end, forms| {
            if end == last {
                found = forms;
            }
        });
        found
    }

    /// How the words from token `first` to `last` are written, of which these have `capitals`.
    fn case(&self, first: usize, last: usize, capitals: u32) -> Case {
        let token = self.tokens[first];
        Case {
            capitals,
            upper: matches!(token.shape, Shape::Upper | Shape::Mixed),
            long: token.end - token.start >= LONG_ACRONYM && !self.is(first, ORDINARY),
            foreign: self.foreign,
            stopped: self.is_stopped(first, last),
        }
    }

    fn is_stopped(&self, first: usize, last: usize) -> bool {
        let follows = self.tokens.get(last + 1).is_some_and(|next| next.gap == Gap::None);
        follows && self.tokens[last + 1].word == self.marks.stop
            || first > 0 && self.tokens[first - 1].word == self.marks.comma
    }

    /// Whether token `i` begins a line or a sentence, so that its capital tells nothing.
    pub fn is_initial(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).map(|j| self.tokens[j]) else { return true };
        if self.tokens[i].gap >= Gap::Paragraph {
            return true;
        }
        before.shape == Shape::Mark
            && ![self.marks.comma, self.marks.semicolon, self.marks.hyphen].contains(&before.word)
    }

    /// The tokens whose words have one of these classes.
    pub fn all(&self, classes: u32) -> impl Iterator<Item = usize> + use<'a> {
        let has = move |(_, of): &(usize, &u32)| **of & classes != 0;
        self.classes.iter().enumerate().filter(has).map(|(i, _)| i)
    }

    /// Whether the word at `i` has one of these classes.
    pub fn is(&self, i: usize, classes: u32) -> bool {
        self.classes.get(i).is_some_and(|of| of & classes != 0)
    }

    /// What token `i` tells of the name in which it stands.
    pub fn kind(&self, i: usize) -> Role {
        self.kinds.of(self.tokens[i].word)
    }

    /// Whether token `i` is a word with a capital.
    pub fn is_capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.shape.is_capitalized())
    }
}

fn last(candidate: &Option<Candidate>) -> Option<usize> {
    candidate.as_ref().map(|candidate| candidate.last)
}

/// Words that are somebody's name or have a meaning of their own.
const ORDINARY: u32 = class::GIVEN
    | class::GIVEN_WEAK
    | class::SURNAME
    | class::SURNAME_WEAK
    | class::COMMON
    | class::ADJECTIVE
    | class::ORDINARY;
