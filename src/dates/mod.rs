//! Date rules → [`Timex`]es.
//!
//! Enters: a document, its tokens, sentences and mentions. Leaves: date and time expressions in
//! text order, without overlap, resolved to calendar intervals. Reads `rules/dates` and the terms
//! of office. Which event a date belongs to is left to `events`.

pub(crate) mod header;

use crate::error::Result;
use crate::model::{Document, Mention, Sentence, Timex};
use crate::tables::Tables;
use crate::tokens::{Tokens, Vocabulary};

/// The date rules, ready to resolve the expressions of documents.
#[derive(Clone, Debug)]
pub struct DateResolver {}

impl DateResolver {
    /// The rules of `tables`; their words are added to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/dates` cannot be used.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<DateResolver> {
        let _ = (tables, vocabulary);
        Ok(DateResolver {})
    }

    /// The expressions of `document`.
    pub fn resolve(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        mentions: &[Mention],
    ) -> Vec<Timex> {
        let _ = (document, tokens, sentences, mentions);
        Vec::new()
    }
}
