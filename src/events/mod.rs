//! Triggers, arguments and factuality → [`Event`]s.
//!
//! Enters: a document with its tokens, sentences, mentions and dates. Leaves: dated events in text
//! order. Reads `rules/events` and `rules/cues`. Joining the events of several documents is left
//! to `timeline`.

use crate::error::Result;
use crate::model::{Document, Event, Mention, Sentence, Timex};
use crate::tables::Tables;
use crate::tokens::{Tokens, Vocabulary};

/// The event rules, ready to extract from documents.
#[derive(Clone, Debug)]
pub struct EventExtractor {}

impl EventExtractor {
    /// The rules of `tables`; their words are added to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/events` or `rules/cues` cannot be used.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<EventExtractor> {
        let _ = (tables, vocabulary);
        Ok(EventExtractor {})
    }

    /// The dated events of `document`.
    pub fn extract(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &[Mention],
        dates: &[Timex],
    ) -> Vec<Event> {
        let _ = (document, tokens, sentences, mentions, dates);
        Vec::new()
    }
}
