//! Gazetteers → [`Mention`]s.
//!
//! Enters: a document, its tokens and sentences; for offices also its dates. Leaves: mentions in
//! text order, without overlap, each linked to an entity or marked as unlisted. Reads
//! `gazetteers/` and `rules/words`. Dates and events are left to their rooms.

mod lint;
mod literal;
mod lookup;

use std::sync::Arc;

pub use lint::lint;
pub use literal::Literals;

use crate::error::Result;
use crate::model::{Document, Entity, Mention, Sentence, Timex};
use crate::tables::Tables;
use crate::tokens::{Tokens, Vocabulary};

/// The dictionary, ready to find its names in documents.
#[derive(Clone, Debug)]
pub struct Gazetteer {
    entities: Vec<Arc<Entity>>,
}

impl Gazetteer {
    /// The dictionary of `tables`; its words are added to `vocabulary`.
    ///
    /// # Errors
    ///
    /// Where a row of `rules/words` cannot be used.
    pub fn new(tables: &Tables, vocabulary: &mut Vocabulary) -> Result<Gazetteer> {
        let _ = (tables, vocabulary);
        Ok(Gazetteer { entities: Vec::new() })
    }

    /// The mentions of names.
    pub fn find(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
    ) -> Vec<Mention> {
        let _ = (document, tokens, sentences);
        Vec::new()
    }

    /// Adds to `mentions` those of offices, whose holders the `dates` tell.
    pub fn find_offices(
        &self,
        document: &Document,
        tokens: &Tokens,
        sentences: &[Sentence],
        dates: &[Timex],
        mentions: &mut Vec<Mention>,
    ) {
        let _ = (document, tokens, sentences, dates, mentions);
    }

    /// Every entity, by identifier.
    pub fn entities(&self) -> &[Arc<Entity>] {
        &self.entities
    }
}
