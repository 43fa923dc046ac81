//! Where the tokens, mentions and dates of a sentence stand in the lists of its document.

use std::ops::Range;

use crate::model::{Mention, Sentence, Timex};
use crate::tokens::Tokens;

/// The tokens, mentions and dates that begin in a sentence, by their numbers in the document's lists.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub(super) sentence: Sentence,
    pub(super) tokens: Range<usize>,
    pub(super) mentions: Range<usize>,
    pub(super) dates: Range<usize>,
}

impl Stretch {
    /// Those of `sentences`, in text order, found by walking along the lists once.
    pub(super) fn all(
        sentences: &[Sentence],
        tokens: &Tokens,
        mentions: &[Mention],
        dates: &[Timex],
    ) -> impl Iterator<Item = Stretch> {
        let (mut token, mut mention, mut date) = (0, 0, 0);
        sentences.iter().map(move |sentence| {
            let stretch = Stretch {
                sentence: *sentence,
                tokens: within(tokens, token, sentence, |token| token.start as usize),
                mentions: within(mentions, mention, sentence, |mention| mention.span.start),
                dates: within(dates, date, sentence, |date| date.span.start),
            };
            (token, mention, date) = (stretch.tokens.end, stretch.mentions.end, stretch.dates.end);
            stretch
        })
    }
}

/// The numbers of those that start in `sentence`, of which none stands before number `from`.
fn within<T>(
    list: &[T],
    from: usize,
    sentence: &Sentence,
    start: impl Fn(&T) -> usize,
) -> Range<usize> {
    let walk = |from: usize, byte: usize| {
        from + list[from..].iter().take_while(|item| start(item) < byte).count()
    };
    let first = walk(from, sentence.span.start);
    first..walk(first, sentence.span.end)
}
