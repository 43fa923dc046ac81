//! A word of a sentence as those see it who count.

use super::{Count, Meaning};
use crate::model::Span;

/// What a token is part of.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::events) struct Part {
    /// A name or a date, whose digits count nothing.
    pub(in crate::events) name: bool,
    /// The name of a person.
    pub(in crate::events) person: bool,
    /// A word for one person.
    pub(in crate::events) someone: bool,
    /// The finite verb of a clause.
    pub(in crate::events) verb: bool,
    /// The word of the deed that is told.
    pub(in crate::events) deed: bool,
    /// The clause of the deed.
    pub(in crate::events) own: bool,
}

pub(super) struct WordInFigure<'a> {
    pub(super) span: Span,
    pub(super) count: Option<Count>,
    pub(super) meanings: &'a [Meaning],
    pub(super) part: Part,
    /// A mark of punctuation, a name or a date.
    pub(super) mark: bool,
    pub(super) comma: bool,
    /// A sign of money, which stands before its sum.
    pub(super) currency: bool,
    /// It ends as plurals do.
    pub(super) plural: bool,
    /// It has one or two letters, as many a preposition.
    pub(super) short: bool,
}

impl<'a> WordInFigure<'a> {
    pub(super) fn new(span: Span, part: Part) -> WordInFigure<'a> {
        WordInFigure {
            span,
            count: None,
            meanings: &[],
            part,
            mark: false,
            comma: false,
            currency: false,
            plural: false,
            short: false,
        }
    }

    /// A word of a name or a date.
    pub(super) fn of_name(span: Span, part: Part) -> WordInFigure<'a> {
        WordInFigure { mark: true, ..WordInFigure::new(span, part) }
    }

    pub(super) fn spelled_count(&self) -> Option<Count> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Number(n) => Some(Count::exact(*n)),
            // “mil 24”: smaller numbers may follow.
            Meaning::Multiplier(n) => Some(Count { open: true, ..Count::exact(*n) }),
            Meaning::Vague(n) => Some(Count { value: *n, vague: true, open: false }),
            _ => None,
        })
    }

    pub(super) fn multiplies(&self) -> bool {
        self.meanings.iter().any(|m| matches!(m, Meaning::Multiplier(_)))
    }

    pub(super) fn is(&self, meaning: &Meaning) -> bool {
        self.meanings.contains(meaning)
    }

    pub(super) fn quantity(&self) -> Option<(&str, &str)> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Quantity { name, unit } => Some((&**name, &**unit)),
            _ => None,
        })
    }

    /// Whether it stands before a noun and says whose, which or how many.
    pub(super) fn is_determiner(&self) -> bool {
        self.count.is_some() || self.is(&Meaning::Own) || self.is(&Meaning::The)
    }

    /// Whether it is a preposition or another short word, and no determiner.
    pub(super) fn is_small(&self) -> bool {
        let known = self.is(&Meaning::Of) || self.is(&Meaning::To);
        (known || self.short) && !self.is_determiner()
    }

    /// Whether it is a word of a noun phrase behind its determiner.
    pub(super) fn is_plain(&self) -> bool {
        let links = [Meaning::Joint, Meaning::Among, Meaning::Of, Meaning::To];
        let linked = links.iter().any(|link| self.is(link));
        !self.mark && !self.part.verb && !self.part.deed && !linked && !self.is_determiner()
    }

    /// Whether it is a noun for persons.
    pub(super) fn is_someone(&self) -> bool {
        let person = self.is(&Meaning::Person) && !self.is(&Meaning::Joint);
        self.part.someone || person || self.is(&Meaning::Pair)
    }
}
