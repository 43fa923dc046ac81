//! What the words around the wording of an office say.

use super::holders::Context;
use super::offices::Offices;
use crate::tokens::{Gap, Shape};

/// The classes of `rules/mentions/offices.tsv`.
pub(super) mod cue {
    /// Before a wording, tells that a certain holder is meant: “the”, “la”.
    pub const DEFINITE: u16 = 1;
    /// Before a wording, tells that no holder of the time is meant: “former”, “un”.
    pub const BARRED_BEFORE: u16 = 1 << 1;
    /// Behind a wording, tells that it names another office: “municipal”, “of”.
    pub const BARRED_BEHIND: u16 = 1 << 2;
    /// Between a wording and the holder's name in apposition: “then”, “el”.
    pub const BETWEEN: u16 = 1 << 3;

    /// Before a wording, tells that a past holder is meant: “former”.
    pub const FORMER: u16 = 1 << 4;
    /// In the possessive before a wording, means the country: “the nation's”.
    pub const OWNER: u16 = 1 << 5;
    /// Behind the possessive of a wording, makes it the name of a body: “office”.
    pub const BODY: u16 = 1 << 6;
    /// Before a wording, tells that who held it at the sentence's own date is meant: “then”.
    pub const THEN: u16 = 1 << 7;
    /// In the possessive before a wording, means a division of the country: “the state's”.
    pub const DIVISION: u16 = 1 << 8;

    /// Before a wording with its article, tells what somebody named is: “who was the chief”.
    pub const PREDICATE: u16 = 1 << 9;

    pub const NAMES: &[(&str, u16)] = &[
        ("body", BODY),
        ("division", DIVISION),
        ("former", FORMER),
        ("owner", OWNER),
        ("predicate", PREDICATE),
        ("then", THEN),
        ("definite", DEFINITE),
        ("barred-before", BARRED_BEFORE),
        ("barred-behind", BARRED_BEHIND),
        ("between", BETWEEN),
    ];
}

impl Offices {
    pub fn cue(&self, context: &Context, i: Option<usize>, class: u16) -> bool {
        let token = i.and_then(|i| context.tokens.get(i));
        token.is_some_and(|token| self.cues.get(token.word) & class != 0)
    }

    /// Whether the words around the wording of tokens `first` to `last` say that no holder of the
    /// time is meant; the words behind it count where it is `weak`.
    pub fn is_barred(&self, context: &Context, (first, last): (usize, usize), weak: bool) -> bool {
        let behind = self.cue(context, Some(last + 1), cue::BARRED_BEHIND)
            && context.tokens[last + 1].gap == Gap::Space;
        let hyphen = first.checked_sub(1).is_some_and(|i| {
            context.tokens[i].shape == Shape::Mark
                && context.tokens[first].gap == Gap::None
                && context.tokens[i].gap == Gap::None
        });
        let follows = context.tokens.get(last + 1).is_some_and(|token| {
            token.gap == Gap::None
                && token.shape == Shape::Mark
                && token.end - token.start == 1
                && context.document.slice(token.span()) == "-"
        });
        let before = self.cue(context, first.checked_sub(1), cue::BARRED_BEFORE);
        let body =
            self.is_possessive(context, last + 1) && self.cue(context, Some(last + 2), cue::BODY);
        let article = self.cue(context, first.checked_sub(1), cue::DEFINITE);
        let predicate = article && self.cue(context, first.checked_sub(2), cue::PREDICATE);
        hyphen || follows || weak && behind || before || body || predicate
    }

    /// Whether token `i` is the possessive of the word before it.
    pub fn is_possessive(&self, context: &Context, i: usize) -> bool {
        let token = context.tokens.get(i);
        token.is_some_and(|token| token.gap == Gap::None && token.shape == Shape::Lower)
    }

    /// Whether the wording that begins at token `first` says that a certain holder is meant.
    pub fn is_definite(&self, context: &Context, first: usize) -> bool {
        let token = context.tokens[first];
        // “el entonces secretario”
        let then = usize::from(self.cue(context, first.checked_sub(1), cue::THEN));
        self.is_owned(context, first, cue::OWNER | cue::DIVISION)
            || self.cue(context, first.checked_sub(1 + then), cue::DEFINITE)
            || self.cue(context, Some(first), cue::DEFINITE)
            || (token.shape == Shape::Capital && first > 0 && token.gap == Gap::Space)
    }

    /// Whether the possessive of a word of these classes stands before token `first`.
    pub fn is_owned(&self, context: &Context, first: usize, owner: u16) -> bool {
        first.checked_sub(2).is_some_and(|at| {
            self.cue(context, Some(at), owner) && self.is_possessive(context, at + 1)
        })
    }
}
